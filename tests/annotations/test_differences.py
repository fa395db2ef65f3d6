"""Where coders differ, and what becomes of it."""

import pytest

from annotations import differences
from annotations.articles import Status
from annotations.claims import counted, said
from annotations.differences import State
from annotations.errors import AnnotationError
from annotations.sampling import Amount, Scope, Sees
from annotations.settling import Decision
from annotations.spans import Span


@pytest.fixture
def ben(project):
    return project.step("Add coder", lambda p: p.coders.ensure("Ben Okoro", "BO")).value


@pytest.fixture
def frames(tag_id):
    return [tag_id("framing", key) for key in ("western-monopoly", "sanctions", "brain-drain")]


@pytest.fixture
def claim(project, add_article, add_claim, frames, ben):
    """A claim that Anna and Ben framed differently."""
    claim_id = add_claim(add_article())
    project.step("Tag", lambda p: p.claims.tag(claim_id, frames[0]))
    project.step("Tag", lambda p: p.claims.tag(claim_id, frames[1], coder_id=ben))
    return claim_id


@pytest.fixture
def apart(project, add_article, add_claim, ben):
    """Two claims of nearly one passage and one that only Anna marked, coded without seeing one another."""
    article = add_article()
    first, alone = add_claim(article, 0, 12), add_claim(article, 21, 36)
    project.step("Done", lambda p: p.articles.update([article], status=Status.DONE))
    project.step("Draw", lambda p: p.second_codings.draw(ben, Amount(share=1), Scope(), Sees.NOTHING))
    anna = project.coder_id
    project.coder_id = ben
    second = add_claim(article, 0, 19)
    project.step("Finish", lambda p: p.second_codings.finish(article, ben))
    project.coder_id = anna
    return first, second, alone


def found(project):
    return differences.differences(project)


def settle(project, work):
    project.step("Settle", work)


def counting(project, claim_id, tag):
    dimension = project.codebook.read().dimension_of(tag).id
    tags = [each.id for each in project.codebook.read().tags_of(dimension)]
    return said(counted(project.claims.get(claim_id), tags, project.coders.agreed().id))


def test_a_difference_is_open_settled_and_changed_since(project, claim, frames, ben) -> None:
    (one,) = found(project)
    assert (one.state, one.settlement, one.key[0]) == (State.OPEN, None, claim)
    assert [(side.coder_id, side.said, side.claim_id) for side in one.sides] == [
        (project.coder_id, {(frames[0], "")}, claim),
        (ben, {(frames[1], "")}, claim),
    ]
    settle(project, lambda p: differences.take(p, one, one.sides[1], "He is right"))
    (settled,) = found(project)
    assert (settled.state, settled.settlement.taken_from, settled.settlement.reason) == (
        State.SETTLED,
        ben,
        "He is right",
    )
    assert counting(project, claim, frames[0]) == {(frames[1], "")}
    project.step("Tag", lambda p: p.claims.tag(claim, frames[2], coder_id=ben))
    assert found(project)[0].state is State.CHANGED
    settle(project, lambda p: differences.take_all(p, found(project)[0]))
    assert found(project)[0].state is State.SETTLED
    assert counting(project, claim, frames[0]) == {(tag, "") for tag in frames}
    settle(project, lambda p: differences.reopen(p, found(project)[0]))
    assert found(project)[0].state is State.OPEN


def test_coders_who_come_to_say_the_same_after_it_was_settled_are_told_too(project, claim, frames, ben) -> None:
    settle(project, lambda p: differences.say(p, found(project)[0], [(frames[2], "")]))
    project.step("Untag", lambda p: p.claims.untag(claim, frames[1], coder_id=ben))
    project.step("Tag", lambda p: p.claims.tag(claim, frames[0], coder_id=ben))
    (one,) = found(project)
    assert one.state is State.CHANGED
    settle(project, lambda p: differences.reopen(p, one))
    assert found(project) == []


