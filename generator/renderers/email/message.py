"""Writes a Report as an e-mail that opens as a draft: in come a Report, a Brand and assets, out comes an .eml file.

It has no recipient and no sender, so that nothing can leave by mistake. Text, HTML and pictures are those of the other
formats. Every byte depends on the content alone (RFC 5322, 2045 to 2047, 2392; X-Unsent is Outlook's mark of a draft).
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from email.message import EmailMessage, MIMEPart
from email.policy import EmailPolicy
from email.quoprimime import body_encode

from generator.config.brand import Brand
from generator.renderers.email.body import draw
from generator.renderers.email.page import fonts, libraries
from generator.renderers.lines import one_line
from generator.renderers.pictures import Picture
from generator.renderers.registry import Rendered
from generator.renderers.text import write
from generator.report.model import Report

HOST = "bilan.invalid"  # a name that no machine can have (RFC 2606)
NOON = time(12, tzinfo=UTC)
LINE = 74  # characters; two more than are needed below still make the 76 of RFC 2045
# What a mailbox file or a mail server reads as its own at the head of a line, as quoted-printable says it.
_OWN = re.compile(r"^(?:F(?=rom )|\.)", re.MULTILINE)
# Controls that turn the words around them, and halves of characters: no subject needs them.
_UNWANTED = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
LONGEST_NAME = 40  # characters of a Message-ID before its hash: a longer one would not fit into a line
ENCODED = 39  # bytes; in base64, with what says so and "Subject: ", they fill a line


class _Rules(EmailPolicy):
    """The rules of e-mail, with a subject that is read back as it was written.

    The standard library's own folding drops spaces between long words, and takes `=?utf-8?q?x?=` in a title for "x".
    """

    def header_store_parse(self, name: str, value: str) -> tuple[str, str]:
        """Return a header as it is kept: the subject in the lines in which it is written."""
        if name == "Subject":
            return name, "\r\n ".join(_encoded(value))
        return super().header_store_parse(name, value)


_RULES = _Rules(linesep="\r\n", max_line_length=LINE)


def render(report: Report, brand: Brand, assets: Mapping[str, Picture]) -> Rendered:
    """Return `report` as a draft to be opened in a mail program. Refusals are those of the HTML and of the text."""
    used: dict[str, Picture] = {}
    report = replace(report, mail=replace(report.mail, subject=subject_of(report)))
    html = draw(report, brand, assets, address=lambda picture: _cid(picture, used))
    message = compose(report, write(report), html, tuple(used.values()))
    return Rendered(message.as_bytes(), fonts=fonts(report, brand), libraries=libraries(report))


def compose(report: Report, text: str, html: str, pictures: tuple[Picture, ...]) -> EmailMessage:
    """Return the message that holds `text` and `html`, with the `pictures` that the HTML names by `cid:`."""
    subject, day, name = subject_of(report), _day(report), _name(report)
    code = _hash(name, day.isoformat(), subject, text, html, *(each.name for each in pictures))
    message = EmailMessage(policy=_RULES)
    message["Subject"] = subject
    message["Date"] = datetime.combine(day, NOON)
    message["Message-ID"] = f"<{name[:LONGEST_NAME]}-{code}@{HOST}>"
    message["X-Unsent"] = "1"
    message["Content-Language"] = report.language
    message["MIME-Version"] = "1.0"
    shown = _related(_words("html", html), pictures, code) if pictures else _words("html", html)
    _gather(message, "alternative", code, _words("plain", text), shown)
    return message


def subject_of(report: Report) -> str:
    """Return the subject on one line: no text can begin a header of its own, whatever it holds."""
    return one_line(_UNWANTED.sub("", report.mail.subject)) or one_line(report.title)


def _encoded(text: str) -> Iterator[str]:
    """Yield the lines of a header's text: itself if it is short and plain, else encoded words (RFC 2047)."""
    if text.isascii() and "=?" not in text and len(text) <= LINE - len("Subject: "):
        yield text
        return
    piece = b""
    for character in text:
        code = character.encode()
        if len(piece) + len(code) > ENCODED:
            yield f"=?utf-8?b?{b64encode(piece).decode()}?="
            piece = b""
        piece += code
    yield f"=?utf-8?b?{b64encode(piece).decode()}?="


def _cid(picture: Picture, used: dict[str, Picture]) -> str:
    used.setdefault(picture.name, picture)
    return f"cid:{picture.name}@{HOST}"


def _day(report: Report) -> date:
    """Return the last day of the period: the clock has no part in a letter, and sending sets its own date."""
    return date.fromisoformat(report.mail.day or report.as_of)


def _name(report: Report) -> str:
    parts = (report.kind, report.period, report.audience, report.language)
    return re.sub(r"[^A-Za-z0-9]+", "-", "-".join(parts)).strip("-")


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def _words(kind: str, text: str) -> MIMEPart:
    """Return a part of words in lines that no server, mailbox file or program takes for its own."""
    part = MIMEPart(policy=_RULES)
    part["Content-Type"] = f'text/{kind}; charset="utf-8"'
    part["Content-Transfer-Encoding"] = "quoted-printable"
    encoded = body_encode(text.encode().decode("latin-1"), maxlinelen=LINE, eol="\n")
    part.set_payload(_OWN.sub(lambda sign: f"={ord(sign[0]):02X}", encoded))
    return part


def _related(html: MIMEPart, pictures: tuple[Picture, ...], code: str) -> MIMEPart:
    part = MIMEPart(policy=_RULES)
    _gather(part, "related", code, html, *map(_inline, pictures))
    part.set_param("type", "text/html")
    return part


def _inline(picture: Picture) -> MIMEPart:
    part = MIMEPart(policy=_RULES)
    part.set_content(
        picture.content,
        maintype="image",
        subtype=picture.form,
        disposition="inline",
        filename=picture.name,
        cid=f"<{picture.name}@{HOST}>",
    )
    return part


def _gather(whole: MIMEPart, kind: str, code: str, *parts: MIMEPart) -> None:
    whole["Content-Type"] = f"multipart/{kind}"
    whole.set_boundary(f"bilan-{code}-{kind}")
    whole.set_payload(list(parts))
