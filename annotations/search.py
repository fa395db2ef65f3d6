"""What is looked for in a project, as typed by a person, and where: plain values and the reading of what was typed.

Nothing that is typed is wrong: a quote without its partner, a lone minus or a star in the middle of nowhere are read
as well as they can be.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from annotations.articles import Status
from annotations.spans import Span
from annotations.text import canonicalise

MOST_TERMS = 24
"""Terms of one query that are heeded; what is pasted by mistake must not become a query of a thousand words."""

_LONGEST_TERM = 200
_MOST_SPELLINGS = 12
_QUOTES = '"“”„«»'
_PIECE = re.compile(
    rf"(?P<without>-)?(?:(?P<field>[^\W\d_]+):)?(?:[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)[{_QUOTES}]?(?P<open>\*?)"
    rf"|(?P<word>[^\s{_QUOTES}]+))"
)
_OR = {"OR", "|"}


class Field(StrEnum):
    """Where a term must stand; anywhere unless a field is named before a colon."""

    ANYWHERE = ""
    HEADLINE = "headline"
    AUTHOR = "author"
    OUTLET = "outlet"


@dataclass(frozen=True, slots=True)
class Term:
    """One word, or several words in a row.

    Args:
        text: the words as typed, with one space between them; at least one letter or digit is in it.
        prefix: whether the last word may go on.
        field: where it must stand.
    """

    text: str
    prefix: bool = False
    field: Field = Field.ANYWHERE

    @property
    def spellings(self) -> tuple[str, ...]:
        """The ways in which the index may have it: it tells ё from е, and й in one character from й in two.

        No Russian word has two ё.
        """
        text = self.text.replace("ё", "е").replace("Ё", "Е")
        found = {self.text: None, text: None}
        found |= dict.fromkeys(text[:n] + "ё" + text[n + 1 :] for n, letter in enumerate(text) if letter in "еЕ")
        found |= dict.fromkeys(unicodedata.normalize("NFD", spelling) for spelling in list(found) if "й" in spelling)
        return tuple(found)[:_MOST_SPELLINGS]

    @property
    def unspaced(self) -> bool:
        """Whether it has letters of a script whose words an index does not find: Chinese, Japanese, Korean, Thai."""
        return any(_is_unspaced(character) for character in self.text)


@dataclass(frozen=True, slots=True)
class Query:
    """What an article must have: one term of each group, and none of `without`. Empty if nothing was asked for."""

    groups: tuple[tuple[Term, ...], ...] = ()
    without: tuple[Term, ...] = ()

    @property
    def terms(self) -> tuple[Term, ...]:
        """All terms that are looked for."""
        return tuple(term for group in self.groups for term in group)

    def __bool__(self) -> bool:
        """Whether there is anything to look for; leaving out alone is no search."""
        return bool(self.groups)

    def opened(self) -> "Query":
        """The same, with every word free to go on."""
        groups = tuple(tuple(Term(term.text, prefix=True, field=term.field) for term in g) for g in self.groups)
        return Query(groups, self.without)


class Order(StrEnum):
    """How found articles are ordered. Best matches first is possible up to `MOST_RANKED` articles."""

    BEST = "best"
    NEWEST = "newest"
    OLDEST = "oldest"


MOST_RANKED = 10_000
"""Weighing more articles than this takes longer than a person waits; the newest come first then."""


class Claimed(StrEnum):
    """Whether hits count by what is claimed already: those that touch a claim's passage, or those that do not."""

    EITHER = ""
    INSIDE = "inside"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Scope:
    """Which articles and hits count.

    Args:
        since: the first day, ISO 8601 to any precision, empty for no limit. Articles without a date then do not count.
        until: the last day, likewise.
        outlet_ids: only these outlets; empty for all.
        statuses: only these; empty for all but what was left out.
        languages: only articles in these (as stored); empty for all.
        claimed: which hits count.
    """

    since: str = ""
    until: str = ""
    outlet_ids: tuple[int, ...] = ()
    statuses: tuple[Status, ...] = ()
    languages: tuple[str, ...] = ()
    claimed: Claimed = Claimed.EITHER

    @property
    def kept_statuses(self) -> tuple[Status, ...]:
        """The statuses that count."""
        return self.statuses or tuple(status for status in Status if status is not Status.LEFT_OUT)


@dataclass(frozen=True, slots=True)
class Found:
    """The articles found, in order, and whether that order is by how well they match."""

    ids: tuple[int, ...] = ()
    ranked: bool = False


@dataclass(frozen=True, slots=True)
class Hits:
    """Where an article has what is looked for: passages of its text, of its headline and of its author's name.

    Those of the text are in order, apart from one another, and none lies in a passage that was cut.
    """

    article_id: int
    text: str
    spans: tuple[Span, ...]
    headline: tuple[Span, ...] = ()
    author: tuple[Span, ...] = ()


def parse(typed: str) -> Query:
    """Read what a person typed: words, “exact phrases”, beginnings*, -without, OR, and headline: author: outlet:.

    Words without anything between them must all be there, in any order. Case and accents do not count.
    """
    groups: list[tuple[Term, ...]] = []
    without: list[Term] = []
    joins = False
    for match in _PIECE.finditer(" ".join(canonicalise(typed).split())):
        if match["word"] in _OR and not match["without"] and not match["field"]:
            joins = bool(groups)
            continue
        term = _term(match)
        if term is None or len(groups) + len(without) >= MOST_TERMS:
            continue
        if match["without"]:
            without.append(term)
        elif joins and len(groups[-1]) < MOST_TERMS:
            groups[-1] = (*groups[-1], term)
        elif not joins:
            groups.append((term,))
        joins = False
    return Query(tuple(groups), tuple(without))


def _term(match: re.Match[str]) -> Term | None:
    text, name = match["phrase"] or match["word"] or "", match["field"] or ""
    try:
        field = Field(name.casefold())
    except ValueError:  # "https://…", "Monday:": words with a colon between them
        field, text = Field.ANYWHERE, f"{name}:{text}"
    if text.endswith(":") and text[:-1].casefold() in set(Field):
        return None  # more is about to be typed
    stripped = text.rstrip("*")
    prefix = stripped != text or match["open"] == "*"
    stripped = " ".join(stripped.split())[:_LONGEST_TERM]
    return Term(stripped, prefix, field) if has_words(stripped) else None


def folded(text: str) -> str:
    """The text in small letters without accents, as it is compared; for comparing only."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def has_words(text: str) -> bool:
    """Whether there is a letter or a digit in it; nothing else is in the index."""
    return any(unicodedata.category(character)[0] in "LN" for character in text)


def _is_unspaced(character: str) -> bool:
    return (
        "\u3040" <= character <= "\u9fff"
        or "\uac00" <= character <= "\ud7a3"
        or "\u0e00" <= character <= "\u0eff"
        or "\u1000" <= character <= "\u109f"
        or "\u1780" <= character <= "\u17ff"
        or "\U00020000" <= character <= "\U0003ffff"
    )


UNSPACED_LANGUAGES = ("zh", "yue", "ja", "ko", "th", "lo", "km", "my")
"""Languages, by the beginning of their tags, in whose articles such terms are looked for letter by letter."""
