"""The outlet's name in the title of a page that names it nowhere else: "Cranes return - The Example Courier"."""

import re
from collections.abc import Collection, Iterator

from annotations.importers.values.dates import read_date

_BETWEEN = re.compile(r"\s+[|–—·•»/:-]+\s+|\s*[|•»]\s*|:\s+")
_LONGEST, _MOST_WORDS = 40, 5
_NO_NAME = re.compile(r"[?!…“”„«»\"]|\.(?:\s|$)|^\W*\d[\d\W]*$|^(?:page|seite|pagina|página|стр\.?)\s*\d+$", re.I)
_SMALL = {"a", "am", "an", "and", "d", "da", "das", "de", "del", "der", "des", "di", "die", "du", "el", "et", "for",
          "für", "i", "in", "la", "las", "le", "les", "los", "of", "on", "the", "to", "und", "y", "zu"}  # fmt: skip
_PARTS_OF_SITES = {
    *("news", "latest news", "breaking news", "home", "homepage", "home page", "start", "index", "article", "articles"),
    *("politics", "world", "international", "national", "local", "business", "economy", "finance", "markets", "money"),
    *("opinion", "comment", "analysis", "editorial", "culture", "arts", "sport", "sports", "football", "science"),
    *("technology", "tech", "health", "travel", "weather", "life", "lifestyle", "europe", "asia", "africa", "uk", "us"),
    *("video", "videos", "photos", "pictures", "live", "blog", "press release", "print", "print version", "read"),
    *("nachrichten", "startseite", "politik", "ausland", "inland", "wirtschaft", "finanzen", "meinung", "kultur"),
    *("feuilleton", "wissen", "wissenschaft", "gesellschaft", "panorama", "druckversion", "artikel", "aktuell"),
    *("accueil", "actualité", "actualités", "politique", "monde", "économie", "opinions", "débats", "société"),
    *("inicio", "noticias", "portada", "política", "mundo", "economía", "opinión", "cultura", "deportes", "sociedad"),
    *("главная", "новости", "политика", "мир", "в мире", "экономика", "общество", "культура", "спорт", "мнения"),
}


def outlet_in(title: str, headlines: Collection[str], others: Collection[str] = ()) -> str:
    """The name of an outlet beside a headline in the title of a page, "" where nothing there looks like one.

    Args:
        title: of the page, in one line.
        headlines: what the page prints as such; the title must begin or end with one of them.
        others: what is known to be something else, such as the author and the section.
    """
    known = {other.casefold() for other in (*others, *headlines)}
    return next((name for name in _beside(title, headlines) if _is_name(name) and name.casefold() not in known), "")


def _beside(title: str, headlines: Collection[str]) -> Iterator[str]:
    """What stands in the title besides a headline, from its far end on: a section stands nearer than the outlet."""
    folded = ((headline, headline.casefold()) for headline in headlines if headline)
    lengths = ((inner, long) for headline, inner in folded for long in {len(headline), len(inner)})  # "ß" is "ss" there
    for inner, long in lengths:
        if title[:long].casefold() == inner and (found := _BETWEEN.match(title[long:])):
            yield from reversed(_BETWEEN.split(title[long + found.end() :]))
        elif title[-long:].casefold() == inner and (before := title[:-long]).strip():
            parts = _BETWEEN.split(before)
            if not parts[-1].strip():
                yield from parts[:-1]


def _is_name(words: str) -> bool:
    """Whether words may be a name: few, in capitals where a script has any, and no section, date or sentence."""
    parts = words.split()
    if not 1 < len(words) <= _LONGEST or len(parts) > _MOST_WORDS or _NO_NAME.search(words):
        return False
    if words.casefold() in _PARTS_OF_SITES or read_date(words):
        return False
    return not any(part[0].islower() and part.casefold() not in _SMALL and "." not in part for part in parts)
