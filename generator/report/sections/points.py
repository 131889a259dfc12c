"""What a donor is to remember: in comes a Brief made from that donor's view, out come a few sentences from the figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.dataset.summary import EventInPeriod, People
from generator.records.event import OutcomeKind
from generator.report.brief import Brief
from generator.report.sections.cover import city_names
from generator.report.sections.density import few
from generator.report.sections.glance import held_sentence, people_sentences
from generator.report.wording import cities, dates_words, mode_noun, sex_phrase

MOST_PLACES = 6  # beyond, the number of places is enough
_COUNTED = {
    OutcomeKind.RECOMMENDATION: "recommendations",
    OutcomeKind.OUTCOME: "results",
    OutcomeKind.REQUEST: "requests",
    OutcomeKind.COMMITMENT: "commitments",
}


def points(brief: Brief) -> Iterator[str]:
    """Yield what was held, who took part, what came out of it, and with whom it was paid for; may yield empty lines."""
    shown = brief.shown()
    if few(brief):
        for found in shown:
            yield _held_where(brief, found)
    else:
        yield held_sentence(brief)
    for people in brief.summary.people:
        yield from _of_one(brief, people) or people_sentences(brief, people)
    places = list(city_names(brief).values())
    if not few(brief) and 0 < len(places) <= MOST_PLACES:
        yield brief.say("donor.cities", n=len(places), cities=brief.language.enumerate(places))
    if any(found.whole and found.event.outcomes for found in shown):
        yield brief.sentence(_outcomes)
    if len(shown) > 1:
        yield shared(brief, shown)


def _outcomes(brief: Brief) -> str:
    """Return how many outcomes of each kind the activities told had."""
    kinds = [outcome.kind for found in brief.shown() if found.whole for outcome in found.event.outcomes]
    counts = (
        brief.language.say(f"donor.{_COUNTED[kind]}", n=kinds.count(kind))
        for kind in OutcomeKind
        if kind in kinds
    )
    return brief.say("donor.outcomes", outcomes=brief.language.enumerate(list(counts)))


def _held_where(brief: Brief, found: EventInPeriod) -> str:
    """Return what was held, when and where, in one line; of a series, how many sessions."""
    title = brief.short_title(found.event)
    number = len(found.told)
    when = brief.language.say("donor.sessions", n=number) if number > 1 else dates_words(brief, found)
    if not found.counted:
        return brief.say("donor.under_way", title=title, when=when)
    where = brief.enumerate(cities(brief, found))
    return brief.say("donor.held" if where else "donor.held_nowhere", title=title, when=when, where=where)


def _of_one(brief: Brief, people: People) -> Iterable[str]:
    """Return the sentence of a sum that the figure of the only activity makes: nobody asks of how many."""
    tally = people.total
    if len(brief.summary.held) != 1 or not tally.bare or not tally.known:
        return ()
    counted = brief.language.number(tally.exact)
    sexes = sex_phrase(brief, people)
    key = "donor.people_split" if sexes else "donor.people"
    return (brief.say(key, number=counted, noun=mode_noun(brief, people), sexes=sexes),)


def shared(brief: Brief, events: Sequence[EventInPeriod]) -> str:
    """Return how many of `events` others pay for too, and who; empty where nobody does."""
    theirs = [found for found in events if brief.records.cofunders.get(found.id)]
    if not theirs:
        return ""
    together = cofunders(brief, theirs)
    if len(theirs) == len(events):
        return brief.say("donor.all_shared", n=len(events), donors=together)
    return brief.say("donor.some_shared", n=len(theirs), total=len(events), donors=together)


def cofunders(brief: Brief, events: Iterable[EventInPeriod]) -> str:
    """Return the public names of those who pay for `events` too."""
    others = {body for found in events for body in brief.records.cofunders.get(found.id, ())}
    return brief.language.enumerate(sorted(map(brief.credited, others), key=brief.language.sort_key))
