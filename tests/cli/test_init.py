from __future__ import annotations

import os
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from generator.records.schema import SCHEMAS
from tests.cli.processes import ROOT, bilan, environment


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_new_workspace_checks_and_builds_at_once(tmp_path: Path, language: str) -> None:
    made = bilan("init", "office", folder=tmp_path, language=language)
    assert made.code == 0 and not made.err
    office = tmp_path / "office"
    checked = bilan("check", folder=office, language=language)
    assert (checked.code, checked.err) == (0, "")
    built = bilan("build", "--format", "docx", folder=office, language=language)
    assert built.code == 0, built.err
    assert [path.name for path in office.rglob("*.docx") if "reports" in path.parts] == [
        f"activity-report-2025-Q1-{language}.docx"
    ]
    assert (office / "reports" / "README.md").is_file()
    assert {f"records/schema/{name}.json" for name in SCHEMAS} <= names(office)
    assert not list(tmp_path.glob(".bilan*"))


def test_both_starters_hold_the_same_files() -> None:
    starters = ROOT / "templates" / "workspace"
    renamed = {"projet-exemple": "example-project", "-exemple.yaml": "-example.yaml"}
    french = set()
    for name in names(starters / "fr"):
        for old, new in renamed.items():
            name = name.replace(old, new)
        french.add(name)
    assert french == names(starters / "en")


def test_the_english_starter_has_english_names() -> None:
    starter = ROOT / "templates" / "workspace" / "en"
    for path in starter.rglob("*.yaml"):
        assert "exemple" not in path.name
        for line in path.read_text(encoding="utf-8").splitlines():
            assert "exemple" not in line or "fr:" in line, line


def test_a_new_workspace_carries_the_default_templates_and_not_the_starter_itself(tmp_path: Path) -> None:
    bilan("init", "office", folder=tmp_path)
    own = names(tmp_path / "office" / "templates")
    assert {"kinds/activity-report.yaml", "languages/fr.yaml", "brands/default/brand.docx"} <= own
    assert not [name for name in own if name.startswith("workspace")]


def test_a_new_workspace_names_nobody_real() -> None:
    starters = ROOT / "templates" / "workspace"
    for path in starters.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8").lower()
        assert "iom" not in text and "oim" not in text, path
        assert "exempl" in text or "example" in text, path


def test_the_current_empty_folder_may_become_a_workspace(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert bilan("init", ".", folder=tmp_path).code == 0
    assert bilan("check", folder=tmp_path).code == 0
    assert not list(tmp_path.glob(".bilan*"))


@pytest.mark.parametrize("taken", ["records", "templates", "reports"])
def test_what_is_there_already_is_never_touched(tmp_path: Path, taken: str) -> None:
    (tmp_path / taken).mkdir()
    (tmp_path / taken / "mine.txt").write_text("mine")
    ended = bilan("init", ".", folder=tmp_path, language="fr")
    assert ended.code == 2 and "autre dossier" in ended.err
    assert names(tmp_path) == {taken, f"{taken}/mine.txt"}


def test_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "office").write_text("x")
    assert bilan("init", "office", folder=tmp_path).code == 2
    (tmp_path / "link").symlink_to(tmp_path)
    assert bilan("init", "link", folder=tmp_path).code == 2


def test_a_failure_half_way_leaves_nothing(tmp_path: Path) -> None:
    limited = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000)); "
        "from generator.cli.main import main; sys.argv = ['bilan', 'init', 'office']; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", limited], cwd=tmp_path, env=environment("en"), capture_output=True, text=True
    )
    assert done.returncode == 5 and done.stderr.startswith("office: ")
    assert names(tmp_path) == set()


@pytest.mark.skipif(os.name == "nt", reason="rights of Unix")
def test_colleagues_may_read_the_new_workspace(tmp_path: Path) -> None:
    bilan("init", "office", folder=tmp_path)
    for path in (tmp_path / "office", *(tmp_path / "office").rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) & 0o055 >= (0o055 if path.is_dir() else 0o044), path


def test_schema_writes_every_schema_and_names_it(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    ended = bilan("schema", folder=tmp_path)
    assert ended.code == 0
    written = {path.relative_to(tmp_path).as_posix() for path in (tmp_path / "records" / "schema").iterdir()}
    title, *lines = ended.out.splitlines()
    assert title.startswith("Schemas written; a text editor")
    assert {line.strip() for line in lines} == written == {f"records/schema/{name}.json" for name in SCHEMAS}


def test_schema_that_cannot_be_written_ends_with_5(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "schema").write_text("a file")
    ended = bilan("schema", folder=tmp_path)
    assert ended.code == 5 and len(ended.err.splitlines()) == 1


@pytest.mark.slow
def test_an_installed_wheel_makes_checks_and_builds_a_workspace(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist")],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as package:
        package.extractall(tmp_path / "site")
    installed = {"PYTHONPATH": str(tmp_path / "site")}
    assert bilan("init", "office", folder=tmp_path, **installed).code == 0
    office = tmp_path / "office"
    assert bilan("check", folder=office, **installed).code == 0
    built = bilan("build", folder=office, **installed)
    assert built.code == 0, built.err
    assert {path.suffix for path in office.glob("reports/*/*/*/draft-1/*")} == {".docx", ".pdf", ".json"}
