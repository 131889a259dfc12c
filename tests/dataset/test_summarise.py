"""Summaries of the real activities: three sessions with one total, a workshop without a figure, one without a date."""

from __future__ import annotations

import re
from dataclasses import replace

from generator.dataset.summary import Listing, Tally
from generator.period import Period
from tests.dataset.sample import (
    DATA_WORKSHOP,
    RETURN_WORKSHOP,
    TRAINING,
    attendees,
    organisation,
    records,
    summary,
)

REAL = {"training": TRAINING, "data-workshop": DATA_WORKSHOP, "return-workshop": RETURN_WORKSHOP}


def test_a_series_total_counts_once_in_its_closing_period() -> None:
    made = records(REAL)
    for code in ("2022-03", "2022-Q1", "2022-S1", "2022"):
        people = attendees(summary(made, code))
        assert people
        assert people.total == Tally(exact=70, exact_events=("training",), missing=("data-workshop",))
        assert people.women == Tally(exact=35, exact_events=("training",), missing=("data-workshop",))
        assert (people.women.exact, people.men.exact, people.sex_coverage.exact) == (35, 35, 70)
    for code in ("2022-04", "2022-Q2", "2021", "2023"):
        assert attendees(summary(made, code)) is None


def test_a_series_is_listed_without_its_figure_in_the_month_of_its_first_session() -> None:
    found = summary(records(REAL), "2022-02")
    (entry,) = found.events
    assert (entry.id, entry.listing, found.held) == ("training", Listing.LISTED, ())
    assert [(part.session.id, part.number, part.of) for part in entry.inside] == [("rabat", 1, 3)]
    assert found.people == ()
    assert [row.key for row in found.by["city"].rows] == ["Rabat"]


def test_the_first_quarter_of_2022_holds_two_activities_and_one_that_is_undated() -> None:
    found = summary(records(REAL), "2022-Q1")
    assert found.held == ("training", "data-workshop")
    assert [(undated.id, undated.reason) for undated in found.undated] == [("return-workshop", "undated")]
    assert [row.key for row in found.by["city"].rows] == ["Casablanca", "Marrakech", "Rabat"]
    assert found.countries is None
    people = attendees(found)
    assert people and not people.total.bare
    figure = found.figure("people.attendees.in_person")
    assert figure and figure.value == ">=70 (1 event without)"
    assert figure.records == ("data-workshop", "training")


def test_a_single_figure_keeps_the_noun_of_its_source() -> None:
    people = attendees(summary(records({"training": TRAINING}), "2022-Q1"))
    assert people and people.single_event == "training"
    assert people.noun and people.noun.get("fr", "fr")[0] == "participant-e-s"
    other = TRAINING | {"sessions": [{"id": "here", "date": "2022-03-01"}]}
    several = attendees(summary(records({"training": TRAINING, "again": other}), "2022-Q1"))
    assert several and (several.single_event, several.noun, several.total.exact) == ("", None, 140)


def test_a_city_counts_once_under_all_its_names() -> None:
    names = ({"fr": "Tanger", "en": "Tangier"}, "Tangier", "TANGER", {"fr": "Fès"}, "Fes")
    events = {
        f"event-{n}": DATA_WORKSHOP | {"place": {"city": name}, "language": "en" if n in (1, 4) else "fr"}
        for n, name in enumerate(names)
    }
    found = summary(records(events), "2022-Q1")
    assert [(row.key, row.count) for row in found.by["city"].rows] == [("Tanger", 3), ("Fès", 2)]
    figure = found.figure("cities")
    assert figure and figure.value == "2"


def test_themes_come_in_their_own_order_and_the_overlap_is_named() -> None:
    both = DATA_WORKSHOP | {"themes": ["protection", "governance"]}
    found = summary(records({"both": both, "training": TRAINING}), "2022-Q1").by["theme"]
    assert [(row.key, row.events) for row in found.rows] == [
        ("governance", ("both",)),
        ("protection", ("both", "training")),
    ]
    assert found.overlap == ("both",)


def test_a_project_of_one_session_credits_its_donor() -> None:
    sessions = [
        {"id": "one", "date": "2022-01-10"},
        {"id": "two", "date": "2022-01-11", "projects": ["reintegration"]},
    ]
    found = summary(
        records({"event": {"title": "A", "type": "meeting", "sessions": sessions}}),
        "2022-01",
        "donor:denmark",
    )
    assert found.held == ("event",)
    assert [row.key for row in found.by["donor"].rows] == ["denmark"]


def test_a_donor_of_the_background_is_not_credited() -> None:
    dated = RETURN_WORKSHOP | {"date": "2022-05-05"}
    made = records({"event": dated})
    assert summary(made, "2022-05").by["donor"].none == ("event",)
    assert summary(made, "2022-05", "donor:netherlands").events == ()


def test_goals_are_counted_as_stated_and_silence_is_shown_to_the_team_alone() -> None:
    made = records(REAL)
    found = summary(made, "2022-Q1")
    assert [(row.key, row.count) for row in found.by["goal"].rows] == [("gcm:1", 1)]
    assert len(found.goals_untouched["gcm"]) == 22 and "1" not in found.goals_untouched["gcm"]
    assert summary(made, "2022-Q1", "public").goals_untouched == {}


