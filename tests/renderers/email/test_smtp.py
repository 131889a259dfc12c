"""In: .eml files given to a mail server on this machine. Out: what arrives there."""

from __future__ import annotations

import smtplib
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from generator.renderers.email.message import compose, render
from generator.renderers.text import write
from tests.renderers.email.test_message import AWKWARD, letter, part, read, saying
from tests.renderers.sample import sample_assets, sample_brand, sample_report

SENDER, READER = "redaction@exemple.invalid", "lectrice@exemple.invalid"  # on the envelope only


class Postbox:
    """A server's hand: keeps what it is given."""

    def __init__(self) -> None:
        self.received: list[Envelope] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Keep a message."""
        self.received.append(envelope)
        return "250 OK"


@pytest.fixture
def server() -> Iterator[tuple[Controller, Postbox]]:
    """Yield a mail server on a free port of this machine, and its postbox."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    postbox = Postbox()
    controller = Controller(postbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield controller, postbox
    finally:
        controller.stop()


def post(content: bytes, server: tuple[Controller, Postbox]) -> bytes:
    """Send a message and return what arrives."""
    controller, postbox = server
    with smtplib.SMTP(controller.hostname, controller.port, timeout=10) as client:
        client.sendmail(SENDER, [READER], content)
    (envelope,) = postbox.received
    assert (envelope.mail_from, envelope.rcpt_tos) == (SENDER, [READER])
    assert isinstance(envelope.content, bytes)
    return envelope.content


def test_a_letter_with_pictures_arrives_byte_for_byte(
    server: tuple[Controller, Postbox], tmp_path: Path
) -> None:
    content = render(sample_report(), sample_brand(), sample_assets(tmp_path)).content
    assert post(content, server) == content


def test_a_real_letter_arrives_with_its_words_and_without_a_recipient_of_its_own(
    server: tuple[Controller, Postbox],
) -> None:
    report = letter("2022-03")
    content = render(report, sample_brand(), {}).content
    arrived = read(post(content, server))
    sent = read(content)
    assert arrived.items() == sent.items() and arrived["To"] is None and arrived["From"] is None
    assert part(arrived, "plain") == write(report)
    assert part(arrived, "html") == part(sent, "html")


def test_lines_that_servers_take_for_their_own_arrive(server: tuple[Controller, Postbox]) -> None:
    text = "\n".join(AWKWARD) + "\n"
    arrived = read(post(compose(saying("Objet"), text, "<p>texte</p>\n", ()).as_bytes(), server))
    assert part(arrived, "plain") == text
