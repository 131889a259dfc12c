"""What no finished file may hold is found in its bytes, whatever let it in; what our renderers make passes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pytest

from generator.renderers.email.archive import packed
from generator.renderers.expected import Expected, expected
from generator.renderers.inspection import inspect, inspection_of
from generator.renderers.pictures import Picture
from generator.renderers.registry import FORMATS, Rendered, renderer
from generator.report.model import Report, Status
from tests.renderers.proof.sheets import with_proof
from tests.renderers.sample import sample_assets, sample_brand, sample_report

Outputs = dict[str, tuple[dict[str, bytes], Expected]]


@pytest.fixture(scope="module")
def assets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Picture]:
    return sample_assets(tmp_path_factory.mktemp("assets"))


@pytest.fixture(scope="module")
def outputs(assets: dict[str, Picture]) -> Outputs:
    """Return every format of one draft with what it must keep to."""
    return {name: drawn(name, with_proof(), assets) for name in FORMATS}


def drawn(name: str, report: Report, assets: dict[str, Picture]) -> tuple[dict[str, bytes], Expected]:
    form = FORMATS[name]
    made: Rendered = renderer(name)(
        report.for_readers() if form.for_readers else report, sample_brand(), assets
    )
    files = form.files("r", made)
    return files, expected(report, sample_brand(), made, files)


def codes(files: dict[str, bytes], wanted: Expected) -> list[str]:
    return sorted({found.code.removeprefix("inspection.") for found in inspect(files, wanted)})


@pytest.mark.parametrize("name", FORMATS)
def test_what_our_renderers_make_passes(outputs: Outputs, name: str) -> None:
    files, wanted = outputs[name]
    assert inspect(files, wanted) == ()


def test_every_format_has_its_inspection() -> None:
    assert all(inspection_of(f"x{form.suffix}") for form in FORMATS.values() if not form.folder)


@pytest.mark.parametrize("name", ["docx", "pdf", "eml", "xlsx", "json"])
def test_a_cut_off_file_is_found(outputs: Outputs, name: str) -> None:
    files, wanted = outputs[name]
    assert codes({file: content[: len(content) // 2] for file, content in files.items()}, wanted)


def test_a_name_without_an_inspection_is_a_slip_that_stops_the_build(outputs: Outputs) -> None:
    assert codes({"x.exe": b"MZ"}, outputs["txt"][1]) == ["unreadable"]


# PDF


def pdf(change: Callable[[pikepdf.Pdf], None], content: bytes) -> bytes:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as file:
        change(file)
        file.save(buffer)
    return buffer.getvalue()


def _script(file: pikepdf.Pdf) -> None:
    file.Root.Names.JavaScript = pikepdf.Dictionary(Names=pikepdf.Array([]))


def _opening(file: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("x.exe"))
    file.pages[0].obj.Annots = pikepdf.Array([pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=action)])


def _address(address: str) -> Callable[[pikepdf.Pdf], None]:
    def change(file: pikepdf.Pdf) -> None:
        action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String(address))
        file.pages[0].obj.Annots = pikepdf.Array([pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=action)])

    return change


def _outside(file: pikepdf.Pdf) -> None:
    stream = file.make_stream(b"")
    stream.F = pikepdf.Dictionary(FS=pikepdf.Name.URL, F=pikepdf.String("http://tracker.example/x"))
    file.Root.Strange = stream


def _author(file: pikepdf.Pdf) -> None:
    file.docinfo["/Author"] = "root@machine"


def _company(file: pikepdf.Pdf) -> None:
    file.docinfo["/Company"] = "x"


def _blank(file: pikepdf.Pdf) -> None:
    file.pages[0].obj.Contents = file.make_stream(b"/Artifact BMC EMC")


def _page_more(file: pikepdf.Pdf) -> None:
    file.pages.append(file.pages[0])


def _no_font(file: pikepdf.Pdf) -> None:
    for one in file.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor":
            for key in ("/FontFile", "/FontFile2", "/FontFile3"):
                if key in one:
                    del one[key]


PDF = {
    "a script": (_script, "runs"),
    "a program to start": (_opening, "runs"),
    "a local address": (_address("file:///etc/passwd"), "link"),
    "a script as an address": (_address("javascript:x"), "link"),
    "a stream from elsewhere": (_outside, "fetches"),
    "an author": (_author, "metadata"),
    "a property": (_company, "metadata"),
    "an empty page": (_blank, "empty_page"),
    "a page too many": (_page_more, "pages"),
    "a font that is not inside": (_no_font, "font"),
}


@pytest.mark.parametrize("what", PDF)
def test_a_pdf_with_what_it_must_not_hold_is_found(outputs: Outputs, what: str) -> None:
    files, wanted = outputs["pdf"]
    change, code = PDF[what]
    assert code in codes({"r.pdf": pdf(change, files["r.pdf"])}, wanted)


def test_a_font_that_is_not_the_brands_is_found(outputs: Outputs) -> None:
    files, wanted = outputs["pdf"]
    found = inspect(files, replace(wanted, families=("Vollkorn",)))
    assert {one.code for one in found} == {"pdf.font_missing"} and any(
        "Lato" in str(one.facts) for one in found
    )


def test_a_workbook_inside_a_pdf_is_looked_at_too(outputs: Outputs) -> None:
    files, wanted = outputs["pdf"]
    found = inspect(files, replace(wanted, organisation="Une autre"))
    assert {one.file.rpartition(".")[2] for one in found} == {"pdf", "xlsx"}


# Word and Excel


def package(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return the package with one part changed, or added."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        parts = {part: file.read(part) for part in file.namelist()}
    parts[name] = change(parts.get(name, b""))
    return packed(parts)


def _relation(kind: str, target: str) -> Callable[[bytes], bytes]:
    added = f'<Relationship Id="rId999" Type="http://x/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    return lambda part: part.replace(b"</Relationships>", added.encode())


DOCUMENT, RELATIONS = "word/document.xml", "word/_rels/document.xml.rels"
WORD = {
    "a picture from elsewhere": (RELATIONS, _relation("image", "http://tracker.example/x.png"), "fetches"),
    "a template from elsewhere": (
        RELATIONS,
        _relation("attachedTemplate", "http://x.example/t.dotm"),
        "fetches",
    ),
    "a link to a file": (RELATIONS, _relation("hyperlink", "file:///srv/x"), "link"),
    "a macro": ("word/vbaProject.bin", lambda part: b"x", "runs"),
    "a file of another program": ("word/embeddings/o.bin", lambda part: b"x", "runs"),
    "the letterhead's author": (
        "docProps/core.xml",
        lambda part: part.replace(b"creator>", b"creator>Moi ", 1),
        "metadata",
    ),
    "a day of the clock": (
        "docProps/core.xml",
        lambda part: part.replace(b"2022-04-15T00", b"2026-01-01T09"),
        "metadata",
    ),
    "hidden text": (
        DOCUMENT,
        lambda part: part.replace(b"<w:r>", b"<w:r><w:rPr><w:vanish/></w:rPr>", 1),
        "hidden",
    ),
    "broken XML": (DOCUMENT, lambda part: part[:-9], "unreadable"),
    "a picture that tells of a place": (
        "word/media/x.jpg",
        lambda part: b"\xff\xd8\xff\xe1\x00\x08Exif\0\0\xff\xd9",
        "picture",
    ),
}


@pytest.mark.parametrize("what", WORD)
def test_a_word_file_with_what_it_must_not_hold_is_found(outputs: Outputs, what: str) -> None:
    files, wanted = outputs["docx"]
    name, change, code = WORD[what]
    assert code in codes({"r.docx": package(files["r.docx"], name, change)}, wanted)


def test_comments_stay_in_drafts(outputs: Outputs, assets: dict[str, Picture]) -> None:
    files, wanted = outputs["docx"]
    assert codes(files, replace(wanted, draft=False)) == ["comments"]
    final = replace(sample_report(), status=Status.FINAL).for_readers()
    assert codes(*drawn("docx", final, assets)) == []


def test_a_formula_and_a_link_to_another_workbook_are_found(outputs: Outputs) -> None:
    files, wanted = outputs["xlsx"]
    (content,) = files.values()
    formula = package(
        content, "xl/worksheets/sheet1.xml", lambda part: part.replace(b"<v>", b"<f>1+1</f><v>", 1)
    )
    other = package(content, "xl/externalLinks/externalLink1.xml", lambda part: b"<x/>")

    assert codes({"r.xlsx": formula}, wanted) == ["formula"]
    assert codes({"r.xlsx": other}, wanted) == ["runs"]


# Letters and pages


LETTER = {
    "a recipient": (b"Subject:", b"To: a@example.org\r\nSubject:", "header"),
    "a sender": (b"Subject:", b"From: a@example.org\r\nSubject:", "header"),
    "a letter that would leave": (b"X-Unsent: 1", b"X-Unsent: 0", "header"),
    "a remote picture": (b'src=3D"cid:', b'src=3D"https://x.example/cid:', "fetches"),
    "a local picture": (b'src=3D"cid:', b'src=3D"file:///x/', "fetches"),
}


@pytest.mark.parametrize("what", LETTER)
def test_a_letter_with_what_it_must_not_hold_is_found(outputs: Outputs, what: str) -> None:
    files, wanted = outputs["eml"]
    before, after, code = LETTER[what]
    content = files["r.eml"].replace(b"=\r\n", b"")
    assert before in content
    assert code in codes({"r.eml": content.replace(before, after, 1)}, wanted)


PAGE = {
    "a remote picture": ("html", b"</body>", b'<img src="http://x.example/a.png"></body>', "fetches"),
    "a picture that does not lie beside it": (
        "html",
        b"</body>",
        b'<img src="images/b.png"></body>',
        "fetches",
    ),
    "a style sheet": ("html", b"</body>", b"<style>@import 'x.css'</style></body>", "fetches"),
    "a local link": ("html", b"</body>", b'<a href="C:\\a.docx">x</a></body>', "link"),
    "a script": ("web", b"</body>", b"<script>1</script></body>", "runs"),
    "an action": ("web", b"<body", b"<body onload='x()'", "runs"),
    "a remote background": (
        "web",
        b"</body>",
        b"<p style=\"background:url('//x.example/a')\">x</p></body>",
        "fetches",
    ),
    "a font from elsewhere": (
        "web",
        b"</style>",
        b"@font-face{src:url(https://x.example/f)}</style>",
        "fetches",
    ),
    "a link to a file": ("web", b"</body>", b'<a href="autre.html">x</a></body>', "link"),
    "no policy": ("web", b"Content-Security-Policy", b"Content-Policy", "runs"),
    "an address of a machine": ("txt", b"\n", b"\nfile:///srv/x\n", "link"),
}


@pytest.mark.parametrize("what", PAGE)
def test_a_page_with_what_it_must_not_hold_is_found(outputs: Outputs, what: str) -> None:
    name, before, after, code = PAGE[what]
    files, wanted = outputs[name]
    file = f"r{FORMATS[name].suffix}"
    assert before in files[file]
    assert codes(files | {file: files[file].replace(before, after, 1)}, wanted) == [code]


@pytest.mark.parametrize("chunk", [b"eXIf", b"tEXt", b"iTXt"])
def test_a_picture_that_tells_more_than_its_pixels_is_found(outputs: Outputs, chunk: bytes) -> None:
    files, wanted = outputs["html"]
    name, content = next((name, content) for name, content in files.items() if name.endswith(".png"))
    told = b"\0\0\0\4" + chunk + b"here" + b"\0\0\0\0"

    assert codes({name: content[:33] + told + content[33:]}, wanted) == ["picture"]
    assert codes({name: content + b"behind"}, wanted) == ["picture"]
