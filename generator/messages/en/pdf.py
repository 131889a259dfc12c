"""English sentences about the PDF: code to "what is wrong; what to do"."""

SENTENCES = {
    "pdf.font_missing": (
        "the brand's font '{family}' is not installed on this machine; install it "
        "(Debian: {package}) or put its .ttf or .otf files into the brand's fonts/ folder"
    ),
    "pdf.font_missing_anywhere": (
        "the brand's font '{family}' is not installed on this machine; install it "
        "or put its .ttf or .otf files into the brand's fonts/ folder"
    ),
    "pdf.glyph_missing": (
        "the character '{character}' ({point}, {name}) is in none of the brand's fonts "
        "({place}); replace it in the text or add to the brand a font that holds it"
    ),
    "pdf.asset_missing": (
        "the picture '{asset}' was not found; add it to the workspace's pictures or correct its name"
    ),
    "pdf.address_refused": (
        "the layout asked for '{address}', which is unreadable or no picture of the report; check that the "
        "picture is a whole JPEG or PNG and that the brand's style sheet calls no address"
    ),
    "pdf.link_refused": "the link '{address}' is refused; a link begins with https://, http:// or mailto:",
    "pdf.link_without_target": "the link '{address}' leads to no part of the report; correct or remove it",
    "pdf.engine_complaint": (
        "the layout engine reports: {words}; check the pictures and the brand's style sheet"
    ),
    "pdf.engine_died": (
        "the layout engine ended abruptly ({signal}); check that the brand's fonts are installed, then try again"
    ),
    "pdf.library_missing": (
        "the Pango library, which the PDF needs, was not found; install it "
        "(Debian: libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0)"
    ),
    "pdf.limit": (
        "setting the PDF took more than {seconds} seconds or {megabytes} MB of memory; "
        "shorten the period, the tables or the pictures"
    ),
}
