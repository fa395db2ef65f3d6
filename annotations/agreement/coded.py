"""What several coders coded, as it is read from a project."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from annotations.claims import Tagging
from annotations.spans import Span


@dataclass(frozen=True, slots=True)
class Scope:
    """What is compared: `coders` are ids, none for all.

    `since` and `until` are ISO dates of publication to any precision, the last day included; `batch_id` and `sample_id`
    are None for any. `articles` are ids, none for all: what is said of one article does not depend on others.
    """

    coders: tuple[int, ...] = ()
    since: str = ""
    until: str = ""
    batch_id: int | None = None
    sample_id: int | None = None
    articles: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class CodedClaim:
    """A claim with the taggings of all coders, without those of *agreed*. `coder_id` is who marked it."""

    id: int
    number: int
    article_id: int
    coder_id: int
    span: Span
    taggings: tuple[Tagging, ...] = ()

    @property
    def holders(self) -> frozenset[int]:
        """Who marked the passage or took it up by setting a tag."""
        return frozenset([self.coder_id, *[tagging.coder_id for tagging in self.taggings]])


@dataclass(frozen=True, slots=True)
class CodedArticle:
    """An article that several coders coded: their ids ascending.

    `length` counts the code points that can be marked, those cut from the text not among them. `apart` are those who
    marked passages without seeing the others'.
    """

    id: int
    length: int
    coders: tuple[int, ...]
    apart: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Coded:
    """What several coders coded: articles by id, and their claims by number."""

    articles: Mapping[int, CodedArticle] = field(default_factory=dict)
    claims: tuple[CodedClaim, ...] = ()
