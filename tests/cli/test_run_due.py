"""`bilan run-due`: what a person and a machine are told of the regular run, how it ends, and what its log holds."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from generator.cli.main import run
from generator.cli.situation import Situation
from generator.messages.catalogue import say
from generator.publishing.lock import hold
from tests.cli.processes import bilan
from tests.regular import DAYS, FINAL, LETTER, event_of, regular_workspace

NOW = datetime(2022, 7, 1, 12, tzinfo=UTC)
QUICK = ("--executor", "in-process")
CANARY = "Zoubida Canari"


class Said:
    """What a command ended with and printed."""

    def __init__(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        self._capsys, self._folder = capsys, folder

    def __call__(self, *words: str, language: str = "en", now: datetime = NOW) -> tuple[int, str, str]:
        environment = {"BILAN_LANGUAGE": language}
        code = run(words, Situation(now=lambda: now, environment=environment, folder=self._folder))
        shown = self._capsys.readouterr()
        return code, shown.out, shown.err

    def json(self, *words: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self(*words, "--format", "json")[1])
        return found


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Said:
    return Said(capsys, tmp_path)


def log_of(workspace: Path) -> list[dict[str, Any]]:
    text = (workspace / "reports/.log/run-due.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_a_run_shows_what_it_made_and_says_quiet_months_in_one_line(said: Said, tmp_path: Path) -> None:
    regular_workspace(tmp_path)

    code, out, err = said("run-due", *QUICK)

    assert code == 0
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert "lettre public 2022-02 made draft-1" in " ".join(lines)
    assert "lettre public 2022-04 to 2022-05 nothing to report" in lines
    assert "  reports/2022-03/lettre/public/draft-1" in out.splitlines()
    assert lines[-1] == "In all: 3 editions made, 2 periods with nothing to report."
    assert err.splitlines()[-1] == "5/5 lettre 2022-05 public"
    again = said("run-due", *QUICK, language="fr")
    assert again == (0, "Rien de neuf n’est dû (5 inchangées).\n", "")
    assert said("run-due", *QUICK, "--quiet") == (0, "", "")


def test_a_dry_run_and_a_run_for_one_day_of_the_past_say_so(said: Said, tmp_path: Path) -> None:
    regular_workspace(tmp_path)

    code, out, _ = said("run-due", "--dry-run", "--as-of", "2022-03-06")

    assert code == 0 and "Editions due by 2022-03-06, nothing is written" in out
    assert "In all: 2 editions to make." in out
    assert not (tmp_path / "reports").exists()
    code, _, err = said("run-due", "--as-of", "2022-07-02")
    assert (code, err) == (
        2,
        "--as-of: 2022-07-02 is to come (today is 2022-07-01); give a day of the past, or none\n",
    )


def test_a_final_that_is_held_back_is_told_with_each_reason_and_what_to_do(
    said: Said, tmp_path: Path
) -> None:
    regular_workspace(tmp_path, FINAL, ("approved", "draft", "approved"))

    code, out, _ = said("run-due", *QUICK)

    assert code == 3
    rows = [" ".join(line.split()) for line in out.splitlines()]
    assert "lettre public 2022-01 made final-1 32" in " ".join(rows)
    assert "lettre public 2022-02 final held back draft-1" in rows
    where = rows.index("Final held back, lettre 2022-02 public:")
    assert "2022-02-15-atelier.yaml" in rows[where + 1] and "bilan approve" in rows[where + 1]


def test_machines_read_stable_keys(said: Said, tmp_path: Path) -> None:
    regular_workspace(tmp_path, FINAL, ("approved", "draft", "approved"))

    found = said.json("run-due", *QUICK)

    assert set(found) == {
        "format",
        "day",
        "dry_run",
        "exit_code",
        "quiet",
        "editions",
        "recorded",
        "problems",
    }
    assert (found["format"], found["exit_code"], found["day"]) == (1, 3, "2022-07-01")
    january, february = found["editions"][:2]
    assert {
        key: january[key]
        for key in ("series", "audience", "period", "what", "status", "number", "folder", "due")
    } == {
        "series": "lettre",
        "audience": "public",
        "period": "2022-01",
        "what": "made",
        "status": "final",
        "number": 32,
        "folder": "reports/2022-01/lettre/public/final-1",
        "due": "2022-02-06",
    }
    (reason,) = february["blocked"]
    assert set(reason) == {"file", "line", "column", "field", "code", "warning", "message"}
    assert reason["code"] == "final.not_approved"


def test_a_run_that_cannot_look_is_told_to_machines_and_the_log_too(said: Said, tmp_path: Path) -> None:
    regular_workspace(tmp_path)
    event_of(tmp_path, DAYS[0]).write_text(f"title: {CANARY}\ntitel: {CANARY}\n")

    code, out, err = said("run-due", *QUICK, "--format", "json")

    assert code == 2 and "titel" in err
    assert json.loads(out)["exit_code"] == 2 and json.loads(out)["problems"]
    (line,) = log_of(tmp_path)
    assert line["exit_code"] == 2 and line["problems"][0]["file"].endswith("2022-01-11-atelier.yaml")


def test_the_log_says_which_and_by_which_codes_and_holds_no_word_of_a_record(
    said: Said, tmp_path: Path
) -> None:
    regular_workspace(tmp_path, FINAL, ("approved", "draft", "approved"))
    record = event_of(tmp_path, DAYS[1])
    quote = f"""\
