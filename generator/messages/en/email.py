"""What an e-mail refuses, in English: no input, a dictionary by code."""

SENTENCES: dict[str, str] = {}
