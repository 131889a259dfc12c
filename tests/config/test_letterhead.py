from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from generator.config.letterhead import LARGEST_FILE, WANTED_STYLES, check_letterhead, find_slots
from generator.errors import Problem, facts
from generator.messages.catalogue import describe

BRAND = Path(__file__).parents[2] / "templates" / "brands" / "default" / "brand.docx"
NAME = "templates/brands/default/brand.docx"
DOCUMENT = "word/document.xml"


def parts() -> dict[str, bytes]:
    with zipfile.ZipFile(BRAND) as package:
        return {name: package.read(name) for name in package.namelist()}


def check(tmp_path: Path, content: dict[str, bytes]) -> tuple[Problem, ...]:
    path = tmp_path / "brand.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, value in content.items():
            package.writestr(name, value)
    found = check_letterhead(path, NAME)
    for problem in found:
        for language in ("fr", "en"):
            sentence = describe(problem, language)
            assert sentence.startswith(NAME)
            assert "\n" not in sentence
    return found


def codes(found: tuple[Problem, ...]) -> list[str]:
    return [problem.code for problem in found]


def test_the_default_letterhead_is_accepted():
    assert check_letterhead(BRAND, NAME) == ()


def test_a_misspelt_slot_is_named_with_the_nearest_one(tmp_path):
    content = parts()
    content[DOCUMENT] = content[DOCUMENT].replace(b"{{ period_short }}", b"{{ perod_short }}")
    (found,) = check(tmp_path, content)
    assert facts(found) == {"slot": "perod_short", "nearest": "period_short"}
    assert "{{ period_short }}" in describe(found, "fr")


def test_a_misspelt_slot_is_found_in_a_footer_and_split_over_runs(tmp_path):
    content = parts()
    content["word/footer2.xml"] = content["word/footer2.xml"].replace(
        b"{{ page }}", b"{{ pa</w:t></w:r><w:r><w:t>gge }}"
    )
    assert codes(check(tmp_path, content)) == ["letterhead.unknown_slot"]


def test_every_missing_style_is_named_in_one_line(tmp_path):
    content = parts()
    for name in ("Bilan Quote", "Bilan Lead", "heading 2"):
        content["word/styles.xml"] = content["word/styles.xml"].replace(
            f'<w:name w:val="{name}"/>'.encode(), b'<w:name w:val="Autre"/>'
        )
    (found,) = check(tmp_path, content)
    assert facts(found) == {"count": "3", "styles": "heading 2, Bilan Lead, Bilan Quote"}


def test_without_a_styles_part_every_style_is_missing(tmp_path):
    content = parts()
    del content["word/styles.xml"]
    (found,) = check(tmp_path, content)
    assert facts(found)["count"] == str(len(WANTED_STYLES))


def test_styles_saved_by_libreoffice_are_found_by_their_other_names(tmp_path):
    content = parts()
    for old, new in (("Hyperlink", "Internet Link"), ("toc 1", "Contents 1"), ("heading 1", "Heading 1")):
        content["word/styles.xml"] = content["word/styles.xml"].replace(
            f'w:name w:val="{old}"'.encode(), f'w:name w:val="{new}"'.encode()
        )
    assert check(tmp_path, content) == ()


@pytest.mark.parametrize(
    ("part", "old", "new", "code"),
    [
        (DOCUMENT, b"{{ body }}", b"corps", "letterhead.body_once"),
        (DOCUMENT, b"{{ body }}", b"Ici : {{ body }}", "letterhead.slot_alone"),
        (DOCUMENT, b"{{ section cover }}", b"{{ section }}", "letterhead.slot_argument"),
        (DOCUMENT, b"{{ title }}", b"{{ title fr }}", "letterhead.slot_argument"),
        ("word/header2.xml", b"{{ running }}", b"{{ section notes }}", "letterhead.slot_alone"),
        (DOCUMENT, b"<w:body>", b"<w:corps>", "letterhead.damaged"),
        ("[Content_Types].xml", b"document.main+xml", b"template.main+xml", "letterhead.not_word"),
        ("[Content_Types].xml", b"wordprocessingml.document.main", b"macroEnabled.main", "letterhead.macros"),
    ],
)
def test_each_fault_has_its_own_sentence(tmp_path, part, old, new, code):
    content = parts()
    assert old in content[part]
    content[part] = content[part].replace(old, new)
    assert codes(check(tmp_path, content)) == [code]


