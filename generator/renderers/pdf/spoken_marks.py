"""Makes WeasyPrint tell what a mark is: in comes its tree of tags, out comes the same with /Alt where HTML has aria-label.

WeasyPrint describes a link by the name of its target, and says nothing else of it: a mark would be read as "3".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def tell_labels(tags: Any) -> None:
    """Give each tagged element of the files made in this process its label, and its link too; to be called once.

    `tags` is WeasyPrint's own module.
    """
    import pydyf  # type: ignore[import-untyped]

    told = tags._build_box_tree

    def tree(box: Any, *rest: Any) -> Iterator[Any]:
        drawn = getattr(box, "_box", box)
        element = getattr(drawn, "element", None)
        label = "" if element is None else element.get("aria-label", "")
        for made in told(box, *rest):
            if label:
                made["Alt"] = pydyf.String(label)
                if drawn.link_annotation:
                    drawn.link_annotation["Contents"] = pydyf.String(label)
            yield made

    tags._build_box_tree = tree
