"""What a command knows of the world: clock, environment, folder, language. Handed in to every command, never looked up."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from generator.messages.catalogue import choose_language, describe, say

if TYPE_CHECKING:
    from generator.errors import Problem


def utc_now() -> datetime:
    """Return the present instant."""
    return datetime.now(UTC)


@dataclass
class Situation:
    """The world around one command. `wish` is the workspace asked for with --workspace, before or after the command."""

    now: Callable[[], datetime] = utc_now
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)
    folder: Path = field(default_factory=Path.cwd)
    wish: Path | None = None

    @property
    def language(self) -> str:
        """Return the language of the person: fr or en."""
        return choose_language(None if self.environment is os.environ else dict(self.environment))

    def workspace(self) -> Path:
        """Return the workspace to work in. Refusal if there is none."""
        from generator.config.workspace import find_workspace

        return find_workspace(self.wish, self.environment, self.folder)

    def words(self, code: str, **facts: object) -> str:
        """Return the sentence `commands.<code>`."""
        return say(f"commands.{code}", self.language, **facts)

    def tell(self, code: str, **facts: object) -> None:
        """Print the sentence `commands.<code>` on standard output."""
        click.echo(self.words(code, **facts))

    def remark(self, code: str, **facts: object) -> None:
        """Print the sentence `commands.<code>` on standard error."""
        click.echo(self.words(code, **facts), err=True)

    def complain(self, problems: Iterable[Problem]) -> None:
        """Print each problem as one line on standard error."""
        for found in problems:
            try:
                words = describe(found, self.language)
            except (
                KeyError,
                IndexError,
            ):  # a code without a sentence is a slip of ours; its place still helps
                words = f"{found.file}:{found.line}: {found.field}: {found.code}"
            click.echo(one_line(words), err=True)

    def shown(self, path: Path) -> str:
        """Return `path` as a person standing in this folder would type it."""
        try:
            return os.path.relpath(path, self.folder)
        except ValueError:  # another drive on Windows
            return str(path)


def one_line(text: str) -> str:
    """Return `text` without line breaks and without characters that would move a terminal's cursor."""
    return "".join(character if character.isprintable() else " " for character in text)


def on_terminal(error_stream: bool = False) -> bool:
    """Return whether a person reads standard output (or standard error) as it is written."""
    return _is_terminal(sys.stderr if error_stream else sys.stdout) and os.environ.get("TERM") != "dumb"


def person_answers() -> bool:
    """Return whether a person sees a question and can type an answer."""
    return _is_terminal(sys.stdin) and _is_terminal(sys.stderr)


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()  # None where a person has closed it
