"""Copies in other storage: whole, verified, resumed where they were cut off, and never over somebody else's file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from generator.errors import CannotWrite, Refusal
from generator.messages.catalogue import describe
from generator.publishing.publish import publish
from generator.publishing.remote import shown, upload
from tests.publishing.editions import OUTPUTS, manifest, target

PLACE = "2022-Q1/activity-report/public/draft-1"


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    (tmp_path / "workspace").mkdir()
    return publish(target(tmp_path / "workspace"), "draft", OUTPUTS, manifest()).folder


@pytest.fixture(params=["memory", "file"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    MemoryFileSystem.store.clear()
    MemoryFileSystem.pseudo_dirs[:] = [""]
    return "memory://archive/rapports" if request.param == "memory" else f"file://{tmp_path}/archive"


def _there(url: str) -> dict[str, bytes]:
    storage, root = fsspec.core.url_to_fs(url)
    start = len(storage._strip_protocol(root).rstrip("/")) + 1
    return {path[start:]: storage.cat_file(path) for path in storage.find(root)}


def test_an_edition_arrives_whole_with_its_manifest_last(
    edition: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = upload(edition, url)
    assert found.sent[-1] == "manifest.json"
    assert set(found.sent) == {*OUTPUTS, "manifest.json"}
    assert found.there == ()
    wanted = OUTPUTS | {"manifest.json": (edition / "manifest.json").read_bytes()}
    assert _there(url) == {f"{PLACE}/{name}": content for name, content in wanted.items()}


def test_given_again_nothing_is_sent(edition: Path, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    upload(edition, url)
    storage, _ = fsspec.core.url_to_fs(url)
    monkeypatch.setattr(type(storage), "pipe_file", _broken)
    found = upload(edition, url)
    assert found.sent == ()
    assert set(found.there) == {*OUTPUTS, "manifest.json"}


def test_a_copy_that_was_cut_off_goes_on_where_it_was(
    edition: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage, _ = fsspec.core.url_to_fs(url)
    real, left = type(storage).pipe_file, 3

    def cut_off(self: Any, path: str, value: bytes, *args: Any, **more: Any) -> None:
        nonlocal left
        left -= 1
        real(self, path, value if left else value[:100], *args, **more)
        if not left:
            raise ConnectionError("key=hunter2")

    with monkeypatch.context() as patch:
        patch.setattr(type(storage), "pipe_file", cut_off)
        with pytest.raises(CannotWrite) as caught:
            upload(edition, url)
    assert "hunter2" not in describe(caught.value.problems[0], "en")
    assert f"{PLACE}/manifest.json" not in _there(url)
    found = upload(edition, url)
    assert len(found.there) == 2
    assert {name.rpartition("/")[2] for name in _there(url)} == {
        name.rpartition("/")[2] for name in (*OUTPUTS, "manifest.json")
    }


def test_another_file_in_the_way_stays_and_is_told(edition: Path, url: str) -> None:
    storage, root = fsspec.core.url_to_fs(url)
    path = f"{root}/{PLACE}/rapport-fr.pdf"
    storage.makedirs(path.rpartition("/")[0], exist_ok=True)
    storage.pipe_file(path, b"an auditor's copy")
    with pytest.raises(CannotWrite) as caught:
        upload(edition, url)
    assert caught.value.problems[0].code == "remote.different"
    assert storage.cat_file(path) == b"an auditor's copy"
    assert f"{PLACE}/manifest.json" not in _there(url)


def test_what_arrives_otherwise_than_sent_is_told_and_never_takes_its_name(
    edition: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage, _ = fsspec.core.url_to_fs(url)
    real = type(storage).pipe_file
    monkeypatch.setattr(
        type(storage), "pipe_file", lambda self, path, value, *rest, **more: real(self, path, value[:-1])
    )
    with pytest.raises(CannotWrite) as caught:
        upload(edition, url)
    assert caught.value.problems[0].code == "remote.not_whole"
    assert all(name.rpartition("/")[2].startswith(".") for name in _there(url))


def test_an_edition_that_somebody_edited_is_not_sent(edition: Path, url: str) -> None:
    (edition / "rapport-fr.docx").write_bytes(b"edited")
    with pytest.raises(Refusal) as caught:
        upload(edition, url)
    assert caught.value.problems[0].file.endswith("draft-1/rapport-fr.docx")
    assert _there(url) == {}


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("archive", "remote.address"),
        ("file://x::zip://y", "remote.address"),
        ("nothing-known://x", "remote.address"),
        ("s3://bucket/x", "remote.no_driver"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused(edition: Path, address: str, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        upload(edition, address)
    assert caught.value.problems[0].code == code


def test_without_the_extra_the_line_to_type_is_told(edition: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.publishing.remote.find_spec", lambda name: None)
    with pytest.raises(Refusal) as caught:
        upload(edition, "memory://x")
    assert caught.value.problems[0].code == "remote.no_extra"


def test_a_password_in_an_address_is_never_told(edition: Path) -> None:
    assert shown("sftp://editor:hunter2@example.org/archive?key=hunter2") == "sftp://example.org/archive"
    with pytest.raises((Refusal, CannotWrite)) as caught:
        upload(edition, "sftp://editor:hunter2@127.0.0.1:1/archive")
    assert "hunter2" not in json.dumps([describe(found, "fr") for found in caught.value.problems])


def _broken(*args: object, **more: object) -> None:
    raise AssertionError("something was sent")
