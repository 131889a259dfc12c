"""Draws the tests' letters as a person would see them: in comes a folder, out come pictures in it.

.venv/bin/python -m tests.clients.screenshots FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.clients.chromium import browser
from tests.clients.letters import FORMS, NAMES, WIDE, WIDTHS, write

# A web page carries its pictures with it; a mail program hides those of a letter.
SCHEMES = {"html": ("light", "dark", "bare"), "web": ("light", "dark")}


def screenshots(folder: Path) -> list[Path]:
    """Write each letter in each format, width and scheme, an e-mail without its pictures too; return the files."""
    made = []
    with browser() as page:
        for form in FORMS:
            for name in NAMES:
                path = write(name, form, folder / form)
                for width in (*WIDTHS, WIDE):
                    for scheme in SCHEMES[form]:
                        page.show(path, width=width, dark=scheme == "dark", pictures=scheme != "bare")
                        made.append(folder / f"{name}-{form}-{width}-{scheme}.png")
                        page.picture(made[-1])
    return made


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m tests.clients.screenshots FOLDER")
    for picture in screenshots(Path(sys.argv[1])):
        print(picture)
