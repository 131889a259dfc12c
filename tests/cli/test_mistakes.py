from __future__ import annotations

from pathlib import Path

import pytest

from generator.cli.registers import donors_of
from generator.cli.wishes import read_audience
from generator.errors import Refusal
from generator.messages.catalogue import describe
from tests.cli.processes import bilan
from tests.workspaces import minimal_workspace


@pytest.mark.parametrize(
    ("words", "english", "french"),
    [
        (["biuld"], "did you mean “build”?", "vouliez-vous dire « build » ?"),
        (["Check"], "did you mean “check”?", "vouliez-vous dire « check » ?"),
        (["xyz"], "choose one of: build, check,", "choisissez parmi : build, check,"),
        (["new", "evnt"], "did you mean “event”?", "vouliez-vous dire « event » ?"),
        (["build", "--langage", "fr"], "did you mean “--language”?", "vouliez-vous dire « --language » ?"),
        (["--worksapce", "x", "check"], "did you mean “--workspace”?", "vouliez-vous dire « --workspace » ?"),
        (["check", "--zzz"], "“bilan check --help” shows the options", "« bilan check --help » montre les options"),
        (["explain"], "PERIOD is missing", "il manque PÉRIODE"),
        (["init"], "DIR is missing", "il manque DOSSIER"),
        (["explain", "--series=1"], "there is no option “--series”", "l’option « --series » n’existe pas"),
        (["build", "--period", "2022-Q1"], "without an option: bilan build 2022-Q1", "sans option : bilan build 2022-Q1"),
        (["build", "--periode=2022"], "without an option: bilan build", "sans option : bilan build"),
        (["build", "mars", "2022"], "for “mars 2022” write 2022-03", "pour « mars 2022 », écrivez 2022-03"),
        (["version"], "did you mean “--version”?", "vouliez-vous dire « --version » ?"),
        (["build", "--knd", "x"], "did you mean “--kind”?", "vouliez-vous dire « --kind » ?"),
        (["build", "--draft"], "“bilan build --help” shows", "« bilan build --help » montre"),
        (["build", "--audience", "a", "--audience", "b"], "“--audience” is given twice", "« --audience » est donnée deux fois"),
        (["new", "event", "--city", "A", "--city=B"], "“--city” is given twice", "« --city » est donnée deux fois"),
        (["help", "biuld"], "did you mean “build”?", "vouliez-vous dire « build » ?"),
        (["hlep"], "did you mean “help”?", "vouliez-vous dire « help » ?"),
        (["build", "--as-of"], "“--as-of” wants a value; “bilan build", "« --as-of » attend une valeur ; « bilan build"),
        (["build", "--proof=3"], "“--proof” takes no value", "« --proof » ne prend pas de valeur"),
        (["check", "2022"], "“2022” is one word too many", "« 2022 » est de trop"),
        (["build", "2022", "2023"], "“2023” is one word too many", "« 2023 » est de trop"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)  # fmt: skip
def test_a_slip_on_the_command_line_is_one_line_that_helps(
    tmp_path: Path, words: list[str], english: str, french: str
) -> None:
    for language, sentence in (("en", english), ("fr", french)):
        ended = bilan(*words, folder=tmp_path, language=language)
        assert ended.code == 2 and not ended.out
        assert sentence in ended.err and len(ended.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("words", "english"),
    [
        (["--audience", "public", "--all-donors"], "keep one of them"),
        (["--donor", "pays-bas", "--audience", "internal"], "keep one of them"),
        (["--donor", "pays-ba"], "did you mean “donor:pays-bas”?"),
        (["--donor", "Netherlands"], "did you mean “donor:pays-bas”?"),
    ],
)
def test_a_slip_in_whom_a_document_is_for_is_one_line(tmp_path: Path, words: list[str], english: str) -> None:
    minimal_workspace(tmp_path)
    ended = bilan("build", "2022-Q1", *words, folder=tmp_path)
    assert ended.code == 2 and english in ended.err and len(ended.err.splitlines()) == 1


def test_a_fiscal_period_without_a_fiscal_year_says_where_to_write_it(tmp_path: Path) -> None:
    minimal_workspace(tmp_path)
    for words in (("--donor", "pays-bas"), ()):
        ended = bilan("build", "FY2022-Q1", *words, folder=tmp_path)
        assert ended.code == 2 and "fiscal_year_starts" in ended.err


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("2022-Q5", "2022-Q4"),
        ("2022Q1", "2022-Q1"),
        ("T1 2022", "2022-Q1"),
        ("1er trimestre 2022", "2022-Q1"),
        ("2022-S3", "2022-S2"),
        ("semestre 1 2022", "2022-S1"),
        ("2022-13", "2022-12"),
        ("2022-2", "2022-02"),
        ("202202", "2022-02"),
        ("03/2022", "2022-03"),
        ("mars 2022", "2022-03"),
        ("août 2021", "2021-08"),
        ("2022-02-15", "2022-02"),
        ("22", "2022"),
        ("année 2022", "2022"),
        ("Q1", "2026-Q1"),
    ],
)
def test_a_period_that_is_none_is_met_with_the_nearest_one(given: str, meant: str) -> None:
    from datetime import date

    from generator.cli.nearest_period import nearest_period

    assert nearest_period(given, date(2026, 11, 22)) == meant


@pytest.mark.parametrize("given", ["", "foo", "hier", "99999", "0000-Q1", "２０２２", "T1", "😀", "." * 500])
def test_a_guess_never_fails(given: str) -> None:
    from datetime import date

    from generator.cli.nearest_period import nearest_period
    from generator.period import Period

    found = nearest_period(given, date(2026, 11, 22))
    assert not found or Period.parse(found).code == found


