"""Who may see what, and where an event stands in a period."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from generator.dataset.select import select
from generator.dataset.summary import Listing
from generator.dataset.tabulate import tabulate
from generator.period import Period
from tests.dataset.sample import AS_OF, TRAINING, project, records, selection, summary

PLAIN: dict[str, Any] = {"title": "Réunion", "type": "meeting", "date": "2022-03-10"}


def shown(event: dict[str, Any], audience: str, as_of: date = AS_OF, code: str = "2022-03") -> list[str]:
    return [entry.id for entry in selection(records({"event": event}), code, audience, as_of).events]


def test_an_embargo_holds_to_its_last_day_for_everybody_but_the_team() -> None:
    event = PLAIN | {"publish_after": "2022-04-01"}
    assert shown(event, "public", date(2022, 4, 1)) == []
    assert shown(event, "public", date(2022, 4, 2)) == ["event"]
    assert shown(event, "internal", date(2022, 4, 1)) == ["event"]
    found = selection(records({"event": event}), "2022-03", "public", date(2022, 4, 1))
    assert found.excluded == (("event", "embargo"),)
    assert summary(records({"event": event}), "2022-03", "public", date(2022, 4, 1)).figures[0].value == "0"


def test_a_withdrawn_event_is_seen_by_nobody() -> None:
    event = PLAIN | {"state": "withdrawn", "funding": [{"organisation": "denmark"}]}
    for audience in ("public", "internal", "donor:denmark"):
        found = selection(records({"event": event}), "2022-03", audience)
        assert (found.events, found.excluded) == ((), (("event", "withdrawn"),))


def test_an_event_limited_to_some_audiences_is_not_shown_to_others() -> None:
    event = PLAIN | {"audiences": ["internal", "donor:denmark"], "funding": [{"organisation": "denmark"}]}
    assert shown(event, "internal") == shown(event, "donor:denmark") == ["event"]
    assert shown(event, "public") == []


def test_what_is_excluded_elsewhere_is_not_named_here() -> None:
    event = PLAIN | {"state": "withdrawn"}
    assert selection(records({"event": event}), "2022-04", "public").excluded == ()
    assert selection(records({"event": event}), "2022-03", "donor:denmark").excluded == ()


def test_a_restricted_project_is_known_to_its_donors_and_the_team_alone() -> None:
    projects = {"secret": project(("denmark",), restricted="true"), "open-one": project(("netherlands",))}
    both = PLAIN | {"projects": ["secret", "open-one"]}
    alone = PLAIN | {"projects": ["secret"]}
    made = records({"both": both, "alone": alone}, projects=projects)
    assert [e.id for e in selection(made, "2022-03", "internal").events] == ["alone", "both"]
    assert [e.id for e in selection(made, "2022-03", "donor:denmark").events] == ["alone", "both"]
    for audience in ("public", "donor:netherlands"):
        found = summary(made, "2022-03", audience)
        assert [e.id for e in found.events] == ["both"]
        assert [row.key for row in found.by["project"].rows] == ["open-one"]
        assert [row.key for row in found.by["donor"].rows] == ["netherlands"]
        assert found.hidden_projects == {"secret"}


def test_hidden_projects_of_other_events_are_not_named() -> None:
    projects = {"secret": project(("denmark",), restricted="true"), "open-one": project(("netherlands",))}
    made = records(
        {"other": PLAIN | {"projects": ["secret"]}, "mine": PLAIN | {"projects": ["open-one"]}},
        projects=projects,
    )
    assert summary(made, "2022-03", "donor:netherlands").hidden_projects == frozenset()


def test_an_unknown_audience_is_refused() -> None:
    for audience in ("press", "donor:", ""):
        with pytest.raises(ValueError):
            selection(records({"event": PLAIN}), "2022-03", audience)


def reasons(event: dict[str, Any], code: str, as_of: date = AS_OF) -> list[tuple[str, str]]:
    return [
        (found.id, found.reason) for found in selection(records({"event": event}), code, as_of=as_of).undated
    ]


def undated(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in PLAIN.items() if name != "date"} | fields


def test_an_undated_event_stands_in_every_period_it_could_belong_to_and_nowhere_else() -> None:
    bounded = undated(dating={"not_before": "2022-03-05", "not_after": "2022-05-20", "reason": "Le texte"})
    expected = {
        "2022-02": [],
        "2022-03": [("event", "undated")],
        "2022-05": [("event", "undated")],
        "2022-06": [],
    }
    assert {code: reasons(bounded, code) for code in expected} == expected
    for code in ("2022-03", "2022-Q2", "2022"):
        found = summary(records({"event": bounded}), code)
        assert (found.events, found.held, found.people) == ((), (), ())
        assert all(row.count == 0 for breakdown in found.by.values() for row in breakdown.rows)
    assert reasons(undated(), "2019-Q4") == [("event", "undated")]


def test_an_undated_event_cannot_be_of_a_period_yet_to_begin() -> None:
    assert reasons(undated(), "2022-Q2", date(2022, 3, 31)) == []
    assert reasons(undated(), "2022-Q2", date(2022, 4, 1)) == [("event", "undated")]


def test_a_day_without_its_year_narrows_the_periods() -> None:
    event = PLAIN | {"date": "XXXX-03-28"}
    assert reasons(event, "2022-03") == reasons(event, "2019-Q1") == [("event", "undated")]
    assert reasons(event, "2022-04") == []
    leap = PLAIN | {"date": "XXXX-02-29"}
    assert reasons(leap, "2022-Q1") == [] and reasons(leap, "2020-Q1") == [("event", "undated")]


def test_the_reason_for_setting_an_event_aside_is_remembered() -> None:
    made = tabulate(records({"event": undated()}))
    found = select(made, Period.parse("2022-03"), "internal", AS_OF, {"event": "Date demandée"})
    assert [u.set_aside for u in found.undated] == ["Date demandée"]


def test_a_date_too_loose_for_the_period_is_to_be_dated_there() -> None:
    event = PLAIN | {"date": "2022-33"}
    assert reasons(event, "2022-02") == [("event", "too_loose")]
    assert reasons(event, "2022-04") == []
    assert selection(records({"event": event}), "2022-Q1").held == ("event",)


def test_a_session_too_loosely_dated_for_the_period_is_to_be_dated_although_its_event_counts_later() -> None:
    sessions = [{"id": "first", "date": "2022-02"}, {"id": "second", "date": "2022-03-31"}]
    event = undated(sessions=sessions)
    assert reasons(event, "2022-02-10..2022-02-20") == [("event", "too_loose")]
    assert reasons(event, "2022-02") == reasons(event, "2022-03") == []
    assert selection(records({"event": event}), "2022-03").held == ("event",)


def test_an_event_across_two_quarters_is_listed_in_both_and_counted_in_the_second() -> None:
    event = PLAIN | {"date": "2022-03-29/2022-04-01"}
    made = records({"event": event})
    first, second = selection(made, "2022-Q1"), selection(made, "2022-Q2")
    assert [(e.id, e.listing) for e in first.events] == [("event", Listing.LISTED)]
    assert [(e.id, e.listing) for e in second.events] == [("event", Listing.COUNTED)]
    assert first.undated == second.undated == ()


def test_an_approximate_date_is_not_widened() -> None:
    assert selection(records({"event": PLAIN | {"date": "2022-03-31~"}}), "2022-Q1").held == ("event",)


def test_a_date_with_only_an_end_is_never_counted_and_asked_for() -> None:
    event = PLAIN | {"date": "../2022-03"}
    assert reasons(event, "2022-03") == reasons(event, "2022-Q1") == [("event", "too_loose")]
    assert reasons(event, "2022-04") == []
    assert selection(records({"event": event}), "2022").held == ()


def test_an_open_ended_event_is_ongoing_until_it_is_closed() -> None:
    event = PLAIN | {"date": "2022-03-10/.."}
    made = records({"event": event})
    for code in ("2022-03", "2022-Q2", "2023"):
        found = selection(made, code)
        assert [entry.listing for entry in found.events] == [Listing.ONGOING]
        assert (found.held, found.undated) == ((), ())
    assert selection(made, "2022-02").events == ()
    assert selection(made, "2023-Q4", as_of=date(2023, 6, 30)).events == ()


def test_what_is_announced_postponed_or_cancelled_is_told_and_never_counted() -> None:
    statuses = ("announced", "postponed", "cancelled")
    made = records({status: PLAIN | {"status": status} for status in statuses})
    found = selection(made, "2022-03")
    assert (found.events, found.held, found.undated) == ((), (), ())
    assert found.announced == ("announced",)
    assert found.cancelled == ("cancelled", "postponed")
    assert selection(made, "2022-04").announced == ()


def test_a_cancelled_session_closes_nothing() -> None:
    sessions = [dict(session) for session in TRAINING["sessions"]]
    sessions[2]["status"] = sessions[1]["status"] = "cancelled"
    made = records({"training": TRAINING | {"sessions": sessions}})
    assert selection(made, "2022-02").held == ("training",)
    assert selection(made, "2022-03").events == ()
    (entry,) = selection(made, "2022-Q1").events
    assert [part.session.id for part in entry.inside] == ["rabat"]


def test_a_series_with_a_session_still_announced_is_ongoing() -> None:
    sessions = [dict(session) for session in TRAINING["sessions"]]
    sessions[2]["status"] = "announced"
    made = records({"training": TRAINING | {"sessions": sessions}})
    february = selection(made, "2022-02")
    assert [entry.listing for entry in february.events] == [Listing.ONGOING]
    found = summary(made, "2022-03")
    assert found.held == () and found.people == ()
    later = [*sessions[:1], sessions[2] | {"date": "2022-05-05"}]
    assert selection(records({"training": TRAINING | {"sessions": later}}), "2022-05").announced == (
        "training",
    )


def test_a_series_listed_in_the_period_is_not_announced_there_as_well() -> None:
    sessions = [TRAINING["sessions"][1], TRAINING["sessions"][2] | {"status": "announced"}]
    found = selection(records({"training": TRAINING | {"sessions": sessions}}), "2022-03")
    assert [entry.id for entry in found.events] == ["training"] and found.announced == ()


def test_a_series_with_an_undated_session_is_listed_and_asked_for() -> None:
    sessions = [TRAINING["sessions"][0], {"id": "later"}]
    made = records({"training": TRAINING | {"sessions": sessions}})
    found = selection(made, "2022-02")
    assert [entry.listing for entry in found.events] == [Listing.LISTED]
    assert [(u.id, u.reason) for u in found.undated] == [("training", "undated")]
    assert selection(made, "2022-01").undated == ()


def test_events_are_ordered_by_their_first_day_in_the_period() -> None:
    made = records({"zzz": PLAIN | {"date": "2022-02-01/2022-03-02"}, "aaa": PLAIN | {"date": "2022-03-02"}})
    assert [entry.id for entry in selection(made, "2022-03").events] == ["zzz", "aaa"]
    assert [entry.id for entry in selection(replace(made), "2022-Q1").events] == ["zzz", "aaa"]
