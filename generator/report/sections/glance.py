"""The period at a glance: in comes a Brief, out comes a section of timeline, takeaways, context, charts and tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.dataset.summary import Breakdown, Listing, PartRow, People
from generator.period import Period, PeriodKind
from generator.records.event import Measure
from generator.report.blocks import (
    Bar,
    Block,
    BulletList,
    Chart,
    Column,
    ColumnKind,
    KeyFigures,
    Moment,
    Paragraph,
    Role,
    Table,
    Timeline,
)
from generator.report.brief import Brief
from generator.report.model import Part, Section
from generator.report.sections.cover import city_names, key_figures
from generator.report.sections.density import few, told_in_full
from generator.report.sections.front import slot
from generator.report.typography import capital
from generator.report.wording import count_words, place_words, sex_phrase, sum_noun, tally_phrase
from generator.report.words import Text, Words, words

LONGEST_TIMELINE = 8
MOST_BARS = 8


def glance(brief: Brief) -> tuple[Section, ...]:
    """Return the overview: what happened when, what to remember, in what context, and how it spreads."""
    blocks: list[Block] = []
    if not few(brief):
        blocks.append(KeyFigures(key_figures(brief)[:6]))
    blocks += _timeline(brief)
    if points := takeaways(brief):
        blocks.append(BulletList(points, brief.say("glance.takeaways")))
    blocks += _charts(brief)
    blocks += _tables(brief)
    context = slot(brief, brief.edition.context, "context")
    inner = (Section("context", brief.say("glance.context"), context),) if context else ()
    key = f"glance.title_{brief.summary.period.kind.value}"
    return (Section("glance", brief.say(key), tuple(blocks), inner, Part.OVERVIEW),)


def takeaways(brief: Brief) -> tuple[Words, ...]:
    """Return the things to remember: the editor's, else a sentence for what was held, for each sum of people, for support."""
    if brief.edition.takeaways:
        return tuple(brief.rich(text, brief.edition.language) for text in brief.edition.takeaways)
    sentences = dict.fromkeys((held_sentence(brief), *_people(brief), _support(brief)))
    return tuple(words(capital(sentence)) for sentence in sentences if sentence)


def held_sentence(brief: Brief) -> str:
    """Return what was held, and what goes on after the period."""
    return brief.sentence(_held)


def _held(brief: Brief) -> str:
    summary = brief.summary
    later = [event for event in summary.events if event.listing is Listing.LISTED]
    sentences = []
    if summary.held:
        kinds = [brief.language.say(f"types.{row.key}", n=row.count) for row in summary.by["type"].rows]
        facts = {"n": len(summary.held), "types": brief.language.enumerate(kinds)}
        sentences.append(
            brief.say(
                "glance.held" if len(kinds) > 1 or len(summary.held) > 1 else "glance.held_one", **facts
            )
        )
    if later:
        sentences.append(capital(brief.say("glance.later", n=len(later))))
    return " ".join(sentences)


def people_sentences(brief: Brief, *sums: People) -> Iterator[str]:
    """Yield a sentence for each of the `sums` of people that is known; without any, for all of the period's."""
    for people in sums or brief.summary.people:
        if people.total.known:
            phrase = tally_phrase(brief, people.total, sum_noun(brief, people), sex_phrase(brief, people))
            yield brief.say(f"glance.people_{people.mode.value}", people=phrase)


def _people(brief: Brief) -> Iterator[str]:
    yield from people_sentences(brief)
    for people in brief.summary.people:
        if not people.total.known and people.measure is Measure.ATTENDEES and people.total.missing:
            yield brief.say("glance.people_unknown", n=len(people.total.missing))


def _support(brief: Brief) -> str:
    """Return how many activities were supported, by how many donors, through how many projects."""
    return brief.sentence(_supported)


def _supported(brief: Brief) -> str:
    projects = len(brief.summary.by["project"].rows)
    rows = brief.summary.by["donor"].rows
    donors, events = len(rows), {event for row in rows for event in row.events}
    if not donors:
        return ""
    facts = {
        "n": len(events),
        "projects": brief.language.say("count.projects", n=projects),
        "donors": brief.language.say("count.donors", n=donors),
    }
    return brief.say("glance.support" if projects else "glance.support_direct", **facts)


def _timeline(brief: Brief) -> list[Block]:
    moments: list[tuple[object, Moment]] = []
    full = told_in_full(brief)
    for found in brief.shown():
        for part in found.inside:
            span = part.session.date
            if span is None:
                continue
            title = brief.short_title(found.event)
            named = brief.text(part.session.title, found.event.language)
            if len(found.parts) > 1:
                number = brief.say("event.session_number", number=part.number)
                title = brief.say("timeline.session", title=title, session=named or number)
            label = (Text(title, href=f"#event-{found.id}" if found.id in full else None),)
            place = place_words(brief, part.session.place, found.event.language)
            moments.append(
                (
                    (span.start, found.id, part.number),
                    Moment(brief.set(brief.language.span(span)), place, label),
                )
            )
    moments.sort(key=lambda pair: str(pair[0]))
    if not 1 < len(moments) <= LONGEST_TIMELINE:
        return []
    return [Timeline(brief.say("glance.timeline"), tuple(moment for _, moment in moments))]


def _charts(brief: Brief) -> list[Block]:
    blocks: list[Block] = []
    for key, name in _CHARTS:
        found = brief.summary.by.get(key)
        if not found or len(found.rows) < brief.kind.limits.chart_values:
            continue
        if key == "month" and len(found.rows) > 12:
            continue
        rows = (
            found.rows
            if key == "month"
            else tuple(sorted(found.rows, key=lambda r: (-r.count, r.key)))[:MOST_BARS]
        )
        bars = tuple(Bar(name(brief, r.key), float(r.count), brief.language.number(r.count)) for r in rows)
        blocks.append(
            Chart(
                brief.say(f"chart.{key}"), bars, _alt(brief, key, bars), _chart_foot(brief, found, len(bars))
            )
        )
    return blocks


