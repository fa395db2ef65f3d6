"""Where a sentence ends within a paragraph: what the general splitter says, and what is mended of it."""

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise

from annotations.language.quotations import quotations
from annotations.language.sentence_words import (
    AFTER_TIMES,
    ASIDE,
    BEFORE_NAMES,
    BEFORE_NUMBERS,
    OPENERS,
    ORDINALS,
    UNITS,
    YEARS,
)

_LONG_QUOTATION = 200
"""Code points; what is longer is stepped through sentence by sentence, a shorter quotation stays whole."""

_STRETCH = 8_000
"""Code points given to the splitter at once."""

_LOOKED_BACK = 80
_LOOKED_AHEAD = 80
_MARKER = re.compile(
    r"\s*(?:[•◦▪‣*·-]|[–—](?=\s)|\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[A-Za-zА-Яа-я]|[ivxIVX]{1,5})[.)])\s+"
)
"""Bullet, dash or number at the start of a list item or of a line of dialogue."""

_CLOSERS = re.compile(r"[)\]”»’\"』」）】]+")
_STRAIGHT = '"'
_OPENERS = '“«"„('
_EDGES = re.compile("[(\\[{«„“\"'‘’/]")
_GOES_ON = re.compile(r"[,;:、，；：]")
_ASIDE_DASH = re.compile(r"[—–-]\s+")
_TWO_LETTERS = re.compile(r"(?:^|\W)т\.\s?[екноч]\.$", re.IGNORECASE)
_TIME = re.compile(r"\b[ap]\.\s?m\.$")
_ORDINAL = re.compile(r"(?:^|\s)(?:[12]?\d|3[01])\.$")
_NUMBER = re.compile(r"\d|[IVXLC]+\b")
_FIRST_WORD = re.compile(r"\w+")
_OWN_STOP = re.compile('[!?…。！？][”»"’」』]+$')
_UNSPACED_STOP = re.compile(r"(?:^|\W)\w\.$")

_MISSED = re.compile(
    r"(?P<dots>…[”»\"’)]*\s+)(?=[“«\"„(]?[^\W\d_])"
    r"|(?P<quoted>[.!?][”»\"]\s+)(?=[“«\"„]?[^\W\d_])"
    r"|(?P<bracket>[.!?…][)\]]\s+|[。！？][）】])(?=\S)"
)
_UNIT_ENDS = {
    code: re.compile(rf"(?<!\w)(?:{'|'.join(sorted(units))})\.\s+(?=[“«\"„]?[^\W\d_])", re.IGNORECASE)
    for code, units in UNITS.items()
}
_UNIT = re.compile(r"(?P<before>\S+)\s?(?<!\w)(?P<unit>[^\W\d_]+)$")
_OPENING = {")": "(", "]": "[", "）": "（", "】": "【"}
_FEW_WORDS = 3


def borders(paragraph: str, language: str) -> list[int]:
    """Where sentences start in a line of text, in order: 0 is not among them, nor the length.

    `language` is a code such as “en” or “ru-RU”; abbreviations of an unknown one are read as in English.
    """
    code = language.partition("-")[0].lower()
    marker = _MARKER.match(paragraph)
    start = marker.end() if marker else 0
    places = {*_missed(paragraph, start, code), *_split(paragraph, start, language)}
    return _within_quotations(paragraph, language, _kept(paragraph, start, sorted(places), code))


def _split(paragraph: str, start: int, language: str) -> Iterator[int]:
    """Where the splitter starts sentences behind `start`; a long line is given to it a stretch at a time.

    It takes a time that grows with the square of the length where many quotation marks are open.
    """
    import sentencex

    while start < len(paragraph):
        stretch = paragraph[start : start + _STRETCH]
        found = list(accumulate(map(len, sentencex.segment(language, stretch))))
        is_last = start + len(stretch) == len(paragraph)
        yield from (start + place for place in found[:-1])
        start += len(stretch) if is_last or len(found) == 1 else found[-2]


def _kept(paragraph: str, start: int, places: list[int], code: str) -> list[int]:
    """The borders that are none of those which cut a sentence in two; closing marks stay with what they close."""
    capitals = _starts_with_capital(paragraph[start:])
    end = len(paragraph.rstrip())
    kept: list[int] = []
    for place in places:
        moved = _behind_closers(paragraph, place)
        if not (kept[-1] if kept else start) < moved < end:
            continue
        if not _goes_on(paragraph, moved, kept[-1] if kept else 0, code, capitals=capitals):
            kept.append(moved)
    return kept


def _behind_closers(paragraph: str, place: int) -> int:
    """A border moved behind the closing marks that follow at once, and the white space behind them."""
    closers = _CLOSERS.match(paragraph, place)
    if not closers or paragraph[place - 1].isspace():
        return place
    if _STRAIGHT in closers[0] and paragraph[closers.end() : closers.end() + 1].isalnum():
        return place  # an opening mark
    end = closers.end()
    while end < len(paragraph) and paragraph[end].isspace():
        end += 1
    return end


