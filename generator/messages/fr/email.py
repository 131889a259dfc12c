"""Ce qu’un courriel refuse, en français: no input, a dictionary by code."""

SENTENCES: dict[str, str] = {}
