"""Measured comparisons with other tools, made anew by `make bench`."""
