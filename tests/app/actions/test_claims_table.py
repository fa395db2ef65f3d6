"""What is done to the claims that are selected in the table: one step each, long ones behind the window."""

import threading

import pytest
from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QApplication
from window_checks import bring_up

from annotations.claim_filter import ClaimFilter
from annotations.claims import CheckState
from annotations.claims_export import ExportChoice
from annotations.importers.draft import Draft
from annotations.spans import Span
from app.actions import claims_table
from app.session import Session
from app.settings import Settings
from app.theme import Theme
from app.window import Window
from app.workspaces.claims.naming import NameDialog

COUNT = 30


def fill(project):
    ben = project.coders.ensure("Ben Okafor", "BO")
    article = project.articles.add(Draft("words " * 100, headline="Headline"))
    made = [project.claims.add(article, Span(6 * n, 6 * n + 5)) for n in range(COUNT)]
    for claim_id in made[:5]:
        project.claims.give(claim_id, ben)
    return made


@pytest.fixture
def window(qtbot, tmp_path):
    made = Window(Session(), Settings(), Theme.light())
    assert made.session.create(tmp_path / "p.pressmark", ("Anna Lindqvist", "AL"))
    made.ids = made.session.run("Fill", fill)
    bring_up(qtbot, made)
    made.commands.run("go.claims")
    page = made.workspaces["claims"]
    qtbot.waitUntil(lambda: page.whole and not page.feed.busy)
    yield made
    made.close()
    made.session.shut_down()
    made.deleteLater()


@pytest.fixture
def actions(window):
    return window.claims_table


@pytest.fixture
def table(window):
    return window.workspaces["claims"].table


def tag(window, name):
    return next(tag for tag in window.session.codebook.tags if tag.name == name)


def tagged(window):
    return [bool(claim.taggings) for claim in window.session.project.claims.all()]


def test_without_a_selection_nothing_can_be_changed(window, table):
    assert not window.commands.action("table.delete").isEnabled()
    table.go_to(3)
    assert window.commands.action("table.delete").isEnabled()


def test_it_is_said_where_what_others_set_counts(window, actions, table):
    table.selectAll()
    actions._answer(actions.page.selected(), tag(window, "Brain drain"), "", False)
    assert window.toast.text == "Tagged 30 claims under your name. On 5 of them the table shows what others set."
    assert all(tagged(window))


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        ((1, 0), "Tagged 1 claim"),
        ((1, 1), "Tagged 1 claim under your name. The table shows what others set."),
        ((4, 3), "Tagged 4 claims under your name. On 3 of them the table shows what others set."),
    ],
)
def test_the_toast_counts_what_was_done(window, actions, outcome, said):
    actions._say("Tagged", outcome)
    assert window.toast.text == said


def test_what_all_of_them_have_is_taken_away_by_the_picker(window, actions, table, qtbot):
    table.selectAll()
    drain = tag(window, "Brain drain")
    actions._answer(actions.page.selected(), drain, "", False)
    actions.pick(0)
    picker = actions._bulk.picker
    assert list(actions._bulk._chosen) == [drain.id]
    picker.picked.emit(drain, "", False)
    assert not any(tagged(window))
    assert window.session.undo_label == "Untag 30 claims: Brain drain"
    assert picker.isHidden()


def test_a_tag_is_made_and_set_in_one_step(window, actions, table):
    table.selectAll()
    actions.pick(0)
    actions._bulk.picker.created.emit("Zeal of reform", "", "", False)
    assert all(tagged(window))
    window.commands.run("edit.undo")
    assert not any(tagged(window))
    assert "Zeal of reform" not in [t.name for t in window.session.codebook.tags]


@pytest.mark.parametrize(
    ("state", "said"),
    [(CheckState.CHECKED, "Checked"), (CheckState.FLAGGED, "Flagged")],
)
def test_a_check_is_one_step(window, actions, table, state, said):
    table.selectAll()
    actions.check(state)
    assert {claim.check_state for claim in window.session.project.claims.all()} == {state}
    assert window.toast.text == f"{said} 30 claims"
    actions.check(state)
    assert window.toast.text == "Nothing had to be changed"


def test_claims_are_handed_to_another_coder(window, actions, table):
    table.selectAll()
    ben = next(coder for coder in window.session.project.coders.all() if coder.initials == "BO")
    actions._give(actions.page.selected(), ben.id, ben.name)
    assert {claim.coder_id for claim in window.session.project.claims.all()} == {ben.id}
    assert window.session.undo_label == "Hand 30 claims to Ben Okafor"
    assert window.toast.text == "Handed over 25 claims"


