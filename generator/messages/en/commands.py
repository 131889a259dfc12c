"""Sentences about commands. Code to sentence."""

from __future__ import annotations

SENTENCES: dict[str, str] = {}
