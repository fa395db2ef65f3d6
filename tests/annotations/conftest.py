"""Shared by the tests of the domain: a project to work on."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from kept_children import children_end, kept_workers

from annotations.importers.draft import Draft
from annotations.project import Project
from annotations.spans import Span

__all__ = ["children_end", "kept_workers"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a project of the test goes."""
    return tmp_path / "week.pressmark"


@pytest.fixture
def project(path: Path) -> Iterator[Project]:
    """A new project with the default codebook, in which Anna works."""
    with Project.create(path, coder=("Anna Lindqvist", "AL")) as made:
        yield made


@pytest.fixture
def add_article(project: Project) -> Callable[..., int]:
    """Store an article with this text as a step, and return its id."""

    def add(text: str = "The minister spoke. Nobody listened.", outlet: str = "The Courier", **values: str) -> int:
        draft = Draft(text=text, outlet=outlet, **values)
        return project.step("Add article", lambda p: p.articles.add(draft)).value

    return add


@pytest.fixture
def add_claim(project: Project) -> Callable[..., int]:
    """Mark a passage as a step, and return the claim's id."""

    def add(article_id: int, start: int = 0, end: int = 12) -> int:
        return project.step("Add claim", lambda p: p.claims.add(article_id, Span(start, end))).value

    return add


@pytest.fixture
def tag_id(project: Project) -> Callable[[str, str], int]:
    """Id of a shipped tag, given the keys of its dimension and of itself."""

    def find(dimension_key: str, key: str) -> int:
        codebook = project.codebook.read()
        dimension = codebook.by_key(dimension_key)
        return next(tag.id for tag in codebook.tags_of(dimension.id) if tag.key == key)

    return find
