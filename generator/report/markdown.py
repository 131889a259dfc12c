"""The small Markdown of records: in comes a text people wrote, out come blocks of words; never HTML.

Strong, emphasis, links and bullet lists are understood; everything else stays the text it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from itertools import accumulate, takewhile
from typing import TYPE_CHECKING

from generator.report.blocks import BulletList, Paragraph, Role
from generator.report.words import Mark, Source, Text, Words, plain

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# Where a sentence ends: not after an initial or an honorific, not before a small letter or what closes a quotation.
_END = re.compile(
    r"(?:(?<=[.!?؟…])|(?<=[.!?؟…][»”)])|(?<=[.!?؟…] [»”]))(?<!\b[A-Z]\.)(?<!\b(?:MM|Mr|Ms|Dr|Pr|St)\.)(?<!\bMrs\.)"
    r"\s+(?![»”)a-zà-öø-ÿ])"
)
SAFE_LINK = re.compile(r"(https?://|mailto:)[^\s<>\"']+", re.IGNORECASE)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("zero").enable(["emphasis", "link", "list", "newline"])


def read_blocks(
    text: str,
    typeset: Callable[[str], str],
    *,
    role: Role = Role.BODY,
    source: Source | None = None,
    language: str | None = None,
) -> tuple[Paragraph | BulletList, ...]:
    """Return the paragraphs and lists of `text`, set by `typeset`, each run tagged with `language` if it is given.

    The first block carries `source`.
    """
    blocks: list[Paragraph | BulletList] = []
    items: list[Words] = []
    depth = 0
    for token in _parser().parse(text):
        if token.type.endswith("list_open"):
            depth += 1
        elif token.type.endswith("list_close"):
            depth -= 1
            if not depth:
                blocks.append(BulletList(tuple(items)))
                items = []
        elif token.type == "inline":
            content = _inline(token, typeset, language)
            if depth:
                items.append(content)
            elif plain(content).strip():
                blocks.append(Paragraph(content, role))
    if blocks and source:
        blocks[0] = replace(blocks[0], source=source)
    return tuple(blocks)


def read_words(text: str, typeset: Callable[[str], str], *, language: str | None = None) -> Words:
    """Return the words of `text` on one line: its blocks one after the other."""
    found: list[Text] = []
    for block in read_blocks(text, typeset, language=language):
        for content in (block.content,) if isinstance(block, Paragraph) else block.items:
            found += [Text(" ")] * bool(found) + list(content)
    return tuple(found)


def _inline(token: Token, typeset: Callable[[str], str], language: str | None) -> Words:
    runs: list[Text] = []
    mark, href = [Mark.PLAIN], None

    def add(text: str) -> None:
        last = runs.pop() if runs and (runs[-1].mark, runs[-1].href) == (mark[-1], href) else Text("")
        runs.append(Text(last.text + text, mark[-1], href, language))

    for child in token.children or []:
        if child.type in ("strong_open", "em_open"):
            mark.append(Mark.STRONG if child.type == "strong_open" else Mark.EMPHASIS)
        elif child.type in ("strong_close", "em_close"):
            mark.pop()
        elif child.type == "link_open":
            address = str(child.attrs.get("href", ""))
            href = address if SAFE_LINK.fullmatch(address) else None
        elif child.type == "link_close":
            href = None
        elif child.type in ("softbreak", "hardbreak"):
            add(" ")
        elif child.content:
            add(child.content)
    return tuple(replace(run, text=typeset(run.text)) for run in runs)


def count_words(text: str) -> int:
    """Return how many words `text` has; marks and signs standing alone are no words."""
    return sum(1 for word in text.split() if re.search(r"\w", word))


def sentences(text: str) -> list[str]:
    """Return the sentences of `text`, its line ends being spaces."""
    return _END.split(" ".join(text.split()))


def cut_to_sentences(texts: Mapping[str, str], language: str, limit: int) -> str:
    """Return the whole sentences of the text in `language` that fit into `limit` words; empty if the first one does not.

    Where the text has as many sentences in each language, as many are kept as fit in every one: editions in two languages
    tell the same.
    """
    said = {code: sentences(text) for code, text in texts.items()}
    fitting = {code: _fitting(each, limit) for code, each in said.items()}
    kept = fitting[language]
    if len({len(each) for each in said.values()}) == 1 and (least := min(fitting.values())):
        kept = least
    return " ".join(said[language][:kept])


def _fitting(said: list[str], limit: int) -> int:
    """Return how many of the sentences `said`, from the first on, fit into `limit` words."""
    words = accumulate(map(count_words, said))
    return sum(1 for _ in takewhile(lambda so_far: so_far <= limit, words))
