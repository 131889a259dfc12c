"""The browser's measurements find what is wrong with a bad page, so that silence about a letter means something."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.clients.chromium import Page

pytestmark = pytest.mark.slow

BAD = """<!DOCTYPE html><html lang="fr"><meta charset="utf-8"><meta name="color-scheme" content="light dark">
<style>
  @media (prefers-color-scheme: dark) { .night { background: #000; color: #222 } }
  @media (max-width: 500px) { .narrow { font-size: 11px } }
</style>
<body style="margin: 0">
<h1>Titre</h1><h3>Trop bas</h3>
<p class="faint" style="color: #999">pâle</p>
<p class="night">nuit</p>
<p class="narrow">petit</p>
<p class="through" style="opacity: .5; color: #555">voilé</p>
<div class="cut" style="width: 60px; height: 10px; overflow: hidden">unmotbeaucouptroplong</div>
<div class="out" style="width: 900px">large</div>
<img src="beside.png" alt="absente" style="color: #eee">
<img src="http://192.0.2.1/x.png" alt="ailleurs"><img src="//example.org/y.png" alt="encore">
<script src="https://example.org/z.js"></script>
<p style="display: none">caché</p>
<a href="https://example.org" style="display: inline-block; background: #000; color: #fff">bas</a>
</body></html>"""


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bad") / "bad.html"
    path.write_text(BAD, encoding="utf-8")
    return path


def of(found: dict[str, Any], words: str) -> dict[str, Any]:
    return next(one for one in found["texts"] if words in one["text"])


def test_what_sticks_out_or_is_cut_is_found(page: Page, bad: Path):
    page.show(bad, width=375)
    found = page.measure()
    assert found["wide"] == 375 and found["page"] >= 900
    assert any("cut" in one for one in found["clipped"])
    assert any("out" in one for one in found["clipped"])


def test_text_is_measured_as_it_is_drawn(page: Page, bad: Path):
    page.show(bad, width=375)
    found = page.measure()
    assert of(found, "pâle")["contrast"] == pytest.approx(2.85, abs=0.01)
    assert of(found, "voilé")["contrast"] < 4.5
    assert of(found, "petit")["size"] == 11
    assert of(found, "absente")["contrast"] < 2
    assert not [one for one in found["texts"] if "caché" in one["text"]]
    assert of(found, "nuit")["contrast"] > 15


def test_the_dark_scheme_and_the_width_are_those_asked_for(page: Page, bad: Path):
    page.show(bad, width=700, dark=True)
    found = page.measure()
    assert found["body"] < 0.1
    assert of(found, "nuit")["contrast"] < 2
    assert of(found, "petit")["size"] == 16


def test_every_request_for_something_elsewhere_is_refused_and_told(page: Page, bad: Path):
    page.show(bad, width=700)
    assert sorted(page.refused) == [
        "file://example.org/y.png",
        "http://192.0.2.1/x.png",
        "https://example.org/z.js",
    ]


def test_missing_pictures_headings_and_low_buttons_are_told(page: Page, bad: Path):
    page.show(bad, width=700)
    found = page.measure()
    assert [one["loaded"] for one in found["pictures"]] == [False] * 3
    assert [level for level, _ in found["headings"]] == [1, 3]
    assert [one["high"] < 40 and one["filled"] for one in found["buttons"]] == [True]
