"""The commands of the menus View and Help."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotations.importers.draft import Draft
from app.actions.palette import articles_with
from app.actions.views import theme_of
from app.dialogs.palette import Palette
from app.theme import READING, Theme

ENTER = Qt.Key.Key_Return


def opened(kind):
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
    assert len(found) == 1
    return found[0]


def is_open(kind):
    return any(isinstance(w, kind) and w.isVisible() for w in QApplication.topLevelWidgets())


@pytest.fixture
def choose(window, qtbot):
    """Open the palette, type, press Enter, and wait until something is found."""

    def chosen(typed):
        window.commands.run("view.palette")
        palette = opened(Palette)
        QTest.keyClicks(palette.field, typed)
        QTest.keyClick(palette.field, ENTER)
        qtbot.waitUntil(lambda: not is_open(Palette))

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


def test_the_palette_finds_articles_by_all_words_in_any_place(window, qtbot):
    def fill(project):
        project.articles.add(Draft("Text.", headline="Quay sold in May", outlet="The Courier"))
        project.articles.add(Draft("Text!", headline="Quay bought in June", outlet="Herald"))

    window.session.run("Import", fill)
    project = window.session.project
    assert [a.headline for a in articles_with(project, "courier quay")] == ["Quay sold in May"]
    assert len(articles_with(project, "QUAY")) == 2
    assert articles_with(project, "quay zzz") == []


@pytest.mark.parametrize("typed", ["c2", "C2", "claim 2", "#2", "2"])
def test_the_palette_goes_to_claims_by_number(window, claims, choose, typed):
    second = claims(2)[1]
    window.articles.select(window.session.project.articles.ids()[1])
    choose(typed)
    assert window.reading.active_claim.id == second.id


def test_a_tag_without_a_claim_says_so(window, choose):
    window.reading.activate(None)
    choose("brain drain")
    assert (
        window.toast.text == "“Brain drain” was set on nothing: no claim is active. N in the text goes to the next one."
    )
    assert window.session.undo_label != "Tag claim"


def test_what_was_chosen_is_offered_first_the_next_time_articles_too(window, claims, choose):
    claims(1)
    choose("harbour 1")
    choose("brain drain")
    choose("c1")
    window.commands.run("view.palette")
    palette = opened(Palette)
    offered = [palette.list.item(row).text() for row in range(3)]
    palette.reject()
    assert [words.partition(":")[0] for words in offered] == ["Claim 1", "Brain drain", "Harbour 1"]


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
    before = window.commands.for_menu("edit.undo").icon().pixmap(16, 16).toImage()
    assert not before.isNull()
    window.commands.run("view.appearance")
    assert window.theme == Theme.dark()
    assert window.settings.appearance == "dark"
    assert window.commands.for_menu("edit.undo").icon().pixmap(16, 16).toImage() != before
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
