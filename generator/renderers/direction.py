"""Tells which way a language is written: in comes a language (BCP 47), out comes "ltr" or "rtl"."""

from __future__ import annotations

RTL_LANGUAGES = ("ar", "arc", "ber-Arab", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi")


def direction(language: str) -> str:
    """Return how words in `language` are written."""
    return "rtl" if language.startswith(RTL_LANGUAGES) and not language.startswith("arn") else "ltr"
