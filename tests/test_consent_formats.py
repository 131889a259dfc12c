"""What a person withdrew is in no format of the next edition, and the editions that printed it are named (rows P01, P04, P07).

The same workspace is built twice, before and after consents are withdrawn, and every file is taken apart as deep as it goes:
what is found everywhere before must be nowhere after.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.cli.main import run
from generator.cli.situation import Situation
from generator.publishing.manifest import read_manifest
from tests.unpacking import bare, unpack_folder
from tests.workspaces import EVENT, ORGANISATIONS, minimal_workspace

ID = "2022-02-15-atelier"
FILE = f"records/events/2022/{ID}.yaml"
READERS = ("docx", "txt", "html", "web", "eml", "handover")
FORMATS = (*READERS, "pdf")
BEFORE, AFTER = "2022-04-15", "2022-05-02"
SIGNED = {"basis": "signed", "form": "F-1", "scope": ["internal", "donor", "report", "newsletter", "web"]}
GONE = {"withdrawn": {"withdrawn": "2022-05-02"}, "expired": {"expires": "2022-05-01"}}
# Of what is withheld; the rest stays.
WORDS = ("words", "speaker", "role", "alt", "caption", "credit")
CASES: dict[str, tuple[str, str]] = {  # kind, audience
    "report": ("activity-report", "public"),
    "inside": ("activity-report", "internal"),
    "letter": ("newsletter", "public"),
    "summary": ("donor-summary", "donor:pays-bas"),
    "narrative": ("eu-narrative", "donor:pays-bas"),
}


def mark(kind: str, why: str) -> str:
    """Return a marked word; without "l" and "a" together, which a PDF draws as one sign in Arabic."""
    return f"zq{kind}{why}ëzq"


def picture_file() -> bytes:
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("RGB", (64, 40), "blue").save(buffer, "PNG")
    return buffer.getvalue()


def event(why: str, consent: dict[str, Any]) -> str:
    speaker = {"name": f"Nom {mark('speaker', why)}", "role": f"Rôle {mark('role', why)}"}
    told = {
        "quotes": [
            {"id": f"parole-{why}", "speaker": speaker, "fragments": [f"Dire {mark('words', why)}"], "key": True, "consent": consent}
        ],
        "pictures": [
            {
                "file": f"{why}.png", "alt": mark("alt", why), "caption": mark("caption", why),
                "credit": f"©OIM {mark('credit', why)}", "consent": dict(consent),
            }
        ],
    }  # fmt: skip
    return EVENT + yaml.safe_dump(json.loads(json.dumps(told)), allow_unicode=True, width=10_000)


def write(folder: Path, why: str, consent: dict[str, Any]) -> Path:
    files: dict[str, str | bytes | None] = {
        f"records/pictures/{why}.png": picture_file(),
        "records/organisations.yaml": ORGANISATIONS
        + "autre:\n  names: [{name: Un autre bailleur}]\n  standing: private\n  donor: true\n",
    }
    return minimal_workspace(folder, {ID: event(why, consent)}, files=files)


@dataclass
class Made:
    """An edition: its folder, every text of its files with its place, and what the screen said."""

    folder: Path
    screen: str

    @cached_property
    def texts(self) -> tuple[tuple[str, str], ...]:
        return tuple(unpack_folder(self.folder))

    @cached_property
    def _bare(self) -> dict[str, set[str]]:
        """Each text once, in one spelling, and the files in which it stands."""
        found: dict[str, set[str]] = {}
        for place, text in self.texts:
            found.setdefault(text, set()).add(place.split(" (")[0].partition("!")[0])
        bared: dict[str, set[str]] = {}
        for text, places in found.items():
            bared.setdefault(bare(text), set()).update(places)
        return bared

    def places(self, word: str) -> set[str]:
        """Return the files in which a marked word stands; a part of one for what it is made of."""
        wanted = bare(word)
        return {place for text, places in self._bare.items() if wanted in text for place in places}


def say(workspace: Path, *words: str, day: str = AFTER) -> tuple[int, str]:
    screen = io.StringIO()
    now = datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC)
    with redirect_stdout(screen), redirect_stderr(screen):
        code = run(words, Situation(environment={"BILAN_LANGUAGE": "en"}, folder=workspace, now=lambda: now))
    return code, screen.getvalue()


def build(workspace: Path, case: str, day: str, formats: Iterable[str]) -> Made:
    kind, audience = CASES[case]
    words = ["build", "2022-Q1", "--kind", kind, "--audience", audience, "--as-of", day, "--proof"]
    for form in formats:
        words += ["--format", form]
    code, screen = say(workspace, *words, day=day)
    assert code == 0, screen
    place = re.search(r"^published in (\S+):$", screen, re.MULTILINE)
    assert place is not None, screen
    return Made(workspace / place[1], screen)


ENDINGS = {"handover": "-handover/", "web": ".web.html"} | {
    f: f".{f}" for f in ("docx", "pdf", "eml", "html", "txt")
}


def formats_of(places: Iterable[str]) -> set[str]:
    return {next((f for f, ending in ENDINGS.items() if ending in place), place) for place in places}


def prints_pictures(form: str) -> bool:
    return form != "txt"


def check(workspace: Path, case: str, why: str, formats: tuple[str, ...]) -> None:
    """Build before and after; what every format held is in none."""
    before = build(workspace, case, BEFORE, formats)
    kind, _ = CASES[case]
    if kind != "eu-narrative":  # it prints neither quotes nor pictures
        for form in formats:
            for word in ("words", "speaker", "role"):
                assert form in formats_of(before.places(mark(word, why))), (word, form)
            assert form in formats_of(before.places(mark("credit", why))) or not prints_pictures(form)

    (workspace / FILE).write_text(event(why, SIGNED | GONE[why]), "utf-8")
    after = build(workspace, case, AFTER, formats)
    assert after.folder != before.folder or kind == "eu-narrative"

    for word in WORDS:
        assert after.places(mark(word, why)) == set(), word
        assert bare(mark(word, why)) not in bare(after.screen)
    seen = {place for place, text in after.texts if place.endswith("(colour)") and text == "blue"}
    assert seen == set()
    manifest = read_manifest(after.folder)
    assert (manifest.quotes, manifest.pictures) == ((), ())
    assert not any("zq" in name for name in manifest.people)


@pytest.mark.parametrize("why", GONE)
def test_a_withdrawn_or_expired_quote_and_picture_are_in_no_format_of_the_next_edition(
    tmp_path: Path, why: str
) -> None:
    formats = FORMATS if why == "withdrawn" else ("docx", "txt")

    check(write(tmp_path, why, SIGNED), "report", why, formats)


@pytest.mark.slow
@pytest.mark.parametrize("why", GONE)
@pytest.mark.parametrize("case", CASES)
def test_they_are_in_no_format_of_any_kind_for_any_audience(tmp_path: Path, case: str, why: str) -> None:
    check(write(tmp_path, why, SIGNED), case, why, FORMATS)


def test_the_editions_that_printed_it_are_named_by_the_next_build_and_by_check(tmp_path: Path) -> None:
    workspace = write(tmp_path, "withdrawn", SIGNED)
    printed = {
        case: build(workspace, case, BEFORE, ("docx",)).folder for case in ("report", "inside", "summary")
    }
    folders = {case: folder.relative_to(workspace).as_posix() for case, folder in printed.items()}
    assert read_manifest(printed["report"]).quotes == (f"{ID}/parole-withdrawn",)
    assert read_manifest(printed["report"]).pictures == (f"{ID}/withdrawn.png",)
    code, said = say(workspace, "check", day=BEFORE)
    assert (code, [place for place in folders.values() if place in said]) == (0, [])
    broken = workspace / "reports/2022-Q1/newsletter/public/draft-1"
    broken.mkdir(parents=True)
    (broken / "manifest.json").write_text("[", "utf-8")

    (workspace / FILE).write_text(event("withdrawn", SIGNED | GONE["withdrawn"]), "utf-8")

    code, said = say(workspace, "check")
    assert code == 0
    for field in ("quotes[1].consent", "pictures[1].consent"):
        (line,) = (one for one in said.splitlines() if one.startswith(f"{FILE}: {field}: "))
        assert all(folder in line for folder in folders.values())
    public = build(workspace, "report", AFTER, ("docx",)).screen
    assert all(folder in public for folder in folders.values())
    own = build(workspace, "summary", AFTER, ("docx",)).screen
    assert folders["summary"] in own and folders["report"] in own
    assert folders["inside"] not in own


def test_a_final_for_which_a_quote_without_consent_is_asked_for_is_refused(tmp_path: Path) -> None:
    workspace = write(tmp_path, "withdrawn", SIGNED | GONE["withdrawn"])
    edition = workspace / "records/editions/activity-report/2022-Q1.yaml"
    edition.parent.mkdir(parents=True)
    edition.write_text(f"key_quotes: [{ID}/parole-withdrawn]\n", "utf-8")

    code, said = say(workspace, "build", "2022-Q1", "--final", "--as-of", AFTER, "--format", "docx")

    assert code == 3
    (line,) = (one for one in said.splitlines() if "key_quotes[1]" in one)
    assert line.startswith("records/editions/activity-report/2022-Q1.yaml: key_quotes[1]: the quote ")
    assert f"{ID}/parole-withdrawn is asked for here and cannot be printed" in line


def test_a_manifest_of_before_pictures_were_named_is_still_read(tmp_path: Path) -> None:
    workspace = write(tmp_path, "withdrawn", SIGNED)
    folder = build(workspace, "report", BEFORE, ("txt",)).folder
    values = json.loads((folder / "manifest.json").read_bytes())
    del values["pictures"]
    (folder / "manifest.json").write_text(json.dumps(values), "utf-8")

    assert read_manifest(folder).pictures == ()
    assert read_manifest(folder).quotes == (f"{ID}/parole-withdrawn",)
