"""The pages for readers say what the program does: its commands, slots, styles, exit codes, links and examples."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from generator import errors
from generator.cli.main import COMMANDS, STOPPED, run
from generator.cli.situation import Situation
from generator.config.letterhead import PLACE_SLOTS, WANTED_STYLES, WORD_SLOTS
from generator.messages.catalogue import describe
from generator.period import Period
from generator.pipeline import Order, build
from generator.records.loader import load
from tests.reading import squeeze

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(
    [
        *DOCS.glob("*.md"),
        *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
        *(ROOT / folder / "README.md" for folder in ("records", "templates", "reports")),
    ]
)
PAIRS = (
    *("records", "publish", "sending", "newsletter", "donors", "figures", "brand", "templates"),
    *("email-clients", "translations", "languages", "quotes", "series"),
)
LANGUAGES = ("", ".en")
# "bilan build 2022-Q1" at the beginning of an indented line, perhaps by its path; what follows four spaces is a remark
LINE = re.compile(r"^ {4,}(?:\.venv/bin/)?bilan ([a-z].*?)(?: {4,}.*)?$", re.MULTILINE)
INLINE = re.compile(r"`bilan ([a-z-][^`…<]*)`")


def page(name: str) -> str:
    return (DOCS / f"{name}.md").read_text(encoding="utf-8")


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def commands() -> Iterator[tuple[str, str]]:
    for path in PAGES:
        text = path.read_text(encoding="utf-8")
        for words in (*LINE.findall(text), *INLINE.findall(text)):
            yield shown(path), words.strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_slot_and_every_style_of_a_letterhead_is_documented(language: str) -> None:
    text = page(f"brand{language}")
    slots = ["section CODE" if slot == "section" else slot for slot in (*WORD_SLOTS, *PLACE_SLOTS)]
    wanted = [*(f"`{{{{ {slot} }}}}`" for slot in slots), *(f"`{name}`" for name, _ in WANTED_STYLES)]
    assert [name for name in wanted if name not in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_slot_and_no_style_is_documented_that_does_not_exist(language: str) -> None:
    text = page(f"brand{language}")
    told = set(re.findall(r"^\| `\{\{ (\w+)", text, re.MULTILINE)) | set(re.findall(r"`(Bilan [^`]+)`", text))
    assert told <= {*WORD_SLOTS, *PLACE_SLOTS, *(name for name, _ in WANTED_STYLES)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_is_documented(language: str) -> None:
    text = page(f"publish{language}")
    assert [name for name in COMMANDS if f"`bilan {name}" not in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_exit_code_is_documented(language: str) -> None:
    kinds = (value for value in vars(errors).values() if isinstance(value, type))
    codes = {kind.exit_code for kind in kinds if issubclass(kind, errors.BilanError)} | {0, 1, STOPPED}
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", page(f"publish{language}"), re.MULTILINE)}
    assert told == codes


@pytest.mark.parametrize(("place", "words"), sorted(set(commands())))
def test_every_command_line_quoted_can_be_typed(
    place: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    situation = Situation(environment={"BILAN_LANGUAGE": "en"}, folder=ROOT)
    code = run([*shlex.split(words), "--help"], situation)
    assert code == 0, f"{place}: bilan {words}: {capsys.readouterr().err}"


def test_the_commands_of_the_pages_are_found_at_all() -> None:
    found = {words.split()[0] for _, words in commands()}
    assert found >= set(COMMANDS)


@pytest.mark.parametrize("path", PAGES, ids=shown)
def test_every_relative_link_leads_somewhere(path: Path) -> None:
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    text = re.sub(r"`[^`\n]*`", "", text)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        place = path.parent / name if name else path
        assert place.exists(), f"{shown(path)}: {target}"
        if anchor and place.suffix == ".md":
            assert anchor in anchors(place.read_text(encoding="utf-8")), f"{shown(path)}: {target}"


def anchors(text: str) -> set[str]:
    """Return the anchors of a page's headings, as they are made for Markdown pages."""
    titles = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("name", PAIRS)
def test_a_page_says_as_much_in_both_languages(name: str) -> None:
    french, english = page(name), page(f"{name}.en")
    for mark in (r"^#+ ", r"^- ", r"^\|", r"^```yaml", r"^    \S"):
        assert len(re.findall(mark, french, re.MULTILINE)) == len(re.findall(mark, english, re.MULTILINE))
    assert f"({name}.en.md)" in french and f"({name}.md)" in english


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_record_shown_in_the_guide_is_accepted(language: str, tmp_path: Path) -> None:
    """A block that names its file is that file; any other holds fields of an event."""
    shutil.copytree(ROOT / "records", tmp_path / "records")
    blocks = re.findall(r"```yaml\n(.*?)```", page(f"records{language}"), re.DOTALL)
    assert len(blocks) >= 12
    for number, block in enumerate(blocks):
        first, _, rest = block.partition("\n")
        head = "title: Atelier\ntype: workshop\ndate: 2026-03-10\n"
        path = tmp_path / f"records/events/2026/2026-03-10-essai-{number}.yaml"
        if first.startswith("# records/"):
            path, head, block = tmp_path / first.removeprefix("# "), "", rest
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(before + head + block, encoding="utf-8")
    load(tmp_path)


