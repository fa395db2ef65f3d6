"""Downloads of the older LexisNexis, as text or as a web page: a counter stands above every article."""

import re
from collections.abc import Sequence

from annotations.errors import ImportFileError
from annotations.importers.databases.lexis import Block, article, blocks_of
from annotations.importers.databases.nexis import counted
from annotations.importers.databases.splitting import drafted
from annotations.importers.draft import Draft
from annotations.importers.formats import Confidence, Format
from annotations.importers.pages.text import visible_lines
from annotations.importers.source import Source
from annotations.text import canonicalise

_OF = r"(\d{1,5})\s+(?:of|von|de|sur|van)\s+(\d{1,5})"
_WORD = r"(?:documents?|dokument(?:en|e)?|documentos?|documenten)"
_WORD_BEGINS = ("document", "dokument")
COUNTER = re.compile(rf"[^\S\n]*(?:focus[^\S\n]+-[^\S\n]+)?(?:{_OF}\s+{_WORD}|{_WORD}\s+{_OF})[^\S\n]*", re.I)
"""The line above each article: "3 of 12 DOCUMENTS"."""
_COUNTED = re.compile(rf"^{COUNTER.pattern}$", re.I | re.M)
_PAGE_MARK = re.compile(r"<a\s+name\s*=\s*[\"']?DOC_ID|<DOCFULL>", re.I)
_SAMPLE = 200_000


def split(source: Source, blocks: Sequence[Block]) -> list[Draft]:
    """Return the articles of a download, each once.

    Raises:
        ImportFileError: there is no article.
    """
    chunks: list[list[Block]] = []
    promised = 0
    for block in blocks:
        found = COUNTER.fullmatch(block[0])
        if found:
            promised = int(found[2] or found[4])
            chunks.append([block[1:]] if block[1:] else [])
        elif chunks:
            chunks[-1].append(block)
    drafts = drafted(filter(None, chunks), lambda chunk: article(source, chunk, headline_first=False))
    if not drafts:
        raise ImportFileError("holds no article", "Download it again, with the full text", source.path)
    return counted(drafts, promised)


def _read_text(source: Source) -> list[Draft]:
    return split(source, blocks_of(canonicalise(source.text).split("\n")))


def _read_page(source: Source) -> list[Draft]:
    return split(source, [[line] for line in visible_lines(canonicalise(source.text)) if line.strip()])


def _recognise_text(source: Source) -> Confidence:
    if not source.encoding or source.text.lstrip()[:1] == "<":
        return Confidence.NO
    sample = source.text[:_SAMPLE]
    if not any(word in sample.lower() for word in _WORD_BEGINS):
        return Confidence.NO
    return Confidence.CERTAIN if _COUNTED.search(canonicalise(sample)) else Confidence.NO


def _recognise_page(source: Source) -> Confidence:
    if not source.encoding or not _PAGE_MARK.search(source.text[:_SAMPLE]):
        return Confidence.NO
    return Confidence.CERTAIN


TEXT = Format("a LexisNexis download (text)", (".txt",), _recognise_text, _read_text)
PAGE = Format("a LexisNexis download (web page)", (".html", ".htm"), _recognise_page, _read_page)
