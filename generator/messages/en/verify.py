"""Sentences about checking editions against their manifests, in English: codes in, words out."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "verify.none": "no edition in reports/; “bilan build” makes one",
    "verify.unknown": "no edition “{given}” in reports/; did you mean {nearest}?",
    "verify.title": "Editions",
    "verify.edition": "edition",
    "verify.number": "no.",
    "verify.files": "files",
    "verify.state": "state",
    "verify.as_published": "as published",
    "verify.differs": "to look at: {count}",
    "verify.good": "{count} editions checked: all is as published",
    "verify.good_one": "1 edition checked: all is as published",
    "verify.bad": "{count} things are not as published",
    "verify.bad_one": "1 thing is not as published",
    "verify.link": "this is a link to another place, and it was not followed; replace it by what it points to",
    "verify.special": "this is no ordinary file, and it was not read; take it away",
    "verify.no_manifest": "this edition has no manifest.json: nothing says what it must hold; bring it back from a backup",
    "verify.broken_manifest": "this manifest cannot be read, or is of a later version of Bilan; bring it back from a backup",
    "verify.foreign": "this manifest is that of another edition ({given}); put this folder back in its place, or bring its manifest back",
    "verify.inconsistent": "this manifest was changed: its hashes do not agree with one another; bring it back from a backup",
    "verify.missing": "this published file is gone; bring it back from a backup, or make it again with “bilan rebuild”",
    "verify.altered": "this file of a final is no longer the one that was published; bring it back from a backup, or make it again with “bilan rebuild”",
    "verify.edited": "this file of a draft is no longer the one that was published; it stays as it is, and the final will not take it over: mend the records",
    "verify.unreadable": "this file cannot be read; check its rights",
    "verify.extra": "this file was not published with this edition; keep it elsewhere",
    "verify.unrecorded": "this final has no line in reports/ledger.jsonl; the next edition published adds it",
    "verify.leftover": "this is what an interrupted run left; the next edition published removes it",
    "verify.stray": "this is neither a draft nor a final of Bilan; keep it elsewhere",
}
