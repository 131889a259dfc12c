"""E-mails for tests: in comes a Report, out come its HTML and that HTML as a tree."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from lxml import etree, html

from generator.config.templates import load_kind
from generator.records.fields import Channel
from generator.renderers.email.body import draw
from generator.renderers.email.sender import BY_HAND, Sender
from generator.renderers.pictures import Picture
from generator.report.compose import compose
from generator.report.model import Report
from tests.renderers.sample import sample_assets, sample_brand, sample_mail, sample_report
from tests.report.briefs import ROOT, brief_of

PERIODS = ("2022-03", "2022-02", "2023-07")
PROGRAM = Sender("*|ARCHIVE|*", "{{ UnsubscribeURL }}?a=1&b=2", "*|LIST:ADDRESS|* & {% tag %}")
MAIL = sample_mail()


def sample_letter(direction: str = "ltr") -> Report:
    """Return the Report with every block, as a letter to its readers."""
    language = "ar" if direction == "rtl" else "fr"
    return replace(sample_report(), direction=direction, language=language).for_readers()


@cache
def real_letter(period: str, language: str) -> Report:
    """Return a letter of the repository's records, for its readers."""
    kind = load_kind(ROOT / "templates", "newsletter")
    brief = brief_of(period, kind=kind, channel=Channel.NEWSLETTER, language=language)
    return compose(brief).for_readers()


@cache
def assets() -> dict[str, Picture]:
    """Return the sample's pictures."""
    with TemporaryDirectory() as folder:
        return sample_assets(Path(folder))


def cid(picture: Picture) -> str:
    """Return the address of a picture that travels inside the letter."""
    return f"cid:{picture.name}"


def mail(report: Report, *, pictures: bool = True, sender: Sender = BY_HAND) -> str:
    """Return the e-mail of `report` in the sample's brand."""
    return draw(report, sample_brand(), assets(), address=cid if pictures else None, sender=sender)


def tree(mail: str) -> html.HtmlElement:
    """Return an e-mail as a reader's program sees it, without what is for Outlook alone."""
    root = html.document_fromstring(mail)
    etree.strip_tags(root, etree.Comment)
    return root


def seen(element: html.HtmlElement) -> str:
    """Return the words of an element in one line, with plain spaces; a passage set apart by its direction parts no words."""
    element = deepcopy(element)
    for passage in element.xpath(".//span[@dir]"):
        passage.drop_tag()
    return " ".join(re.sub(r"[\u00a0\u202f]", " ", " ".join(element.itertext())).split())
