"""Notices to the team: what they say, that each thing is said once, and that nothing is lost where they cannot be sent."""

from __future__ import annotations

import json
import shutil
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from generator.config.settings import Settings, Smtp
from generator.errors import Problem, Refusal, problem
from generator.schedule.messenger import start_command
from generator.schedule.notice import Publisher, news_of, news_of_refusal, notify, publisher_of
from generator.schedule.pool import InProcess
from generator.schedule.run import Run, run_due
from tests.regular import DAYS, FINAL, event_of, regular_workspace

NOW = datetime(2022, 4, 20, 9, tzinfo=UTC)
FRENCH = Publisher("OIM Maroc", "fr")
STATES = ("approved", "draft", "approved")
PASSWORD = "s3cret-de-la-poste"


class Postbox:
    """A server's hand: keeps what it is given, or refuses whom it is for."""

    def __init__(self) -> None:
        self.received: list[Envelope] = []
        self.refuses = False

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Refuse an address where that is wanted."""
        if self.refuses:
            return f"550 no such person {address}"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Keep a message."""
        self.received.append(envelope)
        return "250 OK"

    def letters(self) -> list[EmailMessage]:
        """Return what arrived."""
        found = []
        for envelope in self.received:
            assert isinstance(envelope.content, bytes)
            letter = message_from_bytes(envelope.content, policy=policy.default)
            assert isinstance(letter, EmailMessage)
            found.append(letter)
        return found


def serve(postbox: Postbox, **more: Any) -> Controller:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(postbox, hostname="127.0.0.1", port=port, **more)
    controller.start()
    return controller


@pytest.fixture
def postbox() -> Postbox:
    return Postbox()


@pytest.fixture
def server(postbox: Postbox) -> Iterator[Controller]:
    controller = serve(postbox)
    try:
        yield controller
    finally:
        controller.stop()


def by_mail(port: int, **more: Any) -> Settings:
    given = {"starttls": False, **more}
    return Settings((), Smtp("127.0.0.1", "bilan@example.org", ("equipe@example.org",), port, **given))


def due(workspace: Path, day: str = "2022-04-20") -> Run:
    return run_due(workspace, date.fromisoformat(day), InProcess())


def tell(
    workspace: Path, settings: Settings, run: Run, environment: Mapping[str, str] | None = None
) -> tuple[Problem, ...]:
    return notify(workspace, settings, FRENCH, news_of(run, "fr"), NOW, environment or {})


def test_the_team_reads_what_was_made_and_what_waits_and_why(
    tmp_path: Path, server: Controller, postbox: Postbox
) -> None:
    workspace = regular_workspace(tmp_path, FINAL, STATES)

    assert tell(workspace, by_mail(server.port), due(workspace)) == ()

    (letter,) = postbox.letters()
    assert postbox.received[0].rcpt_tos == ["equipe@example.org"]
    assert letter["Subject"] == "[OIM Maroc] Bilan : 1 édition retenue, 2 éditions faites"
    assert (letter["From"], letter["Auto-Submitted"]) == ("bilan@example.org", "auto-generated")
    assert letter.get_content_type() == "text/plain" and not list(letter.iter_attachments())
    text = letter.get_content()
    assert text.splitlines()[:4] == [
        "Version finale retenue, tenue à jour comme projet :",
        "  lettre 2022-02 public : reports/2022-02/lettre/public/draft-1",
        "    records/events/2022/2022-02-15-atelier.yaml: state: cette fiche n’est pas approuvée ; une fois relue : "
        "bilan approve 2022-02-15-atelier --by NOM",
        "",
    ]
    assert "  lettre 2022-01 public n° 32 : reports/2022-01/lettre/public/final-1" in text


