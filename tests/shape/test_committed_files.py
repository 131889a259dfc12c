"""No committed file names a folder of somebody's machine or the address of a package registry."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# Written in halves, so that this file does not find itself.
MACHINE_PATHS = ("/work" + "/", "/root" + "/", "/home" + "/", "/Users" + "/")
REGISTRIES = ("pypi" + ".org", "python" + "hosted.org", "npmjs" + ".org", "deb.debian" + ".org")
FORBIDDEN = re.compile(
    "(?<![\\w.*-])(?:" + "|".join(MACHINE_PATHS) + ")|" + "|".join(map(re.escape, REGISTRIES))
)


def addresses(text: str) -> list[str]:
    """Return the lines of `text` that name a machine's folder or a registry."""
    return [line.strip()[:120] for line in text.splitlines() if FORBIDDEN.search(line)]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("see " + MACHINE_PATHS[0] + "main/x.py", True),
        ("'" + MACHINE_PATHS[1] + ".cache'", True),
        ("https://files." + REGISTRIES[1] + "/packages", True),
        ("--index-url https://" + REGISTRIES[0] + "/simple", True),
        ("records/work/notes.yaml", False),
        ("the work of the year", False),
    ],
)
def test_an_address_is_told_from_an_ordinary_line(line: str, found: bool) -> None:
    assert bool(addresses(line)) is found


def test_no_committed_file_names_a_machine_or_a_registry() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True)
    broken = []
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        if not path.is_file():
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        broken += [f"{name}: {line}" for line in addresses(text)]
    assert not broken, "\n".join(broken)
