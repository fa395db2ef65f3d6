"""Compares a brief with the issue before it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from annotations.brief.content import BriefContent, ClaimEntry, DimensionEntry
from annotations.brief.previous import PastClaim, PastDimension, PastTag, Previous
from annotations.brief.spec import BriefSpec, Judgement
from annotations.codebook import Kind
from annotations.errors import DamagedFileError

if TYPE_CHECKING:
    from annotations.brief.freezing import Frozen
    from annotations.project import Project

_ALIKE = 0.5
"""Share of words in common from which on a judgement is another wording of one before."""


def previous_of(project: "Project", spec: BriefSpec) -> Previous | None:
    """The issue that the specification follows; None where there is none, this copy lacks it, or it is damaged.

    None also while others' work is hidden from the person who works here: the issue tells it.

    `annotations.brief.concerns` tells of one that is followed and cannot be compared with.
    """
    issue = project.issues.by_uid(spec.follows) if spec.follows else None
    if issue is None or not issue.kept or project.second_codings.hidden():
        return None
    try:
        return kept_of(project.issues.frozen(issue.id))
    except DamagedFileError:
        return None


def kept_of(frozen: "Frozen") -> Previous:
    """What of an issue the next one compares itself with."""
    content, spec = frozen.content, frozen.spec
    return Previous(
        number=spec.number,
        version=spec.version,
        counting=str(content.reading.counting),
        counted=content.reading.counted,
        claims=tuple(PastClaim(c.uid, c.number, c.quote, tags_of(c)) for c in content.claims),
        codebook=tuple(_past(dimension) for dimension in content.codebook),
        judgements=spec.judgements,
    )


def _past(dimension: DimensionEntry) -> PastDimension:
    tags = (PastTag(tag.uid, tag.name, tag.definition, tag.claims) for tag in dimension.tags)
    return PastDimension(dimension.uid, dimension.name, tuple(tags))


def tags_of(claim: ClaimEntry) -> tuple[str, ...]:
    """The tags that count for a claim, each with its dimension and role, in order."""
    tags = ((coding.dimension, tag) for coding in claim.codings for tag in coding.tags)
    return tuple(sorted(f"{name}: {tag.name}{f' ({tag.role})' if tag.role else ''}" for name, tag in tags))


@dataclass(frozen=True, slots=True)
class Compared:
    """A judgement now and before; one of both is None where it is new or dropped."""

    now: Judgement | None
    before: Judgement | None


@dataclass(frozen=True, slots=True)
class CountedTag:
    """A tag in a dimension with what its claims counted before and count now."""

    dimension: str
    name: str
    before: int
    now: int


@dataclass(frozen=True, slots=True)
class Recoded:
    """A claim of both issues that reads or is coded otherwise than before; the tags before by their names of now."""

    now: ClaimEntry
    before: PastClaim


@dataclass(frozen=True, slots=True)
class Since:
    """All that differs. `breaks` are names with what happened to them, as messages with the name before.

    `judgements` are those that are new, changed or dropped; `first` are tags that no claim had before.
    """

    new: tuple[ClaimEntry, ...]
    gone: tuple[PastClaim, ...]
    changed: tuple[Recoded, ...]
    first: tuple[CountedTag, ...]
    counts: tuple[CountedTag, ...]
    judgements: tuple[Compared, ...]
    breaks: tuple[tuple[str, str, str], ...]
    same_rule: bool


NEW, GONE, RENAMED, REDEFINED = "new", "gone", "renamed", "redefined"
"""What can happen to a dimension or tag between two issues."""


def since(previous: Previous, content: BriefContent, spec: BriefSpec) -> Since:
    """Compare a brief with the issue before."""
    labels = _labels(previous, content)
    before = {claim.uid: replace(claim, tags=_called_now(claim.tags, labels)) for claim in previous.claims}
    now = content.claims_by_uid
    shared = [Recoded(claim, before[claim.uid]) for claim in content.claims if claim.uid in before]
    counts = tuple(_counts(previous, content))
    return Since(
        new=tuple(claim for claim in content.claims if claim.uid not in before),
        gone=tuple(claim for claim in previous.claims if claim.uid not in now),
        changed=tuple(
            one for one in shared if (one.now.quote, tags_of(one.now)) != (one.before.quote, one.before.tags)
        ),
        first=tuple(count for count in counts if count.now and not count.before),
        counts=counts,
        judgements=tuple(_judgements(previous.judgements, spec.judgements)),
        breaks=tuple(breaks(previous, content)),
        same_rule=previous.counting == str(content.reading.counting),
    )


def _labels(previous: Previous, content: BriefContent) -> dict[str, str]:
    """What the tags of the issue before are called now with their dimensions, by what they were called then."""
    now = {tag.uid: f"{dimension.name}: {tag.name}" for dimension in content.codebook for tag in dimension.tags}
    before = ((tag.uid, f"{dimension.name}: {tag.name}") for dimension in previous.codebook for tag in dimension.tags)
    return {label: now[uid] for uid, label in before if uid in now}


def _called_now(tags: Sequence[str], labels: Mapping[str, str]) -> tuple[str, ...]:
    """A claim's tags by their names of today, each with its role as it was: a new name is no new coding."""
    found = []
    for tag in tags:
        label, mark, role = tag.rpartition(" (")
        found.append(labels.get(tag) or f"{labels.get(label, label)}{mark}{role}")
    return tuple(sorted(found))


