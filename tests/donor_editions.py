"""Builds donors' editions as a person would: in come a workspace and a donor, out come every byte and every word on the screen."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from generator.cli.main import run
from generator.cli.situation import Situation
from tests.mission import AS_OF, COFUNDERS, DONORS, PERIOD, PUBLIC_NAME, in_each_script, owners
from tests.unpacking import unpack

READERS = ("eml", "handover", "html", "txt", "web")
# The longer ending first: a page for the web ends in .html too.
_ENDINGS = {
    "handover": "-handover/", "web": ".web.html", "xlsx": ".proof.xlsx", "proof": ".proof.json",
    "json": "manifest.json",
    **{form: f".{form}" for form in ("docx", "pdf", "eml", "html", "txt")},
}  # fmt: skip


@dataclass(frozen=True)
class Made:
    """A donor's edition: its files by their path in the workspace, and what was printed while it was made."""

    files: dict[str, bytes]
    screen: str

    @cached_property
    def marks(self) -> dict[tuple[str, str], set[str]]:
        """The marks found, by owner and tag, and the formats ("screen" too) in which they stand."""
        texts: dict[str, set[str]] = {self.screen: {"screen"}}
        for name, content in self.files.items():
            for _, text in unpack(name, content):
                texts.setdefault(text, set()).add(format_of(name))
        found: dict[tuple[str, str], set[str]] = {}
        for text, formats in texts.items():
            for owner_and_tag in owners(text):
                found.setdefault(owner_and_tag, set()).update(formats)
        return found


def format_of(name: str) -> str:
    """Return the format that a file of an edition belongs to; "json" for its manifest, "html" for what stands beside a page."""
    return next((form for form, ending in _ENDINGS.items() if ending in name), "html")


def build(
    workspace: Path, owner: str, formats: Iterable[str], period: str = PERIOD, kind: str = "donor-summary"
) -> Made:
    """Return the first draft of `owner` in `formats`, with annex and sheets of proof, in the PDF too. Other donors' editions
    stay where they are."""
    for folder in (workspace / "reports").glob(f"*/*/donor-{DONORS[owner]}"):
        shutil.rmtree(folder)
    words = ["build", period, "--kind", kind, "--donor", DONORS[owner], "--as-of", AS_OF, "--proof"]
    for form in formats:
        words += ["--format", form, *(["--attach-proof"] if form == "pdf" else [])]
    code, screen = say(workspace, words)
    assert code == 0, screen
    place = re.search(r"^published in (\S+):$", screen, re.MULTILINE)
    assert place is not None, screen
    files = {
        path.relative_to(workspace).as_posix(): path.read_bytes()
        for path in sorted((workspace / place[1]).rglob("*"))
        if path.is_file()
    }
    return Made(files, screen)


def explain(workspace: Path, owner: str, form: str) -> str:
    """Return what `bilan explain` prints for `owner`."""
    words = ["explain", PERIOD, "--audience", f"donor:{DONORS[owner]}", "--as-of", AS_OF, "--format", form]
    code, screen = say(workspace, words)
    assert code == 0, screen
    return screen


def say(workspace: Path, words: list[str]) -> tuple[int, str]:
    """Return the exit code of a command, and all that it printed."""
    screen = io.StringIO()
    with redirect_stdout(screen), redirect_stderr(screen), pytest.MonkeyPatch.context() as patch:
        # Marked words are long: what a mailbox would cut is searched all the same.
        patch.setattr("generator.renderers.email.inspect.LARGEST", 10**7)
        code = run(words, Situation(environment={"BILAN_LANGUAGE": "en"}, folder=workspace))
    return code, screen.getvalue()


def forbidden(viewer: str, marks: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return the marks that `viewer` may not see: all but its own, and the public names of those who pay with it."""
    names = {script for tag in PUBLIC_NAME for script in in_each_script(tag)}
    return {
        (owner, tag)
        for owner, tag in marks
        if owner != viewer and not (owner in COFUNDERS[viewer] and tag in names)
    }
