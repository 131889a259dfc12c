"""What a final owes a donor, in English: no input, a dictionary by code."""

SENTENCES: dict[str, str] = {
    "obligation.none": "no statement is recorded for “{donor}”; copy the one of the agreement with its source and who confirmed it, or a confirmed none_required: true",
    "obligation.unconfirmed": "this statement of “{donor}” is not confirmed; have it confirmed, then write confirmed (by, date)",
    "obligation.wording": "the statement of “{donor}” does not exist here in the language “{wanted}” for this funding (alone or shared); copy it from the agreement",
    "obligation.disclaimer": "the disclaimer of “{donor}” does not exist in “{wanted}”; copy it from the agreement",
    "obligation.credit_only": "no confirmed statement for {donors}: only their names are printed (“funded by …”); copy the statement of each agreement, or a confirmed none_required: true",
}
