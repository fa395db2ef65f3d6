"""The workspace in the window, on a small project: two claims, three authorities among the actors."""

from collections.abc import Iterator
from typing import Any

import pytest
from window_checks import bring_up

from annotations.importers.draft import Draft
from annotations.project import Project
from annotations.spans import Span
from app.session import Session
from app.settings import Settings
from app.theme import Theme
from app.window import Window

TEXT = "The quay was sold in May. The buyer is unknown."


class Bench:
    """The page with its project, and short ways to what the tests look at."""

    def __init__(self, window: Window, qtbot: Any) -> None:
        self.window, self.qtbot, self.session = window, qtbot, window.session
        self.page: Any = window.workspaces["codebook"]
        assert self.session.project is not None
        self.project: Project = self.session.project

    @property
    def book(self) -> Any:
        return self.project.codebook.read()

    def dimension(self, key: str) -> Any:
        return self.book.by_key(key)

    def tag(self, name: str, dimension: str = "actors") -> Any:
        found = self.book.find(self.dimension(dimension).id, name)
        assert found is not None, name
        return found

    def names(self, dimension: str) -> list[str]:
        return [tag.name for tag in self.book.tags_of(self.dimension(dimension).id, with_none=False)]

    def select(self, *names: str, dimension: str = "actors") -> None:
        assert self.page.tree.select(*(("tag", self.tag(name, dimension).id) for name in names))

    def labels(self) -> list[str]:
        return [entry.label for entry in self.project.history.entries(50) if entry.state == "done"]

    def counted(self) -> None:
        """Wait until it is known how many claims have each tag."""
        self.qtbot.waitUntil(lambda: self.page.usage.of(self.tag("Port Authority").id) is not None)

    def dialog(self, kind: type) -> Any:
        """Wait for a dialog."""

        def found() -> list[Any]:
            return [one for one in self.window.findChildren(kind) if one.isVisible()]

        self.qtbot.waitUntil(lambda: bool(found()))
        return found()[0]


def fill(project: Project) -> None:
    actors = project.codebook.read().by_key("actors")
    assert actors is not None
    article = project.articles.add(Draft(TEXT, headline="Quay sold", outlet="Courier"))
    first, second = project.claims.add(article, Span(0, 8)), project.claims.add(article, Span(9, 17))
    port = project.codebook.add_tag(actors.id, "Port Authority", type="government")
    harbour = project.codebook.add_tag(actors.id, "Harbour Authority", definition="Runs the quay")
    project.codebook.add_tag(actors.id, "Crane office")
    project.claims.tag(first, port, "speaker")
    project.claims.tag(first, harbour, "speaker")
    project.claims.tag(second, harbour, "target")


@pytest.fixture
def bench(qtbot: Any, tmp_path: Any) -> Iterator[Bench]:
    window = Window(Session(), Settings(), Theme.light())
    assert window.session.create(tmp_path / "quay.pressmark", ("Anna Lindqvist", "AL"))
    window.session.run("Fill", fill)
    window.resize(1280, 800)
    bring_up(qtbot, window)
    window.workspaces.show("codebook")
    yield Bench(window, qtbot)
    window.close()
    window.session.shut_down()
    window.deleteLater()
