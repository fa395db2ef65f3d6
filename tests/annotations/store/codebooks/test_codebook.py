"""Editing the codebook: whatever is done, undone and redone, it is what a plain model of it says."""

import sqlite3
import tempfile
from contextlib import closing
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from annotations.codebook import Kind
from annotations.codebook_tree import MOST_LEVELS, Place, depth, tree
from annotations.errors import CodebookError
from annotations.importers.draft import Draft
from annotations.project import Project
from annotations.spans import Span

CLAIMS = 4
DIMENSIONS = {"Many": Kind.MANY, "One": Kind.ONE, "Who": Kind.ACTORS}
ROLES = {"Who": ("speaker", "target")}


@dataclass
class Model:
    """Trees as children by parent, in order; taggings as (claim, tag, role, coder); aliases by tag."""

    kids: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    of: dict[str, str] = field(default_factory=dict)
    taggings: set[tuple[int, str, str, int]] = field(default_factory=set)
    aliases: dict[str, set[str]] = field(default_factory=dict)

    def parent(self, tag: str) -> str:
        return next(parent for (_, parent), kids in self.kids.items() if tag in kids)

    def walk(self, dimension: str, parent: str = "", level: int = 0) -> list[tuple[str, int]]:
        found: list[tuple[str, int]] = []
        for tag in self.kids.get((dimension, parent), []):
            found += [(tag, level), *self.walk(dimension, tag, level + 1)]
        return found

    def beneath(self, tag: str) -> set[str]:
        return {found for found, _ in self.walk(self.of[tag], tag)}

    def height(self, tag: str) -> int:
        return 1 + max((level + 1 for _, level in self.walk(self.of[tag], tag)), default=0)

    def level(self, tag: str) -> int:
        return dict(self.walk(self.of[tag]))[tag]

    def may_move(self, tag: str, parent: str) -> bool:
        if not parent:
            return True
        inside = parent == tag or parent in self.beneath(tag)
        return not inside and self.level(parent) + 1 + self.height(tag) <= MOST_LEVELS

    def move(self, tag: str, parent: str, before: str) -> None:
        self.kids[self.of[tag], self.parent(tag)].remove(tag)
        target = self.kids.setdefault((self.of[tag], parent), [])
        target.insert(target.index(before) if before in target else len(target), tag)

    def regroup(self, dimension: str, parents: dict[str, str]) -> None:
        """Make the trees of a dimension anew of each tag's parent, siblings in the order they had."""
        order = [tag for tag, _ in self.walk(dimension) if tag in parents]
        self.kids = {key: kids for key, kids in self.kids.items() if key[0] != dimension}
        for tag in order:
            self.kids.setdefault((dimension, parents[tag]), []).append(tag)

    def drop(self, gone: set[str], keep: str = "") -> None:
        dimension = next(self.of[tag] for tag in gone)
        parents = {tag: self.parent(tag) for tag, _ in self.walk(dimension)}

        def above(tag: str) -> str:
            parent = parents[tag]
            while parent in gone:
                parent = parents[parent]
            return parent

        line = [keep]
        while keep and line[-1]:
            line.append(parents[line[-1]])
        new = {tag: above(tag) for tag in parents if tag not in gone}
        if keep:
            self.regroup(dimension, new)
            self.adopt(dimension, keep, [t for t in new if parents[t] in gone and t not in line], new)
        else:
            self.regroup(dimension, new)
        for tag in gone:
            del self.of[tag]
        self.taggings = {t for t in self.taggings if t[1] not in gone}

    def adopt(self, dimension: str, keep: str, children: list[str], parents: dict[str, str]) -> None:
        """Put what stood beneath tags merged away beneath the one that stays, or above it where that is too deep."""
        heights = {tag: self.height(tag) for tag in children}
        for tag in children:
            place = keep
            while place and self.level(place) + 1 + heights[tag] > MOST_LEVELS:
                place = parents[place]
            parents[tag] = place
        self.regroup(dimension, parents)

    def retag(self, gone: set[str], keep: str) -> None:
        self.taggings = {(c, keep if t in gone else t, r, k) for c, t, r, k in self.taggings}


