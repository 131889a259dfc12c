"""Documents for donors, as they are asked for on the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.processes import ROOT
from tests.donor_editions import say
from tests.reading import docx_text
from tests.workspaces import EVENT, ORGANISATIONS, PUBLISHER, minimal_workspace

DAY = ("--as-of", "2022-04-15")
UNION = """\
union-europeenne:
  names: [{name: {fr: Union européenne, en: European Union}}]
  standing: intergovernmental
  donor: true
"""
BACKGROUND = EVENT + "funding: [{organisation: union-europeenne, background: true}]\n"


def _workspace(
    folder: Path, *, register: str = ORGANISATIONS, event: str = EVENT, publisher: str = PUBLISHER
) -> Path:
    files = {"records/organisations.yaml": register, "records/publisher.yaml": publisher}
    return minimal_workspace(folder, {"2022-02-15-atelier-de-rabat": event}, files=files)


def said(folder: Path, *words: str) -> str:
    """Return what a command printed that ended well."""
    code, screen = say(folder, list(words))
    assert code == 0, screen
    return screen


def test_each_paying_donor_gets_a_summary_and_one_named_in_the_background_gets_none(tmp_path: Path) -> None:
    _workspace(tmp_path, register=ORGANISATIONS + UNION, event=BACKGROUND)
    ended = said(tmp_path, "build", "2022-Q1", "--all-donors", "--format", "docx", *DAY)
    made = [path.parent.name for path in (tmp_path / "reports/2022-Q1/donor-summary").glob("*/draft-1")]
    assert made == ["donor-pays-bas"]
    assert "union-europeenne" not in ended


def test_so_it_is_for_the_missions_own_records(tmp_path: Path) -> None:
    for name in ("records", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name)
    said(tmp_path, "build", "2022-Q1", "--all-donors", "--format", "txt", *DAY)
    made = {path.parent.name for path in (tmp_path / "reports/2022-Q1/donor-summary").glob("*/draft-1")}
    assert made >= {
        "donor-gouvernement-pays-bas",
        "donor-prm",
        "donor-ministere-affaires-etrangeres-danemark",
    }
    assert "donor-union-europeenne" not in made


@pytest.mark.parametrize(
    ("language", "title"), [("en", "Donor summary"), ("fr", "Synthèse pour le bailleur")]
)
def test_a_donors_own_language_is_that_of_its_summary(tmp_path: Path, language: str, title: str) -> None:
    register = ORGANISATIONS.replace("  donor: true\n", f"  donor: true\n  language: {language}\n")
    _workspace(tmp_path, register=register)
    said(tmp_path, "build", "2022-Q1", "--donor", "pays-bas", "--format", "docx", *DAY)
    (made,) = (tmp_path / "reports").rglob("*.docx")
    assert made.name == f"donor-summary-2022-Q1-{language}.docx" and title in docx_text(made.read_bytes())
    other = "fr" if language == "en" else "en"
    asked = ("build", "2022-Q1", "--donor", "pays-bas", "--language", other, "--format", "docx", *DAY)
    said(tmp_path, *asked)
    assert {path.name[-7:-5] for path in (tmp_path / "reports").rglob("*.docx")} == {"fr", "en"}


def test_a_kind_may_make_nothing_of_a_donors_period_without_activity(tmp_path: Path) -> None:
    _workspace(tmp_path)
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    kind = tmp_path / "templates/kinds/donor-summary.yaml"
    text = kind.read_text("utf-8")
    assert "when_empty: notice" in text
    kind.write_text(text.replace("when_empty: notice", "when_empty: nothing"), "utf-8")
    ended = said(tmp_path, "build", "2022-Q2", "--donor", "pays-bas", "--as-of", "2022-07-15")
    assert not (tmp_path / "reports").exists() or not [*(tmp_path / "reports").rglob("draft-1")]
    assert "2022-Q2" in ended


def test_a_final_of_a_fiscal_period_is_cited_where_a_donor_asks_for_visibility(tmp_path: Path) -> None:
    """The publisher's year begins in October: its FY2022-Q2 is the first quarter of 2022."""
    publisher = PUBLISHER + "fiscal_year_starts: 10\n"
    _workspace(tmp_path, publisher=publisher)
    said(tmp_path, "approve", "2022-02-15-atelier-de-rabat", "--by", "Amina Berrada")
    said(tmp_path, "build", "FY2022-Q2", "--final", "--format", "docx", *DAY)
    said(tmp_path, "build", "2022-Q1", "--donor", "pays-bas", "--format", "docx", *DAY)
    (made,) = (tmp_path / "reports/2022-Q1/donor-summary").rglob("*.docx")
    words = " ".join(docx_text(made.read_bytes()).split())
    assert "Visibilité" in words and "janvier–mars 2022" in words.partition("Visibilité")[2]
