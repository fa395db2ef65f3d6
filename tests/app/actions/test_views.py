"""The commands of the menus View and Help."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from app.actions.views import theme_of
from app.dialogs.keys import KeysDialog
from app.dialogs.palette import Palette
from app.theme import READING, Theme

ENTER = Qt.Key.Key_Return


def opened(kind):
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
    assert len(found) == 1
    return found[0]


@pytest.fixture
def choose(window):
    """Open the palette, type, press Enter."""

    def chosen(typed):
        window.commands.run("view.palette")
        palette = opened(Palette)
        QTest.keyClicks(palette.field, typed)
        QTest.keyClick(palette.field, ENTER)
        assert not palette.isVisible()

    return chosen


@pytest.fixture(autouse=True)
def the_look_of_before(use_theme):
    """The commands dress the whole application."""


def test_the_palette_runs_commands_by_their_words(window, choose):
    choose("articles")
    assert window.articles.isHidden()
    choose("articles")
    assert not window.articles.isHidden()


def test_the_palette_goes_to_articles(window, choose):
    other = window.session.project.articles.ids()[1]
    choose("harbour 1")
    assert window.reading.article_id == other


def test_the_palette_tags_the_active_claim_and_asks_for_an_actors_role(window, claims, choose):
    (claim,) = claims(1)
    choose("brain drain")
    choose("nato")
    QTest.keyClick(window.coding.round.picker.field, Qt.Key.Key_T)
    codebook = window.session.codebook
    taggings = window.session.project.claims.get(claim.id).taggings
    assert sorted((codebook.tag(t.tag_id).name, t.role) for t in taggings) == [("Brain drain", ""), ("NATO", "target")]


def test_the_palette_offers_only_what_is_possible(window):
    window.session.close_project()
    window.commands.run("view.palette")
    palette = opened(Palette)
    offered = [palette.list.item(row).text() for row in range(palette.list.count())]
    assert "New project" in offered
    assert "Import files" not in offered
    assert "Mark claim and tag it" not in offered
    palette.reject()


def test_light_and_dark_change_and_are_remembered(window):
    assert not window.theme.is_dark
    before = window.commands.action("edit.undo").icon().pixmap(16, 16).toImage()
    window.commands.run("view.appearance")
    assert window.theme == Theme.dark()
    assert window.settings.appearance == "dark"
    assert window.commands.action("edit.undo").icon().pixmap(16, 16).toImage() != before
    window.commands.run("view.appearance")
    assert window.settings.appearance == "light"
    assert QApplication.palette().window().color() == Theme.light().window


def test_following_the_system_is_a_switch(window):
    window.settings.appearance = "dark"
    window.commands.run("view.system")
    assert window.settings.appearance == "system"
    assert window.commands.action("view.system").isChecked()
    assert window.theme == theme_of("system")


def test_the_text_grows_shrinks_and_is_normal_again(window):
    reader = window.reading.reader
    window.commands.run("view.larger")
    window.commands.run("view.larger")
    assert reader.reading_size == READING + 2
    assert window.settings.reading_size == READING + 2
    window.commands.run("view.smaller")
    assert reader.reading_size == READING + 1
    window.commands.run("view.normal")
    assert reader.reading_size == READING


def test_columns_are_hidden_and_shown(window):
    window.commands.run("view.claim")
    assert window.inspector.isHidden()
    assert not window.commands.action("view.claim").isChecked()
    window.commands.run("view.claim")
    assert not window.inspector.isHidden()


def test_the_colouring_is_shown_remembered_and_painted(window):
    uid = window.session.codebook.by_key("pillar").uid
    window.bar.colour_by_changed.emit(uid)
    assert window.settings.colour_by == uid
    assert window.bar.colour_box.currentText() == "Strategy pillar"


def test_help_lists_the_keys_and_about_names_the_version(window):
    from annotations import __version__

    window.commands.run("help.keys")
    opened(KeysDialog).reject()
    window.commands.run("help.about")
    box = opened(QMessageBox)
    assert __version__ in box.text()
    assert "Lucide" in box.informativeText()
    box.done(0)


def test_a_change_of_the_system_is_followed_only_where_that_is_wanted(window):
    from PySide6.QtGui import QGuiApplication

    hints = QGuiApplication.styleHints()
    window.commands.run("view.appearance")
    assert window.theme == Theme.dark()
    hints.colorSchemeChanged.emit(hints.colorScheme())
    assert window.theme == Theme.dark()
    window.settings.appearance = "system"
    hints.colorSchemeChanged.emit(hints.colorScheme())
    assert window.theme == theme_of("system") == Theme.light()
