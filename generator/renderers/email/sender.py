"""What a sending program fills into each letter; in comes its own notation, out comes a Sender."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sender:
    """What a program puts in for each reader, in its own notation (`*|UNSUB|*`), which reaches the letter byte for byte.

    All empty for a letter that a person sends. The three are ours, never a record's.
    """

    archive: str = ""  # the address where the letter can be read online
    unsubscribe: str = ""  # the address that ends a subscription
    address: str = ""  # the postal address of who sends


BY_HAND = Sender()  # a person sends the letter
