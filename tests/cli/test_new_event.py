from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from generator.records.loader import load
from tests.cli.processes import bilan, environment, hear_interrupts
from tests.workspaces import minimal_workspace

TITLE = ("--title", "Atelier : « Rabat » & été #3", "--type", "training")


def test_options_alone_make_a_record_that_loads(tmp_path: Path) -> None:
    minimal_workspace(tmp_path)
    words = (
        "--date",
        "2022-03-01/2022-03-03",
        "--theme",
        "gouvernance",
        "--city",
        "Rabat",
        "--project",
        "cohesion",
    )
    ended = bilan("new", "event", *TITLE, *words, folder=tmp_path, language="fr")
    assert (ended.code, ended.err) == (0, "")
    first, _, last = ended.out.splitlines()
    assert first.startswith("fiche créée : records/events/2022/2022-03-01-atelier-rabat-ete-3.yaml")
    assert last.endswith("bilan build 2022-Q1")
    event = load(tmp_path).events["2022-03-01-atelier-rabat-ete-3"]
    assert event.title.get("fr", "fr")[0] == "Atelier : « Rabat » & été #3"
    assert (event.type.value, event.themes, event.projects) == ("training", ("gouvernance",), ("cohesion",))
    assert event.place and event.place.city and event.state.value == "draft"


@pytest.mark.parametrize(
    ("date", "file"),
    [
        ("2022-03", "2022/2022-03-atelier"),
        ("2022", "2022/2022-atelier"),
        ("2022-03-01~", "2022/2022-03-01-atelier"),
        ("2022-12-30/2023-01-02", "2022/2022-12-30-atelier"),
        ("", "undated/atelier"),
    ],
)
def test_the_date_decides_folder_and_name(tmp_path: Path, date: str, file: str) -> None:
    minimal_workspace(tmp_path)
    ended = bilan("new", "event", "--title", "Atelier", "--type", "visit", "--date", date, folder=tmp_path)
    assert ended.code == 0, ended.err
    assert (tmp_path / "records" / "events" / f"{file}.yaml").is_file()
    assert bilan("check", folder=tmp_path).code == 0


def test_a_record_that_is_there_is_never_overwritten_also_under_another_year(tmp_path: Path) -> None:
    minimal_workspace(tmp_path)
    words = ("--title", "Atelier de Rabat", "--type", "workshop", "--date", "2022-02-15")
    file = tmp_path / "records" / "events" / "2022" / "2022-02-15-atelier-de-rabat.yaml"
    before = file.read_bytes()
    ended = bilan("new", "event", *words, folder=tmp_path)
    assert ended.code == 2 and "is there already" in ended.err
    assert file.read_bytes() == before
    file.rename(tmp_path / "records" / "events" / "2022-02-15-atelier-de-rabat.yaml")
    (tmp_path / "records" / "events" / "2021").mkdir()
    (tmp_path / "records" / "events" / "2022-02-15-atelier-de-rabat.yaml").rename(
        tmp_path / "records" / "events" / "2021" / "2022-02-15-atelier-de-rabat.yaml"
    )
    assert bilan("new", "event", *words, folder=tmp_path).code == 2


def test_all_wrong_options_are_told_at_once_and_nothing_is_written(tmp_path: Path) -> None:
    minimal_workspace(tmp_path)
    words = ("--type", "workshp", "--date", "15/02/2022", "--theme", "gouvernanse", "--project", "cohesoin")
    ended = bilan("new", "event", *words, folder=tmp_path)
    assert ended.code == 2 and len(ended.err.splitlines()) == 5
    for hint in ("--title", "“workshop”", "2022-02-15", "“gouvernance”", "“cohesion”"):
        assert hint in ended.err
    assert len(list((tmp_path / "records" / "events").rglob("*.yaml"))) == 1


def test_a_title_in_another_script_asks_for_a_file_name(tmp_path: Path) -> None:
    minimal_workspace(tmp_path)
    words = ("new", "event", "--title", "ورشة عمل", "--type", "workshop", "--date", "2022-03-01")
    ended = bilan(*words, folder=tmp_path)
    assert ended.code == 2 and "--slug" in ended.err
    assert bilan(*words, "--slug", "atelier-arabe", folder=tmp_path).code == 0
    assert load(tmp_path).events["2022-03-01-atelier-arabe"].title.get("fr", "fr")[0] == "ورشة عمل"
    for bad in ("Été", "../up", "a b"):
        assert bilan(*words, "--slug", bad, folder=tmp_path).code == 2


@pytest.mark.parametrize(
    ("given", "language", "value"),
    [("atelier", "fr", "workshop"), ("Réunion", "fr", "meeting"), ("ceremonie", "en", "ceremony")],
)
def test_a_type_may_be_given_by_its_french_name(
    tmp_path: Path, given: str, language: str, value: str
) -> None:
    minimal_workspace(tmp_path)
    words = ("--title", "Une fois", "--type", given)
    assert bilan("new", "event", *words, folder=tmp_path, language=language).code == 0
    assert load(tmp_path).events["une-fois"].type.value == value


