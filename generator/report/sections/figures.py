"""The figures of one event: in come a Brief and an EventInPeriod, out come tiles, tables and phrases; nothing is merged in silence."""

from __future__ import annotations

from collections.abc import Iterator

from generator.dataset.small_cells import OTHER
from generator.dataset.summary import EventInPeriod, PartInPeriod
from generator.records.event import Attendance, Event, Measure, Mode
from generator.records.fields import Qualifier
from generator.report.blocks import Block, Column, ColumnKind, Fact, KeyFigure, KeyFigures, Table
from generator.report.brief import Brief
from generator.report.typography import capital
from generator.report.wording import attendance_words, count_words, people_noun, place_words
from generator.report.words import Words, words

PEOPLE = (Measure.ATTENDEES, Measure.BENEFICIARIES)


def own_figures(event: Event) -> tuple[Attendance, ...]:
    """Return the stated figures about the whole event: attendees and beneficiaries, in person and online apart."""
    single = len(event.parts()) == 1
    return tuple(
        figure
        for figure in event.attendance
        if figure.measure in PEOPLE and _stated(figure) and (single or not figure.covers)
    )


def event_people(brief: Brief, event: Event) -> str:
    """Return an event's figures in a cell: "70 (35 femmes, 35 hommes)", "40 et 200 en ligne", "50 (2 sessions)".

    The words for "not stated" without one.
    """
    whole = own_figures(event)
    shown = [attendance_words(brief, figure) for figure in whole]
    told = {(figure.measure, figure.mode) for figure in whole}
    for measure in PEOPLE:
        for mode in Mode:
            figures = [f for f in event.attendance if f.covers and (f.measure, f.mode) == (measure, mode)]
            if figures and (measure, mode) not in told and any(_stated(f) for f in figures):
                shown.append(_sum_of_sessions(brief, event, mode, figures))
    return brief.enumerate(shown) if shown else brief.say("count.not_stated_short")


def _sum_of_sessions(brief: Brief, event: Event, mode: Mode, figures: list[Attendance]) -> str:
    stated = [figure for figure in figures if _stated(figure)]
    total = brief.language.number(sum(_least(figure) for figure in stated))
    exact = all(figure.count.qualifier is Qualifier.EXACT for figure in stated)
    if not (exact and len(stated) == len(event.parts())):
        total = brief.say("tile.at_least", number=total)
    people = brief.say("people.by_session", people=total, n=len(stated))
    return brief.say("people.online", people=people) if mode is Mode.ONLINE else people


def _least(figure: Attendance) -> int:
    """Return the number a figure surely reaches; an approximate or upper one reaches none."""
    sure = (Qualifier.EXACT, Qualifier.AT_LEAST, Qualifier.BETWEEN)
    return (figure.count.low or 0) if figure.count.qualifier in sure else 0


def tiles(brief: Brief, event: Event) -> Iterator[Block]:
    """Yield the whole event's stated figures as tiles; session figures stand in the table of sessions."""
    for figure in own_figures(event):
        noun = brief.say(f"tile.mode_{figure.mode.value}", noun=people_noun(brief, figure, event))
        shown = [KeyFigure(count_words(brief, figure.count), noun)]
        for key, count in (("women", figure.women), ("men", figure.men), ("unsexed", figure.sex_not_stated)):
            if count and count.qualifier is not Qualifier.NOT_STATED:
                label = brief.say(f"people.{key}_label", n=count.low or 0)
                shown.append(KeyFigure(count_words(brief, count), label))
        yield KeyFigures(tuple(shown))


