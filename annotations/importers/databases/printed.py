"""Single lines as press databases print them: dates with trailing weekdays, counts of words, notices of rights."""

import re

from annotations.importers.compose import one_line
from annotations.importers.dates import read_date

_DAYS = """
monday tuesday wednesday thursday friday saturday sunday
montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag
lundi mardi mercredi jeudi vendredi samedi dimanche
lunes martes miércoles miercoles jueves viernes sábado sabado domingo
понедельник вторник среда четверг пятница суббота воскресенье
"""
WEEKDAYS = frozenset(_DAYS.split())
"""Names of weekdays in small letters."""
_WEEKDAY = re.compile(rf"[,\s]*\b(?:{'|'.join(_DAYS.split())})\b,?", re.I)
_WORDS = re.compile(r"[\d.,’'\s]*\d\s*(?:words?|mots?|w[öo]rter|wort|palabras?|parole|palavras|слов[оа]?)", re.I)
_RIGHTS = re.compile(
    r"^(?:\(c\)|©|copyright\W{0,3}(?:\(c\)|©|by\b|\d{4})"
    r"|all rights reserved|alle rechte vorbehalten|tous droits r[ée]serv[ée]s"
    r"|(?:todos los )?derechos reservados|reservados todos los derechos)",
    re.I,
)
_BY = re.compile(r"^(?:by|von|par|por|de notre [^,]{1,40},)\s+", re.I)
_PARTICLES = {"de", "del", "der", "den", "di", "da", "du", "la", "le", "van", "von", "und", "and", "et", "y", "ten"}
_MOST_WORDS = 6
_FULL_DATE = len("2026-03-12")
_LONGEST_DATE = 70


def printed_date(line: str, language: str = "") -> str:
    """Return the date that makes up a line, as ISO 8601, or "" if it is no full date.

    A weekday may stand anywhere, a time of day after the date; see `read_date` for what is not read.
    """
    line = one_line(line)
    if not line or len(line) > _LONGEST_DATE or not any(map(str.isdigit, line)):
        return ""
    bare = " ".join(_WEEKDAY.sub(" ", line).split()).strip(" ,")
    found = read_date(bare, language)
    return found if len(found) >= _FULL_DATE else ""


def is_word_count(line: str) -> bool:
    """Whether a line says how many words an article has, and nothing else: "512 words", "1.204 Wörter"."""
    return bool(_WORDS.fullmatch(line.strip()))


def is_rights(line: str) -> bool:
    """Whether a line is a notice of rights."""
    return bool(_RIGHTS.match(line.strip()))


def without_by(line: str) -> str:
    """The name in "By A. Writer"; a line without "by" as it is."""
    return _BY.sub("", one_line(line))


def is_name(line: str) -> bool:
    """Whether a line may be the name of one or two people: a few words in capitals, no digit, no sentence."""
    words = line.replace(",", " ").split()
    return (
        0 < len(words) <= _MOST_WORDS
        and not any(map(str.isdigit, line))
        and not line.endswith((".", "!", "?", ":")) | line.isupper()
        and all(word[0].isupper() or word in _PARTICLES for word in words)
    )
