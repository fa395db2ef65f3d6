"""The line at the bottom: what is stored, who works, what is under way."""

import threading

import pytest
from PySide6.QtWidgets import QProgressBar, QToolButton
from window_checks import bring_up

from annotations.progress import Progress
from annotations.spans import Span
from app.panels.status import StatusLine


@pytest.fixture
def line(qtbot, session):
    made = StatusLine(session)
    qtbot.addWidget(made)
    made.resize(900, 28)
    bring_up(qtbot, made)
    return made


def test_it_counts_claims_and_names_the_coder(line, session, fill):
    assert line.text == "saved · 0 claims · Anna"
    ids = fill(1)
    session.run("Add claim", lambda p: p.claims.add(ids[0], Span(0, 4)))
    assert line.text == "saved · 1 claim · Anna"
    session.undo()
    assert line.text == "saved · 0 claims · Anna"
    session.switch_coder("Boris", "B")
    assert line.text.endswith("Boris")


def test_a_project_to_read_says_so_and_no_project_says_nothing(line, session):
    path = session.project.path
    session.close_project()
    assert line.text == ""
    session.open_read_only(path)
    assert line.text == "read only · 0 claims · no coder"


def test_a_job_shows_how_far_it_is_and_can_be_cancelled(line, session, qtbot):
    gate, halfway = threading.Event(), threading.Event()

    def work(project):
        yield Progress(212, 1000)
        halfway.set()
        gate.wait(60)
        yield Progress(213, 1000)

    job = session.run_aside("Reading files", work)
    bar, cancel = line.findChild(QProgressBar), line.findChild(QToolButton)
    assert bar.isVisible()
    assert line._what.text() == "Reading files"
    qtbot.waitUntil(lambda: line._what.text() == "Reading files 212 of 1,000")
    assert (bar.value(), bar.maximum()) == (212, 1000)
    cancel.click()
    assert line._what.text() == "Stopping: Reading files"
    assert not cancel.isEnabled()
    gate.set()
    qtbot.waitUntil(lambda: not job.running)
    assert not bar.isVisible()
    assert not cancel.isVisible()


def test_of_two_jobs_the_next_is_shown_when_the_first_has_ended(line, session, qtbot):
    gates = [threading.Event(), threading.Event()]

    def work(gate):
        def waiting(project):
            yield Progress(0, 0)
            gate.wait(60)

        return waiting

    first = session.run_aside("First", work(gates[0]))
    second = session.run_aside("Second", work(gates[1]))
    assert line._what.text() == "First"
    gates[0].set()
    qtbot.waitUntil(lambda: not first.running)
    assert line._what.text() == "Second"
    assert line.findChild(QToolButton).isEnabled()
    gates[1].set()
    qtbot.waitUntil(lambda: not second.running)
