"""The Word renderer: in come a Report and a letterhead, out come the bytes of a DOCX."""
