"""French sentences about the PDF: code to "what is wrong; what to do"."""

SENTENCES = {
    "pdf.font_missing": (
        "la police « {family} » de la charte n’est pas installée sur cette machine ; installez-la "
        "(Debian : {package}) ou déposez ses fichiers .ttf ou .otf dans le dossier fonts/ de la charte"
    ),
    "pdf.font_missing_anywhere": (
        "la police « {family} » de la charte n’est pas installée sur cette machine ; installez-la "
        "ou déposez ses fichiers .ttf ou .otf dans le dossier fonts/ de la charte"
    ),
    "pdf.glyph_missing": (
        "le caractère « {character} » ({point}, {name}) n’existe pas dans les polices de la charte "
        "({place}) ; remplacez-le dans le texte ou ajoutez à la charte une police qui le contient"
    ),
    "pdf.asset_missing": (
        "l’image « {asset} » est introuvable ; ajoutez-la aux images de l’espace de travail ou corrigez son nom"
    ),
    "pdf.address_refused": (
        "la mise en page a demandé « {address} », qui est illisible ou n’est pas une image du rapport ; vérifiez "
        "que l’image est un JPEG ou un PNG entier, et que la feuille de style de la charte n’appelle aucune adresse"
    ),
    "pdf.link_refused": (
        "le lien « {address} » est refusé ; un lien commence par https://, http:// ou mailto:"
    ),
    "pdf.link_without_target": (
        "le lien « {address} » ne mène à aucune partie du rapport ; corrigez-le ou retirez-le"
    ),
    "pdf.engine_complaint": (
        "le moteur de mise en page signale : {words} ; vérifiez les images et la feuille de style de la charte"
    ),
    "pdf.engine_died": (
        "le moteur de mise en page s’est arrêté brutalement ({signal}) ; vérifiez que les polices de la charte "
        "sont installées, puis recommencez"
    ),
    "pdf.library_missing": (
        "la bibliothèque Pango, dont le PDF a besoin, est introuvable ; installez-la "
        "(Debian : libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0)"
    ),
    "pdf.limit": (
        "la mise en page du PDF a dépassé {seconds} secondes ou {megabytes} Mo de mémoire ; "
        "réduisez la période, les tableaux ou le poids des images"
    ),
}
