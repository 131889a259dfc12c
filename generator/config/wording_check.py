"""Whether a language says all that the documents need: in come its words and those the program travels with, out come problems.

A workspace keeps its own templates; after an update of the program they may lack words, or say them with other blanks to
fill. Plural forms are those of the language's own locale (CLDR plural rules, UTS 35 part 3).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from string import Formatter

from generator.config.language import COUNTED, Entry
from generator.errors import Problem
from generator.sources.source import Source

CATEGORIES = ("zero", "one", "two", "few", "many", "other")
GENDERS = ("m", "f")  # how a pattern asks for a number that may be in words


@cache
def plural_forms(locale: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the plural categories that a locale needs for whole numbers below a million, and all that it knows.

    Some locales know one more, for a round million or for fractions, which no document counts in.
    """
    from babel import Locale

    rule = Locale.parse(locale, sep="-").plural_form
    numbers = (*range(1200), *range(1200, 10_000, 100), *range(10_000, 1_000_000, 1000))
    return frozenset({*map(rule, numbers), "other"}), frozenset({*rule.tags, "other"})


def check_words(
    entries: Mapping[str, Entry], model: Mapping[str, Entry], locale: str, source: Source
) -> Iterator[Problem]:
    """Yield a problem for each word of `model` that `entries` lacks, says with other blanks, or in other plural forms.

    Places are those of the file, line and column.
    """
    for key, pattern in sorted(model.items()):
        found = entries.get(key) or _forms_of(entries, key)
        if not found:
            yield _at(source, key, "config.word_missing", given=key)
            continue
        yield from _check_plural(key, found, pattern, locale, source)
        yield from _check_blanks(key, found, pattern, source)


def _forms_of(entries: Mapping[str, Entry], key: str) -> dict[str, str]:
    """Return the patterns that stand under `key` by names of which some are no plural categories."""
    under = {
        name.removeprefix(f"{key}."): entry for name, entry in entries.items() if name.startswith(f"{key}.")
    }
    return {name: entry for name, entry in under.items() if isinstance(entry, str)}


def _check_plural(key: str, found: Entry, pattern: Entry, locale: str, source: Source) -> Iterator[Problem]:
    """Yield a problem for each plural form that the locale has and the word lacks, and for each that it does not have."""
    if isinstance(found, str):
        return
    if not _is_counted(pattern):
        yield _at(source, key, "config.word_not_counted", given=key)
        return
    needed, known = plural_forms(locale)
    for category in sorted(needed - set(found), key=CATEGORIES.index):
        yield _at(source, key, "config.plural_missing", given=key, category=category)
    for category in sorted(set(found) - known):
        forms = ", ".join(sorted(known, key=CATEGORIES.index))
        yield _at(source, key, "config.plural_unknown", category, given=key, category=category, forms=forms)


def _check_blanks(key: str, found: Entry, pattern: Entry, source: Source) -> Iterator[Problem]:
    """Yield a problem for each pattern that cannot be read, or fills in less or more than the model's do."""
    read = [_blanks(text) or frozenset() for text in _patterns(pattern).values()]
    wanted = frozenset[str]().union(*read) - {"n"}
    always = wanted.intersection(*read)
    allowed = wanted | {"n"} if _is_counted(pattern) else wanted
    shown = " ".join(f"{{{name}}}" for name in sorted(wanted)) or "–"
    filled: set[str] = set()
    for category, text in _patterns(found).items():
        names = _blanks(text)
        filled |= wanted if names is None else names
        if names is None or not always <= names <= allowed:
            filled |= wanted
            yield _at(source, key, "config.word_blanks", category, wanted=shown)
    if not wanted <= filled:
        yield _at(source, key, "config.word_blanks", wanted=shown)


def _at(source: Source, key: str, code: str, under: str = "", **facts: str) -> Problem:
    """Return a problem at the place of a word, or of the form `under` it; of one that must go, at its name."""
    path = ("words", *key.split("."), *((under,) if under else ()))
    line, column = source.place(path, key=code == "config.plural_unknown")
    return Problem(source.file, line, column, ".".join(path), code, tuple(sorted(facts.items())))


def _patterns(entry: Entry) -> Mapping[str, str]:
    return {"": entry} if isinstance(entry, str) else entry


def _is_counted(entry: Entry) -> bool:
    """Return whether whoever says a word says how many there are."""
    return not isinstance(entry, str) or "n" in (_blanks(entry) or ())


def _blanks(text: str) -> frozenset[str] | None:
    """Return the names of what a pattern fills in; None where it cannot be read, or asks for a form that there is not."""
    names = set()
    try:
        for _, name, form, conversion in Formatter().parse(text):
            if name is None:
                continue
            if conversion or (form and (name not in COUNTED or form not in GENDERS)):
                return None
            names.add(name)
    except ValueError:
        return None
    return frozenset(names)
