"""Which articles and claims a brief takes in: by its filter, and one by one.

One by one, either some are left out and what is marked later comes in by itself, or only what was chosen is in.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from annotations.articles import Article, Status
from annotations.brief.spec import BriefSpec
from annotations.claim_filter import ClaimFilter

if TYPE_CHECKING:
    from annotations.claims import Claim
    from annotations.project import Project


def is_by_hand(spec: BriefSpec) -> bool:
    """Whether anything was chosen or left out one by one."""
    return bool(spec.without) or spec.article_uids is not None or spec.claim_uids is not None


def articles_taken(every: Iterable[Article], spec: BriefSpec) -> list[Article]:
    """The articles a brief takes in: those chosen, else all that were kept and have claims."""
    without = set(spec.without)
    if spec.article_uids is None:
        kept = (article for article in every if article.status is not Status.LEFT_OUT and article.claims)
    else:
        chosen = set(spec.article_uids)
        kept = (article for article in every if article.uid in chosen)
    return [article for article in kept if article.uid not in without]


def claims_by_filter(project: "Project", spec: BriefSpec) -> set[int] | None:
    """Ids of the claims that meet the brief's filter; None without one."""
    if not spec.claim_filter:
        return None
    return set(project.claim_lists.ids(ClaimFilter.from_json(json.dumps(spec.claim_filter))))


@dataclass(frozen=True, slots=True)
class ClaimsTaken:
    """Which claims of the articles that are taken in a brief prints."""

    by_filter: set[int] | None
    chosen: frozenset[str] | None
    without: frozenset[str]

    @classmethod
    def of(cls, project: "Project", spec: BriefSpec) -> "ClaimsTaken":
        """As the specification says."""
        chosen = None if spec.claim_uids is None else frozenset(spec.claim_uids)
        return cls(claims_by_filter(project, spec), chosen, frozenset(spec.without))

    @property
    def are_some(self) -> bool:
        """Whether claims of an article may be missing, so that one without any left is not printed."""
        return self.by_filter is not None or self.chosen is not None or bool(self.without)

    def __contains__(self, claim: "Claim") -> bool:
        """Whether a claim is printed."""
        if self.by_filter is not None and claim.id not in self.by_filter:
            return False
        return (self.chosen is None or claim.uid in self.chosen) and claim.uid not in self.without


# -- what there is to choose from


@dataclass(frozen=True, slots=True)
class ChoosableClaim:
    """A claim that can be taken in or left out."""

    uid: str
    number: int
    quote: str


@dataclass(frozen=True, slots=True)
class ChoosableArticle:
    """An article with the claims that can be taken in or left out, in their order in the text."""

    uid: str
    headline: str
    outlet: str
    published: str
    claims: tuple[ChoosableClaim, ...]


def choosable(project: "Project", spec: BriefSpec) -> tuple[ChoosableArticle, ...]:
    """What there is to choose from, in the order of a brief.

    These are the articles with claims that meet the brief's filter, and those without any that were chosen by name.
    """
    from annotations.store.articles import ArticleOrder

    every = project.articles.rows(project.articles.ids(order=ArticleOrder.OLDEST))
    every.sort(key=lambda article: not article.published)
    named = set(spec.article_uids or ())
    there = [article for article in every if article.status is not Status.LEFT_OUT or article.uid in named]
    by_filter = claims_by_filter(project, spec)
    claims: dict[int, list[Claim]] = {article.id: [] for article in there if article.claims}
    for claim in project.claims.all(list(claims)):
        if by_filter is None or claim.id in by_filter:
            claims[claim.article_id].append(claim)
    listed = (article for article in there if claims.get(article.id) or article.uid in named)
    return tuple(_choosable(article, claims.get(article.id, [])) for article in listed)


def _choosable(article: Article, claims: Iterable["Claim"]) -> ChoosableArticle:
    inside = sorted(claims, key=lambda claim: (claim.span.start, -claim.span.end, claim.number))
    return ChoosableArticle(
        article.uid,
        article.headline or "Untitled",
        article.outlet,
        article.published,
        tuple(ChoosableClaim(claim.uid, claim.number, " ".join(claim.quote.split())) for claim in inside),
    )


def taken(spec: BriefSpec, articles: Iterable[ChoosableArticle]) -> frozenset[str]:
    """Uids of the claims that a brief takes in, and of the articles without claims that it does."""
    without = set(spec.without)
    named = None if spec.article_uids is None else set(spec.article_uids)
    chosen = None if spec.claim_uids is None else set(spec.claim_uids)
    found: set[str] = set()
    for article in articles:
        if article.uid in without or (named is not None and article.uid not in named):
            continue
        uids = {claim.uid for claim in article.claims} if article.claims else {article.uid}
        found |= {uid for uid in uids if uid not in without and (chosen is None or uid in chosen or uid == article.uid)}
    return frozenset(found)


def counts_of(articles: Collection[ChoosableArticle], picked: Collection[str]) -> tuple[int, int]:
    """How many claims are picked, and in how many articles; an article without claims counts by its own uid."""
    claims = [sum(claim.uid in picked for claim in article.claims) for article in articles]
    bare = sum(not article.claims and article.uid in picked for article in articles)
    return sum(claims), sum(count > 0 for count in claims) + bare


def comes_by_itself(spec: BriefSpec) -> bool:
    """Whether a claim that is marked later is in the brief without being chosen."""
    return spec.article_uids is None and spec.claim_uids is None


def with_choice(
    spec: BriefSpec, articles: Collection[ChoosableArticle], picked: Collection[str], *, by_itself: bool
) -> Mapping[str, Any]:
    """Values of the specification's fields for a choice; what is not among the articles stays as it was.

    Args:
        spec: as it is.
        articles: what there was to choose from.
        picked: uids of claims, and of articles without claims.
        by_itself: whether what is marked later comes in. A whole article that is left out stays out.
    """
    picked = set(picked)
    uids = {uid for article in articles for uid in (article.uid, *(claim.uid for claim in article.claims))}
    inside = {article.uid for article in articles if picked & {article.uid, *(claim.uid for claim in article.claims)}}
    if by_itself:
        out = [uid for uid in spec.without if uid not in uids]
        for article in articles:
            out += [article.uid] if article.uid not in inside else _unpicked(article, picked)
        return {"article_uids": None, "claim_uids": None, "without": tuple(out)}
    claims = {claim.uid for article in articles for claim in article.claims}
    others = (uid for uid in spec.claim_uids or () if uid not in uids)
    elsewhere = (uid for uid in spec.article_uids or () if uid not in uids)
    return {
        "article_uids": (*elsewhere, *(article.uid for article in articles if article.uid in inside)),
        "claim_uids": (*others, *sorted(picked & claims)),
        "without": (),
    }


def _unpicked(article: ChoosableArticle, picked: Collection[str]) -> list[str]:
    return [claim.uid for claim in article.claims if claim.uid not in picked]
