"""Counts what was read: articles, texts, outlets, languages, imports, what was left out and why."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from annotations.articles import Article, Batch, Outlet, Status
from annotations.brief.content import ArticleEntry, Count, Reading
from annotations.brief.counting import Counting, distinct

NOT_STATED = "not stated"
"""The name of what is not known of an article or outlet."""


def reading(
    every: Sequence[Article],
    printed: Sequence[ArticleEntry],
    chosen: Sequence[Article],
    outlets: dict[int, Outlet],
    batches: Iterable[Batch],
    counting: str = Counting.TEXTS,
) -> Reading:
    """Count over all articles of the project; claims are those of the brief, which `chosen` and `printed` pair up."""
    kept = [article for article in every if article.status is not Status.LEFT_OUT]
    covered = _covered(kept)
    marked = {article.id: len(entry.claims) for article, entry in zip(chosen, printed, strict=True)}
    claims = _counted(every, printed)
    dates = sorted(article.published[:10] for article in kept if article.published)
    loaded = Counter(article.batch_id for article in every)

    def outlet(article: Article) -> Outlet | None:
        return outlets.get(article.outlet_id or 0)

    def ownership(article: Article) -> str:
        found = outlet(article)
        return (found.ownership if found else "") or NOT_STATED

    def medium(article: Article) -> str:
        found = outlet(article)
        return (found.medium if found else "") or NOT_STATED

    return Reading(
        found=len(every),
        kept=len(kept),
        unread=sum(
            article.status is Status.NEW and not article.claims and article.id not in covered for article in kept
        ),
        printed=len(printed),
        texts=len(set(distinct(kept).values())),
        claims=sum(marked.values()),
        counted=claims.total(),
        counting=Counting.of(counting),
        copies=len(covered),
        outlets=len({article.outlet_id for article in kept if article.outlet_id}),
        first=dates[0] if dates else "",
        last=dates[-1] if dates else "",
        languages=_table(kept, lambda article: article.language or NOT_STATED, claims),
        ownership=_table(kept, ownership, claims, medium),
        left_out=_table(
            [article for article in every if article.status is Status.LEFT_OUT],
            lambda article: article.left_out_reason or "no reason given",
            claims,
        ),
        batches=tuple((batch, loaded[batch.id]) for batch in batches),
    )


def _covered(kept: Iterable[Article]) -> set[int]:
    """Ids of the wire copies whose lead is among the articles too: whoever reads that has read them."""
    there = {article.id: article for article in kept}
    return {article_id for article_id, article in there.items() if (article.carried_by or 0) in there}


def _counted(every: Iterable[Article], printed: Iterable[ArticleEntry]) -> Counter[int]:
    """What the claims count in each article, by its id: those marked in it, and others whose words it has."""
    by_uid = Counter(carrier.uid for entry in printed for claim in entry.claims for carrier in claim.carriers)
    return Counter({article.id: by_uid[article.uid] for article in every if by_uid[article.uid]})


def _table(
    articles: Iterable[Article],
    name: Callable[[Article], str],
    claims: Mapping[int, int],
    detail: Callable[[Article], str] | None = None,
) -> tuple[Count, ...]:
    """Counts by name, the largest first."""
    groups: dict[str, list[Article]] = {}
    for article in articles:
        groups.setdefault(name(article), []).append(article)
    return tuple(
        Count(
            name=key,
            outlets=len({article.outlet_id for article in group if article.outlet_id}),
            articles=len(group),
            claims=sum(claims.get(article.id, 0) for article in group),
            detail=", ".join(f"{medium} {n}" for medium, n in _by_size(map(detail, group))) if detail else "",
        )
        for key, group in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    )


def _by_size(names: Iterable[str]) -> list[tuple[str, int]]:
    return sorted(Counter(names).items(), key=lambda item: (-item[1], item[0]))
