"""Ce qui bloque une version finale, en français: no input, a dictionary by code."""

SENTENCES: dict[str, str] = {
    "final.undated": "cette activité sans date précise pourrait appartenir à la période ; datez-la, ou écartez-la dans {edition} : set_aside: [{{event: {event}, reason: raison}}]",
    "final.not_approved": "cette fiche n’est pas approuvée ; une fois relue : bilan approve {what} --by NOM",
    "final.approval_void": "l’approbation du {date} ne vaut plus : ce qui s’imprime a changé depuis (elle ne garde pas de copie et ne peut dire quoi) ; relisez, puis : bilan approve {what} --by NOM",
    "final.to_confirm": "l’approbation du {date} est à confirmer : rien de ce qui s’imprime n’a changé depuis, mais autre chose, oui ; après un regard : bilan approve {what} --confirm",
    "final.unsigned": "state: approved a été écrit à la main et ne nomme personne ; pour dire qui l’approuve : bilan approve {what} --by NOM",
    "final.texts_not_approved": "les textes de cette édition ne sont pas approuvés ; une fois relus, et d’accord avec qui les signe : bilan approve {what} --by NOM",
    "final.summary_long": "le résumé a {words} mots et le formulaire demande une demi-page au plus ; ramenez-le à {limit} mots environ",
}
