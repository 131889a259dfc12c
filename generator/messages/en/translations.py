"""Sentences about what is missing in a language, in English: codes in, words out."""

from __future__ import annotations

SENTENCES: dict[str, str] = {}
