"""Questions to the project, read behind the window: the newest wins, errors are told, closing ends them."""

import threading
import time

import pytest
from PySide6.QtCore import QEvent

from annotations.errors import AnnotationError
from annotations.importers.draft import Draft
from app.background import THREADS, Question
from app.session import Session

PERSON = ("Anna Lindqvist", "AL")

FOR_EVER = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


@pytest.fixture
def session(tmp_path, qapp):
    made = Session()
    assert made.create(tmp_path / "p.pressmark", PERSON)
    made.run("Import", lambda p: [p.articles.add(Draft(f"{word} words.")) for word in "ABC"])
    yield made
    made.shut_down()


@pytest.fixture
def question(session):
    return Question(session, session)


def for_ever(project):
    return project._store.rows(FOR_EVER)


def test_it_is_read_on_another_thread_and_answered_on_the_windows(question, qtbot):
    told = []
    question.ask(
        lambda project: (threading.current_thread(), len(project.articles.ids())),
        lambda answer: told.append((threading.current_thread(), *answer)),
    )
    assert told == []
    assert question.busy
    qtbot.waitUntil(lambda: bool(told))
    (answered_on, read_on, count) = told[0]
    assert answered_on is threading.main_thread()
    assert read_on is not threading.main_thread()
    assert count == 3
    assert not question.busy


def test_the_newest_wins_and_the_one_before_is_stopped(question, qtbot):
    told = []
    question.ask(for_ever, told.append)
    question.ask(lambda _: "newest", told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["newest"]
    question._session.background.shut_down()  # ends only because the first one was stopped


def test_many_questions_in_a_row_end_with_the_answer_to_the_last(question, qtbot):
    told = []
    for n in range(200):
        question.ask(lambda project, n=n: (n, project.articles.ids()), lambda answer: told.append(answer[0]))
    qtbot.waitUntil(lambda: not question.busy)
    assert told == [199]


def test_a_question_of_its_own_is_not_held_up_by_another(session, qtbot):
    long, short = Question(session, session), Question(session, session)
    told = []
    long.ask(for_ever, told.append)
    short.ask(lambda _: "short", told.append)
    qtbot.waitUntil(lambda: told == ["short"])
    assert long.busy


def test_closing_the_project_ends_what_is_read_and_tells_nothing(session, qtbot):
    questions, told = [Question(session, session) for _ in range(THREADS + 2)], []
    session.failed.connect(told.append)
    for question in questions:
        question.ask(for_ever, told.append)
    begun = time.monotonic()
    session.close_project()
    assert time.monotonic() - begun < 20
    assert not any(question.busy for question in questions)
    qtbot.wait(20)
    assert told == []


def test_an_error_a_person_can_solve_is_told_by_the_session(session, question, qtbot):
    told, error = [], AnnotationError("It cannot be read", "Try again")

    def fails(_):
        raise error

    session.failed.connect(told.append)
    question.ask(fails, told.append)
    qtbot.waitUntil(lambda: told == [error])
    assert not question.busy


def test_a_fault_of_the_program_is_raised_on_the_windows_thread(question, qtbot):
    def fails(_):
        raise LookupError("a fault")

    with qtbot.captureExceptions() as raised:
        question.ask(fails, print)
        qtbot.waitUntil(lambda: bool(raised))
    assert raised[0][0] is LookupError


def test_it_tells_when_it_is_busy_once_each_way(question, qtbot):
    told = []
    question.busy_changed.connect(told.append)
    question.ask(for_ever, print)
    question.ask(for_ever, print)
    question.drop()
    question.drop()
    assert told == [True, False]


def test_an_answer_to_somebody_who_is_gone_is_left(session, qapp, qtbot):
    gone, told = Question(session), []
    gone.ask(lambda _: "too late", told.append)
    gone.deleteLater()
    qapp.sendPostedEvents(gone, QEvent.Type.DeferredDelete.value)
    later = Question(session, session)
    later.ask(lambda _: "here", told.append)
    qtbot.waitUntil(lambda: told == ["here"])


def test_without_a_project_nothing_is_asked(session, question, qtbot):
    session.close_project()
    question.ask(lambda _: 1, print)
    assert not question.busy
