"""Sentences about where a person is mentioned, in French: codes in, words out."""

from __future__ import annotations

SENTENCES: dict[str, str] = {}
