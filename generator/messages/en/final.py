"""What blocks a final, in English: no input, a dictionary by code."""

SENTENCES: dict[str, str] = {
    "final.undated": "this activity without a precise date could belong to the period; date it, or set it aside in {edition}: set_aside: [{{event: {event}, reason: reason}}]",
    "final.not_approved": "this record is not approved; once it is read: bilan approve {what} --by NAME",
    "final.approval_void": "the approval of {date} no longer holds: something that is printed has changed since (it keeps no copy and cannot say what); read it again, then: bilan approve {what} --by NAME",
    "final.to_confirm": "the approval of {date} is to be confirmed: nothing that is printed has changed since, but something else has; once looked at: bilan approve {what} --confirm",
    "final.unsigned": "state: approved was written by hand and names nobody; to say who approves it: bilan approve {what} --by NAME",
    "final.texts_not_approved": "the texts of this edition are not approved; once they are read, and whoever signs them agrees: bilan approve {what} --by NAME",
    "final.summary_long": "the summary has {words} words and the form asks for half a page at most; bring it down to about {limit} words",
}
