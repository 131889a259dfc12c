from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli.main import bilan as command
from generator.cli.situation import Situation
from generator.publishing.lock import hold
from generator.publishing.manifest import read_manifest
from tests.cli.processes import bilan
from tests.reading import docx_text
from tests.workspaces import ORGANISATIONS, minimal_workspace

AS_OF = ("--as-of", "2022-04-15", "--format", "docx")


def draft(workspace: Path, number: int = 1) -> Path:
    return workspace / "reports" / "2022-Q1" / "activity-report" / "public" / f"draft-{number}"


def test_a_build_publishes_and_prints_where_the_files_are(tmp_path: Path) -> None:
    minimal_workspace(tmp_path)
    ended = bilan("build", "2022-Q1", *AS_OF, folder=tmp_path / "records", language="fr")
    assert ended.code == 0, ended.err
    first, *lines = ended.out.splitlines()
    files = [line for line in lines if line.startswith("  ")]
    assert first == "publié dans ../reports/2022-Q1/activity-report/public/draft-1 :"
    assert files and all((tmp_path / "records" / file.strip()).is_file() for file in files)
    assert read_manifest(draft(tmp_path)).as_of == "2022-04-15"


def test_elsewhere_than_on_a_terminal_progress_is_plain_lines_on_standard_error(tmp_path: Path) -> None:
    minimal_workspace(tmp_path)
    ended = bilan("build", "2022-Q1", *AS_OF, folder=tmp_path)
    assert len(ended.err.splitlines()) >= 3 and "\r" not in ended.err and "\x1b" not in ended.err


def test_without_a_period_the_last_closed_quarter_with_records_is_taken_and_named(tmp_path: Path) -> None:
    minimal_workspace(tmp_path)
    ended = bilan("build", "--format", "docx", "--as-of", "2024-06-01", folder=tmp_path)
    assert ended.code == 0, ended.err
    assert ended.out.splitlines()[0] == "period not given: last closed one with records: 2022-Q1"


def test_the_same_build_again_writes_nothing_and_says_so(tmp_path: Path) -> None:
    minimal_workspace(tmp_path)
    bilan("build", "2022-Q1", *AS_OF, folder=tmp_path)
    times = {
        path: path.stat().st_mtime_ns for path in (tmp_path / "reports").rglob("*") if path.name != ".lock"
    }
    ended = bilan("build", "2022-Q1", *AS_OF, folder=tmp_path)
    assert ended.code == 0 and ended.out.startswith("nothing has changed since")
    now = {
        path: path.stat().st_mtime_ns for path in (tmp_path / "reports").rglob("*") if path.name != ".lock"
    }
    assert now == times


def test_an_edited_word_file_is_kept_and_the_new_one_stands_beside_it(tmp_path: Path) -> None:
    minimal_workspace(tmp_path)
    bilan("build", "2022-Q1", *AS_OF, folder=tmp_path)
    (word,) = draft(tmp_path).glob("*.docx")
    word.write_bytes(b"edited")
    ended = bilan("build", "2022-Q1", *AS_OF, folder=tmp_path, language="fr")
    assert ended.code == 0
    assert f"draft-1/{word.name}: ce fichier a été modifié à la main" in ended.err
    assert word.read_bytes() == b"edited" and (draft(tmp_path, 2) / word.name).is_file()


def test_another_run_at_work_ends_the_build_with_4(tmp_path: Path) -> None:
    minimal_workspace(tmp_path)
    with hold(tmp_path / "reports"):
        ended = bilan("build", "2022-Q1", *AS_OF, folder=tmp_path)
    assert ended.code == 4
    assert re.search(r"reports/\.lock: another run is at work \(process \d+ on \S+, since 20", ended.err)


def test_reports_that_is_a_link_ends_the_build_with_2_and_writes_nothing_there(tmp_path: Path) -> None:
    minimal_workspace(tmp_path / "w")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "w" / "reports").symlink_to(tmp_path / "elsewhere")
    ended = bilan("build", "2022-Q1", *AS_OF, folder=tmp_path / "w")
    assert ended.code == 2 and "reports: this is a link" in ended.err
    assert not list((tmp_path / "elsewhere").iterdir())


def test_wrong_records_end_the_build_with_2_and_write_nothing(tmp_path: Path) -> None:
    minimal_workspace(tmp_path, {"2022-01-01-a-b": "title: x\n", "2022-01-02-c-d": "title: &a x\n"})
    ended = bilan("build", "2022-Q1", folder=tmp_path)
    assert ended.code == 2 and "2022-01-01-a-b.yaml" in ended.err and "2022-01-02-c-d.yaml" in ended.err
    assert not (tmp_path / "reports").exists()


@pytest.mark.parametrize(
    ("instant", "zone", "day"),
    [
        ("2022-04-14T23:30:00+00:00", "Africa/Casablanca", "2022-04-14"),  # Ramadan: +00:00
        ("2022-06-14T23:30:00+00:00", "Africa/Casablanca", "2022-06-15"),
        ("2022-06-14T23:30:00+00:00", "America/New_York", "2022-06-14"),
    ],
)
def test_today_is_the_publishers_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, instant: str, zone: str, day: str
) -> None:
    minimal_workspace(tmp_path)
    publisher = tmp_path / "records" / "publisher.yaml"
    publisher.write_text(publisher.read_text().replace("Africa/Casablanca", zone))
    monkeypatch.chdir(tmp_path)
    clock = Situation(now=lambda: datetime.fromisoformat(instant).astimezone(UTC), folder=tmp_path)
    done = CliRunner().invoke(command, ["build", "2022-Q1", "--format", "docx"], obj=clock)
    assert done.exit_code == 0, done.output
    assert read_manifest(draft(tmp_path)).as_of == day


def test_a_zone_that_does_not_exist_is_one_line(tmp_path: Path) -> None:
    minimal_workspace(tmp_path)
    publisher = tmp_path / "records" / "publisher.yaml"
    publisher.write_text(publisher.read_text().replace("Africa/Casablanca", "Africa/Casa"))
    ended = bilan("build", "2022-Q1", folder=tmp_path)
    assert ended.code == 2 and "Africa/Casa" in ended.err
    assert all(line.startswith("records/publisher.yaml") for line in ended.err.splitlines())


def test_a_fiscal_quarter_of_a_donor_is_built_in_its_own_calendar(tmp_path: Path) -> None:
    register = ORGANISATIONS.replace("  donor: true\n", "  donor: true\n  fiscal_year_starts: 10\n")
    minimal_workspace(tmp_path, files={"records/organisations.yaml": register})
    order = ("--donor", "pays-bas", "--kind", "activity-report", "--format", "docx")
    ended = bilan("build", "FY2022-Q2", *order, folder=tmp_path)

    assert ended.code == 0, ended.err
    (written,) = (tmp_path / "reports/FY2022-Q2/activity-report/donor-pays-bas").rglob("*.docx")
    words = docx_text(written.read_bytes())
    assert "T2 de l’exercice 2022" in squeezed(words) and "janvier–mars 2022" in squeezed(words)


def squeezed(text: str) -> str:
    return " ".join(text.split())
