"""A merge report as people read it: sections of lines, alike for the window and the command line."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotations.dates import in_words
from annotations.merging import (
    Changed,
    Coded,
    Conflict,
    Item,
    Kept,
    MergeReport,
    Renumbered,
    SameText,
    Side,
    Twice,
    Unplaced,
)
from annotations.merging_words import called, count_of, deletes, field_name, made, value, wins


class Part(StrEnum):
    """The sections, in their order; the values are the keys of the report in JSON."""

    BOTH = "changed_on_both_sides"
    DELETED = "changed_and_deleted_later"
    UNPLACED = "not_placed"
    STAYS = "deleted_here_and_coded_there"
    TWICE = "exists_twice"
    NUMBERS = "renumbered"
    MOVED = "placed_anew"
    SAME_TEXT = "same_text"
    COMES_IN = "comes_in"
    CHANGES = "changes_here"
    GOES = "deleted_here"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that a report tells of.

    `here` and `there` are what stood in this project and in the other copy, `outcome` is what comes of it. `conflict`
    is the number of the conflict in the report, -1 where there is none. `kind` and `uids` name what exists twice;
    `claim` and `article` are the uids of where it can be looked at; `words` can be copied. `things` is how many it
    tells of that no line before told of.
    """

    what: str
    here: str = ""
    there: str = ""
    outcome: str = ""
    conflict: int = -1
    kind: str = ""
    uids: tuple[str, ...] = ()
    claim: str = ""
    article: str = ""
    words: str = ""
    things: int = 1


@dataclass(frozen=True, slots=True)
class Section:
    """Lines of one sort with what is to be known of them; `count` is how many things they tell of."""

    part: Part
    title: str
    explanation: str
    lines: tuple[Line, ...]
    count: int = 0


_ABOUT = {
    Part.BOTH: (
        "Changed on both sides",
        "The later value stands. The other one is kept in the report, from which it can be taken at any time; of two "
        "corrected texts the other one is among the earlier texts of its article.",
    ),
    Part.DELETED: (
        "Changed on one side, deleted on the other",
        "It was deleted later, by somebody who had not seen the change, and is gone. What it said on both sides is "
        "kept here: copy it if it is still wanted.",
    ),
    Part.UNPLACED: (
        "Claims whose words are gone",
        "The text of their article is another one now and does not have their words. They are no claims any more, but "
        "are kept here whole: mark them anew where they belong.",
    ),
    Part.STAYS: (
        "Deleted on one side, worked on on the other",
        "Nothing that somebody worked on is lost: it stays, or comes back. Delete it again if it is to go.",
    ),
    Part.TWICE: (
        "Exists twice",
        "Both copies have one of this name. They stay two until you make them one, from the report after the merge.",
    ),
    Part.NUMBERS: (
        "Claims with another number",
        "Both copies gave one number to different claims. The older claim keeps it; the former number stays an alias.",
    ),
    Part.MOVED: ("Claims placed anew", "The text of their article is another one now; they stand on the same words."),
    Part.SAME_TEXT: (
        "Articles with the same text",
        "They stay two articles. Where one carries the text of the other, group them as wire copies.",
    ),
    Part.COMES_IN: ("Comes in", "It is only in the other copy, and will be here too."),
    Part.CHANGES: ("Changes here", "It was changed in the other copy only, and takes over what stands there."),
    Part.GOES: (
        "Deleted here",
        "It was deleted in the other copy and nobody worked on it here since, or it is a claim whose words are gone.",
    ),
}


