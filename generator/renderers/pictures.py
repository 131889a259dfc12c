"""The one intake of pictures: in comes a file, out comes a clean picture made again from its pixels.

Only what was decoded and drawn again leaves this module, so that no position, camera, caption, comment or trailing byte
of the original reaches an output. Its name is the hash of its content.
"""

from __future__ import annotations

import hashlib
import io
import logging
import os
import stat
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from generator.config.brand import Brand
from generator.errors import Refusal, problem

if TYPE_CHECKING:
    from PIL import Image

LONGEST_SIDE = 1600  # pixels; enough for a full page at 200 dpi
MOST_BYTES = 15_000_000
MOST_PIXELS = 50_000_000
FORMS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF")  # by what the file holds, never by its ending
QUALITY = 88
FLAT = 2  # flat art is a PNG of at most so many times the bytes of its JPEG
ORIENTATION = 0x0112  # Exif 2.32, 4.6.4
DEEP = ("I;16", "I;16L", "I;16B", "I;16N")
PLAIN = ("L", "LA", "RGB", "RGBA", "CMYK")


@dataclass(frozen=True, slots=True)
class Picture:
    """A clean picture: "png" or "jpeg", its bytes, its size in pixels."""

    form: str
    content: bytes = field(repr=False)
    width: int
    height: int

    @property
    def name(self) -> str:
        """Return a file name that depends on nothing but the content."""
        ending = "jpg" if self.form == "jpeg" else self.form
        return f"{hashlib.sha256(self.content).hexdigest()[:16]}.{ending}"


def take_in(path: Path, shown: str) -> Picture:
    """Return the picture in `path`, upright, in sRGB, at most LONGEST_SIDE wide or high.

    Refusal in one line, naming the file `shown`, for what is no whole, still picture of at most MOST_BYTES and
    MOST_PIXELS.
    """
    content = _read(path, shown)
    with _strict():
        decoded, photograph = _decode(content, shown)
        try:
            drawn = _drawn(decoded)
        except (ValueError, OSError):  # what Pillow raises for colours it cannot turn into others
            raise _refused("pictures.colours", shown) from None
        return _written(drawn, photograph)


def brand_logo(brand: Brand) -> Picture | None:
    """Return the brand's logo; None for none, and for a drawing (SVG), which has no pixels. Refusals are those of `take_in`."""
    if brand.logo is None or brand.logo.suffix.lower() == ".svg":
        return None
    return take_in(brand.logo, f"templates/brands/{brand.name}/{brand.logo.name}")


def _refused(code: str, shown: str, **facts: Any) -> Refusal:
    return Refusal(problem(code, file=shown, **facts))


