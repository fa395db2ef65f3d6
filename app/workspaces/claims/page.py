"""The workspace with every claim of the project: the filter above, the table, the passage below."""

from array import array
from dataclasses import replace

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedLayout, QToolButton, QVBoxLayout, QWidget

from annotations.claim_filter import ClaimFilter
from annotations.claim_rows import Column, Sort
from annotations.claims import Claim
from annotations.store.changes import Changes
from annotations.store.claim_lists import Choices, Counted
from app.background import Question
from app.icons import put_icon
from app.session import Session
from app.settings import Settings
from app.theme import Theme
from app.widgets.elided import ElidedLabel
from app.widgets.empty import EmptyState
from app.widgets.splitter import Splitter
from app.workspaces.claims.columns import heads
from app.workspaces.claims.counts import in_words
from app.workspaces.claims.detail import Detail
from app.workspaces.claims.feed import Asked, Feed, Listing
from app.workspaces.claims.filter_bar import NO_CHOICES, FilterBar
from app.workspaces.claims.layout import dress, keep, stored
from app.workspaces.claims.lines import Line
from app.workspaces.claims.model import ClaimsModel
from app.workspaces.claims.saved import SavedFiltersButton
from app.workspaces.claims.selection import Place, picked
from app.workspaces.claims.table import ClaimsTable
from app.workspaces.workspace import Workspace

_PAUSE = 150
"""Milliseconds after a change of the project at which the claims are listed anew."""

_MOST_TOLD = 2000
_DETAIL = "claims-detail"
_NAMED = ("outlets", "coders", "dimensions", "tags", "aliases")
_TABLE, _NONE, _NOTHING = range(3)


