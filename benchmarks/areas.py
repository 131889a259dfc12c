"""The comparisons, one function an area: in come prepared folders and a number of rounds, out come rows and goals."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.measuring import Run, can_watch, exponent, peaks, ratios, run, spread, take_turns, task

Folders = Mapping[int, Path]
KEPT_WHOLE = 4
COVER_WORDS = 100  # words of the letterhead's cover, which the other tools do not fill
MEGABYTES = 700
TOLD = {"full": "each in full", "busy": "features, cards, tables"}


@dataclass(frozen=True)
class Goal:
    """What was wanted, what was measured, whether it is met."""

    wanted: str
    measured: str
    met: bool


@dataclass
class Area:
    """A comparison: its title, what is compared, a table, the goals."""

    title: str
    method: str
    columns: tuple[str, ...]
    rows: list[tuple[str, ...]] = field(default_factory=list)
    goals: list[Goal] = field(default_factory=list)


def median_of(runs: Sequence[Run], value: Callable[[Run], float] = lambda run: run.work) -> float:
    return median(value(one) for one in runs)


def seconds(number: float) -> str:
    """Return `number` of seconds in words: "75 ms", "1.2 s", "70 s"."""
    if number < 0.9995:
        return f"{number * 1000:.0f} ms"
    return f"{number:.1f} s" if number < 10 else f"{number:.0f} s"


def word(folders: Folders, rounds: int) -> tuple[Area, dict[int, float]]:
    """Compare the Word renderer with docxtpl and with python-docx alone, each event told in full."""
    area = Area(
        "Word",
        "The same Report to bytes, in processor time without imports: Bilan, docxtpl with one template and a loop, and python-docx with "
        "`add_paragraph`, `add_table` and styles by name. The three files hold the same words and tables, checked at each "
        "size (the letterhead's cover is Bilan's alone); links, bookmarks, content controls and column widths are not "
        "asked of the other two. docxtpl spends most of its time at 1,000 events in one replacement within the lxml tree, "
        "which grows with the square of the number of paragraphs.",
        ("events", "told", "words", "Bilan", "docxtpl / Bilan", "python-docx / Bilan"),
    )
    took = {}
    for events, report in variants(folders):
        turns = {
            name: task(f"docx-{name}", folders[events], report) for name in ("ours", "templated", "plain")
        }
        runs = take_turns(turns, rounds if events < 1000 else max(2, rounds // 2))
        same_words({name: found[0].said for name, found in runs.items()})
        templated, plain = (ratios(runs[name], runs["ours"]) for name in ("templated", "plain"))
        total, middle = words_in(runs["ours"][0].said).total(), median_of(runs["ours"])
        area.rows.append(
            (f"{events:,}", TOLD[report], f"{total:,}", seconds(middle), str(templated), str(plain))
        )
        if report == "full":
            took[events] = middle
        if events == max(folders):
            told = f"{events:,} events, {TOLD[report]}"
            area.goals += [
                Goal(f"faster than docxtpl: {told}", f"{templated} times", templated.middle > 1),
                Goal(
                    f"at least 10 times as fast as python-docx: {told}", f"{plain} times", plain.middle >= 10
                ),
            ]
    return area, took


def variants(folders: Folders) -> list[tuple[int, str]]:
    """Return what is compared: each size with every event told in full, the largest also as the kind has it."""
    return [*((events, "full") for events in folders), (max(folders), "busy")]


def words_in(said: Mapping[str, Any]) -> Counter[str]:
    return Counter(dict(said["words"]))


def same_words(said: Mapping[str, Mapping[str, Any]]) -> None:
    """Raise AssertionError unless the other tools' files hold the words and tables of ours, but for the cover's."""
    ours = words_in(said["ours"])
    for name, other in said.items():
        missing, added = ours - words_in(other), words_in(other) - ours
        if missing.total() > COVER_WORDS or added.total():
            raise AssertionError(f"{name}: {missing.most_common(5)} missing, {added.most_common(5)} added")
        # Ours has a few more: short lists stand in a row that no page cuts.
        if not -1 <= int(said["ours"]["tables"]) - int(other["tables"]) <= KEPT_WHOLE:
            raise AssertionError(f"{name}: {other['tables']} tables, ours {said['ours']['tables']}")


def pdf(folders: Folders, rounds: int) -> tuple[Area, dict[int, float]]:
    """Compare the PDF renderer with WeasyPrint alone on the same page."""
    area = Area(
        "PDF",
        "Whole processes, imports counted: Bilan from the Report to the checked file, WeasyPrint alone from the finished "
        "HTML and style to the file, with the same options (PDF/UA-1). Bilan sets the pages in a child that it watches.",
        ("events", "told", "pages", "Bilan", "Bilan / WeasyPrint", "in processor time"),
    )
    took = {}
    for events, report in variants(folders):
        turns = {name: task(f"pdf-{name}", folders[events], report) for name in ("ours", "raw")}
        runs = take_turns(turns, rounds if events < 1000 else max(2, rounds // 2))
        pages = {int(str(one.said["pages"])) for found in runs.values() for one in found}
        if len(pages) > 1:
            raise AssertionError(f"the files have {pages} pages")
        beside, busy = (ratios(runs["ours"], runs["raw"], value) for value in (_wall, _cpu))
        middle = seconds(median_of(runs["ours"], _wall))
        area.rows.append((f"{events:,}", TOLD[report], f"{min(pages):,}", middle, str(beside), str(busy)))
        if report == "full":
            took[events] = median_of(runs["ours"], _cpu)
        if events == max(folders):
            wanted = f"at most 1.25 times WeasyPrint alone: {events:,} events, {TOLD[report]}"
            area.goals.append(Goal(wanted, f"{beside} times", beside.middle <= 1.25))
    return area, took


def _wall(one: Run) -> float:
    return one.wall


def _cpu(one: Run) -> float:
    return one.cpu


def start(rounds: int) -> Area:
    """Compare `bilan --help` with a Python that does nothing."""
    script = Path(sys.executable).with_name("bilan")
    ours = [str(script), "--help"] if script.exists() else [sys.executable, "-m", "generator", "--help"]
    runs = take_turns({"ours": ours, "nothing": [sys.executable, "-c", "pass"]}, 3 * rounds)
    beside = ratios(runs["ours"], runs["nothing"], _wall)
    area = Area("Start", "Whole processes: `bilan --help` and `python -c pass`.", ("", "time"))
    area.rows = [
        ("`bilan --help`", f"{median_of(runs['ours'], _wall) * 1000:.0f} ms"),
        ("`python -c pass`", f"{median_of(runs['nothing'], _wall) * 1000:.0f} ms"),
    ]
    area.goals = [Goal("at most 8 times an empty Python", f"{beside} times", beside.middle <= 8)]
    return area


def loading(folders: Folders, rounds: int) -> tuple[Area, dict[int, float]]:
    """Compare loading and checking records with parsing the same files."""
    area = Area(
        "Records",
        "Reading and checking every record, with the place of each value, beside PyYAML's CSafeLoader alone on the same "
        "files, in processor time without imports.",
        ("events", "Bilan", "Bilan / CSafeLoader"),
    )
    took = {}
    for events, folder in folders.items():
        runs = take_turns({name: task(f"load-{name}", folder) for name in ("ours", "parser")}, rounds)
        took[events] = median_of(runs["ours"])
        beside = ratios(runs["ours"], runs["parser"])
        area.rows.append((f"{events:,}", seconds(took[events]), str(beside)))
    largest = max(folders)
    area.goals = [
        Goal(f"at most 2.5 times CSafeLoader at {largest:,} events", f"{beside} times", beside.middle <= 2.5)
    ]
    return area, took


def growth(folders: Folders, rounds: int, took: Mapping[str, Mapping[int, float]]) -> Area:
    """Tell how each part grows with the number of events."""
    area = Area(
        "Growth",
        "The k of `constant + factor × events^k` through the medians of processor time at 10, 100 and 1,000 events, so "
        "that what every run costs alike, such as imports, drops out: 1 is linear. The whole build is the activity "
        "report as the kind has it: records in, DOCX and PDF published.",
        ("part", *(f"{events:,}" for events in folders), "k"),
    )
    builds = {
        events: spread([run(task("build", folder)).cpu for _ in range(rounds if events < 1000 else max(2, rounds // 2))]).middle
        for events, folder in folders.items()
    }  # fmt: skip
    for name, by_size in {**took, "Whole build": builds}.items():
        times = tuple(by_size[events] for events in folders)
        if len(times) == 3:
            small, middle, large = folders
            k = exponent((small, middle, large), (times[0], times[1], times[2]))
            area.goals.append(Goal(f"{name}: k at most 1.1", f"{k:.2f}", k <= 1.1))
        area.rows.append((name, *map(seconds, times), f"{k:.2f}" if len(times) == 3 else "–"))
    return area


def memory(folders: Folders) -> Area:
    """Tell the peak memory of the largest process."""
    largest = max(folders)
    folder = folders[largest]
    area = Area(
        "Memory",
        f"Peak memory at {largest:,} events, of the process and of the child that sets the pages.",
        ("run", "process", "child"),
    )
    found = {
        "Whole build (DOCX and PDF)": peaks(task("build", folder)),
        "DOCX, each event in full": peaks(task("docx-ours", folder, "full")),
        "PDF, each event in full": peaks(task("pdf-ours", folder, "full")),
    }
    for name, peak in found.items():
        child = f"{peak['child']} MiB" if "child" in peak else "–"
        area.rows.append((name, f"{peak['itself']} MiB", child))
    build = max(found["Whole build (DOCX and PDF)"].values())
    area.goals = [Goal(f"whole build: under {MEGABYTES} MiB", f"{build} MiB", build < MEGABYTES)]
    return area


def measure(folders: Folders, rounds: int, tell: Callable[[Area], None]) -> list[Area]:
    """Return every area in turn; each is told as soon as it is measured."""
    areas: list[Area] = []

    def done(area: Area) -> None:
        areas.append(area)
        tell(area)

    done(start(rounds))
    records, load_took = loading(folders, rounds)
    done(records)
    documents, word_took = word(folders, rounds)
    done(documents)
    pages, pdf_took = pdf(folders, rounds)
    done(pages)
    done(growth(folders, rounds, {"Records": load_took, "DOCX": word_took, "PDF": pdf_took}))
    if can_watch():
        done(memory(folders))
    return areas
