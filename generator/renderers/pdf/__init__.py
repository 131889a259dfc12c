"""The PDF renderer: in come a Report and a brand, out come the bytes of a tagged PDF."""
