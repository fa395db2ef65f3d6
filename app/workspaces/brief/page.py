"""The workspace "Brief": the project's briefs, the form of the chosen one by sections, and its pages."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotations.brief.presets import PRESETS
from annotations.brief.preview import claim_of
from annotations.brief.spec import Part
from annotations.project import Project
from annotations.store.briefs import StoredBrief
from annotations.store.changes import Changes
from app.theme import SPACE_L, SPACE_M, SPACE_S, Theme
from app.widgets.empty import EmptyState
from app.widgets.scrolled import scrolled
from app.widgets.splitter import Splitter
from app.workspaces.brief.choices import LookSection, PartsSection
from app.workspaces.brief.claim_naming import ClaimNaming
from app.workspaces.brief.content import ContentSection
from app.workspaces.brief.draft import Draft
from app.workspaces.brief.findings import FindingsSection
from app.workspaces.brief.judging import JudgingSection
from app.workspaces.brief.masthead import MastheadSection
from app.workspaces.brief.outlook import OutlookSection
from app.workspaces.brief.preview import Preview
from app.workspaces.brief.section import Section, note
from app.workspaces.brief.side import Side
from app.workspaces.workspace import Workspace

if TYPE_CHECKING:
    from app.window import Window

_MASTHEAD, BOTTOM_LINE, _FINDINGS = 2, 3, 4
"""The places of sections."""

_FORM, _NONE = range(2)
_WIDEST = 620
_LAYOUT = "brief-columns"


class BriefPage(Workspace):
    """Composes briefs; every edit is stored as it is made. What is done with briefs stands in `app.actions.briefs`."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window.workspaces.stack)
        self._window, self._session = window, window.session
        self.draft = Draft(self._session, self)
        self.briefs: list[StoredBrief] = []
        self.content = ContentSection(self.draft, self._session, window.theme, self)
        self.preview = Preview(self._session)
        self.findings = FindingsSection(self.draft, self._session, lambda: self.preview.content)
        self.judging = JudgingSection(self.draft)
        self.sections: list[Section] = [
            PartsSection(self.draft),
            self.content,
            MastheadSection(self.draft),
            self.judging,
            self.findings,
            OutlookSection(self.draft),
            LookSection(self.draft),
        ]
        self.side = Side(window.commands, [section.title for section in self.sections])
        self.form = QStackedWidget()
        self.export_button = QPushButton("Export…")
        self.naming = ClaimNaming(self._session, self.draft, self)
        self.reason, self.no_claims = note(), note()
        self._stale = True
        self._claims: dict[int, str] | None = None
        """Uids of the project's claims by number, as long as none of them changed."""
        self._build()
        self._connect()
        self._read()

    # -- building

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.pages = QStackedWidget()
        row.addWidget(self.pages)
        self.columns = Splitter(Qt.Orientation.Horizontal, ("Width of the briefs", "Width of the form"))
        self.columns.setHandleWidth(1)
        self.pages.addWidget(self.columns)
        middle = QWidget()
        for widget, least, fill in ((self.side, 150, None), (middle, 300, self._fill), (self._right(), 260, None)):
            widget.setMinimumWidth(least)
            self.columns.addWidget(widget)
            if fill:
                fill(widget)
        self.columns.setChildrenCollapsible(False)
        self.columns.setSizes([180, 420, 600])
        self.columns.setStretchFactor(2, 1)
        self.columns.restoreState(self._window.settings.layout(_LAYOUT))
        self.columns.splitterMoved.connect(
            lambda *_: self._window.settings.keep_layout(_LAYOUT, self.columns.saveState())
        )
        commands = self._window.commands
        first, *others = PRESETS
        self.empty = EmptyState(
            "No brief yet",
            "A brief is what leaves the house: your judgements, the claims they rest on, and the annotated articles.",
            (f"New {first.name.lower()}", partial(commands.run, f"brief.new-{first.key}")),
            [(f"New {one.name.lower()}", partial(commands.run, f"brief.new-{one.key}")) for one in others],
        )
        self.pages.addWidget(self.empty)

    def _fill(self, middle: QWidget) -> None:
        self.reason.setContentsMargins(SPACE_L, SPACE_S, SPACE_L, 0)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.reason)
        column.addWidget(self.form, 1)
        for section in self.sections:
            area = scrolled(section, _WIDEST, self.form.addWidget)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.show_section(BOTTOM_LINE)

    def _right(self) -> QWidget:
        self.export_button.setProperty("kind", "primary")
        self.export_button.setAccessibleName("Export brief")
        self.preview.tools.addWidget(self.export_button)
        self.no_claims.setText(
            "No claims yet: mark passages in the articles, and they come into the brief by themselves."
        )
        self.no_claims.setContentsMargins(SPACE_M, 0, SPACE_M, SPACE_S)
        layout = self.preview.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(1, self.no_claims)
        return self.preview

    def _connect(self) -> None:
        commands, session = self._window.commands, self._session
        self.side.brief_chosen.connect(self._choose)
        self.side.rename_asked.connect(lambda: commands.run("brief.rename"))
        self.side.section_chosen.connect(self.show_section)
        self.side.entered.connect(self._enter_section)
        self.export_button.clicked.connect(lambda: commands.run("file.brief"))
        self.draft.changed.connect(self._show_pages)
        self.content.choosing_asked.connect(self.choose)
        self.preview.clicked.connect(self._follow_click)
        self.preview.shown.connect(self._follow_pages)
        self.preview.lacks_claim.connect(
            lambda number: self._window.toast.say(f"Claim {number} is not in this brief, or not in its parts")
        )
        session.changed.connect(self._follow)
        session.project_changed.connect(self._forget)
        session.writable_changed.connect(self._show_writable)
        session.closing.connect(self.flush)

    def set_theme(self, theme: Theme) -> None:
        """Show everything in these colours."""
        self.content.set_theme(theme)
        for section in self.sections:
            section.recolour()

    # -- coming and going

    def entered(self) -> None:
        """The page has come to the front: to the form, or to what makes a brief."""
        if self._stale:
            self._read()
        if not self.briefs:
            self.empty.setFocus()
        else:
            self.section.focus_first()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: the pages are made while they are seen."""
        super().showEvent(event)
        self._show_pages()

    def _show_pages(self, _part: Part | None = None) -> None:
        if self.draft.brief:
            self.preview.show_spec(self.draft.spec, self.draft.brief.id)

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: store what is being typed."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.naming.popover.close_editor()
            self.flush()

    def flush(self) -> None:
        """Store what is being typed."""
        for section in self.sections:
            section.flush()

    # -- following

    def _follow(self, changes: Changes) -> None:
        if not changes.touches("briefs", "claims", "dimensions"):
            return
        if changes.touches("claims"):
            self._claims = None
        if self.isVisible() or changes.initiator is self.draft:
            self._read()
        else:
            self._stale = True

    def _follow_pages(self) -> None:
        """The pages were made anew: what is in them may be told beside what is written."""
        content = self.preview.content
        self.draft.printed = frozenset(claim.number for claim in content.claims) if content else None
        for section in self.sections:
            section.recolour()
        self.findings.follow_pages()

    def _forget(self) -> None:
        self.preview.clear()
        self._claims = None
        self._read()

    def _read(self, choose: int = 0) -> None:
        """Read the briefs anew, and show the one with this id; the one that was shown, if it is 0."""
        self._stale = False
        project = self._session.project
        self.briefs = project.briefs.all() if project else []
        if self._claims is None:
            self._claims = project.claims.uids_by_number() if project else {}
        claims = self._claims
        before = self.draft.brief
        wanted = choose or (before.id if before else 0)
        brief = next((one for one in self.briefs if one.id == wanted), self.briefs[0] if self.briefs else None)
        self.side.show_briefs([one.name for one in self.briefs], self.briefs.index(brief) if brief else -1)
        there = QApplication.focusWidget()
        turned = self.pages.currentIndex() != (_FORM if brief else _NONE) and (not there or self.isAncestorOf(there))
        self.pages.setCurrentIndex(_FORM if brief else _NONE)
        self.no_claims.setVisible(not claims)
        known = self.draft.claims
        self.draft.show(brief, claims)
        same = before is not None and brief is not None and before.id == brief.id
        for section in self.sections:
            section.show_draft(same=same)
            if claims is not known:
                section.recolour()
        if brief is None:
            self.preview.clear()
        self._show_writable()
        self._window.commands.refresh()
        if turned and self.isVisible():
            self.entered()  # what had the keyboard is gone

    def _show_writable(self) -> None:
        writable, why = self.draft.writable, self._session.why_not
        for section in self.sections:
            section.set_writable(writable=writable)
        self.side.new_button.setEnabled(self._session.can_write)
        self.reason.setText(f"Nothing can be changed: {why}." if why and self._session.project else "")
        self.reason.setVisible(bool(self.reason.text()))

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self.briefs) and self.briefs[row] != self.draft.brief:
            self.flush()
            self._read(self.briefs[row].id)

    def select(self, brief_id: int) -> None:
        """Show a brief."""
        self.flush()
        self._read(brief_id)

    @property
    def brief(self) -> StoredBrief | None:
        """The brief that is shown."""
        return self.draft.brief

    @property
    def section(self) -> Section:
        """The section that is shown."""
        return self.sections[self.form.currentIndex()]

    def _enter_section(self) -> None:
        self.section.focus_first()

    def show_section(self, place: int) -> None:
        """Show a section of the form."""
        if 0 <= place < len(self.sections):
            self.section.flush()
            self.form.setCurrentIndex(place)
            self.side.show_section(place)
            if self.section.part:
                self.preview.show_part(self.section.part)

    def choose(self) -> None:
        """Ask which single articles and claims are taken in."""
        from app.dialogs.brief_choice import BriefChoiceDialog

        self.flush()
        dialog = BriefChoiceDialog(self._session, self._window.settings, self.draft.spec, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.draft.store("Choose articles and claims", None, dialog.values()))
        dialog.open()

    # -- claims

    def show_claim(self, number: int) -> None:
        """Bring a claim into view in the pages, as soon as they are made; a toast says where it is not in them."""
        self.preview.go_to_claim(number)

    def _follow_click(self, target: str, page: int, height: float) -> None:
        """A claim leads to its passage, another place within the brief there, an address to the browser."""
        project, number = self._session.project, claim_of(target)
        if target.startswith(("http://", "https://")):
            QDesktopServices.openUrl(QUrl(target))
        elif number and project and (uid := self.draft.claims.get(number)):
            self._read_claim(project, uid)
        elif target and self.preview.proof and target in self.preview.proof.places:
            self.preview.view.go_to(*self.preview.proof.places[target])
        elif not target:
            self._edit_at(page, height)

    def _edit_at(self, page: int, height: float) -> None:
        """Go into the form of what stands there, if it is written here."""
        proof = self.preview.proof
        numbered = {f"judgement-{n}": n for n in range(1, len(self.draft.spec.judgements) + 1)}
        sections = {"masthead": _MASTHEAD, "bottom-line": BOTTOM_LINE, "judgements": BOTTOM_LINE, "findings": _FINDINGS}
        ends = {part.value for part in Part}
        found = proof.place_above(page, height, {*sections, *numbered, *ends}) if proof else ""
        if found in numbered:
            self.show_section(BOTTOM_LINE)
            self.judging.choose_printed(numbered[found])
        elif found in sections:
            self.show_section(sections[found])
            self._enter_section()

    def _read_claim(self, project: Project, uid: str) -> None:
        claim = project.claims.by_uid(uid)
        if claim is not None:
            self.flush()
            self.passage_asked.emit(claim.article_id, claim.id, None)
