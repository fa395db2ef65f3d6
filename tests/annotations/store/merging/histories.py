"""Random histories of three copies, and what they come to when they are merged; `oracle.py` says what must hold."""

import random
import shutil
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import Any

from annotations.articles import Batch
from annotations.brief.spec import BriefSpec
from annotations.carrying import carried
from annotations.errors import AnnotationError
from annotations.importers.draft import Draft
from annotations.progress import drive
from annotations.project import Project
from annotations.spans import Span
from tests.annotations.store.merging.coding_actions import CODING_ACTIONS
from tests.annotations.store.merging.oracle import contents, nothing_is_missing, sound
from tests.annotations.store.merging.team_actions import TEAM_ACTIONS

SENTENCES = [
    "The minister answered slowly. ",
    "She said that it begins late. ",
    "Nobody asked the reporters why. ",
    "A committee met on Thursday. ",
    "Prices rose in three towns. ",
    "The bridge stays closed for now. ",
]


# -- what is done


def _article(p: Project, chance: random.Random) -> None:
    text = "".join(chance.sample(SENTENCES, 3))
    p.articles.add(Draft(text=text, headline=text[:9], outlet=chance.choice(["Courier", "Globe", ""])))


def _import(p: Project, chance: random.Random) -> None:
    text = "".join(chance.sample(SENTENCES, 3))
    batch = Batch(origin=chance.choice(["Factiva", "Nexis"]), search=f"s{chance.random()}")
    drive(p.articles.add_all([Draft(text=text, headline=text[:9])], batch))


def _some_articles(p: Project, chance: random.Random) -> tuple[int, int]:
    one, other = chance.sample(p.articles.ids(), 2)
    return one, other


def _group(p: Project, chance: random.Random) -> None:
    lead, other = _some_articles(p, chance)
    p.groups.make(lead, [other])


def _lead_and_copies(p: Project) -> tuple[int, list[int]]:
    lead, *copies = sorted(p.articles.ids())[:2]
    return lead, copies


def _replace(p: Project, chance: random.Random) -> None:
    p.versions.replace(*_some_articles(p, chance))


def _claim(p: Project, chance: random.Random) -> None:
    article = chance.choice(p.articles.ids())
    start = chance.randrange(len(p.articles.text(article)) - 9)
    p.claims.add(article, Span(start, start + chance.randrange(3, 8)))


def _some_claim(p: Project, chance: random.Random) -> int:
    return chance.choice(p.claims.all()).id


def _some_tag(p: Project, chance: random.Random) -> int:
    return chance.choice([tag for tag in p.codebook.read().tags if not tag.is_none]).id


def _tag(p: Project, chance: random.Random) -> None:
    codebook = p.codebook.read()
    dimension = chance.choice([one for one in codebook.dimensions if one.name != "Actors"])
    tag = chance.choice(codebook.tags_of(dimension.id)[-4:])
    p.claims.tag(_some_claim(p, chance), tag.id, "speaker")


def _untag(p: Project, chance: random.Random) -> None:
    claim = chance.choice([claim for claim in p.claims.all() if claim.taggings])
    tagging = chance.choice(claim.taggings)
    p.claims.untag(claim.id, tagging.tag_id, tagging.role, coder_id=tagging.coder_id)


