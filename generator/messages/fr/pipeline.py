"""Sentences of a build in French: no input, a dictionary by code."""

SENTENCES: dict[str, str] = {
    "pipeline.step.load": "lecture des fiches et des modèles",
    "pipeline.step.summarise": "calcul des chiffres",
    "pipeline.step.compose": "rédaction",
    "pipeline.step.render": "mise en page de {what}",
    "pipeline.step.publish": "publication",
    "pipeline.no_closed_quarter": "aucun trimestre clos avant le {day} ne contient de fiche ; indiquez une période, par exemple 2022-Q1",
    "pipeline.empty_period": "aucune fiche ne tombe dans la période {period} (aucune fiche ne veut pas dire aucune activité) ; choisissez une autre période ou datez les fiches",
}
