"""Looking through the history: pages, filters, and what touched a claim or an article."""

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotations.errors import ProjectFileError
from annotations.history import HistoryEntry, Place, StepState, local_time
from annotations.importers.draft import Draft
from annotations.project import Project
from annotations.spans import Span
from annotations.store.undo import steplog

LONG = "A long text of several words, in which there is room for passages. " * 5


@pytest.fixture
def busy(project, add_article):
    """Twelve actions by two people."""
    article = add_article(LONG)
    project.step("Add coder", lambda p: p.coders.ensure("Boris Okafor", "BO"))
    anna, boris = (coder.id for coder in project.coders.all())
    for n in range(10):
        project.coder_id = (anna, boris)[n % 2]
        label = ("Tag claim 12: 100 % Übermut", "Delete claim_1")[n % 2]
        project.step(label, lambda p, n=n: p.articles.update([article], headline=f"Headline {n}"))
    return project


def texts(entries: list[HistoryEntry]) -> list[str]:
    return [entry.label for entry in entries]


def test_pages_follow_one_another_without_a_gap(busy) -> None:
    everything = busy.history.entries()
    assert len(everything) == 12
    paged: list[HistoryEntry] = []
    while page := busy.history.entries(5, before=paged[-1].id if paged else None):
        paged += page
    assert paged == everything
    assert [entry.id for entry in paged] == sorted((entry.id for entry in paged), reverse=True)


def test_only_one_persons_actions_are_listed(busy) -> None:
    boris = busy.coders.all()[1].id
    found = busy.history.entries(coder_id=boris)
    assert (len(found), {entry.coder_id for entry in found}) == (5, {boris})


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("tag", 5),
        ("CLAIM tag", 5),
        ("übermut", 5),
        ("100 %", 5),
        ("%", 5),
        ("_", 5),
        ("claim_1", 5),
        ("\\", 0),
        ("no such thing", 0),
        ("  ", 12),
        ("' OR 1 --", 0),
        ("x" * 100_000, 0),
    ],
)
def test_every_word_typed_has_to_be_in_the_name(busy, typed: str, found: int) -> None:
    assert len(busy.history.entries(text=typed)) == found


def test_an_entry_says_how_it_stands(project, add_article, monkeypatch) -> None:
    monkeypatch.setattr(steplog, "KEPT_STEPS", 4)
    for n in range(6):
        add_article(f"text {n}")
    project.undo()
    add_article("another")
    project.undo()
    standing = [entry.standing for entry in project.history.entries()]
    assert standing == ["undone", "undone for good", *["done"] * 3, *["can no longer be undone"] * 2]


def test_time_is_told_by_the_clock_on_the_wall(project, add_article) -> None:
    add_article()
    moment = local_time(project.history.entries(1)[0].at)
    assert abs(datetime.now(tz=UTC) - moment) < timedelta(minutes=1)
    assert moment.utcoffset() == datetime.now(tz=UTC).astimezone().utcoffset()
    assert local_time("yesterday") is None


def test_a_tag_tells_who_set_it_and_when(project, add_article, add_claim, tag_id, outside) -> None:
    claim = add_claim(add_article(LONG))
    boris = project.step("Add coder", lambda p: p.coders.ensure("Boris", "B")).value
    anna = project.coder_id
    tag = tag_id("framing", "brain-drain")
    project.step("Tag", lambda p: p.claims.tag(claim, tag))
    project.step("Tag", lambda p: p.claims.tag(claim, tag, coder_id=boris))
    outside.execute("UPDATE claim_tags SET hlc = ? << 16 WHERE coder_id = ?", (1_772_000_000_123, anna))
    first, second = project.history.taggings(claim)
    assert (first.tagging.tag_id, first.tagging.coder_id, first.at) == (tag, anna, "2026-02-25T06:13:20+00:00")
    assert second.tagging.coder_id == boris
    assert abs(datetime.now(tz=UTC) - local_time(second.at)) < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("stamp", "told"), [(-(1 << 63), ""), (-1, ""), (7, ""), ((1 << 63) - 1, "6429-10-17T02:45:55+00:00")]
)
def test_a_clock_that_is_no_time_is_not_told(
    project, add_article, add_claim, tag_id, outside, stamp: int, told: str
) -> None:
    claim = add_claim(add_article(LONG))
    project.step("Tag", lambda p: p.claims.tag(claim, tag_id("framing", "brain-drain")))
    outside.execute("UPDATE claim_tags SET hlc = ?", (stamp,))
    (one,) = project.history.taggings(claim)
    assert one.at == told


