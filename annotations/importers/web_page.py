"""A saved web page. Nothing it refers to is ever fetched."""

import logging
import re
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from annotations.errors import ImportFileError
from annotations.importers.compose import compose, one_line
from annotations.importers.draft import Draft
from annotations.importers.formats import Confidence, Format
from annotations.importers.page_meta import page_fields
from annotations.importers.source import Source
from annotations.text import canonicalise

_PROLOGUE = re.compile(r"\A\s*(?:<\?xml[^>]*\?>|<!--.{0,4000}?-->|\s)*", re.S)
_OPENING = re.compile(r"<!doctype html|<html[\s>]", re.I)
_TAGS = re.compile(r"<(head|body|title|meta|article|div|p|h1|h2|script|table|span)\b[^<>]*>", re.I)
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
# Two line breaks in a row are how people without a <p> key make a paragraph.
_BREAKS = re.compile(r"<br\s*/?>\s*(?:<br\s*/?>\s*)+", re.I)
_BLOCKS = {"p", "head", "item", "quote", "row", "list", "table", "body", "code", "div", "details", "summary"}
_TOO_LITTLE = 250
_ENOUGH_KINDS = 3
_NESTING = "The page is nested too deeply to tell the article from its surroundings; all its text was taken."
_PLAIN = "The article could not be told from its surroundings; all text of the page was taken."


def read(source: Source) -> list[Draft]:
    """Return the one article of the page."""
    from dataclasses import replace

    text = _BREAKS.sub("</p><p>", _XML_DECLARATION.sub("", canonicalise(source.text)))
    warnings: list[str] = []
    tree, too_deep = _parse(text, source)
    fields, stated = page_fields(tree)
    for script in list(tree.iter("script", "style")):
        script.drop_tree()
    paragraphs = [] if too_deep else _article(tree)
    if sum(map(len, paragraphs)) < min(_TOO_LITTLE, len(stated)):
        paragraphs = stated.split("\n")
    if not any(map(one_line, paragraphs)):
        paragraphs = _everything(text)
        warnings.append(_NESTING if too_deep else _PLAIN)
    if not fields.outlet and (host := _host(fields.url)):
        fields = replace(fields, outlet=host)
        warnings.append("The outlet was taken from the web address.")
    return [compose(source, fields, paragraphs, warnings)]


def _parse(text: str, source: Source) -> tuple[Any, bool]:
    """Return the tree, and whether the parser gave up on part of the page because of its nesting."""
    from lxml import etree, html

    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_pis=True)
    try:
        tree = html.document_fromstring(text, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise ImportFileError(
            "holds no readable web page", "Open it in a browser and save it again as “web page, HTML only”", source.path
        ) from error
    return tree, any("depth" in entry.message.lower() for entry in parser.error_log)


def _article(tree: Any) -> list[str]:
    """The paragraphs of the article, without menus, teasers and footers."""
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it logs pages without text as errors of its own
    try:
        document = bare_extraction(tree, include_comments=False, include_tables=True, with_metadata=False)
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError):
        return []  # a page that trips the extractor is read whole instead
    body = getattr(document, "body", None)
    return [] if body is None else _paragraphs(body)


def _paragraphs(body: Any) -> list[str]:
    from lxml import etree

    lines = [""]
    for event, element in etree.iterwalk(body, events=("start", "end")):
        block = element.tag in _BLOCKS
        if event == "start":
            if block:
                lines.append("")
            lines[-1] += "\n" if element.tag == "lb" else " | " if element.tag == "cell" and lines[-1] else ""
            lines[-1] += element.text or ""
        else:
            if block:
                lines.append("")
            lines[-1] += element.tail or ""
    return [part for line in lines for part in re.split(r"\n\s*\n", line) if part.strip()]


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


class _AllText(HTMLParser):
    """Collects the visible text of a page; works without a tree, so that no nesting is too deep for it."""

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


def _everything(text: str) -> list[str]:
    reader = _AllText()
    reader.feed(text)
    reader.close()
    return reader.lines


def _recognise(source: Source) -> Confidence:
    if not source.encoding:
        return Confidence.NO
    start = source.text[:6000].lstrip("\ufeff")
    if _OPENING.match(start, (_PROLOGUE.match(start) or re.compile("").match(start)).end()):  # type: ignore[union-attr]
        return Confidence.CERTAIN
    kinds = {found[1].lower() for found in _TAGS.finditer(start)}
    if len(kinds) >= _ENOUGH_KINDS or (kinds and source.suffix in FORMAT.suffixes):
        return Confidence.CERTAIN if start.lstrip().startswith("<") else Confidence.POSSIBLE
    return Confidence.NO


FORMAT = Format("a saved web page", (".html", ".htm", ".xhtml"), _recognise, read)
