"""Steps of the open project: each is told once, and one that fails stores nothing."""

import pytest
from watched_session import PERSON, add_article, heard, watched

from annotations.errors import AnnotationError, StepRefusedError
from annotations.importers.readers import Readers
from annotations.process_memory import used_by
from app.session import Session


def test_a_step_gives_its_value_and_one_signal_with_its_initiator(session):
    who = object()
    article_id = session.run("Add article", add_article, who)
    assert isinstance(article_id, int)
    (changes,) = heard(session, "changed")
    assert (changes.label, changes.initiator) == ("Add article", who)
    assert article_id in changes.articles


def test_a_step_that_changes_nothing_says_nothing(session):
    assert session.run("Nothing", lambda project: 5) == 5
    assert heard(session, "changed") == []


def test_an_error_of_the_person_is_told_and_nothing_is_stored(session):
    def work(project):
        add_article(project)
        raise AnnotationError("That cannot be", "Try otherwise")

    assert session.run("Fail", work) is None
    assert [str(error) for error in heard(session, "failed")] == ["That cannot be. Try otherwise"]
    assert heard(session, "changed") == []
    assert session.project.articles.ids() == []


def test_a_fault_is_raised_and_nothing_is_stored(session):
    def work(project):
        add_article(project)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        session.run("Fault", work)
    assert heard(session, "failed") == []
    assert session.project.articles.ids() == []
    assert session.run("Add article", add_article)


def test_without_a_project_actions_are_refused_with_the_reason(qapp):
    session = watched(Session())
    assert session.run("Add article", add_article) is None
    session.undo()
    assert [type(error) for error in heard(session, "failed")] == [StepRefusedError] * 2
    assert session.why_not == "No project is open"
    assert session.codebook.dimensions == ()
    session.shut_down()


def test_children_that_read_end_with_the_session_and_not_with_the_project(qapp, tmp_path, monkeypatch):
    monkeypatch.setattr("app.session.Readers", Readers)
    session = Session()
    assert session.create(tmp_path / "p.pressmark", PERSON)
    (child,) = session.readers.borrow(1)
    child.call({"warm": True}, deadline=60)
    pid = child.pid
    session.readers.give_back([child])
    session.close_project()
    assert used_by(pid) is not None
    session.shut_down()
    assert used_by(pid) is None
