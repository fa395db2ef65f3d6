"""Which text an article has once two copies are one.

It is what the last correction that holds came to, whatever else was changed in the article since; where none holds,
what stood there before the first. So it follows from the corrections alone, in whichever order copies are merged.
"""

from collections.abc import Callable, Mapping, Sequence

from annotations.excerpts import is_excerpt
from annotations.store.merging.copies import Copy
from annotations.store.merging.entries import Entries
from annotations.store.merging.states import State

EARLIER = "earlier_texts"

Sides = Sequence[tuple[Copy, State]]
"""Copies that have an article, and its state in each."""

_Corrections = Mapping[str, State]
"""By the uid of its earlier text, the state of each correction of an article in one copy."""


class LastTexts:
    """Decides on texts.

    Args:
        entries: what the merge looks at.
        text: the text of a digest, empty if neither copy has it.
    """

    def __init__(self, entries: Entries, text: Callable[[str], str]) -> None:
        self._entries = entries
        self._text = text

    def of(self, uid: str, sides: Sides) -> tuple[str, int]:
        """Digest of the text that an article has in the end, and its length in code points.

        What a correction came to is known for itself; of those that an older program made, it may be known only from a
        copy in which it was the last one.
        """
        every = {copy.schema: self._corrections(copy, uid) for copy, _ in sides}
        made = {schema: _last(found) for schema, found in every.items()}
        stamps = {key: self._both(key, state).stamp for found in every.values() for key, state in found.items()}
        came_to = self._came_to(sides, list(stamps))
        holding = [key for key in stamps if self._holds(key) and (key in came_to or key in made.values())]
        last = max(holding, key=lambda key: stamps[key], default="")
        if last in came_to:
            return self._told(came_to[last])
        saying = [(copy, state) for copy, state in sides if made[copy.schema] == last]
        if not saying and (first := self._first(every)):
            return self._told(first)
        best = max(self._whole(saying or sides), key=lambda side: (side[1].stamp, side[1].present))[1].values or {}
        return str(best["digest"]), int(best["n_chars"])

    def _told(self, digest: str) -> tuple[str, int]:
        return digest, len(self._text(digest))

    def _came_to(self, sides: Sides, keys: Sequence[str]) -> dict[str, str]:
        """What corrections came to, as far as the text of that is there."""
        if not keys:
            return {}
        found = {key: digest for copy, _ in reversed(sides) for key, digest in copy.corrected(keys).items()}
        return {key: digest for key, digest in found.items() if self._text(digest)}

    def _first(self, every: Mapping[str, _Corrections]) -> str:
        """The digest of what an article said before its first correction; empty if nobody knows."""
        found = [state for states in every.values() for state in states.values() if state.values]
        first = min(found, key=lambda state: state.stamp, default=None)
        digest = str((first.values or {})["digest"]) if first else ""
        return digest if digest and self._text(digest) else ""

    def _whole(self, sides: Sides) -> Sides:
        """Those whose text is no excerpt of the other one: articles may have come by way of a copy with excerpts."""
        texts = [self._text(str((state.values or {})["digest"])) for _, state in sides]
        return [
            side
            for side, text in zip(sides, texts, strict=True)
            if not any(other is not text and is_excerpt(text, other) for other in texts)
        ] or sides

    def _holds(self, key: str) -> bool:
        """Whether a correction holds in the end."""
        entry = self._entries.by_name.get((EARLIER, key))
        return entry is None or entry.both.alive

    def _both(self, key: str, state: State) -> State:
        entry = self._entries.by_name.get((EARLIER, key))
        return entry.both if entry else state

    def _corrections(self, copy: Copy, uid: str) -> dict[str, State]:
        """The corrections of an article in a copy, also those that were taken back."""
        article = copy.id("articles", uid)
        found = copy.states(EARLIER, list(copy.children(EARLIER, "article_id", article)))
        for kind, key in self._entries.owned.get(("articles", uid), ()):
            entry = self._entries.by_name[kind, key]
            state = entry.here if copy is self._entries.here else entry.there
            if kind == EARLIER and state is not None:
                found[key] = state
        return {str(key): state for key, state in found.items()}


def _last(corrections: _Corrections) -> str:
    """The last of those that hold in a copy, as it is now; empty where none does."""
    holding = [key for key, state in corrections.items() if state.alive]
    return max(holding, key=lambda key: corrections[key].stamp, default="")
