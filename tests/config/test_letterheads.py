"""Each kind of document may have a letterhead of its own, and a file that dresses nothing is named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.config.letterhead import check_letterheads
from generator.config.templates import load_brand
from generator.errors import facts
from generator.messages.catalogue import describe

TEMPLATES = Path(__file__).parents[2] / "templates"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    templates = Path(shutil.copytree(TEMPLATES, tmp_path / "templates"))
    for path in (templates / "brands/default").glob("*.docx"):
        if path.name != "brand.docx":
            path.unlink()
    return templates / "brands/default"


@pytest.mark.parametrize(
    ("there", "chosen"),
    [
        ((), "brand.docx"),
        (("brand.fr.docx",), "brand.fr.docx"),
        (("brand.fr.docx", "newsletter.docx"), "newsletter.docx"),
        (("brand.fr.docx", "newsletter.docx", "newsletter.fr.docx"), "newsletter.fr.docx"),
        (("brand.ar.docx", "newsletter.ar.docx", "activity-report.docx"), "brand.docx"),
    ],
)
def test_the_letterhead_nearest_to_the_kind_and_the_language_dresses_a_document(
    folder: Path, there: tuple[str, ...], chosen: str
) -> None:
    for name in there:
        shutil.copy(folder / "brand.docx", folder / name)

    assert load_brand(folder.parents[1], "default").letterhead("fr", "newsletter").name == chosen


def test_the_letterhead_of_each_kind_is_checked(folder: Path) -> None:
    (folder / "newsletter.docx").write_bytes(b"not a Word file")

    (found,) = check_letterheads(folder.parents[1])

    assert (found.code, found.file) == ("letterhead.not_word", "templates/brands/default/newsletter.docx")


def test_a_word_file_of_no_kind_is_named_with_the_nearest_name_and_stops_nothing(folder: Path) -> None:
    shutil.copy(folder / "brand.docx", folder / "newsleter.docx")

    (found,) = check_letterheads(folder.parents[1])

    assert found.warning
    assert facts(found)["nearest"] == "newsletter.docx"
    assert "newsletter.docx" in describe(found, "fr")
    assert load_brand(folder.parents[1], "default").letterhead("fr", "newsletter").name == "brand.docx"


def test_what_word_leaves_while_a_letterhead_is_open_is_no_letterhead(folder: Path) -> None:
    (folder / "~$brand.docx").write_bytes(b"owner")

    assert list(check_letterheads(folder.parents[1])) == []
