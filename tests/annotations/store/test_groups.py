"""Wire-copy groups in the project file: one lead each, no chains, nothing lost whoever goes, and every step undone."""

from datetime import date

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from annotations.article_lists import ArticleFilter, Order
from annotations.articles import Batch, Status
from annotations.errors import AnnotationError
from annotations.importers.draft import Draft
from annotations.progress import drive
from annotations.project import Project
from annotations.spans import Span


@pytest.fixture
def ids(project) -> list[int]:
    """Four articles of one batch, each a day later than the one before and in another outlet."""

    def add(p) -> list[int]:
        drafts = [
            Draft(f"Text {n}.", f"Headline {n}", outlet=f"Outlet {n}", published=f"2026-03-0{n}") for n in range(1, 5)
        ]
        return drive(p.articles.add_all(drafts, Batch(origin="Wire")))

    return project.step("Import", add).value


def made(project, lead, copies):
    return project.step("Group", lambda p: p.groups.make(lead, copies)).value


def state(project):
    return {a.id: a.lead_id for a in project.articles.rows(sorted(project.articles.ids()))}


def test_a_group_has_a_lead_and_its_copies_by_date(project, ids) -> None:
    group = made(project, ids[1], [ids[3], ids[0]])
    assert [article.id for article in group.articles] == [ids[1], ids[0], ids[3]]
    assert group.outlets == ("Outlet 1", "Outlet 4")
    assert project.groups.of(ids[0]) == project.groups.of(ids[1]) == group
    assert project.groups.of(ids[2]) is None
    assert project.groups.all() == [group]
    assert project.groups.sizes(ids) == {ids[1]: 2}
    assert project.groups.lead_of(ids[3]) == ids[1]
    assert project.articles.get(ids[3]).carried_by == ids[1]
    assert project.undo_label == "Group"
    project.undo()
    assert project.groups.all() == []


def test_grouping_takes_whole_groups_along_so_that_no_copy_has_a_copy(project, ids) -> None:
    made(project, ids[0], [ids[1]])
    made(project, ids[2], [ids[3]])
    group = made(project, ids[3], [ids[1]])
    assert group.lead.id == ids[3]
    assert {copy.id for copy in group.copies} == {ids[0], ids[1], ids[2]}


def test_another_article_leads(project, ids) -> None:
    made(project, ids[0], ids[1:])
    project.step("Lead", lambda p: p.groups.lead_by(ids[2]))
    group = project.groups.of(ids[0])
    assert group.lead.id == ids[2]
    assert [copy.id for copy in group.copies] == [ids[0], ids[1], ids[3]]
    with pytest.raises(AnnotationError, match="in no group"):
        project.step("Alone", lambda p: (p.groups.take_out([ids[3]]), p.groups.lead_by(ids[3])))


def test_what_is_taken_out_stands_for_itself_until_a_person_groups_it_again(project, ids) -> None:
    made(project, ids[0], ids[1:3])
    project.step("Out", lambda p: p.groups.take_out([ids[1]]))
    assert project.articles.get(ids[1]).alone
    assert project.articles.get(ids[1]).carried_by is None
    assert [copy.id for copy in project.groups.of(ids[0]).copies] == [ids[2]]
    assert project.step("Search", lambda p: p.groups.join(ids[0], [ids[1], ids[3]])).value == 1
    assert project.articles.get(ids[1]).alone
    project.step("Release", lambda p: p.groups.release([ids[1]]))
    assert project.step("Search", lambda p: p.groups.join(ids[0], [ids[1]])).value == 1
    project.step("Out", lambda p: p.groups.take_out([ids[1]]))
    assert len(made(project, ids[0], [ids[1]]).copies) == 3


def test_a_search_moves_nothing_that_was_decided(project, ids) -> None:
    made(project, ids[0], [ids[1]])
    joined = project.step("Search", lambda p: p.groups.join(ids[2], [ids[0], ids[1], ids[2], ids[3], 99])).value
    assert joined == 1
    assert state(project) == {ids[0]: None, ids[1]: ids[0], ids[2]: None, ids[3]: ids[2]}
    assert project.step("Search", lambda p: p.groups.join(ids[1], [ids[2]])).value == 0, "a copy leads nothing"
    project.step("Leave out", lambda p: p.articles.update([ids[2]], status=Status.LEFT_OUT))
    assert project.step("Search", lambda p: p.groups.join(ids[2], [ids[0]])).value == 0


def test_a_search_gives_no_lead_away_whose_copies_are_left_out(project, ids) -> None:
    made(project, ids[1], [ids[0]])
    project.step("Leave out", lambda p: p.articles.update([ids[0]], status=Status.LEFT_OUT))
    assert project.step("Search", lambda p: p.groups.join(ids[2], [ids[1], ids[3]])).value == 1
    assert state(project) == {ids[0]: ids[1], ids[1]: None, ids[2]: None, ids[3]: ids[2]}


