"""The import preview, driven as a person drives it: files dropped, cells corrected, articles accepted."""

from datetime import date

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from import_preview import button, copies, edit, headings, part, part_named, table
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMessageBox, QPlainTextEdit, QTableView, QTextEdit

from annotations.articles import Batch
from annotations.importers.draft import Draft
from app.dialogs.import_storing import store
from app.models.draft_cells import Column


def test_good_files_fill_the_table_and_bad_ones_get_a_line(opened, write):
    drop = [write("a.txt", "First\nText of the first."), write("empty.txt", ""), write("b.txt", "Second\nText.")]
    dialog = opened(drop)
    model = table(dialog).model()
    assert [model.index(row, Column.HEADLINE).data() for row in range(2)] == ["First", "Second"]
    assert "“empty.txt” is empty." in part_named(dialog, QPlainTextEdit, "Files that were not read").toPlainText()
    assert "Text of the first." in part_named(dialog, QTextEdit, "Text of the selected article").toPlainText()
    assert button(dialog, "Import").text() == "Import 2 articles"
    assert button(dialog, "Import").isEnabled()


def test_correct_a_date_and_import(opened, write, qtbot):
    days = [date.today().isoformat()]
    dialog = opened([write("a.txt", "First\nText of the first.")])
    edit(qtbot, dialog, 0, Column.DATE, "12 March 2026")
    edit(qtbot, dialog, 0, Column.OUTLET, "The Example Courier")
    qtbot.mouseClick(button(dialog, "Import"), Qt.MouseButton.LeftButton)
    days.append(date.today().isoformat())  # midnight may have passed
    (accepted,) = dialog.accepted_values
    (draft,) = accepted.drafts
    assert (draft.published, draft.outlet, draft.text) == (
        "2026-03-12",
        "The Example Courier",
        "First\nText of the first.",
    )
    assert accepted.batch in [Batch(0, "Archive", "AI AND strategy", "March", day, "Anna") for day in days]
    assert not dialog.isVisible()


def test_a_wrong_date_is_told_beside_the_table_and_not_taken(opened, write, qtbot):
    dialog = opened([write("a.txt", "Headline: One\nDate: 2026-03-12\n\nText.")])
    edit(qtbot, dialog, 0, Column.DATE, "tomorrow")
    messages = [
        label for label in dialog.findChildren(QObject) if getattr(label, "text", str)().startswith("“tomorrow”")
    ]
    assert [message.isVisible() for message in messages] == [True]
    assert table(dialog).model().index(0, Column.DATE).data() == "2026-03-12"
    edit(qtbot, dialog, 0, Column.DATE, "2026-03-13")
    assert not messages[0].isVisible()


