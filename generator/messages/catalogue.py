"""Finds the words of the program: in come a code and facts, out comes a sentence in French or English.

Each language is one package, `generator/messages/<language>/`, of plain dictionaries `{code: sentence}`; a test holds
the languages to the same codes. A problem's sentence is "what is wrong; what to do".
"""

from __future__ import annotations

import locale
import os
from functools import cache
from importlib import import_module

from generator.errors import Problem

LANGUAGES = ("fr", "en")
SUBJECTS = (
    "problems",
    "commands",
    "figures",
    "letterhead",
    "publishing",
    "config",
    "pdf",
    "pipeline",
    "letter",
    "email",
    "pictures",
    "obligation",
    "final",
    "checks",
    "approval",
    "consent",
    "person",
    "proof",
    "translations",
    "series",
    "inspection",
    "rebuild",
    "verify",
    "pool",
    "remote",
    "schedule",
)


def choose_language(environment: dict[str, str] | None = None) -> str:
    """Return the language of the person: BILAN_LANGUAGE, else LC_ALL, LC_MESSAGES, LANG; English if none is known."""
    values = dict(os.environ) if environment is None else environment
    for name in ("BILAN_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        code = values.get(name, "").replace("-", "_").split("_")[0].split(".")[0].lower()
        if code in LANGUAGES:
            return code
        if code and code not in ("c", "posix"):
            return "en"
    code = (locale.getlocale()[0] or "").split("_")[0].lower() if environment is None else ""
    return code if code in LANGUAGES else "en"


@cache
def sentences(language: str) -> dict[str, str]:
    """Return every sentence of `language` by code."""
    found: dict[str, str] = {}
    for subject in SUBJECTS:
        found |= _of_subject(language, subject)
    return found


@cache
def _of_subject(language: str, subject: str) -> dict[str, str]:
    found: dict[str, str] = import_module(f"generator.messages.{language}.{subject}").SENTENCES
    return found


def say(code: str, language: str, **facts: object) -> str:
    """Return the sentence `code` with `facts` filled in. KeyError for an unknown code: that is a bug."""
    subject = code.partition(".")[0]
    known = (
        _of_subject(language, subject) if subject in SUBJECTS else {}
    )  # one file read, so that help starts fast
    return (known if code in known else sentences(language))[code].format(**facts)


def describe(found: Problem, language: str) -> str:
    """Return `file:line:column: field: what is wrong; what to do`, without the parts that are not known."""
    place = found.file
    if found.line:
        place += f":{found.line}:{found.column}"
    parts = [part for part in (place, found.field) if part]
    return ": ".join([*parts, say(found.code, language, **dict(found.facts))])
