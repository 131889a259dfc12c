"""The links of a letter for whoever approves it: in comes its HTML, out come the words, the address, and whether they disagree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

_SHOWN = re.compile(
    r"(?P<scheme>https?://|mailto:|www\.)?"
    r"(?P<rest>[\w.%+-]+@[\w-]+(?:\.[\w-]+)+|[\w-]{2,}(?:\.[\w-]{2,})*\.(?:[a-z]{2,10}|[A-Z]{2,10})\b(?:/[^\s<>\"»”)]*)?)"
)
_PROSE = (".", ",", ";", ":", "!", "?", "…")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060"))  # places where a long word may break, or may not


@dataclass(frozen=True, slots=True)
class Link:
    """A link as a reader sees it (the alternative text for a picture) and where it leads."""

    words: str
    address: str

    @property
    def differs(self) -> bool:
        """Return whether the words name an address that is not the one they lead to."""
        return any(not _same(shown, self.address) for shown in _addresses(self.words))


def links(html: str) -> tuple[Link, ...]:
    """Return every link of a letter in the order of reading, also where an address comes back."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return tuple(Link(" ".join("".join(words).split()), address) for address, words in reader.found)


def _addresses(words: str) -> Iterator[str]:
    for found in _SHOWN.finditer(words.translate(_UNSEEN)):
        shown = found.group()
        while shown.endswith(_PROSE):
            shown = shown[:-1]
        yield shown


def _same(shown: str, address: str) -> bool:
    """Return whether an address in words is the whole of `address`, its host alone, or the name of its file."""
    if "@" in shown.partition("/")[0] or shown.startswith("mailto:"):
        return shown.removeprefix("mailto:").casefold() == _mailbox(address)
    host, path = _parts(shown if "://" in shown else f"https://{shown}")
    own_host, own_path = _parts(address)
    return (host, path) == (own_host, own_path) or (
        not path and (host == own_host or shown == own_path.rpartition("/")[2])
    )


def _mailbox(address: str) -> str:
    scheme, _, rest = address.partition(":")
    return unquote(rest.partition("?")[0]).casefold() if scheme.lower() == "mailto" else ""


def _parts(address: str) -> tuple[str, str]:
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return "", address
    query = f"?{parts.query}" if parts.query else ""
    return host, unquote(parts.path).rstrip("/") + unquote(query)


class _Reader(HTMLParser):
    """Gathers the address and the words of each link."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, list[str]]] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a" and (address := given.get("href")) is not None:
            self.found.append((address, []))
            self._inside = True
        elif tag == "img" and self._inside:
            self.handle_data(f" {given.get('alt') or ''} ")
        elif tag == "br" and self._inside:
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found[-1][1].append(data)
