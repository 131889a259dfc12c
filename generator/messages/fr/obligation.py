"""Ce qu’une version finale doit à un bailleur, en français: no input, a dictionary by code."""

SENTENCES: dict[str, str] = {
    "obligation.none": "aucune mention n’est enregistrée pour « {donor} » ; copiez celle de l’accord avec sa source et qui l’a confirmée, ou none_required: true confirmé",
    "obligation.unconfirmed": "cette mention de « {donor} » n’est pas confirmée ; faites-la confirmer, puis écrivez confirmed (by, date)",
    "obligation.wording": "la mention de « {donor} » n’existe pas ici dans la langue « {wanted} » pour ce financement (seul ou à plusieurs) ; copiez-la de l’accord",
    "obligation.disclaimer": "l’avertissement de « {donor} » n’existe pas en « {wanted} » ; copiez-le de l’accord",
    "obligation.credit_only": "aucune mention confirmée pour {donors} : seul leur nom est imprimé (« financé par … ») ; copiez la mention de chaque accord, ou none_required: true confirmé",
}
