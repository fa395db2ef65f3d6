"""The lines that an element of a web page shows."""

from collections.abc import Iterator
from typing import Any

_BLOCKS = {"p", "div", "section", "article", "tr", "table", "br", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol",
           "blockquote", "figure", "figcaption", "aside", "header", "footer", "pre", "dl", "dt", "dd"}  # fmt: skip


def lines_of(element: Any) -> Iterator[str]:
    """Yield the text of an lxml element, one line a block, some of them empty."""
    from lxml import etree

    line = ""
    for event, part in etree.iterwalk(element, events=("start", "end")):
        if part.tag in _BLOCKS:
            yield line
            line = ""
        if event == "start":
            line += part.text or ""
        elif part is not element:
            line += part.tail or ""
    yield line
