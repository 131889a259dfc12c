from __future__ import annotations

import errno
import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from generator.errors import CannotWrite, Refusal
from generator.messages.catalogue import describe
from generator.publishing.disk import Disk
from generator.publishing.manifest import read_manifest
from generator.publishing.publish import edition_folder, publish, unchanged
from tests.publishing.editions import (
    OUTPUTS,
    CountingDisk,
    fail_with,
    files_in,
    listing,
    manifest,
    target,
)


def test_the_first_draft_holds_all_outputs_and_a_manifest_with_their_hashes(tmp_path: Path) -> None:
    done = publish(target(tmp_path), "draft", OUTPUTS, manifest())
    assert done.new and done.folder == target(tmp_path) / "draft-1" and not done.notices
    assert files_in(done.folder) == OUTPUTS
    written = read_manifest(done.folder)
    assert {output.name: output.size for output in written.outputs} == {n: len(c) for n, c in OUTPUTS.items()}
    assert written.status == "draft"


def test_an_unchanged_rebuild_writes_nothing(tmp_path: Path) -> None:
    first = publish(target(tmp_path), "draft", OUTPUTS, manifest())
    before = listing(tmp_path)
    times = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.name != ".lock"}
    again = publish(
        target(tmp_path), "draft", OUTPUTS, manifest(), disk=CountingDisk(1, fail_with(errno.EIO))
    )
    assert not again.new and again.folder == first.folder
    assert listing(tmp_path) == before
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.name != ".lock"} == times


def test_changed_inputs_give_the_next_draft_and_leave_the_first(tmp_path: Path) -> None:
    publish(target(tmp_path), "draft", OUTPUTS, manifest("one"))
    before = listing(tmp_path)
    done = publish(target(tmp_path), "draft", OUTPUTS, manifest("two"))
    assert done.new and done.folder.name == "draft-2" and not done.notices
    after = listing(tmp_path)
    assert {name: after[name] for name in before} == before


def test_other_outputs_of_the_same_inputs_are_a_new_draft(tmp_path: Path) -> None:
    publish(target(tmp_path), "draft", OUTPUTS, manifest())
    only = {"rapport-fr.pdf": OUTPUTS["rapport-fr.pdf"]}
    one = replace(manifest(), formats=("pdf",))
    assert publish(target(tmp_path), "draft", only, one).new


def test_the_tenth_draft_follows_the_ninth(tmp_path: Path) -> None:
    for number in range(1, 12):
        assert (
            publish(target(tmp_path), "draft", OUTPUTS, manifest(str(number))).folder.name
            == f"draft-{number}"
        )


def test_drafts_and_finals_are_counted_apart(tmp_path: Path) -> None:
    publish(target(tmp_path), "draft", OUTPUTS, manifest())
    assert publish(target(tmp_path), "final", OUTPUTS, manifest()).folder.name == "final-1"


def test_an_edited_output_stays_and_the_new_version_stands_beside_it(tmp_path: Path) -> None:
    first = publish(target(tmp_path), "draft", OUTPUTS, manifest())
    edited = first.folder / "rapport-fr.docx"
    times = edited.stat()
    edited.write_bytes(b"X" + OUTPUTS["rapport-fr.docx"][1:])  # same size
    os.utime(edited, ns=(times.st_atime_ns, times.st_mtime_ns))  # and same time
    before = listing(tmp_path)
    assert unchanged(target(tmp_path), "draft", manifest()) is None
    second = publish(target(tmp_path), "draft", OUTPUTS, manifest())
    assert second.new and second.folder.name == "draft-2"
    (notice,) = second.notices
    assert (notice.code, notice.warning) == ("publishing.edited", True)
    assert notice.file == "reports/2022-Q1/activity-report/public/draft-1/rapport-fr.docx"
    after = listing(tmp_path)
    assert {name: after[name] for name in before} == before
    third = publish(target(tmp_path), "draft", OUTPUTS, manifest())
    assert not third.new and third.notices == ()


