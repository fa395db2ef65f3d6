"""Dimensions: made, put in order, given another kind, taken away."""

import pytest

from annotations.claim_filter import ClaimFilter, Coding
from annotations.codebook import ActorType, Kind, Role
from annotations.errors import CodebookError


@pytest.fixture
def act(project):
    """Run something on the project's dimensions as a step."""
    return lambda work: project.step("Edit", lambda p: work(p.codebook.dimensions)).value


@pytest.fixture
def of_key(project):
    return lambda key: project.codebook.read().by_key(key)


@pytest.fixture
def claim(add_article, add_claim):
    return add_claim(add_article())


def names(project) -> list[str]:
    return [dimension.name for dimension in project.codebook.read().dimensions]


def test_a_new_dimension_comes_last_and_has_none_of_these(project, act) -> None:
    made = act(lambda d: d.add("  Tone   of voice ", Kind.ONE))
    dimension = project.codebook.read().dimensions[-1]
    assert (dimension.id, dimension.name, dimension.kind, dimension.roles) == (made, "Tone of voice", Kind.ONE, ())
    assert [tag.key for tag in project.codebook.read().tags_of(made)] == ["none"]
    project.undo()
    assert "Tone of voice" not in names(project)


def test_new_actors_have_all_roles(project, act) -> None:
    made = act(lambda d: d.add("Experts", Kind.ACTORS))
    assert project.codebook.read().dimension(made).roles == tuple(Role)


@pytest.mark.parametrize("name", ["", "  ", "FRAMING"])
def test_a_dimension_needs_a_name_that_is_free(act, of_key, name: str) -> None:
    with pytest.raises(CodebookError):
        act(lambda d: d.add(name))
    with pytest.raises(CodebookError):
        act(lambda d: d.update(of_key("actors").id, name=name))


def test_name_help_and_types_are_edited(act, of_key) -> None:
    types = (ActorType("x", "Ex", "About <it>"),)
    act(lambda d: d.update(of_key("actors").id, name="Voices", help=" Who? ", types=types))
    assert (of_key("actors").name, of_key("actors").help, of_key("actors").types) == ("Voices", "Who?", types)
    with pytest.raises(TypeError, match="uid"):
        act(lambda d: d.update(of_key("actors").id, uid="x"))


def test_the_order_is_changed_and_undone(project, act, of_key) -> None:
    before = names(project)
    act(lambda d: d.move(of_key("sentiment").id, 0))
    assert names(project) == [before[3], *before[:3]]
    act(lambda d: d.move(of_key("sentiment").id, 99))
    assert names(project) == before
    project.undo()
    project.undo()
    assert names(project) == before


def test_a_kind_changes_where_nothing_is_coded(act, of_key) -> None:
    act(lambda d: d.update(of_key("framing").id, kind=Kind.ACTORS))
    assert of_key("framing").roles == tuple(Role)
    act(lambda d: d.update(of_key("framing").id, kind=Kind.SCALE))
    assert (of_key("framing").kind, of_key("framing").roles) == (Kind.SCALE, ())


def test_a_kind_for_one_tag_is_refused_where_a_coder_set_two(project, act, of_key, claim, tag_id) -> None:
    framing = of_key("framing").id
    first, second = tag_id("framing", "risk"), tag_id("framing", "sanctions")
    project.step("Tag", lambda p: p.claims.tag(claim, first))
    other = project.step("Add coder", lambda p: p.coders.ensure("Boris", "B")).value
    project.step("Tag", lambda p: p.claims.tag(claim, second, coder_id=other))
    assert project.codebook.dimensions.why_not(framing, Kind.ONE) == "", "two coders may differ"
    project.step("Tag", lambda p: p.claims.tag(claim, second))
    with pytest.raises(CodebookError, match="Claim 1 has several of its tags by one coder"):
        act(lambda d: d.update(framing, kind=Kind.ONE))
    assert project.codebook.dimensions.why_not(framing, Kind.ACTORS) == (
        "Its tags are set on 1 claim (3 times) and have no roles, which actors need"
    )


def test_actors_stay_actors_while_they_are_coded(project, act, of_key, claim, tag_id) -> None:
    project.step("Tag", lambda p: p.claims.tag(claim, tag_id("actors", "unnamed"), "speaker"))
    with pytest.raises(CodebookError, match="have roles, which only actors have"):
        act(lambda d: d.update(of_key("actors").id, kind=Kind.MANY))


