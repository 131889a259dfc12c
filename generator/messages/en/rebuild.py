"""Sentences about making an edition again, in English: codes in, words out."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "rebuild.same": "{folder} comes out the same again: {count} files, the same bytes (SHA-256)",
    "rebuild.same_at": "{folder} comes out the same again from {commit}: {count} files, the same bytes (SHA-256)",
    "rebuild.written": "written to {folder}:",
    "rebuild.not_in_git": "this workspace is not in git; rebuild without --at, or work in a clone",
    "rebuild.no_git": "git is not installed, and --at needs it; install it, or rebuild without --at",
    "rebuild.no_commit": "git knows no version “{given}”; “git log” shows them",
    "rebuild.no_records": "the version “{given}” holds no folder records/ for this workspace; choose another (git log -- records)",
    "rebuild.no_manifest": "this manifest cannot be read: nothing says what the edition is made of; bring it back from a backup",
    "rebuild.no_ingredients": "this edition comes from a version of Bilan that did not note the hash of each input; it cannot be made again byte for byte, make it anew with “bilan build”",
    "rebuild.nothing": "nothing to report for {period} with these records, although the edition exists; try --at with an earlier version",
    "rebuild.changed": "“{given}” has changed since this edition; try --at with the version of then (git log)",
    "rebuild.gone": "“{given}” went into this edition and no longer does; try --at with the version of then (git log)",
    "rebuild.come": "“{given}” did not go into this edition and now would; try --at with the version of then (git log)",
    "rebuild.version": "{given} was version {before}, and is version {now} here; install the one of then (the lock of dependencies of the same version of Bilan)",
    "rebuild.font": "the font {given} no longer has the same file; install the one of then",
    "rebuild.order": "what was asked for is no longer the same (kind, period, languages, formats, number); compare the series, the kind and the manifest",
    "rebuild.selection": "the choice of activities is no longer the same",
    "rebuild.undated": "the activities without a precise date are no longer the same",
    "rebuild.printed": "the chapters and passages printed are no longer the same",
    "rebuild.words": "the words printed are no longer the same: where nothing else is named, it is an approval, a record of a period compared with, or the manifest of an edition cited",
    "rebuild.proof": "the explanation of the figures is no longer the same",
    "rebuild.unlike": "every input is the same, but not the bytes of this file; where no line below says why, report this line",
    "rebuild.cited_gone": "the edition speaks of this final, which is no longer there; bring its folder back from a backup",
    "rebuild.no_fiscal_year": "{given} is a fiscal period, and the records no longer say when it begins; bring fiscal_year_starts back",
    "rebuild.there": "this file is there already, and nothing was written; give --to another folder",
    "rebuild.inside_reports": "“{given}” lies in reports/, where only published editions belong; give --to another folder",
}
