"""Sentences about what the editorial checks are called and why they matter, in English: codes in, words out."""

from __future__ import annotations

SENTENCES: dict[str, str] = {}