def test_each_thing_is_told_once_and_a_quiet_run_tells_nothing(
    tmp_path: Path, server: Controller, postbox: Postbox
) -> None:
    workspace = regular_workspace(tmp_path, FINAL, STATES)
    settings = by_mail(server.port)
    for _ in range(3):
        assert tell(workspace, settings, due(workspace)) == ()
    assert len(postbox.received) == 1, "what is held back waits on every run"

    record = event_of(workspace, DAYS[1])
    record.write_text(record.read_text().replace("state: draft", "state: approved"))
    tell(workspace, settings, due(workspace))
    record.write_text(record.read_text().replace("count: 70", "count: 72"))
    for day in ("2022-04-21", "2022-04-22"):
        tell(workspace, settings, due(workspace, day))

    subjects = [letter["Subject"].partition(": ")[2] for letter in postbox.letters()]
    assert subjects == [
        "1 édition retenue, 2 éditions faites",
        "1 édition faite",
        "1 édition périmée",
    ]


def test_what_could_not_be_sent_goes_with_the_next_notice(tmp_path: Path, postbox: Postbox) -> None:
    workspace = regular_workspace(tmp_path, FINAL)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    (failure,) = tell(workspace, by_mail(port), due(workspace))
    assert failure.code == "schedule.smtp_unreachable"

    controller = serve(postbox)
    try:
        assert tell(workspace, by_mail(controller.port), due(workspace)) == ()
        assert tell(workspace, by_mail(controller.port), due(workspace)) == ()
    finally:
        controller.stop()
    (letter,) = postbox.letters()
    assert letter["Subject"].endswith("3 éditions faites")


def test_no_word_of_a_record_is_in_a_notice(tmp_path: Path, server: Controller, postbox: Postbox) -> None:
    workspace = regular_workspace(tmp_path)
    record = event_of(workspace, DAYS[0])
    record.write_text("title: Zoubida Canari\ntype: Canari\nZoubida: x\nthemes: [canari]\n")
    with pytest.raises(Refusal) as refused:
        due(workspace)

    notify(
        workspace,
        by_mail(server.port),
        FRENCH,
        news_of_refusal(refused.value, "fr"),
        NOW,
        {},
        whole=False,
    )

    (letter,) = postbox.letters()
    text = letter.get_content()
    assert "records/events/2022/2022-01-11-atelier.yaml" in text
    assert "canari" not in text.casefold() and "zoubida" not in text.casefold()


