"""Sentences about the regular run, its notices and its timer, in English: codes in, words out."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "schedule.user_and_password": "user and password_env go together: the password is read from the variable that password_env names; write both, or neither",
    "schedule.password_in_clear": "without starttls the password would travel in the clear; write starttls: true, or port 465",
}
