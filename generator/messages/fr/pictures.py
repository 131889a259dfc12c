"""Ce qu’une image peut avoir de travers, en français: no input, a dictionary by code."""

SENTENCES: dict[str, str] = {}
