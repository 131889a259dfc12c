"""The guide to languages shows dates, profiles and settings as the program has them."""

import re
from pathlib import Path

import pytest

from generator.config.templates import check_templates, load_language, names
from generator.messages.catalogue import describe
from generator.period import DateSpan
from generator.report.typography import typeset
from generator.report.typography_profiles import ALIASES, PROFILES
from tests.docs.test_docs import DOCS, ROOT, page

PAGES = pytest.mark.parametrize("ending", ["", ".en"])


def rows(ending: str, first: str) -> list[list[str]]:
    """Return the rows of the table whose head begins with `first`."""
    (table,) = re.findall(
        rf"^\| {first} \|.*\n\|[-|]+\|\n((?:\|.*\n)+)", page(f"languages{ending}"), re.MULTILINE
    )
    return [[cell.strip(" ") for cell in line.strip("|").split(" | ")] for line in table.splitlines()]


@PAGES
def test_every_date_shown_is_printed_so(ending: str) -> None:
    languages = [load_language(ROOT / "templates", code) for code in ("fr", "en", "ar")]

    for written, *shown in rows(ending, "Record" if ending else "Fiche"):
        span = DateSpan.parse(written.strip("`| "))
        assert [cell.strip("| ").replace("’", "'") for cell in shown] == [
            said.span(span) for said in languages
        ]


@PAGES
def test_every_profile_is_shown_with_what_it_makes_of_a_sentence(ending: str) -> None:
    told = {row[0].strip("`| "): row[1] for row in rows(ending, "Profile?l?")}

    assert told == {name: typeset('Il dit : "oui" ! 50 %', name) for name in PROFILES}
    assert all(f"`{alias}`" in page(f"languages{ending}") for alias in ALIASES)


@PAGES
def test_every_setting_and_every_shipped_language_is_named(ending: str) -> None:
    text = page(f"languages{ending}")
    heads = re.findall(
        r"^([a-z_]+):", (ROOT / "templates/languages/fr.yaml").read_text(encoding="utf-8"), re.MULTILINE
    )

    assert [f"`{head}`" for head in (*heads, "small_numbers") if f"`{head}`" not in text] == []
    assert all(f"{code}.yaml" in text for code in names(ROOT / "templates", "languages"))


@PAGES
def test_the_plural_forms_shown_are_those_of_the_files(ending: str) -> None:
    shown = re.findall(r"```yaml\n(sessions: .*)\n```", page(f"languages{ending}"))

    for line, code in zip(shown, ("fr", "ar"), strict=True):
        assert f"    {line}\n" in (ROOT / f"templates/languages/{code}.yaml").read_text(encoding="utf-8")


@PAGES
def test_a_forgotten_word_is_told_as_the_guide_shows_it(ending: str, tmp_path: Path) -> None:
    text = (ROOT / "templates/languages/en.yaml").read_text(encoding="utf-8")
    text = text.replace("    thanks: Acknowledgements\n", "", 1)
    (tmp_path / "languages").mkdir()
    (tmp_path / "languages/es.yaml").write_text(text, encoding="utf-8")

    (found,) = check_templates(tmp_path)

    told = re.sub(r":\d+:\d+:", ":", describe(found, "en" if ending else "fr"))
    assert told in re.sub(r":\d+:\d+:", ":", (DOCS / f"languages{ending}.md").read_text(encoding="utf-8"))
