"""What can be wrong with a picture, in English: no input, a dictionary by code."""

SENTENCES: dict[str, str] = {}
