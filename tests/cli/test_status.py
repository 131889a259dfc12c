"""`bilan status`, and one edition of a series by its name: what a person sees before and after the regular run."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.publishing.ledger import read_ledger
from generator.publishing.manifest import read_manifest
from tests.cli.test_run_due import NOW, QUICK, Said
from tests.regular import DAYS, FINAL, LETTER, event_of, regular_workspace

APRIL = datetime(2022, 4, 20, 12, tzinfo=UTC)
TEXTS = "records/editions/{}/2022-02.yaml"
BOTH = f"{LETTER}  rapport:\n    kind: activity-report\n    every: quarter\n    start: 2022-01\n    formats: [docx]\n"


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Said:
    return Said(capsys, tmp_path)


def rows(out: str) -> list[str]:
    return [" ".join(line.split()) for line in out.splitlines() if line.strip()]


def test_before_and_after_a_run_the_status_says_what_is_missing_and_next(said: Said, tmp_path: Path) -> None:
    regular_workspace(tmp_path)

    code, out, _ = said("status", "series", now=APRIL)
    assert code == 0 and not (tmp_path / "reports").exists()
    assert "lettre public – 2022-04, 2022-05-06 3 to make" in rows(out)
    assert "lettre public: 2022-01, 2022-02, 2022-03" in rows(out)

    said("run-due", *QUICK, now=APRIL)
    out = said("status", "series", now=APRIL, language="fr")[1]
    assert rows(out)[2] == "lettre public 2022-03 draft-1 2022-04, 2022-05-06 à jour"
    record = event_of(tmp_path, DAYS[1])
    record.write_text(record.read_text().replace("count: 70", "count: 72"))
    out = said("status", "series", now=APRIL)[1]
    assert "1 to remake" in rows(out)[2] and "lettre public: 2022-02" in rows(out)


def test_finals_are_shown_with_their_numbers_and_what_keeps_others_back(said: Said, tmp_path: Path) -> None:
    regular_workspace(tmp_path, FINAL, ("approved", "draft", "approved"))
    said("run-due", *QUICK, now=APRIL)
    record = event_of(tmp_path, DAYS[2])
    record.write_text(record.read_text().replace("count: 70", "count: 72"))

    out = rows(said("status", now=APRIL)[1])

    assert "lettre public 2022-03 final-1 no. 33 2022-04, 2022-05-06 1 held back, 1 stale" in out
    blocked, stale = (
        out.index("Final held back, lettre 2022-02 public:"),
        out.index("Stale, lettre 2022-03 public:"),
    )
    assert "bilan approve" in out[blocked + 1] and f"event/{DAYS[2]}-atelier" in out[stale + 1]
    found = said.json("status", "series")["series"][0]
    assert found["last"] == {
        "period": "2022-03",
        "status": "final",
        "number": 33,
        "folder": "reports/2022-03/lettre/public/final-1",
    }
    assert [one["period"] for one in found["blocked"]] == ["2022-02"]
    assert found["blocked"][0]["problems"][0]["code"] == "final.not_approved"
    assert [one["problems"][0]["code"] for one in found["stale"]] == ["series.final_stale"]


def test_events_in_no_edition_are_named_once_with_what_to_do(said: Said, tmp_path: Path) -> None:
    regular_workspace(tmp_path, BOTH.replace("start: 2022-01\n    formats", "start: 2022-04\n    formats"))
    record = event_of(tmp_path, DAYS[1])
    record.write_text(record.read_text().replace(f"\ndate: {DAYS[1]}", "\ndate: 2022-Q1".replace("Q1", "33")))
    record = event_of(tmp_path, DAYS[2])
    text = record.read_text().replace(f"\ndate: {DAYS[2]}", "")
    record.unlink()
    (tmp_path / "records/events/undated").mkdir()
    (tmp_path / "records/events/undated/atelier.yaml").write_text(text)

    out = rows(said("status", "series", now=APRIL)[1])

    told = out[out.index("In no edition:") + 1 :]
    assert [line.partition(" ")[0] for line in told] == [
        "2022-01-11-atelier:",
        "2022-02-15-atelier:",
        "2022-02-15-atelier:",
        "atelier:",
    ]
    assert "before the first edition" in told[0] and told[0].endswith("(rapport)")
    assert told[3].endswith("set it aside in the edition’s file (lettre, rapport)")


def test_records_are_counted_by_quarter_and_those_that_wait_are_named(said: Said, tmp_path: Path) -> None:
    regular_workspace(tmp_path, "series:\n", ("approved", "draft", "withdrawn"))
    record = event_of(tmp_path, DAYS[0])
    record.write_text(record.read_text() + "publish_after: 2022-06-30\n")

    code, out, _ = said("status", now=APRIL)

    assert code == 0
    assert rows(out)[0].startswith("No series: templates/series.yaml")
    assert rows(out)[2:4] == ["period to review in order withdrawn embargoed", "2022-Q1 1 1 1 1"]
    assert "2022-02-15-atelier" in rows(out) and "2022-01-11-atelier (2022-06-30)" in rows(out)
    found = said.json("status", "records")["records"]
    assert [(one["record"], one["state"], one["embargo"]) for one in found] == [
        ("event/2022-01-11-atelier", "approved", None),
        ("event/2022-02-15-atelier", "not_approved", None),
        ("event/2022-03-28-atelier", "withdrawn", None),
    ], "on the first of July the embargo is over"
    assert NOW.month == 7


def test_an_approval_that_a_change_made_void_waits(said: Said, tmp_path: Path) -> None:
    regular_workspace(tmp_path, states=("draft", "draft", "draft"))
    said("approve", f"{DAYS[0]}-atelier", f"{DAYS[1]}-atelier", "--by", "Ana Essai", now=APRIL)
    for day, old, new in ((DAYS[0], "count: 70", "count: 71"), (DAYS[1], "state:", "notes: vu\nstate:")):
        file = event_of(tmp_path, day)
        file.write_text(file.read_text().replace(old, new))

    out = rows(said("status", "records", now=APRIL)[1])

    assert out[1:3] == ["period to review to approve again to confirm", "2022-Q1 1 1 1"]


def test_an_edition_of_a_series_is_built_by_its_name(said: Said, tmp_path: Path) -> None:
    regular_workspace(tmp_path, FINAL)

    assert said("build", "--series", "lettre", "2022-02", now=APRIL)[0] == 0
    manifest = read_manifest(tmp_path / "reports/2022-02/lettre/public/draft-1")
    assert (manifest.series, manifest.kind, manifest.formats) == ("lettre", "newsletter", ("txt",))
    assert said("build", "--series", "lettre", "--final", now=APRIL)[0] == 0
    (issued,) = read_ledger(tmp_path / "reports")
    assert (issued.period, issued.number) == ("2022-03", 32), (
        "its last period that has ended, its first number"
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--series", "letre"), "did you mean “lettre”?"),
        (("--series", "lettre", "2022-Q1"), "did you mean “2022-01”?"),
        (("--series", "lettre", "2021-12"), "no period of the series “lettre”"),
        (("--series", "lettre", "--donor", "pays-bas"), "choose one of: public"),
        (("--series", "lettre", "--kind", "newsletter"), "--kind does not go with --series"),
        (("--series", "lettre", "--as-of", "2022-01-20"), "its first edition is due on 2022-02-06"),
    ],
)
def test_what_is_not_of_a_series_is_refused(
    said: Said, tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    regular_workspace(tmp_path)
    code, out, err = said("build", *words, now=APRIL)
    assert (code, out) == (2, "") and told in err and len(err.splitlines()) == 1


@pytest.mark.parametrize("name", ["lettre", "newsletter"])
def test_an_approval_is_written_where_the_edition_of_a_series_has_its_texts(
    said: Said, tmp_path: Path, name: str
) -> None:
    file = TEXTS.format(name)
    regular_workspace(
        tmp_path, FINAL, files={file: "language: fr\neditorial: {text: Un mois bien rempli.}\n"}
    )

    code, _, err = said("check", now=APRIL)
    assert code == 0, err
    assert said("build", "--series", "lettre", "2022-02", "--final", now=APRIL)[0] == 3
    code, out, _ = said("approve", "lettre/2022-02/public", "--by", "Ana Essai", now=APRIL)

    assert code == 0 and "bilan build 2022-02 --series lettre --final" in out
    assert "approval:" in (tmp_path / file).read_text()
    code, _, err = said("build", "--series", "lettre", "2022-02", "--final", now=APRIL)
    assert code == 0, err
    letter = next((tmp_path / "reports/2022-02/lettre/public/final-1").glob("*.txt")).read_text()
    assert "Un mois bien rempli." in letter