def sections_of(report: MergeReport) -> tuple[Section, ...]:
    """The sections of a report that have lines, in the order of `Part`."""
    new = {(one.kind, one.uid) for one in report.incoming}
    lines: dict[Part, tuple[Line, ...]] = {
        Part.BOTH: tuple(line for one in report.conflicts if not one.gone for line in _both(one)),
        Part.DELETED: tuple(line for one in report.conflicts if one.gone for line in _deleted(one)),
        Part.UNPLACED: tuple(map(_unplaced, report.unplaced)),
        Part.STAYS: tuple(_stays(one, back=(one.kind, one.uid) in new) for one in report.kept),
        Part.TWICE: tuple(map(_twice, report.twice)),
        Part.NUMBERS: tuple(map(_renumbered, report.renumbered)),
        Part.MOVED: tuple(
            Line(f"Claim {one.number} {called(one.quote)}", outcome="placed", claim=one.uid, article=one.article_uid)
            for one in report.moved
        ),
        Part.SAME_TEXT: tuple(map(_same_text, report.same_texts)),
        Part.COMES_IN: (
            *_listed(report.incoming, report.coded, Side.THERE, "new"),
            *_rest(report, "added", "new", report.incoming, report.coded),
        ),
        Part.CHANGES: (
            *(line for one in report.changed for line in _changed(one)),
            *_rest(report, "changed", "changed", report.changed),
        ),
        Part.GOES: (
            *_listed(report.deleted, report.uncoded, Side.HERE, "deleted"),
            *_rest(report, "deleted", "deleted", report.deleted, report.uncoded),
        ),
    }
    return tuple(
        Section(part, *_ABOUT[part], found, sum(line.things for line in found))
        for part, found in lines.items()
        if found
    )


def _rest(
    report: MergeReport, what: str, outcome: str, listed: Iterable[Item | Changed], coded: Iterable[Coded] = ()
) -> Iterator[Line]:
    """A line for things of a kind that a report only counts, and does not tell of as changed on both sides either."""
    known = Counter(one.kind for one in listed)
    known["claim_tags"] += sum(len(one.tags) for one in coded)
    taken = [one.kind for one in report.conflicts if not one.gone and one.winner is Side.THERE]
    # Where another tag is taken, one comes in and one goes.
    known.update(kind for kind in taken if (what == "changed") != (kind == "claim_tags"))
    for count in report.counts:
        if (missing := getattr(count, what) - known[count.kind]) > 0:
            yield Line(count_of(missing, count.kind), outcome=f"{outcome}, not listed", things=missing)


def _sides(side: Side, this: str, that: str) -> tuple[str, str]:
    """What stands here and there, given what stands on one side and on the other."""
    return (this, that) if side is Side.HERE else (that, this)


def _both(conflict: Conflict) -> Iterator[Line]:
    """A line for each value that both sides changed."""
    tagging = conflict.kind == "claim_tags"
    name = f"Claim {conflict.number} · {conflict.name}" if tagging else _named(conflict.kind, conflict.name)
    outcome = _by_winner(conflict, wins(conflict.winner))
    for one in conflict.differences:
        yield Line(
            f"{name} · {field_name(one.field)}",
            value(one.field, one.here),
            value(one.field, one.there),
            outcome,
            conflict.n,
            claim=conflict.claim_uid,
            article=conflict.article_uid,
        )


def _deleted(conflict: Conflict) -> Iterator[Line]:
    """A line for each value that was changed on one side, of what was deleted on the other."""
    outcome = _by_winner(conflict, deletes(conflict.winner))
    for one in conflict.differences:
        here, there = value(one.field, one.here), value(one.field, one.there)
        changed = there if conflict.winner is Side.HERE else here
        yield Line(
            f"{_named(conflict.kind, conflict.name)} · {field_name(one.field)}",
            _with_end(here) if conflict.winner is Side.HERE else here,
            _with_end(there) if conflict.winner is Side.THERE else there,
            outcome,
            claim=conflict.claim_uid,
            article=conflict.article_uid,
            words=changed,
        )


def _with_end(before: str) -> str:
    """What a value was in the copy that deleted it."""
    return f"{before} (deleted)" if before else "deleted"


def _by_winner(conflict: Conflict, outcome: str) -> str:
    who = made(conflict.here if conflict.winner is Side.HERE else conflict.there)
    return f"{outcome} ({who})" if who else outcome


def _stays(one: Kept, *, back: bool) -> Line:
    here, there = _sides(one.deleted, "deleted", "worked on")
    stays = "comes back" if back else "stays"
    outcome = f"{stays}, with {count_of(one.claims, 'claims')}" if one.claims else stays
    claim, article = (one.uid if one.kind == kind else "" for kind in ("claims", "articles"))
    return Line(_named(one.kind, one.name), here, there, outcome, claim=claim, article=article)


def _unplaced(one: Unplaced) -> Line:
    tags = "; ".join(f"{dimension}: {tag}{f' ({role})' if role else ''}" for dimension, tag, role, _ in one.tags)
    more = "\n".join(filter(None, (one.comment, one.note, one.translation, one.question, tags)))
    here, there = _sides(one.side, more or one.coder, "")
    what = f"Claim {one.number} {called(one.words)}"
    return Line(what, here, there, f"no place in {called(one.headline)}", article=one.article_uid, words=one.words)


