"""What can be wrong with a picture, in French: no input, a dictionary by code."""

SENTENCES: dict[str, str] = {
    "pictures.missing": "cette image est introuvable ; ajoutez le fichier ou corrigez son nom dans la fiche",
    "pictures.link": (
        "ce nom passe par un lien ou sort de son dossier ; déposez l’image elle-même dans le dossier"
    ),
    "pictures.not_a_file": (
        "un dossier ou un périphérique occupe la place d’une image ; déposez ici le fichier de l’image"
    ),
    "pictures.unreadable": "l’image ne peut pas être lue ({reason}) ; vérifiez que vous avez le droit de la lire",
    "pictures.empty": "le fichier de l’image est vide ; récupérez l’image à nouveau",
    "pictures.too_heavy": (
        "le fichier de l’image dépasse {megabytes} Mo ; enregistrez l’image en plus petit"
    ),
    "pictures.too_large": (
        "l’image dépasse {millions} millions de pixels ; enregistrez-la en plus petit (1600 pixels de large suffisent)"
    ),
    "pictures.foreign": (
        "ce n’est pas une image JPEG, PNG, WebP, GIF ou TIFF ; enregistrez-la en JPEG ou en PNG"
    ),
    "pictures.damaged": (
        "l’image est abîmée ou incomplète ; récupérez-la à nouveau, ou enregistrez-la en JPEG ou en PNG"
    ),
    "pictures.several": (
        "le fichier contient plusieurs images (animation ou pages) ; enregistrez celle voulue en JPEG ou en PNG"
    ),
    "pictures.colours": (
        "les couleurs de l’image sont d’un type inhabituel ; enregistrez-la en JPEG ou PNG, en RVB 8 bits"
    ),
}
