"""Going between workspaces: made late, shown at once, and back to where a passage was asked for."""

import pytest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout
from window_checks import bring_up

from annotations.importers.draft import Draft
from annotations.spans import Span
from app.session import Session
from app.settings import Settings
from app.theme import Theme
from app.window import Window
from app.workspaces import registry, switcher
from app.workspaces.registry import READ, Entry
from app.workspaces.workspace import Workspace


class Notes(Workspace):
    """A workspace with one field."""

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit()
        QVBoxLayout(self).addWidget(self.field)
        self.theme = None

    def entered(self):
        self.field.setFocus()

    def set_theme(self, theme):
        self.theme = theme


@pytest.fixture
def made():
    return []


@pytest.fixture
def window(qtbot, tmp_path, monkeypatch, made):
    def make(_window):
        made.append(Notes())
        return made[-1]

    entries = (*registry.ENTRIES, Entry("notes", "Notes", "Alt+9", make))
    monkeypatch.setattr(switcher.Switcher.__init__, "__defaults__", (entries,))
    window = Window(Session(), Settings(), Theme.light())
    assert window.session.create(tmp_path / "p.pressmark", ("Anna Lindqvist", "AL"))
    window.session.run("Import", lambda p: [p.articles.add(Draft(text=f"{w} words here. And more.")) for w in "ABC"])
    bring_up(qtbot, window)
    yield window
    window.close()
    window.session.shut_down()
    window.deleteLater()


def test_a_page_is_made_when_it_is_first_shown(window, made):
    assert made == []
    window.commands.run("go.notes")
    window.commands.run("go.read")
    window.commands.run("go.notes")
    assert len(made) == 1
    assert made[0].isVisible()
    assert window.workspaces.current == "notes"


def test_the_keyboard_goes_where_the_work_begins(window, made, qtbot):
    window.commands.run("go.notes")
    qtbot.waitUntil(made[0].field.hasFocus)
    window.commands.run("go.read")
    qtbot.waitUntil(window.reading.reader.hasFocus)


def test_from_a_page_to_a_passage_and_back(window, made):
    window.commands.run("go.notes")
    article = window.session.project.articles.ids()[-1]
    made[0].passage_asked.emit(article, None, 15)
    assert (window.workspaces.current, window.reading.article_id) == (READ, article)
    assert window.reading.reader.current_sentence() == Span(14, 23)
    assert window.commands.action("go.back").text() == "Back to Notes"
    window.commands.run("go.back")
    assert window.workspaces.current == "notes"
    window.commands.run("go.read")
    assert not window.commands.action("go.back").isEnabled()


def test_a_claim_that_was_asked_for_is_the_active_one(window, made):
    article = window.session.project.articles.ids()[0]
    claim = window.session.run("Mark", lambda p: p.claims.add(article, Span(0, 7)))
    window.workspaces.show("notes")
    made[0].passage_asked.emit(article, claim, None)
    assert window.reading.active_claim.id == claim


def test_nothing_is_coded_in_a_text_that_is_not_on_the_screen(window):
    assert window.commands.action("claim.add").isEnabled()
    window.workspaces.show("notes")
    assert not window.commands.action("claim.add").isEnabled()
    assert not window.commands.action("go.done").isEnabled()


def test_pages_follow_the_theme_and_another_project_begins_with_reading(window, made, tmp_path):
    window.workspaces.show("notes")
    window.set_theme(Theme.dark())
    assert made[0].theme.is_dark
    assert window.session.create(tmp_path / "q.pressmark", ("Anna Lindqvist", "AL"))
    assert window.workspaces.current == READ


def test_every_workspace_has_a_name_and_a_key_of_its_own():
    for value in ("id", "title", "shortcut"):
        values = [getattr(entry, value) for entry in registry.ENTRIES]
        assert all(values)
        assert len(set(values)) == len(values)
