"""Bilan: structured records of events in, branded activity reports out.

Read the package in the order of the flow: `records` (what happened), `dataset` (what it adds up to),
`report` (what is said of it), `renderers` (how it is drawn), `publishing` (how it is kept), and
`pipeline.build`, which tells the whole story in one function.
"""

__version__ = "0.1.0"
