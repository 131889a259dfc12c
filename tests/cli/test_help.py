from __future__ import annotations

import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from generator.cli.main import COMMANDS
from generator.cli.main import bilan as command
from generator.messages.catalogue import LANGUAGES
from tests.cli.processes import ROOT, bilan

PARTS = [
    *(("status", part) for part in ("series", "records")),
    *(("schedule", part) for part in ("show", "install", "remove")),
]
PATHS = [(), *((name,) for name in COMMANDS), ("new", "event"), *PARTS]
FOREIGN = {
    "fr": ("Usage: ", "Options:", "Commands:", "Show this", "Arguments:", "Missing", "Error"),
    "en": ("Usage :", "Commandes", "PÉRIODE", "Exemples"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("words", PATHS, ids=" ".join)
def test_help_speaks_one_language(words: tuple[str, ...], language: str) -> None:
    shown = CliRunner(env={"BILAN_LANGUAGE": language}).invoke(command, [*words, "--help"])
    assert shown.exit_code == 0, shown.output
    assert not [word for word in FOREIGN[language] if word in shown.output]
    assert "commands." not in shown.output
    assert all(len(line) <= 80 for line in shown.output.splitlines())
    assert not re.search(r"^\s*[;:?!»]", shown.output, re.MULTILINE)


def test_help_lists_every_command_with_what_it_does(tmp_path: Path) -> None:
    shown = bilan("--help", folder=tmp_path, language="fr")
    assert shown.code == 0 and not shown.err
    for name in COMMANDS:
        assert re.search(rf"^  {name} +\w", shown.out, re.MULTILINE), name


@pytest.mark.parametrize("words", [(), ("build",), ("new", "event"), ("new",)], ids=" ".join)
def test_the_word_help_shows_the_help(tmp_path: Path, words: tuple[str, ...]) -> None:
    shown = bilan("help", *words, folder=tmp_path)
    assert shown == bilan(*words, "--help", folder=tmp_path) and shown.code == 0


def test_the_help_names_no_donor_of_ours(tmp_path: Path) -> None:
    assert "--audience donor:ID" in bilan("build", "--help", folder=tmp_path).out


def test_commands_of_later_versions_are_not_offered(tmp_path: Path) -> None:
    for name in ("status", "run-due", "web"):
        assert bilan(name, folder=tmp_path).code == 2


def test_bilan_alone_shows_the_help(tmp_path: Path) -> None:
    assert bilan(folder=tmp_path) == bilan("--help", folder=tmp_path)


def test_the_version_is_one_line(tmp_path: Path) -> None:
    shown = bilan("--version", folder=tmp_path)
    assert re.fullmatch(r"bilan \d+\.\d+\.\d+\S*\n", shown.out)


@pytest.mark.parametrize(
    ("variable", "value", "word"), [("LANG", "fr_MA.UTF-8", "Usage :"), ("LC_ALL", "de_DE", "Usage:")]
)
def test_the_language_follows_the_person(tmp_path: Path, variable: str, value: str, word: str) -> None:
    kept = {"BILAN_LANGUAGE": "", "LC_ALL": "", variable: value}
    assert word in bilan("--help", folder=tmp_path, **kept).out


@pytest.mark.parametrize("subject", ["commands", "publishing", "config"])
def test_both_languages_hold_the_same_sentences_with_the_same_facts(subject: str) -> None:
    french, english = (
        import_module(f"generator.messages.{code}.{subject}").SENTENCES for code in ("fr", "en")
    )
    assert set(french) == set(english)
    for code, sentence in french.items():
        facts, others = (set(re.findall(r"(?<!\{)\{(\w+)\}", text)) for text in (sentence, english[code]))
        assert facts == others, code
        assert code.startswith(f"{subject}.")


def test_every_sentence_about_commands_is_used() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "generator" / "cli").glob("*.py"))
    english = import_module("generator.messages.en.commands").SENTENCES
    built = {"help", "short", "examples", "option", "argument", "metavar", "check", "new"}  # from names
    for code in english:
        rest = code.removeprefix("commands.")
        assert rest.split(".")[0] in built or rest in sources, code


def test_every_option_of_every_command_is_explained() -> None:
    context = click.Context(command, info_name="bilan")
    for words in PATHS:
        found: click.Command | None = command
        for word in words:
            assert isinstance(found, click.Group)
            found = found.get_command(context, word)
        assert found is not None
        for parameter in found.params:
            assert hasattr(parameter, "record") or hasattr(parameter, "shown"), parameter


def test_help_loads_neither_the_records_nor_yaml() -> None:
    probe = (
        "import sys; from generator.cli.main import run; from generator.cli.situation import Situation; "
        "run(['build', '--help'], Situation()); "
        "print(sorted({'yaml', 'pydantic', 'rich', 'lxml', 'filelock', 'babel', 'numpy'} & set(sys.modules)))"
    )
    shown = subprocess.run(
        [sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert shown.stdout.splitlines()[-1] == "[]", shown.stdout
