"""Sentences about consent, protection and withdrawn words, in English: codes in, words out."""

from __future__ import annotations

SENTENCES: dict[str, str] = {}
