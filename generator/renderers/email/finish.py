"""From MJML to the HTML a mailbox gets: in come MJML, a style sheet and a Sender, out comes finished HTML.

What a sending program would take for its own notation is written as character references wherever it stands in words,
so that a title of `*|FNAME|*` stays a title; the Sender's own notation is put in last and byte for byte.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.renderers.email.sender import Sender

# Stand-ins for what a Sender says, in private-use letters that nothing on the way changes.
ARCHIVE, UNSUBSCRIBE, ADDRESS = (f"\ue0a0{name}\ue0a1" for name in ("archive", "unsubscribe", "address"))
_NOTATION = re.compile(r"\{\{|\}\}|\{%|%\}|\*\||\|\*|\[\[|\]\]")
_STYLE = re.compile(r"(<style\b.*?</style>)", re.DOTALL)
# What mrml writes though it changes nothing; some mailboxes do not know it.
_STYLES = re.compile(r'<style\b[^>]*>[^<]*|(?<= style=")[^"]*')
_IDLE = re.compile(
    r"(?:border-spacing:\s*0px|cursor:\s*auto|opacity:\s*0|outline:\s*none|text-transform:\s*none|word-spacing:\s*normal);"
)
# Outlook takes the order of columns from the table alone, those in its conditional comments too.
_TABLE = re.compile(r"<table(?![^>]* dir=)")
_TARGET = re.compile(r'(<a [^<>]*?) target="_blank"')


@dataclass(frozen=True, slots=True)
class Drawn:
    """A letter before it is finished: its MJML, and the style that goes into each of its elements."""

    mjml: str
    style: str
    direction: str = "ltr"


def finish(drawn: Drawn, sender: Sender) -> str:
    """Return the finished HTML of `drawn`."""
    import css_inline
    import mrml

    # mrml writes attributes as Rust shows strings ("\u{a0}"): it gets nothing but ASCII and no backslash.
    source = drawn.mjml.replace("\\", "&#92;").encode("ascii", "xmlcharrefreplace").decode("ascii")
    # Without this, each family mrml knows becomes a link to a server of fonts.
    made = mrml.to_html(source, render_options=mrml.RenderOptions(disable_comments=True, fonts={}))
    inlined = css_inline.inline(
        _without_idle(made.content),
        inline_style_tags=False,
        keep_style_tags=True,
        load_remote_stylesheets=False,
        extra_css=drawn.style,
    )
    if drawn.direction == "rtl":
        inlined = _TABLE.sub('<table dir="rtl"', inlined)
    return _filled_in(_neutral(inlined), sender)


def _without_idle(html: str) -> str:
    return _TARGET.sub(r"\1", _STYLES.sub(lambda style: _IDLE.sub("", style[0]), html))


def _neutral(html: str) -> str:
    """Return `html` with every opening and closing mark of a sending program as character references."""
    pieces = _STYLE.split(html)
    for number in range(0, len(pieces), 2):
        pieces[number] = _NOTATION.sub(lambda mark: "".join(f"&#{ord(c)};" for c in mark[0]), pieces[number])
    return "".join(pieces)


def _filled_in(html: str, sender: Sender) -> str:
    for stand_in, said in (
        (ARCHIVE, sender.archive),
        (UNSUBSCRIBE, sender.unsubscribe),
        (ADDRESS, sender.address),
    ):
        html = html.replace(stand_in, said)
    return html
