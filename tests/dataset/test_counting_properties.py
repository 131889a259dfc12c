"""What the counting rules promise for any records (DESIGN.md, 4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.dataset.select import select
from generator.dataset.summarise import summarise
from generator.dataset.summary import Listing, People, Tally
from generator.dataset.tabulate import tabulate
from generator.period import Period
from generator.records.event import Event, Measure, Mode, Occurrence, Session
from generator.records.fields import Qualifier
from generator.records.records import Records
from tests.dataset.sample import AS_OF, DONORS, attendees
from tests.dataset.strategies import made_records

moderate = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
wholes = st.sampled_from(("2022", "2022-S1", "2022-S2", "2022-Q1", "2022-Q2", "2022-Q4", "2022-02..2022-05"))
periods = st.sampled_from(
    ("2022", "2022-S1", "2022-Q1", "2022-Q3", "2022-02", "2022-06", "2022-02-10..2022-03-20")
)

ADDED = ("exact", "about", "at_least", "at_most")
NAMED = (
    "exact_events",
    "about_events",
    "at_least_events",
    "at_most_events",
    "between_events",
    "missing",
    "partial",
)


def summed(sums: list[Tally]) -> Tally:
    numbers = {name: sum(getattr(tally, name) for tally in sums) for name in ADDED}
    names = {name: tuple(sorted({id for tally in sums for id in getattr(tally, name)})) for name in NAMED}
    between = (sum(tally.between[0] for tally in sums), sum(tally.between[1] for tally in sums))
    return Tally(**numbers, **names, between=between)


def tallies(people: People) -> tuple[Tally, ...]:
    return people.total, people.women, people.men, people.sex_coverage


def took_place(event: Event, session: Session) -> bool:
    return event.status is not Occurrence.CANCELLED and (session.status or event.status) is Occurrence.HELD


def last_days(event: Event) -> tuple[date, date] | None:
    """Return the earliest and latest day the event can have ended on, from its texts alone; None where it has no end."""
    found = []
    for session in event.parts():
        if not took_place(event, session):
            continue
        text = str(session.date).replace("~", "") if session.date else ""
        if not text or text.startswith("XXXX") or text.endswith("/.."):
            return None
        last = text.split("/")[-1]
        if len(last) == 10:
            days = (last, last)
        elif len(last) == 4:
            days = (f"{last}-01-01", f"{last}-12-31")
        else:
            year, month = last.split("-")
            first, end = (
                (int(month),) * 2 if int(month) < 33 else (3 * (int(month) - 33) + 1, 3 * (int(month) - 32))
            )
            after = date(int(year) + end // 12, end % 12 + 1, 1)
            days = (f"{year}-{first:02}-01", f"{after - timedelta(days=1)}")
        found.append(("0001-01-01", days[1]) if text.startswith("../") else days)
    if not found:
        return None
    return date.fromisoformat(max(f for f, _ in found)), date.fromisoformat(max(e for _, e in found))


def is_held(event: Event) -> bool:
    statuses = [session.status or event.status for session in event.parts()]
    return (
        event.status is Occurrence.HELD
        and Occurrence.ANNOUNCED not in statuses
        and Occurrence.HELD in statuses
    )


@moderate
@given(made_records(), wholes, st.sampled_from(("internal", "donor:denmark")))
def test_a_period_is_its_parts_and_the_row_of_what_is_not_dated_more_closely(
    made: Records, code: str, audience: str
) -> None:
    dataset, period = tabulate(made), Period.parse(code)
    whole = summarise(select(dataset, period, audience, AS_OF))
    parts = [summarise(select(dataset, part, audience, AS_OF)) for part in period.parts()]
    rest = [row for row in whole.parts if row.period is None]

    in_rows = [*(id for part in parts for id in part.held), *(id for row in rest for id in row.events)]
    assert sorted(in_rows) == sorted(whole.held)
    assert [set(row.events) for row in whole.parts if row.period] == [set(part.held) for part in parts]
    assert [row.people for row in whole.parts if row.period] == [part.people for part in parts]

    columns = {(p.measure, p.mode) for p in (*whole.people, *(p for part in parts for p in part.people))}
    for column in columns:
        terms = [
            tallies(people)
            for source in (*(part.people for part in parts), *(row.people for row in rest))
            for people in source
            if (people.measure, people.mode) == column
        ]
        total = next(people for people in whole.people if (people.measure, people.mode) == column)
        for index, tally in enumerate(tallies(total)):
            assert tally == summed([term[index] for term in terms])


@moderate
@given(made_records(), periods)
def test_an_event_counts_exactly_where_every_day_it_can_have_ended_on_lies(made: Records, code: str) -> None:
    period = Period.parse(code)
    expected = set()
    for id, event in made.events.items():
        end = last_days(event)
        if is_held(event) and end and period.start <= end[0] and end[1] <= period.end:
            expected.add(id)
    found = summarise(select(tabulate(made), period, "internal", AS_OF))
    assert set(found.held) == expected
    assert set(found.held) == {entry.id for entry in found.events if entry.listing is Listing.COUNTED}


@moderate
@given(made_records(), periods)
def test_nothing_held_is_dropped_from_a_period_it_may_belong_to(made: Records, code: str) -> None:
    period = Period.parse(code)
    found = summarise(select(tabulate(made), period, "internal", AS_OF))
    told = {entry.id for entry in found.events} | {entry.id for entry in found.undated}
    for id, event in made.events.items():
        dates = [session.date for session in event.parts() if took_place(event, session)]
        if dates and any(day is None for day in dates) and is_held(event) and not any(dates):
            assert id in told
        if any(day and day.start and period.meets(day) for day in dates):
            assert id in told
        end = last_days(event)
        if is_held(event) and end and period.start <= end[1] and end[0] <= period.end:
            assert id in told


@moderate
@given(made_records(), periods, st.integers(0, 1000))
def test_the_order_of_the_files_changes_nothing(made: Records, code: str, seed: int) -> None:
    ids = list(made.events)
    Random(seed).shuffle(ids)
    moved = replace(
        made,
        events={id: made.events[id] for id in ids},
        projects=dict(reversed(made.projects.items())),
        organisations=dict(reversed(made.organisations.items())),
    )
    period = Period.parse(code)
    before, after = (summarise(select(tabulate(r), period, "internal", AS_OF)) for r in (made, moved))
    assert before == after
    assert repr(before) == repr(after)


@moderate
@given(made_records(), periods)
def test_unknown_is_never_zero_and_a_doubtful_sum_is_never_bare(made: Records, code: str) -> None:
    found = summarise(select(tabulate(made), Period.parse(code), "internal", AS_OF))
    for people in found.people:
        figure = found.figure(f"people.{people.measure.value}.{people.mode.value}")
        assert figure is not None
        for tally in tallies(people):
            doubtful = {n for n in NAMED if n != "exact_events" and getattr(tally, n)}
            assert tally.bare == (not doubtful)
            assert tally.exact_events or tally.exact == 0
        if not people.total.known:
            assert figure.value == "not stated"
        elif not people.total.bare:
            assert not figure.value.isdigit()
        assert set(figure.records) == {
            *people.total.stated_events,
            *people.total.missing,
            *people.total.partial,
        }


@moderate
@given(made_records(), periods)
def test_every_counted_meeting_brings_its_figure_or_is_named_as_missing(made: Records, code: str) -> None:
    found = summarise(select(tabulate(made), Period.parse(code), "internal", AS_OF))
    for id in found.held:
        event = made.events[id]
        whole = [
            a for a in event.attendance if a.covers is None and a.count.qualifier is not Qualifier.NOT_STATED
        ]
        for figure in whole:
            if figure.measure in (Measure.ATTENDEES, Measure.BENEFICIARIES):
                people = attendees(found, figure.mode, figure.measure)
                assert people and id in getattr(people.total, f"{figure.count.qualifier.value}_events")
        is_meeting = event.type.value in ("workshop", "training", "meeting")
        if is_meeting and not any(a.measure is Measure.ATTENDEES for a in event.attendance):
            columns = [attendees(found, mode) for mode in Mode]
            assert any(people and id in people.total.missing for people in columns)


@moderate
@given(made_records(), periods)
def test_what_was_not_held_or_has_no_date_never_counts(made: Records, code: str) -> None:
    found = summarise(select(tabulate(made), Period.parse(code), "internal", AS_OF))
    behind_people = {
        id
        for people in found.people
        for tally in tallies(people)
        for id in (*tally.stated_events, *tally.missing)
    }
    for id, event in made.events.items():
        held_sessions = [s for s in event.parts() if took_place(event, s)]
        if not held_sessions or not any(session.date for session in held_sessions):
            assert id not in found.held
            assert id not in behind_people
            assert all(id not in row.events for breakdown in found.by.values() for row in breakdown.rows)
        if event.status is not Occurrence.HELD:
            assert id not in found.held
            assert id not in {entry.id for entry in found.events if entry.listing is Listing.COUNTED}


def donors_of(made: Records, event: Event) -> set[str]:
    projects = [*event.projects, *(p for session in event.parts() for p in session.projects)]
    funded = {given.organisation for p in projects for given in made.projects[p].donors}
    return funded | {funding.organisation for funding in event.funding if not funding.background}


@moderate
@given(made_records(), periods)
def test_a_cofunded_event_counts_once_for_all_and_once_for_each_donor(made: Records, code: str) -> None:
    dataset, period = tabulate(made), Period.parse(code)
    everybody = summarise(select(dataset, period, "internal", AS_OF))
    rows = {row.key: set(row.events) for row in everybody.by["donor"].rows}
    assert len(set(everybody.held)) == len(everybody.held)
    for donor in DONORS:
        mine = summarise(select(dataset, period, f"donor:{donor}", AS_OF))
        assert set(mine.held) == rows.get(donor, set())
        assert set(mine.held) == {id for id in everybody.held if donor in donors_of(made, made.events[id])}
        assert {entry.id for entry in mine.events} <= {entry.id for entry in everybody.events}
        assert {entry.id for entry in mine.undated} <= {entry.id for entry in everybody.undated}
        assert set(mine.announced) <= set(everybody.announced)
    cofunded = {id for id in everybody.held if len(donors_of(made, made.events[id])) > 1}
    assert set(everybody.by["donor"].overlap) == cofunded


@moderate
@given(made_records(), periods, st.sampled_from(DONORS))
def test_a_donors_summary_is_the_same_whether_the_others_records_exist_or_not(
    made: Records, code: str, donor: str
) -> None:
    own = {id: event for id, event in made.events.items() if donor in donors_of(made, event)}
    alone = replace(made, events=own)
    period = Period.parse(code)
    with_others, without = (
        summarise(select(tabulate(r), period, f"donor:{donor}", AS_OF)) for r in (made, alone)
    )
    assert repr(with_others) == repr(without)


def test_the_summed_parts_can_tell_a_difference() -> None:
    assert summed([Tally(exact=1, exact_events=("a",)), Tally(about=2, about_events=("b",))]) == Tally(
        exact=1, exact_events=("a",), about=2, about_events=("b",)
    )
    with pytest.raises(AssertionError):
        assert summed([Tally(exact=1)]) == Tally(exact=2)
