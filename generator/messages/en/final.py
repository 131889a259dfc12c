"""What blocks a final, in English: no input, a dictionary by code."""

SENTENCES: dict[str, str] = {
    "final.undated": "this activity without a precise date could belong to the period; date it, or set it aside in the edition's file with a reason",
    "final.not_approved": "this record is not approved; read it again, then write state: approved",
    "final.summary_long": "the summary has {words} words and the form asks for half a page at most; bring it down to about {limit} words",
}