def test_a_bad_period_names_the_accepted_forms_and_the_nearest_in_one_line(tmp_path: Path) -> None:
    minimal_workspace(tmp_path)
    for command in ("build", "explain"):
        ended = bilan(command, "2022-Q5", folder=tmp_path, language="fr")
        assert ended.code == 2 and len(ended.err.splitlines()) == 1
        for form in ("2022-02", "2022-Q1", "2022-S1", "2022 (année)", "2022-01..2022-05", "« 2022-Q4 »"):
            assert form in ended.err


def test_a_period_written_the_wrong_way_round_is_told_so(tmp_path: Path) -> None:
    ended = bilan("build", "2022-05..2022-01", folder=minimal_workspace(tmp_path))
    assert ended.code == 2 and "ends before it begins" in ended.err


def test_all_mistakes_of_one_command_are_told_at_once(tmp_path: Path) -> None:
    minimal_workspace(tmp_path)
    words = ["build", "22-Q1", "--kind", "activityreport", "--audience", "donors", "--language", "fr,xx"]
    ended = bilan(*words, "--format", "docx,pfd,odt", "--as-of", "31/12/2022", folder=tmp_path)
    assert ended.code == 2
    assert len(ended.err.splitlines()) == 7
    for hint in ("“activity-report”", "donor:ID", "“xx”", "“pdf”", "“odt”", "2022-04-15"):
        assert hint in ended.err
    assert not (tmp_path / "reports").exists()


def test_an_empty_wish_is_refused_and_not_taken_for_none(tmp_path: Path) -> None:
    minimal_workspace(tmp_path)
    ended = bilan("build", "", "--format", "", "--language", ",", folder=tmp_path)
    assert ended.code == 2 and len(ended.err.splitlines()) == 3
    assert not (tmp_path / "reports").exists()


def test_an_unknown_donor_is_met_with_the_nearest(tmp_path: Path) -> None:
    minimal_workspace(tmp_path)
    for command in ("build", "explain"):
        ended = bilan(command, "2022-Q1", "--audience", "donor:paysbas", folder=tmp_path)
        assert ended.code == 2 and "pays-bas" in ended.err


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("pays-bas", "donor:pays-bas"),
        ("Netherlands", "donor:pays-bas"),
        ("gouvernement-pays-bas", "donor:pays-bas"),
        ("bailleur:pays-bas", "donor:pays-bas"),
        ("donor:Pays-Bas", "donor:pays-bas"),
        ("oim-maroc", ""),
        ("interne", "internal"),
        ("Public", "public"),
    ],
)
def test_an_audience_is_met_with_what_was_meant(given: str, meant: str) -> None:
    donors = {
        "pays-bas": ("Gouvernement des Pays-Bas", "Netherlands"),
        "union-europeenne": ("Union européenne",),
    }
    with pytest.raises(Refusal) as refused:
        read_audience(given, donors)
    (found,) = refused.value.problems
    told = describe(found, "en")
    assert f"did you mean “{meant}”?" in told if meant else "donor:ID" in told
    assert read_audience("donor:union-europeenne", donors) == "donor:union-europeenne"


def test_a_name_that_several_donors_share_lists_them_all() -> None:
    donors = {"ambassade-pays-bas": ("Ambassade",), "gouvernement-pays-bas": ("Gouvernement",), "prm": ()}
    with pytest.raises(Refusal) as refused:
        read_audience("pays-bas", donors)
    told = describe(refused.value.problems[0], "en")
    assert told.endswith("choose one of: donor:ambassade-pays-bas, donor:gouvernement-pays-bas")


def test_a_donor_is_known_by_its_names_before_the_records_are_read(tmp_path: Path) -> None:
    minimal_workspace(tmp_path)
    ended = bilan("build", "2022-Q1", "--audience", "royaume des pays-bas", folder=tmp_path)
    assert ended.code == 2 and "did you mean “donor:pays-bas”?" in ended.err
    (tmp_path / "records" / "organisations.yaml").write_text("- nothing: [")
    assert donors_of(tmp_path) == {}


def test_without_a_workspace_the_line_says_how_to_get_one(tmp_path: Path) -> None:
    ended = bilan("check", folder=tmp_path, language="fr")
    assert ended.code == 2 and "bilan init" in ended.err and len(ended.err.splitlines()) == 1


def test_the_workspace_may_stand_before_or_after_the_command_or_in_the_environment(tmp_path: Path) -> None:
    there = minimal_workspace(tmp_path / "there")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    asked = [
        bilan("--workspace", "../there", "check", folder=elsewhere),
        bilan("check", "--workspace", there, folder=elsewhere),
        bilan("check", folder=elsewhere, BILAN_WORKSPACE=str(there)),
        bilan("check", folder=there / "records" / "events"),
        bilan("--workspace", elsewhere, "check", "--workspace", there, folder=elsewhere),
    ]
    assert [ended.code for ended in asked] == [0] * 5, [ended.err for ended in asked]
    assert bilan("check", "--workspace", elsewhere, folder=there).code == 2


def test_control_characters_never_reach_the_terminal(tmp_path: Path) -> None:
    for words in (["\x1b[31mred"], ["build", "--\x1b]0;x\x07"], ["build", "20\n22"]):
        ended = bilan(*words, folder=minimal_workspace(tmp_path))
        assert ended.code == 2
        assert "\x1b" not in ended.err and len(ended.err.splitlines()) == 1
