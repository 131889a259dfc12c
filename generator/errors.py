"""What can go wrong, as data: in come codes and facts, out come one-line sentences and exit codes.

    BilanError                 everything a user can be told in a line; never shown as a traceback
      + Refusal                an input, template or setting is refused            (exit 2)
      + PrivacyRefusal         consent, embargo, approval, donor isolation         (exit 3)
      + LockHeld               another run holds the lock                          (exit 4)
      + CannotWrite            an output cannot be written (disk, rights)          (exit 5)
      + LimitReached           a limit of time or memory was reached               (exit 6)

Anything else that is raised is a bug of ours (exit 1).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in one place. `code` names the sentence in `generator.messages`.

    `file` is relative to the workspace; `line` and `column` count from 1, 0 means the whole file. `facts`
    fill the sentence. `warning` problems do not stop a build.
    """

    file: str
    line: int
    column: int
    field: str
    code: str
    facts: tuple[tuple[str, str], ...] = ()
    warning: bool = False


def problem(
    code: str,
    *,
    file: str = "",
    line: int = 0,
    column: int = 0,
    field: str = "",
    warning: bool = False,
    **facts: object,
) -> Problem:
    """Return a Problem; `facts` are turned into text and sorted by name."""
    pairs = tuple(sorted((name, str(value)) for name, value in facts.items()))
    return Problem(file, line, column, field, code, pairs, warning)


class BilanError(Exception):
    """Something a user can mend; carries every problem found, never only the first."""

    exit_code: ClassVar[int] = 2

    def __init__(self, problems: Iterable[Problem] | Problem) -> None:
        """Keep `problems` sorted by file, line, column."""
        self.problems: tuple[Problem, ...] = (
            (problems,) if isinstance(problems, Problem) else tuple(sorted(set(problems)))
        )
        super().__init__("; ".join(f"{p.file}:{p.line}: {p.code}" for p in self.problems))

    def __reduce__(self) -> tuple[type[BilanError], tuple[tuple[Problem, ...]]]:
        """Travel between processes by the problems, of which the rest is made again."""
        return type(self), (self.problems,)


class Refusal(BilanError):
    """An input, template or setting is refused."""

    exit_code = 2


class PrivacyRefusal(BilanError):
    """Consent, embargo, approval or donor isolation forbids it."""

    exit_code = 3


class LockHeld(BilanError):
    """Another run holds the lock."""

    exit_code = 4


class CannotWrite(BilanError):
    """An output cannot be written: disk, rights."""

    exit_code = 5


class LimitReached(BilanError):
    """A limit of time or memory was reached."""

    exit_code = 6


def facts(found: Problem) -> Mapping[str, str]:
    """Return the facts of `found` by name."""
    return dict(found.facts)
