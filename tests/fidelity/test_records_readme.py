"""The guide of records/ shows a record that the loader accepts, in a folder it describes completely."""

from __future__ import annotations

import re
from pathlib import Path

from generator.records.event import Event
from generator.sources.source import read_bytes

README = Path(__file__).resolve().parents[2] / "records" / "README.md"


def test_the_example_of_the_guide_is_a_valid_record() -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    source, problems = read_bytes(example.encode(), "example.yaml")
    assert source and problems == []
    assert Event.model_validate(source.data).attendance[0].count.exact == 70


def test_the_guide_names_every_file_of_the_folder() -> None:
    text = README.read_text(encoding="utf-8")
    for path in README.parent.iterdir():
        if path.name not in ("README.md", "schema"):
            assert path.name in text, path.name


def test_every_record_names_its_schema_on_its_first_line() -> None:
    for path in sorted(README.parent.rglob("*.yaml")):
        first = path.read_text(encoding="utf-8").partition("\n")[0]
        found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+/[a-z]+\.json)", first)
        assert found, path
        schema = (path.parent / found[1]).resolve()
        assert schema.parent == README.parent / "schema", path
