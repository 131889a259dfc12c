"""Measures published articles: in come their texts and the names of records/, out comes tests/fidelity/articles.json.

The JSON holds counts and SHA-256 hashes only, never the words of an article, so that the records can be compared with
the articles where the articles are not at hand.

    python scripts/measure_articles.py FOLDER_OF_ARTICLES
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from generator.records.names import fold

ROOT = Path(__file__).resolve().parents[1]
MEASURED = ROOT / "tests" / "fidelity" / "articles.json"
# The site's menu ends with this line; the article's title is the next one.
END_OF_MENU = "- 2030 Agenda"

_APOSTROPHES = re.compile("[’‘ʼ`´]")
_MARKS = re.compile(r'\s*["“”„«»]\s*')
_MARKED = re.compile(r'["“«]\s*([^"“”«»]+?)\s*["”»]')
# A passage between marks that opens a paragraph is speech; within a sentence it is a title or a term.
_SPEECH = re.compile(r'^["“«]\s*([^"“”«»]+?)\s*["”»]')
_CAPITALISED = r"[A-ZÀ-Þ][\w’'-]+"
_PERSON = re.compile(rf"\b(?:M\.|Mme\.?|Professeur)\s*({_CAPITALISED}(?: {_CAPITALISED})+)")
_EMAIL = re.compile(r"[\w.+-]+@[\w.-]+\.[a-z]+")
_CONTACT = re.compile(rf"^({_CAPITALISED}(?: {_CAPITALISED})+), .*@", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Article:
    """A published article without the site's menu."""

    title: str
    body: str

    @property
    def text(self) -> str:
        """Return title and body."""
        return f"{self.title}\n{self.body}"


def read_article(path: Path) -> Article:
    """Return the article in the file. ValueError where the end of the site's menu is not found."""
    text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))
    _, found, article = text.partition(f"\n{END_OF_MENU}\n")
    if not found:
        raise ValueError(f"{path.name}: no line {END_OF_MENU!r}")
    title, _, body = article.strip().partition("\n")
    return Article(title.strip(), body.strip())


def normalise(text: str) -> str:
    """Return `text` in NFC with one kind of apostrophe and quotation mark, and single spaces (none beside a mark)."""
    text = _APOSTROPHES.sub("'", unicodedata.normalize("NFC", text))
    return re.sub(r"\s+", " ", _MARKS.sub('"', text)).strip()


def digest(text: str) -> str:
    """Return the SHA-256 of `text` once normalised."""
    return hashlib.sha256(normalise(text).encode()).hexdigest()


def speech(body: str) -> list[str]:
    """Return what the article quotes as spoken: each passage between marks that opens a paragraph."""
    return [found[1] for line in body.splitlines() if (found := _SPEECH.match(line.strip()))]


def marked(text: str) -> list[str]:
    """Return every other passage between marks: titles of projects and events, terms, words of another text."""
    spoken = set(speech(text))
    return [passage for passage in _MARKED.findall(text) if passage not in spoken]


def people(text: str) -> set[str]:
    """Return the persons named: after an honorific, or before the address of a press contact."""
    return {normalise(name) for name in (*_PERSON.findall(text), *_CONTACT.findall(text))}


def emails(text: str) -> set[str]:
    """Return the e-mail addresses in `text`."""
    return set(_EMAIL.findall(text))


def numbers(text: str) -> set[str]:
    """Return the numbers written in digits, without leading zeros."""
    return {found.lstrip("0") or "0" for found in re.findall(r"\d+", text)}


def named(text: str, names: Iterable[str]) -> set[str]:
    """Return those of `names` that stand in `text`, compared without accents, capitals and punctuation."""
    folded = f" {fold(text)} "
    return {fold(name) for name in names if f" {fold(name)} " in folded}


def register_names(records: Path) -> set[str]:
    """Return the French names, acronyms and other spellings of all bodies, projects and frameworks in `records`."""

    def read(path: Path) -> Any:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)

    found: list[Any] = []
    for body in read(records / "organisations.yaml").values():
        found += body.get("aliases", [])
        found += [text.get(key) for text in body["names"] for key in ("name", "acronym")]
    for path in sorted((records / "projects").glob("*.yaml")):
        project = read(path)
        found += [project.get(key) for key in ("title", "acronym", "credited_as")]
    for framework in read(records / "themes.yaml").get("frameworks", []):
        found += [*framework.get("aliases", []), framework["name"], framework.get("acronym")]
    texts = (name.get("fr") if isinstance(name, dict) else name for name in found)
    return {text for text in texts if text}


def measure(article: Article, names: Iterable[str]) -> dict[str, Any]:
    """Return counts and hashes of the article's title, quotes, marked passages, people, bodies, addresses, numbers."""
    sets: dict[str, Iterable[str]] = {
        "quotes": speech(article.body),
        "marked": marked(article.text),
        "people": people(article.text),
        "emails": emails(article.text),
        "names": named(article.text, names),
    }
    measured: dict[str, Any] = {"title": digest(article.title), "text": digest(article.text)}
    for kind, values in sets.items():
        measured[kind] = sorted({digest(value) for value in values})
    digits = sorted(numbers(article.text), key=int)
    measured["numbers"] = {"count": len(digits), "sha256": digest(" ".join(digits))}
    return measured


def measure_all(folder: Path, records: Path = ROOT / "records") -> dict[str, Any]:
    """Return what is measured of every article in `folder`, by file name."""
    names = register_names(records)
    return {path.name: measure(read_article(path), names) for path in sorted(folder.glob("*.txt"))}


def main(arguments: list[str]) -> int:
    """Write tests/fidelity/articles.json from the folder given; return 2 without one."""
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print(__doc__, file=sys.stderr)
        return 2
    measured = measure_all(Path(arguments[0]))
    MEASURED.write_text(json.dumps(measured, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    for name, found in measured.items():
        counts = ", ".join(
            f"{len(found[kind])} {kind}" for kind in ("quotes", "marked", "people", "emails", "names")
        )
        print(f"{name}: {counts}, {found['numbers']['count']} numbers")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
