"""Ce qu’un courriel refuse, en français: no input, a dictionary by code."""

SENTENCES: dict[str, str] = {
    "email.too_large": (
        "le courriel pèse {bytes} octets, les messageries coupent au-delà de {most} ; mettez moins d’activités dans "
        "l’édition (leave_out dans son fichier, cards et headline_words dans templates/kinds/), ou choisissez un autre format (web, pdf, docx)"
    ),
}
