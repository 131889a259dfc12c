"""A final is refused, code 3, while anything it owes is missing, and passes once each lack is mended; donors and wordings are
invented."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from PIL import Image

from generator.cli.main import run
from generator.cli.situation import Situation
from generator.config.letterhead import W
from generator.errors import PrivacyRefusal
from generator.period import Period
from generator.pipeline import Built, Order, build
from generator.records.registers import EditionTexts
from generator.report.model import Status
from tests.approving import signed_text
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
    """Write a workspace in which the donor `pays-bas` has `statement`; `shared`: another donor pays too; `by_hand`: nobody
    has approved what says that it is approved."""
    files: dict[str, str | bytes | None] = {
        "records/organisations.yaml": register(statement) if statement else ORGANISATIONS + SECOND,
        "records/projects/cohesion.yaml": project(shared=bool(wishes.get("shared"))),
        "records/logos/embleme.png": emblem(),
        **(wishes.get("files") or {}),
    }
    events = {EVENT_ID: EVENT, **(wishes.get("events") or {})}
    for name, text in events.items():
        if "state: approved" in text and not wishes.get("by_hand"):
            events[name] = signed_text(text)
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
    before = sorted((folder / "reports").glob("*/*/*/final-*"))
    with pytest.raises(PrivacyRefusal) as refusal:
        final(folder, **wishes)
    assert sorted((folder / "reports").glob("*/*/*/final-*")) == before
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
    edition = {"records/editions/donor-summary/2022-Q1--pays-bas.yaml": signed_text(text, EditionTexts)}
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
EVENT_FILE = f"records/events/2022/{EVENT_ID}.yaml"
EDITION_FILE = "records/editions/activity-report/2022-Q1.yaml"


def edit(folder: Path, file: str, *changes: tuple[str, str]) -> None:
    text = (folder / file).read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (folder / file).write_text(text, "utf-8")


def test_a_printed_fact_that_changed_since_voids_the_approval(tmp_path: Path) -> None:
    folder = workspace(tmp_path, WHOLE)
    edit(folder, EVENT_FILE, ("city: Rabat", "city: Fès"))

    assert refused(folder) == [("final.approval_void", EVENT_FILE, "approval")]
    assert refused(folder, **PUBLIC) == [("final.approval_void", EVENT_FILE, "approval")]


def test_any_other_change_waits_for_one_confirmation(tmp_path: Path) -> None:
    folder = workspace(tmp_path, WHOLE)
    edit(folder, EVENT_FILE, ("state: approved", "notes: À revoir.\nstate: approved"))

    assert refused(folder) == [("final.to_confirm", EVENT_FILE, "approval")]


def test_a_state_written_by_hand_is_no_approval_unless_the_organisation_has_published_it(
    tmp_path: Path,
) -> None:
    folder = workspace(tmp_path, WHOLE, by_hand=True)
    assert refused(folder) == [("final.unsigned", EVENT_FILE, "state")]

    article = EVENT + "source: {kind: article, title: Un article}\n"
    assert final(workspace(tmp_path, WHOLE, by_hand=True, events={EVENT_ID: article})).new


FOREWORD = "foreword:\n  text: Un mot du trimestre.\n  signatory: Ana Essai\n"


def test_words_that_somebody_signs_are_in_no_final_without_the_approval_of_the_edition(
    tmp_path: Path,
) -> None:
    folder = workspace(tmp_path, None, files={EDITION_FILE: FOREWORD})
    assert refused(folder, **PUBLIC) == [("final.texts_not_approved", EDITION_FILE, "approval")]

    workspace(tmp_path, None, files={EDITION_FILE: signed_text(FOREWORD, EditionTexts)})
    assert "Un mot du trimestre." in said(final(folder, **PUBLIC))

    edit(folder, EDITION_FILE, ("Un mot", "Deux mots"))
    assert refused(folder, **PUBLIC) == [("final.approval_void", EDITION_FILE, "approval")]


def test_an_editorial_check_that_blocks_is_named_until_it_is_mended_or_set_aside(tmp_path: Path) -> None:
    wrong = EVENT.replace("women: 35", "women: 36")
    folder = workspace(tmp_path, WHOLE, events={EVENT_ID: wrong})
    assert refused(folder) == [("records.sum_mismatch", EVENT_FILE, "attendance[1].count")]

    reason = "silenced: {sum_mismatch: La source le dit ainsi.}\n"
    assert final(workspace(tmp_path, WHOLE, events={EVENT_ID: wrong + reason})).new


@pytest.mark.parametrize("field", ["feature", "order", "key_quotes"])
def test_an_event_kept_back_that_the_edition_asks_for_is_named_by_its_id_alone(
    field: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    quote = "quotes: [{id: mot, speaker: {name: Sami Secret}, fragments: [Rien]}]\n"
    hidden = EVENT.replace("Atelier de Rabat", "Rencontre discrète") + f"publish_after: 2022-04-15\n{quote}"
    asked = "2022-02-20-secret/mot" if field == "key_quotes" else "2022-02-20-secret"
    files = {EDITION_FILE: f"{field}: [{asked}]\n"}
    folder = workspace(tmp_path, None, events={"2022-02-20-secret": hidden}, files=files)
    words = ["build", "2022-Q1", "--as-of", "2022-04-15", "--format", "docx"]
    situation = Situation(environment={"BILAN_LANGUAGE": "fr"}, folder=folder)

    assert run(words, situation) == 0
    warned = capsys.readouterr()
    assert run([*words, "--final"], situation) == 3
    told = capsys.readouterr()

    for shown in (warned.out + warned.err, told.out + told.err):
        assert f"{field}[1]: « 2022-02-20-secret" in shown
        assert "discrète" not in shown and "Secret" not in shown
    assert not list((folder / "reports").glob("*/*/*/final-*"))


def manifest(built: Built) -> dict[str, Any]:
    assert built.folder is not None
    read: dict[str, Any] = json.loads((built.folder / "manifest.json").read_text("utf-8"))
    return read


def test_a_final_says_who_answers_for_each_record_and_a_draft_does_not(tmp_path: Path) -> None:
    article = (
        EVENT.replace("2022-02-15/2022-02-17", "2022-03-01") + "source: {kind: article, title: Un article}\n"
    )
    folder = workspace(tmp_path, None, files={EDITION_FILE: signed_text(FOREWORD, EditionTexts)})
    (folder / "records/events/2022/2022-03-01-article.yaml").write_text(article, "utf-8")

    assert manifest(final(folder, **PUBLIC))["approvals"] == [
        {"id": "edition/activity-report/2022-Q1", "by": "Mme Essai", "date": "2022-04-01"},
        {"id": f"event/{EVENT_ID}", "by": "Mme Essai", "date": "2022-04-01"},
        {"id": "event/2022-03-01-article", "by": "", "date": ""},
    ]
    assert manifest(final(folder, status=Status.DRAFT, **PUBLIC))["approvals"] == []


def two_donors(folder: Path) -> Path:
    """Write a workspace in which a session of the donor's event belongs to another donor."""
    other = project().replace("pays-bas", "fonds-bleu").replace("COSO", "BLEU")
    event = EVENT.replace("date: 2022-02-15/2022-02-17\nplace: {city: Rabat}\n", "").replace(
        "projects: [cohesion]",
        "projects: [cohesion]\nsessions:\n  - {id: une, date: 2022-02-15, place: {city: Rabat}}\n"
        "  - {id: autre, date: 2022-02-17, place: {city: Oujda}, projects: [bleu]}",
    )
    restricted = other + "restricted: true\n"
    alone = EVENT.replace("cohesion", "bleu")
    return workspace(
        folder,
        WHOLE,
        events={EVENT_ID: event, "2022-03-02-autre-bailleur": alone},
        files={"records/projects/bleu.yaml": restricted},
    )


