"""Sentences about series, numbers and the regular run, in French: codes in, words out."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "series.start": "la série « {given} » ne dit pas quand elle commence ; écrivez start (AAAA-MM) avec every: month, "
    "quarter, half ou year, ou dans every une liste de period et since, sans start",
    "series.order": "les périodicités de la série « {given} » ne sont pas dans l’ordre du temps ; rangez-les de la plus "
    "ancienne à la plus récente, chacune une fois",
    "series.gap": "{given} coupe la période {period} en deux : une partie ne serait dans aucune édition, ou dans deux ; "
    "choisissez le premier mois d’une période",
    "series.name": "« {given} » ne peut pas nommer une série ; prenez 3 à 60 lettres minuscules sans accent, chiffres ou tirets",
    "series.is_kind": "« {given} » est le nom d’un genre de document : leurs dossiers se mêleraient ; donnez à la série un autre nom",
    "ledger.line": "cette ligne n’est pas du registre de Bilan ; rétablissez-la depuis git (git checkout reports/ledger.jsonl)",
    "ledger.no_line": "la version finale a été publiée, mais pas inscrite ici ({reason}) ; réglez cela, et la prochaine exécution l’inscrira",
    "ledger.gone": "cette version finale a été émise et n’est plus là ; rétablissez le dossier depuis une sauvegarde, ou refaites-la avec « bilan rebuild »",
    "ledger.altered": "ce n’est plus le manifeste de la version émise ; rétablissez-le depuis une sauvegarde",
    "series.unknown_donor": "aucun bailleur « {given} » dans records/organisations.yaml ; corrigez l’identifiant",
    "series.no_fiscal_year": "{given} n’a pas d’exercice : écrivez fiscal_year_starts dans records/organisations.yaml (un bailleur) ou records/publisher.yaml, ou calendar: civil",
    "series.unknown": "aucune série « {given} » dans templates/series.yaml ; vouliez-vous dire : {nearest} ?",
    "series.none": "aucune série « {given} » : templates/series.yaml n’en décrit aucune ; décrivez-la d’abord (docs/series.md){nearest}",
    "series.number_taken": "une autre version finale a pris le numéro {number} entre-temps ; relancez la commande : ce sera le numéro {next}",
    "series.number_differs": "ce fichier dit n° {given}, et le registre des numéros donne {number} ; retirez cette ligne, ou corrigez first_number de la série",
    "series.edited_stale": "quelqu’un a modifié ce projet, et les fiches ont changé depuis : il reste tel quel ; faites-en un nouveau avec « bilan build », puis reportez-y vos retouches",
    "series.final_stale": "les fiches ont changé depuis cette version finale ({records}) : elle reste telle quelle ; l’édition suivante dira ce qui est révisé, ou refaites-la avec « bilan build --final »",
    "series.no_file": "aucune série : templates/series.yaml manque ou n’en décrit aucune ; décrivez ce qui paraît régulièrement (docs/series.md)",
    "series.clock": "l’horloge dit {today}, mais une édition est datée du {latest} ; corrigez la date de cette machine",
    "series.reason_wanted": "les chiffres de {period} ont changé depuis leur parution, et la raison manque ; écrivez restatements: [{{period: {period}, reason: …}}]",
    "series.reason_unused": "les chiffres de {period} n’ont pas changé depuis leur parution, et cette raison n’est pas imprimée ; retirez-la, ou vérifiez la période",
}
