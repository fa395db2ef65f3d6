"""Which steps touched a claim or an article, found in the recorded images as they stand in the file.

Ids are used again once the row with the highest one is gone, so the images are read from the newest step back, to the
one that made the row: what lies before that was another's.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from annotations.history import StepState

_ROW = re.compile(r'^\["(articles|claims|claim_tags)", "([iud])", \[(-?\d{1,18})\b', re.MULTILINE)
_ARTICLE = re.compile(r'"article_id": ?(-?\d{1,18})\b')
"""A quotation mark within a text has a backslash before it, so that no text reads like this."""


@dataclass(frozen=True, slots=True)
class Trace:
    """One row of one step: its table, what was done to it, the first part of its key, the article a claim was in."""

    table: str
    op: str
    key: int
    article_id: int | None


@dataclass(frozen=True, slots=True)
class Step:
    """A step with its recorded images."""

    id: int
    state: StepState
    chunks: Sequence[str]

    def rows(self) -> Iterator[Trace]:
        """The articles, claims and taggings it touched, in order."""
        for chunk in self.chunks:
            for found in _ROW.finditer(chunk):
                table, op, key = found.groups()
                article = _article(chunk, found.end()) if table == "claims" and op != "i" else None
                yield Trace(table, op, int(key), article)


def _article(chunk: str, start: int) -> int | None:
    end = chunk.find("\n", start)
    found = _ARTICLE.search(chunk, start, end if end >= 0 else len(chunk))
    return int(found[1]) if found else None


def of_claim(steps: Iterable[Step], claim_id: int) -> list[int]:
    """Return the ids of the steps that touched a claim that there is, the newest first, given steps in that order."""
    own = re.compile(rf'^\["(claims|claim_tags)", "([iud])", \[{claim_id}[,\]]', re.MULTILINE)
    touched: list[int] = []
    for run in _back_in_time(steps):
        for step in run:
            found = [match.groups() for chunk in step.chunks for match in own.finditer(chunk)]
            if found:
                touched.append(step.id)
            if ("claims", "i") in found:
                break
    return sorted(touched, reverse=True)


def of_article(steps: Iterable[Step], article_id: int, claims: Iterable[int]) -> list[int]:
    """Return the ids of the steps that touched an article that there is or its claims, the newest first.

    Args:
        steps: the newest first.
        article_id: the article.
        claims: the claims it has now.
    """
    now = set(claims)
    touched: list[int] = []
    for run in _back_in_time(steps):
        members = set(now)
        for step in run:
            rows = list(step.rows())
            if _step_back(rows, article_id, members):
                touched.append(step.id)
            if any(row == Trace("articles", "i", article_id, None) for row in rows):
                break
    return sorted(touched, reverse=True)


def _back_in_time(steps: Iterable[Step]) -> Iterator[Iterable[Step]]:
    """Yield two runs of steps from what is in the file now back: those undone, and those done.

    What is recorded of an undone step is its undoing, the last undone being the oldest step. Done and undone again,
    these leave everything as it was, so that both runs begin with what is there now.
    """
    rest = iter(steps)
    undone: list[Step] = []
    first = next(rest, None)
    while first and first.state is StepState.UNDONE:
        undone.append(first)
        first = next(rest, None)
    yield reversed(undone)
    if first:
        yield chain([first], rest)


def _step_back(rows: list[Trace], article_id: int, members: set[int]) -> bool:
    """Whether rows touch the article; makes its claims in `members` those there were before them."""
    touched = False
    for row in reversed(rows):
        if row.table == "claims" and row.article_id == article_id:
            members.add(row.key)
        touched = touched or _touches(row, article_id, members)
        if row.table == "claims" and row.op == "i":
            members.discard(row.key)
    return touched


def _touches(row: Trace, article_id: int, members: set[int]) -> bool:
    return row.key == article_id if row.table == "articles" else row.key in members