def test_a_side_of_a_scale_is_taken_but_not_both(project, claim, tag_id, ben) -> None:
    minus, plus = tag_id("sentiment", "hostile"), tag_id("sentiment", "admiring")
    project.step("Tag", lambda p: p.claims.tag(claim, minus))
    project.step("Tag", lambda p: p.claims.tag(claim, plus, coder_id=ben))
    codebook = project.codebook.read()
    scale = next(one for one in found(project) if one.found.dimension_id == codebook.dimension_of(minus).id)
    frames = next(one for one in found(project) if one is not scale and one.key != scale.key)
    assert not differences.fits_together(scale, codebook)
    assert differences.fits_together(frames, codebook)
    with pytest.raises(AnnotationError):
        settle(project, lambda p: differences.take_all(p, scale))
    settle(project, lambda p: differences.take(p, scale, scale.sides[1]))
    assert counting(project, claim, minus) == {(plus, "")}


def test_passages_marked_by_one_or_differently_are_kept_or_left_out(project, apart) -> None:
    first, second, alone = apart
    pair, single = found(project)
    assert [claim.id for claim in pair.passages] == [first, second]
    assert [claim.id for claim in single.passages] == [alone]
    assert [side.claim_id for side in single.sides] == [alone, None]
    settle(project, lambda p: differences.keep(p, pair, [second]))
    settle(project, lambda p: differences.keep(p, single, []))
    assert project.settlements.left_out() == {first, alone}
    assert [one.state for one in found(project)] == [State.SETTLED, State.SETTLED]
    assert [claim.id for claim in found(project)[0].weighs] == [second]
    project.step("Move", lambda p: p.claims.move(second, Span(0, 17)))
    assert [one.state for one in found(project)] == [State.CHANGED, State.SETTLED]
    settle(project, lambda p: differences.keep(p, found(project)[0], [first, second]))
    assert project.settlements.left_out() == {alone}


def test_what_is_said_of_a_pair_is_said_of_every_passage_that_is_kept(project, apart, frames, ben) -> None:
    first, second, _ = apart
    project.step("Tag", lambda p: p.claims.tag(first, frames[0]))
    project.step("Tag", lambda p: p.claims.tag(second, frames[1], coder_id=ben))
    one = next(each for each in found(project) if not each.found.about_passage)
    settle(project, lambda p: differences.take(p, one, one.sides[0]))
    assert counting(project, first, frames[0]) == counting(project, second, frames[0]) == {(frames[0], "")}
    settle(project, lambda p: differences.keep(p, found(project)[0], [second]))
    again = next(each for each in found(project) if not each.found.about_passage)
    assert again.state is State.SETTLED
    settle(project, lambda p: differences.say(p, again, [(frames[2], "")]))
    assert counting(project, first, frames[0]) == {(frames[0], "")}
    assert counting(project, second, frames[0]) == {(frames[2], "")}


def test_a_passage_takes_no_tags(project, apart) -> None:
    with pytest.raises(ValueError, match="passage"):
        settle(project, lambda p: differences.take_all(p, found(project)[0]))
    assert project.settlements.all() == []


def test_decisions_are_one_step_each(project, claim, frames) -> None:
    settle(project, lambda p: differences.say(p, found(project)[0], [(frames[2], "")], "Neither"))
    assert project.settlements.all()[0].decision is Decision.OTHER
    project.undo()
    assert project.settlements.all() == []
    assert found(project)[0].state is State.OPEN


def test_what_was_settled_with_a_tag_that_is_gone_is_to_be_settled_again(project, claim, frames) -> None:
    (one,) = found(project)
    settle(project, lambda p: differences.say(p, one, [(frames[2], "")]))
    assert found(project)[0].state is State.SETTLED
    project.step("Delete", lambda p: p.codebook.merging.delete([frames[2]]))
    assert found(project)[0].state is State.CHANGED
    assert project.settlements.changed_since(found(project)[0].settlement)
    project.undo()
    assert found(project)[0].state is State.SETTLED
    project.step("Merge", lambda p: p.codebook.merging.delete([frames[2]], frames[0]))
    assert found(project)[0].state is State.SETTLED
    assert counting(project, claim, frames[0]) == {(frames[0], "")}
