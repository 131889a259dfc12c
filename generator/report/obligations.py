"""What a document owes its donor: in come a Brief and a donor, out come its statements, chosen by rule, and what is missing.

The rule (docs/donors.md): a project's own statement before the register's, the one that holds on the as-of day, its
sentence for a sole donor where nobody else pays for what the document tells, else its co-funding sentence; in the
document's language, word for word. Nothing is translated and nothing is made up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.errors import Problem, problem
from generator.records.obligations import ObligationPlace, Statement
from generator.report.blocks import Block, FundingStatement, Paragraph, Role
from generator.report.brief import Brief
from generator.report.words import Source, Text, Words


@dataclass(frozen=True, slots=True)
class Owed:
    """A statement a document owes: where it is recorded, which sentence, in which language."""

    donor: str
    record: str  # the record that holds it, "organisation/…" or "project/…"
    field: str
    statement: Statement
    sentence: str  # word for word; empty where it is missing in the document's language
    disclaimer: str


def is_sole(brief: Brief, donor: str) -> bool:
    """Return whether nobody else pays for what the document tells."""
    for found in brief.summary.events:
        if brief.records.cofunders.get(found.id):
            return False
        if any(other != donor for _, other in brief.donors_of(found.event)):
            return False
    return True


def owed(brief: Brief, donor: str) -> tuple[Owed, ...]:
    """Return what the document owes `donor` on the as-of day, each statement once; nothing where none is recorded."""
    field = "funded" if is_sole(brief, donor) else "co_funded"
    found: dict[tuple[str, str], Owed] = {}
    for record, base, statement in _statements(brief, donor):
        if not statement.holds(brief.as_of):
            continue
        sentence = _wording(brief, statement, field)
        disclaimer = _wording(brief, statement, "disclaimer")
        key = (sentence, disclaimer) if sentence or disclaimer else (record, base)
        found.setdefault(key, Owed(donor, record, f"{base}.{field}", statement, sentence, disclaimer))
    return tuple(found.values())


def statements_at(brief: Brief, donor: str, place: ObligationPlace) -> tuple[Block, ...]:
    """Return the statements that stand at `place`; at the foot of a draft, a prompt where none is recorded."""
    blocks: list[Block] = []
    all_owed = owed(brief, donor)
    for one in all_owed:
        if one.statement.place is place and not one.statement.none_required:
            blocks += _blocks(brief, one)
    if place is ObligationPlace.FOOT and not all_owed:
        blocks.append(Paragraph(brief.words("obligation.prompt"), Role.PROMPT))
    return tuple(blocks)


def missing(brief: Brief, donor: str) -> Iterator[Problem]:
    """Yield what keeps a final from being made: no statement, one not confirmed, none in this language or for co-funding."""
    all_owed = owed(brief, donor)
    if not all_owed:
        yield _lacking(brief, "none", f"organisation/{donor}", f"{donor}.statements", donor)
    for one in all_owed:
        asked = one.statement.funded or one.statement.co_funded
        lacks = {
            "unconfirmed": one.statement.confirmed is None,
            "wording": asked and not one.sentence,
            "disclaimer": one.statement.disclaimer and not one.disclaimer,
        }
        for code in (code for code, lacking in lacks.items() if lacking):
            yield _lacking(brief, code, one.record, one.field, donor)


def _lacking(brief: Brief, code: str, record: str, field: str, donor: str) -> Problem:
    file = brief.records.files.get(record)
    where = file.path if file else "records/organisations.yaml"
    return problem(f"obligation.{code}", file=where, field=field, donor=donor, wanted=brief.language.code)


def _statements(brief: Brief, donor: str) -> Iterator[tuple[str, str, Statement]]:
    """Yield record, field and statement: those of the projects told, else of the donor's own entry."""
    projects = dict.fromkeys(p for found in brief.summary.events for p in brief.projects_of(found.event))
    for project in projects:
        for index, given in enumerate(brief.records.projects[project].donors, 1):
            if given.organisation == donor:
                for number, statement in enumerate(given.statements, 1):
                    yield f"project/{project}", f"donors[{index}].statements[{number}]", statement
    overridden = [
        project
        for project in projects
        for given in brief.records.projects[project].donors
        if given.organisation == donor and given.statements
    ]
    if not projects or len(overridden) < len(projects):
        for number, statement in enumerate(brief.records.organisations[donor].statements, 1):
            yield f"organisation/{donor}", f"{donor}.statements[{number}]", statement


def _wording(brief: Brief, statement: Statement, field: str) -> str:
    """Return a wording in the document's language and no other, exactly as it was recorded."""
    local = getattr(statement, field)
    own = brief.records.publisher.language
    if local is None or brief.language.code not in local.languages(own):
        return ""
    text: str = local.get(brief.language.code, own)[0]
    return text


def _blocks(brief: Brief, one: Owed) -> Iterator[Block]:
    own, statement = brief.records.publisher.language, one.statement
    source = Source(one.record, one.field, brief.language.code)
    if one.sentence:
        alt = brief.text(statement.emblem_alt, own) or brief.say(
            "thanks.logo_alt", name=brief.name(one.donor)
        )
        emblem = f"logos/{statement.emblem}" if statement.emblem else ""
        yield FundingStatement(_exact(one.sentence), emblem, alt if emblem else "")
    elif statement.funded or statement.co_funded:
        yield Paragraph(brief.words("obligation.prompt"), Role.PROMPT)
    if one.disclaimer:
        yield Paragraph(_exact(one.disclaimer), Role.FINE_PRINT, source)


def _exact(text: str) -> Words:
    return (Text(" ".join(text.split("\n"))),)
