"""`bilan approve`: the ceremony from draft to final, what it writes, what it leaves alone."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.cli.main import run
from generator.cli.situation import Situation
from generator.publishing.lock import hold
from generator.records.approvals import Standing, standing
from generator.records.loader import load
from tests.cli.processes import environment
from tests.workspaces import EVENT, minimal_workspace

NOW = datetime(2022, 5, 15, 23, 30, tzinfo=UTC)  # the 16th already in Casablanca
DRAFT = EVENT.replace("state: approved", "state: draft")
FIRST, SECOND = "2022-02-15-atelier-de-rabat", "2022-03-01-visite-de-fes"
VISIT = DRAFT.replace("Atelier de Rabat", "Visite de Fès").replace("2022-02-15/2022-02-17", "2022-03-01")
EDITION = "records/editions/activity-report/2022-Q1.yaml"
TEXTS = "# Les textes\nforeword:\n  text: Un mot.\n  signatory: Ana Essai\n\n# fin\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return minimal_workspace(tmp_path, {FIRST: DRAFT, SECOND: VISIT}, files={EDITION: TEXTS})


def file_of(event: str) -> str:
    return f"records/events/{event[:4]}/{event}.yaml"


def records(folder: Path) -> dict[str, bytes]:
    found = (path for path in (folder / "records").rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def edit(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_bytes().decode()
    assert old in text
    (folder / file).write_bytes(text.replace(old, new).encode())


class Said:
    """What a command ended with and printed."""

    def __init__(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        self._capsys, self._folder = capsys, folder

    def __call__(self, *words: str, language: str = "en", now: datetime = NOW) -> tuple[int, str, str]:
        situation = Situation(now=lambda: now, environment={"BILAN_LANGUAGE": language}, folder=self._folder)
        code = run(words, situation)
        shown = self._capsys.readouterr()
        return code, shown.out, shown.err


@pytest.fixture
def bilan(capsys: pytest.CaptureFixture[str], folder: Path) -> Said:
    return Said(capsys, folder)


def rows(out: str) -> dict[str, str]:
    """Return what the table says of each record."""
    lines = [line.split("  ") for line in out.splitlines() if line.startswith("  ")]
    cells = [[cell.strip() for cell in line if cell.strip()] for line in lines]
    return {line[0]: " | ".join(line[1:]) for line in cells[1:]}


def test_from_draft_to_final_and_back(folder: Path, bilan: Said) -> None:
    final = ("build", "2022-Q1", "--format", "docx", "--final")
    code, _, err = bilan(*final)
    assert code == 3
    assert all(file_of(event) in err for event in (FIRST, SECOND))
    assert set(re.findall(r"bilan approve (\S+)", err)) == {
        "activity-report/2022-Q1"
    }  # one command, not three

    code, out, err = bilan(
        "approve", "activity-report/2022-Q1", "--by", "Ana Essai", "--evidence", "courriel"
    )
    assert code == 0 and not err
    assert rows(out) == {
        "activity-report/2022-Q1": "approved | Ana Essai | 2022-05-16 | texts of the edition",
        FIRST: "approved | Ana Essai | 2022-05-16",
        SECOND: "approved | Ana Essai | 2022-05-16",
    }
    assert "3 files written." in out
    assert "Nothing stands in the way of the final: bilan build 2022-Q1 --final" in out
    assert bilan(*final)[0] == 0

    edit(folder, file_of(FIRST), "women: 35\n    men: 35", "women: 40\n    men: 30")
    code, _, err = bilan(*final)
    assert code == 3
    (line,) = [line for line in err.splitlines() if line.startswith("records/events")]
    assert "the approval of 2022-05-16 no longer holds" in line and f"bilan approve {FIRST} --by NAME" in line
    said = bilan("check")[2]
    assert "the approval of 2022-05-16 no longer holds" in said
    assert "Ana Essai" not in err + said

    code, out, _ = bilan("approve", FIRST, "--by", "Sami Essai", "--date", "2022-04-15")
    assert rows(out) == {FIRST: "approved | Sami Essai | 2022-04-15"}
    assert bilan(*final)[0] == 0

    edit(folder, file_of(FIRST), "state:", "notes: Vu.\nstate:")
    code, _, err = bilan(*final)
    assert code == 3 and f"bilan approve {FIRST} --confirm" in err
    code, out, _ = bilan("approve", "activity-report/2022-Q1", "--confirm")
    assert rows(out)[FIRST] == "confirmed | Sami Essai | 2022-04-15"
    assert rows(out)[SECOND] == "in order already | Ana Essai | 2022-05-16"
    assert bilan(*final)[0] == 0


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_every_other_byte_of_a_file_stays(folder: Path, bilan: Said, ending: str) -> None:
    text = f"# tête\n{DRAFT.rstrip()}\n# entre\nnotes: >-\n  plié\n\n# fin".replace("\n", ending)
    (folder / file_of(FIRST)).write_bytes(text.encode())
    before = records(folder)

    assert bilan("approve", FIRST, "--by", "Ana Essai")[0] == 0

    after = records(folder)
    written = after.pop(file_of(FIRST)).decode()
    assert after == {name: content for name, content in before.items() if name in after}
    head, _, rest = written.partition(f"state: approved{ending}approval:{ending}")
    block, mark, tail = rest.partition("# entre")
    assert (head + "state: draft" + ending + mark + tail) == text
    lines = block.split(ending)
    assert [line.split(":")[0] for line in lines] == ["  by", "  date", "  sha256", "  printed", ""]


def test_a_trial_writes_nothing_and_says_what_would_still_block(folder: Path, bilan: Said) -> None:
    edit(folder, file_of(SECOND), "men: 35", "men: 36")
    before = records(folder)

    code, out, err = bilan("approve", "activity-report/2022-Q1", "--by", "Ana Essai", "--dry-run")

    assert code == 0 and records(folder) == before
    assert rows(out)[FIRST].startswith("approved") and "nothing was written" in out
    assert "1 doubt still blocks the final:" in out
    assert len(err.splitlines()) == 1 and SECOND in err


def test_an_edition_nobody_wrote_a_text_for_gets_a_file_of_its_own(folder: Path, bilan: Said) -> None:
    (folder / EDITION).unlink()
    assert bilan("approve", "2022-Q1", "--by", "Ana Essai")[0] == 0

    loaded = load(folder)
    assert standing(loaded.editions["activity-report/2022-Q1"]) is Standing.APPROVED
    assert (folder / EDITION).read_text("utf-8").startswith("# yaml-language-server")
    assert bilan("build", "2022-Q1", "--format", "docx", "--final")[0] == 0


@pytest.mark.parametrize(
    ("given", "approved"),
    [
        ("activity-report/2022-Q1/public", {FIRST, SECOND}),
        ("activity-report/2022-T1", {FIRST, SECOND}),
        ("2022-Q1/activity-report", {FIRST, SECOND}),
        ("reports/2022-Q1/activity-report/public/draft-1/activity-report-2022-Q1-fr.docx", {FIRST, SECOND}),
        (EDITION, {FIRST, SECOND}),
        ("activity-report/2022-02", {FIRST}),
        ("rapport-trimestriel/2022-Q1", {FIRST, SECOND}),
        ("reports/2022-Q1/rapport-trimestriel/public/draft-1", {FIRST, SECOND}),
        ("donor-summary/2022-Q1/donor:pays-bas", {FIRST, SECOND}),
        ("donor-summary/2022-Q1/pays-bas", {FIRST, SECOND}),
        ("donor-summary/2022-Q1--pays-bas", {FIRST, SECOND}),
        ("2022-Q1/donor:pays-bas", {FIRST, SECOND}),
        ("reports/2022-Q1/donor-summary/donor-pays-bas--cohesion/draft-2", {FIRST, SECOND}),
        (FIRST, {FIRST}),
        (f"./{file_of(FIRST)}", {FIRST}),
        (f"{FIRST}.yaml", {FIRST}),
    ],
)
def test_an_edition_and_a_record_are_named_in_many_ways(
    folder: Path, bilan: Said, given: str, approved: set[str]
) -> None:
    assert bilan("approve", given, "--by", "Ana Essai")[0] == 0
    found = load(folder).events.items()
    assert {id for id, event in found if standing(event) is Standing.APPROVED} == approved


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("activity-repport/2022-Q1", "activity-report/2022-Q1/public"),
        ("activity-report/2022-Q5", "activity-report/2022-Q4/public"),
        ("donor-summary/2022-Q1/donor:pays-bass", "donor-summary/2022-Q1/donor:pays-bas"),
        ("2022-02-15-atelier-rabat", FIRST),
        ("records/events/2022/2022-03-01-visite-fes.yaml", SECOND),
    ],
)
def test_a_slip_gets_a_proposal_and_approves_nothing(
    folder: Path, bilan: Said, given: str, meant: str
) -> None:
    before = records(folder)
    code, out, err = bilan("approve", given, FIRST, "--by", "Ana Essai")

    assert code == 2 and not out and records(folder) == before
    assert err == f"“{given}” is neither a record nor an edition; did you mean “{meant}”?\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "--by is missing"),
        (("--by", " "), "is no name"),
        (("--by", "12"), "is no name"),
        (("--by", "Ana\x1b[31m"), "is no name"),
        (("--by", "Ana", "--date", "2022-05-17"), "2022-05-17 is yet to come (today is 2022-05-16)"),
        (("--by", "Ana", "--date", "15/04/2022"), "is no day"),
        (("--by", "Ana", "--evidence", " "), "--evidence must stand on one line"),
        (("--by", "Ana", "--evidence", "a\nb"), "--evidence must stand on one line"),
        (("--confirm", "--date", "2022-04-01"), "add --by"),
    ],
)
def test_who_approves_and_when_must_be_said_well(
    folder: Path, bilan: Said, words: tuple[str, ...], said: str
) -> None:
    before = records(folder)
    code, out, err = bilan("approve", FIRST, *words)

    assert code == 2 and not out and said in err and records(folder) == before


def test_a_kind_for_donors_wants_its_donor(folder: Path, bilan: Said) -> None:
    code, _, err = bilan("approve", "donor-summary/2022-Q1", "--by", "Ana Essai")
    assert code == 2 and "donor-summary/2022-Q1/donor:ID" in err


def test_what_an_edition_keeps_back_is_not_approved_with_it(folder: Path, bilan: Said) -> None:
    edit(folder, file_of(FIRST), "state: draft", "state: draft\npublish_after: 2022-05-16")
    edit(folder, file_of(SECOND), "state: draft", "state: withdrawn")
    before = records(folder)

    code, out, _ = bilan("approve", "activity-report/2022-Q1", "--by", "Ana Essai")
    assert code == 0
    assert rows(out)[FIRST] == "left out of this edition | under embargo"
    assert rows(out)[SECOND] == "left out of this edition | withdrawn"
    after = records(folder)
    assert {name for name in after if after[name] != before[name]} == {EDITION}

    code, _, err = bilan("approve", SECOND, "--by", "Ana Essai")
    assert code == 3 and "this record is withdrawn" in err
    code, out, _ = bilan("approve", FIRST, "--by", "Ana Essai")
    assert code == 0 and "under embargo until 2022-05-16" in rows(out)[FIRST]


def test_what_is_approved_already_stays_with_whoever_approved_it(folder: Path, bilan: Said) -> None:
    bilan("approve", FIRST, "--by", "Sami Essai", "--date", "2022-04-01")
    before = records(folder)

    code, out, _ = bilan("approve", FIRST, "--by", "Ana Essai")

    assert code == 0 and records(folder) == before
    assert rows(out)[FIRST] == "in order already | Sami Essai | 2022-04-01"
    assert "Nothing was left to approve" in out


def test_an_article_approved_with_an_edition_is_held_to_what_it_says(folder: Path, bilan: Said) -> None:
    article = "state: approved\nsource: {kind: article, title: Un article, url: https://example.org/a}"
    for event in (FIRST, SECOND):
        edit(folder, file_of(event), "state: draft", article)
    final = ("build", "2022-Q1", "--format", "txt", "--final")
    assert "records/events" not in bilan(*final)[2]  # it needs no approval

    code, out, _ = bilan("approve", "activity-report/2022-Q1", "--by", "Ana Essai")
    assert code == 0
    assert rows(out)[FIRST] == "approved | Ana Essai | 2022-05-16 | published article"
    assert bilan(*final)[0] == 0

    edit(folder, file_of(FIRST), "women: 35\n    men: 35", "women: 40\n    men: 30")
    code, _, err = bilan(*final)
    assert code == 3 and "the approval of 2022-05-16 no longer holds" in err
    assert file_of(FIRST) in err and file_of(SECOND) not in err


def test_a_confirmation_is_asked_for_and_approves_nothing_new(folder: Path, bilan: Said) -> None:
    bilan("approve", FIRST, "--by", "Sami Essai")
    edit(folder, file_of(FIRST), "state:", "notes: Vu.\nstate:")
    before = records(folder)

    code, out, _ = bilan("approve", FIRST, SECOND, "--by", "Ana Essai")
    assert rows(out)[FIRST].startswith("to be confirmed: --confirm | Sami Essai")
    assert records(folder)[file_of(FIRST)] == before[file_of(FIRST)]
    edit(folder, file_of(SECOND), "city: Rabat", "city: Fès")
    code, out, _ = bilan("approve", FIRST, SECOND, "--confirm")
    assert code == 0
    assert rows(out)[FIRST].startswith("confirmed | Sami Essai")
    assert rows(out)[SECOND].startswith("not approved: --by NAME")


def test_a_donors_edition_approves_its_own_records_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = VISIT.replace("projects: [cohesion]", "projects: []")
    folder = minimal_workspace(tmp_path, {FIRST: DRAFT + "notes: Pour l’équipe.\n", SECOND: other})
    said = Said(capsys, folder)

    code, out, _ = said("approve", "donor-summary/2022-Q1/donor:pays-bas", "--by", "Ana Essai")

    assert code == 0 and set(rows(out)) == {"donor-summary/2022-Q1--pays-bas", FIRST}
    events = load(folder).events
    assert standing(events[FIRST]) is Standing.APPROVED
    assert standing(events[SECOND]) is Standing.NOT_APPROVED
    edit(folder, file_of(FIRST), "Pour l’équipe.", "Autre chose.")
    assert standing(load(folder).events[FIRST]) is Standing.TO_CONFIRM


def test_a_record_that_is_wrong_stops_all(folder: Path, bilan: Said) -> None:
    edit(folder, file_of(SECOND), "type: workshop", "type: atelier")
    before = records(folder)

    code, _, err = bilan("approve", FIRST, "--by", "Ana Essai")

    assert code == 2 and SECOND in err and records(folder) == before


def test_a_build_at_work_is_not_disturbed(folder: Path, bilan: Said) -> None:
    before = records(folder)
    with hold(folder / "reports"):
        code, out, err = bilan("approve", FIRST, "--by", "Ana Essai")

    assert code == 4 and not out and "reports/.lock" in err and records(folder) == before


def test_the_command_speaks_french(folder: Path, bilan: Said) -> None:
    code, out, _ = bilan("approve", "activity-report/2022-Q1", "--by", "Ana Essai", language="fr")
    assert code == 0
    assert rows(out)[FIRST] == "approuvée | Ana Essai | 2022-05-16"
    assert "Rien ne s’oppose à la version finale : bilan build 2022-Q1 --final" in out


KILLED_AT_A_STEP = """
import os, signal, sys; from generator.publishing.disk import Disk
left = int(sys.argv[1])
def counted(step):
    def run(*words):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        step(*words)
    return run
