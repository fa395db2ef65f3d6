"""Which columns the import preview shows, and how wide they are."""

from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from import_preview import copies, table
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStyleOptionViewItem

from annotations.importers.draft import Draft
from app.dialogs.import_head import Head
from app.dialogs.import_table import DraftsTable
from app.models.draft_cells import Column
from app.models.draft_rows import measured
from app.models.drafts import DraftsModel
from app.settings import Settings


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


def test_columns_leave_where_there_is_no_room_and_come_back_with_it(opened, write, qtbot):
    head = "Title: A quay is opened in the north, no. {}\nOutlet: The Herald of the North"
    lines = f"{head}\nAuthor: Nora Feld\nSection: Local\n\nText {{}}"
    dialog = opened([write(f"a-name-of-some-length-{n}.txt", lines.format(n, n)) for n in range(2)])
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


def test_file_names_leave_before_headlines_are_cut_and_these_lose_their_end(opened, write, qtbot):
    headline = "The minister of ships and fish opens the longest quay that the northern harbour ever had"
    lines = "Title: {} {}\nOutlet: The Herald of the Northern Harbour\nAuthor: Nora Feld\nType: news\n\nText {}"
    dialog = opened([write(f"a-name-of-some-length-{n}.txt", lines.format(headline, n, n)) for n in range(2)])
    view = table(dialog)
    dialog.resize(1120, 720)
    qtbot.waitUntil(lambda: view.isColumnHidden(Column.FILE))
    assert not view.isColumnHidden(Column.AUTHOR)
    assert view.columnWidth(Column.HEADLINE) >= 340
    dialog.resize(900, 620)
    assert view.columnWidth(Column.HEADLINE) >= 340
    qtbot.waitUntil(lambda: view.horizontalScrollBar().maximum() == 0)
    cell, option = view.model().index(0, Column.HEADLINE), QStyleOptionViewItem()
    view.initViewItemOption(option)
    view.itemDelegateForIndex(cell).initStyleOption(option, cell)
    assert option.textElideMode == Qt.TextElideMode.ElideRight
    dialog.resize(1600, 720)
    assert not view.isColumnHidden(Column.FILE)


def test_words_and_authors_leave_before_a_headline_has_less_than_it_can_be_read_in(opened, write, qtbot):
    headline = "The minister of ships and fish opens the longest quay that the northern harbour ever had"
    lines = (
        "Title: {} {}\nOutlet: The Herald of the Northern Harbour\nAuthor: Nora Feld and a friend\nSection: Local\n\n{}"
    )
    dialog = opened([write(f"{n}.txt", lines.format(headline, n, f"Text {n} on quays. " * 9)) for n in range(2)])
    view = table(dialog)
    note = "The date was taken from the name of the file, not from its text, and that of access from its page."
    view.model().add([measured(Draft("B\nText.", "B", outlet="Herald", warnings=(note,)), Path("b.txt"))])
    dialog.resize(900, 620)
    qtbot.waitUntil(lambda: view.isColumnHidden(Column.WORDS))
    assert view.columnWidth(Column.HEADLINE) >= 340
    assert not any(view.isColumnHidden(column) for column in (Column.OUTLET, Column.DATE, Column.NOTES))
    qtbot.waitUntil(lambda: view.horizontalScrollBar().maximum() == 0)
    dialog.resize(1400, 720)
    assert not view.isColumnHidden(Column.WORDS)


def test_the_column_of_copies_is_there_only_where_there_are_any(opened, site, qtbot):
    view = table(opened([site(1), site(2)]))
    assert view.isColumnHidden(Column.TWIN)
    view = table(opened(copies(site)))
    qtbot.waitUntil(lambda: not view.isColumnHidden(Column.TWIN))


def test_what_was_found_stands_beside_the_title_and_never_widens_the_preview(opened, write):
    dialog = opened([write("a.txt", "A headline\nText.")])
    dialog.resize(900, 620)
    head = dialog.findChild(Head)
    head.details.setText("Reading " + "a very long name of a folder / " * 40)
    head.layout().activate()
    assert head.details.geometry().left() >= head.title.geometry().right()
    assert dialog.minimumSizeHint().width() <= 900
    assert head.height() < 40
