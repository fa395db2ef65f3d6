"""Outlets as values: how their names are compared, which may be the same, and what one takes over from others.

An outlet keeps its uid, which was made of the name it had first, whatever it is called later. So two copies of a
project know it as the same after one of them gave it another name. Where one copy merged two outlets and the other goes
on using both, the one that was merged comes back with its new articles when the copies become one; its name is then an
alias of the one that stayed, so that `likely_same` tells of the pair.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from annotations.articles import Outlet
from annotations.search import folded
from annotations.text import canonicalise

FIELDS = ("country", "medium", "ownership", "reach", "language")
"""What is said of an outlet in words that others share: each has one spelling in a project, if it is offered."""

_ARTICLES = {"the", "der", "die", "das", "le", "la", "les", "el", "los", "las", "il", "lo", "de", "het", "al"}
_ADDRESS = re.compile(r"^(?:https?://)?(?:www\.)?([\w-]+)\.[\w.]+(?:/.*)?$")
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class OutletUse:
    """How many articles an outlet has, and how many claims were made in them."""

    articles: int = 0
    claims: int = 0


def described(outlet: Outlet) -> str:
    """What an outlet is looked for by, in small letters: its names, where it is, what it is, and whose."""
    said = (outlet.name, *outlet.aliases, outlet.country, outlet.medium, outlet.ownership)
    return "\n".join(said).casefold()


def normalised(name: str) -> str:
    """An outlet's name as it is compared: case and white space do not count."""
    return " ".join(canonicalise(name).split()).casefold()


def likeness(name: str) -> str:
    """What names of one outlet often have in common: letters without accents, the article and the web address.

    Empty for a name without letters.
    """
    plain = folded(name).strip()
    if address := _ADDRESS.match(plain):
        plain = address[1]
    words = _WORDS.findall(plain)
    if len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    return "".join(words)


def likely_same(outlets: Iterable[Outlet]) -> list[tuple[Outlet, ...]]:
    """Groups of outlets of which a name or an alias is alike, in the order of the outlets; each outlet once."""
    every = list(outlets)
    group = list(range(len(every)))
    first: dict[str, int] = {}
    for number, outlet in enumerate(every):
        for name in (outlet.name, *outlet.aliases):
            if key := likeness(name):
                _join(group, first.setdefault(key, number), number)
    found: dict[int, list[Outlet]] = {}
    for number, outlet in enumerate(every):
        found.setdefault(_root(group, number), []).append(outlet)
    return [tuple(members) for members in found.values() if len(members) > 1]


def _root(group: list[int], number: int) -> int:
    while group[number] != number:
        group[number] = group[group[number]]
        number = group[number]
    return number


def _join(group: list[int], one: int, other: int) -> None:
    roots = sorted((_root(group, one), _root(group, other)))
    group[roots[1]] = roots[0]


def aliases_of(name: str, aliases: Iterable[str]) -> tuple[str, ...]:
    """Aliases tidied: each once, none that is the name itself, no white space around or doubled in them."""
    known = {normalised(name)}
    kept = []
    for alias in aliases:
        shown = " ".join(canonicalise(alias).split())
        if shown and normalised(shown) not in known:
            known.add(normalised(shown))
            kept.append(shown)
    return tuple(kept)


def taken_over(stays: Outlet, others: Sequence[Outlet]) -> Mapping[str, object]:
    """What an outlet has once others are merged into it: their names as aliases, and what it lacked itself."""
    names = [*stays.aliases, *(name for other in others for name in (other.name, *other.aliases))]
    values: dict[str, object] = {"aliases": aliases_of(stays.name, names)}
    for field in (*FIELDS, "note"):
        if not getattr(stays, field):
            values[field] = next((getattr(other, field) for other in others if getattr(other, field)), "")
    return values
