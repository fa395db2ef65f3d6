"""What browsers print around a page: its title, its address, the date of printing and the number of each sheet.

Chrome and Edge print date and title above, address and "1/3" below; Firefox title and address above, "1 of 3" and date
below; Safari title and date above, address and "Page 1 of 3" below. All of it stands in the outermost lines of a sheet.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import parse_qs, urlsplit

from annotations.importers.compose import Fields
from annotations.importers.pdf.parts import Page, Piece
from annotations.importers.pdf.rows import rows_of
from annotations.importers.values.dates import Orders, read_date
from annotations.importers.values.languages import guess_language

_ADDRESS = re.compile(
    r"(?<!\S)(?:(?:view-source:)?https?://|file:/|about:|(?:chrome|moz|safari-web)-extension:/)\S+", re.I
)
_CLOCK = r"\d{1,2}\s?[:.h]\s?\d{2}(?::\d{2})?(?:\s?[ap]\.?\s?m\b\.?)?"
_DAY = r"(?:\d{1,2}[./-]\s?\d{1,2}[./-]\s?(?:\d{4}|\d{2})|\d{4}[./-]\d{1,2}[./-]\d{1,2})\.?(?:\s?г\.)?"
_STAMP = rf"{_DAY}(?:(?:,|\s|\b(?:at|um|à|a las|в)\b)+{_CLOCK})?"
_FIRST_STAMP = re.compile(rf"{_STAMP}(?=\s|$)", re.I)
_LAST_STAMP = re.compile(rf"(?<!\S){_STAMP}$", re.I)
_SHEET = r"(?:(?:page|seite|p[áa]gina|страница|стр\.?)\s*)?(\d{1,4})\s?(?:/|of|von|sur|de|из)\s?(\d{1,4})"
_FIRST_SHEET = re.compile(rf"{_SHEET}(?=\s|$)", re.I)
_LAST_SHEET = re.compile(rf"(?<!\S){_SHEET}$", re.I)
_MOSTLY = 0.8
_CUT = ("…", "...")
_SEPARATORS = re.compile(r"\s+(?:[|–—·•»/-]|::)\s+")
_LONGEST_SITE = 60
_SHORTEST = 12
_AMONG_FIRST = 40
"""Paragraphs among which the headline is looked for: the menu of a site may stand above it."""
_WORDS = re.compile(r"[^\W\d_]{3,}")
_FULL = len("2026-03-12")
_BROWSERS: Orders = frozenset({"dmy", "mdy"})
"""The orders of browsers; they print a year that comes first with four digits."""
_DOTTED: Orders = frozenset({"dmy"})
_DOTS = re.compile(r"\d{1,2}\.")


@dataclass(frozen=True, slots=True)
class Print:
    """What a browser printed around a page, empty where it did not.

    `date` is as printed. `cut` is an address that had no room, so that it is not known whole. `lines` are those of the
    first sheet that say all this.
    """

    url: str = ""
    cut: str = ""
    title: str = ""
    date: str = ""
    lines: tuple[str, ...] = ()

    def accessed(self, language: str, created: str) -> tuple[str, bool]:
        """Return the date of printing, and whether its order of day and month is a guess; as printed if it is unread.

        A day that may be one of two is the one on which the file was made, if it is one of them; `created` is what the
        file says of that. Otherwise it is read as the article's language prints dates, which may not be the browser's.
        """
        orders = _DOTTED if _DOTS.match(self.date) else _BROWSERS
        if found := read_date(self.date, "", orders):
            return found, False
        made = _made(created)
        for order in orders:
            found = read_date(self.date, "", frozenset({order}))
            if made and found and abs((date.fromisoformat(found[:_FULL]) - made).days) <= 1:
                return found, False
        found = read_date(self.date, language, orders)
        return found or self.date, bool(found)


@dataclass(frozen=True, slots=True)
class _Row:
    """The outermost line of a sheet, and what it says; `rest` is what is none of it."""

    pieces: tuple[Piece, ...]
    text: str
    url: str = ""
    stamp: str = ""
    sheet: str = ""
    rest: str = ""


def taken_off(pages: Sequence[Page], title: str = "") -> tuple[Print | None, list[Page]]:
    """Return what a browser printed around the pages, and the pages without it; None if no browser did.

    `title` is the one among the file's properties, which is whole where the printed one had no room.
    """
    edges = [list(map(_read, _outermost(page))) for page in pages]
    url = _common([row.url for rows in edges for row in rows], len(pages))
    stamp = _common([row.stamp for rows in edges for row in rows], len(pages))
    sheets = sum(any(row.sheet for row in rows) for rows in edges)
    if not _is_print(url, stamp, is_numbered=bool(pages) and sheets >= _MOSTLY * len(pages)):
        return None, list(pages)
    rest = Counter(row.rest for rows in edges for row in rows if _says(row, url, stamp) and row.rest)
    named = rest.most_common(1)[0][0] if rest else _common([row.text for rows in edges for row in rows[:1]], len(pages))
    if not rest and not _is_title(named, title, len(pages)):
        named = ""
    off = [[row for row in rows if _says(row, url, stamp) or row.text == named] for rows in edges]
    kept = [
        _without(page, {piece for row in rows for piece in row.pieces}) for page, rows in zip(pages, off, strict=True)
    ]
    found = Print(
        url=_web_address(url),
        title=_whole(named, title),
        date=stamp,
        cut=url if url.endswith(_CUT) else "",
        lines=tuple(row.text for rows in off[:1] for row in rows),
    )
    return found, kept


def _outermost(page: Page) -> list[tuple[Piece, ...]]:
    rows = rows_of(page.pieces)
    return [tuple(row) for row in (rows if len(rows) <= 1 else (rows[0], rows[-1]))]


def _read(pieces: tuple[Piece, ...]) -> _Row:
    text = " ".join(" ".join(piece.text for piece in pieces).split())
    rest, url = _off(text, (_ADDRESS,))
    rest, stamp = _off(rest, (_FIRST_STAMP, _LAST_STAMP))
    rest, sheet = _off(rest, (_FIRST_SHEET, _LAST_SHEET))
    if not stamp:
        written = next((piece.text.strip() for piece in pieces if len(read_date(piece.text)) >= _FULL), "")
        rest, stamp = (rest.replace(written, "").strip(), written) if written else (rest, "")
    return _Row(pieces, text, url, stamp, sheet, rest)


def _off(text: str, patterns: Sequence[re.Pattern[str]]) -> tuple[str, str]:
    """The text without what one of the patterns finds in it, and that: the first at the beginning, others anywhere."""
    for pattern in patterns:
        found = pattern.search(text)
        if found and (pattern is _ADDRESS or found.start() == 0 or found.end() == len(text)):
            return f"{text[: found.start()]} {text[found.end() :]}".strip(), found[0]
    return text, ""


def _common(values: Iterable[str], pages: int) -> str:
    """The value that stands on most of the pages, "" if none does."""
    counts = Counter(filter(None, values)).most_common(1)
    return counts[0][0] if counts and counts[0][1] >= _MOSTLY * pages else ""


def _is_print(url: str, stamp: str, *, is_numbered: bool) -> bool:
    """Whether this is what browsers print. The running heads of papers name their site and a day, no more."""
    is_timed = "T" in (read_date(stamp, "en-us") or read_date(stamp, "en-gb"))
    if not url:
        return is_timed and is_numbered
    parts = urlsplit(url.rstrip("….")) if not url.startswith("[") else None
    is_page = parts is None or bool(parts.path.strip("/") or parts.query)
    return is_timed or (is_page and (is_numbered or bool(stamp)))


def _says(row: _Row, url: str, stamp: str) -> bool:
    return bool((url and row.url == url) or (stamp and row.stamp == stamp) or (row.sheet and not row.rest))


def _is_title(line: str, title: str, pages: int) -> bool:
    """Whether the first line, which says nothing else, is the title: every sheet has it, or the file names it."""
    return bool(line) and (pages > 1 or _bare(line) == _bare(title))


def _without(page: Page, pieces: set[Piece]) -> Page:
    return replace(page, pieces=tuple(piece for piece in page.pieces if piece not in pieces))


def _whole(printed: str, title: str) -> str:
    start = _bare(printed.rstrip("….") if printed.endswith(_CUT) else printed)
    return title if start and title and _bare(title).startswith(start) else printed


def _web_address(url: str) -> str:
    """The address on the web, "" if it is none or not whole; that of the page which a reader view shows."""
    url = url.removeprefix("view-source:")
    if url.endswith(_CUT):
        return ""
    if url.startswith("about:reader"):
        return next(iter(parse_qs(urlsplit(url).query).get("url", ())), "")
    return url if url.lower().startswith(("http://", "https://")) else ""


def _made(created: str) -> date | None:
    """The day in a PDF's "D:20260314101500Z"."""
    digits = created.removeprefix("D:")[:8]
    try:
        return date.fromisoformat(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}")
    except ValueError:
        return None