def test_a_missing_output_is_named_and_published_anew(tmp_path: Path) -> None:
    first = publish(target(tmp_path), "draft", OUTPUTS, manifest())
    (first.folder / "report-en.pdf").unlink()
    second = publish(target(tmp_path), "draft", OUTPUTS, manifest())
    assert second.new and [notice.code for notice in second.notices] == ["publishing.missing"]


def test_an_output_replaced_by_a_link_counts_as_edited(tmp_path: Path) -> None:
    first = publish(target(tmp_path), "draft", OUTPUTS, manifest())
    path = first.folder / "report-en.pdf"
    path.rename(tmp_path / "elsewhere.pdf")
    path.symlink_to(tmp_path / "elsewhere.pdf")
    assert [n.code for n in publish(target(tmp_path), "draft", OUTPUTS, manifest()).notices] == [
        "publishing.edited"
    ]


def test_a_folder_that_is_not_ours_is_left_and_its_number_is_not_taken(tmp_path: Path) -> None:
    (target(tmp_path) / "draft-3").mkdir(parents=True)
    (target(tmp_path) / "draft-3" / "notes.txt").write_text("mine")
    done = publish(target(tmp_path), "draft", OUTPUTS, manifest())
    assert done.folder.name == "draft-4"
    assert [notice.code for notice in done.notices] == ["publishing.unknown_edition"]


@pytest.mark.parametrize("level", range(4))
def test_a_linked_folder_on_the_way_is_refused(tmp_path: Path, level: int) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    folder = [*reversed(target(tmp_path).parents[:3]), target(tmp_path)][level]
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.symlink_to(elsewhere, target_is_directory=True)
    with pytest.raises(Refusal) as refused:
        publish(target(tmp_path), "draft", OUTPUTS, manifest())
    assert refused.value.problems[0].code == "publishing.link"
    assert not list(elsewhere.iterdir())


def test_a_linked_lock_is_refused_and_its_aim_is_not_written(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    victim = tmp_path / "victim"
    victim.write_text("precious")
    (tmp_path / "reports" / ".lock").symlink_to(victim)
    with pytest.raises(Refusal):
        publish(target(tmp_path), "draft", OUTPUTS, manifest())
    assert victim.read_text() == "precious"


def test_a_link_with_the_name_of_the_next_draft_is_stepped_over(tmp_path: Path) -> None:
    target(tmp_path).mkdir(parents=True)
    (target(tmp_path) / "draft-1").symlink_to(tmp_path / "nowhere")
    assert publish(target(tmp_path), "draft", OUTPUTS, manifest()).folder.name == "draft-2"
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize(
    "name",
    ["", ".hidden", "../up.pdf", "a/", "nul.pdf", "CON", "x.", "x ", "a:b", "é.pdf", "manifest.json",
     "Manifest.JSON", "a" * 118 + ".pdf"],
)  # fmt: skip
def test_a_name_that_some_disk_would_not_keep_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refusal) as refused:
        publish(target(tmp_path), "draft", {name: b"x"}, manifest())
    assert {found.code for found in refused.value.problems} == {"publishing.bad_name"}
    assert not (tmp_path / "reports").exists()


@pytest.mark.parametrize(
    "names",
    [("a.pdf", "A.pdf"), ("images/a.png", "Images/b.png"), ("a/b/c/d.txt", "a/B"), ("A", "a/b/c.txt"),
     ("manifest.json/a.txt",), ("Manifest.JSON/a.txt",), ("a/manifest.json", "a/MANIFEST.json")],
)  # fmt: skip
def test_names_that_some_disk_takes_for_one_are_refused(tmp_path: Path, names: tuple[str, ...]) -> None:
    with pytest.raises(Refusal):
        publish(target(tmp_path), "draft", dict.fromkeys(names, b"x"), manifest())
    assert not (tmp_path / "reports").exists()


@pytest.mark.parametrize("name", ["nul/a.png", "a/con.txt", "a/../b", "a//b", "/a", "a/.b", "a./b", "a/b "])
def test_a_name_below_a_folder_is_held_to_the_same(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refusal) as refused:
        publish(target(tmp_path), "draft", {name: b"x"}, manifest())
    assert {found.code for found in refused.value.problems} == {"publishing.bad_name"}
    assert not (tmp_path / "reports").exists()


