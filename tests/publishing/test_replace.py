"""Files of people are replaced all or none, and only where they still are what was read."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from generator.errors import CannotWrite, Refusal
from generator.publishing.disk import Disk
from generator.publishing.lock import hold
from generator.publishing.replace import Change, replace_files

NAMES = ("records/a.yaml", "records/b.yaml", "records/new/c.yaml")


def prepared(folder: Path) -> list[Change]:
    (folder / "records").mkdir()
    for name in NAMES[:2]:
        (folder / name).write_bytes(b"old " + name.encode())
    return [
        *(Change(name, b"old " + name.encode(), b"new " + name.encode()) for name in NAMES[:2]),
        Change(NAMES[2], None, b"new"),
    ]


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in (folder / "records").rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def replace(folder: Path, changes: list[Change], disk: Disk | None = None) -> None:
    with hold(folder / "reports") as held:
        replace_files(held, changes, disk)


class FailingDisk(Disk):
    """A disk that is full at its step number `at`."""

    def __init__(self, at: int) -> None:
        self.at = at

    def _step(self) -> None:
        self.at -= 1
        if self.at == 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def write(self, path: Path, content: bytes) -> None:
        self._step()
        super().write(path, content)

    def replace(self, old: Path, new: Path) -> None:
        self._step()
        super().replace(old, new)


def test_every_file_is_replaced_with_its_rights_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    changes = prepared(tmp_path)
    (tmp_path / NAMES[0]).chmod(0o640)

    replace(tmp_path, changes)

    assert files(tmp_path) == {change.file: change.after for change in changes}
    assert stat.S_IMODE((tmp_path / NAMES[0]).stat().st_mode) == 0o640


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_somebody_changed_or_made_meanwhile_stops_all(name: str, tmp_path: Path) -> None:
    changes = prepared(tmp_path)
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes(b"by hand")
    before = files(tmp_path)

    with pytest.raises(Refusal) as refusal:
        replace(tmp_path, changes)

    assert [(one.code, one.file) for one in refusal.value.problems] == [("approval.changed_meanwhile", name)]
    assert files(tmp_path) == before


@pytest.mark.parametrize("step", range(1, 7))
def test_a_disk_that_fails_at_any_step_leaves_every_file_as_it_was(step: int, tmp_path: Path) -> None:
    changes = prepared(tmp_path)
    before = files(tmp_path)

    with pytest.raises(CannotWrite):
        replace(tmp_path, changes, FailingDisk(step))

    assert files(tmp_path) == before


def test_what_a_killed_run_left_beside_a_file_is_in_nobodys_way(tmp_path: Path) -> None:
    changes = prepared(tmp_path)
    (tmp_path / "records/.a.yaml.tmp").write_bytes(b"half")

    replace(tmp_path, changes)

    assert files(tmp_path) == {change.file: change.after for change in changes}


def test_a_link_is_not_written_through(tmp_path: Path) -> None:
    changes = prepared(tmp_path)
    (tmp_path / "elsewhere").write_bytes(changes[0].before or b"")
    (tmp_path / NAMES[0]).unlink()
    (tmp_path / NAMES[0]).symlink_to(tmp_path / "elsewhere")

    with pytest.raises(Refusal):
        replace(tmp_path, changes)
