"""Random histories of three copies, what they come to when they are merged, and what must hold of that.

The oracle reads the files by itself: it knows rows by uid, and asks of each whether something newer stands against it.
"""

import json
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import Any

from annotations.articles import Batch
from annotations.brief.spec import BriefSpec
from annotations.carrying import carried
from annotations.codebook import NONE_OF_THESE
from annotations.errors import AnnotationError
from annotations.importers.draft import Draft
from annotations.progress import drive
from annotations.project import Project
from annotations.spans import Span
from tests.annotations.store.merging.coding_actions import CODING_ACTIONS
from tests.annotations.store.merging.team_actions import TEAM_ACTIONS

SENTENCES = [
    "The minister answered slowly. ",
    "She said that it begins late. ",
    "Nobody asked the reporters why. ",
    "A committee met on Thursday. ",
    "Prices rose in three towns. ",
    "The bridge stays closed for now. ",
]
KINDS = {
    "coders": (),
    "outlets": (),
    "batches": (),
    "articles": (),
    "cuts": (("article_id", "articles"),),
    "dimensions": (),
    "tags": (("dimension_id", "dimensions"),),
    "aliases": (("tag_id", "tags"),),
    "claims": (("article_id", "articles"),),
    "earlier_texts": (("article_id", "articles"),),
    "saved_filters": (),
    "samples": (),
    "second_codings": (("sample_id", "samples"), ("article_id", "articles")),
    "settlements": (("claim_id", "claims"), ("dimension_id", "dimensions")),
    "triaged": (("article_id", "articles"),),
    "briefs": (),
    "brief_issues": (("brief_id", "briefs"),),
    "rejections": (("article_id", "articles"),),
    "review_comments": (),
}
"""Kinds that the histories write, with what their rows belong to."""
REFERS = {
    "article_id": "articles",
    "claim_id": "claims",
    "dimension_id": "dimensions",
    "tag_id": "tags",
    "coder_id": "coders",
    "outlet_id": "outlets",
    "sample_id": "samples",
    "parent_id": "tags",
    "taken_from": "coders",
    "checked_by": "coders",
    "assigned_to": "coders",
    "lead_id": "articles",
    "replaces_id": "articles",
    "batch_id": "batches",
    "brief_id": "briefs",
}
NOT_COMPARED = {"id", "number", "number_alias", "replica_id"}


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


def contents(path: Path) -> dict[tuple[str, Any], dict[str, Any]]:
    """Every row by kind and uid, references as uids, with its clock as `stamp`."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        uids = {kind: dict(connection.execute(f"SELECT id, uid FROM {kind}").fetchall()) for kind in KINDS}
        replicas = dict(connection.execute("SELECT id, uid FROM replicas").fetchall())
        found = {}
        for kind in (*KINDS, "claim_tags"):
            for row in connection.execute(f"SELECT * FROM {kind}"):
                values = {
                    name: uids[REFERS[name]].get(row[name]) if name in REFERS else row[name]
                    for name in row.keys()  # noqa: SIM118  (a row of SQLite's is no mapping)
                    if name not in NOT_COMPARED
                }
                values["stamp"] = (values.pop("hlc"), replicas[row["replica_id"]])
                key = tuple(values[n] for n in ("claim_id", "tag_id", "role", "coder_id")) if "uid" not in values else 0
                found[kind, key or values["uid"]] = values
        return found


def graves(path: Path) -> dict[tuple[str, str], tuple[tuple[int, str], int, tuple[int, str], dict[str, Any]]]:
    """Tombstones of what has a uid: when, whether only with its owner, the row's clock, and the row."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        replicas = {0: "", **dict(connection.execute("SELECT id, uid FROM replicas").fetchall())}
        return {
            (row["kind"], row["uid"]): (
                (row["hlc"], replicas[row["replica_id"]]),
                row["cascaded"],
                (row["row_hlc"], replicas[row["row_replica_id"]]),
                json.loads(row["row"] or "{}"),
            )
            for row in connection.execute("SELECT * FROM tombstones WHERE kind <> 'claim_tags'")
        }


