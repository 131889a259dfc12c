"""A mission of four donors in which every text is marked with whose it is: in comes nothing, out come its records, file by file.

Each mark is a word in small letters, an accented one and an Arabic one; `owners` says whose marks stand in a text. What
is for the team, or waits for consent or for its day, is marked as the team's, whoever paid.

    alba and boro, boro and cima, cima and dune share activities; alba, boro and cima share one; alba and dune share none.
    dune has a restricted part in an activity of boro's, of which boro knows nothing.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.approving import signed_text
from tests.unpacking import bare
from tests.workspaces import THEMES

PERIOD, AS_OF = "2024-Q1", "2024-04-15"
FISCAL = "FY2024-Q2"  # the same months for cima, whose year begins in October
# Owner of marks, then the donor's id: no id contains the name of an owner.
DONORS = {"alba": "valdorie", "boro": "oreline", "cima": "sept-rives", "dune": "mirande"}
TEAM = "team"
COFUNDERS = {
    "alba": {"boro", "cima"},
    "boro": {"alba", "cima"},
    "cima": {"alba", "boro", "dune"},
    "dune": {"boro", "cima"},
}
PUBLIC_NAME = frozenset({"name", "acronym", "credited", "jointcredit"})

LATIN = "abcdefghijklmnopqrstuvwxyz"
ACCENTED = str.maketrans("aeiouc", "àéîôùç")
# Without lam: a PDF's lam and alef are one sign, which is read back in the other order.
ARABIC = str.maketrans(LATIN, "ابتثجحخدذرزسشصضطظعغفقكةمنه")

Files = dict[str, Any]  # a path below records/ and its record, or the bytes of a picture


def forms(owner: str, tag: str) -> tuple[str, str, str]:
    """Return the marked words of a field: small letters, accented letters, Arabic letters."""
    word = owner + tag
    return f"zq{word}zq", f"zq{word.translate(ACCENTED)}ëzq", f"ظظ{word.translate(ARABIC)}ظظ"


def mark(owner: str, tag: str) -> str:
    """Return the three marked words of a field."""
    return " ".join(forms(owner, tag))


@cache
def _searches() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """Return, for each owner and script, how a mark begins, and a pattern that finds its tag."""
    found = []
    for owner in (*DONORS, TEAM):
        for form in forms(owner, "0"):
            begin, _, end = form.partition("0")
            start = bare(begin)
            found.append((owner, start, re.compile(f"{re.escape(start)}(.*?){re.escape(bare(end))}")))
    return tuple(found)


def owners(text: str) -> Iterator[tuple[str, str]]:
    """Yield (owner, tag in its script) for each mark in a text, also for the beginning of one."""
    searched = bare(text)
    for owner, begin, whole in _searches():
        if begin in searched:
            tags = whole.findall(searched)
            yield from ((owner, tag) for tag in tags)
            if len(tags) < searched.count(begin):
                yield owner, "?"


@cache
def in_each_script(tag: str) -> frozenset[str]:
    """Return a tag as `owners` gives it: in small, accented and Arabic letters."""
    return frozenset(map(bare, (tag, tag.translate(ACCENTED), tag.translate(ARABIC))))


def mission(*alone: str) -> Files:
    """Return the records of the mission; where owners are named, only what each of them pays alone.

    Every call returns its own.
    """
    files: Files = {
        "publisher.yaml": _publisher(),
        "themes.yaml": yaml.safe_load(THEMES),
        "organisations.yaml": {
            "oim-maroc": {"names": [{"name": "Mission"}], "standing": "intergovernmental"}
        },
        "editions/activity-report/2024-Q1.yaml": {"context": {"text": mark(TEAM, "publicedition")}},
    }
    for place, owner in enumerate(DONORS):
        if owner in alone or not alone:
            files |= _of_one(owner, place)
            files["organisations.yaml"] |= _bodies(owner, place)
    return files if alone else files | _shared()


def _publisher() -> dict[str, Any]:
    return {
        "language": "fr",
        "organisation": "oim-maroc",
        "short_name": "Mission",
        "time_zone": "Africa/Casablanca",
        "about": [{"since": "2000-01-01", "text": "Une mission."}],
    }


def _bodies(owner: str, place: int) -> dict[str, Any]:
    """Return the donor, the partner of its project and the partner of its restricted one."""
    aside = {"credit_only": mark(TEAM, "bodyaside")}
    internal = {"aliases": [mark(TEAM, f"alias{owner}")], "note": mark(TEAM, "bodynote"), "silenced": aside}
    donor = {
        "names": [{"name": f"Fonds {mark(owner, 'name')}", "acronym": forms(owner, "acronym")[0]}],
        "credited_as": f"le fonds {mark(owner, 'credited')}",
        "standing": "embassy",
        "donor": "true",
        "obligation": "required",
        "fiscal_year_starts": str((1, 4, 10, 7)[place]),
        "language": "fr",
        "logo": f"{forms(owner, 'logo')[0]}.png",
        "logo_alt": mark(owner, "logoalt"),
        "url": f"https://example.org/{forms(owner, 'url')[0]}",
        "statements": [_statement(owner, "own")],
        **internal,
    }
    partners = {
        f"partenaire-{place}{secret}": {
            "names": [{"name": f"Association {mark(owner, f'partner{secret}')}"}],
            "standing": "civil_society",
            "aliases": [mark(TEAM, f"alias{owner}partner{secret}")],
        }
        for secret in ("", "secret")
    }
    return {DONORS[owner]: donor, **partners}


def _statement(owner: str, tag: str) -> dict[str, Any]:
    confirmed = {"by": mark(TEAM, "confirmedby"), "date": "2024-01-05", "evidence": mark(TEAM, "evidence")}
    return {
        "funded": f"Financé. {mark(owner, f'{tag}funded')}",
        "co_funded": f"Cofinancé. {mark(owner, f'{tag}cofunded')}",
        "disclaimer": f"Avis. {mark(owner, f'{tag}disclaimer')}",
        "emblem": f"{forms(owner, 'emblem')[0]}.png",
        "emblem_alt": mark(owner, "emblemalt"),
        "source": mark(TEAM, "statementsource"),
        "confirmed": confirmed,
    }


def project_of(owner: str, secret: str = "") -> str:
    """Return the id of the project that `owner` pays alone, of its restricted one with `secret`."""
    return f"projet-{[*DONORS].index(owner)}{secret}"


def _project(owner: str, secret: str) -> dict[str, Any]:
    given = {"organisation": DONORS[owner], "reference": forms(owner, f"grant{secret}")[0]}
    return {
        "title": f"Projet {mark(owner, f'project{secret}')}",
        "acronym": forms(owner, f"short{secret}")[0],
        "credited_as": f"Le projet {mark(owner, f'projectas{secret}')}",
        "donors": [given | {"statements": [_statement(owner, f"project{secret}")]}],
        "partners": [f"partenaire-{[*DONORS].index(owner)}{secret}"],
        "themes": ["gouvernance"],
        "area": mark(owner, f"area{secret}"),
        "reference": forms(owner, f"ourreference{secret}")[0],
        "note": mark(TEAM, "projectnote"),
        **({"restricted": "true"} if secret else {}),
    }


def _indicator(owner: str, secret: str) -> dict[str, Any]:
    value = {"period": PERIOD, "count": {"about": "30", "words": mark(TEAM, "countwords")}}
    return {
        "label": mark(owner, f"indicator{secret}"),
        "definition": mark(owner, f"definition{secret}"),
        "unit": mark(owner, f"unit{secret}"),
        "accumulation": "per_period",
        "project": project_of(owner, secret),
        "values": [value | {"source": mark(owner, f"valuesource{secret}")}],
    }


def _of_one(owner: str, place: int) -> Files:
    """Return what one donor pays alone: open, restricted, for it alone, embargoed, withdrawn, undated, to come, cancelled."""
    open_, secret = [project_of(owner)], [project_of(owner, "secret")]
    limited = {"audiences": [f"donor:{DONORS[owner]}"]}
    plain = {
        f"2024-02-0{place + 1}-reserve": event(owner, "limited", "2024-02-05", open_, **limited),
        f"2024-02-1{place}-embargo": event(TEAM, "embargo", "2024-02-10", open_, publish_after="2024-05-01"),
        f"2024-02-2{place}-retire": event(TEAM, "withdrawn", "2024-02-20", open_, state="withdrawn"),
        f"2024-03-0{place + 1}-annule": event(owner, "cancelled", "2024-03-05", open_, status="cancelled"),
        f"2024-05-0{place + 1}-annonce": event(owner, "announced", "2024-05-02", open_, status="announced"),
        f"2024-03-1{place}-direct": event(
            owner, "direct", "2024-03-10", [], funding=[{"organisation": DONORS[owner]}]
        ),
        f"sans-date-{place}": event(owner, "undated", "", open_, dating={"reason": mark(owner, "reason")}),
        f"a-dater-{place}": event(owner, "todate", "", open_),
    }
    full = {
        f"2024-01-1{place}-complet": _full(owner, "", open_, place),
        f"2024-01-2{place}-discret": _full(owner, "secret", secret, place),
    }
    files: Files = {}
    for id, record in (plain | full).items():
        files[f"events/{id[:4] if id[:4].isdigit() else 'undated'}/{id}.yaml"] = record
        for picture in record.get("pictures", ()):
            files[f"pictures/{picture['file']}"] = photograph(owner)
    for hidden in ("", "secret"):
        files[f"projects/{project_of(owner, hidden)}.yaml"] = _project(owner, hidden)
        files[f"indicators/indicateur-{place}{hidden}.yaml"] = _indicator(owner, hidden)
    for file in ("logo", "emblem"):
        files[f"logos/{forms(owner, file)[0]}.png"] = photograph(owner, "PNG")
    for period in (PERIOD, FISCAL):
        files[f"editions/donor-summary/{period}--{DONORS[owner]}.yaml"] = _edition(owner)
    return files


def _edition(owner: str) -> dict[str, Any]:
    coming = {
        "title": mark(owner, "upcoming"), "date": "2024-06-01", "place": mark(owner, "upcomingplace"),
        "url": f"https://example.org/{forms(owner, 'upcomingurl')[0]}",
    }  # fmt: skip
    sections = {
        code: mark(owner, code.replace("-", "")) for code in ("difficulties", "next-steps", "results")
    }
    slot = {
        "text": mark(owner, "slot"),
        "signatory": mark(owner, "signatory"),
        "signatory_role": mark(owner, "head"),
    }
    published = {
        "title": mark(owner, "published"),
        "url": f"https://example.org/{forms(owner, 'publishedurl')[0]}",
    }
    return {
        "number": forms(owner, "number")[0],
        "sections": sections,
        "takeaways": [mark(owner, "takeaway")],
        "upcoming": [coming],
        "publications": [published],
        "foreword": slot,
        "headline": mark(owner, "headline"),
        "preheader": mark(owner, "preheader"),
        "set_aside": [{"event": f"sans-date-{[*DONORS].index(owner)}", "reason": mark(owner, "aside")}],
        "restatements": [{"period": "2023-Q1", "reason": mark(owner, "revised")}],
        "silenced": {"acronyms": mark(owner, "editionaside")},
    }  # fmt: skip


def event(owner: str, tag: str, date: str, projects: list[str], **more: Any) -> dict[str, Any]:
    """Return a short event whose texts are marked as `owner`'s; its notes are the team's."""
    return {
        "title": f"Atelier {mark(owner, f'{tag}title')}",
        "type": "workshop",
        "state": "approved",
        "teaser": f"Accroche {mark(owner, f'{tag}teaser')}.",
        "place": {"city": mark(owner, f"{tag}city")},
        "attendance": [{"measure": "attendees", "count": "20"}],
        "notes": mark(TEAM, "notes"),
        **({"date": date} if date else {}),
        **({"projects": projects} if projects else {}),
        **more,
    }


def _full(owner: str, secret: str, projects: list[str], place: int) -> dict[str, Any]:
    """Return an event that says everything a record can say, in two sessions."""

    def own(tag: str) -> str:
        return mark(owner, f"{tag}{secret}")

    def person(tag: str) -> dict[str, Any]:
        known = {"name": f"Prénom {own(tag)}", "honorific": forms(owner, f"{tag}honorific")[0]}
        told = {"role": own(f"{tag}role"), "from_place": own(f"{tag}from")}
        return known | told | {"note": mark(TEAM, "personnote")}

    def session(number: int) -> dict[str, Any]:
        where = {name: own(f"session{name}") for name in ("venue", "city", "region", "country")}
        panel = {"title": own("panel"), "people": [person("panelist")]}
        told = {"id": f"etape-{number}", "title": own(f"session{'ab'[number]}"), "place": where}
        return told | {
            "date": f"2024-01-{10 + 10 * number}",
            "people": [person("trainer")],
            "programme": [panel],
        }

    share = {"by": own("by"), "items": [{"label": own("row"), "count": "12"}]}
    people = {"measure": "attendees", "count": {"about": "30", "words": own("words")}, "noun": own("noun")}
    target = {"measure": "target", "count": "90", "target_for": own("target")}
    record = event(owner, f"open{secret}", "", projects)
    del record["place"]
    return record | {
        "short_title": own("shorttitle"),
        "teaser": own("teaser"),
        "summary": f"Résumé {own('summary')}.",
        "themes": ["gouvernance"],
        "target_area": own("targetarea"),
        "duration": own("duration"),
        "sessions": [session(0), session(1)],
        "attendance": [people | {"breakdowns": [share]}, target],
        "countries": {"codes": ["MA", "SN"], "exhaustive": "false", "words": own("countries")},
        "people": [person("speaker"), {"name": "Une Oratrice", "role": own("oratorrole")}],
        "programme": [{"title": own("opening")}],
        "organisations": [
            {"organisation": f"partenaire-{place}{secret}", "role": "partner", "named_as": mark(TEAM, "namedas")}
        ],
        "other_participants": own("others"),
        "funding": [{"organisation": DONORS[owner], "note": mark(TEAM, "fundingnote")}],
        "frameworks": [{"framework": "gcm", "goal": "5", "named_as": mark(TEAM, "goalwords")}],
        "outcomes": [{"kind": "outcome", "text": own("outcome")}],
        "quotes": list(_quotes(owner, secret)),
        "announces": [
            {
                "title": own("announced"), "date": "2024-05-20", "place": own("announcedplace"),
                "url": f"https://example.org/{forms(owner, 'announcedurl')[0]}",
            }
        ],
        "links": [{"label": own("link"), "url": f"https://example.org/{forms(owner, 'linkurl')[0]}"}],
        "public_page": f"https://example.org/{forms(owner, 'page')[0]}",
        "pictures": list(_pictures(owner, secret)),
        "contacts": [
            {
                "name": mark(TEAM, "contact"), "place": mark(TEAM, "contactplace"),
                "email": f"{forms(TEAM, 'mail')[0]}@example.org", "phone": forms(TEAM, "phone")[0],
            }
        ],
        "source": {
            "kind": "article", "title": mark(TEAM, "sourcetitle"), "seed": mark(TEAM, "seed"),
            "url": f"https://example.org/{forms(TEAM, 'sourceurl')[0]}",
        },
        "approval": {
            "by": mark(TEAM, "approvedby"), "date": "2024-02-01", "evidence": mark(TEAM, "approval"),
            "sha256": "0" * 64,
        },
        "silenced": {"weekday_mismatch": mark(TEAM, "silenced")},
    }  # fmt: skip


def _quotes(owner: str, secret: str) -> Iterator[dict[str, Any]]:
    allowed = {
        "basis": "signed",
        "form": mark(TEAM, "form"),
        "by": mark(TEAM, "by"),
        "guardian": mark(TEAM, "guardian"),
        "scope": ["donor", "web"],
    }
    for id, whose, consent in (
        ("permise", owner, allowed),
        ("tue", TEAM, None),
        ("ailleurs", TEAM, allowed | {"scope": ["newsletter"]}),
    ):
        speaker = {
            "name": f"Nom {mark(whose, f'said{secret}')}", "honorific": forms(whose, f"saidhonorific{secret}")[0],
            "role": mark(whose, f"saidrole{secret}"),
        }  # fmt: skip
        quote = {"id": id, "speaker": speaker, "fragments": [f"Mots {mark(whose, f'quote{secret}')}"]}
        quote |= {
            "translations": {"en": [mark(whose, f"translation{secret}")]},
            "defects": mark(TEAM, "defects"),
            "excerpt": [mark(whose, f"quote{secret}")],
        }
        yield quote | ({"consent": consent} if consent else {})


def _pictures(owner: str, secret: str) -> Iterator[dict[str, Any]]:
    for name, whose, consent in (("une", owner, {"basis": "official"}), ("deux", TEAM, {"basis": "none"})):
        told = {key: mark(whose, f"picture{key}{secret}") for key in ("alt", "caption", "credit")}
        yield {"file": f"{forms(owner, f'file{name}{secret}')[0]}.jpg", **told, "consent": consent}


def _shared() -> Files:
    """Return what several donors pay for: by their projects, by a project of two, directly; and what only looks like it."""
    alba, boro, cima, dune = DONORS.values()
    files: Files = {}
    for place, (one, other) in enumerate((("alba", "boro"), ("boro", "cima"))):
        files[f"projects/commun-{place}.yaml"] = {
            "title": f"Projet commun {place}",
            "donors": [
                {
                    "organisation": DONORS[owner], "credited_as": f"le fonds {mark(owner, 'jointcredit')}",
                    "reference": forms(owner, "jointgrant")[0], "statements": [_statement(owner, "joint")],
                }
                for owner in (one, other)
            ],
        }  # fmt: skip
        files |= _co(f"commun-{place}", [f"commun-{place}"])
    for one, other in (("alba", "boro"), ("boro", "cima"), ("cima", "dune")):
        files |= _co(f"{DONORS[one]}-{DONORS[other]}", [project_of(one), project_of(other)], one, other)
    pays = [{"organisation": cima, "note": mark(TEAM, "fundingnote")}]
    files |= _co("a-trois", [project_of("alba"), project_of("boro")], funding=pays)
    files |= _co("direct", [project_of("alba")], funding=pays)
    files |= _co("en-secret", [project_of("boro"), project_of("dune", "secret")], "boro", "dune")
    for one, other in (("alba", dune), ("dune", alba)):
        named = [{"organisation": other, "background": "true", "note": mark(TEAM, "background")}]
        files |= _co(f"en-marge-{DONORS[one]}", [project_of(one)], funding=named)
    only = {"audiences": [f"donor:{boro}"], "title": f"Réservé {mark('boro', 'forboro')}"}
    files |= _co("pour-un", [project_of("alba"), project_of("boro")], **only)
    return files | _cycle()


def _co(id: str, projects: list[str], *owners: str, **more: Any) -> Files:
    """Return an event of several donors; the partners of each project are bound to it."""
    bound = [
        {
            "organisation": f"partenaire-{project.removeprefix('projet-')}",
            "role": "partner",
            "project": project,
        }
        for project in projects
        if owners
    ]
    shared = {
        "title": f"Activité partagée {id}",
        "type": "training",
        "date": "2024-03-20",
        "state": "approved",
        "summary": "Une activité de plusieurs.",
        "attendance": [{"measure": "attendees", "count": "50", "women": "20", "men": "20"}],
        "projects": projects,
        "people": [{"name": "Une Oratrice", "role": f"Rôle {id}"}],
        "notes": mark(TEAM, "notes"),
        **({"organisations": bound} if bound else {}),
        **more,
    }
    return {f"events/2024/2024-03-20-{id}.yaml": shared}


def _cycle() -> Files:
    """Return an event of alba's of which one session is of boro's open project, one of cima's restricted one."""
    hidden = {
        "title": mark("cima", "sessiontitle"),
        "weekday": "lundi",
        "place": {"city": mark("cima", "sessioncity"), "venue": mark("cima", "sessionvenue")},
        "people": [
            {
                "name": f"Une Oratrice {mark('cima', 'sessionperson')}",
                "role": f"Chef {mark('cima', 'cut')} de la",
            }
        ],
        "programme": [{"title": mark("cima", "sessionpanel")}],
        "projects": [project_of("cima", "secret")],
    }
    sessions = [
        {"id": "secrete", "date": "2024-01-09"} | hidden,
        {"id": "une", "date": "2024-01-16", "weekday": "lundi", "projects": [project_of("alba")]},
        {"id": "deux", "date": "2024-01-23", "projects": [project_of("boro")]},
        {"id": "trois", "date": "2024-01-30"},
    ]
    figures = [{"measure": "attendees", "count": "12", "women": "9", "men": "9", "covers": "secrete"}]
    figures += [{"measure": "attendees", "count": "14", "women": "9", "men": "9", "covers": "une"}]
    cycle = _co("cycle", [project_of("alba")], sessions=sessions, attendance=figures)
    for record in cycle.values():
        del record["date"]
    return cycle


