"""Dates in words: "12 Mar 2026"."""

import re
from datetime import datetime, timedelta

_MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DATE = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?(?P<time>T.+)?")


def in_words(date: str) -> str:
    """An ISO 8601 date or time to its own precision, as people read it; anything else as it is."""
    match = _DATE.fullmatch(date.strip())
    if not match or not 1 <= int(match[2]) < len(_MONTHS):
        return date
    words = f"{_MONTHS[int(match[2])]} {match[1]}"
    if match[3]:
        words = f"{int(match[3])} {words}"
    return f"{words}, {_time(date.strip())}" if match["time"] else words


def _time(date: str) -> str:
    try:
        moment = datetime.fromisoformat(date)
    except ValueError:
        return date.partition("T")[2]
    zone = moment.utcoffset()
    if zone is None:
        return f"{moment:%H:%M}"
    return f"{moment:%H:%M} UTC" + ("" if zone == timedelta(0) else f"{moment:%z}"[:3] + ":" + f"{moment:%z}"[3:5])


def period(first: str, last: str) -> str:
    """From one date to another, the year and month said once where they are the same."""
    start, end = in_words(first), in_words(last)
    if not start or not end or start == end:
        return start or end
    ours, theirs = start.split(" "), end.split(" ")
    if len(ours) == len(theirs):
        while len(ours) > 1 and ours[-1] == theirs[len(ours) - 1]:
            ours.pop()
    return f"{' '.join(ours)} – {end}"
