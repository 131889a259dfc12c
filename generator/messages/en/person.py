"""Sentences about where a person is mentioned, in English: codes in, words out."""

from __future__ import annotations

SENTENCES: dict[str, str] = {}
