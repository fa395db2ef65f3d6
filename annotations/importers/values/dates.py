"""Dates as the press prints them, read only where they can be read in one way.

A wrong date is worse than none: it sorts an article into the wrong week of a brief and nobody looks again. So
"03/04/2026" stays unread unless the language of the article, the weekday beside it or the other dates of its source
settle the order.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal, get_args

from annotations.importers.values.calendar_names import month_of, weekday_of

Order = Literal["dmy", "mdy", "ymd"]
Orders = frozenset[Order]
"""Orders of day, month and year in which a date of three numbers may be meant."""

ANY_ORDER: Orders = frozenset(get_args(Order))
_DAY_FIRST_IN = (
    "ar be bg bs ca cs da de el es et fi fr gl he hr id it kk mk nb nl nn no pl pt ro ru sk sl sq sr tr uk vi"
    " en-au en-gb en-ie en-in en-nz"
)
_DAY_FIRST = frozenset(_DAY_FIRST_IN.split())

_LONGEST = 80
_NOON = 12
_NEXT_CENTURY, _LAST_CENTURY = 50, 70
_FULL = len("2026-03-12")
_JOINED = (
    r"(?:[T\s,;|·•–—(-]|\b(?:at|um|à|às|as|a las|alle ore|alle|ore|om|kl|klo|saat|o godz|godz|в|о|об|год|às)\b\.?)+"
)
_CLOCK = (
    r"(?P<hour>\d{1,2})"
    r"(?:\s?[:.h]\s?(?P<minute>\d{2})(?::\d{2}(?:[.,]\d+)?)?|(?=\s?(?:[ap]\.?\s?m\b|h\b|Uhr\b|uur\b)))"
    r"\s?(?P<half>[ap]\.?\s?m\b\.?)?(?:\s?(?:Uhr|uur|h|hrs|heures)\b)?"
)
_ZONES = (
    "UTC|GMT|MSK|МСК|CET|CEST|WET|WEST|EET|EEST|BST|IST|EST|EDT|CST|CDT|MST|MDT|PST|PDT|ET|CT|MT|PT|MEZ|MESZ|TRT|BRT|ART"
    "|AEST|AEDT|AWST|NZST|NZDT|JST|KST|HKT|SGT"
)
_OFFSET = r"[+−-]\d{1,2}(?::?\d{2})?"
_ZONE = (
    rf"(?:\s?\(?(?:Z|(?:UTC|GMT)?\s?{_OFFSET}|(?:{_ZONES})\b|(?:[^\W\d_]+\s){{1,3}}time)\)?)?"
    r"(?:\s?\([^)]*\))?\)?"
)
_TIME = rf"(?:{_JOINED}{_CLOCK}{_ZONE})?"
_BEFORE = r"(?:[^\W\d_]{1,12}\.?,?\s+)?"  # "Published", "le", a weekday in a language that is not known
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.|º|ª|°)?"
_MONTH = r"(?P<month>[^\W\d_]{3,12})\.?"
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_ANY_YEAR = r"(?P<year>(?:19|20)\d{2}|[’']?\d{2})"
_YEAR_MARK = r"(?:\s?(?:года|год|г\.?|року|рік|р\.?|roku|r\.?)(?!\w))?"
_CJK_DAY = r"(?P<number>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]"

_WRITTEN = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"{_YEAR}[-/.]\s?(?P<number>\d{{1,2}})[-/.]\s?(?P<day>\d{{1,2}})\.?(?:{_TIME}|Z|{_OFFSET})",
        rf"{_YEAR}(?P<number>\d{{2}})(?P<day>\d{{2}})",
        rf"{_YEAR}\s?[年년]\s?{_CJK_DAY}{_TIME}",
        rf"{_BEFORE}(?:the\s+)?{_DAY}[\s-]+(?:of\s+|de\s+)?{_MONTH},?[\s-]+(?:del?\s+)?{_ANY_YEAR}{_YEAR_MARK}{_TIME}",
        rf"{_BEFORE}{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}{_TIME}",
        rf"{_BEFORE}{_MONTH}\s+(?P<day>\d{{1,2}}){_TIME}\s+{_YEAR}",  # as computers print it: the year at the end
        rf"{_YEAR}[-.,\s]+{_MONTH}[-,\s]+(?P<day>\d{{1,2}})\.?{_TIME}",
        rf"{_YEAR}-(?P<number>\d{{2}})",
        rf"{_MONTH},?\s+(?:de\s+)?{_YEAR}{_YEAR_MARK}",
        _YEAR,
    )
)
_NUMBERS = re.compile(
    rf"{_BEFORE}(?P<a>\d{{1,2}})\s?[./-]\s?(?P<b>\d{{1,2}})\s?[./-]\s?(?P<c>(?:19|20)?\d{{2}}){_YEAR_MARK}{_TIME}",
    re.I,
)
_PLACES: dict[Order, str] = {"dmy": "abc", "mdy": "bac", "ymd": "cba"}
"""Which of the three numbers are day, month and year."""
_TIME_FIRST = re.compile(rf"({_CLOCK}{_ZONE})(?:\s?[,|·•–—-]\s?|\s)\s*(?:on\s+|am\s+)?(?P<rest>\S.*)", re.I)
_WORD = re.compile(r"\(?([^\W\d_]+(?:[’'-][^\W\d_]+)*)\)?\.?,?")
_STORED = re.compile(
    r"\d{4}(?:-(?P<month>\d{2})(?:-(?P<day>\d{2})(?:T(?P<hour>\d{2}):(?P<minute>\d{2}))?)?)?", re.ASCII
)


def read_date(raw: str, language: str = "", orders: Orders = ANY_ORDER) -> str:
    """Return the date in `raw` as ISO 8601 to the precision printed, or "" where it cannot be read for certain.

    The whole of `raw` must be the date (a weekday, a time and a time zone may stand with it). The time is the one
    printed; zones are not converted, and a time of 00:00 is taken for "no time". `language` (such as "ru" or
    "en-GB") is the one it is printed in. A date of three numbers is read only if all orders that its language and its
    source have give the same day; `orders` are those of the source, see `shared_orders`. Two digits of a year are
    those from 1970 to 2049.
    """
    tidy = _tidy(raw)
    if not tidy or not any(map(str.isdigit, tidy)):
        return ""
    language = language.lower().replace("_", "-")
    if found := _read(tidy, language, orders):
        return found
    first = _TIME_FIRST.fullmatch(tidy)
    found = _read(f"{first['rest']}, {first[1]}", language, orders) if first else ""
    return found if len(found) >= _FULL else ""


def shared_orders(printed: Iterable[str]) -> Orders:
    """Return the orders in which every date of three numbers among those of one source can be read.

    That is one order where a source prints "03/04/2026" and "13/04/2026". Where no order fits them all, the source
    settles nothing, and all are returned.
    """
    shared = ANY_ORDER
    for raw in printed:
        tidy, _ = _without_weekday(_tidy(raw))
        found = _NUMBERS.fullmatch(tidy)
        if found:
            shared &= frozenset(order for order, _ in _fitting(found, ANY_ORDER))
    return shared or ANY_ORDER


def is_stored_form(value: str) -> bool:
    """Whether `value` is a date as it is stored: "2026", "2026-03", "2026-03-12" or "2026-03-12T14:05"."""
    found = _STORED.fullmatch(value)
    if not found:
        return False
    try:
        date(int(value[:4]), int(found["month"] or 1), int(found["day"] or 1))
    except ValueError:
        return False
    return not found["hour"] or _is_time(int(found["hour"]), int(found["minute"]))


def _tidy(raw: str) -> str:
    """On one line, without the marks of direction that some browsers print in dates; "" if it is too long."""
    line = " ".join(raw[: _LONGEST + 1].replace("\u200e", "").replace("\u200f", "").split())
    return line.strip(" .,;|·") if len(line) <= _LONGEST else ""


def _read(tidy: str, language: str, orders: Orders) -> str:
    bare, weekday = _without_weekday(tidy)
    for pattern in _WRITTEN:
        if (found := pattern.fullmatch(bare)) and (iso := _from_parts(found.groupdict(), language)):
            return iso
    numbers = _NUMBERS.fullmatch(bare)
    return _from_numbers(numbers, language, orders, weekday) if numbers else ""


def _without_weekday(tidy: str) -> tuple[str, int]:
    """The line without the name of a weekday, and which it was (-1: none)."""
    for word in _WORD.finditer(tidy):
        weekday = weekday_of(word[1])
        if weekday >= 0:
            return f"{tidy[: word.start()]}{tidy[word.end() :]}".replace("  ", " ").strip(" .,;"), weekday
    return tidy, -1


# -- three numbers


def _from_numbers(found: re.Match[str], language: str, orders: Orders, weekday: int) -> str:
    """The date, if all orders that may be meant give the same day."""
    usual = _usual_orders(language, found)
    for among in (usual & orders, usual, ANY_ORDER):  # what is against the custom of its language is still a date
        days = {day for _, day in _fitting(found, among) if weekday in (-1, day.weekday())}
        days = days or {day for _, day in _fitting(found, among)}
        if days:
            return days.pop().isoformat() + _time(found.groupdict()) if len(days) == 1 else ""
    return ""


def _usual_orders(language: str, found: re.Match[str]) -> Orders:
    """The orders of a language; any where "a.m." or "p.m." show that it is not printed as that language does."""
    main, _, _ = language.partition("-")
    if found["half"] and main != "en":
        return ANY_ORDER
    if language == "en-us":
        return frozenset({"mdy"})
    if {language, main} & _DAY_FIRST:
        return frozenset({"dmy"})
    return frozenset({"dmy", "mdy"}) if main == "en" else ANY_ORDER


def _fitting(found: re.Match[str], among: Orders) -> Iterator[tuple[Order, date]]:
    """Each order in which the three numbers are a day of the calendar, and that day."""
    for order in among:
        day, month, year = (found[place] for place in _PLACES[order])
        try:
            yield order, date(_year(year), int(month), int(day))
        except ValueError:
            continue


# -- parts


def _year(printed: str) -> int:
    """The year, which may have two digits; 0 where these may mean either century."""
    digits = printed.lstrip("’'")
    number = int(digits)
    match len(digits):
        case 4:
            return number
        case 2 if number < _NEXT_CENTURY:
            return 2000 + number
        case 2 if number >= _LAST_CENTURY:
            return 1900 + number
        case _:
            return 0


def _from_parts(parts: dict[str, str | None], language: str) -> str:
    """Put the parts together; "" if the month is no month or the calendar has no such day."""
    year = _year(parts["year"] or "")
    name = parts.get("month")
    month = month_of(name, language) if name else int(parts.get("number") or 0)
    day = int(parts.get("day") or 0)
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return ""
    if name and not month:
        return ""
    iso = f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")
    return iso + _time(parts) if day else iso


def _time(parts: dict[str, str | None]) -> str:
    if not parts.get("hour"):
        return ""
    hour, minute = int(parts["hour"] or 0), int(parts["minute"] or 0)
    half = (parts.get("half") or "").lower()
    if half and 1 <= hour <= _NOON:
        hour = hour % _NOON + (_NOON if half.startswith("p") else 0)
    if not _is_time(hour, minute) or (hour, minute) == (0, 0):
        return ""
    return f"T{hour:02}:{minute:02}"


def _is_time(hour: int, minute: int) -> bool:
    return hour < 24 and minute < 60  # noqa: PLR2004 - a clock
