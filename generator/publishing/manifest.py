"""What an edition was made of: in come the facts of one build, out comes the text of its manifest.json, and back.

The manifest holds only what it is given: a build for one donor hands in that donor's selection and nothing else.
The same Manifest always gives the same bytes: sorted keys, UTF-8, LF.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

FORMAT_VERSION = 1
FILE_NAME = "manifest.json"
LARGEST_FILE = 20_000_000  # bytes; far above any real manifest


@dataclass(frozen=True, slots=True, order=True)
class RecordUsed:
    """A record that stands behind the edition: "event/2022-03-28-…" and the SHA-256 of its file."""

    id: str
    sha256: str


@dataclass(frozen=True, slots=True, order=True)
class Excluded:
    """A record kept out of the edition and why: "embargo", "withdrawn", "audience"."""

    id: str
    why: str


@dataclass(frozen=True, slots=True, order=True)
class ApprovalGiven:
    """Who answers for a record that a final prints, since when; both empty for an article that was published."""

    id: str
    by: str
    date: str


@dataclass(frozen=True, slots=True, order=True)
class FontFile:
    """A font file that shaped an output."""

    family: str
    sha256: str


@dataclass(frozen=True, slots=True, order=True)
class OutputFile:
    """A file of the edition: its path below the folder, with slashes, its SHA-256, its size in bytes."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """All that is needed to say later what an edition holds, where it came from and whether it was touched.

    `sources` gives, for each output, the record's field behind each tag in it; `attachments` the files inside it with the
    SHA-256 of each. `inputs` is the hash of what was selected, never of the date (see `hash_inputs`). `outputs` is filled
    in by `publish`.
    """

    edition: str  # "activity-report/2022-Q1/public"
    kind: str
    period: str
    audience: str
    languages: tuple[str, ...]
    formats: tuple[str, ...]
    as_of: str
    inputs: str
    status: str = "draft"
    number: int | None = None  # of finals only
    records: tuple[RecordUsed, ...] = ()
    quotes: tuple[str, ...] = ()  # "event-id/quote-id"
    pictures: tuple[str, ...] = ()  # "event-id/file"
    people: tuple[str, ...] = ()  # names printed
    donors: tuple[str, ...] = ()  # ids of the donors credited
    excluded: tuple[Excluded, ...] = ()
    approvals: tuple[ApprovalGiven, ...] = ()  # of finals only
    versions: Mapping[str, str] = field(default_factory=dict)  # bilan, python, libraries
    fonts: tuple[FontFile, ...] = ()
    sources: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    attachments: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    outputs: tuple[OutputFile, ...] = ()
    format: int = FORMAT_VERSION

    def to_json(self) -> bytes:
        """Return the manifest as UTF-8 JSON with sorted keys; what has no order of its own is sorted."""
        values: dict[str, object] = {entry.name: getattr(self, entry.name) for entry in fields(self)}
        values |= {
            "versions": dict(self.versions),
            "sources": {name: dict(tags) for name, tags in self.sources.items()},
            "attachments": {name: dict(files) for name, files in self.attachments.items()},
        }
        for name in ("records", "excluded", "approvals", "fonts", "outputs"):
            values[name] = [asdict(entry) for entry in sorted(set(getattr(self, name)))]
        for name in ("quotes", "pictures", "people", "donors"):
            values[name] = sorted(set(getattr(self, name)))
        return (json.dumps(values, ensure_ascii=False, sort_keys=True, indent=2) + "\n").encode()

    @classmethod
    def from_json(cls, content: bytes) -> Manifest:
        """Return the manifest that `content` holds. ValueError if it is not one of ours, or of a later format."""
        try:
            values = json.loads(content)
            if not isinstance(values, dict) or values.get("format") != FORMAT_VERSION:
                raise ValueError("format")
            return _read(values)
        except (TypeError, KeyError, AttributeError, RecursionError, UnicodeDecodeError) as cause:
            raise ValueError("manifest") from cause


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of the edition in `folder`. OSError if it cannot be read, ValueError if it is not one."""
    path = folder / FILE_NAME
    if path.is_symlink() or path.stat().st_size > LARGEST_FILE:
        raise ValueError("manifest")
    return Manifest.from_json(path.read_bytes())


def describe_outputs(outputs: Mapping[str, bytes]) -> tuple[OutputFile, ...]:
    """Return name, SHA-256 and size of each output, by name."""
    return tuple(
        OutputFile(name, hashlib.sha256(content).hexdigest(), len(content))
        for name, content in sorted(outputs.items())
    )


def hash_inputs(parts: Iterable[tuple[str, bytes | str]]) -> str:
    """Return one SHA-256 over named parts, whatever their order; no two sets of parts share an encoding."""
    total = hashlib.sha256()
    for name, content in sorted(
        (name, part.encode() if isinstance(part, str) else part) for name, part in parts
    ):
        for piece in (name.encode(), content):
            total.update(len(piece).to_bytes(8, "big") + piece)
    return total.hexdigest()


def _read(values: dict[str, Any]) -> Manifest:
    number = values["number"]
    if number is not None and not isinstance(number, int):
        raise ValueError("number")
    return Manifest(
        edition=_text(values["edition"]),
        kind=_text(values["kind"]),
        period=_text(values["period"]),
        audience=_text(values["audience"]),
        languages=_texts(values["languages"]),
        formats=_texts(values.get("formats", [])),  # manifests before newsletters have none
        as_of=_text(values["as_of"]),
        inputs=_text(values["inputs"]),
        status=_text(values["status"]),
        quotes=_texts(values["quotes"]),
        pictures=_texts(values.get("pictures", [])),  # manifests before the gate have none
        people=_texts(values["people"]),
        donors=_texts(values["donors"]),
        number=number,
        records=tuple(RecordUsed(_text(entry["id"]), _text(entry["sha256"])) for entry in values["records"]),
        excluded=tuple(Excluded(_text(entry["id"]), _text(entry["why"])) for entry in values["excluded"]),
        approvals=tuple(
            ApprovalGiven(_text(entry["id"]), _text(entry["by"]), _text(entry["date"]))
            for entry in values.get("approvals", [])  # manifests before approvals have none
        ),
        versions={name: _text(version) for name, version in values["versions"].items()},
        fonts=tuple(FontFile(_text(entry["family"]), _text(entry["sha256"])) for entry in values["fonts"]),
        sources={
            output: {tag: _text(source) for tag, source in tags.items()}
            for output, tags in values["sources"].items()
        },
        attachments={
            output: {name: _text(sha256) for name, sha256 in files.items()}
            for output, files in values.get("attachments", {}).items()  # manifests before proofs have none
        },
        outputs=tuple(
            OutputFile(_text(entry["name"]), _text(entry["sha256"]), int(entry["size"]))
            for entry in values["outputs"]
        ),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text")
    return value


def _texts(values: list[object]) -> tuple[str, ...]:
    return tuple(map(_text, values))
