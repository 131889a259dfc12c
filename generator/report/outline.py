"""The sections a kind may name: in comes a section's name, out comes the function that writes it.

Adding a section is one function and one line here.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Collection, Mapping

from generator.config.kind import Kind
from generator.errors import Problem, problem
from generator.records.records import Records
from generator.report.brief import Brief
from generator.report.model import Section
from generator.report.sections import (
    back,
    chapters,
    cover,
    donor,
    front,
    glance,
    letter,
    narrative,
    proof,
    quotes,
    restated,
    thanks,
)

SECTIONS: Mapping[str, Callable[[Brief], tuple[Section, ...]]] = {
    "cover": cover.cover,
    "foreword": front.foreword,
    "about": front.about,
    "glance": glance.glance,
    "chapters": chapters.chapters,
    "quotes": quotes.quotes,
    "upcoming": back.upcoming,
    "publications": back.publications,
    "thanks": thanks.thanks,
    "restated": restated.restated,
    "about-figures": back.about_figures,
    "contact": back.contact,
    "editorial": letter.editorial,
    "headline": letter.headline,
    "briefs": letter.briefs,
    "figures": letter.letter_figures,
    "letter-quotes": quotes.letter_quotes,
    "support": thanks.support,
    "funding-first": donor.funding_first,
    "project": donor.projects,
    "funding-second": donor.funding_second,
    "key-points": donor.essentials,
    "activities": donor.activities,
    "indicators": donor.indicators,
    "institutions": donor.institutions,
    "results": donor.results,
    "figures-origin": donor.origin,
    "difficulties": donor.difficulties,
    "next-steps": donor.next_steps,
    "pictures": donor.pictures,
    "visibility": donor.visibility,
    "funding": donor.funding,
    "eu-description": narrative.description,
    "eu-assessment": narrative.assessment,
    "eu-cooperation": narrative.cooperation,
    "eu-visibility": narrative.visibility,
    "proof": proof.annex,
}
# They speak to one donor; a kind with one of them is made for nobody else.
FOR_A_DONOR = frozenset({"project", "key-points", "eu-description", "eu-assessment"})
# Written last, because they speak of the others.
LATE = ("contents", "acronyms", "review")


def check_outline(kind: Kind) -> tuple[Problem, ...]:
    """Return a problem for each section of the kind that is not known, with the nearest name, or that is named twice."""
    known = (*SECTIONS, *LATE)
    file = f"templates/kinds/{kind.name}.yaml"
    twice = (name for name, count in Counter(kind.sections).items() if count > 1)
    unknown = tuple(
        problem(
            "config.unknown_section",
            file=file,
            field="sections",
            given=name,
            nearest=", ".join(difflib.get_close_matches(name, known, 1, 0.4) or known),
        )
        for name in kind.sections
        if name not in known
    )
    return (
        *unknown,
        *(problem("config.section_twice", file=file, field="sections", given=name) for name in twice),
    )


def check_editions(records: Records, kinds: Collection[str]) -> tuple[Problem, ...]:
    """Return a problem for each edition's file whose folder is no kind of document: its texts would be printed nowhere."""
    found = []
    for name in records.editions:
        kind = name.partition("/")[0]
        if kind not in kinds:
            nearest = ", ".join(difflib.get_close_matches(kind, kinds, 1, 0.4) or sorted(kinds))
            file = records.files[f"edition/{name}"].path
            found.append(problem("config.unknown_edition", file=file, given=kind, nearest=nearest))
    return tuple(found)
