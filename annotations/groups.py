"""Wire-copy groups: articles that carry the same text in several outlets, one of which leads."""

from dataclasses import dataclass

from annotations.articles import Article


@dataclass(frozen=True, slots=True)
class Group:
    """A lead and the articles that carry its text, by date; articles that are left out are among them."""

    lead: Article
    copies: tuple[Article, ...]

    @property
    def articles(self) -> tuple[Article, ...]:
        """All of them, the lead first."""
        return (self.lead, *self.copies)

    @property
    def outlets(self) -> tuple[str, ...]:
        """The names of the outlets that carry copies, each once."""
        return tuple(dict.fromkeys(copy.outlet for copy in self.copies if copy.outlet))


@dataclass(frozen=True, slots=True)
class Grouped:
    """Articles that an import let carry a lead, by ids: of what it stored, or of what was there."""

    lead_id: int
    copy_ids: tuple[int, ...]


def by_date(article: Article) -> tuple[bool, str, int]:
    """Order by date of publication, those without one last; ties as they were imported."""
    return not article.published, article.published, article.id
