"""Sentences about consent, protection and withdrawn words, in English: codes in, words out."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # What the gate kept back
    "consent.quote_missing": "the quote {given} is not printed: no consent is recorded; add consent, or take the quote out",
    "consent.quote_none": "the quote {given} is not printed: consent is refused (basis: none); ask for it, or take the quote out",
    "consent.quote_withdrawn": "the quote {given} is not printed: its consent was withdrawn; take the quote out of the record",
    "consent.quote_expired": "the quote {given} is not printed: its consent has expired; have it renewed, or take the quote out",
    "consent.quote_not_yet": "the quote {given} is not printed: its consent holds from a later day only (date); wait for that day, or check the date",
    "consent.quote_channel": "the quote {given} is not printed: its consent does not reach this document (scope); have it extended, or leave the quote aside",
    "consent.quote_protected": "the quote {given} is not printed: a protected person needs a signed form, a minor that of a guardian; complete consent",
    "consent.picture_missing": "this picture is not printed: no consent is recorded; add consent, or take the picture out",
    "consent.picture_none": "this picture is not printed: consent is refused (basis: none); ask for it, or take the picture out",
    "consent.picture_withdrawn": "this picture is not printed: its consent was withdrawn; take the picture out of the record, and the file away",
    "consent.picture_expired": "this picture is not printed: its consent has expired; have it renewed, or take the picture out",
    "consent.picture_not_yet": "this picture is not printed: its consent holds from a later day only (date); wait for that day, or check the date",
    "consent.picture_channel": "this picture is not printed: its consent does not reach this document (scope); have it extended, or leave the picture aside",
    "consent.picture_protected": "this picture is not printed: a protected person's face needs a signed form, a minor's that of a guardian; complete consent, or write faces: false where nobody can be recognised",
    "consent.quote_wanted": "the quote {given} is asked for here and cannot be printed for want of consent; complete its consent, or take it out of key_quotes",
    # What a record cannot say of a protected person
    "consent.protected_name": "a protected person never bears their own name; write another name with pseudonym: true, or take name out",
    "consent.protected_place": '"{given}" tells where a protected person is, closer than the region; take the place out (in their words, cut the passage into two fragments)',
    "consent.protected_body": 'this body\'s name contains "{given}" and tells where a protected person is; take organisation out',
    "consent.protected_story": "the story of a protected person states neither city nor venue; keep the region alone",
    # Excerpts
    "consent.excerpt": "this passage does not stand so in fragments; copy it word for word, without cutting a word, in the order of the words spoken",
    # Editions already made
    "consent.printed_quote": "the quote {given} is no longer allowed and still stands in {editions}; withdraw these editions, or replace them",
    "consent.printed_picture": "this picture is no longer allowed and still stands in {editions}; withdraw these editions, or replace them",
}
