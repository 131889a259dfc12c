"""Drives a headless Chromium over a pipe: in come pages, widths and schemes, out come measurements and pictures.

It speaks the browser's own protocol with the standard library. Every request of a page passes through here: what lies
beside it is let through, anything else is refused and remembered.
"""

from __future__ import annotations

import base64
import contextlib
import fcntl
import json
import os
import select
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    "--headless",
    "--remote-debugging-pipe",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-default-browser-check",
    "--hide-scrollbars",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)
MEASURE = Path(__file__).parent / "measure.js"
PATIENCE = 60.0  # seconds for any answer
TALLEST = 16_000  # pixels; a browser draws no taller picture


class Failed(Exception):
    """The browser did not do what it was asked."""


class Page:
    """The one open page of a browser. `refused` holds every address it wanted beyond its own folder."""

    def __init__(self, pipe: _Pipe) -> None:
        self._pipe = pipe
        target = pipe.call("Target.createTarget", {"url": "about:blank"})["targetId"]
        opened = pipe.call("Target.attachToTarget", {"targetId": target, "flatten": True})
        self._session = opened["sessionId"]
        self.refused: list[str] = []
        pipe.on("Fetch.requestPaused", self._let_through)
        for method in ("Page.enable", "Runtime.enable"):
            self._call(method)
        self._call("Fetch.enable", {"patterns": [{"urlPattern": "*"}]})

    def show(self, path: Path, *, width: int, dark: bool = False, pictures: bool = True) -> None:
        """Open a file at a width in pixels, in the light or dark scheme, with or without its pictures."""
        self.refused, self._pictures = [], pictures
        self._folder = f"{path.resolve().parent.as_uri()}/"
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        self._call("Emulation.setDeviceMetricsOverride", size)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self._call("Emulation.setEmulatedMedia", {"media": "screen", "features": [scheme]})
        self._pipe.forget("Page.loadEventFired")
        self._call("Page.navigate", {"url": path.resolve().as_uri()})
        self._pipe.wait("Page.loadEventFired")

    def value(self, script: str) -> Any:
        """Return what an expression of JavaScript comes to."""
        asked = {"expression": script, "returnByValue": True, "awaitPromise": True}
        answer = self._call("Runtime.evaluate", asked)
        if "exceptionDetails" in answer:
            raise Failed(json.dumps(answer["exceptionDetails"]))
        return answer["result"].get("value")

    def measure(self) -> dict[str, Any]:
        """Return what a reader would notice of the page, as measure.js finds it."""
        return dict(self.value(MEASURE.read_text(encoding="utf-8")))

    def picture(self, path: Path) -> None:
        """Write the whole page as a PNG."""
        size = self._call("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": min(size["height"], TALLEST), "scale": 1}
        asked = {"format": "png", "captureBeyondViewport": True, "clip": clip}
        path.write_bytes(base64.b64decode(self._call("Page.captureScreenshot", asked)["data"]))

    def _call(self, method: str, params: dict[str, Any] | None = None) -> dict[str, Any]:
        return self._pipe.call(method, params or {}, self._session)

    def _let_through(self, event: dict[str, Any]) -> None:
        address = event["request"]["url"]
        local = address.startswith((self._folder, "data:"))
        if not local:
            self.refused.append(address)
        allowed = local and (self._pictures or event["resourceType"] != "Image")
        answer: dict[str, Any] = {"requestId": event["requestId"]}
        if not allowed:
            answer["errorReason"] = "BlockedByClient"
        self._pipe.send(f"Fetch.{'continueRequest' if allowed else 'failRequest'}", answer, self._session)


