"""The guide to donors' documents says what is printed, and shows records that are accepted and printed."""

from __future__ import annotations

import re
import shlex
import shutil
from datetime import date
from pathlib import Path

import pytest

from generator.cli.main import run
from generator.cli.situation import Situation
from generator.period import Period
from generator.pipeline import Order, build
from generator.records.loader import load
from generator.records.references import OFFICERS_SECTIONS
from generator.report.blocks import Table
from generator.report.words import plain
from tests.docs.test_docs import LANGUAGES, ROOT, page
from tests.reading import docx_text, squeeze
from tests.report.briefs import report_of


@pytest.mark.parametrize(("language", "code"), [("", "fr"), (".en", "en")])
def test_what_the_guide_shows_is_what_is_printed(
    language: str, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "records", tmp_path / "records")
    text = re.sub(r"```yaml.*?```", "", page(f"donors{language}"), flags=re.DOTALL)
    situation = Situation(environment={"BILAN_LANGUAGE": code}, folder=tmp_path)
    ended = [
        run(shlex.split(words), situation) for words in re.findall(r"^    bilan (build .*)$", text, re.M)
    ]
    made = capsys.readouterr()
    printed = {line.strip() for line in (*made.out.splitlines(), *made.err.splitlines())}
    shown = [line.strip() for line in re.findall(r"^    (?!bilan )(.*)$", text, re.MULTILINE)]

    assert ended == [0, 3, 0]
    assert len(shown) == 8
    assert [line for line in shown if line not in printed] == []


@pytest.mark.parametrize(("language", "code"), [("", "fr"), (".en", "en")])
def test_what_the_guide_says_of_the_missions_table_is_what_stands_under_it(language: str, code: str) -> None:
    (shown,) = re.findall(r"^> (.*)$", page(f"donors{language}"), re.MULTILINE)
    glance = report_of("2022-Q1", language=code).section("glance")
    assert glance is not None
    feet = [plain(line) for block in glance.blocks if isinstance(block, Table) for line in block.foot]

    assert squeeze(shown) in [squeeze(line) for line in feet]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_records_of_the_guide_are_accepted_and_printed(language: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "records", tmp_path / "records")
    texts = {}
    for block in re.findall(r"```yaml\n(.*?)```", page(f"donors{language}"), re.DOTALL):
        first, _, rest = block.partition("\n")
        path = tmp_path / first.removeprefix("# ")
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(before + rest, encoding="utf-8")
        texts[path.parent.name] = rest
    load(tmp_path)

    for kind, donor in (("donor-summary", "prm"), ("eu-narrative", "gouvernement-pays-bas")):
        order = Order(date(2022, 4, 15), kind, Period.parse("2022-Q1"), f"donor:{donor}", formats=("docx",))
        (file,) = build(tmp_path, order).files
        said = squeeze(docx_text(file.read_bytes()))
        written = [line.strip(" -") for line in texts[kind].splitlines()[1:] if line[-1:] == "."]
        assert len(written) >= 2
        assert [
            line for line in written if squeeze(line.replace("’", "'")) not in said.replace("’", "'")
        ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_of_the_form_is_in_the_guide(language: str) -> None:
    text = page(f"donors{language}")

    assert [code for code in OFFICERS_SECTIONS if code.startswith("eu-") and f"| `{code}`" not in text] == [
        "eu-2-results"
    ]
    assert "`eu-2-results`" in text