class Editing(RuleBasedStateMachine):
    """A person at work on the codebook of a small project."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "p.pressmark"
        self.project = Project.create(self.path, coder=("Anna", "A"))
        self.model, self.done, self.undone = Model(), [], []
        self.ids: dict[str, int] = {}
        self.names = 0

        def fill(p: Project) -> None:
            for dimension in p.codebook.read().dimensions:
                p.codebook.dimensions.delete(dimension.id)
            self.dimensions = {name: p.codebook.dimensions.add(name, kind) for name, kind in DIMENSIONS.items()}
            article = p.articles.add(Draft("One two three four five six."))
            self.claims = [p.claims.add(article, Span(0, n + 1)) for n in range(CLAIMS)]
            self.coders = [p.coder_id, p.coders.ensure("Boris", "B")]

        self.project.step("Fill", fill)
        self.first = len(self.project.history.entries(10_000))

    def teardown(self) -> None:
        if hasattr(self, "project"):
            self.project.close()
            self.folder.cleanup()

    def act(self, label: str, work: Any, change: Any) -> Any:
        before = deepcopy(self.model)
        outcome = self.project.step(label, work)
        change(outcome.value)
        if not outcome.changes.empty:
            self.done.append(before)
            self.undone = []
        return outcome.value

    def some(self, data: st.DataObject, dimension: str, least: int = 1, most: int = 3) -> list[str]:
        tags = [tag for tag, _ in self.model.walk(dimension)]
        if len(tags) < least:
            return []
        return data.draw(st.lists(st.sampled_from(tags), min_size=least, max_size=most, unique=True))

    dimension = st.sampled_from(list(DIMENSIONS))

    @rule(dimension=dimension)
    def add(self, dimension: str) -> None:
        self.names += 1
        name = f"tag {self.names}"

        def change(tag_id: int) -> None:
            self.ids[name] = tag_id
            self.model.of[name] = dimension
            self.model.kids.setdefault((dimension, ""), []).append(name)
            self.model.aliases[name] = set()

        self.act("Add", lambda p: p.codebook.add_tag(self.dimensions[dimension], name), change)

    @rule(dimension=dimension, data=st.data())
    def move(self, dimension: str, data: st.DataObject) -> None:
        chosen = self.some(data, dimension, 1, 1)
        if chosen:
            (tag,) = chosen
            tags = [found for found, _ in self.model.walk(dimension)]
            parent = data.draw(st.sampled_from(["", *tags]))
            before = data.draw(st.sampled_from(["", *self.model.kids.get((dimension, parent), [])]))
            place = Place(self.ids.get(parent), self.ids.get(before))
            if not self.model.may_move(tag, parent):
                with pytest.raises(CodebookError):
                    self.project.step("Move", lambda p: p.codebook.move_tags([self.ids[tag]], place))
                return
            if before == tag:
                return
            self.act(
                "Move",
                lambda p: p.codebook.move_tags([self.ids[tag]], place),
                lambda _: self.model.move(tag, parent, before),
            )

    @rule(dimension=dimension, data=st.data(), coder=st.integers(0, 1), claim=st.integers(0, CLAIMS - 1))
    def tag(self, dimension: str, data: st.DataObject, coder: int, claim: int) -> None:
        chosen = self.some(data, dimension, 1, 1)
        if chosen:
            (tag,) = chosen
            role = data.draw(st.sampled_from(ROLES.get(dimension, ("",))))
            person, where = self.coders[coder], self.claims[claim]

            def change(_: object) -> None:
                if dimension == "One":
                    same = {t for t in self.model.taggings if t[0] == where and t[3] == person}
                    self.model.taggings -= {t for t in same if self.model.of[t[1]] == "One"}
                self.model.taggings.add((where, tag, role, person))

            self.act("Tag", lambda p: p.claims.tag(where, self.ids[tag], role, coder_id=person), change)

    @rule(dimension=dimension, data=st.data())
    def merge(self, dimension: str, data: st.DataObject) -> None:
        tags = self.some(data, dimension, 2)
        if not tags:
            return
        keep, *others = tags
        told = self.project.codebook.usage.merged(self.ids[keep], [self.ids[tag] for tag in others])
        held = {tag: {c for c, t, _, _ in self.model.taggings if t == tag} for tag in tags}
        gained = set().union(*(held[tag] for tag in others))
        assert (told.claims, told.both) == (len(gained), len(gained & held[keep]))

        def change(_: object) -> None:
            self.model.retag(set(others), keep)
            self.model.drop(set(others), keep)
            for tag in others:
                self.model.aliases[keep] |= {tag} | self.model.aliases.pop(tag)

        work = lambda p: p.codebook.merging.merge(self.ids[keep], [self.ids[tag] for tag in others])  # noqa: E731
        self.act("Merge", work, change)

    @rule(dimension=dimension, data=st.data(), replaces=st.booleans())
    def delete(self, dimension: str, data: st.DataObject, replaces: bool) -> None:
        tags = self.some(data, dimension, 2)
        if not tags:
            return
        stays, *gone = tags
        instead = self.ids[stays] if replaces else None

        def change(_: object) -> None:
            if replaces:
                self.model.retag(set(gone), stays)
            self.model.drop(set(gone))
            for tag in gone:
                del self.model.aliases[tag]

        work = lambda p: p.codebook.merging.delete([self.ids[tag] for tag in gone], instead)  # noqa: E731
        self.act("Delete", work, change)

    @rule(times=st.integers(1, 3))
    def undo(self, times: int) -> None:
        for _ in range(min(times, len(self.done))):
            self.project.undo()
            self.undone.append(self.model)
            self.model = self.done.pop()

    @rule(times=st.integers(1, 3))
    def redo(self, times: int) -> None:
        for _ in range(min(times, len(self.undone))):
            self.project.redo()
            self.done.append(self.model)
            self.model = self.undone.pop()

    @invariant()
    def the_file_is_what_the_model_says(self) -> None:
        if not hasattr(self, "dimensions"):
            return
        codebook = self.project.codebook.read()
        for name, dimension_id in self.dimensions.items():
            placed = [(one.tag.name, one.level) for one in tree(codebook, dimension_id) if not one.tag.is_none]
            assert placed == self.model.walk(name)
            flat = [tag.name for tag in codebook.tags_of(dimension_id, with_none=False)]
            assert flat == [tag for tag, _ in placed], "keys and lists go by positions"
            assert all(depth(codebook, tag.id) < MOST_LEVELS for tag in codebook.tags_of(dimension_id))
        names = {tag.id: tag for tag in codebook.tags}
        assert {tag.name: set(tag.aliases) for tag in codebook.tags if not tag.is_none} == self.model.aliases
        stored = {
            (claim.id, names[t.tag_id].name, t.role, t.coder_id)
            for claim in self.project.claims.all()
            for t in claim.taggings
        }
        assert stored == self.model.taggings
        counted = {names[tag].name: n for tag, n in self.project.codebook.usage.counts().items()}
        assert counted == {tag: len({c for c, t, _, _ in stored if t == tag}) for tag in {t for _, t, _, _ in stored}}

    @invariant()
    def the_file_is_sound(self) -> None:
        if hasattr(self, "dimensions"):
            with closing(sqlite3.connect(self.path)) as outside:
                assert not outside.execute("PRAGMA foreign_key_check").fetchall()


Editing.TestCase.settings = settings(max_examples=25, stateful_step_count=25)
TestEditing = Editing.TestCase
