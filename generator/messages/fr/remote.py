"""Sentences about copies in another place, in French: codes in, words out."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "remote.no_extra": 'copier vers {given} demande l’extra « remote », qui n’est pas installé ; installez-le : pip install "bilan[remote]"',
    "remote.no_driver": "aucun programme pour les adresses {given} n’est installé ; installez celui que fsspec nomme pour elles "
    "(s3fs, gcsfs, adlfs…)",
    "remote.address": "« {given} » n’est pas une adresse où copier ; écrivez file:///dossier, s3://seau/dossier ou "
    "une adresse de ce genre",
    "remote.different": "un autre fichier de ce nom se trouve déjà à {given}, et Bilan n’en remplace aucun ; déplacez-le, ou "
    "choisissez un autre dossier",
    "remote.failed": "la copie vers {given} a échoué ({reason}) ; vérifiez la connexion et vos droits, puis relancez la commande : ce qui "
    "est arrivé reste",
    "remote.not_whole": "ce qui est arrivé à {given} n’est pas ce qui a été envoyé ; relancez la commande",
}
