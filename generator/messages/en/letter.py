"""What is left to mend in a letter, in English: no input, a dictionary by code."""

SENTENCES: dict[str, str] = {
    "letter.no_editorial": "no editorial is written: a few sentences built from the figures stand in its place; write it here (50 to 80 words)",
    "letter.long_subject": "the subject has {n} characters, and mailboxes cut it beyond {most}; write a shorter headline here",
    "letter.written_for_another": "these words were written for “{given}”, the first of feature, which this letter does not tell: they are not printed; write others, or take it out of feature",
    "letter.no_page": "no public page is known: “Read more” is missing from the letter; add public_page",
    "letter.no_text": "neither teaser nor summary: only the title is printed in the letter; write a teaser of at most 40 words",
    "letter.first_sentence": "the text does not fit into {most} words: only its first sentence is printed, in full; write a shorter teaser",
}
