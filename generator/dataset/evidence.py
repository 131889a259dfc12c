"""Finds what a figure rests on: in come a Summary, its Records and a Figure, out come the fields of each record behind it.

Only what the records hold as this audience may see them (`seen_by`, `admit`, `guarded`) can come out. A field is named by
its path; an entry of a list by its id, or by what it is about, so that its name does not depend on other entries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.dataset.attendance import (
    ALL_PARTS,
    BOTH_SEXES,
    MEN,
    PARTIAL,
    TOTAL,
    WOMEN,
    Term,
    counting,
    labels,
    stated,
    terms,
)
from generator.dataset.cities import city_keys, city_of, places
from generator.dataset.dating import last_day, took_place
from generator.dataset.summary import Figure, IndicatorInPeriod, Summary
from generator.period import DateSpan, Period
from generator.records.bodies import PARTNER_ROLES
from generator.records.event import Attendance, Event, Mode, Session
from generator.records.fields import Count, Qualifier
from generator.records.records import Records

# The terms that each figure about people is made of.
PARTS = {
    **{name: (part,) for name, part in zip(("people", "women", "men", "sex_stated"), ALL_PARTS, strict=True)},
    "surely": (TOTAL,),
    "told": (TOTAL,),
    "sex_told": (WOMEN, MEN, BOTH_SEXES),
}
_FIELD = {TOTAL: ("count",), WOMEN: ("women",), MEN: ("men",), BOTH_SEXES: ("women", "men")}


@dataclass(frozen=True, slots=True)
class Given:
    """A field and what it states, as it is stated. `names` tells what a text stands for ("theme", "donor", "city", …);
    `key` is what it is counted under where that is another spelling."""

    path: str
    value: Count | DateSpan | str | None  # None where nothing is stated
    names: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A record behind a figure, by its id with its kind ("event/2022-03-28-…"), and the fields the figure rests on."""

    record: str
    fields: tuple[Given, ...]


