"""The preview beside the form: pages made behind the window, the part that is edited first, then the whole."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotations.brief.content import BriefContent
from annotations.brief.preview import Painter, Picture, Proof, proof
from annotations.brief.spec import BriefSpec, Finding, Part
from annotations.project import Project
from annotations.store.changes import Changes
from annotations.wording import number_of
from app.background import Question
from app.icons import put_icon
from app.plain import PlainLabel, put_tip
from app.session import Session
from app.theme import SPACE_M, SPACE_S
from app.workspaces.brief.pages_view import Leaf, Need, PagesView

SOON, LATER = 30, 600
"""Milliseconds after an edit at which the part in view, and the whole, is made anew."""

AT_ONCE = 0.1
"""Seconds that a whole brief may take to be made with every edit."""

_WRITTEN = (
    *("title", "subtitle", "organisation", "number", "version", "issued", "analyst", "reviewer", "distribution"),
    *("handling", "bottom_line", "page"),
)
_CONTENT = ("articles", "claims", "claim_tags", "dimensions", "tags", "aliases", "outlets", "coders", "cuts", "batches")
_ZOOMS = {"Width": 0.0, "75 %": 1.0, "100 %": 4 / 3, "150 %": 2.0, "200 %": 8 / 3}
_LONG = {Part.CLAIMS: "claims", Part.ARTICLES: "articles"}
"""The parts that may take hundreds of pages, each beginning on one of its own, with the names of those places."""


@dataclass(frozen=True, slots=True)
class _Made:
    """Pages, for which specification, what they were made of, and how long that took."""

    proof: Proof
    content: BriefContent
    gathered_for: BriefSpec
    version: int
    seconds: float


def gathering_key(spec: BriefSpec) -> BriefSpec:
    """The specification as far as it matters to what is read from the project, and not to how it is printed."""
    blank: dict[str, Any] = dict.fromkeys(_WRITTEN, "")
    findings = tuple(Finding(finding.dimension, finding.chart) for finding in spec.findings)
    return replace(
        spec, **blank, judgements=(), watch=(), unknown=(), findings=findings, page_limit=0, full_text=True, extra={}
    )


class Preview(QWidget):
    """Shows a specification; asked anew it drops what it was doing. Never holds up the window."""

    clicked = Signal(str, int, float)
    """As in `PagesView`."""
    shown = Signal()
    """Pages were made anew."""
    lacks_claim = Signal(int)
    """A claim that was looked for stands on none of the pages."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._part_asked, self._whole_asked, self._painting = (Question(session, self) for _ in range(3))
        self._painter = Painter()
        self._spec: BriefSpec | None = None
        self._token = object()
        """Who makes pages goes on as long as this is the one they began with."""
        self._version = 0
        """Counts changes of what is read from the project."""
        self._made: _Made | None = None
        """The whole brief, as it was made last."""
        self._looked_for = 0
        """The number of a claim that is to be brought into view once the pages are made."""
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._later = QTimer(self, singleShot=True, interval=LATER)
        self.view = PagesView()
        self.place, self.state = PlainLabel(), PlainLabel()
        self.before_button, self.next_button, self.zoom = QPushButton(), QPushButton(), QComboBox()
        self._build()
        self._connect()

    def _build(self) -> None:
        for label in (self.place, self.state):
            label.setProperty("kind", "small")
        for button, icon, name in (
            (self.before_button, "chevron-up", "Previous page"),
            (self.next_button, "chevron-down", "Next page"),
        ):
            put_icon(button, icon)
            button.setAccessibleName(name)
            put_tip(button, name)
            button.setFixedWidth(36)
        self.zoom.setAccessibleName("Size of the pages")
        for name, points in _ZOOMS.items():
            self.zoom.addItem(name, points)
        self.tools = QHBoxLayout()
        """The row above the pages, to whose right others may add."""
        self.tools.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        self.tools.setSpacing(SPACE_S)
        for widget in (self.before_button, self.next_button, self.place, self.state):
            self.tools.addWidget(widget)
        self.tools.addStretch(1)
        self.tools.addWidget(self.zoom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self.tools)
        column.addWidget(self.view, 1)

    def _connect(self) -> None:
        self._soon.timeout.connect(self._make_soon)
        self._later.timeout.connect(self._make_whole)
        self.view.needed.connect(self._paint)
        self.view.scrolled.connect(self._say_place)
        self.view.clicked.connect(self.clicked)
        self.before_button.clicked.connect(lambda: self.view.go_to(self.view.page - 1))
        self.next_button.clicked.connect(lambda: self.view.go_to(self.view.page + 1))
        self.zoom.activated.connect(lambda _: self.view.set_zoom(float(self.zoom.currentData())))
        self._session.changed.connect(self._follow)
        self._session.closing.connect(self.clear)

    # -- what is asked

    def show_spec(self, spec: BriefSpec) -> None:
        """Show a specification."""
        self._spec = spec
        self._token = object()
        self._whole_asked.drop()
        if self.isVisible():
            self._soon.start()

    def clear(self) -> None:
        """Show nothing any more."""
        self._spec, self._made, self._token = None, None, object()
        self._soon.stop()
        self._later.stop()
        for question in (self._part_asked, self._whole_asked, self._painting):
            question.drop()
        self.view.show_leaves(())
        self._painter.close()
        self._say_place()

    def _follow(self, changes: Changes) -> None:
        if changes.touches(*_CONTENT):
            self._version += 1
            if self._spec is not None:
                self.show_spec(self._spec)

    @property
    def proof(self) -> Proof | None:
        """The whole brief as it was made last; None before that."""
        return self._made.proof if self._made else None

    def _make_soon(self) -> None:
        """Make the first pages, where the whole takes too long and they are looked at."""
        made, spec = self._made, self._spec
        if spec is None:
            return
        long = next((part for part in _LONG if part in spec.parts), None)
        following = made.proof.places.get(_LONG[long]) if made and long else None
        if made is None or long is None or made.seconds < AT_ONCE or not following or self.view.page >= following[0]:
            self._make_whole()
            return
        first = replace(spec, parts=tuple(part for part in spec.parts if _before(part, long)))
        rest = range(following[0], made.proof.pages + 1)
        self._part_asked.ask(self._making(first), lambda found: self._take_part(found, rest))
        self._later.start()

    def _make_whole(self) -> None:
        self._later.stop()
        if self._spec is not None:
            self._part_asked.drop()
            self.state.setText("making pages…" if self._made and self._made.seconds > AT_ONCE else "")
            self._whole_asked.ask(self._making(self._spec), self._take_whole)

    def _making(self, printed: BriefSpec) -> Callable[[Project], _Made]:
        """Work that makes pages, of what was gathered before where that is still true."""
        token, version, known, spec = self._token, self._version, self._made, self._spec or printed
        key = gathering_key(spec)

        def make(project: Project) -> _Made:
            from annotations.brief import gather

            same = known is not None and known.version == version and known.gathered_for == key
            content = known.content if known and same else gather(project, spec)
            start = time.thread_time()
            made = proof(content, printed, lambda: self._token is token)
            return _Made(made, content, key, version, time.thread_time() - start)

        return make

    def _take_part(self, found: _Made, rest: range) -> None:
        """Put the first pages before those of the long parts, which stay as they were until all are made."""
        if self._made is not None:
            old, fresh = self._made.proof, range(1, found.proof.pages + 1)
            self.view.show_leaves([*(Leaf(found.proof, n) for n in fresh), *(Leaf(old, n) for n in rest)])

    def _take_whole(self, made: _Made) -> None:
        self._made = made
        self.state.setText("")
        self.view.show_leaves([Leaf(made.proof, n) for n in range(1, made.proof.pages + 1)])
        self._say_place()
        if self._looked_for:
            self.go_to_claim(self._looked_for)
        self.shown.emit()

    # -- painting

    def _paint(self) -> None:
        need = self.view.missing()
        if need is None or self._painting.busy:
            return

        def paint(_: Project) -> tuple[Need, Picture]:
            return need, self._painter.paint(need.leaf.proof, need.leaf.page, need.width)

        self._painting.ask(paint, lambda painted: self._painted(*painted))

    def _painted(self, need: Need, picture: Picture) -> None:
        self.view.put(need, picture)
        self._paint()

    def _say_place(self) -> None:
        pages, limit = len(self.view.leaves), self._spec.page_limit if self._spec else 0
        self.place.setText(f"Page {self.view.page} of {pages}" if pages else "")
        over = bool(limit) and pages > limit
        if pages and limit:
            more = f", {number_of(pages - limit, 'page')} too many" if over else ""
            self.place.setText(f"Page {self.view.page} of {pages}, limit {limit}{more}")
        self.place.setProperty("kind", "refusal" if over else "small")
        self.place.style().polish(self.place)
        self.before_button.setEnabled(self.view.page > 1)
        self.next_button.setEnabled(self.view.page < pages)

    def go_to_claim(self, number: int) -> None:
        """Bring a claim into view, now or once the pages are made; `lacks_claim` tells where there is none."""
        if self._made is None or self._soon.isActive() or self._whole_asked.busy:
            self._looked_for = number
            return
        self._looked_for = 0
        found = self._made.proof.page_of_claim(number)
        if found:
            self.view.go_to(*found)
        else:
            self.lacks_claim.emit(number)


def _before(part: Part, other: Part) -> bool:
    order = list(Part)
    return order.index(part) < order.index(other)
