"""A month's letter from end to end: every format, the same words in each, the same bytes each time, and none where nothing was held."""

from __future__ import annotations

import email
import email.policy
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path

import pytest

from generator.cli.main import run
from generator.cli.situation import Situation
from generator.config.templates import load_kind
from generator.period import Period
from generator.pipeline import Built, Order, build
from generator.publishing.manifest import read_manifest
from generator.records.fields import Channel
from generator.records.loader import load
from generator.records.registers import EditionTexts
from generator.records.verbatim import normalise
from generator.renderers.registry import FORMATS
from generator.report.blocks import Quote
from generator.report.compose import compose, texts
from generator.report.model import Report
from tests.reading import docx_text, squeeze, tokens
from tests.report.briefs import ROOT, brief_of, real_records
from tests.synthetic import as_of, write_workspace
from tests.unpacking import html_text, unpack

NEWSLETTER = load_kind(ROOT / "templates", "newsletter")
LANGUAGES = ("en", "fr")
CHANNELS = (Channel.NEWSLETTER, Channel.WEB)
# A period, and a day soon after its end.
PERIODS = {
    "2022-Q1": date(2022, 4, 15),
    "2022-02": date(2022, 3, 4),
    "2022-03": date(2022, 4, 5),
    "2023-07": date(2023, 8, 2),
}


def order(period: str, **wishes: object) -> Order:
    return Order(as_of=PERIODS[period], kind="newsletter", period=Period.parse(period), **wishes)


