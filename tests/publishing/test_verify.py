"""Whatever is no longer as it was published is told, with its place and what to do; what is whole passes; no link is followed."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from generator.messages.catalogue import LANGUAGES, describe
from generator.publishing.ledger import record
from generator.publishing.lock import hold
from generator.publishing.manifest import FILE_NAME, hash_inputs
from generator.publishing.publish import edition_folder, publish
from generator.publishing.verify import verify
from tests.cli.processes import bilan
from tests.publishing.editions import OUTPUTS, listing, manifest

PDF = "rapport-fr.pdf"


def published(workspace: Path, status: str = "final", period: str = "2022-Q1") -> Path:
    """Return the folder of a new edition, with its line in the ledger."""
    parts = {"records": "a" * 64}
    made = replace(
        manifest(),
        edition=f"activity-report/{period}/public",
        period=period,
        number=4 if status == "final" else None,
        ingredients=parts,
        inputs=hash_inputs(parts.items()),
    )
    target = edition_folder(workspace / "reports", period, "activity-report", "public")
    done = publish(target, status, OUTPUTS, made)  # type: ignore[arg-type]
    with hold(workspace / "reports") as held:
        record(workspace / "reports", held)
    return done.folder


def told(workspace: Path, *wanted: str) -> list[tuple[str, str]]:
    """Return code and place, below the edition, of everything that is told."""
    found = verify(workspace / "reports", wanted).problems
    return [(one.code.partition(".")[2], one.file.partition("final-1/")[2] or one.file) for one in found]


def test_what_is_as_published_passes_and_nothing_is_written(tmp_path: Path) -> None:
    published(tmp_path)
    published(tmp_path, "draft")
    before = listing(tmp_path / "reports")

    shown = bilan("verify", folder=_records(tmp_path))

    assert (shown.code, shown.err) == (0, "")
    assert "2 editions checked: all is as published" in shown.out
    assert listing(tmp_path / "reports") == before


def _records(workspace: Path) -> Path:
    (workspace / "records").mkdir(exist_ok=True)
    return workspace


def _cut(folder: Path) -> None:
    (folder / PDF).write_bytes(b"%PDF")


def _one_byte(folder: Path) -> None:
    content = bytearray((folder / PDF).read_bytes())
    content[-1] ^= 1
    times = (folder / PDF).stat()
    (folder / PDF).write_bytes(content)
    os.utime(folder / PDF, ns=(times.st_atime_ns, times.st_mtime_ns))


def _gone(folder: Path) -> None:
    (folder / PDF).unlink()


def _more(folder: Path) -> None:
    (folder / "lettre-fr-handover" / "notes.txt").write_bytes(b"x")


def _linked(folder: Path) -> None:
    (folder.parent / "aside.pdf").write_bytes((folder / PDF).read_bytes())
    (folder / PDF).unlink()
    (folder / PDF).symlink_to(folder.parent / "aside.pdf")


def _queue(folder: Path) -> None:
    os.mkfifo(folder / "x.fifo")


def _no_manifest(folder: Path) -> None:
    (folder / FILE_NAME).unlink()


def _half(folder: Path) -> None:
    (folder / FILE_NAME).write_bytes((folder / FILE_NAME).read_bytes()[:200])


def _in_manifest(field: str, value: object) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        values = json.loads((folder / FILE_NAME).read_bytes())
        values[field] = value
        (folder / FILE_NAME).write_text(json.dumps(values))

    return change


def _outside(folder: Path) -> None:
    values = json.loads((folder / FILE_NAME).read_bytes())
    values["outputs"][0]["name"] = "../../../../../secret"
    (folder / FILE_NAME).write_text(json.dumps(values))


HARM: dict[str, tuple[Callable[[Path], None], list[tuple[str, str]]]] = {
    "a file cut off": (_cut, [("altered", PDF)]),
    "a byte changed, size and time kept": (_one_byte, [("altered", PDF)]),
    "a file gone": (_gone, [("missing", PDF)]),
    "a file more": (_more, [("extra", "lettre-fr-handover/notes.txt")]),
    "a queue in the place of a file": (_queue, [("special", "x.fifo")]),
    "no manifest": (_no_manifest, [("no_manifest", "reports/2022-Q1/activity-report/public/final-1")]),
    "half a manifest": (_half, [("broken_manifest", FILE_NAME)]),
    "the manifest of another edition": (
        _in_manifest("edition", "activity-report/2022-Q2/public"),
        [("foreign", FILE_NAME)],
    ),
    "the manifest of a draft": (_in_manifest("status", "draft"), [("foreign", FILE_NAME)]),
    "a file elsewhere": (_outside, [("foreign", FILE_NAME)]),
    "another number": (_in_manifest("number", 5), [("altered", FILE_NAME)]),
    "an input changed": (
        _in_manifest("ingredients", {"records": "b" * 64}),
        [("altered", FILE_NAME), ("inconsistent", FILE_NAME)],
    ),
}


@pytest.mark.parametrize("what", HARM)
def test_what_was_done_to_a_final_is_told_by_name(tmp_path: Path, what: str) -> None:
    harm, expected = HARM[what]
    folder = published(tmp_path)
    published(tmp_path, period="2022-Q2")
    harm(folder)

    assert told(tmp_path) == expected
    problems = verify(tmp_path / "reports").problems
    assert not any(found.warning for found in problems)
    assert all("\n" not in describe(found, language) for found in problems for language in LANGUAGES)


def test_a_link_is_told_and_not_followed(tmp_path: Path) -> None:
    folder = published(tmp_path)
    _linked(folder)

    assert ("link", PDF) in told(tmp_path) and ("missing", PDF) not in told(tmp_path)


def test_a_linked_edition_or_period_is_told_and_not_entered(tmp_path: Path) -> None:
    folder = published(tmp_path)
    (folder.parent / "final-2").symlink_to(folder)
    (tmp_path / "reports" / "2022-Q3").symlink_to(tmp_path / "reports" / "2022-Q1")

    assert told(tmp_path) == [
        ("link", "reports/2022-Q1/activity-report/public/final-2"),
        ("link", "reports/2022-Q3"),
    ]


def test_an_edited_draft_is_told_in_other_words(tmp_path: Path) -> None:
    _cut(published(tmp_path, "draft"))

    shown = bilan("verify", folder=_records(tmp_path))
    assert shown.code == 2 and "it stays as it is" in shown.err
    assert bilan("verify", "--finals", folder=tmp_path).code == 0


def test_a_final_that_was_issued_and_is_gone_is_told(tmp_path: Path) -> None:
    shutil.rmtree(published(tmp_path))

    assert told(tmp_path) == [("gone", "reports/2022-Q1/activity-report/public/final-1")]
    assert bilan("verify", folder=_records(tmp_path)).code == 2


def test_a_final_without_a_line_and_leftovers_mend_themselves(tmp_path: Path) -> None:
    folder = published(tmp_path)
    (tmp_path / "reports" / "ledger.jsonl").unlink()
    shutil.copytree(folder, folder.parent / ".final-2.partial")
    shutil.copytree(folder, folder.parent / "final-1 (copie)")
    (folder / "~$pport-fr.docx").write_bytes(b"x")

    assert {code for code, _ in told(tmp_path)} == {"unrecorded", "leftover", "stray"}
    shown = bilan("verify", "--format", "json", folder=_records(tmp_path))
    assert shown.code == 0 and json.loads(shown.out)["ok"] is True
    assert {one["warning"] for one in json.loads(shown.out)["problems"]} == {True}


def test_a_broken_ledger_is_told_with_the_editions(tmp_path: Path) -> None:
    folder = published(tmp_path)
    _cut(folder)
    with open(tmp_path / "reports" / "ledger.jsonl", "ab") as ledger:
        ledger.write(b"{}\n")

    assert [code for code, _ in told(tmp_path)] == ["altered", "line"]


def test_only_the_editions_named_are_looked_at(tmp_path: Path) -> None:
    _cut(published(tmp_path))
    published(tmp_path, period="2022-Q2")
    folder = _records(tmp_path)

    assert bilan("verify", "2022-Q2/activity-report/public/final-1", folder=folder).code == 0
    for name in (
        "2022-Q1/activity-report/public/final-1",
        "reports/2022-Q1/activity-report/public/final-1/manifest.json",
    ):
        assert bilan("verify", name, folder=folder).code == 2
    inside = tmp_path / "reports" / "2022-Q2" / "activity-report"
    assert bilan("verify", "public/final-1", folder=inside).code == 0


@pytest.mark.parametrize(
    ("given", "nearest"),
    [
        ("2022-Q1/activty-report/public/final-1", "2022-Q1/activity-report/public/final-1"),
        ("reports/2022-Q2", "2022-Q2/activity-report/public/final-1"),
        ("../../etc", "2022-Q2/activity-report/public/final-1"),
    ],
)
def test_a_mistyped_edition_gets_the_nearest(tmp_path: Path, given: str, nearest: str) -> None:
    published(tmp_path)
    published(tmp_path, period="2022-Q2")

    shown = bilan("verify", given, folder=_records(tmp_path))
    assert shown.code == 2 and nearest in shown.err and len(shown.err.splitlines()) == 1


def test_without_editions_it_says_so(tmp_path: Path) -> None:
    shown = bilan("verify", folder=_records(tmp_path))
    assert (shown.code, shown.err) == (0, "") and "no edition" in shown.out
