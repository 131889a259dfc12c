"""Makes WeasyPrint tell the language of passages: in comes its tree of tags, out comes the same with /Lang where HTML has lang.

WeasyPrint writes /Lang on the document only, so that a screen reader would read an Arabic quote with a French voice.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

WHOLE = ("html", "body")  # the document's own language stands in its catalogue


def tell_languages(tags: Any) -> None:
    """Give each tagged element of the files made in this process the language its HTML element states; to be called once.

    `tags` is WeasyPrint's own module.
    """
    import pydyf  # type: ignore[import-untyped]

    told = tags._build_box_tree

    def tree(box: Any, *rest: Any) -> Iterator[Any]:
        element = getattr(getattr(box, "_box", box), "element", None)
        language = "" if element is None or element.tag in WHOLE else element.get("lang", "")
        for made in told(box, *rest):
            if language:
                made["Lang"] = pydyf.String(language)
            if made["S"] == "/Span" and getattr(box, "link_annotation", None):
                made["S"] = "/Link"  # each passage of a link is a link of its own
            yield made

    tags._build_box_tree = tree
