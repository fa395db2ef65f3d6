"""A session with a few claims, and the table's page over it."""

import pytest
from window_checks import bring_up

from annotations.claims import CheckState
from annotations.codebook import Role
from annotations.importers.draft import Draft
from annotations.spans import Span
from app.session import Session
from app.settings import Settings
from app.theme import Theme
from app.workspaces.claims.page import ClaimsPage

TEXT = "The minister spoke of sanctions. Nobody listened to him. The banks were silent as ever."
COUNT = 12


def fill(project):
    """Twelve claims in two articles: every second one framed, every third one with a speaker, the first one flagged."""
    codebook = project.codebook.read()
    framing, actors = codebook.by_key("framing"), codebook.by_key("actors")
    first, second = codebook.tags_of(framing.id)[:2]
    outlets = ("The Courier", "The Herald")
    articles = [
        project.articles.add(
            Draft(f"{n} {TEXT}", headline=f"Article {n}", outlet=outlets[n], published=f"2026-03-0{n + 1}")
        )
        for n in range(2)
    ]
    ids = []
    for n in range(COUNT):
        ids.append(project.claims.add(articles[n // 6], Span(2 + n, 30 + n)))
        if n % 2 == 0:
            project.claims.tag(ids[-1], first.id)
        if n % 4 == 0:
            project.claims.tag(ids[-1], second.id)
        if n % 3 == 0:
            project.claims.tag(ids[-1], codebook.tags_of(actors.id)[0].id, Role.SPEAKER)
    project.claims.update(ids[0], check_state=CheckState.FLAGGED, comment="a comment")
    return ids


@pytest.fixture
def session(tmp_path, qapp):
    made = Session()
    assert made.create(tmp_path / "p.pressmark", ("Anna Lindqvist", "AL"))
    made.ids = made.run("Fill", fill)
    yield made
    made.shut_down()


@pytest.fixture
def settled(qtbot):
    """Wait until a page has everything it asked for."""

    def wait(page):
        def done():
            busy = page._pause.isActive() or page.feed.busy or page.bar._pause.isActive() or page._names.busy
            return page.whole and not busy and not page.model.missing(range(len(page.model.ids)))

        qtbot.waitUntil(done)

    return wait


@pytest.fixture
def page(qtbot, session, settled):
    """The page as it is shown."""
    made = ClaimsPage(session, Settings(), Theme.light())
    qtbot.addWidget(made)
    made.resize(1200, 700)
    bring_up(qtbot, made)
    settled(made)
    return made