def test_a_folder_whose_file_somebody_edited_stays_and_is_told(tmp_path: Path) -> None:
    first = publish(target(tmp_path), "draft", OUTPUTS, manifest())
    (first.folder / "lettre-fr-handover" / "letter.html").write_bytes(b"corrected")
    (first.folder / "lettre-fr-handover" / "images" / "a.png").unlink()
    second = publish(target(tmp_path), "draft", OUTPUTS, manifest())
    assert second.new and files_in(second.folder) == OUTPUTS
    assert [(notice.code, notice.file.partition("draft-1/")[2]) for notice in second.notices] == [
        ("publishing.missing", "lettre-fr-handover/images/a.png"),
        ("publishing.edited", "lettre-fr-handover/letter.html"),
    ]
    assert (first.folder / "lettre-fr-handover" / "letter.html").read_bytes() == b"corrected"


def test_a_folder_replaced_by_a_link_counts_as_edited_and_is_not_followed(tmp_path: Path) -> None:
    first = publish(target(tmp_path), "draft", OUTPUTS, manifest())
    inner = first.folder / "lettre-fr-handover"
    inner.rename(tmp_path / "elsewhere")
    inner.symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    second = publish(target(tmp_path), "draft", OUTPUTS, manifest())
    assert second.folder.name == "draft-2"
    assert [notice.code for notice in second.notices] == ["publishing.edited", "publishing.edited"]
    assert not (second.folder / "lettre-fr-handover").is_symlink()


def test_a_donor_and_a_period_give_safe_folders(tmp_path: Path) -> None:
    folder = edition_folder(tmp_path / "reports", "2022-01-01..2022-02-15", "donor-summary", "donor:pays-bas")
    assert publish(folder, "draft", OUTPUTS, manifest()).folder.parts[-4:] == (
        "2022-01-01..2022-02-15",
        "donor-summary",
        "donor-pays-bas",
        "draft-1",
    )


@pytest.mark.parametrize(
    ("umask", "file", "folder"), [(0o022, 0o644, 0o755), (0o002, 0o664, 0o775), (0o077, 0o600, 0o700)]
)
def test_colleagues_may_read_what_the_umask_allows(
    tmp_path: Path, umask: int, file: int, folder: int
) -> None:
    old = os.umask(umask)
    try:
        done = publish(target(tmp_path), "draft", OUTPUTS, manifest())
    finally:
        os.umask(old)
    found = [done.folder, *done.folder.rglob("*")]
    assert {stat.S_IMODE(path.stat().st_mode) for path in found if path.is_file()} == {file}
    assert {stat.S_IMODE(path.stat().st_mode) for path in found if path.is_dir()} == {folder}


@pytest.mark.parametrize(
    ("code", "name"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EROFS, "read_only"),
        (errno.EACCES, "no_permission"),
        (errno.EIO, "cannot_write"),
    ],
)
def test_a_failure_at_any_step_leaves_everything_as_it_was(tmp_path: Path, code: int, name: str) -> None:
    publish(target(tmp_path), "draft", OUTPUTS, manifest("one"))
    before = listing(tmp_path)
    steps = 0
    while True:
        steps += 1
        disk = CountingDisk(steps, fail_with(code))
        try:
            publish(target(tmp_path), "draft", OUTPUTS, manifest("two"), disk=disk)
        except CannotWrite as refused:
            (found,) = refused.problems
            assert found.code == f"publishing.{name}" and refused.exit_code == 5
            assert found.file.startswith("reports/2022-Q1/") and str(tmp_path) not in describe(found, "fr")
            assert listing(tmp_path) == before, f"step {steps}"
            continue
        break
    # three folders, seven files each written and synced, the folders, the rename, its parent; then none fails
    assert steps == 3 + 2 * 7 + 3 + 1 + 1 + 1


def test_a_failure_at_any_step_of_the_first_edition_leaves_no_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    steps = 0
    while True:
        steps += 1
        try:
            publish(
                target(tmp_path),
                "draft",
                OUTPUTS,
                manifest(),
                disk=CountingDisk(steps, fail_with(errno.ENOSPC)),
            )
        except CannotWrite:
            assert listing(tmp_path / "reports") == {}, f"step {steps}"
            continue
        break
    assert steps > 25


