"""The import preview, driven as a person drives it: files dropped, cells corrected, articles accepted."""

import os
import re
import threading
from datetime import date
from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QTextEdit,
)
from window_checks import bring_up

from annotations.articles import Batch
from annotations.importers.draft import Draft
from annotations.importers.measures import Measure
from app.dialogs import import_reading
from app.dialogs.import_origins import MemoryBar
from app.dialogs.import_storing import store
from app.dialogs.import_table import DraftsTable
from app.dialogs.importing import ImportDialog
from app.models.draft_cells import Column
from app.models.draft_rows import measured, row_of
from app.models.drafts import DraftsModel
from app.session import Session
from app.settings import Settings


@pytest.fixture
def session(tmp_path, qapp):
    made = Session()
    assert made.create(tmp_path / "p.pressmark", ("Anna", "A"))
    made.run(
        "Earlier import",
        lambda p: p.batches.add(Batch(0, "Archive", "AI AND strategy", "March", "2026-03-01", "Boris")),
    )
    yield made
    made.shut_down()


@pytest.fixture
def write(tmp_path):
    def make(name, text):
        path = tmp_path / "drop" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return make


@pytest.fixture
def opened(qtbot, session):
    """Open the preview on some paths; `wait` until all is read."""
    made = []

    def open_(paths, *, wait=True, settings=None):
        dialog = ImportDialog(session, paths, None, settings)
        dialog.accepted_values = []
        dialog.accepted_drafts.connect(dialog.accepted_values.append)
        qtbot.addWidget(dialog, before_close_func=lambda d: d.done(0))
        made.append(dialog)
        bring_up(qtbot, dialog)
        if wait:
            qtbot.waitUntil(lambda: not part(dialog, QPushButton, "Stop reading files").isVisible(), timeout=120_000)
        return dialog

    yield open_
    for dialog in made:
        dialog.done(0)


def part(dialog, kind, name):
    return next(
        child
        for child in dialog.findChildren(kind)
        if name in (child.accessibleName(), child.text() if hasattr(child, "text") else "")
    )


def table(dialog):
    return part_named(dialog, QTableView, "Articles found")


def part_named(dialog, kind, name):
    return next(child for child in dialog.findChildren(kind) if child.accessibleName() == name)


def button(dialog, start):
    return next(child for child in dialog.findChildren(QPushButton) if child.text().startswith(start))


def edit(qtbot, dialog, row, column, typed):
    """Click a cell, type over it, press Enter."""
    view = table(dialog)
    view.setCurrentIndex(view.model().index(row, column))
    view.setFocus()
    qtbot.keyClicks(view, typed[0])
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.setText(typed)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.state() != QTableView.State.EditingState)
    assert dialog.isVisible()


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
    dialog = opened([write("a.txt", "First\nText of the first.")])
    edit(qtbot, dialog, 0, Column.DATE, "12 March 2026")
    edit(qtbot, dialog, 0, Column.OUTLET, "The Example Courier")
    qtbot.mouseClick(button(dialog, "Import"), Qt.MouseButton.LeftButton)
    (accepted,) = dialog.accepted_values
    (draft,) = accepted.drafts
    assert (draft.published, draft.outlet, draft.text) == (
        "2026-03-12",
        "The Example Courier",
        "First\nText of the first.",
    )
    today = date.today().isoformat()
    assert accepted.batch == Batch(0, "Archive", "AI AND strategy", "March", today, "Anna")
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