def test_a_wrong_date_of_retrieval_keeps_the_window_open(opened, write, qtbot):
    dialog = opened([write("a.txt", "First\nText.")])
    field = part_named(dialog, QLineEdit, "Retrieved on")
    field.setText("last week")
    qtbot.mouseClick(button(dialog, "Import"), Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert dialog.accepted_values == []
    assert field.hasFocus()
    field.setText("9 March 2026")
    qtbot.mouseClick(button(dialog, "Import"), Qt.MouseButton.LeftButton)
    assert dialog.accepted_values[0].batch.retrieved_on == "2026-03-09"


def test_space_leaves_out_and_enter_edits(opened, write, qtbot):
    dialog = opened([write("a.txt", "First\nText."), write("b.txt", "Second\nText.")])
    view = table(dialog)
    view.selectAll()
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert button(dialog, "Import").text() == "Import 0 articles"
    assert not button(dialog, "Import").isEnabled()
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert button(dialog, "Import").text() == "Import 2 articles"
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    assert dialog.isVisible()


def test_one_value_for_all_selected_rows(opened, write, qtbot):
    dialog = opened([write("a.txt", "First\nText."), write("b.txt", "Second\nText.")])
    table(dialog).selectAll()
    part_named(dialog, QComboBox, "Column to change").setCurrentText("Outlet")
    value = part_named(dialog, QLineEdit, "Value for the selected articles")
    value.setText("Post")
    qtbot.keyClick(value, Qt.Key.Key_Return)
    assert [table(dialog).model().index(row, Column.OUTLET).data() for row in range(2)] == ["Post", "Post"]
    assert dialog.isVisible()
    value.setText("Herald")
    qtbot.mouseClick(button(dialog, "Apply to 2"), Qt.MouseButton.LeftButton)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [draft.outlet for draft in dialog.accepted_values[0].drafts] == ["Herald", "Herald"]


def test_duplicates_are_unticked(opened, write, session):
    text = "Known\nText."
    session.run("Import 1 article", lambda project: project.articles.add(Draft(text, "Known", outlet="Courier")))
    dialog = opened([write("a.txt", text), write("b.txt", "New\nText."), write("c.txt", "New\nText.")])
    model = table(dialog).model()
    same = [model.index(row, Column.TWIN).data() for row in range(4)]
    assert same == ["in the project", "", "leads", "same article"]
    assert model.index(1, Column.HEADLINE).data() == "2 copies of one text · “New”"
    assert button(dialog, "Import").text() == "Import 1 article"


def test_the_open_project_is_never_a_press_file(opened, session):
    dialog = opened([session.project.path])
    assert "the project that is open" in part_named(dialog, QPlainTextEdit, "Files that were not read").toPlainText()
    assert table(dialog).model().rowCount() == 0


def test_nothing_to_import(opened, tmp_path):
    (tmp_path / "empty").mkdir()
    dialog = opened([tmp_path / "empty"])
    assert not button(dialog, "Import").isEnabled()
    assert any("No article was found" in getattr(label, "text", str)() for label in dialog.findChildren(QObject))


def test_storing_is_one_step_with_one_undo(opened, write, session, qtbot):
    dialog = opened([write("a.txt", "First\nText."), write("b.txt", "Second\nText.")])
    qtbot.mouseClick(button(dialog, "Import"), Qt.MouseButton.LeftButton)
    (accepted,) = dialog.accepted_values
    with qtbot.waitSignal(session.changed):
        store(session, accepted)
    assert session.undo_label == "Import 2 articles"
    articles = session.project.articles
    assert [articles.text(article_id) for article_id in articles.ids()] == ["Second\nText.", "First\nText."]
    assert session.project.batches.latest().search == "AI AND strategy"
    session.undo()
    assert articles.ids() == []


def test_everything_has_a_name_for_screen_readers(opened, write):
    dialog = opened([write("a.txt", "First\nText.")])
    for kind in (QLineEdit, QComboBox, QTableView, QPlainTextEdit):
        for widget in dialog.findChildren(kind):
            if widget.isVisible() and not widget.parent().inherits("QComboBox"):
                assert widget.accessibleName(), widget


def test_the_list_of_bad_files_begins_at_its_top(opened, write):
    dialog = opened([write(f"{n:02}.txt", "") for n in range(30)])
    faults = part_named(dialog, QPlainTextEdit, "Files that were not read")
    assert faults.verticalScrollBar().maximum() > 0
    assert faults.verticalScrollBar().value() == 0


@pytest.mark.parametrize(("pressed", "stays"), [("Go on correcting", True), ("Discard", False)])
def test_corrections_are_discarded_only_if_the_person_agrees(opened, write, qtbot, pressed, stays):
    dialog = opened([write("a.txt", "First\nText.")])
    edit(qtbot, dialog, 0, Column.OUTLET, "Courier")
    asked = []

    def answer():
        box = dialog.findChild(QMessageBox)
        asked.append(box.text())
        next(b for b in box.buttons() if b.text() == pressed).click()

    QTimer.singleShot(0, answer)
    dialog.reject()
    assert asked == ["Discard your corrections?"]
    assert dialog.isVisible() is stays


def test_what_was_not_corrected_is_closed_without_a_question(opened, write, qtbot):
    dialog = opened([write("a.txt", "First\nText.")])
    table(dialog).setFocus()
    qtbot.keyClick(table(dialog), Qt.Key.Key_Space)
    dialog.reject()
    assert not dialog.isVisible()


def test_a_line_that_was_left_out_is_shown_and_brought_back_by_key(opened, write, qtbot):
    lines = ("State bank unveils its model", "It was trained at home.", "Read more: Five pillars", "It is for sale.")
    dialog = opened([write("a.txt", "\n".join(lines))])
    pane = part(dialog, QTextEdit, "Text of the selected article")
    assert "Read more: Five pillars" in pane.toPlainText()
    assert "Left out as no part of the article: 1." in pane.toPlainText()
    pane.setFocus()
    qtbot.keyClick(pane, Qt.Key.Key_Tab)
    qtbot.keyClick(pane, Qt.Key.Key_Return)
    assert "Left out" not in pane.toPlainText()
    dialog.accept()
    assert dialog.accepted_values[0].drafts[0].text == "\n".join(lines)


def test_the_filter_counts_and_shows_rows_and_words_narrow_them(opened, site, qtbot):
    dialog = opened(copies(site))
    model, kinds = table(dialog).model(), part_named(dialog, QComboBox, "Which articles are shown")
    texts = [kinds.itemText(place) for place in range(kinds.count())]
    assert {"All (3)", "Copies (2)", "Without a date (3)", "Left out (0)"} <= {*texts}
    kinds.setCurrentIndex(texts.index("Copies (2)"))
    assert len(model.rows_at(range(model.rowCount()))) == 2
    assert button(dialog, "Import").text() == "Import 3 articles"  # what is not shown is imported as well
    qtbot.keyClick(dialog, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    words = part_named(dialog, QLineEdit, "Words to find in the table")
    assert words.hasFocus()
    words.setText("lantern")
    qtbot.keyClick(words, Qt.Key.Key_Return)
    assert dialog.isVisible()  # Enter searches, and imports nothing
    assert [row.draft.outlet for row in model.rows_at(range(model.rowCount()))] == ["Lantern"]
    words.setText("nothing like that")
    qtbot.waitUntil(lambda: model.rowCount() == 0)
    qtbot.keyClick(words, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: model.rowCount() == 3)
    words.setText("nothing like that")
    qtbot.keyClick(words, Qt.Key.Key_Return)
    assert part(dialog, QTextEdit, "Text of the selected article").toPlainText() == ""


@pytest.mark.parametrize(
    ("column", "typed", "imported"),
    [(Column.OUTLET, "Northern Courier", ["Northern Courier"]), (Column.DATE, "32 May", [])],
)
def test_ctrl_enter_takes_what_is_typed_into_a_cell_or_tells_that_it_cannot(
    opened, write, qtbot, column, typed, imported
):
    dialog = opened([write("a.txt", "First\nText.")])
    view = table(dialog)
    view.setCurrentIndex(view.model().index(0, column))
    view.setFocus()
    qtbot.keyClicks(view, typed[0])
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.setText(typed)
    qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [draft.outlet for accepted in dialog.accepted_values for draft in accepted.drafts] == imported
    assert dialog.isVisible() is not bool(imported)
    assert any(typed in text for text in headings(dialog)) is not bool(imported)
