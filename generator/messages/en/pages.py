"""English words of the pages and files the program writes about records: the list of fields, a new record."""

from __future__ import annotations

WORDS: dict[str, str] = {
    "title": "The fields of records",
    "intro": "This page is written by the program from its models: do not edit it by hand.\n\nA field marked **yes** is wanted; leave out the others where the source says nothing. A date is written `2022`, `2022-03`, `2022-03-28`, `2022-33` (first quarter, then 34, 35, 36), `2022-03-29/2022-04-01`, `2022-03/..` (ongoing), `../2022-03`, with `~` at the end if it is approximate.",
    "parts": "What the fields hold",
    "head": "| Field | What to write | Wanted | Description |",
    "yes": "**yes**",
    "text": "text",
    "texts": "text, or one text per language",
    "whole": "whole number",
    "switch": "`true` or `false`",
    "date": "date",
    "day": "day (`2022-03-28`)",
    "id": "id",
    "id_of": "id, from `{register}`",
    "list": "list: {item}",
    "by_key": "by {key}: {item}",
    "language": "language",
    "code": "code",
    "or": "or",
    "template_head": "Lines that begin with # are not read. To use a field, remove its #.",
    "template_leave": "Leave out what the source does not say. A text with a colon, a # or a quotation mark at its start goes in quotes.",
    "template_choices": "Choices: {choices}.",
    "template_sample_title": "Short title",
    "template_sample_text": "Text",
}
