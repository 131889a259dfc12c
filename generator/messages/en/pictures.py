"""What can be wrong with a picture, in English: no input, a dictionary by code."""

SENTENCES: dict[str, str] = {
    "pictures.missing": "this picture was not found; add the file or correct its name in the record",
    "pictures.link": (
        "this name leads through a link or out of its folder; put the picture itself into the folder"
    ),
    "pictures.not_a_file": "a folder or a device stands where a picture is expected; put the picture's file here",
    "pictures.unreadable": "the picture cannot be read ({reason}); check that you may read it",
    "pictures.empty": "the picture's file is empty; fetch the picture again",
    "pictures.too_heavy": "the picture's file is larger than {megabytes} MB; save the picture smaller",
    "pictures.too_large": (
        "the picture has more than {millions} million pixels; save it smaller (1600 pixels wide are enough)"
    ),
    "pictures.foreign": "this is no JPEG, PNG, WebP, GIF or TIFF picture; save it as a JPEG or PNG",
    "pictures.damaged": "the picture is damaged or cut off; fetch it again, or save it anew as a JPEG or PNG",
    "pictures.several": (
        "the file holds several pictures (an animation or pages); save the one wanted as a JPEG or PNG"
    ),
    "pictures.colours": "the picture's colours are of an unusual kind; save it as a JPEG or PNG in RGB, 8 bits",
}
