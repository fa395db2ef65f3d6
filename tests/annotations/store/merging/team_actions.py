"""What a team does beside coding, for random histories: triage, briefs and issues, decisions, what becomes one.

Also what has little to do with the rest: cuts, what was turned down, filters, comments, other values taken.
"""

import random
from collections.abc import Callable
from typing import Any

from annotations.brief.reviews import CommentKind, ReviewComment
from annotations.brief.spec import BriefSpec
from annotations.codebook import Kind, Tag
from annotations.codebook_tree import Place
from annotations.progress import drive
from annotations.project import Project
from annotations.settling import Decision
from annotations.spans import Span

_NAMES = "Early", "Late"
_NUMBERS = "1", "2"


def _article(p: Project, chance: random.Random) -> int:
    return chance.choice(p.articles.ids())


def _lead(p: Project, chance: random.Random) -> int:
    return chance.choice(p.groups.all()).lead.id


def _tag(p: Project, chance: random.Random) -> Tag:
    return chance.choice([tag for tag in p.codebook.read().tags if not tag.is_none][-6:])


def _leave_out(p: Project, chance: random.Random) -> None:
    p.triage.leave_out([_article(p, chance)], chance.choice(["Off topic", "Duplicate"]))


def _name_tag(p: Project, chance: random.Random) -> None:
    p.codebook.update_tag(_tag(p, chance).id, aliases=chance.sample(_NAMES, chance.randrange(3)))


def _beside(p: Project, chance: random.Random) -> tuple[Tag, Tag]:
    one = _tag(p, chance)
    return one, chance.choice([tag for tag in p.codebook.read().tags_of(one.dimension_id) if tag.id != one.id])


def _move_tag(p: Project, chance: random.Random) -> None:
    one, other = _beside(p, chance)
    p.codebook.move_tags([one.id], Place(chance.choice([None, other.id])))


def _merge_tags(p: Project, chance: random.Random) -> None:
    one, other = _beside(p, chance)
    p.codebook.merging.merge(one.id, [other.id])


def _merge_outlets(p: Project, chance: random.Random) -> None:
    one, other = chance.sample([outlet.id for outlet in p.outlets.all()], 2)
    drive(p.outlets.merge(one, [other]))


def _merge_coders(p: Project, _: random.Random) -> None:
    drive(p.coders.merge(2, [coder.id for coder in p.coders.all() if coder.name == "Boris"]))


def _of_another_kind(p: Project, chance: random.Random) -> None:
    dimension = chance.choice([one for one in p.codebook.read().dimensions if one.kind is not Kind.ACTORS])
    p.codebook.dimensions.update(dimension.id, kind=chance.choice([Kind.ONE, Kind.MANY]))


def _dissolve(p: Project, chance: random.Random) -> None:
    one, other = chance.sample([one for one in p.codebook.read().dimensions if one.kind is not Kind.ACTORS], 2)
    p.codebook.dimensions.dissolve(one.id, other.id)


def _brief(p: Project, chance: random.Random) -> int:
    return chance.choice(p.briefs.all()).id


def _issue(p: Project, chance: random.Random) -> None:
    """As issuing does, without the pages."""
    brief, number = _brief(p, chance), chance.choice(_NUMBERS)
    sql = "SELECT id FROM brief_issues WHERE brief_id = ? AND number = ? AND state = 'issued'"
    version = p.issues.last_version(brief, number) + 1
    p._store.update("brief_issues", p._store.column(sql, (brief, number)), state="superseded")
    day = f"2026-03-{chance.randrange(10, 30)}"
    p._store.insert(
        "brief_issues", brief_id=brief, number=number, version=version, state="issued", issued_at=day, digest="0"
    )


def _settle(p: Project, chance: random.Random) -> None:
    codebook = p.codebook.read()
    dimension = chance.choice([one for one in codebook.dimensions if one.kind is not Kind.ACTORS])
    most = 1 if dimension.kind.single else 2
    tags = chance.sample(codebook.tags_of(dimension.id, with_none=False)[-3:], chance.randrange(most) + 1)
    said = [(tag.id, "") for tag in tags]
    claim = chance.choice(p.claims.all()).id
    p.settlements.settle(claim, dimension.id, Decision.OTHER, said, reason=f"r{chance.random()}")


def _reopen(p: Project, chance: random.Random) -> None:
    settled = chance.choice(p.settlements.all())
    p.settlements.reopen(settled.claim_id, settled.dimension_id)


def _passage(p: Project, chance: random.Random) -> tuple[int, Span]:
    article = _article(p, chance)
    start = chance.randrange(len(p.articles.text(article)) - 30)
    return article, Span(start, start + chance.randrange(2, 30))


def _comment(p: Project, chance: random.Random) -> None:
    said = ReviewComment(CommentKind.NOTE, 1, chance.choice(["Why?", "Shorter", "True"]), author="Reviewer")
    p.reviews.add(_brief(p, chance), "brief.pdf", [said])


def _answer(p: Project, chance: random.Random) -> None:
    comment = chance.choice(p.reviews.of_brief(None)).id
    chance.choice([p.reviews.delete, p.reviews.accept])([comment])


def _keep_filter(p: Project, chance: random.Random) -> None:
    filters = p.saved_filters.all("claims")
    if len(filters) < 3:
        p.saved_filters.add("claims", f"f{chance.random()}", "{}")
    else:
        p.saved_filters.delete([chance.choice(filters).id])


def _take_other(p: Project, chance: random.Random) -> None:
    report = chance.choice([report for report in p.merging.reports() if report.conflicts])
    p.merging.restore(report.merge_id, chance.randrange(len(report.conflicts)))


TEAM_ACTIONS: list[tuple[int, Callable[[Project, random.Random], Any]]] = [
    (2, _leave_out),
    (1, lambda p, c: p.triage.keep([_article(p, c)])),
    (1, lambda p, c: p.articles.delete([_lead(p, c)])),
    (1, lambda p, c: p.triage.leave_out([_lead(p, c)], "Off topic")),
    (1, lambda p, c: p.groups.release([_article(p, c)])),
    (2, _name_tag),
    (1, _move_tag),
    (1, _merge_tags),
    (3, _of_another_kind),
    (1, _dissolve),
    (1, _merge_outlets),
    (1, _merge_coders),
    (2, lambda p, c: p.briefs.add(f"b{c.random()}", BriefSpec())),
    (1, lambda p, c: p.briefs.update(_brief(p, c), name=f"b{c.random()}")),
    (1, lambda p, c: p.briefs.delete([_brief(p, c)])),
    (4, _issue),
    (1, lambda p, c: p.issues.delete([c.choice(p.issues.of_brief(_brief(p, c))).id])),
    (4, _settle),
    (1, _reopen),
    (1, lambda p, c: p.cuts.add(*_passage(p, c))),
    (1, lambda p, c: p.cuts.restore(*_passage(p, c))),
    (1, lambda p, c: p.rejections.add(*_passage(p, c))),
    (1, lambda p, c: p.rejections.forget(_article(p, c))),
    (1, _comment),
    (1, _answer),
    (1, _keep_filter),
    (2, _take_other),
    (1, lambda p, c: p.outlets.edit([c.choice(p.outlets.all()).id], name=c.choice(["Star", "Sun"]))),
]
