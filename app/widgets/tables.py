"""What all tables of rows have in common."""

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.theme import ROW_HEIGHT


def show_as_rows(table: QTableView) -> None:
    """Give a table rows of one height that are selected as a whole, without grid and numbers; Tab leaves it.

    Its columns, its scrolling sideways and what is edited in it are its own.
    """
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.horizontalHeader().setHighlightSections(False)
    rows = table.verticalHeader()
    rows.hide()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setDefaultSectionSize(ROW_HEIGHT)