_CHARTS: tuple[tuple[str, Callable[[Brief, str], str]], ...] = (
    ("month", lambda brief, key: brief.set(brief.language.period(Period.parse(key)))),
    ("theme", lambda brief, key: brief.theme(key)),
    ("city", lambda brief, key: city_names(brief)[key]),
    ("type", lambda brief, key: brief.say(f"type.{key}")),
)


def _alt(brief: Brief, key: str, bars: tuple[Bar, ...]) -> str:
    shown = brief.language.enumerate(
        [brief.language.say("chart.bar", label=bar.label, value=bar.shown) for bar in bars]
    )
    return brief.say("chart.alt", caption=brief.language.say(f"chart.{key}"), bars=shown)


def _chart_foot(brief: Brief, found: Breakdown, shown: int) -> tuple[Words, ...]:
    lines = []
    if found.overlap:
        lines.append(brief.words("table.overlap", n=len(found.overlap)))
    if found.none:
        lines.append(brief.words(f"table.none_{found.by}", n=len(found.none)))
    if len(found.rows) > shown:
        lines.append(brief.words("chart.first", shown=shown, total=len(found.rows)))
    return tuple(lines)


def _tables(brief: Brief) -> list[Block]:
    blocks: list[Block] = []
    summary = brief.summary
    longer = summary.period.kind in (PeriodKind.HALF, PeriodKind.YEAR, PeriodKind.RANGE)
    if longer and len(summary.parts) > 1 and summary.held:
        blocks.append(_parts_table(brief))
    donors = summary.by["donor"]
    if donors.rows and (donors.overlap or not few(brief)):
        blocks.append(_donor_table(brief))
    for comparison in summary.comparisons:
        facts = {"n": comparison.held, "period": brief.language.period(comparison.period)}
        blocks.append(Paragraph(brief.words("glance.comparison", **facts)))
    if summary.indicators:
        blocks.append(_indicator_table(brief))
    for framework, goals in summary.goals_untouched.items():
        own = brief.records.themes.language
        name = next(brief.text(f.name, own) for f in brief.records.themes.frameworks if f.id == framework)
        shown = brief.language.enumerate(goals)
        blocks.append(
            Paragraph(
                brief.words("glance.goals_untouched", name=name, goals=shown, n=len(goals)), Role.NOTICE
            )
        )
    return blocks


def _parts_table(brief: Brief) -> Table:
    rows = []
    for part in brief.summary.parts:
        if part.period is None and not part.events:
            continue
        label = brief.language.period(part.period) if part.period else brief.say("table.not_closer")
        rows.append((words(capital(brief.set(label))), words(_part_count(brief, part))))
    columns = (Column(brief.say("table.period")), Column(brief.say("table.activities"), ColumnKind.NUMBER))
    total = (words(brief.say("table.total")), words(brief.language.number(len(brief.summary.held))))
    return Table(brief.say("table.parts_caption"), columns, tuple(rows), total)


def _part_count(brief: Brief, part: PartRow) -> str:
    """Return how many activities a smaller period counts; without any record it is not said to be zero."""
    if part.events or part.period is None or brief.declared_complete(part.period):
        return brief.language.number(len(part.events))
    return brief.say("table.no_record")


def _donor_table(brief: Brief) -> Table:
    found = brief.summary.by["donor"]
    rows = sorted(found.rows, key=lambda row: brief.language.sort_key(brief.name(row.key)))
    columns = (Column(brief.say("table.donor")), Column(brief.say("table.activities"), ColumnKind.NUMBER))
    foot = [brief.words("table.overlap_donors", n=len(found.overlap))] if found.overlap else []
    if found.none:
        foot.append(brief.words("table.none_donor", n=len(found.none)))
    cells = tuple((words(brief.full_name(row.key)), words(brief.language.number(row.count))) for row in rows)
    return Table(brief.say("table.donor_caption"), columns, cells, foot=tuple(foot))


def indicator_notes(brief: Brief) -> Iterator[str]:
    """Yield how each indicator is counted, where it started, and where the value comes from."""
    for found in brief.summary.indicators:
        own = found.indicator.language
        facts = {
            "label": brief.text(found.indicator.label, own),
            "definition": brief.text(found.indicator.definition, own).rstrip(" ."),
            "source": found.value.source.rstrip(" ."),
        }
        note = brief.say("indicator.note", **facts)
        if found.indicator.baseline:
            note = brief.say(
                "indicator.baseline", note=note, count=count_words(brief, found.indicator.baseline)
            )
        yield note


def _indicator_table(brief: Brief) -> Table:
    rows = []
    for found in brief.summary.indicators:
        own = found.indicator.language
        target = (
            count_words(brief, found.indicator.target)
            if found.indicator.target
            else brief.say("count.not_stated_short")
        )
        kind = brief.say(f"indicator.{found.indicator.accumulation.value}")
        unit = brief.join((brief.text(found.indicator.unit, own), kind))
        label = f"{brief.text(found.indicator.label, own)} ({unit})"
        rows.append((words(label), words(count_words(brief, found.count)), words(target)))
    columns = (
        Column(brief.say("table.indicator")),
        Column(brief.say("table.value"), ColumnKind.NUMBER),
        Column(brief.say("table.target"), ColumnKind.NUMBER),
    )
    return Table(
        brief.say("table.indicators_caption"),
        columns,
        tuple(rows),
        foot=(brief.words("table.indicators_foot"), *map(words, indicator_notes(brief))),
    )