@dataclass(frozen=True)
class Witness:
    """Says of each figure of a Summary what it rests on."""

    summary: Summary
    records: Records

    def behind(self, figure: Figure) -> tuple[Evidence, ...]:
        """Return the records behind `figure` with their fields, in the order of the figure."""
        rule = figure.rule.removeprefix("figures.rule.")
        if rule == "indicator":
            return (self._indicator(figure),)
        fields = self._reader(rule, figure.key)
        found = [
            Evidence(f"event/{id}", tuple(dict.fromkeys(fields(id, self.records.events[id]))))
            for id in figure.records
        ]
        if rule in ("donor", "donors", "funded"):
            found += self._funding_projects(figure)
        if rule == "comparison":
            found.append(self._declared(figure.key))
        return tuple(found)

    def _reader(self, rule: str, key: str) -> Callable[[str, Event], Iterable[Given]]:
        """Return what reads the fields that a rule goes by out of an event."""
        match rule:
            case rule if rule in PARTS:
                return lambda id, event: self._people(id, event, PARTS[rule], key)
            case "type":
                return lambda id, event: [Given("type", event.type.value, "type")]
            case "theme":
                return lambda id, event: [Given("themes", key, "theme")]
            case "project" | "projects":
                return lambda id, event: self._projects(event, {key} if key else self._keys("project"))
            case "donor" | "donors" | "funded":
                return lambda id, event: self._donors(event, {key} if key else self._keys("donor"))
            case "goal":
                return lambda id, event: _goals(event, key)
            case "city" | "cities":
                return lambda id, event: self._cities(id, event, key)
            case "countries":
                return lambda id, event: _countries(event)
            case "organisations":
                return lambda id, event: self._bodies(event, self.summary.organisations)
            case "partners":
                return lambda id, event: self._bodies(event, self.summary.partners, partners=True)
            case "quotes":
                return lambda id, event: (Given("quotes", quote.id) for quote in event.quotes)
            case "sessions":
                return self._told
            case "stated" | "stated_alone":
                return lambda id, event: _stated(event, key.removeprefix(f"{id}."))
            case "by_session":
                return lambda id, event: _by_session(event, key.removeprefix(f"{id}."))
            case "cancelled":
                return lambda id, event: _dates(event, event.parts())
            case _:
                return _held

    def _keys(self, by: str) -> set[str]:
        return {row.key for row in self.summary.by[by].rows}

    def _projects(self, event: Event, wanted: Iterable[str]) -> Iterator[Given]:
        for project in event.projects:
            if project in wanted:
                yield Given("projects", project, "project")
        for session in event.sessions:
            for project in session.projects:
                if project in wanted:
                    yield Given(f"sessions[{session.id}].projects", project, "project")

    def _donors(self, event: Event, wanted: set[str]) -> Iterator[Given]:
        """Yield the projects by which a donor pays for an event, and what it pays for directly."""
        yield from self._projects(event, self._paid(wanted))
        for given in event.funding:
            if given.organisation in wanted and not given.background:
                yield Given("funding", given.organisation, "donor")

    def _paid(self, donors: set[str]) -> dict[str, tuple[str, ...]]:
        """Return the projects, of those that may be known, with those of `donors` that pay for them."""
        return {
            id: paying
            for id in sorted(self._keys("project"))
            if (
                paying := tuple(
                    d.organisation for d in self.records.projects[id].donors if d.organisation in donors
                )
            )
        }

    def _funding_projects(self, figure: Figure) -> Iterator[Evidence]:
        wanted = {figure.key} if figure.key else self._keys("donor")
        used = {
            str(given.value)
            for id in figure.records
            for given in self._projects(self.records.events[id], self._paid(wanted))
        }
        for project, paying in self._paid(wanted).items():
            if project in used:
                fields = (Given("donors", donor, "donor") for donor in paying)
                yield Evidence(f"project/{project}", tuple(fields))

    def _declared(self, code: str) -> Evidence:
        """Return the periods declared complete that reach into the period `code`."""
        earlier = next(one.period for one in self.summary.comparisons if one.period.code == code)
        return Evidence(
            "publisher",
            tuple(
                Given("complete_periods", named)
                for named in self.records.publisher.complete_periods
                if _meets(named, earlier)
            ),
        )

    @cached_property
    def _city_keys(self) -> dict[str, str]:
        return dict(city_keys(self.summary.events))

    def _cities(self, id: str, event: Event, wanted: str) -> Iterator[Given]:
        entry = self.summary.event(id)
        for part, city in places(entry) if entry else ():
            key = city_of(city, self._city_keys)
            if wanted in ("", key):
                own = city.get(event.language, event.language)[0]
                yield Given(f"{_at(event, part.session)}place.city", own, "city", key)

    def _bodies(self, event: Event, wanted: Iterable[str], *, partners: bool = False) -> Iterator[Given]:
        for body in event.organisations:
            known = body.organisation in wanted and body.project not in self.summary.hidden_projects
            if known and (not partners or body.role in PARTNER_ROLES):
                yield Given("organisations", body.organisation, "organisation")
                if partners:
                    yield Given(f"organisations[{body.organisation}].role", body.role.value, "role")

    def _told(self, id: str, event: Event) -> Iterator[Given]:
        entry = self.summary.event(id)
        return _dates(event, [part.session for part in entry.told] if entry else ())

    def _people(self, id: str, event: Event, parts: tuple[str, ...], key: str) -> Iterator[Given]:
        """Yield what the terms of a sum were read from, those that are missing too."""
        known = labels(event)
        for term in terms(id, event):
            wanted = term.part in parts and f"{term.measure}.{term.mode}" == key
            if not (wanted and _within(term, self.summary.period)):
                continue
            if term.figure >= 0:
                yield from _read(_path(known[term.figure]), event.attendance[term.figure], term.part)
                continue
            yield from (Given(path, None) for path in _lacking(event, term))

    def _indicator(self, figure: Figure) -> Evidence:
        id, _, number = figure.key.partition(".")
        entries = [entry for entry in self.summary.indicators if entry.id == id]
        return Evidence(f"indicator/{id}", tuple(_of_indicator(entries[int(number or 1) - 1])))


def _held(id: str, event: Event) -> Iterator[Given]:
    return _dates(event, [session for session in event.parts() if took_place(event, session)])


def _dates(event: Event, sessions: Iterable[Session]) -> Iterator[Given]:
    """Yield how an event stands, and status and date of `sessions`."""
    yield Given("status", event.status.value, "status")
    for session in sessions:
        at = _at(event, session)
        if session.status and session.status is not event.status:
            yield Given(f"{at}status", session.status.value, "status")
        yield Given(f"{at}date", session.date)


