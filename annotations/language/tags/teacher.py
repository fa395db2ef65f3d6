"""Teaches the child what a project knows, keeps it up to date, and asks it: answers come soon, older claims later."""

from collections.abc import Collection
from contextlib import suppress

from annotations.claims import Claim
from annotations.codebook import Codebook
from annotations.errors import AnnotationError
from annotations.language.tags.child import Learnt, TagChild
from annotations.language.tags.lessons import Lesson, Seed, digest_of, latest, lesson_of, seeds_of, taught
from annotations.language.tags.model import KEY, installed_model
from annotations.project import Project

AT_ONCE = 200
"""How many claims are taught in one call; to embed as many takes a second or two."""


class Teacher:
    """Belongs to one thread at a time, but for `close`."""

    def __init__(self, child: TagChild | None = None) -> None:
        """Start nothing yet."""
        self._child = child or TagChild()
        self._pid = 0
        self._seeds: list[Seed] = []
        self._dimensions: dict[int, int] = {}
        self._taught: dict[int, Lesson] = {}
        self._older: list[Lesson] = []

    @property
    def pid(self) -> int:
        """The child's process id; 0 while there is none."""
        return self._child.pid

    @property
    def more(self) -> bool:
        """Whether older claims are still to be taught: by the next `ask`."""
        return bool(self._older)

    def ask(
        self, project: Project, article_id: int, changed: Collection[int] | None = (), *, hits: bool = False
    ) -> tuple[list[int], Learnt]:
        """Teach what changed and some of what is older, and have tags proposed for an article's claims.

        Args:
            project: the open project, as the person who works here sees it.
            article_id: the article.
            changed: ids of claims that may have changed or gone; None for all that is known.
            hits: whether to count how often proposals were right; then all that is older is taught first.

        Returns:
            The ids of the article's claims, and the answer.

        Raises:
            NotAnsweredError: if the child did not manage; the next call teaches everything anew.
            AnnotationError: if the project cannot be read.
        """
        codebook = project.codebook.read()
        agreed, coder = project.coders.agreed().id, project.coder_id

        def lesson(claim: Claim) -> Lesson:
            return lesson_of(claim, codebook, agreed, coder)

        moved = self._moved(codebook)
        if changed is None or moved or not self._pid or self._child.pid != self._pid:
            forget, gone = set(self._taught), set()
            self._taught, self._seeds = {}, []
            self._older = latest(map(lesson, project.claims.latest_first()))
            now: dict[int, Lesson] = {}
        else:
            now = {claim.id: lesson(claim) for claim in project.claims.some(list(changed))}
            forget = gone = {one for one in changed if one not in now}
        here = {claim.id: lesson(claim) for claim in project.claims.of_article(article_id)}
        now |= here
        older = self._next_older(set(now) | gone, everything=hits)
        pid = self._pid
        answer = self._teach(project, codebook, [*older, *now.values()], forget, list(here), hits=hits)
        if pid and self._pid != pid:  # the one that was taught had died since: another answered, who knew too little
            return self.ask(project, article_id, None, hits=hits)
        return list(here), answer

    def _moved(self, codebook: Codebook) -> bool:
        """Whether tags went, or belong to another dimension now: claims of which nothing is told are changed by it."""
        before, dimensions = self._dimensions, taught(codebook)
        self._dimensions = {tag.id: tag.dimension_id for tag in codebook.tags if tag.dimension_id in dimensions}
        return any(self._dimensions.get(tag) != dimension for tag, dimension in before.items())

    def _next_older(self, besides: Collection[int], *, everything: bool) -> list[Lesson]:
        """Take the latest of the older lessons from those that wait."""
        waiting = [one for one in self._older if one.claim_id not in besides]
        start = 0 if everything else max(0, len(waiting) - AT_ONCE)
        self._older = waiting[:start]
        return waiting[start:]

    def _teach(
        self,
        project: Project,
        codebook: Codebook,
        lessons: list[Lesson],
        forget: Collection[int],
        ask: list[int],
        *,
        hits: bool,
    ) -> Learnt:
        new = [one for one in lessons if self._taught.get(one.claim_id) != one]
        kept = {one.claim_id for one in new}
        seeds = seeds_of(codebook)
        texts = [one.text for one in (*new, *(seeds if seeds != self._seeds else ()))]
        self._pid = 0  # until it has answered, nobody knows what it learnt
        answer = self._child.learn(
            seeds=seeds if seeds != self._seeds else None,
            teach=new,
            forget=[one for one in forget if one not in kept],
            know=project.vectors.get(KEY, [digest_of(text) for text in texts]) if installed_model() else {},
            ask=ask,
            hits=hits,
        )
        self._pid, self._seeds = self._child.pid, seeds
        self._taught = {one: lesson for one, lesson in self._taught.items() if one not in forget}
        self._taught.update({one.claim_id: one for one in new})
        if answer.vectors and project.keeps_results:
            with suppress(AnnotationError):  # it was closed meanwhile, or the disk is full: they are made again then
                project.vectors.put(answer.key, answer.vectors)
        return answer

    def close(self) -> None:
        """End the child; whoever asks meets a `NotAnsweredError`. May be called from any thread."""
        self._child.close()
