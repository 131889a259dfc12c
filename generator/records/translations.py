"""Translations on their way to a sheet and back: in come records and what is missing, or a sheet filled in; out come rows, or files.

A row knows its text by record and field; its check holds both together with the source text, so that a row is written
back only where that text still stands as it was exported.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.errors import Problem, Refusal, problem
from generator.messages.catalogue import LANGUAGES, say
from generator.records.faithful import WORDS, KnownNames, slips
from generator.records.fields import LocalText
from generator.records.local_texts import local_texts, records_of
from generator.records.records import Records
from generator.records.translate import with_translation
from generator.sources.source import FieldPath, readable
from generator.sources.workbook import Row, Sheet

COLUMNS = ("record", "field", "from", "into", "text", "translation", "note", "check")
RECORD, FIELD, FROM, INTO, TEXT, TRANSLATION, NOTE, CHECK = range(len(COLUMNS))
# Names that a body gives itself.
_OFFICIAL = ("name", "credited_as")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")


@dataclass(frozen=True, slots=True)
class Place:
    """A text of the records: its record, its path there and in its file, the file, its own language, its words by language."""

    record: str
    path: FieldPath
    file: str
    own: str
    local: LocalText

    @property
    def in_file(self) -> FieldPath:
        """Return the path from the top of the file: the register of bodies holds many records."""
        kind, _, body = self.record.partition("/")
        return (body, *self.path) if kind == "organisation" else self.path

    @property
    def field(self) -> str:
        """Return the path as people read it: `sessions[2].place.city`."""
        return readable(self.path)

    def source(self, into: str) -> tuple[str, str]:
        """Return the words to translate `into` a language, and theirs: in the record's own language, else in the first there is."""
        others = {code: words for code, words in self.local.root.items() if (code or self.own) != into}
        return LocalText(root=others).get(self.own, self.own)


@dataclass(frozen=True, slots=True)
class Brought:
    """What a sheet brings back: the new content of each file that changes, and how many texts; how many were there already."""

    contents: Mapping[str, bytes]
    texts: int
    there: int


def places(records: Records) -> dict[tuple[str, str], Place]:
    """Return every text of the records by record and field."""
    return {
        (record, readable(path)): Place(record, path, file, own, local)
        for record, own, value, file in records_of(records, records.editions)
        for path, local in local_texts(value)
    }


def in_full(missing: Sequence[tuple[str, FieldPath]], seen: Records, records: Records) -> list[Place]:
    """Return the texts at `missing` (record and path in the records `seen` by an audience) as the files hold them.

    What an audience may not see is left out of lists, so that a place counted there may be another in the file.
    """
    known = places(records)
    shown = {
        (record, path): local
        for record, _, value, _ in records_of(seen, seen.editions)
        for path, local in local_texts(value)
    }
    found: dict[tuple[str, FieldPath], Place] = {}
    for record, path in missing:
        local = shown[(record, path)]
        there = [place for (id, _), place in known.items() if id == record and place.local == local]
        same = [place for place in there if place.path == path]
        alike = [
            place
            for place in there
            if [s for s in place.path if isinstance(s, str)] == [s for s in path if isinstance(s, str)]
        ]
        for place in (same or alike or there)[:1]:
            found[(place.record, place.path)] = place
    return list(found.values())


def files_of(records: Records) -> list[str]:
    """Return every file that holds texts of the records, by its path in the workspace."""
    return list(dict.fromkeys(file for _, _, _, file in records_of(records, records.editions) if file))


def rows(found: Sequence[Place], into: str, language: str) -> list[tuple[str, ...]]:
    """Return a row for each of the texts `found`, to be translated `into` a language; notes are in `language`."""
    shown: list[tuple[str, ...]] = []
    for place in found:
        text, code = place.source(into)
        note = "; ".join(_notes(place, text, language))
        check = _check(place.record, place.field, into, text)
        shown.append((place.record, place.field, code, into, unwrapped(text), "", note, check))
    return shown


def _notes(place: Place, text: str, language: str) -> Iterator[str]:
    name = str(next((segment for segment in reversed(place.path) if isinstance(segment, str)), ""))
    if name in WORDS:
        yield say("translations.note.words", language, limit=WORDS[name])
    if place.record.startswith("organisation/") and name in _OFFICIAL:
        yield say("translations.note.official", language)
    if text.count("\n\n"):
        yield say("translations.note.paragraphs", language, count=text.count("\n\n") + 1)
    if re.search(r"\*|\]\(|^\s*[-+] ", text, re.MULTILINE):
        yield say("translations.note.marks", language)


def unwrapped(text: str) -> str:
    """Return a text with each paragraph, and each item of a list, on one line: a record's lines end where its file's do."""
    return re.sub(r"(?<!\n)\n(?!\n|[ \t]*(?:[-*+]|\d+[.)]) )[ \t]*", " ", text.strip())


