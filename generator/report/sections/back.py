"""What stands after the chapters: dates to come, publications, about the figures, acronyms, contact, mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.dataset.summary import Listing, People
from generator.period import DateSpan
from generator.records.event import Measure, Occurrence
from generator.report.blocks import (
    Block,
    BulletList,
    Fact,
    FactList,
    Paragraph,
    Role,
)
from generator.report.brief import Brief
from generator.report.model import Section
from generator.report.sections.density import few
from generator.report.typography import capital
from generator.report.wording import mode_noun, place_words, sex_phrase, tally_phrase
from generator.report.words import Text, Words, words

MOST_TITLES = 6  # beyond, a line says how many there are


def upcoming(brief: Brief) -> tuple[Section, ...]:
    """Return the dates to come on the as-of day: the edition's, those that events announce, and announced events."""
    found: dict[tuple[str, str], tuple[DateSpan, Fact]] = {}
    for line in _announcements(brief):
        span, title, place, url = line
        if span.end is not None and span.end < brief.as_of:
            continue
        dates = brief.set(brief.language.span(span))
        label = Text(title, href=url)
        found.setdefault(
            (str(span), title),
            (
                span,
                Fact(
                    dates, ((label, Text(brief.say("label.comma", first="", rest=place) if place else "")),)
                ),
            ),
        )
    facts = tuple(
        fact for _, fact in sorted(found.values(), key=lambda pair: (str(pair[0].start), str(pair[0])))
    )
    if not facts:
        return ()
    return (Section("upcoming", brief.say("section.upcoming"), (FactList("", facts),)),)


def _announcements(brief: Brief) -> Iterator[tuple[DateSpan, str, str, str | None]]:
    own = brief.edition.language
    for date_to_come in brief.edition.upcoming:
        place = brief.text(date_to_come.place, own)
        yield date_to_come.date, brief.text(date_to_come.title, own), place, date_to_come.url
    for found in brief.summary.events:
        for announced in found.event.announces:
            place = brief.text(announced.place, found.event.language)
            yield announced.date, brief.text(announced.title, found.event.language), place, announced.url
    for id in dict.fromkeys((*brief.summary.announced, *brief.summary.coming)):
        event = brief.records.events[id]
        for session in event.parts():
            if (session.status or event.status) is Occurrence.ANNOUNCED and session.date:
                place = place_words(brief, session.place, event.language)
                yield session.date, brief.title(event), place, event.public_page


def publications(brief: Brief) -> tuple[Section, ...]:
    """Return the publications of the period that the edition's file lists."""
    items = tuple(
        (Text(brief.text(p.title, brief.edition.language), href=p.url),) for p in brief.edition.publications
    )
    return (
        (Section("publications", brief.say("section.publications"), (BulletList(items),)),) if items else ()
    )


def about_figures(brief: Brief) -> tuple[Section, ...]:
    """Return how the figures were made: method, coverage, what is not counted and why."""
    items: list[Words] = [brief.words("figures.once")]
    if any(len(found.parts) > 1 for found in brief.summary.events):
        items.append(brief.words("figures.sessions"))
    items += _listed(brief)
    for people in brief.summary.people:
        items += (line for line in _coverage(brief, people) if line not in items)
    items += _uncounted(brief)
    if brief.summary.countries and not brief.summary.countries.exhaustive:
        items.append(brief.words("figures.countries_such_as"))
    if not brief.summary.comparisons:
        items.append(brief.words("figures.no_comparison"))
    items.append(brief.words("figures.sources", date=brief.language.day(brief.as_of)))
    return (Section("about-figures", brief.say("section.about_figures"), (BulletList(tuple(items)),)),)


def gaps(brief: Brief) -> tuple[Words, ...]:
    """Return what the figures leave out: activities that count in another period, without a figure, or not at all."""
    items = [*_listed(brief)]
    for people in brief.summary.people:
        if not people.total.bare:
            items += (line for line in _coverage(brief, people) if line not in items)
    return (*items, *_uncounted(brief))


def _listed(brief: Brief) -> Iterator[Words]:
    listed = [found for found in brief.summary.events if found.listing is Listing.LISTED]
    if len(listed) > MOST_TITLES:
        yield words(capital(brief.say("figures.listed_many", n=len(listed))))
        return
    for found in listed:
        yield brief.words("figures.listed", title=brief.quote(brief.short_title(found.event)))


def _coverage(brief: Brief, people: People) -> Iterator[Words]:
    tally = people.total
    if tally.known:
        phrase = tally_phrase(brief, tally, mode_noun(brief, people), sex_phrase(brief, people))
        yield brief.words("figures.people", people=phrase)
    if tally.missing and people.measure is Measure.ATTENDEES:
        titles = [brief.quote(brief.short_title(brief.records.events[id])) for id in tally.missing]
        if len(titles) <= MOST_TITLES:
            key = "figures.missing" if tally.known else "figures.all_missing"
            said = brief.say(key, titles=brief.language.enumerate(titles), n=len(titles))
            yield words(capital(said))
        else:
            yield words(capital(brief.say("figures.missing_many", n=len(titles))))


