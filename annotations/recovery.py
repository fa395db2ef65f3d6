"""What a recovery found: a value, and how it is told."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from annotations.wording import number_of, printable

_NAMES = {
    "articles": "articles",
    "texts": "texts",
    "claims": "claims",
    "claim_tags": "tags set on claims",
    "tags": "tags of the codebook",
    "dimensions": "dimensions",
    "aliases": "aliases",
    "outlets": "outlets",
    "coders": "coders",
    "batches": "imports",
    "briefs": "briefs",
    "brief_issues": "issues of briefs",
    "review_comments": "comments of reviewers",
    "history": "entries of the history",
}
_MOST_NUMBERS = 200


@dataclass(frozen=True, slots=True)
class TableReport:
    """How many rows of a table are as they were, were altered, and are lost.

    `unknown` says that some part could not be read at all, so that more may have stood there than is counted.
    """

    kept: int = 0
    altered: int = 0
    lost: int = 0
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class RecoveryReport:
    """What became of a damaged project.

    Args:
        tables: by the table's name in the file.
        lost_claims: numbers of claims that are lost.
        altered_claims: numbers of claims that are not quite as they were, each with what is different.
        altered_articles: headlines of articles that are not quite as they were, each with what is different.
        notes: whatever else there is to be known, one sentence each.
    """

    tables: Mapping[str, TableReport]
    lost_claims: tuple[int, ...] = ()
    altered_claims: tuple[tuple[int, str], ...] = ()
    altered_articles: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = field(default=())

    @property
    def complete(self) -> bool:
        """Whether nothing is altered or lost, as far as can be known."""
        return not self.notes and not any(t.altered or t.lost or t.unknown for t in self.tables.values())

    def summary(self) -> str:
        """One line: how many articles and claims there are again, and whether anything is missing."""
        articles, claims = (self.tables.get(name, TableReport()) for name in ("articles", "claims"))
        found = f"{number_of(articles.kept + articles.altered, 'article')} and " + number_of(
            claims.kept + claims.altered, "claim"
        )
        if self.complete:
            return f"{found}, nothing lost"
        lost = ", ".join(
            f"{number_of(table.lost, noun)} lost" for table, noun in ((articles, "article"), (claims, "claim"))
        )
        return f"{found}; {lost}"

    def as_text(self) -> str:
        """The whole report, for people."""
        lines = [f"Recovered: {self.summary()}"]
        for name, table in self.tables.items():
            if table.altered or table.lost or table.unknown:
                known = f"{table.kept} as they were, {table.altered} altered, {table.lost} lost"
                beyond = "; some part of them could not be read, more may be missing" if table.unknown else ""
                lines.append(f"  {_NAMES.get(name, name)}: {known}{beyond}")
        if self.lost_claims:
            shown = ", ".join(map(str, self.lost_claims[:_MOST_NUMBERS]))
            more = len(self.lost_claims) - _MOST_NUMBERS
            lines.append(f"Lost claims: {shown}" + (f" and {more} more" if more > 0 else ""))
        lines += [f"Claim {number}: {what}" for number, what in self.altered_claims]
        lines += [f"“{printable(headline)}”: {what}" for headline, what in self.altered_articles]
        return "\n".join([*lines, *self.notes])

    def as_data(self) -> dict[str, Any]:
        """The same for programs, made of what JSON can hold."""
        return {"complete": self.complete, **asdict(self)}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        """The report that `as_data` was made of."""
        return cls(
            {name: TableReport(**table) for name, table in data["tables"].items()},
            tuple(data["lost_claims"]),
            tuple((number, what) for number, what in data["altered_claims"]),
            tuple((headline, what) for headline, what in data["altered_articles"]),
            tuple(data["notes"]),
        )
