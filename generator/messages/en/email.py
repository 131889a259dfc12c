"""What an e-mail refuses, in English: no input, a dictionary by code."""

SENTENCES: dict[str, str] = {
    "email.too_large": (
        "the e-mail has {bytes} bytes, mailboxes cut what is beyond {most}; put fewer activities into the edition "
        "(leave_out in its file, cards and headline_words in templates/kinds/), or choose another format (web, pdf, docx)"
    ),
}
