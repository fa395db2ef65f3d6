"""Drawing articles for double coding: which come in question, and which of them are drawn.

Articles are put in an order of their own by a digest of the seed and their uid. Whoever draws again with the same seed
gets the same order, in every copy of the project; an article that is added later takes its place among the others and
moves none of them.
"""

import hashlib
import json
import math
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from annotations.errors import AnnotationError
from annotations.wording import number_of


class Sees(StrEnum):
    """What the second coder sees of what others did, until they are done."""

    PASSAGES = "passages"
    """The others' passages without tags, notes and comments."""
    NOTHING = "nothing"
    """Neither their passages nor anything else of their claims."""
    ALL = "all"
    """Everything."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which articles come in question; what is empty is not asked.

    `since` and `until` are dates of publication to any precision, both within. `batch` is the uid of an import,
    `coder` that of a person who coded them first. With `done` only articles that are done come in question.
    """

    since: str = ""
    until: str = ""
    batch: str = ""
    coder: str = ""
    done: bool = True

    def to_json(self) -> str:
        """Return what `from_json` reads back; only what is asked."""
        asked = {name: getattr(self, name) for name in ("since", "until", "batch", "coder") if getattr(self, name)}
        return json.dumps(asked | {"done": self.done}, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> "Scope":
        """Read what `to_json` wrote; what is no scope of ours asks for nothing."""
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            found = {}
        if not isinstance(found, dict):
            return cls()
        words = {name: str(found.get(name, "")) for name in ("since", "until", "batch", "coder")}
        return cls(**words, done=found.get("done") is not False)


@dataclass(frozen=True, slots=True)
class Amount:
    """How many articles: a share of them, above 0 and up to 1, or a number; one of the two is 0."""

    share: float = 0.0
    size: int = 0

    def __post_init__(self) -> None:
        """Refuse what is no amount.

        Raises:
            AnnotationError: if it is not exactly one of the two, and above 0.
        """
        if (self.share > 0) == (self.size > 0) or not 0 <= self.share <= 1 or self.size < 0:
            raise AnnotationError("A sample needs a share of up to 100 % or a number", "Say one of the two")

    def of(self, count: int) -> int:
        """How many of so many articles: at least one where there are any, and a share is rounded up."""
        wanted = self.size or math.ceil(round(self.share * count, 9))
        return min(count, max(1, wanted))

    @property
    def words(self) -> str:
        """It in words: "15 %" or "20 articles"."""
        if self.share:
            return f"{self.share * 100:g} %"
        return number_of(self.size, "article")


def drawn(uids: Iterable[str], amount: Amount, seed: str) -> list[str]:
    """Return the uids of the articles drawn, in the order that the seed gives them.

    The order in which `uids` come, and how often each comes, do not matter.
    """
    every = sorted(set(uids), key=lambda uid: (_place(uid, seed), uid))
    return every[: amount.of(len(every))]


def _place(uid: str, seed: str) -> bytes:
    return hashlib.sha256(f"{seed}\n{uid}".encode()).digest()


def new_seed() -> str:
    """Return a seed to be shown and kept: eight letters and digits."""
    return secrets.token_hex(4)


@dataclass(frozen=True, slots=True)
class Sample:
    """Articles drawn for one person to code second.

    `drawn_at` is UTC in ISO 8601. `drawn_by` and `coder_id`, the second coder, are coders' ids or None; `articles`
    counts those drawn that are still there, `done` those of them that are done.
    """

    id: int
    name: str
    seed: str
    amount: Amount
    scope: Scope
    sees: Sees
    drawn_at: str
    drawn_by: int | None
    coder_id: int | None
    articles: int = 0
    done: int = 0


@dataclass(frozen=True, slots=True)
class SecondCoding:
    """One article that one person codes second. `done_at` is UTC in ISO 8601, empty until they are done."""

    id: int
    sample_id: int
    article_id: int
    coder_id: int
    sees: Sees
    done_at: str = ""

    @property
    def done(self) -> bool:
        """Whether the person is done."""
        return bool(self.done_at)
