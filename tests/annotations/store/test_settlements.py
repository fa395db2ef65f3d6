"""Settled differences: the tags of *agreed*, and what is kept of the decision."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.claims import counted, said
from annotations.codebook import Kind
from annotations.errors import AnnotationError
from annotations.project import Project
from annotations.settling import Decision
from annotations.spans import Span


@pytest.fixture
def ben(project):
    """The second coder's id."""
    return project.step("Add coder", lambda p: p.coders.ensure("Ben Okoro", "BO")).value


@pytest.fixture
def frames(tag_id):
    """Three frames."""
    return [tag_id("framing", key) for key in ("western-monopoly", "sanctions", "brain-drain")]


@pytest.fixture
def framing(project):
    """The id of the dimension."""
    return project.codebook.read().by_key("framing").id


@pytest.fixture
def claim(project, add_article, add_claim, frames, ben):
    """A claim that Anna and Ben framed differently."""
    claim_id = add_claim(add_article())
    project.step("Tag", lambda p: p.claims.tag(claim_id, frames[0]))
    project.step("Tag", lambda p: p.claims.tag(claim_id, frames[1], coder_id=ben))
    return claim_id


def own(project, claim_id):
    """What everybody but *agreed* says."""
    agreed = project.coders.agreed().id
    return {t for t in project.claims.get(claim_id).taggings if t.coder_id != agreed}


def counting(project, claim_id, dimension_id):
    tags = [tag.id for tag in project.codebook.read().tags_of(dimension_id)]
    return said(counted(project.claims.get(claim_id), tags, project.coders.agreed().id))


def settle(project, claim_id, dimension_id, decision, *tags, **more):
    project.step(
        "Settle", lambda p: p.settlements.settle(claim_id, dimension_id, decision, [(tag, "") for tag in tags], **more)
    )


def test_a_side_is_taken_and_both_keep_what_they_said(project, claim, framing, frames, ben) -> None:
    before = own(project, claim)
    settle(project, claim, framing, Decision.ONE, frames[1], taken_from=ben, reason=" It is named.  ")
    assert own(project, claim) == before
    assert counting(project, claim, framing) == {(frames[1], "")}
    settlement = project.settlements.of(claim, framing)
    assert (settlement.decision, settlement.taken_from, settlement.reason, settlement.coder_id) == (
        Decision.ONE,
        ben,
        "It is named.",
        project.coder_id,
    )
    assert settlement.settled_at > "2020"
    assert project.settlements.all() == project.settlements.of_claims([claim]) == [settlement]


def test_it_can_be_settled_otherwise_and_opened_again(project, claim, framing, frames, ben) -> None:
    settle(project, claim, framing, Decision.ONE, frames[1], taken_from=ben)
    settle(project, claim, framing, Decision.BOTH, frames[0], frames[1], reason="Both are there")
    assert counting(project, claim, framing) == {(frames[0], ""), (frames[1], "")}
    settle(project, claim, framing, Decision.OTHER, frames[2])
    (settlement,) = project.settlements.all()
    assert (settlement.decision, settlement.taken_from) == (Decision.OTHER, None)
    assert counting(project, claim, framing) == {(frames[2], "")}
    project.step("Open", lambda p: p.settlements.reopen(claim, framing))
    assert project.settlements.all() == []
    assert counting(project, claim, framing) == {(frames[0], "")}
    project.undo()
    assert counting(project, claim, framing) == {(frames[2], "")}
    assert project.settlements.all() == [settlement]


def test_a_value_that_changes_later_is_noticed(project, claim, framing, frames, ben) -> None:
    settle(project, claim, framing, Decision.ONE, frames[0], taken_from=project.coder_id)
    settlement = project.settlements.of(claim, framing)
    assert not project.settlements.changed_since(settlement)
    project.step("Untag", lambda p: p.claims.untag(claim, frames[1], coder_id=ben))
    assert project.settlements.changed_since(settlement)
    project.undo()
    assert not project.settlements.changed_since(settlement)
    settle(project, claim, framing, Decision.ONE, frames[0], taken_from=project.coder_id, reason="Better said")
    assert not project.settlements.changed_since(project.settlements.of(claim, framing))