def test_a_doctype_is_refused(tmp_path):
    content = parts()
    content[DOCUMENT] = content[DOCUMENT].replace(
        b"<w:document", b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><w:document'
    )
    assert codes(check(tmp_path, content)) == ["letterhead.doctype"]


def test_macros_are_refused(tmp_path):
    assert codes(check(tmp_path, parts() | {"word/vbaProject.bin": b"x"})) == ["letterhead.macros"]


@pytest.mark.parametrize("kind", ["image", "attachedTemplate", "oleObject", "frame"])
def test_an_outside_part_is_refused(tmp_path, kind):
    content = parts()
    outside = (
        f'<Relationship Id="rIdX" TargetMode="External" Target="https://exemple.org/suivi.png" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/></Relationships>'
    )
    rels = "word/_rels/document.xml.rels"
    content[rels] = content[rels].replace(b"</Relationships>", outside.encode())
    assert codes(check(tmp_path, content)) == ["letterhead.external"]


def test_an_outside_link_is_accepted(tmp_path):
    content = parts()
    link = (
        b'<Relationship Id="rIdX" TargetMode="External" Target="https://exemple.org" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"/></Relationships>'
    )
    rels = "word/_rels/document.xml.rels"
    content[rels] = content[rels].replace(b"</Relationships>", link)
    assert check(tmp_path, content) == ()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"<html/>", BRAND.read_bytes()[:4000]])
def test_what_is_no_word_file_is_refused(tmp_path, content):
    path = tmp_path / "brand.docx"
    path.write_bytes(content)
    assert codes(check_letterhead(path, NAME)) == ["letterhead.not_word"]


def test_a_folder_or_a_missing_file_is_refused(tmp_path):
    assert codes(check_letterhead(tmp_path, NAME)) == ["letterhead.not_word"]
    assert codes(check_letterhead(tmp_path / "rien.docx", NAME)) == ["letterhead.not_word"]


def test_a_zip_bomb_is_refused_by_its_declared_sizes_in_no_time(tmp_path):
    path = tmp_path / "brand.docx"
    block = io.BytesIO(b" " * (LARGEST_FILE + 1))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        package.writestr("word/document.xml", block.getvalue())
    assert codes(check_letterhead(path, NAME)) == ["letterhead.too_large"]


def test_slots_are_found_whatever_the_spaces():
    found = find_slots("{{title}} · {{  section   a-1 }}")
    assert [(slot.name, slot.argument, slot.alone) for slot in found] == [
        ("title", "", False),
        ("section", "a-1", False),
    ]


def test_the_check_does_not_load_the_word_library():
    code = "import sys, generator.config.letterhead; sys.exit('docx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_script_makes_the_same_accepted_letterheads_each_time(tmp_path):
    script = Path(__file__).parents[2] / "scripts" / "make_letterhead.py"
    made = []
    for folder in (tmp_path / "un", tmp_path / "deux"):
        folder.mkdir()
        (folder / "brand.yaml").write_bytes((BRAND.parent / "brand.yaml").read_bytes())
        subprocess.run([sys.executable, str(script), str(folder)], check=True)
        made.append({path.name: path.read_bytes() for path in folder.glob("*.docx")})
        assert all(check_letterhead(folder / name, NAME) == () for name in made[-1])
    assert made[0] == made[1]
    assert made[0].keys() == {"brand.docx", "donor-summary.docx", "newsletter.docx"}