def test_stop_keeps_what_was_read_and_leaves_no_process(opened, write, qtbot):
    files = [write(f"{n}.txt", f"Article {n}\nText.") for n in range(400)]
    dialog = opened(files, wait=False)
    assert dialog.isVisible()
    assert not button(dialog, "Import").isEnabled()
    qtbot.waitUntil(lambda: table(dialog).model().rowCount() > 0, timeout=120_000)
    qtbot.mouseClick(button(dialog, "Stop"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not part(dialog, QPushButton, "Stop reading files").isVisible(), timeout=10_000)
    assert button(dialog, "Import").isEnabled()
    assert children() == set()


def children():
    """The processes that this one started and that are still there."""
    path = Path(f"/proc/self/task/{os.getpid()}/children")
    return set(path.read_text().split()) if path.exists() else set()


def test_closing_at_once_ends_the_reading(opened, write, qtbot, session):
    dialog = opened([write(f"{n}.txt", f"Article {n}\nText.") for n in range(50)], wait=False)
    dialog.reject()
    qtbot.waitUntil(lambda: not session.jobs.running, timeout=10_000)
    assert children() == set()
    assert dialog.accepted_values == []


def test_the_preview_fills_while_files_are_read_and_none_of_the_work_is_the_windows(opened, write, qtbot, monkeypatch):
    threads = set()

    def noted(*given):
        threads.add(threading.current_thread())
        return row_of(*given)

    monkeypatch.setattr(import_reading, "row_of", noted)
    monkeypatch.setattr(Measure, "of", None)  # texts are measured in the children
    files = [write(f"{n}.txt", f"Article {n}\n" + "Some words of text. " * 250) for n in range(300)]
    dialog = opened(files, wait=False)
    portions = []
    table(dialog).model().rowsInserted.connect(lambda _parent, first, last: portions.append(last - first + 1))
    qtbot.waitUntil(lambda: not part(dialog, QPushButton, "Stop reading files").isVisible(), timeout=120_000)
    assert sum(portions) == 300
    assert len(portions) > 1
    assert threads
    assert threading.main_thread() not in threads


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


def headings(dialog):
    return [child.text() for child in dialog.findChildren(QLabel) if child.isVisible()]


def test_that_it_was_stopped_is_said_as_long_as_the_preview_is_open(opened, write, qtbot):
    dialog = opened([write(f"{n}.txt", f"Article {n}\nText.") for n in range(3000)], wait=False)
    qtbot.waitUntil(lambda: table(dialog).model().rowCount() > 0, timeout=120_000)
    qtbot.mouseClick(button(dialog, "Stop"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not part(dialog, QPushButton, "Stop reading files").isVisible(), timeout=10_000)
    edit(qtbot, dialog, 0, Column.OUTLET, "Courier")
    assert any(text.startswith("Stopped: the remaining files were not read") for text in headings(dialog))


def test_the_list_of_bad_files_begins_at_its_top(opened, write):
    dialog = opened([write(f"{n:02}.txt", "") for n in range(30)])
    faults = part_named(dialog, QPlainTextEdit, "Files that were not read")
    assert faults.verticalScrollBar().maximum() > 0
    assert faults.verticalScrollBar().value() == 0


def test_large_numbers_and_notes_have_room(opened, write, qtbot):
    dialog = opened([write("a.txt", "A headline of some length that could take all the room\n" + "word " * 120_000)])
    dialog.resize(1700, 800)
    view = table(dialog)
    qtbot.waitUntil(lambda: view.columnWidth(Column.WORDS) >= view.sizeHintForColumn(Column.WORDS))
    before = view.columnWidth(Column.NOTES)
    note = "The date was taken from the name of the file, not from its text, and that of access from its page."
    long_note = Draft("B\nText.", "B", warnings=(note,))
    view.model().add([measured(long_note, Path("b.txt"))])
    qtbot.waitUntil(lambda: view.columnWidth(Column.NOTES) > before)
    widths = [view.columnWidth(column) for column in Column]
    assert sum(widths) <= view.viewport().width()
    assert widths[Column.HEADLINE] >= 180


def test_a_column_that_the_person_drew_keeps_its_width(opened, write):
    dialog = opened([write("a.txt", "First\nText.")])
    view = table(dialog)
    view.horizontalHeader().resizeSection(Column.OUTLET, 222)
    dialog.resize(dialog.width() + 100, dialog.height())
    assert view.columnWidth(Column.OUTLET) == 222


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


def test_near_copies_are_told_and_imported_unless_unticked(opened, write):
    words = [f"The witness number {number} told the court what was seen at the quay." for number in range(30)]
    one = write("1.txt", "\n\n".join(["Trial opens", *words]))
    other = write(
        "2.txt", "\n\n".join(["A trial begins at last", *words[:24], "A sentence of our own reporter ends it."])
    )
    third = write(
        "3.txt", "The crane\n\nNobody has moved the crane since the harbour was closed in the spring of last year."
    )
    dialog = opened([one, other, third])
    model = table(dialog).model()
    cells = [model.index(row, Column.TWIN) for row in range(4)]
    assert [cells[0].data(), cells[1].data(), cells[3].data()] == ["", "leads", ""]
    assert re.fullmatch(r"near copy, [89]\d\xa0%", cells[2].data())
    assert "“Trial opens”" in cells[2].data(Qt.ItemDataRole.ToolTipRole)
    assert len(model.chosen()) == 3


@pytest.fixture
def site(write):
    """Write a page of an invented site that calls itself oddly."""

    def make(number, text="", outlet="courier.example | Home"):
        body = text or f"The ship number {number} left the harbour {number} days after it had come in."
        return write(
            f"{number}.html",
            f"<html><head><link rel='canonical' href='https://courier.example/{number}'><title>Ship {number}</title>"
            f"<meta property='og:site_name' content='{outlet}'><meta property='og:title' content='Ship {number}'>"
            f"</head><body><article><h1>Ship {number}</h1><p>{body}</p><p>Nobody saw it go.</p></article></body>",
        )

    return make


def said(dialog, start):
    """The visible label that begins with some words, or None."""
    return next((text for text in headings(dialog) if text.startswith(start)), None)


def test_a_correction_is_remembered_for_the_next_import_from_the_site(opened, site, qtbot):
    settings = Settings()
    first = opened([site(1)], settings=settings)
    assert said(first, "1 value") is None
    edit(qtbot, first, 0, Column.OUTLET, "Northern Courier")
    first.accept()
    dialog = opened([site(2), site(3)], settings=settings)
    model = table(dialog).model()
    assert [model.index(row, Column.OUTLET).data() for row in range(2)] == ["Northern Courier"] * 2
    assert said(dialog, "2 values") == "2 values as you corrected them before."
    qtbot.mouseClick(button(dialog, "&Take back"), Qt.MouseButton.LeftButton)
    assert model.index(0, Column.OUTLET).data() == "courier.example | Home"
    assert said(dialog, "2 values") == "2 values that you corrected before were left as read."
    qtbot.mouseClick(button(dialog, "Pu&t in again"), Qt.MouseButton.LeftButton)
    assert model.index(1, Column.OUTLET).data() == "Northern Courier"
    qtbot.mouseClick(button(dialog, "&Forget them"), Qt.MouseButton.LeftButton)
    assert said(dialog, "2 values") is None
    assert settings.corrections == {}
    dialog.reject()


def test_delete_brings_back_what_was_read_in_all_selected_cells(opened, site, qtbot):
    dialog = opened([site(1), site(2)])
    view = table(dialog)
    edit(qtbot, dialog, 0, Column.OUTLET, "Northern Courier")
    edit(qtbot, dialog, 1, Column.OUTLET, "Northern Courier")
    view.selectAll()
    assert next(a for a in view.menu().actions() if a.text().startswith("Outlet as &read")).isEnabled()
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert [view.model().index(row, Column.OUTLET).data() for row in range(2)] == ["courier.example | Home"] * 2
    assert not next(a for a in view.menu().actions() if a.text().startswith("Outlet as &read")).isEnabled()


def copies(site):
    """Two pages with one text in two outlets, and another between them."""
    wire = "The ministry has counted the fish of the year, and there are more of them than of all other fish."
    return [site(1, wire, "Herald"), site(2), site(3, wire, "Lantern")]


def test_a_group_is_left_out_at_once_and_another_copy_leads(opened, site, qtbot):
    dialog = opened(copies(site))
    view = table(dialog)
    assert view.columnSpan(0, Column.HEADLINE) == len(Column) - 1
    view.setFocus()
    view.selectRow(0)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert button(dialog, "Import").text() == "Import 1 article"
    assert button(dialog, "Include").text() == "Include 2"
    qtbot.mouseClick(button(dialog, "Include"), Qt.MouseButton.LeftButton)
    view.setCurrentIndex(view.model().index(2, Column.HEADLINE))
    other = view.model().row(2).draft.headline
    next(action for action in view.menu().actions() if action.text().startswith("Let this one")).trigger()
    assert view.model().row(1).draft.headline == other
    assert view.currentIndex().row() == 1  # the selection goes along
    dialog.accept()
    (accepted,) = dialog.accepted_values
    ((lead, copy),) = accepted.groups
    assert accepted.drafts[lead].headline == other
    assert accepted.drafts[copy].outlet != accepted.drafts[lead].outlet


def test_copies_are_put_together_when_the_cell_that_is_edited_is_left(opened, site, qtbot):
    dialog = opened([*copies(site), *(site(number) for number in range(4, 60))], wait=False)
    view = table(dialog)
    qtbot.waitUntil(lambda: view.model().rowCount() > 0, timeout=120_000)
    view.setCurrentIndex(view.model().index(0, Column.OUTLET))
    view.setFocus()
    qtbot.keyClick(view, "N")
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    qtbot.waitUntil(lambda: not part(dialog, QPushButton, "Stop reading files").isVisible(), timeout=60_000)
    editor.setText("Northern Post")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(view.model().headings()))
    assert "Northern Post" in [row.draft.outlet for row in view.model().rows_at([view.model().headings()[0]])]


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


def test_columns_are_shown_where_needed_and_as_the_person_left_them(opened, site, write):
    settings = Settings()
    dialog = opened([site(1)], settings=settings)
    view = table(dialog)
    assert view.isColumnHidden(Column.SECTION)
    assert view.isColumnHidden(Column.TYPE)
    menu = next(action for action in view.menu().actions() if action.text() == "&Columns").menu()
    for name in ("Type", "File"):
        next(action for action in menu.actions() if action.text() == name).toggle()
    view.horizontalHeader().resizeSection(Column.OUTLET, 211)
    dialog.reject()
    other = table(opened([write("a.txt", "One\nText.")], settings=settings))
    assert [other.isColumnHidden(column) for column in (Column.TYPE, Column.FILE)] == [False, True]
    assert other.columnWidth(Column.OUTLET) == 211
    menu = next(action for action in other.menu().actions() if action.text() == "&Columns").menu()
    next(action for action in menu.actions() if action.text() == "Usual columns").trigger()
    assert [other.isColumnHidden(column) for column in (Column.TYPE, Column.FILE)] == [True, False]


@pytest.mark.parametrize(
    "kept",
    [
        *("", "{", "[]", '{"shown": [], "widths": 3}'),
        '{"shown": {"HEADLINE": false, "NONE": true, "FILE": 3}}',
        '{"widths": {"OUTLET": 1e9, "AUTHOR": true, "INCLUDE": 300, "DATE": -5}}',
    ],
)
def test_damaged_memory_of_columns_does_no_harm(qtbot, kept):
    model = DraftsModel()
    view = DraftsTable(model, kept)
    qtbot.addWidget(view)
    model.add([measured(Draft("a", "a"), Path("a.txt"))])
    assert not view.isColumnHidden(Column.HEADLINE)
    assert not view.isColumnHidden(Column.FILE)
    assert view.columnWidth(Column.OUTLET) < 300
    assert view.columnWidth(Column.INCLUDE) == 34


def test_a_group_is_folded_and_opened_by_keys_and_by_its_sign(opened, site, qtbot):
    view = table(opened(copies(site)))
    model = view.model()
    view.setFocus()
    view.setCurrentIndex(model.index(0, Column.HEADLINE))
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert (model.rowCount(), view.numbers()) == (2, [0])
    qtbot.keyClick(view, Qt.Key.Key_Left)  # it is folded already: the cursor moves
    assert model.rowCount() == 2
    view.setCurrentIndex(model.index(0, Column.HEADLINE))
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert (model.rowCount(), view.currentIndex().row(), view.numbers()) == (4, 0, [0])
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert model.rowCount() == 2
    sign = view.visualRect(model.index(0, Column.HEADLINE)).topLeft() + QPoint(8, 12)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=sign)
    assert model.rowCount() == 4
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=sign + QPoint(80, 0))
    assert model.rowCount() == 2
    next(action for action in view.menu().actions() if action.text() == "&Open all groups of copies").trigger()
    assert model.rowCount() == 4


