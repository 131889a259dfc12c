"""Sending programs and their own notation: in come words of a Report, out come words that a program sends on as they are.

Each program fills in tags of its own; whatever a record says that looks like one stays text. The rules, and where they stand:

- listmonk: body, plain text and subject are Go templates; `{{ UnsubscribeURL }}`, `{{ MessageURL }}`; `https://…@TrackLink`
  becomes a counted link (listmonk's "Templating", its models/common.go). Go drops comments from HTML and writes `&lt;` for a
  loose `<`, in the plain text too; listmonk's `Safe` keeps both (issues 1088 and 1273, "Stripping of HTML comments leads to
  severe issues on Microsoft Office optimized templates"). Its own escape is an action that writes the sign; it decodes no
  entities. No tag writes a postal address.
- Mailchimp: `*|UNSUB|*`, `*|ARCHIVE|*`; the address is `*|HTML:LIST_ADDRESS_HTML|*` in HTML ("HTML Code for Footer Content",
  Mailchimp's knowledge base), `*|LIST:ADDRESS|*` in plain text. There is no escape.
- Buttondown: Django templates; `{{ unsubscribe_url }}`, `{{ email.absolute_url }}` ("Templating"). No tag writes an address.
- Mailchimp and Buttondown read HTML and may write it anew, so that an entity is no shelter there: a word joiner (U+2060, no
  width, no break) parts the two signs of a tag; in an address they are percent-encoded.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from hashlib import sha256

from generator.renderers.email.sender import Sender
from generator.report.model import Report

JOINER = "\u2060"
_TAG = r"<[A-Za-z/](?:[^\"'>]|\"[^\"]*\"|'[^']*')*>"
_PIECE = re.compile(rf"(<!--.*?-->|<style\b.*?</style>|{_TAG})", re.DOTALL | re.IGNORECASE)
_ADDRESS = re.compile(r"(?<=\s)((?:href|src)=)(\"[^\"]*\")")


@dataclass(frozen=True, slots=True)
class Rule:
    """What a program reads as its own in one kind of text, and what is written for each such sign."""

    signs: re.Pattern[str]
    written: Callable[[str], str]

    def hold(self, text: str) -> str:
        """Return `text` with none of the program's signs in it."""
        return self.signs.sub(lambda found: self.written(found.group()), text)


@dataclass(frozen=True, slots=True)
class Service:
    """A sending program: its tags, and how it is kept from reading others."""

    name: str
    in_html: Sender
    in_text: Sender
    html: Rule  # in the words of HTML
    address: Rule  # in an address of HTML
    text: Rule  # in the plain text
    line: Rule  # in the subject
    comment: Callable[[str], str] = str  # how a comment of HTML outlives it


def written_html(service: Service, report: Report, draw: Callable[[Sender], str]) -> str:
    """Return the HTML that `draw` makes of `report`, with the service's tags in it and no other."""
    stand_ins = _stand_ins(service.in_html, report)
    pieces = _PIECE.split(draw(stand_ins))
    pieces[::2] = map(service.html.hold, pieces[::2])
    pieces[1::2] = (_held(service, piece) for piece in pieces[1::2])
    return _filled("".join(pieces), stand_ins, service.in_html)


def written_text(service: Service, report: Report, write: Callable[[Sender], str]) -> str:
    """Return the plain text that `write` makes of `report`, with the service's tags in it and no other."""
    stand_ins = _stand_ins(service.in_text, report)
    return _filled(service.text.hold(write(stand_ins)), stand_ins, service.in_text)


def _held(service: Service, piece: str) -> str:
    """Return a tag, a comment or a style sheet of the letter; words of a record stand only in a tag."""
    if piece.startswith("<!--"):
        return service.comment(piece)
    if piece[:6].lower() == "<style":
        return piece
    inner = _ADDRESS.split(piece)
    inner[::3] = map(service.html.hold, inner[::3])
    inner[2::3] = map(service.address.hold, inner[2::3])
    return "".join(inner)


def _stand_ins(sender: Sender, report: Report) -> Sender:
    """Return what marks the places of the tags while the letter is written: nothing that a record could say."""
    key = sha256(repr(report).encode()).hexdigest()[:16]
    marks = Sender(f"https://{key}.invalid/archive", f"https://{key}.invalid/unsubscribe", f"{key}address")
    return replace(marks, **{field.name: "" for field in fields(Sender) if not getattr(sender, field.name)})


def _filled(text: str, stand_ins: Sender, sender: Sender) -> str:
    for field in fields(Sender):
        if mark := getattr(stand_ins, field.name):
            text = text.replace(mark, getattr(sender, field.name))
    return text


def _safe(text: str) -> str:
    """Return an action of listmonk that writes `text` as it is: a string of JSON is one of Go."""
    return f"{{{{ Safe {json.dumps(text, ensure_ascii=False)} }}}}"


def _action(sign: str) -> str:
    return f'{{{{ "{sign}" }}}}'


def _entity(sign: str) -> str:
    return f"&#{ord(sign)};"


def _parted(sign: str) -> str:
    return sign + JOINER


def _parted_in_html(sign: str) -> str:
    return sign + _entity(JOINER)


# In HTML a sign may already be written as a character reference.
_GO_HTML = Rule(re.compile(r"\{|@(?=TrackLink)"), _entity)
_MERGE = re.compile(r"\*(?=\|)|\|(?=\*)")
_MERGE_HTML = re.compile(r"(?:\*|&#42;)(?=\||&#124;)|(?:\||&#124;)(?=\*|&#42;)")
_DJANGO = re.compile(r"\{(?=[{%#])")
_DJANGO_HTML = re.compile(r"(?:\{|&#123;)(?=\{|&#123;|%|&#37;|#)")

LISTMONK = Service(
    "listmonk",
    in_html=Sender("{{ MessageURL }}", "{{ UnsubscribeURL }}"),
    in_text=Sender("{{ MessageURL }}", "{{ UnsubscribeURL }}"),
    html=_GO_HTML,
    address=_GO_HTML,
    text=Rule(re.compile(r"[{<]|@(?=TrackLink)"), _safe),
    line=Rule(re.compile(r"\{(?=\{)|@(?=TrackLink)"), _action),
    comment=_safe,
)
MAILCHIMP = Service(
    "mailchimp",
    in_html=Sender("*|ARCHIVE|*", "*|UNSUB|*", "*|HTML:LIST_ADDRESS_HTML|*"),
    in_text=Sender("*|ARCHIVE|*", "*|UNSUB|*", "*|LIST:ADDRESS|*"),
    html=Rule(_MERGE_HTML, _parted_in_html),
    address=Rule(re.compile(r"\||&#124;"), lambda _: "%7C"),
    text=Rule(_MERGE, _parted),
    line=Rule(_MERGE, _parted),
)
BUTTONDOWN = Service(
    "buttondown",
    in_html=Sender("{{ email.absolute_url }}", "{{ unsubscribe_url }}"),
    in_text=Sender("{{ email.absolute_url }}", "{{ unsubscribe_url }}"),
    html=Rule(_DJANGO_HTML, _parted_in_html),
    address=Rule(re.compile(r"\{|&#123;"), lambda _: "%7B"),
    text=Rule(_DJANGO, _parted),
    line=Rule(_DJANGO, _parted),
)
