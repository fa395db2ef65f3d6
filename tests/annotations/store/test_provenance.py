"""How claims and tags came about: what makes an accepted suggestion a changed one, and what does not."""

from dataclasses import dataclass, field, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations import recoding
from annotations.carrying import carried
from annotations.claims import Origin
from annotations.importers.draft import Draft
from annotations.settling import Decision
from annotations.spans import Span

TEXT = "The minister spoke at length. Nobody listened to her. The bridge stays closed."
TYPED, ACCEPTED, CHANGED = Origin.TYPED, Origin.ACCEPTED, Origin.CHANGED


@pytest.fixture
def article(add_article) -> int:
    return add_article(TEXT)


@pytest.fixture
def claim(project, article) -> int:
    """A claim accepted from suggestions."""
    return project.step("Accept", lambda p: p.claims.add(article, Span(0, 29), origin=ACCEPTED)).value


@pytest.fixture
def accept(project, claim, tag_id):
    """Accept a suggested tag."""

    def tag(dimension: str, key: str, role: str = "", coder: int | None = None) -> int:
        wanted = tag_id(dimension, key)
        project.step("Accept", lambda p: p.claims.tag(claim, wanted, role, coder_id=coder, origin=ACCEPTED))
        return wanted

    return tag


@pytest.fixture
def choose(project, claim, tag_id):
    """Set a tag by hand."""

    def tag(dimension: str, key: str, role: str = "", coder: int | None = None) -> None:
        project.step("Tag", lambda p: p.claims.tag(claim, tag_id(dimension, key), role, coder_id=coder))

    return tag


@pytest.fixture
def origins(project, claim):
    """The origins of a coder's tags: by key, of actors with the role."""

    def read(coder: int | None = None) -> dict[str, Origin]:
        codebook, wanted = project.codebook.read(), coder or project.coder_id
        return {
            f"{codebook.tag(t.tag_id).key} {t.role}".strip(): t.origin
            for t in project.claims.get(claim).taggings
            if t.coder_id == wanted
        }

    return read


@pytest.fixture
def boris(project) -> int:
    return project.step("Add coder", lambda p: p.coders.ensure("Boris Okafor", "BO")).value


# -- claims


def test_an_accepted_claim_with_another_passage_is_changed_and_undo_makes_it_accepted(project, claim) -> None:
    project.step("Move", lambda p: p.claims.move(claim, Span(0, 18)))
    assert project.claims.get(claim).origin is CHANGED
    project.undo()
    assert project.claims.get(claim).origin is ACCEPTED
    project.redo()
    assert project.claims.get(claim).origin is CHANGED
    project.step("Move back", lambda p: p.claims.move(claim, Span(0, 29)))
    assert project.claims.get(claim).origin is CHANGED


def test_the_same_passage_again_is_no_change_and_a_typed_claim_stays_typed(project, claim, article) -> None:
    assert project.step("Move", lambda p: p.claims.move(claim, Span(0, 29))).changes.empty
    project.step("Note", lambda p: p.claims.update(claim, note="n", comment="c", translation="t"))
    assert project.claims.get(claim).origin is ACCEPTED
    own = project.step("Add", lambda p: p.claims.add(article, Span(30, 40))).value
    project.step("Move", lambda p: p.claims.move(own, Span(30, 52)))
    assert project.claims.get(own).origin is TYPED


def test_a_corrected_text_changes_only_claims_that_get_other_words(project, claim, article) -> None:
    longer = f"A headline. {TEXT}"
    found = carried(TEXT, longer, {claim: project.claims.get(claim).anchor})
    project.step("Correct", lambda p: p.corrections.correct(article, longer, found.placed))
    assert project.claims.get(claim).origin is ACCEPTED
    reworded = longer.replace("spoke at length", "spoke briefly")
    project.step("Correct", lambda p: p.corrections.correct(article, reworded, {claim: Span(12, 39)}))
    assert project.claims.get(claim).origin is CHANGED
    project.undo()
    assert project.claims.get(claim).origin is ACCEPTED


