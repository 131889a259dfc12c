"""In: the HTML of a letter. Out: the features of HTML and CSS that a mail program meets in it, by caniemail's names.

Two kinds of program read two different letters: those that draw with Word's engine see what stands in conditional
comments for it and not what is kept from it; all others see it the other way round.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

import tinycss2

WORD = 16  # the version of Word that draws letters in today's Outlook for Windows


@dataclass(frozen=True, slots=True)
class Use:
    """A feature and what must be understood for it to be met: a style sheet, the rules and selectors around it."""

    feature: str
    within: frozenset[str] = frozenset()


ELEMENTS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "html-h1-h6"),
    **dict.fromkeys(("ul", "ol", "dl"), "html-lists"),
    **dict.fromkeys(("article", "aside", "details", "summary", "figure", "figcaption"), "html-semantics"),
    **dict.fromkeys(("footer", "header", "main", "mark", "nav", "section", "time"), "html-semantics"),
    "map": "html-image-maps",
}
ATTRIBUTES = {
    **{
        name: f"html-{name}"
        for name in ("align", "background", "cellpadding", "cellspacing", "dir", "height", "hidden", "lang")
    },
    **{name: f"html-{name}" for name in ("popover", "required", "role", "target", "valign", "width")},
    "srcset": "html-srcset",
    "sizes": "html-srcset",
    "loading": "html-loading-attribute",
    "⚡4email": "amp",
    "amp4email": "amp",
}
SIDES = "top|right|bottom|left"
FAMILIES = tuple(
    (re.compile(pattern), feature)
    for pattern, feature in (
        (rf"margin-({SIDES})", "css-margin"),
        (rf"padding-({SIDES})", "css-padding"),
        (rf"border-({SIDES}|width|style|color)(-(width|style|color))?", "css-border"),
        (r"border-(top|bottom)-(left|right)-radius", "css-border-radius"),
        (r"border-(start|end)-(start|end)-radius", "css-border-radius-logical"),
        (r"border-(inline|block)", "css-border-inline-block"),
        (r"border-(inline|block)-(width|style|color)", "css-border-inline-block-longhand"),
        (r"border-(inline|block)-(start|end).*", "css-border-inline-block-individual"),
        (r"border-image-.*", "css-border-image"),
        (r"margin-(inline|block)", "css-margin-inline-block"),
        (r"margin-inline-(start|end)", "css-margin-inline-start-end"),
        (r"margin-block-(start|end)", "css-margin-block-start-end"),
        (r"padding-(inline|block)", "css-padding-inline-block"),
        (r"padding-inline-(start|end)", "css-padding-inline-start-end"),
        (r"padding-block-(start|end)", "css-padding-block-start-end"),
        (r"(block|inline)-size", "css-block-inline-size"),
        (rf"{SIDES}", "css-left-right-top-bottom"),
        (r"inset(-.*)?", "css-inset"),
        (r"overflow-[xy]", "css-overflow"),
        (r"outline-(width|style|color)", "css-outline"),
        (r"(gap|row-gap|column-gap)", "css-gap"),
        (r"grid-template(-.*)?", "css-grid-template"),
        (r"columns|column-(width|rule|fill|span)(-.*)?", "css-column-layout-properties"),
        (r"scroll-snap(-.*)?", "css-scroll-snap"),
        (r"(animation|transition)-.*", "css-animation"),
        (r"--.*", "css-variables"),
    )
)
PAIRS = {
    ("display", "flex"): "css-display-flex",
    ("display", "inline-flex"): "css-display-flex",
    ("display", "grid"): "css-display-grid",
    ("display", "inline-grid"): "css-display-grid",
    ("display", "none"): "css-display-none",
    ("flex-direction", "column"): "css-flex-direction",
    ("flex-wrap", "wrap"): "css-flex-wrap",
}
FUNCTIONS = {
    "calc": "css-unit-calc",
    "clamp": "css-function-clamp",
    "light-dark": "css-function-light-dark",
    "max": "css-function-max",
    "min": "css-function-min",
    "var": "css-variables",
    **dict.fromkeys(("lch", "oklch", "lab", "oklab"), "css-modern-color"),
}
KEYWORDS = {
    "initial": "css-unit-initial",
    **dict.fromkeys(("fit-content", "min-content", "max-content"), "css-intrinsic-size"),
    **dict.fromkeys(("system-ui", "ui-serif", "ui-sans-serif", "ui-rounded", "ui-monospace"), "css-sytem-ui"),
}
AT_RULES = {
    "font-face": "css-at-font-face",
    "import": "css-at-import",
    "keyframes": "css-at-keyframes",
    "media": "css-at-media",
    "supports": "css-at-supports",
}
MEDIA = {
    "device-pixel-ratio": "css-at-media-device-pixel-ratio",
    "hover": "css-at-media-hover",
    "orientation": "css-at-media-orientation",
    "prefers-color-scheme": "css-at-media-prefers-color-scheme",
    "prefers-reduced-motion": "css-at-media-prefers-reduced-motion",
}
COMBINATORS = {
    ">": "css-selector-child",
    "+": "css-selector-adjacent-sibling",
    "~": "css-selector-general-sibling",
}
SIGNS = {"lt": "lt", "lte": "le", "gt": "gt", "gte": "ge"}
PSEUDO_ELEMENTS = ("after", "before", "first-letter", "first-line", "marker", "placeholder")


def features(html: str, *, word: bool) -> set[Use]:
    """Return what a letter uses, as a program that draws with Word's engine sees it, or as any other does."""
    reader = _Letter()
    reader.feed(for_word(html) if word else html)
    reader.close()
    return reader.found


