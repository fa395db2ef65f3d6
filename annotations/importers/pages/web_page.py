"""A saved web page. Nothing it refers to is ever fetched."""

import re
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from annotations.errors import ImportFileError
from annotations.importers.cleaning.boilerplate import Line
from annotations.importers.compose import compose, one_line
from annotations.importers.draft import Draft
from annotations.importers.formats import Confidence, Format
from annotations.importers.pages.article import article_lines
from annotations.importers.pages.blocks import blocks_of
from annotations.importers.pages.meta import page_fields
from annotations.importers.pages.text import visible_lines
from annotations.importers.source import Source
from annotations.text import canonicalise

_PROLOGUE = re.compile(r"\A\s*(?:<\?xml[^>]*\?>|<!--.{0,4000}?-->|\s)*", re.S)
_OPENING = re.compile(r"<!doctype html|<html[\s>]", re.I)
_TAGS = re.compile(r"<(head|body|title|meta|article|div|p|h1|h2|script|table|span)\b[^<>]*>", re.I)
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
# Two line breaks in a row are how people without a <p> key make a paragraph.
_BREAKS = re.compile(r"<br\s*/?>\s*(?:<br\s*/?>\s*)+", re.I)
_TOO_LITTLE = 250
_ENOUGH_KINDS = 3
_NESTING = "The page is nested too deeply to tell the article from its surroundings; all its text was taken."
_PLAIN = "The article could not be told from its surroundings; all text of the page was taken."


def read(source: Source) -> list[Draft]:
    """Return the one article of the page."""
    return [read_page(source)]


def read_page(source: Source, url: str = "", accessed: str = "") -> Draft:
    """Return the article of a page; `url` and `accessed` (ISO 8601) stand in where the page does not say them."""
    text = _BREAKS.sub("</p><p>", _XML_DECLARATION.sub("", canonicalise(source.text)))
    warnings: list[str] = []
    tree, too_deep = _parse(text, source)
    fields, stated = page_fields(tree)
    fields = replace(fields, url=fields.url or url, accessed=fields.accessed or accessed)
    for script in list(tree.iter("script", "style")):
        script.drop_tree()
    paragraphs = [] if too_deep else article_lines(tree, blocks_of(tree), fields.headline, stated)
    if sum(len(line.text) for line in paragraphs if not line.why) < min(_TOO_LITTLE, len(stated)):
        paragraphs = [Line(line) for line in stated.split("\n")]
    if not any(one_line(line.text) for line in paragraphs):
        paragraphs = [Line(line) for line in visible_lines(text)]
        warnings.append(_NESTING if too_deep else _PLAIN)
    if not fields.outlet and (host := _host(fields.url)):
        fields = replace(fields, outlet=host, guessed=(*fields.guessed, "outlet"))
        warnings.append("The outlet was taken from the web address.")
    return compose(source, fields, paragraphs, warnings, clean=True)


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


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


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
