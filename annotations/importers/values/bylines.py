"""Author and date from the lines under a headline, where they stand there alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from annotations.importers.values.dates import read_date

_LONGEST = 120
_MOST_NAMES = 8
_SEPARATORS = re.compile(r"\s*[|·•/]\s+|\s+[—–-]\s+")
_PREFIX = re.compile(
    r"^(?:published|posted|date|опубликовано|дата|veröffentlicht|publié|publicado)(?:\s+on|\s+am|\s+le)?\s*:?\s+", re.I
)
_AUTHOR = re.compile(r"^(?:by|author|автор|von|par|por)\s*:?\s+(?P<name>[^\W\d_].{1,60})$", re.I)
_NUMERIC_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d{2}")


@dataclass(frozen=True, slots=True)
class Byline:
    """What the lines said; `date` is as printed."""

    author: str = ""
    date: str = ""


def read_byline(lines: Sequence[str], language: str = "") -> Byline:
    """Look through the first lines under a headline for "By A. Writer" and for a date that stands alone.

    Only lines that consist of nothing else count: a date inside a sentence says when something happened, not when
    the article appeared.
    """
    author = date = ""
    for line in lines:
        if len(line) > _LONGEST:
            continue
        for part in _parts(line):
            bare = _PREFIX.sub("", part)
            if not date and _is_day(bare, language):
                date = bare
            elif not author and (found := _AUTHOR.match(part)) and _is_name(found["name"]):
                author = found["name"].strip(" .,")
    return Byline(author, date)


def _parts(line: str) -> list[str]:
    return [part.strip(" ,;") for part in _SEPARATORS.split(line)] if _SEPARATORS.search(line) else [line.strip()]


def _is_day(part: str, language: str) -> bool:
    """A full date; a year alone under a headline may be anything."""
    return len(read_date(part, language)) >= len("2026-03-12") or bool(_NUMERIC_DATE.fullmatch(part))


def _is_name(name: str) -> bool:
    """A few words of which the first and last begin with a capital, and no sentence."""
    words = name.split()
    return (
        len(words) <= _MOST_NAMES
        and words[0][:1].isupper()
        and words[-1][:1].isupper()
        and not name.endswith((".", "!", "?", ":"))
    )
