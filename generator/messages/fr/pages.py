"""French words of the pages and files the program writes about records: the list of fields, a new record."""

from __future__ import annotations

WORDS: dict[str, str] = {
    "title": "Les champs des fiches",
    "intro": "Page écrite par le programme à partir de ses modèles : ne la modifiez pas à la main.\n\nUn champ marqué **oui** est obligatoire ; laissez de côté les autres quand la source n’en dit rien. Une date s’écrit `2022`, `2022-03`, `2022-03-28`, `2022-33` (premier trimestre, puis 34, 35, 36), `2022-03-29/2022-04-01`, `2022-03/..` (en cours), `../2022-03`, avec `~` à la fin si elle est approximative.",
    "parts": "Ce que les champs contiennent",
    "head": "| Champ | Ce qu’on y écrit | Obligatoire | Description |",
    "yes": "**oui**",
    "text": "texte",
    "texts": "texte, ou un texte par langue",
    "whole": "nombre entier",
    "switch": "`true` ou `false`",
    "date": "date",
    "day": "jour (`2022-03-28`)",
    "id": "identifiant",
    "id_of": "identifiant, de `{register}`",
    "list": "liste : {item}",
    "by_key": "par {key} : {item}",
    "language": "langue",
    "code": "code",
    "or": "ou",
    "template_head": "Les lignes qui commencent par # ne sont pas lues. Pour utiliser un champ, enlevez son #.",
    "template_leave": "Ce que la source ne dit pas, laissez-le de côté. Un texte avec deux-points, # ou apostrophe au début : entre guillemets.",
    "template_choices": "Choix : {choices}.",
    "template_sample_title": "Titre court",
    "template_sample_text": "Texte",
}