def _twice(one: Twice) -> Line:
    kind = {"tags": "Tag", "outlets": "Outlet", "coders": "Coder"}.get(one.kind, one.kind)
    within = f" in {one.within}" if one.within else ""
    return Line(f"{kind} {called(one.name)}{within}", outcome="both stay", kind=one.kind, uids=one.uids)


def _renumbered(one: Renumbered) -> Line:
    here, there = _sides(one.side, str(one.before), "")
    return Line(f"Claim {one.now} {called(one.quote)}", here, there, f"is claim {one.now} now", claim=one.uid)


def _same_text(one: SameText) -> Line:
    shown = [
        ", ".join(filter(None, (called(headline) if headline else "Without a headline", outlet, in_words(published))))
        for headline, outlet, published in zip(one.headlines, one.outlets, one.published, strict=True)
    ]
    return Line(shown[0], "", "; ".join(shown[1:]), "both stay", article=one.uids[0])


def _listed(found: Sequence[Item], coded: Sequence[Coded], side: Side, outcome: str) -> Iterator[Line]:
    """A line for each thing on one side, its coder's tags with a claim; and for the tags on each other claim.

    Things that have no name of their own, as settled differences, are told in one line.
    """
    nameless = Counter(one.kind for one in found if _is_nameless(one))
    with_tags = {(one.claim_uid, one.coder): one for one in coded}
    told: set[object] = set()
    for one in found:
        if not _is_nameless(one):
            tags = with_tags.get((one.uid, one.coder)) if one.kind == "claims" else None
            told.add(tags)
            yield _item(one, side, outcome, tags)
        elif one.kind not in told:
            told.add(one.kind)
            yield Line(count_of(nameless[one.kind], one.kind), outcome=outcome, things=nameless[one.kind])
    yield from (_tags(one, side, outcome) for one in coded if one not in told)


def _is_nameless(one: Item) -> bool:
    return not one.name and one.kind not in ("claims", "articles")


def _item(one: Item, side: Side, outcome: str, tags: Coded | None) -> Line:
    match one.kind:
        case "claims":
            cells = _coded(side, one.coder, tags.tags if tags else (), outcome)
            return Line(f"Claim {one.number} {called(one.name)}", *cells, claim=one.uid, article=one.article_uid)
        case "articles":
            what = f"Article {called(one.name)}" if one.name else "Article without a headline"
            return Line(what, *_sides(side, one.outlet, ""), outcome, article=one.uid)
    return Line(_named(one.kind, one.name), outcome=outcome)


def _tags(one: Coded, side: Side, outcome: str) -> Line:
    """The tags of one coder on a claim."""
    what = f"Claim {one.number} {called(one.quote)} · tags"
    cells = _coded(side, one.coder, one.tags, outcome)
    return Line(what, *cells, claim=one.claim_uid, article=one.article_uid, things=len(one.tags))


def _coded(side: Side, coder: str, tags: Sequence[str], outcome: str) -> tuple[str, str, str]:
    """The cells of what a coder did: here, there, and what comes of it. Of what goes it is said whose it was."""
    if side is Side.HERE:
        return ": ".join(filter(None, (coder, "; ".join(tags)))), "", outcome
    return "", "; ".join(tags), f"{outcome}, by {coder}" if coder else outcome


def _changed(one: Changed) -> Iterator[Line]:
    """A line for each value that only the other side changed; one without values where it says nothing to people."""
    name = _named(one.kind, one.name)
    if not one.differences:
        yield Line(name, outcome="changed", claim=one.claim_uid, article=one.article_uid)
    for n, each in enumerate(one.differences):
        yield Line(
            f"{name} · {field_name(each.field)}",
            value(each.field, each.here),
            value(each.field, each.there),
            "changed",
            claim=one.claim_uid,
            article=one.article_uid,
            things=0 if n else 1,
        )


def _named(kind: str, name: str) -> str:
    """A thing with its kind before its name, unless that begins with it ("Claim 12")."""
    what = count_of(1, kind).removeprefix("1 ").capitalize()
    return name if name.startswith(f"{what} ") else f"{what} {called(name)}" if name else what
