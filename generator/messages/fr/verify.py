"""Sentences about checking editions against their manifests, in French: codes in, words out."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "verify.none": "aucune édition dans reports/ ; « bilan build » en fait une",
    "verify.unknown": "aucune édition « {given} » dans reports/ ; vouliez-vous dire : {nearest} ?",
    "verify.title": "Éditions",
    "verify.edition": "édition",
    "verify.number": "n°",
    "verify.files": "fichiers",
    "verify.state": "état",
    "verify.as_published": "comme publiée",
    "verify.differs": "à voir : {count}",
    "verify.good": "{count} éditions vérifiées : tout est comme publié",
    "verify.good_one": "1 édition vérifiée : tout est comme publié",
    "verify.bad": "{count} choses ne sont pas comme publiées",
    "verify.bad_one": "1 chose n’est pas comme publiée",
    "verify.link": "c’est un lien vers un autre endroit, et il n’a pas été suivi ; remplacez-le par ce qu’il désigne",
    "verify.special": "ce n’est pas un fichier ordinaire, et il n’a pas été lu ; ôtez-le",
    "verify.no_manifest": "cette édition n’a pas de manifest.json : rien ne dit ce qu’elle doit contenir ; rétablissez-le depuis une sauvegarde",
    "verify.broken_manifest": "ce manifeste est illisible, ou d’une version plus récente de Bilan ; rétablissez-le depuis une sauvegarde",
    "verify.foreign": "ce manifeste est celui d’une autre édition ({given}) ; remettez ce dossier à sa place, ou rétablissez son manifeste",
    "verify.inconsistent": "ce manifeste a été modifié : ses empreintes ne s’accordent pas entre elles ; rétablissez-le depuis une sauvegarde",
    "verify.missing": "ce fichier publié a disparu ; rétablissez-le depuis une sauvegarde, ou refaites-le avec « bilan rebuild »",
    "verify.altered": "ce fichier d’une version finale n’est plus celui qui a été publié ; rétablissez-le depuis une sauvegarde, ou refaites-le avec « bilan rebuild »",
    "verify.edited": "ce fichier d’un projet n’est plus celui qui a été publié ; il reste tel quel, et la version finale ne le reprendra pas : corrigez les fiches",
    "verify.unreadable": "ce fichier ne peut pas être lu ; vérifiez ses droits",
    "verify.extra": "ce fichier n’a pas été publié avec cette édition ; rangez-le ailleurs",
    "verify.unrecorded": "cette version finale n’a pas de ligne dans reports/ledger.jsonl ; la prochaine édition publiée l’ajoutera",
    "verify.leftover": "c’est le reste d’une exécution interrompue ; la prochaine édition publiée l’ôtera",
    "verify.stray": "ce n’est ni un projet ni une version finale de Bilan ; rangez-le ailleurs",
}