def test_a_donors_final_names_who_answers_for_its_own_records_alone(tmp_path: Path) -> None:
    assert manifest(final(two_donors(tmp_path)))["approvals"] == [
        {"id": f"event/{EVENT_ID}", "by": "Mme Essai", "date": "2022-04-01"}
    ]


def test_what_changes_in_another_donors_part_shows_in_no_draft_and_stops_a_final(tmp_path: Path) -> None:
    """The approval binds to the whole file: somebody looks again before anything is final."""
    folder = two_donors(tmp_path)
    before = content(final(folder, status=Status.DRAFT))
    edit(folder, EVENT_FILE, ("Oujda", "Fès"))

    assert content(final(folder, status=Status.DRAFT)) == before
    assert refused(folder) == [("final.approval_void", EVENT_FILE, "approval")]


def test_a_draft_marks_each_activity_that_nobody_answers_for(tmp_path: Path) -> None:
    folder = workspace(tmp_path, None)
    approved = said(final(folder, status=Status.DRAFT, **PUBLIC))
    assert "fiche à approuver" not in approved

    edit(folder, EVENT_FILE, ("city: Rabat", "city: Fès"))
    assert "Fès\xa0· fiche à approuver" in docx_text(content(final(folder, status=Status.DRAFT, **PUBLIC)))


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
