"""PDF files with a text layer: one article a file."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from annotations.importers.compose import Fields, compose
from annotations.importers.databases.unparted import unparted
from annotations.importers.draft import Cut, Draft
from annotations.importers.formats import Confidence, Format
from annotations.importers.pdf.browser_print import with_print
from annotations.importers.pdf.pages import MOST_PAGES, read_pages
from annotations.importers.pdf.parts import Piece
from annotations.importers.pdf.text import Paragraph, PdfText, read_text
from annotations.importers.source import Source
from annotations.importers.texts.heads import split_head
from annotations.importers.values.bylines import read_byline
from annotations.wording import number_of

_LONGEST_HEADLINE = 250
_HEADLINE_SIZE = 1.2
_AMONG_FIRST = 12
_LONGEST_MASTHEAD = 6
_WEIGHT = 10
_FEWEST_QUOTED = 4
_FEWEST_OF_HEADLINE = 3
_AS_LARGE, _PLAINLY_LARGE = 0.8, 1.4
"""Times the size of the headline and of the text: how large the headlines of other articles are at least."""
_OPENING = 8
_ADDRESS = re.compile(r"https?://\S+")
_HEAD, _ACROSS, _QUOTED = "a running head", "printed across the page", "a quotation from the text, set large"


def read(source: Source) -> list[Draft]:
    """Return the one article of the file.

    Raises:
        ImportFileError: protected, damaged, blank, or a scan without a text layer.
    """
    return [_draft(source, read_text(source))]


def read_pieces(source: Source, warnings: list[str], most_pages: int = MOST_PAGES) -> list[list[Piece]]:
    """Return the pieces of text of each page, without order; what was left out is added to `warnings`.

    Raises:
        ImportFileError: protected, damaged, or a scan without a text layer.
    """
    found = read_pages(source, most_pages)
    warnings += found.warnings
    return [list(page.pieces) for page in found.pages]


def _draft(source: Source, text: PdfText) -> Draft:
    warnings = list(text.warnings)
    quoted = _quoted(text.paragraphs)
    printed = [paragraph for paragraph in text.paragraphs if paragraph not in quoted]
    fields, lines = split_head([paragraph.text for paragraph in printed])
    if text.browser:
        place = _headline(printed, text.title)
        largest = printed[place].text if place is not None else ""
        fields, lines, notes = with_print(fields, lines, text.browser, text.created, largest)
        warnings += notes
    elif not fields.headline:
        fields, lines = _titled(fields, lines, printed, text)
    warnings += filter(None, [unparted(source) or _told_of_others(printed, text.title)])
    if _is_unreadable(lines):
        warnings.append("Many letters of this PDF cannot be read; its fonts hide their meaning.")
    edges = list(text.edges)
    fields = _from_edges(fields, edges, [line for line in lines[1:_OPENING] if line not in edges], warnings)
    draft = compose(source, fields, lines, warnings, clean=True)
    left_out = [(_QUOTED, paragraph.text) for paragraph in quoted]
    left_out += [(_HEAD, head) for head in text.heads] + [(_ACROSS, across) for across in text.across]
    end = draft.text.count("\n") + 1
    return replace(draft, cuts=(*draft.cuts, *(Cut(end, line, why) for why, line in left_out)))


def _titled(fields: Fields, lines: list[str], printed: Sequence[Paragraph], text: PdfText) -> tuple[Fields, list[str]]:
    """Put the headline first, and take the name of the paper above it for the outlet."""
    place = _headline(printed, text.title)
    if place is None:
        return fields, lines
    if _is_masthead(printed[place], text.heads):
        below = _headline(printed[place + 1 :], text.title)
        if below is not None and printed[place].text in lines:
            lines = [line for line in lines if line != printed[place].text]
            fields = replace(fields, outlet=fields.outlet or printed[place].text, guessed=(*fields.guessed, "outlet"))
            place += 1 + below
    headline = printed[place].text
    if headline in lines:
        lines = [headline, *lines[: lines.index(headline)], *lines[lines.index(headline) + 1 :]]
    return fields, lines


def _headline(printed: Sequence[Paragraph], title: str) -> int | None:
    """The paragraph on the first page that is the file's title, or in clearly larger letters, if there is one."""
    usual = [paragraph.size for paragraph in printed for _ in range(1 + len(paragraph.text) // _WEIGHT)]
    ranked = [
        (_bare(paragraph.text) == _bare(title), paragraph.size, -place)
        for place, paragraph in enumerate(printed[:_AMONG_FIRST])
        if paragraph.page == printed[0].page and len(paragraph.text) <= _LONGEST_HEADLINE
    ]
    if not ranked:
        return None
    titled, size, place = max(ranked)
    return -place if titled or size >= _HEADLINE_SIZE * median(usual) else None


def _is_masthead(paragraph: Paragraph, heads: Sequence[str]) -> bool:
    """Whether it is a short line that the running heads repeat: the name of the paper."""
    name = _bare(paragraph.text)
    return len(paragraph.text.split()) <= _LONGEST_MASTHEAD and any(name in _bare(head) for head in heads)


def _quoted(printed: Sequence[Paragraph]) -> list[Paragraph]:
    """Paragraphs in other type among the text that say once more what stands in it: quotations to catch the eye."""
    if not printed:
        return []
    usual = median(paragraph.size for paragraph in printed for _ in range(1 + len(paragraph.text) // _WEIGHT))
    is_text = [abs(paragraph.size - usual) <= 0.12 * usual for paragraph in printed]
    first = is_text.index(True) if True in is_text else len(printed)
    text = " ".join(_bare(paragraph.text) for paragraph, own in zip(printed, is_text, strict=True) if own)
    return [
        paragraph
        for paragraph, own in zip(printed[first:], is_text[first:], strict=True)
        if not own and paragraph.size > usual and len(paragraph.text.split()) >= _FEWEST_QUOTED
        and _bare(paragraph.text) in text
    ]  # fmt: skip


def _told_of_others(printed: Sequence[Paragraph], title: str) -> str:
    """The sentence that says that a file may hold several articles: headlines below text, as large as the first.

    They are not parted: on a page of a newspaper nothing but the eye tells whose the columns below are.
    """
    place = _headline(printed, title)
    if place is None:
        return ""
    usual = median(paragraph.size for paragraph in printed for _ in range(1 + len(paragraph.text) // _WEIGHT))
    least = max(_AS_LARGE * printed[place].size, _PLAINLY_LARGE * usual)
    others = sum(
        before.size < least <= paragraph.size and len(paragraph.text.split()) >= _FEWEST_OF_HEADLINE
        for before, paragraph in pairwise(printed[place:])
    )
    if not others:
        return ""
    stand = "stands" if others == 1 else "stand"
    return f"{number_of(others, 'more headline')} {stand} in this PDF, which was read as one article. Is it one?"


def _is_unreadable(lines: Sequence[str]) -> bool:
    """Whether more than a few of the letters have no meaning: control characters, or of private use."""
    odd = [letter for line in lines if not line.isprintable() for letter in line if not letter.isprintable()]
    strange = sum(not letter.isspace() for letter in odd) + sum(line.count("\ufffd") for line in lines)
    return strange > sum(map(len, lines)) // 50


def _bare(text: str) -> str:
    """The letters and digits alone; a letter that nothing has where there are none."""
    return re.sub(r"\W+", "", text).casefold() or "\0"


def _from_edges(fields: Fields, furniture: list[str], opening: list[str], warnings: list[str]) -> Fields:
    """Read address and date at the edges of the pages.

    Beside a web address the date is the one on which a browser printed the page: the date of access.
    """
    address = next((part for part in furniture if _ADDRESS.fullmatch(part)), "")
    printed = read_byline(opening, fields.language).date
    day = read_byline(furniture, fields.language).date
    if address:
        return replace(fields, url=fields.url or address, accessed=fields.accessed or day)
    if printed or fields.published or not day:
        guessed = fields.guessed if fields.published else (*fields.guessed, "published")
        return replace(fields, published=fields.published or printed, guessed=guessed)
    warnings.append("The date was taken from the head or foot of the page.")
    return replace(fields, published=day, guessed=(*fields.guessed, "published"))


def _recognise(source: Source) -> Confidence:
    return Confidence.CERTAIN if b"%PDF-" in source.head[:1024] else Confidence.NO


FORMAT = Format("a PDF", (".pdf",), _recognise, read)
