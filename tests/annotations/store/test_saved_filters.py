"""Filters kept by name."""

import pytest

from annotations.errors import AnnotationError
from annotations.project import Project


@pytest.fixture
def keep(project):
    def run(name, kind="claims", definition="{}"):
        return project.step("Keep filter", lambda p: p.saved_filters.add(kind, name, definition)).value

    return run


def names(project, kind="claims"):
    return [saved.name for saved in project.saved_filters.all(kind)]


def test_they_are_listed_by_name_each_list_its_own(project, keep):
    for name in ("west", "Agencies", "zeal"):
        keep(name)
    keep("other", kind="articles")
    assert names(project) == ["Agencies", "west", "zeal"]
    assert names(project, "articles") == ["other"]


def test_they_stay_in_the_file(path, project, keep):
    keep("West", definition='{"words": "x"}')
    project.close()
    with Project.open(path, read_only=True) as opened:
        (saved,) = opened.saved_filters.all("claims")
    assert (saved.name, saved.definition) == ("West", '{"words": "x"}')


def test_they_are_renamed_redefined_and_deleted_and_all_that_is_undone(project, keep):
    one = keep("West")
    project.step("Rename filter", lambda p: p.saved_filters.rename(one, " The   West "))
    assert names(project) == ["The West"]
    project.step("Change filter", lambda p: p.saved_filters.redefine(one, '{"words": "y"}'))
    assert project.saved_filters.all("claims")[0].definition == '{"words": "y"}'
    project.step("Delete filter", lambda p: p.saved_filters.delete([one]))
    assert names(project) == []
    for expected in (["The West"], ["The West"], ["West"], []):
        project.undo()
        assert names(project) == expected


@pytest.mark.parametrize("name", ["", "  ", "WEST"])
def test_a_name_is_needed_and_taken_once(project, keep, name):
    keep("West")
    keep("West", kind="articles")
    other = keep("East")
    with pytest.raises(AnnotationError):
        keep(name)
    with pytest.raises(AnnotationError):
        project.step("Rename filter", lambda p: p.saved_filters.rename(other, name))


def test_a_name_may_be_written_otherwise(project, keep):
    one = keep("west")
    project.step("Rename filter", lambda p: p.saved_filters.rename(one, "West"))
    assert names(project) == ["West"]
