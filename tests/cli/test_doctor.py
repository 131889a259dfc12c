from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.processes import ROOT, bilan, environment
from tests.workspaces import minimal_workspace

WITHOUT_PANGO = """
import ctypes, sys
real = ctypes.CDLL
def missing(name, *rest, **more):
    if name and "pango" in str(name):
        raise OSError(f"{name}: cannot open shared object file")
    return real(name, *rest, **more)
ctypes.CDLL = missing
from generator.cli.main import main
sys.argv = ["bilan", "doctor"]
main()
"""


def test_every_line_says_what_is_there_or_what_to_do(tmp_path: Path) -> None:
    ended = bilan("doctor", folder=minimal_workspace(tmp_path), language="fr")
    assert ended.code in (0, 2)
    *lines, last = ended.out.splitlines() if ended.code == 0 else [*ended.out.splitlines(), ""]
    for line in lines:
        assert re.match(r"(ok|manque) +\S.* : \S", line), line
        assert line.startswith("ok") or "installez" in line or "apt-get" in line, line
    assert (ended.code == 0) == (last == "Tout est là.")
    for name in ("Python", "weasyprint", "Pango", "fuseaux horaires", "reports/", "police"):
        assert name in ended.out


def test_without_pango_the_doctor_names_the_package_and_ends_with_2(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_PANGO],
        cwd=minimal_workspace(tmp_path),
        env=environment("en"),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2 and "Traceback" not in done.stderr
    assert re.search(
        r"^missing +Pango: not there; install it: sudo apt-get install libpango-1\.0-0$", done.stdout, re.M
    ) or (sys.platform != "linux")


def test_without_fontconfig_every_font_has_a_remedy(tmp_path: Path) -> None:
    ended = bilan("doctor", folder=minimal_workspace(tmp_path), PATH=str(tmp_path))
    assert ended.code == 2
    fonts = [line for line in ended.out.splitlines() if " font " in line]
    assert fonts and all(line.startswith("missing") and "fontconfig" in line for line in fonts)


def brand(workspace: Path, family: str) -> Path:
    """Give `workspace` a brand of its own whose headings are set in `family`."""
    import shutil

    shutil.copytree(ROOT / "templates", workspace / "templates", ignore=shutil.ignore_patterns("workspace"))
    file = workspace / "templates" / "brands" / "default" / "brand.yaml"
    file.write_text(re.sub(r"(?m)^  heading: .*$", f"  heading: {family}", file.read_text()))
    return workspace


@pytest.mark.parametrize(
    ("family", "remedy"), [("Noto Nonexistent", "fonts-noto-core"), ("Nobody Sans", "brands/default/fonts/")]
)
def test_a_font_that_is_not_there_is_named_with_its_remedy(tmp_path: Path, family: str, remedy: str) -> None:
    ended = bilan("doctor", folder=brand(minimal_workspace(tmp_path), family))
    assert ended.code == 2
    (line,) = [line for line in ended.out.splitlines() if family in line]
    assert line.startswith("missing") and remedy in line


def test_reports_that_cannot_be_written_are_told(tmp_path: Path) -> None:
    workspace = minimal_workspace(tmp_path)
    ended = bilan("doctor", folder=workspace)
    assert re.search(r"^ok +right to write in reports/: reports$", ended.out, re.M)
    assert not (workspace / "reports").exists()  # looking leaves no trace


def test_outside_a_workspace_the_rest_is_still_looked_at(tmp_path: Path) -> None:
    ended = bilan("doctor", folder=tmp_path)
    assert ended.code == 2
    assert "bilan init" in ended.out and "Pango" in ended.out and "font" in ended.out
