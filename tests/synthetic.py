"""Synthetic workspaces of any size: in come a folder, a number of events and a seed, out comes a valid workspace.

The same arguments write the same bytes. Each event takes about 2 kB, in every shape the records allow: several sessions,
figures with each qualifier, quotes with consent, undated, announced, cancelled, embargoed and approximate ones. The
workspace has no templates of its own: it is drawn with those that travel with the program.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from generator.period import Period
from tests import synthetic_words as say

WIDTH, LONG = 116, 80  # characters of a line; a longer text is folded
TYPES = (
    "workshop", "training", "conference", "meeting", "ceremony", "campaign", "visit", "exhibition", "distribution",
    "publication", "story",
)  # fmt: skip
NO_MEETING = ("distribution", "publication", "story")
THEMES = {
    "protection": "Protection et orientation",
    "gouvernance": "Gouvernance et données",
    "jeunesse": "Jeunesse et emploi",
}
DONORS = {
    "royaume-de-valdorie": ("Royaume de Valdorie", "VD"),
    "republique-oreline": ("République oréline", "OR"),
    "fondation-sept-rives": ("Fondation des Sept Rives", ""),
    "confederation-alpestre": ("Confédération alpestre", "CA"),
    "fonds-solidarite-ameline": ("Fonds Améline de solidarité", ""),
    "grand-duche-mirande": ("Grand-Duché de Mirande", "MI"),
}
BODIES = {
    "mission-atlas": ("Mission Atlas des mobilités", "MAM", "intergovernmental"),
    "ministere-accueil": ("Ministère de l’Accueil et de la Cohésion", "MAC", "government"),
    "ministere-travail": ("Ministère du Travail et des Métiers", "", "government"),
    "ministere-education": ("Ministère de l’Éducation et des Langues", "", "government"),
    "conseil-droits": ("Conseil national des droits et libertés", "CNDL", "constitutional_body"),
    "parquet-general": ("Parquet général", "", "constitutional_body"),
    "office-statistique": ("Office national de la statistique", "ONS", "public_agency"),
    "agence-emploi": ("Agence de l’emploi et des compétences", "AEC", "public_agency"),
    "observatoire-mobilites": ("Observatoire des mobilités", "", "public_agency"),
    "region-littoral": ("Conseil de la région Littoral", "", "region"),
    "region-hautes-vallees": ("Conseil de la région Hautes Vallées", "", "region"),
    "commune-vieux-port": ("Commune du Vieux Port", "", "region"),
    "universite-des-deux-mers": ("Université des Deux Mers", "UDM", "university"),
    "institut-droit-social": ("Institut de droit social", "", "university"),
    "association-passerelles": ("Association Passerelles", "", "civil_society"),
    "association-maison-ouverte": ("Association Maison ouverte", "", "civil_society"),
    "reseau-juristes": ("Réseau des juristes solidaires", "RJS", "civil_society"),
    "cooperative-tisseuses": ("Coopérative des tisseuses du Sud", "", "civil_society"),
    "chambre-artisanat": ("Chambre de l’artisanat", "", "private"),
}
PROJECTS = {
    "horizon": ("Horizons partagés pour les jeunes des régions", "jeunesse"),
    "abri": ("Accueil, bilan, répit et intégration", "protection"),
    "boussole": ("Orienter et accompagner les retours", "protection"),
    "carte-sud": ("Cartographie des mobilités du Sud", "gouvernance"),
    "donnees-ouvertes": ("Des données utiles à toutes les communes", "gouvernance"),
    "metiers": ("Métiers d’avenir et recrutement équitable", "jeunesse"),
    "passerelle-droits": ("Accès aux droits et à l’état civil", "protection"),
    "rives": ("Dialogue des rives", "gouvernance"),
}
# What an event states beside the ordinary, by its place in the list; the larger the workspace, the rarer each one.
RARE = {
    9: "several", 13: "approximate", 17: "announced", 21: "undated", 27: "cancelled", 31: "month_only", 36: "several",
    39: "online", 41: "embargo", 44: "hybrid", 47: "postponed", 52: "open", 57: "bounded", 58: "internal",
}  # fmt: skip
EMBARGOED = timedelta(days=700)


def write_workspace(
    folder: Path, events: int, *, seed: int = 1, quarter: str = "2024-Q1", chosen: bool = False
) -> Path:
    """Write a complete valid workspace with `events` event records around `quarter` into `folder`, and return it.

    With `chosen`, the editor has chosen the feature of each theme, and its quote for the section of quotes.
    """
    period = Period.parse(quarter)
    files: dict[str, Any] = {
        "publisher.yaml": _publisher(),
        "themes.yaml": _themes(),
        "organisations.yaml": _organisations(),
        f"editions/activity-report/{period.code}.yaml": _edition(Random(f"{seed}/edition")),
        **{f"projects/{id}.yaml": _project(id) for id in PROJECTS},
    }
    for index in range(events):
        id, year, record = _event(index, Random(f"{seed}/{index}"), period)
        files[f"events/{year}/{id}.yaml"] = record
    if chosen:
        files[f"editions/activity-report/{period.code}.yaml"] |= _choices(files)
    for name, record in files.items():
        path = folder / "records" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            "\n".join(["language: fr", *_lines(record)][name == "organisations.yaml" :]) + "\n", "utf-8"
        )
    return folder


def as_of(quarter: str = "2024-Q1") -> date:
    """Return a day two weeks after the end of `quarter`."""
    return Period.parse(quarter).end + timedelta(days=15)


def _lines(data: dict[str, Any], indent: str = "") -> Iterator[str]:
    """Yield `data` as people write YAML: long texts folded over several lines, short lists between brackets."""
    for key, value in data.items():
        if isinstance(value, dict):
            yield f"{indent}{key}:"
            yield from _lines(value, indent + "  ")
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            yield f"{indent}{key}:"
            for item in value:
                first, *rest = _lines(item, indent + "    ")
                yield f"{indent}  - {first.strip()}"
                yield from rest
        elif isinstance(value, list) and max(len(str(item)) for item in value) > LONG:
            yield f"{indent}{key}:"
            for item in value:
                yield f"{indent}  - >-"
                yield from _folded(item, indent + "    ")
        elif isinstance(value, list):
            yield f"{indent}{key}: [{', '.join(str(item) for item in value)}]"
        elif isinstance(value, str) and len(value) > LONG:
            yield f"{indent}{key}: {'|-' if chr(10) in value else '>-'}"
            yield from _folded(value, indent + "  ")
        else:
            yield f"{indent}{key}: {str(value).lower() if isinstance(value, bool) else value}"


def _folded(text: str, indent: str) -> Iterator[str]:
    for number, paragraph in enumerate(text.split("\n\n")):
        yield from [""] * bool(number)
        yield from textwrap.wrap(
            paragraph, WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
        )


def _publisher() -> dict[str, Any]:
    about = (
        "La Mission Atlas des mobilités accompagne depuis vingt ans les communes, les services publics et les "
        "associations qui accueillent, orientent et forment des personnes en mobilité. Elle travaille dans douze régions."
    )
    return {
        "languages": ["fr"],
        "organisation": "mission-atlas",
        "short_name": "Mission Atlas",
        "time_zone": "Africa/Casablanca",
        "about": [{"since": "2010-01-01", "text": about}],
        "mentions": ["Les chiffres sont ceux des comptes rendus des activités."],
        "contact_lines": ["Mission Atlas · bureau du programme"],
        "url": "https://example.org/mission-atlas",
    }


def _themes() -> dict[str, Any]:
    return {
        "themes": [
            {"id": id, "order": 10 * place, "labels": [{"label": label}]}
            for place, (id, label) in enumerate(THEMES.items(), 1)
        ],
        "frameworks": [{"id": "charte", "name": "Charte des mobilités", "acronym": "CDM", "goals_total": 20}],
    }


def _organisations() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for id, (name, acronym, standing) in BODIES.items():
        named = {"name": {"fr": name}} | ({"acronym": {"fr": acronym}} if acronym else {})
        found[id] = {"names": [named], "standing": standing, "rank": 10 + len(found)}
    for id, (name, _) in DONORS.items():
        found[id] = {"names": [{"name": {"fr": name}}], "standing": "embassy", "donor": True}
    return found


def _project(id: str) -> dict[str, Any]:
    title, theme = PROJECTS[id]
    place = list(PROJECTS).index(id)
    donors = list(DONORS)
    paying = [donors[place % 6]] + ([donors[(place + 2) % 6]] if place % 3 == 0 else [])
    return {
        "title": title,
        "acronym": id.split("-")[0].upper(),
        "donors": [{"organisation": donor, "reference": f"REF-{place:02}-{donor[:3]}"} for donor in paying],
        "themes": [theme],
    }


def _edition(random: Random) -> dict[str, Any]:
    def text(sentences: int) -> str:
        return " ".join(say.sentence(random) for _ in range(sentences))

    return {
        "number": "12",
        "foreword": {
            "text": f"{text(4)}\n\n{text(3)}",
            "signatory": "Touria Sebtaoui",
            "signatory_role": "directrice de la Mission",
        },
        "context": {"text": text(4)},
    }


def _choices(files: dict[str, Any]) -> dict[str, Any]:
    """Return the first event of each theme that was held on one day or more, with a quote."""
    features: dict[str, str] = {}
    for name, record in files.items():
        if "quotes" in record and record["status"] == "held" and _is_plain(record):
            features.setdefault(record["themes"][0], Path(name).stem)
    chosen = list(features.values())
    return {"feature": chosen, "key_quotes": [f"{id}/parole-1" for id in chosen]} if chosen else {}


def _is_plain(record: dict[str, Any]) -> bool:
    limited = {"publish_after", "audiences", "sessions"} & set(record)
    return not limited and re.fullmatch(r"[\d-]{10}(/[\d-]{10})?", str(record.get("date"))) is not None


def _event(index: int, random: Random, period: Period) -> tuple[str, str, dict[str, Any]]:
    """Return the id, the year's folder and the record of event `index`."""
    shape = RARE.get(index % 60, "")
    kind = TYPES[index % len(TYPES)] if index < len(TYPES) else random.choice(TYPES[:8] * 3 + TYPES)
    subject = random.choice(say.SUBJECTS)
    owner = random.choice(say.OWNERS)
    day = period.start + timedelta(days=random.randrange((period.end - period.start).days - 8))
    project = random.choice(list(PROJECTS))
    record: dict[str, Any] = {
        "title": f"{_named(kind)} sur {subject} au service {owner}, avec {say.things(random)}",
        "short_title": f"{_named(kind)} sur {subject}",
        "type": kind,
        "status": shape if shape in ("announced", "cancelled", "postponed") else "held",
        "themes": [PROJECTS[project][1] if random.random() < 0.8 else random.choice(list(THEMES))],
    }
    record |= _dates_and_places(random, shape, kind, day, period)
    record |= _people(random, shape, kind, record)
    record |= _bodies(random, project)
    record |= _texts(random, index)
    record |= _editorial(random, shape, index, period)
    year = "undated" if shape in ("undated", "bounded") else str(day.year)
    name = f"{subject.split()[-1].rpartition('’')[2]}-{index:05}".replace("é", "e").replace("â", "a")
    return f"atelier-{name}" if year == "undated" else f"{day}-{name}", year, record


