"""What the team is told after a run: in come a Run and what was told before, out comes one short message for each way that is set up.

Each thing is told once: an edition that is held back is not told of every hour. What could not be sent waits for the next run.
A notice names records by their ids, says none of their words, and never goes to readers (DESIGN.md §7).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from generator.config.settings import Settings
from generator.errors import BilanError, Problem, Refusal
from generator.messages.catalogue import LANGUAGES, say
from generator.publishing.disk import Disk
from generator.schedule.account import FORMAT_VERSION, discreet
from generator.schedule.messenger import send_mail, start_command
from generator.schedule.run import Outcome, Run
from generator.schedule.task import What
from generator.sources.source import read

FILE_NAME = ".notice.json"
LINES = 20  # of each kind of news; a longer list is only counted
REASONS = 8  # of one edition
KINDS = ("problem", "refused", "blocked", "stale", "made", "nothing")
WAITS = ("problem", "refused", "blocked", "stale")  # told again only once it has changed
_WHAT = {What.MADE: "made", What.NOTHING: "nothing", What.STALE: "stale", What.REFUSED: "refused"}


@dataclass(frozen=True, slots=True)
class News:
    """One thing to tell: an edition that was made or waits, or a problem of the whole (`series` is empty)."""

    kind: str
    series: str = ""
    audience: str = ""
    period: str = ""
    status: str = ""
    number: int | None = None
    folder: str = ""  # below the workspace
    reasons: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What it is about."""
        return f"{self.series}/{self.audience}/{self.period}" if self.series else f"/{self.mark}"

    @property
    def mark(self) -> str:
        """A hash of all it says."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Publisher:
    """Whose notices they are: the name in the subject, and the language they are in."""

    name: str
    language: str


@dataclass(slots=True)
class _Memory:
    """What was told of what waits, by key, and what each way could not send yet."""

    told: dict[str, str] = field(default_factory=dict)
    waiting: dict[str, list[News]] = field(default_factory=dict)


def publisher_of(workspace: Path) -> Publisher:
    """Return the publisher's short name and language, also where its record is wrong."""
    source, _ = read(workspace / "records" / "publisher.yaml", "records/publisher.yaml")
    language = source.value(("language",)) if source else None
    spoken = language if isinstance(language, str) and language in LANGUAGES else "en"
    names = source.value(("short_name",)) if source else None
    name = names.get(spoken) or next(iter(names.values()), "") if isinstance(names, dict) else names
    return Publisher(" ".join(str(name or "Bilan").split())[:60], spoken)


def news_of(run: Run, language: str) -> tuple[News, ...]:
    """Return everything a run has to tell, the gravest first."""
    found = [News("problem", reasons=(discreet(one, language),)) for one in run.problems]
    found += [news for outcome in run.outcomes if (news := _of(outcome, language))]
    return tuple(sorted(found, key=lambda news: KINDS.index(news.kind)))


def news_of_refusal(error: BilanError, language: str) -> tuple[News, ...]:
    """Return what is to be told where nothing could be looked at."""
    return tuple(News("problem", reasons=(discreet(one, language),)) for one in error.problems)


def _of(outcome: Outcome, language: str) -> News | None:
    kind = "blocked" if outcome.blocked else _WHAT.get(outcome.what, "")
    if not kind or (
        kind == "stale" and not outcome.problems
    ):  # a final that is gone is a problem of the whole
        return None
    reasons = outcome.blocked or (outcome.problems if kind in ("stale", "refused") else ())
    return News(
        kind,
        outcome.slot.series,
        outcome.slot.audience,
        outcome.slot.period.code,
        outcome.status,
        outcome.number,
        f"reports/{outcome.folder}" if outcome.folder else "",
        tuple(dict.fromkeys(discreet(one, language) for one in reasons)),
    )


def notify(
    workspace: Path,
    settings: Settings,
    publisher: Publisher,
    news: Sequence[News],
    now: datetime,
    environment: Mapping[str, str],
    *,
    only: Sequence[str] = (),
    whole: bool = True,
) -> tuple[Problem, ...]:
    """Tell the team what is new, each way that is set up, and return a problem for each way that failed.

    `only` are the series that were looked at (empty for all); without `whole` nothing was.
    """
    ways = [name for name, on in (("command", settings.command), ("smtp", settings.smtp)) if on]
    if not ways:
        return ()
    place = workspace / "reports" / FILE_NAME
    memory = _read(place)
    fresh = [one for one in news if one.kind not in WAITS or memory.told.get(one.key) != one.mark]
    waits = {one.key: one.mark for one in news if one.kind in WAITS}
    looked_at = {key for key in memory.told if whole and (not only or key.partition("/")[0] in ("", *only))}
    told = {key: mark for key, mark in memory.told.items() if key not in looked_at} | waits
    failures: list[Problem] = []
    waiting: dict[str, list[News]] = {}
    for way in ways:
        pending = list(dict.fromkeys((*memory.waiting.get(way, ()), *fresh)))
        if not pending:
            continue
        try:
            _send(way, workspace, settings, publisher, pending, now, environment)
        except Refusal as failure:
            failures += failure.problems
            waiting[way] = pending[-500:]
    if fresh or memory.waiting or told != memory.told:
        _write(place, _Memory(told, waiting))
    return tuple(failures)


