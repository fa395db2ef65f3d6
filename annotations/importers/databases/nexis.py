"""Nexis Uni downloads, as Word or rich text: every article ends with a line that says so.

A list of what was delivered may stand at the beginning. Headings and styles differ from delivery to delivery and are
not relied on.
"""

import re
from collections.abc import Sequence

from annotations.errors import ImportFileError
from annotations.importers.databases.lexis import Block, article, has_end, has_top
from annotations.importers.databases.splitting import drafted
from annotations.importers.documents.rtf import PAGE_BREAK, is_rtf, rtf_paragraphs
from annotations.importers.documents.word import document_paragraphs, document_words
from annotations.importers.draft import Draft, noted
from annotations.importers.formats import Confidence, Format
from annotations.importers.source import Source

_END_WORDS = (
    "end of document|ende des dokuments|dokumentende|fin du document|fin del documento|final del documento"
    "|einde van (?:het )?document"
)
_END = re.compile(rf"\s*(?:{_END_WORDS})\s*", re.I)
_END_OR_COUNT = re.compile(rf"{_END_WORDS}|\(\d{{1,5}}\)".encode("ascii"), re.I)
_LIST = re.compile(r"\s*(?:documents?|dokumente|documentos|documenten)\s*\((\d{1,5})\)\s*", re.I)
_JOB = re.compile(
    r"\s*(?:job number|auftragsnummer|num[ée]ro de (?:la )?t[âa]che|n[úu]mero de (?:trabajo|tarea)|taaknummer)\s*:?.*",
    re.I,
)
# What the delivery prints about itself, between the article's own lines.
_LINKS = re.compile(
    r"\s*(?:link to (?:image|pdf|original source document)|view (?:the )?original (?:source|article|document)"
    r"|link zum (?:pdf-dokument|bild|originaldokument)|lien vers (?:le|la|l[’'])\s?(?:pdf|image|document original)"
    r"|enlace (?:al|a la) (?:pdf|imagen|documento original))\s*",
    re.I,
)
_FAULTY = re.compile(r"we are sorry but there is an error in this document and it is not possible to display it", re.I)
_FEWEST_BLOCKS = 4
_LAST_BLOCKS = 80
_CUT_OFF = "The download ends within this article."


def split(source: Source, paragraphs: Sequence[str]) -> list[Draft]:
    """Return the articles of a download, each once.

    Raises:
        ImportFileError: there is only the list of what was delivered.
    """
    *whole, rest = chunks = _chunks(paragraphs)
    promised = _promised(chunks[0])
    if not whole:
        raise ImportFileError(
            "holds the list of a Nexis download and none of its articles",
            "Import the file with the articles, which was delivered with it",
            source.path,
        )
    drafts = drafted(
        [blocks for blocks in whole if blocks],
        lambda blocks: _made(source, blocks, after_list=promised > 0 and blocks is whole[0]),
    )
    if len(rest) >= _FEWEST_BLOCKS:
        cut = article(source, rest, headline_first=True)
        drafts.append(noted(cut, _CUT_OFF))
    return counted(drafts, promised)


def _chunks(paragraphs: Sequence[str]) -> list[list[Block]]:
    """The blocks above each end of an article, and those below the last.

    An end with nothing like the top of an article below it, and nothing that follows a text above, is a line of a text.
    """
    chunks: list[list[Block]] = [[]]
    ends: list[str] = []
    for paragraph in paragraphs:
        lines = [line for line in paragraph.replace(PAGE_BREAK, "").split("\n") if line.strip()]
        if len(lines) == 1 and is_end(lines[0]):
            chunks.append([])
            ends.append(lines[0])
        elif lines and not (len(lines) == 1 and _LINKS.fullmatch(lines[0])):
            chunks[-1].append(lines)
    joined = chunks[:1]
    for place, (end, chunk) in enumerate(zip(ends, chunks[1:], strict=True), 1):
        is_last = place == len(ends)
        if is_last or has_top(chunk) or has_end(joined[-1][-_LAST_BLOCKS:]) or not joined[-1]:
            joined.append(chunk)
        else:
            joined[-1] += [[end], *chunk]
    return joined


def _made(source: Source, blocks: Sequence[Block], *, after_list: bool) -> Draft:
    if any(_FAULTY.search(line) for block in blocks for line in block):
        raise ImportFileError("holds an article that could not be delivered", "Download it again", source.path)
    return article(source, blocks, headline_first=True, after_list=after_list)


def counted(drafts: list[Draft], promised: int) -> list[Draft]:
    """Say with the first article where fewer, or more, were found than the download announces (0: it does not)."""
    if not drafts or promised in (0, len(drafts)):
        return drafts
    note = f"The download announces {promised:,} articles; {len(drafts):,} were found in the file."
    return [noted(drafts[0], note), *drafts[1:]]


def _promised(blocks: Sequence[Block]) -> int:
    return next((int(found[1]) for block in blocks for line in block if (found := _LIST.fullmatch(line))), 0)


def is_end(line: str) -> bool:
    """Whether a line ends an article."""
    return bool(_END.fullmatch(line))


def tells_download(paragraphs: Sequence[str]) -> bool:
    """Whether lines are those of a download: one ends an article, or the list of what was delivered stands first."""
    if any(map(is_end, paragraphs)):
        return True
    start = paragraphs[:60]
    return any(map(_LIST.fullmatch, start)) and any(map(_JOB.fullmatch, start))


def _recognise_word(source: Source) -> Confidence:
    if not source.data.startswith(b"PK\x03\x04") or not _END_OR_COUNT.search(document_words(source)):
        return Confidence.NO
    try:
        return Confidence.CERTAIN if tells_download(document_paragraphs(source)) else Confidence.NO
    except ImportFileError:
        return Confidence.NO


def _recognise_rtf(source: Source) -> Confidence:
    if not is_rtf(source):
        return Confidence.NO
    try:
        return Confidence.CERTAIN if tells_download(rtf_paragraphs(source)) else Confidence.NO
    except ImportFileError:
        return Confidence.NO


WORD = Format(
    "a Nexis download (Word)", (".docx",), _recognise_word, lambda source: split(source, document_paragraphs(source))
)
RTF = Format("a Nexis download (RTF)", (".rtf",), _recognise_rtf, lambda source: split(source, rtf_paragraphs(source)))
