"""An edition made again gives the same bytes, wherever and whenever; an input that differs is named, and nothing is written."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from generator.cli.main import run
from generator.cli.situation import Situation
from generator.gather import Order
from generator.period import Period
from generator.pipeline import build
from generator.publishing.manifest import FontFile, Manifest
from generator.rebuild import differences
from generator.report.model import Status
from tests.cli.processes import ROOT, bilan
from tests.publishing.editions import files_in, listing, manifest
from tests.schedule.test_run import FINAL, _event, _run, _workspace
from tests.test_finals import AS_OF, EVENT_ID, WHOLE, workspace

DRAFT = "2022-Q1/activity-report/public/draft-1"
EVENT_FILE = f"records/events/2022/{EVENT_ID}.yaml"
ELSEWHERE = {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "4242", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "1"}


def made(folder: Path, **wishes: object) -> Path:
    """Build an edition of 2022-Q1 in a new workspace, unless asked otherwise a report in Word with its proof, and return the workspace."""
    if not (folder / "records").is_dir():
        workspace(folder, WHOLE)
    usual: dict[str, object] = {"period": Period.parse("2022-Q1"), "languages": ("fr",)}
    usual |= {"formats": ("docx",), "proof": True}
    build(folder, Order(AS_OF, **(usual | wishes)))  # type: ignore[arg-type]
    return folder


def rebuild(folder: Path, *words: object) -> int:
    """Run the command in this process."""
    return run(["rebuild", *map(str, words)], Situation(folder=folder, environment={"BILAN_LANGUAGE": "en"}))


def change(folder: Path, before: str = "Atelier de Rabat", after: str = "Atelier de Fès") -> None:
    path = folder / EVENT_FILE
    path.write_text(path.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")


def test_a_draft_comes_out_the_same_in_another_place_zone_and_language(tmp_path: Path) -> None:
    folder = made(tmp_path / "ici")
    shutil.copytree(folder, tmp_path / "autre part")

    words = ("--workspace", tmp_path / "autre part", "--to", tmp_path / "copy")
    shown = bilan("rebuild", DRAFT, *words, folder=tmp_path, language="fr", **ELSEWHERE)

    assert shown.code == 0, shown.err
    assert "se refait à l’identique : 3 fichiers" in shown.out
    assert listing(tmp_path / "copy").keys() == listing(folder / "reports" / DRAFT).keys()
    assert files_in(tmp_path / "copy") == files_in(folder / "reports" / DRAFT)
    kept = [place / "manifest.json" for place in (tmp_path / "copy", folder / "reports" / DRAFT)]
    assert kept[0].read_bytes() == kept[1].read_bytes()


ALL = ("docx", "eml", "handover", "html", "pdf", "txt", "web")
EDITIONS: tuple[dict[str, object], ...] = (
    {"formats": ("docx", "pdf"), "languages": ("ar", "en", "fr"), "enclose": True},
    {"kind": "newsletter", "period": Period.parse("2022-02"), "formats": ALL, "enclose": True},
    {"kind": "donor-summary", "audience": "donor:pays-bas", "formats": ("docx", "pdf"), "enclose": True},
    {"formats": ("docx", "pdf"), "status": Status.FINAL},
    {
        "kind": "donor-summary",
        "audience": "donor:pays-bas",
        "formats": ("docx", "pdf"),
        "status": Status.FINAL,
    },
)


@pytest.mark.slow
def test_every_kind_and_format_comes_out_the_same_in_other_processes(tmp_path: Path) -> None:
    folder = tmp_path / "ici"
    for wishes in EDITIONS:
        made(folder, **wishes)
    shutil.copytree(folder, tmp_path / "autre part")
    editions = [
        path.parent.relative_to(folder / "reports") for path in folder.glob("reports/*/*/*/*/manifest.json")
    ]
    assert len(editions) == len(EDITIONS)

    for place, more in (
        (folder, {"TZ": "America/St_Johns", "PYTHONHASHSEED": "1"}),
        (tmp_path / "autre part", ELSEWHERE),
    ):
        for number, edition in enumerate(editions):
            to = tmp_path / f"copy-{place.name}-{number}"
            shown = bilan("rebuild", edition, "--workspace", place, "--to", to, folder=tmp_path, **more)
            assert shown.code == 0, shown.err
            assert files_in(to) == files_in(folder / "reports" / edition)


@pytest.mark.slow
def test_the_missions_own_report_comes_out_the_same_elsewhere(tmp_path: Path) -> None:
    for name in ("records", "templates"):
        shutil.copytree(ROOT / name, tmp_path / "a" / name)
        shutil.copytree(ROOT / name, tmp_path / "b" / name)
    words = ("build", "2022-Q1", "--as-of", "2022-04-15", "--proof", "--attach-proof", "--language", "ar,fr")
    assert bilan(*words, folder=tmp_path / "a").code == 0
    shutil.copytree(tmp_path / "a" / "reports", tmp_path / "b" / "reports")

    shown = bilan("rebuild", DRAFT, folder=tmp_path / "b", **ELSEWHERE)
    assert shown.code == 0, shown.err


def test_a_record_that_changed_is_named_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = made(tmp_path / "a")
    before = listing(folder)
    change(folder)
    (folder / "records/projects/autre.yaml").write_bytes(
        (folder / "records/projects/cohesion.yaml").read_bytes()
    )
    changed = listing(folder)

    assert rebuild(folder, DRAFT, "--to", tmp_path / "copy") == 2

    told = capsys.readouterr().err
    assert f"“event/{EVENT_ID}” has changed since this edition" in told
    assert "autre" not in told and "organisation/" not in told  # what the edition is not made of
    assert listing(folder) == changed and before.keys() <= changed.keys() and not (tmp_path / "copy").exists()


def test_a_record_that_came_since_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = made(tmp_path)
    other = folder / "records/events/2022/2022-03-01-autre.yaml"
    other.write_text((folder / EVENT_FILE).read_text().replace("2022-02-15/2022-02-17", "2022-03-01"))

    assert rebuild(folder, DRAFT) == 2
    told = capsys.readouterr().err
    assert "“event/2022-03-01-autre” did not go into this edition" in told
    assert "the choice of activities is no longer the same" in told


def test_a_template_that_changed_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    folder = made(tmp_path)
    with open(folder / "templates/kinds/activity-report.yaml", "a", encoding="utf-8") as kind:
        kind.write("# une remarque\n")
    with open(folder / "templates/kinds/newsletter.yaml", "a", encoding="utf-8") as kind:
        kind.write("# une remarque\n")

    assert rebuild(folder, DRAFT) == 2
    told = capsys.readouterr().err
    assert "“templates/kinds/activity-report.yaml” has changed since this edition" in told
    assert "newsletter" not in told


def test_pictures_versions_and_words_are_named_each_in_its_way() -> None:
    then = replace(
        manifest(),
        ingredients={"picture/pictures/a.jpg": "1", "words": "1", "version/lxml": "1", "themes": "1"},
    )
    now = replace(
        then,
        ingredients={
            "picture/pictures/a.jpg": "2",
            "words": "2",
            "version/lxml": "2",
            "templates/html/x.j2": "1",
        },
        versions={"lxml": "9"},
        fonts=(FontFile("Lato", "00"),),
    )

    told = {(found.code, dict(found.facts).get("given", "")) for found in differences(then, now)}
    assert told == {
        ("rebuild.changed", "records/pictures/a.jpg"),
        ("rebuild.words", ""),
        ("rebuild.version", "lxml"),
        ("rebuild.gone", "themes"),
        ("rebuild.come", "templates/html/x.j2"),
    }


def test_bytes_that_differ_from_the_same_inputs_are_told_for_each_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = made(tmp_path)
    path = folder / "reports" / DRAFT / "manifest.json"
    values = json.loads(path.read_bytes())
    values["outputs"][0]["sha256"] = "0" * 64
    values["versions"]["pango"] = "0.1"
    path.write_text(json.dumps(values))

    assert rebuild(folder, DRAFT, "--to", tmp_path / "copy") == 2
    told = capsys.readouterr().err
    assert "every input is the same, but not the bytes" in told and "pango was version 0.1" in told
    assert not (tmp_path / "copy").exists()


def test_an_edition_without_noted_inputs_or_with_half_a_manifest_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = made(tmp_path)
    path = folder / "reports" / DRAFT / "manifest.json"
    whole = path.read_bytes()
    for content, words in (
        (replace(Manifest.from_json(whole), ingredients={}).to_json(), "did not note the hash of each input"),
        (whole[:300], "cannot be read"),
        (whole.replace(b'"as_of": "2022-04-15"', b'"as_of": "hier"'), "cannot be read"),
        (whole.replace(b'"period": "2022-Q1"', b'"period": "2022-Q9"'), "cannot be read"),
    ):
        path.write_bytes(content)
        assert rebuild(folder, DRAFT) == 2
        assert words in capsys.readouterr().err


def test_a_file_that_is_there_is_never_replaced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = made(tmp_path)
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy" / "manifest.json").write_text("mine")

    assert rebuild(folder, DRAFT, "--to", tmp_path / "copy") == 2
    assert listing(tmp_path / "copy").keys() == {"manifest.json"}
    assert (tmp_path / "copy" / "manifest.json").read_text() == "mine"
    assert rebuild(folder, DRAFT, "--to", folder / "reports" / "2022-Q2") == 2
    assert not (folder / "reports" / "2022-Q2").exists()
    assert "only published editions belong" in capsys.readouterr().err


def test_a_mistyped_edition_gets_the_nearest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = made(tmp_path)
    assert rebuild(folder, "2022-Q1/activty-report/public/draft-1") == 2
    assert f"did you mean {DRAFT}?" in capsys.readouterr().err


# Finals


def test_a_final_keeps_its_number_whatever_the_ledger_says_now(tmp_path: Path) -> None:
    folder = _workspace(tmp_path / "a", FINAL)
    _run(folder, "2022-03-01")
    first, second = ("2022-01/lettre/public/final-1", "2022-02/lettre/public/final-1")
    kept = tmp_path / "kept.json"
    kept.write_bytes((folder / "reports" / first / "manifest.json").read_bytes())
    published = files_in(folder / "reports" / first)
    assert (Manifest.from_json(kept.read_bytes()).number, rebuild(folder, first)) == (32, 0)

    shutil.rmtree(folder / "reports" / first)
    (folder / "reports" / "ledger.jsonl").unlink()

    assert rebuild(folder, kept, "--to", tmp_path / "copy") == 0
    assert files_in(tmp_path / "copy") == published
    assert rebuild(folder, second) == 0


def test_a_final_that_is_no_longer_approved_is_not_made_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = made(tmp_path, status=Status.FINAL)
    final = DRAFT.replace("draft", "final")
    assert rebuild(folder, final) == 0
    path = folder / EVENT_FILE
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"^approval:.*?(?=^\S|\Z)", "", text, flags=re.MULTILINE | re.DOTALL))
    assert path.read_text(encoding="utf-8") != text

    assert rebuild(folder, final) == 3
    assert EVENT_FILE in capsys.readouterr().err


def test_an_edition_looks_only_at_the_finals_that_it_cites(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = _workspace(tmp_path, FINAL)
    _run(folder, "2022-02-01")
    record = _event(folder, "2022-01-11")
    record.write_text(record.read_text().replace("count: 70", "count: 72"))
    _run(folder, "2022-03-01")
    _run(folder, "2022-04-01")
    february = "2022-02/lettre/public/final-1"

    assert rebuild(folder, february) == 0

    shutil.rmtree(folder / "reports/2022-01")
    assert rebuild(folder, february) == 2
    assert (
        "reports/2022-01/lettre/public/final-1: the edition speaks of this final" in capsys.readouterr().err
    )


# From git


def git(folder: Path, *words: str) -> str:
    who = ("-c", "user.name=Essai", "-c", "user.email=essai@example.org", "-c", "init.defaultBranch=main")
    return subprocess.run(
        ["git", *who, *words], cwd=folder, check=True, capture_output=True, text=True
    ).stdout


@pytest.fixture
def in_git(tmp_path: Path) -> Path:
    """Return a workspace in a folder of a repository whose first commit is what its draft was made of, and which has changed since."""
    folder = made(tmp_path / "repo" / "mission")
    git(tmp_path / "repo", "init", "-q")
    git(tmp_path / "repo", "add", "mission/records")
    git(tmp_path / "repo", "commit", "-q", "-m", "un")
    git(tmp_path / "repo", "tag", "publie")
    change(folder)
    git(tmp_path / "repo", "commit", "-q", "-a", "-m", "deux")
    change(folder, "Atelier de Fès", "Atelier de Safi")
    return folder


def test_the_inputs_of_a_commit_give_the_edition_of_then_and_the_work_tree_stays(in_git: Path) -> None:
    before, status = listing(in_git), git(in_git, "status", "--porcelain")

    assert rebuild(in_git, DRAFT) == 2
    assert rebuild(in_git, DRAFT, "--at", "HEAD") == 2
    for commit in ("publie", "HEAD~1", git(in_git, "rev-parse", "publie").strip()[:9]):
        assert rebuild(in_git, DRAFT, "--at", commit) == 0

    assert git(in_git, "status", "--porcelain") == status
    assert listing(in_git) == before


@pytest.mark.parametrize("commit", ["nulle-part", "--output=x", "", "HEAD:mission", "-h"])
def test_a_commit_that_git_does_not_know_is_refused(
    in_git: Path, commit: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = listing(in_git.parent)
    assert rebuild(in_git, DRAFT, f"--at={commit}") == 2
    assert f"git knows no version “{commit}”" in capsys.readouterr().err
    assert listing(in_git.parent) == before


def test_a_commit_without_records_and_a_folder_outside_git_are_refused(
    in_git: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(in_git, "rm", "-q", "-r", "--cached", "records")
    git(in_git, "commit", "-q", "-m", "trois")
    assert rebuild(in_git, DRAFT, "--at", "HEAD") == 2
    assert "holds no folder records/" in capsys.readouterr().err

    shutil.rmtree(in_git.parent / ".git")
    assert rebuild(in_git, DRAFT, "--at", "HEAD") == 2
    assert "this workspace is not in git" in capsys.readouterr().err


def test_without_git_it_says_so(
    in_git: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    assert rebuild(in_git, DRAFT, "--at", "HEAD") == 2
    assert "git is not installed" in capsys.readouterr().err


def test_another_repository_in_the_environment_leads_nowhere(
    in_git: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(in_git / "nulle-part"))
    assert rebuild(in_git, DRAFT, "--at", "publie") == 0