# -- from there to fields


def with_print(
    fields: Fields, lines: Sequence[str], found: Print, created: str, largest: str
) -> tuple[Fields, list[str], list[str]]:
    """Return the fields with what the browser printed, the lines with the headline first, and sentences on it.

    Args:
        fields: what the text says itself, which goes first.
        lines: the paragraphs.
        found: what the browser printed.
        created: when the file was made, as it says.
        largest: the paragraph in the largest letters, if one stands out.
    """
    headline, site, is_stated = parted(found.title, lines[:_AMONG_FIRST])
    if largest and not is_stated and (not headline or _shares(largest, headline)):
        headline = largest
    accessed, is_guess = found.accessed(fields.language or guess_language("\n".join(lines)), created)
    told = {"headline": not is_stated, "outlet": True, "accessed": is_guess}
    filled = {"headline": headline, "outlet": site, "url": found.url, "accessed": accessed}
    new = {name: value for name, value in filled.items() if value and not getattr(fields, name)}
    guessed = (*fields.guessed, *(name for name in new if told.get(name)))
    raw = "\n".join(filter(None, (fields.raw, *found.lines)))
    notes = [f"The address was cut off when the page was printed and was left empty: {found.cut}"] if found.cut else []
    first = [line for line in lines[:_AMONG_FIRST] if line == headline][:1]
    others = list(lines)
    for line in first:
        others.remove(line)
    return replace(fields, **new, guessed=guessed, raw=raw), [*first, *others], notes


def parted(title: str, printed: Sequence[str]) -> tuple[str, str, bool]:
    """Return the headline in a page's title, the name of the site behind it, and whether the page prints the headline.

    Titles name the site, and sometimes the section, behind the headline; a headline may hold a dash of its own.
    """
    cuts = [found.span() for found in _SEPARATORS.finditer(title)]
    known = {_bare(line): line for line in reversed(printed) if _bare(line)}
    for start, end in [(len(title), len(title)), *reversed(cuts)]:
        if line := known.get(_bare(title[:start])):
            return line, _site(title[end:]), True
    if not cuts or len(title) - cuts[-1][1] > _LONGEST_SITE or cuts[-1][0] < _SHORTEST:
        return title, "", False
    return title[: cuts[-1][0]], _site(title[cuts[-1][1] :]), False


def _site(behind: str) -> str:
    return _SEPARATORS.split(behind)[-1].strip() if len(behind) <= _LONGEST_SITE else ""


def _shares(line: str, other: str) -> bool:
    """Whether two lines may be one headline in two wordings: a third of the longer one's words stand in both."""
    words, others = (set(_WORDS.findall(text.casefold())) for text in (line, other))
    return len(words & others) * 3 >= max(len(words), len(others))


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
