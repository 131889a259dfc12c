"""The e-mail of a Report, in the forms in which a person or a program takes it: an HTML page, a draft, a folder to hand over."""