@contextlib.contextmanager
def browser() -> Iterator[Page]:
    """Start Chromium with an empty profile and give its one page; end it afterwards."""
    command = next(filter(None, map(shutil.which, NAMES)), None)
    if command is None:
        raise Failed("no Chromium; scripts/setup.sh --slow installs one")
    with tempfile.TemporaryDirectory(prefix="bilan-chromium-", ignore_cleanup_errors=True) as profile:
        options = [*QUIET, f"--user-data-dir={profile}"]
        if os.geteuid() == 0:
            options.append("--no-sandbox")
        number, pipe = _start([command, *options, "about:blank"])
        try:
            yield Page(pipe)
        finally:
            pipe.send("Browser.close", {})
            _end(number)
            pipe.close()


def _start(command: list[str]) -> tuple[int, _Pipe]:
    """Start a program that reads commands from descriptor 3 and answers on 4."""
    theirs, ours = os.pipe(), os.pipe()
    # away from 3 and 4 first, which are given to the program
    reading, writing = (fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in (theirs[0], ours[1]))
    for end in (theirs[0], ours[1]):
        os.close(end)
    nowhere = os.open(os.devnull, os.O_RDWR)
    number = os.posix_spawn(
        command[0],
        command,
        os.environ,
        file_actions=[
            (os.POSIX_SPAWN_DUP2, nowhere, 1),
            (os.POSIX_SPAWN_DUP2, nowhere, 2),
            (os.POSIX_SPAWN_DUP2, reading, 3),
            (os.POSIX_SPAWN_DUP2, writing, 4),
        ],
        setsid=True,
    )
    for end in (reading, writing, nowhere):
        os.close(end)
    return number, _Pipe(ours[0], theirs[1])


def _end(number: int) -> None:
    """Wait for the program to end; end it and all it started where it does not."""
    for _ in range(100):
        if os.waitpid(number, os.WNOHANG)[0]:
            return
        time.sleep(0.05)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(number, signal.SIGKILL)
    os.waitpid(number, 0)


class _Pipe:
    """Messages to and from the browser, each ended by a zero byte."""

    def __init__(self, incoming: int, outgoing: int) -> None:
        self._incoming, self._outgoing = incoming, outgoing
        self._waiting = b""
        self._last = 0
        self._answers: dict[int, dict[str, Any]] = {}
        self._unheard: set[int] = set()
        self._happened: set[str] = set()
        self._listeners: dict[str, Any] = {}

    def on(self, event: str, listener: Any) -> None:
        self._listeners[event] = listener

    def forget(self, event: str) -> None:
        self._happened.discard(event)

    def send(self, method: str, params: dict[str, Any], session: str = "") -> int:
        """Send a command whose answer nobody waits for; return its number."""
        self._last += 1
        message = {"id": self._last, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        self._unheard.add(self._last)
        with contextlib.suppress(BrokenPipeError):
            os.write(self._outgoing, json.dumps(message).encode() + b"\0")
        return self._last

    def call(self, method: str, params: dict[str, Any], session: str = "") -> dict[str, Any]:
        """Send a command and return its answer."""
        number = self.send(method, params, session)
        self._unheard.discard(number)
        until = time.monotonic() + PATIENCE
        while number not in self._answers:
            self._listen(until, method)
        answer = self._answers.pop(number)
        if "error" in answer:
            raise Failed(f"{method}: {answer['error']['message']}")
        return dict(answer["result"])

    def wait(self, event: str) -> None:
        until = time.monotonic() + PATIENCE
        while event not in self._happened:
            self._listen(until, event)

    def close(self) -> None:
        os.close(self._incoming)
        os.close(self._outgoing)

    def _listen(self, until: float, what: str) -> None:
        ready, _, _ = select.select([self._incoming], [], [], max(0.0, until - time.monotonic()))
        received = os.read(self._incoming, 1 << 20) if ready else b""
        if not received:
            raise Failed(f"the browser gave no answer to {what}")
        *messages, self._waiting = (self._waiting + received).split(b"\0")
        for message in map(json.loads, messages):
            if "id" in message:
                if message["id"] not in self._unheard:
                    self._answers[message["id"]] = message
            elif message["method"] in self._listeners:
                self._listeners[message["method"]](message["params"])
            else:
                self._happened.add(message["method"])
