"""Codebook files taken into a project: what is planned is what is done, and nothing is deleted."""

from dataclasses import replace

import pytest

from annotations.codebook import CodebookFile, Dimension, Kind, Tag
from annotations.codebook_file import shipped_codebook
from annotations.codebook_plan import Way, holder_of, is_there, planned
from annotations.codebook_writing import as_file
from annotations.errors import CodebookError
from annotations.project import Project

FRAMES = Dimension("Framing", Kind.MANY, key="framing")


def file(*tags: Tag, dimension: Dimension = FRAMES, **parents: str) -> CodebookFile:
    above = {(dimension.key, key): parent for key, parent in parents.items()}
    return CodebookFile("mine", "Mine", dimensions=(dimension,), tags={dimension.key: tags}, parents=above)


@pytest.fixture
def take_in(project):
    def take(found: CodebookFile, way: Way = Way.UPDATE):
        plan = planned(project.codebook.read(), found, way)
        done = project.step("Import", lambda p: p.codebook.importing.take_in(found, way)).value
        assert done == plan, "what was shown is what was done"
        assert project.check() == []
        return plan

    return take


def tag(project, name: str) -> Tag:
    found = project.codebook.read().find(project.codebook.read().by_key("framing").id, name)
    assert found is not None
    return found


def test_a_project_is_not_changed_by_its_own_codebook(project, take_in) -> None:
    before = project.codebook.read()
    plan = take_in(as_file(before, "any", "Any"))
    assert plan.empty
    assert plan.untouched == len(before.tags) - len(before.dimensions)
    assert project.codebook.read() == before


def test_what_the_file_says_is_set_and_what_it_leaves_empty_stays(project, take_in) -> None:
    was = tag(project, "Risk and harm of AI")
    plan = take_in(file(Tag("Danger", key="risk", use="Always", aliases=("Peril", "harm"))))
    now = project.codebook.read().tag(was.id)
    assert plan.dimensions[0].tags[0].changes == ("name", "use", "aliases")
    assert (now.name, now.use, now.definition) == ("Danger", "Always", was.definition)
    assert now.aliases == (*was.aliases, "Peril")
    assert plan.in_words() == "1 changed · nothing is deleted"


def test_a_tag_is_found_by_name_or_alias_and_not_renamed_then(project, take_in) -> None:
    was = tag(project, "Risk and harm of AI")
    take_in(file(Tag("HARM", key="other-key", short="Short")))
    now = project.codebook.read().tag(was.id)
    assert (now.name, now.key, now.short) == (was.name, "risk", "Short")


def test_new_tags_come_last_and_beneath_their_parents(project, take_in) -> None:
    plan = take_in(file(Tag("Risk", key="risk"), Tag("Job loss", key="jobs"), jobs="risk"))
    assert (plan.added, plan.changed) == (1, 1)
    assert tag(project, "Job loss").parent_id == tag(project, "Risk").id
    project.undo()
    assert project.codebook.read().find(project.codebook.read().by_key("framing").id, "Job loss") is None


def test_the_kind_of_a_dimension_stays_and_that_is_told(project, take_in) -> None:
    plan = take_in(file(dimension=replace(FRAMES, kind=Kind.ONE)))
    assert plan.dimensions[0].remark == "It stays of the kind “many”; in the file it is “one”."
    assert project.codebook.read().by_key("framing").kind is Kind.MANY


def test_a_dimension_that_is_not_there_is_added(project, take_in) -> None:
    plan = take_in(file(Tag("Loud", key="loud"), dimension=Dimension("Voice", Kind.ONE, key="voice")))
    assert (plan.new_dimensions, plan.added) == (1, 1)
    assert [found.name for found in project.codebook.read().dimensions][-1] == "Voice"
    assert plan.in_words() == "1 new dimension · 1 new tag · nothing is deleted"


def test_dimensions_are_added_beside_those_of_the_same_name_and_uid(project, take_in) -> None:
    before = project.codebook.read()
    plan = take_in(shipped_codebook(), Way.ADD)
    after = project.codebook.read()
    assert plan.new_dimensions == len(before.dimensions)
    assert [one.name for one in after.dimensions] == [
        *(one.name for one in before.dimensions),
        *(f"{one.name} (2)" for one in before.dimensions),
    ]
    assert len({one.uid for one in (*after.dimensions, *after.tags)}) == len(after.dimensions) + len(after.tags)
    nested = [(after.tag(one.parent_id).name, one.name) for one in after.tags if one.parent_id]
    assert len(nested) == 2 * len(set(nested))
    assert {one.shortcut for one in after.tags[len(before.tags) :]} == {""}


def test_new_tags_without_a_colour_are_given_one_unless_they_stand_on_a_scale(project, take_in) -> None:
    scale = Dimension("Mood", Kind.SCALE, key="mood")
    take_in(file(Tag("Low", key="low", value=-1), dimension=scale))
    take_in(file(Tag("One", key="one"), Tag("Two", key="two", colour="pink")))
    assert tag(project, "One").colour not in ("", tag(project, "Two").colour)
    low = project.codebook.read().tags_of(project.codebook.read().by_key("mood").id)[0]
    assert (low.name, low.colour) == ("Low", "")


def test_a_shortcut_that_is_taken_is_not_given_to_another_tag(project, take_in) -> None:
    project.step("Edit", lambda p: p.codebook.update_tag(tag(p, "Brain drain").id, shortcut="q"))
    take_in(file(Tag("One", key="one", shortcut="Q"), Tag("Two", key="two", shortcut="z")))
    assert (tag(project, "One").shortcut, tag(project, "Two").shortcut) == ("", "z")
    codebook = project.codebook.read()
    assert holder_of(codebook, " Q ").name == "Brain drain"
    assert holder_of(codebook, "q", besides=tag(project, "Brain drain").id) is None


def test_two_new_tags_of_one_name_are_refused_whole(project) -> None:
    twice = file(Tag("Loud", key="a"), Tag("loud", key="b"))
    with pytest.raises(CodebookError, match="“loud” twice in “Framing”"):
        project.step("Import", lambda p: p.codebook.importing.take_in(twice))
    assert project.undo_label == ""


def test_a_nesting_that_the_project_has_the_other_way_round_is_left(project, take_in) -> None:
    take_in(file(Tag("Upper", key="u"), Tag("Lower", key="l"), l="u"))
    take_in(file(Tag("Lower", key="l"), Tag("Upper", key="u"), u="l"))
    assert tag(project, "Lower").parent_id == tag(project, "Upper").id


def test_a_shipped_codebook_comes_back_after_its_tags_went_elsewhere(project) -> None:
    codebook = project.codebook.read()
    framing, pillar = codebook.by_key("framing"), codebook.by_key("pillar")
    assert is_there(codebook, shipped_codebook())
    project.step("Move", lambda p: p.codebook.dimensions.dissolve(framing.id, pillar.id))
    assert not is_there(project.codebook.read(), shipped_codebook())
    project.step("Add", lambda p: p.codebook.install(shipped_codebook()))
    assert is_there(project.codebook.read(), shipped_codebook())
    assert project.check() == []


def test_two_projects_that_take_in_the_same_file_agree(tmp_path) -> None:
    mine, uids = file(Tag("Loud", key="loud"), dimension=Dimension("Voice", Kind.ONE, key="voice")), []
    for name in ("a", "b"):
        with Project.create(tmp_path / f"{name}.pressmark") as project:
            project.step("Import", lambda p: p.codebook.importing.take_in(mine))
            uids.append({one.uid for one in (*project.codebook.read().dimensions, *project.codebook.read().tags)})
    assert uids[0] == uids[1]
