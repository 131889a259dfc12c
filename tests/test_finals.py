"""A final is refused, code 3, while anything it owes is missing, and passes once each lack is mended; donors and wordings are
invented."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from datetime import date
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from generator.cli.main import run
from generator.cli.situation import Situation
from generator.config.letterhead import W
from generator.errors import PrivacyRefusal
from generator.period import Period
from generator.pipeline import Built, Order, build
from generator.report.model import Status
from tests.reading import docx_text, pdf_text, squeeze
from tests.report.test_obligations import SECOND, project, register
from tests.workspaces import EVENT, ORGANISATIONS, minimal_workspace

AS_OF = date(2022, 4, 15)
EVENT_ID = "2022-02-15-atelier-de-rabat"
CONFIRMED = "confirmed: {by: Mme Essai, date: 2022-01-03}"
ALONE = 'Payé par le Fonds d\'essai ("tel quel") : 100% !'
SHARED = "Payé avec le Fonds d'essai."
DISCLAIMER = "Ce texte n'engage que son auteur... ; il est d'essai."
WHOLE = (
    f"funded: {{fr: {json.dumps(ALONE)}}}, co_funded: {{fr: {json.dumps(SHARED)}}}, "
    f"disclaimer: {{fr: {json.dumps(DISCLAIMER)}}}, {CONFIRMED}"
)


def workspace(folder: Path, statement: str | None, **wishes: object) -> Path:
    """Write a workspace in which the donor `pays-bas` has `statement`; `shared`: another donor pays too."""
    files: dict[str, str | bytes | None] = {
        "records/organisations.yaml": register(statement) if statement else ORGANISATIONS + SECOND,
        "records/projects/cohesion.yaml": project(shared=bool(wishes.get("shared"))),
        "records/logos/embleme.png": emblem(),
        **(wishes.get("files") or {}),
    }
    events = {EVENT_ID: EVENT, **(wishes.get("events") or {})}
    return minimal_workspace(folder, events, files=files)


def emblem() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (90, 60), (20, 60, 120)).save(buffer, "PNG")
    return buffer.getvalue()


def final(folder: Path, **wishes: object) -> Built:
    """Build the final summary of the donor for the first quarter of 2022, in Word unless asked otherwise."""
    usual: dict[str, object] = {
        "kind": "donor-summary",
        "audience": "donor:pays-bas",
        "formats": ("docx",),
        "status": Status.FINAL,
    }
    order = Order(AS_OF, period=Period.parse("2022-Q1"), **(usual | wishes))
    return build(folder, order)


def refused(folder: Path, **wishes: object) -> list[tuple[str, str, str]]:
    """Return code, file and field of each reason why the final is refused."""
    with pytest.raises(PrivacyRefusal) as refusal:
        final(folder, **wishes)
    assert not list((folder / "reports").glob("*/*/*/final-*"))
    return [(found.code, found.file, found.field) for found in refusal.value.problems]


def content(built: Built, suffix: str = ".docx") -> bytes:
    return next(path.read_bytes() for path in built.files if path.name.endswith(suffix))


def said(built: Built, suffix: str = ".docx") -> str:
    """Return the words of a file, every space and line break as one space."""
    text = (docx_text if suffix == ".docx" else pdf_text)(content(built, suffix))
    return " ".join(text.split())


REGISTER, FIELD = "records/organisations.yaml", "pays-bas.statements"


@pytest.mark.parametrize(
    ("lacking", "code", "field"),
    [
        (None, "obligation.none", FIELD),
        (WHOLE.replace(CONFIRMED, "source: Accord"), "obligation.unconfirmed", f"{FIELD}[1].funded"),
        (WHOLE.replace("funded: {fr", "funded: {en", 1), "obligation.wording", f"{FIELD}[1].funded"),
        (WHOLE.replace("disclaimer: {fr", "disclaimer: {en"), "obligation.disclaimer", f"{FIELD}[1].funded"),
        (f"{WHOLE}, until: 2022-03-31", "obligation.expired", FIELD),
        (f"{WHOLE}, since: 2022-05-01", "obligation.not_yet", FIELD),
        ("none_required: true", "obligation.unconfirmed", f"{FIELD}[1].funded"),
    ],
)
def test_a_final_is_refused_for_each_lack_of_its_statement_and_made_once_mended(
    lacking: str | None, code: str, field: str, tmp_path: Path
) -> None:
    folder = workspace(tmp_path, lacking)
    assert refused(folder) == [(code, REGISTER, field)]

    workspace(tmp_path, WHOLE)

    assert squeeze(ALONE) in squeeze(docx_text(content(final(folder))))


def test_shared_funding_wants_its_own_sentence(tmp_path: Path) -> None:
    alone = WHOLE.replace(f"co_funded: {{fr: {json.dumps(SHARED)}}}, ", "")
    assert alone != WHOLE
    folder = workspace(tmp_path, alone, shared=True)
    assert refused(folder) == [("obligation.no_co_funded", REGISTER, f"{FIELD}[1].co_funded")]

    workspace(tmp_path, WHOLE, shared=True)
    text = squeeze(docx_text(content(final(folder))))

    assert squeeze(SHARED) in text
    assert squeeze(ALONE) not in text


def test_a_record_that_is_not_approved_is_named(tmp_path: Path) -> None:
    draft = EVENT.replace("state: approved", "state: draft")
    folder = workspace(tmp_path, WHOLE, events={EVENT_ID: draft})
    assert refused(folder) == [("final.not_approved", f"records/events/2022/{EVENT_ID}.yaml", "state")]

    workspace(tmp_path, WHOLE)

    assert final(folder).new


def test_an_undated_activity_of_its_project_is_dated_or_set_aside_first(tmp_path: Path) -> None:
    undated = {"visite-sans-date": EVENT.replace("date: 2022-02-15/2022-02-17\n", "")}
    folder = workspace(tmp_path, WHOLE, events=undated)
    assert refused(folder) == [("final.undated", "records/events/undated/visite-sans-date.yaml", "date")]

    text = "set_aside:\n  - {event: visite-sans-date, reason: Autre année}\n"
    workspace(
        tmp_path,
        WHOLE,
        events=undated,
        files={"records/editions/donor-summary/2022-Q1--pays-bas.yaml": text},
    )

    assert final(folder).new


def test_an_undated_activity_of_another_donor_blocks_nothing(tmp_path: Path) -> None:
    other = project().replace("pays-bas", "fonds-bleu").replace("COSO", "BLEU")
    undated = EVENT.replace("date: 2022-02-15/2022-02-17\n", "").replace("cohesion", "bleu")
    folder = workspace(
        tmp_path,
        WHOLE,
        events={"visite-sans-date": undated},
        files={"records/projects/bleu.yaml": other},
    )

    assert final(folder).new


def test_every_lack_is_told_at_once(tmp_path: Path) -> None:
    draft = EVENT.replace("state: approved", "state: draft")
    undated = {"visite-sans-date": EVENT.replace("date: 2022-02-15/2022-02-17\n", "")}
    folder = workspace(tmp_path, None, events={EVENT_ID: draft, **undated})

    codes = {code for code, _, _ in refused(folder)}

    assert codes == {"final.undated", "final.not_approved", "obligation.none"}


def test_a_refused_final_ends_with_code_3_and_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = workspace(tmp_path, None)
    situation = Situation(environment={"BILAN_LANGUAGE": "fr"}, folder=folder)
    words = ["build", "2022-Q1", "--donor", "pays-bas", "--as-of", "2022-04-15", "--format", "docx"]

    assert run([*words, "--final"], situation) == 3
    assert "pays-bas.statements: aucune mention n’est enregistrée" in capsys.readouterr().err

    workspace(tmp_path, f"none_required: true, {CONFIRMED}")

    assert run([*words, "--final"], situation) == 0


def test_a_confirmed_none_required_leaves_no_trace_in_the_document(tmp_path: Path) -> None:
    built = final(workspace(tmp_path, f"none_required: true, {CONFIRMED}"))

    assert "Financement" not in docx_text(content(built))


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_statement_and_disclaimer_stand_letter_for_letter(suffix: str, tmp_path: Path) -> None:
    built = final(workspace(tmp_path, WHOLE), formats=("docx", "pdf"))
    text = said(built, suffix)

    assert ALONE in text
    assert DISCLAIMER in text


@pytest.mark.parametrize("kind", ["donor-summary", "eu-narrative"])
def test_the_statement_stands_where_the_donor_wants_it(kind: str, tmp_path: Path) -> None:
    """Before all else, before the activities, or after them."""
    for place, order in (("cover", 0), ("second_page", 1), ("foot", 2)):
        formats = ("docx", "pdf") if place == "second_page" else ("docx",)
        built = final(workspace(tmp_path / place, f"{WHOLE}, place: {place}"), kind=kind, formats=formats)
        for suffix in (f".{name}" for name in formats):
            text = said(built, suffix)
            project_, activity = text.index("Projet de cohésion sociale"), text.index("Atelier de Rabat")
            assert sorted([project_, activity, text.index(ALONE)]).index(text.index(ALONE)) == order, place
            assert text.count(ALONE) == text.count(DISCLAIMER) == 1, place


def test_emblem_and_statement_are_one_row_in_word_that_no_page_parts(tmp_path: Path) -> None:
    built = final(workspace(tmp_path, f"{WHOLE}, emblem: embleme.png"))
    with zipfile.ZipFile(io.BytesIO(content(built))) as package:
        root = etree.fromstring(package.read("word/document.xml"))

    (row,) = [
        row
        for row in root.iter(f"{{{W}}}tr")
        if ALONE in "".join(t.text or "" for t in row.iter(f"{{{W}}}t"))
    ]

    assert len(list(row.iter(f"{{{W}}}drawing"))) == 1
    assert row.find(f"{{{W}}}trPr/{{{W}}}cantSplit") is not None


@pytest.mark.parametrize("lines", [0, 8, 16, 24])
def test_emblem_and_statement_stand_on_one_page_of_the_pdf(lines: int, tmp_path: Path) -> None:
    """Wherever the text before them ends."""
    import pypdfium2
    from pypdfium2 import raw

    text = "sections:\n  next-steps: |\n" + "    Une étape de plus.\n\n" * lines if lines else "number: '1'\n"
    edition = {"records/editions/donor-summary/2022-Q1--pays-bas.yaml": text}
    built = final(
        workspace(tmp_path, f"{WHOLE}, emblem: embleme.png", files=edition),
        formats=("pdf",),
    )
    document = pypdfium2.PdfDocument(content(built, ".pdf"))
    try:
        pages = [
            (
                squeeze(ALONE) in squeeze(page.get_textpage().get_text_range()),
                any(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])),
            )
            for page in document
        ]
    finally:
        document.close()

    assert (True, True) in pages
    assert all(said == shown for said, shown in pages)


@pytest.mark.parametrize("kind", ["donor-summary", "eu-narrative"])
def test_a_final_holds_no_prompt_no_review_page_and_no_mark_of_a_draft(kind: str, tmp_path: Path) -> None:
    built = final(workspace(tmp_path, WHOLE), kind=kind, formats=("docx", "pdf"))
    word, pdf = content(built), content(built, ".pdf")

    for text in (docx_text(word), pdf_text(pdf)):
        assert "À écrire" not in text
        assert "à écrire" not in text
        assert "Page de relecture" not in text
        assert "Mention du bailleur" not in text
        assert not {"Projet", "PROJET"} & {line.strip() for line in text.splitlines()}
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        assert b"BilanPrompt" not in package.read("word/document.xml")
        assert "word/comments.xml" not in package.namelist()
    assert built.folder is not None
    assert built.folder.name.startswith("final-")
    assert not built.warnings


def test_an_announced_activity_that_is_not_approved_blocks_too(tmp_path: Path) -> None:
    coming = (
        EVENT.replace("2022-02-15/2022-02-17", "2022-05-10")
        .replace("state: approved", "status: announced\nstate: draft")
        .partition("attendance")
    )
    text = coming[0] + "status: announced\nstate: draft\n"
    folder = workspace(tmp_path, WHOLE, events={"2022-05-10-atelier-a-venir": text})

    assert refused(folder) == [
        ("final.not_approved", "records/events/2022/2022-05-10-atelier-a-venir.yaml", "state")
    ]


PUBLIC = {"kind": "activity-report", "audience": "public"}


def test_a_document_for_the_public_credits_the_donor_and_warns_once(tmp_path: Path) -> None:
    built = final(workspace(tmp_path, None), **PUBLIC)

    assert [found.code for found in built.warnings] == ["obligation.credit_only"]
    text = docx_text(content(built))
    assert "financé par le gouvernement des Pays-Bas" in text.replace("\xa0", " ")
    assert "Financement" not in text


@pytest.mark.parametrize("kind", ["activity-report", "newsletter"])
def test_a_donor_whose_statement_is_required_has_it_in_documents_for_the_public(
    kind: str, tmp_path: Path
) -> None:
    def required(statement: str | None) -> Path:
        text = register(statement) if statement else ORGANISATIONS + SECOND
        text = text.replace("credited_as:", "obligation: required\n  credited_as:")
        return workspace(tmp_path, None, files={"records/organisations.yaml": text})

    assert refused(required(None), kind=kind, audience="public") == [("obligation.none", REGISTER, FIELD)]
    unconfirmed = required(WHOLE.replace(CONFIRMED, "source: Accord"))
    assert refused(unconfirmed, kind=kind, audience="public")[0][0] == "obligation.unconfirmed"

    built = final(required(WHOLE), kind=kind, audience="public")

    text = said(built)
    assert ALONE in text
    assert DISCLAIMER in text
    assert not [found for found in built.warnings if found.code.startswith("obligation")]


def test_a_draft_for_the_public_asks_for_the_required_statement(tmp_path: Path) -> None:
    text = (ORGANISATIONS + SECOND).replace("credited_as:", "obligation: required\n  credited_as:")
    folder = workspace(tmp_path, None, files={"records/organisations.yaml": text})

    built = final(folder, status=Status.DRAFT, **PUBLIC)

    assert "Mention du bailleur" in docx_text(content(built))
    assert [found.code for found in built.warnings] == ["obligation.none"]


def test_a_letterhead_that_gathers_the_statements_keeps_their_disclaimers(tmp_path: Path) -> None:
    text = register(WHOLE).replace("credited_as:", "obligation: required\n  credited_as:")
    folder = workspace(tmp_path, None, files={"records/organisations.yaml": text})
    templates = Path(__file__).parents[1] / "templates"
    shutil.copytree(templates, folder / "templates")
    place = folder / "templates/brands/default/brand.docx"
    with zipfile.ZipFile(place) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    body, slot = b">{{ body }}</w:t>", b">{{ funding }}</w:t></w:r></w:p><w:p><w:r><w:t"
    parts["word/document.xml"] = parts["word/document.xml"].replace(body, slot + body)
    with zipfile.ZipFile(place, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)

    text = said(final(folder, **PUBLIC))

    assert text.count(ALONE) == text.count(DISCLAIMER) == 1
    assert text.index(ALONE) < text.index(DISCLAIMER) < text.index("Atelier de Rabat")


def test_a_final_for_the_public_is_cited_in_the_donors_summary_by_number_and_period(tmp_path: Path) -> None:
    files = {"records/editions/activity-report/2022-Q1.yaml": 'number: "32"\n'}
    folder = workspace(tmp_path, WHOLE, files=files)
    public = final(folder, kind="activity-report", audience="public")
    assert public.folder is not None and public.folder.name == "final-1"

    summary = final(folder)
    assert summary.folder is not None
    (word,) = summary.folder.glob("*.docx")
    text = squeeze(docx_text(word.read_bytes()))
    assert squeeze("Rapport d’activités n° 32, janvier–mars 2022") in text