def test_a_scale_becomes_one_of_many_and_keeps_its_values(project, act, of_key) -> None:
    act(lambda d: d.update(of_key("sentiment").id, kind=Kind.ONE))
    act(lambda d: d.update(of_key("sentiment").id, kind=Kind.SCALE))
    tags = project.codebook.read().tags_of(of_key("sentiment").id)
    assert {tag.value for tag in tags} == {-2, -1, 0, 1, 2, None}


def test_a_role_goes_only_while_nobody_has_it(project, act, of_key, claim, tag_id) -> None:
    actors = of_key("actors").id
    project.step("Tag", lambda p: p.claims.tag(claim, tag_id("actors", "unnamed"), "target"))
    act(lambda d: d.update(actors, roles=[Role.TARGET, Role.SPEAKER]))
    assert of_key("actors").roles == (Role.SPEAKER, Role.TARGET)
    with pytest.raises(CodebookError, match="“target” is the role of an actor in claim 1"):
        act(lambda d: d.update(actors, roles=[Role.SPEAKER]))
    with pytest.raises(CodebookError, match="at least one role"):
        act(lambda d: d.update(actors, roles=[]))


def test_a_deleted_dimension_comes_back_with_all_that_was_coded(project, act, of_key, claim, tag_id) -> None:
    framing, before = of_key("framing").id, project.codebook.read()
    project.step("Tag", lambda p: p.claims.tag(claim, tag_id("framing", "risk")))
    act(lambda d: d.delete(framing))
    assert of_key("framing") is None
    assert project.claims.get(claim).taggings == ()
    assert project.check() == []
    project.undo()
    assert project.codebook.read() == before
    assert len(project.claims.get(claim).taggings) == 1


def test_a_dimensions_tags_go_to_another_one_with_what_was_coded(project, act, of_key, claim, tag_id) -> None:
    risk, none = tag_id("framing", "risk"), project.codebook.read().none_tag(of_key("pillar").id)
    project.step("Tag", lambda p: (p.claims.tag(claim, risk), p.claims.tag(claim, none.id)))
    gone, stays = of_key("framing").id, of_key("pillar").id
    act(lambda d: d.dissolve(gone, stays))
    codebook = project.codebook.read()
    assert codebook.dimension_of(risk).id == stays
    assert [tagging.tag_id for tagging in project.claims.get(claim).taggings] == [risk], "a tag came, so none goes"
    assert codebook.tags_of(stays)[-1].is_none
    assert project.check() == []
    project.undo()
    assert len(project.claims.get(claim).taggings) == 2


def test_filters_kept_by_name_follow_tags_to_another_dimension(project, act, of_key, claim, tag_id) -> None:
    risk = project.codebook.read().tag(tag_id("framing", "risk"))
    project.step("Tag", lambda p: p.claims.tag(claim, risk.id))
    wanted = ClaimFilter(codings=(Coding(of_key("framing").uid, tags=(risk.uid,)),))
    project.step("Keep", lambda p: p.saved_filters.add("claims", "Risky", wanted.as_json()))

    def found() -> list[int]:
        return list(project.claim_lists.ids(ClaimFilter.from_json(project.saved_filters.all("claims")[0].definition)))

    assert found() == [claim]
    act(lambda d: d.dissolve(of_key("framing").id, of_key("pillar").id))
    assert found() == [claim]
    project.undo()
    assert found() == [claim]


def test_tags_go_only_where_the_kind_has_room_for_them(project, of_key) -> None:
    why = project.codebook.dimensions.why_not_into
    assert "allows for one" in why(of_key("framing").id, of_key("sentiment").id)
    assert "roles" in why(of_key("actors").id, of_key("framing").id)
    assert why(of_key("sentiment").id, of_key("framing").id) == ""
    assert why(of_key("framing").id, of_key("framing").id)
    with pytest.raises(CodebookError, match="roles"):
        project.step("Move", lambda p: p.codebook.dimensions.dissolve(of_key("framing").id, of_key("actors").id))


def test_what_is_gone_is_told(project) -> None:
    with pytest.raises(CodebookError, match="gone"):
        project.codebook.dimensions.why_not(777, Kind.ONE)
    with pytest.raises(CodebookError, match="gone"):
        project.step("Move", lambda p: p.codebook.dimensions.move(777, 0))
    with pytest.raises(KeyError):
        project.codebook.read().dimension(777)