class ClaimsPage(Workspace):
    """Every claim, one row each. What is done to them stands in `app.actions.claims_table`."""

    key_pressed = Signal(str)
    """A single key in the table that may be a command, by its place."""
    menu_asked = Signal(object)
    """The menu of the selected claims, at a point of the screen."""
    selection_changed = Signal()
    filter_changed = Signal()

    def __init__(self, session: Session, settings: Settings, theme: Theme) -> None:
        super().__init__()
        self._session, self._settings = session, settings
        self.model = ClaimsModel(self)
        self.table = ClaimsTable(self.model)
        self.bar = FilterBar(theme, self)
        self.detail = Detail(session, theme)
        self.feed = Feed(session, self)
        self._names = Question(session, self)
        self._asked = Asked()
        self._counted = Counted(0, 0, 0)
        self._whole = False
        self._place = Place()
        self._left = Place()
        """Where the person was in the rows that are shown, when others were asked for."""
        self.choices: Choices = NO_CHOICES
        self._counts = ElidedLabel()
        self.seen_box = QComboBox()
        self.columns_button = QToolButton()
        self._pause = self._timer(_PAUSE, self._again)
        self._keep = self._timer(400, self._keep_columns)
        self._build(theme)
        self._connect()
        self._show_project()

    def _timer(self, milliseconds: int, run: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(run)
        return timer

    # -- building

    def _build(self, theme: Theme) -> None:
        self._counts.setProperty("kind", "small")
        self._counts.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.seen_box.setAccessibleName("Whose tags are shown")
        self.seen_box.setMaximumWidth(200)
        self.seen_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        put_icon(self.columns_button, "columns-3")
        self.columns_button.setToolTip("Choose columns")
        self.columns_button.setAccessibleName("Choose columns")
        self.columns_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.saved = SavedFiltersButton(self._session, lambda: self.bar.filter, lambda: self.bar.sentence)
        self.saved.chosen.connect(self.bar.put)
        self.saved.done.connect(self.entered)
        tools: QHBoxLayout = self.bar.tools
        tools.addWidget(self.saved)
        tools.addWidget(self._counts, 2)
        tools.addWidget(self.seen_box)
        tools.addWidget(self.columns_button)
        listed = QWidget()
        self._pages = QStackedLayout(listed)
        self._pages.addWidget(self.table)
        self._pages.addWidget(EmptyState("No claims yet", "Mark passages of articles, and they are listed here."))
        nothing = EmptyState(
            "Nothing found", "No claim matches the filter.", ("Clear filter", lambda: self.bar.put(ClaimFilter()))
        )
        self._pages.addWidget(nothing)
        self.splitter = Splitter(Qt.Orientation.Vertical, ("Height of the passage",))
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(listed)
        self.splitter.addWidget(self.detail)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setCollapsible(0, False)
        self.splitter.setSizes([520, 150])
        self.detail.setMinimumHeight(72)
        self.splitter.restoreState(self._settings.layout(_DETAIL))
        self.detail.setVisible(bytes(self._settings.layout(f"{_DETAIL}-hidden").data()) != b"yes")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.splitter, 1)
        self.set_theme(theme)

    def _connect(self) -> None:
        session, table = self._session, self.table
        self.bar.changed.connect(lambda wanted: self._ask(wanted=wanted))
        self.seen_box.activated.connect(lambda _: self._ask(seen_by=int(self.seen_box.currentData() or 0)))
        self.columns_button.clicked.connect(self._choose_columns)
        table.sort_asked.connect(lambda sort: self._ask(sort=sort))
        table.opened.connect(self.go_to_passage)
        table.peeked.connect(self.toggle_detail)
        table.pressed_key.connect(self.key_pressed)
        table.looked_at.connect(self._read)
        table.moved.connect(self._follow_row)
        table.columns_changed.connect(self._keep.start)
        self.feed.listed.connect(self._list)
        self.feed.counted.connect(self._count)
        self.feed.read.connect(self._take_lines)
        self.splitter.splitterMoved.connect(self._split)
        session.changed.connect(self._follow)
        session.closing.connect(self.feed.drop)
        session.project_changed.connect(self._show_project)

    def set_theme(self, theme: Theme) -> None:
        """Show everything in these colours."""
        self.bar.set_theme(theme)
        self.table.set_theme(theme)
        self.detail.set_theme(theme)

    def entered(self) -> None:
        """The table has the keyboard, or the field while there is nothing in the table."""
        (self.table if self._pages.currentIndex() == _TABLE else self.bar.words).setFocus()
        self.table.look()

    # -- asking

    @property
    def asked(self) -> Asked:
        """What is listed."""
        return self._asked

    @property
    def whole(self) -> bool:
        """Whether all ids are there, and what is selected can be acted on."""
        return self._whole

    def _ask(self, *, wanted: ClaimFilter | None = None, sort: Sort | None = None, seen_by: int | None = None) -> None:
        """List something else."""
        before = self._asked
        self._asked = Asked(
            before.wanted if wanted is None else wanted,
            before.sort if sort is None else sort,
            before.seen_by if seen_by is None else seen_by,
        )
        if self._asked.seen_by != before.seen_by:
            self.model.forget()
        self.table.show_sort(self._asked.sort)
        place = self.table.place() if self._whole else self._place
        self._place, self._left = replace(place, row=0, top=0), self.table.place()
        self.feed.ask(self._asked, self._place)
        self._say_counts()
        self.filter_changed.emit()

    def _again(self) -> None:
        """List the same anew, with the person where they are."""
        self._left = self.table.place()
        self._place = self._left if self._whole else self._place
        self.feed.ask(self._asked, self._place, afresh=False)

    def _list(self, listing: Listing) -> None:
        now = self.table.place()
        if listing.whole and (now.selected, now.current) != (self._left.selected, self._left.current):
            # Who went on meanwhile is not thrown back, or what they press next would be about other claims.
            self._place = replace(self._place, selected=now.selected, current=now.current, offset=now.offset)
            self._left = now
            self.feed.find(listing.ids, self._place)
            return
        self.model.put(listing.lines, range(0))
        if listing.whole:
            self._whole = True
            if len(listing.ids) != self._counted.claims:  # in how many articles they are is told soon
                self._counted = replace(self._counted, claims=len(listing.ids), articles=0)
            self.table.show_ids(listing.ids, listing.found, self._place)
        else:
            self._whole = False
            self.table.show_ids(listing.ids, listing.found, Place())
            self._left = self.table.place()
        self._show_page()
        self.selection_changed.emit()

    def _show_page(self) -> None:
        empty = self._whole and not len(self.model.ids)
        page = _TABLE if not empty else _NOTHING if self._asked.wanted else _NONE
        had_focus = self.table.hasFocus()
        self._pages.setCurrentIndex(page)
        if had_focus and page != _TABLE:
            self.bar.words.setFocus()

    def _count(self, counted: Counted) -> None:
        self._counted = counted
        self._say_counts()

    def _say_counts(self) -> None:
        selected = self.table.selected_count()
        self._counts.setText(
            in_words(self._counted, selected if selected > 1 else 0, filtered=bool(self._asked.wanted))
        )
        self._counts.setAccessibleName(f"{self.bar.sentence}: {self._counts.text()}")

    # -- rows

    def _read(self, rows: range) -> None:
        if missing := self.model.missing(rows):
            self.feed.need(missing, rows)

    def _take_lines(self, lines: tuple[Line, ...], rows: range) -> None:
        self.model.put(lines, rows)
        self._show_detail()

    def _follow_row(self) -> None:
        self._show_detail()
        self._say_counts()
        self.selection_changed.emit()

    def _show_detail(self) -> None:
        self.detail.show_line(self.model.line(self.table.current_row))

    # -- what is selected

    def selected(self) -> "array[int]":
        """Ids of the selected claims, in the order of the rows; none while not all rows are there."""
        return picked(self.model.ids, self.table.selected_ranges()) if self._whole else array("q")

    def shown(self) -> "array[int]":
        """Ids of all claims that are listed."""
        return self.model.ids[:] if self._whole else array("q")

    @property
    def current(self) -> Claim | None:
        """The claim with the keyboard, None where there is none or it is not read yet."""
        line = self.model.line(self.table.current_row)
        return line.claim if line else None

    def go_to_passage(self, row: int = -1) -> None:
        """Read on at a claim; Alt+Left leads back here."""
        line = self.model.line(row if row >= 0 else self.table.current_row)
        if line is not None:
            self.passage_asked.emit(line.claim.article_id, line.claim.id, None)

    def toggle_detail(self) -> None:
        """Show or hide what stands around the passage."""
        self.detail.setVisible(self.detail.isHidden())
        hidden = b"yes" if self.detail.isHidden() else b"no"
        self._settings.keep_layout(f"{_DETAIL}-hidden", QByteArray(hidden))
        self._show_detail()

    # -- columns

    def _choose_columns(self) -> None:
        self.table.column_menu(self.columns_button.mapToGlobal(self.columns_button.rect().bottomLeft()))

    def _split(self, *_: int) -> None:
        self._keep.start()

    def _keep_columns(self) -> None:
        keep(self._settings, self.table, self.model.heads)
        self._settings.keep_layout(_DETAIL, self.splitter.saveState())

    # -- following

    def _show_project(self) -> None:
        self.feed.drop()
        self._names.drop()
        for timer in (self._pause, self._keep):
            timer.stop()
        self._whole, self._place, self._counted = False, Place(), Counted(0, 0, 0)
        self._asked = Asked()
        self.model.clear()
        self.bar.put(ClaimFilter())
        self.detail.show_line(None)
        if self._session.project is None:
            return
        self._dress()
        self._ask_names()
        self._pages.setCurrentIndex(_TABLE)
        self._ask()

    def _dress(self) -> None:
        dress(self.table, heads(self._session.codebook), stored(self._settings))
        self.table.show_sort(self._asked.sort)
        self._keep.stop()  # what is there now is what was remembered

    def _ask_names(self) -> None:
        self._names.ask(lambda project: project.claim_lists.choices(), self._take_names)

    def _take_names(self, choices: Choices) -> None:
        self.choices = choices
        self.bar.set_choices(self._session.codebook, choices)
        self.seen_box.clear()
        self.seen_box.addItem("Tags that count", 0)
        for uid, name in choices.coders.items():
            self.seen_box.addItem(f"Tags of {name}", choices.coder_ids[uid])
        self.seen_box.setCurrentIndex(max(0, self.seen_box.findData(self._asked.seen_by)))

    def _follow(self, changes: Changes) -> None:
        if changes.touches(*_NAMED):
            self._ask_names()
        if changes.touches("dimensions"):
            place = self.table.place()
            self._dress()
            self._place, self._whole = place, False
            self._left = self.table.place()  # nowhere, until they are listed anew
            known = {*Column, *(head.key for head in self.model.heads)}
            if self._asked.sort.by not in known:
                self._asked = Asked(self._asked.wanted, seen_by=self._asked.seen_by)
        named = changes.touches("articles", "settlements", *_NAMED)
        self.model.forget(None if named or _many(changes) else changes.claims)
        self.table.look()
        if changes.touches("dimensions") or self._asked.depends_on(changes):
            self._pause.start()

    # -- keys

    def event(self, event: QEvent) -> bool:
        """Qt: Ctrl+F finds here, whatever it does elsewhere."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _finds(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: as above."""
        if _finds(event):
            self.bar.focus_words()
        elif event.key() == Qt.Key.Key_Escape and self.bar.words.hasFocus():
            self.table.setFocus()
        elif event.key() == Qt.Key.Key_Down and self.bar.words.hasFocus():
            self._enter_table()
        else:
            super().keyPressEvent(event)

    def _enter_table(self) -> None:
        self.table.setFocus()
        if self.table.current_row < 0:
            self.table.go_to(0)

    def contextMenuEvent(self, event: object) -> None:
        """Qt: what can be done to the selected claims."""
        if self.table.underMouse() or self.table.hasFocus():
            self.menu_asked.emit(event.globalPos())  # type: ignore[attr-defined]


def _many(changes: Changes) -> bool:
    """Whether so many rows changed that telling which claims they belong to takes longer than reading what is seen."""
    tables = (changes.tables.get(name) for name in ("claims", "claim_tags"))
    return sum(len(t.inserted) + len(t.updated) + len(t.deleted) for t in tables if t) > _MOST_TOLD


def _finds(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Find)
