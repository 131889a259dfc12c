"""Sentences about making an edition again, in French: codes in, words out."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "rebuild.same": "{folder} se refait à l’identique : {count} fichiers, mêmes octets (SHA-256)",
    "rebuild.same_at": "{folder} se refait à l’identique à partir de {commit} : {count} fichiers, mêmes octets (SHA-256)",
    "rebuild.written": "écrit dans {folder} :",
    "rebuild.not_in_git": "cet espace de travail n’est pas dans git ; refaites l’édition sans --at, ou travaillez dans un clone",
    "rebuild.no_git": "git n’est pas installé, et --at en a besoin ; installez-le, ou refaites l’édition sans --at",
    "rebuild.no_commit": "git ne connaît pas de version « {given} » ; « git log » les montre",
    "rebuild.no_records": "la version « {given} » ne contient pas de dossier records/ pour cet espace de travail ; choisissez-en une autre (git log -- records)",
    "rebuild.no_manifest": "ce manifeste est illisible : rien ne dit de quoi l’édition est faite ; rétablissez-le depuis une sauvegarde",
    "rebuild.no_ingredients": "cette édition vient d’une version de Bilan qui ne notait pas l’empreinte de chaque donnée ; elle ne peut pas être refaite à l’identique, refaites-la avec « bilan build »",
    "rebuild.nothing": "rien à signaler pour {period} avec ces fiches, alors que l’édition existe ; essayez --at avec une version plus ancienne",
    "rebuild.changed": "« {given} » a changé depuis cette édition ; essayez --at avec la version d’alors (git log)",
    "rebuild.gone": "« {given} » a servi à cette édition et n’y sert plus ; essayez --at avec la version d’alors (git log)",
    "rebuild.come": "« {given} » n’avait pas servi à cette édition et y servirait ; essayez --at avec la version d’alors (git log)",
    "rebuild.version": "{given} était en version {before}, et est ici en version {now} ; installez celle d’alors (le verrou des dépendances de la même version de Bilan)",
    "rebuild.font": "la police {given} n’a plus le même fichier ; installez celui d’alors",
    "rebuild.order": "ce qui était demandé n’est plus le même (type, période, langues, formats, numéro) ; comparez la série, le type de document et le manifeste",
    "rebuild.selection": "le choix des activités n’est plus le même",
    "rebuild.undated": "les activités sans date précise ne sont plus les mêmes",
    "rebuild.printed": "les chapitres et passages imprimés ne sont plus les mêmes",
    "rebuild.words": "les mots imprimés ne sont plus les mêmes : si rien d’autre n’est nommé, c’est une approbation, une fiche d’une période comparée ou le manifeste d’une édition citée",
    "rebuild.proof": "l’explication des chiffres n’est plus la même",
    "rebuild.unlike": "toutes les données sont les mêmes, mais pas les octets de ce fichier ; s’il n’est pas dit pourquoi ci-dessous, signalez cette ligne",
    "rebuild.cited_gone": "l’édition parle de cette version finale, qui n’est plus là ; rétablissez son dossier depuis une sauvegarde",
    "rebuild.no_fiscal_year": "{given} est un exercice, et les fiches ne disent plus quand il commence ; rétablissez fiscal_year_starts",
    "rebuild.there": "ce fichier existe déjà, et rien n’a été écrit ; donnez un autre dossier à --to",
    "rebuild.inside_reports": "« {given} » est dans reports/, où seules les éditions publiées ont leur place ; donnez un autre dossier à --to",
}
