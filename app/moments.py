"""Moments as people read them, the same in every language of the system."""

from datetime import datetime, timedelta

from annotations.dates import day_in_words


def date_and_time(moment: datetime) -> str:
    """A local moment in full: "12 Mar 2026, 14:02"."""
    return f"{day_in_words(moment.year, moment.month, moment.day)}, {moment:%H:%M}"


def read_in_full(text: str) -> str:
    """An ISO 8601 moment as a local one in full; what is none, or a day alone, as it stands."""
    try:
        return date_and_time(datetime.fromisoformat(text).astimezone()) if "T" in text else text
    except (ValueError, OverflowError):  # a stranger's project
        return text


def in_words(moment: datetime, now: datetime) -> str:
    """A local moment as one says it now: "today, 14:02", "yesterday, 09:12", else in full."""
    for days, word in enumerate(("today", "yesterday")):
        if moment.date() == now.date() - timedelta(days=days):
            return f"{word}, {moment:%H:%M}"
    return date_and_time(moment)
