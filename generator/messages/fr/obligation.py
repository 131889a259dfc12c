"""Ce qu’une version finale doit à un bailleur, en français: no input, a dictionary by code."""

SENTENCES: dict[str, str] = {
    "obligation.none": "aucune mention n’est enregistrée pour « {donor} » ; copiez celle de l’accord avec sa source et qui l’a confirmée, ou none_required: true confirmé",
    "obligation.expired": "la mention de « {donor} » valait jusqu’au {day} et aucune ne la suit ; copiez de l’accord celle qui vaut maintenant",
    "obligation.not_yet": "la mention de « {donor} » ne vaut qu’à partir du {day} et aucune ne la précède ; copiez de l’accord celle qui vaut maintenant",
    "obligation.unconfirmed": "cette mention de « {donor} » n’est pas confirmée ; faites-la confirmer, puis écrivez confirmed (by, date)",
    "obligation.no_funded": "« {donor} » paie seul, et sa mention n’a de phrase que pour un financement partagé ; copiez l’autre (funded) de l’accord",
    "obligation.no_co_funded": "d’autres paient aussi, et la mention de « {donor} » n’a pas de phrase pour un financement partagé ; copiez-la (co_funded) de l’accord",
    "obligation.wording": "cette phrase de « {donor} » n’existe pas dans la langue « {wanted} » ; copiez-la de l’accord, Bilan ne la traduit pas",
    "obligation.disclaimer": "l’avertissement de « {donor} » n’existe pas en « {wanted} » ; copiez-le de l’accord",
    "obligation.credit_only": "aucune mention confirmée pour « {donor} » : seul son nom est imprimé (« financé par … ») ; copiez la mention de l’accord, ou none_required: true confirmé, ou écrivez pour lui silenced: {{credit_only: raison}}",
}
