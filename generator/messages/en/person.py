"""Sentences about where a person is mentioned, in English: codes in, words out."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "person.no_name": '"{given}" is no name; write at least one word of two letters, for example bilan person First Last',
    "person.found": '"{name}" is mentioned here:',
    "person.nobody": '"{name}" is mentioned in no record, and named in no edition.',
    "person.title_records": "Records",
    "person.title_editions": "Editions that print this name, drafts too",
    "person.title_perhaps": "Perhaps (to be checked)",
    "person.title_unread": "Editions without a readable manifest: open them",
    "person.title_leftovers": "Leftovers to delete",
    "person.file_name": "the name of the file",
    "person.made_from": "made from {record}",
    "person.beyond": "Not read: what pictures show, files edited by hand, the history of git, copies and what was sent.",
}
