"""The order in which articles are decided on: one after the other, those put off at the end, and the way back."""

from collections.abc import Sequence


class Queue:
    """Ids of articles that wait, and where one is among them. Knows nothing of the project."""

    def __init__(self) -> None:
        self.current: int | None = None
        """The article to decide on, None where none waits."""
        self._waiting: list[int] = []
        self._later: dict[int, None] = {}
        self._behind: list[int] = []

    @property
    def put_off(self) -> int:
        """How many of those that wait were put off."""
        return len(self._later)

    @property
    def can_go_back(self) -> bool:
        """Whether an article was shown before this one."""
        return bool(self._behind)

    def take(self, waiting: Sequence[int]) -> None:
        """Follow what waits now; what was decided on elsewhere gives way to the next."""
        before, self._waiting = self._waiting, list(waiting)
        known = set(waiting)
        self._later = {article: None for article in self._later if article in known}
        if self.current is None or (self.current in before and self.current not in known):
            self._leave(before)

    def _leave(self, before: Sequence[int]) -> None:
        """Go on from the current article, which no longer waits or is put off."""
        if self.current is not None:
            self._behind.append(self.current)
        start = before.index(self.current) + 1 if self.current in before else 0
        order = [*before[start:], *self._waiting, *self._later]
        known = set(self._waiting)
        fresh = (article for article in order if article in known and article not in self._later)
        self.current = next(fresh, next((a for a in self._later if a != self.current), next(iter(self._later), None)))

    def skip(self) -> None:
        """Put the current article off: it comes again when all others were decided on."""
        if self.current is None:
            return
        if self.current in self._waiting:
            self._later.pop(self.current, None)
            self._later[self.current] = None
        self._leave(self._waiting)

    def drop(self, article_id: int) -> None:
        """Go on: an article was decided on, whatever else waits will be told later."""
        self.take([article for article in self._waiting if article != article_id])

    def next(self) -> None:
        """Go on from an article that was decided on and gone back to."""
        self._leave(self._waiting)

    def back(self) -> None:
        """Go to the article that was shown before this one."""
        if self._behind:
            self.current = self._behind.pop()

    def show(self, article_id: int) -> None:
        """Go to an article: its decision was undone."""
        if article_id == self.current:
            return
        if self._behind and self._behind[-1] == article_id:
            self._behind.pop()
        elif self.current is not None:
            self._behind.append(self.current)
        self.current = article_id
