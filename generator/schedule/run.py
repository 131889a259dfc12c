"""The regular run: in come a workspace, a day and an executor, out come the editions that were due, each made exactly once.

What is due is worked out from series, manifests and ledger, never from a "last run" flag; so a run may be missed, killed or
given twice, and an hourly one costs next to nothing (hostile-input F16).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from generator.config.clock import check_zones
from generator.config.series import Series, load_series
from generator.config.workspace import templates_folder
from generator.errors import BilanError, CannotWrite, PrivacyRefusal, Problem, Refusal, problem
from generator.publishing.disk import Disk
from generator.publishing.ledger import Issue, departures, read_ledger, record
from generator.publishing.lock import Held, hold
from generator.publishing.manifest import FILE_NAME as MANIFEST
from generator.publishing.manifest import read_manifest
from generator.records.loader import load
from generator.records.records import Records
from generator.schedule.fingerprint import digest, fingerprint, next_change, templates_digest
from generator.schedule.slots import Readers, Slot, check_readers, readers_of, slots
from generator.schedule.state import State, read_state, write_state
from generator.schedule.task import Attempt, Task, What


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a slot: `folder` is the edition below reports/ (empty for none), `status` draft or final."""

    slot: Slot
    what: What
    folder: str = ""
    status: str = ""
    number: int | None = None
    problems: tuple[Problem, ...] = ()
    blocked: tuple[Problem, ...] = ()
    exit_code: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """What a run found and did, in the order of the slots. `quiet` slots needed no look; `problems` are of the whole."""

    day: date
    outcomes: tuple[Outcome, ...] = ()
    quiet: int = 0
    recorded: tuple[Issue, ...] = ()  # lines that the ledger lacked
    problems: tuple[Problem, ...] = ()

    @property
    def exit_code(self) -> int:
        """The gravest exit code: 0 where all that was due is there, 3 where a final is held back."""
        codes = [outcome.exit_code for outcome in self.outcomes]
        codes += [PrivacyRefusal.exit_code for outcome in self.outcomes if outcome.blocked]
        codes += [BilanError.exit_code for found in self.problems if not found.warning]
        return max(codes, default=0)


@dataclass(frozen=True)
class _Work:
    """What the slots are compared with."""

    series: Mapping[str, Series]
    readers: Readers
    state: State  # what still holds of what is known
    content: str  # the hash of all that was there before anything was read
    until: date  # how long that can hold
    told: Mapping[str, tuple[str, str]] = field(
        default_factory=dict
    )  # all that was known, by an edition's folder
    marks: Mapping[str, str] = field(default_factory=dict)  # fingerprints, by an edition's folder
    pending: tuple[Slot, ...] = ()
    quiet: int = 0


@dataclass(frozen=True, slots=True)
class _Press:
    """What publishing takes: the lock, and the disk."""

    held: Held
    disk: Disk


def run_due(
    workspace: Path,
    today: date,
    executor: Executor,
    *,
    only: Sequence[str] = (),
    dry: bool = False,
    show: Callable[[Slot, int, int], None] = lambda slot, done, total: None,
    disk: Disk | None = None,
) -> Run:
    """Make every edition that is due on the day `today` and not there; with `dry`, only find out which.

    `only` are names of series. A disk that fails at an edition ends the run, which tells of those before it. Raises Refusal
    for series, records or a clock that cannot be right, LockHeld, and CannotWrite where nothing can be begun.
    """
    if stale := check_zones():
        raise Refusal(stale)
    series = _series(workspace, only)
    reports = workspace / "reports"
    if dry:
        work = _look(workspace, series, today)
        return _done(workspace, today, work, _tried(workspace, work, today, executor, show, None), ())
    disk = disk or Disk()
    with hold(reports, disk=disk) as held:
        recorded = record(reports, held, disk)
        work = _look(workspace, series, today)
        if work.pending and work.state.day == date.min:  # a first run that is killed is known to have begun
            write_state(reports, replace(work.state, day=today), disk)
        outcomes = tuple(_tried(workspace, work, today, executor, show, _Press(held, disk)))
        _remember(workspace, work, today, outcomes, disk, whole=not only)
        return _done(workspace, today, work, outcomes, recorded)


def _series(workspace: Path, only: Sequence[str]) -> tuple[Series, ...]:
    known = load_series(templates_folder(workspace))
    if not known:
        raise Refusal(problem("series.no_file"))
    if strangers := [name for name in only if name not in {one.name for one in known}]:
        names = ", ".join(one.name for one in known)
        raise Refusal([problem("series.unknown", given=name, nearest=names) for name in strangers])
    return tuple(one for one in known if not only or one.name in only)


def _look(workspace: Path, series: tuple[Series, ...], today: date) -> _Work:
    """Return which slots need a look: all but those of which nothing has changed since nothing was to be done with them."""
    reports = workspace / "reports"
    state = read_state(reports)
    latest = max([state.day, *(date.fromisoformat(issue.as_of) for issue in read_ledger(reports))])
    if latest > today:
        raise Refusal(problem("series.clock", today=today, latest=latest))
    by_name = {one.name: one for one in series}
    # Before a record is read: what somebody writes while the run is at work is then looked at by the next one.
    content = digest(workspace)
    if state.digest == content and today < state.until:
        wanted = tuple(slots(series, state.readers, today))
        pending = tuple(slot for slot in wanted if not _stands(reports, state, slot.folder, None))
        if not pending:
            return _Work(by_name, state.readers, state, content, state.until, quiet=len(wanted))
    until, records = next_change(workspace, today), load(workspace)
    readers = readers_of(records)
    if found := tuple(check_readers(series, readers, records.organisations)):
        raise Refusal(found)
    wanted = tuple(slots(series, readers, today))
    marks = _marks(workspace, wanted, by_name, records)
    fresh = state if today < state.until else replace(state, done={})
    pending = tuple(s for s in wanted if not _stands(reports, fresh, s.folder, marks[s.folder]))
    quiet = len(wanted) - len(pending)
    return _Work(by_name, readers, fresh, content, until, state.done, marks, pending, quiet)


