"""Publishing in processes of its own: killed, run twice at once, on a disk that is really full."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.errors import LockHeld
from generator.publishing.lock import hold
from generator.publishing.manifest import describe_outputs, read_manifest
from generator.publishing.publish import publish
from tests.publishing.editions import OUTPUTS, files_in, listing, manifest, target

ROOT = Path(__file__).resolve().parents[2]
posix = pytest.mark.skipif(os.name == "nt", reason="signals and limits of Unix")

KILLED_AT_A_STEP = """
import sys; from pathlib import Path
from generator.publishing.publish import publish
from tests.publishing.editions import OUTPUTS, CountingDisk, kill_self, manifest, target
publish(target(Path(sys.argv[1])), "draft", OUTPUTS, manifest("two"), disk=CountingDisk(int(sys.argv[2]), kill_self))
"""
WITHOUT_END = """
import itertools, sys; from pathlib import Path
from generator.publishing.publish import publish
from tests.publishing.editions import OUTPUTS, manifest, target
start = int(sys.argv[2])
print("ready", flush=True)
for turn in itertools.count(start):
    outputs = {name: content + b" %d" % turn for name, content in OUTPUTS.items()}
    publish(target(Path(sys.argv[1])), "draft", outputs, manifest(str(turn)))
"""
HOLDER = """
import sys; from pathlib import Path
from generator.publishing.lock import hold
with hold(Path(sys.argv[1])):
    print("held", flush=True); sys.stdin.read()
"""
PUBLISHER = """
import sys; from pathlib import Path
from generator.errors import BilanError
from generator.publishing.publish import publish
from tests.publishing.editions import OUTPUTS, manifest, target
if len(sys.argv) > 2:
    import resource
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
try:
    publish(target(Path(sys.argv[1])), "draft", OUTPUTS, manifest("two"))
except BilanError as error:
    print(error.problems[0].code, error.problems[0].file)
    sys.exit(error.exit_code)
"""


def start(code: str, *arguments: object) -> subprocess.Popen[str]:
    """Start `code` as a process of its own."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def assert_whole(workspace: Path) -> int:
    """Check that every draft is whole and of one run; return how many there are."""
    drafts = list(target(workspace).glob("draft-*"))
    for folder in drafts:
        written = read_manifest(folder)
        found = files_in(folder)
        assert describe_outputs(found) == written.outputs, folder.name
        assert set(found) == set(OUTPUTS)
    assert sorted(int(path.name.split("-")[1]) for path in drafts) == list(range(1, len(drafts) + 1))
    return len(drafts)


@posix
def test_a_kill_at_any_step_leaves_the_old_drafts_whole_and_the_next_run_clean(tmp_path: Path) -> None:
    publish(target(tmp_path), "draft", OUTPUTS, manifest("one"))
    before = listing(tmp_path)
    for step in range(1, 23):
        run = start(KILLED_AT_A_STEP, tmp_path, step)
        run.communicate(timeout=60)
        assert run.returncode == -9
        after = listing(tmp_path)
        assert {name: after[name] for name in before} == before
        if (target(tmp_path) / "draft-2").exists():
            break
    else:
        pytest.fail("no kill came after the rename")
    assert step == 22  # the parent's sync, after the rename: the new draft is whole
    assert_whole(tmp_path)
    publish(target(tmp_path), "draft", OUTPUTS, manifest("three"))
    assert not list(target(tmp_path).glob(".*"))
    assert assert_whole(tmp_path) == 3


def kill_at_random(workspace: Path, times: int) -> None:
    """Kill a process that publishes without end, `times` times, at random moments; check all after each."""
    moments = random.Random(20220415)
    publish(target(workspace), "draft", OUTPUTS, manifest("0"))
    drafts = 1
    for turn in range(times):
        run = start(WITHOUT_END, workspace, drafts * 1000 + turn)
        assert run.stdout is not None and run.stdout.readline() == "ready\n"
        time.sleep(moments.uniform(0, 0.08))
        run.kill()
        run.communicate(timeout=60)
        drafts = assert_whole(workspace)
        if drafts > 60:  # keep the check short
            for path in sorted(target(workspace).glob("draft-*")):
                shutil.rmtree(path)
            publish(target(workspace), "draft", OUTPUTS, manifest("0"))
            drafts = 1
    publish(target(workspace), "draft", OUTPUTS, manifest("last"))
    assert not list(target(workspace).glob(".*"))
    assert_whole(workspace)


