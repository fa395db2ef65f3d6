"""The list of batches where there is nothing, nothing may be changed, or something was changed elsewhere."""

import pytest
from PySide6.QtCore import QSize, Qt

from annotations.articles import Batch
from app.dialogs.batches import BatchesDialog
from app.session import Session
from app.settings import Settings


@pytest.fixture
def session(tmp_path, qapp):
    made = Session()
    assert made.create(tmp_path / "p.pressmark", ("Anna", "A"))
    yield made
    made.shut_down()


@pytest.fixture
def show(qtbot, session):
    def show_():
        dialog = BatchesDialog(session, Settings())
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return show_


def test_a_project_without_imports_has_nothing_to_show(show):
    dialog = show()
    assert not dialog.view.isVisible()
    assert not dialog.show_button.isEnabled()
    assert not dialog.delete_button.isEnabled()
    dialog.accept()
    assert dialog.isVisible()


def test_what_is_changed_elsewhere_is_followed(show, session):
    dialog = show()
    session.run("Add", lambda p: p.batches.add(Batch(origin="Wire <b>index</b>")))
    assert dialog.view.isVisible()
    assert dialog.selected.origin == "Wire <b>index</b>"
    session.run("Edit", lambda p: p.batches.update(dialog.selected.id, origin="Post"))
    assert dialog.selected.origin == "Post"
    assert dialog.delete_button.isEnabled()
    session.undo()
    session.undo()
    assert not dialog.view.isVisible()


def test_a_project_that_is_only_read_offers_no_editing(show, session, monkeypatch):
    session.run("Add", lambda p: p.batches.add(Batch(origin="Wire")))
    monkeypatch.setattr(type(session), "can_write", property(lambda _: False))
    dialog = show()
    assert not dialog.model.index(0, 0).flags() & Qt.ItemFlag.ItemIsEditable
    assert not dialog.delete_button.isEnabled()
    assert dialog.show_button.isEnabled()


def test_its_size_is_remembered(show):
    dialog = show()
    dialog.resize(700, 410)
    dialog.reject()
    assert show().size() == QSize(700, 410)
