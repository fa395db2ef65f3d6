"""Who else prints what an article says: the wire copies of its text and, claim by claim, those that have its words."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from annotations.added import Wording
from annotations.articles import Article, Outlet
from annotations.brief.content import Carrier
from annotations.brief.counting import Counting, by_outlet, carrying, distinct
from annotations.project import Project


@dataclass
class Carried:
    """The articles of a project by the text they carry; reads the texts of copies where it is asked about claims.

    `texts` is the text that each article carries, as the id of one of the articles with it.
    """

    project: Project
    counting: Counting
    outlets: dict[int, Outlet]
    others: dict[int, tuple[Article, ...]]
    texts: dict[int, int]
    shortened: bool
    """The project holds excerpts only: a claim's words may be among those that were left out of a copy."""
    _wordings: dict[str, Wording] = field(default_factory=dict)

    @classmethod
    def of(cls, project: Project, every: Sequence[Article], outlets: dict[int, Outlet], counting: str) -> "Carried":
        """Group all articles of the project."""
        return cls(project, Counting.of(counting), outlets, carrying(every), distinct(every), project.marks.excerpts)

    def also(self, article: Article) -> tuple[str, ...]:
        """The other outlets that carry an article's text."""
        return self._named(by_outlet(article, self.others[article.id]))

    def of_claim(self, article: Article, quote: str) -> tuple[tuple[Carrier, ...], tuple[str, ...]]:
        """Where a claim of an article counts, itself first, and the other outlets that print its words."""
        others = [other for other in self.others[article.id] if self._prints(other, quote)]
        found = by_outlet(article, others)
        counted = found if self.counting is Counting.OUTLETS else (article,)
        return tuple(map(self._carrier, counted)), self._named(found)

    def _prints(self, article: Article, quote: str) -> bool:
        if self.shortened:
            return True
        if article.digest not in self._wordings:
            self._wordings[article.digest] = Wording(self.project.articles.text(article.id))
        return self._wordings[article.digest].has(quote)

    @staticmethod
    def _named(found: Sequence[Article]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(other.outlet or other.headline for other in found[1:]))

    def _carrier(self, article: Article) -> Carrier:
        outlet = self.outlets.get(article.outlet_id or 0)
        facts = (outlet.ownership, outlet.medium, outlet.country) if outlet else ("", "", "")
        return Carrier(article.outlet, *facts, published=article.published, language=article.language, uid=article.uid)
