"""Takes a PDF apart as deep as it goes: in come its name and bytes, out come every text in it and the files it carries.

Pages are read as a reader would; then every object is walked, with the dictionaries inside dictionaries, where the words
for missing pictures, the outline and the document's own particulars stand.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
import pypdfium2


def texts_in(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    """Yield (place, text) for each text of a PDF: pages, strings of every object, keys, streams in each encoding."""
    document = pypdfium2.PdfDocument(content)
    try:
        for number, page in enumerate(document, start=1):
            yield f"{name} (page {number})", page.get_textpage().get_text_range()
    finally:
        document.close()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        yield f"{name} (trailer)", " ".join(_strings(pdf.trailer, 0))
        for number, found in enumerate(pdf.objects, start=1):
            yield f"{name} (object {number})", " ".join(_strings(found, 0))
            if isinstance(found, pikepdf.Stream):
                yield from _stream(f"{name} (stream {number})", found)


def files_in(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield (name, bytes) for each file that a PDF carries."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for name, file in pdf.attachments.items():
            yield str(name), file.get_file().read_bytes()


def _strings(value: object, depth: int) -> Iterator[str]:
    """Yield every string, name and key in an object; what is an object of its own is met by itself."""
    if isinstance(value, pikepdf.Stream):
        value = value.stream_dict
    if isinstance(value, pikepdf.Object) and value.is_indirect and depth:
        return
    if isinstance(value, pikepdf.Dictionary):
        for key, inner in value.items():
            yield str(key)
            yield from _strings(inner, depth + 1)
    elif isinstance(value, pikepdf.Array):
        for item in value:
            yield from _strings(item, depth + 1)
    elif isinstance(value, pikepdf.String | pikepdf.Name):
        yield str(value)


def _stream(place: str, stream: pikepdf.Stream) -> Iterator[tuple[str, str]]:
    try:
        data = stream.read_bytes()
    except pikepdf.PdfError:
        data = stream.read_raw_bytes()  # a JPEG: what it says of itself stands between its pixels
    drawing = stream.get("/Type") is None and stream.get("/Subtype") is None
    for encoding in ("utf-8",) if drawing else ("utf-8", "utf-16-le", "utf-16-be"):
        yield f"{place} {encoding}", data.decode(encoding, "ignore")
    if drawing:
        # Words given for pieces of a page stand among its drawing instructions.
        instructions = pikepdf.parse_content_stream(stream) if b" BDC" in data else ()
        for instruction in instructions:
            if str(instruction.operator) == "BDC":
                yield place, " ".join(text for given in instruction.operands for text in _strings(given, 0))
