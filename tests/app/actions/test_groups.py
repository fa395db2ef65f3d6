"""Commands of wire-copy groups: what is said of them is what was stored."""

import pytest

from annotations.errors import AnnotationError
from app.actions import groups
from app.dialogs.groups_found import Decided


@pytest.fixture
def actions(window):
    return groups.GroupActions(window)


@pytest.fixture
def ids(window):
    return window.session.project.articles.ids()


@pytest.fixture
def failing(window, monkeypatch):
    """Let the file take nothing; returns what was told of it."""
    told = []
    window.session.failed.connect(told.append)

    def fail(*args, **more):
        raise AnnotationError("The disk is full", "Make room on it")

    monkeypatch.setattr(type(window.session.project.groups), "take_out", fail)
    return told


@pytest.mark.parametrize("many", [200, 0])
def test_what_was_stored_is_said_when_it_is_stored(qtbot, window, actions, ids, monkeypatch, many):
    monkeypatch.setattr(groups, "_MANY", many)
    lead, copy = ids
    actions._decide(Decided(((lead, (copy,)),), ()))
    qtbot.waitUntil(lambda: window.toast.text == "Grouped 1 wire copy")
    assert window.session.project.groups.lead_of(copy) == lead
    actions._decide(Decided(((lead, (copy,)),), (copy,)))  # it is in a group meanwhile
    qtbot.waitUntil(lambda: window.toast.text == "Grouped 0 wire copies; 1 article stands for itself")


@pytest.mark.parametrize("many", [200, 0])
def test_nothing_is_said_to_be_grouped_where_it_could_not_be_stored(
    qtbot, window, actions, ids, failing, monkeypatch, many
):
    monkeypatch.setattr(groups, "_MANY", many)
    actions._decide(Decided(((ids[0], (ids[1],)),), (ids[1],)))
    qtbot.waitUntil(lambda: len(failing) == 1)
    assert "Grouped" not in window.toast.text
    assert window.session.project.groups.all() == []


def test_an_article_that_could_not_be_taken_out_is_not_said_to_stand_for_itself(window, actions, ids, failing):
    window.session.run("Group", lambda project: project.groups.make(ids[0], [ids[1]]))
    window.articles.select(ids[1])
    actions.take_out()
    assert ["The disk is full" in str(error) for error in failing] == [True]
    assert "stands for itself" not in window.toast.text