def test_taking_the_lead_out_hands_the_group_on(project, ids) -> None:
    made(project, ids[3], ids[:3])
    project.step("Out", lambda p: p.groups.take_out([ids[3], ids[0]]))
    assert state(project) == {ids[0]: ids[0], ids[1]: None, ids[2]: ids[1], ids[3]: ids[3]}


def test_dissolving_leaves_each_for_itself(project, ids) -> None:
    made(project, ids[0], ids[1:3])
    project.step("Dissolve", lambda p: p.groups.dissolve(ids[2]))
    assert state(project) == {ids[0]: None, ids[1]: ids[1], ids[2]: ids[2], ids[3]: None}
    assert project.groups.all() == []


def test_deleting_the_lead_hands_the_group_to_the_next_that_is_kept(project, ids, contents) -> None:
    made(project, ids[0], ids[1:])
    project.step("Leave out", lambda p: p.articles.update([ids[1]], status=Status.LEFT_OUT))
    before = contents(project.path)
    project.step("Delete", lambda p: p.articles.delete([ids[0]]))
    assert state(project) == {ids[1]: ids[2], ids[2]: None, ids[3]: ids[2]}
    project.undo()
    assert contents(project.path) == before
    project.step("Delete", lambda p: p.articles.delete([ids[0], ids[2], ids[3]]))
    assert state(project) == {ids[1]: None}
    assert project.check() == []


def test_a_lead_that_is_gone_can_lead_nothing(project, ids) -> None:
    project.step("Delete", lambda p: p.articles.delete([ids[0]]))
    with pytest.raises(AnnotationError, match="gone"):
        made(project, ids[0], ids[1:])
    assert project.groups.of(ids[0]) is None
    assert [copy.id for copy in made(project, ids[1], [ids[0], ids[2]]).copies] == [ids[2]]


def test_copies_are_read_with_their_lead(project, ids) -> None:
    made(project, ids[0], ids[1:3])
    assert sorted(project.triage.waiting()) == [ids[0], ids[3]]
    assert (project.triage.tally().waiting, project.lists.unread()) == (2, 2)
    assert project.lists.ids(ArticleFilter(folded=True)) == [ids[3], ids[0]]
    assert project.lists.next_new(ids[1], ArticleFilter(), Order()) == ids[0]
    sections = project.lists.sections(ArticleFilter(), date(2026, 6, 1))
    assert [(each.articles, each.new) for each in sections] == [(4, 2)]
    use = next(iter(project.batches.usage().values()))
    assert (use.new, use.kept) == (4, 0), "nothing is decided yet"
    project.step("Keep", lambda p: p.triage.keep([ids[0]]))
    use = next(iter(project.batches.usage().values()))
    assert (use.new, use.kept) == (1, 3), "what is decided of the lead is decided of its copies"


def test_leaving_the_lead_out_leaves_out_what_waits_and_hands_on_what_was_worked_on(project, ids, add_claim) -> None:
    made(project, ids[0], ids[1:])
    add_claim(ids[2], 0, 4)
    assert project.triage.copies_left_with([ids[0]]) == [ids[1], ids[3]]
    project.step("Leave out", lambda p: p.triage.leave_out([ids[0]], "off topic"))
    out = {a.id: a.left_out_reason for a in project.articles.rows(ids) if a.status is Status.LEFT_OUT}
    assert out == dict.fromkeys([ids[0], ids[1], ids[3]], "off topic")
    assert project.groups.lead_of(ids[0]) == ids[2]
    project.undo()
    project.step("Leave out", lambda p: p.triage.leave_out([ids[0]], "Duplicate of another"))
    assert [a.id for a in project.articles.rows(ids) if a.status is Status.LEFT_OUT] == [ids[0]]
    assert project.groups.of(ids[3]).lead.id == ids[1]


def test_copies_of_a_lead_that_is_left_out_by_hand_are_to_be_read(project, ids) -> None:
    made(project, ids[0], ids[1:])
    project.step("Leave out", lambda p: p.articles.update([ids[0]], status=Status.LEFT_OUT))
    assert sorted(project.triage.waiting()) == ids[1:]


def test_a_newer_version_takes_the_place_in_the_group(project, ids) -> None:
    made(project, ids[0], [ids[1]])
    project.step("Out", lambda p: p.groups.take_out([ids[2]]))
    new = project.step("Import", lambda p: [p.articles.add(Draft(f"Newer {n}.", outlet="X")) for n in range(3)]).value
    for old, newer in zip(ids, new, strict=False):
        project.step("Replace", lambda p, o=old, n=newer: p.versions.replace(o, n))
    assert [project.articles.get(each).lead_id for each in new] == [None, new[0], new[2]]
    assert [project.articles.get(each).lead_id for each in ids[:3]] == [None] * 3


