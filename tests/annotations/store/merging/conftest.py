"""Copies of one project that are worked on apart."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotations.importers.draft import Draft
from annotations.progress import drive
from annotations.project import Project
from annotations.spans import Span
from annotations.store.connections import writing
from annotations.store.files import opening
from annotations.store.ids import next_stamp

TEXT = "The minister answered.\n\nShe said: “We begin late”, and then she went home.\n\nNobody asked why."
OTHER = "A second piece about the same matter.\n\nIt has a few sentences. They say little."
THIRD = "Third of all, and the only one of them that names no number."


@pytest.fixture
def folder(tmp_path) -> Path:
    """A folder for the copies."""
    return tmp_path


@pytest.fixture(autouse=True)
def no_children(monkeypatch) -> None:
    """All copies here are our own; looking at strangers' files in a child has tests of its own."""
    monkeypatch.setattr(opening, "is_known", lambda _: True)


@pytest.fixture
def one_clock(monkeypatch) -> None:
    """Lets what is done later have a later clock in whichever copy: this computer's own may step back meanwhile."""
    last = 0

    def stamped(stamp: int) -> int:
        nonlocal last
        last = next_stamp(max(stamp, last))
        return last

    monkeypatch.setattr(writing, "next_stamp", stamped)


@pytest.fixture
def copies(folder, one_clock) -> Iterator[Callable[[int], list[Project]]]:
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


@pytest.fixture
def three(copies):
    """Copies of a project in which a third article stands beside the other two."""

    def make(number: int) -> list[Project]:
        first, *others = copies(number)
        first.step("Import", lambda p: p.articles.add(Draft(text=THIRD)))
        for other in others:
            merge(other, first)
        return [first, *others]

    return make


@pytest.fixture
def in_a_circle(three):
    """Makes copies of which the first two let the same two articles lead one another."""

    def make(number: int) -> list[Project]:
        opened = three(number)
        put_under(opened[0], TEXT, OTHER)
        put_under(opened[1], OTHER, TEXT)
        return opened

    return make


def uid(project: Project, article: int) -> str:
    return project.articles.get(article).uid


def named(project: Project, column: str = "lead_id") -> dict[str, str | None]:
    """By the beginning of its text, what an article names there, likewise."""
    rows = project._store.rows("SELECT id, lead_id, replaces_id FROM articles")
    words = {row["id"]: project.articles.text(row["id"])[:3] for row in rows}
    return {words[row["id"]]: words.get(row[column]) for row in rows}


def article(project: Project, text: str) -> int:
    """The id of the article with this text."""
    return next(one for one in project.articles.ids() if project.articles.text(one) == text)


def put_under(project: Project, lead: str, member: str) -> None:
    project.step("Group", lambda p: p.groups.make(article(p, lead), [article(p, member)]))


def name_author(project: Project, text: str = TEXT) -> None:
    project.step("Name author", lambda p: p.articles.update([article(p, text)], author="B. Writer"))


def head_and_member(project: Project) -> tuple[str, str]:
    """Of the two articles in a circle, the text of the one that leads, and that of the other one."""
    lead = next(one for one in (TEXT, OTHER) if project.groups.lead_of(article(project, one)) == article(project, one))
    return lead, OTHER if lead == TEXT else TEXT


@pytest.fixture
def made(copies) -> list[Project]:
    """Four copies with the dimensions of `tones`."""
    from tests.annotations.store.merging import tones

    first, *others = found = copies(4)
    first.step("Make dimensions", tones.make)
    for other in others:
        merge(other, first)
    return found
