"""Takes what is of other donors out of a mission's records: in come its files and a donor, out come files that lack it.

This is written from the rules (DESIGN, hostile-input P08), beside the program and not with it: what one donor sees must not
depend on what is taken out here. Where a project must stay, because its donor pays for something of the first one's and is
named for that, all its other words are changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from tests.mission import DONORS, Files

OTHER_WORDS = "Tout autre chose"


def without(files: Files, viewer: str, others: Iterable[str], *, open_too: bool) -> Files:
    """Return the files without what `others` have that `viewer` has no part in: their restricted records, with
    `open_too` their open ones as well."""
    world = _World(deepcopy(files), DONORS[viewer], {DONORS[other] for other in others}, open_too)
    world.take_out()
    return world.files


class _World:
    def __init__(self, files: Files, viewer: str, others: set[str], open_too: bool) -> None:
        self.files = files
        self.viewer = viewer
        self.others = others
        self.open_too = open_too
        self.projects = {_id(name): record for name, record in files.items() if name.startswith("projects/")}

    def take_out(self) -> None:
        """Take out events, then what no event needs any more, then the words of what must stay."""
        for name, record in [*self.files.items()]:
            if name.startswith("events/"):
                if self._goes(record):
                    del self.files[name]
                else:
                    self._strip(record)
        for name in [*self.files]:
            if name.startswith("editions/") and name.partition("--")[2].removesuffix(".yaml") in self.others:
                del self.files[name]
        events = [record for name, record in self.files.items() if name.startswith("events/")]
        needed = {project for event in events for project in self._all_projects(event)}
        for project in [*self.projects]:
            self._project(project, project in needed)
        for donor in self.others:
            self._body(self.files["organisations.yaml"][donor])

    def _pays(self, project: str, donors: set[str]) -> bool:
        return bool({given["organisation"] for given in self.projects[project]["donors"]} & donors)

    def _is_secret(self, project: str) -> bool:
        foreign = self._pays(project, self.others) and not self._pays(project, {self.viewer})
        return foreign and self.projects[project].get("restricted") == "true"

    def _all_projects(self, event: dict[str, Any]) -> list[str]:
        sessions = event.get("sessions", ())
        return [*event.get("projects", ()), *(p for part in sessions for p in part.get("projects", ()))]

    def _has_part(self, event: dict[str, Any], donors: set[str]) -> bool:
        direct = {
            given["organisation"] for given in event.get("funding", ()) if given.get("background") != "true"
        }
        return bool(direct & donors) or any(
            self._pays(project, donors) for project in self._all_projects(event)
        )

    def _goes(self, event: dict[str, Any]) -> bool:
        """Return whether the event is of others and not of the viewer."""
        limits = event.get("audiences", [])
        if limits and f"donor:{self.viewer}" not in limits:
            return any(f"donor:{other}" in limits for other in self.others)
        if self._has_part(event, {self.viewer}) or not self._has_part(event, self.others):
            return False
        projects = self._all_projects(event)
        return self.open_too or (bool(projects) and all(map(self._is_secret, projects)))

    def _strip(self, event: dict[str, Any]) -> None:
        """Take what is bound to others out of an event that stays."""
        mine = self._has_part(event, {self.viewer})
        gone = [part["id"] for part in event.get("sessions", ()) if self._session_goes(part)]
        for field, unwanted in (
            ("projects", self._is_secret),
            ("sessions", lambda part: part["id"] in gone),
            ("attendance", lambda figure: figure.get("covers") in gone),
            ("organisations", lambda body: self._bound_to_others(body.get("project"), mine)),
            ("funding", lambda given: given.get("background") == "true" and given["organisation"] in self.others),
        ):  # fmt: skip
            if field in event:
                event[field] = [item for item in event[field] if not unwanted(item)]
                if not event[field]:
                    del event[field]
        event["notes"] = OTHER_WORDS

    def _session_goes(self, part: dict[str, Any]) -> bool:
        projects = part.get("projects", [])
        return bool(projects) and all(map(self._is_secret, projects))

    def _bound_to_others(self, project: str | None, mine: bool) -> bool:
        if not project or self._pays(project, {self.viewer}) or not self._pays(project, self.others):
            return False
        return mine or self._is_secret(project)

    def _project(self, id: str, needed: bool) -> None:
        """Take out a project of others, or the words of it that are not the viewer's."""
        record = self.projects[id]
        for given in record["donors"]:
            if given["organisation"] in self.others:
                given.pop("statements", None)
                given["reference"] = OTHER_WORDS
        record["note"] = OTHER_WORDS
        foreign = self._pays(id, self.others) and not self._pays(id, {self.viewer})
        if not foreign or not (self.open_too or self._is_secret(id)):
            return
        for name, indicator in [*self.files.items()]:
            if name.startswith("indicators/") and indicator["project"] == id:
                del self.files[name]
        if needed:
            kept = {key: value for key, value in record.items() if key in ("donors", "restricted")}
            self.files[f"projects/{id}.yaml"] = kept | {"title": OTHER_WORDS}
        else:
            del self.files[f"projects/{id}.yaml"]

    def _body(self, donor: dict[str, Any]) -> None:
        """Leave of a donor what everybody may know of it."""
        for field in [*donor]:
            if field not in ("names", "credited_as", "standing", "donor"):
                del donor[field]


def _id(name: str) -> str:
    return name.rpartition("/")[2].removesuffix(".yaml")
