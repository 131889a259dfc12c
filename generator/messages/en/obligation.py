"""What a final owes a donor, in English: no input, a dictionary by code."""

SENTENCES: dict[str, str] = {
    "obligation.none": "no statement is recorded for “{donor}”; copy the one of the agreement with its source and who confirmed it, or a confirmed none_required: true",
    "obligation.expired": "the statement of “{donor}” held until {day} and none follows; copy the one that holds now from the agreement",
    "obligation.not_yet": "the statement of “{donor}” holds from {day} only and none goes before; copy the one that holds now from the agreement",
    "obligation.unconfirmed": "this statement of “{donor}” is not confirmed; have it confirmed, then write confirmed (by, date)",
    "obligation.no_funded": "“{donor}” pays alone, and its statement has a sentence for shared funding only; copy the other one (funded) from the agreement",
    "obligation.no_co_funded": "others pay too, and the statement of “{donor}” has no sentence for shared funding; copy it (co_funded) from the agreement",
    "obligation.wording": "this sentence of “{donor}” does not exist in the language “{wanted}”; copy it from the agreement, Bilan does not translate it",
    "obligation.disclaimer": "the disclaimer of “{donor}” does not exist in “{wanted}”; copy it from the agreement",
    "obligation.credit_only": "no confirmed statement for “{donor}”: only its name is printed (“funded by …”); copy the statement of its agreement, or a confirmed none_required: true, or write for it silenced: {{credit_only: reason}}",
}