def test_a_claim_carried_over_to_a_newer_version_stays_accepted(project, claim, article, accept, origins) -> None:
    accept("framing", "sanctions")
    newer = project.step("Add", lambda p: p.articles.add(Draft(text=f"Updated. {TEXT}", outlet="The Courier"))).value
    project.step("Replace", lambda p: p.versions.replace(article, newer))
    moved = project.claims.get(claim)
    assert (moved.article_id, moved.span.start, moved.origin) == (newer, 9, ACCEPTED)
    assert origins() == {"sanctions": ACCEPTED}


# -- tags


def test_another_value_in_the_place_of_an_accepted_one_is_changed(project, accept, choose, origins) -> None:
    accept("sentiment", "hostile")
    choose("sentiment", "critical")
    assert origins() == {"critical": CHANGED}
    choose("sentiment", "hostile")
    assert origins() == {"hostile": CHANGED}
    project.undo()
    project.undo()
    assert origins() == {"hostile": ACCEPTED}
    project.redo()
    assert origins() == {"critical": CHANGED}


def test_accepting_another_suggestion_is_accepted_and_a_typed_value_leaves_no_trace(accept, choose, origins) -> None:
    choose("sentiment", "neutral")
    choose("sentiment", "mixed")
    assert origins() == {"mixed": TYPED}
    accept("sentiment", "hostile")
    accept("sentiment", "critical")
    assert origins() == {"critical": ACCEPTED}


def test_a_tag_beside_an_accepted_one_is_typed_and_none_of_these_takes_the_place_of_both(
    accept, choose, origins
) -> None:
    accept("framing", "sanctions")
    choose("framing", "brain-drain")
    assert origins() == {"sanctions": ACCEPTED, "brain-drain": TYPED}
    choose("framing", "sanctions")
    assert origins()["sanctions"] is ACCEPTED
    choose("framing", "none")
    assert origins() == {"none": CHANGED}
    choose("framing", "sanctions")
    assert origins() == {"sanctions": CHANGED}


def test_what_is_set_after_an_accepted_tag_was_taken_away_is_typed(project, claim, accept, choose, origins) -> None:
    hostile = accept("sentiment", "hostile")
    project.step("Untag", lambda p: p.claims.untag(claim, hostile))
    choose("sentiment", "critical")
    assert origins() == {"critical": TYPED}


def test_an_actor_in_another_role_is_changed(project, claim, accept, choose, origins) -> None:
    west = accept("actors", "the-west", "speaker")
    choose("actors", "the-outlet", "target")

    def swap(before: str, after: str) -> None:
        project.step("Role", lambda p: p.claims.replace_tag(claim, (west, before), (west, after)))

    swap("speaker", "speaker")
    assert origins() == {"the-west speaker": ACCEPTED, "the-outlet target": TYPED}
    swap("speaker", "target")
    assert origins() == {"the-west target": CHANGED, "the-outlet target": TYPED}
    choose("actors", "the-west", "mentioned")
    swap("target", "mentioned")
    assert origins() == {"the-west mentioned": TYPED, "the-outlet target": TYPED}


def test_coders_do_not_change_each_others_origins(accept, choose, origins, boris) -> None:
    accept("sentiment", "hostile")
    choose("sentiment", "critical", coder=boris)
    assert origins() == {"hostile": ACCEPTED}
    assert origins(boris) == {"critical": TYPED}


def test_replacing_a_tag_on_many_claims_changes_the_accepted_ones(
    project, claim, article, accept, origins, tag_id
) -> None:
    old, new = accept("framing", "sanctions"), tag_id("framing", "brain-drain")
    own = project.step("Add", lambda p: p.claims.add(article, Span(30, 40))).value
    project.step("Tag", lambda p: p.claims.tag(own, old))
    project.step("Replace", lambda p: recoding.replace(p, [claim, own], old, new))
    assert origins() == {"brain-drain": CHANGED}
    assert [t.origin for t in project.claims.get(own).taggings] == [TYPED]