def _read(path: Path, shown: str) -> bytes:
    """Return the bytes of an ordinary file, reached through no link below the first folder of `shown`."""
    below = max(1, len(PurePosixPath(shown).parts) - 1)
    try:
        if ".." in path.parts or any(part.is_symlink() for part in [path, *path.parents][:below]):
            raise _refused("pictures.link", shown)
        state = path.lstat()
        if not stat.S_ISREG(state.st_mode):
            raise _refused("pictures.not_a_file", shown)
        if state.st_size > MOST_BYTES:
            raise _refused("pictures.too_heavy", shown, megabytes=MOST_BYTES // 1_000_000)
        content = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise _refused("pictures.missing", shown) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise _refused("pictures.unreadable", shown, reason=reason) from None
    if not content:
        raise _refused("pictures.empty", shown)
    return content


@contextmanager
def _strict() -> Iterator[None]:
    """Let Pillow refuse cut-off files and too many pixels, whatever other libraries have set for the whole process."""
    from PIL import Image, ImageFile

    journal = logging.getLogger("PIL")
    level = journal.level
    before = ImageFile.LOAD_TRUNCATED_IMAGES, Image.MAX_IMAGE_PIXELS
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint sets it when it is imported
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    journal.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES, Image.MAX_IMAGE_PIXELS = before
        journal.setLevel(level)


@contextmanager
def _silent() -> Iterator[None]:
    """Keep what the TIFF library itself writes to the standard error, past Python, from the person's screen."""
    try:
        kept = os.dup(2)
    except OSError:  # a program without a standard error
        yield
        return
    try:
        with open(os.devnull, "wb") as nothing:
            os.dup2(nothing.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _decode(content: bytes, shown: str) -> tuple[Image.Image, bool]:
    """Return the one picture in `content`, decoded to its end, and whether it was kept as a photograph (JPEG)."""
    from PIL import Image, UnidentifiedImageError

    try:
        opened = Image.open(io.BytesIO(content), formats=FORMS)
        # A camera's JPEG may hold a smaller copy or a map of depth behind the picture: MPO, still one picture.
        photograph = opened.format in ("JPEG", "MPO")
        with _silent() if opened.format == "TIFF" else nullcontext():
            if not photograph and getattr(opened, "is_animated", False):
                raise _refused("pictures.several", shown)
            opened.load()
    except Refusal:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        raise _refused("pictures.too_large", shown, millions=MOST_PIXELS // 1_000_000) from None
    except UnidentifiedImageError:
        code = "pictures.damaged" if _begins_as_picture(content) else "pictures.foreign"
        raise _refused(code, shown) from None
    except Exception:
        # Parsers of broken files raise whatever they meet: OSError, SyntaxError, ValueError, struct.error, KeyError…
        raise _refused("pictures.damaged", shown) from None
    return opened, photograph


def _begins_as_picture(content: bytes) -> bool:
    starts = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*")
    return content.startswith(starts) or (content[:4] == b"RIFF" and content[8:12] == b"WEBP")


def _drawn(decoded: Image.Image) -> Image.Image:
    """Return `decoded` upright, in sRGB, scaled down, with its transparency if it has any, and nothing else."""
    from PIL import Image

    turned = _turn(decoded)
    scaled = _plain(decoded)
    scaled.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    alpha = scaled.getchannel("A") if scaled.mode in ("LA", "RGBA") else None
    drawn = _in_srgb(scaled if alpha is None else scaled.convert(scaled.mode[:-1]), decoded.info)
    if alpha is not None and alpha.getextrema() != (255, 255):
        drawn.putalpha(alpha)
    if turned is not None:
        drawn = drawn.transpose(turned)
    bare = Image.new(drawn.mode, drawn.size)
    bare.paste(drawn)
    return bare


def _plain(decoded: Image.Image) -> Image.Image:
    """Return `decoded` in a mode of PLAIN. ValueError for a mode without an agreed meaning on a screen."""
    if decoded.mode in ("P", "PA") or "transparency" in decoded.info:
        return decoded.convert("RGBA")
    if decoded.mode in DEEP:
        return decoded.point(lambda value: value * (1 / 257) + 0).convert("L")
    if decoded.mode == "1":
        return decoded.convert("L")
    if decoded.mode == "YCbCr":
        return decoded.convert("RGB")
    if decoded.mode not in PLAIN:
        raise ValueError(decoded.mode)
    return decoded


def _in_srgb(picture: Image.Image, info: Mapping[Any, Any]) -> Image.Image:
    """Return `picture` in sRGB; a profile that cannot be read or does not fit is passed over, as viewers do."""
    from PIL import ImageCms

    profile = info.get("icc_profile")
    if isinstance(profile, bytes) and profile:
        try:
            stated = ImageCms.getOpenProfile(io.BytesIO(profile))
            if "srgb" not in ImageCms.getProfileDescription(stated).casefold():
                target = ImageCms.createProfile("sRGB")
                changed = ImageCms.profileToProfile(picture, stated, target, outputMode="RGB")
                return changed if changed is not None else picture.convert("RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass
    return picture.convert("RGB")


def _turn(decoded: Image.Image) -> Image.Transpose | None:
    """Return how to set the picture upright; a position that cannot be read is upright."""
    from PIL.Image import Transpose

    turns = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    try:
        return turns.get(decoded.getexif().get(ORIENTATION, 1))
    except Exception:  # a broken Exif block is no reason to lose the picture
        return None


def _written(drawn: Image.Image, photograph: bool) -> Picture:
    """Return `drawn` encoded: as PNG what is transparent or flat, else as JPEG."""
    jpeg = b"" if drawn.mode == "RGBA" else _encoded(drawn, "JPEG", quality=QUALITY, subsampling="4:2:0")
    if photograph:
        return Picture("jpeg", jpeg, *drawn.size)
    png = _encoded(drawn, "PNG")
    if jpeg and len(png) > FLAT * len(jpeg):
        return Picture("jpeg", jpeg, *drawn.size)
    return Picture("png", min(png, _encoded(drawn, "PNG", optimize=True), key=len), *drawn.size)


def _encoded(drawn: Image.Image, form: str, **wishes: object) -> bytes:
    buffer = io.BytesIO()
    drawn.save(buffer, form, **wishes)
    return buffer.getvalue()