def spread(brief: Brief, event: Event) -> Iterator[Block]:
    """Yield a table for each breakdown of attendees and of beneficiaries, whose small cells stand in one row."""
    for figure in event.attendance:
        if figure.measure not in PEOPLE:
            continue
        noun = capital(people_noun(brief, figure, event))
        for found in figure.breakdowns:
            by = brief.text(found.by, event.language)
            rows = tuple(
                (words(brief.text(item.label, event.language)), words(count_words(brief, item.count)))
                for item in found.items
            )
            people = _people_title(brief, figure.measure)
            columns = (Column(capital(by)), Column(people, ColumnKind.NUMBER))
            caption = brief.say("table.spread_caption", noun=noun, by=by)
            foot = "table.spread_merged" if found.items[-1].label == OTHER else "table.spread_foot"
            yield Table(caption, columns, rows, foot=(brief.words(foot),))


def _people_title(brief: Brief, *measures: Measure) -> str:
    """Return the title of a column of people: "Bénéficiaires" where it holds no other."""
    only = set(measures) == {Measure.BENEFICIARIES}
    return brief.say("table.beneficiaries" if only else "table.people")


def sessions(brief: Brief, found: EventInPeriod) -> Iterator[Block]:
    """Yield the table of sessions: all of them, the cancelled too, where the event counts; else those of the period."""
    if len(found.parts) < 2:
        return
    by_session: dict[str, list[Attendance]] = {}
    for figure in found.event.attendance:
        if figure.covers and figure.measure in PEOPLE:
            by_session.setdefault(figure.covers, []).append(figure)
    titles = ("session", "dates", "place")
    columns = [Column(brief.say(f"table.{title}")) for title in titles]
    if by_session:
        measures = (figure.measure for figures in by_session.values() for figure in figures)
        columns.append(Column(_people_title(brief, *measures), ColumnKind.NUMBER))
    rows = []
    for part in found.parts if found.counted else found.inside:
        cells = _session_cells(brief, found.event, part)
        if by_session:
            stated = [attendance_words(brief, a) for a in by_session.get(part.session.id, []) if _stated(a)]
            cells.append(brief.enumerate(stated) if stated else brief.say("count.not_stated_short"))
        rows.append(tuple(words(cell) for cell in cells))
    if rows:
        caption = brief.say("table.sessions_caption", n=len(rows))
        yield Table(caption, tuple(columns), tuple(rows), foot=_foot_of_sessions(brief, found))


def _session_cells(brief: Brief, event: Event, part: PartInPeriod) -> list[str]:
    session = part.session
    number = capital(brief.say("event.session_number", number=part.number))
    dates = brief.set(brief.language.span(session.date)) if session.date else brief.say("date.unknown")
    if session.status and session.status is not event.status:
        dates = f"{dates} ({brief.say(f'status.{session.status.value}')})"
    place = place_words(brief, session.place, event.language, venue=True)
    return [
        brief.text(session.title, event.language) or number,
        dates,
        place or brief.say("place.not_stated"),
    ]


def _foot_of_sessions(brief: Brief, found: EventInPeriod) -> tuple[Words, ...]:
    whole = own_figures(found.event)
    if not (found.counted and whole):
        return ()
    people = brief.enumerate(attendance_words(brief, figure) for figure in whole)
    return (brief.words("table.sessions_total", people=people),)


def other_figures(brief: Brief, found: EventInPeriod) -> Iterator[Fact]:
    """Yield the stated figures that enter no sum: speakers, cumulative totals and targets (counting rule 2)."""
    event = found.event
    shown = [stated.figure for stated in brief.summary.stated if stated.event == found.id]
    speakers = [f for f in event.attendance if f.measure is Measure.SPEAKERS and found.counted and _stated(f)]
    lines = []
    for figure in (*speakers, *(f for f in shown if f.measure in (Measure.CUMULATIVE, Measure.TARGET))):
        noun = people_noun(brief, figure, event)
        key = "facts.figure_for" if figure.target_for else "facts.figure"
        number, purpose = count_words(brief, figure.count), brief.set(figure.target_for or "")
        lines.append(words(brief.say(key, number=number, noun=noun, purpose=purpose)))
    if lines:
        yield Fact(brief.say("facts.other_figures"), tuple(lines))


def _stated(figure: Attendance) -> bool:
    return figure.count.qualifier is not Qualifier.NOT_STATED
