"""An approval binds to what a record says; what documents print of it voids it, the rest waits for a confirmation."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from generator.config.templates import load_kind
from generator.records.approval import Approval
from generator.records.approvals import NOT_PRINTED, Standing, approved, printed, signed, standing
from generator.records.event import Event
from generator.records.fields import LocalText
from generator.records.registers import EditionTexts
from generator.records.rewrite import with_approval
from generator.records.structure import records_within
from generator.report.model import Status
from generator.sources.source import read_bytes
from tests.report.briefs import ROOT, real_records, report_of, with_events

DAY = date(2022, 4, 15)
PRINTED = {
    "Announcement": {"title", "date", "place", "url"},
    "Approval": {"by", "date", "evidence", "sha256", "printed"},  # reached by no printed field
    "Attendance": {
        *("measure", "covers", "mode", "count", "women", "men", "sex_not_stated", "breakdowns", "noun"),
        *("distinct", "target_for"),
    },
    "Breakdown": {"by", "items"},
    "BreakdownItem": {"label", "count"},
    "Consent": {"basis", "scope"},
    "Contact": {"name", "organisation", "place", "email", "phone", "public"},
    "Count": {"exact", "about", "at_least", "at_most", "between", "not_stated"},
    "Countries": {"codes", "exhaustive"},
    "Dating": {"not_before", "not_after", "reason"},  # reached by no printed field
    "EditionTexts": {
        *("language", "number", "foreword", "editorial", "context", "takeaways", "sections", "headline"),
        *("preheader", "feature", "leave_out", "order", "key_quotes", "upcoming", "publications"),
        "restatements",
    },
    "Event": {
        *("language", "title", "short_title", "type", "status", "themes", "date", "place", "target_area"),
        *("duration", "sessions", "programme", "attendance", "countries", "people", "organisations"),
        *("other_participants", "projects", "funding", "frameworks", "summary", "teaser", "outcomes"),
        *("quotes", "announces", "links", "public_page", "pictures", "contacts", "source"),
    },
    "FrameworkGoal": {"framework", "goal"},
    "Funding": {"organisation", "background"},
    "Involvement": {"organisation", "role", "project"},
    "Link": {"label", "url"},
    "Outcome": {"kind", "text"},
    "Person": {"name", "honorific", "role", "organisation", "part", "from_place"},
    "Picture": {"file", "alt", "credit", "caption", "faces", "protection", "consent"},
    "Place": {"venue", "city", "region", "country", "online"},
    "ProgrammeItem": {"title", "number", "people", "organisations"},
    "Publication": {"title", "url"},
    "QuoteRecord": {
        *("id", "speaker", "fragments", "excerpt", "continues_without_attribution", "language"),
        *("translated", "translations", "key", "consent"),
    },
    "QuoteSpeaker": {"name", "honorific", "role", "organisation", "pseudonym", "anonymous", "protection"},
    "Restatement": {"period", "reason"},
    "Session": {"id", "title", "date", "place", "status", "projects", "people", "programme"},
    "SetAside": {"event"},
    "SlotText": {"text", "signatory", "signatory_role"},
    "SourceDocument": {"kind", "url"},
    "UpcomingDate": {"title", "date", "place", "url"},
}
WHOLE: dict[str, Any] = {
    "title": "Atelier",
    "type": "workshop",
    "date": "2022-02-15",
    "place": {"city": "Rabat"},
    "attendance": [{"measure": "attendees", "count": "30", "women": "20"}],
    "people": [{"name": "Sami Rahali"}],
    "quotes": [
        {
            "id": "une",
            "speaker": {"name": "Sami Rahali"},
            "fragments": ["Des mots."],
            "consent": {"basis": "signed", "form": "C-1", "scope": ["report"]},
        }
    ],
    "contacts": [{"name": "Nadia Presse"}],
    "source": {"kind": "minutes", "title": "Compte rendu"},
    "state": "approved",
}
APPROVAL = Approval(by="Mme Essai", date=DAY, evidence="courriel", sha256="a" * 64, printed="b" * 64)


def event(**changes: Any) -> Event:
    return Event.model_validate({**WHOLE, **changes})


def after(**changes: Any) -> Standing:
    """Return where an approved event stands once these fields have changed."""
    done = approved(event(), "Mme Essai", DAY)
    return standing(event(**changes).model_copy(update={"approval": done.approval}))


def test_of_every_field_it_is_decided_whether_documents_print_it() -> None:
    fields = {
        (model.__name__, name) for model in records_within(Event, EditionTexts) for name in model.model_fields
    }
    told = {(model, name) for model, names in PRINTED.items() for name in names}

    assert not told & set(NOT_PRINTED)
    assert fields == told | set(NOT_PRINTED)


def test_a_field_nobody_thought_of_counts_as_printed() -> None:
    class Later(Event):
        colour: str = ""

    Later.__name__ = "Event"
    blank = Later.model_validate(WHOLE)
    assert printed(blank) == printed(event())
    assert printed(blank.model_copy(update={"colour": "rouge"})) != printed(blank)


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Autre atelier"},
        {"title": {"fr": "Atelier", "en": "Workshop"}},
        {"attendance": [{"measure": "attendees", "count": "31", "women": "20"}]},
        {"attendance": []},
        {"status": "cancelled"},
        {"contacts": [{"name": "Nadia Presse", "public": "true"}]},
        {"quotes": [{**WHOLE["quotes"][0], "fragments": ["D’autres mots."]}]},
        {"quotes": [{**WHOLE["quotes"][0], "consent": {"basis": "official"}}]},
        {"quotes": []},
        {"language": "en"},
        {"source": {"kind": "article", "title": "Compte rendu", "url": "https://example.org/1"}},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_change_of_what_is_printed_voids_the_approval(changes: dict[str, Any]) -> None:
    assert after(**changes) is Standing.VOID


@pytest.mark.parametrize(
    "changes",
    [
        {"notes": "À relire."},
        {"silenced": {"sum_mismatch": "La source le dit."}},
        {"weekday": "mardi"},
        {"publish_after": "2022-06-01"},
        {"audiences": ["internal"]},
        {"people": [{"name": "Sami Rahali", "note": "orthographe vue"}]},
        {"contacts": [{"name": "Nadia Presse", "phone": "+212 5"}]},
        {"contacts": []},
        {"place": {"city": "Rabat", "implied": "true"}},
        {"source": {"kind": "minutes", "title": "Autre titre"}},
        {"quotes": [{**WHOLE["quotes"][0], "defects": "guillemets"}]},
        {
            "quotes": [
                {
                    **WHOLE["quotes"][0],
                    "consent": {**WHOLE["quotes"][0]["consent"], "withdrawn": "2022-05-01"},
                }
            ]
        },
        {"title": {"fr": "Atelier"}},
    ],
    ids=str,
)
def test_any_other_change_waits_for_a_confirmation(changes: dict[str, Any]) -> None:
    assert after(**changes) is Standing.TO_CONFIRM


def test_letters_written_in_another_way_are_the_same_letters() -> None:
    composed, parted = event(title="Réunion"), event(title="Re\N{COMBINING ACUTE ACCENT}union")
    done = approved(composed, "Mme Essai", DAY)

    assert standing(parted.model_copy(update={"approval": done.approval})) is Standing.APPROVED


def test_an_article_of_the_organisation_needs_no_approval_and_a_word_typed_by_hand_is_none() -> None:
    article = {"kind": "article", "title": "Un article"}

    assert standing(event(source=article)) is Standing.PUBLISHED
    assert standing(event(source=article, state="draft")) is Standing.NOT_APPROVED
    assert standing(event()) is Standing.UNSIGNED
    assert standing(EditionTexts(headline="Titre")) is Standing.NOT_APPROVED


def test_a_record_sent_back_to_draft_or_withdrawn_is_not_approved_whatever_its_approval_says() -> None:
    done = approved(event(), "Mme Essai", DAY)
    for state in ("draft", "withdrawn"):
        again = event(state=state).model_copy(update={"approval": done.approval})
        assert signed(again).standing is Standing.NOT_APPROVED
        assert not signed(again).by


def test_an_approval_without_the_seal_of_what_is_printed_is_void_after_any_change() -> None:
    done = approved(event(), "Mme Essai", DAY).approval
    assert done is not None
    old = done.model_copy(update={"printed": None})

    assert standing(event().model_copy(update={"approval": old})) is Standing.APPROVED
    assert standing(event(notes="x").model_copy(update={"approval": old})) is Standing.VOID


def test_the_texts_of_an_edition_are_bound_too() -> None:
    texts = EditionTexts.model_validate({"foreword": {"text": "Un mot.", "signatory": "Ana Essai"}})
    done = approved(texts, "Ana Essai", DAY)

    assert standing(done) is Standing.APPROVED
    other = EditionTexts.model_validate({"foreword": {"text": "Deux mots.", "signatory": "Ana Essai"}})
    assert standing(other.model_copy(update={"approval": done.approval})) is Standing.VOID
    aside = done.model_copy(update={"silenced": {"acronyms": "connus"}})
    assert standing(aside) is Standing.TO_CONFIRM


# writing it into the file

BLOCK = "approval:\n  by: Mme Essai\n  date: 2022-04-15\n  evidence: courriel\n" + (
    f"  sha256: {'a' * 64}\n  printed: {'b' * 64}\n"
)
IN_BRACES = (
    f"{{by: Mme Essai, date: 2022-04-15, evidence: courriel, sha256: {'a' * 64}, printed: {'b' * 64}}}"
)


def written(text: str, approval: Approval = APPROVAL) -> str:
    return with_approval(text.encode(), approval, "f.yaml").decode()


@pytest.mark.parametrize(
    ("before", "wanted"),
    [
        ("title: A # non\n# c\nstate: draft\nnotes: z\n", None),
        ("title: A\n# c\nstate: draft\n\n# fin\n", "title: A\n# c\nstate: approved\n" + BLOCK + "\n# fin\n"),
        ("title: A\nstate: draft", "title: A\nstate: approved\n" + BLOCK[:-1]),
        ("title: A\nnotes: |\n  b", "title: A\nnotes: |\n  b\nstate: approved\n" + BLOCK[:-1]),
        ("title: A\n# fin\n", "title: A\n# fin\nstate: approved\n" + BLOCK),
        ("---\ntitle: A\nstate:\n...\n", "---\ntitle: A\nstate: approved\n" + BLOCK + "...\n"),
        ('"state": \'draft\'\ntitle: "A"\n', '"state": approved\n' + BLOCK + 'title: "A"\n'),
        ("\ufefftitle: A\nstate: draft\n", "\ufefftitle: A\nstate: approved\n" + BLOCK),
        ("{title: A, state: draft}\n", f"{{title: A, state: approved, approval: {IN_BRACES}}}\n"),
        ("{title: A,\n}", f"{{title: A, approval: {IN_BRACES}, state: approved,\n}}"),
        (
            "approval: {by: X,\n  date: 2021-01-01}\nstate: approved\ntitle: A\n",
            f"approval: {IN_BRACES}\nstate: approved\ntitle: A\n",
        ),
        (
            "state: approved\napproval:\n  # vu\n  by: X\n  evidence: >-\n    long\n    texte\n\n# suite\ntitle: A\n",
            "state: approved\n"
            + BLOCK.replace("approval:\n", "approval:\n  # vu\n")
            + "\n# suite\ntitle: A\n",
        ),
    ],
    ids=range(12),
)
def test_only_state_and_approval_change(before: str, wanted: str | None) -> None:
    if wanted is None:
        before = before.replace(" # non", "")
        wanted = "title: A\n# c\nstate: approved\n" + BLOCK + "notes: z\n"
    assert written(before) == wanted


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_ends_stay(ending: str) -> None:
    before = "# tête\ntitle: A\n\nstate: draft\nnotes: >-\n  plié\n  ici\n# fin".replace("\n", ending)
    wanted = f"# tête\ntitle: A\n\nstate: approved\n{BLOCK}notes: >-\n  plié\n  ici\n# fin".replace(
        "\n", ending
    )

    assert written(before) == wanted


def test_a_name_is_put_in_quotation_marks_where_yaml_would_read_it_otherwise() -> None:
    for name in (
        "Ana: Essai",
        "null",
        "- Ana",
        'Ana "la Grande"',
        "Ana # 2",
        "[Ana]",
        "أنا",
        "2022",
        "N’Diaye, M.",
    ):
        text = written("title: A\n", APPROVAL.model_copy(update={"by": name}))
        source, problems = read_bytes(text.encode(), "f.yaml")
        assert not problems and source is not None
        assert source.value(("approval", "by")) == name


@given(
    lines=st.lists(
        st.sampled_from(
            [
                *(
                    "# un commentaire",
                    "",
                    "notes: |\n  un\n\n  deux\n",
                    "summary: >-\n  plié\n  encore",
                    "links: []",
                ),
                *(
                    "place: {city: Rabat}",
                    "people:\n  - name: X\n    role: Y\n  # dedans",
                    "themes:\n- a\n- b",
                ),
                *("status: held   ", 'teaser: "un\n  deux"', "date:", "duration: 'un jour'"),
            ]
        ),
        unique=True,
        max_size=9,
    ),
    state=st.sampled_from(["", "state: draft", "state: 'approved'", "state:", "state: >-\n  draft"]),
    old=st.sampled_from(
        ["", "approval: {by: X}", "approval:\n  by: X\n  # dit\n  evidence: |-\n    a\n    b", "approval:"]
    ),
    ending=st.sampled_from(["\n", "\r\n"]),
    final=st.booleans(),
    place=st.integers(0, 9),
)
def test_whatever_stands_around_it_every_other_line_stays(
    lines: list[str], state: str, old: str, ending: str, final: bool, place: int
) -> None:
    parts = ["title: A", *lines]
    parts[place:place] = [part for part in (state,) if part]
    parts[place // 2 : place // 2] = [part for part in (old,) if part]
    parts = ["# tête", *parts]
    text = ("\n".join(parts) + "\n" * final).replace("\n", ending)
    once = written(text)

    source, problems = read_bytes(once.encode(), "f.yaml")
    assert source is not None and not problems
    assert source.data["state"] == "approved"
    assert source.data["approval"]["by"] == "Mme Essai"
    assert written(once) == once
    kept = [line for part in parts if part not in (state, old) for line in part.split("\n")]
    there = iter(once.split(ending))
    assert all(line in there for line in kept)
    assert once.endswith(ending) == text.endswith(ending)


# what is said not to be printed is not


def without_what_is_not_printed(value: Any) -> Any:
    """Return `value` as if nobody had written the fields of NOT_PRINTED, those aside that decide whether it is read at all."""
    if isinstance(value, BaseModel) and not isinstance(value, LocalText):
        kind = type(value).__name__
        changes = {}
        for name, field in type(value).model_fields.items():
            if (kind, name) not in NOT_PRINTED:
                changes[name] = without_what_is_not_printed(getattr(value, name))
            elif field.is_required():
                changes[name] = "autre"
            elif (kind, name) not in KEPT:
                changes[name] = field.get_default(call_default_factory=True)
        return value.model_copy(update=changes)
    if isinstance(value, tuple):
        return tuple(map(without_what_is_not_printed, value))
    return value


# They say who may read it, or whether it is printed at all.
KEPT = {("Event", name) for name in ("state", "publish_after", "audiences", "dating")} | {
    ("Consent", name) for name in ("form", "date", "expires", "withdrawn", "guardian")
}


@pytest.mark.parametrize("kind", ["activity-report", "newsletter"])
@pytest.mark.parametrize("period", ["2018-Q2", "2022-Q1", "2023-Q3"])
def test_a_final_says_the_same_without_what_is_said_not_to_be_printed(kind: str, period: str) -> None:
    events = real_records().events
    bare = {id: without_what_is_not_printed(event) for id, event in events.items()}
    assert any(bare[id].notes != event.notes for id, event in events.items())
    wishes: dict[str, Any] = {"kind": load_kind(ROOT / "templates", kind), "status": Status.FINAL}

    assert report_of(period, records=with_events(bare), **wishes) == report_of(period, **wishes)