# -- what touched what


def steps_of(project: Project, ids: list[int]) -> list[str]:
    return texts(project.history.entries(among=ids))


def test_the_actions_of_a_claim_go_back_to_the_one_that_made_it(
    project, add_article, add_claim, tag_id, outside
) -> None:
    article = add_article(LONG)
    gone = add_claim(article)
    project.step("Delete", lambda p: p.claims.delete([gone]))
    outside.execute("DELETE FROM highest_ids")
    claim, other = add_claim(article), add_claim(article, 13, 20)
    assert claim == gone, "ids were used again before the format knew the highest ones"
    project.step("Note", lambda p: p.claims.update(claim, note='["claims", "u", [99],'))
    project.step("Tag", lambda p: p.claims.tag(claim, tag_id("pillar", "data")))
    project.step("Other", lambda p: p.claims.update(other, note="x"))
    assert steps_of(project, project.history.of_claim(claim)) == ["Tag", "Note", "Add claim"]
    assert project.history.of_claim(99) == []
    project.undo()
    project.undo()
    assert steps_of(project, project.history.of_claim(claim)) == ["Tag", "Note", "Add claim"]
    assert steps_of(project, project.history.of_claim(other)) == ["Other", "Add claim"]


def test_the_actions_of_an_article_are_those_of_its_claims_too(project, add_article, add_claim, tag_id) -> None:
    one, two = add_article(LONG), add_article(LONG + "two")
    claim = add_claim(one)
    project.step("Tag", lambda p: p.claims.tag(claim, tag_id("pillar", "data")))
    project.step("Delete", lambda p: p.claims.delete([claim]))
    again = add_claim(two)
    project.step("Note", lambda p: p.claims.update(again, note='"article_id": 1, "article_id":1'))
    project.step("Rename", lambda p: p.articles.update([one, two], headline="Both"))
    assert steps_of(project, project.history.of_article(one)) == ["Rename", "Delete", "Tag", "Add claim", "Add article"]
    assert steps_of(project, project.history.of_article(two)) == ["Rename", "Note", "Add claim", "Add article"]


def test_what_is_no_longer_kept_is_not_found_but_the_tags_still_tell(
    project, add_article, add_claim, tag_id, monkeypatch
) -> None:
    monkeypatch.setattr(steplog, "KEPT_STEPS", 1)
    claim = add_claim(add_article(LONG))
    project.step("Tag", lambda p: p.claims.tag(claim, tag_id("pillar", "data")))
    project.step("Note", lambda p: p.claims.update(claim, note="x"))
    assert steps_of(project, project.history.of_claim(claim)) == ["Note"]
    assert [one.tagging.tag_id for one in project.history.taggings(claim)] == [tag_id("pillar", "data")]


ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(["add", "add", "tag", "note", "delete", "delete article", "undo", "redo"]), st.integers(0, 9)
    ),
    max_size=25,
)


@settings(max_examples=60)
@given(ACTIONS)
@example([("add", 0), ("add", 3), ("tag", 0), ("undo", 0), ("undo", 0)])
@example([("add", 0), ("add", 3), ("note", 0), ("delete", 0), ("add", 4), ("undo", 0), ("undo", 0)])
@example([("add", 0), ("add", 1), ("add", 3), ("delete", 0), ("add", 4), ("note", 0), *[("undo", 0)] * 4])
def test_what_touched_a_claim_or_an_article_is_found_whatever_was_done(actions) -> None:
    with tempfile.TemporaryDirectory() as folder, Project.create(Path(folder) / "p", coder=("A", "A")) as project:
        made: dict[int, set[str]] = {}
        for n, (action, which) in enumerate(actions):
            follow(project, made, n, action, which)
        kept = {e.id for e in project.history.entries(999) if e.state is not StepState.DROPPED}
        for claim in project.claims.all():
            found = project.history.of_claim(claim.id)
            assert found == sorted((s for s in kept if claim.uid in made[s]), reverse=True)
        for article in project.articles.rows(project.articles.ids()):
            found = project.history.of_article(article.id)
            assert found == sorted((s for s in kept if article.uid in made[s]), reverse=True)


