"""A session with articles in it, and the panel that lists them."""

from datetime import date

import pytest
from window_checks import bring_up

OUTLETS = ("Courier", "Herald", "Вести")


@pytest.fixture
def session(tmp_path, qapp):
    from app.session import Session

    made = Session()
    assert made.create(tmp_path / "p.pressmark", ("Anna", "A"))
    made.refused = []
    made.failed.connect(made.refused.append)
    yield made
    made.shut_down()


@pytest.fixture
def fill(session):
    """Store articles "Headline 01" …, the last one the newest; returns their ids in the order of the list."""
    from annotations.importers.draft import Draft

    def fill_(count, first=1):
        def work(project):
            for n in range(first, first + count):
                draft = Draft(
                    f"Text number {n} of an article.",
                    headline=f"Headline {n:02}",
                    outlet=OUTLETS[n % 3],
                    author=f"Author {n:02}",
                    published=f"2026-03-{n % 28 + 1:02}",
                )
                project.articles.add(draft)

        session.run(f"Import {count} articles", work)
        return session.project.articles.ids()

    return fill_


@pytest.fixture
def wednesday(monkeypatch):
    """It is long after the articles of the tests."""
    from app.panels import articles

    monkeypatch.setattr(articles, "today", lambda: date(2026, 5, 6))


@pytest.fixture
def panel(qtbot, session, wednesday):
    from app.panels.articles import ArticlesPanel

    imports = []
    made = ArticlesPanel(session, ("Import files…", lambda: imports.append(True)))
    made.imports = imports
    made.seen = []
    made.chosen.connect(made.seen.append)
    qtbot.addWidget(made)
    made.resize(300, 500)
    bring_up(qtbot, made)
    return made


@pytest.fixture
def weeks(session, wednesday):
    """Thirty articles of this week, thirty of the last and two of March, the newest first; their ids by section."""
    from annotations.importers.draft import Draft

    def work(project):
        for n, day in enumerate(["2026-05-05"] * 30 + ["2026-04-28"] * 30 + ["2026-03-03"] * 2):
            project.articles.add(Draft(f"Text {n}.", headline=f"Headline {n:02}", outlet="Courier", published=day))

    session.run("Import", work)
    every = session.project.articles.ids()
    return every[:30], every[30:60], every[60:]