def test_an_earlier_period_is_compared_only_if_it_is_declared_complete() -> None:
    earlier = {
        "before": DATA_WORKSHOP | {"date": "2021-11-02"},
        "year-ago": DATA_WORKSHOP | {"date": "2021-02-02"},
    }
    silent = summary(records(REAL | earlier), "2022-Q1")
    assert silent.comparisons == ()
    by_year = summary(records(REAL | earlier, complete_periods=("2021",)), "2022-Q1")
    assert [(c.period.code, c.held, c.events) for c in by_year.comparisons] == [
        ("2021-Q4", 1, ("before",)),
        ("2021-Q1", 1, ("year-ago",)),
    ]
    side_by_side = records(REAL | earlier, complete_periods=("2021-11", "2021-10", "2021-12", "not a period"))
    assert [c.period.code for c in summary(side_by_side, "2022-Q1").comparisons] == ["2021-Q4"]
    with_a_gap = records(REAL | earlier, complete_periods=("2021-10", "2021-12"))
    assert summary(with_a_gap, "2022-Q1").comparisons == ()


def test_a_year_has_a_row_for_what_is_not_dated_more_closely() -> None:
    loose = DATA_WORKSHOP | {"date": "2022"}
    found = summary(records(REAL | {"loose": loose}), "2022")
    assert [(row.period and row.period.code, sorted(row.events)) for row in found.parts] == [
        ("2022-Q1", ["data-workshop", "training"]),
        ("2022-Q2", []),
        ("2022-Q3", []),
        ("2022-Q4", []),
        (None, ["loose"]),
    ]
    assert found.by["month"].none == ("loose",)
    assert [(u.id, u.reason) for u in summary(records({"loose": loose}), "2022-Q3").undated] == [
        ("loose", "too_loose")
    ]


def test_an_indicator_stands_with_its_value_for_exactly_the_period() -> None:
    fields = {
        "label": "Retours",
        "definition": "Personnes rentrées",
        "unit": "personnes",
        "accumulation": "per_period",
        "project": "compass",
        "values": [
            {"period": "2022-T1", "count": {"at_least": "40"}, "source": "Rapport"},
            {"period": "2022", "count": "300", "source": "Rapport"},
        ],
    }
    made = records(REAL, indicators={"returns": fields})
    found = summary(made, "2022-Q1")
    assert [(entry.id, entry.count.at_least) for entry in found.indicators] == [("returns", 40)]
    figure = found.figure("indicator.returns")
    assert figure and (figure.value, figure.records) == (">=40", ("indicator/returns",))
    assert summary(made, "2022-02").indicators == ()
    assert summary(made, "2022-Q1", "donor:us-prm").indicators == ()
    assert len(summary(made, "2022-Q1", "donor:denmark").indicators) == 1


def test_bodies_count_once_and_those_that_only_sent_people_are_no_partners() -> None:
    roles = (
        ("oim-maroc", "organiser"),
        ("denmark", "partner"),
        ("netherlands", "participant"),
        ("denmark", "host"),
    )
    bodies = [{"organisation": body, "role": role} for body, role in roles]
    event = DATA_WORKSHOP | {"organisations": bodies}
    found = summary(records({"one": event, "two": event | {"date": "2022-03-29"}}), "2022-Q1")
    assert found.organisations == ("denmark", "netherlands")
    assert found.partners == ("denmark",)
    figure = found.figure("partners")
    assert figure and (figure.value, figure.records) == ("1", ("one", "two"))


def test_the_bodies_we_belong_to_are_no_partners_of_ours() -> None:
    made = records(
        {"event": DATA_WORKSHOP | {"organisations": [{"organisation": "oim", "role": "co_organiser"}]}}
    )
    family = {"oim": organisation("OIM"), "oim-maroc": organisation("OIM Maroc", parent="oim")}
    found = summary(replace(made, organisations={**made.organisations, **family}), "2022-Q1")
    assert found.organisations == found.partners == ()


def test_a_list_of_countries_that_is_not_complete_never_becomes_a_number() -> None:
    complete = DATA_WORKSHOP | {"countries": {"codes": ["SN", "GM"], "exhaustive": "true"}}
    such_as = DATA_WORKSHOP | {"countries": {"codes": ["ML"], "exhaustive": "false", "words": "tels que"}}
    one = summary(records({"one": complete}), "2022-Q1")
    assert one.countries and (one.countries.codes, one.countries.exhaustive) == (("GM", "SN"), True)
    two = summary(records({"one": complete, "two": such_as}), "2022-Q1")
    assert two.countries and not two.countries.exhaustive
    figure = two.figure("countries")
    assert figure and figure.value == "not stated"


def test_what_belongs_to_the_whole_event_stands_where_it_counts_and_not_where_it_is_listed() -> None:
    whole = TRAINING | {
        "countries": {"codes": ["SN"], "exhaustive": "true"},
        "attendance": [{"measure": "cumulative", "count": "500"}],
    }
    made = records({"training": whole})
    february, march = summary(made, "2022-02"), summary(made, "2022-03")
    assert (february.countries, february.stated) == (None, ())
    assert march.countries and march.countries.codes == ("SN",)
    assert [stated.why for stated in march.stated] == ["cumulative"]


def test_every_figure_has_a_name_of_its_own_and_records_that_exist() -> None:
    made = records(REAL, complete_periods=("2021",))
    for code in ("2022-02", "2022-Q1", "2022"):
        found = summary(made, code)
        names = [figure.name for figure in found.figures]
        assert len(names) == len(set(names))
        assert {id for figure in found.figures for id in figure.records} <= set(made.events)


def test_a_summary_holds_no_value_of_pandas() -> None:
    found = summary(records(REAL), "2022-Q1")
    assert not re.search(r"\b(NaT|nan|NA|Timestamp|int64|string)\b|\b70\.0\b|<NA>", repr(found))
    assert all(type(people.total.exact) is int for people in found.people)


def test_the_month_before_a_period_of_days_is_as_long() -> None:
    made = records(REAL, complete_periods=("2022-02",))
    found = summary(made, "2022-03-01..2022-03-28")
    assert [c.period for c in found.comparisons] == [Period.parse("2022-02-01..2022-02-28")]