def _correct(p: Project, chance: random.Random) -> None:
    article = chance.choice(p.articles.ids())
    before = p.articles.text(article)
    at = before.find(". ", chance.randrange(len(before) // 2)) + 2
    if chance.random() < 0.5:
        after = before[:at] + chance.choice(["Later more. ", "It rained. "]) + before[at:]
    else:
        after = before[:at] or before
    anchors = {claim.id: claim.anchor for claim in p.claims.of_article(article)}
    found = carried(before, after, anchors)
    p.corrections.correct(article, after, found.placed, deleted=set(found.lost))


def _settle(p: Project, chance: random.Random) -> None:
    dimension = chance.choice(p.codebook.read().dimensions).id
    p._store.insert("settlements", claim_id=_some_claim(p, chance), dimension_id=dimension, decision="one")


def _sample(p: Project, chance: random.Random) -> None:
    sample = p._store.insert("samples", name="s", coder_id=2)
    p._store.insert("second_codings", sample_id=sample, article_id=chance.choice(p.articles.ids()), coder_id=2)


def _retag_tag(p: Project, chance: random.Random) -> None:
    codebook = p.codebook.read()
    tags = codebook.tags_of(codebook.dimensions[0].id)
    p.codebook.update_tag(tags[0].id, parent_id=chance.choice([None, tags[1].id, tags[2].id]))


ACTIONS: list[tuple[int, Callable[[Project, random.Random], Any]]] = [
    (3, _article),
    (8, _claim),
    (8, lambda p, c: p.claims.update(_some_claim(p, c), note=f"n{c.random()}")),
    (2, lambda p, c: p.claims.delete([_some_claim(p, c)])),
    (2, lambda p, c: p.articles.delete([c.choice(p.articles.ids())])),
    (8, _tag),
    (5, _untag),
    (3, lambda p, c: p.articles.update([c.choice(p.articles.ids())], author=f"a{c.random()}")),
    (1, lambda p, c: p.articles.update([c.choice(p.articles.ids())], outlet=c.choice(["Courier", "Globe", "Star"]))),
    (1, lambda p, c: p.outlets.delete([c.choice(p.outlets.all()).id])),
    (4, _correct),
    (2, lambda p, c: p.codebook.add_tag(p.codebook.read().dimensions[0].id, f"t{c.random()}")),
    (2, lambda p, c: p.codebook.update_tag(_some_tag(p, c), name=f"t{c.random()}")),
    (1, lambda p, c: p.codebook.merging.delete([_some_tag(p, c)])),
    (1, lambda p, c: p._store.delete("dimensions", [c.choice(p.codebook.read().dimensions[:2]).id])),
    (1, _settle),
    (1, _sample),
    (1, lambda p, c: p._store.delete("samples", [p._store.value("SELECT max(id) FROM samples")])),
    (1, lambda p, _: p.coders.ensure("Boris", "B")),
    (1, _import),
    (1, lambda p, c: p.batches.update(c.choice(p.batches.all()).id, period=f"p{c.random()}")),
    (1, lambda p, c: p.batches.delete([c.choice(p.batches.all()).id])),
    (1, _replace),
]
COMING_ROUND: list[tuple[int, Callable[[Project, random.Random], Any]]] = [
    (3, _group),
    (1, lambda p, c: p.groups.take_out([c.choice(p.articles.ids())])),
    (1, lambda p, c: p.groups.lead_by(c.choice(p.articles.ids()))),
    (1, lambda p, c: p.groups.dissolve(c.choice(p.articles.ids()))),
    (1, _retag_tag),
]
"""Those after which articles may lead one another, or tags be within one another, once copies are merged."""
_KINDS_OF_ACTIONS = ACTIONS, TEAM_ACTIONS, COMING_ROUND, CODING_ACTIONS
_EVERY = [action for some in _KINDS_OF_ACTIONS for action in some]

_CODING = 2


def _weights(seed: int) -> list[int]:
    """How often each action is taken.

    Each fifth history does more of what may come round, the next of a team's, and the one after that hardly anything
    but code one claim, and merges more often.
    """
    more, times = {0: (COMING_ROUND, 5), 1: (TEAM_ACTIONS, 5), _CODING: (CODING_ACTIONS, 60)}.get(seed % 5, (None, 1))
    return [weight * (times if some is more else 1) for some in _KINDS_OF_ACTIONS for weight, _ in some]


def _act(project: Project, chance: random.Random, weights: list[int]) -> None:
    what = chance.random()
    # What an action needs may not be there, or be refused: nothing is done then, as in the window.
    with suppress(AnnotationError, IndexError, ValueError, KeyError):
        if what < 0.1:
            project.undo()
        elif what < 0.15:
            project.redo()
        else:
            action = chance.choices([act for _, act in _EVERY], weights)[0]
            project.step("Act", lambda p: action(p, chance))


def work(project: Project, chance: random.Random, steps: int, weights: list[int]) -> None:
    """Do something with a copy, whose clock may be wrong."""
    project._store._writer.stamp += chance.choice([0, 0, 1 << 30, 1 << 37])
    for _ in range(steps):
        _act(project, chance, weights)


def opened(path: Path) -> Project:
    """A copy, open under Anna's name."""
    project = Project.open(path)
    project.coder_id = 2
    return project


def base(path: Path) -> None:
    """What the copies are made of."""
    with Project.create(path, coder=("Anna", "A")) as project:
        chance = random.Random(0)
        project.step("Import", lambda p: [_article(p, chance) for _ in range(3)])
        project.step("Mark", lambda p: [_claim(p, chance) for _ in range(4)])
        project.step("Tag", lambda p: [_tag(p, chance) for _ in range(6)])
        project.step("Brief", lambda p: p.briefs.add("Weekly", BriefSpec()))
        project.step("Outlet", lambda p: p.outlets.ensure("Star"))
        project.step("Group", lambda p: p.groups.make(*_lead_and_copies(p)))


def merge(project: Project, other: Path, *, taken_back: bool = False) -> None:
    """Merge a copy into another one, perhaps after doing so and taking it back.

    Where nothing came of it, undo would take back an earlier merge, of which the other copies have heard.
    """
    found = drive(project.merging.look(other))
    project.step("Merge", lambda p: p.merging.apply(found))
    if taken_back and not found.report.nothing and project.undo_label == "Merge":
        project.undo()
        merge(project, other)


# -- what it comes to


def history(template: Path, folder: Path, seed: int) -> int:
    """One random history of three copies, merged in two orders; raises where something does not hold.

    Returns:
        How many rows stand in both at the end.
    """
    chance, weights = random.Random(seed), _weights(seed)
    with ExitStack() as stack:
        a, b, c = (
            stack.enter_context(closing(opened(Path(shutil.copy(template, folder / f"{name}.pressmark")))))
            for name in "abc"
        )
        for project in (a, b, c):
            work(project, chance, chance.randrange(2, 7), weights)
        often = chance.randrange(2, 6) if seed % 5 == _CODING else chance.choices([0, 1, 2], [6, 3, 1])[0]
        for _ in range(often):
            one, other = chance.sample([a, b, c], 2)
            other.checkpoint()
            merge(one, other.path)
            for project in (one, other):
                work(project, chance, 2, weights)
        if chance.random() < 0.2:
            b = stack.enter_context(closing(_restored(b, chance.choice([template, a.path]))))
            work(b, chance, 3, weights)
        before = [_copied(project, folder / f"before-{n}.pressmark") for n, project in enumerate((a, b, c))]
        merge(a, b.path, taken_back=chance.random() < 0.3)
        merge(a, c.path)
        merge(b, c.path)
        merge(b, before[0])
        return _compare(a, b, before)


def _restored(project: Project, other: Path) -> Project:
    """A backup, or a colleague's copy, in the place of a project."""
    project.close()
    shutil.copy(other, project.path)
    return opened(project.path)


def _copied(project: Project, target: Path) -> Path:
    project.checkpoint()
    return Path(shutil.copy(project.path, target))


def _compare(a: Project, b: Project, before: list[Path]) -> int:
    one, other = contents(a.path), contents(b.path)
    assert one == other, _difference(one, other)
    for project in (a, b):
        sound(project.path)
        nothing_is_missing(before, project.path)
    assert drive(a.merging.look(b.path)).report.nothing, "merging twice changes something"
    claims = a.claims.all()
    a.step("Note", lambda p: [p.claims.update(claim.id, note="the last word") for claim in claims])
    merge(b, a.path)
    after = contents(b.path)
    assert all(after["claims", claim.uid]["note"] == "the last word" for claim in claims), "a later edit is lost"
    return len(after)


def _difference(one: dict[Any, Any], other: dict[Any, Any]) -> list[Any]:
    return [
        (name, one.get(name), other.get(name)) for name in one.keys() | other.keys() if one.get(name) != other.get(name)
    ]
