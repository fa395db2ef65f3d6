"""Texts that are already there: twice in one drop, or in the project."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from annotations.articles import Article
from annotations.importers.draft import Draft
from annotations.text import digest


@dataclass(frozen=True, slots=True)
class Twin:
    """Another article with exactly the same text.

    `place` is its place among the drafts, None if it is in the project. `same_outlet` tells a second copy of the
    same article (also where an outlet is unknown) from agency text that another outlet carries, which is an
    article of its own.
    """

    headline: str
    outlet: str
    same_outlet: bool
    place: int | None = None
    article_id: int | None = None


def twins(
    drafts: Sequence[Draft], stored: Callable[[str], Sequence[Article]], marks: Sequence[str] = ()
) -> list[Twin | None]:
    """Return for each draft the article with the same text, in the project or earlier in the drop, or None.

    A copy from the same outlet goes before one from another, and the project before the drop. `stored` returns the
    project's articles with a text of the given digest; `marks` are the digests of the drafts' texts if they are known.
    """
    earlier: dict[str, list[int]] = {}
    result: list[Twin | None] = []
    for place, draft in enumerate(drafts):
        mark = marks[place] if marks else digest(draft.text)
        found = [
            Twin(article.headline, article.outlet, _same(article.outlet, draft.outlet), None, article.id)
            for article in stored(mark)
        ]
        found += [
            Twin(drafts[other].headline, drafts[other].outlet, _same(drafts[other].outlet, draft.outlet), other)
            for other in earlier.get(mark, ())
        ]
        twin = next((twin for twin in found if twin.same_outlet), found[0] if found else None)
        result.append(twin)
        if not (twin and twin.same_outlet):  # a copy stands for nothing: its outlet may be unknown, and fit any other
            earlier.setdefault(mark, []).append(place)
    return result


def _same(one: str, other: str) -> bool:
    return not one or not other or one.strip().casefold() == other.strip().casefold()


def copies(marks: Sequence[str], near: Sequence[int | None]) -> list[list[int]]:
    """Return the places of texts that are the same or nearly so, two and more together, in the order of the first.

    Copies of a copy belong to it as well.

    Args:
        marks: the digests of the texts.
        near: for each text the place of the one before it that it is nearly a copy of, or None.
    """
    first: dict[str, int] = {}
    root = list(range(len(marks)))

    def find(place: int) -> int:
        while root[place] != place:
            root[place] = root[root[place]]
            place = root[place]
        return place

    for place, (mark, other) in enumerate(zip(marks, near, strict=True)):
        for linked in (first.setdefault(mark, place), other):
            if linked is not None:
                one, two = sorted((find(place), find(linked)))
                root[two] = one
    together: dict[int, list[int]] = {}
    for place in range(len(marks)):
        together.setdefault(find(place), []).append(place)
    return [places for places in together.values() if len(places) > 1]
