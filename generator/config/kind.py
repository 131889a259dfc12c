"""A kind of document: in comes templates/kinds/<kind>.yaml, out comes a frozen outline."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class WhenEmpty(Enum):
    """What is made of a period without any activity: a refusal, nothing at all, or a notice of one line."""

    REFUSE = "refuse"
    NOTHING = "nothing"
    NOTICE = "notice"


class Untranslated(Enum):
    """What is made of a final some of whose texts are missing in its language: a refusal, or a document that prints them in another."""

    REFUSE = "refuse"
    ALLOW = "allow"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of what a document of this kind holds."""

    full_events: int  # up to so many events, each is told in full
    card_words: int  # longest text of a card
    cards: int  # cards in a chapter (or items in a letter), before the table (or links) of the rest
    key_quotes: int  # quotes in the section of quotes
    cover_figures: int  # figures on the cover (or in a letter)
    chart_values: int  # a chart needs at least so many values
    headline_words: int = 80  # longest text of a letter's headline event
    quote_words: int = 0  # a longer quote is printed by its excerpt, where it has one; 0: always whole
    small_cell: int = 5  # splits of beneficiaries hold no smaller number; for the team alone they do


@dataclass(frozen=True, slots=True)
class Kind:
    """An outline: the sections in order, what is made without being asked for, how much of what.

    `channel` is what the public's copy needs consent for: "report", "newsletter" or "web". `period` is the length of
    its usual period: "month", "quarter", "half" or "year". `image_base_url` is where pictures of a sent letter are put.
    """

    name: str
    sections: tuple[str, ...]
    languages: tuple[str, ...]
    formats: tuple[str, ...]
    brand: str
    limits: Limits
    channel: str = "report"
    period: str = "quarter"
    when_empty: WhenEmpty = WhenEmpty.REFUSE
    untranslated: Untranslated = Untranslated.REFUSE
    image_base_url: str = ""
