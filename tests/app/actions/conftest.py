"""The whole window on a project with two articles, to try the commands of the menus in."""

import pytest
from window_checks import bring_up

TEXT = "The mayor promised forty jobs. The fishermen laughed. Nobody asked the gulls."


@pytest.fixture
def window(qtbot, tmp_path):
    from PySide6.QtCore import QCoreApplication, QEvent

    from annotations.importers.draft import Draft
    from app.session import Session
    from app.settings import Settings
    from app.theme import Theme
    from app.window import Window

    settings = Settings()
    settings.person = ("Anna Lindqvist", "AL")
    session = Session()
    assert session.create(tmp_path / "p.pressmark", settings.person)

    def fill(project):
        for n in (1, 2):
            project.articles.add(Draft(f"Harbour {n}\n\n{TEXT}", headline=f"Harbour {n}", published=f"2026-03-0{n}"))

    session.run("Import", fill)
    path = session.project.path
    session.close_project()
    made = Window(session, settings, Theme.light())
    made.resize(1200, 800)
    bring_up(qtbot, made)
    assert made.files.open(path)
    yield made
    made.close()
    session.shut_down()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def claims(window):
    """Mark the next sentences as claims; returns them."""

    def mark(count):
        for _ in range(count):
            window.reading.step_sentence(1)
            window.reading.mark_claim()
        return window.session.project.claims.all()

    return mark
