"""How a workspace is run: in comes templates/settings.yaml, out come frozen Settings, or every problem of the file.

Nothing in it changes a document. Each way to reach the team is off until the file says otherwise; a password is never in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from generator.config.templates import translated
from generator.errors import Problem, Refusal, problem
from generator.sources.source import Source, read

FILE = "settings.yaml"
_HOST = r"^[A-Za-z0-9]([A-Za-z0-9.:-]*[A-Za-z0-9])?$"
_ADDRESS = r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$"
_VARIABLE = r"^[A-Za-z_][A-Za-z0-9_]*$"
IMPLICIT_TLS = 465  # the port on which the connection itself is encrypted (RFC 8314)


@dataclass(frozen=True, slots=True)
class Smtp:
    """A mail server and who writes to whom through it. `password_env` names the variable that holds the password of `user`."""

    host: str
    sender: str
    to: tuple[str, ...]
    port: int = 587
    starttls: bool = True
    user: str = ""
    password_env: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """How the team is told: by a program with its words, by e-mail, by both or (empty) not at all."""

    command: tuple[str, ...] = ()
    smtp: Smtp | None = None


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _SmtpFile(_Strict):
    host: str = Field(pattern=_HOST)
    sender: str = Field(alias="from", pattern=_ADDRESS)
    to: tuple[Annotated[str, Field(pattern=_ADDRESS)], ...]
    port: int = Field(587, ge=1, le=65535)
    starttls: bool = True
    user: str = Field("", pattern=r"^[^\x00-\x1f\x7f]*$")
    password_env: str = Field("", pattern=f"{_VARIABLE}|^$")


class _NoticeFile(_Strict):
    command: tuple[Annotated[str, Field(min_length=1)], ...] = ()
    smtp: _SmtpFile | None = None


class _File(_Strict):
    notice: _NoticeFile = Field(default_factory=_NoticeFile)


def load_settings(templates: Path) -> Settings:
    """Return what templates/settings.yaml says; all off where there is no such file. Refusal with all its problems."""
    path, shown = templates / FILE, f"templates/{FILE}"
    if not path.is_file():
        return Settings()
    source, problems = read(path, shown)
    if source is None or problems:
        raise Refusal(problems)
    try:
        written = _File.model_validate(source.data).notice
    except ValidationError as error:
        raise Refusal(translated(fault, source, _File) for fault in error.errors()) from None
    if written.smtp is None:
        return Settings(written.command)
    if found := tuple(_smtp_problems(written.smtp, source)):
        raise Refusal(found)
    given = written.smtp
    return Settings(
        written.command,
        Smtp(given.host, given.sender, given.to, given.port, given.starttls, given.user, given.password_env),
    )


def _smtp_problems(given: _SmtpFile, source: Source) -> Iterator[Problem]:
    """Yield a problem for a letter to nobody, a password without a user, a user without one, and a password in the clear."""

    def at(code: str, field: str) -> Problem:
        line, column = source.place(("notice", "smtp", field))
        return problem(code, file=source.file, line=line, column=column, field=f"notice.smtp.{field}")

    if not given.to:
        yield at("config.field_missing", "to")
    if bool(given.user) != bool(given.password_env):
        yield at("schedule.user_and_password", "user" if given.user else "password_env")
    if given.user and not given.starttls and given.port != IMPLICIT_TLS:
        yield at("schedule.password_in_clear", "starttls")