def for_word(html: str) -> str:
    """Return the letter as Word's engine reads it: its own conditional parts opened, those kept from it gone."""
    html = re.sub(r"<!--\[if !mso\]><!(--)?\s*-->.*?<!--\s*<!\[endif\]-->", "", html, flags=re.DOTALL)
    return re.sub(
        r"<!--\[if ([^\]]+)\]>(.*?)<!\[endif\]-->",
        lambda part: part[2] if _meant_for_word(part[1]) else "",
        html,
        flags=re.DOTALL,
    )


def _meant_for_word(condition: str) -> bool:
    for term in condition.split("|"):
        words = term.strip(" ()").split()
        match words:
            case ["mso"]:
                return True
            case [("lt" | "lte" | "gt" | "gte") as sign, "mso", version]:
                if getattr(operator, SIGNS[sign])(WORD, float(version)):
                    return True
    return False


class _Letter(HTMLParser):
    """Gathers the features of elements, attributes, inline styles and style sheets."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[Use] = set()
        self._in_style = False

    def handle_decl(self, decl: str) -> None:
        if decl.lower() == "doctype html":
            self.found.add(Use("html-doctype"))

    def handle_comment(self, data: str) -> None:
        self.found.add(Use("html-comments"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._in_style = tag == "style"
        self.found |= {Use(feature) for feature in _of_element(tag, given)}
        for declaration in tinycss2.parse_blocks_contents(given.get("style", "")):
            self.found |= {Use(feature) for feature in _of_declaration(declaration)}

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self.found |= set(_of_rules(tinycss2.parse_stylesheet(data), frozenset({"html-style"})))


def _of_element(tag: str, given: dict[str, str]) -> Iterator[str]:
    yield ELEMENTS.get(tag, f"html-{tag}")
    for name in given:
        if name in ATTRIBUTES or name.startswith("aria-"):
            yield ATTRIBUTES.get(name, f"html-{name}")
    address = given.get("href", "")
    if tag in ("input", "button"):
        yield f"html-{tag}-{given.get('type', 'text')}"
    elif tag == "a" and address.startswith("#"):
        yield "html-anchor-links"
    elif tag == "a" and address.startswith("mailto:"):
        yield "html-mailto-links"
    elif tag == "meta" and given.get("name") in ("color-scheme", "supported-color-schemes"):
        yield "html-meta-color-scheme"
    elif tag == "img":
        yield from _of_picture(given.get("src", ""))


def _of_picture(address: str) -> Iterator[str]:
    if address.startswith("data:"):
        yield "image-base64"
        form = address.removeprefix("data:image/").split(";")[0].split("+")[0]
    else:
        form = PurePosixPath(urlsplit(address).path).suffix.removeprefix(".").lower()
    yield f"image-{'jpg' if form == 'jpeg' else form}"


def _of_rules(nodes: Iterable[Any], within: frozenset[str]) -> Iterator[Use]:
    for node in nodes:
        if node.type == "comment":
            yield Use("css-comments", within)
        elif node.type == "at-rule":
            own = frozenset(_of_at_rule(node))
            yield from (Use(feature, within) for feature in own)
            if node.content is not None:
                yield from _of_rules(tinycss2.parse_blocks_contents(node.content), within | own)
        elif node.type == "qualified-rule":
            yield from _of_rule(node, within)
        elif node.type == "declaration":  # of @font-face
            yield from (Use(feature, within) for feature in _of_declaration(node))


def _of_at_rule(node: Any) -> Iterator[str]:
    yield AT_RULES.get(node.lower_at_keyword, f"css-at-{node.lower_at_keyword}")
    if node.lower_at_keyword == "media":
        asked = tinycss2.serialize(node.prelude)
        yield from (feature for name, feature in MEDIA.items() if name in asked)


def _of_rule(node: Any, within: frozenset[str]) -> Iterator[Use]:
    selectors = [frozenset(found) for found in _of_selectors(node.prelude)]
    if len(selectors) > 1:
        yield Use("css-selector-grouping", within)
    for selector in selectors:
        yield from (Use(feature, within) for feature in selector)
        for part in tinycss2.parse_blocks_contents(node.content):
            if part.type == "declaration":
                yield from (Use(feature, within | selector) for feature in _of_declaration(part))
            elif part.type == "comment":
                yield Use("css-comments", within | selector)
            elif part.type in ("qualified-rule", "at-rule"):
                yield Use("css-nesting", within | selector)


def _of_selectors(prelude: list[Any]) -> Iterator[set[str]]:
    found: set[str] = set()
    classes, gap, before = 0, False, ""
    for token in prelude:
        if token == ",":
            yield found
            found, classes, gap, before = set(), 0, False, ""
            continue
        if token.type == "whitespace":
            gap, classes = bool(found), 0
            continue
        if token.type == "literal" and token.value in COMBINATORS:
            found.add(COMBINATORS[token.value])
            gap, classes, before = False, 0, token.value
            continue
        if gap and before not in COMBINATORS:
            found.add("css-selector-descendant")
        gap = False
        if token.type == "ident" and before == ".":
            classes += 1
            found |= {"css-selector-class"} | ({"css-selector-chaining"} if classes > 1 else set())
        else:
            found |= set(_of_simple_selector(token, before))
        before = token.value if token.type == "literal" else ""
    yield found


def _of_simple_selector(token: Any, before: str) -> Iterator[str]:
    if token.type == "hash":
        yield "css-selector-id"
    elif token.type == "[] block":
        yield "css-selector-attribute"
    elif token == "*":
        yield "css-selector-universal"
    elif before == ":" and token.type in ("ident", "function"):
        name = token.lower_name if token.type == "function" else token.lower_value
        yield f"css-pseudo-{'element' if name in PSEUDO_ELEMENTS else 'class'}-{name}"
    elif token.type == "ident":
        yield "css-selector-type"


def _of_declaration(node: Any) -> Iterator[str]:
    if node.type == "comment":
        yield "css-comments"
    if node.type != "declaration":
        return
    name = node.lower_name
    yield f"css-{name}"
    yield from (feature for pattern, feature in FAMILIES if pattern.fullmatch(name))
    if node.important:
        yield "css-important"
    for token in _flat(node.value):
        yield from _of_value(name, token)


def _of_value(name: str, token: Any) -> Iterator[str]:
    match token.type:
        case "dimension":
            yield f"css-unit-{token.lower_unit}"
        case "percentage":
            yield "css-unit-percent"
        case "function":
            yield FUNCTIONS.get(token.lower_name, f"css-{token.lower_name}")
        case "ident":
            if (name, token.lower_value) in PAIRS:
                yield PAIRS[name, token.lower_value]
            if token.lower_value in KEYWORDS:
                yield KEYWORDS[token.lower_value]


def _flat(tokens: Iterable[Any]) -> Iterator[Any]:
    for token in tokens:
        yield token
        if token.type == "function":
            yield from _flat(token.arguments)
