"""A whole session of work, at random, against a plain model of what a project holds.

Every action is a step. The model keeps a copy of its state for each step, so that undo and redo are only a place in a
list. After every action the file has to say what the model says, and now and then it is closed and opened again.
"""

import tempfile
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, precondition, rule

from annotations.articles import Batch, Status
from annotations.brief.spec import BriefSpec
from annotations.claims import CheckState
from annotations.codebook import CodebookFile, Dimension, Kind, Role, Tag
from annotations.errors import StepRefusedError
from annotations.importers.draft import Draft
from annotations.project import Project
from annotations.spans import Span
from annotations.store.changes import Changes

CODEBOOK = CodebookFile(
    "test",
    "Test",
    dimensions=(
        Dimension("Kind", Kind.ONE, key="kind"),
        Dimension("Framing", Kind.MANY, key="framing"),
        Dimension("Actors", Kind.ACTORS, key="actors", roles=tuple(Role)),
    ),
    tags={key: tuple(Tag(f"{key} {n}", key=f"{key}-{n}") for n in range(3)) for key in ("kind", "framing", "actors")},
)
WORDS = ("minister", "банк", "Ωmega", "😀", "e\u0301tat", "sanctions", "line\nbreak", "中文", "ب")
texts = st.lists(st.sampled_from(WORDS), min_size=3, max_size=12).map(" ".join)
notes = st.text(alphabet=st.sampled_from([*"ab \n“", "😀", "\u202e", "ж"]), max_size=6)
coders = st.sampled_from(["Anna", "Boris"])


@dataclass
class State:
    """What a project holds, by uid: no ids, no clocks."""

    articles: dict[str, dict[str, Any]] = field(default_factory=dict)
    claims: dict[str, dict[str, Any]] = field(default_factory=dict)
    taggings: set[tuple[str, str, str, str]] = field(default_factory=set)
    tags: dict[str, dict[str, Any]] = field(default_factory=dict)
    briefs: dict[str, dict[str, Any]] = field(default_factory=dict)


