"""Sentences about figures. Code to sentence."""

from __future__ import annotations

SENTENCES: dict[str, str] = {}
