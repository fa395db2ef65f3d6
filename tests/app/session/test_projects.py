"""Which project is open, and what may be done with it."""

import pytest
from watched_session import PERSON, add_article, heard, long_import, watched

from annotations.errors import ProjectLockedError
from app.session import Session


def test_a_project_that_cannot_be_opened_leaves_the_one_before(session, tmp_path):
    other = tmp_path / "other.pressmark"
    other.write_text("no project")
    before = session.project
    assert not session.open(other, PERSON)
    assert session.project is before
    assert heard(session, "project_changed") == []
    assert heard(session, "failed")[0].path == other
    assert session.run("Add article", add_article)


def test_what_stands_there_is_not_overwritten(session, tmp_path):
    assert not session.create(session.project.path, PERSON)
    assert "already" in str(heard(session, "failed")[0])


def test_a_project_that_is_open_elsewhere_can_be_read(session, tmp_path, qapp):
    session.run("Add article", add_article)
    other = watched(Session())
    with pytest.raises(ProjectLockedError):
        other.open(session.project.path, PERSON)
    assert other.project is None
    assert other.open_read_only(session.project.path)
    assert len(other.project.articles.ids()) == 1
    other.shut_down()


def test_a_read_only_project_refuses_everything_with_the_reason(session, qtbot):
    path = session.project.path
    session.close_project()
    assert session.open_read_only(path)
    session.said.clear()
    assert session.run("Add article", add_article) is None
    job = session.run_long("Import 1 article", long_import(1))
    qtbot.waitUntil(lambda: not job.running)
    session.undo()
    session.switch_coder("Boris", "B")
    session.checkpoint()
    reasons = {str(error) for error in heard(session, "failed")}
    assert reasons == {"It was opened for reading only. Nothing was changed"}
    assert session.jobs.running == []
    assert session.coder is None
