"""An inspector on a small project: one article, two claims, two coders."""

from collections.abc import Iterator
from typing import Any

import pytest
from window_checks import bring_up

from annotations.importers.draft import Draft
from annotations.project import Project
from annotations.spans import Span
from app.inspector.panel import InspectorPanel
from app.session import Session
from app.theme import Theme

TEXT = "Harbour opens\n\nThe mayor promised forty jobs. The fishermen laughed."


class Bench:
    """The panel with its project, and short ways to what the tests look at."""

    def __init__(self, session: Session, panel: InspectorPanel) -> None:
        self.session = session
        self.panel = panel
        assert session.project is not None
        self.project: Project = session.project
        article = self.project.articles.ids()[0]
        self.article = article

    def claims(self) -> list[Any]:
        return self.project.claims.of_article(self.article)

    def show(self, place: int | None = 0) -> Any:
        """Show a claim as the window does after each change; None for the list."""
        claims = self.claims()
        claim = None if place is None else claims[place]
        self.panel.show_claim(claim, claims)
        return claim

    def tag_id(self, dimension: str, key: str) -> int:
        codebook = self.session.codebook
        found = codebook.by_key(dimension)
        assert found is not None
        return next(tag.id for tag in codebook.tags_of(found.id) if tag.key == key)

    def row(self, dimension: str) -> Any:
        return next(row for row in self.panel.rows if row.dimension.key == dimension)


@pytest.fixture
def bench(qtbot: Any, tmp_path: Any) -> Iterator[Bench]:
    session = Session()
    assert session.create(tmp_path / "harbour.pressmark", ("Anna Lindqvist", "AL"))

    def fill(project: Project) -> None:
        article = project.articles.add(Draft(TEXT, headline="Harbour opens", outlet="Courier"))
        project.claims.add(article, Span(15, 45))
        project.claims.add(article, Span(46, 68))

    session.run("Fill", fill)
    panel = InspectorPanel(session, Theme.light())
    qtbot.addWidget(panel)
    panel.resize(320, 800)
    bring_up(qtbot, panel)
    made = Bench(session, panel)
    session.changed.connect(lambda _: made.panel.texts._claim and made.show(0))
    yield made
    session.shut_down()
