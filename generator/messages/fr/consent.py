"""Sentences about consent, protection and withdrawn words, in French: codes in, words out."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # Ce que le filtre a retenu
    "consent.quote_missing": "la citation {given} n’est pas imprimée : aucun consentement n’est noté ; ajoutez consent, ou retirez-la",
    "consent.quote_none": "la citation {given} n’est pas imprimée : le consentement est refusé (basis: none) ; demandez-le, ou retirez-la",
    "consent.quote_withdrawn": "la citation {given} n’est pas imprimée : son consentement est retiré ; retirez-la de la fiche",
    "consent.quote_expired": "la citation {given} n’est pas imprimée : son consentement a expiré ; faites-le renouveler, ou retirez-la",
    "consent.quote_not_yet": "la citation {given} n’est pas imprimée : son consentement ne vaut que plus tard (date) ; attendez ce jour, ou vérifiez la date",
    "consent.quote_channel": "la citation {given} n’est pas imprimée : son consentement ne s’étend pas à ce document (scope) ; faites-le étendre, ou laissez-la de côté",
    "consent.quote_protected": "la citation {given} n’est pas imprimée : une personne protégée a besoin d’un formulaire signé, celui du tuteur (guardian) si elle est mineure ; complétez consent",
    "consent.picture_missing": "cette image n’est pas imprimée : aucun consentement n’est noté ; ajoutez consent, ou retirez-la",
    "consent.picture_none": "cette image n’est pas imprimée : le consentement est refusé (basis: none) ; demandez-le, ou retirez-la",
    "consent.picture_withdrawn": "cette image n’est pas imprimée : son consentement est retiré ; retirez-la de la fiche, et le fichier",
    "consent.picture_expired": "cette image n’est pas imprimée : son consentement a expiré ; faites-le renouveler, ou retirez-la",
    "consent.picture_not_yet": "cette image n’est pas imprimée : son consentement ne vaut que plus tard (date) ; attendez ce jour, ou vérifiez la date",
    "consent.picture_channel": "cette image n’est pas imprimée : son consentement ne s’étend pas à ce document (scope) ; faites-le étendre, ou laissez-la de côté",
    "consent.picture_protected": "cette image n’est pas imprimée : le visage d’une personne protégée demande un formulaire signé, celui du tuteur (guardian) si elle est mineure ; complétez consent, ou écrivez faces: false si personne n’est reconnaissable",
    "consent.quote_wanted": "la citation {given} est demandée ici et ne peut pas être imprimée, faute de consentement ; complétez son consentement, ou retirez-la de key_quotes",
    # Ce que la fiche ne peut pas dire d’une personne protégée
    "consent.protected_name": "une personne protégée ne porte jamais son vrai nom ; écrivez un nom d’emprunt avec pseudonym: true, ou retirez name",
    "consent.protected_place": "« {given} » dit où est une personne protégée, plus près que sa région ; retirez ce lieu (dans ses paroles, coupez le passage en deux fragments)",
    "consent.protected_body": "le nom de cet organisme contient « {given} » et dit où est une personne protégée ; retirez organisation",
    "consent.protected_story": "le récit d’une personne protégée ne donne ni ville ni lieu ; gardez la région seule",
    # Les extraits
    "consent.excerpt": "ce passage ne se trouve pas ainsi dans fragments ; recopiez-le mot à mot, sans couper un mot, dans l’ordre des paroles",
    # Les éditions déjà faites
    "consent.printed_quote": "la citation {given} n’est plus permise et figure encore dans {editions} ; retirez ces éditions, ou remplacez-les",
    "consent.printed_picture": "cette image n’est plus permise et figure encore dans {editions} ; retirez ces éditions, ou remplacez-les",
}
