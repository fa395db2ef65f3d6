"""What a person copied elsewhere and pastes: the copied part of a web page, or plain text."""

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from annotations.errors import ImportFileError
from annotations.importers.compose import article_text
from annotations.importers.draft import Draft
from annotations.importers.pages import web_page
from annotations.importers.pages.text import visible_lines
from annotations.importers.source import Source
from annotations.importers.texts import plain_text
from annotations.text import canonicalise

NAME = "Pasted text"
"""Stands where other articles have the name of their file."""

MOST_PASTED = 8 * 1024 * 1024
"""Characters of text or of markup that are taken."""

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"]+\Z", re.I)
_ENOUGH = 0.6


@dataclass(frozen=True, slots=True)
class Pasted:
    """The clipboard: its text, its markup where the program copied from gave some, and the address of the page."""

    text: str = ""
    html: str = ""
    url: str = ""

    @property
    def problem(self) -> str:
        """The sentence that says why there is nothing to read; empty if there is something."""
        if max(len(self.text), len(self.html)) > MOST_PASTED:
            limit = MOST_PASTED // 1024 // 1024
            return f"More than {limit} million letters cannot be pasted. Save the text as a file and import that."
        if not self.text.strip() and not self.html.strip():
            return "There is no text in the clipboard. Copy an article's text, then paste it here."
        return ""


def address_in(text: str) -> str:
    """Return the web address that is all of a text; empty if there is more or something else."""
    stripped = text.strip()
    return stripped if _ADDRESS.match(stripped) else ""


def read_pasted(pasted: Pasted) -> Draft:
    """Return the article: from the markup if it holds the copied text, from the text otherwise.

    An address alone in the first line, or in the last of a text without markup, is the article's address and no part
    of its text.

    Raises:
        ImportFileError: there is no text in it, or no more than an address.
    """
    address, rest = _addressed(canonicalise(pasted.text).strip(), has_markup=bool(pasted.html.strip()))
    text = (rest if address else pasted.text) or "\n".join(visible_lines(canonicalise(pasted.html)))
    if address and not rest.strip():
        raise ImportFileError("is only a web address", "Copy the text of the article and paste that", Path(NAME))
    draft = _page(pasted.html, text) if pasted.html.strip() and not address else None
    if draft is None:
        draft = plain_text.read(_source(text))[0]
    return replace(draft, url=draft.url or address or pasted.url)


def _addressed(text: str, *, has_markup: bool) -> tuple[str, str]:
    """An address in the first or the last line, and the text without that line."""
    first, _, below = text.partition("\n")
    if (address := address_in(first)) or has_markup:
        return address, below if address else text
    above, _, last = text.rpartition("\n")
    return (address, above) if (address := address_in(last)) else ("", text)


def _source(text: str) -> Source:
    return Source(Path(NAME), text.encode("utf-8-sig", "replace"))  # the mark outweighs what markup declares


def _page(markup: str, text: str) -> Draft | None:
    """The article in the markup; None if it gives none.

    What surrounds an article is told from it by what pages look like. A copied part has little of that, and where
    much of what the person chose would be missing, all of it is taken.
    """
    with suppress(ImportFileError):
        draft = web_page.read_page(_source(markup))
        kept = len(draft.text) + sum(len(cut.line) for cut in draft.cuts)
        return draft if kept >= _ENOUGH * len(article_text(text.split("\n"))) else None
    return None
