"""What is read to be settled, behind the window."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from annotations import differences
from annotations.agreement.coded import Scope
from annotations.claims import Claim, Coder
from annotations.codebook import Codebook
from annotations.differences import Difference
from annotations.project import Project
from annotations.store.changes import Changes, TableChanges
from app.models.articles import shown_date
from app.workspaces.claims.detail import Around, around

_CODED = ("claims", "claim_tags", "settlements")
_OTHERS = ("second_codings", "samples", "articles", "outlets", "dimensions", "tags", "coders")
FOLLOWED = (*_CODED, *_OTHERS)
"""Tables on which it depends what there is to settle."""

_MOST_AGAIN = 100
"""Articles above which reading all is no slower."""
_LONGEST_QUOTE = 120
_QUOTES = tuple("“„«‹‘\"'")


@dataclass(frozen=True, slots=True)
class Found:
    """What there is to settle, with what is needed to show it; `quotes` are beginnings of passages by claim."""

    every: tuple[Difference, ...] = ()
    codebook: Codebook = field(default_factory=Codebook)
    coders: Mapping[int, Coder] = field(default_factory=dict)
    quotes: Mapping[int, str] = field(default_factory=dict)


def read(project: Project, scope: Scope) -> Found:
    """Read every difference in scope."""
    every = tuple(differences.differences(project, scope))
    agreed = project.coders.agreed()
    coders = {coder.id: coder for coder in (*project.coders.all(), agreed)}
    claims = sorted({one.found.unit.claim.id for one in every})
    quotes = {key: _quoted(words) for key, words in project.claims.beginnings(claims, _LONGEST_QUOTE).items()}
    return Found(every, project.codebook.read(), coders, quotes)


@dataclass(frozen=True, slots=True)
class Touched:
    """What was changed of what is to be settled: articles, and settlements whose articles are still to be looked up."""

    articles: frozenset[int] = frozenset()
    settlements: frozenset[int] = frozenset()

    def __or__(self, other: "Touched") -> "Touched":
        """Both."""
        return Touched(self.articles | other.articles, self.settlements | other.settlements)


def touched(changes: Changes, found: Found) -> Touched | None:
    """What a step touched of what was found before; None where everything has to be read again."""
    if changes.touches(*_OTHERS) or any(changes.tables[name].everything for name in _CODED if name in changes.tables):
        return None
    told = changes.tables.get("settlements", TableChanges())
    ids = {one.id: each.found.unit.article.id for each in found.every for one in each.settlements}
    gone = frozenset(ids[key] for key in told.deleted if key in ids)
    standing = frozenset(key for key in told.inserted | told.updated if isinstance(key, int))
    return Touched(changes.articles | gone, standing)


def read_again(project: Project, scope: Scope, found: Found, what: Touched) -> Found:
    """What there is to settle after changes, of which only the articles that they touched are read."""
    articles = what.articles | project.settlements.articles_of(what.settlements)
    if not articles or len(articles) > _MOST_AGAIN:
        return read(project, scope) if articles else found
    fresh = read(project, replace(scope, articles=tuple(sorted(articles))))
    kept = [one for one in found.every if one.found.unit.article.id not in articles]
    every = tuple(sorted([*kept, *fresh.every], key=lambda one: one.found.unit.claim.number))
    still = {one.found.unit.claim.id for one in kept}
    quotes = {key: words for key, words in found.quotes.items() if key in still}
    return replace(fresh, every=every, quotes={**quotes, **fresh.quotes})


def _quoted(words: str) -> str:
    """The first words of a passage, in quotation marks if it has none of its own."""
    words = " ".join(words.split())
    return words if words[:1] in _QUOTES else f"“{words}”"


@dataclass(frozen=True, slots=True)
class Shown:
    """One difference as it is read for the sheet; `agreed` is what *agreed* says of it."""

    where: str
    around: Around
    agreed: tuple[tuple[int, str], ...]


def read_one(project: Project, one: Difference) -> Shown | None:
    """Read the passage of a difference, and what *agreed* says; None where its claim is gone."""
    claim = next(iter(project.claims.some([one.found.unit.claim.id])), None)
    if claim is None:
        return None
    article = project.articles.get(claim.article_id)
    day = shown_date(article.published.partition("T")[0])
    where = " · ".join(filter(None, (f"Claim {claim.number}", article.headline, article.outlet, day)))
    return Shown(where, around(project, claim, article.language), _agreed(project, claim, one))


def _agreed(project: Project, claim: Claim, one: Difference) -> tuple[tuple[int, str], ...]:
    if not one.weighs:
        return ()
    agreed, weighed = project.coders.agreed().id, one.weighs[0].id
    tags = {tag.id for tag in project.codebook.read().tags_of(one.found.dimension_id)}
    weighing = claim if claim.id == weighed else project.claims.get(weighed)
    return tuple((t.tag_id, t.role) for t in weighing.taggings if t.coder_id == agreed and t.tag_id in tags)
