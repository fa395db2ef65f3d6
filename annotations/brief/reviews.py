"""What a reviewer wrote into a brief, as values, and which claim, judgement or part of the brief each of it touches."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from annotations.brief.spec import Judgement

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points of the page."""

_NEAR = 14.0
"""Points above or below a highlight at which a note still belongs to it: a line of the text."""
_IDENTITY = re.compile(r"judgement-(\d{1,9})-([0-9a-f]{12})")
_OF_JUDGEMENT = "judgement-"


def identity_key(number: int, judgement: Judgement) -> str:
    """The name in the PDF that tells which judgement has a number: "judgement-2-9f3a0c12bd45"."""
    return f"{_OF_JUDGEMENT}{number}-{judgement.uid}"


class CommentKind(StrEnum):
    """How a reviewer said something."""

    REPLY = "reply"
    NOTE = "note"
    TEXT = "text"
    MARK = "mark"
    EDITED = "edited"


class CommentState(StrEnum):
    """What became of a comment."""

    OPEN = "open"
    ACCEPTED = "accepted"
    ANSWERED = "answered"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Mark:
    """A claim's highlight on a page (from 1), a box for each line; `number` is 0 where it is not known."""

    claim: str
    page: int
    boxes: tuple[Box, ...]
    number: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """A comment as it stands in the file: on a page (from 1), within boxes.

    `answers` is the uid of the claim whose highlight it replies to, empty if to none. `made_at` is ISO 8601 or empty.
    `quote` is the text under a mark. `name` tells it from others of the file.
    """

    kind: CommentKind
    page: int
    boxes: tuple[Box, ...]
    text: str
    author: str = ""
    made_at: str = ""
    quote: str = ""
    answers: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """All that was read of a reviewed file: comments, our highlights, and named heights (page, points from below).

    `left_out` counts comments beyond what is read of one file.
    """

    comments: tuple[Found, ...] = ()
    marks: tuple[Mark, ...] = ()
    places: tuple[tuple[str, int, float], ...] = ()
    left_out: int = 0

    def to_json(self) -> dict[str, Any]:
        """Plain values that `from_json` reads back."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Review":
        """Read plain values.

        Raises:
            ValueError: if they are no review.
        """
        try:
            return cls(
                tuple(Found(**{**_boxed(item), "kind": CommentKind(item["kind"])}) for item in data["comments"]),
                tuple(Mark(**_boxed(item)) for item in data["marks"]),
                tuple((str(name), int(page), float(top)) for name, page, top in data["places"]),
                int(data["left_out"]),
            )
        except (KeyError, TypeError) as error:
            raise ValueError(f"This is no review: {error}") from error


def _boxed(item: Mapping[str, Any]) -> dict[str, Any]:
    return {**item, "boxes": tuple(tuple(box) for box in item["boxes"])}


@dataclass(frozen=True, slots=True)
class ReviewComment:
    """A comment and what it touches: a claim, a judgement or a part of the brief; nothing if not placed.

    `judgement` is its number as it was printed, from 1; `part` is the name of the place: of a judgement
    "judgement-" and its uid, or its number where the file does not tell the uid.
    """

    kind: CommentKind
    page: int
    text: str
    author: str = ""
    made_at: str = ""
    quote: str = ""
    claim_uid: str = ""
    judgement: int = 0
    part: str = ""
    name: str = ""

    @property
    def is_placed(self) -> bool:
        """Whether it touches a claim or a judgement."""
        return bool(self.claim_uid or self.judgement)

    def place_among(self, judgements: Sequence[Judgement]) -> int | None:
        """Which of a brief's judgements as they are now it touches, from 0; None where it touches none of them.

        One of a file that does not tell the uid is taken by its number, which counts those that state something.
        """
        if not self.judgement:
            return None
        uid = self.part.removeprefix(_OF_JUDGEMENT)
        if uid and uid != str(self.judgement):
            return next((place for place, one in enumerate(judgements) if one.uid == uid), None)
        printed = [place for place, one in enumerate(judgements) if one.statement.strip()]
        return printed[self.judgement - 1] if self.judgement <= len(printed) else None


@dataclass(frozen=True, slots=True)
class StoredComment:
    """A comment with what became of it. `source` is the name of the file it was read from."""

    id: int
    brief_id: int | None
    comment: ReviewComment
    state: CommentState
    answer: str
    source: str


def placed(review: Review, claims: Mapping[int, str]) -> tuple[ReviewComment, ...]:
    """Each comment with what it touches.

    Args:
        review: what was read of the file.
        claims: uids by the numbers of claims, for those that the file's own highlights do not name.
    """
    by_page: dict[int, list[Mark]] = {}
    for mark in review.marks:
        by_page.setdefault(mark.page, []).append(mark)
    numbers = {**claims, **{mark.number: mark.claim for mark in review.marks if mark.number}}
    uids = {int(match[1]): match[2] for name, _, _ in review.places if (match := _IDENTITY.fullmatch(name))}
    places = [place for place in review.places if not _IDENTITY.fullmatch(place[0])]
    found = (_placed(comment, by_page.get(comment.page, ()), places, numbers) for comment in review.comments)
    return tuple(_identified(comment, uids) for comment in found)


def _identified(comment: ReviewComment, uids: Mapping[int, str]) -> ReviewComment:
    """A comment on a judgement with the uid of that as its place, where it is known."""
    uid = uids.get(comment.judgement, "") if comment.judgement else ""
    return replace(comment, part=f"{_OF_JUDGEMENT}{uid}") if uid else comment


def _placed(
    found: Found, marks: Sequence[Mark], places: Iterable[tuple[str, int, float]], numbers: Mapping[int, str]
) -> ReviewComment:
    claim = found.answers or _nearest(found.boxes, marks)
    place = "" if claim else _above(found, places)
    kind, _, number = place.rpartition("-")
    count = int(number) if number.isdecimal() and number.isascii() else 0
    if kind == "claim":
        claim = numbers.get(count, "")
    return ReviewComment(
        kind=found.kind,
        page=found.page,
        text=found.text,
        author=found.author,
        made_at=found.made_at,
        quote=found.quote,
        claim_uid=claim,
        judgement=count if kind == "judgement" and not claim else 0,
        part="" if claim else place,
        name=found.name,
    )


def _nearest(boxes: Sequence[Box], marks: Sequence[Mark]) -> str:
    """The claim whose highlight covers most of the boxes, else the nearest on the same line; empty if none is near.

    Of two that cover the same, as a claim within a claim does, it is the smaller one.
    """
    sizes = {
        id(mark): sum((right - left) * (top - bottom) for left, bottom, right, top in mark.boxes) for mark in marks
    }
    ranked = [
        (*_distance(box, line), sizes[id(mark)], mark.claim) for box in boxes for mark in marks for line in mark.boxes
    ]
    near = [rank for rank in ranked if rank[1] <= _NEAR]
    return min(near)[-1] if near else ""


def _distance(one: Box, other: Box) -> tuple[float, float, float]:
    """Minus the area that both cover, in whole points, then how far they are apart up or down, then to the side."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    along = min(one[3], other[3]) - max(one[1], other[1])
    covered = round(max(across, 0.0) * max(along, 0.0))
    if covered:
        return -covered, 0.0, 0.0
    middle = abs((one[1] + one[3]) / 2 - (other[1] + other[3]) / 2) if along > 0 else 0.0
    return 0.0, max(-along, 0.0), max(-across, 0.0) + middle


def _above(found: Found, places: Iterable[tuple[str, int, float]]) -> str:
    """The named place the comment stands under: the last one that begins above its upper edge or on its first line."""
    top = max((box[3] for box in found.boxes), default=0.0)
    before = [(page, -height, name) for name, page, height in places if (page, -height) <= (found.page, -top + _NEAR)]
    return max(before)[2] if before else ""
