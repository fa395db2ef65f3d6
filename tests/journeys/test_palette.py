"""Everything by typing: commands, tags, claims and articles, from wherever one is."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit
from window_checks import bring_up

from annotations.sample import write_sample
from app.dialogs.palette import Palette

CTRL = Qt.KeyboardModifier.ControlModifier
SPOKEN = Qt.ItemDataRole.AccessibleTextRole
ENTER, ESC, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down


def palettes():
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, Palette) and w.isVisible()]


def palette():
    return palettes()[0] if palettes() else None


def choose(desk, keys, typed):
    """Ctrl+K, what is typed, Enter; waits until something was found."""
    keys(Qt.Key.Key_K, CTRL)
    bring_up(desk.qtbot, palette())
    palette().field.setFocus()
    keys(typed)
    keys(ENTER)
    desk.qtbot.waitUntil(lambda: palette() is None)
    desk.read()


def test_articles_claims_tags_and_commands_by_typing_alone(desk, keys, tmp_path) -> None:
    window = desk.start(write_sample(tmp_path))
    desk.read()
    choose(desk, keys, "whoever owns")
    articles = window.session.project.articles
    assert "Whoever owns" in articles.get(window.reading.article_id).headline
    choose(desk, keys, "c1")
    claim = window.reading.active_claim
    assert claim.number == 1
    assert claim.article_id == window.reading.article_id
    project, codebook = window.session.project, window.session.codebook

    def own():
        taggings = project.claims.get(claim.id).taggings
        return {codebook.tag(t.tag_id).name for t in taggings if t.coder_id == project.coder_id}

    before = own()
    assert "Brain drain" not in before
    choose(desk, keys, "brain drain")
    assert own() == before | {"Brain drain"}
    choose(desk, keys, "undo tag")
    assert own() == before


def test_what_was_chosen_comes_first_the_next_day(desk, keys, tmp_path) -> None:
    path = write_sample(tmp_path)
    desk.start(path)
    desk.read()
    choose(desk, keys, "whoever owns")
    choose(desk, keys, "larger text")
    desk.close()
    window = desk.start(path)
    desk.read()
    keys(Qt.Key.Key_K, CTRL)
    listed = [palette().list.item(row).text() for row in range(2)]
    assert listed[0] == "Larger text"
    assert "Whoever owns" in listed[1]
    bring_up(desk.qtbot, palette())
    keys(DOWN)
    keys(ENTER)
    assert "Whoever owns" in window.session.project.articles.get(window.reading.article_id).headline


def test_a_round_whose_claim_is_left_through_the_palette_ends(desk, keys, tmp_path) -> None:
    window = desk.start(write_sample(tmp_path))
    desk.read()
    keys(ENTER)
    assert window.coding.round.picker.isVisible()
    choose(desk, keys, "c2")
    assert window.coding.round.picker.isHidden()
    assert window.reading.active_claim.number == 2


def test_an_article_has_its_date_as_people_read_it(desk, keys, tmp_path) -> None:
    desk.start(write_sample(tmp_path))
    desk.read()
    keys(Qt.Key.Key_K, CTRL)
    bring_up(desk.qtbot, palette())
    palette().field.setFocus()
    keys("Public Radio")
    listed = palette().list
    desk.qtbot.waitUntil(lambda: listed.count() > 0 and "21 Mar 2026" in listed.item(0).data(SPOKEN))
    keys(ESC)


def test_what_is_typed_before_it_has_the_keyboard_is_its_own(desk, keys, tmp_path) -> None:
    window = desk.start(write_sample(tmp_path))
    desk.read()
    size, claims = window.reading.reader.reading_size, window.session.project.claims.count()
    keys(Qt.Key.Key_K, CTRL)
    keys("larger text")
    assert not palette().isActiveWindow()
    assert palette().field.text() == "larger text"
    keys(ENTER)
    assert palettes() == []
    assert window.reading.reader.reading_size > size
    assert window.session.project.claims.count() == claims


def test_it_leaves_when_the_keyboard_goes_elsewhere(desk, keys, tmp_path) -> None:
    desk.start(write_sample(tmp_path))
    desk.read()
    keys(Qt.Key.Key_K, CTRL)
    bring_up(desk.qtbot, palette())
    desk.read()
    assert palettes() == []


def test_a_second_click_before_it_has_the_keyboard_opens_no_second_one(desk, tmp_path) -> None:
    window = desk.start(write_sample(tmp_path))
    desk.read()
    window.bar.palette_asked.emit()
    window.bar.palette_asked.emit()
    (only,) = palettes()
    only.reject()
    window.bar.palette_asked.emit()
    (again,) = palettes()
    again.reject()
    assert palettes() == []


def test_a_question_that_comes_before_it_has_the_keyboard_is_what_is_answered(desk, tmp_path) -> None:
    window = desk.start(write_sample(tmp_path))
    desk.read()
    window.commands.run("view.palette")
    assert not palette().isActiveWindow()
    question = QDialog(window)
    field = QLineEdit(question)
    question.open()
    assert palettes() == []
    QTest.keyClicks(field, "no")
    assert field.text() == "no"
    question.reject()
