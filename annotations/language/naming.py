"""How well actors are found in texts, measured against what people marked."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields

from annotations.language.standoff import Marked, MarkedActor
from annotations.spans import Span


@dataclass(frozen=True, slots=True)
class Named:
    """A place where somebody is told to be named: `who` is an id of a table, or the full name of somebody in none."""

    span: Span
    who: str
    is_known: bool


@dataclass(frozen=True, slots=True)
class NamingCounts:
    """What is counted; figures of several texts are added before shares are taken.

    A place is found when something that overlaps it was told there, and right when the same actor was. Places where a
    metonym stands count neither way: what it means is offered, and never decided.
    """

    told: int = 0
    right: int = 0
    marked: int = 0
    found: int = 0

    def __add__(self, other: "NamingCounts") -> "NamingCounts":
        """The sum, figure by figure."""
        return NamingCounts(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    @property
    def precision(self) -> float:
        """Share of what was told that is right; 0 where nothing was told."""
        return self.right / self.told if self.told else 0.0

    @property
    def recall(self) -> float:
        """Share of what is marked that was told rightly; 0 where nothing is marked."""
        return self.right / self.marked if self.marked else 0.0

    @property
    def f(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / (self.told + self.marked) if self.told + self.marked else 0.0


def naming(texts: Sequence[Marked], name: Callable[[Marked], Iterable[Named]]) -> NamingCounts:
    """Compare who is told to be named in each text with who is marked in it."""
    return sum((_counted(text.actors, list(name(text))) for text in texts), NamingCounts())


def missed(marked: Marked, named: Sequence[Named]) -> tuple[list[MarkedActor], list[Named]]:
    """The actors of a text that were not told rightly, and what was told that is not right."""
    wanted, told = _decided(marked.actors, named)
    return (
        [actor for actor in wanted if not any(_is_right(one, actor) for one in told)],
        [one for one in told if not any(_is_right(one, actor) for actor in wanted)],
    )


def _counted(actors: Sequence[MarkedActor], named: Sequence[Named]) -> NamingCounts:
    wanted, told = _decided(actors, named)
    return NamingCounts(
        told=len(told),
        right=sum(any(_is_right(one, actor) for one in told) for actor in wanted),
        marked=len(wanted),
        found=sum(any(one.span.overlaps(actor.span) for one in told) for actor in wanted),
    )


def _decided(actors: Sequence[MarkedActor], named: Sequence[Named]) -> tuple[list[MarkedActor], list[Named]]:
    metonyms = [actor.span for actor in actors if actor.is_metonym]
    told = [one for one in named if not any(one.span.overlaps(span) for span in metonyms)]
    return [actor for actor in actors if not actor.is_metonym], told


def _is_right(one: Named, actor: MarkedActor) -> bool:
    return one.span.overlaps(actor.span) and one.is_known == actor.is_known and one.who == actor.who
