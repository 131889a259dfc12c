"""The sections of a letter: in comes a Brief, out come editorial, headline, short items and figures, and what an editor must mend.

The rule of what is featured (docs/newsletter.md): the event named first under `feature`, else the one counted in the
period with most people stated, then most sessions, then the latest; the others follow in the edition's `order`, then by
date, as short items, and as links beyond the kind's limit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from generator.dataset.summary import EventInPeriod
from generator.errors import Problem, problem
from generator.period import PeriodKind
from generator.records.audience import PUBLIC
from generator.records.event import Event, SourceKind
from generator.records.registers import EditionTexts
from generator.report.blocks import Block, BulletList, Button, Card, KeyFigures, Paragraph, Role
from generator.report.brief import Brief
from generator.report.model import Mail, Section, Status
from generator.report.sections.cover import key_figures, people_figure
from generator.report.sections.density import lead
from generator.report.sections.facts import donor_names
from generator.report.sections.front import slot
from generator.report.sections.glance import people_sentences
from generator.report.sections.handover import handover
from generator.report.sections.telling import Told, dateline, later, payers_of, pictures, shortened
from generator.report.typography import capital
from generator.report.words import Source, Text, Words, words

LONGEST_SUBJECT = 78  # characters; mailboxes cut what is longer
FEWEST_FIGURES = 2  # a single figure is no section
MOST_TITLES = 3  # of a line that a mailbox cuts


def editorial(brief: Brief) -> tuple[Section, ...]:
    """Return a person's text; without one, sentences built from the figures; for a period without activity, one line."""
    title = brief.say("section.editorial")
    if brief.edition.editorial:
        return (Section("editorial", title, slot(brief, brief.edition.editorial, "editorial")),)
    period = capital(brief.language.period(brief.summary.period))
    if not brief.shown():
        notice = Paragraph(brief.words("letter.nothing", period=period), Role.LEAD)
        return (Section("editorial", brief.say("section.essential"), (notice,)),)
    people = () if "figures" in brief.kind.sections and letter_figures(brief) else people_sentences(brief)
    text = " ".join((*_opening(brief), *people))
    return (Section("editorial", brief.say("section.essential"), (Paragraph(words(text), Role.LEAD),)),)


def _opening(brief: Brief) -> Iterator[str]:
    """Yield what was held, and what goes on beyond the period."""
    summary = brief.summary
    when = capital(_when(brief))
    if summary.held:
        yield brief.sentence(_held)
    if under_way := [found for found in summary.events if not found.counted]:
        key = "letter.also_under_way" if summary.held else "letter.under_way"
        yield capital(brief.say(key, n=len(under_way), when=when))


def _held(brief: Brief) -> str:
    held = brief.summary.held
    kinds = [brief.language.say(f"types.{row.key}", n=row.count) for row in brief.summary.by["type"].rows]
    facts = {"n": len(held), "types": brief.language.enumerate(kinds), "when": capital(_when(brief))}
    return brief.say("letter.held" if len(held) > 1 else "letter.held_one", **facts)


def _when(brief: Brief) -> str:
    """Return the period as a sentence says it: "en mars 2022"."""
    period = brief.summary.period
    if period.kind is PeriodKind.YEAR and not period.is_fiscal:
        return brief.say("letter.in_year", year=period.start.year)
    key = "letter.in_month" if period.kind is PeriodKind.MONTH else "letter.in_period"
    return brief.say(key, period=brief.language.period(period))


def headline(brief: Brief) -> tuple[Section, ...]:
    """Return the event at the head of the letter, told in a few whole sentences."""
    found = lead(brief)
    if found is None:
        return ()
    event = found.event
    picture = islice(pictures(brief, event), 1)
    blocks: list[Block] = [Paragraph(words(dateline(brief, found)), Role.DATELINE), *picture]
    text, source = _said(brief, found, _told(brief, found, at_head=True))
    if text:
        blocks.append(Paragraph(text, source=source))
    if donors := donor_names(brief, event):
        blocks.append(
            Paragraph(brief.words("letter.funded", donors=brief.enumerate(donors)), Role.FINE_PRINT)
        )
    if page := page_of(event):
        blocks.append(Button(brief.say("letter.more"), page))
    told = Section(f"event-{found.id}", brief.short_title(event), tuple(blocks))
    return (Section("headline", brief.say("section.headline"), (), (told,)),)


def briefs(brief: Brief) -> tuple[Section, ...]:
    """Return the other events: short items up to the kind's limit, a list of links beyond."""
    items, rest = _items(brief)
    if not items:
        return ()
    blocks: list[Block] = [_item(brief, found) for found in items]
    if rest:
        lines = tuple(
            (
                Text(brief.short_title(found.event), href=page_of(found.event)),
                Text(f"\u00a0· {dateline(brief, found)}"),
            )
            for found in rest
        )
        blocks.append(BulletList(lines, brief.say("letter.also")))
    return (Section("briefs", brief.say("section.in_brief"), tuple(blocks)),)


def letter_figures(brief: Brief) -> tuple[Section, ...]:
    """Return the period's key figures, where activities were held and more than one figure is known.

    A tile that says "at least" has the whole sentence below it, instead of a detail of its own (counting rule 3).
    """
    figures = key_figures(brief)[: brief.kind.limits.cover_figures]
    if not brief.summary.held or len(figures) < FEWEST_FIGURES:
        return ()
    blocks: list[Block] = []
    for people in brief.summary.people:
        tile = people_figure(brief, people)
        if tile in figures and people.total.exact_events != people.total.stated_events:
            figures = tuple(replace(found, detail="") if found == tile else found for found in figures)
            blocks += [Paragraph(words(said), Role.FINE_PRINT) for said in people_sentences(brief, people)]
    return (Section("figures", brief.say("section.figures"), (KeyFigures(figures), *blocks)),)