def test_the_remembered_sign_follows_the_theme(qtbot, qapp):
    bar = MemoryBar()
    qtbot.addWidget(bar)
    bar.say(1, recalls=True)
    before = qapp.palette()

    def seen():
        return bar.findChildren(QLabel)[0].pixmap().toImage()

    first = seen()
    other = QPalette(before)
    other.setColor(QPalette.ColorRole.Link, QColor("#c04000"))
    qapp.setPalette(other)
    qtbot.waitUntil(lambda: seen() != first)
    qapp.setPalette(before)
    qtbot.waitUntil(lambda: seen() == first)


def test_columns_leave_where_there_is_no_room_and_come_back_with_it(opened, write, qtbot):
    lines = "Title: A {}\nOutlet: Herald\nAuthor: Nora Feld\nSection: Local\n\nText {}"
    dialog = opened([write(f"{n}.txt", lines.format(n, n)) for n in range(2)])
    view = table(dialog)
    seen = [Column.FILE, Column.SECTION, Column.AUTHOR]
    dialog.resize(1400, 720)
    assert not any(view.isColumnHidden(column) for column in seen)
    dialog.resize(900, 620)
    assert view.isColumnHidden(Column.FILE)
    assert not any(view.isColumnHidden(column) for column in (Column.OUTLET, Column.DATE))
    qtbot.waitUntil(lambda: view.horizontalScrollBar().maximum() == 0)
    dialog.resize(1400, 720)
    assert not any(view.isColumnHidden(column) for column in seen)