for name in ("make_folder", "write", "replace", "sync_folder"):
    setattr(Disk, name, counted(getattr(Disk, name)))
from generator.cli.main import run; from generator.cli.situation import Situation
sys.exit(run(["approve", "2022-Q1", "--by", "Ana Essai", "--as-of", "2022-04-15"], Situation()))
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals of Unix")
def test_a_kill_at_any_step_leaves_each_file_old_or_new(folder: Path) -> None:
    (folder / EDITION).unlink()
    old, seen, code, step = records(folder), set(), -signal.SIGKILL, 0
    while code == -signal.SIGKILL:
        step += 1
        shutil.rmtree(folder / "records")
        minimal_workspace(folder, {FIRST: DRAFT, SECOND: VISIT})
        words = [sys.executable, "-c", KILLED_AT_A_STEP, str(step)]
        code = subprocess.run(words, cwd=folder, env=environment("en"), stdout=subprocess.DEVNULL).returncode
        loaded = load(folder)
        told = [standing(loaded.events[id]) for id in (FIRST, SECOND)]
        for id, now in zip((FIRST, SECOND), told, strict=True):
            assert now is Standing.APPROVED or (folder / file_of(id)).read_bytes() == old[file_of(id)]
        assert all(standing(texts) is Standing.APPROVED for texts in loaded.editions.values())
        seen.add((len(loaded.editions), told.count(Standing.APPROVED)))
    assert code == 0 and step > 8
    assert seen >= {(0, 0), (1, 0), (1, 1), (1, 2)}


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals of Unix")
def test_after_a_kill_the_next_run_finishes_the_work(folder: Path) -> None:
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_AT_A_STEP, "5"], cwd=folder, env=environment("en"), capture_output=True
    )
    assert killed.returncode == -signal.SIGKILL
    again = subprocess.run(
        [
            sys.executable,
            "-m",
            "generator",
            "approve",
            "2022-Q1",
            "--by",
            "Ana Essai",
            "--as-of",
            "2022-04-15",
        ],
        cwd=folder,
        env=environment("en"),
        capture_output=True,
    )
    assert again.returncode == 0
    assert {standing(event) for event in load(folder).events.values()} == {Standing.APPROVED}
    assert not list((folder / "records").rglob(".*"))
