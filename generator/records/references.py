"""Checks what records say of each other: in come checked records with their sources, out come problems in place.

An id that is in no register, a parent that is its own grandparent, one alias for two bodies, a quote that is not there.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from generator.errors import Problem, problem
from generator.period import Period
from generator.records.countries import COUNTRIES
from generator.records.event import Event
from generator.records.fields import LANGUAGE_PATTERN, Record
from generator.records.folder import ID
from generator.records.names import Names, fold
from generator.records.reference_fields import REFERENCE_FIELDS
from generator.records.registers import EditionTexts, Framework, Indicator, Organisation, Publisher, Themes
from generator.records.structure import nested_records
from generator.sources.characters import one_line
from generator.sources.source import FieldPath, Source, readable


# The sections beside the themes' that take a text of an officer, by their code (a test holds them to the documents).
OFFICERS_SECTIONS = (
    *("about", "about-figures", "acronyms", "activities", "briefs", "contact", "difficulties", "editorial"),
    *("figures", "foreword", "funding", "glance", "headline", "indicators", "institutions", "key-points"),
    *(
        "next-steps",
        "other-activities",
        "pictures",
        "project",
        "publications",
        "quotes",
        "results",
        "support",
    ),
    *("thanks", "upcoming", "visibility"),
    *("eu-1-coordinator", "eu-1-contact", "eu-1-entities", "eu-1-title", "eu-1-contract", "eu-1-period"),
    *("eu-1-countries", "eu-1-groups", "eu-1-places", "eu-2-summary", "eu-2-activities", "eu-2-results"),
    *("eu-2-indicators", "eu-2-difficulties", "eu-2-plan", "eu-3-entities", "eu-3-authorities"),
    *("eu-3-partners", "eu-3-synergies", "eu-4-visibility"),
)


@dataclass(frozen=True, slots=True)
class Checked:
    """A record that met its model: its kind and id, its value, and where in which file it stands."""

    kind: str
    id: str
    value: Record
    source: Source
    base: FieldPath = ()

    def problem(self, code: str, path: FieldPath = (), *, warning: bool = False, **facts: object) -> Problem:
        """Return a problem at `path` inside this record; its facts are put on one line."""
        whole = (*self.base, *path)
        line, column = self.source.place(whole)
        place: dict[str, Any] = {
            "file": self.source.file,
            "line": line,
            "column": column,
            "field": readable(whole),
        }
        told: dict[str, Any] = {name: one_line(str(value)) for name, value in facts.items()}
        return problem(code, **place, warning=warning, **told)


def reference_problems(records: Iterable[Checked], names: Names) -> list[Problem]:
    """Return every problem between records."""
    records = list(records)
    events = {found.id: found.value for found in records if isinstance(found.value, Event)}
    frameworks = {
        framework.id: framework
        for found in records
        if isinstance(found.value, Themes)
        for framework in found.value.frameworks
    }
    problems: list[Problem] = []
    for found in records:
        if isinstance(found.value, Event):
            problems += _event_problems(found, found.value, names, frameworks)
        elif isinstance(found.value, EditionTexts):
            problems += _edition_problems(found, found.value, names, events)
        elif isinstance(found.value, Publisher):
            problems += _publisher_problems(found, found.value)
        elif isinstance(found.value, Indicator):
            for index, stated in enumerate(found.value.values):
                problems += _period_problems(found, stated.period, ("values", index, "period"))
        elif isinstance(found.value, Themes):
            problems += _ids_twice(found, found.value)
    return [*problems, *_organisation_problems(records)]


@cache
def _plan(
    model: type[Record],
) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, type[Record]], ...]]:
    """Return the reference fields of `model` with their register, and the fields to descend into with their record."""
    fields = [(name, REFERENCE_FIELDS.get((model.__name__, name))) for name in model.model_fields]
    own = tuple((name, register) for name, register in fields if register)
    deeper = tuple((name, nested) for name, nested in nested_records(model).items() if any(_plan(nested)))
    return own, deeper


def references(
    data: object, model: type[Record], path: FieldPath = ()
) -> Iterator[tuple[FieldPath, str, str]]:
    """Yield path, register and id of each reference in a record of `model` as written, whether or not the rest of it is right."""
    if not isinstance(data, dict):
        return
    own, deeper = _plan(model)
    for name, register in own:
        given = data.get(name)
        if isinstance(given, str):
            yield (*path, name), register, given
        elif isinstance(given, list):
            for index, item in enumerate(given):
                if isinstance(item, str):
                    yield (*path, name, index), register, item
    for name, nested in deeper:
        inner = data.get(name)
        if isinstance(inner, list):
            for index, item in enumerate(inner):
                yield from references(item, nested, (*path, name, index))
        elif inner is not None:
            yield from references(inner, nested, (*path, name))


def unknown_ids(source: Source, model: type[Record], base: FieldPath, names: Names) -> Iterator[Problem]:
    """Yield a problem for each id in the record at `base` that its register does not hold."""
    for path, register, given in references(source.value(base), model, base):
        # What is no id at all was reported with its form.
        if not names.knows(register, given) and ID.fullmatch(given):
            line, column = source.place(path)
            yield names.unknown(
                register, given, file=source.file, line=line, column=column, field=readable(path)
            )


def _unknown(found: Checked, names: Names, register: str, given: str, path: FieldPath) -> Problem:
    whole = (*found.base, *path)
    line, column = found.source.place(whole)
    return names.unknown(
        register, given, file=found.source.file, line=line, column=column, field=readable(whole)
    )


def _event_problems(
    found: Checked, event: Event, names: Names, frameworks: Mapping[str, Framework]
) -> Iterator[Problem]:
    path: FieldPath
    for index, named in enumerate(event.frameworks):
        framework = frameworks.get(named.framework)
        if framework and named.goal and not _has_goal(framework, named.goal):
            path = ("frameworks", index, "goal")
            yield found.problem("records.unknown_goal", path, given=named.goal, framework=named.framework)
    for index, code in enumerate(event.countries.codes if event.countries else ()):
        yield from _country_problems(found, code, ("countries", "codes", index))
    for index, audience in enumerate(event.audiences):
        path = ("audiences", index)
        kind, colon, donor = audience.partition(":")
        if audience not in ("public", "internal") and not (kind == "donor" and colon and donor):
            yield found.problem("records.audience_form", path, given=audience[:60])
        elif donor and not names.knows("organisation", donor):
            yield _unknown(found, names, "organisation", donor, path)
    for index, quote in enumerate(event.quotes):
        for code in quote.translations:
            if not re.fullmatch(LANGUAGE_PATTERN, code):
                yield found.problem(
                    "records.language_code", ("quotes", index, "translations", code), given=code[:40]
                )
    yield from _twice(found, [quote.id for quote in event.quotes], "quotes", "id")


def _has_goal(framework: Framework, goal: str) -> bool:
    """Return whether `framework` can have `goal`: one we name, or a number up to its total; "10.7" is a target of goal 10."""
    if any(known.number == goal for known in framework.goals):
        return True
    number = goal.partition(".")[0]
    if framework.goals_total is not None:
        return number.isdecimal() and 1 <= int(number) <= framework.goals_total
    return not framework.goals


def _country_problems(found: Checked, code: str, path: FieldPath) -> Iterator[Problem]:
    if code in COUNTRIES:
        return
    near = {"UK": "GB", "EL": "GR"}.get(code.upper(), code.upper())
    if near in COUNTRIES:
        yield found.problem("records.country_code_near", path, given=code[:40], near=near)
    else:
        yield found.problem("records.country_code", path, given=code[:40])


def _edition_problems(
    found: Checked, edition: EditionTexts, names: Names, events: Mapping[str, Event]
) -> Iterator[Problem]:
    donor, _, project = found.id.partition("--")[2].partition("--")
    for register, id in (("organisation", donor), ("project", project)):
        if id and not names.knows(register, id):
            yield _unknown(found, names, register, id, ())
    for code in edition.sections:
        theme = code.removeprefix("theme-")
        if code in OFFICERS_SECTIONS or names.knows("theme", theme):
            continue
        if near := difflib.get_close_matches(code, OFFICERS_SECTIONS, 1, 0.75):
            yield found.problem("records.unknown_section", ("sections", code), given=code[:60], near=near[0])
        else:
            yield _unknown(found, names, "theme", theme, ("sections", code))
    for index, revised in enumerate(edition.restatements):
        yield from _edition_period_problems(found, revised.period, ("restatements", index, "period"))
    for index, key in enumerate(edition.key_quotes):
        path = ("key_quotes", index)
        event_id, slash, quote_id = key.partition("/")
        if not (event_id and slash and quote_id):
            yield found.problem("records.key_quote_form", path, given=key[:60])
        elif not names.knows("event", event_id):
            yield _unknown(found, names, "event", event_id, path)
        elif event_id in events and quote_id not in {quote.id for quote in events[event_id].quotes}:
            known = ", ".join(quote.id for quote in events[event_id].quotes)
            facts: dict[str, Any] = {"given": quote_id[:60], "event": event_id}
            if known:
                yield found.problem("records.unknown_quote", path, **facts, known=known)
            else:
                yield found.problem("records.no_quotes", path, **facts)


def _publisher_problems(found: Checked, publisher: Publisher) -> Iterator[Problem]:
    for index, text in enumerate(publisher.complete_periods):
        yield from _period_problems(found, text, ("complete_periods", index))
    from zoneinfo import ZoneInfo, available_timezones

    try:
        ZoneInfo(publisher.time_zone)
    except (ValueError, OSError, KeyError):
        near = difflib.get_close_matches(publisher.time_zone, sorted(available_timezones()), n=1, cutoff=0.5)
        near_zone = near[0] if near else "Africa/Casablanca"
        yield found.problem(
            "records.time_zone", ("time_zone",), given=publisher.time_zone[:60], near=near_zone
        )


def _period_problems(found: Checked, text: str, path: FieldPath) -> Iterator[Problem]:
    try:
        Period.parse(text)
    except ValueError:
        yield found.problem("records.period_form", path, given=text[:40])


def _edition_period_problems(found: Checked, text: str, path: FieldPath) -> Iterator[Problem]:
    """Yield a problem for a period that no edition can have; a fiscal one is counted in any year."""
    try:
        Period.fiscal(text, 10) if text.startswith("FY") else Period.parse(text)
    except ValueError:
        yield found.problem("records.period_form", path, given=text[:40])


def _ids_twice(found: Checked, themes: Themes) -> Iterator[Problem]:
    yield from _twice(found, [theme.id for theme in themes.themes], "themes", "id")
    yield from _twice(found, [framework.id for framework in themes.frameworks], "frameworks", "id")


def _twice(found: Checked, ids: list[str], field: str, name: str) -> Iterator[Problem]:
    for index, identifier in enumerate(ids):
        if identifier in ids[:index]:
            yield found.problem("records.own_id_twice", (field, index, name), given=identifier)


def _organisation_problems(records: Iterable[Checked]) -> Iterator[Problem]:
    bodies = {found.id: (found, found.value) for found in records if isinstance(found.value, Organisation)}
    for found, body in bodies.values():
        if body.country:
            yield from _country_problems(found, body.country, ("country",))
    yield from _circles(bodies)
    yield from _shared_names(bodies)


def _circles(bodies: Mapping[str, tuple[Checked, Organisation]]) -> Iterator[Problem]:
    for identifier, (found, body) in bodies.items():
        chain, parent = [identifier], body.parent
        while parent and parent in bodies and parent not in chain:
            chain.append(parent)
            parent = bodies[parent][1].parent
        # Each body of a circle names it; one that only leads into it does not.
        if parent == identifier:
            yield found.problem("records.parent_circle", ("parent",), chain=" → ".join([*chain, identifier]))


def _shared_names(bodies: Mapping[str, tuple[Checked, Organisation]]) -> Iterator[Problem]:
    """Two bodies with one alias: nobody could say which of them a text means."""
    owners: dict[str, str] = {}
    for identifier, (_, body) in bodies.items():
        for dated in body.names:
            for words in dated.name.root.values():
                owners.setdefault(fold(words), identifier)
    for identifier, (found, body) in bodies.items():
        for index, alias in enumerate(body.aliases):
            owner = owners.setdefault(fold(alias), identifier)
            if owner != identifier:
                yield found.problem("records.alias_twice", ("aliases", index), alias=alias, other=owner)
