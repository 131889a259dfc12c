"""The cover: in comes a Brief, out comes the section of the few figures that stand on it."""

from __future__ import annotations

from generator.dataset.summary import Listing, People
from generator.records.event import Measure
from generator.report.blocks import KeyFigure, KeyFigures
from generator.report.brief import Brief
from generator.report.model import Part, Section
from generator.report.wording import cities, sex_phrase, sum_noun


def cover(brief: Brief) -> tuple[Section, ...]:
    """Return the cover's section: the first figures of the period, each with what it covers."""
    figures = key_figures(brief)[: brief.kind.limits.cover_figures]
    return (Section("cover", "", (KeyFigures(figures),) if figures else (), part=Part.COVER),)


def key_figures(brief: Brief) -> tuple[KeyFigure, ...]:
    """Return the period's figures, the most telling first: people, activities, places, then bodies and projects."""
    summary = brief.summary
    found = [figure for people in summary.people if (figure := people_figure(brief, people))]
    if summary.held:
        activities = brief.say("tile.activities", n=len(summary.held))
        found.append(KeyFigure(brief.language.number(len(summary.held)), activities, _sessions(brief)))
    elif listed := [event for event in summary.events if event.listing is not Listing.COUNTED]:
        label = brief.say("tile.under_way", n=len(listed))
        found.append(KeyFigure(brief.language.number(len(listed)), label, brief.say("tile.under_way_detail")))
    places = list(dict.fromkeys(name for event in brief.shown() for name in cities(brief, event)))
    if places:
        detail = brief.enumerate(places) if len(places) <= 4 else ""
        found.append(
            KeyFigure(brief.language.number(len(places)), brief.say("tile.cities", n=len(places)), detail)
        )
    for key in ("project", "donor"):
        rows = summary.by[key].rows if key in summary.by else ()
        if rows:
            found.append(KeyFigure(brief.language.number(len(rows)), brief.say(f"tile.{key}s", n=len(rows))))
    return tuple(found)


def people_figure(brief: Brief, people: People) -> KeyFigure | None:
    """Return a figure of people as a tile: bare only where nothing is missing, else with what it leaves out."""
    tally = people.total
    if people.measure not in (Measure.ATTENDEES, Measure.BENEFICIARIES) or not tally.known:
        return None
    number = brief.language.number
    only_exact = tally.exact_events == tally.stated_events
    if only_exact:
        value = number(tally.exact)
    elif tally.about_events == tally.stated_events:
        value = brief.say("count.about", number=number(tally.about))
    elif tally.low:
        value = brief.say("tile.at_least", number=number(tally.low))
    else:
        value = brief.say("count.at_most", number=number(tally.at_most))
    details = [sex_phrase(brief, people)]
    if tally.missing:
        details.append(brief.say("tile.missing", n=len(tally.missing)))
    if tally.partial:
        details.append(brief.say("tile.partial", n=len(tally.partial)))
    label = brief.say(f"tile.mode_{people.mode.value}", noun=sum_noun(brief, people))
    return KeyFigure(value, label, brief.chain(part for part in details if part))


def _sessions(brief: Brief) -> str:
    several = [
        event for event in brief.summary.events if len(event.parts) > 1 and event.listing is Listing.COUNTED
    ]
    if len(several) != 1:
        return ""
    return brief.say(f"tile.series_{several[0].event.type.value}", n=len(several[0].parts))