def mail(brief: Brief, document: str, description: str) -> Mail:
    """Return subject and preheader, each on one line, and the fixed words around a letter that is sent."""
    about, preheader = document, description
    if (found := lead(brief)) and "headline" in brief.kind.sections:
        own, written = brief.edition.language, brief.edition if _chosen(brief, found) else EditionTexts()
        about = brief.text(written.headline, own) or brief.short_title(found.event)
        preheader = brief.text(written.preheader, own) or _preheader(brief, found)
    publisher = brief.records.publisher
    subject = brief.say(
        "letter.subject",
        organisation=brief.text(publisher.short_name, publisher.language),
        period=brief.language.period(brief.summary.period),
        headline=about,
    )
    return Mail(
        subject=_one_line(subject),
        preheader=_one_line(preheader),
        view_online=brief.say("letter.view_online"),
        unsubscribe=brief.say("letter.unsubscribe"),
        address=brief.say("letter.address"),
        draft=_mark(brief),
        day=brief.summary.period.end.isoformat(),
        image_base_url=brief.kind.image_base_url,
        handover=handover(brief, document),
    )


def _mark(brief: Brief) -> str:
    """Return what stands at the head: that it is for the team or one donor alone, also in a final; that it is a draft."""
    audience = brief.summary.audience.partition(":")[0]
    marks = [brief.say(f"letter.only_{audience}")] if audience != PUBLIC else []
    if brief.status is Status.DRAFT:
        marks.append(brief.say("letter.draft"))
    return " ".join(marks)


def _chosen(brief: Brief, first: EventInPeriod) -> bool:
    """Return whether the words for subject and preheader were written for `first`: those for an event that the period or
    its audience keeps back would tell of it."""
    return brief.edition.feature[:1] in ((), (first.id,))


def page_of(event: Event) -> str | None:
    """Return where the public can read about an event: its own page, else the published article; None where neither is known."""
    if event.public_page:
        return event.public_page
    source = event.source
    return source.url if source and source.kind is SourceKind.ARTICLE else None


def doubts(brief: Brief) -> Iterator[Problem]:
    """Yield a warning for each thing of a letter that an editor should mend, with the file where to do it."""
    if "headline" not in brief.kind.sections:
        return
    file = brief.own_file()
    first, (items, rest) = lead(brief), _items(brief)
    if first and not brief.edition.editorial:
        yield problem("letter.no_editorial", file=file, field="editorial", warning=True)
    if first and not _chosen(brief, first):
        for name in ("headline", "preheader"):
            if getattr(brief.edition, name):
                given = brief.edition.feature[0]
                yield problem("letter.written_for_another", file=file, field=name, given=given, warning=True)
    subject = mail(brief, "", "").subject
    if first and len(subject) > LONGEST_SUBJECT:
        yield problem(
            "letter.long_subject",
            file=file,
            field="headline",
            n=len(subject),
            most=LONGEST_SUBJECT,
            warning=True,
        )
    for found in (*((first,) if first else ()), *items, *rest):
        event, place = found.event, brief.records.files[f"event/{found.id}"].path
        if page_of(event) is None:
            yield problem("letter.no_page", file=place, field="public_page", warning=True)
    for found in (*((first,) if first else ()), *items):
        place = brief.records.files[f"event/{found.id}"].path
        told, most = _told(brief, found, at_head=found is first), _most_words(brief, found is first)
        if found.whole and told is None:
            yield problem("letter.no_text", file=place, field="teaser", warning=True)
        elif found.whole and told and not told.whole:
            yield problem("letter.first_sentence", file=place, field="teaser", most=most, warning=True)


def _items(brief: Brief) -> tuple[tuple[EventInPeriod, ...], tuple[EventInPeriod, ...]]:
    first = lead(brief)
    others = tuple(found for found in brief.shown() if first is None or found.id != first.id)
    most = brief.kind.limits.cards
    return others[:most], others[most:]


def _item(brief: Brief, found: EventInPeriod) -> Card:
    event = found.event
    content, source = _said(brief, found, _told(brief, found, at_head=False))
    page = page_of(event)
    return Card(
        words(brief.short_title(event)),
        dateline(brief, found),
        content,
        tuple(payers_of(brief, event)),
        source,
        more=Button(brief.say("letter.more"), page) if page else None,
    )


def _told(brief: Brief, found: EventInPeriod, *, at_head: bool) -> Told | None:
    """Return the text of an event: at the head of the letter its summary, elsewhere its teaser, in whole sentences."""
    return shortened(brief, found, _most_words(brief, at_head), teaser_first=not at_head)


def _most_words(brief: Brief, at_head: bool) -> int:
    limits = brief.kind.limits
    return limits.headline_words if at_head else limits.card_words


def _said(brief: Brief, found: EventInPeriod, told: Told | None) -> tuple[Words, Source | None]:
    """Return the words of an event; one that counts in another period says so: what it came to is told there."""
    if not found.whole:
        return words(later(brief, found, "letter")), None
    return (told.content, told.source) if told else ((), None)


def _preheader(brief: Brief, found: EventInPeriod) -> str:
    """Return what the subject does not say: the titles where it is a person's own, else the figures, else where and when."""
    if brief.edition.headline:
        told = (found, *_items(brief)[0])[:MOST_TITLES]
        return " · ".join(brief.short_title(event.event) for event in told)
    figures = key_figures(brief)
    if brief.summary.held and len(figures) >= FEWEST_FIGURES:
        return brief.join(f"{figure.value} {figure.label}" for figure in figures[:3])
    return dateline(brief, found)


def _one_line(text: str) -> str:
    """Return a text for a header or a list of mails: one line, ordinary spaces."""
    return " ".join(text.split())