@pytest.mark.parametrize("case", ["nothing", "foreign", "none beside", "two on a scale"])
def test_what_cannot_be_agreed_on_is_refused_and_nothing_stored(project, claim, framing, frames, tag_id, case) -> None:
    none, scale = tag_id("framing", "none"), project.codebook.read().by_key("sentiment").id
    minus, plus = tag_id("sentiment", "hostile"), tag_id("sentiment", "admiring")
    dimension, tags = {
        "nothing": (framing, []),
        "foreign": (framing, [minus]),
        "none beside": (framing, [none, frames[0]]),
        "two on a scale": (scale, [minus, plus]),
    }[case]
    with pytest.raises(AnnotationError):
        settle(project, claim, dimension, Decision.BOTH, *tags)
    assert project.settlements.all() == []


def test_an_actor_keeps_the_role(project, claim, tag_id, ben) -> None:
    dimension = project.codebook.read().by_key("actors")
    actor = next(t.id for t in project.codebook.read().tags_of(dimension.id) if not t.is_none)
    project.step("Tag", lambda p: p.claims.tag(claim, actor, "speaker"))
    project.step("Tag", lambda p: p.claims.tag(claim, actor, "target", coder_id=ben))
    both = [(actor, "speaker"), (actor, "target")]
    project.step("Settle", lambda p: p.settlements.settle(claim, dimension.id, Decision.BOTH, both))
    assert counting(project, claim, dimension.id) == set(both)
    one = both[1:]
    project.step("Settle", lambda p: p.settlements.settle(claim, dimension.id, Decision.ONE, one, taken_from=ben))
    assert counting(project, claim, dimension.id) == set(one)


def test_a_passage_is_left_out_or_kept(project, claim, add_article, add_claim) -> None:
    other = add_claim(add_article("Another text is here."))
    project.step("Settle", lambda p: p.settlements.settle_passages([claim], [other], reason="Only a heading"))
    assert project.settlements.left_out() == {other}
    assert {(s.claim_id, s.dimension_id, s.decision) for s in project.settlements.all()} == {
        (claim, None, Decision.KEPT),
        (other, None, Decision.LEFT),
    }
    project.step("Settle", lambda p: p.settlements.settle_passages([other], []))
    assert project.settlements.left_out() == set()
    project.step("Open", lambda p: p.settlements.reopen(other, None))
    assert [s.claim_id for s in project.settlements.all()] == [claim]
    project.step("Move", lambda p: p.claims.move(claim, Span(0, 5)))
    assert project.settlements.changed_since(project.settlements.of(claim, None))


def test_a_settlement_goes_and_comes_back_with_its_claim(project, claim, framing, frames) -> None:
    settle(project, claim, framing, Decision.OTHER, frames[2], reason="Neither")
    before = project.settlements.all()
    project.step("Delete", lambda p: p.claims.delete([claim]))
    assert project.settlements.all() == []
    project.undo()
    assert project.settlements.all() == before


def test_two_copies_that_settle_the_same_make_one_row(project, claim, framing, frames, outside) -> None:
    settle(project, claim, framing, Decision.OTHER, frames[2])
    uid = outside.execute("SELECT uid FROM settlements").fetchone()
    project.step("Open", lambda p: p.settlements.reopen(claim, framing))
    settle(project, claim, framing, Decision.OTHER, frames[0])
    assert outside.execute("SELECT uid FROM settlements").fetchone() == uid


# -- whatever is done

