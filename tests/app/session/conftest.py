"""A session with an open project, which notes all it says."""

import pytest
from watched_session import PERSON, watched

from app.session import Session


@pytest.fixture
def session(tmp_path, qapp):
    made = watched(Session())
    assert made.create(tmp_path / "p.pressmark", PERSON)
    made.said.clear()
    yield made
    made.shut_down()
