"""The sections a kind may name: in comes a section's name, out comes the function that writes it.

Adding a section is one function and one line here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.config.kind import Kind
from generator.errors import Problem, problem
from generator.report.brief import Brief
from generator.report.model import Section
from generator.report.sections import back, chapters, cover, front, glance, quotes, review, thanks

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
    "about-figures": back.about_figures,
    "contact": back.contact,
    "proof": back.proof,
    "review": review.review,
}
# Written last, because they speak of the others.
LATE = ("contents", "acronyms")


def check_outline(kind: Kind) -> tuple[Problem, ...]:
    """Return a problem for each section of the kind that is not known, with the nearest name."""
    import difflib

    known = (*SECTIONS, *LATE)
    return tuple(
        problem(
            "config.unknown_section",
            file=f"templates/kinds/{kind.name}.yaml",
            field="sections",
            given=name,
            nearest=", ".join(difflib.get_close_matches(name, known, 1, 0.4) or known),
        )
        for name in kind.sections
        if name not in known
    )
