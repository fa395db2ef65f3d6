"""The counting rule: what a claim in wire copy counts, told once for every figure of a brief.

Articles that carry the same text, wire copies with their lead and identical texts, are one distinct text. A claim in
it counts once, or once for each outlet that prints it, as the brief wants it. Where a claim counts stands in its
`ClaimEntry.carriers`, each of which charts and tables add once: no two figures of a brief go by different rules.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from annotations.articles import Article, Status


class Counting(StrEnum):
    """What a claim counts: one a text, whoever carries it, or one for each outlet that prints it."""

    TEXTS = "texts"
    OUTLETS = "outlets"

    @classmethod
    def of(cls, value: str) -> "Counting":
        """The rule of this name; once a text for every other name, as a newer program may know more rules."""
        return cls(value) if value in tuple(cls) else cls.TEXTS


RULES: Mapping[Counting, str] = {
    Counting.TEXTS: "A distinct text counts once, however many outlets carry it, and so does a claim in it.",
    Counting.OUTLETS: (
        "A claim counts once for each outlet that prints it: the one it was marked in, and each whose wire copy of the "
        "text has its words."
    ),
}
"""The rules in words, as they are printed beside figures."""


def distinct(articles: Iterable[Article]) -> dict[int, int]:
    """The text that each article carries, both by the articles' ids: a wire copy's is its lead's.

    Identical texts are one, unless a person decided of an article that it stands for itself.
    """
    first: dict[int | str, int | str] = {}

    def text_of(key: int | str) -> int | str:
        while (before := first.setdefault(key, key)) != key:
            first[key] = first[before]  # halves the way for whoever asks next
            key = before
        return key

    listed = list(articles)
    for article in listed:
        if not article.alone:
            lead = text_of(article.lead_id or article.id)
            first[text_of(article.id)] = lead
            first[text_of(article.digest)] = lead
    return {article.id: int(text_of(article.id)) for article in listed}


def carrying(articles: Iterable[Article]) -> dict[int, tuple[Article, ...]]:
    """By each article's id the others that carry its text, in the order given; none that are left out."""
    listed = list(articles)
    texts = distinct(listed)
    groups: dict[int, list[Article]] = {}
    for article in listed:
        if article.status is not Status.LEFT_OUT:
            groups.setdefault(texts[article.id], []).append(article)
    return {
        article.id: tuple(other for other in groups.get(texts[article.id], ()) if other.id != article.id)
        for article in listed
    }


def by_outlet(first: Article, others: Iterable[Article]) -> tuple[Article, ...]:
    """An article, and after it one for each other outlet; those without an outlet are one outlet together."""
    found = {first.outlet_id: first}
    for article in others:
        found.setdefault(article.outlet_id, article)
    return tuple(found.values())