def test_a_chain_in_a_file_is_reported(project, ids) -> None:
    project.step("Chain", lambda p: p.articles.update([ids[0]], lead_id=ids[1]))
    project.step("Chain", lambda p: p.articles.update([ids[1]], lead_id=ids[2]))
    assert project.check() == ["“Headline 1” is a wire copy of “Headline 2”, which is one itself"]


class Grouping(RuleBasedStateMachine):
    """Any actions in any order, beside the plain rules of what a group is."""

    def __init__(self) -> None:
        super().__init__()
        import tempfile
        from pathlib import Path

        self.folder = tempfile.TemporaryDirectory()
        self.project = Project.create(Path(self.folder.name) / "groups.pressmark", coder=("Anna", "A"))
        self.steps: list[dict[int, int | None]] = []

    @initialize(days=st.lists(st.integers(1, 9), min_size=6, max_size=6))
    def fill(self, days) -> None:
        def add(p) -> list[int]:
            return [
                p.articles.add(Draft(f"T{n}", outlet=f"O{n}", published=f"2026-03-0{d}")) for n, d in enumerate(days)
            ]

        self.ids = self.project.step("Fill", add).value

    def some(self, places):
        return [self.ids[place] for place in places]

    def run(self, work) -> None:
        before = self.whole()
        self.project.step("Work", work)
        if self.whole() != before:
            self.steps.append(before)

    def whole(self):
        return {a.id: (a.lead_id, a.status) for a in self.project.articles.rows(sorted(self.project.articles.ids()))}

    places = st.lists(st.integers(0, 5), min_size=1, max_size=4, unique=True)

    @rule(places=places)
    def make(self, places) -> None:
        lead, *copies = self.some(places)
        if lead in self.whole():
            self.run(lambda p: p.groups.make(lead, copies))
            there = set(copies) & set(self.whole())
            assert all(self.project.groups.lead_of(each) == lead for each in there)

    @rule(places=places)
    def search(self, places) -> None:
        lead, *copies = self.some(places)
        decided = {key: value for key, value in self.whole().items() if value[0] is not None}
        self.run(lambda p: p.groups.join(lead, copies))
        assert decided.items() <= self.whole().items()

    @rule(places=places)
    def take_out(self, places) -> None:
        self.run(lambda p: p.groups.take_out(self.some(places)))
        assert all(self.whole()[each][0] == each for each in self.some(places) if each in self.whole())

    @rule(place=st.integers(0, 5))
    def dissolve(self, place) -> None:
        self.run(lambda p: p.groups.dissolve(self.ids[place]))
        assert self.project.groups.of(self.ids[place]) is None

    @rule(place=st.integers(0, 5))
    def lead(self, place) -> None:
        if self.project.groups.of(self.ids[place]):
            self.run(lambda p: p.groups.lead_by(self.ids[place]))
            assert self.project.groups.of(self.ids[place]).lead.id == self.ids[place]

    @rule(places=places)
    def leave_out(self, places) -> None:
        ids = [each for each in self.some(places) if each in self.whole()]
        self.run(lambda p: p.triage.leave_out(ids, "off topic"))

    @rule(places=places)
    def keep(self, places) -> None:
        ids = [each for each in self.some(places) if each in self.whole()]
        self.run(lambda p: p.triage.keep(ids))

    @rule(place=st.integers(0, 5))
    def delete(self, place) -> None:
        before = self.project.groups.of(self.ids[place])
        self.run(lambda p: p.articles.delete([self.ids[place]]))
        if before and len(before.articles) > 2:
            rest = {each.id for each in before.articles} - {self.ids[place]}
            assert len({self.project.groups.lead_of(each) for each in rest}) == 1

    @rule()
    def undo(self) -> None:
        if self.steps:
            while self.whole() != self.steps[-1]:
                self.project.undo()
            self.steps.pop()

    @invariant()
    def nothing_refers_to_a_copy(self) -> None:
        leads = {key: value[0] for key, value in self.whole().items()} if hasattr(self, "ids") else {}
        for article, lead in leads.items():
            assert lead is None or lead in leads
            if lead is not None and lead != article:
                assert leads[lead] is None, "a lead is carried by nothing and does not stand for itself alone"
        waiting = self.project.triage.waiting()
        assert len(waiting) == self.project.triage.tally().waiting

    def teardown(self) -> None:
        self.project.close()
        self.folder.cleanup()


Grouping.TestCase.settings = settings(max_examples=25, stateful_step_count=15, suppress_health_check=list(HealthCheck))
TestGrouping = Grouping.TestCase


def test_a_claim_in_a_copy_stays_where_it_was_marked(project, ids) -> None:
    claim = project.step("Mark", lambda p: p.claims.add(ids[1], Span(0, 4))).value
    made(project, ids[0], [ids[1]])
    assert project.claims.get(claim).article_id == ids[1]
