"""Copies of published editions in another place: in come an edition's folder and an address, out comes the same folder there.

The address is of any storage that fsspec knows (file, s3, gcs, abfs, sftp, webdav…); its credentials are those that storage's
own settings hold, and none is ever told. A file that stands there already is never replaced. The manifest goes last: where it
is, the whole edition is.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from generator.errors import CannotWrite, Refusal, problem
from generator.publishing.manifest import FILE_NAME, read_manifest
from generator.publishing.publish import edited

_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Uploaded:
    """What a copy came to: where the edition stands (without credentials), which files were sent, which were there."""

    place: str
    sent: tuple[str, ...]
    there: tuple[str, ...]


def upload(folder: Path, url: str) -> Uploaded:
    """Copy the edition in `folder`, reports/<period>/<series>/<audience>/<edition>, to the same path below `url`.

    Given again, it sends what is missing and nothing else. Refusal for an address that cannot be used, or an edition that is not
    as it was published; CannotWrite where another file stands in the way, or the storage fails.
    """
    manifest = read_manifest(folder)
    if changed := edited(folder, manifest):
        below = folder.relative_to(folder.parents[4]).as_posix()
        raise Refusal([problem(code, file=f"{below}/{name}") for name, code in changed])
    storage, root = _storage(url)
    path = folder.relative_to(folder.parents[3]).as_posix()
    place = _Place(storage, f"{root.rstrip('/')}/{path}", f"{shown(url)}/{path}")
    files = {output.name: output.sha256 for output in sorted(manifest.outputs)}
    files[FILE_NAME] = hashlib.sha256((folder / FILE_NAME).read_bytes()).hexdigest()
    try:
        sent = [name for name, digest in files.items() if place.take(folder / name, name, digest)]
    except (CannotWrite, Refusal):
        raise
    except Exception as cause:  # each storage raises errors of its own, whose words may hold a key
        reason = type(cause).__name__
        raise CannotWrite(problem("remote.failed", given=place.shown, reason=reason)) from None
    return Uploaded(place.shown, tuple(sent), tuple(name for name in files if name not in sent))


def shown(url: str) -> str:
    """Return `url` without user, password and parameters."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}".rstrip("/")


def _storage(url: str) -> tuple[Any, str]:
    """Return the storage of `url` and the path in it. Refusal where it cannot be used."""
    scheme = urlsplit(url).scheme
    if not scheme or "://" not in url or "::" in url:  # fsspec would chain what stands between ::
        raise Refusal(problem("remote.address", given=shown(url) if scheme else url))
    if find_spec("fsspec") is None:
        raise Refusal(problem("remote.no_extra", given=f"{scheme}://"))
    from fsspec.core import url_to_fs

    try:
        storage, path = url_to_fs(url)
    except ImportError:
        raise Refusal(problem("remote.no_driver", given=f"{scheme}://")) from None
    except ValueError:
        raise Refusal(problem("remote.address", given=shown(url))) from None
    except Exception as cause:
        reason = type(cause).__name__
        raise CannotWrite(problem("remote.failed", given=shown(url), reason=reason)) from None
    return storage, str(path)


@dataclass(frozen=True, slots=True)
class _Place:
    """The folder of an edition in a storage; `shown` is how people are told of it."""

    storage: Any
    path: str
    shown: str

    def take(self, file: Path, name: str, digest: str) -> bool:
        """Return whether `file` had to be sent. CannotWrite where another one stands there, or not what was sent arrives."""
        target = f"{self.path}/{name}"
        if self.storage.exists(target):
            if self._digest(target) != digest:
                raise CannotWrite(problem("remote.different", given=f"{self.shown}/{name}"))
            return False
        folder, _, last = target.rpartition("/")
        self.storage.makedirs(folder, exist_ok=True)
        partial = f"{folder}/.{last}.partial"  # also what a run that was cut off has left
        self.storage.pipe_file(partial, file.read_bytes())
        whole = self._digest(partial) == digest
        if whole:
            self.storage.mv(partial, target)
            whole = self.storage.info(target)["size"] == file.stat().st_size
        if not whole:
            raise CannotWrite(problem("remote.not_whole", given=f"{self.shown}/{name}"))
        return True

    def _digest(self, path: str) -> str:
        self.storage.invalidate_cache()  # what was listed before may have changed
        found = hashlib.sha256()
        with self.storage.open(path, "rb", cache_type="none") as file:
            while piece := file.read(_PIECE):
                found.update(piece)
        return found.hexdigest()
