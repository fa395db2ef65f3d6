"""What was read and coded, compared: claims, articles, the codebook."""

from collections.abc import Iterator, Mapping

from annotations.brief.content import ArticleEntry, BriefContent, ClaimEntry, Coding
from annotations.brief.freezing import Frozen
from annotations.brief.review_sheet.values import Change, Entry, Kind, changes_of, one_line, short
from annotations.brief.since import GONE, NEW, REDEFINED, RENAMED, breaks, kept_of

_AROUND = 60
"""Characters shown before the place where two texts first differ."""
_RULES = {
    "texts": "A claim counts once, however many outlets carry its text.",
    "outlets": "A claim counts once for each outlet that prints it.",
}
_BREAKS = {NEW: Kind.ADDED, GONE: Kind.REMOVED, RENAMED: Kind.EDITED, REDEFINED: Kind.EDITED}


def claims(before: BriefContent, now: BriefContent) -> Iterator[Entry]:
    """Claims by their numbers: new, coded or worded otherwise, gone."""
    tags = {tag.uid: tag.name for dimension in now.codebook for tag in dimension.tags}
    for claim in now.claims:
        same = before.claims_by_uid.get(claim.uid)
        if same is None:
            yield Entry(Kind.ADDED, claim.label, short(claim.quote), claim=claim.number)
        elif changes := changes_of(_reworded(same, claim, tags)):
            yield Entry(Kind.EDITED, claim.label, short(claim.quote), changes, claim.number)
    gone = (claim for claim in before.claims if claim.uid not in now.claims_by_uid)
    yield from (Entry(Kind.REMOVED, claim.label, short(claim.quote)) for claim in gone)


def _reworded(before: ClaimEntry, now: ClaimEntry, tags: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Words, translation and comment, then the tags of each dimension; a new name alone is no other tag."""
    yield "Passage", before.quote, now.quote
    yield "Translation", before.translation, now.translation
    yield "Comment", before.comment, now.comment
    old = {coding.uid or coding.dimension: coding for coding in before.codings}
    for coding in now.codings:
        past = old.pop(coding.uid or coding.dimension, None)
        yield coding.dimension, _tags(past, tags) if past else "", _tags(coding, tags)
    yield from ((coding.dimension, _tags(coding, tags), "") for coding in old.values())


def _tags(coding: Coding, tags: Mapping[str, str]) -> str:
    named = ((tags.get(tag.uid, tag.name), tag.role) for tag in coding.tags)
    return ", ".join(sorted(f"{name} ({role})" if role else name for name, role in named))


def articles(before: BriefContent, now: BriefContent) -> Iterator[Entry]:
    """The articles of both: new, corrected, gone."""
    old = {article.uid: article for article in before.articles}
    for article in now.articles:
        same = old.pop(article.uid, None)
        if same is None:
            yield Entry(Kind.ADDED, str(article.number), _about(article))
        elif changes := changes_of(_corrected(same, article)):
            yield Entry(Kind.EDITED, str(article.number), _about(article), changes)
    yield from (Entry(Kind.REMOVED, "–", _about(article)) for article in old.values())


def _about(article: ArticleEntry) -> str:
    return short(", ".join(part for part in (article.outlet, article.published, article.headline) if part))


def _corrected(before: ArticleEntry, now: ArticleEntry) -> Iterator[tuple[str, str, str]]:
    """What is told of an article, and its text where that first differs."""
    yield "Headline", before.headline, now.headline
    yield "Outlet", before.outlet, now.outlet
    yield "Author", before.author, now.author
    yield "Published", before.published, now.published
    if before.text != now.text:
        old, new = one_line(before.text), one_line(now.text)
        start = _start(old, new)
        yield "Text", _cut(old, start), _cut(new, start)


def _start(old: str, new: str) -> int:
    """A little before the place where both first differ: after a blank, if one is near."""
    pairs = enumerate(zip(old, new, strict=False))
    first = next((n for n, (one, other) in pairs if one != other), min(len(old), len(new)))
    start = max(first - _AROUND, 0)
    blank = old.rfind(" ", max(start - _AROUND, 0), start)
    return start if blank < 0 else blank + 1


def _cut(line: str, start: int) -> str:
    """Some words from there on, told as a part of the text."""
    return f"{'… ' if start else ''}{line[start : start + 3 * _AROUND].rstrip()} …"


def codebook(before: Frozen, now: Frozen) -> Iterator[Entry]:
    """Dimensions, tags and the counting rule: what makes numbers mean something else."""
    then, today = (
        {f"{each.name}: {tag.name}": tag.definition for each in frozen.content.codebook for tag in each.tags}
        for frozen in (before, now)
    )
    for what, name, past in breaks(kept_of(before), now.content):
        changes: tuple[Change, ...] = ()
        if what == RENAMED:
            changes = changes_of([("Name", past, name.rpartition(": ")[2])])
        elif what == REDEFINED:
            changes = changes_of([("Definition", then.get(name, ""), today.get(name, ""))])
        yield Entry(_BREAKS[what], "", name, changes)
    rules = [_RULES.get(each.spec.counting, "") for each in (before, now)]
    for change in changes_of([("Counting", rules[0], rules[1])]):
        yield Entry(Kind.EDITED, "", changes=(change,))
