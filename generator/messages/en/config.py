"""English sentences about the workspace and its settings: code to "what is wrong; what to do"."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "config.no_workspace": "no workspace here or in the parent folders of {folder}; go to a folder that holds "
    "records/, give --workspace DIR, or make one with “bilan init DIR”",
    "config.not_a_workspace": "{folder} holds no folder records/; give a workspace, or make one with “bilan init DIR”",
    "config.unknown_zone": "there is no time zone “{zone}”; write it like Africa/Casablanca",
    "config.stale_zones": "the time zones of this machine are out of date: {zone} stands at {found} on {day}, not at "
    "{wanted}; install the tzdata release that the lock asks for: pip install --upgrade tzdata",
    # Templates
    "config.file_missing": "the file {given} is missing; add it to this folder, or take out the line that names it",
    "config.invalid": "this value does not fit: “{given}”; compare with the default template",
    "config.word_missing": "the words of “{given}” are missing in this language; add them",
    "config.unknown_kinds": "there is no kind of document “{given}”; did you mean: {nearest}?",
    "config.unknown_languages": "there is no language “{given}” in templates/languages/; did you mean: {nearest}?",
    "config.unknown_brands": "there is no brand “{given}” in templates/brands/; did you mean: {nearest}?",
    "config.unknown_formats": "there is no format “{given}”; did you mean: {nearest}?",
    "config.unknown_donor": "there is no donor “{given}” in records/organisations.yaml; did you mean: {nearest}?",
    "config.unknown_section": "there is no section “{given}”; did you mean: {nearest}?",
    "config.section_twice": "the section “{given}” is named twice; take one of the two out",
    "config.contrast": "text “{text}” on ground “{ground}” has a contrast of {ratio}:1, 4.5:1 is needed (WCAG AA); darken one or lighten the other",
    "config.field_missing": "this field is missing; add it, as in the default template (bilan init)",
    "config.unknown_field": "there is no field “{given}” here; did you mean {nearest}?",
    "config.word_blanks": "this text must fill in exactly: {wanted}; take it from the language file that travels with the program (bilan init)",
    "config.plural_missing": "“{given}” has no form “{category}”, which this language needs; add it",
    "config.plural_unknown": "this language has no form “{category}” for “{given}”; keep: {forms}",
    "config.word_not_counted": "“{given}” is not counted; write one text, without plural forms",
    "config.kind_nameless": "the kind of document “{given}” has no name in this language; add it under words, document",
    "config.donor_wanted": "a document of the kind “{given}” is made for a donor; add --donor and its id, or --all-donors",
    "config.unknown_edition": "the folder “{given}” of records/editions/ is no kind of document, this text would be printed nowhere; did you mean {nearest}?",
}
