"""One call builds an edition: the same words in Word and PDF, the same bytes each time, whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from generator.errors import Refusal
from generator.period import Period
from generator.pipeline import Built, Order, Step, build
from generator.records.verbatim import normalise
from generator.renderers.noted import standing
from generator.report.compose import compose, texts
from generator.report.words import plain
from tests.reading import docx_comments, docx_text, pdf_text, squeeze, tokens
from tests.report.briefs import brief_of, real_records

ROOT = Path(__file__).parents[1]
AS_OF = date(2022, 4, 15)
TODAY = date(2026, 11, 22)


def _workspace(folder: Path) -> Path:
    for name in ("records", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _workspace(tmp_path_factory.mktemp("workspace"))


@pytest.fixture(scope="module")
def quarter(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = _workspace(tmp_path_factory.mktemp("quarter"))
    return build(folder, Order(as_of=AS_OF, period=Period.parse("2022-Q1")))


def _outputs(built: Built) -> dict[str, bytes]:
    return {path.suffix: path.read_bytes() for path in built.files}


def test_a_build_leaves_word_pdf_and_manifest_under_the_period(quarter: Built) -> None:
    assert quarter.folder.as_posix().endswith("/reports/2022-Q1/activity-report/public/draft-1")
    assert sorted(path.name for path in quarter.folder.iterdir()) == [
        "activity-report-2022-Q1-fr.docx",
        "activity-report-2022-Q1-fr.pdf",
        "manifest.json",
    ]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("period", ["2022-Q1", "2022-02", "2018..2023"])
def test_word_and_pdf_say_the_same_words_numbers_and_names(
    workspace: Path, period: str, language: str
) -> None:
    order = Order(as_of=TODAY, period=Period.parse(period), languages=(language,))
    files = _outputs(build(workspace, order))
    report = compose(brief_of(period, as_of=TODAY, language=language))
    said = [text for section in report.sections for text in texts(section)]

    for suffix, text in ((".docx", docx_text(files[".docx"])), (".pdf", pdf_text(files[".pdf"]))):
        found, wanted = tokens(text), tokens(" ".join(said))
        missing = {word: n - found[word] for word, n in wanted.items() if found[word] < n}
        assert not missing, (suffix, missing)
    # A note's words stand in the list of both files, and in Word in its comment too.
    comments = tokens(docx_comments(files[".docx"]))
    assert comments == tokens(
        " ".join(text for note in standing(report) for text in (note.title, plain(note.where), *note.points))
    )
    both = [tokens(docx_text(files[".docx"])) - comments, tokens(pdf_text(files[".pdf"]))]
    extra = _beside_the_report(both[0] - both[1]) + _beside_the_report(both[1] - both[0])
    frame = tokens(" ".join(texts(report.labels)))
    assert not {word for word in extra if word not in frame and not word.isdigit()}


def _beside_the_report(counts: Counter[str]) -> Counter[str]:
    return Counter({word: n for word, n in counts.items() if n > 0})


def test_quotes_stand_verbatim_in_both_files(quarter: Built) -> None:
    files = _outputs(quarter)
    event = real_records().events["2022-03-28-donnees-migratoires"]

    for text in (docx_text(files[".docx"]), pdf_text(files[".pdf"])):
        bare = squeeze(normalise(text))
        for quote in event.quotes:
            for fragment in quote.fragments:
                assert squeeze(normalise(fragment)) in bare, quote.id


def test_the_same_inputs_write_nothing_the_second_time(quarter: Built) -> None:
    before = {path: path.stat().st_mtime_ns for path in quarter.folder.rglob("*")}

    again = build(quarter.folder.parents[4], Order(as_of=AS_OF, period=Period.parse("2022-Q1")))

    assert not again.new
    assert again.folder == quarter.folder
    assert {path: path.stat().st_mtime_ns for path in quarter.folder.rglob("*")} == before


def test_another_folder_process_zone_and_hash_seed_give_the_same_bytes(
    quarter: Built, tmp_path: Path
) -> None:
    other = tmp_path / "un autre dossier"
    for name in ("records", "templates"):
        shutil.copytree(quarter.folder.parents[4] / name, other / name)
    script = (
        "import sys; from datetime import date; from pathlib import Path; "
        "from generator.period import Period; from generator.pipeline import Order, build; "
        "build(Path(sys.argv[1]), Order(as_of=date(2022, 4, 15), period=Period.parse('2022-Q1')))"
    )
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "77",
        "TZ": "Asia/Tokyo",
        "LC_ALL": "C",
        "SOURCE_DATE_EPOCH": "1",
    }
    subprocess.run([sys.executable, "-c", script, str(other)], check=True, cwd=ROOT, env=environment)

    made = other / quarter.folder.relative_to(quarter.folder.parents[4])
    for path in [*quarter.files, quarter.folder / "manifest.json"]:
        assert (made / path.name).read_bytes() == path.read_bytes(), path.name


def test_the_manifest_says_what_the_edition_holds(quarter: Built) -> None:
    manifest = json.loads((quarter.folder / "manifest.json").read_text(encoding="utf-8"))

    ids = {record["id"] for record in manifest["records"]}
    assert {
        "event/2022-02-15-formations-traite-protection",
        "event/2022-03-28-donnees-migratoires",
        "themes",
    } <= ids
    assert "event/2018-04-10-regions-marocaines-migration" not in ids
    assert manifest["as_of"] == "2022-04-15"
    assert [quote.split("/")[0] for quote in manifest["quotes"]] == ["2022-03-28-donnees-migratoires"] * 2
    assert manifest["people"] == ["Khadija Ramzi", "Teresa Botella"]
    assert len(manifest["donors"]) == 3
    assert {font["family"].split()[0] for font in manifest["fonts"]} >= {"Lato", "Vollkorn"}
    assert {"bilan", "python", "weasyprint", "python-docx"} <= set(manifest["versions"])
    for output in manifest["outputs"]:
        assert sha256((quarter.folder / output["name"]).read_bytes()).hexdigest() == output["sha256"]


def test_the_tags_of_the_word_file_resolve_through_the_manifest(quarter: Built) -> None:
    manifest = json.loads((quarter.folder / "manifest.json").read_text(encoding="utf-8"))
    sources = set(manifest["sources"]["activity-report-2022-Q1-fr.docx"].values())

    assert "2022-02-15-formations-traite-protection/summary/fr" in sources
    assert any(source.startswith("2022-03-28-donnees-migratoires/quotes[") for source in sources)


def test_a_changed_record_makes_the_next_draft_and_keeps_the_one_before(workspace: Path) -> None:
    order = Order(as_of=AS_OF, period=Period.parse("2022-03"), formats=("docx",))
    first = build(workspace, order)
    path = workspace / "records/events/2022/2022-03-28-donnees-migratoires.yaml"
    kept = path.read_text(encoding="utf-8")
    before = {p: p.read_bytes() for p in first.folder.iterdir()}
    try:
        path.write_text(kept.replace("lundi", "Lundi").replace("HCP", "H.C.P."), encoding="utf-8")
        path.write_text(
            kept + "\nteaser: {fr: Un autre texte.}\n"
            if "teaser:" not in kept
            else kept.replace("type: workshop", "type: meeting"),
            encoding="utf-8",
        )
        second = build(workspace, order)
    finally:
        path.write_text(kept, encoding="utf-8")

    assert (first.folder.name, second.folder.name) == ("draft-1", "draft-2")
    assert {p: p.read_bytes() for p in first.folder.iterdir()} == before


def test_without_a_period_the_last_closed_quarter_with_records_is_built(workspace: Path) -> None:
    built = build(workspace, Order(as_of=TODAY, formats=("docx",)))

    assert built.chosen
    assert built.period.code == "2023-Q3"


def test_a_period_without_a_record_is_refused_and_leaves_nothing(workspace: Path) -> None:
    with pytest.raises(Refusal) as refusal:
        build(workspace, Order(as_of=TODAY, period=Period.parse("2020-Q1")))

    assert [p.code for p in refusal.value.problems] == ["pipeline.empty_period"]
    assert not (workspace / "reports/2020-Q1").exists()


def test_every_wrong_wish_is_told_at_once(workspace: Path) -> None:
    order = Order(as_of=TODAY, period=Period.parse("2022-Q1"), formats=("pfd",), languages=("fx",))

    with pytest.raises(Refusal) as refusal:
        build(workspace, order)

    assert {p.code for p in refusal.value.problems} == {"config.unknown_formats", "config.unknown_languages"}
    assert {dict(p.facts)["nearest"] for p in refusal.value.problems} == {"pdf", "fr"}


def test_a_build_tells_its_steps_to_the_end(workspace: Path) -> None:
    steps: list[Step] = []

    build(workspace, Order(as_of=TODAY, period=Period.parse("2018-Q2"), formats=("docx",)), steps.append)

    assert [step.done for step in steps] == list(range(len(steps)))
    assert all(step.total == 5 for step in steps)
    assert steps[-1].code == "pipeline.step.publish"


def test_the_proof_annex_comes_when_asked_for(workspace: Path) -> None:
    order = Order(as_of=AS_OF, period=Period.parse("2022-Q1"), formats=("docx",), proof=True)

    text = docx_text(_outputs(build(workspace, order))[".docx"])

    assert "Origine de chaque chiffre" in text
    assert "2022-02-15-formations-traite-protection" in text


def test_texts_for_an_edition_of_no_kind_are_not_lost_without_a_word(workspace: Path) -> None:
    folder = workspace / "records/editions/actvity-report"
    folder.mkdir()
    (folder / "2022-Q1.yaml").write_text('number: "1"\n', encoding="utf-8")
    try:
        with pytest.raises(Refusal) as refusal:
            build(workspace, Order(as_of=AS_OF, period=Period.parse("2022-Q1")))
    finally:
        shutil.rmtree(folder)

    (found,) = refusal.value.problems
    assert (found.code, dict(found.facts)["nearest"]) == ("config.unknown_edition", "activity-report")
    assert found.file == "records/editions/actvity-report/2022-Q1.yaml"


def test_the_order_of_formats_and_languages_makes_no_new_draft(workspace: Path) -> None:
    period = Period.parse("2018-Q2")
    first = build(
        workspace, Order(as_of=AS_OF, period=period, formats=("docx", "pdf"), languages=("en", "fr"))
    )
    again = build(
        workspace, Order(as_of=AS_OF, period=period, formats=("pdf", "docx"), languages=("fr", "en"))
    )

    assert first.new
    assert not again.new
    assert again.folder == first.folder