@cache
def photograph(owner: str, form: str = "JPEG") -> bytes:
    """Return a small picture that says in its hidden particulars whose it is."""
    from PIL import Image

    colour = {"alba": "red", "boro": "lime", "cima": "blue", "dune": "yellow"}[owner]
    picture, about, buffer = Image.new("RGB", (64, 40), colour), Image.Exif(), io.BytesIO()
    about[0x010E] = mark(TEAM, "exif")  # ImageDescription
    picture.save(buffer, form, exif=about)
    return buffer.getvalue()


def write(folder: Path, files: Files) -> Path:
    """Write the records into `folder` and return it."""
    for name, record in files.items():
        path = folder / "records" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = record if isinstance(record, bytes) else _signed(name, record).encode()
        path.write_bytes(text)
    return folder


def _signed(name: str, record: dict[str, Any]) -> str:
    """Return a record as it is written; an event that is approved has an approval that holds."""
    text = _dump(record)
    if not name.startswith("events/") or record.get("state") != "approved":
        return text
    given = record.get("approval", {})
    return signed_text(text, by=given.get("by", "Mme Essai"), evidence=given.get("evidence"))


class _Plain(yaml.SafeDumper):
    """Writes what stands in two places twice: a record has no anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        """Return True: nothing is written once for two places."""
        return True


def _dump(record: object) -> str:
    text = yaml.dump(record, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=10_000)
    return text.replace("'true'", "true")


def marks_in(files: Files) -> set[tuple[str, str]]:
    """Return the marks of all records, by owner and tag, and those in the names of files."""
    return {found for name, record in files.items() for found in owners(f"{name} {_shown(record)}")}


def _shown(record: object) -> str:
    return "" if isinstance(record, bytes) else _dump(record)


def donors_besides(owner: str) -> list[str]:
    """Return the other owners."""
    return [other for other in DONORS if other != owner]