def copied(folder: Path) -> Path:
    for name in ("records", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(tmp_path_factory.mktemp("newsletter"))


@pytest.fixture(scope="module")
def letters(workspace: Path) -> dict[str, Built]:
    """Return the letters of every period, each in French and English."""
    return {period: build(workspace, order(period, languages=LANGUAGES)) for period in PERIODS}


def folder_of(built: Built) -> Path:
    assert built.folder is not None
    return built.folder


def stem(built: Built, language: str) -> str:
    return f"newsletter-{built.period.code}-{language}"


def report(period: str, language: str) -> Report:
    """Return the letter as it was composed for these files: also for the web, and with the texts of its team."""
    own = real_records().editions.get(f"newsletter/{period}", EditionTexts())
    wishes = {"as_of": PERIODS[period], "kind": NEWSLETTER, "edition": own}
    return compose(brief_of(period, language=language, channel=CHANNELS[0], further=CHANNELS[1:], **wishes))


def readings(built: Built, language: str) -> Mapping[str, str]:
    """Return what a reader reads of each format, and of each part of a message."""
    folder, name = folder_of(built), stem(built, language)

    def content(ending: str) -> bytes:
        return (folder / f"{name}{ending}").read_bytes()

    message = email.message_from_bytes(content(".eml"), policy=email.policy.default)
    plain, rich = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None and rich is not None
    found = {
        "docx": docx_text(content(".docx")),
        "eml, text": str(plain.get_content()),
        "eml, html": html_text(rich.get_content()),
        "html": html_text(content(".html").decode()),
        "txt": content(".txt").decode(),
        "web": html_text(content(".web.html").decode()),
    }
    return found | dict(_handed_over(folder / f"{name}-handover"))


def _handed_over(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the letter's texts in what is handed to senders: its files, its archive, its payloads."""
    yield "handover, html", html_text((folder / "letter.html").read_text("utf-8"))
    yield "handover, txt", (folder / "letter.txt").read_text("utf-8")
    with zipfile.ZipFile(folder / "mailchimp.zip") as archive:
        (page,) = (name for name in archive.namelist() if name.endswith(".html"))
        yield "handover, zip", html_text(archive.read(page).decode())
    for path in sorted(folder.glob("*.json")):
        for place, text in unpack(path.name, path.read_bytes()):
            if "<html" in text and "(" not in place and place != path.name:
                yield f"handover, {place}", html_text(text)


@pytest.mark.parametrize("period", PERIODS)
def test_a_letter_leaves_every_format_of_its_kind(letters: dict[str, Built], period: str) -> None:
    built = letters[period]
    folder = folder_of(built)

    assert folder.as_posix().endswith(f"/reports/{period}/newsletter/public/draft-1")
    assert set(NEWSLETTER.formats) == {"docx", "eml", "handover", "html", "txt", "web"}
    for language in LANGUAGES:
        for form in (FORMATS[name] for name in NEWSLETTER.formats):
            path = folder / f"{stem(built, language)}{form.suffix}"
            assert path in built.files
            assert path.is_dir() if form.folder else path.is_file()
    written = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert written - {"manifest.json"} == {output.name for output in read_manifest(folder).outputs}


def test_a_second_build_writes_nothing(letters: dict[str, Built], workspace: Path) -> None:
    built = letters["2022-03"]
    before = {path: path.stat().st_mtime_ns for path in folder_of(built).rglob("*")}

    again = build(workspace, order("2022-03", languages=LANGUAGES))

    assert (again.new, again.folder, again.files) == (False, built.folder, built.files)
    assert {path: path.stat().st_mtime_ns for path in folder_of(built).rglob("*")} == before


def test_another_folder_process_zone_and_hash_seed_give_the_same_bytes(
    letters: dict[str, Built], tmp_path: Path
) -> None:
    other = copied(tmp_path / "un autre dossier")
    script = (
        "import sys; from datetime import date; from pathlib import Path; "
        "from generator.period import Period; from generator.pipeline import Order, build; "
        "build(Path(sys.argv[1]), Order(as_of=date(2022, 4, 5), kind='newsletter', languages=('fr', 'en'), "
        "period=Period.parse('2022-03')))"
    )
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "77",
        "TZ": "Asia/Tokyo",
        "LC_ALL": "C",
        "SOURCE_DATE_EPOCH": "1",
    }
    subprocess.run([sys.executable, "-c", script, str(other)], check=True, cwd=ROOT, env=environment)

    first, second = folder_of(letters["2022-03"]), other / "reports/2022-03/newsletter/public/draft-1"
    names = [path.relative_to(first) for path in sorted(first.rglob("*")) if path.is_file()]
    assert names == [path.relative_to(second) for path in sorted(second.rglob("*")) if path.is_file()]
    for name in names:
        assert (first / name).read_bytes() == (second / name).read_bytes(), name


def test_nothing_in_a_letter_names_the_machine_that_made_it(
    letters: dict[str, Built], workspace: Path
) -> None:
    marks = (str(workspace), str(ROOT), str(Path.home()), os.uname().nodename)
    for path in (path for path in folder_of(letters["2022-03"]).rglob("*") if path.is_file()):
        for place, text in unpack(path.name, path.read_bytes()):
            assert not [mark for mark in marks if len(mark) > 5 and mark in text], place


@pytest.mark.parametrize(
    ("language", "told"), [("fr", "rien à signaler pour 2022-01"), ("en", "nothing to report for 2022-01")]
)
def test_a_month_without_activity_makes_no_letter_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str, told: str
) -> None:
    shutil.copytree(ROOT / "records", tmp_path / "records")
    situation = Situation(environment={"BILAN_LANGUAGE": language}, folder=tmp_path)
    code = run(["build", "2022-01", "--kind", "newsletter", "--as-of", "2022-02-01"], situation)

    assert code == 0
    said = capsys.readouterr().err
    assert told in said
    # What could belong to the month is named, so that nobody takes silence for knowledge.
    assert "records/events/undated/atelier-reintegration-mena.yaml" in said
    assert not (tmp_path / "reports").exists()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("period", PERIODS)
def test_every_word_number_and_name_stands_in_every_format(
    letters: dict[str, Built], period: str, language: str
) -> None:
    made = report(period, language).for_readers()
    wanted = tokens(" ".join(texts(made.sections)).casefold())
    assert sum(wanted.values()) > 100

    for place, text in readings(letters[period], language).items():
        found = tokens(text.casefold())
        assert {word: n for word, n in wanted.items() if found[word] < n} == {}, place


