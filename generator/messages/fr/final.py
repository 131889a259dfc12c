"""Ce qui bloque une version finale, en français: no input, a dictionary by code."""

SENTENCES: dict[str, str] = {
    "final.undated": "cette activité sans date précise pourrait appartenir à la période ; datez-la, ou écartez-la dans le fichier de l’édition avec une raison",
    "final.not_approved": "cette fiche n’est pas approuvée ; relisez-la, puis écrivez state: approved",
    "final.summary_long": "le résumé a {words} mots et le formulaire demande une demi-page au plus ; ramenez-le à {limit} mots environ",
}
