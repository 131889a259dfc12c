"""Each guard of the design finds what it is there to find, in a made-up package."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.shape import rules
from tests.shape.source import Package

MakePackage = Callable[..., Package]


@pytest.fixture
def make_package(tmp_path: Path) -> MakePackage:
    """Return a function that writes sources, by path below the package, and reads them back."""

    def make(sources: dict[str, str]) -> Package:
        for name, text in sources.items():
            path = tmp_path / "generator" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return Package(tmp_path / "generator")

    return make


@pytest.mark.parametrize(
    "statement",
    [
        "from generator.report import model",
        "import generator.report.model",
        "from ..report.model import Report",
        "def load():\n    from generator.report.model import Report",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from generator.report.model import Report",
        "try:\n    import generator.report.model\nexcept ImportError:\n    pass",
    ],
)
def test_an_import_to_the_right_is_found_however_it_is_written(
    make_package: MakePackage, statement: str
) -> None:
    package = make_package(
        {"records/loader.py": statement, "report/model.py": "class Report: ...", "report/__init__.py": ""}
    )
    assert len(rules.wrong_directions(package)) == 1


def test_an_import_to_the_left_or_within_a_layer_is_allowed(make_package: MakePackage) -> None:
    package = make_package(
        {
            "errors.py": "",
            "period.py": "from generator.errors import X",
            "report/model.py": "import generator.period\nfrom generator import __version__",
            "report/build.py": "from .model import Report",
        }
    )
    assert rules.wrong_directions(package) == []


def test_cli_and_web_do_not_know_each_other(make_package: MakePackage) -> None:
    package = make_package({"cli/main.py": "import generator.web.app", "web/app.py": ""})
    assert rules.wrong_directions(package) == [
        "generator/cli/main.py:1: cli and web do not import each other"
    ]


def test_a_part_without_a_layer_is_found(make_package: MakePackage) -> None:
    package = make_package({"surprise.py": "", "errors.py": "", "__init__.py": ""})
    assert rules.unplaced_parts(package) == ["surprise is in no layer"]


def test_a_ring_of_imports_is_named_once_with_its_way(make_package: MakePackage) -> None:
    package = make_package(
        {
            "report/a.py": "from generator.report import b",
            "report/b.py": "from generator.report.c import X",
            "report/c.py": "import generator.report.a",
            "report/d.py": "import generator.report.a",
            "report/__init__.py": "",
        }
    )
    assert rules.import_cycles(package) == [
        "generator.report.a -> generator.report.b -> generator.report.c -> generator.report.a"
    ]


def test_an_import_inside_a_function_or_for_types_makes_no_ring(make_package: MakePackage) -> None:
    late = "def f():\n    import generator.report.b"
    typed = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import generator.report.b"
    for text in (late, typed):
        package = make_package({"report/a.py": text, "report/b.py": "import generator.report.a"})
        assert rules.import_cycles(package) == []


def test_a_long_file_and_a_long_function_are_found(make_package: MakePackage) -> None:
    body = "def f():\n" + "    x = 1\n" * rules.FUNCTION_LINES
    fits = "def g():\n" + "    x = 1\n" * (rules.FUNCTION_LINES - 1)
    package = make_package({"long.py": "#\n" * (rules.FILE_LINES + 1), "function.py": body + fits})
    assert rules.oversized(package) == [
        "generator/function.py:1: f has 61 lines, over 60",
        "generator/long.py:1: has 401 lines, over 400",
    ]


def test_an_init_file_with_code_is_found(make_package: MakePackage) -> None:
    package = make_package(
        {"__init__.py": '"""Doc."""\n__version__ = "1"', "report/__init__.py": '"""Doc."""\nfrom . import x'}
    )
    assert rules.busy_packages(package) == ["generator/report/__init__.py:2: holds more than a docstring"]


def test_a_missing_docstring_is_found_on_public_things_only(make_package: MakePackage) -> None:
    package = make_package(
        {"a.py": "class A: ...\ndef b(): ...\ndef _c(): ...", "d.py": '"""Doc."""\nasync def e(): ...'}
    )
    assert rules.undocumented(package) == [
        "generator/a.py:1: has no docstring",
        "generator/a.py:1: A has no docstring",
        "generator/a.py:2: b has no docstring",
        "generator/d.py:2: e has no docstring",
    ]


@pytest.mark.parametrize(
    ("path", "statement", "allowed"),
    [
        ("dataset/table.py", "import pandas as pd", True),
        ("report/table.py", "import pandas as pd", False),
        ("renderers/docx/writer.py", "from docx.shared import Pt", True),
        ("config/brand.py", "def f():\n    import docx", False),
        ("renderers/pdf/engine.py", "import weasyprint", True),
        ("renderers/pdf/engine_room.py", "import weasyprint", False),
        ("renderers/html.py", "from weasyprint import HTML", False),
        ("report/sentence.py", "import jinja2", True),
        ("cli/main.py", "import jinja2", False),
        ("cli/main.py", "import click", True),
        ("pipeline.py", "from click import echo", False),
        ("report/own.py", "from generator.renderers.docx import writer", True),
    ],
)
def test_a_library_outside_its_home_is_found(
    make_package: MakePackage, path: str, statement: str, allowed: bool
) -> None:
    assert (rules.strayed_libraries(make_package({path: statement})) == []) is allowed


@pytest.mark.parametrize(
    ("name", "vague"),
    [
        ("utils.py", True),
        ("report/date_helpers.py", True),
        ("web/common/__init__.py", True),
        ("uncommon.py", False),
    ],
)
def test_a_name_that_says_nothing_is_found(make_package: MakePackage, name: str, vague: bool) -> None:
    assert bool(rules.vague_names(make_package({name: ""}))) is vague
