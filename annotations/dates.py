"""Dates in words: "12 Mar 2026", and in Russian "12 марта 2026 г."."""

import re
from datetime import datetime, timedelta

from annotations.importers.values.dates import read_date

_MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_RUSSIAN = (
    *("", "январь", "февраль", "март", "апрель", "май", "июнь"),
    *("июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
)
_RUSSIAN_OF = (
    *("", "января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
)
_RUSSIAN_SHORT = ("", "янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
"""Months as they stand alone, behind a day, and short."""
YEAR = "\u00a0г."
"""What stands behind a year in Russian; its stop is also that of a sentence."""
_ZONE = re.compile(r"(?<=:\d\d)\s?(Z|[A-Z]{3,5}|(?:UTC|GMT)?\s?[+−-]\d{1,2}(?::?\d{2})?)$", re.I)
_DIFFERENCE = re.compile(r"(?:Z|UTC|GMT)?\s?(?:(?P<sign>[+−-])(?P<hours>\d{1,2}):?(?P<minutes>\d{2})?)?", re.I)
_MIDNIGHT = re.compile(r"(?<!\d)0?0:00$")
_DAY = len("2026-03-12")
_DATE = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?(?P<time>T.+)?")


def in_words(date: str, language: str = "en") -> str:
    """An ISO 8601 date or time to its own precision, as people read it; anything else as it is.

    `language` is "en" or "ru".
    """
    match = _DATE.fullmatch(date.strip())
    if not match or not 1 <= int(match[2]) < len(_MONTHS):
        return date
    words = day_in_words(int(match[1]), int(match[2]), int(match[3] or 0), language)
    return f"{words}, {_time(date.strip())}" if match["time"] else words


def day_in_words(year: int, month: int, day: int, language: str = "en") -> str:
    """A day, or with 0 for the day its month: "12 Mar 2026", "12 марта 2026 г."."""
    number = f"{day} " if day else ""
    if language == "ru":
        return f"{number}{(_RUSSIAN_OF if day else _RUSSIAN)[month]} {year}{YEAR}"
    return f"{number}{_MONTHS[month]} {year}"


def short_month(month: int, language: str = "en") -> str:
    """A month in three letters or so, where there is little room."""
    return _RUSSIAN_SHORT[month] if language == "ru" else _MONTHS[month]


def _time(date: str) -> str:
    try:
        moment = datetime.fromisoformat(date)
    except ValueError:
        return date.partition("T")[2]
    zone = moment.utcoffset()
    if zone is None:
        return f"{moment:%H:%M}"
    return f"{moment:%H:%M} UTC" + ("" if zone == timedelta(0) else f"{moment:%z}"[:3] + ":" + f"{moment:%z}"[3:5])


def moment(typed: str) -> str:
    """A date or time as a person types it, as ISO 8601; empty where it cannot be read for certain.

    A blank for the T is understood, and whatever dates of the press are; so are UTC and differences from it.
    """
    text = " ".join(typed.split())
    zone = _ZONE.search(text)
    if not zone:
        return _read(text)
    difference = _difference(zone[1])
    date = _read(text[: zone.start()])
    return f"{date}{difference}" if difference and "T" in date else ""


def _read(text: str) -> str:
    """What the press means by midnight is no time; a person who types it does mean it."""
    date = read_date(text)
    return f"{date}T00:00" if len(date) == _DAY and _MIDNIGHT.search(text) else date


def _difference(zone: str) -> str:
    """A zone as "+01:00"; empty for one that only has a name."""
    found = _DIFFERENCE.fullmatch(zone)
    if not found:
        return ""
    sign = (found["sign"] or "+").replace("−", "-")
    hours, minutes = int(found["hours"] or 0), int(found["minutes"] or 0)
    return f"{sign}{hours:02}:{minutes:02}" if hours < 24 and minutes < 60 else ""  # noqa: PLR2004 - a clock


def moment_in_words(typed: str, language: str = "en") -> str:
    """A date or time as a person types it in words, as `in_words` has them; what is no date stays as it is."""
    text = " ".join(typed.split())
    zone = _ZONE.search(text)
    if zone and not _difference(zone[1]) and "T" in (date := _read(text[: zone.start()])):
        return f"{in_words(date, language)} {zone[1]}"
    return in_words(moment(text) or text, language)


def period(first: str, last: str, language: str = "en") -> str:
    """From one date to another, the year and month said once where they are the same."""
    start, end = in_words(first, language), in_words(last, language)
    if not start or not end or start == end:
        return start or end
    ours, theirs = start.split(" "), end.split(" ")
    if len(ours) == len(theirs):
        while len(ours) > 1 and ours[-1] == theirs[len(ours) - 1]:
            ours.pop()
    return f"{' '.join(ours)} – {end}"
