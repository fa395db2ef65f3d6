"""Factiva downloads, as web page or rich text, in both layouts.

The coded layout names each field by two or three letters (HD headline, PD date, SN outlet, LP and TD the text). The
plain one prints the same without names: the count of words and the date are found, and the rest by its place to them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from annotations.errors import ImportFileError
from annotations.importers.compose import Fields, compose, one_line
from annotations.importers.databases.markup import lines_of
from annotations.importers.databases.printed import is_name, is_rights, is_word_count, printed_date, without_by
from annotations.importers.databases.splitting import drafted
from annotations.importers.documents.rtf import PAGE_BREAK, is_rtf, rtf_paragraphs
from annotations.importers.draft import Draft, noted
from annotations.importers.formats import Confidence, Format
from annotations.importers.source import Source
from annotations.importers.values.languages import guess_language, language_code
from annotations.text import canonicalise

Coded = dict[str, list[str]]
"""Paragraphs by the letters of their field."""

# The language stands in the class; Chinese has four letters, "zhcn" and "zhtw".
_ARTICLE_CLASS = re.compile(r"\b([a-z]{2})(?:[a-z]{2})?Article\b")
_IN_PAGE = re.compile(
    r"<div\b[^>]*\bclass\s*=\s*[\"'](?:article\s+[a-z]{2,4}Article|[a-z]{2,4}Article\s+article)\b", re.I
)
_CODE = re.compile(r"[A-Z]{2,3}")
_CODED_LINE = re.compile(r"\s*([A-Z]{2,3})\s*\|(.*?)\|?\s*$")
_ACCESSION = re.compile(r"(?:document|dokument|documento|документ)\s+[A-Z][A-Z0-9]{3,}\d{6,}\w*", re.I)
_TIME = re.compile(r"\d{1,2}:\d{2}(?:\s*[ap]\.?m\.?)?(?:\s+[A-Z]{2,4})?", re.I)
_SOURCE_CODE = re.compile(r"[A-Z][A-Z0-9]{1,7}")
_PAGE_NUMBER = re.compile(r"(?:[A-Z]{0,3}-?\d{1,4}|[A-Z]\d*)(?:[-,; ].{0,12})?")
_SAMPLE = 400_000
_HEADER = 12
_LONGEST_SECTION = 40
_LONGEST_ABOVE = 100
_FEWEST_LINES = 4
_CUT_OFF = "The download ends within this article."


# -- the two layouts


def coded_article(source: Source, coded: Mapping[str, Sequence[str]], language: str) -> Draft:
    """Return the draft of an article whose fields are named; `language` is used where no field says it."""

    def value(*codes: str) -> str:
        return next((one_line(" ".join(coded[code])) for code in codes if code in coded), "")

    body = [paragraph for code in ("LP", "TD") for paragraph in coded.get(code, ())]
    stated = language_code(value("LA")) or language
    language = stated or guess_language("\n".join(body))
    day = value("PD")
    fields = Fields(
        headline=value("HD"),
        outlet=value("SN"),
        author=without_by(value("BY")),
        published=printed_date(f"{day} {value('ET')}", language) or printed_date(day, language) or day,
        language=language,
        section=value("SE"),
        raw="\n".join(f"{code} {' '.join(lines)}" for code, lines in coded.items() if code not in ("LP", "TD")),
        guessed=() if stated else ("language",),
    )
    return compose(source, fields, body, bylines=False)


@dataclass(frozen=True, slots=True)
class _Top:
    """What stands above the text of the plain layout, and the line with which the text begins."""

    section: str = ""
    headline: str = ""
    author: str = ""
    date: str = ""
    time: str = ""
    outlet: str = ""
    language: str = ""
    body: int = 0


def plain_article(source: Source, lines: Sequence[str], language: str, headline: str = "", author: str = "") -> Draft:
    """Return the draft of an article of the plain layout; `headline` and `author` where the markup tells them."""
    printed = [line for line in map(one_line, lines) if line]
    if printed and _ACCESSION.fullmatch(printed[-1]):
        accession, printed = printed[-1:], printed[:-1]
    else:
        accession = []
    stated, language = language, language or guess_language("\n".join(printed))
    top = _top(printed, language, headline)
    told = {
        "headline": headline,
        "author": author or without_by(top.author) != top.author,
        "section": False,
        "language": top.language or stated,
    }
    stamp = f"{top.date} {top.time}".strip()
    fields = Fields(
        headline=top.headline,
        outlet=top.outlet,
        author=without_by(author or top.author),
        published=printed_date(stamp, language) or printed_date(top.date, language),
        language=top.language or language,
        section=top.section,
        raw="\n".join([*printed[: top.body], *accession]),
        guessed=tuple(name for name, known in told.items() if not known),
    )
    return compose(source, fields, printed[top.body :], bylines=False)


def _top(printed: Sequence[str], language: str, headline: str) -> _Top:
    """What stands around the count of words, or around the date where nobody counted."""
    head = printed[:_HEADER]
    words = next((n for n, line in enumerate(head) if is_word_count(line)), -1)
    at = words + 1 if words >= 0 else next((n for n, line in enumerate(head) if printed_date(line, language)), -1)
    if at < 0:
        return _Top(headline=headline)
    above = printed[: words if words >= 0 else at]
    title, author = _titles(above, headline)
    section = _section(above, title)
    date = printed[at] if at < len(printed) and printed_date(printed[at], language) else ""
    at += bool(date)
    time = printed[at] if at < len(printed) and _TIME.fullmatch(printed[at]) else ""
    at += bool(time)
    outlet = printed[at] if at < len(printed) else ""
    body, named = _below(printed, at + 1)
    return _Top(section, title, author, date, time, outlet, named, body)


def _titles(above: Sequence[str], headline: str) -> tuple[str, str]:
    """Headline and author among the lines above the count of words; a name of a section may come first."""
    if headline:
        below = list(above)[list(above).index(headline) + 1 :] if headline in above else []
        return headline, below[-1] if below else ""
    if len(above) > 1 and _is_author(above[-1], above[-2]):
        return above[-2], above[-1]
    return (above[-1] if above else ""), ""


def _section(above: Sequence[str], headline: str) -> str:
    """The one line above the headline, where it is as short as the name of a section."""
    place = list(above).index(headline) if headline in above else 0
    return above[0] if place == 1 and len(above[0]) <= min(_LONGEST_SECTION, len(headline) - 1) else ""


def _is_author(line: str, above: str) -> bool:
    """Headlines are longer than names, and names of sections shorter than headlines."""
    return without_by(line) != line or (is_name(line) and len(above) > len(line))


def _below(printed: Sequence[str], at: int) -> tuple[int, str]:
    """Where the text begins under the outlet, and the language that is named there.

    Code, page, edition and language may stand between; the notice of rights, where there is one, is the last of them.
    """
    lines = takewhile(lambda n: len(printed[n]) <= _LONGEST_ABOVE, range(at, min(len(printed), at + _HEADER)))
    window = list(lines)
    named = next((language_code(printed[n]) for n in window if _is_language(printed[n])), "")
    rights = [n for n in window if is_rights(printed[n])]
    if rights:
        return rights[0] + 1, named
    while at < len(printed) and (
        _SOURCE_CODE.fullmatch(printed[at]) or _PAGE_NUMBER.fullmatch(printed[at]) or _is_language(printed[at])
    ):
        at += 1
    return at, named


def _is_language(line: str) -> bool:
    return len(line) > len("xxx") and bool(language_code(line)) and " " not in line and not _SOURCE_CODE.fullmatch(line)


# -- web page


def _read_page(source: Source) -> list[Draft]:
    from lxml import html

    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_pis=True, remove_comments=True)
    tree = html.document_fromstring(canonicalise(source.text), parser=parser)
    found = [div for div in tree.iter("div") if _is_article(div)]
    if not found:
        raise ImportFileError("holds no article", "Download it again, with the full text", source.path)
    return drafted(found, lambda div: _page_article(source, div))


def _is_article(div: Any) -> bool:
    return "article" in (div.get("class") or "").split() and bool(_ARTICLE_CLASS.search(div.get("class")))


def _page_article(source: Source, div: Any) -> Draft:
    language = _ARTICLE_CLASS.search(div.get("class"))[1]  # type: ignore[index]
    coded = _coded_rows(div)
    if coded:
        return coded_article(source, coded, language)
    headline = next((one_line(span.text_content()) for span in _classed(div, "span", "Headline")), "")
    authors = [one_line(part.text_content()) for part in _classed(div, "div", "author")]
    return plain_article(source, list(lines_of(div)), language, headline, ", ".join(filter(None, authors)))


def _classed(div: Any, tag: str, ending: str) -> list[Any]:
    return [part for part in div.iter(tag) if (part.get("class") or "").endswith(ending)]


def _coded_rows(div: Any) -> Coded:
    found: Coded = {}
    for row in div.iter("tr"):
        cells = row.findall("td")
        code = one_line(cells[0].text_content()) if len(cells) > 1 else ""
        if _CODE.fullmatch(code):
            found.setdefault(code, []).extend(filter(None, map(one_line, lines_of(cells[1]))))
    return found if "HD" in found else {}


def _recognise_page(source: Source) -> Confidence:
    if not source.encoding or not _IN_PAGE.search(source.text[:_SAMPLE]):
        return Confidence.NO
    return Confidence.CERTAIN


# -- rich text


def _read_rtf(source: Source) -> list[Draft]:
    drafts = drafted(_chunks(rtf_paragraphs(source)), lambda chunk: _rtf_article(source, chunk))
    if not drafts:
        raise ImportFileError("holds no article", "Download it again, with the full text", source.path)
    return drafts


def _rtf_article(source: Source, chunk: Sequence[str]) -> Draft:
    coded = _coded_lines(chunk)
    draft = coded_article(source, coded, "") if coded else plain_article(source, chunk, "")
    return draft if any(map(_is_last, chunk)) else noted(draft, _CUT_OFF)


def _chunks(paragraphs: Sequence[str]) -> Iterator[list[str]]:
    """The lines of each article: to the line with its accession number, and the field AN where fields are named."""
    chunk: list[str] = []
    for paragraph in paragraphs:
        line = one_line(paragraph.replace(PAGE_BREAK, ""))
        if line:
            chunk.append(line)
        if _is_last(line) or (PAGE_BREAK in paragraph and any(map(_is_last, chunk))):
            yield chunk
            chunk = []
    if len(chunk) >= _FEWEST_LINES and (any(map(is_word_count, chunk)) or _coded_lines(chunk)):
        yield chunk


def is_accession(line: str) -> bool:
    """Whether a line says the accession number of an article and nothing else, which ends the article."""
    return bool(_ACCESSION.fullmatch(line))


def _is_last(line: str) -> bool:
    coded = _CODED_LINE.match(line)
    return is_accession(line) or bool(coded and coded[1] == "AN")


def _coded_lines(lines: Sequence[str]) -> Coded:
    found: Coded = {}
    code = ""
    for line in lines:
        named = _CODED_LINE.match(line)
        if named:
            code = named[1]
        if code and (value := named[2].strip() if named else line.strip("| ")):
            found.setdefault(code, []).append(value)
    return found if "HD" in found else {}


def _recognise_rtf(source: Source) -> Confidence:
    if not is_rtf(source):
        return Confidence.NO
    try:
        lines = [one_line(paragraph) for paragraph in rtf_paragraphs(source)]
    except ImportFileError:
        return Confidence.NO
    if not any(map(_is_last, lines)):
        return Confidence.NO
    counts = any(map(is_word_count, lines)) or any(line.startswith(("WC|", "PD|")) for line in lines)
    return Confidence.CERTAIN if counts or any(map(printed_date, lines)) else Confidence.NO


PAGE = Format("a Factiva download (web page)", (".html", ".htm"), _recognise_page, _read_page)
RTF = Format("a Factiva download (RTF)", (".rtf",), _recognise_rtf, _read_rtf)
