"""What a document owes its donor: in come a Brief and a donor, out come its statements, chosen by rule, and what is missing.

The rule (docs/donors.md): a project's own statement before the register's, the one that holds on the as-of day, its
sentence for a sole donor where nobody else pays for what the document tells, else its co-funding sentence; in the
document's language, word for word. Nothing is translated and nothing is made up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.errors import Problem, problem
from generator.records.audience import DONOR
from generator.records.fields import LocalText
from generator.records.obligations import ObligationPlace, Statement
from generator.report.blocks import Block, FundingStatement, Paragraph, Role
from generator.report.brief import Brief
from generator.report.words import Source, Text, Words


@dataclass(frozen=True, slots=True)
class Recorded:
    """Where statements are recorded: the record ("organisation/…" or "project/…"), the field, its own language."""

    record: str
    base: str
    own: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Owed:
    """A statement a document owes: where it is recorded, which sentence it asks for, and what there is of it."""

    donor: str
    record: str
    field: str
    statement: Statement
    wanted: str  # "funded" or "co_funded"
    sentence: str  # word for word; empty where it is missing in the document's language
    disclaimer: str
    own: str


def is_sole(brief: Brief, donor: str) -> bool:
    """Return whether nobody else pays for what the document tells; where it tells nothing, for its projects."""
    for found in brief.summary.events:
        if brief.records.cofunders.get(found.id):
            return False
        if any(other != donor for _, other in brief.donors_of(found.event)):
            return False
    projects = (brief.records.projects[project] for project in _projects(brief, donor) if project)
    return all(given.organisation == donor for project in projects for given in project.donors)


def owed(brief: Brief, donor: str) -> tuple[Owed, ...]:
    """Return what the document owes `donor` on the as-of day; nothing where nothing that holds is recorded."""
    wanted = "funded" if is_sole(brief, donor) else "co_funded"
    return tuple(
        Owed(
            donor,
            found.record,
            f"{found.base}[{number}].{wanted}",
            statement,
            wanted,
            _wording(brief, getattr(statement, wanted), found.own),
            _wording(brief, statement.disclaimer, found.own),
            found.own,
        )
        for found in _recorded(brief, donor)
        for number, statement in enumerate(found.statements, 1)
        if statement.holds(brief.as_of)
    )


def statements_at(brief: Brief, donor: str, place: ObligationPlace) -> tuple[Block, ...]:
    """Return the statements that stand at `place`, each once; at the foot of a draft, a prompt where none is recorded."""
    blocks: list[Block] = []
    all_owed = owed(brief, donor)
    for one in all_owed:
        if one.statement.place is place and not one.statement.none_required:
            blocks += (block for block in _blocks(brief, one) if not _stands(block, blocks))
    if place is ObligationPlace.FOOT and not all_owed:
        blocks.append(Paragraph(brief.words("obligation.prompt"), Role.PROMPT))
    return tuple(blocks)


def missing(brief: Brief, donor: str) -> Iterator[Problem]:
    """Yield what keeps a final from being made: no statement that holds, one not confirmed, no sentence of the sort or in
    the language that the document asks for."""
    for found in _recorded(brief, donor):
        if not any(statement.holds(brief.as_of) for statement in found.statements):
            code, day = _why_none(found.statements, brief.as_of)
            yield _lacking(brief, code, found.record, found.base, donor, day)
    for one in owed(brief, donor):
        asked = one.statement.funded or one.statement.co_funded
        written = getattr(one.statement, one.wanted)
        lacks = {
            "unconfirmed": one.statement.confirmed is None,
            f"no_{one.wanted}": asked and not written,
            "wording": written and not one.sentence,
            "disclaimer": one.statement.disclaimer and not one.disclaimer,
        }
        for code in (code for code, lacking in lacks.items() if lacking):
            yield _lacking(brief, code, one.record, one.field, donor)


def _why_none(statements: tuple[Statement, ...], day: date) -> tuple[str, str]:
    """Return why none of `statements` holds on `day`, and the day that says so: the last one past, else the first to come."""
    past = [one.until for one in statements if one.until is not None and one.until < day]
    if past:
        return "expired", max(past).isoformat()
    coming = [one.since for one in statements if one.since is not None]
    return ("not_yet", min(coming).isoformat()) if coming else ("none", "")


def _lacking(brief: Brief, code: str, record: str, field: str, donor: str, day: str = "") -> Problem:
    file = brief.records.files.get(record)
    where = file.path if file else "records/organisations.yaml"
    return problem(
        f"obligation.{code}", file=where, field=field, donor=donor, wanted=brief.language.code, day=day
    )


def _projects(brief: Brief, donor: str) -> tuple[str, ...]:
    """Return the projects by which `donor` pays for what the document tells, "" for its direct funding; in its own
    document that tells nothing, all its projects, which stand there."""
    pairs = (pair for found in brief.summary.events for pair in brief.donors_of(found.event))
    told = tuple(dict.fromkeys(project for project, payer in pairs if payer == donor))
    own = brief.summary.audience == f"{DONOR}{donor}"
    return told if told or not own else tuple(brief.records.projects)


def _recorded(brief: Brief, donor: str) -> Iterator[Recorded]:
    """Yield where the statements owed are recorded: each project with its own, else, once, the donor's entry."""
    projects = _projects(brief, donor)
    general = not projects
    for project in projects:
        found = brief.records.projects[project] if project else None
        own = [
            Recorded(f"project/{project}", f"donors[{number}].statements", found.language, given.statements)
            for number, given in enumerate(found.donors if found else (), 1)
            if found and given.organisation == donor and given.statements
        ]
        yield from own
        general = general or not own
    if general:
        statements = brief.records.organisations[donor].statements
        own_language = brief.records.publisher.language
        yield Recorded(f"organisation/{donor}", f"{donor}.statements", own_language, statements)


def _wording(brief: Brief, local: LocalText | None, own: str) -> str:
    """Return a wording in the document's language and no other, exactly as it was recorded."""
    if local is None or brief.language.code not in local.languages(own):
        return ""
    return local.get(brief.language.code, own)[0]


def _blocks(brief: Brief, one: Owed) -> Iterator[Block]:
    statement = one.statement
    if one.sentence:
        alt = brief.text(statement.emblem_alt, one.own) or brief.say(
            "thanks.logo_alt", name=brief.name(one.donor)
        )
        emblem = f"logos/{statement.emblem}" if statement.emblem else ""
        wording = " ".join(_paragraphs(one.sentence))
        yield FundingStatement(_exact(wording), emblem, alt if emblem else "")
    elif statement.funded or statement.co_funded:
        yield Paragraph(brief.words("obligation.prompt"), Role.PROMPT)
    source = Source(one.record, f"{one.field.rpartition('.')[0]}.disclaimer", brief.language.code)
    for paragraph in _paragraphs(one.disclaimer):
        yield Paragraph(_exact(paragraph), Role.FINE_PRINT, source)


def _stands(block: Block, blocks: list[Block]) -> bool:
    """Return whether `block` says what one of `blocks` says already, whatever record it comes from."""
    if isinstance(block, Paragraph):
        said = (found.content for found in blocks if isinstance(found, Paragraph))
        return block.content in said
    return block in blocks


def _paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a wording; only the ends of its lines are not part of it."""
    lines = (part.split("\n") for part in re.split(r"\n[ \t]*\n", text))
    joined = (" ".join(line.strip(" \t\r") for line in part if line.strip(" \t\r")) for part in lines)
    return [paragraph for paragraph in joined if paragraph]


def _exact(text: str) -> Words:
    """Return words that no typography touches."""
    return (Text(text),)
