"""Sentences about what is missing in a language, in English: codes in, words out."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "translations.missing": "this text, which the document prints, does not exist in the language “{wanted}”; translate it: bilan translations export, then import",
    # The sheet
    "translations.sheet": "Texts",
    "translations.guide": "How to",
    "translations.column.record": "Record",
    "translations.column.field": "Field",
    "translations.column.from": "From",
    "translations.column.into": "Into",
    "translations.column.text": "Text",
    "translations.column.translation": "Translation",
    "translations.column.note": "Note",
    "translations.column.check": "Check",
    "translations.note.words": "at most {limit} words",
    "translations.note.marks": "keep the marks: ** for bold, * for italics, - for a bullet, [words](address) for a link",
    "translations.note.paragraphs": "{count} paragraphs, with an empty line between them (Alt+Enter)",
    "translations.note.official": "official name, as the body writes it itself; if in doubt, leave it empty",
    "translations.guide.title": "Texts to translate for {period}, into: {wanted}",
    "translations.guide.text": "Write each translation in the column “Translation” of the sheet “Texts”. A cell left empty stays to be translated.\n"
    "Leave the other columns alone: “Record”, “Field” and “Check” say where each text goes.\n"
    "Keep numbers in figures (0 to 9), addresses, the marks ** * - [ ]( ) and the number of paragraphs. Alt+Enter begins a new line in a cell.\n"
    "Write the names of bodies, people and places as in Bilan’s registers; leave an official name empty where you are not sure of it.\n"
    "Add no formula, merged cell or hidden row. You may sort the rows.\n"
    "Save as .xlsx, then: bilan translations import FILE.xlsx",
    # The file read back
    "translations.not_a_workbook": "this file is no Excel workbook that can be read; save it as .xlsx",
    "translations.old_or_locked": "this file is locked with a password or in the old .xls format; save it without a password, as .xlsx",
    "translations.too_large": "this file is too large (limit: {limit} MB once opened); start from the exported sheet",
    "translations.no_sheet": "there is no sheet “{given}”; start from the exported sheet",
    "translations.hidden_sheet": "this sheet is hidden; show it, read it and save",
    "translations.hidden_row": "this row is hidden; show or delete it",
    "translations.hidden_column": "this column is hidden; show it",
    "translations.huge_sheet": "this sheet goes beyond {rows} rows or {columns} columns; delete what stands far from the table",
    "translations.merged": "these cells are merged; separate them",
    "translations.formula": "this cell holds a formula; write the text itself, without = at its beginning",
    "translations.error_value": "this cell holds an error value; write the text",
    "translations.not_text": "this cell holds a date or a number with decimals; write a text",
    "translations.header": "the first row is no longer that of the exported sheet; put the titles of the columns back: {given}",
    # A translation read back
    "translations.unknown_text": "no text has this name ({record}, {field_name}); leave the columns “Record” and “Field” as they were, or export again",
    "translations.source_changed": "the source text, its place or the column “Check” has changed since the export; export again and redo this translation",
    "translations.written_meanwhile": "somebody wrote another translation into the record meanwhile ({file}); delete the one of the two that is wrong",
    "translations.row_twice": "this text is translated in two places (see row {other} too); keep one translation",
    "translations.cannot_write_into": "the form of this file does not let this text be written without touching the rest; write it by hand",
    "translations.character": "a character that no text may hold ({character}); delete it",
    "translations.too_long": "this translation is too long; {limit} characters at most",
    "translations.one_line": "the source text stands on one line; write the translation on one line too",
    "translations.address": "the addresses are not the same (lost: {lost}; new: {new}); copy them",
    "translations.placeholder": "the words between braces are not the same (lost: {lost}; new: {new}); copy them",
    "translations.marks": "the marks (bold, italics, bullets, links) are not those of the source text; put them back",
    "translations.paragraphs": "{given} paragraph(s) for {wanted} in the source text; mend it, or confirm with --accept {cell}",
    "translations.numbers": "the numbers differ (lost: {lost}; new: {new}); mend them, or confirm with --accept {cell} (a number written in words)",
    "translations.eastern_digits": "documents write numbers with the digits 0 to 9; mend it, or confirm with --accept {cell}",
    "translations.many_words": "{words} words for {limit} at most; shorten it, or confirm with --accept {cell}",
    "translations.name": "the name “{name}” is not found; write it as in the registers, or confirm with --accept {cell}",
    "translations.bad_cell": "--accept: “{given}” is no cell of the sheet; write for example F7",
    "translations.nothing_filled": "no translation is filled in in this sheet; write in the column “Translation”, save, then try again",
    "translations.file_there": "this file exists already, perhaps with translations in it; import it, or give another name with --output",
    "translations.not_xlsx": "--output: the name of a sheet of translations ends in .xlsx; write for example {given}.xlsx",
}
