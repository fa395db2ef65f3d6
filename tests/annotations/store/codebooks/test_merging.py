"""Tags that become one or are taken away, case by case; see the model in `test_codebook_editing`."""

import pytest

from annotations.claim_filter import ClaimFilter, Coding
from annotations.codebook_edits import Merged, Touched
from annotations.codebook_tree import Place
from annotations.errors import CodebookError


@pytest.fixture
def actors(project):
    """Three actors: an authority with an office beneath it, and the same authority under another name."""
    dimension = project.codebook.read().by_key("actors").id

    def make(p) -> dict[str, int]:
        first = p.codebook.add_tag(dimension, "Port Authority", aliases=("PA",))
        other = p.codebook.add_tag(dimension, "Harbour Authority", aliases=("HA", "pa"), definition="Runs the quay")
        office = p.codebook.add_tag(dimension, "Crane office", parent_id=other)
        return {"first": first, "other": other, "office": office}

    return project.step("Make", make).value


@pytest.fixture
def coded(project, add_article, add_claim, actors):
    """Two claims: one with both authorities as speaker, one with the other as target by two coders."""
    article = add_article("The quay was sold in May. The buyer is unknown.")
    both, single = add_claim(article, 0, 8), add_claim(article, 9, 17)

    def tag(p) -> None:
        boris = p.coders.ensure("Boris", "B")
        p.claims.tag(both, actors["first"], "speaker")
        p.claims.tag(both, actors["other"], "speaker")
        for coder in (p.coder_id, boris):
            p.claims.tag(single, actors["other"], "target", coder_id=coder)

    project.step("Tag", tag)
    return both, single


def taggings(project, claim: int) -> list[tuple[int, str]]:
    return sorted((one.tag_id, one.role) for one in project.claims.get(claim).taggings)


def test_what_a_merge_would_do_is_told_before(project, actors, coded) -> None:
    usage = project.codebook.usage
    assert usage.merged(actors["first"], [actors["other"]]) == Merged(claims=2, both=1)
    assert usage.touched([actors["first"], actors["other"]]) == Touched(claims=2, taggings=4)
    assert usage.of_tags([actors["first"], actors["office"]]) == {actors["first"]: 1, actors["office"]: 0}
    assert usage.counts() == {actors["first"]: 1, actors["other"]: 2}


def test_many_tags_are_counted_together(project, actors, coded) -> None:
    some = [*range(10_000, 11_200), *actors.values()]
    assert project.codebook.usage.touched(some) == Touched(claims=2, taggings=4)
    assert project.codebook.usage.merged(actors["first"], [t for t in some if t != actors["first"]]) == Merged(2, 1)


def test_two_actors_become_one_and_undo_makes_them_two(project, actors, coded) -> None:
    both, single = coded
    before = project.codebook.read(), taggings(project, both), taggings(project, single)
    project.step("Merge", lambda p: p.codebook.merging.merge(actors["first"], [actors["other"]]))
    merged = project.codebook.read().tag(actors["first"])
    assert merged.aliases == ("PA", "Harbour Authority", "HA", "pa")
    assert merged.definition == "Runs the quay"
    assert project.codebook.read().tag(actors["office"]).parent_id == actors["first"]
    assert taggings(project, both) == [(actors["first"], "speaker")]
    assert taggings(project, single) == [(actors["first"], "target")] * 2
    assert project.check() == []
    project.undo()
    assert (project.codebook.read(), taggings(project, both), taggings(project, single)) == before


def test_filters_kept_by_name_ask_for_the_tag_that_stays(project, actors, coded) -> None:
    codebook = project.codebook.read()
    first, other = (codebook.tag(actors[name]) for name in ("first", "other"))
    wanted = ClaimFilter(codings=(Coding(codebook.by_key("actors").uid, tags=(other.uid, first.uid)),))
    project.step("Keep", lambda p: p.saved_filters.add("claims", "Port", wanted.as_json()))

    def tags() -> tuple[str, ...]:
        return ClaimFilter.from_json(project.saved_filters.all("claims")[0].definition).codings[0].tags

    project.step("Keep", lambda p: p.saved_filters.add("other", "Odd", f"no JSON {other.uid}"))
    project.step("Merge", lambda p: p.codebook.merging.merge(first.id, [other.id]))
    assert tags() == (first.uid,)
    project.undo()
    assert tags() == (other.uid, first.uid)