def _send(
    way: str,
    workspace: Path,
    settings: Settings,
    publisher: Publisher,
    news: Sequence[News],
    now: datetime,
    environment: Mapping[str, str],
) -> None:
    """Raises Refusal where the news did not get away."""
    if way == "smtp" and settings.smtp:
        subject = subject_of(publisher, news)
        send_mail(settings.smtp, subject, text_of(publisher, news), publisher.language, now, environment)
    else:
        secret = settings.smtp.password_env if settings.smtp else ""
        kept = {name: value for name, value in environment.items() if name != secret}
        start_command(settings.command, payload(publisher, news), workspace, kept)


def subject_of(publisher: Publisher, news: Iterable[News]) -> str:
    """Return one line: who, and how much of each kind."""
    counts = dict.fromkeys(KINDS, 0)
    for one in news:
        counts[one.kind] += 1
    parts = [_counted(kind, count, publisher.language) for kind, count in counts.items() if count]
    return say("schedule.subject", publisher.language, name=publisher.name, news=", ".join(parts))


def text_of(publisher: Publisher, news: Sequence[News]) -> str:
    """Return the message: what waits and why, what was made and where, what nothing was made of."""
    language = publisher.language
    blocks = []
    for kind in KINDS:
        own = [one for one in news if one.kind == kind]
        if own:
            lines = list(_nothing(own, language) if kind == "nothing" else _lines(own, language))
            blocks.append("\n".join([say(f"schedule.heading_{kind}", language), *lines]))
    return "\n\n".join([*blocks, say("schedule.closing", language)]) + "\n"


def payload(publisher: Publisher, news: Iterable[News]) -> bytes:
    """Return the same for a program: JSON in UTF-8, one object, with stable keys."""
    values: dict[str, Any] = {
        "format": FORMAT_VERSION,
        "subject": subject_of(publisher, news := list(news)),
        "text": text_of(publisher, news),
        "news": [asdict(one) for one in news],
    }
    return (json.dumps(values, ensure_ascii=False, sort_keys=True) + "\n").encode()


def _counted(kind: str, count: int, language: str) -> str:
    return say(f"schedule.count_{kind}" + ("s" if count > 1 else ""), language, count=count)


def _lines(news: Sequence[News], language: str) -> Iterator[str]:
    for one in news[:LINES]:
        if one.kind == "problem":
            yield f"  {one.reasons[0]}"
            continue
        number = say("schedule.number", language, number=one.number) if one.number else ""
        named = " ".join(filter(None, (one.series, one.period, one.audience, number)))
        shown = say("schedule.named", language, name=named, periods=one.folder) if one.folder else named
        yield f"  {shown}"
        yield from (f"    {reason}" for reason in one.reasons[:REASONS])
        if len(one.reasons) > REASONS:
            yield "    " + say("schedule.more", language, count=len(one.reasons) - REASONS)
    if len(news) > LINES:
        yield "  " + say("schedule.more", language, count=len(news) - LINES)


def _nothing(news: Iterable[News], language: str) -> Iterator[str]:
    """Yield one line a series and audience, with its periods."""
    periods: dict[tuple[str, str], list[str]] = {}
    for one in news:
        periods.setdefault((one.series, one.audience), []).append(one.period)
    for (series, audience), found in periods.items():
        name = f"{series} {audience}"
        yield "  " + say("schedule.named", language, name=name, periods=", ".join(found))


def _read(place: Path) -> _Memory:
    """Return what is known; nothing where the file is not there or is none of ours: then something is told twice."""
    with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
        values = json.loads(place.read_bytes())
        if values["format"] == FORMAT_VERSION:
            waiting = {
                str(way): [News(**one | {"reasons": tuple(one["reasons"])}) for one in entries]
                for way, entries in values["waiting"].items()
            }
            return _Memory({str(key): str(mark) for key, mark in values["told"].items()}, waiting)
    return _Memory()


def _write(place: Path, memory: _Memory, disk: Disk | None = None) -> None:
    values = {
        "format": FORMAT_VERSION,
        "told": memory.told,
        "waiting": {way: [asdict(one) for one in news] for way, news in memory.waiting.items()},
    }
    disk, partial = disk or Disk(), place.with_name(f"{place.name}.partial")
    with suppress(OSError):
        place.parent.mkdir(exist_ok=True)
        partial.unlink(missing_ok=True)
        disk.write(partial, (json.dumps(values, ensure_ascii=False, sort_keys=True) + "\n").encode())
        disk.replace(partial, place)
