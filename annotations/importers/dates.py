"""Dates as the press prints them, read only where they can be read in one way.

A wrong date is worse than none: it sorts an article into the wrong week of a brief and nobody looks again. So
"03/04/2026" stays unread unless the language of the article settles the order.
"""

import re
from datetime import date

_NAMES = {
    1: "january jan januar jänner janvier janv enero ene января январь янв",
    2: "february feb februar février fevrier févr febrero февраля февраль фев февр",
    3: "march mar märz maerz mrz mars marzo марта март мар",
    4: "april apr avril avr abril abr апреля апрель апр",
    5: "may mai mayo мая май",
    6: "june jun juni juin junio июня июнь июн",
    7: "july jul juli juillet juil julio июля июль июл",
    8: "august aug août aout agosto ago августа август авг",
    9: "september sep sept septembre septiembre сентября сентябрь сен сент",
    10: "october oct oktober okt octobre octubre октября октябрь окт",
    11: "november nov novembre noviembre ноября ноябрь нояб",
    12: "december dec dezember dez décembre decembre déc diciembre dic декабря декабрь дек",
}
_MONTHS = {name: number for number, names in _NAMES.items() for name in names.split()}
_DAY_FIRST = {
    "ru",
    "uk",
    "be",
    "kk",
    "sr",
    "de",
    "fr",
    "es",
    "it",
    "pt",
    "pl",
    "nl",
    "tr",
    "cs",
    "en-gb",
    "en-au",
    "en-ie",
}
_MONTH_FIRST = {"en-us"}

_LONGEST = 80
_MONTHS_A_YEAR = 12
_NOON = 12
_TIME = (
    r"(?:(?:[T,\s]|\bat\b|\bum\b|в|à|-|—|–|\|)*(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?::\d{2}(?:[.,]\d+)?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?)?"
)
_ZONE = (
    r"\s*(?:Z|UTC|GMT|MSK|CET|CEST|EST|EDT|PST|PDT|BST|МСК|Uhr|(?:GMT|UTC)?\s?[+-]\d{2}:?\d{2})?"
    r"\s*(?:\([^)]*\))?"
)
_WEEKDAY = r"(?:[^\W\d_]{2,12}\.?,?\s+)?"
_MONTH = r"(?P<month>[^\W\d_]{3,10})\.?"
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_YEAR_MARK = r"(?:\s*(?:года|год|г\.?))?"

_ISO = re.compile(rf"{_YEAR}[-/.](?P<number>\d{{1,2}})[-/.](?P<day>\d{{1,2}}){_TIME}{_ZONE}", re.I)
_COMPACT = re.compile(rf"{_YEAR}(?P<number>\d{{2}})(?P<day>\d{{2}})")
_DAY_MONTH = re.compile(
    rf"{_WEEKDAY}(?:the\s+|le\s+|el\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.)?[\s-]+(?:of\s+|de\s+)?{_MONTH},?[\s-]+(?:de\s+)?{_YEAR}"
    rf"{_YEAR_MARK}{_TIME}{_ZONE}",
    re.I,
)
_MONTH_DAY = re.compile(rf"{_WEEKDAY}{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}{_TIME}{_ZONE}", re.I)
_NUMBERS = re.compile(
    rf"{_WEEKDAY}(?P<first>\d{{1,2}})[./-](?P<second>\d{{1,2}})[./-]{_YEAR}{_YEAR_MARK}{_TIME}{_ZONE}", re.I
)
_YEAR_MONTH = re.compile(rf"{_YEAR}-(?P<number>\d{{2}})")
_MONTH_YEAR = re.compile(rf"{_MONTH},?\s+{_YEAR}{_YEAR_MARK}", re.I)
_YEAR_ONLY = re.compile(_YEAR)
_STORED = re.compile(r"\d{4}(?:-(?P<month>\d{2})(?:-(?P<day>\d{2})(?:T(?P<hour>\d{2}):(?P<minute>\d{2}))?)?)?")


def read_date(raw: str, language: str = "") -> str:
    """Return the date in `raw` as ISO 8601 to the precision printed, or "" where it cannot be read for certain.

    The whole of `raw` must be the date (a weekday, a time and a time zone may stand with it). The time is the one
    printed; zones are not converted, and a time of 00:00 is taken for "no time". `language` (such as "ru" or
    "en-GB") settles the order of day and month in numeric dates.
    """
    raw = " ".join(raw[: _LONGEST + 1].split()).strip(" .,;|·")
    if len(raw) > _LONGEST:
        return ""
    for pattern in (_ISO, _COMPACT, _DAY_MONTH, _MONTH_DAY, _YEAR_MONTH, _MONTH_YEAR, _YEAR_ONLY):
        if (found := pattern.fullmatch(raw)) and (iso := _from_parts(found.groupdict())):
            return iso
    found = _NUMBERS.fullmatch(raw)
    return _from_numbers(found, language.lower()) if found else ""


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


def _from_numbers(found: re.Match[str], language: str) -> str:
    first, second = int(found["first"]), int(found["second"])
    day_first = language in _DAY_FIRST or language.partition("-")[0] in _DAY_FIRST
    if first == second or first > _MONTHS_A_YEAR or (day_first and second <= _MONTHS_A_YEAR):
        day, month = first, second
    elif second > _MONTHS_A_YEAR or language in _MONTH_FIRST:
        day, month = second, first
    else:
        return ""
    return _from_parts({**found.groupdict(), "day": str(day), "number": str(month)})


def _from_parts(parts: dict[str, str | None]) -> str:
    """Put the parts together; "" if the month is no month or the calendar has no such day."""
    year = int(parts["year"] or 0)
    name = parts.get("month")
    month = _MONTHS.get(name.lower(), 0) if name else int(parts.get("number") or 0)
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
