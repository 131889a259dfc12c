"""Guards of the design, over the syntax tree: nothing of the package is imported here."""
