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
    SHA-256 of each. `inputs` is the hash of all `ingredients`: of what was selected, never of the date (see `hash_inputs`).
    `outputs` is filled in by `publish`.
    """

    edition: str  # "activity-report/2022-Q1/public"
    kind: str
    period: str
    audience: str
    languages: tuple[str, ...]
    formats: tuple[str, ...]
    as_of: str
    inputs: str
    series: str = ""  # empty where it belongs to none
    project: str = ""  # of a donor's document about one project
    proof: bool = False  # with its annex
    enclosed: bool = False  # with the proof sheet inside the PDF
    status: str = "draft"
    number: int | None = None  # of finals only
    records: tuple[RecordUsed, ...] = ()
    quotes: tuple[str, ...] = ()  # "event-id/quote-id"
    pictures: tuple[str, ...] = ()  # "event-id/file"
    people: tuple[str, ...] = ()  # names printed
    donors: tuple[str, ...] = ()  # ids of the donors credited
    excluded: tuple[Excluded, ...] = ()
    approvals: tuple[ApprovalGiven, ...] = ()  # of finals only
    cited: tuple[str, ...] = ()  # earlier editions it speaks of, by their folders below reports/
    figures: Mapping[str, str] = field(default_factory=dict)  # each figure's name and value
    restated: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # by earlier period, likewise
    ingredients: Mapping[str, str] = field(default_factory=dict)  # every input and its SHA-256
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
            "figures": dict(self.figures),
            "restated": {period: dict(figures) for period, figures in self.restated.items()},
            "ingredients": dict(self.ingredients),
        }
        for name in ("records", "excluded", "approvals", "fonts", "outputs"):
            values[name] = [asdict(entry) for entry in sorted(set(getattr(self, name)))]
        for name in ("quotes", "pictures", "people", "donors", "cited"):
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
    flags = {name: values.get(name, False) for name in ("proof", "enclosed")}
    if not all(isinstance(flag, bool) for flag in flags.values()):
        raise TypeError("flag")
    single = ("edition", "kind", "period", "audience", "as_of", "inputs", "status")
    # What manifests of earlier versions of Bilan lack is empty.
    plain: dict[str, Any] = {name: _text(values[name]) for name in single} | flags
    plain |= {name: _text(values.get(name, "")) for name in ("series", "project")}
    plain |= {name: _texts(values.get(name, [])) for name in ("formats", "pictures", "cited")}
    plain |= {name: _texts(values[name]) for name in ("languages", "quotes", "people", "donors")}
    return Manifest(
        **plain,
        number=number,
        records=tuple(RecordUsed(_text(entry["id"]), _text(entry["sha256"])) for entry in values["records"]),
        excluded=tuple(Excluded(_text(entry["id"]), _text(entry["why"])) for entry in values["excluded"]),
        approvals=tuple(
            ApprovalGiven(_text(entry["id"]), _text(entry["by"]), _text(entry["date"]))
            for entry in values.get("approvals", [])
        ),
        versions=_pairs(values["versions"]),
        figures=_pairs(values.get("figures", {})),
        ingredients=_pairs(values.get("ingredients", {})),
        restated={period: _pairs(figures) for period, figures in values.get("restated", {}).items()},
        fonts=tuple(FontFile(_text(entry["family"]), _text(entry["sha256"])) for entry in values["fonts"]),
        sources={output: _pairs(tags) for output, tags in values["sources"].items()},
        attachments={output: _pairs(files) for output, files in values.get("attachments", {}).items()},
        outputs=tuple(
            OutputFile(_text(entry["name"]), _text(entry["sha256"]), int(entry["size"]))
            for entry in values["outputs"]
        ),
    )


def _pairs(values: dict[str, object]) -> dict[str, str]:
    return {name: _text(value) for name, value in values.items()}


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text")
    return value


def _texts(values: list[object]) -> tuple[str, ...]:
    return tuple(map(_text, values))