def follow(project: Project, made: dict[int, set[str]], n: int, action: str, which: int) -> None:
    """Do one action, and note in `made` which uids the step touched."""
    claims, articles = project.claims.all(), project.articles.rows(project.articles.ids())
    claim = claims[which % len(claims)] if claims else None
    article = articles[which % len(articles)] if articles else None
    touched: set[str] = set()
    if action in ("undo", "redo"):
        if project.undo_label if action == "undo" else project.redo_label:
            (project.undo if action == "undo" else project.redo)()
        return
    if action == "add" and (article is None or which < 3):
        new = project.step("Add", lambda p: p.articles.add(Draft(text=f"{LONG}{n}"))).value
        touched = {project.articles.get(new).uid}
    elif action == "add" and article:
        new = project.step("Claim", lambda p: p.claims.add(article.id, Span(which, which + 5))).value
        touched = {project.claims.get(new).uid, article.uid}
    elif action == "delete article" and article:
        project.step("Delete", lambda p: p.articles.delete([article.id]))
        touched = {article.uid, *(c.uid for c in claims if c.article_id == article.id)}
    elif claim:
        tag = project.codebook.read().tags[which].id
        changes = project.step(action, lambda p: change(p, action, claim.id, tag, f"{n}")).changes
        touched = set() if changes.empty else {claim.uid, project.articles.get(claim.article_id).uid}
    if touched:
        made[project.history.entries(1)[0].id] = touched


def change(project: Project, action: str, claim: int, tag: int, text: str) -> None:
    if action == "tag":
        project.claims.tag(claim, tag, "speaker")
    elif action == "note":
        project.claims.update(claim, note=text)
    elif action == "delete":
        project.claims.delete([claim])


# -- going there


def test_an_action_leads_to_the_claim_or_the_article_it_touched(project, add_article, add_claim, tag_id) -> None:
    article = add_article(LONG)
    claim = add_claim(article)
    project.step("Tag", lambda p: p.claims.tag(claim, tag_id("pillar", "data")))
    project.step("Add coder", lambda p: p.coders.ensure("Boris", "B"))
    places = [project.history.place_of(entry.id) for entry in project.history.entries()]
    assert places == [None, Place(article, claim), Place(article, claim), Place(article)]
    assert project.history.place_of(12345) is None


def test_what_is_gone_leads_to_its_article_if_that_is_there(project, add_article, add_claim) -> None:
    article = add_article(LONG)
    claim = add_claim(article)
    project.step("Delete", lambda p: p.claims.delete([claim]))
    assert project.history.place_of(project.history.entries(1)[0].id) == Place(article)
    project.step("Delete", lambda p: p.articles.delete([article]))
    assert project.history.place_of(project.history.entries(1)[0].id) is None


def test_an_old_action_leads_to_the_claim_that_its_name_tells(project, add_article, add_claim, monkeypatch) -> None:
    monkeypatch.setattr(steplog, "KEPT_STEPS", 1)
    article = add_article(LONG)
    claim = add_claim(article)
    project.step("Edit note of claim 1", lambda p: p.claims.update(claim, note="x"))
    project.step("Edit note of claim 77", lambda p: p.claims.update(claim, note="y"))
    project.step("Rename", lambda p: p.articles.update([article], headline="x"))
    _, unknown, old, *_ = project.history.entries()
    assert project.history.place_of(old.id) == Place(article, claim)
    assert project.history.place_of(unknown.id) is None


def test_forged_images_lead_nowhere_and_break_nothing(project, add_article, outside) -> None:
    article = add_article(LONG)
    for chunk in (
        "",
        "[" * 100_000,
        '["claims", "d", [99999999999999999999',
        '["articles", "u", [7], {"article_id": 1',
    ):
        outside.execute("UPDATE history_changes SET chunk = ?", (chunk,))
        assert project.history.of_claim(7) in ([], [1])
        assert project.history.of_article(article) == []
        assert project.history.place_of(project.history.entries(1)[0].id) is None


def test_a_state_that_cannot_be_is_told_as_damage(project, add_article, outside) -> None:
    add_article()
    outside.execute("PRAGMA ignore_check_constraints = ON")
    outside.execute("UPDATE history SET state = 'gone'")
    with pytest.raises(ProjectFileError, match="damaged"):
        project.history.entries()
