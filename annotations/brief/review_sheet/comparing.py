"""Compares two versions of a brief by what each was made of, value by value."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from annotations.brief.freezing import Frozen
from annotations.brief.review_sheet.coding import articles, claims, codebook
from annotations.brief.review_sheet.values import Entry, Kind, Part, ReviewSheet, Side, changes_of, one_line
from annotations.brief.review_sheet.wording import bottom_line, findings, judgements, lines, masthead
from annotations.brief.reviews import CommentState, StoredComment
from annotations.brief.spec import BriefSpec, stated

if TYPE_CHECKING:
    from annotations.brief.editions import StoredIssue

_STATES = {
    CommentState.OPEN: Kind.OPEN,
    CommentState.ACCEPTED: Kind.ACCEPTED,
    CommentState.ANSWERED: Kind.ANSWERED,
    CommentState.DISMISSED: Kind.DISMISSED,
}


def review_sheet(
    before: Frozen, now: Frozen, sides: tuple[Side, Side], comments: Iterable[StoredComment] = ()
) -> ReviewSheet:
    """Compare two versions.

    Args:
        before: what the earlier one was made of.
        now: what the later one was made of, or would be.
        sides: what both are called.
        comments: those between the two, see `comments_between`.
    """
    parts = (
        ("Masthead", masthead(before.spec, now.spec)),
        ("Bottom line", bottom_line(before.spec, now.spec)),
        ("Judgements", judgements(before, now)),
        ("Findings", findings(before, now)),
        ("What to watch", lines(before.spec.watch, now.spec.watch)),
        ("What we do not know", lines(before.spec.unknown, now.spec.unknown)),
        ("Claims", claims(before.content, now.content)),
        ("Articles", articles(before.content, now.content)),
        ("Codebook", codebook(before, now)),
        ("Comments of reviewers", _comments(comments, now)),
    )
    found = ((title, tuple(entries)) for title, entries in parts)
    return ReviewSheet(now.spec.title, *sides, tuple(Part(title, entries) for title, entries in found if entries))


def side_of(issue: "StoredIssue", spec: BriefSpec) -> Side:
    """What an issue is called."""
    return Side(issue.number, spec.version_in_words or f"version {issue.version}", issue.issued_at, issue.digest)


def side_of_draft(spec: BriefSpec) -> Side:
    """What a brief is called that was not issued yet."""
    return Side(spec.number, spec.version_in_words)


def comments_between(
    comments: Iterable[StoredComment], before: "StoredIssue", now: "StoredIssue | None"
) -> tuple[StoredComment, ...]:
    """The comments written after an issue was made and before the later one; those without a moment of their own too.

    Args:
        comments: of the brief.
        before: the earlier issue.
        now: the later one, None for the brief as it is.
    """
    first, last = _moment(before.issued_at), _moment(now.issued_at) if now else None

    def between(comment: StoredComment) -> bool:
        made = _moment(comment.comment.made_at)
        return made is None or ((first is None or made >= first) and (last is None or made <= last))

    return tuple(comment for comment in comments if between(comment))


def _moment(text: str) -> datetime | None:
    """The moment, one without a zone as of UTC; None for a day alone or what cannot be read."""
    try:
        found = datetime.fromisoformat(text) if "T" in text else None
    except ValueError:
        return None
    return found.replace(tzinfo=UTC) if found and found.tzinfo is None else found


def _comments(comments: Iterable[StoredComment], now: Frozen) -> Iterator[Entry]:
    known, judged = now.content.claims_by_uid, stated(now.spec.judgements)
    for stored in comments:
        comment = stored.comment
        claim = known.get(comment.claim_uid)
        place = comment.place_among(judged)
        label = claim.label if claim else "–" if place is None else str(place + 1)
        said = one_line(comment.text) or f"“{one_line(comment.quote)}”"
        about = judged[place].statement if place is not None and not claim else ""
        told = changes_of([("Judgement", "", about), ("Answer", "", stored.answer)])
        text = f"{comment.author}: {said}" if comment.author else said
        yield Entry(_STATES[stored.state], label, text, told, claim.number if claim else 0)
