"""What is read to be settled, behind the window."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from annotations import differences
from annotations.agreement.coded import Scope
from annotations.claims import Claim, Coder
from annotations.codebook import Codebook
from annotations.differences import Difference
from annotations.project import Project
from app.workspaces.claims.detail import Around, around

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
    day = article.published.partition("T")[0]
    where = " · ".join(filter(None, (f"Claim {claim.number}", article.headline, article.outlet, day)))
    return Shown(where, around(project, claim, article.language), _agreed(project, claim, one))


def _agreed(project: Project, claim: Claim, one: Difference) -> tuple[tuple[int, str], ...]:
    if not one.weighs:
        return ()
    agreed, weighed = project.coders.agreed().id, one.weighs[0].id
    tags = {tag.id for tag in project.codebook.read().tags_of(one.found.dimension_id)}
    weighing = claim if claim.id == weighed else project.claims.get(weighed)
    return tuple((t.tag_id, t.role) for t in weighing.taggings if t.coder_id == agreed and t.tag_id in tags)
