"""What several coders coded, for measuring how far they agree: read in a few queries, whatever the number of claims."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotations.agreement.coded import Coded, CodedArticle, CodedClaim, Scope
from annotations.claims import Tagging
from annotations.spans import Span
from annotations.store.connections.veil import hidden_articles
from annotations.store.sql import marks
from annotations.store.store import Store

_BATCH = 500
_AFTER_ALL = "~"
"""Comes after everything that dates are made of."""


@dataclass(frozen=True, slots=True)
class _Given:
    """What became of somebody's second coding: whether it is done, and whether they saw no passages of others."""

    done: bool
    apart: bool


class Codings:
    """Reads only. May be used on any thread."""

    def __init__(self, store: Store) -> None:
        """Use the store's connections."""
        self._store = store

    def coded(self, scope: Scope | None = None) -> Coded:
        """The articles in scope that two of its coders coded, and all claims in them.

        Who coded an article, `annotations.agreement.units` says. Taggings are those of people, not of *agreed*.
        Articles in which others' work is hidden from who codes second are left out: of half of it no figure is true.
        """
        scope = scope or Scope()
        given = self._second_codings(scope)
        coders = self._coders(scope, given)
        wanted = frozenset(scope.coders)
        several = {key: who for key, who in coders.items() if len(who & wanted if wanted else who) > 1}
        claims = self._claims(sorted(several))
        lookers = _lookers(claims)
        lengths = self._lengths(sorted(several))
        articles = {
            key: CodedArticle(key, lengths[key], tuple(sorted(who)), tuple(_apart(key, sorted(who), given, lookers)))
            for key, who in sorted(several.items())
            if key in lengths
        }
        return Coded(articles, tuple(claim for claim in claims if claim.article_id in articles))

    def by_several(self) -> bool:
        """Whether the project knows two people, so that anything may have been coded by two; quick for any number."""
        return int(self._store.value("SELECT count(*) FROM coders WHERE NOT agreed")) > 1

    def coders(self) -> dict[int, int]:
        """How many articles each person coded, by the person's id."""
        found: dict[int, int] = {}
        for who in self._coders(Scope(), self._second_codings(Scope())).values():
            for coder in who:
                found[coder] = found.get(coder, 0) + 1
        return found

    # -- articles

    def _coders(self, scope: Scope, given: dict[tuple[int, int], _Given]) -> dict[int, frozenset[int]]:
        """Who coded each article."""
        inside, values = self._condition(scope)
        rows = self._store.rows(
            f"WITH inside AS (SELECT a.id, a.status, a.assigned_to FROM articles a WHERE {inside})"
            " SELECT c.article_id, c.coder_id FROM claims c JOIN inside i ON i.id = c.article_id"
            " UNION SELECT c.article_id, t.coder_id FROM claim_tags t JOIN claims c ON c.id = t.claim_id"
            "  JOIN inside i ON i.id = c.article_id WHERE t.coder_id <> c.coder_id"
            " UNION SELECT id, assigned_to FROM inside WHERE status = 'done' AND assigned_to IS NOT NULL"
            " UNION SELECT x.article_id, x.coder_id FROM second_codings x JOIN inside i ON i.id = x.article_id",
            values,
        )
        agreed = frozenset(self._store.column("SELECT id FROM coders WHERE agreed"))
        found: dict[int, set[int]] = {}
        for article, coder in rows:
            if coder not in agreed and ((article, coder) not in given or given[article, coder].done):
                found.setdefault(article, set()).add(coder)
        return {article: frozenset(who) for article, who in found.items()}

    def _second_codings(self, scope: Scope) -> dict[tuple[int, int], _Given]:
        """What was asked of whom, by article and coder."""
        inside, values = self._condition(scope)
        rows = self._store.rows(
            "SELECT x.article_id, x.coder_id, min(x.done_at <> '') AS done, min(s.sees = 'nothing') AS apart"
            " FROM second_codings x JOIN samples s ON s.id = x.sample_id"
            f" WHERE x.article_id IN (SELECT a.id FROM articles a WHERE {inside}) GROUP BY 1, 2",
            values,
        )
        return {(row["article_id"], row["coder_id"]): _Given(bool(row["done"]), bool(row["apart"])) for row in rows}

    def _condition(self, scope: Scope) -> tuple[str, list[object]]:
        """Which articles `a` are in scope."""
        parts, values = ["a.status <> 'left-out'"], list[object]()
        if scope.since:
            parts.append("a.published >= ?")
            values.append(scope.since)
        if scope.until:
            parts.append("a.published <> '' AND a.published < ?")
            values.append(scope.until + _AFTER_ALL)
        if scope.batch_id is not None:
            parts.append("a.batch_id = ?")
            values.append(scope.batch_id)
        if scope.sample_id is not None:
            parts.append("a.id IN (SELECT article_id FROM second_codings WHERE sample_id = ?)")
            values.append(scope.sample_id)
        if scope.articles:
            parts.append(f"a.id IN ({', '.join(str(int(key)) for key in scope.articles)})")
        if self._store.veiled:
            parts.append(f"a.id NOT IN ({hidden_articles(self._store.coder_id)})")
        return " AND ".join(parts), values

    def _lengths(self, ids: Sequence[int]) -> dict[int, int]:
        """Code points of each article that can be marked."""
        found: dict[int, int] = {}
        for some in _batches(ids):
            sql = (
                'SELECT a.id, a.n_chars - coalesce((SELECT sum(min(c."end", a.n_chars) - c.start) FROM cuts c'
                f" WHERE c.article_id = a.id AND c.start < a.n_chars), 0) FROM articles a WHERE a.id IN ({marks(some)})"
            )
            found.update((row[0], max(row[1], 0)) for row in self._store.rows(sql, some))
        return found

    # -- claims

    def _claims(self, article_ids: Sequence[int]) -> list[CodedClaim]:
        """All claims of these articles, by number."""
        found: list[CodedClaim] = []
        for some in _batches(article_ids):
            taggings: dict[int, list[Tagging]] = {}
            for claim, tag, role, coder in self._store.rows(
                "SELECT t.claim_id, t.tag_id, t.role, t.coder_id FROM claims c JOIN claim_tags t ON t.claim_id = c.id"
                f" WHERE c.article_id IN ({marks(some)}) AND t.coder_id NOT IN (SELECT id FROM coders WHERE agreed)",
                some,
            ):
                taggings.setdefault(claim, []).append(Tagging(tag, role, coder))
            rows = self._store.rows(
                'SELECT id, number, article_id, coder_id, start, "end" FROM claims'
                f" WHERE article_id IN ({marks(some)})",
                some,
            )
            found += [
                CodedClaim(
                    id=row["id"],
                    number=row["number"],
                    article_id=row["article_id"],
                    coder_id=row["coder_id"],
                    span=Span(row["start"], row["end"]),
                    taggings=tuple(sorted(taggings.get(row["id"], ()))),
                )
                for row in rows
            ]
        return sorted(found, key=lambda claim: (claim.number, claim.id))


def _lookers(claims: Sequence[CodedClaim]) -> frozenset[tuple[int, int]]:
    """Who tagged a passage that another marked, with the article: they saw the others' passages."""
    return frozenset(
        (claim.article_id, tagging.coder_id)
        for claim in claims
        for tagging in claim.taggings
        if tagging.coder_id != claim.coder_id
    )


def _apart(
    article: int, coders: Sequence[int], given: dict[tuple[int, int], _Given], lookers: frozenset[tuple[int, int]]
) -> Iterator[int]:
    """Who marked passages by themselves: second coders who were shown none, others who tagged none."""
    for coder in coders:
        known = given.get((article, coder))
        if known.apart if known else (article, coder) not in lookers:
            yield coder


def _batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for place in range(0, len(ids), _BATCH):
        yield ids[place : place + _BATCH]
