"""Makes pages for the preview: of the whole brief, of its first parts as far as they are in view, or of articles."""

import time
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from annotations.brief.content import ArticleEntry, BriefContent
from annotations.brief.preview import Excerpt, Proof, proof
from annotations.brief.spec import BriefSpec, Finding, Part
from annotations.project import Project

_LONG = (Part.CLAIMS, Part.ARTICLES)
"""The parts that may take hundreds of pages."""
_FRONT = (Part.MASTHEAD, Part.BOTTOM_LINE)
_HEAD = 72.0
"""Points above what begins at the top of a page, at most."""
_WRITTEN = (
    *("title", "subtitle", "organisation", "number", "version", "issued", "analyst", "reviewer", "distribution"),
    *("handling", "bottom_line", "page", "template"),
)


def gathering_key(spec: BriefSpec) -> BriefSpec:
    """The specification as far as it matters to what is read from the project, and not to how it is printed."""
    blank: dict[str, Any] = dict.fromkeys(_WRITTEN, "")
    findings = tuple(Finding(finding.dimension, finding.chart) for finding in spec.findings)
    return replace(
        spec, **blank, judgements=(), watch=(), unknown=(), findings=findings, page_limit=0, full_text=True, extra={}
    )


@dataclass(frozen=True, eq=False, slots=True)
class Gathered:
    """What was read from the project, for which specification, and after how many changes of the project."""

    content: BriefContent
    key: BriefSpec
    version: int


@dataclass(frozen=True, eq=False, slots=True)
class Made:
    """Pages, what they were made of, and how many seconds of the processor making them took."""

    proof: Proof
    gathered: Gathered
    seconds: float


@dataclass(frozen=True, eq=False, slots=True)
class Order:
    """What is to be made, on a thread of its own. `known` is used where it is still true; `wanted` is asked often."""

    spec: BriefSpec
    version: int
    known: Gathered | None
    wanted: Callable[[], bool]
    brief_id: int | None = None
    """The brief that is shown as the draft of its next version."""

    @property
    def is_known(self) -> bool:
        """Whether nothing needs to be read from the project."""
        known = self.known
        return known is not None and known.version == self.version and known.key == gathering_key(self.spec)

    def _gathered(self, project: Project) -> Gathered:
        from annotations.brief import gather

        if self.known is not None and self.is_known:
            return self.known
        return Gathered(gather(project, self.spec), gathering_key(self.spec), self.version)

    def whole(self, project: Project) -> Made:
        """All pages."""
        return self._made(project, self._gathered(project), self.spec)

    def beginning(self, project: Project, parts: tuple[Part, ...]) -> Made:
        """The pages of the first parts: they are the first of the whole brief."""
        return self._made(project, self._gathered(project), replace(self.spec, parts=parts))

    def articles(self, project: Project, numbers: Mapping[str, int], excerpt: Excerpt) -> Made:
        """The pages of some annotated articles: their numbers by their uids."""
        gathered = self._some(project, numbers)
        printed = tuple(
            replace(one, number=numbers[one.uid]) for one in gathered.content.articles if one.uid in numbers
        )
        return self._made(project, gathered, self.spec, replace(gathered.content, articles=printed), excerpt)

    def claims(self, project: Project, old: BriefContent, numbers: Container[int], excerpt: Excerpt) -> Made:
        """Pages of the list of claims: those claims of the content `old` that have these numbers, as they are now."""
        uids = {old.article_of(claim).uid: claim.article for claim in old.claims if claim.number in numbers}
        gathered = self._some(project, uids)
        fresh = {one.uid: one for one in gathered.content.articles}
        articles = tuple(_listed(fresh.get(one.uid, one), one.number, numbers) for one in old.articles)
        return self._made(project, gathered, self.spec, replace(gathered.content, articles=articles), excerpt)

    def _some(self, project: Project, uids: Iterable[str]) -> Gathered:
        """What is known, or else what these articles alone are now."""
        from annotations.brief import gather

        if self.known is not None and self.is_known:
            return self.known
        alone = replace(self.spec, article_uids=tuple(uids), agreement=False)
        return Gathered(gather(project, alone), gathering_key(alone), -1)  # no content of the whole

    def _made(
        self,
        project: Project,
        gathered: Gathered,
        printed: BriefSpec,
        content: BriefContent | None = None,
        excerpt: Excerpt | None = None,
    ) -> Made:
        from annotations.brief.issues import as_draft

        today = datetime.now(tz=UTC).astimezone().date().isoformat()
        draft = as_draft(project, self.brief_id, replace(printed, issued=printed.issued or today))
        start = time.thread_time()
        made = proof(content or gathered.content, draft.spec, self.wanted, draft.mark, excerpt)
        return Made(made, gathered, time.thread_time() - start)


def _listed(article: ArticleEntry, number: int, claims: Container[int]) -> ArticleEntry:
    """An article with only these claims, under its number in the brief."""
    kept = tuple(replace(one, article=number) for one in article.claims if one.number in claims)
    return replace(article, number=number, claims=kept)


def front(spec: BriefSpec) -> tuple[Part, ...]:
    """The parts of the front page."""
    return tuple(part for part in spec.parts if part in _FRONT)


def first_parts(spec: BriefSpec, proof: Proof, last: int) -> tuple[tuple[Part, ...], range]:
    """What has to be made so that the pages up to the `last` in view are as they will be.

    Returns:
        The first parts, all but the long ones and those that begin further on; and the pages of the last proof that
        follow them. No parts where the long ones are in view.
    """
    for count, part in enumerate(spec.parts):
        start, top = proof.places.get(part.value, (0, 0.0))
        if part in _LONG or start > last:
            if start and start <= last:
                return (), range(0)
            fresh = top > proof.height - _HEAD
            return spec.parts[:count], range(start if fresh else start + 1, proof.pages + 1) if start else range(0)
    return spec.parts, range(0)


def articles_at(proof: Proof, page: int) -> tuple[tuple[int, ...], range]:
    """The numbers of the articles on a page, which may share it, and the pages they take; none if there are none."""
    starts = sorted((place[0], int(key[8:])) for key, place in proof.places.items() if key.startswith("article-"))
    end = proof.places.get("sources", (proof.pages + 1, 0.0))[0]
    found = [one for one in starts if one[0] < page][-1:] + [one for one in starts if one[0] == page]
    later = min((start for start, _ in starts if start > page), default=max(end, starts[-1][0] + 1 if starts else 0))
    if not found or page >= later:
        return (), range(0)
    return tuple(number for _, number in found), range(found[0][0], later)


def claims_at(proof: Proof, first: int, last: int) -> tuple[frozenset[int], range]:
    """The numbers of the claims that are listed on these pages, and the pages they take; none if there are none.

    The pages may begin before `first`: with one that begins with a claim, or with the list.
    """
    places = ((place, int(key[6:])) for key, place in proof.places.items() if key.startswith("claim-"))
    starts = sorted((page, -top, number) for (page, top), number in places)
    begin = max((page for page, up, _ in starts if page <= first and -up > proof.height - _HEAD), default=0)
    begin = max(begin, proof.places.get("claims", (0, 0.0))[0])
    end = max((page for page, _, _ in starts), default=0)
    if not 0 < begin <= first <= end:
        return frozenset(), range(0)
    last = min(last, end)
    return frozenset(number for page, _, number in starts if begin <= page <= last), range(begin, last + 1)
