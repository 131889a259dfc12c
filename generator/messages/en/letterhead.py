"""English sentences about Word letterheads: code to "what is wrong; what to do"."""

SENTENCES = {
    "letterhead.not_word": "this is not a Word document; save it in Word as .docx (not .doc, .dotx or .odt)",
    "letterhead.damaged": "the part {part} cannot be read; open the file in Word and save it again",
    "letterhead.macros": "the letterhead holds macros; save it in Word as .docx, without macros",
    "letterhead.doctype": "the part {part} holds a DOCTYPE, which Word never writes; rebuild the letterhead in Word",
    "letterhead.external": "the letterhead fetches something from outside ({target}); in Word, embed the picture or "
    "remove the link or the attached template",
    "letterhead.too_large": "the letterhead is too large once unpacked; reduce its pictures",
    "letterhead.missing_style": "styles are missing ({count}): {styles}; copy them from the default letterhead",
    "letterhead.unknown_slot": "there is no slot {{{{ {slot} }}}}; did you mean {{{{ {nearest} }}}}?",
    "letterhead.slot_argument": "{{{{ {slot} }}}} is incomplete or too long; only a section takes a code, as in "
    "{{{{ section figures }}}}",
    "letterhead.slot_alone": "{{{{ {slot} }}}} must stand alone in a paragraph of the text; give it its own line",
    "letterhead.not_used": "this file dresses no document; a letterhead bears the name of its kind, such as {nearest}",
    "letterhead.body_once": "{{{{ body }}}} stands {count} times; write it once, alone in its paragraph",
}
