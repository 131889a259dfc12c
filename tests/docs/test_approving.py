"""The guide from draft to final quotes what is printed, and its commands and records do what it says."""

from __future__ import annotations

import re
import shlex
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.cli.main import run
from generator.cli.situation import Situation
from generator.messages.catalogue import say
from tests.docs.test_docs import ROOT, page

HEADINGS = {"fr": "Du brouillon à la version finale", "en": "From draft to final"}
NOTE = 'silenced: {acronyms: "x"}\n'


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_the_guide_shows_from_draft_to_final_is_what_is_printed(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = page("publish" if language == "fr" else "publish.en")
    text = text.partition(f"## {HEADINGS[language]}\n")[2].partition("\n## ")[0]
    shutil.copytree(ROOT / "records", tmp_path / "records")
    written, aside = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    text = re.sub(r"```yaml.*?```", "", text, flags=re.DOTALL)
    name, _, written = written.partition("\n")
    edition = tmp_path / name.removeprefix("# ")
    before = edition.read_text("utf-8")
    situation = Situation(
        now=lambda: datetime(2022, 4, 15, 12, tzinfo=UTC),
        environment={"BILAN_LANGUAGE": language},
        folder=tmp_path,
    )
    final, approve = (shlex.split(words) for words in re.findall(r"^    bilan (.*)$", text, re.MULTILINE))

    edition.write_text(before + written, "utf-8")
    assert run(final, situation) == 3
    edition.write_text(before + written + aside, "utf-8")
    assert run(approve, situation) == 0
    made = capsys.readouterr()

    printed = {line.strip() for line in (*made.out.splitlines(), *made.err.splitlines())}
    shown = [line.strip() for line in re.findall(r"^    (?!bilan )(.*)$", text, re.MULTILINE)]
    assert len(shown) == 8
    assert [line for line in shown if line not in printed] == []

    approved = edition.read_text("utf-8")
    quoted = re.findall(r"[“«]\s?(.*?)\s?[”»]", text.partition("|---|")[2])
    edition.write_text(approved + NOTE, "utf-8")
    assert run(final, situation) == 3
    edition.write_text(approved.replace("Rabat", "Oujda"), "utf-8")
    assert run(final, situation) == 3
    told = capsys.readouterr().err + say("final.unsigned", language, what="")
    assert len(quoted) == 3
    assert [words for words in quoted if words not in told] == []

    edition.write_text(approved + NOTE, "utf-8")
    (confirm,) = re.findall(r"`bilan (approve [^`]*--confirm)`", text)
    assert run(shlex.split(confirm), situation) == 0
    assert say("approval.free", language, build="2022-Q1") in capsys.readouterr().out
