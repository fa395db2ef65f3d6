"""The process that learns tags, from the window's side."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from annotations.language.asked_child import AskedChild
from annotations.language.tags.lessons import Hits, Lesson, Proposal, Seed


@dataclass(frozen=True, slots=True)
class Learnt:
    """What the child answers. `proposals` are by claim and dimension; `vectors`, by digest, are worth keeping.

    `embedder` is what it compares words by, `key` under which its vectors are kept, `note` why it is no better one.
    `hits` are there where they were asked for.
    """

    embedder: str = ""
    key: str = ""
    note: str = ""
    proposals: Mapping[int, Mapping[int, tuple[Proposal, ...]]] = field(default_factory=dict)
    vectors: Mapping[str, str] = field(default_factory=dict)
    hits: tuple[Hits, ...] = ()


class TagChild:
    """Is taught and asked, in one process that is started with the first call and remembers.

    `learn` belongs to one thread at a time; `close` may be called from any thread.
    """

    def __init__(self, argv: list[str] | None = None) -> None:
        """Start nothing yet; `argv` is the child's command line instead of the usual one, for tests."""
        self._child = AskedChild("tags", "Learning tags", argv)

    @property
    def pid(self) -> int:
        """The child's process id; 0 while there is none. Another one knows nothing of what was taught before."""
        return self._child.pid

    def learn(
        self,
        *,
        seeds: Iterable[Seed] | None = None,
        teach: Iterable[Lesson] = (),
        forget: Iterable[int] = (),
        know: Mapping[str, str] | None = None,
        ask: Iterable[int] = (),
        hits: bool = False,
    ) -> Learnt:
        """Teach the child, and ask it.

        Args:
            seeds: of the codebook, in place of those before; None for no change.
            teach: claims that are new or have changed.
            forget: ids of claims that are gone.
            know: vectors that were kept, by the digest of their text.
            ask: ids of claims, taught now or before, for which tags are to be proposed.
            hits: whether to count how often proposals were right.

        Raises:
            NotAnsweredError: if the child did not manage it; the next call starts another, to be taught from the start.
        """
        request: dict[str, Any] = {
            "teach": [lesson.as_json() for lesson in teach],
            "forget": list(forget),
            "know": dict(know or {}),
            "ask": list(ask),
            "hits": hits,
        }
        if seeds is not None:
            request["seeds"] = [[one.dimension_id, one.tag_id, one.part.value, one.text] for one in seeds]
        return _learnt(self._child.ask(request))

    def close(self) -> None:
        """End the child and wait until it is gone. It cannot be used after."""
        self._child.close()


def _learnt(reply: dict[str, Any]) -> Learnt:
    proposals = {
        claim_id: {dimension: tuple(Proposal(*one) for one in found) for dimension, found in by_dimension}
        for claim_id, by_dimension in reply["proposals"]
    }
    hits = tuple(Hits(*one) for one in reply["hits"])
    return Learnt(reply["embedder"], reply["key"], reply["note"], proposals, reply["vectors"], hits)