def _counts(previous: Previous, content: BriefContent) -> Iterator[CountedTag]:
    """Every tag of today's codebook that counts anything now or before, in each dimension by the larger number."""
    before = {tag.uid: tag.claims for dimension in previous.codebook for tag in dimension.tags}
    for dimension in content.codebook:
        found = [CountedTag(dimension.name, t.name, before.get(t.uid, 0), t.claims) for t in dimension.tags]
        yield from sorted((c for c in found if c.now or c.before), key=lambda c: -max(c.now, c.before))


def _judgements(before: Sequence[Judgement], now: Sequence[Judgement]) -> Iterator[Compared]:
    """Those that differ."""
    pairs = paired(before, now)
    return (pair for pair in pairs if not (pair.now and pair.before and _said(pair.now) == _said(pair.before)))


def paired(before: Sequence[Judgement], now: Sequence[Judgement]) -> list[Compared]:
    """Every judgement beside the one it was before, in the order of now; the dropped ones follow.

    It is the one with its uid; where one of both has none, the one whose statement it is most like, if that is like it.
    """
    left = dict(enumerate(before))
    found: dict[int, Judgement | None] = {}
    for place, judgement in enumerate(now):
        same = next((key for key, other in left.items() if judgement.uid and other.uid == judgement.uid), None)
        if same is not None:
            found[place] = left.pop(same)
    rest = [place for place in range(len(now)) if place not in found]
    for place in sorted(rest, key=lambda each: -_nearest(now[each], left)[0]):
        likeness, best = _nearest(now[place], left)
        found[place] = left.pop(best) if likeness >= _ALIKE else None
    return [*(Compared(now[n], found[n]) for n in range(len(now))), *(Compared(None, one) for one in left.values())]


def _nearest(judgement: Judgement, others: Mapping[int, Judgement]) -> tuple[float, int]:
    """How like its statement the likeliest of others is, and the place of that; 0 and -1 where none may be meant."""
    able = [(_likeness(judgement, one), key) for key, one in others.items() if not (judgement.uid and one.uid)]
    return max(able, key=lambda pair: pair[0], default=(0.0, -1))


def _said(judgement: Judgement) -> tuple[str, str, str]:
    return " ".join(judgement.statement.split()), judgement.likelihood, judgement.confidence


def _likeness(one: Judgement, other: Judgement) -> float:
    return SequenceMatcher(None, one.statement.split(), other.statement.split(), autojunk=False).ratio()


def breaks(previous: Previous, content: BriefContent) -> Iterator[tuple[str, str, str]]:
    """Dimensions and tags whose numbers mean something else than before: what happened, the name, and that before."""
    old = {dimension.uid: dimension for dimension in previous.codebook}
    for dimension in content.codebook:
        past = old.pop(dimension.uid, None)
        if past is None:
            yield NEW, dimension.name, ""
            continue
        if past.name != dimension.name:
            yield RENAMED, dimension.name, past.name
        yield from _broken_tags(past, dimension)
    yield from ((GONE, dimension.name, "") for dimension in old.values())


def _broken_tags(past: PastDimension, dimension: DimensionEntry) -> Iterator[tuple[str, str, str]]:
    """Tags of a dimension. Of actors a brief knows only those it names, so none of them is told as new or gone."""
    old = {tag.uid: tag for tag in past.tags}
    whole = dimension.kind is not Kind.ACTORS
    for tag in dimension.tags:
        before = old.pop(tag.uid, None)
        name = f"{dimension.name}: {tag.name}"
        if before is None:
            if whole:
                yield NEW, name, ""
        elif before.name != tag.name:
            yield RENAMED, name, before.name
        elif before.definition != tag.definition:
            yield REDEFINED, name, ""
    if whole:
        yield from ((GONE, f"{dimension.name}: {tag.name}", "") for tag in old.values())
