"""Makes the pictures of README.md: in come the records of this repository, out come small PNGs in docs/images/.

    python scripts/make_pictures.py

The report of 2022-Q1 is built in a throw-away copy of the workspace; pages are found by the words they hold, so that a
change of layout picks the right page again.
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image, ImageOps

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from generator.period import Period  # noqa: E402
from generator.pipeline import Order, build  # noqa: E402

WIDTH = 640  # pixels, border included
BORDER, GREY = 1, "#C8C8C8"
LARGEST = 120_000  # bytes
# name of the picture, and words that only its page holds ("" is the first page)
PAGES = (
    ("cover", ""),
    ("glance", "Les dates de la période"),
    ("activity", "Formation · 15 février"),
    ("quotes", "Paroles\n"),
    ("figures", "À propos de ces chiffres\n"),
    ("review", "Page de relecture\n"),
)


def main() -> None:
    """Build the report, draw each page, and say how large its picture is."""
    folder = ROOT / "docs" / "images"
    folder.mkdir(parents=True, exist_ok=True)
    document = pypdfium2.PdfDocument(io.BytesIO(report()))
    texts = [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]
    for name, words in PAGES:
        content = picture(document[page_with(words, texts)])
        if len(content) > LARGEST:
            raise SystemExit(f"{name}.png would have {len(content)} bytes, {LARGEST} is the limit")
        (folder / f"{name}.png").write_bytes(content)
        print(f"docs/images/{name}.png {len(content) // 1000} kB")


def report() -> bytes:
    """Return the PDF of the first quarter of 2022 as it stood on 2022-04-15."""
    with tempfile.TemporaryDirectory() as place:
        workspace = Path(place)
        for part in ("records", "templates"):
            shutil.copytree(ROOT / part, workspace / part)
        order = Order(as_of=date(2022, 4, 15), period=Period.parse("2022-Q1"), formats=("pdf",))
        return build(workspace, order).files[0].read_bytes()


def page_with(words: str, texts: list[str]) -> int:
    """Return the last page that holds `words`, for the contents name a section before it stands. SystemExit if none does."""
    if not words:
        return 0
    found = [number for number, text in enumerate(texts) if words in text]
    if not found:
        raise SystemExit(f"no page holds {words.strip()!r}; correct PAGES")
    return found[-1]


def picture(page: Any) -> bytes:
    """Return `page` as a PNG of few colours inside a thin grey border."""
    image: Image.Image = page.render(scale=2 * WIDTH / page.get_width()).to_pil().convert("RGB")
    inner = WIDTH - 2 * BORDER
    image = image.resize((inner, round(image.height * inner / image.width)), Image.Resampling.LANCZOS)
    image = ImageOps.expand(image, BORDER, GREY)
    file = io.BytesIO()
    image.quantize(96, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


if __name__ == "__main__":
    main()
