"""The menu of the import preview's table: what can be done with the selected rows."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from annotations.importers.likeness.versions import Choice
from app.models.draft_cells import FIELDS, TITLES, Column, Heading
from app.models.draft_rows import Group, Origin
from app.models.drafts import DraftsModel

if TYPE_CHECKING:
    from app.dialogs.import_table import DraftsTable

_CHOICES = {
    Choice.REPLACE: "&Replace the older version\tCtrl+R",
    Choice.SEPARATE: "Import as a &separate article",
    Choice.LEAVE_OUT: "&Leave the newer version out",
}
"""What can be done with newer versions."""


def menu_of(table: "DraftsTable", model: DraftsModel) -> QMenu:
    """Return a menu for the rows that are selected now."""
    menu, rows = QMenu(table), model.rows_at(table.numbers())
    column = table.currentIndex().column()
    name = FIELDS.get(Column(column)) if column >= 0 else None
    back = menu.addAction(f"{TITLES[column]} as &read\tDel" if name else "As &read\tDel")
    put_in = (Origin.TYPED, Origin.REMEMBERED)
    back.setEnabled(bool(name) and any(row.origin(name or "") in put_in for row in rows))
    back.triggered.connect(table.take_back)
    toggle = menu.addAction("&Leave out\tSpace" if table.all_included() else "&Import\tSpace")
    toggle.setEnabled(bool(rows))
    toggle.triggered.connect(table.toggle)
    menu.addSeparator()
    here = table.currentIndex().row()
    group = model.row(here).group if rows and here >= 0 else None
    if group:
        _add_group(menu, model, group, here)
    newer = table.newer()
    for choice, title in _CHOICES.items() if newer else ():
        action = menu.addAction(title)
        action.triggered.connect(lambda _=False, choice=choice: model.choose(newer, choice))
    menu.addSeparator()
    table.columns.fill(menu.addMenu("&Columns"))
    return menu


def _add_group(menu: QMenu, model: DraftsModel, group: Group, here: int) -> None:
    """What can be done with the copies among which the current row is."""
    shown = model.shown_of(group)
    copies = [row for row in shown if row is not group.lead]
    for title, rows, included in (
        ("Import all &copies", shown, True),
        ("Leave out all copies", shown, False),
        ("Leave out all but the one that leads", copies, False),
    ):
        action = menu.addAction(title)
        action.triggered.connect(lambda _=False, r=rows, i=included: model.tick_rows(r, i))
    lead = menu.addAction("Let this one l&ead")
    lead.setEnabled(model.row(here) in copies and not isinstance(model.line(here), Heading))
    lead.triggered.connect(lambda: model.lead(here))
    menu.addSeparator()
    for title, folded in (("&Fold all groups of copies", True), ("&Open all groups of copies", False)):
        action = menu.addAction(title)
        action.triggered.connect(lambda _=False, folded=folded: model.fold(model.all_groups(), folded=folded))
    menu.addSeparator()
