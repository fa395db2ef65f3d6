"""Many claims changed in one step: only what this coder said, counted, undone at once."""

import pytest

from annotations import recoding
from annotations.claims import CheckState, Origin
from annotations.errors import AnnotationError
from annotations.progress import drive


@pytest.fixture
def claims(project, add_article, add_claim):
    article = add_article("One two three four five six seven eight nine ten.")
    return [add_claim(article, start, start + 9) for start in range(0, 40, 10)]


@pytest.fixture
def do(project):
    """Run one of the functions as a step, and return how many claims it changed."""

    def run(work, *args, **values):
        return project.step("Recode", lambda p: work(p, *args, **values)).value

    return run


def said(project, claim_id):
    return {(t.tag_id, t.role, t.coder_id) for t in project.claims.get(claim_id).taggings}


def test_a_tag_is_set_on_all_and_undone_at_once(project, claims, do, tag_id):
    sanctions = tag_id("framing", "sanctions")
    assert do(recoding.tag, claims[:1], sanctions) == 1
    assert do(recoding.tag, claims, sanctions) == 3
    assert all(said(project, i) == {(sanctions, "", project.coder_id)} for i in claims)
    project.undo()
    assert [len(said(project, i)) for i in claims] == [1, 0, 0, 0]


def test_progress_is_told_and_what_is_gone_is_left_out(project, claims, tag_id):
    told = []
    wanted = [*claims, *range(10**6, 10**6 + 250)]
    sanctions = tag_id("framing", "sanctions")
    project.step("Tag", lambda p: drive(recoding.tag(p, wanted, sanctions), told.append))
    assert [(step.done, step.total) for step in told] == [(0, 254), (100, 254), (200, 254)]


def test_only_what_this_coder_said_is_taken_away(project, claims, do, tag_id):
    sanctions, ben = tag_id("framing", "sanctions"), project.step("Add", lambda p: p.coders.ensure("Ben", "B")).value
    do(recoding.tag, claims[:2], sanctions)
    project.step("Tag", lambda p: p.claims.tag(claims[0], sanctions, coder_id=ben))
    assert do(recoding.untag, claims, sanctions) == 2
    assert said(project, claims[0]) == {(sanctions, "", ben)}


def test_it_is_counted_where_what_was_set_does_not_count(project, claims, tag_id):
    sanctions, agreed = tag_id("framing", "sanctions"), project.coders.agreed().id
    assert recoding.overruled(project, claims, sanctions) == 0
    project.step("Settle", lambda p: p.claims.tag(claims[0], sanctions, coder_id=agreed))
    assert recoding.overruled(project, claims, sanctions) == 1
    assert recoding.overruled(project, claims, tag_id("actors", "unnamed")) == 0
    ben = project.step("Add", lambda p: p.coders.ensure("Ben", "B")).value
    project.step("Give", lambda p: p.claims.give(claims[1], ben))
    assert recoding.overruled(project, claims, sanctions) == 2


def test_an_actor_is_taken_away_in_one_role_or_in_all(project, claims, do, tag_id):
    west = tag_id("actors", "unnamed")
    for role in ("speaker", "target"):
        do(recoding.tag, claims[:2], west, role)
    do(recoding.untag, claims[:1], west, "target")
    assert {role for _, role, _ in said(project, claims[0])} == {"speaker"}
    do(recoding.untag, claims[1:], west)
    assert not said(project, claims[1])


def test_one_tag_takes_the_place_of_another_with_its_role(project, claims, do, tag_id):
    one, other = tag_id("actors", "unnamed"), tag_id("actors", "the-outlet")
    do(recoding.tag, claims[:1], one, "target")
    do(recoding.tag, claims[1:2], one, "speaker")
    assert do(recoding.replace, claims, one, other) == 2
    assert [{(t, r) for t, r, _ in said(project, i)} for i in claims[:3]] == [
        {(other, "target")},
        {(other, "speaker")},
        set(),
    ]
    assert do(recoding.replace, claims, other, one, old_role="target", new_role="mentioned") == 1
    assert {(t, r) for t, r, _ in said(project, claims[0])} == {(one, "mentioned")}


def test_the_role_alone_can_be_changed(project, claims, do, tag_id):
    west = tag_id("actors", "unnamed")
    do(recoding.tag, claims, west, "target")
    assert do(recoding.replace, claims, west, west, old_role="target", new_role="addressee") == len(claims)
    assert {role for _, role, _ in said(project, claims[0])} == {"addressee"}


def test_none_of_these_takes_the_place_of_an_actor_and_has_no_role(project, claims, do, tag_id):
    west, none = tag_id("actors", "unnamed"), tag_id("actors", "none")
    do(recoding.tag, claims, west, "target")
    do(recoding.replace, claims, west, none)
    assert said(project, claims[0]) == {(none, "", project.coder_id)}


def test_tags_of_different_dimensions_do_not_replace_each_other(project, claims, do, tag_id):
    with pytest.raises(AnnotationError, match="different dimensions"):
        do(recoding.replace, claims, tag_id("framing", "sanctions"), tag_id("actors", "unnamed"))


def test_claims_are_checked_by_who_works_and_opened_again(project, claims, do):
    assert do(recoding.check, claims, CheckState.CHECKED) == 4
    assert do(recoding.check, claims, CheckState.CHECKED) == 0
    assert project.claims.get(claims[0]).checked_by == project.coder_id
    do(recoding.check, claims, CheckState.OPEN)
    assert project.claims.get(claims[0]).checked_by is None


def test_claims_are_deleted_with_their_tags_and_come_back(project, claims, do, tag_id):
    do(recoding.tag, claims, tag_id("framing", "sanctions"))
    assert do(recoding.delete, claims[:3]) == 3
    assert [claim.id for claim in project.claims.all()] == claims[3:]
    project.undo()
    assert all(said(project, i) for i in claims)


def test_another_maker_gets_the_makers_tags_but_for_dimensions_they_coded(project, claims, do, tag_id):
    ben = project.step("Add", lambda p: p.coders.ensure("Ben", "B")).value
    anna, first = project.coder_id, claims[0]
    sanctions, drain = tag_id("framing", "sanctions"), tag_id("framing", "brain-drain")
    calm, low = tag_id("sentiment", "mixed"), tag_id("pillar", "none")

    def prepare(p):
        p.claims.tag(first, sanctions)
        p.claims.tag(first, calm, origin=Origin.ACCEPTED)
        p.claims.tag(first, low)
        p.claims.tag(first, drain, coder_id=ben)

    project.step("Tag", prepare)
    assert do(recoding.reassign, claims[:2], ben) == 2
    assert do(recoding.reassign, claims[:2], ben) == 0
    claim = project.claims.get(first)
    assert claim.coder_id == ben
    assert said(project, first) == {(sanctions, "", anna), (drain, "", ben), (calm, "", ben), (low, "", ben)}
    assert next(t.origin for t in claim.taggings if t.tag_id == calm) is Origin.ACCEPTED
    project.undo()
    assert project.claims.get(first).coder_id == anna


def test_nothing_is_done_to_no_claims(project, do, tag_id):
    before = project.undo_label
    assert do(recoding.tag, [], tag_id("framing", "sanctions")) == 0
    assert project.undo_label == before