def test_a_parent_is_merged_into_its_child(project, actors) -> None:
    project.step("Merge", lambda p: p.codebook.merging.merge(actors["office"], [actors["other"]]))
    assert project.codebook.read().tag(actors["office"]).parent_id is None


def test_tags_of_two_dimensions_and_built_in_ones_are_not_merged_away(project, actors, tag_id) -> None:
    def merge(keep: int, *others: int) -> None:
        project.step("Merge", lambda p: p.codebook.merging.merge(keep, others))

    with pytest.raises(CodebookError, match="of two dimensions"):
        merge(actors["first"], tag_id("framing", "risk"))
    with pytest.raises(CodebookError, match="own voice"):
        merge(actors["first"], tag_id("actors", "the-outlet"))
    with pytest.raises(CodebookError, match="no tag to merge others into"):
        merge(tag_id("actors", "none"), actors["first"])
    with pytest.raises(CodebookError, match="gone"):
        merge(actors["first"], 777)
    merge(tag_id("actors", "the-outlet"), actors["first"])
    assert "Port Authority" in project.codebook.read().tag(tag_id("actors", "the-outlet")).aliases


def test_a_tag_is_deleted_and_claims_get_another_one_for_it(project, actors, coded) -> None:
    both, single = coded
    project.step("Delete", lambda p: p.codebook.merging.delete([actors["other"]], actors["first"]))
    assert taggings(project, both) == [(actors["first"], "speaker")]
    assert taggings(project, single) == [(actors["first"], "target")] * 2
    assert project.codebook.read().tag(actors["first"]).aliases == ("PA",)
    assert project.codebook.read().tag(actors["office"]).parent_id is None


def test_a_tag_is_deleted_and_claims_lose_it(project, actors, coded) -> None:
    both, single = coded
    project.step("Delete", lambda p: p.codebook.merging.delete([actors["other"], actors["office"]]))
    assert taggings(project, both) == [(actors["first"], "speaker")]
    assert taggings(project, single) == []
    project.undo()
    assert len(taggings(project, single)) == 2


def test_built_in_tags_are_not_deleted_nor_put_in_the_place_of_others(project, actors, tag_id) -> None:
    def delete(tag: int, instead: int | None = None) -> None:
        project.step("Delete", lambda p: p.codebook.merging.delete([tag], instead))

    for key in ("none", "the-outlet", "unnamed"):
        with pytest.raises(CodebookError, match="cannot be taken away"):
            delete(tag_id("actors", key))
    with pytest.raises(CodebookError, match="not what the coders decided"):
        delete(actors["first"], tag_id("actors", "none"))
    with pytest.raises(CodebookError, match="by itself"):
        delete(actors["first"], actors["first"])
    with pytest.raises(CodebookError, match="of two dimensions"):
        delete(actors["first"], tag_id("framing", "risk"))


def test_an_alias_that_calls_another_tag_is_refused_and_shown_ones_are_replaced(project, actors) -> None:
    def aliases(*wanted: str) -> None:
        project.step("Edit", lambda p: p.codebook.update_tag(actors["first"], aliases=wanted))

    aliases("Quay  office", "quay office", "PA")
    assert project.codebook.read().tag(actors["first"]).aliases == ("PA", "Quay office", "quay office")
    with pytest.raises(CodebookError, match="already calls “Harbour Authority”"):
        aliases("Harbour authority")
    aliases()
    assert project.codebook.read().tag(actors["first"]).aliases == ()


def test_a_tag_is_not_put_beneath_itself_and_its_value_is_one_of_a_scale(project, actors) -> None:
    with pytest.raises(CodebookError, match="beneath itself"):
        project.step("Edit", lambda p: p.codebook.update_tag(actors["other"], parent_id=actors["office"]))
    with pytest.raises(CodebookError, match="no value of a scale"):
        project.step("Edit", lambda p: p.codebook.update_tag(actors["other"], value=12))


def test_a_tag_that_is_gone_meanwhile_is_told(project, actors) -> None:
    project.step("Delete", lambda p: p.codebook.merging.delete([actors["office"]]))
    for work in (
        lambda p: p.codebook.update_tag(actors["office"], aliases=("Cranes",)),
        lambda p: p.codebook.move_tags([actors["office"]], Place()),
        lambda p: p.codebook.merging.merge(actors["first"], [actors["office"]]),
        lambda p: p.codebook.merging.delete([actors["office"]]),
    ):
        with pytest.raises(CodebookError, match="gone"):
            project.step("Edit", work)
