"""Each doubt of a draft is told once, at the place where its record is first told, and nowhere once it is set aside."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from generator.errors import facts
from generator.records.checks import Severity
from generator.records.loader import load
from generator.records.verbatim import normalise
from generator.renderers.noted import notes_of
from generator.report.blocks import BulletList, NoteList
from generator.report.compose import Composed, composed
from generator.report.model import Report, Status
from generator.report.words import Note, plain
from tests.report.briefs import brief_of
from tests.report.letters import AS_OF, brief_in, event, people, quote
from tests.workspaces import ORGANISATIONS, minimal_workspace


def made(
    folder: Path,
    events: dict[str, str],
    *,
    language: str = "fr",
    status: Status = Status.DRAFT,
    files: dict[str, str] | None = None,
) -> Composed:
    """Return the report of March 2022, and its doubts."""
    records = load(minimal_workspace(folder, events, files=dict(files or {})))
    return composed(brief_of("2022-03", records=records, language=language, status=status, as_of=AS_OF))


def places(report: Report) -> list[tuple[str, str, Note]]:
    """Return section, kind of block and note of every note, in the order of reading."""
    found = []
    for _, section in report.walk():
        found += [(section.code, "title", note) for note in section.notes]
        found += [
            (section.code, type(block).__name__, note) for block in section.blocks for note in notes_of(block)
        ]
    return found


def told(found: Composed) -> set[str]:
    return {doubt.problem.code.partition(".")[2] for doubt in found.doubts}


ID = "2022-03-03-atelier"
SLIPS = (
    "weekday: lundi",
    "place: {city: Rabat}",
    "themes: [gouvernance]",
    "summary: Un résumé de de plusieurs mots.",
    "attendance:\n  - {measure: attendees, count: 70, women: 35, men: 36}",
    "people:\n  - {name: Fatima Zahra, role: Cheffe de la}",
    "quotes:",
    quote("q-1", "Alia", "consent: {basis: official}", "continues_without_attribution: true"),
    quote("q-2", "Badr", "consent: {basis: none}"),
)


def test_each_doubt_stands_where_its_record_tells_what_it_is_about(tmp_path: Path) -> None:
    found = made(tmp_path, event(3, "Un", *SLIPS))

    where = [(code, block, normalise(" ".join(note.points))) for code, block, note in places(found.report)]
    assert [(code, block) for code, block, _ in where] == [
        (f"event-{ID}", "title"),
        (f"event-{ID}", "Paragraph"),  # the dateline
        (f"event-{ID}", "Paragraph"),  # the summary
        (f"event-{ID}", "FactList"),
        (f"event-{ID}", "KeyFigures"),
        ("quotes", "Quote"),
        ("review", "title"),
    ]
    wanted = (
        f"La citation {ID}/q-2 n'est pas imprimée",
        "Le 2022-03-03 est un jeudi, et non un lundi",
        "Mot écrit deux fois: de de",
        "La fonction Cheffe de la paraît coupée",
        "35 femmes et 36 hommes ne font pas 70",
        "La source n'attribue que le premier passage",
        "1 fiche de cette édition attend d'être approuvée",
    )
    assert [said[: len(start)] for (_, _, said), start in zip(where, wanted, strict=True)] == [*wanted]


def test_notes_are_numbered_as_they_are_read_and_listed_once(tmp_path: Path) -> None:
    report = made(tmp_path, event(3, "Un", *SLIPS) | event(4, "Deux", *SLIPS[:3])).report
    notes = [note for _, _, note in places(report)]

    assert [note.number for note in notes] == [*range(1, len(notes) + 1)]
    review = report.section("review")
    assert review is not None
    (listed,) = (block for block in review.blocks if isinstance(block, NoteList))
    titles = [note.title for note in listed.items]
    blocking, decide = "À régler avant la version finale", "À décider"
    assert titles == [blocking] * titles.count(blocking) + [decide] * titles.count(decide)
    assert sorted(listed.items, key=lambda note: note.number) == notes
    said = Counter((note.record, point) for note in notes for point in note.points)
    assert set(said.values()) == {1}


def test_smaller_matters_are_one_list_with_a_lead_word_each(tmp_path: Path) -> None:
    found = made(tmp_path, event(3, "Un", people("{about: 30}")) | event(4, "Deux") | event(5, "Trois"))
    review = found.report.section("review")
    assert review is not None
    (look,) = (b for b in review.blocks if isinstance(b, BulletList) and b.title == "À regarder")

    lines = [plain(item).replace("\xa0", " ") for item in look.items]
    assert [line.partition(" :")[0] for line in lines] == ["Chiffres", "Chiffres", "Lieu"]
    assert any("« ~30 »" in line for line in lines[:2])
    assert lines[2].count("records/events/2022/") == 3  # one matter of three records is told once
    assert not any("chiffre" in point for _, _, note in places(found.report) for point in note.points)


@pytest.mark.parametrize(
    "kind", ["weekday_mismatch", "sum_mismatch", "doubled_word", "cut_role", "quote_continues"]
)
def test_what_a_record_sets_aside_is_told_no_more_but_its_reason_is(tmp_path: Path, kind: str) -> None:
    found = made(tmp_path, event(3, "Un", *SLIPS, f"silenced: {{{kind}: Vu avec la source.}}"))
    review = found.report.section("review")
    assert review is not None

    assert kind not in told(found)
    (aside,) = (b for b in review.blocks if isinstance(b, BulletList) and b.title == "Mis de côté")
    assert plain(aside.items[0]).replace("\xa0", " ").endswith(f": Vu avec la source ({ID})")


def test_a_final_has_no_note_and_for_readers_there_is_none(tmp_path: Path) -> None:
    final = made(tmp_path / "a", event(3, "Un", *SLIPS), status=Status.FINAL).report
    draft = made(tmp_path / "b", event(3, "Un", *SLIPS)).report

    assert places(final) == []
    assert places(draft.for_readers()) == []


def test_doubts_are_told_in_english_where_the_program_does_not_speak_the_documents_language(
    tmp_path: Path,
) -> None:
    notes = [note for _, _, note in places(made(tmp_path, event(3, "Un", *SLIPS), language="ar").report)]

    assert {note.language for note in notes} == {"en"}
    assert any("women and 36 men do not make 70" in point for note in notes for point in note.points)
    assert {note.title for note in notes} <= {"للتسوية قبل النسخة النهائية", "للبت فيه"}


def test_what_is_copied_into_a_record_stands_in_a_note_as_it_must_be_written(tmp_path: Path) -> None:
    notes = [note for _, _, note in places(made(tmp_path, event(3, "Un", *SLIPS)).report)]
    points = " ".join(point for note in notes for point in note.points)

    assert "silenced: {sum_mismatch: raison}" in points


def test_a_donor_without_statement_is_asked_about_where_it_is_thanked(tmp_path: Path) -> None:
    paid = event(3, "Un", "projects: [cohesion]", "place: {city: Rabat}")
    found = made(tmp_path / "a", paid)
    (note,) = (
        note for code, block, note in places(found.report) if (code, block) == ("thanks", "Acknowledgements")
    )
    assert (note.record, note.severity) == ("organisation/pays-bas", Severity.DECIDE)

    aside = f"{ORGANISATIONS}  silenced: {{credit_only: 'L’accord ne demande rien, réponse attendue.'}}\n"
    quiet = made(tmp_path / "b", paid, files={"records/organisations.yaml": aside})
    assert "credit_only" not in told(quiet)


def test_an_event_told_in_a_row_or_among_the_dates_to_come_has_its_note_there(tmp_path: Path) -> None:
    many = {
        k: v for day in range(1, 16) for k, v in event(day, f"Atelier {day:02}", "weekday: dimanche").items()
    }
    coming = event(28, "Forum", "status: announced", "weekday: dimanche")
    found = made(
        tmp_path, many | {"2022-04-28-forum": coming["2022-03-28-atelier"].replace("-03-28", "-04-28")}
    )

    blocks = {note.record: block for _, block, note in places(found.report)}
    assert len([record for record in blocks if record.startswith("event/")]) == 13 + 1  # two days are Sundays
    assert {"Card", "Table", "Paragraph"} <= set(blocks.values())
    assert blocks["event/2022-04-28-forum"] == "FactList"


def test_an_event_that_may_not_be_shown_and_is_asked_for_keeps_a_final_from_being_made(
    tmp_path: Path,
) -> None:
    events = (
        event(3, "Un")
        | event(4, "Secret", "publish_after: 2022-05-01")
        | event(5, "Retiré", "state: withdrawn")
    )
    events["2022-03-05-atelier"] = events["2022-03-05-atelier"].replace("state: approved\n", "")
    edition = (
        "feature: [2022-03-04-atelier]\norder: [2022-03-05-atelier, 2022-03-03-atelier]\n"
        "leave_out: [{event: 2022-03-04-atelier, reason: Sous embargo.}]\n"
    )
    brief = brief_in(tmp_path, events, edition)
    found = composed(brief)

    told_ = [
        (d.problem.field, d.severity) for d in found.doubts if d.problem.code == "checks.event_not_shown"
    ]
    assert told_ == [("feature[1]", Severity.BLOCKING), ("order[1]", Severity.BLOCKING)]
    assert "Secret" not in str(found.report)


def test_two_records_of_one_event_are_doubted_only_where_both_are_told(tmp_path: Path) -> None:
    one = event(3, "Atelier national sur les données migratoires", "place: {city: Rabat}")
    other = {"2022-03-04-atelier": one[ID]}
    assert "near_duplicate" in told(made(tmp_path / "a", one | other))
    hidden = {ID: one[ID] + "publish_after: 2022-05-01\n"}
    assert "near_duplicate" not in told(made(tmp_path / "b", hidden | other))


def test_an_acronym_that_nothing_spells_out_is_told_and_others_are_not(tmp_path: Path) -> None:
    summary = (
        "summary: L’ONG ABC et le Fonds de l’Avenir (FAV) ont reçu 500 MAD du PMM, selon COSO, Mohammed VI, "
        "la référence NL-001, https://example.org/XYZ et Samir BENALI."
    )
    speaker = "people: [{name: Samir BENALI}]"
    foreign = ("quotes:", quote("q-1", "Alia", "consent: {basis: official}", "language: en"))
    said = (foreign[0], foreign[1].replace("Mots de Alia", "We praise QRS"))
    found = made(tmp_path, event(3, "Un", summary, speaker, *said))
    (doubt,) = (doubt for doubt in found.doubts if doubt.problem.code == "checks.acronyms")
    assert facts(doubt.problem)["given"] == "ABC, ONG"
    assert (doubt.severity, doubt.record) == (Severity.LOOK, "edition/activity-report/2022-03")
