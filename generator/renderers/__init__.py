"""How a Report is drawn: in comes one Report and one Brand, out come the bytes of one format."""