def test_another_maker_and_another_codebook_change_no_origin(project, claim, accept, origins, boris, tag_id) -> None:
    old = accept("framing", "sanctions")
    project.step("Reassign", lambda p: recoding.reassign(p, [claim], boris))
    assert origins(boris) == {"sanctions": ACCEPTED}
    project.step("Merge tags", lambda p: p.codebook.merging.merge(tag_id("framing", "brain-drain"), [old]))
    assert origins(boris) == {"brain-drain": ACCEPTED}
    assert project.claims.get(claim).origin is ACCEPTED


@pytest.mark.parametrize(
    ("own", "others", "decision", "expected"),
    [
        (ACCEPTED, ACCEPTED, Decision.BOTH, ACCEPTED),
        (ACCEPTED, None, Decision.BOTH, TYPED),
        (ACCEPTED, None, Decision.ONE, ACCEPTED),
        (None, ACCEPTED, Decision.ONE, TYPED),
    ],
)
def test_an_agreed_tag_came_about_as_whose_it_is(
    project, claim, tag_id, origins, boris, own, others, decision, expected
) -> None:
    tag, dimension = tag_id("framing", "sanctions"), project.codebook.read().by_key("framing").id
    project.step("Tag", lambda p: p.claims.tag(claim, tag, origin=own))
    project.step("Tag", lambda p: p.claims.tag(claim, tag, coder_id=boris, origin=others))

    def settle(taken_from: int | None) -> None:
        project.step(
            "Settle", lambda p: p.settlements.settle(claim, dimension, decision, [(tag, "")], taken_from=taken_from)
        )

    settle(project.coder_id if decision is Decision.ONE else None)
    agreed = project.coders.agreed().id
    assert origins(agreed) == {"sanctions": expected}
    settle(boris if decision is Decision.ONE else None)
    assert origins(agreed) == {"sanctions": (others or TYPED) if decision is Decision.ONE else expected}


def test_a_value_that_nobody_had_set_was_agreed_on_by_hand(project, claim, accept, origins, tag_id) -> None:
    accept("sentiment", "hostile")
    dimension = project.codebook.read().by_key("sentiment").id
    other = tag_id("sentiment", "critical")
    project.step("Settle", lambda p: p.settlements.settle(claim, dimension, Decision.OTHER, [(other, "")]))
    assert origins(project.coders.agreed().id) == {"critical": TYPED}


# -- whatever is done, in whichever order


@dataclass(frozen=True)
class Model:
    """What stands on a claim, worked out without the store: the words marked, and the origins by dimension."""

    span: tuple[int, int] = (0, 29)
    origin: Origin = ACCEPTED
    tags: dict[str, dict[tuple[str, str], Origin]] = field(default_factory=dict)

    def with_tag(self, dimension: str, key: str, role: str, origin: Origin | None, gone=()) -> "Model":
        before = dict(self.tags.get(dimension, {}))
        single = dimension == "sentiment" or key == "none"
        removed = [other for other in before if other[0] != key and (single or other[0] == "none")]
        left = [before.pop(other) for other in removed] + list(gone)
        by_hand = CHANGED if {ACCEPTED, CHANGED} & set(left) else TYPED
        before.setdefault((key, role), origin or by_hand)
        return replace(self, tags={**self.tags, dimension: before})


