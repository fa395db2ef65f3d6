"""Single lines as press databases print them: dates with trailing weekdays, counts of words, notices of rights."""

import re

from annotations.importers.calendar_names import weekday_of
from annotations.importers.compose import one_line
from annotations.importers.dates import read_date

_WORDS = re.compile(
    r"[\d.,’'\s]*\d\s*(?:words?|mots?|w[öo]rter|wort|palabras?|parole|palavras|woord(?:en)?|słów|sözcük|kelime"
    r"|слов[оа]?|слів)",
    re.I,
)
_RIGHTS = re.compile(
    r"^(?:\(c\)|©|copyright\W{0,3}(?:\(c\)|©|by\b|\d{4})"
    r"|all rights reserved|alle rechte vorbehalten|tous droits r[ée]serv[ée]s"
    r"|(?:todos los )?derechos reservados|reservados todos los derechos)",
    re.I,
)
_BY = re.compile(r"^(?:by|von|par|por|de notre [^,]{1,40},)\s+", re.I)
_BETWEEN_NAMES = re.compile(r"\s*[,;/]\s*|\s+(?:and|und|et|y|e|en|i|и|та|ve|&)\s+")
_PARTICLES = {"de", "del", "der", "den", "di", "da", "du", "la", "le", "van", "von", "ten"}
_MOST_WORDS, _MOST_NAMES = 6, 8
_FULL_DATE = len("2026-03-12")
_LONGEST_DATE = 70


def printed_date(line: str, language: str = "") -> str:
    """Return the date that makes up a line, as ISO 8601, or "" if it is no full date.

    A weekday may stand anywhere, a time of day after the date; see `read_date` for what is not read.
    """
    line = one_line(line)
    if not line or len(line) > _LONGEST_DATE or not any(map(str.isdigit, line)):
        return ""
    found = read_date(line, language)
    return found if len(found) >= _FULL_DATE else ""


def is_weekday(line: str) -> bool:
    """Whether a line is the name of a weekday."""
    return weekday_of(line) >= 0


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
    """Whether a line may be the names of one or more people: a few words each in capitals, no digit, no sentence."""
    if any(map(str.isdigit, line)) or line.endswith((".", "!", "?", ":")) or line.isupper():
        return False
    names = [name.split() for name in _BETWEEN_NAMES.split(line)]
    fewest = 1 if len(names) == 1 else 2
    return len(names) <= _MOST_NAMES and all(
        fewest <= len(words) <= _MOST_WORDS and all(word[0].isupper() or word in _PARTICLES for word in words)
        for words in names
    )
