"""How outputs are kept: in come finished bytes, out comes a folder published whole, with its manifest."""