def test_nothing_is_sent_where_nothing_is_set_up(tmp_path: Path) -> None:
    workspace = regular_workspace(tmp_path, FINAL)
    assert tell(workspace, Settings(), due(workspace)) == ()
    assert not (workspace / "reports/.notice.json").exists()


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a certificate of this machine and its key, in one file."""
    if not shutil.which("openssl"):
        pytest.skip("openssl is not on this machine")
    folder = tmp_path_factory.mktemp("certificate")
    made = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1"
    subprocess.run(
        ["openssl", *made.split(), "-keyout", folder / "key.pem", "-out", folder / "both.pem"],
        check=True,
        capture_output=True,
    )
    with (folder / "both.pem").open("ab") as both:
        both.write((folder / "key.pem").read_bytes())
    return folder / "both.pem"


def _knows(server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: object) -> AuthResult:
    known = isinstance(given, LoginPassword) and given.password == PASSWORD.encode()
    return AuthResult(success=known, handled=known or False)


@pytest.mark.parametrize("implicit", [False, True], ids=["starttls", "implicit"])
def test_a_password_goes_only_to_a_server_whose_certificate_holds(
    tmp_path: Path,
    postbox: Postbox,
    certificate: Path,
    implicit: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    kind: dict[str, Any] = {"authenticator": _knows}
    if implicit:
        kind |= {"ssl_context": context, "auth_require_tls": False}
    else:
        kind |= {"tls_context": context, "require_starttls": True}
    controller = serve(postbox, **kind)
    if implicit:
        monkeypatch.setattr("generator.schedule.messenger.IMPLICIT_TLS", controller.port)
    workspace = regular_workspace(tmp_path, FINAL)
    settings = by_mail(controller.port, starttls=not implicit, user="bilan", password_env="BILAN_SMTP")
    run = due(workspace)

    def failures(password: str) -> list[str]:
        return [p.code for p in tell(workspace, settings, run, {"BILAN_SMTP": password})]

    try:
        assert failures(PASSWORD) == ["schedule.smtp_certificate"]
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert failures("") == ["schedule.no_password"]
        assert failures("autre") == ["schedule.smtp_login"]
        assert failures("boîte") == ["schedule.password_letters"]
        assert not postbox.received
        assert failures(PASSWORD) == []
    finally:
        controller.stop()
    assert len(postbox.received) == 1
    kept = (workspace / "reports/.notice.json").read_text("utf-8")
    assert PASSWORD not in kept


def test_a_server_without_starttls_gets_nothing(tmp_path: Path, server: Controller, postbox: Postbox) -> None:
    workspace = regular_workspace(tmp_path, FINAL)
    (failure,) = tell(workspace, by_mail(server.port, starttls=True), due(workspace))
    assert failure.code == "schedule.smtp_no_tls" and not postbox.received


def test_a_refused_address_is_told_without_the_servers_words(
    tmp_path: Path, server: Controller, postbox: Postbox
) -> None:
    workspace = regular_workspace(tmp_path, FINAL)
    postbox.refuses = True
    (failure,) = tell(workspace, by_mail(server.port), due(workspace))
    assert failure.code == "schedule.smtp_addresses"
    assert "equipe" not in str(failure)


def test_a_program_gets_the_same_as_json_without_a_shell_and_without_the_password(tmp_path: Path) -> None:
    workspace = regular_workspace(tmp_path, FINAL, STATES)
    script = tmp_path / "tell.py"
    script.write_text(
        "import os, sys, json\n"
        "json.dump([sys.argv[1:], json.load(sys.stdin), dict(os.environ)], open('told.json', 'w'))\n"
    )
    smtp = by_mail(1, user="bilan", password_env="BILAN_SMTP").smtp
    settings = Settings((sys.executable, str(script), "a b; touch c", "$HOME"), smtp)

    failures = tell(workspace, settings, due(workspace), {"BILAN_SMTP": PASSWORD, "TEAM": "presse"})

    assert [one.code for one in failures] == ["schedule.smtp_unreachable"]
    words, told, environment = json.loads((workspace / "told.json").read_text())
    assert words == ["a b; touch c", "$HOME"]
    assert environment["TEAM"] == "presse" and "BILAN_SMTP" not in environment
    assert set(told) == {"format", "subject", "text", "news"}
    assert [one["kind"] for one in told["news"]] == ["blocked", "made", "made"]
    assert set(told["news"][0]) == {
        "kind", "series", "audience", "period", "status", "number", "folder", "reasons",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("program", "code"),
    [
        ("import sys; sys.exit(7)", "schedule.command_failed"),
        ("import time; time.sleep(30)", "schedule.command_late"),
    ],
)
def test_a_program_that_fails_or_does_not_end_is_told(tmp_path: Path, program: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        start_command([sys.executable, "-c", program], b"{}\n", tmp_path, {}, seconds=1.5)
    assert [one.code for one in refused.value.problems] == [code]


def test_a_program_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        start_command([str(tmp_path / "nothing")], b"{}\n", tmp_path, {})
    assert refused.value.problems == (problem("schedule.command_missing", given="nothing"),)


def test_the_publisher_is_known_although_its_record_is_wrong(tmp_path: Path) -> None:
    workspace = regular_workspace(tmp_path)
    assert publisher_of(workspace) == FRENCH
    file = workspace / "records/publisher.yaml"
    file.write_text(file.read_text().replace("language: fr", "language: ar").replace("time_zone", "timezone"))
    assert publisher_of(workspace) == Publisher("IOM Morocco", "en")
    file.write_text("[")
    assert publisher_of(workspace) == Publisher("Bilan", "en")
