"""Letters of small workspaces, for tests: in come records as text, out come Briefs, Reports and what they say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from generator.config.kind import Kind
from generator.config.templates import load_kind
from generator.records.fields import Channel
from generator.records.loader import load
from generator.records.registers import EditionTexts
from generator.records.verbatim import normalise
from generator.report.blocks import Card, Paragraph, Quote, Role
from generator.report.brief import Brief
from generator.report.compose import compose, texts
from generator.report.model import Report, Section, Status
from generator.report.sections.letter import doubts
from generator.report.words import plain
from tests.report.briefs import ROOT, brief_of
from tests.workspaces import minimal_workspace

AS_OF = date(2022, 4, 5)
EDITION = "records/editions/newsletter/2022-03.yaml"
OFFICIAL = "consent: {basis: official}"
NEWSLETTER = load_kind(ROOT / "templates", "newsletter")


def event(day: int, title: str, *more: str) -> dict[str, str]:
    """Return a workshop of March 2022 under an id that ends in its day."""
    lines = (f"title: {title}", "type: workshop", f"date: 2022-03-{day:02}", "state: approved", *more)
    return {f"2022-03-{day:02}-atelier": "\n".join(lines) + "\n"}


def people(count: str) -> str:
    """Return an attendance of so many people."""
    return f"attendance:\n  - measure: attendees\n    count: {count}"


def quote(id: str, name: str, consent: str = OFFICIAL, *more: str) -> str:
    """Return an item of `quotes`, whose words name who speaks."""
    lines = (f"  - id: {id}", f"    speaker: {{name: {name}}}", f"    fragments: [Mots de {name}]")
    return "\n".join((*lines, f"    {consent}", *(f"    {line}" for line in more)))


def words_of(number: int, word: str = "mot") -> str:
    """Return so many words."""
    return " ".join([word] * number)


def brief_in(
    folder: Path,
    events: dict[str, str],
    edition: str = "",
    *,
    period: str = "2022-03",
    kind: Kind = NEWSLETTER,
    channels: tuple[Channel, ...] = (Channel.NEWSLETTER,),
    language: str = "fr",
    as_of: date = AS_OF,
    status: Status = Status.DRAFT,
) -> Brief:
    """Return the Brief of a small workspace with `events`, and `edition` as what the team wrote for March 2022."""
    workspace = minimal_workspace(folder, events, files={EDITION: edition} if edition else {})
    records = load(workspace)
    own = records.editions.get(f"newsletter/{period}", EditionTexts())
    return brief_of(
        period,
        records=records,
        language=language,
        as_of=as_of,
        edition=own,
        kind=kind,
        status=status,
        channel=channels[0],
        further=channels[1:],
    )


def real(period: str, language: str = "fr", as_of: date = AS_OF) -> Report:
    """Return the letter of the repository's records, without what its team has written for it."""
    brief = brief_of(period, kind=NEWSLETTER, channel=Channel.NEWSLETTER, language=language, as_of=as_of)
    return compose(brief)


def text(value: object) -> str:
    """Return every word of a Report or a part of it, without what typography may change."""
    return normalise(" ".join(texts(value)))


def part(report: Report, code: str) -> Section:
    """Return a section that must be there."""
    section = report.section(code)
    assert section is not None, code
    return section


def headline(report: Report) -> str:
    """Return the title of the event at the head."""
    (told,) = part(report, "headline").sections
    return told.title


def items(report: Report) -> list[str]:
    """Return the titles of the short items."""
    return [plain(block.title) for block in part(report, "briefs").blocks if isinstance(block, Card)]


def paragraphs(section: Section, role: Role) -> list[str]:
    """Return the paragraphs of one role in a section."""
    found = (block for block in section.blocks if isinstance(block, Paragraph) and block.role is role)
    return [normalise(plain(block.content)) for block in found]


def told(brief: Brief) -> list[str]:
    """Return the codes of what the team is told."""
    return [problem.code for problem in doubts(brief)]


def speakers(report: Report) -> list[str]:
    """Return who is quoted, in order."""
    if (section := report.section("quotes")) is None:
        return []
    return [block.speaker for block in section.blocks if isinstance(block, Quote)]