def _goes_on(paragraph: str, place: int, start: int, code: str, *, capitals: bool) -> bool:
    """Whether the sentence from `start` goes on behind `place`, where the splitter ends it."""
    before = paragraph[max(start, place - _LOOKED_BACK) : place].rstrip()
    after = paragraph[place : place + _LOOKED_AHEAD]
    dash = _ASIDE_DASH.match(after)
    if _GOES_ON.match(after) or (capitals and _is_small(after[dash.end() :] if dash else after)):
        return True
    if not paragraph[place - 1].isspace() and before.endswith("."):
        return bool(_UNSPACED_STOP.search(before)) or not after[:1].isalnum()
    return _is_abbreviated(before, after, code) or _names_speaker(before, after, code)


def _is_abbreviated(before: str, after: str, code: str) -> bool:
    if _TWO_LETTERS.search(before):
        return True
    word = (_FIRST_WORD.search(after) or [""])[0].lower()
    if _TIME.search(before):
        return word in AFTER_TIMES
    if code in ORDINALS and _ORDINAL.search(before):
        return word not in OPENERS
    return before.endswith(".") and _ends_with_abbreviation(before, after, code)


def _ends_with_abbreviation(before: str, after: str, code: str) -> bool:
    *earlier, last = before[:-1].split() or [""]
    short = _EDGES.split(last)[-1].lower()
    known = code if code in BEFORE_NAMES else "en"
    if _NUMBER.match(after) and short in BEFORE_NUMBERS.get(known, ()):
        return True
    if short in UNITS.get(code, ()) and _is_unit(before[:-1]):
        return short in YEARS and _is_opening(before)
    return short in BEFORE_NAMES[known] and not (earlier and earlier[-1][-1:].isdigit())


def _names_speaker(before: str, after: str, code: str) -> bool:
    """Whether who said it follows a quotation with a stop of its own: “Why?” Anna Holm asked."""
    return code in ASIDE and bool(_OWN_STOP.search(before) and ASIDE[code].match(after))


def _missed(paragraph: str, start: int, code: str) -> Iterator[int]:
    """Ends of sentences that the splitter passes over: dots, what stands in brackets, and abbreviated units."""
    for match in _MISSED.finditer(paragraph, start):
        is_wanted = match.lastgroup != "bracket" or _is_bracketed_whole(paragraph, match, start)
        if is_wanted and not _is_small_behind(paragraph, match.end()):
            yield match.end()
    if code in _UNIT_ENDS:
        for match in _UNIT_ENDS[code].finditer(paragraph, start):
            stop = paragraph.index(".", match.start())
            head = paragraph[max(start, stop - _LOOKED_BACK) : stop]
            if _is_unit(head) and not _is_small_behind(paragraph, match.end()):
                yield match.end()


def _is_small_behind(paragraph: str, place: int) -> bool:
    return _is_small(paragraph[place : place + 3].lstrip(_OPENERS))


def _is_bracketed_whole(paragraph: str, match: re.Match[str], start: int) -> bool:
    """Whether a bracket holds sentences of its own: it opens where one starts, and has words."""
    closer = paragraph[match.start() + 1]
    opened = paragraph.rfind(_OPENING[closer], max(start, match.start() - 2_000), match.start())
    if opened < 0 or not any(letter.isalpha() for letter in paragraph[opened : match.start()]):
        return False
    before = paragraph[max(start, opened - 2) : opened].rstrip()
    return opened == start or before[-1:] in tuple(".!?…。！？") or not before


def _is_unit(head: str) -> bool:
    """Whether a number stands before the abbreviation at the end, or it is the end of “and so on”."""
    match = _UNIT.search(head)
    if not match:
        return False
    before = match["before"].lower()
    return bool(_NUMBER.search(match["before"])) or before in {"т.", "и", "і", "i", "за", "тыс.", "млн.", "млрд."}


def _is_opening(before: str) -> bool:
    """Whether so little of a clause stands before a year that it can hardly be over: “In 2024”."""
    return len(before.rpartition(",")[2].split()) <= _FEW_WORDS


def _starts_with_capital(text: str) -> bool:
    first = next((letter for letter in text if letter.isalpha()), "")
    return first != first.lower()


def _is_small(text: str) -> bool:
    """Whether a text starts with a small letter of a script that has capitals, not as in iPhone."""
    first = text[:1]
    return first.islower() and first.title() != first and not text[1:2].isupper()


def _within_quotations(paragraph: str, language: str, places: list[int]) -> list[int]:
    """Add the borders inside long quotations that the splitter kept whole."""
    added: list[int] = []
    for mark in quotations(paragraph):
        if len(mark) <= _LONG_QUOTATION:
            continue
        inside = paragraph[mark.start + 1 : mark.end - 1]
        added += [mark.start + 1 + border for border in borders(inside, language)]
    return sorted({*places, *added})


def pieces(paragraph: str, language: str) -> list[tuple[int, int]]:
    """Start and end of each sentence of a line, white space at its end included; one piece where nothing ends."""
    return list(pairwise([0, *borders(paragraph, language), len(paragraph)]))
