"""Gathers what an edition is made of: in come a workspace and an Order, out comes a Plan in which everything is checked."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from generator.config.brand import Brand
from generator.config.kind import Kind, WhenEmpty
from generator.config.language import Language
from generator.config.letterhead import check_letterhead
from generator.config.series import Series, load_series
from generator.config.templates import load_brand, load_kind, load_language, nameless, names
from generator.config.workspace import templates_folder
from generator.dataset.periods import last_closed_with_records
from generator.dataset.select import select
from generator.dataset.small_cells import guarded
from generator.dataset.summarise import summarise
from generator.dataset.summary import Summary
from generator.dataset.tabulate import tabulate
from generator.errors import Problem, Refusal, problem
from generator.period import Period, PeriodKind
from generator.records.approvals import Signed, Standing, signed
from generator.records.audience import DONOR, PUBLIC
from generator.records.event import Event
from generator.records.fields import Channel
from generator.records.gate import admit, channel_of
from generator.records.loader import load
from generator.records.records import Records
from generator.records.registers import EditionTexts
from generator.records.view import seen_by
from generator.renderers.registry import FORMATS, PROOFS, check_formats
from generator.report.blockers import told
from generator.report.model import Status
from generator.report.outline import check_editions


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted. Empty `languages` and `formats` mean the series' or the kind's own; `period` None the last closed one of
    the kind's length with records. A `series` says which kind it is.
    """

    as_of: date
    kind: str = "activity-report"
    period: Period | None = None
    audience: str = PUBLIC
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    proof: bool = False  # with the annex that explains each figure, and the proof sheet beside it
    enclose: bool = False  # with the proof sheet inside the PDF
    status: Status = Status.DRAFT
    project: str = ""  # of a donor's document: this project alone
    series: str = ""  # empty for an edition that belongs to none
    cited: tuple[str, ...] | None = None  # the earlier editions it may speak of; None: all that stand
    number: int | None = None  # of a final that is made again; None: the next of its series

    @property
    def name(self) -> str:
        """What its editions are named after: the series, else the kind."""
        return self.series or self.kind

    @property
    def donor(self) -> str:
        """The donor whose document it is; empty for other audiences."""
        return self.audience.removeprefix(DONOR) if self.audience.startswith(DONOR) else ""

    @property
    def folder(self) -> str:
        """What the edition's folder is named after: the audience, and a donor's project."""
        return f"{self.audience}--{self.project}" if self.project else self.audience

    @property
    def whose(self) -> str:
        """What the file of the edition's texts is named after: a donor, and its project."""
        return f"{self.donor}--{self.project}" if self.project else self.donor


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a build, for whoever shows progress: `code` is a sentence of messages; `done` of `total` are finished."""

    code: str
    done: int
    total: int
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Plan:
    """Everything gathered for one edition, before a word is written."""

    workspace: Path
    templates: Path
    order: Order
    records: Records
    kind: Kind
    brand: Brand
    languages: Mapping[str, Language]
    period: Period
    summary: Summary
    edition: EditionTexts
    edition_name: str
    signed: Mapping[str, Signed]  # where each event told stands
    series: Series | None
    show: Callable[[str, str], None] = field(repr=False)
    number: int | None = None  # of finals only

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to tell and the kind makes nothing of it."""
        return self.kind.when_empty is WhenEmpty.NOTHING and _is_empty(
            self.summary, self.edition, self.kind, self.order.as_of
        )

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats to make, in one order whatever was asked for first."""
        return formats(self.order, self.kind)

    @property
    def proved(self) -> bool:
        """Whether the edition says in some form where each figure comes from."""
        return self.order.proof or self.order.enclose or not PROOFS.isdisjoint(self.formats)

    @property
    def stem(self) -> str:
        """What the names of the files begin with, before the language."""
        return "-".join(filter(None, (self.order.name, self.period.code, self.order.project)))


def gather(workspace: Path, order: Order, show: Callable[[Step], None]) -> Plan:
    """Read and check everything: records, kind, languages, brand, letterhead, period. A donor's plan holds its view alone.

    Refusal with every problem there is, all at once.
    """
    templates = templates_folder(workspace)
    all_series = load_series(templates)
    order, series = _of_series(order, all_series)
    kind = load_kind(templates, order.kind)
    if series and series.when_empty:
        kind = replace(kind, when_empty=series.when_empty)
    tell = _teller(order, kind, show)
    tell("pipeline.step.load", "")
    problems = check_formats(order.formats or kind.formats, "" if order.formats else kind.name)
    if order.enclose and "pdf" not in (order.formats or kind.formats):
        problems.append(problem("proof.no_pdf"))
    brand = load_brand(templates, kind.brand)
    try:
        records = load(workspace)
    except Refusal as refusal:
        wanted = order.languages or kind.languages
        found = refusal.problems
        raise Refusal([*problems, *_dress(templates, kind, brand, wanted)[1], *found]) from None
    problems += check_editions(records, (*names(templates, "kinds"), *(one.name for one in all_series)))
    problems += _unknown_donor(order.donor, records) if order.donor else []
    own = records.organisations[order.donor].language if order.donor in records.organisations else None
    spoken, faults = _dress(templates, kind, brand, order.languages or ((own,) if own else kind.languages))
    problems += [fault for fault in faults if fault not in problems]
    if problems:
        raise Refusal(problems)
    whole = records.events
    if order.donor:
        records = seen_by(records, order.donor, order.project)
    records = admit(records, order.audience, channels(order, kind), order.as_of)
    records = guarded(records, order.audience, kind.limits.small_cell)
    tell("pipeline.step.summarise", "")
    period, summary, edition, name = _count(records, order, kind)
    tell("pipeline.step.compose", "")
    stands = _signed(whole, order, told(summary))
    return Plan(
        workspace,
        templates,
        order,
        records,
        kind,
        brand,
        spoken,
        period,
        summary,
        edition,
        name,
        stands,
        series,
        tell,
    )


def _signed(events: Mapping[str, Event], order: Order, ids: Iterable[str]) -> dict[str, Signed]:
    """Return where the events stand, as their files hold them whole.

    A donor's draft says of them only whether anybody approved them: what changed since may be another's part of an event.
    """
    found = {id: signed(events[id]) for id in ids}
    if not order.donor or order.status is Status.FINAL:
        return found
    changed = (Standing.VOID, Standing.TO_CONFIRM)
    return {
        id: Signed(Standing.APPROVED if now.standing in changed else now.standing)
        for id, now in found.items()
    }


def formats(order: Order, kind: Kind) -> tuple[str, ...]:
    """Return the formats to make, in one order whatever was asked for first: with a proof, its sheets too."""
    return tuple(sorted({*(order.formats or kind.formats), *(PROOFS if order.proof else ())}))


def channels(order: Order, kind: Kind) -> tuple[Channel, ...]:
    """Return everywhere an edition goes: to its audience, and where its formats are put."""
    further = (FORMATS[name].channel for name in formats(order, kind))
    own = channel_of(order.audience, Channel(kind.channel))
    return tuple(dict.fromkeys((own, *(channel for channel in further if channel))))


def _teller(order: Order, kind: Kind, show: Callable[[Step], None]) -> Callable[[str, str], None]:
    """Return a function that shows each step as it begins."""
    total = 4 + len(order.languages or kind.languages) * len(formats(order, kind))
    done = 0

    def tell(code: str, what: str) -> None:
        nonlocal done
        show(Step(code, done, total, (("what", what),)))
        done += 1

    return tell


def _dress(
    templates: Path, kind: Kind, brand: Brand, wanted: Iterable[str]
) -> tuple[dict[str, Language], list[Problem]]:
    """Return the languages wanted, and what is wrong with them or with the letterhead of each."""
    spoken: dict[str, Language] = {}
    problems: list[Problem] = []
    for code in sorted(wanted):
        try:
            spoken[code] = load_language(templates, code)
        except Refusal as refusal:
            problems += refusal.problems
        letterhead = brand.letterhead(code, kind.name)
        problems += check_letterhead(letterhead, letterhead.relative_to(templates.parent).as_posix())
    return spoken, [*problems, *nameless(kind.name, spoken.values())]


def _of_series(order: Order, known: Sequence[Series]) -> tuple[Order, Series | None]:
    """Return the order with what its series says, and the series. Refusal for an unknown one, with the nearest."""
    if not order.series:
        return order, None
    found = next((one for one in known if one.name == order.series), None)
    if found is None:
        given = [one.name for one in known]
        nearest = ", ".join(difflib.get_close_matches(order.series, given, 1, 0.4) or given)
        code = "series.unknown" if given else "series.none"
        raise Refusal(problem(code, given=order.series, nearest=nearest))
    languages = order.languages or found.languages
    formats = order.formats or found.formats
    return replace(order, kind=found.kind, languages=languages, formats=formats), found


def _unknown_donor(donor: str, records: Records) -> list[Problem]:
    known = sorted(id for id, body in records.organisations.items() if body.donor)
    if donor in known:
        return []
    return [
        problem(
            "config.unknown_donor",
            given=donor,
            nearest=", ".join(difflib.get_close_matches(donor, known, 1, 0.3) or known),
        )
    ]


def _count(records: Records, order: Order, kind: Kind) -> tuple[Period, Summary, EditionTexts, str]:
    period = order.period or last_closed_with_records(records, order.as_of, PeriodKind(kind.period))
    if period is None:
        raise Refusal(problem("pipeline.no_closed_period", day=order.as_of))
    whose = f"--{order.whose}" if order.donor else ""
    # The texts of a series' edition may stand under its own name or, where nothing does, under its kind's.
    wanted = [f"{name}/{period.code}{whose}" for name in (order.name, order.kind)]
    name = next((name for name in wanted if name in records.editions), wanted[0])
    edition = records.editions.get(name, EditionTexts())
    set_aside = {aside.event: aside.reason for aside in edition.set_aside}
    summary = summarise(select(tabulate(records), period, order.audience, order.as_of, set_aside))
    if kind.when_empty is WhenEmpty.REFUSE and _is_empty(summary, edition, kind, order.as_of):
        raise Refusal(problem("pipeline.empty_period", period=period.code))
    return period, summary, edition, name


def _is_empty(summary: Summary, edition: EditionTexts, kind: Kind, day: date) -> bool:
    """Return whether a period has neither an event to tell nor a text that a person wrote for it and the kind prints."""
    left_out = {aside.event for aside in edition.leave_out}
    written = {
        "editorial": edition.editorial,
        "foreword": edition.foreword,
        "publications": edition.publications,
        "upcoming": [one for one in edition.upcoming if one.date.end is None or one.date.end >= day],
    }
    printed = any(text for section, text in written.items() if section in kind.sections)
    return not printed and all(found.id in left_out for found in summary.events)
