"""The two ways to the team: in come a message and how it is to go, out it goes, or a Refusal says why it did not.

These are the only places of the regular run that connect to anything; each is off until templates/settings.yaml says otherwise.
"""

from __future__ import annotations

import os
import signal
import smtplib
import ssl
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP as LINES
from email.utils import format_datetime
from pathlib import Path

from generator.config.settings import IMPLICIT_TLS, Smtp
from generator.errors import Refusal, problem

SECONDS = 30  # for each answer of a mail server
COMMAND_SECONDS = 60


def letter(smtp: Smtp, subject: str, text: str, language: str, now: datetime) -> EmailMessage:
    """Return the e-mail: plain text, from the machine, to the team."""
    message = EmailMessage(policy=LINES)
    message["From"] = smtp.sender
    message["To"] = ", ".join(smtp.to)
    message["Subject"] = subject
    message["Date"] = format_datetime(now)
    message["Content-Language"] = language
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday answers
    message.set_content(text, cte="quoted-printable")
    return message


def send_mail(
    smtp: Smtp, subject: str, text: str, language: str, now: datetime, environment: Mapping[str, str]
) -> None:
    """Send one e-mail, encrypted to a server whose certificate holds unless the settings say otherwise. Refusal where that fails."""
    password = environment.get(smtp.password_env, "") if smtp.user else ""
    if smtp.user and not password:
        raise Refusal(problem("schedule.no_password", given=smtp.password_env))
    if not (password + smtp.user).isascii():  # smtplib sends nothing else
        raise Refusal(problem("schedule.password_letters", given=smtp.password_env))
    message = letter(smtp, subject, text, language, now)
    own_name = smtp.sender.rpartition("@")[2]  # not the name of this machine
    secure = ssl.create_default_context()
    try:
        if smtp.port == IMPLICIT_TLS:
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                smtp.host, smtp.port, own_name, timeout=SECONDS, context=secure
            )
        else:
            server = smtplib.SMTP(smtp.host, smtp.port, own_name, timeout=SECONDS)
        with server:
            if smtp.starttls and smtp.port != IMPLICIT_TLS:
                server.starttls(context=secure)
            if smtp.user:
                server.login(smtp.user, password)
            server.send_message(message, smtp.sender, smtp.to)
    except (OSError, smtplib.SMTPException) as error:
        raise Refusal(problem(_why(error), host=smtp.host, port=smtp.port)) from None


def _why(error: Exception) -> str:
    """Return the sentence for a failure; the server's own words may repeat an address and are not told."""
    match error:
        case ssl.SSLError():
            return "schedule.smtp_certificate"
        case smtplib.SMTPAuthenticationError():
            return "schedule.smtp_login"
        case smtplib.SMTPNotSupportedError():
            return "schedule.smtp_no_tls"
        case smtplib.SMTPRecipientsRefused() | smtplib.SMTPSenderRefused():
            return "schedule.smtp_addresses"
        case smtplib.SMTPException():
            return "schedule.smtp_failed"
        case _:
            return "schedule.smtp_unreachable"


def start_command(
    command: Sequence[str],
    content: bytes,
    folder: Path,
    environment: Mapping[str, str],
    seconds: float = COMMAND_SECONDS,
) -> None:
    """Give `content` to a program on its standard input, in `folder`, without a shell. Refusal where it fails or takes too long."""
    name = Path(command[0]).name
    try:
        process = subprocess.Popen(
            list(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=dict(environment),
            start_new_session=True,
        )
    except (OSError, ValueError):
        raise Refusal(problem("schedule.command_missing", given=name)) from None
    try:
        with suppress(BrokenPipeError):  # it may end without reading; its exit code says whether all is well
            process.communicate(content, seconds)
    except subprocess.TimeoutExpired:
        raise Refusal(problem("schedule.command_late", given=name, seconds=round(seconds))) from None
    finally:
        _end(process)
    if process.returncode:
        raise Refusal(problem("schedule.command_failed", given=name, number=process.returncode))


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program, and what it started, where it has not ended by itself."""
    if process.poll() is None:
        with suppress(ProcessLookupError, PermissionError):
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
        process.wait()
