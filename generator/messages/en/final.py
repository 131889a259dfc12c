"""What blocks a final, in English: no input, a dictionary by code."""

SENTENCES: dict[str, str] = {
    "final.undated": "this activity without a precise date could belong to the period; date it, or set it aside in the edition's file with a reason",
    "final.not_approved": "this record is not approved; read it again, then write state: approved",
}
