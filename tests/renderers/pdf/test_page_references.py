"""The references of the pages are pydyf's own, but not made anew for each tagged box."""

from __future__ import annotations

import pydyf

from generator.renderers.pdf.page_references import page_references

PYDYFS_OWN = pydyf.PDF.page_references.fget


def test_references_are_those_that_pydyf_makes_and_follow_the_pages() -> None:
    pdf = pydyf.PDF()
    for _ in range(4):
        assert page_references(pdf) == PYDYFS_OWN(pdf)
        pdf.add_page(pydyf.Dictionary({"Type": "/Page"}))
    assert len(page_references(pdf)) == 4


def test_references_are_made_once_for_as_many_pages() -> None:
    pdf = pydyf.PDF()
    pdf.add_page(pydyf.Dictionary({"Type": "/Page"}))
    assert page_references(pdf) is page_references(pdf)
