"""Words of the program itself (help, errors), one module a language; no input, plain dictionaries out."""