def test_many_are_changed_behind_the_window(window, actions, table, qtbot, monkeypatch):
    monkeypatch.setattr(claims_table, "AT_ONCE", 10)
    table.selectAll()
    actions.delete()
    assert window.session.jobs.storing is not None
    assert not window.commands.action("table.delete").isEnabled()
    qtbot.waitUntil(lambda: window.toast.text == "Deleted 30 claims")
    assert window.session.project.claims.count() == 0
    window.session.undo()
    assert window.session.project.claims.count() == COUNT


def test_a_change_that_is_stopped_leaves_all_as_it_was(window, actions, table, qtbot, monkeypatch):
    monkeypatch.setattr(claims_table, "AT_ONCE", 10)
    table.selectAll()
    gate = threading.Event()
    window.session.project._store._writer.queue(gate.wait)  # or it may be done before it is stopped
    actions.delete()
    window.session.jobs.storing.cancel()
    gate.set()
    qtbot.waitUntil(lambda: not window.session.jobs.running)
    assert window.session.project.claims.count() == COUNT
    assert window.toast.text == "Delete 30 claims: stopped, nothing was changed"


def test_nothing_is_changed_in_a_project_that_is_only_read(window, table, qtbot):
    path = window.session.project.path
    window.session.close_project()
    assert window.session.open_read_only(path)
    window.commands.run("go.claims")
    page = window.workspaces["claims"]
    qtbot.waitUntil(lambda: page.whole and not page.feed.busy)
    table.selectAll()
    assert not window.commands.action("table.delete").isEnabled()
    assert window.commands.action("table.export").isEnabled()


def test_the_menu_has_what_can_be_done(window, actions, table):
    table.selectAll()
    shown = []

    def look():
        menu = QApplication.activePopupWidget()
        shown.extend(action.text().replace("&", "") for action in menu.actions() if action.text())
        menu.close()

    QTimer.singleShot(50, look)
    actions.menu(QPoint(10, 10))
    assert "Tag selected claims: Framing" in shown
    assert any("Delete" in text for text in shown)
    assert "Filter claims" not in shown
    assert QApplication.activePopupWidget() is None


def test_an_export_that_fails_is_told_and_one_that_works_offers_to_open(window, actions, table, qtbot, tmp_path):
    told = []
    window.session.failed.connect(told.append)
    ids = actions.page.shown()
    actions.write(ids, tmp_path / "missing" / "out.csv", ExportChoice())
    qtbot.waitUntil(lambda: bool(told))
    actions.write(ids, tmp_path / "out.csv", ExportChoice())
    qtbot.waitUntil(lambda: window.toast.text == "Exported 30 claims: out.csv")
    assert (tmp_path / "out.csv").exists()


def agreed(dialog, name):
    dialog.field.setText(name)
    return dialog.DialogCode.Accepted


def test_kept_filters_are_renamed_changed_and_deleted_one_step_each(window, actions, monkeypatch):
    page = actions.page
    page.bar.put(ClaimFilter(words="words"))
    monkeypatch.setattr(NameDialog, "exec", lambda dialog: agreed(dialog, "  Words "))
    page.saved.keep()
    (saved,) = page.saved.saved()
    assert saved.name == "Words"
    page.bar.put(ClaimFilter(checks=(CheckState.OPEN,)))
    page.saved.redefine(saved)
    monkeypatch.setattr(NameDialog, "exec", lambda dialog: agreed(dialog, "Open"))
    page.saved.rename(saved)
    (changed,) = page.saved.saved()
    assert (changed.name, ClaimFilter.from_json(changed.definition)) == ("Open", page.bar.filter)
    page.saved.delete(changed)
    assert page.saved.saved() == []
    for _ in range(3):
        window.session.undo()
    assert page.saved.saved() == [saved]


def test_a_kept_filter_that_cannot_be_read_is_told(window, actions):
    told = []
    window.session.failed.connect(told.append)
    window.session.run("Keep", lambda p: p.saved_filters.add("claims", "Broken", "{"))
    actions.page.saved.choose(actions.page.saved.saved()[0])
    assert "cannot be read" in str(told[0])
    assert not actions.page.bar.filter
