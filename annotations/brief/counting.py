"""The counting rule: what a claim in wire copy counts, told once for every figure of a brief.

Articles that carry the same text, wire copies with their lead and identical texts, are one distinct text. A claim in
it counts once, or once for each outlet that carries it, as the brief wants it. Charts and tables ask `carriers` here,
so that no two figures of a brief are counted by different rules.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from annotations.articles import Article, Status


class Counting(StrEnum):
    """What a claim counts: one a text, whoever carries it, or one for each outlet that carries the text."""

    TEXTS = "texts"
    OUTLETS = "outlets"

    @classmethod
    def of(cls, value: str) -> "Counting":
        """The rule of this name; once a text for every other name, as a newer program may know more rules."""
        return cls(value) if value in tuple(cls) else cls.TEXTS


RULES: Mapping[Counting, str] = {
    Counting.TEXTS: "A distinct text counts once, however many outlets carry it, and so does a claim in it.",
    Counting.OUTLETS: (
        "A claim counts once for each outlet that carries its text: wire copy that five outlets carry counts five "
        "times, also where an outlet cut or changed the sentence."
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


def carriers(articles: Sequence[Article], counting: str = Counting.TEXTS) -> dict[int, tuple[Article, ...]]:
    """For each article, by its id, the articles in which a claim marked in it counts; their number is its weight.

    Once a text that is the article itself. Once an outlet it comes first, and after it stands one article for each
    other outlet that carries the text, in the order given; articles without an outlet are one outlet together. So a
    table by outlet, ownership, month or language adds a claim to the line of each of these articles, and a plain
    figure adds their number.

    Articles that are left out carry nothing, but one that is asked for counts for itself.

    Args:
        articles: all of the project, or else copies of what is asked for are missed.
        counting: a value of `Counting`; an unknown one counts by text.
    """
    if Counting.of(counting) is Counting.TEXTS:
        return {article.id: (article,) for article in articles}
    return also_carried(articles)


def also_carried(articles: Sequence[Article]) -> dict[int, tuple[Article, ...]]:
    """As `carriers` by outlet, whatever the rule: for what is said of a text rather than counted."""
    texts = distinct(articles)
    groups: dict[int, list[Article]] = {}
    for article in articles:
        if article.status is not Status.LEFT_OUT:
            groups.setdefault(texts[article.id], []).append(article)
    return {article.id: _by_outlet(article, groups.get(texts[article.id], ())) for article in articles}


def weights(articles: Sequence[Article], counting: str = Counting.TEXTS) -> dict[int, int]:
    """What a claim counts that is marked in an article, by the article's id; see `carriers`."""
    return {article_id: len(found) for article_id, found in carriers(articles, counting).items()}


def _by_outlet(first: Article, group: Iterable[Article]) -> tuple[Article, ...]:
    found = {first.outlet_id: first}
    for article in group:
        found.setdefault(article.outlet_id, article)
    return tuple(found.values())