def _marks(
    workspace: Path, wanted: Iterable[Slot], series: Mapping[str, Series], records: Records
) -> dict[str, str]:
    templates = templates_digest(workspace)
    return {slot.folder: fingerprint(slot, series[slot.series], records, templates) for slot in wanted}


def _stands(reports: Path, state: State, folder: str, mark: str | None) -> bool:
    """Return whether nothing was to be done with the edition in `folder`, and that is still so."""
    known, found = state.done.get(folder, ("", ""))
    if not known or (mark is not None and known != mark):
        return False
    return not found or (reports / found / MANIFEST).is_file()


def _tried(
    workspace: Path,
    work: _Work,
    today: date,
    executor: Executor,
    show: Callable[[Slot, int, int], None],
    press: _Press | None,
) -> Iterator[Outcome]:
    """Yield what became of each pending slot, published where there is a `press`; numbered finals one after the other.

    A disk that could not keep one edition is not given the next: that one ends it.
    """
    if not work.pending:
        return
    from generator.schedule.jobs import run_all  # what makes documents takes long to load

    gone = {issue.folder: issue for issue in read_ledger(workspace / "reports")}
    missing = {found.rpartition("/")[0] for found in gone if not (workspace / "reports" / found).is_dir()}
    done, total = 0, len(work.pending)
    for wave in _waves(work):
        tasks = []
        for slot in wave:
            if slot.folder in missing:  # it was issued: nothing takes its place by itself
                yield Outcome(slot, What.STALE)
                done += 1
            else:
                tasks.append(Task(slot, work.series[slot.series].final, today, draw=press is not None))
        for tried in run_all(executor, workspace, tasks):
            show(tried.task.slot, done, total)
            outcome = _once(workspace / "reports", _published(workspace, tried, press), work, press)
            yield outcome
            if outcome.exit_code == CannotWrite.exit_code:
                return
            done += 1


def _once(reports: Path, outcome: Outcome, work: _Work, press: _Press | None) -> Outcome:
    """Return the outcome as it is told: "nothing to report" once, not on every first of a month; and an edition that nobody
    was told of, because its run was killed or a person built it, as made."""
    folder = outcome.slot.folder
    mark, known = work.told.get(folder, ("", ""))
    if outcome.what is What.NOTHING and (mark, known) == (work.marks[folder], ""):
        return replace(outcome, what=What.UNCHANGED, problems=())
    untold = press and work.state.day > date.min and known != outcome.folder
    if untold and outcome.what is What.UNCHANGED:
        number = read_manifest(reports / outcome.folder).number
        return replace(outcome, what=What.MADE, number=number)
    return outcome


def _waves(work: _Work) -> Iterator[list[Slot]]:
    """Yield the slots in groups of which each can be made at once: a numbered final waits for the one before it."""
    chains: dict[object, list[Slot]] = {}
    for slot in work.pending:
        one = work.series[slot.series]
        numbered = one.final and one.first_number is not None
        chains.setdefault((slot.series, slot.audience) if numbered else slot, []).append(slot)
    for place in range(max(map(len, chains.values()), default=0)):
        yield [chain[place] for chain in chains.values() if place < len(chain)]


def _published(workspace: Path, tried: Attempt, press: _Press | None) -> Outcome:
    slot, made = tried.task.slot, tried.made
    found = Outcome(
        slot,
        tried.what,
        tried.found,
        tried.found.rpartition("/")[2].partition("-")[0],
        problems=tried.problems,
        blocked=tried.blocked,
        exit_code=tried.exit_code,
    )
    if tried.what is not What.MADE or made is None or made.manifest is None:
        return found
    status, number = made.status.value, made.manifest.number
    if press is None:
        return replace(found, status=status, number=number)
    try:
        from generator.pipeline import put

        built = put(workspace, made, press.held, press.disk)
    except (Refusal, CannotWrite) as error:
        return replace(found, what=What.REFUSED, problems=error.problems, exit_code=error.exit_code)
    folder = built.folder.relative_to(workspace / "reports").as_posix() if built.folder else ""
    told = (*built.notices, *tried.problems)
    return replace(found, folder=folder, status=status, number=number, problems=told)


def _remember(
    workspace: Path, work: _Work, today: date, outcomes: Iterable[Outcome], disk: Disk, *, whole: bool
) -> None:
    """Keep of which slots nothing is to be done; what is stale, blocked or refused is looked at again the next time."""
    if not work.marks:
        return
    settled = (What.MADE, What.UNCHANGED, What.NOTHING)
    done = {folder: pair for folder, pair in work.state.done.items() if not whole or folder in work.marks}
    for outcome in outcomes:
        folder = outcome.slot.folder
        done.pop(folder, None)
        if outcome.what in settled and not outcome.blocked:
            done[folder] = (work.marks[folder], outcome.folder)
        elif outcome.folder:  # to be looked at again, but the team knows of it
            done[folder] = ("", outcome.folder)
    state = State(work.content, today, work.until, work.readers, done)
    write_state(workspace / "reports", state, disk)


def _done(
    workspace: Path, today: date, work: _Work, outcomes: Iterable[Outcome], recorded: tuple[Issue, ...]
) -> Run:
    order = {name: place for place, name in enumerate(work.series)}
    sorted_ = sorted(outcomes, key=lambda one: (order[one.slot.series], one.slot))
    return Run(today, tuple(sorted_), work.quiet, recorded, tuple(departures(workspace / "reports")))