class Session(RuleBasedStateMachine):
    """The same actions on a project and on the model."""

    articles = Bundle("articles")
    claims = Bundle("claims")
    tags = Bundle("tags")
    briefs = Bundle("briefs")

    @initialize(target=tags)
    def start(self) -> Any:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "week.pressmark"
        self.project = Project.create(self.path, CODEBOOK, coder=("Anna", "A"))
        self.project.step("Add coder", lambda p: p.coders.ensure("Boris", "B"))
        self.project._store.forget_history()
        self.work_as("Anna")
        self.now = State()
        for dimension in self.project.codebook.read().dimensions:
            for tag in self.project.codebook.read().tags_of(dimension.id):
                self.now.tags[tag.uid] = {
                    "name": tag.name,
                    "dimension": dimension.key,
                    "key": tag.key,
                    "aliases": (),
                    "definition": "",
                }
        self.done: list[State] = []
        self.undone: list[State] = []
        self.numbers: set[int] = set()
        self.texts: dict[str, str] = {}
        return next(uid for uid, tag in self.now.tags.items() if tag["key"] == "framing-0")

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
        if outcome.changes.empty:
            assert self.now == before, f"{label} changed something and did not say so"
        else:
            self.done.append(before)
            self.undone.clear()
            assert self.project.undo_label == label
        self.compare_changes(outcome.changes, before)
        return outcome.value

    def compare_changes(self, changes: Changes, before: State) -> None:
        """Inserted and deleted keys are as many as the model says, and each names a row."""
        for table, now, then in (
            ("articles", self.now.articles, before.articles),
            ("claims", self.now.claims, before.claims),
            ("briefs", self.now.briefs, before.briefs),
            ("claim_tags", self.now.taggings, before.taggings),
        ):
            told = changes.tables.get(table)
            gone, come = set(then) - set(now), set(now) - set(then)
            if table == "claim_tags":
                keys = (told.inserted | told.deleted | told.updated) if told else set()
                assert len(keys) >= len(gone) if told else not gone | come, table
                continue
            assert (len(told.inserted), len(told.deleted)) == (len(come), len(gone)) if told else not gone | come, table
            edited = {uid for uid in set(now) & set(then) if now[uid] != then[uid]}
            assert not edited or len(told.updated) >= len(edited), table
        owners = {
            claim["article"]
            for state, other in ((self.now, before), (before, self.now))
            for uid, claim in state.claims.items()
            if other.claims.get(uid) != claim
        }
        standing = {uid: article.id for uid in owners if (article := self.project.articles.by_uid(uid))}
        assert set(standing.values()) <= changes.articles

    def work_as(self, name: str) -> None:
        self.project.coder_id = next(coder.id for coder in self.project.coders.all() if coder.name == name)
        self.coder = name

    def article_id(self, uid: str) -> int:
        return self.project.articles.by_uid(uid).id

    def claim_id(self, uid: str) -> int:
        return self.project.claims.by_uid(uid).id

    def tag_id(self, uid: str) -> int:
        return next(tag.id for tag in self.project.codebook.read().tags if tag.uid == uid)

    # -- actions

    @rule(name=coders)
    def switch_coder(self, name: str) -> None:
        self.work_as(name)

    @rule(target=articles, text=texts, outlet=st.sampled_from(["", "Courier", "Herald"]), headline=notes)
    def add_article(self, text: str, outlet: str, headline: str) -> str:
        draft = Draft(text=text, outlet=outlet, headline=headline)

        def work(p: Project) -> str:
            return p.articles.get(p.articles.add(draft)).uid

        def change(uid: str) -> None:
            self.texts[uid] = text
            self.now.articles[uid] = {
                "outlet": outlet,
                "headline": " ".join(headline.split()),
                "status": Status.NEW,
                "lead": None,
            }

        return self.act("Add article", work, change)

    @rule(texts=st.lists(texts, min_size=1, max_size=3))
    def import_batch(self, texts: list[str]) -> None:
        def work(p: Project) -> list[str]:
            drafts = [Draft(text=text, outlet="Agency") for text in texts]
            ids = yield from p.articles.add_all(drafts, Batch(origin="Index"))
            return [p.articles.get(article).uid for article in ids]

        def change(uids: list[str]) -> None:
            for uid, text in zip(uids, texts, strict=True):
                self.texts[uid] = text
                self.now.articles[uid] = {"outlet": "Agency", "headline": "", "status": Status.NEW, "lead": None}

        self.act("Import", work, change)

    @rule(uid=articles, status=st.sampled_from(Status), outlet=st.sampled_from(["Courier", "Radio"]), headline=notes)
    def update_article(self, uid: str, status: Status, outlet: str, headline: str) -> None:
        if uid not in self.now.articles:
            return
        key = self.article_id(uid)

        def change(_: object) -> None:
            values = {"status": status, "outlet": outlet, "headline": " ".join(headline.split())}
            self.now.articles[uid].update(values)

        self.act(
            "Edit article",
            lambda p: p.articles.update([key], status=status, outlet=outlet, headline=headline),
            change,
        )

    @rule(uid=articles, lead=articles)
    def group_articles(self, uid: str, lead: str) -> None:
        if uid == lead or not {uid, lead} <= set(self.now.articles):
            return
        key, lead_key = self.article_id(uid), self.article_id(lead)
        self.act(
            "Group",
            lambda p: p.articles.update([key], lead_id=lead_key),
            lambda _: self.now.articles[uid].update(lead=lead),
        )

    @rule(uid=articles)
    def delete_article(self, uid: str) -> None:
        if uid not in self.now.articles:
            return
        key = self.article_id(uid)

        def change(_: object) -> None:
            del self.now.articles[uid]
            for article in self.now.articles.values():
                if article["lead"] == uid:
                    article["lead"] = None
            gone = {claim for claim, values in self.now.claims.items() if values["article"] == uid}
            self.forget(gone)

        self.act("Delete article", lambda p: p.articles.delete([key]), change)

    def forget(self, gone: set[str]) -> None:
        for claim in gone:
            del self.now.claims[claim]
        self.now.taggings = {tagging for tagging in self.now.taggings if tagging[0] not in gone}

    @rule(target=claims, uid=articles, data=st.data())
    def add_claim(self, uid: str, data: st.DataObject) -> str:
        if uid not in self.now.articles:
            return ""
        text = self.texts[uid]
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        key = self.article_id(uid)

        def work(p: Project) -> tuple[str, int]:
            claim = p.claims.get(p.claims.add(key, Span(start, end)))
            return claim.uid, claim.number

        def change(made: tuple[str, int]) -> None:
            claim, number = made
            assert number not in self.numbers, "a number was given twice"
            self.numbers.add(number)
            self.now.claims[claim] = {
                "article": uid,
                "span": Span(start, end),
                "number": number,
                "coder": self.coder,
                "note": "",
                "comment": "",
                "state": CheckState.OPEN,
            }

        return self.act("Add claim", work, change)[0]

    @rule(claim=claims, data=st.data())
    def move_claim(self, claim: str, data: st.DataObject) -> None:
        if claim not in self.now.claims:
            return
        text = self.texts[self.now.claims[claim]["article"]]
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        key = self.claim_id(claim)
        self.act(
            "Move claim",
            lambda p: p.claims.move(key, Span(start, end)),
            lambda _: self.now.claims[claim].update(span=Span(start, end)),
        )

    @rule(claim=claims, note=notes, comment=notes, state=st.sampled_from(CheckState))
    def edit_claim(self, claim: str, note: str, comment: str, state: CheckState) -> None:
        if claim not in self.now.claims:
            return
        key = self.claim_id(claim)
        self.act(
            "Edit claim",
            lambda p: p.claims.update(key, note=note, comment=comment, check_state=state),
            lambda _: self.now.claims[claim].update(note=note, comment=comment, state=state),
        )

    @rule(claim=consumes(claims))
    def delete_claim(self, claim: str) -> None:
        if claim not in self.now.claims:
            return
        key = self.claim_id(claim)
        self.act("Delete claim", lambda p: p.claims.delete([key]), lambda _: self.forget({claim}))

    @rule(claim=claims, data=st.data(), role=st.sampled_from(Role))
    def tag(self, claim: str, data: st.DataObject, role: Role) -> None:
        if claim not in self.now.claims:
            return
        uid = data.draw(st.sampled_from(sorted(self.now.tags)))
        tag = self.now.tags[uid]
        key, tag_key = self.claim_id(claim), self.tag_id(uid)
        stored_role = role.value if tag["dimension"] == "actors" and tag["key"] != "none" else ""

        def change(_: object) -> None:
            self.now.taggings = {old for old in self.now.taggings if not self.excluded(old, claim, uid)}
            self.now.taggings.add((claim, uid, stored_role, self.coder))

        self.act("Tag", lambda p: p.claims.tag(key, tag_key, role.value), change)

    def excluded(self, old: tuple[str, str, str, str], claim: str, uid: str) -> bool:
        """Whether a tagging has to give way to a new one of this tag."""
        new, other = self.now.tags[uid], self.now.tags[old[1]]
        if old[0] != claim or old[3] != self.coder or old[1] == uid or new["dimension"] != other["dimension"]:
            return False
        return new["dimension"] == "kind" or "none" in (new["key"], other["key"])

    @precondition(lambda self: self.now.taggings)
    @rule(data=st.data())
    def untag(self, data: st.DataObject) -> None:
        tagging = data.draw(st.sampled_from(sorted(self.now.taggings)))
        claim, uid, role, coder = tagging
        key, tag_key = self.claim_id(claim), self.tag_id(uid)
        coder_id = next(item.id for item in self.project.coders.all() if item.name == coder)
        self.act(
            "Untag",
            lambda p: p.claims.untag(key, tag_key, role, coder_id=coder_id),
            lambda _: self.now.taggings.discard(tagging),
        )

    @rule(target=tags, dimension=st.sampled_from(["kind", "framing", "actors"]), n=st.integers(0, 10**9))
    def add_tag(self, dimension: str, n: int) -> str:
        name = f"tag {n}"
        key = self.project.codebook.read().by_key(dimension).id
        if self.project.codebook.read().find(key, name):
            return next(iter(self.now.tags))

        def work(p: Project) -> str:
            tag = p.codebook.add_tag(key, name)
            return next(item.uid for item in p.codebook.read().tags if item.id == tag)

        def change(uid: str) -> None:
            self.now.tags[uid] = {
                "name": name,
                "dimension": dimension,
                "key": "",
                "aliases": (),
                "definition": "",
            }

        return self.act("Add tag", work, change)

    @rule(uid=tags, n=st.integers(0, 3), definition=notes)
    def edit_tag(self, uid: str, n: int, definition: str) -> None:
        if uid not in self.now.tags:
            return
        key = self.tag_id(uid)

        def work(p: Project) -> None:
            p.codebook.add_alias(key, f"alias {n}")
            p.codebook.update_tag(key, definition=definition)

        def change(_: object) -> None:
            tag = self.now.tags[uid]
            tag["definition"] = definition.strip()
            if f"alias {n}" not in tag["aliases"]:
                tag["aliases"] += (f"alias {n}",)

        self.act("Edit tag", work, change)

    @rule(target=briefs, title=notes)
    def add_brief(self, title: str) -> str:
        def work(p: Project) -> str:
            key = p.briefs.add("Weekly", BriefSpec(title=title))
            return next(brief.uid for brief in p.briefs.all() if brief.id == key)

        return self.act("Add brief", work, lambda uid: self.now.briefs.update({uid: {"title": title}}))

    @rule(uid=briefs, title=notes)
    def edit_brief(self, uid: str, title: str) -> None:
        if uid not in self.now.briefs:
            return
        brief = next(item for item in self.project.briefs.all() if item.uid == uid)
        self.act(
            "Edit brief",
            lambda p: p.briefs.update(brief.id, spec=replace(brief.spec, title=title)),
            lambda _: self.now.briefs[uid].update(title=title),
        )

    @rule(uid=consumes(briefs))
    def delete_brief(self, uid: str) -> None:
        if uid not in self.now.briefs:
            return
        key = next(item.id for item in self.project.briefs.all() if item.uid == uid)
        self.act("Delete brief", lambda p: p.briefs.delete([key]), lambda _: self.now.briefs.pop(uid))

    @rule(uid=articles)
    def fail_in_the_middle(self, uid: str) -> None:
        if uid not in self.now.articles:
            return
        key = self.article_id(uid)

        def work(p: Project) -> None:
            p.claims.add(key, Span(0, 1))
            p.articles.delete([key])
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            self.project.step("Fail", work)

    # -- undo, redo, reopening

    @rule(times=st.integers(1, 4))
    def undo(self, times: int) -> None:
        for _ in range(times):
            before = self.now
            if not self.done:
                with pytest.raises(StepRefusedError):
                    self.project.undo()
                return
            changes = self.project.undo()
            self.undone.append(self.now)
            self.now = self.done.pop()
            self.compare_changes(changes, before)

    @rule(times=st.integers(1, 4))
    def redo(self, times: int) -> None:
        for _ in range(times):
            before = self.now
            if not self.undone:
                with pytest.raises(StepRefusedError):
                    self.project.redo()
                return
            changes = self.project.redo()
            self.done.append(self.now)
            self.now = self.undone.pop()
            self.compare_changes(changes, before)

    @rule()
    def reopen(self) -> None:
        label, redo_label = self.project.undo_label, self.project.redo_label
        self.project.close()
        assert [entry.name for entry in self.path.parent.iterdir()] == [self.path.name]
        self.project = Project.open(self.path)
        assert (self.project.undo_label, self.project.redo_label) == (label, redo_label)
        self.work_as(self.coder)

    # -- what has to hold after every action

    @invariant()
    def the_file_says_what_the_model_says(self) -> None:
        if not hasattr(self, "project"):
            return
        project, names = self.project, {coder.id: coder.name for coder in self.project.coders.all()}
        rows = project.articles.rows(project.articles.ids())
        uids = {article.id: article.uid for article in rows}
        assert {
            row.uid: {
                "outlet": row.outlet,
                "headline": row.headline,
                "status": row.status,
                "lead": uids.get(row.lead_id) if row.lead_id else None,
            }
            for row in rows
        } == self.now.articles
        claims = project.claims.all()
        assert {
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
        } == self.now.claims
        assert all(claim.quote == claim.span.of(self.texts[uids[claim.article_id]]) for claim in claims)
        codebook = project.codebook.read()
        assert {
            (claim.uid, codebook.tag(tagging.tag_id).uid, tagging.role, names[tagging.coder_id])
            for claim in claims
            for tagging in claim.taggings
        } == self.now.taggings
        assert {
            tag.uid: {
                "name": tag.name,
                "dimension": codebook.dimension(tag.dimension_id).key,
                "key": tag.key,
                "aliases": tag.aliases,
                "definition": tag.definition,
            }
            for tag in codebook.tags
        } == self.now.tags
        assert {brief.uid: {"title": brief.spec.title} for brief in project.briefs.all()} == self.now.briefs

    @invariant()
    def the_file_is_sound(self) -> None:
        if hasattr(self, "project"):
            assert self.project.check() == []
            assert (self.project.undo_label == "") == (not self.done)
            assert (self.project.redo_label == "") == (not self.undone)


def session(examples: int, steps: int) -> type:
    """The machine as a test case."""
    case = Session.TestCase
    made = type(case.__name__, (case,), {})
    made.settings = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    )
    return made


TestSession = session(40, 40)
TestLongSession = pytest.mark.long(session(400, 60))
