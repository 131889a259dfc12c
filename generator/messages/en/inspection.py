"""Sentences about the last look at finished files, in English: codes in, words out.

What they tell is a slip of Bilan or something that a record smuggled in; a person can pass the line on.
"""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "inspection.unreadable": "this finished file cannot be opened again ({reason}); nothing was published: run it again, then report this line",
    "inspection.fetches": "this file would fetch “{given}” from elsewhere; nothing was published: look for these words in the records and the letterhead, else report this line",
    "inspection.link": "this file holds a link of a forbidden kind, “{given}”; nothing was published: look for it in the records (http, https and mailto are allowed), else report this line",
    "inspection.runs": "this file holds what acts by itself ({given}); nothing was published: check the letterhead, else report this line",
    "inspection.hidden": "the part {given} of this file holds hidden text; nothing was published: show it or take it out of the letterhead, else report this line",
    "inspection.metadata": "the property {given} of this file is not the one Bilan writes; nothing was published: report this line",
    "inspection.attachment": "this file and the list of what it must hold disagree about “{given}”; nothing was published: report this line",
    "inspection.font": "the font {given} is not inside this file; nothing was published: report this line",
    "inspection.pages": "this file has {given} pages instead of {wanted}; nothing was published: report this line",
    "inspection.empty_page": "page {given} of this file is empty; nothing was published: check the letterhead, else report this line",
    "inspection.comments": "this final still holds comments; nothing was published: report this line",
    "inspection.formula": "cell {given} holds a formula; nothing was published: report this line",
    "inspection.header": "this e-mail has a header {given}, which a draft without recipients has not; nothing was published: report this line",
    "inspection.picture": "a picture keeps more than its pixels ({given}); nothing was published: save it again, else report this line",
}
