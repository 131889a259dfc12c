"""Sentences about consent, protection and withdrawn words, in French: codes in, words out."""

from __future__ import annotations

SENTENCES: dict[str, str] = {}
