"""Finished PDFs that several tests look at, made once."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
import pytest

from generator.renderers.pdf.renderer import render
from generator.renderers.pictures import Picture
from generator.renderers.registry import Rendered
from tests.renderers.sample import sample_assets, sample_brand, sample_report


@pytest.fixture(scope="session")
def assets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Picture]:
    return sample_assets(tmp_path_factory.mktemp("assets"))


@pytest.fixture(scope="session")
def draft(assets: dict[str, Picture]) -> Rendered:
    return render(sample_report(), sample_brand(), assets)


@pytest.fixture(scope="session")
def busy(assets: dict[str, Picture]) -> Rendered:
    return render(sample_report(dense=True), sample_brand(), assets)


@pytest.fixture
def pdf(draft: Rendered) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(draft.content)) as opened:
        yield opened