def _at(event: Event, session: Session) -> str:
    """Return the beginning of the path of a session's fields; a plain event carries them itself."""
    return f"sessions[{session.id}]." if event.sessions else ""


def _path(label: Iterable[str]) -> str:
    return f"attendance[{', '.join(label)}]"


def _within(term: Term, period: Period) -> bool:
    first, last = term.earliest, term.latest
    return bool(first and last and period.start <= first and last <= period.end)


def _lacking(event: Event, term: Term) -> Iterator[str]:
    """Yield the paths of what is not stated: in the figures of the record that can count, else in those it could have.

    A figure without a number is no figure, whatever it says of women and men.
    """
    online = ("online",) if term.mode == Mode.ONLINE.value else ()
    known = labels(event)
    own = {
        known[index]: figure
        for index, figure, _ in counting(event)
        if (figure.measure.value, figure.mode.value) == (term.measure, term.mode)
    }
    if term.qualifier == PARTIAL:
        covered = {figure.covers for figure in own.values()}
        for session in event.parts():
            days = last_day(session.date)
            if session.id not in covered and (days.earliest, days.latest) == (term.earliest, term.latest):
                path = _path((term.measure, *online, session.id))
                yield from (f"{path}.{name}" for name in _FIELD[term.part])
    for label, figure in own.items():
        names = _FIELD[term.part] if stated(figure.count) else ("count",)
        yield from (f"{_path(label)}.{name}" for name in names if not stated(getattr(figure, name)))
    if not own:
        yield from (f"{_path((term.measure, *online))}.{name}" for name in _FIELD[term.part])


def _read(path: str, figure: Attendance, part: str) -> Iterator[Given]:
    """Yield the fields a term was read from: where the sexes are not both exact, the figure they belong to as well."""
    for name in _FIELD[part]:
        yield Given(f"{path}.{name}", getattr(figure, name))
    exact = all(count and count.qualifier is Qualifier.EXACT for count in (figure.women, figure.men))
    if part == BOTH_SEXES and not exact:
        yield Given(f"{path}.count", figure.count)


def _stated(event: Event, key: str) -> Iterator[Given]:
    """Yield everything that one figure of an event states."""
    for label, figure in zip(labels(event), event.attendance, strict=True):
        if ".".join(label) != key:
            continue
        path = _path(label)
        for name in ("count", "women", "men", "sex_not_stated"):
            if (count := getattr(figure, name)) is not None:
                yield Given(f"{path}.{name}", count)
        for found in figure.breakdowns:
            by = found.by.get(event.language, event.language)[0]
            for item in found.items:
                row = item.label.get(event.language, event.language)[0]
                yield Given(f"{path}.breakdowns[{by}].items[{row}].count", item.count)


def _by_session(event: Event, key: str) -> Iterator[Given]:
    for label, figure in zip(labels(event), event.attendance, strict=True):
        if f"{figure.measure.value}.{figure.mode.value}" == key and stated(figure.count):
            yield Given(f"{_path(label)}.count", figure.count)


def _goals(event: Event, key: str) -> Iterator[Given]:
    for aim in event.frameworks:
        if key == (f"{aim.framework}:{aim.goal}" if aim.goal else aim.framework):
            yield Given(
                f"frameworks[{aim.framework}].goal" if aim.goal else "frameworks", aim.goal or aim.framework
            )


def _countries(event: Event) -> Iterator[Given]:
    if event.countries:
        yield from (Given("countries.codes", code) for code in event.countries.codes)
        yield Given("countries.exhaustive", "true" if event.countries.exhaustive else "false", "exhaustive")


def _of_indicator(entry: IndicatorInPeriod) -> Iterator[Given]:
    value, path = entry.value, f"values[{entry.value.period}]"
    yield Given(f"{path}.count", value.count)
    for name in ("women", "men"):
        if (count := getattr(value, name)) is not None:
            yield Given(f"{path}.{name}", count)
    yield Given(f"{path}.source", value.source)
    for name in ("baseline", "target"):
        if (count := getattr(entry.indicator, name)) is not None:
            yield Given(name, count)


def _meets(code: str, period: Period) -> bool:
    try:
        named = Period.parse(code)
    except ValueError:
        return False
    return named.start <= period.end and named.end >= period.start
