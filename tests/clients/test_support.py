"""What a letter uses is recognised, and what a mail program lacks of it is found."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.clients.features import Use, features
from tests.clients.support import CLIENTS, Feature, findings, read

LACKS_SHEETS = {"css-at-media": "none", "css-border-radius": "none", "html-style": "partial"}


def met(html: str, *, word: bool = False) -> set[str]:
    return {use.feature for use in features(html, word=word)}


def known(**levels: dict[str, str]) -> dict[str, Feature]:
    """Return what one or two programs lack; they know everything else in full."""
    slugs = {slug for each in levels.values() for slug in each}
    full = dict.fromkeys(CLIENTS, "full")
    return {
        slug: Feature(slug, "css", full | {c.replace("_", "."): each[slug] for c, each in levels.items()})
        for slug in slugs
    }


def test_what_stands_in_a_comment_for_word_is_met_by_word_alone():
    html = "<!--[if mso | IE]><table align='left'><![endif]--><p>a</p><!--[if mso | IE]></table><![endif]-->"
    assert "html-align" in met(html, word=True)
    assert "html-align" not in met(html)
    assert "html-p" in met(html, word=True) & met(html)


@pytest.mark.parametrize("opening", ["<!--[if !mso]><!-->", "<!--[if !mso]><!-- -->"])
def test_what_is_kept_from_word_is_met_by_all_others(opening: str):
    html = f"{opening}<video></video><!--<![endif]--><p>a</p>"
    assert "html-video" in met(html)
    assert met(html, word=True) == {"html-p"}


@pytest.mark.parametrize(
    ("condition", "meant"),
    [("mso", True), ("gte mso 9", True), ("(gte mso 9)|(IE)", True), ("lte mso 11", False), ("IE", False)],
)
def test_a_condition_counts_for_the_word_of_today(condition: str, meant: bool):
    assert ("html-hr" in met(f"<!--[if {condition}]><hr><![endif]-->", word=True)) is meant


def test_a_style_sheet_is_read_also_inside_its_rules():
    sheet = "@media (prefers-color-scheme: dark) { .a > b, #c { border-top-left-radius: 2rem !important } }"
    found = met(f"<style>{sheet}</style>")
    assert found >= {
        "css-at-media",
        "css-at-media-prefers-color-scheme",
        "css-selector-class",
        "css-selector-child",
        "css-selector-id",
        "css-selector-grouping",
        "css-border-radius",
        "css-unit-rem",
        "css-important",
    }
    assert "css-selector-descendant" not in found


def test_what_a_program_drops_whole_is_found_once():
    html = "<style>@media print { p { border-radius: 2px } }</style>"
    program = known(outlook_windows=LACKS_SHEETS)
    found = {(one.feature, one.level) for one in findings(html, program, ["outlook.windows"])}
    assert found == {("css-at-media", "none"), ("html-style", "partial")}
    assert findings(html, program, ["gmail.ios"]) == set()


def test_an_inline_style_is_met_even_where_style_sheets_are_dropped():
    found = findings("<p style='border-radius:2px'>", known(gmail_ios=LACKS_SHEETS), ["gmail.ios"])
    assert {one.feature for one in found} == {"css-border-radius"}


def test_the_newest_version_of_a_program_is_the_last_listed(tmp_path: Path):
    stats = {"outlook": {"macos": {"2016": "y", "16.80": "n #1"}}}
    item = {"slug": "css-filter", "title": "filter", "category": "css", "stats": stats}
    path = tmp_path / "data.json"
    path.write_text(json.dumps({"data": [item]}), encoding="utf-8")
    feature = read(path)["css-filter"]
    assert feature.levels["outlook.macos"] == "none"
    assert feature.levels["gmail.ios"] == "unknown"


# --- with caniemail's own data -----------------------------------------------------------------

PATTERNS = (  # a title of the data, and what uses such a feature
    (r"<(\w+)>(?: element)?", "<{0}>"),
    (r'<(\w+) type="(\w+)"> element', "<{0} type={1}>"),
    (r"([\w-]+) attribute", "<p {0}=x>"),
    (r"(::?[\w-]+)(?:\(\))?", "<style>a{0} {{ color: red }}</style>"),
    (r"(@[\w-]+)", "<style>{0} x {{}}</style>"),
    (r"@media \((?:-webkit-)?([\w-]+).*", "<style>@media ({0}) {{}}</style>"),
    (r"(?:CSS )?([a-z-]+)\(\)(?: function)?", "<p style='width: {0}(1px)'>"),
    (r"([a-z]+|%) unit", "<p style='width: 1{0}'>"),
    (r"([a-z-]+): ?([a-z-]+)", "<p style='{0}: {1}'>"),
    (r"([a-z-]+)(?: shorthand| property| CSS property)? ?", "<p style='{0}: inherit'>"),
)
OTHERS = {
    "amp": "<html ⚡4email>",
    "css-at-media-hover": "<style>@media (hover) {}</style>",
    "css-block-inline-size": "<p style='block-size: 1px'>",
    "css-border-inline-block": "<p style='border-inline: 0'>",
    "css-border-inline-block-individual": "<p style='border-inline-start-color: red'>",
    "css-border-inline-block-longhand": "<p style='border-block-width: 0'>",
    "css-border-radius-logical": "<p style='border-start-end-radius: 0'>",
    "css-column-layout-properties": "<p style='columns: 2'>",
    "css-comments": "<style>/* x */</style>",
    "css-gap": "<p style='row-gap: 0'>",
    "css-grid-template": "<p style='grid-template-rows: auto'>",
    "css-important": "<p style='color: red !important'>",
    "css-intrinsic-size": "<p style='width: fit-content'>",
    "css-left-right-top-bottom": "<p style='left: 0'>",
    "css-margin-block-start-end": "<p style='margin-block-end: 0'>",
    "css-margin-inline-block": "<p style='margin-inline: 0'>",
    "css-margin-inline-start-end": "<p style='margin-inline-end: 0'>",
    "css-modern-color": "<p style='color: oklch(1 1 1)'>",
    "css-nesting": "<style>p { b { color: red } }</style>",
    "css-padding-block-start-end": "<p style='padding-block-end: 0'>",
    "css-padding-inline-block": "<p style='padding-block: 0'>",
    "css-padding-inline-start-end": "<p style='padding-inline-start: 0'>",
    "css-pseudo-class-lang": "<style>:lang(fr) { color: red }</style>",
    "css-selector-adjacent-sibling": "<style>a + b {}</style>",
    "css-selector-attribute": "<style>[a] {}</style>",
    "css-selector-chaining": "<style>.a.b {}</style>",
    "css-selector-child": "<style>a>b {}</style>",
    "css-selector-class": "<style>.a {}</style>",
    "css-selector-descendant": "<style>a b {}</style>",
    "css-selector-general-sibling": "<style>a ~ b {}</style>",
    "css-selector-grouping": "<style>a, b {}</style>",
    "css-selector-id": "<style>#a {}</style>",
    "css-selector-type": "<style>a {}</style>",
    "css-selector-universal": "<style>* {}</style>",
    "css-sytem-ui": "<p style='font-family: system-ui'>",
    "css-unit-initial": "<p style='width: initial'>",
    "css-variables": "<style>p { --a: 1 }</style>",
    "html-anchor-links": "<a href='#x'>",
    "html-comments": "<!-- x -->",
    "html-doctype": "<!DOCTYPE html>",
    "html-address": "<address>",
    "html-h1-h6": "<h3>",
    "html-image-maps": "<map>",
    "html-lists": "<ol>",
    "html-mailto-links": "<a href='mailto:a@b.c'>",
    "html-meta-color-scheme": "<meta name=color-scheme>",
    "html-semantics": "<section>",
    "html-srcset": "<img srcset=x>",
    "html-svg": "<svg>",
    "image-base64": "<img src='data:image/png;base64,x'>",
}
NEVER_IN_A_LETTER = {"bimi", "image-apng", "image-hdr", "image-mp4"}


@pytest.mark.slow
def test_every_feature_that_is_known_of_is_recognised():
    overlooked = []
    for slug, feature in read().items():
        probes = [OTHERS[slug]] if slug in OTHERS else _probes(slug, feature.title)
        if slug not in NEVER_IN_A_LETTER and not any(slug in met(probe) for probe in probes):
            overlooked.append((slug, feature.title, probes))
    assert overlooked == []


def _probes(slug: str, title: str) -> list[str]:
    if slug.startswith("image-"):
        return [f"<img src='x.{slug.removeprefix('image-')}'>"]
    return [use.format(*fits.groups()) for pattern, use in PATTERNS if (fits := re.fullmatch(pattern, title))]


@pytest.mark.slow
def test_known_weaknesses_are_found_in_a_bad_letter():
    bad = """<style>@media (prefers-color-scheme: dark) { p { color: #fff } }</style>
        <p style="display: flex; gap: 1rem; border-radius: 4px"><img src="a.webp"></p>"""
    found = {(one.feature, one.client) for one in findings(bad, read())}
    assert found >= {
        ("css-at-media", "outlook.windows"),
        ("css-at-media-prefers-color-scheme", "gmail.ios"),
        ("css-border-radius", "outlook.windows"),
        ("css-display-flex", "outlook.windows-mail"),
        ("css-gap", "outlook.outlook-com"),
        ("html-style", "gmail.mobile-webmail"),
        ("image-webp", "outlook.windows"),
    }
    assert not any(client.startswith("apple-mail") for _, client in found)


def test_a_use_is_told_by_its_name_and_what_is_around_it():
    uses = features("<style>p { color: rgba(0, 0, 0, 1) }</style>", word=False)
    assert Use("css-rgba", frozenset({"html-style", "css-selector-type"})) in uses
