"""The whole story: in come a workspace and an Order, out go the editions that were published.

Everything is gathered and checked before anything is written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.errors import Problem
from generator.period import Period


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted. Empty `languages` and `formats` mean the kind's own; `period` None means the last closed quarter with records."""

    kind: str = "activity-report"
    period: Period | None = None
    audience: str = "public"
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    as_of: date = date.min
    proof: bool = False  # with the annex that explains each figure


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a build, for whoever shows progress: `code` is a sentence of messages, `done` of `total` steps are finished."""

    code: str
    done: int
    total: int
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Built:
    """What a build left: the edition's folder, its files, whether they are new, and what the reader must be told."""

    folder: Path
    files: tuple[Path, ...]
    new: bool
    period: Period
    chosen: bool  # True where Bilan chose the period
    notices: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


def build(workspace: Path, order: Order, show: Callable[[Step], None] = lambda step: None) -> Built:
    """Build and publish one edition. Refusal and its family for everything a user can mend."""
    raise NotImplementedError
