"""A session with articles in it."""

import pytest

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
