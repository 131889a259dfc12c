"""How files are read: in come bytes that people wrote, out come texts with the place of each, or what is wrong with them."""
