from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from generator.publishing.manifest import Manifest, RecordUsed, describe_outputs, hash_inputs, read_manifest
from tests.publishing.editions import OUTPUTS, manifest


def test_a_manifest_reads_back_as_it_was_written() -> None:
    full = replace(manifest(), outputs=describe_outputs(OUTPUTS), status="final", number=7)
    again = Manifest.from_json(full.to_json())
    assert again.to_json() == full.to_json()
    assert again.outputs == full.outputs
    assert (again.number, again.status, again.sources) == (7, "final", full.sources)


def test_the_same_facts_in_another_order_give_the_same_bytes() -> None:
    one = manifest()
    records = (RecordUsed("event/b", "11" * 32), RecordUsed("event/a", "22" * 32))
    other = replace(
        one, people=tuple(reversed(one.people)), versions=dict(reversed(list(one.versions.items())))
    )
    assert other.to_json() == one.to_json()
    assert replace(one, records=records).to_json() == replace(one, records=records[::-1]).to_json()


def test_a_manifest_is_readable_text_in_utf8_with_line_feeds() -> None:
    content = manifest().to_json()
    assert "فاطمة".encode() in content
    assert b"\r" not in content and content.endswith(b"}\n")
    keys = list(json.loads(content))
    assert keys == sorted(keys)


def test_a_manifest_holds_nothing_but_what_it_was_given() -> None:
    content = manifest().to_json().decode()
    for stranger in (str(Path.cwd()), Path.home().name + "/", "hostname"):
        assert stranger not in content


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b'{"format": 2}',
        b'{"format": 1}',
        b"\xff\xfe",
        b"[" * 100_000,
        manifest().to_json().replace(b'"2022-Q1"', b"7"),
        manifest().to_json().replace(b'"records": [', b'"records": ["x",'),
        manifest().to_json().replace(b'"number": null', b'"number": "7"'),
    ],
)
def test_what_is_not_a_manifest_of_ours_is_a_value_error(content: bytes) -> None:
    with pytest.raises(ValueError):
        Manifest.from_json(content)


def test_a_manifest_is_not_read_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.json").write_bytes(manifest().to_json())
    (tmp_path / "manifest.json").symlink_to("real.json")
    with pytest.raises(ValueError):
        read_manifest(tmp_path)


def test_the_hash_of_inputs_ignores_their_order_and_nothing_else() -> None:
    parts = [("event/a", "x"), ("event/b", "y")]
    assert hash_inputs(parts) == hash_inputs(parts[::-1])
    others = [
        [("event/a", "y"), ("event/b", "x")],
        [("event/a", "xy"), ("event/b", "")],
        [("event/a", "x")],
        [("event/a", "x"), ("event/b", "y"), ("event/c", "")],
    ]
    assert len({hash_inputs(parts), *map(hash_inputs, others)}) == 5
