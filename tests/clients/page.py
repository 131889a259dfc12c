"""Writes the reviewed list into the pages for readers: in come entries and a page, out comes the page with its tables.

.venv/bin/python -m tests.clients.page
"""

from __future__ import annotations

import re
from pathlib import Path

from tests.clients.reviewed import Entry, entries
from tests.clients.support import CLIENTS

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {"fr": DOCS / "email-clients.md", "en": DOCS / "email-clients.en.md"}
HEADS = {
    "fr": ("Ce qui manque", "Où", "Ce que voit le lecteur"),
    "en": ("What is lacking", "Where", "What the reader sees"),
}
PROGRAMS = {
    "fr": {
        "outlook.windows": "Outlook classique pour Windows",
        "outlook.windows-mail": "Courrier de Windows 10",
        "outlook.macos": "Outlook pour Mac",
        "outlook.outlook-com": "Outlook.com et le nouvel Outlook",
        "outlook.ios": "Outlook pour iPhone",
        "outlook.android": "Outlook pour Android",
        "gmail.desktop-webmail": "Gmail sur ordinateur",
        "gmail.mobile-webmail": "Gmail dans le navigateur d’un téléphone",
        "gmail.ios": "Gmail pour iPhone",
        "gmail.android": "Gmail pour Android",
        "apple-mail.macos": "Mail pour Mac",
        "apple-mail.ios": "Mail pour iPhone",
    },
    "en": {
        "outlook.windows": "classic Outlook for Windows",
        "outlook.windows-mail": "Windows 10 Mail",
        "outlook.macos": "Outlook for Mac",
        "outlook.outlook-com": "Outlook.com and new Outlook",
        "outlook.ios": "Outlook for iPhone",
        "outlook.android": "Outlook for Android",
        "gmail.desktop-webmail": "Gmail on a computer",
        "gmail.mobile-webmail": "Gmail in a phone’s browser",
        "gmail.ios": "Gmail for iPhone",
        "gmail.android": "Gmail for Android",
        "apple-mail.macos": "Mail for Mac",
        "apple-mail.ios": "Mail for iPhone",
    },
}
FAMILIES = {
    "fr": {"outlook": "tous les Outlook", "gmail": "tous les Gmail", "apple-mail": "Mail d’Apple"},
    "en": {"outlook": "every Outlook", "gmail": "every Gmail", "apple-mail": "Apple Mail"},
}
ALL = {"fr": "tous", "en": "all"}
PLACE = re.compile(r"(<!-- (noticed|unnoticed) -->\n).*?(<!-- end -->)", re.DOTALL)


def with_tables(text: str, language: str) -> str:
    """Return a page with the two tables made anew between their marks."""
    listed = entries()

    def table(place: re.Match[str]) -> str:
        shown = [entry for entry in listed if entry.visible == (place[2] == "noticed")]
        return place[1] + "\n" + "\n".join(_table(shown, language)) + "\n\n" + place[3]

    return PLACE.sub(table, text)


def _table(listed: list[Entry], language: str) -> list[str]:
    rows = [HEADS[language], ("---",) * 3]
    rows += [(one.what[language], where(one.clients, language), one.seen[language]) for one in listed]
    return [f"| {' | '.join(' '.join(cell.split()) for cell in row)} |" for row in rows]


def where(clients: tuple[str, ...], language: str) -> str:
    """Return mail programs as a reader calls them; a family all of whose programs are named is named once."""
    if set(clients) == set(CLIENTS):
        return ALL[language]
    named = []
    for family, name in FAMILIES[language].items():
        own = [client for client in CLIENTS if client.startswith(f"{family}.")]
        if set(own) <= set(clients):
            named.append(name)
        else:
            named += [PROGRAMS[language][client] for client in own if client in clients]
    return ", ".join(named)


if __name__ == "__main__":
    for code, page in PAGES.items():
        page.write_text(with_tables(page.read_text(encoding="utf-8"), code), encoding="utf-8")