def test_the_pictures_of_the_readme_are_small() -> None:
    named = set(re.findall(r"docs/images/[a-z]+\.png", (ROOT / "README.md").read_text(encoding="utf-8")))
    assert len(named) >= 3
    for name in named:
        assert (ROOT / name).stat().st_size < 120_000, name


def test_what_the_guide_says_of_mistakes_is_what_is_printed(tmp_path: Path) -> None:
    workspace = tmp_path / "m"
    assert run(["init", str(workspace), "--language", "fr"], Situation(environment={}, folder=tmp_path)) == 0
    folder = workspace / "records/events/2025"
    (folder / "2025-01-15-exemple.yaml").unlink()
    for text in MISTAKES:
        (folder / "2025-02-10-aa.yaml").write_text(text, encoding="utf-8")
        for code, language in (("fr", ""), ("en", ".en")):
            (told,) = problems(workspace)
            sentence = describe(told, code).partition("2025-02-10-aa.yaml:")[2]
            shown_in_page = sentence if not told.warning else sentence.partition(": ")[2]
            assert shown_in_page in page(f"records{language}"), sentence


HEAD = "title: Atelier\ntype: workshop\ndate: 2025-02-10\n"
FIGURE = "attendance:\n  - measure: attendees\n    count: "
MISTAKES = (
    HEAD.replace("Atelier", "Rabat : lancement"),
    HEAD.replace("Atelier", "Atelier #3 de Rabat"),
    f"{HEAD}attendence:\n  - measure: attendees\n    count: 70\n",
    HEAD.replace("2025-02-10", "10/02/2025"),
    HEAD.replace("2025-02-10", "2025-02-30"),
    f"{HEAD}place:\n\tcity: Rabat\n",
    f"{HEAD}{FIGURE}environ 30\n",
    f"{HEAD}organisations:\n  - organisation: baileur-exemple\n    role: partner\n",
    f"{HEAD}title: Autre\n",
    f"{HEAD}{FIGURE}70\n    women: 30\n    men: 35\n",
)


def problems(workspace: Path) -> tuple[errors.Problem, ...]:
    try:
        return load(workspace).warnings
    except errors.Refusal as refusal:
        return refusal.problems


@pytest.mark.parametrize(("language", "code"), [("", "fr"), (".en", "en")])
def test_the_explanation_shown_is_the_one_printed(
    language: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    situation = Situation(environment={"BILAN_LANGUAGE": code}, folder=ROOT)
    assert run(["explain", "2022-Q1", "70", "--as-of", "2022-04-15"], situation) == 0
    printed = [line.strip() for line in capsys.readouterr().out.splitlines()]
    (block,) = re.findall(r"\n((?:    Participant.*\n)(?:    .*\n)+)", page(f"figures{language}"))
    for line in block.splitlines():
        begin = line.strip().removesuffix(" […]")
        assert any(found.startswith(begin) for found in printed), begin


@pytest.mark.parametrize(("language", "code"), [("", "fr"), (".en", "en")])
def test_what_the_guide_of_the_newsletter_shows_is_what_is_printed(
    language: str, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "records", tmp_path / "records")
    text = re.sub(r"```yaml.*?```", "", page(f"newsletter{language}"), flags=re.DOTALL)
    situation = Situation(environment={"BILAN_LANGUAGE": code}, folder=tmp_path)
    for words in re.findall(r"^    bilan (build .*)$", text, re.MULTILINE):
        assert run(shlex.split(words), situation) == 0
    made = capsys.readouterr()
    printed = {line.strip() for line in (*made.out.splitlines(), *made.err.splitlines())}
    shown = [line.strip() for line in re.findall(r"^    (?!bilan )(.*)$", text, re.MULTILINE)]
    assert len(shown) >= 9
    assert [line for line in shown if line not in printed] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_shown_in_the_guide_of_the_newsletter_is_accepted_and_printed(
    language: str, tmp_path: Path
) -> None:
    shutil.copytree(ROOT / "records", tmp_path / "records")
    edition, pictures = re.findall(r"```yaml\n(.*?)```", page(f"newsletter{language}"), re.DOTALL)
    first, _, rest = edition.partition("\n")
    (tmp_path / first.removeprefix("# ")).write_text(rest, encoding="utf-8")
    name = "records/events/2022/2022-02-15-formations-traite-protection.yaml"
    record = tmp_path / name
    record.write_text(record.read_text(encoding="utf-8") + pictures, encoding="utf-8")
    (tmp_path / "records/pictures").mkdir()
    Image.new("RGB", (40, 30)).save(tmp_path / "records/pictures/atelier.jpg")
    order = Order(date(2022, 4, 5), "newsletter", Period.parse("2022-03"), formats=("txt", "web"))
    built = build(tmp_path, order)
    letter = next(path for path in built.files if path.suffix == ".txt").read_text(encoding="utf-8")
    for shown in (
        "32",
        "Teresa Botella",
        "6 mai 2022",
        *re.findall(r"(?:credit|signatory): (.*)", edition + pictures),
    ):
        assert squeeze(shown) in squeeze(letter), shown
