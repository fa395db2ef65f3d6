"""Single lines as press databases print them: dates with trailing weekdays, counts of words, notices of rights."""

import re

from annotations.importers.compose import one_line
from annotations.importers.values.calendar_names import weekday_of
from annotations.importers.values.dates import read_date

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
_RESERVED = re.compile(r"reserved|vorbehalten|r[ée]serv[ée]s|reservados", re.I)
_BEFORE_OWNER = re.compile(r"[\W\d_]*(?:(?:by|of|the|von|der|die|das|par|le|la|por|el)\s+)*", re.I)
_FEWEST_OF_SENTENCE = 4
_ENDS_OF_SENTENCE = (".", "!", "?", "…", "”", "“", "»")
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
    """Whether a line is a notice of rights, and no sentence that begins like one: "Copyright 2019 is what it says."."""
    line = line.strip()
    begun = _RIGHTS.match(line)
    return begun is not None and not _is_sentence(line[begun.end() :])


def _is_sentence(rest: str) -> bool:
    """Whether words go on as in a sentence, where a notice has the name of an owner and that rights are reserved."""
    words = _BEFORE_OWNER.sub("", rest, count=1).split()
    if len(words) < _FEWEST_OF_SENTENCE or not rest.endswith(_ENDS_OF_SENTENCE) or _RESERVED.search(rest):
        return False
    return words[0][0].islower() and sum(word[0].islower() for word in words) * 2 > len(words)


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
