"""The editorial checks as data: in comes a check's code, out come how grave it is, where it shows and whether it can be silenced.

Every problem that a draft can tell of has its line here; its sentence stands in generator/messages, by the same code, its
name and why it matters in generator/messages/<language>/checks.py.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """What a doubt asks of the team."""

    BLOCKING = "blocking"  # a final is refused while it stands
    DECIDE = "decide"  # a person decides; told at its place in a draft
    LOOK = "look"  # a smaller matter, in the list of the review page


class Spot(Enum):
    """Where in what is told of a record a doubt is shown."""

    TITLE = "title"
    DATE = "date"
    PLACE = "place"
    FIGURES = "figures"
    PEOPLE = "people"
    QUOTE = "quote"
    TEXT = "text"
    FUNDING = "funding"
    EDITION = "edition"  # nowhere else: the edition as a whole


@dataclass(frozen=True, slots=True)
class Check:
    """An editorial check. One that cannot be silenced guards a person's or a donor's right, or the approval."""

    severity: Severity
    spot: Spot = Spot.TITLE
    silenced: bool = True  # whether a record can set it aside, with a reason


# Why the gate keeps a quote or a picture back (gate.py).
WITHHELD = ("missing", "none", "withdrawn", "expired", "not_yet", "channel", "protected")


def _right(spot: Spot, severity: Severity = Severity.BLOCKING) -> Check:
    return Check(severity, spot, silenced=False)


CHECKS: Mapping[str, Check] = {
    # what a record says of itself
    "records.weekday_mismatch": Check(Severity.BLOCKING, Spot.DATE),
    "records.sum_mismatch": Check(Severity.BLOCKING, Spot.FIGURES),
    "records.near_duplicate": Check(Severity.BLOCKING),
    "records.other_spelling": Check(Severity.DECIDE, Spot.PEOPLE),
    "records.other_role": Check(Severity.DECIDE, Spot.PEOPLE),
    "records.cut_role": Check(Severity.DECIDE, Spot.PEOPLE),
    "records.glued_honorific": Check(Severity.DECIDE, Spot.TEXT),
    "records.doubled_word": Check(Severity.DECIDE, Spot.TEXT),
    "records.quotation_marks": Check(Severity.DECIDE, Spot.TEXT),
    "records.mixed_marks": Check(Severity.LOOK, Spot.TEXT),
    "records.capital_month": Check(Severity.LOOK, Spot.TEXT),
    "records.long_summary": Check(Severity.LOOK, Spot.TEXT),
    "records.long_teaser": Check(Severity.LOOK, Spot.TEXT),
    "records.no_public_page": Check(Severity.LOOK),
    # what a record leaves open in an edition
    "checks.quote_continues": Check(Severity.DECIDE, Spot.QUOTE),
    "checks.quote_defect": Check(Severity.LOOK, Spot.QUOTE),
    "checks.figure_missing": Check(Severity.LOOK, Spot.FIGURES),
    "checks.figure_approximate": Check(Severity.LOOK, Spot.FIGURES),
    "checks.place_missing": Check(Severity.LOOK, Spot.PLACE),
    "checks.place_implied": Check(Severity.LOOK, Spot.PLACE),
    "checks.not_translated": Check(Severity.LOOK, Spot.TEXT),
    "checks.to_translate": Check(Severity.BLOCKING, Spot.TITLE, silenced=False),  # the kind asks for it
    # dates, approvals
    "final.undated": _right(Spot.DATE),  # the edition's file sets it aside
    "final.not_approved": _right(Spot.TITLE),
    "final.unsigned": _right(Spot.TITLE),
    "final.approval_void": _right(Spot.TITLE),
    "final.to_confirm": _right(Spot.TITLE),
    "final.texts_not_approved": _right(Spot.EDITION),
    "approval.waiting": _right(Spot.EDITION),
    "approval.waiting_one": _right(Spot.EDITION),
    # what donors are owed
    "obligation.none": _right(Spot.FUNDING),
    "obligation.expired": _right(Spot.FUNDING),
    "obligation.not_yet": _right(Spot.FUNDING),
    "obligation.unconfirmed": _right(Spot.FUNDING),
    "obligation.no_funded": _right(Spot.FUNDING),
    "obligation.no_co_funded": _right(Spot.FUNDING),
    "obligation.wording": _right(Spot.FUNDING),
    "obligation.disclaimer": _right(Spot.FUNDING),
    "obligation.credit_only": Check(Severity.DECIDE, Spot.FUNDING),
    # what a person chose or wrote for the edition
    "checks.event_not_shown": _right(Spot.EDITION),
    "checks.quote_wanted": Check(Severity.DECIDE, Spot.EDITION),
    "pipeline.stray_event": Check(Severity.DECIDE, Spot.EDITION),
    "series.reason_wanted": Check(Severity.DECIDE, Spot.EDITION),
    "series.reason_unused": Check(Severity.LOOK, Spot.EDITION),
    "checks.section_unused": Check(Severity.LOOK, Spot.EDITION),
    "checks.acronyms": Check(Severity.LOOK, Spot.EDITION),
    "final.summary_long": Check(Severity.LOOK, Spot.EDITION),
    # quotes and pictures that the gate kept back: they stay so, whatever is set aside
    **{f"consent.quote_{why}": Check(Severity.DECIDE, Spot.QUOTE) for why in WITHHELD},
    **{f"consent.picture_{why}": Check(Severity.DECIDE) for why in WITHHELD},
    "consent.quote_wanted": _right(Spot.EDITION),
    "consent.printed_quote": _right(Spot.QUOTE, Severity.DECIDE),
    "consent.printed_picture": _right(Spot.TEXT, Severity.DECIDE),
    # letters
    "letter.written_for_another": Check(Severity.DECIDE, Spot.EDITION),
    "letter.no_editorial": Check(Severity.LOOK, Spot.EDITION),
    "letter.long_subject": Check(Severity.LOOK, Spot.EDITION),
    "letter.no_page": Check(Severity.LOOK),
    "letter.no_text": Check(Severity.LOOK, Spot.TEXT),
    "letter.first_sentence": Check(Severity.LOOK, Spot.TEXT),
}

# The same fact told from two sides: where the first is told, the second is not, and whoever sets one aside sets both aside.
SAME_FACT: Mapping[str, str] = {"letter.no_page": "records.no_public_page"}


def codes_called(name: str) -> tuple[str, ...]:
    """Return the codes of the checks called `name` in a record: a whole code, or its last word."""
    return tuple(code for code in CHECKS if name in (code, code.rpartition(".")[2]))


def sets_aside(silenced: Mapping[str, str], code: str) -> bool:
    """Return whether a record that says `silenced` sets the check `code` aside; one that guards a right stays."""
    check = CHECKS.get(code)
    if not silenced or check is None or not check.silenced:
        return False
    codes = (code, *(other for pair in SAME_FACT.items() if code in pair for other in pair))
    return any(name in silenced for one in codes for name in (one, one.rpartition(".")[2]))


def nearest_check(name: str) -> str:
    """Return the last word of the check that can be silenced and whose code is nearest to `name`."""
    known = [code.rpartition(".")[2] for code, check in CHECKS.items() if check.silenced]
    near = difflib.get_close_matches(name.rpartition(".")[2].casefold(), known, 1, 0.0)
    return near[0]
