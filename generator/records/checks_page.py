"""The page of all editorial checks, for people who write records: in come CHECKS and the messages, out comes Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from generator.messages.catalogue import say, sentences
from generator.records.checks import CHECKS, Severity

FILES = {"fr": "checks.md", "en": "checks.en.md"}
_FACT = re.compile(r"(?<!\{)\{\w+\}(?!\})")
_WRITTEN = re.compile(r"(\b[a-z_]+: (?:\[?\{[^}]*\}\]?|(?!bilan\b)\w+))")  # what a file is given


def checks_page(language: str) -> str:
    """Return the page of every check in `language` ("fr" or "en"), as Markdown: names, why they matter, what is said."""
    lines = [f"# {_page('title', language)}", "", _page("intro", language), ""]
    lines += [_page("silence", language), "", "    silenced:", f"      {_page('example', language)}", ""]
    lines += [_page("rights", language), ""]
    for severity in Severity:
        lines += [f"## {_page(severity.value, language)}", "", _page(f"{severity.value}_what", language), ""]
        lines += [_page("head", language), "|---|---|---|---|", *_rows(severity, language), ""]
    return "\n".join(lines).rstrip() + "\n"


def write_checks_pages(folder: Path) -> None:
    """Write checks.md and checks.en.md into `folder`; same checks, same bytes."""
    for language, name in FILES.items():
        (folder / name).write_text(checks_page(language), encoding="utf-8", newline="\n")


def main() -> None:
    """Write both pages into docs/ of the folder one stands in: `python -m generator.records.checks_page`."""
    write_checks_pages(Path("docs"))


def _rows(severity: Severity, language: str) -> Iterator[str]:
    for code, check in CHECKS.items():
        if check.severity is severity:
            silenced = f"`{code.rpartition('.')[2]}`" if check.silenced else _page("never", language)
            name, why = (say(f"checks.{part}.{code}", language) for part in ("name", "why"))
            cells = (f"**{name}**", why, _said(code, language), silenced)
            yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _said(code: str, language: str) -> str:
    """Return the sentence of a check, with "…" for what differs from record to record; code keeps its braces."""
    bare = _FACT.sub("…", sentences(language)[code]).replace("{{", "{").replace("}}", "}")
    return _WRITTEN.sub(r"`\1`", bare)


def _page(name: str, language: str) -> str:
    return say(f"checks.page.{name}", language)


if __name__ == "__main__":
    main()
