"""The sections of a document, one module each: in comes a Brief, out come Sections of finished words."""
