"""The briefs of a project: kept by name, duplicated, changed field by field, and taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotations.brief.spec import BriefSpec, Judgement
from annotations.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "made.pressmark", coder=("Anna Example", "AE")) as made:
        yield made


def add(project: Project, name: str, spec: BriefSpec | None = None) -> int:
    return project.step("Add", lambda opened: opened.briefs.add(name, spec or BriefSpec())).value


def names(project: Project) -> list[str]:
    return [brief.name for brief in project.briefs.all()]


def test_a_field_is_changed_and_the_others_stay_as_they_are_stored(project: Project) -> None:
    brief = add(project, "Weekly", BriefSpec(title="One", judgements=(Judgement("So."),)))
    project.step("Edit", lambda opened: opened.briefs.change(brief, bottom_line="It is."))
    project.step("Edit", lambda opened: opened.briefs.change(brief, title="Two\x00\u2028"))
    spec = project.briefs.get(brief).spec
    assert (spec.title.strip(), spec.bottom_line, spec.judgements) == ("Two", "It is.", (Judgement("So."),))
    project.undo()
    assert project.briefs.get(brief).spec.title == "One"


def test_rapid_edits_of_a_field_are_one_step(project: Project) -> None:
    brief = add(project, "Weekly", BriefSpec(title="One"))
    for title in ("T", "Tw", "Two"):
        project.step(
            "Edit title", lambda opened, title=title: opened.briefs.change(brief, title=title), joins="brief/title"
        )
    project.undo()
    assert project.briefs.get(brief).spec.title == "One"


def test_a_duplicate_has_a_name_of_its_own(project: Project) -> None:
    spec = BriefSpec(title="One")
    first = add(project, "Weekly", spec)
    second = project.step("Duplicate", lambda opened: opened.briefs.duplicate(first)).value
    project.step("Duplicate", lambda opened: opened.briefs.duplicate(second))
    assert names(project) == ["Weekly", "Weekly 2", "Weekly 3"]
    assert project.briefs.get(second).spec == spec
    project.undo()
    project.undo()
    assert names(project) == ["Weekly"]


@pytest.mark.parametrize(
    ("wanted", "free"),
    [("Weekly", "Weekly 2"), ("  weekly ", "weekly 2"), ("Daily", "Daily"), ("", "Brief"), ("Week 12", "Week 13")],
)
def test_a_name_that_is_taken_gets_the_next_number(project: Project, wanted: str, free: str) -> None:
    add(project, "Weekly")
    add(project, "Week 12")
    for number in range(2, 13):
        add(project, f"Week {number}")
    assert project.briefs.free_name(wanted) == free


def test_a_brief_that_is_not_there_is_told(project: Project) -> None:
    with pytest.raises(KeyError):
        project.briefs.get(7)
