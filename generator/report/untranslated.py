"""What a document prints in another language than its own: in come its records, out come the texts that are missing in its language.

A text that a record lacks in the document's language is printed in another one. While sections are written, such a text
stands between two marks that say which one it is; when all is written, what still carries marks is exactly what the
document prints, and each such passage becomes a run tagged with its language (or, in a name that is no run, plain text).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, TypeVar

from generator.config.kind import Kind, Untranslated
from generator.config.language import Language
from generator.errors import Problem, problem
from generator.records.fields import LocalText
from generator.records.local_texts import local_texts, records_of
from generator.records.records import Records
from generator.records.registers import EditionTexts
from generator.report.words import Text, Words
from generator.sources.source import FieldPath, readable

T = TypeVar("T")

# Private characters: one says that a passage begins and which one, another that it ends.
_FIRST, _END = 0xF0000, "\U00100000"
_MOST = 0xFFFD
_MARKS = re.compile(f"[{chr(_FIRST)}-{chr(_FIRST + _MOST)}{_END}]")
# Names of places, which people often write once for all languages.
_PLACES = ("place", "from_place", "venue", "city", "region", "country")


@dataclass(frozen=True, slots=True)
class Missing:
    """A text that a record lacks in a language: where it stands, what there is instead, and in which language that is."""

    record: str  # "event/2022-03-28-…", "organisation/hcp", "themes"
    path: FieldPath
    file: str
    text: str
    language: str

    @property
    def field(self) -> str:
        """The field as people read it: `sessions[2].place.city`."""
        return readable(self.path)


@dataclass(frozen=True, slots=True)
class Lacking:
    """Every text that the records lack in one language, by number; `of` finds the number of a text that a record holds."""

    texts: tuple[Missing, ...] = ()
    numbers: Mapping[int, int] = field(default_factory=dict)

    def of(self, local: LocalText) -> int | None:
        """Return the number of `local`; None where it is not missing."""
        return self.numbers.get(id(local))


def lacking(records: Records, edition: EditionTexts, name: str, language: Language) -> Lacking:
    """Return what the records, and the edition called `name`, lack in `language`.

    An acronym is a language's own and is never missing; a place's name written once holds wherever its letters are read.
    """
    found: list[Missing] = []
    numbers: dict[int, int] = {}
    letters = _script(language.month_name(1))
    for record, own, value, file in records_of(records, {name.removeprefix("edition/"): edition}):
        for path, local in local_texts(value):
            own_name = path[-1] in _PLACES and set(local.root) == {""} and _script(local.root[""]) == letters
            if language.code in local.languages(own) or path[-1] == "acronym" or own_name:
                continue
            if len(found) < _MOST:
                numbers[id(local)] = len(found)
                text, code = local.get(language.code, own)
                found.append(Missing(record, path, file, text, code))
    return Lacking(tuple(found), numbers)


def _script(text: str) -> str:
    """Return the script of the first letter of `text`, as Unicode names it: "LATIN", "ARABIC"."""
    letter = next((character for character in text if character.isalpha()), "")
    return unicodedata.name(letter, "").partition(" ")[0] if letter else ""


def between_marks(number: int, text: str) -> str:
    """Return `text` between the marks of the text called `number`."""
    return f"{chr(_FIRST + number)}{text}{_END}" if text else text


def bare(text: str) -> str:
    """Return `text` without marks."""
    return _MARKS.sub("", text)


def printed(found: Lacking, *values: object) -> tuple[Missing, ...]:
    """Return the missing texts that stand in sections and other parts of a document being written, each once, by record."""
    if not found.texts:
        return ()
    numbers = {ord(mark) - _FIRST for value in values for mark in _marks_in(value) if mark != _END}
    return tuple(found.texts[number] for number in sorted(numbers) if number < len(found.texts))


def _marks_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield from _MARKS.findall(value)
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from _marks_in(item)
    elif isinstance(value, Mapping):
        yield from _marks_in(tuple(value.values()))
    elif is_dataclass(value):
        for part in fields(value):
            yield from _marks_in(getattr(value, part.name))


def tagged(found: Lacking, value: T) -> T:
    """Return a finished document whose passages in another language are runs of their own, tagged, and without marks."""
    result: T = _tagged(found, value) if found.texts else value
    return result


def _tagged(found: Lacking, value: Any) -> Any:
    if isinstance(value, str):
        return bare(value)
    if isinstance(value, tuple):
        if any(isinstance(item, Text) for item in value):
            return tuple(run for item in value for run in _runs(found, item))
        return tuple(_tagged(found, item) for item in value)
    if isinstance(value, Text):
        return replace(value, text=bare(value.text))
    if is_dataclass(value) and not isinstance(value, type):
        changed = {part.name: _tagged(found, getattr(value, part.name)) for part in fields(value)}
        return replace(value, **{n: new for n, new in changed.items() if new != getattr(value, n)})
    return value


def _runs(found: Lacking, run: Text) -> Words:
    if not _MARKS.search(run.text):
        return (run,)
    runs: list[Text] = []
    language = run.language
    for piece in re.split(f"({_MARKS.pattern})", run.text):
        if piece == _END:
            language = run.language
        elif len(piece) == 1 and _MARKS.match(piece):
            number = ord(piece) - _FIRST
            language = found.texts[number].language if number < len(found.texts) else run.language
        elif piece:
            runs.append(replace(run, text=piece, language=language))
    return tuple(runs)


def refusals(missing: Iterable[Missing], kind: Kind, language: Language) -> Iterator[Problem]:
    """Yield why a final of `kind` in `language` is refused: each text that it would print in another language."""
    if kind.untranslated is Untranslated.REFUSE:
        for one in missing:
            yield problem("translations.missing", file=one.file, field=_named(one), wanted=language.code)


def _named(one: Missing) -> str:
    """Return the field as it stands in the file: a body's within the register of all bodies."""
    kind, _, body = one.record.partition("/")
    return f"{body}.{one.field}" if kind == "organisation" else one.field
