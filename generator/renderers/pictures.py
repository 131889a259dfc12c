"""The one intake of pictures: in comes a file, out comes a clean picture made again from its pixels.

Only what was decoded and drawn again leaves this module, so that no position, camera, caption, comment or trailing byte
of the original reaches an output. Its name is the hash of its content.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass, field
from pathlib import Path

LONGEST_SIDE = 1600  # pixels; enough for a full page at 200 dpi


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
    """Return the picture in `path`, upright, in sRGB, at most LONGEST_SIDE wide or high."""
    from PIL import Image, ImageOps

    with Image.open(path) as opened:
        upright = ImageOps.exif_transpose(opened)
        clear = upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info
        drawn = upright.convert("RGBA" if clear else "RGB")
    drawn.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    bare = Image.new(drawn.mode, drawn.size)
    bare.paste(drawn)
    buffer = io.BytesIO()
    photo = not clear and path.suffix.lower() in (".jpg", ".jpeg")
    if photo:
        bare.save(buffer, "JPEG", quality=88)
    else:
        bare.save(buffer, "PNG", optimize=True)
    return Picture("jpeg" if photo else "png", buffer.getvalue(), *bare.size)
