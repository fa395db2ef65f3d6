"""A whole session of work, at random, against a plain model of what a project holds.

Every action is a step. The model keeps a copy of its state for each step, so that undo and redo are only a place in a
list. After every action the file has to say what the model says, and now and then it is closed and opened again.
"""

import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from session_model import CODEBOOK, WORDS, State, Tagged, holding, notes, outlets, texts

from annotations.articles import Batch, Status
from annotations.brief.spec import BriefSpec
from annotations.claims import CheckState
from annotations.codebook import Role
from annotations.errors import StepRefusedError
from annotations.importers.draft import Draft
from annotations.project import Project
from annotations.spans import Span
from annotations.store.changes import Changes, TableChanges


class Session(RuleBasedStateMachine):
    """The same actions on a project and on the model."""

    @initialize()
    def start(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "week.pressmark"
        self.project = Project.create(self.path, CODEBOOK, coder=("Anna", "A"))
        self.project.step("Add coder", lambda p: p.coders.ensure("Boris", "B"))
        self.project._store.forget_history()
        self.now = State()
        self.done: list[State] = []
        self.undone: list[State] = []
        self.numbers: set[int] = set()
        self.texts: dict[str, str] = {}
        self.coders = {coder.name: coder.id for coder in self.project.coders.all()}
        self.coder = "Anna"
        codebook = self.project.codebook.read()
        for tag in codebook.tags:
            dimension = codebook.dimension(tag.dimension_id)
            self.now.tags[tag.uid] = self.new_tag(tag.name, dimension.key, tag.key)
        self.now.ids = self.found_ids()
        self.import_drafts([(" ".join(WORDS), "Courier", "One"), (" ".join(WORDS[:4]), "Herald", "Two")])
        tags = list(self.now.tags)
        passages = [(article, Span(n, n + 4)) for article in self.now.articles for n in (0, 3)]
        self.make_claims(passages, tags[0], "first")

    @staticmethod
    def new_tag(name: str, dimension: str, key: str = "") -> dict[str, Any]:
        return {"name": name, "dimension": dimension, "key": key, "aliases": (), "definition": ""}

    def teardown(self) -> None:
        if hasattr(self, "project"):
            self.project.close()
            self.folder.cleanup()

    # -- how the model follows

    def act(self, label: str, work: Callable[[Project], Any], change: Callable[[Any], None]) -> Any:
        """Run a step and the same change of the model; what changed has to be told."""
        before = deepcopy(self.now)
        outcome = self.project.step(label, work)
        change(outcome.value)
        self.now.ids = self.found_ids()
        if outcome.changes.empty:
            assert self.now == before, f"{label} changed something and did not say so"
        else:
            self.done.append(before)
            self.undone.clear()
            assert self.project.undo_label == label
        self.compare_changes(outcome.changes, before)
        return outcome.value

    def compare_changes(self, changes: Changes, before: State) -> None:
        """Exactly the rows that differ are told, and the articles they belong to."""
        assert self.now.ids == self.found_ids(), "a row came back under another id"
        for table in ("articles", "claims", "briefs", "tags"):
            told = changes.tables.get(table, TableChanges())
            now, then = getattr(self.now, table), getattr(before, table)
            come = {self.now.ids[uid] for uid in set(now) - set(then)}
            gone = {before.ids[uid] for uid in set(then) - set(now)}
            edited = {self.ids[uid] for uid in set(now) & set(then) if self.row(now[uid]) != self.row(then[uid])}
            assert told.inserted == come - gone, table
            assert told.deleted == gone - come, table
            assert told.updated >= edited | (come & gone), table
        told = changes.tables.get("claim_tags", TableChanges())
        now, then = ({self.key(t, state) for t in state.taggings} for state in (self.now, before))
        assert told.inserted == now - then
        assert told.deleted == then - now
        differing = {
            state.ids[claim["article"]]
            for state, other in ((self.now, before), (before, self.now))
            for uid, claim in state.claims.items()
            if other.claims.get(uid) != claim or self.tags_of(state, uid) != self.tags_of(other, uid)
        }
        assert differing <= changes.articles

    @staticmethod
    def row(values: Any) -> Any:
        """What stands in the row of the entity itself."""
        return {k: v for k, v in values.items() if k != "aliases"} if isinstance(values, dict) else values

    @staticmethod
    def tags_of(state: State, claim: str) -> set[Tagged]:
        return {tagging for tagging in state.taggings if tagging[0] == claim}

    def key(self, tagging: Tagged, state: State) -> tuple[int, int, str, int]:
        claim, tag, role, coder = tagging
        return state.ids[claim], state.ids[tag], role, self.coders[coder]

    @property
    def ids(self) -> dict[str, int]:
        return self.now.ids

    def found_ids(self) -> dict[str, int]:
        project = self.project
        rows = (
            *project.articles.rows(project.articles.ids()),
            *project.claims.all(),
            *project.briefs.all(),
            *project.codebook.read().tags,
        )
        return {item.uid: item.id for item in rows}

    # -- actions

    @rule(name=st.sampled_from(["Anna", "Boris"]))
    def switch_coder(self, name: str) -> None:
        self.coder, self.project.coder_id = name, self.coders[name]

    @rule(drafts=st.lists(st.tuples(texts, outlets, notes), min_size=1, max_size=3))
    def import_articles(self, drafts: list[tuple[str, str, str]]) -> None:
        self.import_drafts(drafts)

    def import_drafts(self, drafts: list[tuple[str, str, str]]) -> None:
        def work(p: Project) -> Any:
            found = [Draft(text=text, outlet=outlet, headline=headline) for text, outlet, headline in drafts]
            ids = yield from p.articles.add_all(found, Batch(origin="Index"))
            return [p.articles.get(article).uid for article in ids]

        def change(uids: list[str]) -> None:
            for uid, (text, outlet, headline) in zip(uids, drafts, strict=True):
                assert self.texts.setdefault(uid, text) == text, "one uid for two texts"
                line = " ".join(headline.split())
                self.now.articles[uid] = {"outlet": outlet, "headline": line, "status": Status.NEW, "lead": None}

        self.act("Import", work, change)

    @holding("articles")
    @rule(data=st.data(), status=st.sampled_from(Status), outlet=outlets, headline=notes)
    def edit_articles(self, data: st.DataObject, status: Status, outlet: str, headline: str) -> None:
        uids = data.draw(st.lists(st.sampled_from(list(self.now.articles)), min_size=1, max_size=3, unique=True))
        values = {"status": status, "outlet": outlet, "headline": " ".join(headline.split())}
        self.act(
            "Edit article",
            lambda p: p.articles.update([self.ids[uid] for uid in uids], **{**values, "headline": headline}),
            lambda _: [self.now.articles[uid].update(values) for uid in uids],
        )

    @precondition(lambda self: len(self.now.articles) > 1)
    @rule(data=st.data())
    def group_articles(self, data: st.DataObject) -> None:
        some = st.lists(st.sampled_from(list(self.now.articles)), min_size=2, max_size=2, unique=True)
        uid, lead = data.draw(some)
        if self.now.articles[lead]["lead"] or self.carrying(uid):
            return  # neither does a copy lead, nor a lead become a copy
        self.act(
            "Group",
            lambda p: p.articles.update([self.ids[uid]], lead_id=self.ids[lead]),
            lambda _: self.now.articles[uid].update(lead=lead),
        )

    def carrying(self, lead: str) -> list[str]:
        """The copies of an article, in the order in which they would take its place."""
        copies = [uid for uid, article in self.now.articles.items() if article["lead"] == lead]
        return sorted(copies, key=lambda uid: (self.now.articles[uid]["status"] is Status.LEFT_OUT, self.ids[uid]))

    @holding("articles")
    @rule(data=st.data())
    def delete_article(self, data: st.DataObject) -> None:
        uid = data.draw(st.sampled_from(list(self.now.articles)))

        def change(_: object) -> None:
            heir, *others = self.carrying(uid) or [""]
            del self.now.articles[uid]
            if heir:
                self.now.articles[heir]["lead"] = None
            for other in others:
                self.now.articles[other]["lead"] = heir
            self.forget({claim for claim, values in self.now.claims.items() if values["article"] == uid})

        self.act("Delete article", lambda p: p.articles.delete([self.ids[uid]]), change)

    @holding("articles")
    @rule(data=st.data(), count=st.integers(1, 3), note=notes)
    def add_claims(self, data: st.DataObject, count: int, note: str) -> None:
        passages = [self.drawn_passage(data) for _ in range(count)]
        self.make_claims(passages, data.draw(st.sampled_from(list(self.now.tags))), note)

    def make_claims(self, made: list[tuple[str, Span]], tag: str, note: str) -> None:
        """Claims with a tag and a note in one step, as a round of the pickers makes them; one is dropped again."""

        def work(p: Project) -> list[tuple[str, int]]:
            found = []
            for article, span in made:
                key = p.claims.add(self.ids[article], Span(0, 1))
                p.claims.move(key, span)
                p.claims.update(key, note="")
                p.claims.tag(key, self.ids[tag], "speaker")
                p.claims.update(key, note=note)
                found.append((p.claims.get(key).uid, p.claims.get(key).number))
            last = p.claims.add(self.ids[made[0][0]], Span(0, 2))
            self.numbers.add(p.claims.get(last).number)
            p.claims.delete([last])
            return found

        def change(found: list[tuple[str, int]]) -> None:
            for (article, span), (claim, number) in zip(made, found, strict=True):
                assert number not in self.numbers, "a number was given twice"
                self.numbers.add(number)
                self.now.claims[claim] = {
                    "article": article,
                    "span": span,
                    "number": number,
                    "coder": self.coder,
                    "note": note,
                    "comment": "",
                    "state": CheckState.OPEN,
                }
                self.now.taggings[claim, tag, self.stored_role(tag, "speaker"), self.coder] = True

        self.act("Add claim", work, change)

    def drawn_passage(self, data: st.DataObject, article: str = "") -> tuple[str, Span]:
        article = article or data.draw(st.sampled_from(list(self.now.articles)))
        length = len(self.texts[article])
        start = data.draw(st.integers(0, length - 1))
        return article, Span(start, data.draw(st.integers(start + 1, length)))

    def forget(self, gone: set[str]) -> None:
        for claim in gone:
            del self.now.claims[claim]
        self.now.untag(lambda tagging: tagging[0] in gone)

    @holding("claims")
    @rule(data=st.data())
    def move_claim(self, data: st.DataObject) -> None:
        claim = data.draw(st.sampled_from(list(self.now.claims)))
        _, span = self.drawn_passage(data, self.now.claims[claim]["article"])
        self.act(
            "Move claim",
            lambda p: p.claims.move(self.ids[claim], span),
            lambda _: self.now.claims[claim].update(span=span),
        )

    @holding("claims")
    @rule(data=st.data(), note=notes, comment=notes, state=st.sampled_from(CheckState))
    def edit_claim(self, data: st.DataObject, note: str, comment: str, state: CheckState) -> None:
        claim = data.draw(st.sampled_from(list(self.now.claims)))

        def work(p: Project) -> None:
            p.claims.update(self.ids[claim], note="on the way", check_state=CheckState.FLAGGED)
            p.claims.update(self.ids[claim], note=note, comment=comment, check_state=state)

        self.act("Edit claim", work, lambda _: self.now.claims[claim].update(note=note, comment=comment, state=state))

    @holding("claims")
    @rule(data=st.data())
    def delete_claims(self, data: st.DataObject) -> None:
        gone = data.draw(st.lists(st.sampled_from(list(self.now.claims)), min_size=1, max_size=2, unique=True))
        self.act(
            "Delete claims",
            lambda p: p.claims.delete([self.ids[claim] for claim in gone]),
            lambda _: self.forget(set(gone)),
        )

    @holding("claims")
    @rule(data=st.data(), role=st.sampled_from(Role))
    def tag(self, data: st.DataObject, role: Role) -> None:
        claim = data.draw(st.sampled_from(list(self.now.claims)))
        tags = data.draw(st.lists(st.sampled_from(list(self.now.tags)), min_size=2, max_size=4))

        def change(_: object) -> None:
            for uid in tags:
                self.now.untag(lambda old, uid=uid: self.excluded(old, claim, uid))
                self.now.taggings[claim, uid, self.stored_role(uid, role.value), self.coder] = True

        self.act("Tag", lambda p: [p.claims.tag(self.ids[claim], self.ids[uid], role.value) for uid in tags], change)

    def stored_role(self, tag: str, role: str) -> str:
        return role if self.now.tags[tag]["dimension"] == "actors" and self.now.tags[tag]["key"] != "none" else ""

    def excluded(self, old: Tagged, claim: str, uid: str) -> bool:
        """Whether a tagging has to give way to a new one of this tag."""
        new, other = self.now.tags[uid], self.now.tags[old[1]]
        if old[0] != claim or old[3] != self.coder or old[1] == uid or new["dimension"] != other["dimension"]:
            return False
        return new["dimension"] == "kind" or "none" in (new["key"], other["key"])

    @holding("taggings")
    @rule(data=st.data(), back=st.booleans())
    def untag(self, data: st.DataObject, back: bool) -> None:
        tagging = data.draw(st.sampled_from(list(self.now.taggings)))
        claim, tag, role, coder = self.key(tagging, self.now)

        def work(p: Project) -> None:
            p.claims.untag(claim, tag, role, coder_id=coder)
            if back:
                p.claims.tag(claim, tag, role, coder_id=coder)

        self.act("Untag", work, lambda _: None if back else self.now.taggings.pop(tagging))

    @rule(dimension=st.sampled_from(["kind", "framing", "actors"]))
    def add_tag(self, dimension: str) -> None:
        name = f"tag {len(self.now.tags)}"
        key = self.project.codebook.read().by_key(dimension).id
        if self.project.codebook.read().find(key, name):
            return

        def work(p: Project) -> str:
            tag = p.codebook.add_tag(key, name)
            return p.codebook.read().tag(tag).uid

        self.act("Add tag", work, lambda uid: self.now.tags.update({uid: self.new_tag(name, dimension)}))

    @rule(data=st.data(), n=st.integers(0, 3), definition=notes)
    def edit_tag(self, data: st.DataObject, n: int, definition: str) -> None:
        uid = data.draw(st.sampled_from(list(self.now.tags)))
        tag = self.now.tags[uid]
        aliases = tag["aliases"] if f"alias {n}" in tag["aliases"] else (*tag["aliases"], f"alias {n}")

        def work(p: Project) -> None:
            p.codebook.add_alias(self.ids[uid], f"alias {n}")
            p.codebook.update_tag(self.ids[uid], definition=definition)

        self.act("Edit tag", work, lambda _: tag.update(aliases=aliases, definition=definition.strip()))

    @rule(data=st.data(), title=notes, gone=st.booleans())
    def work_on_a_brief(self, data: st.DataObject, title: str, gone: bool) -> None:
        uid = data.draw(st.sampled_from(["", *self.now.briefs]))
        brief = next((item for item in self.project.briefs.all() if item.uid == uid), None)

        def added(p: Project) -> str:
            key = p.briefs.add("Weekly", BriefSpec(title=title))
            return next(item.uid for item in p.briefs.all() if item.id == key)

        if brief is None:
            self.act("Add brief", added, lambda made: self.now.briefs.update({made: title}))
        elif gone:
            self.act("Delete brief", lambda p: p.briefs.delete([brief.id]), lambda _: self.now.briefs.pop(uid))
        else:
            spec = replace(brief.spec, title=title)
            self.act(
                "Edit brief",
                lambda p: p.briefs.update(brief.id, spec=spec),
                lambda _: self.now.briefs.update({uid: title}),
            )

    @holding("articles")
    @rule(data=st.data())
    def fail_in_the_middle(self, data: st.DataObject) -> None:
        uid = data.draw(st.sampled_from(list(self.now.articles)))

        def work(p: Project) -> None:
            p.claims.add(self.ids[uid], Span(0, 1))
            p.articles.delete([self.ids[uid]])
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            self.project.step("Fail", work)

    # -- undo, redo, reopening

    @rule(times=st.integers(1, 4))
    def undo(self, times: int) -> None:
        self.turn(times, self.project.undo, self.done, self.undone)

    @rule(times=st.integers(1, 4))
    def redo(self, times: int) -> None:
        self.turn(times, self.project.redo, self.undone, self.done)

    def turn(self, times: int, play: Callable[[], Changes], back: list[State], forth: list[State]) -> None:
        for _ in range(times):
            if not back:
                with pytest.raises(StepRefusedError):
                    play()
                return
            before = self.now
            changes = play()
            forth.append(before)
            self.now = back.pop()
            self.compare_changes(changes, before)

    @rule()
    def reopen(self) -> None:
        labels = self.project.undo_label, self.project.redo_label
        self.project.close()
        assert [entry.name for entry in self.path.parent.iterdir()] == [self.path.name]
        self.project = Project.open(self.path)
        assert (self.project.undo_label, self.project.redo_label) == labels
        self.project.coder_id = self.coders[self.coder]

    # -- what has to hold after every action

    @invariant()
    def the_file_says_what_the_model_says(self) -> None:
        if not hasattr(self, "project"):
            return
        project, names = self.project, {coder_id: name for name, coder_id in self.coders.items()}
        rows = project.articles.rows(project.articles.ids())
        uids = {article.id: article.uid for article in rows}
        assert self.now.articles == {
            row.uid: {
                "outlet": row.outlet,
                "headline": row.headline,
                "status": row.status,
                "lead": uids[row.lead_id] if row.lead_id else None,
            }
            for row in rows
        }
        assert all(project.articles.text(row.id) == self.texts[row.uid] for row in rows)
        claims = project.claims.all()
        assert self.now.claims == {
            claim.uid: {
                "article": uids[claim.article_id],
                "span": claim.span,
                "number": claim.number,
                "coder": names[claim.coder_id],
                "note": claim.note,
                "comment": claim.comment,
                "state": claim.check_state,
            }
            for claim in claims
        }
        assert all(claim.quote == claim.span.of(self.texts[uids[claim.article_id]]) for claim in claims)
        codebook = project.codebook.read()
        assert set(self.now.taggings) == {
            (claim.uid, codebook.tag(tagging.tag_id).uid, tagging.role, names[tagging.coder_id])
            for claim in claims
            for tagging in claim.taggings
        }
        assert self.now.tags == {
            tag.uid: {
                "name": tag.name,
                "dimension": codebook.dimension(tag.dimension_id).key,
                "key": tag.key,
                "aliases": tag.aliases,
                "definition": tag.definition,
            }
            for tag in codebook.tags
        }
        assert self.now.briefs == {brief.uid: brief.spec.title for brief in project.briefs.all()}

    @invariant()
    def the_file_is_sound(self) -> None:
        if not hasattr(self, "project"):
            return
        assert self.project.check() == []
        assert (self.project.undo_label == "") == (not self.done)
        assert (self.project.redo_label == "") == (not self.undone)
        with closing(sqlite3.connect(self.path)) as outside:
            for table in ("articles", "claims", "tags", "briefs"):
                undead = f"SELECT count(*) FROM tombstones t JOIN {table} USING (uid) WHERE t.kind = '{table}'"
                assert outside.execute(undead).fetchone()[0] == 0, table
                gone = {uid for state in self.undone for uid in getattr(state, table)} - set(getattr(self.now, table))
                buried = {row[0] for row in outside.execute("SELECT uid FROM tombstones WHERE kind = ?", (table,))}
                assert gone <= buried, table


def session(examples: int, steps: int) -> type:
    """The machine as a test case."""
    made = type("Session", (Session.TestCase,), {})
    made.settings = settings(max_examples=examples, stateful_step_count=steps)
    return made


TestSession = session(30, 30)
TestLongSession = pytest.mark.long(pytest.mark.timeout(1200)(session(500, 60)))