def _uncounted(brief: Brief) -> Iterator[Words]:
    summary = brief.summary
    left_out = [aside.event for aside in brief.edition.leave_out if aside.event in summary.held]
    ongoing = [found.id for found in summary.events if found.listing is Listing.ONGOING]
    for key, ids in (("cancelled", summary.cancelled), ("ongoing", ongoing), ("left_out", left_out)):
        if ids:
            yield words(capital(brief.say(f"figures.{key}", n=len(ids))))


def acronyms(brief: Brief, text: str) -> tuple[Section, ...]:
    """Return the acronyms that stand in `text` (the rest of the document) with what they stand for, in order."""
    rows: dict[str, dict[str, bool]] = {}
    if "activities" in brief.kind.sections and few(brief):
        text = _without_spelled_out(brief, text)
    for short, long, near in known_acronyms(brief):
        if re.search(rf"(?<!\w){re.escape(short)}(?!\w)", text):
            rows.setdefault(short, {})[long] = near or rows.get(short, {}).get(long, False)
    if not rows:
        return ()
    facts = tuple(
        Fact(short, (words(brief.chain(_nearest(rows[short]))),))
        for short in sorted(rows, key=brief.language.sort_key)
    )
    return (Section("acronyms", brief.say("section.acronyms"), (FactList("", facts),)),)


def _without_spelled_out(brief: Brief, text: str) -> str:
    """Return `text` without the acronyms that it, or its imprint, spells out: on two pages a list says them again."""
    said = f"{text} {brief.full_name(brief.records.publisher.organisation)}"
    known = {
        short
        for short, long, _ in known_acronyms(brief)
        if f"{long} ({short})" in said or re.search(rf"{re.escape(short)}\W{{1,3}}{re.escape(long)}", said)
    }
    for short in sorted(known, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(short)}(?!\w)", " ", text)
    return text


def _nearest(longs: Mapping[str, bool]) -> list[str]:
    """Return what an acronym stands for: where several share it, those of the period's own bodies and projects."""
    return [long for long, near in longs.items() if near] or list(longs)


def known_acronyms(brief: Brief) -> Iterator[tuple[str, str, bool]]:
    """Yield acronym, what it stands for, and whether the period's events name it; nothing an audience may not know of."""
    themes, summary = brief.records.themes, brief.summary
    for entry in themes.acronyms:
        yield brief.set(entry.short), brief.text(entry.long, themes.language), False
    for framework in themes.frameworks:
        if brief.short_form(framework.acronym):
            short = brief.short_form(framework.acronym)
            yield short, brief.text(framework.name, themes.language), False
    told = {project for found in summary.events for project in brief.projects_of(found.event)}
    everyone = summary.audience == "public"
    for id, project in brief.records.projects.items():
        open_to = id in told or summary.audience == "internal" or (everyone and not project.restricted)
        if project.acronym and open_to:
            yield brief.set(project.acronym), brief.text(project.title, project.language), id in told
    near = {*summary.organisations, brief.records.publisher.organisation}
    for id in brief.records.organisations:
        if acronym := brief.acronym(id):
            yield acronym, brief.name(id), id in near


def _press(brief: Brief) -> Iterator[Fact]:
    """Yield each press contact of the events told, once: name, body, office, address and number.

    The team's own documents may hold others; none is printed without the person's word.
    """
    told: set[tuple[str, str | None, str | None]] = set()
    for found in brief.shown():
        for contact in found.event.contacts:
            key = (contact.name, contact.email, contact.phone)
            if not contact.public or key in told:
                continue
            told.add(key)
            body = brief.name(contact.organisation) if contact.organisation else ""
            parts = [Text(part) for part in (body, brief.text(contact.place, found.event.language)) if part]
            if contact.email:
                parts.append(Text(contact.email, href=f"mailto:{contact.email}"))
            if contact.phone:
                parts.append(Text(brief.set(contact.phone)))
            between = Text("\u00a0· ")
            content = tuple(run for part in parts for run in (between, part))[1:]
            yield Fact(brief.set(contact.name), (content,) if content else ())


def contact(brief: Brief) -> tuple[Section, ...]:
    """Return the office's public contact, the press contacts who agreed to be printed, and the standing mentions."""
    publisher = brief.records.publisher
    blocks: list[Block] = [Paragraph(brief.run(line, publisher.language)) for line in publisher.contact_lines]
    if publisher.email:
        blocks.append(Paragraph((Text(publisher.email, href=f"mailto:{publisher.email}"),)))
    if publisher.url:
        blocks.append(Paragraph((Text(publisher.url, href=publisher.url),)))
    if facts := tuple(_press(brief)):
        blocks.append(FactList(brief.say("facts.press", n=len(facts)), facts))
    key = "section.contact" if blocks else "section.mentions"
    blocks += [Paragraph(brief.run(text, publisher.language), Role.FINE_PRINT) for text in publisher.mentions]
    return (Section("contact", brief.say(key), tuple(blocks)),) if blocks else ()
