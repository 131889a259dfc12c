"""What blocks a final, in English: no input, a dictionary by code."""

SENTENCES: dict[str, str] = {
    "final.undated": "this activity without a precise date could belong to the period; date it, or set it aside in the edition's file with a reason",
    "final.not_approved": "this record is not approved; once it is read: bilan approve {what} --by NAME",
    "final.approval_void": "{by} approved it on {date}, but something that is printed has changed since (an approval keeps no copy and cannot say what); read it again, then: bilan approve {what} --by NAME",
    "final.to_confirm": "{by} approved it on {date}; nothing that is printed has changed since, but something else has; once looked at: bilan approve {what} --confirm",
    "final.unsigned": "state: approved was written by hand and names nobody; to say who approves it: bilan approve {what} --by NAME",
    "final.texts_not_approved": "the texts of this edition are not approved; once they are read, and whoever signs them agrees: bilan approve {what} --by NAME",
    "final.summary_long": "the summary has {words} words and the form asks for half a page at most; bring it down to about {limit} words",
}
