"""A kind of document: in comes templates/kinds/<kind>.yaml, out comes a frozen outline."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of what a document of this kind holds."""

    full_events: int  # up to so many events, each is told in full
    card_words: int  # longest text of a card
    cards: int  # cards in a chapter, before the table of the rest
    key_quotes: int  # quotes in the section of quotes
    cover_figures: int  # figures on the cover
    chart_values: int  # a chart needs at least so many values


@dataclass(frozen=True, slots=True)
class Kind:
    """An outline: the sections in order, what is made without being asked for, how much of what."""

    name: str
    sections: tuple[str, ...]
    languages: tuple[str, ...]
    formats: tuple[str, ...]
    brand: str
    limits: Limits
