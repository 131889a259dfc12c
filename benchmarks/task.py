"""One run of one contestant in a process of its own: in come its name and a folder, out comes a line of JSON.

`python -m benchmarks.task NAME FOLDER [REPORT]`: the folder is one that `prepare` wrote, the Report `full` or `busy`. Imports come before the clock starts.
"""

from __future__ import annotations

import io
import json
import re
import shutil
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from benchmarks import material

Said = dict[str, object]


def _prepare(folder: Path, events: str) -> Said:
    from benchmarks.word_tools import write_template
    from generator.renderers import html
    from generator.renderers.docx import renderer as _  # noqa: F401

    folder.mkdir(parents=True, exist_ok=True)
    material.prepare(folder, int(events))
    write_template(folder / "letterhead.docx", folder / "template.docx")
    for report in ("busy", "full"):
        page = html.draw(material.made_report(folder, report), material.brand_of(folder))
        (folder / f"{report}.html").write_text(page.html, "utf-8")
        (folder / f"{report}.css").write_text(page.style, "utf-8")
    return {}


def _timed(work: Callable[[], object]) -> tuple[float, object]:
    """Return the processor time of `work`, which the other programs of a busy machine hardly change, and its result."""
    begin = time.process_time()
    result = work()
    return time.process_time() - begin, result


def _docx_ours(folder: Path, report: str) -> Said:
    from generator.renderers.docx.renderer import render

    made_of, brand = material.made_report(folder, report), material.brand_of(folder)
    seconds, made = _timed(lambda: render(made_of, brand, {}).content)
    return {"seconds": seconds} | _words(made)


def _docx_other(folder: Path, report: str, name: str, start: str) -> Said:
    import docx as _docx  # noqa: F401
    import docxtpl as _docxtpl  # noqa: F401

    from benchmarks import word_tools
    from benchmarks.word_items import items

    flat = items(material.made_report(folder, report))
    seconds, made = _timed(lambda: getattr(word_tools, name)(flat, folder / start))
    return {"seconds": seconds} | _words(made)


def _docx_plain(folder: Path, report: str) -> Said:
    return _docx_other(folder, report, "plain", "letterhead.docx")


def _docx_templated(folder: Path, report: str) -> Said:
    return _docx_other(folder, report, "templated", "template.docx")


def words_of(content: bytes) -> Counter[str]:
    """Return how often each word stands in the text of a Word file."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        text = package.read("word/document.xml").decode()
    text = re.sub(r"<w:instrText[^>]*>[^<]*", "", text)  # the page numbers of the contents are fields
    text = re.sub(
        r"<w:drawing>.*?</w:drawing>", "", text, flags=re.DOTALL
    )  # a drawing holds numbers, not words
    text = text.replace("<w:noBreakHyphen/>", "-")
    paragraphs = (re.sub(r"<[^>]*>", "", paragraph) for paragraph in text.split("</w:p>"))
    return Counter(word for paragraph in paragraphs for word in paragraph.split())


def _words(made: object) -> Said:
    assert isinstance(made, bytes)
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        text = package.read("word/document.xml")
    return {"words": dict(words_of(made)), "tables": text.count(b"<w:tbl>"), "bytes": len(made)}


def _pdf_ours(folder: Path, report: str) -> Said:
    from generator.renderers.pdf.renderer import render

    made = render(material.made_report(folder, report), material.brand_of(folder), {})
    (folder / "ours.pdf").write_bytes(made.content)
    return {"pages": made.pages, "bytes": len(made.content)}


def _pdf_raw(folder: Path, report: str) -> Said:
    """Set the same page with the same options by WeasyPrint alone."""
    import weasyprint

    style = weasyprint.CSS(string=(folder / f"{report}.css").read_text("utf-8"))
    page = weasyprint.HTML(string=(folder / f"{report}.html").read_text("utf-8"), base_url="asset:")
    document = page.render(stylesheets=[style], pdf_variant="pdf/ua-1")
    content = document.write_pdf(pdf_variant="pdf/ua-1")
    (folder / "raw.pdf").write_bytes(content)
    return {"pages": len(document.pages), "bytes": len(content)}


def _load_ours(folder: Path) -> Said:
    from generator.records.loader import load

    seconds, records = _timed(lambda: load(folder / "workspace"))
    return {"seconds": seconds, "events": len(records.events)}  # type: ignore[attr-defined]


def _load_parser(folder: Path) -> Said:
    """Parse the same files, and no more."""
    import yaml

    def parse() -> list[object]:
        files = sorted((folder / "workspace" / "records").rglob("*.yaml"))
        return [yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader) for path in files]

    seconds, parsed = _timed(parse)
    return {"seconds": seconds, "files": len(parsed)}  # type: ignore[arg-type]


def _build(folder: Path) -> Said:
    """Build the edition as a user would: from the records to the published DOCX and PDF."""
    from generator.period import Period
    from generator.pipeline import Order, build
    from tests.synthetic import as_of

    workspace = folder / "workspace"
    shutil.rmtree(workspace / "reports", ignore_errors=True)
    order = Order(as_of=as_of(material.QUARTER), period=Period.parse(material.QUARTER))
    return {"files": len(build(workspace, order).files)}


def _batch_prepare(folder: Path, documents: str) -> Said:
    from benchmarks.batch import prepare

    prepare(folder, int(documents))
    return {}


def _batch(folder: Path, way: str, documents: str) -> Said:
    from benchmarks.batch import make_batch

    return make_batch(folder, way, int(documents))


def _due_prepare(folder: Path, editions: str) -> Said:
    from benchmarks.due import prepare

    prepare(folder, int(editions))
    return {}


def _units_prepare(folder: Path) -> Said:
    from benchmarks.units import prepare

    prepare(folder)
    return {}


def _units(folder: Path, case: str) -> Said:
    from benchmarks.units import cost

    return cost(folder, case)


TASKS: dict[str, Callable[..., Said]] = {
    "prepare": _prepare,
    "docx-ours": _docx_ours,
    "docx-plain": _docx_plain,
    "docx-templated": _docx_templated,
    "pdf-ours": _pdf_ours,
    "pdf-raw": _pdf_raw,
    "load-ours": _load_ours,
    "load-parser": _load_parser,
    "build": _build,
    "batch-prepare": _batch_prepare,
    "batch": _batch,
    "due-prepare": _due_prepare,
    "units-prepare": _units_prepare,
    "units": _units,
}


if __name__ == "__main__":
    name, folder, *arguments = sys.argv[1:]
    print(json.dumps(TASKS[name](Path(folder), *arguments)))
