"""The engine fetches nothing, hears every complaint, and dies within its limits."""

from __future__ import annotations

import ast
import http.server
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.errors import LimitReached, Refusal
from generator.renderers.pdf import engine
from generator.renderers.pdf.child import Child
from generator.renderers.pdf.exchange import Request, Written, pack, unpack

GENERATOR = Path(__file__).parents[3] / "generator"


@pytest.fixture
def trap() -> Iterator[tuple[str, list[str]]]:
    """A server on the loopback that notes each request it gets: there must be none."""
    hits: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            hits.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", hits
    server.shutdown()
    server.server_close()
    thread.join()


def write(body: str, style: str = "", assets: dict[str, bytes] | None = None) -> Written:
    page = f'<!DOCTYPE html><html lang="fr"><head><title>x</title></head><body>{body}</body></html>'
    return engine.write(Request(page, style, assets or {}))


HOSTILE = [
    ('<img src="{0}/img" alt="x">', ""),
    ('<link rel="stylesheet" href="{0}/link">', ""),
    ('<link rel="attachment" href="{0}/attachment">', ""),
    ('<a rel="attachment" href="{0}/a">x</a>', ""),
    ('<object data="{0}/object"></object>', ""),
    ('<embed src="{0}/embed">', ""),
    ('<base href="{0}/"><img src="relative" alt="x">', ""),
    ('<img src="//127.0.0.1/protocol" alt="x">', ""),
    ('<svg><image href="{0}/svg" width="9" height="9"/></svg>', ""),
    ("<svg><style>@import url({0}/svgstyle);</style></svg>", ""),
    ('<p style="background:url({0}/inline)">x</p>', ""),
    ("<p>x</p>", "@import url({0}/import);"),
    ("<p>x</p>", "p {{ background: url({0}/background) }}"),
    ("<p>x</p>", "p::before {{ content: url({0}/content) }}"),
    ("<ul><li>x</li></ul>", "ul {{ list-style-image: url({0}/list) }}"),
    ('<p style="font-family:F">x</p>', "@font-face {{ font-family: F; src: url({0}/font) }}"),
    ('<img src="file:///etc/hostname" alt="x">', ""),
    ('<link rel="attachment" href="file:///proc/self/environ">', ""),
    ('<a rel="attachment" href="file:///etc/hostname">x</a>', ""),
    ('<img src="data:image/png;base64,AAAA" alt="x">', ""),
    ('<img src="ftp://127.0.0.1/x" alt="x">', ""),
    ('<img src="asset:picture/unknown" alt="x">', ""),
    ('<img src="relative.png" alt="x">', ""),
]


@pytest.mark.parametrize(("body", "style"), HOSTILE)
def test_nothing_is_fetched_and_each_attempt_is_told(
    body: str, style: str, trap: tuple[str, list[str]]
) -> None:
    address, hits = trap
    written = write(body.format(address), style.format(address))
    assert hits == []
    assert written.refused or written.complaints
    assert b"EmbeddedFile" not in written.content


def test_an_svg_asset_cannot_fetch_either(trap: tuple[str, list[str]]) -> None:
    address, hits = trap
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">'
        f'<image xlink:href="{address}/x" width="9" height="9"/></svg>'
    ).encode()
    written = write('<img src="asset:chart/1" alt="x">', assets={"asset:chart/1": svg})
    assert hits == []
    assert written.refused == (f"{address}/x",)


def test_a_drawing_where_a_picture_is_expected_is_refused() -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    written = write('<img src="asset:picture/1" alt="x">', assets={"asset:picture/1": svg})
    assert written.refused == ("asset:picture/1",)


def test_complaints_are_short_and_hold_no_picture_data() -> None:
    written = write(f'<img src="data:image/png;base64,{"A" * 100_000}" alt="x">')
    assert written.refused and written.complaints
    assert all(len(words) <= 250 and "AAAA" not in words for words in (*written.refused, *written.complaints))