def _named(kind: str) -> str:
    return {
        "workshop": "Atelier", "training": "Formation", "conference": "Conférence", "meeting": "Rencontre",
        "ceremony": "Cérémonie", "campaign": "Campagne", "visit": "Visite de terrain", "exhibition": "Exposition",
        "distribution": "Distribution de trousses", "publication": "Publication", "story": "Récit",
    }[kind]  # fmt: skip


def _place(random: Random, shape: str) -> dict[str, Any]:
    if shape == "online":
        return {"online": True}
    place: dict[str, Any] = {"city": random.choice(say.CITIES)}
    if random.random() < 0.5:
        place = {"venue": random.choice(say.VENUES)} | place
    return place | ({"online": True} if shape == "hybrid" else {})


def _dates_and_places(random: Random, shape: str, kind: str, day: date, period: Period) -> dict[str, Any]:
    last = day + timedelta(days=random.choice((0, 0, 0, 1, 2)))
    stated = {
        "approximate": f"{day}~",
        "month_only": f"{day:%Y-%m}",
        "announced": str(period.end + timedelta(days=20 + random.randrange(40))),
        "open": f"{day}/..",
    }.get(shape, str(day) if last == day else f"{day}/{last}")
    if shape == "bounded":
        bounds = {"not_before": period.start - timedelta(days=20), "not_after": period.end}
        return {"dating": bounds | {"reason": "Le compte rendu cite l’ouverture de la saison, sans jour."}}
    if shape == "undated":
        return {"place": _place(random, shape)}
    if shape != "several":
        return {"date": stated} | ({} if kind == "publication" else {"place": _place(random, shape)})
    cities = random.sample(say.CITIES, random.choice((2, 3, 4)))
    step = max((period.end - day).days // len(cities), 1)
    return {
        "sessions": [
            {
                "id": f"etape-{number + 1}",
                "date": day + timedelta(days=step * number),
                "place": {"city": city},
            }
            for number, city in enumerate(cities)
        ]
    }


def _count(random: Random) -> tuple[Any, int]:
    """Return a count as a record states it, and the number where it is exact."""
    number = random.randrange(12, 140)
    draw = random.random()
    if draw < 0.62:
        return number, number
    if draw < 0.72:
        return {"about": number // 10 * 10 + 10, "words": f"près de {number // 10 * 10 + 10}"}, 0
    if draw < 0.82:
        return {"at_least": number // 10 * 10 + 10, "words": f"plus de {number // 10 * 10 + 10}"}, 0
    if draw < 0.87:
        return {"at_most": number + 5}, 0
    return ({"between": [number, number + 15]}, 0) if draw < 0.92 else ("not stated", 0)


def _people(random: Random, shape: str, kind: str, record: dict[str, Any]) -> dict[str, Any]:
    """Return figures and speakers; the sexes add up where the number is exact."""
    if kind in ("publication", "story") or shape in ("announced", "cancelled", "postponed"):
        return {}
    measure = "beneficiaries" if kind == "distribution" else "attendees"
    covers = [part["id"] for part in record.get("sessions", ())] if random.random() < 0.5 else []
    figures: list[dict[str, Any]] = []
    for session in covers or [""]:
        count, exact = _count(random)
        figure: dict[str, Any] = {"measure": measure, "count": count}
        if session:
            figure["covers"] = session
        if exact and random.random() < 0.7:
            women = random.randrange(exact // 4, 3 * exact // 4)
            figure |= {"women": women, "men": exact - women}
        if shape in ("online", "hybrid"):
            figure["mode"] = "online"
        figures.append(figure)
    if shape == "hybrid":
        figures.append({"measure": measure, "count": 25})
    people = [
        _person(random) | {"part": random.choice(("speaker", "trainer", "facilitator"))} for _ in range(2)
    ]
    unique = {person["name"]: person for person in people}
    return {"attendance": figures} | ({"people": [*unique.values()]} if random.random() < 0.5 else {})


def _person(random: Random) -> dict[str, Any]:
    """Return somebody who has the same role and body wherever met."""
    number = random.randrange(len(say.FAMILY_NAMES) * 3)
    own = Random(f"person/{number}")
    first = say.FIRST_NAMES[(number * 7 + number // len(say.FAMILY_NAMES)) % len(say.FIRST_NAMES)]
    return {
        "name": f"{first} {say.FAMILY_NAMES[number % len(say.FAMILY_NAMES)]}",
        "honorific": "Mme" if first in say.WOMEN else "M.",
        "role": own.choice(say.ROLES),
        "organisation": own.choice(list(BODIES)),
    }


def _bodies(random: Random, project: str) -> dict[str, Any]:
    chosen = random.sample(list(BODIES)[1:], random.choice((1, 2, 3)))
    roles = ("partner", "host", "participant", "co_organiser")
    listed = [{"organisation": "mission-atlas", "role": "organiser"}]
    listed += [{"organisation": body, "role": random.choice(roles)} for body in chosen]
    stated: dict[str, Any] = {"organisations": listed}
    if random.random() < 0.85:
        stated["projects"] = [project]
    if random.random() < 0.15:
        stated["frameworks"] = [{"framework": "charte", "goal": f'"{random.randrange(1, 20)}"'}]
    return stated


def _texts(random: Random, index: int) -> dict[str, Any]:
    def text(sentences: int) -> str:
        return " ".join(say.sentence(random) for _ in range(sentences))

    stated: dict[str, Any] = {"summary": f"{text(random.choice((2, 3)))}\n\n{text(random.choice((2, 3)))}"}
    if random.random() < 0.6:
        stated["teaser"] = say.sentence(random)
    if random.random() < 0.4:
        kinds = ("recommendation", "outcome", "request", "commitment")
        made = (
            {
                "kind": random.choice(kinds),
                "text": f"{random.choice(('Suivre', 'Publier', 'Réviser'))} {say.things(random)}.",
            }
            for _ in "ab"
        )
        stated["outcomes"] = list(made)
    if random.random() < 0.4 or index % 60 < 2:
        speaker = _person(random)
        consent = random.choice(
            (
                {"basis": "official"},
                {"basis": "official"},
                {"basis": "signed", "form": "C-17", "scope": ["report", "donor"]},
            )
        )
        stated["quotes"] = [
            {"id": "parole-1", "speaker": speaker, "fragments": [say.remark(random)], "consent": consent}
        ]
    return stated


def _editorial(random: Random, shape: str, index: int, period: Period) -> dict[str, Any]:
    stated: dict[str, Any] = {"source": {"kind": "minutes", "title": f"Compte rendu {index:05}"}}
    if random.random() < 0.3:
        stated["public_page"] = f"https://example.org/actualites/{index:05}"
    if shape == "embargo":
        stated["publish_after"] = period.end + EMBARGOED
    if shape == "internal":
        stated["audiences"] = ["internal"]
    return stated | {"state": "draft" if random.random() < 0.1 else "approved"}
