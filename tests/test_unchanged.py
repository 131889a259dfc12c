"""A build writes a new draft exactly when a word of it would change."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from generator.period import Period
from generator.pipeline import Built, Order, build
from tests.workspaces import EVENT, ORGANISATIONS, minimal_workspace

ROOT = Path(__file__).parents[1]
DAY = date(2022, 4, 15)
FORUM = """\
title: {fr: Forum annoncé, en: Forum announced}
type: conference
status: announced
date: 2022-05-20
state: approved
"""
HCR = """\
hcr:
  names:
    - name: {fr: Haut-Commissariat pour les réfugiés}
      acronym: {fr: HCR}
  standing: intergovernmental
"""


def _workspace(folder: Path) -> Path:
    event = EVENT + "summary: {fr: Le HCR était là.}\n"
    events = {"2022-02-15-atelier-de-rabat": event, "2022-05-20-forum": FORUM}
    return minimal_workspace(folder, events, files={"records/organisations.yaml": ORGANISATIONS + HCR})


def _build(workspace: Path, as_of: date = DAY) -> Built:
    return build(workspace, Order(as_of=as_of, period=Period.parse("2022-Q1"), formats=("docx",)))


def test_another_day_that_changes_nothing_writes_nothing(tmp_path: Path) -> None:
    workspace = _workspace(tmp_path)
    _build(workspace)

    assert not _build(workspace, date(2022, 5, 20)).new


def test_a_date_to_come_that_is_over_makes_a_new_draft(tmp_path: Path) -> None:
    workspace = _workspace(tmp_path)
    _build(workspace)

    again = _build(workspace, date(2022, 5, 21))

    assert (again.new, again.folder.name) == (True, "draft-2")


def test_a_name_that_stands_only_among_the_acronyms_makes_a_new_draft(tmp_path: Path) -> None:
    workspace = _workspace(tmp_path)
    _build(workspace)
    path = workspace / "records/organisations.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("pour les réfugiés", "aux réfugiés"), encoding="utf-8"
    )

    assert _build(workspace).new


def test_another_kinds_letterhead_makes_no_new_draft(tmp_path: Path) -> None:
    workspace = minimal_workspace(tmp_path)
    shutil.copytree(ROOT / "templates", workspace / "templates")
    order = Order(as_of=date(2022, 4, 15), period=Period.parse("2022-Q1"), formats=("txt",))
    assert build(workspace, order).new
    brand = workspace / "templates" / "brands" / "default"

    (brand / "newsletter.docx").write_bytes((brand / "brand.docx").read_bytes())
    assert not build(workspace, order).new
    (brand / "brand.docx").write_bytes((brand / "donor-summary.docx").read_bytes())

    assert build(workspace, order).new
