"""Sums of people: whole events and sessions, qualifiers, sexes, the two columns, what is missing."""

from __future__ import annotations

from typing import Any

from generator.dataset.summary import People, Tally
from generator.records.event import Measure, Mode
from tests.dataset.sample import attendees, records, summary


def meeting(*figures: dict[str, Any], **fields: Any) -> dict[str, Any]:
    base: dict[str, Any] = {"title": "Réunion", "type": "meeting", "attendance": list(figures)}
    return base | ({"date": "2022-03-10"} if "sessions" not in fields else {}) | fields


def figure(count: Any, **fields: Any) -> dict[str, Any]:
    return {"measure": "attendees", "count": count} | fields


def people(*events: dict[str, Any], code: str = "2022-03", mode: Mode = Mode.IN_PERSON) -> People | None:
    return attendees(summary(records({f"event-{n}": event for n, event in enumerate(events)}), code), mode)


TWO = [{"id": "first", "date": "2022-02-01"}, {"id": "second", "date": "2022-03-01"}]


def test_terms_of_different_certainty_stay_apart() -> None:
    found = people(
        meeting(figure("70")),
        meeting(figure({"about": "30"})),
        meeting(figure({"at_least": "40"})),
        meeting(figure({"at_most": "9"})),
        meeting(figure({"between": ["20", "30"]})),
        meeting(),
    )
    assert found and found.total == Tally(
        exact=70,
        exact_events=("event-0",),
        about=30,
        about_events=("event-1",),
        at_least=40,
        at_least_events=("event-2",),
        at_most=9,
        at_most_events=("event-3",),
        between=(20, 30),
        between_events=("event-4",),
        missing=("event-5",),
    )
    assert found.total.low == 130 and not found.total.bare


def test_a_figure_of_zero_is_stated_and_a_figure_left_out_is_not() -> None:
    zero, none = people(meeting(figure("0"))), people(meeting())
    assert zero and zero.total.known and zero.total.bare
    assert none and not none.total.known and none.total.missing == ("event-0",)


def test_the_figures_of_sessions_count_where_each_session_ends() -> None:
    event = meeting(figure("10", covers="first"), figure("20", covers="second"), sessions=TWO)
    february, march, quarter = (people(event, code=code) for code in ("2022-02", "2022-03", "2022-Q1"))
    assert february and february.total == Tally(exact=10, exact_events=("event-0",))
    assert march and march.total == Tally(exact=20, exact_events=("event-0",))
    assert quarter and quarter.total == Tally(exact=30, exact_events=("event-0",))
    assert quarter.single_event == "" and march.single_event == "event-0"


def test_a_whole_events_figure_counts_alone_and_those_of_sessions_are_only_shown() -> None:
    event = meeting(figure("25"), figure("10", covers="first"), figure("20", covers="second"), sessions=TWO)
    assert people(event, code="2022-02") is None
    quarter = summary(records({"event": event}), "2022-Q1")
    found = attendees(quarter)
    assert found and found.total == Tally(exact=25, exact_events=("event",))
    assert [(stated.figure.covers, stated.why) for stated in quarter.stated] == [
        ("first", "whole_event"),
        ("second", "whole_event"),
    ]
    february = summary(records({"event": event}), "2022-02")
    assert [stated.figure.covers for stated in february.stated] == ["first"]


def test_a_whole_events_figure_that_is_not_stated_leaves_the_sessions_their_own() -> None:
    event = meeting(figure("not stated"), figure("10", covers="first"), sessions=TWO)
    found = people(event, code="2022-Q1")
    assert found and found.total == Tally(exact=10, exact_events=("event-0",), partial=("event-0",))


def test_a_session_without_a_figure_makes_the_sum_partial_where_it_ends() -> None:
    event = meeting(figure("10", covers="first"), sessions=TWO)
    february, march = people(event, code="2022-02"), people(event, code="2022-03")
    assert february and february.total.bare
    assert march and march.total == Tally(partial=("event-0",)) and not march.total.bare
    quarter = people(event, code="2022-Q1")
    assert quarter and quarter.total == Tally(exact=10, exact_events=("event-0",), partial=("event-0",))


