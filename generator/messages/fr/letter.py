"""Ce qu’il reste à mettre au point dans une lettre, en français: no input, a dictionary by code."""

SENTENCES: dict[str, str] = {
    "letter.no_editorial": "aucun édito n’est écrit : quelques phrases tirées des chiffres en tiennent lieu ; écrivez-le ici (50 à 80 mots)",
    "letter.long_subject": "l’objet compte {n} signes, et les messageries coupent au-delà de {most} ; écrivez un titre plus court ici",
    "letter.written_for_another": "ces mots ont été écrits pour « {given} », première de feature, que cette lettre ne raconte pas : ils ne sont pas imprimés ; écrivez-en d’autres, ou retirez-la de feature",
    "letter.no_page": "aucune page publique n’est connue : « Lire la suite » manque dans la lettre ; ajoutez public_page",
    "letter.no_text": "ni accroche ni résumé : seul le titre est imprimé dans la lettre ; écrivez une accroche de 40 mots au plus",
    "letter.first_sentence": "le texte ne tient pas en {most} mots : seule sa première phrase est imprimée, en entier ; écrivez une accroche plus courte",
}