quotes:
  - id: essai
    fragments: ["Parole de {CANARY}"]
    language: fr
    speaker: {{name: {CANARY}, role: {{fr: {CANARY}}}}}
people: [{{name: {CANARY}, role: facilitator}}]
notes: {CANARY}
"""
    record.write_text(record.read_text().replace("Atelier du", CANARY) + quote)
    assert said("run-due", *QUICK, "--dry-run")[0] == 3, said("run-due", *QUICK, "--dry-run")[2]
    said("run-due", *QUICK)
    record.write_text(f"title: {CANARY}\n{CANARY}: x\nphone: '{CANARY}\n")
    said("run-due", *QUICK)
    record.write_text(f"title: {CANARY}\n{CANARY}: x\ntype: {CANARY}\nthemes: [{CANARY}]\n")
    assert said("run-due", *QUICK)[0] == 2

    first, *others = log_of(tmp_path)
    assert [line["exit_code"] for line in (first, *others)] == [3, 2, 2]
    assert (first["command"], first["time"], first["nothing"]) == (
        "run-due",
        "2022-07-01T12:00:00Z",
        ["2022-04/lettre/public", "2022-05/lettre/public"],
    )
    (blocked,) = [one for one in first["editions"] if one["blocked"]]
    assert blocked["period"] == "2022-02"
    kept = [path for path in (tmp_path / "reports").glob(".*") if path.is_file()]
    kept += (tmp_path / "reports/.log").iterdir()
    for path in kept:
        text = path.read_text("utf-8").casefold()
        assert not [word for word in CANARY.casefold().split() if word in text], path


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--series", "letre"), "lettre"),
        (("--workers", "x"), "“x” is no number from 1 to 64"),
        (("--executor", "dask"), "--scheduler tcp://MACHINE:8786"),
        (("--scheduler", "tcp://a:1", "--executor", "pool"), "--executor dask"),
        (("--workers", "2", "--executor", "in-process"), "--executor pool alone"),
        (("--format", "xml"), "choose one of: text, json"),
        (("--as-of", "yesterday"), "--as-of: “yesterday” is no day"),
    ],
)
def test_a_slip_is_told_in_one_line(said: Said, tmp_path: Path, words: tuple[str, ...], told: str) -> None:
    regular_workspace(tmp_path)
    code, out, err = said("run-due", *words)
    assert code == 2 and out == "" and told in err and len(err.splitlines()) == 1


def test_a_run_beside_another_says_who_is_at_work(said: Said, tmp_path: Path) -> None:
    regular_workspace(tmp_path)
    with hold(tmp_path / "reports"):
        code, _, err = said("run-due", *QUICK)
    assert code == 4 and len(err.splitlines()) == 1


def test_a_workspace_without_series_says_where_to_describe_them(said: Said, tmp_path: Path) -> None:
    regular_workspace(tmp_path, "series:\n")
    code, _, err = said("run-due", language="fr")
    assert (code, err.strip()) == (2, say("series.no_file", "fr"))


def test_copies_reach_another_folder_and_are_sent_once(said: Said, tmp_path: Path) -> None:
    workspace, place = regular_workspace(tmp_path / "w"), tmp_path / "copies"
    words = ("run-due", "--workspace", str(workspace), *QUICK, "--to", f"file://{place}")
    assert said(*words)[0] == 0
    copies = sorted(path.relative_to(place).as_posix() for path in place.rglob("*.txt"))
    assert len(copies) == 3 and copies[0].startswith("2022-01/lettre/public/draft-1/")
    (place / copies[0]).unlink()
    assert said(*words)[0] == 0
    assert not (place / copies[0]).exists(), "what is known to be there is not asked for again"
    (workspace / "reports/.copies.json").unlink()
    assert said(*words)[0] == 0
    assert (place / copies[0]).exists()


def test_the_pool_of_processes_makes_the_same(tmp_path: Path) -> None:
    workspace = regular_workspace(tmp_path, LETTER.replace("start: 2022-01", "start: 2022-03"))
    made = bilan("run-due", "--as-of", "2022-04-20", "--workers", "1", folder=workspace)
    assert made.code == 0, made.err
    assert "In all: 1 edition made." in made.out
    assert list((workspace / "reports/2022-03/lettre/public/draft-1").glob("*.txt"))
