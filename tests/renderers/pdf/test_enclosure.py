"""A proof inside a PDF: the file is PDF/A-3a and PDF/UA-1, and carries our files and no other."""

from __future__ import annotations

import hashlib
import io
import json

import page as validator
import pikepdf
import pytest

from generator.renderers.expected import expected
from generator.renderers.pdf.inspection import Found, inspect_pdf
from generator.renderers.pdf.renderer import render
from generator.renderers.pictures import Picture
from generator.renderers.registry import Rendered
from tests.renderers.proof.sheets import with_proof
from tests.renderers.sample import sample_brand

NAMES = ["activity-report-2022-Q1-fr.proof.json", "activity-report-2022-Q1-fr.proof.xlsx"]


@pytest.fixture(scope="module")
def proved(assets: dict[str, Picture]) -> Rendered:
    return render(with_proof(), sample_brand(), assets)


@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_3A"])
def test_it_conforms_to_both_standards(proved: Rendered, profile: str) -> None:
    report = validator.validate_pdf_bytes(
        proved.content, profile=getattr(validator.ValidationProfile, profile)
    )
    assert [f"{failure.rule_id}: {failure.message}" for failure in report.failures] == []


def test_it_carries_the_sheets_described_dated_and_related_to_the_pages(proved: Rendered) -> None:
    with pikepdf.open(io.BytesIO(proved.content)) as pdf:
        assert sorted(pdf.attachments) == NAMES
        assert [str(spec.AFRelationship) for spec in pdf.Root.AF] == ["/Data", "/Supplement"]
        assert {str(spec.Desc) for spec in pdf.Root.AF} == {"Feuille de preuve : l’origine de chaque chiffre"}
        streams = [spec.EF.F for spec in pdf.Root.AF]
        assert {str(stream.Params[date]) for stream in streams for date in ("/CreationDate", "/ModDate")} == {
            "D:20220415000000Z"
        }
    files = dict(inspected(proved, proved.content).enclosed)
    assert json.loads(files[NAMES[0]])["figures"][0]["value"] == "70"
    assert proved.enclosed == tuple((name, hashlib.sha256(files[name]).hexdigest()) for name in NAMES)


def test_it_gives_the_same_bytes_twice(proved: Rendered, assets: dict[str, Picture]) -> None:
    assert render(with_proof(), sample_brand(), assets).content == proved.content


def test_a_sheet_that_is_not_asked_for_stays_out(assets: dict[str, Picture], draft: Rendered) -> None:
    made = render(with_proof(enclosed=False), sample_brand(), assets)
    assert made.content == draft.content and made.enclosed == ()


def inspected(proved: Rendered, content: bytes) -> Found:
    """Return what the last look finds in `content`, which should be the file that was drawn."""
    return inspect_pdf(content, expected(with_proof(), sample_brand(), proved, {}))


def spoilt(content: bytes, name: str, told: bytes) -> bytes:
    """Return the file with the bytes of one of its files changed, or with a further one."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.attachments[name] = told
        buffer = io.BytesIO()
        pdf.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("name", ["environ", NAMES[0]])
def test_any_other_file_or_byte_is_refused(proved: Rendered, name: str) -> None:
    assert not inspected(proved, proved.content).problems
    codes = [found.code for found in inspected(proved, spoilt(proved.content, name, b"x")).problems]
    assert codes == ["inspection.attachment"]


def test_a_file_that_hangs_on_a_page_instead_of_the_catalogue_is_refused_too(proved: Rendered) -> None:
    with pikepdf.open(io.BytesIO(proved.content)) as pdf:
        spec = pikepdf.AttachedFileSpec(pdf, b"x", filename="x.txt")
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FileAttachment, FS=spec.obj)
        pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(note)])
        buffer = io.BytesIO()
        pdf.save(buffer)
    assert [found.code for found in inspected(proved, buffer.getvalue()).problems] == [
        "inspection.attachment"
    ]
