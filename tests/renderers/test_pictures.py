"""Pictures as people send them: what is taken in is clean, upright and whole; the rest is refused in one line."""

from __future__ import annotations

import dataclasses
import io
import os
import time
import warnings
import zipfile
import zlib
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageCms, ImageDraw, ImageFile

from generator.errors import Refusal
from generator.messages.catalogue import LANGUAGES, describe
from generator.renderers.pictures import LONGEST_SIDE, Picture, take_in
from generator.renderers.registry import renderer
from generator.report.blocks import Figure
from generator.report.model import Part, Section
from tests.renderers.sample import sample_brand, sample_report

SHOWN = "records/pictures/photo.jpg"
CANARIES = (
    b"CANARI-EXIF",
    b"CANARI-XMP",
    b"CANARI-IPTC",
    b"CANARI-COMMENT",
    b"CANARI-TRAILING",
    b"CANARI-THUMB",
)
LATITUDE = (33.0, 57.0, 41.0)


def noise(size: tuple[int, int] = (320, 200)) -> Image.Image:
    """Return a picture that no two of its pixels' neighbours foretell, as a photograph."""
    return Image.merge("RGB", [Image.effect_noise(size, 60)] * 3)


def encoded(picture: Image.Image, form: str, **wishes: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, form, **wishes)
    return buffer.getvalue()


def taken(content: bytes, folder: Path, name: str = "photo.jpg") -> Picture:
    path = folder / name
    path.write_bytes(content)
    return take_in(path, SHOWN)


def opened(picture: Picture) -> Image.Image:
    return Image.open(io.BytesIO(picture.content))


def near(found: object, wanted: tuple[int, ...], by: int = 6) -> bool:
    assert isinstance(found, tuple)
    return len(found) == len(wanted) and all(abs(a - b) <= by for a, b in zip(found, wanted, strict=True))


def refusal(path: Path) -> str:
    """Return the code of the one line in which `path` is refused, said in every language under its shown name."""
    with pytest.raises(Refusal) as caught:
        take_in(path, SHOWN)
    (found,) = caught.value.problems
    assert found.file == SHOWN
    for language in LANGUAGES:
        line = describe(found, language)
        assert line.startswith(SHOWN + ": ")
        assert "\n" not in line
        assert str(path.parent) not in line
    return found.code


def segment(marker: int, content: bytes) -> bytes:
    return b"\xff" + bytes([marker]) + (len(content) + 2).to_bytes(2, "big") + content


def photograph_with_canaries() -> bytes:
    """Return a JPEG that carries a word in each place where a camera or an agency leaves some."""
    exif = Image.Exif()
    exif[0x010E] = "CANARI-EXIF"
    exif[0x0110] = "CANARI-EXIF camera"
    exif.get_ifd(0x8825).update({1: "N", 2: LATITUDE, 3: "W", 4: (6.0, 52.0, 11.0), 29: "CANARI-EXIF-GPS"})
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf>CANARI-XMP</rdf></x:xmpmeta>'
    whole = encoded(noise(), "JPEG", exif=exif, xmp=xmp, comment=b"CANARI-COMMENT", quality=90)
    resource = b"\x1c\x02\x78" + (11).to_bytes(2, "big") + b"CANARI-IPTC"
    photoshop = b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + len(resource).to_bytes(4, "big") + resource
    more = segment(0xED, photoshop) + segment(0xE0, b"JFXX\0\x10CANARI-THUMB")
    return whole[:2] + more + whole[2:] + b"CANARI-TRAILING"


def left(content: bytes) -> list[bytes]:
    return [canary for canary in CANARIES if canary in content]