def test_a_break_by_the_keyboard_leaves_no_trace(tmp_path: Path) -> None:
    publish(target(tmp_path), "draft", OUTPUTS, manifest("one"))
    before = listing(tmp_path)

    def interrupt() -> None:
        raise KeyboardInterrupt

    for step in range(1, 23):
        with pytest.raises(KeyboardInterrupt):
            publish(target(tmp_path), "draft", OUTPUTS, manifest("two"), disk=CountingDisk(step, interrupt))
        assert listing(tmp_path) == before


def test_a_rename_that_finds_its_name_taken_overwrites_nothing(tmp_path: Path) -> None:
    class RacingDisk(Disk):
        def rename(self, old: Path, new: Path) -> None:
            new.mkdir()
            (new / "theirs.txt").write_text("theirs")
            super().rename(old, new)

    with pytest.raises(CannotWrite):
        publish(target(tmp_path), "draft", OUTPUTS, manifest(), disk=RacingDisk())
    assert (target(tmp_path) / "draft-1" / "theirs.txt").read_text() == "theirs"


def test_leftovers_of_killed_runs_are_removed_and_nothing_else(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    ours = [
        target(tmp_path) / ".draft-1.partial",
        edition_folder(reports, "2022-Q2", "donor-summary", "donor:x") / ".final-12.partial",
    ]
    others = [
        target(tmp_path) / ".draft.partial",
        reports / ".draft-1.partial",
        target(tmp_path) / "draft-1.partial",
    ]
    for folder in (*ours, *others):
        folder.mkdir(parents=True)
        (folder / "half.pdf").write_bytes(b"%PDF")
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "file").write_text("kept")
    (target(tmp_path) / ".draft-9.partial").symlink_to(kept, target_is_directory=True)
    publish(target(tmp_path), "draft", OUTPUTS, manifest())
    assert not any(folder.exists() for folder in ours)
    assert all((folder / "half.pdf").exists() for folder in others)
    assert (kept / "file").read_text() == "kept"


def test_a_first_edition_makes_the_folder_of_reports_or_says_why_not(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite) as refused:
        publish(target(tmp_path), "draft", OUTPUTS, manifest(), disk=CountingDisk(1, fail_with(errno.EROFS)))
    (found,) = refused.value.problems
    assert (found.code, found.file) == ("publishing.read_only", "reports")
    assert not list(tmp_path.iterdir())


def test_a_folder_of_reports_that_another_run_has_just_made_is_taken(tmp_path: Path) -> None:
    class LateDisk(Disk):
        def make_folder(self, path: Path) -> None:
            if path.name == "reports":
                path.mkdir()
            super().make_folder(path)

    assert publish(target(tmp_path), "draft", OUTPUTS, manifest(), disk=LateDisk()).new


@pytest.mark.parametrize("level", range(4))
def test_a_file_where_a_folder_is_needed_is_refused_and_kept(tmp_path: Path, level: int) -> None:
    place = [*reversed(target(tmp_path).parents[:3]), target(tmp_path)][level]
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text("mine")
    with pytest.raises(Refusal) as refused:
        publish(target(tmp_path), "draft", OUTPUTS, manifest())
    assert refused.value.problems[0].code == "publishing.not_a_folder"
    assert place.read_text() == "mine"


def test_a_lock_that_cannot_be_opened_is_an_error_of_the_disk(tmp_path: Path) -> None:
    (tmp_path / "reports" / ".lock").mkdir(parents=True)
    with pytest.raises(CannotWrite) as refused:
        publish(target(tmp_path), "draft", OUTPUTS, manifest())
    assert refused.value.problems[0].file == "reports/.lock"


def test_an_output_that_cannot_be_read_any_more_is_told(tmp_path: Path) -> None:
    first = publish(target(tmp_path), "draft", OUTPUTS, manifest())
    (first.folder / "report-en.pdf").unlink()
    (first.folder / "report-en.pdf").mkdir()
    second = publish(target(tmp_path), "draft", OUTPUTS, manifest())
    assert second.new and [notice.code for notice in second.notices] == ["publishing.unreadable"]
