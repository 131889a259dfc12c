"""Looks through records/: in comes a workspace, out come the files to read, each with its id, and all others with the reason.

No file is left out in silence: a record with a wrong ending or in a wrong place is a problem, everything else is listed.
"""

from __future__ import annotations

import os
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.errors import Problem, problem
from generator.period import Period
from generator.records.fields import RESERVED_NAMES
from generator.records.records import FileRead

ID = re.compile(r"[a-z0-9][a-z0-9-]{1,58}[a-z0-9]")
NAME_BYTES_LIMIT = 120
_REGISTERS = {"organisations.yaml": "organisations", "themes.yaml": "themes", "publisher.yaml": "publisher"}
_FOLDERS = {"projects": "project", "indicators": "indicator"}
_COPY = re.compile(r"conflict|en conflit|copie|\bcopy\b|\(\d+\)", re.IGNORECASE)
_FISCAL = re.compile(r"FY\d{4}(-(Q[1-4]|S[12]))?")
# French articles and pronouns before an apostrophe: "l’atelier" is named "atelier".
_ELISION = re.compile(r"\b(?:[cdjlmnst]|qu)['’]")
_YEAR = re.compile(r"\d{4}|undated")


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read: what it holds ("event", "project", …), its id, where it is, its name in problems."""

    kind: str
    id: str
    path: Path
    file: str


@dataclass(frozen=True, slots=True)
class Folder:
    """What was found: the files to read sorted by name, those passed over, and the problems of names and places."""

    files: tuple[Found, ...]
    passed_over: tuple[FileRead, ...]
    problems: tuple[Problem, ...]


def survey(workspace: Path) -> Folder:
    """Return every file under `workspace`/records, sorted by path. A missing folder is a problem, not an error."""
    root = workspace / "records"
    if not root.is_dir():
        return Folder((), (), (problem("records.no_folder", file="records"),))
    survey_ = _Survey()
    for top, folders, names in os.walk(root):
        for name in sorted(folders):
            path = Path(top) / name
            if path.is_symlink():
                # It is not walked into, so what lies behind it would be missing without a word.
                survey_.look_at(path, path.relative_to(workspace).as_posix(), path.relative_to(root).parts)
        folders.sort()
        for name in sorted(names):
            path = Path(top) / name
            survey_.look_at(path, path.relative_to(workspace).as_posix(), path.relative_to(root).parts)
    survey_.find_twins()
    return Folder(
        tuple(sorted(survey_.files, key=lambda found: found.file)),
        tuple(sorted(survey_.passed_over, key=lambda read: read.path)),
        tuple(survey_.problems),
    )


class _Survey:
    def __init__(self) -> None:
        self.files: list[Found] = []
        self.passed_over: list[FileRead] = []
        self.problems: list[Problem] = []

    def look_at(self, path: Path, file: str, parts: tuple[str, ...]) -> None:
        """Sort one file: to be read, passed over, or in the way. `parts` is its path inside records/."""
        file = _printable(unicodedata.normalize("NFC", file))
        if path.is_dir():
            self._wrong("records.link", file)
        elif reason := _reason_to_pass(parts):
            self.passed_over.append(FileRead(file, passed_over=reason))
        elif path.is_symlink() or not path.is_file():
            self._wrong("records.link", file)
        elif not parts[-1].endswith(".yaml"):
            self._wrong("records.wrong_ending", file, near=f"{_stem(_printable(parts[-1]))}.yaml")
        elif len(parts) == 1 and parts[0] in _REGISTERS:
            self.files.append(Found(_REGISTERS[parts[0]], "", path, file))
        elif parts[0] == "events" and len(parts) > 1:
            if len(parts) != 3 or not _YEAR.fullmatch(parts[1]):
                self.problems.append(problem("records.event_folder", file=file))
            self._add("event", path, file)
        elif parts[0] in _FOLDERS and len(parts) == 2:
            self._add(_FOLDERS[parts[0]], path, file)
        elif parts[0] == "editions" and len(parts) == 3:
            self._add_edition(parts[1], path, file)
        else:
            self._wrong("records.stray_file", file)

    def find_twins(self) -> None:
        """Report files with one id: in different folders, or that a Mac or Windows would take for one another."""
        first: dict[tuple[str, str], Found] = {}
        for found in sorted(self.files, key=lambda found: found.file):
            key = (found.kind, unicodedata.normalize("NFC", found.id).casefold())
            twin = first.setdefault(key, found)
            if twin is not found:
                self.problems.append(
                    problem("records.id_twice", file=found.file, id=found.id, other=twin.file)
                )

    def _add(self, kind: str, path: Path, file: str) -> None:
        identifier = unicodedata.normalize("NFC", path.stem)
        if not good_name(identifier):
            near = slug_of(identifier)[:60].strip("-") or "…"
            self.problems.append(
                problem(
                    "records.file_name", file=file, given=_printable(identifier)[:60], near=f"{near}.yaml"
                )
            )
        self.files.append(Found(kind, identifier, path, file))

    def _add_edition(self, folder: str, path: Path, file: str) -> None:
        period, _, donor = path.stem.partition("--")
        try:
            code = period if _FISCAL.fullmatch(period) else Period.parse(period).code
        except ValueError:
            code = ""
        if code != period or not ID.fullmatch(folder) or ("--" in path.stem and not ID.fullmatch(donor)):
            near = f"{code or '2022-Q1'}{'--' + slug_of(donor) if donor else ''}.yaml"
            self.problems.append(
                problem("records.edition_name", file=file, given=_printable(path.stem)[:60], near=near)
            )
        self.files.append(Found("edition", f"{folder}/{path.stem}", path, file))

    def _wrong(self, code: str, file: str, **facts: Any) -> None:
        self.problems.append(problem(code, file=file, **facts))
        self.passed_over.append(FileRead(file, passed_over=code))


def _printable(file: str) -> str:
    """Return `file` so that it can be shown on one line, whatever bytes or control characters its name holds."""
    return "".join(
        character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in file
    )


def _reason_to_pass(parts: tuple[str, ...]) -> str:
    """Return the code of the reason why a file is no record, "" for one that is or wants to be."""
    name = parts[-1]
    if name.startswith(("~$", ".~", ".#", "#")) or name.endswith(("~", ".swp", ".tmp", ".bak", ".orig")):
        return "records.passed_temporary"
    if any(part.startswith(".") for part in parts):
        return "records.passed_hidden"
    if parts[0] == "schema":
        return "records.passed_schema"
    if not name.lower().endswith((".yaml", ".yml", ".yaml.txt", ".yml.txt")):
        return "records.passed_other"
    if _COPY.search(name):
        return "records.passed_copy"
    return ""


def good_name(name: str) -> bool:
    """Return whether a record can be named so: an id that every system can write as a file name."""
    return (
        ID.fullmatch(name) is not None
        and name not in RESERVED_NAMES
        and len(name.encode()) <= NAME_BYTES_LIMIT
    )


def _stem(name: str) -> str:
    return re.sub(r"(\.ya?ml)?(\.txt)?$", "", name, flags=re.IGNORECASE)


def slug_of(text: str) -> str:
    """Return a name for a file made of `text`: letters a to z without accents, digits and hyphens; "" if it has none."""
    text = _ELISION.sub("", text.casefold()).replace("œ", "oe").replace("æ", "ae").replace("’", "-")
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
