"""The package as it stands keeps the rules of the design."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.shape import rules
from tests.shape.source import Package

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def generator() -> Package:
    return Package(ROOT / "generator")


@pytest.mark.parametrize(
    "rule",
    [
        rules.wrong_directions,
        rules.unplaced_parts,
        rules.import_cycles,
        rules.oversized,
        rules.busy_packages,
        rules.undocumented,
        rules.strayed_libraries,
        rules.vague_names,
    ],
    ids=lambda rule: rule.__name__,
)
def test_the_package_keeps_the_rule(generator: Package, rule: Callable[[Package], list[str]]) -> None:
    broken = rule(generator)
    assert not broken, f"{rule.__doc__}\n" + "\n".join(broken)


def test_the_package_is_really_read(generator: Package) -> None:
    assert "generator.errors" in generator.modules
    assert len(generator.modules) > 10
