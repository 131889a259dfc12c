from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.processes import ROOT, bilan, environment
from tests.workspaces import EVENT, minimal_workspace

EVENTS = {
    "2022-02-15-atelier-de-rabat": EVENT,
    "2022-05-01-visite": EVENT.replace("2022-02-15/2022-02-17", "2022-05-01").replace(
        "state: approved", "status: announced"
    ),
    "2023-01-10-reunion": EVENT.replace("2022-02-15/2022-02-17", "2023-01-10").replace(
        "approved", "withdrawn"
    ),
    "rencontre": EVENT.replace("date: 2022-02-15/2022-02-17\n", ""),
}


def test_a_good_workspace_is_counted_in_a_table(tmp_path: Path) -> None:
    minimal_workspace(tmp_path, EVENTS, files={"records/notes.txt": "x"})
    ended = bilan("check", folder=tmp_path, language="fr")
    assert ended.code == 0, ended.err
    rows = [line.split() for line in ended.out.splitlines()]
    headings = ["année", "total", "tenus", "annoncés", "à", "relire", "approuvés", "retirés"]
    assert headings in rows  # nothing is postponed or cancelled
    assert ["2022", "2", "1", "1", "1", "1", "0"] in rows
    assert ["2023", "1", "1", "0", "0", "0", "1"] in rows
    assert ["sans", "date", "1", "1", "0", "0", "1", "0"] in rows
    assert ["total", "4", "3", "1", "1", "2", "1"] in rows
    assert ["organismes", "2"] in rows and ["projets", "1"] in rows and ["axes", "1"] in rows
    assert any(row[:1] == ["records/notes.txt"] and len(row) > 1 for row in rows)


def test_every_error_of_every_file_is_a_line_and_the_end_is_2(tmp_path: Path) -> None:
    wrong = {
        "2022-02-15-a-propos": EVENT.replace("type: workshop", "type: workshp"),
        "2022-02-16-b-propos": EVENT.replace("projects: [cohesion]", "projects: [cohesio]"),
    }
    minimal_workspace(tmp_path, wrong)
    ended = bilan("check", folder=tmp_path)
    assert ended.code == 2
    lines = ended.err.splitlines()
    for name in wrong:
        assert any(line.startswith(f"records/events/2022/{name}.yaml:") for line in lines)
    assert lines[-1] == "2 errors to mend."


def test_a_wrong_template_is_told_together_with_a_wrong_record(tmp_path: Path) -> None:
    minimal_workspace(tmp_path, {"2022-02-15-atelier": EVENT.replace("type: workshop", "type: workshp")})
    (tmp_path / "templates" / "kinds").mkdir(parents=True)
    (tmp_path / "templates" / "kinds" / "letter.yaml").write_text(
        "sections: [covr, about, about]\nlanguages: [fr]\nformats: [docx, elm]\nbrand: x\n"
    )
    ended = bilan("check", folder=tmp_path)
    assert ended.code == 2
    for told in (
        "sections: there is no section “covr”; did you mean: cover?",
        "sections: the section “about” is named twice; take one of the two out",
        "formats: there is no format “elm”; did you mean: eml?",
    ):
        assert f"templates/kinds/letter.yaml: {told}" in ended.err
    assert "records/events/2022/2022-02-15-atelier.yaml:" in ended.err


@pytest.mark.parametrize("good", [True, False])
def test_machines_read_the_same_as_json_with_stable_keys(tmp_path: Path, good: bool) -> None:
    minimal_workspace(tmp_path, EVENTS if good else {"2022-01-01-x-y": "title: [\n"})
    ended = bilan("check", "--format", "json", folder=tmp_path)
    assert (ended.code, ended.err) == (0 if good else 2, "")
    told = json.loads(ended.out)
    assert set(told) == {"format", "ok", "events", "registers", "passed_over", "problems"}
    assert told["ok"] is good
    if good:
        assert told["events"]["2022"]["total"] == 2 and told["registers"]["donors"] == 1
    else:
        assert told["events"] is None
        keys = {"file", "line", "column", "field", "code", "severity", "warning", "message"}
        assert told["problems"] and all(set(found) == keys for found in told["problems"])


DOUBTFUL = {
    "2022-02-15-atelier-de-rabat": EVENT.replace("men: 35", "men: 36") + "weekday: lundi\n",
    "2022-03-01-atelier-de-fes": EVENT.replace("2022-02-15/2022-02-17", "2022-03-01").replace(
        "Atelier de Rabat", "Atelier de de Fès le 1er Mars"
    ),
}


def test_doubts_are_told_by_what_they_ask_the_gravest_first(tmp_path: Path) -> None:
    minimal_workspace(tmp_path, DOUBTFUL)
    ended = bilan("check", folder=tmp_path)
    assert ended.code == 0
    told = [re.sub(r"^records/.*?: (\S+): .*", r"\1", line) for line in ended.err.splitlines()]
    assert told == [
        "To settle before a final version:", "attendance[1].count", "weekday",
        "To decide:", "title.fr",
        "To look at:", "title.fr",
    ]  # fmt: skip
    assert ended.out.splitlines()[-1] == "A draft can be made; to settle before a final version: 2, above."
    machine = json.loads(bilan("check", "--format", "json", folder=tmp_path).out)
    assert [found["severity"] for found in machine["problems"]] == ["blocking", "blocking", "decide", "look"]


def test_a_check_that_does_not_exist_or_stays_cannot_be_set_aside(tmp_path: Path) -> None:
    slip = EVENT + "silenced:\n  weekday_mismach: une raison\n  not_approved: une autre\n"
    minimal_workspace(tmp_path, {"2022-02-15-atelier-de-rabat": slip})
    ended = bilan("check", folder=tmp_path)
    assert ended.code == 2
    first, second, _ = ended.err.splitlines()
    place = "records/events/2022/2022-02-15-atelier-de-rabat.yaml"
    assert first.startswith(f"{place}:14:3: silenced: “weekday_mismach” is not a check")
    assert "did you mean “weekday_mismatch”?" in first
    assert second.startswith(f"{place}:15:3: silenced: “not_approved” cannot be set aside")


@pytest.mark.skipif(os.name == "nt", reason="terminals of Unix")
def test_on_a_terminal_the_table_is_drawn(tmp_path: Path) -> None:
    minimal_workspace(tmp_path, EVENTS)
    ours, theirs = pty.openpty()
    run = subprocess.Popen(
        [sys.executable, "-m", "generator", "check"],
        cwd=tmp_path,
        env={**environment("fr"), "TERM": "xterm"},
        stdout=theirs,
        stderr=subprocess.DEVNULL,
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:
            break
        if not part:
            break
        shown += part
    assert run.wait(timeout=60) == 0
    assert "─" in shown.decode() and "annoncés" in shown.decode()


def test_the_records_of_this_repository_hold_no_error() -> None:
    ended = bilan("check", folder=ROOT)
    assert ended.code == 0, ended.err
