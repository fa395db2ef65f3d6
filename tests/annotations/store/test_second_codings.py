"""Samples of articles that a second person codes."""

import pytest

from annotations.articles import Batch, Status
from annotations.errors import AnnotationError
from annotations.importers.draft import Draft
from annotations.sampling import Amount, Scope, Sees


@pytest.fixture
def ben(project):
    """The second coder's id."""
    return project.step("Add coder", lambda p: p.coders.ensure("Ben Okoro", "BO")).value


@pytest.fixture
def week(project, add_article, add_claim):
    """Twelve articles that Anna coded and finished, by the days of March."""
    ids = [add_article(f"The minister spoke {n} times.", published=f"2026-03-{n + 1:02}") for n in range(12)]
    for article in ids:
        add_claim(article)
    project.step("Done", lambda p: p.articles.update(ids, status=Status.DONE))
    return ids


def draw(project, ben, amount=None, scope=None, sees=Sees.PASSAGES, **more):
    amount, scope = amount or Amount(share=0.25), scope or Scope()
    return project.step("Draw", lambda p: p.second_codings.draw(ben, amount, scope, sees, **more)).value


def uids_of(project, sample):
    return {project.articles.get(one.article_id).uid for one in project.second_codings.of_sample(sample)}


def test_a_sample_is_drawn_kept_with_its_seed_and_undone(project, week, ben) -> None:
    sample_id = draw(project, ben, seed="5e11", name="Pilot")
    (sample,) = project.second_codings.samples()
    assert (sample.id, sample.name, sample.seed, sample.amount, sample.sees) == (
        sample_id,
        "Pilot",
        "5e11",
        Amount(share=0.25),
        Sees.PASSAGES,
    )
    assert (sample.articles, sample.done, sample.coder_id, sample.drawn_by) == (3, 0, ben, project.coder_id)
    assert {one.article_id for one in project.second_codings.open_of(ben)} < set(week)
    project.undo()
    assert project.second_codings.samples() == []
    assert project.second_codings.open_of(ben) == []
    project.redo()
    assert project.second_codings.samples() == [sample]


def test_two_copies_draw_the_same(project, week, ben) -> None:
    first = uids_of(project, draw(project, ben, seed="same"))
    project.undo()
    assert uids_of(project, draw(project, ben, seed="same")) == first


def test_a_seed_is_made_where_none_was_given(project, week, ben) -> None:
    draw(project, ben)
    (sample,) = project.second_codings.samples()
    assert len(sample.seed) == 8
    assert sample.name == "25 % for Ben Okoro"


def test_only_what_the_scope_asks_for_comes_in_question(project, week, ben, add_article) -> None:
    def among(scope):
        return {project.articles.by_uid(uid).id for uid in project.second_codings.candidates(ben, scope)}

    batch = project.step("Import", lambda p: p.batches.add(Batch(origin="Database"))).value
    fresh = add_article("Nobody spoke at all.", published="2026-03-05")
    project.step("Batch", lambda p: p.articles.update([fresh], batch_id=batch))
    uid = project.batches.uid(batch)
    anna = project.coders.get(project.coder_id).uid
    assert among(Scope()) == set(week)
    assert among(Scope(since="2026-03-05", until="2026-03-07")) == set(week[4:7])
    assert among(Scope(until="2026-03", done=False)) == {*week, fresh}
    assert among(Scope(coder=anna, done=False)) == set(week)
    assert among(Scope(coder="no one", done=False)) == set()
    assert among(Scope(batch=uid, done=False)) == {fresh}
    with pytest.raises(KeyError):
        project.batches.uid(999)


def test_wire_copies_and_what_the_coder_did_are_not_drawn(project, week, ben, add_claim, tag_id) -> None:
    project.step("Copy", lambda p: p.articles.update([week[1]], lead_id=week[0]))
    project.step("Out", lambda p: p.articles.update([week[2]], status=Status.LEFT_OUT))
    claim = project.claims.of_article(week[3])[0].id
    frame = tag_id("framing", "western-monopoly")
    project.step("Tag", lambda p: p.claims.tag(claim, frame, coder_id=ben))
    draw(project, ben, Amount(size=100))
    assert {one.article_id for one in project.second_codings.open_of(ben)} == {week[0], *week[4:]}
    with pytest.raises(AnnotationError, match="No article"):
        draw(project, ben)


def test_being_done_is_noted_and_taken_back(project, week, ben) -> None:
    sample_id = draw(project, ben)
    article = project.second_codings.open_of(ben)[0].article_id
    assert project.step("Done", lambda p: p.second_codings.finish(article, ben)).value
    assert project.second_codings.samples()[0].done == 1
    assert [one.done for one in project.second_codings.of_article(article)] == [True]
    assert not project.step("Done", lambda p: p.second_codings.finish(article, ben)).value
    project.step("Reopen", lambda p: p.second_codings.reopen(article, ben))
    assert project.second_codings.samples()[0].done == 0
    project.step("Delete", lambda p: p.second_codings.delete([sample_id]))
    assert project.second_codings.of_article(article) == []
    project.undo()
    assert len(project.second_codings.of_article(article)) == 1


def test_the_second_coder_must_be_there_and_no_builtin_one(project, week) -> None:
    with pytest.raises(AnnotationError, match="gone"):
        draw(project, 999)
    with pytest.raises(AnnotationError, match="gone"):
        draw(project, project.coders.agreed().id)


def test_an_article_that_is_deleted_leaves_its_sample(project, week, ben) -> None:
    draw(project, ben)
    article = project.second_codings.open_of(ben)[0].article_id
    project.step("Delete", lambda p: p.articles.delete([article]))
    assert project.second_codings.samples()[0].articles == 2
    project.undo()
    assert project.second_codings.samples()[0].articles == 3


def test_an_import_is_added_later_and_the_draw_goes_on_as_before(project, week, ben) -> None:
    first = uids_of(project, draw(project, ben, Amount(size=4), seed="x"))
    project.undo()
    more = [Draft(f"Another {n} speech.", published="2026-03-20") for n in range(5)]
    ids = project.step("Import", lambda p: p.articles.add_all(more)).value
    project.step("Done", lambda p: p.articles.update(ids, status=Status.DONE))
    new = {project.articles.get(article).uid for article in ids}
    assert uids_of(project, draw(project, ben, Amount(size=4), seed="x")) - new <= first
