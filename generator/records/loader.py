"""Reads a workspace's records: in comes its folder, out come frozen Records, or one Refusal with every problem there is."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from generator.errors import Problem, Refusal, problem
from generator.records.approvals import approval_problems
from generator.records.editorial import editorial_problems
from generator.records.event import Event
from generator.records.fields import Record
from generator.records.folder import ID, Found, survey
from generator.records.names import Names
from generator.records.obligations import Statement
from generator.records.protection import protection_problems
from generator.records.records import FileRead, Records
from generator.records.references import Checked, reference_problems, unknown_ids
from generator.records.registers import EditionTexts, Indicator, Organisation, Project, Publisher, Themes
from generator.records.silenced import silenced_problems
from generator.records.validation import validate
from generator.sources.source import FieldPath, Source, read, readable

R = TypeVar("R", bound=Record)


def load(workspace: Path) -> Records:
    """Return the records of `workspace`, checked one by one and against each other.

    Raises Refusal with all problems of all files: what keeps a file from being read, what its fields must not hold, what
    refers to nothing. Warnings are told with them; without an error they are kept in the result.
    """
    # What is read stays, so the collector would look through it again and again for nothing: half of the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _Reading(workspace).run()
    finally:
        if collecting:
            gc.enable()


class _Reading:
    """One reading of a workspace; collects sources, values and problems."""

    def __init__(self, workspace: Path) -> None:
        self._folder = survey(workspace)
        self._records = workspace / "records"
        self._language = ""
        self._problems: list[Problem] = list(self._folder.problems)
        self._names = Names()
        self._files: dict[str, FileRead] = {}
        self._checked: list[Checked] = []
        self._written: list[tuple[Source, type[Record], FieldPath]] = []

    def run(self) -> Records:
        organisations = self._organisations()
        publisher = self._single("publisher", Publisher)
        # A record that names no language is in the publisher's first one.
        self._language = publisher.language if publisher else ""
        themes = self._single("themes", Themes, required=False)
        self._name_ids("project")
        self._name_ids("event")
        projects = self._every("project", Project)
        indicators = self._every("indicator", Indicator)
        events = self._every("event", Event)
        editions = self._every("edition", EditionTexts)
        for source, model, base in self._written:
            self._problems += unknown_ids(source, model, base, self._names)
        self._problems += reference_problems(self._checked, self._names)
        self._problems += silenced_problems(self._checked)
        self._problems += protection_problems(self._checked)
        self._problems += editorial_problems(self._checked)
        self._problems += approval_problems(self._checked)
        if publisher is None or any(not found.warning for found in self._problems):
            raise Refusal(self._problems)
        return Records(
            events=MappingProxyType(events),
            organisations=MappingProxyType(organisations),
            projects=MappingProxyType(projects),
            themes=themes or Themes(),
            publisher=publisher,
            indicators=MappingProxyType(indicators),
            editions=MappingProxyType(editions),
            files=MappingProxyType(self._files),
            passed_over=self._folder.passed_over,
            warnings=tuple(sorted(set(self._problems))),
        )

    def _organisations(self) -> Mapping[str, Organisation]:
        """Read organisations.yaml: a mapping of ids to bodies. Its ids are known to all others even if a body is wrong."""
        found = self._one("organisations")
        source = self._read(found) if found else None
        if not found:
            self._problems.append(problem("records.file_missing", file="records/organisations.yaml"))
        if not found or source is None:
            return {}
        read: dict[str, Organisation] = {}
        for identifier, body in source.data.items():
            self._names.add("organisation", identifier, _names_written(body))
        self._names.complete("organisation")
        for path in source.empty:
            if len(path) == 1:
                self._complain("records.fields_wanted", source, path, given="")
        for identifier in source.data:
            if not ID.fullmatch(identifier):
                self._complain("records.id_form", source, (identifier,), given=identifier)
            organisation = self._validate(Organisation, "organisation", identifier, source, (identifier,))
            if organisation:
                pictures: list[tuple[FieldPath, str | None]] = [(("logo",), organisation.logo)]
                pictures += emblems(organisation.statements)
                self._look_for(pictures, source, (identifier,))
                read[identifier] = organisation
                self._files[f"organisation/{identifier}"] = self._files["organisations"]
        return read

    def _single(self, kind: str, model: type[R], *, required: bool = True) -> R | None:
        found = self._one(kind)
        if not found:
            if required:
                self._problems.append(problem("records.file_missing", file=f"records/{kind}.yaml"))
            else:
                self._names.complete("theme", "framework")
            return None
        source = self._read(found)
        if source is None:
            return None
        if kind == "themes":
            self._name_themes(source.data)
        return self._validate(model, kind, "", source)

    def _every(self, kind: str, model: type[R]) -> dict[str, R]:
        read: dict[str, R] = {}
        for found in self._folder.files:
            if found.kind == kind and (source := self._read(found)):
                value = self._validate(model, kind, found.id, source)
                if value is not None:
                    read[found.id] = value
        return dict(sorted(read.items()))

    def _validate(
        self, model: type[R], kind: str, identifier: str, source: Source, base: FieldPath = ()
    ) -> R | None:
        if self._language and "language" in model.model_fields:
            source.data.setdefault("language", self._language)
        value, problems = validate(model, source, self._names, base)
        self._problems += problems
        self._written.append((source, model, base))
        if value is not None:
            for index, picture in enumerate(value.pictures if isinstance(value, Event) else ()):
                if not (self._records / "pictures" / picture.file).is_file():
                    self._complain(
                        "records.picture_missing", source, ("pictures", index, "file"), given=picture.file
                    )
            if isinstance(value, Project):
                for index, donor in enumerate(value.donors):
                    self._look_for(emblems(donor.statements), source, ("donors", index))
                self._names.add("project", identifier, _project_names(value))
            self._checked.append(Checked(kind, identifier, value, source, base))
        return value

    def _look_for(
        self, pictures: Iterable[tuple[FieldPath, str | None]], source: Source, base: FieldPath
    ) -> None:
        for path, name in pictures:
            if name and not (self._records / "logos" / name).is_file():
                self._complain("records.logo_missing", source, (*base, *path), given=name)

    def _read(self, found: Found) -> Source | None:
        source, problems = read(found.path, found.file)
        self._problems += problems
        if source:
            key = f"{found.kind}/{found.id}" if found.id else found.kind
            self._files[key] = FileRead(found.file, source.sha256)
        return source

    def _one(self, kind: str) -> Found | None:
        return next((found for found in self._folder.files if found.kind == kind), None)

    def _name_ids(self, kind: str) -> None:
        """Know the ids of every file of `kind` by its name: a broken record is still no unknown one."""
        for found in self._folder.files:
            if found.kind == kind:
                self._names.add(kind, found.id)
        self._names.complete(kind)

    def _name_themes(self, data: Mapping[str, Any]) -> None:
        for kind, field in (("theme", "themes"), ("framework", "frameworks")):
            for item in _dicts(data.get(field)):
                names = [text for label in _dicts(item.get("labels")) for text in _texts(label.get("label"))]
                names += [
                    *_texts(item.get("name")),
                    *_texts(item.get("acronym")),
                    *_texts(item.get("aliases")),
                ]
                self._names.add(kind, str(item.get("id")), names)
            self._names.complete(kind)

    def _complain(self, code: str, source: Source, path: FieldPath, **facts: Any) -> None:
        line, column = source.place(path, key=True)
        self._problems.append(
            problem(code, file=source.file, line=line, column=column, field=readable(path), **facts)
        )


def emblems(statements: Iterable[Statement]) -> list[tuple[FieldPath, str | None]]:
    """Return the place and the file of each emblem."""
    return [(("statements", index, "emblem"), found.emblem) for index, found in enumerate(statements)]


def _names_written(body: object) -> list[str]:
    """Return every name of a body as written in the register, its first name first, whether or not the rest is right."""
    if not isinstance(body, dict):
        return []
    names: list[str] = []
    for dated in _dicts(body.get("names")):
        names += [*_texts(dated.get("name")), *_texts(dated.get("acronym"))]
    return [*names, *_texts(body.get("aliases")), *_texts(body.get("credited_as"))]


def _project_names(project: Project) -> list[str]:
    texts = [text for text in (project.title, project.credited_as) if text]
    return [*(project.acronym or "",), *(words for text in texts for words in text.root.values())]


def _dicts(value: object) -> Iterable[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [item for item in items if isinstance(item, str)]
