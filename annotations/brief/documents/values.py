"""A document as plain values: what is said and which role it has, nothing of how it looks."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from annotations.brief.charts.shapes import Chart
from annotations.brief.charts.tables import Table
from annotations.brief.faces import SANS_BOLD, SANS_ITALIC, SERIF_BOLD, SERIF_ITALIC
from annotations.brief.logo import Logo
from annotations.brief.setting import Run
from annotations.text import canonicalise

_SPACES = re.compile(r"\s+")
_STRONG, _SLANTED = {SANS_BOLD, SERIF_BOLD}, {SANS_ITALIC, SERIF_ITALIC}
_ENDS = {**dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"), **dict.fromkeys("\u2066\u2067\u2068", "\u2069")}
"""What turns the direction of writing, and what ends it."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of a line, with what sets them apart from the rest of it.

    `link` is the key of a block in the document, or an address that starts with http. `language` is an ISO 639 code
    where it is known to be another than the document's.
    """

    text: str
    strong: bool = False
    slanted: bool = False
    link: str = ""
    language: str = ""


Phrases = tuple[Phrase, ...]


def phrase(text: str, *, strong: bool = False, slanted: bool = False, link: str = "", language: str = "") -> Phrase:
    """Words from anywhere made safe: no line breaks or control characters, no direction of writing left open."""
    line = _SPACES.sub(" ", canonicalise(text))
    return Phrase(line + _unclosed(line), strong, slanted, link, language)


def _unclosed(text: str) -> str:
    """What ends every direction of writing that a text leaves open."""
    waiting: list[str] = []
    for letter in text:
        if end := _ENDS.get(letter):
            waiting.append(end)
        elif waiting and letter == waiting[-1]:
            waiting.pop()
    return "".join(reversed(waiting))


def phrases(runs: Iterable[Run]) -> Phrases:
    """What is set in the PDF, as phrases."""
    return tuple(
        phrase(run.text, strong=run.style.face in _STRONG, slanted=run.style.face in _SLANTED, link=run.link)
        for run in runs
    )


class Manner(StrEnum):
    """What a paragraph is: the words of the press are a `QUOTE`, what is told about others a `NOTE`."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    TEXT = "text"
    LEAD = "lead"
    STATEMENT = "statement"
    QUOTE = "quote"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3; `key` is what links lead to."""

    level: int
    text: Phrase
    key: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `key` is what links lead to."""

    phrases: Phrases
    manner: Manner = Manner.TEXT
    key: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list without an order."""

    items: tuple[Phrases, ...]


@dataclass(frozen=True, slots=True)
class Illustration:
    """A chart; `tabled` tells that tables with its numbers follow."""

    chart: Chart
    tabled: bool


@dataclass(frozen=True, slots=True)
class Emblem:
    """The organisation's logo."""

    logo: Logo


Block = Heading | Paragraph | Items | Table | Illustration | Emblem


@dataclass(frozen=True, slots=True)
class Document:
    """The whole. `running` stands at the head of every page, `issued` is an ISO 8601 date or empty.

    `page` is "A4" or "Letter" and `paging` says "Page {page} of {pages}" in the document's language. `draft` marks
    every page of a draft, `footer` stands at the foot of every page; `accent` is the colour of headings and links.
    """

    title: str
    subject: str
    author: str
    language: str
    running: str
    handling: str
    issued: str
    page: str
    paging: str
    blocks: tuple[Block, ...]
    draft: str = ""
    footer: str = ""
    accent: str = ""


def keys_of(document: Document) -> set[str]:
    """The keys that links can lead to."""
    return {block.key for block in document.blocks if isinstance(block, Heading | Paragraph) and block.key}


def address(link: str) -> str:
    """A link as an address with everything percent-encoded that has no place there; empty if it leads elsewhere."""
    from urllib.parse import quote

    return quote(link, safe="!#$%&'*+,/:;=?@~-._()") if link.startswith(("http://", "https://")) else ""