ACTIONS = st.lists(
    st.one_of(
        st.tuples(st.just("settle"), st.integers(0, 3), st.integers(0, 5)),
        st.tuples(st.just("open"), st.integers(0, 3), st.just(0)),
        st.tuples(st.sampled_from(["undo", "redo"]), st.just(0), st.just(0)),
    ),
    max_size=14,
)
TAGGED = st.lists(
    st.tuples(st.integers(0, 1), st.integers(0, 3), st.integers(0, 5), st.integers(0, 1)), min_size=2, max_size=16
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TAGGED, ACTIONS)
def test_settling_undoing_and_redoing_touch_no_coders_own_tags(tmp_path_factory, taggings, actions) -> None:
    path = tmp_path_factory.mktemp("any") / "any.pressmark"
    with Project.create(path, coder=("Anna Lindqvist", "AL")) as project:
        claim_ids, sides, codebook = _coded(project, taggings)
        agreed = project.coders.agreed().id
        before = [own(project, claim_id) for claim_id in claim_ids]
        done, undone = [{}], []  # what is settled after each step, by claim and dimension
        for what, place, pick in actions:
            target = (claim_ids[place % 2], codebook.dimensions[place].id)
            if what == "settle" and (found := _wanted(sides, codebook, target, pick)):
                if settle_all(project, target, *found):
                    done, undone = [*done, done[-1] | {target: found}], []
            elif what == "open" and target in done[-1]:
                project.step("Open", lambda p, target=target: p.settlements.reopen(*target))
                done, undone = [*done, {k: v for k, v in done[-1].items() if k != target}], []
            elif what == "undo" and len(done) > 1:
                project.undo()
                undone.append(done.pop())
            elif what == "redo" and undone:
                project.redo()
                done.append(undone.pop())
            assert [own(project, claim_id) for claim_id in claim_ids] == before
            _check(project, claim_ids, codebook, agreed, done[-1])


def settle_all(project, target, decision, tags):
    """Settle; whether that changed anything: the same within a second does not."""
    return not project.step("Settle", lambda p: p.settlements.settle(*target, decision, tags)).changes.empty


def _coded(project, taggings):
    from annotations.importers.draft import Draft

    article = project.step("Add", lambda p: p.articles.add(Draft("The minister spoke. Nobody listened."))).value
    ben = project.step("Add", lambda p: p.coders.ensure("Ben Okoro", "BO")).value
    ids = [project.step("Add", lambda p, n=n: p.claims.add(article, Span(n, n + 5))).value for n in (0, 4)]
    codebook = project.codebook.read()
    for claim, dimension, tag, coder in taggings:
        one = codebook.dimensions[dimension % len(codebook.dimensions)]
        tags = codebook.tags_of(one.id)
        role = "speaker" if one.kind is Kind.ACTORS else ""
        chosen, who = tags[tag % len(tags)], ben if coder else project.coder_id
        project.step("Tag", lambda p, c=ids[claim], t=chosen.id, r=role, w=who: p.claims.tag(c, t, r, coder_id=w))
    sides = {
        (claim_id, dimension.id): {
            coder: said(t for t in own(project, claim_id) if t.coder_id == coder and t.tag_id in tags)
            for coder in (ben, project.coder_id)
        }
        for claim_id in ids
        for dimension in codebook.dimensions
        for tags in [{tag.id for tag in codebook.tags_of(dimension.id)}]
    }
    return ids, sides, codebook


def _wanted(sides, codebook, target, pick):
    """A decision and its tags; None where there is nothing of the kind to be taken."""
    dimension = codebook.dimension(target[1])
    first, second = sides[target].values()
    both = first | second
    fits = len(both) == 1 or (not dimension.kind.single and not any(codebook.tag(tag).is_none for tag, _ in both))
    if pick == 0:
        return (Decision.ONE, sorted(first)) if first else None
    if pick == 1:
        return (Decision.ONE, sorted(second)) if second else None
    if pick == 2:
        return (Decision.BOTH, sorted(both)) if both and fits else None
    tags = codebook.tags_of(dimension.id)
    role = "target" if dimension.kind is Kind.ACTORS and not tags[pick % len(tags)].is_none else ""
    return Decision.OTHER, [(tags[pick % len(tags)].id, role)]


def _check(project, claim_ids, codebook, agreed, settled):
    for claim_id in claim_ids:
        claim = project.claims.get(claim_id)
        for dimension in codebook.dimensions:
            tags = [tag.id for tag in codebook.tags_of(dimension.id)]
            found = said(counted(claim, tags, agreed))
            if (claim_id, dimension.id) in settled:
                assert found == frozenset(settled[claim_id, dimension.id][1])
            else:
                assert found == said(t for t in claim.taggings if t.coder_id == claim.coder_id and t.tag_id in tags)
    assert {(s.claim_id, s.dimension_id) for s in project.settlements.all()} == set(settled)
