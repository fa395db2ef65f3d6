"""Copies without history know that rows are gone, and not what they said."""

from collections.abc import Iterator

import pytest

from annotations.claims import Origin
from annotations.progress import drive
from annotations.project import Project
from annotations.sharing import CopyChoice
from annotations.spans import Span
from tests.annotations.store.merging.conftest import TEXT, article, merge, name_author
from tests.annotations.store.merging.oracle import contents


def without_history(project: Project) -> Project:
    path = project.path.with_name("lean.pressmark")
    drive(project.copy(path, CopyChoice(history=False)))
    return Project.open(path)


@pytest.fixture
def opened(copies) -> Iterator[tuple[Project, Project, Project]]:
    """Two copies of a project, and one without history of the first, made when that deleted what it had changed."""
    anna, cleo = copies(2)
    name_author(anna)
    claim = anna.claims.all()[0].id
    scale = anna.codebook.read().tags_of(anna.codebook.read().by_key("sentiment").id)
    anna.step("Tag", lambda p: p.claims.tag(claim, scale[0].id, origin=Origin.ACCEPTED))
    anna.step("Delete article", lambda p: p.articles.delete([article(p, TEXT)]))
    lean = without_history(anna)
    lean.coder_id = 2
    yield anna, cleo, lean
    lean.close()


def same(*projects: Project) -> bool:
    for project in projects:
        project.checkpoint()
    one, *others = (contents(project.path) for project in projects)
    return all(one == other for other in others)


def test_what_comes_back_there_as_it_was_once_takes_nothing_from_what_was_written_last(opened) -> None:
    anna, cleo, lean = opened
    cleo.step("Mark", lambda p: p.claims.add(article(p, TEXT), Span(4, 9)))
    merge(lean, cleo)
    assert lean.articles.get(article(lean, TEXT)).author == ""
    assert merge(lean, cleo).nothing
    for project, other in ((anna, lean), (lean, anna)):
        merge(project, other)
        assert project.articles.get(article(project, TEXT)).author == "B. Writer"
        assert project.check() == []
    assert same(anna, lean)
    assert merge(anna, lean).nothing
    assert merge(lean, anna).nothing


def test_what_is_gone_on_both_sides_says_there_what_was_written_last_or_nothing(opened, folder) -> None:
    anna, cleo, lean = opened
    cleo.step("Delete article", lambda p: p.articles.delete([article(p, TEXT)]))
    merge(lean, cleo)
    (boris,) = [Project.open(folder / "base.pressmark")]
    with boris:
        boris.coder_id = 2
        boris.step("Mark", lambda p: p.claims.add(article(p, TEXT), Span(4, 9)))
        merge(lean, boris)
    for project, other in ((anna, lean), (lean, anna)):
        merge(project, other)
        assert project.articles.get(article(project, TEXT)).author == "B. Writer"
    assert same(anna, lean)


def test_a_tag_that_comes_back_there_with_its_claim_comes_about_as_it_did(opened) -> None:
    anna, cleo, lean = opened
    claim = cleo.claims.all()[0].id
    cleo.step("Note", lambda p: p.claims.update(claim, note="Ask again"))
    for project in (lean, anna):
        merge(project, cleo)
        (found,) = project.claims.all()
        assert Origin.ACCEPTED in {tagging.origin for tagging in found.taggings}
    merge(lean, anna)
    assert same(anna, lean)
