"""A plain model of what a project holds, and what a session of work at random is made of."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition

from annotations.codebook import CodebookFile, Dimension, Kind, Role, Tag

CODEBOOK = CodebookFile(
    "test",
    "Test",
    dimensions=(
        Dimension("Kind", Kind.ONE, key="kind"),
        Dimension("Framing", Kind.MANY, key="framing"),
        Dimension("Actors", Kind.ACTORS, key="actors", roles=tuple(Role)),
    ),
    tags={key: tuple(Tag(f"{key} {n}", key=f"{key}-{n}") for n in range(2)) for key in ("kind", "framing", "actors")},
)
WORDS = ("minister", "банк", "Ωmega", "😀", "e\u0301tat", "sanctions", "line\nbreak", "中文", "ب")
texts = st.lists(st.sampled_from(WORDS), min_size=3, max_size=12).map(" ".join)
notes = st.text(alphabet=st.sampled_from([*"ab \n“", "😀", "\u202e", "ж"]), max_size=6)
outlets = st.sampled_from(["", "Courier", "Herald"])
Tagged = tuple[str, str, str, str]


@dataclass
class State:
    """What a project holds, by uid and without clocks, everything in the order in which it came.

    `ids` are those of the rows, which undo and redo bring back as well.
    """

    articles: dict[str, dict[str, Any]] = field(default_factory=dict)
    claims: dict[str, dict[str, Any]] = field(default_factory=dict)
    taggings: dict[Tagged, bool] = field(default_factory=dict)
    """(claim, tag, role, coder)."""
    tags: dict[str, dict[str, Any]] = field(default_factory=dict)
    briefs: dict[str, str] = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=dict)

    def untag(self, gone: Callable[[Tagged], bool]) -> None:
        self.taggings = {tagging: True for tagging in self.taggings if not gone(tagging)}


def holding(name: str) -> Callable[[Any], Any]:
    """Only while the model has some of these."""
    return precondition(lambda self: bool(getattr(self.now, name)))
