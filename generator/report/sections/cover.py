"""The cover: in comes a Brief, out comes the section of the few figures that stand on it."""

from __future__ import annotations

from generator.dataset.summary import People, Tally
from generator.records.event import Measure
from generator.records.names import fold
from generator.report.blocks import KeyFigure, KeyFigures
from generator.report.brief import Brief
from generator.report.model import Part, Section
from generator.report.wording import mode_noun, sex_phrase


def cover(brief: Brief) -> tuple[Section, ...]:
    """Return the cover's section: the first figures of the period, each with what it covers."""
    figures = key_figures(brief)[: brief.kind.limits.cover_figures]
    return (Section("cover", "", (KeyFigures(figures),) if figures else (), part=Part.COVER),)


def key_figures(brief: Brief, counted: tuple[str, ...] = ("project", "donor")) -> tuple[KeyFigure, ...]:
    """Return the period's figures, the most telling first: people, activities, places, then what is `counted` besides."""
    summary = brief.summary
    found = [figure for people in summary.people if (figure := people_figure(brief, people))]
    if summary.held:
        activities = brief.say("tile.activities", n=len(summary.held))
        found.append(KeyFigure(brief.language.number(len(summary.held)), activities, _sessions(brief)))
    elif listed := [event for event in summary.events if not event.counted]:
        label = brief.say("tile.under_way", n=len(listed))
        detail = brief.say("tile.under_way_detail", n=len(listed))
        found.append(KeyFigure(brief.language.number(len(listed)), label, detail))
    if places := city_names(brief):
        detail = brief.enumerate(places.values()) if len(places) <= 4 else ""
        found.append(
            KeyFigure(brief.language.number(len(places)), brief.say("tile.cities", n=len(places)), detail)
        )
    for key in counted:
        rows = summary.by[key].rows if key in summary.by else ()
        if rows:
            found.append(KeyFigure(brief.language.number(len(rows)), brief.say(f"tile.{key}s", n=len(rows))))
    return tuple(found)


def city_names(brief: Brief) -> dict[str, str]:
    """Return the cities of the period's sessions by their key in the Summary, each as a record names it in the
    document's language, in the order of the events."""
    found: dict[str, str] = {}
    keys = {fold(row.key): row.key for row in brief.summary.by["city"].rows}
    for event in brief.summary.events:
        for part in event.inside:
            city = part.session.place.city if part.session.place else None
            key = next((keys[fold(n)] for n in (city.root if city else {}).values() if fold(n) in keys), "")
            if city and key:
                found.setdefault(key, brief.text(city, event.event.language))
    return found | {row.key: row.key for row in brief.summary.by["city"].rows if row.key not in found}


def people_figure(brief: Brief, people: People) -> KeyFigure | None:
    """Return a figure of people as a tile: bare only where nothing is missing, else with what it leaves out."""
    tally = people.total
    if people.measure not in (Measure.ATTENDEES, Measure.BENEFICIARIES) or not tally.known:
        return None
    shown, value = _shown(brief, tally)
    details = [sex_phrase(brief, people)]
    if tally.missing:
        details.append(brief.say("tile.missing", n=len(tally.missing)))
    if tally.partial:
        details.append(brief.say("tile.partial", n=len(tally.partial)))
    return KeyFigure(value, mode_noun(brief, people, shown), brief.chain(part for part in details if part))


def _shown(brief: Brief, tally: Tally) -> tuple[int, str]:
    """Return the number of a tile, bare and in words: what is surely reached, else what is stated about it."""
    number = brief.language.number
    if tally.exact_events == tally.stated_events:
        return tally.exact, number(tally.exact)
    if tally.low:
        return tally.low, brief.say("tile.at_least", number=number(tally.low))
    if tally.about_events:
        return tally.about, brief.say("count.about", number=number(tally.about))
    return tally.at_most, brief.say("count.at_most", number=number(tally.at_most))


def _sessions(brief: Brief) -> str:
    counted = [event for event in brief.summary.events if event.counted]
    several = [event for event in counted if len(event.told) > 1]
    if len(several) != 1:
        return ""
    series = brief.say(f"tile.series_{several[0].event.type.value}", n=len(several[0].told))
    return brief.say("tile.series_among", n=len(counted), series=series)