def _check(record: str, field: str, into: str, text: str) -> str:
    told = "\0".join((record, field, into, unicodedata.normalize("NFC", text)))
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def bring_back(
    records: Records, contents: Mapping[str, bytes], sheet: Sheet, accepted: Collection[str]
) -> Brought:
    """Return the files with the translations of a sheet. Refusal with everything that is wrong, and then nothing is changed.

    `contents` are the files as they are now; doubts about the cells `accepted` ("F7") are not told.
    """
    problems = _header(sheet)
    known, names = places(records), KnownNames(records)
    taken: dict[tuple[str, str, str], int] = {}
    wanted: list[tuple[Place, str, str]] = []
    filled = there = 0
    for row in sheet.rows[1:] if not problems else ():
        cells = (*row.cells, *[""] * len(COLUMNS))
        words = _tidied(cells[TRANSLATION])
        if not words:
            continue
        filled += 1
        place, faults = _place(sheet, row, cells, known, taken)
        if place is not None and not faults:
            now = {code or place.own: text for code, text in place.local.root.items()}.get(cells[INTO])
            if now is not None and unwrapped(now) == words:
                there += 1
                continue
            faults = list(_faults(sheet, row, place, cells[INTO], words, now, names, accepted))
            wanted.append((place, cells[INTO], words))
        problems += faults
    if not filled and not problems:
        problems = [problem("translations.nothing_filled", file=f"{sheet.file}:{sheet.name}")]
    return Brought(_written(wanted, contents, problems), len(wanted), there)


def _header(sheet: Sheet) -> list[Problem]:
    first = tuple(cell.strip() for cell in sheet.rows[0].cells[: len(COLUMNS)]) if sheet.rows else ()
    titles = [
        tuple(say(f"translations.column.{column}", language) for column in COLUMNS) for language in LANGUAGES
    ]
    if first in titles and sheet.rows[0].number == 1:
        return []
    given = ", ".join(titles[0] if sheet.name == say("translations.sheet", LANGUAGES[0]) else titles[1])
    return [problem("translations.header", file=f"{sheet.file}:{sheet.name}!A1", given=given)]


def _tidied(text: str) -> str:
    """Return a cell's text as a record holds it: one sort of line end, no spaces at the ends of lines, NFC."""
    lines = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip(" \u00a0") for line in lines)).strip()


def _place(
    sheet: Sheet,
    row: Row,
    cells: Sequence[str],
    known: Mapping[tuple[str, str], Place],
    taken: dict[tuple[str, str, str], int],
) -> tuple[Place | None, list[Problem]]:
    """Return the text that a row is about, and why nothing can be written there."""
    record, field, into = cells[RECORD].strip(), cells[FIELD].strip(), cells[INTO].strip()
    place = known.get((record, field))
    if place is None or not _LANGUAGE.fullmatch(into):
        facts = {"record": record[:80] or "–", "field_name": field[:80] or "–"}
        return None, [_at(sheet, RECORD, row, "translations.unknown_text", **facts)]
    if (first := taken.setdefault((record, field, into), row.number)) != row.number:
        return None, [_at(sheet, TRANSLATION, row, "translations.row_twice", other=str(first))]
    if cells[CHECK].strip() != _check(record, field, into, place.source(into)[0]):
        return None, [_at(sheet, CHECK, row, "translations.source_changed")]
    return place, []


def _at(sheet: Sheet, column: int, row: Row, code: str, **facts: str) -> Problem:
    found = tuple(sorted(facts.items()))
    return Problem(sheet.at(column, row.number), 0, 0, "", code, found)


def _faults(
    sheet: Sheet,
    row: Row,
    place: Place,
    into: str,
    words: str,
    now: str | None,
    names: KnownNames,
    accepted: Collection[str],
) -> Iterator[Problem]:
    """Yield what keeps a translation from being written: what somebody wrote meanwhile, and what it lost of its source."""
    cell = f"{chr(ord('A') + TRANSLATION)}{row.number}"
    if now is not None:
        yield _at(sheet, TRANSLATION, row, "translations.written_meanwhile", file=place.file)
    name = str(next((segment for segment in reversed(place.path) if isinstance(segment, str)), ""))
    for slip in slips(unwrapped(place.source(into)[0]), words, name, names):
        if not slip.doubt:
            yield _at(sheet, TRANSLATION, row, slip.code, **slip.facts)
        elif cell not in accepted:
            yield _at(sheet, TRANSLATION, row, slip.code, **slip.facts, cell=cell)


def _written(
    wanted: Sequence[tuple[Place, str, str]], contents: Mapping[str, bytes], problems: list[Problem]
) -> dict[str, bytes]:
    """Return the new content of each file. Refusal with `problems` and with each text that its file cannot take."""
    after: dict[str, bytes] = {}
    for place, into, words in wanted if not problems else ():
        before = after.get(place.file, contents[place.file])
        try:
            after[place.file] = with_translation(before, place.in_file, place.own, into, words, place.file)
        except Refusal as refusal:
            problems += refusal.problems
    if problems:
        raise Refusal(problems)
    return after
