"""The words of the folder for whoever sends a letter: in comes a Brief, out comes a Handover."""

from __future__ import annotations

from generator.report.brief import Brief
from generator.report.model import Handover

# the folder's files in the order in which they are used, and the name of their sentence among the language's words
_FILES = (
    ("subject.txt", "subject"),
    ("preheader.txt", "preheader"),
    ("letter.html", "html"),
    ("letter.txt", "text"),
    ("images/", "images"),
    ("alt-texts.csv", "alt_texts"),
    ("links.csv", "links"),
    ("mailchimp.zip", "mailchimp_zip"),
    ("mailchimp.json", "mailchimp"),
    ("listmonk.json", "listmonk"),
    ("buttondown.json", "buttondown"),
)


def handover(brief: Brief, document: str) -> Handover:
    """Return the folder's words for `document`: what each file is for, the heads of its tables."""
    period = brief.language.period(brief.summary.period)
    return Handover(
        title=brief.say("handover.title", document=document, period=period),
        intro=brief.say("handover.intro"),
        files=tuple((file, brief.say(f"handover.{name}")) for file, name in _FILES),
        pictures=_heads(brief, "file", "alt", "width", "height"),
        links=_heads(brief, "words", "address", "check"),
        differs=brief.say("handover.differs"),
    )


def _heads(brief: Brief, *names: str) -> tuple[str, ...]:
    return tuple(brief.say(f"handover.head_{name}") for name in names)
