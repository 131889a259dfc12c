"""French sentences about Word letterheads: code to "what is wrong; what to do"."""

SENTENCES = {
    "letterhead.not_word": "ce n’est pas un document Word ; enregistrez-le dans Word en .docx (ni .doc, ni .dotx, "
    "ni .odt)",
    "letterhead.damaged": "la partie {part} est illisible ; ouvrez le fichier dans Word et enregistrez-le à nouveau",
    "letterhead.macros": "le papier à en-tête contient des macros ; enregistrez-le dans Word en .docx, sans macros",
    "letterhead.doctype": "la partie {part} contient un DOCTYPE, que Word n’écrit jamais ; refaites le papier à "
    "en-tête dans Word",
    "letterhead.external": "le papier à en-tête va chercher un élément à l’extérieur ({target}) ; dans Word, "
    "incorporez l’image, ou retirez le lien ou le modèle joint",
    "letterhead.too_large": "le papier à en-tête est trop volumineux une fois décompressé ; allégez ses images",
    "letterhead.missing_style": "des styles manquent ({count}) : {styles} ; copiez-les depuis le papier à en-tête "
    "par défaut",
    "letterhead.unknown_slot": "l’emplacement {{{{ {slot} }}}} n’existe pas ; vouliez-vous dire "
    "{{{{ {nearest} }}}} ?",
    "letterhead.slot_argument": "{{{{ {slot} }}}} est incomplet ou trop long ; seule une section prend un code, "
    "comme {{{{ section chiffres }}}}",
    "letterhead.slot_alone": "{{{{ {slot} }}}} doit être seul dans un paragraphe du texte ; mettez-le à la ligne",
    "letterhead.not_used": "ce fichier n’habille aucun document ; un papier à en-tête porte le nom de son type, comme "
    "{nearest}",
    "letterhead.body_once": "{{{{ body }}}} figure {count} fois ; écrivez-le une seule fois, seul dans son paragraphe",
}
