"""Copies of one project that are worked on apart."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotations.importers.draft import Draft
from annotations.progress import drive
from annotations.project import Project
from annotations.spans import Span
from annotations.store.files import opening

TEXT = "The minister answered.\n\nShe said: “We begin late”, and then she went home.\n\nNobody asked why."
OTHER = "A second piece about the same matter.\n\nIt has a few sentences. They say little."


@pytest.fixture
def folder(tmp_path) -> Path:
    """A folder for the copies."""
    return tmp_path


@pytest.fixture(autouse=True)
def no_children(monkeypatch) -> None:
    """All copies here are our own; looking at strangers' files in a child has tests of its own."""
    monkeypatch.setattr(opening, "is_known", lambda _: True)


@pytest.fixture
def copies(folder) -> Iterator[Callable[[int], list[Project]]]:
    """Makes a project with two articles and a coded claim, and that many copies of it, all open."""
    opened: list[Project] = []

    def make(number: int) -> list[Project]:
        first = folder / "base.pressmark"
        with Project.create(first, coder=("Anna", "A")) as project:
            project.step("Import", lambda p: [p.articles.add(Draft(text=text)) for text in (TEXT, OTHER)])
            claim = project.step("Mark", lambda p: p.claims.add(p.articles.ids()[-1], Span(4, 12))).value
            project.step("Tag", lambda p: p.claims.tag(claim, p.codebook.read().tags[0].id))
        for n in range(number):
            path = Path(shutil.copy(first, folder / f"{'abcdef'[n]}.pressmark"))
            opened.append(Project.open(path))
            opened[-1].coder_id = 2
        return opened

    yield make
    for project in opened:
        project.close()


def merge(project: Project, other: Project):
    """Merge one open copy into another; returns the report."""
    other.checkpoint()
    found = drive(project.merging.look(other.path))
    return project.step("Merge", lambda p: p.merging.apply(found)).value
