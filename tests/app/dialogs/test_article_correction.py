"""Correcting a text: as it is typed, with claims on their words or where the analyst puts them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotations.importers.draft import Draft
from annotations.spans import Span
from app.dialogs import article_correction
from app.dialogs.article_correction import CorrectionDialog
from app.dialogs.article_versions import VersionsDialog
from app.session import Session
from app.theme import Theme

TEXT = "Harbour\u00a0sold 😀\nThe goverment spoke. Nobody listened to it.\nThe end."


@pytest.fixture
def session(tmp_path, qapp):
    made = Session()
    assert made.create(tmp_path / "p.pressmark", ("Anna", "A"))
    yield made
    made.shut_down()


@pytest.fixture
def article(session):
    def fill(project):
        article = project.articles.add(Draft(TEXT, "Harbour sold", outlet="Courier"))
        for words in ("The goverment spoke", "Nobody listened", "The end"):
            project.claims.add(article, Span(TEXT.index(words), TEXT.index(words) + len(words)))
        return article

    return session.run("Import", fill)


@pytest.fixture
def dialog(qtbot, session, article):
    claims = session.project.claims.of_article(article)
    made = CorrectionDialog(TEXT, claims, [Span(0, 7)], session, Theme.light())
    qtbot.addWidget(made)
    made.show()
    return made


def correct(dialog, old, new):
    """Replace words in the editor as a person does: by selecting and typing."""
    text = dialog.editor.document().toRawText().replace("\u2029", "\n")
    start = len(text[: text.index(old)].encode("utf-16-le")) // 2
    cursor = dialog.editor.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + len(old.encode("utf-16-le")) // 2, cursor.MoveMode.KeepAnchor)
    cursor.insertText(new)
    dialog.compare()


def test_what_is_not_touched_is_letter_for_letter_what_it_was(dialog):
    correct(dialog, "The end.", "The very end.")
    assert dialog.text == TEXT.replace("The end.", "The very end.")
    assert "\u00a0" in dialog.text


def test_without_a_change_there_is_nothing_to_store(dialog):
    dialog.compare()
    assert dialog.said.text() == "Nothing was changed."
    assert not dialog.store_button.isEnabled()
    dialog.back_button.click()
    dialog.editor.selectAll()
    dialog.editor.textCursor().removeSelectedText()
    dialog.compare()
    assert dialog.said.text() == "The text is empty."
    assert not dialog.store_button.isEnabled()


def test_claims_stay_on_their_words_and_what_changed_is_shown(dialog):
    correct(dialog, "listened to it", "listened")
    assert dialog.deleted == []
    assert [span.of(dialog.text) for span in dialog.places.values()] == [
        "The goverment spoke",
        "Nobody listened",
        "The end",
    ]
    assert dialog.cuts == (Span(0, 7),)
    assert dialog.lost.isHidden()
    assert dialog.said.text() == "3 claims stay on the same words."
    shown = dialog.changed.toPlainText()
    assert "listened to it." in shown
    assert dialog.store_button.isEnabled()


def test_a_claim_whose_words_changed_is_offered_what_stands_there_now(dialog):
    correct(dialog, "goverment", "government")
    (number,) = [dialog.lost.list.item(row).text() for row in range(dialog.lost.list.count())]
    assert number == "1  →  “The government spoke”"
    assert dialog.lost.passage.textCursor().selectedText() == "The government spoke"
    assert dialog.said.text() == "2 claims stay on the same words; 1 claim on the words that you chose."
    places = dialog.places
    assert sorted(span.of(dialog.text) for span in places.values()) == [
        "Nobody listened",
        "The end",
        "The government spoke",
    ]


def test_it_can_be_put_elsewhere_or_deleted(dialog, session):
    correct(dialog, "goverment", "government")
    claim = next(iter(dialog.lost.places))
    dialog.lost.delete.click()
    assert dialog.deleted == [claim]
    assert dialog.lost.list.item(0).text() == "1  →  deleted"
    assert dialog.said.text() == "2 claims stay on the same words; 1 claim deleted."
    at = dialog.text.index("Harbour")
    dialog.lost._select(Span(at, at + 3))
    dialog.lost.take_button.click()
    assert dialog.places[claim].of(dialog.text) == "Harbour", "grown to whole words"
    assert dialog.deleted == []
    assert dialog.cuts == (), "a claim stands there now"


def test_without_a_selection_it_stays_as_it_was_decided(dialog):
    correct(dialog, "goverment", "government")
    lost = dialog.lost
    cursor = lost.passage.textCursor()
    cursor.clearSelection()
    lost.passage.setTextCursor(cursor)
    lost.take_button.click()
    assert (dialog.deleted, lost.keep.isChecked()) == ([], True)
    lost.delete.click()
    lost.keep.click()
    assert (len(dialog.deleted), lost.delete.isChecked()) == (1, True)


def test_a_claim_of_which_nothing_is_left_is_to_be_deleted(dialog):
    correct(dialog, "\nThe end.", "")
    assert len(dialog.deleted) == 1
    assert dialog.lost.delete.isChecked()


def test_long_texts_are_compared_behind_the_window(qtbot, session, article, monkeypatch):
    monkeypatch.setattr(article_correction, "AT_ONCE", 10)
    made = CorrectionDialog(TEXT, session.project.claims.of_article(article), [], session, Theme.light())
    qtbot.addWidget(made)
    made.show()
    correct(made, "The end.", "The very end.")
    assert not made.next_button.isEnabled()
    assert made.editor.isReadOnly()
    qtbot.waitUntil(lambda: made._pages.currentIndex() == 1)
    assert "1 claim" in made.said.text()
    assert not made.editor.isReadOnly()


def test_enter_in_the_text_is_a_new_line(dialog):
    dialog.go_to(TEXT.index("Nobody"))
    assert dialog.editor.textCursor().position() == TEXT.index("Nobody") + 1, "one letter takes two places"
    QTest.keyClick(dialog.editor, Qt.Key.Key_Return)
    assert dialog.isVisible()
    dialog.compare()
    assert dialog.text == TEXT.replace("Nobody", "\nNobody")


def test_earlier_texts_are_listed_with_what_was_corrected(qtbot, session, article, dialog):
    for number, (old, new) in enumerate((("goverment", "government"), ("The end.", "The very end."))):
        text = session.project.articles.text(article).replace(old, new)
        session.run(
            f"Correct {number}",
            lambda p, t=text: p.corrections.correct(article, t, {c.id: Span(0, 7) for c in p.claims.all()}),
        )
    project = session.project
    made = VersionsDialog(
        "Harbour sold",
        project.corrections.earlier(article),
        project.articles.get(article).digest,
        {project.coder_id: "Anna"},
        session,
        Theme.dark(),
    )
    qtbot.addWidget(made)
    made.show()
    assert made.list.count() == 2
    assert "Anna" in made.list.item(0).text()
    qtbot.waitUntil(lambda: "very" in made.changed.toPlainText())
    made.list.setCurrentRow(1)
    qtbot.waitUntil(lambda: "goverment" in made.whole.toPlainText())
    assert made.whole.isReadOnly()
