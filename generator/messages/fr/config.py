"""French sentences about the workspace and its settings: code to "what is wrong; what to do"."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "config.no_workspace": "aucun espace de travail ici ni dans les dossiers parents de {folder} ; placez-vous dans un "
    "dossier qui contient records/, donnez --workspace DOSSIER, ou créez-en un avec « bilan init DOSSIER »",
    "config.not_a_workspace": "{folder} ne contient pas de dossier records/ ; donnez un espace de travail, ou créez-en "
    "un avec « bilan init DOSSIER »",
    "config.unknown_zone": "le fuseau horaire « {zone} » n’existe pas ; écrivez-le comme Africa/Casablanca",
    "config.stale_zones": "les fuseaux horaires de cette machine sont périmés : {zone} y est à {found} le {day}, et non "
    "à {wanted} ; installez la version de tzdata que demande le verrou : pip install --upgrade tzdata",
}
