"""French sentences about publishing: code to "what is wrong; what to do"."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "publishing.disk_full": "le disque est plein, rien n’a été publié ; libérez de la place puis relancez la commande",
    "publishing.too_large": "le fichier dépasse la taille permise, rien n’a été publié ; relevez la limite de taille "
    "(ulimit -f) ou allégez les images",
    "publishing.no_permission": "vous n’avez pas le droit d’écrire ici, rien n’a été publié ; demandez le droit "
    "d’écriture sur ce dossier",
    "publishing.read_only": "ce disque est en lecture seule, rien n’a été publié ; rendez-le inscriptible ou "
    "travaillez sur une copie de l’espace de travail",
    "publishing.cannot_write": "impossible d’écrire ici ({reason}), rien n’a été publié ; vérifiez le disque puis "
    "relancez la commande",
    "publishing.lock_held": "une autre exécution est en cours (processus {pid} sur {host}, depuis {since}) ; "
    "attendez qu’elle finisse puis relancez la commande",
    "publishing.lock_held_unnamed": "une autre exécution est en cours ; attendez qu’elle finisse puis relancez la "
    "commande",
    "publishing.link": "c’est un lien vers un autre endroit, et Bilan ne publie jamais à travers un lien ; "
    "remplacez-le par un vrai dossier",
    "publishing.not_a_folder": "un fichier se trouve là où il faut un dossier ; déplacez ce fichier",
    "publishing.bad_name": "le nom « {name} » ne convient pas à un fichier ; utilisez au plus 120 lettres sans accent, "
    "chiffres, points et tirets",
    "publishing.edited": "ce fichier a été modifié à la main ; il reste tel quel, la nouvelle version se trouve à côté",
    "publishing.missing": "ce fichier publié a disparu ; la nouvelle version se trouve à côté, restaurez-le s’il vous "
    "manque",
    "publishing.unreadable": "ce fichier publié est illisible ; la nouvelle version se trouve à côté, vérifiez ses "
    "droits de lecture",
    "publishing.unknown_edition": "ce dossier n’a pas de manifest.json lisible ; il reste tel quel, la nouvelle "
    "version se trouve à côté",
}
