"""Sentences of a build in French: no input, a dictionary by code."""

SENTENCES: dict[str, str] = {
    "pipeline.step.load": "lecture des fiches et des modèles",
    "pipeline.step.summarise": "calcul des chiffres",
    "pipeline.step.compose": "rédaction",
    "pipeline.step.render": "mise en page de {what}",
    "pipeline.step.publish": "publication",
    "pipeline.no_closed_period": "aucune période close avant le {day} ne contient de fiche ; indiquez une période, par exemple 2022-Q1",
    "pipeline.empty_period": "aucune fiche ne tombe dans la période {period} (aucune fiche ne veut pas dire aucune activité) ; choisissez une autre période ou datez les fiches",
    "pipeline.nothing_to_report": "rien à signaler pour {period} : aucun document n’a été fait (aucune fiche ne veut pas dire aucune activité) ; datez ou ajoutez une fiche, ou écrivez un texte pour cette édition",
    "pipeline.could_belong": "cette activité sans date précise pourrait appartenir à la période ; datez-la, ou écartez-la dans le fichier de l’édition avec une raison",
    "pipeline.stray_event": "« {given} » n’est pas parmi les activités de cette période, et ce choix reste sans effet ; retirez cette ligne, ou vérifiez les dates, l’embargo et le public de sa fiche",
}
