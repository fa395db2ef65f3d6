"""The preview beside the form: pages made behind the window, the part that is edited first, then the whole."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from annotations.brief.content import BriefContent
from annotations.brief.preview import Excerpt, Painter, Picture, Proof
from annotations.brief.spec import BriefSpec, Part
from annotations.project import Project
from annotations.store.changes import Changes
from annotations.wording import number_of
from app.background import Question
from app.icons import put_icon
from app.plain import PlainLabel, put_tip
from app.session import Session
from app.theme import SPACE_M, SPACE_S
from app.workspaces.brief.making import Gathered, Made, Order, articles_at, claims_at, first_parts, front
from app.workspaces.brief.pages_view import Leaf, Need, PagesView

SOON, LATER = 30, 600
"""Milliseconds after an edit at which the part in view, and the whole, is made anew."""

AT_ONCE = 0.1
"""Seconds that a whole brief may take to be made with every edit."""

_CONTENT = (
    *("articles", "claims", "claim_tags", "dimensions", "tags", "aliases", "outlets", "coders", "cuts", "batches"),
    "brief_issues",
)
"""What pages are made of, besides the brief."""
_ZOOMS = {"Width": 0.0, "75 %": 1.0, "100 %": 4 / 3, "150 %": 2.0, "200 %": 8 / 3}


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
        self._brief_id: int | None = None
        self._token = object()
        """Who makes pages goes on as long as this is the one they began with."""
        self._version = 0
        """Counts changes of what is read from the project."""
        self._made: Made | None = None
        """The whole brief, as it was made last."""
        self._gathered: Gathered | None = None
        """What was read from the project for the whole brief."""
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
        for widget in (self.before_button, self.next_button, self.place):
            self.tools.addWidget(widget)
        self.state.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # gives way to the buttons
        self.tools.addWidget(self.state, 1)
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
        for question in (self._part_asked, self._whole_asked):
            question.busy_changed.connect(self._say_state)
        self._session.changed.connect(self._follow)
        self._session.closing.connect(self.clear)

    # -- what is asked

    def show_spec(self, spec: BriefSpec, brief_id: int | None = None) -> None:
        """Show a specification, as a draft of the next version of a brief."""
        self._spec, self._brief_id = spec, brief_id
        self._token = object()
        self._later.stop()
        self._whole_asked.drop()
        if self.isVisible():
            self._soon.start()
            self._say_state()

    def clear(self) -> None:
        """Show nothing any more."""
        self._spec, self._made, self._gathered, self._token = None, None, None, object()
        self._looked_for = 0
        self._soon.stop()
        self._later.stop()
        for question in (self._part_asked, self._whole_asked, self._painting):
            question.drop()
        self.view.show_leaves(())
        self._painter.close()
        self._say_place()
        self._say_state()

    def _follow(self, changes: Changes) -> None:
        if changes.touches(*_CONTENT):
            self._version += 1
            if self._spec is not None:
                self.show_spec(self._spec, self._brief_id)

    @property
    def proof(self) -> Proof | None:
        """The whole brief as it was made last; None before that."""
        return self._made.proof if self._made else None

    @property
    def content(self) -> BriefContent | None:
        """What the whole brief was made of last; None before that."""
        return self._made.gathered.content if self._made else None

    @property
    def _making(self) -> bool:
        return self._soon.isActive() or self._part_asked.busy or self._whole_asked.busy

    @property
    def busy(self) -> bool:
        """Whether pages are made or painted, or will be at once."""
        return self._making or self._later.isActive() or self._painting.busy

    @property
    def seconds(self) -> float:
        """How many seconds of the processor the whole took when it was made last; 0 before that."""
        return self._made.seconds if self._made else 0.0

    def _order(self, spec: BriefSpec) -> Order:
        token = self._token
        return Order(spec, self._version, self._gathered, lambda: self._token is token, self._brief_id)

    def _make_soon(self) -> None:
        """Make what is looked at, where the whole takes too long."""
        spec, made = self._spec, self._made
        if spec is None:
            return
        if made is not None and made.seconds < AT_ONCE:
            self._make_whole()
            return
        order = self._order(spec)
        parts, rest = first_parts(spec, made.proof, self.view.last_page) if made else (front(spec), range(0))
        if parts and parts != spec.parts:
            self._part_asked.ask(
                lambda project: order.beginning(project, parts), lambda new: self._put(new, range(0), rest)
            )
        elif not (made and (self._make_claims(order, made) or self._make_articles(order, made))):
            self._make_whole()

    def _make_claims(self, order: Order, made: Made) -> bool:
        """Make the pages in view of the list of claims; whether there are any."""
        old = made.proof
        numbers, pages = claims_at(old, self.view.page, min(self.view.last_page, old.pages))
        if not numbers or Part.CLAIMS not in order.spec.parts:
            return False
        headed = pages.start == old.places[Part.CLAIMS.value][0]
        excerpt = Excerpt(Part.CLAIMS, headed, pages.start - 1, old.pages, old.places)
        around = (range(1, pages.start), range(pages.stop, old.pages + 1))
        content = made.gathered.content
        self._part_asked.ask(
            lambda project: order.claims(project, content, numbers, excerpt), lambda new: self._put(new, *around)
        )
        return True

    def _make_articles(self, order: Order, made: Made) -> bool:
        """Make the articles in view; whether there are any."""
        numbers, pages = articles_at(made.proof, self.view.page)
        printed = made.gathered.content.articles
        if not numbers or Part.ARTICLES not in order.spec.parts:
            return False
        uids = {printed[number - 1].uid: number for number in numbers}
        old = made.proof
        around = (range(1, pages.start), range(pages.stop, old.pages + 1))
        excerpt = Excerpt(Part.ARTICLES, 1 in numbers, pages.start - 1, old.pages, old.places)
        self._part_asked.ask(
            lambda project: order.articles(project, uids, excerpt), lambda new: self._put(new, *around)
        )
        return True

    def _make_whole(self) -> None:
        self._later.stop()
        if self._spec is not None:
            self._part_asked.drop()
            self._whole_asked.ask(self._order(self._spec).whole, self._take_whole)

    def _put(self, new: Made, before: range, after: range) -> None:
        """Show new pages among those of the whole that was made last, which stay until all are made."""
        old = self._made.proof if self._made else new.proof
        fresh = [Leaf(new.proof, n) for n in range(1, new.proof.pages + 1)]
        self.view.show_leaves([*(Leaf(old, n) for n in before), *fresh, *(Leaf(old, n) for n in after)])
        if self._made is None:
            self._gathered = new.gathered
            self._make_whole()
        else:
            self._later.start()

    def _take_whole(self, made: Made) -> None:
        self._made, self._gathered = made, made.gathered
        self.view.show_leaves([Leaf(made.proof, n) for n in range(1, made.proof.pages + 1)])
        self._say_place()
        if self._looked_for:
            self.go_to_claim(self._looked_for)
        self.shown.emit()

    def _say_state(self) -> None:
        """Say that pages are made: beside the old ones where that takes long, else in their place."""
        slow = self._made is None or self._made.seconds > AT_ONCE
        self.state.setText("making pages…" if slow and self.view.leaves and self._whole_asked.busy else "")
        self.view.say("Making the pages…" if self._making else "The pages could not be made." if self._spec else "")

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
        pages, page = len(self.view.leaves), self.view.page
        limit = self._spec.page_limit if self._spec else 0
        whole = pages if self._made else 0  # of the first pages nobody knows yet how many will follow
        over = whole - limit if limit else 0
        words = [f"Page {page} of {whole}" if whole else f"Page {page}" if pages else ""]
        words += [f"limit {limit}"] if whole and limit else []
        words += [f"{number_of(over, 'page')} too many"] if over > 0 else []
        self.place.setText(", ".join(words))
        self.place.setProperty("kind", "refusal" if over > 0 else "small")
        self.place.style().polish(self.place)
        self.before_button.setEnabled(page > 1)
        self.next_button.setEnabled(page < pages)

    def show_part(self, part: Part) -> None:
        """Bring the beginning of a part into view, where no page of it is looked at."""
        place = self._made.proof.places.get(part.value) if self._made else None
        if place and not self.view.page <= place[0] <= self.view.last_page:
            self.view.go_to(place[0])

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
