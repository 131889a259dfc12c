"""Sentences about what is missing in a language, in French: codes in, words out."""

from __future__ import annotations

SENTENCES: dict[str, str] = {}