def test_nothing_but_the_pixels_of_a_photograph_survives(tmp_path: Path) -> None:
    content = photograph_with_canaries()
    assert left(content) == list(CANARIES)
    assert Image.open(io.BytesIO(content)).getexif().get_ifd(0x8825)[2] == LATITUDE
    picture = taken(content, tmp_path)
    assert left(picture.content) == []
    clean = opened(picture)
    assert not clean.getexif()
    assert set(clean.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert clean.size == (320, 200)


def test_nothing_of_it_reaches_a_word_file_or_a_pdf(tmp_path: Path) -> None:
    assets = {"photo": taken(photograph_with_canaries(), tmp_path)}
    section = Section("seule", "Seule", (Figure("photo", "Une photo."),), part=Part.CHAPTER)
    report = dataclasses.replace(sample_report(), sections=(section,))
    word = renderer("docx")(report, sample_brand(), assets).content
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert any(content == assets["photo"].content for content in parts.values())
    assert {name: left(content) for name, content in parts.items() if left(content)} == {}
    with pikepdf.open(io.BytesIO(renderer("pdf")(report, sample_brand(), assets).content)) as pdf:
        plain = io.BytesIO()
        pdf.save(plain, stream_decode_level=pikepdf.StreamDecodeLevel.generalized, compress_streams=False)
    assert left(plain.getvalue()) == []


def test_nothing_of_the_brands_own_logo_reaches_a_pdf(tmp_path: Path) -> None:
    (tmp_path / "logo.jpg").write_bytes(photograph_with_canaries())
    brand = dataclasses.replace(sample_brand(), logo=tmp_path / "logo.jpg", logo_alt="Logo")
    report = dataclasses.replace(sample_report(), sections=sample_report().sections[:1])
    with pikepdf.open(io.BytesIO(renderer("pdf")(report, brand, {}).content)) as pdf:
        plain = io.BytesIO()
        pdf.save(plain, stream_decode_level=pikepdf.StreamDecodeLevel.generalized, compress_streams=False)

    assert b"/DCTDecode" in plain.getvalue()
    assert left(plain.getvalue()) == []


def test_words_in_a_png_do_not_survive_either(tmp_path: Path) -> None:
    from PIL.PngImagePlugin import PngInfo

    words = PngInfo()
    words.add_text("Author", "CANARI-COMMENT")
    words.add_itxt("XML:com.adobe.xmp", "CANARI-XMP", zip=True)
    picture = taken(
        encoded(Image.new("RGB", (40, 30), "#12344D"), "PNG", pnginfo=words) + b"CANARI-TRAILING", tmp_path
    )
    assert opened(picture).info == {}
    assert left(picture.content) == []
    assert not any(name in picture.content for name in (b"tEXt", b"iTXt", b"zTXt", b"eXIf", b"tIME"))


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_a_picture_stands_upright_as_its_camera_says(form: str, orientation: int, tmp_path: Path) -> None:
    upright = Image.new("RGB", (120, 80), "#FFFFFF")
    ImageDraw.Draw(upright).rectangle((0, 0, 59, 39), fill="#B02020")
    turned = {1: None, 2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}[orientation]
    stored = upright if turned is None else upright.transpose(Image.Transpose(turned))
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture = opened(taken(encoded(stored, form, exif=exif), tmp_path)).convert("RGB")
    assert picture.size == (120, 80)
    assert near(picture.getpixel((20, 15)), (0xB0, 0x20, 0x20), 12)
    assert near(picture.getpixel((100, 60)), (255, 255, 255))


def test_a_broken_exif_block_does_not_lose_the_picture(tmp_path: Path) -> None:
    whole = encoded(noise(), "JPEG")
    for block in (
        b"Exif\0\0II*\0\xff\xff\xff\xff",
        b"Exif\0\0",
        b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x02\0\0\0\x01A",
    ):
        assert taken(whole[:2] + segment(0xE1, block) + whole[2:], tmp_path).width == 320


def test_the_size_is_limited_and_its_ratio_kept(tmp_path: Path) -> None:
    picture = taken(encoded(noise((4000, 1000)), "JPEG"), tmp_path)
    assert (picture.width, picture.height) == (LONGEST_SIDE, 400) == opened(picture).size
    assert taken(encoded(Image.new("RGB", (9000, 2)), "PNG"), tmp_path).height == 1
    assert taken(encoded(noise((50, 40)), "JPEG"), tmp_path).width == 50


def test_photographs_become_jpeg_and_flat_or_transparent_art_png(tmp_path: Path) -> None:
    flat = Image.new("RGB", (400, 160), "#FFFFFF")
    ImageDraw.Draw(flat).ellipse((20, 20, 140, 140), fill="#5E8AA0")
    clear = noise().convert("RGBA")
    clear.putalpha(Image.linear_gradient("L").resize(clear.size))
    solid = noise().convert("RGBA")
    forms = {
        name: taken(content, tmp_path, name).form
        for name, content in {
            "photo.png": encoded(noise(), "PNG"),
            "photo.gif": encoded(noise(), "JPEG"),  # the ending says nothing
            "solid.webp": encoded(solid, "WEBP"),
            "flat.jpg": encoded(flat, "PNG"),
            "flat.tif": encoded(flat, "TIFF"),
            "clear.webp": encoded(clear, "WEBP"),
            "clear.png": encoded(clear, "PNG"),
        }.items()
    }
    assert forms == {
        "photo.png": "jpeg",
        "photo.gif": "jpeg",
        "solid.webp": "jpeg",
        "flat.jpg": "png",
        "flat.tif": "png",
        "clear.webp": "png",
        "clear.png": "png",
    }


def test_a_jpeg_is_written_for_every_reader(tmp_path: Path) -> None:
    clean = opened(taken(encoded(noise(), "JPEG", progressive=True), tmp_path))
    assert (clean.format, clean.mode, "progressive" in clean.info) == ("JPEG", "RGB", False)


def test_colours_of_a_printer_become_colours_of_a_screen(tmp_path: Path) -> None:
    red = Image.new("CMYK", (60, 40), (0, 255, 255, 0))
    for form in ("JPEG", "TIFF"):
        picture = opened(taken(encoded(red, form), tmp_path))
        assert picture.mode == "RGB"
        assert near(picture.getpixel((30, 20)), (255, 0, 0), 12)


def test_a_colour_profile_is_honoured_and_not_passed_on(tmp_path: Path) -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    swapped = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    plain = Image.new("RGB", (60, 40), "#12344D")
    for profile in (lab, srgb, swapped[:90], b"CANARI-EXIF" * 20):
        picture = opened(taken(encoded(plain, "PNG", icc_profile=profile), tmp_path))
        assert picture.getpixel((9, 9)) == (0x12, 0x34, 0x4D)  # these fit no RGB picture, or change nothing
        assert "icc_profile" not in picture.info
    assert opened(taken(encoded(plain, "PNG", icc_profile=linear()), tmp_path)).getpixel((9, 9)) != (
        0x12,
        0x34,
        0x4D,
    )


def linear() -> bytes:
    """Return an sRGB profile whose three curves are straight, under another name."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    for index in range(int.from_bytes(profile[128:132], "big")):
        entry = 132 + 12 * index
        start = int.from_bytes(profile[entry + 4 : entry + 8], "big")
        length = int.from_bytes(profile[entry + 8 : entry + 12], "big")
        match bytes(profile[entry : entry + 4]):
            case b"rTRC" | b"gTRC" | b"bTRC":
                profile[start : start + 16] = b"para\0\0\0\0\0\0\0\0" + (1 << 16).to_bytes(4, "big")
            case b"desc":
                profile[start : start + length] = profile[start : start + length].replace(b"s\0R", b"x\0R")
    return bytes(profile)


def test_sixteen_bits_a_colour_become_eight(tmp_path: Path) -> None:
    grey = Image.new("I;16", (60, 40), 0)
    grey.paste(65535, (0, 0, 30, 40))
    grey.paste(32896, (0, 20, 60, 40))
    picture = opened(taken(encoded(grey, "PNG"), tmp_path))
    assert picture.getpixel((10, 10)) == (255, 255, 255)
    assert picture.getpixel((50, 10)) == (0, 0, 0)
    assert near(picture.getpixel((50, 30)), (128, 128, 128), 1)
    assert near(opened(taken(sixteen_bit_rgb(), tmp_path)).getpixel((1, 1)), (0x80, 0x40, 0x20), 1)


def sixteen_bit_rgb() -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            len(content).to_bytes(4, "big") + kind + content + zlib.crc32(kind + content).to_bytes(4, "big")
        )

    header = (8).to_bytes(4, "big") * 2 + bytes([16, 2, 0, 0, 0])
    rows = zlib.compress((b"\0" + b"\x80\x80\x40\x40\x20\x20" * 8) * 8)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_a_palette_with_a_transparent_colour_stays_transparent(tmp_path: Path) -> None:
    art = Image.new("P", (60, 40), 0)
    art.putpalette([255, 255, 255, 0x12, 0x34, 0x4D])
    art.paste(1, (0, 0, 30, 40))
    for form in ("PNG", "GIF"):
        picture = opened(taken(encoded(art, form, transparency=0), tmp_path))
        assert (picture.format, picture.mode) == ("PNG", "RGBA")
        assert picture.getpixel((10, 10)) == (0x12, 0x34, 0x4D, 255)
        assert picture.getpixel((50, 10))[3] == 0
    shades = encoded(Image.new("L", (60, 40), 9), "PNG", transparency=9)
    assert opened(taken(shades, tmp_path)).getpixel((1, 1))[3] == 0


def test_a_black_and_white_scan_becomes_an_ordinary_picture(tmp_path: Path) -> None:
    scan = Image.new("1", (60, 40), 1)
    for form, wishes in (("PNG", {}), ("TIFF", {"compression": "group4"})):
        assert opened(taken(encoded(scan, form, **wishes), tmp_path)).getpixel((9, 9)) == (255, 255, 255)


def test_a_telephones_second_picture_is_left_out(tmp_path: Path) -> None:
    both = encoded(noise(), "MPO", save_all=True, append_images=[Image.new("RGB", (320, 200), "#FF0000")])
    picture = taken(both, tmp_path)
    assert picture.form == "jpeg"
    assert both.count(b"\xff\xd8\xff") == 2
    assert picture.content.count(b"\xff\xd8\xff") == 1


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG", "TIFF"])
def test_a_file_of_several_pictures_is_refused(form: str, tmp_path: Path) -> None:
    path = tmp_path / "film"
    path.write_bytes(encoded(noise(), form, save_all=True, append_images=[noise((320, 200))]))
    assert refusal(path) == "pictures.several"


@pytest.mark.parametrize("form", ["PNG", "GIF", "TIFF"])
def test_a_bomb_is_refused_from_its_first_bytes(form: str, tmp_path: Path) -> None:
    path = tmp_path / "bomb"
    small = bytearray(encoded(Image.new("L", (8, 8)), form))
    if form == "TIFF":
        path.write_bytes(bytes(small).replace(b"\0\1\4\0\1\0\0\0\x08\0\0\0", b"\0\1\4\0\1\0\0\0\x20\x4e\0\0").replace(
            b"\1\1\4\0\1\0\0\0\x08\0\0\0", b"\1\1\4\0\1\0\0\0\x20\x4e\0\0"))  # fmt: skip
    elif form == "GIF":
        small[6:10] = (20000).to_bytes(2, "little") * 2
        path.write_bytes(small)
    else:
        small[16:24] = (20000).to_bytes(4, "big") * 2
        small[29:33] = zlib.crc32(small[12:29]).to_bytes(4, "big")
        path.write_bytes(small)
    begun = time.perf_counter()
    assert refusal(path) == "pictures.too_large"
    assert time.perf_counter() - begun < 1


def test_a_real_bomb_is_refused_fast_and_without_a_warning(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bomb.png"
    Image.new("1", (8000, 8000)).save(path)  # 64 million pixels: Pillow itself only warns
    begun = time.perf_counter()
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        assert refusal(path) == "pictures.too_large"
    assert time.perf_counter() - begun < 1
    assert heard == []
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF", "TIFF"])
@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_cut_off_picture_is_refused_also_after_weasyprint_was_imported(
    form: str, share: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import weasyprint  # noqa: F401 - it lets cut-off pictures pass, for the whole process

    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    whole = encoded(noise(), form)
    path = tmp_path / "cut"
    path.write_bytes(whole[: int(len(whole) * share)])
    assert refusal(path) == "pictures.damaged"
    assert ImageFile.LOAD_TRUNCATED_IMAGES is True  # as the other library left it


def test_a_damaged_tiff_says_nothing_on_the_screen(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "fax.tif"
    content = bytearray(encoded(noise().convert("1"), "TIFF", compression="group4"))
    content[2000:6000] = b"\x5a" * 4000
    path.write_bytes(content)
    try:
        take_in(path, SHOWN)
    except Refusal:
        pass
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "content",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
        b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        b"Une salle de r\xc3\xa9union",
        b"BM" + bytes(60),
        b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
        b"\0",
    ],
    ids=["svg", "xml", "pdf", "eps", "text", "bmp", "heic", "zero"],
)
def test_what_is_no_picture_of_the_five_kinds_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(content)
    assert refusal(path) == "pictures.foreign"


def test_a_missing_empty_linked_or_strange_file_is_refused(tmp_path: Path) -> None:
    good = tmp_path / "good.jpg"
    good.write_bytes(encoded(noise(), "JPEG"))
    (tmp_path / "empty.jpg").touch()
    (tmp_path / "folder.jpg").mkdir()
    (tmp_path / "link.jpg").symlink_to(good)
    (tmp_path / "gone.jpg").symlink_to(tmp_path / "nowhere")
    (tmp_path / "behind").symlink_to(tmp_path, target_is_directory=True)
    os.mkfifo(tmp_path / "pipe.jpg")
    found = {
        name: refusal(tmp_path / name)
        for name in ("absent.jpg", "empty.jpg", "folder.jpg", "link.jpg", "gone.jpg", "behind/good.jpg",
                     "folder.jpg/../good.jpg", "good.jpg/x.jpg", "pipe.jpg")
    }  # fmt: skip
    assert found == {
        "absent.jpg": "pictures.missing",
        "empty.jpg": "pictures.empty",
        "folder.jpg": "pictures.not_a_file",
        "link.jpg": "pictures.link",
        "gone.jpg": "pictures.link",
        "behind/good.jpg": "pictures.link",
        "folder.jpg/../good.jpg": "pictures.link",
        "good.jpg/x.jpg": "pictures.missing",
        "pipe.jpg": "pictures.not_a_file",
    }


def test_a_file_one_may_not_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "closed.jpg"
    path.write_bytes(encoded(noise(), "JPEG"))

    def closed(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", closed)  # who runs as root may read everything
    assert refusal(path) == "pictures.unreadable"


def test_a_file_of_too_many_bytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "heavy.jpg"
    with path.open("wb") as heavy:
        heavy.truncate(15_000_001)
    assert refusal(path) == "pictures.too_heavy"


def test_colours_without_a_meaning_on_a_screen_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "depth.tif"
    Image.new("F", (40, 30), 0.5).save(path)
    assert refusal(path) == "pictures.colours"


def test_the_same_file_gives_the_same_bytes_and_name(tmp_path: Path) -> None:
    content = photograph_with_canaries()
    first, again = taken(content, tmp_path, "a.jpg"), taken(content, tmp_path, "b.png")
    assert first == again
    assert first.name == again.name
    assert first.name.endswith(".jpg")
