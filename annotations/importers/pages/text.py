"""The visible text of a web page, read without a tree, so that no nesting is too deep for it."""

from html.parser import HTMLParser


def visible_lines(text: str) -> list[str]:
    """Return what a page shows, one line a block, without scripts, menus and footers; lines may be blank."""
    reader = _AllText()
    reader.feed(text)
    reader.close()
    return reader.lines


class _AllText(HTMLParser):
    """Collects the text that is shown."""

    _HIDDEN = frozenset({"script", "style", "noscript", "template", "head", "svg", "nav", "footer", "iframe", "select"})
    _INLINE = frozenset(
        {"a", "abbr", "b", "cite", "em", "i", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "u"}
    )

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines = [""]
        self._hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """Begin a line at a block; begin to skip at what is never shown."""
        if tag in self._HIDDEN:
            self._hidden.append(tag)
        elif tag not in self._INLINE and self.lines[-1]:
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        """End the line of a block; end the skipping."""
        if tag in self._hidden:
            while self._hidden.pop() != tag:
                pass
        elif tag not in self._INLINE and self.lines[-1]:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        """Take text that is shown."""
        if not self._hidden:
            self.lines[-1] += data