SET = st.one_of(
    st.tuples(st.just("sentiment"), st.sampled_from(["hostile", "critical", "neutral", "none"]), st.just("")),
    st.tuples(st.just("framing"), st.sampled_from(["sanctions", "brain-drain", "none"]), st.just("")),
    st.tuples(st.just("actors"), st.sampled_from(["the-west", "the-outlet"]), st.sampled_from(["speaker", "target"])),
)
ACTION = st.one_of(
    st.tuples(st.sampled_from(["accept", "choose", "untag"]), SET),
    st.tuples(st.just("replace"), st.sampled_from(["the-west", "the-outlet"]), st.sampled_from(["speaker", "target"])),
    st.tuples(st.just("move"), st.sampled_from([(0, 29), (0, 18), (4, 29)])),
    st.tuples(st.sampled_from(["undo", "redo"])),
)


def _done(model: Model, action: tuple) -> Model:
    match action:
        case ("accept", (dimension, key, role)):
            return model.with_tag(dimension, key, role, ACCEPTED)
        case ("choose", (dimension, key, role)):
            return model.with_tag(dimension, key, role, None)
        case ("untag", (dimension, key, role)):
            kept = {said: one for said, one in model.tags.get(dimension, {}).items() if said != (key, role)}
            return replace(model, tags={**model.tags, dimension: kept})
        case ("replace", key, role):
            other = "target" if role == "speaker" else "speaker"
            held = dict(model.tags.get("actors", {}))
            gone = [held.pop((key, role))] if (key, role) in held else []
            return replace(model, tags={**model.tags, "actors": held}).with_tag("actors", key, other, None, gone)
        case ("move", span):
            moved = model.span != span and model.origin is not TYPED
            return replace(model, span=span, origin=CHANGED if moved else model.origin)
    raise AssertionError(action)


def _work(project, claim: int, ids: dict[tuple[str, str], int], action: tuple) -> None:
    match action:
        case (("accept" | "choose") as how, (dimension, key, role)):
            origin = ACCEPTED if how == "accept" else None
            project.claims.tag(claim, ids[dimension, key], role, origin=origin)
        case ("untag", (dimension, key, role)):
            project.claims.untag(claim, ids[dimension, key], role)
        case ("replace", key, role):
            tag, other = ids["actors", key], "target" if role == "speaker" else "speaker"
            project.claims.replace_tag(claim, (tag, role), (tag, other))
        case ("move", span):
            project.claims.move(claim, Span(*span))


def _played(project, action: tuple, model: Model, back: list[Model], forth: list[Model]) -> Model:
    """Undo or redo, and the model as it was then."""
    if not back:
        return model
    project.undo() if action[0] == "undo" else project.redo()
    forth.append(model)
    return back.pop()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(actions=st.lists(ACTION, max_size=14))
def test_origins_are_as_told_whatever_is_done_and_undone(project, article, actions) -> None:
    claim = project.step("Accept", lambda p: p.claims.add(article, Span(0, 29), origin=ACCEPTED)).value
    codebook = project.codebook.read()
    ids = {(d.key, tag.key): tag.id for d in codebook.dimensions for tag in codebook.tags_of(d.id)}
    model, done, undone = Model(), [], []
    for action in actions:
        if action[0] in ("undo", "redo"):
            back, forth = (done, undone) if action[0] == "undo" else (undone, done)
            model = _played(project, action, model, back, forth)
        elif project.step("Work", lambda p, action=action: _work(p, claim, ids, action)).changes.empty:
            assert _shown(_done(model, action)) == _shown(model)
        else:
            done.append(model)
            undone.clear()
            model = _done(model, action)
        assert _read(project, claim) == _shown(model)


def _shown(model: Model) -> tuple:
    tags = {(d, *said): one for d, held in model.tags.items() for said, one in held.items()}
    return model.span, model.origin, tags


def _read(project, claim_id: int) -> tuple:
    claim, codebook = project.claims.get(claim_id), project.codebook.read()
    dimensions = {d.id: d.key for d in codebook.dimensions}
    found = ((codebook.tag(t.tag_id), t) for t in claim.taggings)
    tags = {(dimensions[tag.dimension_id], tag.key, t.role): t.origin for tag, t in found}
    return (claim.span.start, claim.span.end), claim.origin, tags
