"""`bilan --help` and `bilan check` start fast: they load none of the heavy libraries."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAVY = {"weasyprint", "pandas", "matplotlib", "docx"}

# The command runs as an installed `bilan` would, then tells which modules it loaded.
PROBE = """
import atexit, json, sys
atexit.register(lambda: print("\\nLOADED " + json.dumps(sorted({n.split(".")[0] for n in sys.modules}))))
from generator.cli.main import main
sys.argv[0] = "bilan"
main()
"""


def modules_loaded_by(*arguments: str) -> set[str]:
    """Run one command in its own process; return the top names of all modules it loaded."""
    run = subprocess.run(
        [sys.executable, "-c", PROBE, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert run.returncode == 0, run.stdout + run.stderr
    last = run.stdout.strip().splitlines()[-1]
    assert last.startswith("LOADED ")
    return set(json.loads(last.removeprefix("LOADED ")))


@pytest.mark.parametrize("arguments", [("--help",), ("check",)], ids=" ".join)
def test_a_light_command_loads_no_heavy_library(arguments: tuple[str, ...]) -> None:
    loaded = modules_loaded_by(*arguments)
    assert "generator" in loaded
    assert not loaded & HEAVY
