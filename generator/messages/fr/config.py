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
    # Modèles
    "config.file_missing": "le fichier {given} manque ; ajoutez-le à ce dossier, ou retirez la ligne qui le nomme",
    "config.invalid": "cette valeur ne convient pas : « {given} » ; comparez avec le modèle par défaut",
    "config.word_missing": "il manque les mots de « {given} » dans cette langue ; ajoutez-les",
    "config.unknown_kinds": "aucun type de document « {given} » ; vouliez-vous dire : {nearest} ?",
    "config.unknown_languages": "aucune langue « {given} » dans templates/languages/ ; vouliez-vous dire : {nearest} ?",
    "config.unknown_brands": "aucune charte « {given} » dans templates/brands/ ; vouliez-vous dire : {nearest} ?",
    "config.unknown_formats": "aucun format « {given} » ; vouliez-vous dire : {nearest} ?",
    "config.unknown_donor": "aucun bailleur « {given} » dans records/organisations.yaml ; vouliez-vous dire : {nearest} ?",
    "config.unknown_section": "aucune section « {given} » ; vouliez-vous dire : {nearest} ?",
    "config.section_twice": "la section « {given} » est nommée deux fois ; retirez l’une des deux",
    "config.contrast": "le texte « {text} » sur le fond « {ground} » a un contraste de {ratio}:1, il en faut 4.5:1 (WCAG AA) ; assombrissez l’un ou éclaircissez l’autre",
    "config.field_missing": "ce champ manque ; ajoutez-le, comme dans le modèle par défaut (bilan init)",
    "config.unknown_field": "le champ « {given} » n’existe pas ici ; vouliez-vous dire : {nearest} ?",
    "config.word_blanks": "ce texte doit remplir exactement : {wanted} ; reprenez-le du fichier de langue fourni avec le programme (bilan init)",
    "config.plural_missing": "« {given} » n’a pas de forme « {category} », dont cette langue a besoin ; ajoutez-la",
    "config.plural_unknown": "cette langue n’a pas de forme « {category} » pour « {given} » ; gardez : {forms}",
    "config.word_not_counted": "« {given} » ne se compte pas ; écrivez un seul texte, sans formes du pluriel",
    "config.kind_nameless": "le genre de document « {given} » n’a pas de nom dans cette langue ; ajoutez-le sous words, document",
    "config.donor_wanted": "un document du genre « {given} » se fait pour un bailleur ; ajoutez --donor et son identifiant, ou --all-donors",
    "config.unknown_edition": "le dossier « {given} » de records/editions/ ne correspond à aucun genre de document, ce texte ne serait imprimé nulle part ; vouliez-vous dire : {nearest} ?",
}