def test_a_session_figure_not_dated_to_a_quarter_has_its_row_although_its_event_has_a_quarter() -> None:
    sessions = [{"id": "first", "date": "2022"}, {"id": "second", "date": "2022-12-31"}]
    event = meeting(figure("10", covers="first"), figure("20", covers="second"), sessions=sessions)
    rows = summary(records({"event": event}), "2022").parts
    last_quarter, rest = rows[-2:]
    assert (last_quarter.events, [p.total.exact for p in last_quarter.people]) == (("event",), [20])
    assert (rest.period, rest.events, [p.total.exact for p in rest.people]) == (None, (), [10])


def test_the_figure_of_a_cancelled_session_does_not_count() -> None:
    sessions = [TWO[0], TWO[1] | {"status": "cancelled"}]
    event = meeting(figure("10", covers="first"), figure("20", covers="second"), sessions=sessions)
    found = people(event, code="2022-Q1")
    assert found and found.total == Tally(exact=10, exact_events=("event-0",))


def test_in_person_and_online_are_two_columns() -> None:
    hybrid = meeting(figure("10"), figure("200", mode="online"), place={"city": "Rabat", "online": "true"})
    here, there = people(hybrid), people(hybrid, mode=Mode.ONLINE)
    assert here and here.total == Tally(exact=10, exact_events=("event-0",))
    assert there and there.total == Tally(exact=200, exact_events=("event-0",))


def test_a_meeting_online_is_missing_online_and_not_in_person() -> None:
    online = meeting(place={"online": "true"})
    there = people(online, mode=Mode.ONLINE)
    assert people(online) is None
    assert there and there.total == Tally(missing=("event-0",))
    assert people(meeting(), mode=Mode.ONLINE) is None


def test_what_is_no_meeting_is_never_missing_a_figure() -> None:
    for kind in ("publication", "story", "distribution"):
        assert people(meeting(type=kind)) is None


def test_a_figure_that_the_source_says_it_does_not_give_is_missing() -> None:
    event = meeting({"measure": "beneficiaries", "count": "not stated"}, type="distribution")
    found = attendees(summary(records({"event": event}), "2022-03"), measure=Measure.BENEFICIARIES)
    assert found and found.total == Tally(missing=("event",))


def test_measures_are_never_added_and_totals_to_date_enter_no_sum() -> None:
    event = meeting(
        figure("10"),
        {"measure": "beneficiaries", "count": "100"},
        {"measure": "cumulative", "count": "5000"},
        {"measure": "target", "count": "9000", "target_for": "2023"},
    )
    found = summary(records({"event": event}), "2022-03")
    sums = {entry.measure: entry.total.exact for entry in found.people}
    assert sums == {Measure.ATTENDEES: 10, Measure.BENEFICIARIES: 100}
    assert [(stated.why, stated.figure.count.exact) for stated in found.stated] == [
        ("cumulative", 5000),
        ("target", 9000),
    ]


def test_sums_by_sex_say_for_how_many_people_they_hold() -> None:
    found = people(
        meeting(figure("70", women="35", men="35")),
        meeting(figure({"about": "30"})),
        meeting(figure("12", women="5")),
        meeting(figure("20", women="8", men="9", sex_not_stated="3")),
    )
    assert found and found.sex_coverage == Tally(
        exact=87, exact_events=("event-0", "event-3"), missing=("event-1", "event-2")
    )
    assert found.women == Tally(
        exact=48, exact_events=("event-0", "event-2", "event-3"), missing=("event-1",)
    )
    assert found.men.missing == ("event-1", "event-2")


def test_an_approximate_split_leaves_the_coverage_as_its_total_states_it() -> None:
    found = people(meeting(figure({"about": "30"}, women={"about": "15"}, men={"about": "15"})))
    assert found and found.sex_coverage == Tally(about=30, about_events=("event-0",))


def test_people_are_distinct_only_where_every_figure_says_so() -> None:
    known, open_ = meeting(figure("10", distinct="true")), meeting(figure("5"))
    both, mixed = people(known, known), people(known, open_)
    assert both and both.distinct and both.total.exact == 20
    assert mixed and not mixed.distinct


def test_two_figures_of_one_event_are_both_counted_and_the_event_named_once() -> None:
    found = people(meeting(figure("10", noun="élèves"), figure("4", noun="agents")))
    assert found and found.total == Tally(exact=14, exact_events=("event-0",))
    assert (found.single_event, found.noun) == ("", None)


def test_the_same_figure_written_twice_is_two_figures() -> None:
    found = people(meeting(figure("10"), figure("10")))
    assert found and found.total.exact == 20