@posix
def test_ten_kills_at_random_moments_break_nothing(tmp_path: Path) -> None:
    kill_at_random(tmp_path, 10)


@posix
@pytest.mark.slow
def test_two_hundred_kills_at_random_moments_break_nothing(tmp_path: Path) -> None:
    kill_at_random(tmp_path, 200)


def test_a_second_run_is_refused_within_a_second_and_is_told_who_is_at_work(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    holder = start(HOLDER, reports)
    try:
        assert holder.stdout is not None and holder.stdout.readline() == "held\n"
        begun = time.monotonic()
        with pytest.raises(LockHeld) as refused:
            publish(target(tmp_path), "draft", OUTPUTS, manifest())
        assert time.monotonic() - begun < 1
        (found,) = refused.value.problems
        assert found.code == "publishing.lock_held" and refused.value.exit_code == 4
        assert dict(found.facts)["pid"] == str(holder.pid)
        assert json.loads((reports / ".lock").read_text())["pid"] == holder.pid
        run = start(PUBLISHER, tmp_path)
        assert run.communicate(timeout=60)[0].startswith("publishing.lock_held")
        assert run.returncode == 4
        assert not target(tmp_path).exists()
    finally:
        holder.kill()
        holder.communicate(timeout=60)
    assert publish(target(tmp_path), "draft", OUTPUTS, manifest()).new  # a killed run frees the lock


def test_a_lock_whose_holder_cannot_be_read_is_still_a_lock(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    with hold(reports):
        (reports / ".lock").write_bytes(b"\xff{")
        run = start(PUBLISHER, tmp_path)
        assert run.communicate(timeout=60)[0].startswith("publishing.lock_held_unnamed")
        assert run.returncode == 4


def test_a_caller_that_holds_the_lock_publishes_under_it(tmp_path: Path) -> None:
    with hold(tmp_path / "reports") as held:
        assert publish(target(tmp_path), "draft", OUTPUTS, manifest(), held=held).new


def test_two_runs_at_once_never_share_a_draft(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    runs = [start(PUBLISHER, tmp_path) for _ in range(4)]
    ends = [(run.communicate(timeout=60), run.returncode) for run in runs]
    assert all(code in (0, 4) for _, code in ends), ends
    assert assert_whole(tmp_path) == 1  # the same inputs: one published, the others found it there


@posix
def test_a_limit_on_the_size_of_files_ends_in_one_line_and_no_trace(tmp_path: Path) -> None:
    publish(target(tmp_path), "draft", OUTPUTS, manifest("one"))
    before = listing(tmp_path)
    run = start(PUBLISHER, tmp_path, 5000)
    out, err = run.communicate(timeout=60)
    assert (run.returncode, err) == (5, "")
    assert out == "publishing.too_large reports/2022-Q1/activity-report/public/draft-2/rapport-fr.pdf\n"
    assert listing(tmp_path) == before


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of 64 KiB, where the system lets us."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)], capture_output=True
    )
    if done.returncode:
        pytest.skip("this machine lets us mount no disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@posix
def test_a_really_full_disk_ends_in_exit_5_with_the_old_outputs_intact(tiny_disk: Path) -> None:
    first = publish(target(tiny_disk), "draft", {"a.pdf": b"x" * 40_000}, manifest("one"))
    before = listing(tiny_disk)
    run = start(PUBLISHER, tiny_disk)
    out, err = run.communicate(timeout=60)
    assert (run.returncode, err, out.split()[0]) == (5, "", "publishing.disk_full")
    assert listing(tiny_disk) == before and (first.folder / "a.pdf").read_bytes() == b"x" * 40_000


@posix
def test_a_folder_without_the_right_to_write_ends_in_exit_5(tmp_path: Path) -> None:
    # Nothing is forbidden to root, so as root the run gives up its rights; nobody may not enter pytest's own folders.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        target(folder).mkdir(parents=True)
        for path, mode in ((folder, 0o755), (folder / "reports", 0o777), (target(folder), 0o555)):
            path.chmod(mode)
        run = start(
            PUBLISHER.replace("try:", "import os\nif not os.geteuid(): os.seteuid(65534)\ntry:", 1), folder
        )
        out, err = run.communicate(timeout=60)
        assert (run.returncode, err) == (5, "")
        assert out == "publishing.no_permission reports/2022-Q1/activity-report/public/draft-1\n"
        target(folder).chmod(0o755)