def sound(path: Path) -> None:
    """Foreign keys, texts, quotes and the full-text index."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        connection.execute("INSERT INTO article_fts(article_fts, rank) VALUES('integrity-check', 1)")
        connection.rollback()
        wrong = connection.execute(
            "SELECT c.number FROM claims c JOIN articles a ON a.id = c.article_id JOIN texts t USING (digest)"
            " WHERE substr(t.text, c.start + 1, c.end - c.start) <> c.exact"
        ).fetchall()
        assert wrong == [], "claims on other words"
        numbers = [row[0] for row in connection.execute("SELECT number FROM claims")]
        assert len(numbers) == len(set(numbers)), "numbers twice"
        doubles = connection.execute(
            "SELECT 1 FROM claim_tags c JOIN tags t ON t.id = c.tag_id JOIN dimensions d ON d.id = t.dimension_id"
            " WHERE d.kind IN ('one', 'scale') GROUP BY c.claim_id, c.coder_id, d.id HAVING count(*) > 1"
        ).fetchall()
        assert doubles == [], "two values of one"


Rows = dict[tuple[str, Any], dict[str, Any]]


def nothing_is_missing(sources: list[Path], merged: Path) -> None:
    """Every row of a copy stands as it was written last, unless a newer deletion of it or its owner stands against it.

    Claims and cuts may have lost their words to another text.
    """
    states, buried = [contents(path) for path in sources], [graves(path) for path in sources]
    after, last = contents(merged), _last(states)
    _no_tagging_is_missing(last, [tagging_graves(path) for path in sources], after)
    for name, row in last.items():
        if name[0] == "claim_tags":
            continue
        if name in after:
            dead_rows = [found[name][2] for found in buried if name in found]
            assert after[name]["stamp"] == max([row["stamp"], *dead_rows]), f"an older {name} stands"
        else:
            against = [grave for one in _chain(last, name) for grave in _deleted(buried, one)]
            lost = any(_may_be_lost(states, buried, last[one], one) for one in _chain(last, name) if one in last)
            assert lost or any(grave >= row["stamp"] for grave in against), f"{name} is missing"


Stamps = dict[tuple[str, ...], tuple[int, str]]


def tagging_graves(path: Path) -> tuple[Stamps, Stamps]:
    """By key, when taggings were deleted for themselves; and when those were set that went along or gave way."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        uids = {kind: dict(connection.execute(f"SELECT id, uid FROM {kind}").fetchall()) for kind in KINDS}
        for kind, uid, row in connection.execute("SELECT kind, uid, row FROM tombstones WHERE kind <> 'claim_tags'"):
            uids.setdefault(kind, {}).setdefault(json.loads(row or "{}").get("id"), uid)
        replicas = dict(connection.execute("SELECT id, uid FROM replicas").fetchall())
        deleted: Stamps = {}
        went: Stamps = {}
        sql = "SELECT uid, hlc, replica_id, cascaded, row_hlc, row_replica_id FROM tombstones WHERE kind = 'claim_tags'"
        for key, hlc, replica, cascaded, row_hlc, row_replica in connection.execute(sql):
            claim, tag, role, coder = json.loads(key)
            told = uids["claims"].get(claim), uids["tags"].get(tag), role, uids["coders"].get(coder)
            if cascaded != 1:
                deleted[told] = hlc, replicas[replica]
            elif row_hlc:
                went[told] = row_hlc, replicas[row_replica]
        return deleted, went


def _no_tagging_is_missing(last: Rows, told: list[tuple[Stamps, Stamps]], after: Rows) -> None:
    """Every tagging stands, unless it was deleted since, its claim or tag is gone, or a later one excludes it.

    One that went along with a claim is the later word all the same, once the claim stands again.

    What *agreed* says follows from decisions.
    """
    deleted, went = (_latest(found) for found in zip(*told, strict=True))
    alive = {
        key: row["stamp"]
        for (kind, key), row in last.items()
        if kind == "claim_tags" and row["stamp"] > deleted.get(key, (0, ""))
    }
    along = {key: stamp for key, stamp in went.items() if stamp > deleted.get(key, (0, ""))}
    known = along | alive | {key: row["stamp"] for (kind, key), row in after.items() if kind == "claim_tags"}
    agreed = {uid for (kind, uid), row in (after | last).items() if kind == "coders" and row["agreed"]}
    for key, stamp in alive.items():
        claim, tag, _, coder = key
        if ("claim_tags", key) in after or coder in agreed:
            continue
        if ("claims", claim) not in after or ("tags", tag) not in after:
            continue
        rivals = [one for one in known if one[0] == claim and one[3] == coder and one[1] != tag]
        later = [one for one in rivals if (known[one], one) > (stamp, key)]
        assert any(_exclude(after, last, tag, one[1]) for one in later), f"{key} is missing"


def _latest(found: Iterable[Stamps]) -> Stamps:
    latest: Stamps = {}
    for stamps in found:
        latest |= {key: max(stamp, latest.get(key, stamp)) for key, stamp in stamps.items()}
    return latest


def _exclude(after: Rows, last: Rows, *tags: str) -> bool:
    one, other = (after.get(("tags", uid)) or last.get(("tags", uid)) for uid in tags)
    if one is None or other is None:  # nobody has the tag any more, nor what it said
        return True
    dimension = after.get(("dimensions", one["dimension_id"]), {})
    single = dimension.get("kind") in ("one", "scale") or NONE_OF_THESE in (one["key"], other["key"])
    return bool(one["dimension_id"] == other["dimension_id"] and single)


def _last(states: list[Rows]) -> Rows:
    last: Rows = {}
    for state in states:
        for name, row in state.items():
            if name not in last or row["stamp"] > last[name]["stamp"]:
                last[name] = row
    return last


def _chain(last: Rows, name: tuple[str, Any]) -> list[tuple[str, Any]]:
    """A row, and all that it belongs to."""
    owners = [(owner, last[name][column]) for column, owner in KINDS[name[0]] if name in last and last[name][column]]
    return [name, *(above for owner in owners for above in _chain(last, owner))]


def _deleted(buried: list[dict[Any, Any]], name: tuple[str, Any]) -> list[tuple[int, str]]:
    return [found[name][0] for found in buried if name in found and found[name][1] != 1]


def _may_be_lost(states: list[Rows], buried: list[dict[Any, Any]], row: dict[str, Any], name: tuple[str, Any]) -> bool:
    """Whether a passage's article has, or had, another text somewhere."""
    if name[0] not in ("claims", "cuts"):
        return False
    article = "articles", row["article_id"]
    texts = {state[article]["digest"] for state in states if article in state}
    texts |= {found[article][3].get("digest") for found in buried if article in found and found[article][3]}
    return len(texts) > 1


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