def test_a_busy_month_with_links_says_the_same_in_every_format(tmp_path: Path) -> None:
    folder = write_workspace(tmp_path, 60, seed=3)
    month = Period.parse("2024-02")
    built = build(folder, Order(as_of=as_of(), kind="newsletter", period=month))
    wishes = {"as_of": as_of(), "kind": NEWSLETTER, "channel": CHANNELS[0], "further": CHANNELS[1:]}
    made = compose(brief_of(month.code, records=load(folder), **wishes)).for_readers()
    wanted = tokens(" ".join(texts(made.sections)).casefold())
    links = [href for href in _links(made) if href.startswith("http")]
    assert len(links) >= 10

    for place, text in readings(built, "fr").items():
        found = tokens(text.casefold())
        assert {word: n for word, n in wanted.items() if found[word] < n} == {}, place
    for name in NEWSLETTER.formats:
        path = folder_of(built) / f"{stem(built, 'fr')}{FORMATS[name].suffix}"
        files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
        said = " ".join(text for file in files for _, text in unpack(file.name, file.read_bytes()))
        assert [href for href in links if href not in said] == [], name


def _links(value: object) -> Iterator[str]:
    if isinstance(value, tuple):
        for item in value:
            yield from _links(item)
    elif is_dataclass(value):
        for field in fields(value):
            inner = getattr(value, field.name)
            if field.name == "href" and inner:
                yield inner
            yield from _links(inner)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("period", PERIODS)
def test_quotes_stand_verbatim_in_every_format(letters: dict[str, Built], period: str, language: str) -> None:
    section = report(period, language).section("quotes")
    quotes = [block for block in section.blocks if isinstance(block, Quote)] if section else []
    assert len(quotes) == {"2022-02": 0, "2023-07": 1}.get(period, 1)

    for place, text in readings(letters[period], language).items():
        bare = squeeze(normalise(re.sub(r"^[>|\s]+", "", text, flags=re.MULTILINE)))
        for quote in quotes:
            assert squeeze(normalise(quote.speaker)) in bare, place
            for paragraph in quote.paragraphs:
                assert squeeze(normalise(paragraph)) in bare, place


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("period", PERIODS)
def test_both_parts_of_the_message_state_the_same_numbers_and_no_other(
    letters: dict[str, Built], period: str, language: str
) -> None:
    read = readings(letters[period], language)
    made = report(period, language)
    known = _numbers(" ".join(texts((made.for_readers().sections, made.labels, made.mail))))

    assert _numbers(read["eml, text"]) <= known
    assert _numbers(read["eml, html"]) <= known
    assert _numbers(read["eml, text"]) == _numbers(read["eml, html"])


def _numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+", re.sub(r"(https?://|mailto:)\S+", "", text)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("period", PERIODS)
def test_the_review_page_is_in_the_word_file_alone(
    letters: dict[str, Built], period: str, language: str
) -> None:
    (page,) = [section for section in report(period, language).sections if section.code == "review"]
    letter = squeeze(normalise(" ".join(texts(report(period, language).for_readers()))))
    lines = [line for block in page.blocks for line in texts(block) if len(squeeze(normalise(line))) > 30]
    lines = [line for line in lines if squeeze(normalise(line)) not in letter]  # names are in both
    assert len(lines) >= 4

    for place, text in readings(letters[period], language).items():
        bare = squeeze(normalise(text))
        said = [line for line in lines if squeeze(normalise(line)) in bare]
        assert said == (lines if place == "docx" else []), place


def test_what_is_left_to_mend_is_told_with_the_build(letters: dict[str, Built]) -> None:
    told = [(warning.code, warning.file, warning.field) for warning in letters["2022-03"].warnings]

    assert len(told) == len(set(told))
    assert ("letter.no_editorial", "records/editions/newsletter/2022-03.yaml", "editorial") in told
    # Their records say why no page is known.
    assert "letter.no_page" not in {code for code, _, _ in told}


def test_the_manifest_names_quotes_people_and_donors_of_the_letter(letters: dict[str, Built]) -> None:
    manifest = read_manifest(folder_of(letters["2022-03"]))

    assert manifest.quotes == ("2022-03-28-donnees-migratoires/ramzi",)
    assert manifest.people == ("Khadija Ramzi",)
    assert len(manifest.donors) == 3
    assert manifest.formats == NEWSLETTER.formats
