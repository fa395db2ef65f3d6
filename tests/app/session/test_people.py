"""Who works in a project."""

from watched_session import add_article, heard

from annotations.spans import Span


def test_the_person_is_recognised_in_a_project(session, tmp_path):
    path = session.project.path
    session.close_project()
    assert session.open(path, ("  anna  LINDQVIST ", "AL"))
    assert session.coder.name == "Anna Lindqvist"


def test_a_stranger_is_nobody_until_introduced(session):
    path = session.project.path
    session.close_project()
    assert session.open(path, ("Boris Okafor", "BO"))
    assert session.coder is None
    session.said.clear()
    session.switch_coder("Boris Okafor", "BO")
    assert session.coder.initials == "BO"
    assert ("coder_changed",) in session.said


def test_undoing_the_introduction_of_the_person_leaves_nobody(session):
    article = session.run("Add article", add_article)
    session.switch_coder("Boris Okafor", "BO")
    session.said.clear()
    session.undo()
    assert session.coder is None
    assert ("coder_changed",) in session.said
    assert session.run("Add claim", lambda p: p.claims.add(article, Span(0, 4))) is None
    assert "coder" in str(heard(session, "failed")[0])


def test_nobody_can_work_as_agreed(session):
    path = session.project.path
    session.close_project()
    assert session.open(path, ("Agreed", "="))
    assert session.coder is None
