"""templates/settings.yaml: everything is off as it comes; every slip is told in its place; a password is never in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.config.settings import Settings, Smtp, load_settings
from generator.errors import Refusal, facts

TEMPLATES = Path(__file__).parents[2] / "templates"
SMTP = "notice:\n  smtp:\n    host: mail.example.org\n    from: bilan@example.org\n    to: [a@example.org]\n"


def test_as_it_comes_nothing_is_sent() -> None:
    assert load_settings(TEMPLATES) == Settings()


def test_the_lines_it_shows_are_accepted_once_they_lose_their_mark(tmp_path: Path) -> None:
    text = (TEMPLATES / "settings.yaml").read_text()
    text = re.sub(r"(?m)^  # (?=(command|smtp|  \w+):)", "  ", text)
    (tmp_path / "settings.yaml").write_text(text)
    assert load_settings(tmp_path) == Settings(
        ("/usr/local/bin/tell-the-team", "--channel", "bilan"),
        Smtp(
            "mail.example.org",
            "bilan@example.org",
            ("communication@example.org",),
            587,
            True,
            "bilan@example.org",
            "BILAN_SMTP_PASSWORD",
        ),
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("notice:\n  comand: [x]\n", ("config.unknown_field", "notice.comand", "command")),
        (f"{SMTP}    password: x\n", ("config.unknown_field", "notice.smtp.password", "password_env")),
        (f"{SMTP}    form: x\n", ("config.unknown_field", "notice.smtp.form", "from")),
        (SMTP.replace("a@example.org", "a"), ("config.invalid", "notice.smtp.to.0", "")),
        (SMTP.replace("mail.example.org", "mail example"), ("config.invalid", "notice.smtp.host", "")),
        (f"{SMTP}    user: x\n", ("schedule.user_and_password", "notice.smtp.user", "")),
        (
            f"{SMTP}    user: x\n    password_env: P\n    starttls: no\n",
            ("schedule.password_in_clear", "notice.smtp.starttls", ""),
        ),
        (SMTP.replace("[a@example.org]", "[]"), ("config.field_missing", "notice.smtp.to", "")),
        ("notice:\n  command: rm -rf x\n", ("config.invalid", "notice.command", "")),
    ],
)
def test_a_slip_is_told_in_its_place(tmp_path: Path, text: str, told: tuple[str, str, str]) -> None:
    (tmp_path / "settings.yaml").write_text(text)
    with pytest.raises(Refusal) as refused:
        load_settings(tmp_path)
    (found,) = refused.value.problems
    assert (found.code, found.field, facts(found).get("nearest", "")) == told
    assert found.file == "templates/settings.yaml" and found.line
