"""A workspace as git keeps it: in come a workspace and a commit, out comes a folder with its records/ and templates/ of then.

git writes an archive of them to a pipe; neither the work tree nor the index is touched, and nothing is fetched.
"""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from generator.errors import Refusal, problem

FOLDERS = ("records", "templates")
_LEADING_ASTRAY = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_NAMESPACE", "GIT_OBJECT_DIRECTORY")


@contextmanager
def at_commit(workspace: Path, commit: str) -> Iterator[Path]:
    """Give a temporary folder that holds the workspace's records/ and templates/ as of `commit`, for the length of a `with`.

    Refusal where git is missing, the workspace is not in it, there is no such commit, or no records/ in that one.
    """
    if _git(workspace, "rev-parse", "--is-inside-work-tree") is None:
        raise Refusal(problem("rebuild.not_in_git"))
    name = _git(workspace, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{commit}^{{commit}}")
    if not commit or name is None:
        raise Refusal(problem("rebuild.no_commit", given=commit[:60]))
    kept = name.decode().strip()
    there = (_git(workspace, "ls-tree", "-d", "--name-only", kept, *FOLDERS) or b"").decode().split()
    if "records" not in there:
        raise Refusal(problem("rebuild.no_records", given=commit[:60]))
    archive = _git(workspace, "archive", "--format=tar", kept, *there)
    if archive is None:
        raise Refusal(problem("rebuild.no_commit", given=commit[:60]))
    with tempfile.TemporaryDirectory(prefix="bilan-", ignore_cleanup_errors=True) as folder:
        _unpack(archive, Path(folder))
        yield Path(folder)


def _unpack(archive: bytes, folder: Path) -> None:
    """Write the files of an archive below `folder`: plain files alone, so that nothing leads out of it."""
    with tarfile.open(fileobj=io.BytesIO(archive)) as packed:
        for entry in packed:
            parts = PurePosixPath(entry.name).parts
            content = packed.extractfile(entry) if entry.isreg() else None
            if content and parts[0] in FOLDERS and ".." not in parts:
                place = folder.joinpath(*parts)
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(content.read())


def _git(workspace: Path, *words: str) -> bytes | None:
    """Return what git answers, None where it refuses. Refusal where there is no git."""
    environment = {name: value for name, value in os.environ.items() if name not in _LEADING_ASTRAY}
    environment |= {"GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
    try:
        run = subprocess.run(
            ["git", *words],
            cwd=workspace,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except OSError:
        raise Refusal(problem("rebuild.no_git")) from None
    return run.stdout if run.returncode == 0 else None