def test_a_type_that_is_none_names_the_option_and_the_types_in_the_language_of_the_person(
    tmp_path: Path,
) -> None:
    minimal_workspace(tmp_path)
    words = ("new", "event", "--title", "Une fois", "--type", "formtion")
    assert "--type : « formtion »" in (told := bilan(*words, folder=tmp_path, language="fr").err)
    assert "« formation » ? (parmi : atelier, formation," in told
    assert "one of: workshop, training" in bilan(*words, folder=tmp_path).err


def test_a_city_on_two_lines_is_refused_as_a_city(tmp_path: Path) -> None:
    ended = bilan("new", "event", *TITLE, "--city", "a\nb", folder=minimal_workspace(tmp_path))
    assert ended.code == 2 and "the city must" in ended.err


@pytest.mark.parametrize("title", ["", "   ", "123", "a\nb", "a\x1b[31mb", "\u202eevil"])
def test_a_title_that_cannot_be_printed_is_refused(tmp_path: Path, title: str) -> None:
    ended = bilan("new", "event", "--title", title, "--type", "visit", folder=minimal_workspace(tmp_path))
    assert ended.code == 2 and len(ended.err.splitlines()) == 1


def test_a_folder_that_cannot_be_written_ends_with_5(tmp_path: Path) -> None:
    minimal_workspace(tmp_path)
    (tmp_path / "records" / "events" / "2023").write_text("a file in the way")
    ended = bilan("new", "event", *TITLE, "--date", "2023-01-01", folder=tmp_path)
    assert (
        ended.code == 5 and ended.err.startswith("records/events/2023: ") and len(ended.err.splitlines()) == 1
    )


class Terminal:
    """A person at a terminal in front of one command."""

    def __init__(self, folder: Path, *words: str, language: str) -> None:
        ours, theirs = os.openpty()
        self.ours, self.shown = ours, ""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "generator", *words],
            cwd=folder,
            env={**environment(language), "TERM": "dumb"},
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            preexec_fn=hear_interrupts,
        )
        os.close(theirs)

    def read_until(self, words: str) -> None:
        """Read what is shown until `words` stand in it."""
        end = time.monotonic() + 60
        while words not in self.shown:
            assert time.monotonic() < end, self.shown
            if select.select([self.ours], [], [], 1)[0]:
                try:
                    self.shown += os.read(self.ours, 4096).decode(errors="replace")
                except OSError:
                    assert words in self.shown, self.shown

    def answer(self, question: str, words: str) -> None:
        """Wait for `question`, then type `words`."""
        self.read_until(question)
        self.shown = self.shown.partition(question)[2]
        os.write(self.ours, f"{words}\n".encode())


@pytest.mark.skipif(os.name == "nt", reason="terminals of Unix")
def test_on_a_terminal_it_asks_and_asks_again_what_it_cannot_read(tmp_path: Path) -> None:
    minimal_workspace(tmp_path)
    person = Terminal(tmp_path, "new", "event", "--city", "Oujda", language="fr")
    person.answer("Titre de l’événement", "")
    person.answer("une réponse est nécessaire", "Visite de terrain")
    person.answer("Type d’activité (atelier, formation, ", "voyage")
    person.read_until("choisissez parmi : atelier, ")
    assert "--type" not in person.shown
    person.answer("récit) : ", "visites")
    person.answer("vouliez-vous dire « visite »", "Visite")
    person.answer("Date", "demain")
    person.answer("« demain » n’est pas une date", "2022-02-30")
    person.answer("« 2022-02-30 » n’est pas une date ; écrivez 2022-02-15", "5/3/2022")
    person.answer("écrivez l’année d’abord : 2022-03-05", "2022-03-05")
    person.answer("Axe (gouvernance", "")
    person.read_until("bilan build 2022-Q1")
    assert "Ville" not in person.shown
    assert person.process.wait(timeout=60) == 0
    event = load(tmp_path).events["2022-03-05-visite-de-terrain"]
    assert event.place and event.type.value == "visit"


@pytest.mark.skipif(os.name == "nt", reason="terminals of Unix")
def test_a_stop_at_a_question_is_quiet_and_writes_nothing(tmp_path: Path) -> None:
    minimal_workspace(tmp_path)
    person = Terminal(tmp_path, "new", "event", language="en")
    person.read_until("Title of the event")
    for _ in range(60):  # a first one may come while Python is still loading what reads a line
        person.process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            person.process.wait(timeout=1)
            break
    assert person.process.wait(timeout=1) == 130
    assert "Traceback" not in person.shown
    assert len(list((tmp_path / "records" / "events").rglob("*.yaml"))) == 1