def test_a_family_that_is_not_there_is_told_before_anything_is_set() -> None:
    written = engine.write(Request("<p>x</p>", "", {}, ("Police Absente", "Lato")))
    assert written.missing_families == ("Police Absente",)
    assert written.content == b""


def test_importing_the_engine_leaves_cut_off_pictures_refused() -> None:
    from PIL import ImageFile

    assert ImageFile.LOAD_TRUNCATED_IMAGES is False


def test_only_the_engine_imports_weasyprint() -> None:
    importers = set()
    for path in GENERATOR.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(name.split(".")[0] == "weasyprint" for name in names):
                importers.add(path.relative_to(GENERATOR).as_posix())
    assert importers == {"renderers/pdf/engine.py"}


def test_a_page_that_takes_too_long_is_ended_on_time(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    started = time.monotonic()
    with (
        pytest.raises(LimitReached) as caught,
        child(tmp_path, monkeypatch, "import time; time.sleep(60)") as slow,
    ):
        slow.write(Request("", "", {}), seconds=0.5)
    assert time.monotonic() - started < 5
    assert caught.value.exit_code == 6
    assert caught.value.problems[0].code == "pdf.limit"


@pytest.mark.parametrize("megabytes", [200, 240])
def test_a_page_that_eats_the_memory_is_ended(megabytes: int) -> None:
    if sys.platform != "linux":
        pytest.skip("only Linux limits the memory of a process by its addresses")
    rows = "<tr><td>" + "mot " * 20 + "</td></tr>"
    page = f'<html lang="fr"><title>x</title><table>{rows * 4000}</table></html>'
    with pytest.raises(LimitReached), Child() as small:
        small.write(Request(page, "", {}), seconds=60, megabytes=megabytes)


def test_a_child_killed_by_a_signal_is_told_by_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)"
    with pytest.raises(Refusal) as caught, child(tmp_path, monkeypatch, program) as doomed:
        doomed.write(Request("", "", {}), seconds=20)
    assert caught.value.problems[0].code == "pdf.engine_died"
    assert dict(caught.value.problems[0].facts) == {"signal": signal.Signals.SIGSEGV.name}


def test_a_bug_in_the_child_is_shown_as_a_bug(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with (
        pytest.raises(RuntimeError, match="Kaputt"),
        child(tmp_path, monkeypatch, "raise ValueError('Kaputt')") as broken,
    ):
        broken.write(Request("", "", {}), seconds=20)


def test_the_child_knows_no_secret_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SMTP_PASSWORD", "secret")
    program = "import os; raise ValueError(sorted(os.environ))"
    with pytest.raises(RuntimeError) as caught, child(tmp_path, monkeypatch, program) as curious:
        curious.write(Request("", "", {}), seconds=20)
    assert "SMTP_PASSWORD" not in str(caught.value)
    assert "PATH" in str(caught.value)


def test_a_child_that_is_not_needed_does_not_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with child(tmp_path, monkeypatch, "import time; time.sleep(60)") as idle:
        process = idle._process
    assert process.returncode is not None


def test_the_parent_does_not_load_weasyprint() -> None:
    program = "import sys, generator.renderers.pdf.renderer; sys.exit('weasyprint' in sys.modules or 'matplotlib' in sys.modules)"
    assert os.spawnv(os.P_WAIT, sys.executable, [sys.executable, "-c", program]) == 0


def test_a_message_comes_back_as_it_was_sent_and_a_cut_one_is_told() -> None:
    head, blobs = {"mot": "é"}, {"a": b"\n\x00", "b": b"", "c": b"xyz"}
    message = pack(head, blobs)
    assert unpack(message) == (head, blobs)
    for end in range(len(message)):
        with pytest.raises(ValueError):
            unpack(message[:end])


def child(folder: Path, monkeypatch: pytest.MonkeyPatch, program: str) -> Child:
    """Return a child that runs `program` in place of the worker."""
    (folder / "stand_in.py").write_text(f"def main():\n    {program}\n")
    monkeypatch.syspath_prepend(str(folder))
    return Child("stand_in")
