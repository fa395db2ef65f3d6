"""The manual as values: pages in the order of its contents, their sections, and a search through them."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from app.folding import folded

INDEX = "index"
"""The page that lists the others, by links."""

_HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*#*$")
_LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")
_COMMENT = re.compile(r"<!--.*?-->\n?", re.DOTALL)
_MARKUP = re.compile(r"^\s*\|[-:|\s]+\|\s*$|[*`|]")
_NO_ANCHOR = re.compile(r"[^\w\- ]")
_FENCE = "```"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands below it up to the next one; `anchor` is its place in links (`page.md#anchor`)."""

    level: int
    title: str
    anchor: str
    text: str


@dataclass(frozen=True)
class Page:
    """A page of the manual: `name` is its file's without the ending, `text` its Markdown without comments."""

    name: str
    text: str

    @cached_property
    def title(self) -> str:
        """Its first heading."""
        return next((section.title for section in self.sections), self.name)

    @cached_property
    def sections(self) -> list[Section]:
        """Its headings in order, with their text in plain words."""
        return list(_sections(self.text))

    @cached_property
    def searched(self) -> list[str]:
        """For each section what words are looked for in: its own and the page's title, folded."""
        return [folded(f"{self.title} {section.title} {section.text}") for section in self.sections]


@dataclass(frozen=True, slots=True)
class Link:
    """What a page refers to: a picture, or a page with the anchor in it; as it is written."""

    is_picture: bool
    words: str
    target: str


def load(folder: Path, prepare: Callable[[str], str] = str) -> list[Page]:
    """Read the manual: the page of contents first, then those it links to, each once.

    Args:
        folder: where the pages are.
        prepare: changes the text of each page before its comments are left out.

    Raises:
        OSError: if a page is not there.
    """
    names = [INDEX]
    pages = []
    for name in names:
        text = _COMMENT.sub("", prepare((folder / f"{name}.md").read_text(encoding="utf-8")))
        pages.append(Page(name, text))
        if name == INDEX:
            targets = (link.target.partition("#")[0] for link in links(text) if not link.is_picture)
            found = dict.fromkeys(target.removesuffix(".md") for target in targets if target.endswith(".md"))
            names.extend(one for one in found if one != INDEX)
    return pages


def links(text: str) -> list[Link]:
    """All links and pictures of a text in Markdown."""
    return [Link(bool(mark), words, target) for mark, words, target in _LINK.findall(text)]


def found(pages: Sequence[Page], typed: str) -> dict[str, list[Section]]:
    """For each page, by name, the sections that have every word that was typed, in heading or text.

    Nothing typed finds nothing.
    """
    words = folded(typed).split()
    if not words:
        return {}
    hits = {
        page.name: [
            section
            for section, text in zip(page.sections, page.searched, strict=True)
            if all(word in text for word in words)
        ]
        for page in pages
        if page.name != INDEX
    }
    return {name: sections for name, sections in hits.items() if sections}


def anchor_of(title: str) -> str:
    """The place of a heading in links, as sites that show Markdown make it."""
    return _NO_ANCHOR.sub("", title.casefold()).strip().replace(" ", "-")


def _sections(text: str) -> Iterator[Section]:
    level, title, lines, is_code = 0, "", list[str](), False
    for line in text.splitlines():
        is_code ^= line.startswith(_FENCE)
        heading = None if is_code else _HEADING.match(line)
        if not heading:
            lines.append(line)
            continue
        if level:
            yield Section(level, title, anchor_of(title), _plain(lines))
        level, title, lines = len(heading[1]), _plain([heading[2]]), []
    if level:
        yield Section(level, title, anchor_of(title), _plain(lines))


def _plain(lines: Sequence[str]) -> str:
    """Lines without their markup, links by their words."""
    text = " ".join(_MARKUP.sub("", _LINK.sub(r"\2", line)) for line in lines if not line.startswith(_FENCE))
    return " ".join(text.split())
