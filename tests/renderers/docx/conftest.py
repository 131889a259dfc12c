"""The sample drawn once as a Word file, as final and as draft."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.config.brand import Brand
from generator.renderers.docx.renderer import render
from generator.renderers.registry import Rendered
from tests.renderers.sample import sample_assets, sample_brand, sample_report

BRAND_DOCX = sample_brand().letterhead("fr", "activity-report")


@pytest.fixture(scope="session")
def assets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return sample_assets(tmp_path_factory.mktemp("assets"))


@pytest.fixture(scope="session")
def draft(assets: dict[str, Path]) -> Rendered:
    return render(sample_report(), sample_brand(), assets)


@pytest.fixture(scope="session")
def draft_file(draft: Rendered, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("docx") / "rapport.docx"
    path.write_bytes(draft.content)
    return path


@pytest.fixture
def altered(tmp_path: Path) -> Callable[..., Brand]:
    """Return a function that gives the default brand with a letterhead in which texts of parts are replaced."""

    def alter(changes: dict[str, list[tuple[str, str]]], extra: dict[str, str] | None = None) -> Brand:
        path = tmp_path / "brand.docx"
        write_altered(path, changes, extra or {})
        return dataclasses.replace(sample_brand(), letterheads=(("brand", path),))

    return alter


def write_altered(path: Path, changes: dict[str, list[tuple[str, str]]], extra: dict[str, str]) -> None:
    """Write the default letterhead to `path` with `changes` by part and `extra` parts."""
    with zipfile.ZipFile(BRAND_DOCX) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name).decode()
            for before, after in changes.get(name, []):
                assert before in content, f"{before} is not in {name}"
                content = content.replace(before, after)
            new.writestr(name, content)
        for name, content in extra.items():
            new.writestr(name, content)


def parts_of(content: bytes) -> dict[str, bytes]:
    """Return the parts of a Word file by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}
