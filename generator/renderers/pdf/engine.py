"""The one module that touches WeasyPrint: in comes a Request, out comes a Written, and nothing is fetched.

Every WeasyPrint object is built here with the strict fetcher, because one built without it fetches what it likes.
WeasyPrint tells most failures to its log only and goes on: what it logs is part of the answer. Runs in a child
(`child.py`), or in this process for a measurement.
"""

from __future__ import annotations

import hashlib
import io
import logging
import warnings
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

import pydyf  # type: ignore[import-untyped]
import weasyprint
from PIL import Image, ImageFile
from weasyprint.text.ffi import ffi, fontconfig, harfbuzz, pango
from weasyprint.text.fonts import FontConfiguration, get_hb_object_data
from weasyprint.urls import URLFetcher, URLFetcherResponse

from generator.renderers.pdf.exchange import Content, FontFound, Request, Written

TAGS = weasyprint.pdf.tags  # what says too little: worker.py completes it
PICTURES = {"JPEG": "image/jpeg", "PNG": "image/png"}
PIXELS = 50_000_000
SHOWN = 200  # characters of a complaint: a broken picture would else put a megabyte of base64 into a log

# Importing WeasyPrint makes Pillow accept cut-off pictures, in the whole process.
ImageFile.LOAD_TRUNCATED_IMAGES = False
Image.MAX_IMAGE_PIXELS = PIXELS


class AssetFetcher(URLFetcher):  # type: ignore[misc]
    """Answers `asset:` names it was given; refuses and remembers everything else.

    Refusals are kept here because drawing an SVG swallows every exception, even fatal ones.
    """

    def __init__(self, assets: Mapping[str, Content]) -> None:
        """Answer the names of `assets` only."""
        super().__init__(allowed_protocols=("asset",), allow_redirects=False)
        self.assets = assets
        self.refused: list[str] = []

    def fetch(self, url: str, headers: object = None) -> Any:
        """Return the content of an `asset:` name; ValueError, remembered, for any other address."""
        try:
            body = self._content(url)
            return URLFetcherResponse(url, body, {"Content-Type": _media_type(url, body)})
        except (LookupError, OSError, ValueError, SyntaxError, Image.DecompressionBombWarning) as error:
            self.refused.append(_short(url))
            raise ValueError(f"refused: {_short(url)}: {type(error).__name__}") from error

    def open(self, url: Any, data: object = None, timeout: object = None) -> Any:
        """Refuse the other door of the class WeasyPrint offers."""
        return self.fetch(getattr(url, "full_url", url))

    def _content(self, url: str) -> bytes:
        if not url.startswith("asset:"):
            raise ValueError("not an asset")
        content = self.assets[unquote(url)]
        return content if isinstance(content, bytes) else content.read_bytes()


def _media_type(url: str, body: bytes) -> str:
    """Return the media type of `body`; ValueError unless it is what its kind of asset may be."""
    kind = url.partition(":")[2].partition("/")[0]
    if kind == "font":
        return "font/otf"
    if kind == "chart" or (kind == "brand" and url.lower().endswith(".svg")):
        return "image/svg+xml"
    with Image.open(io.BytesIO(body)) as picture:
        if picture.format not in PICTURES:
            raise ValueError(f"picture of format {picture.format}")
        media_type = PICTURES[picture.format]
        picture.draft("L", (64, 64))  # a JPEG is decoded at an eighth: quick, and a cut-off one still shows
        picture.load()
    return media_type


def write(request: Request) -> Written:
    """Return `request` as an accessible PDF file with what WeasyPrint complained about."""
    fetcher = AssetFetcher(request.assets)
    complaints = _Complaints()
    logger = logging.getLogger("weasyprint")
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(complaints)
    try:
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            # WeasyPrint leaves its own colour profile open; it tells of no page.
            warnings.filterwarnings("ignore", message="unclosed file.*icc", category=ResourceWarning)
            written = _write(request, fetcher)
    finally:
        logger.removeHandler(complaints)
        logger.propagate = propagate
    heard = (*complaints.heard, *(_short(str(w.message)) for w in warned))
    return Written(
        content=written.content,
        pages=written.pages,
        fonts=written.fonts,
        libraries=_libraries(),
        missing_families=written.missing_families,
        refused=tuple(dict.fromkeys(fetcher.refused)),
        complaints=tuple(dict.fromkeys(heard)),
    )


def _write(request: Request, fetcher: AssetFetcher) -> Written:
    fonts = FontConfiguration()
    style = weasyprint.CSS(string=request.style, url_fetcher=fetcher, font_config=fonts)
    missing = tuple(family for family in request.families if not _is_there(family, fonts))
    if missing:  # without any font at all Pango dies of a segmentation fault
        return Written(missing_families=missing)
    html = weasyprint.HTML(string=request.html, url_fetcher=fetcher)
    document = html.render(font_config=fonts, stylesheets=[style], pdf_variant=request.variant)
    content = document.write_pdf(pdf_variant=request.variant)
    found = tuple(
        FontFound(
            font.family,
            hashlib.sha256(get_hb_object_data(font.hb_face)).hexdigest(),  # `file_content` is a subset by now
            "".join(sorted(set("".join(font.to_unicode.values())))),
        )
        for font in document.fonts.values()
    )
    return Written(content=content, pages=len(document.pages), fonts=found)


def _is_there(family: str, fonts: Any) -> bool:
    """Return whether fontconfig knows `family` by that very name; asked for an unknown one it names another."""
    pattern = ffi.gc(fontconfig.FcPatternCreate(), fontconfig.FcPatternDestroy)
    fontconfig.FcPatternAddString(pattern, b"family", family.encode())
    fontconfig.FcConfigSubstitute(fonts._config, pattern, fontconfig.FcMatchPattern)
    fontconfig.FcDefaultSubstitute(pattern)
    result = ffi.new("FcResult *")
    match = fontconfig.FcFontMatch(fonts._config, pattern, result)
    if match == ffi.NULL:
        return False
    match = ffi.gc(match, fontconfig.FcPatternDestroy)
    names: set[str] = set()
    text = ffi.new("FcChar8 **")
    while fontconfig.FcPatternGetString(match, b"family", len(names), text) == fontconfig.FcResultMatch:
        name = ffi.string(text[0]).decode().casefold()
        if name in names:
            break
        names.add(name)
    return family.casefold() in names


class _Complaints(logging.Handler):
    """Keeps what is logged as a warning or worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the words of `record`."""
        self.heard.append(_short(record.getMessage()))


def _short(text: str) -> str:
    head, data, _ = text.partition("data:")
    return (head + data + "…" if data else text)[:SHOWN]


def _libraries() -> tuple[tuple[str, str], ...]:
    number = pango.pango_version()
    found = {
        "weasyprint": str(weasyprint.VERSION),
        "pydyf": str(pydyf.VERSION),
        "pango": f"{number // 10000}.{number // 100 % 100}.{number % 100}",
        "pillow": str(Image.__version__) if hasattr(Image, "__version__") else "",
        "harfbuzz": _harfbuzz(),
    }
    return tuple(sorted((name, version) for name, version in found.items() if version))


def _harfbuzz() -> str:
    try:
        return str(ffi.string(harfbuzz.hb_version_string()).decode())
    except AttributeError:
        return ""
