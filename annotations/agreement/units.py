"""What is compared: articles that several coders coded, and in them claims with what each of them said.

Only articles count that two of the coders compared coded. A coder coded an article once their second coding of it is
done; where none was asked of them, once they marked a claim or set a tag in it, or finished an article assigned to
them. Articles left out do not count.

A claim is one unit. Where two coders each marked nearly the same passage, their claims are one unit together: see
`annotations.agreement.pairing`. In a dimension each coder's tags are one answer. *None of these* is an answer; who set
no tag has given none, and is left out of that dimension for that unit. *Agreed* is nobody here.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from annotations.agreement.coded import Coded, CodedArticle, CodedClaim
from annotations.agreement.pairing import paired
from annotations.claims import Tagging
from annotations.codebook import Codebook

Said = frozenset[tuple[int, str]]
"""What one person said of a claim in one dimension: ids of tags with their roles, empty but for actors."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing that was coded several times.

    `claims` is one claim, or those that coders each marked of nearly the same passage, by number. `coders` are those
    who coded the article, `holders` those of them who marked the passage or took it up, all by id. `answers` has what
    they said by the id of the dimension and their own.
    """

    article: CodedArticle
    claims: tuple[CodedClaim, ...]
    coders: tuple[int, ...]
    holders: tuple[int, ...]
    answers: Mapping[int, Mapping[int, Said]]

    @property
    def claim(self) -> CodedClaim:
        """The claim with the lowest number: the one that what is settled belongs to."""
        return self.claims[0]

    def claim_of(self, coder_id: int) -> CodedClaim | None:
        """The claim that a coder marked or took up, None if they did neither."""
        own = (claim for claim in self.claims if claim.coder_id == coder_id)
        return next(own, next((claim for claim in self.claims if coder_id in claim.holders), None))

    @property
    def unmarked_by(self) -> tuple[int, ...]:
        """Who coded the article without seeing others' passages, and did not mark this one."""
        return tuple(coder for coder in self.article.apart if coder in self.coders and coder not in self.holders)


def units_of(coded: Coded, codebook: Codebook, coders: Collection[int] = ()) -> list[Unit]:
    """The units of some coders, or of all, by the number of their first claim."""
    dimensions = {tag.id: tag.dimension_id for tag in codebook.tags}
    wanted = frozenset(coders) or frozenset(coder for article in coded.articles.values() for coder in article.coders)
    shared = {
        article.id: found
        for article in coded.articles.values()
        if len(found := tuple(coder for coder in article.coders if coder in wanted)) > 1
    }
    by_article: dict[int, list[CodedClaim]] = {}
    for claim in coded.claims:
        if claim.article_id in shared and not claim.holders.isdisjoint(shared[claim.article_id]):
            by_article.setdefault(claim.article_id, []).append(claim)
    units = [
        _unit(coded.articles[article_id], claims, shared[article_id], dimensions)
        for article_id, inside in by_article.items()
        for claims in paired(inside, frozenset(shared[article_id]))
    ]
    return sorted(units, key=lambda unit: unit.claim.number)


def _unit(
    article: CodedArticle, claims: tuple[CodedClaim, ...], coders: tuple[int, ...], dimensions: Mapping[int, int]
) -> Unit:
    holders = frozenset[int]().union(*(claim.holders for claim in claims))
    taggings = [tagging for claim in claims for tagging in claim.taggings if tagging.coder_id in coders]
    return Unit(article, claims, coders, tuple(c for c in coders if c in holders), _answers(taggings, dimensions))


def _answers(taggings: Iterable[Tagging], dimensions: Mapping[int, int]) -> Mapping[int, Mapping[int, Said]]:
    found: dict[int, dict[int, set[tuple[int, str]]]] = {}
    for tagging in taggings:
        dimension = dimensions.get(tagging.tag_id)
        if dimension is not None:
            of_coder = found.setdefault(dimension, {})
            of_coder.setdefault(tagging.coder_id, set()).add((tagging.tag_id, tagging.role))
    return {d: {coder: frozenset(each[coder]) for coder in sorted(each)} for d, each in found.items()}
