"""The guide to regular publishing shows what is printed, and its files are accepted."""

from __future__ import annotations

import re
import shlex
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.cli.main import run
from generator.cli.situation import Situation
from generator.config.series import load_series
from generator.config.settings import load_settings
from generator.errors import BilanError, CannotWrite, LimitReached, LockHeld, PrivacyRefusal
from generator.schedule.attempt import What
from tests.docs.test_docs import ROOT, page
from tests.regular import regular_workspace


def guide(language: str) -> str:
    return page("series" if language == "fr" else "series.en")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_the_guide_of_series_shows_is_what_is_printed(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "records", tmp_path / "records")
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    situation = Situation(
        now=lambda: datetime(2022, 4, 20, 12, tzinfo=UTC),
        environment={"BILAN_LANGUAGE": language, "HOME": str(tmp_path)},
        folder=tmp_path,
    )
    text = re.sub(r"```yaml.*?```", "", guide(language), flags=re.DOTALL)
    typed = [shlex.split(words) for words in re.findall(r"^    bilan (.*)$", text, re.MULTILINE)]
    assert ["schedule", "install"] in typed
    for words in typed:
        if words != ["schedule", "install"]:
            here = ["--executor", "in-process"] if words[:2] == ["run-due", "--series"] else []
            assert run([*words, *here], situation) == 0

    made = capsys.readouterr()
    printed = {line.strip() for line in (*made.out.splitlines(), *made.err.splitlines())}
    shown = [line.strip() for line in re.findall(r"^    (?!bilan )(.*)$", text, re.MULTILINE)]
    assert len(shown) == 16
    assert [line for line in shown if line not in printed] == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_files_the_guide_shows_are_accepted(language: str, tmp_path: Path) -> None:
    blocks = re.findall(r"```yaml\n# templates/(\S+)\n(.*?)```", guide(language), re.DOTALL)
    every = re.findall(r"`every: (.*?)`", guide(language))
    workspace = regular_workspace(tmp_path, "series:\n")
    for name, text in blocks:
        (workspace / "templates" / name).write_text(text)
    (series,) = load_series(workspace / "templates")
    assert series.final and series.first_number == 32
    assert load_settings(workspace / "templates").smtp
    changing = f"series:\n  serie:\n    kind: newsletter\n    every: {every[0]}\n"
    (workspace / "templates/series.yaml").write_text(changing)
    assert len(load_series(workspace / "templates")[0].phases) == 2


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_way_a_run_can_end_is_told(language: str) -> None:
    told = {int(code) for code in re.findall(r"^\| (\d) \|", guide(language), re.MULTILINE)}
    errors = (BilanError, PrivacyRefusal, LockHeld, CannotWrite, LimitReached)
    assert told == {0, *(error.exit_code for error in errors)}
    assert [what.value for what in What if f"`{what.value}`" not in guide(language)] == []
