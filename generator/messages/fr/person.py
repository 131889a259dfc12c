"""Sentences about where a person is mentioned, in French: codes in, words out."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "person.no_name": "« {given} » n’est pas un nom ; écrivez au moins un mot de deux lettres, par exemple bilan person Prénom Nom",
    "person.found": "« {name} » est mentionné ici :",
    "person.nobody": "« {name} » n’est mentionné dans aucune fiche, ni nommé dans aucune édition.",
    "person.title_records": "Fiches",
    "person.title_editions": "Éditions qui impriment ce nom, brouillons compris",
    "person.title_perhaps": "Peut-être (à vérifier)",
    "person.title_unread": "Éditions sans manifeste lisible : à ouvrir",
    "person.title_leftovers": "Restes à supprimer",
    "person.file_name": "le nom du fichier",
    "person.made_from": "faite à partir de {record}",
    "person.beyond": "Ne sont pas lus : ce que montrent les images, les fichiers retouchés à la main, l’historique de git, les copies et les envois.",
}
