"""Sentences about what is missing in a language, in French: codes in, words out."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "translations.missing": "ce texte, que le document imprime, n’existe pas dans la langue « {wanted} » ; traduisez-le : bilan translations export, puis import",
    # La feuille
    "translations.sheet": "Textes",
    "translations.guide": "Mode d’emploi",
    "translations.column.record": "Fiche",
    "translations.column.field": "Champ",
    "translations.column.from": "De",
    "translations.column.into": "Vers",
    "translations.column.text": "Texte",
    "translations.column.translation": "Traduction",
    "translations.column.note": "À savoir",
    "translations.column.check": "Contrôle",
    "translations.note.words": "{limit} mots au plus",
    "translations.note.marks": "gardez les marques : ** pour le gras, * pour l’italique, - pour une puce, [mots](adresse) pour un lien",
    "translations.note.paragraphs": "{count} paragraphes, séparés par une ligne vide (Alt+Entrée)",
    "translations.note.official": "nom officiel, tel que l’organisme s’écrit lui-même ; en cas de doute, laissez vide",
    "translations.guide.title": "Textes à traduire pour {period}, vers : {wanted}",
    "translations.guide.text": "Écrivez chaque traduction dans la colonne « Traduction » de la feuille « Textes ». Une case laissée vide reste à traduire.\n"
    "Ne touchez pas aux autres colonnes : « Fiche », « Champ » et « Contrôle » disent où va chaque texte.\n"
    "Gardez les nombres en chiffres (0 à 9), les adresses, les marques ** * - [ ]( ) et le nombre de paragraphes. Alt+Entrée passe à la ligne dans une case.\n"
    "Écrivez les noms d’organismes, de personnes et de lieux comme dans les registres de Bilan ; un nom officiel dont vous n’êtes pas sûr reste vide.\n"
    "N’ajoutez ni formule, ni case fusionnée, ni ligne masquée. Vous pouvez trier les lignes.\n"
    "Enregistrez au format .xlsx, puis : bilan translations import FICHIER.xlsx",
    # Le fichier relu
    "translations.not_a_workbook": "ce fichier n’est pas un classeur Excel lisible ; enregistrez-le au format .xlsx",
    "translations.old_or_locked": "ce fichier est protégé par un mot de passe ou dans l’ancien format .xls ; enregistrez-le sans mot de passe, au format .xlsx",
    "translations.too_large": "ce fichier est trop grand (limite : {limit} Mo une fois ouvert) ; repartez de la feuille exportée",
    "translations.no_sheet": "il n’y a pas de feuille « {given} » ; repartez de la feuille exportée",
    "translations.hidden_sheet": "cette feuille est masquée ; affichez-la, relisez-la et enregistrez",
    "translations.hidden_row": "cette ligne est masquée ; affichez-la ou supprimez-la",
    "translations.hidden_column": "cette colonne est masquée ; affichez-la",
    "translations.huge_sheet": "cette feuille va au-delà de {rows} lignes ou de {columns} colonnes ; supprimez ce qui se trouve loin du tableau",
    "translations.merged": "ces cases sont fusionnées ; séparez-les",
    "translations.formula": "cette case contient une formule ; écrivez le texte lui-même, sans = au début",
    "translations.error_value": "cette case contient une valeur d’erreur ; écrivez le texte",
    "translations.not_text": "cette case contient une date ou un nombre à virgule ; écrivez un texte",
    "translations.header": "la première ligne n’est plus celle de la feuille exportée ; remettez les titres des colonnes : {given}",
    # Une traduction relue
    "translations.unknown_text": "aucun texte de ce nom ({record}, {field_name}) ; ne changez pas les colonnes « Fiche » et « Champ », ou exportez à nouveau",
    "translations.source_changed": "le texte d’origine, sa place ou la colonne « Contrôle » a changé depuis l’export ; exportez à nouveau et reprenez cette traduction",
    "translations.written_meanwhile": "quelqu’un a écrit entre-temps une autre traduction dans la fiche ({file}) ; effacez celle des deux qui ne convient pas",
    "translations.row_twice": "ce texte est traduit à deux endroits (voir aussi la ligne {other}) ; gardez une seule traduction",
    "translations.cannot_write_into": "la forme de ce fichier ne permet pas d’y écrire ce texte sans toucher au reste ; écrivez-le à la main",
    "translations.character": "un caractère qu’aucun texte ne peut contenir ({character}) ; effacez-le",
    "translations.too_long": "cette traduction est trop longue ; {limit} caractères au plus",
    "translations.one_line": "le texte d’origine tient sur une ligne ; écrivez la traduction sur une seule ligne aussi",
    "translations.address": "les adresses ne sont pas les mêmes (perdu : {lost} ; en trop : {new}) ; recopiez-les",
    "translations.placeholder": "les repères entre accolades ne sont pas les mêmes (perdu : {lost} ; en trop : {new}) ; recopiez-les",
    "translations.marks": "les marques (gras, italique, puces, liens) ne sont pas les mêmes que dans le texte d’origine ; remettez-les",
    "translations.paragraphs": "{given} paragraphe(s) pour {wanted} dans le texte d’origine ; corrigez, ou confirmez avec --accept {cell}",
    "translations.numbers": "les nombres diffèrent (perdu : {lost} ; en trop : {new}) ; corrigez, ou confirmez avec --accept {cell} (un nombre écrit en lettres)",
    "translations.eastern_digits": "les documents écrivent les nombres avec les chiffres 0 à 9 ; corrigez, ou confirmez avec --accept {cell}",
    "translations.many_words": "{words} mots pour {limit} au plus ; raccourcissez, ou confirmez avec --accept {cell}",
    "translations.name": "le nom « {name} » n’est pas retrouvé ; écrivez-le comme dans les registres, ou confirmez avec --accept {cell}",
    "translations.bad_cell": "--accept : « {given} » n’est pas une case de la feuille ; écrivez par exemple F7",
    "translations.nothing_filled": "aucune traduction n’est remplie dans cette feuille ; écrivez dans la colonne « Traduction », enregistrez, puis recommencez",
    "translations.file_there": "ce fichier existe déjà, avec peut-être des traductions ; importez-le, ou donnez un autre nom avec --output",
    "translations.not_xlsx": "--output : le nom d’une feuille de traduction se termine par .xlsx ; écrivez par exemple {given}.xlsx",
}
