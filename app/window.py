"""The window: articles, text and claim side by side under one slim bar."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QMenu,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotations.errors import AnnotationError, DamagedFileError
from annotations.project import SUFFIX, Project
from app.actions.agreement import AgreementActions
from app.actions.articles import ArticleActions
from app.actions.batches import BatchActions
from app.actions.brief_issues import BriefIssueActions
from app.actions.briefs import BriefActions
from app.actions.claims import ClaimActions
from app.actions.claims_table import ClaimsTableActions
from app.actions.codebook import CodebookActions
from app.actions.double_coding import DoubleCodingActions
from app.actions.files import FileActions
from app.actions.find import FindActions
from app.actions.groups import GroupActions
from app.actions.help import HelpActions
from app.actions.history import HistoryActions
from app.actions.known_actors import KnownActorActions
from app.actions.merging import MergingActions
from app.actions.outlets import OutletActions
from app.actions.pages import PageActions
from app.actions.reading import ReadingActions
from app.actions.safety import SafetyActions
from app.actions.settings_files import SettingsFileActions
from app.actions.shared_folders import SharedFolderActions
from app.actions.sharing import SharingActions
from app.actions.suggestions import SuggestionActions
from app.actions.texts import TextActions
from app.actions.triage import TriageActions
from app.actions.upgrading import UpgradeActions
from app.actions.views import ViewActions
from app.actions.windows import WindowActions
from app.commands import MENUS, Command, Commands, menu_keys
from app.inspector.panel import InspectorPanel
from app.keys import ReaderKeys
from app.panels.articles import ArticlesPanel
from app.panels.bar import Bar
from app.panels.reading import ReadingPanel
from app.panels.status import StatusLine
from app.remapping import Remapping
from app.session import Session
from app.settings import Settings
from app.suggestions.actor_source import ActorSource
from app.suggestions.known_actors import KnownActors
from app.suggestions.learning import Learning
from app.suggestions.line import SuggestionsLine
from app.suggestions.offers import Offers
from app.suggestions.service import Suggestions
from app.tag_keys import TagKeys
from app.theme import Theme
from app.widgets.columns import Columns
from app.widgets.empty import EmptyState
from app.widgets.notices import Banner, Toast
from app.workspaces.registry import READ
from app.workspaces.switcher import Switcher

_TITLE_BAR = 40
"""Pixels that a title bar takes at most; how many it is nobody knows before the window is shown."""


class Window(QMainWindow):
    """Builds the parts once and connects them; what they do stands in `app.actions`."""

    def __init__(self, session: Session, settings: Settings, theme: Theme) -> None:
        super().__init__()
        self.session = session
        self.settings = settings
        self.theme = theme
        self.setAcceptDrops(True)
        self.setMinimumSize(860, 560)
        self.banner = Banner()
        self.toast = Toast(self)
        self.articles = ArticlesPanel(session, ("Import files…", lambda: self.commands.run("file.import")), settings)
        self.reading = ReadingPanel(session, theme)
        self.offers = Offers(session, self)
        self.inspector = InspectorPanel(session, theme, offers=self.offers)
        self.bar = Bar(session)
        self.suggestions = Suggestions(session, settings, self.articles.new_after, self)
        self.status = StatusLine(session)
        self.status.add(SuggestionsLine(self.suggestions))
        self.suggestions.state_changed.connect(self._switch_offers)
        self._switch_offers()
        self.learning = Learning(session, self.offers, self)
        self.known_actors = KnownActors(self)
        self.actor_source = ActorSource(session, self.suggestions, self.known_actors, self.offers, self)
        edges = ("Width of the articles", "Width of the claim")
        self.columns = Columns(lambda: self.reading.reader.comfortable_width, edges)
        self.workspaces = Switcher(self, self.columns)
        self._add_commands()
        self._bind_keys()
        self.start_page = self._start_page()
        self._build()
        self.set_theme(theme)
        self._connect()
        self._restore()
        self._show_project()

    # -- building

    def _add_commands(self) -> None:
        """Make the actions, each subject's by itself, and register their commands in the order of the menus."""
        self.commands = Commands(self)
        self.files = FileActions(self)
        self.briefs = BriefActions(self)
        self.issues = BriefIssueActions(self)
        self.coding = ClaimActions(self)
        self.views = ViewActions(self)
        self.help = HelpActions(self)
        self.windows = WindowActions(self)
        self.upgrading = UpgradeActions(self)
        self.shared = SharedFolderActions(self)
        self.sharing = SharingActions(self)
        self.safety = SafetyActions(self)
        self.merging = MergingActions(self)
        self.history = HistoryActions(self)
        self.searching = FindActions(self)
        self.outlets = OutletActions(self)
        self.codebook = CodebookActions(self)
        self.claims_table = ClaimsTableActions(self)
        self.agreement = AgreementActions(self)
        self.suggested = SuggestionActions(self)
        groups = (
            self.files,
            self.windows,
            self.briefs,
            self.issues,
            self.history,
            self.shared,
            self.sharing,
            self.safety,
            self.merging,
            ArticleActions(self),
            PageActions(self),
            TextActions(self),
            GroupActions(self),
            BatchActions(self),
            TriageActions(self),
            DoubleCodingActions(self),
            self.coding,
            ReadingActions(self),
            self.claims_table,
            self.searching,
            self.outlets,
            self.codebook,
            KnownActorActions(self),
            self.agreement,
            self.workspaces,
            self.views,
            SettingsFileActions(self),
            self.help,
            self.suggested,
        )
        self.commands.add(*(command for group in groups for command in group.commands()))

    def _bind_keys(self) -> None:
        """Give the commands their keys: those of the person, of the tags, and the single ones of the reader."""
        self.tag_keys = TagKeys(self.session, self.commands, self.coding.tag, menu_keys, self)
        self.remapping = Remapping(self.commands, self.settings, lambda: menu_keys() | self.tag_keys.used())
        self.remapping.load()
        self._keys = ReaderKeys(
            self.commands.single_keys(),
            self,
            moving=self.commands.moving_keys(),
            learn=self.commands.layout.learn,
        )
        self.reading.reader.installEventFilter(self._keys)
        self.commands.rebound.connect(self._show_keys)
        self._show_keys()

    def _start_page(self) -> EmptyState:
        return EmptyState(
            "Pressmark",
            "Read press articles, mark the claims in them, hand over an annotated brief.",
            ("New project…", lambda: self.commands.run("file.new")),
            [
                ("Open…", lambda: self.commands.run("file.open")),
                ("Sample project…", lambda: self.commands.run("file.sample")),
            ],
        )

    def _build(self) -> None:
        """Put the parts in their places, the outermost first: whatever moves is dressed anew with all that is in it."""
        middle = QWidget()
        self.setCentralWidget(middle)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.pages = QStackedWidget()
        for widget, stretch in ((self.bar, 0), (self.banner, 0), (self.pages, 1)):
            column.addWidget(widget, stretch)
        self.pages.addWidget(self.start_page)
        self.pages.addWidget(self.workspaces.stack)
        for panel in (self.articles, self.reading, self.inspector):
            self.columns.addWidget(panel)
        column.addWidget(self.status)  # after what is in the pages, where Tab comes to it
        self.columns.setCollapsible(1, False)
        self.columns.setStretchFactor(1, 1)
        self.columns.setSizes([280, 760, 320])
        self.articles.setMinimumWidth(200)
        self.inspector.setMinimumWidth(240)
        self._menus()

    def _menus(self) -> None:
        menus = {name: self.menuBar().addMenu(title) for name, title in MENUS.items()}
        for name, menu in menus.items():
            menu.aboutToShow.connect(self.commands.refresh)
            menu.aboutToShow.connect(partial(self.commands.show_icons, name))
        for command in self.commands:
            self._put(menus[command.menu], command)
        self.recent_menu = QMenu("Open &recent", self)
        menus["File"].insertMenu(self.commands.action("file.sample"), self.recent_menu)
        self.recent_menu.aboutToShow.connect(self._fill_recent)
        self.coder_menu = QMenu("&Coder", self)
        edit, switch = menus["Edit"], self.commands.action("edit.coder")
        edit.insertMenu(edit.actions()[edit.actions().index(switch) + 1], self.coder_menu)
        self.coder_menu.aboutToShow.connect(self._fill_coders)

    def _put(self, menu: QMenu, command: Command) -> None:
        """Put a command where it belongs in its menu: at the end, or below another one."""
        action, there = self.commands.action(command.id), menu.actions()
        place = there.index(self.commands.action(command.after)) + 1 if command.after else len(there)
        if place < len(there):
            menu.insertAction(there[place], action)
        else:
            menu.addAction(action)
        if command.separator:
            menu.insertSeparator(action)

    def _fill_recent(self) -> None:
        self.recent_menu.clear()
        for path in self.settings.recent:
            self.recent_menu.addAction(_label(path).replace("&", "&&"), partial(self.files.open, path))

    def _fill_coders(self) -> None:
        self.coder_menu.clear()
        project, current = self.session.project, self.session.coder
        for coder in project.coders.all() if project else ():
            action = self.coder_menu.addAction(f"{coder.name} ({coder.initials})")
            action.setCheckable(True)
            action.setChecked(coder == current)
            action.setEnabled(self.session.can_write)
            action.triggered.connect(lambda _, coder=coder: self.files.become(coder.name, coder.initials))

    def _connect(self) -> None:
        session = self.session
        self.articles.chosen.connect(self._show_article)
        self.articles.opened.connect(self.reading.reader.setFocus)
        self.reading.claim_changed.connect(self._show_claim)
        self.inspector.pick.connect(self.coding.open_picker)
        self.inspector.pick_at.connect(self.coding.open_picker)
        self.inspector.return_to_reader.connect(self.reading.reader.setFocus)
        self.inspector.chosen.connect(self.reading.activate)
        self.bar.colour_by_changed.connect(self.views.set_colour_by)
        self.bar.workspace_asked.connect(self.workspaces.show)
        self.workspaces.switched.connect(self.bar.show_workspace)
        self.bar.palette_asked.connect(lambda: self.commands.run("view.palette"))
        self.bar.appearance_asked.connect(lambda: self.commands.run("view.appearance"))
        session.failed.connect(self._fail)
        self.known_actors.failed.connect(self._fail)
        session.closing.connect(self._keep_place)
        session.project_changed.connect(self._show_project)
        for signal in (session.changed, session.project_changed, session.writable_changed, session.coder_changed):
            signal.connect(self.commands.refresh)

    def _show_keys(self) -> None:
        """Let those name keys who do, as they are now."""
        for part in (self.bar, self.inspector, self.reading.compare_bar, self.suggested.line):
            part.show_keys(self.commands.keys_of)
        self.reading.header.second.show_keys(self.commands.keys_of("double.done"))

    # -- following

    def _show_article(self, article_id: int | None) -> None:
        self.inspector.flush()
        self._keep_place()
        self.reading.show_article(article_id)
        self.suggestions.open_article(article_id)
        self.learning.open_article(article_id)
        self.commands.refresh()
        if article_id is not None and self.workspaces.current == READ and not self._at_work_beside():
            self.reading.reader.setFocus()

    def take_keyboard(self) -> None:
        """Put the keyboard into the text, or where there is none into what can be done about that."""
        nothing = self.articles.nothing
        (nothing if nothing.isVisibleTo(self.articles) else self.reading.reader).setFocus()

    def _at_work_beside(self) -> bool:
        """Whether the keyboard is in the list or the inspector, where it has to stay while articles change."""
        there = QApplication.focusWidget()
        return there is not None and (self.articles.isAncestorOf(there) or self.inspector.isAncestorOf(there))

    def _switch_offers(self) -> None:
        self.offers.switch(on=self.suggestions.shown)

    def _show_claim(self) -> None:
        claims, in_article = list(self.reading.claims.values()), self.reading.article_id is not None
        self.inspector.show_claim(self.reading.active_claim, claims, in_article=in_article)
        self.commands.refresh()

    def _show_project(self) -> None:
        project = self.session.project
        self.pages.setCurrentIndex(1 if project else 0)
        self.banner.hide()
        if project:
            self.setWindowTitle(f"{project.path.stem} – Pressmark")
            self.settings.remember(project.home)
            self._go_to_place(project)
            self.workspaces.show(READ)
            if project.damage:
                self.safety.offer(DamagedFileError(project.damage, "It is open for reading only", project.path))
            elif project.read_only:
                said = f"{project.path.name} is open for reading only: {project.read_only_reason}."
                self.banner.say(said, "Work on a copy…", lambda: self.commands.run("file.copy"))
        else:
            self.setWindowTitle("Pressmark")
            self.start_page.setFocus()
        self.show_recent()
        self.commands.refresh()

    def _keep_place(self) -> None:
        """Remember where the person reads, for the next time the project is opened."""
        project, article_id = self.session.project, self.reading.article_id
        found = project.articles.rows([article_id]) if project and article_id is not None else []
        if project and found:
            sentence = self.reading.reader.current_sentence()
            self.settings.keep_place(project.uid, found[0].uid, sentence.start if sentence else 0)

    def _go_to_place(self, project: Project) -> None:
        uid, offset = self.settings.place(project.uid)
        article = project.articles.by_uid(uid) if uid else None
        if article is not None:
            self.articles.select(article.id)
            if offset:
                self.reading.reader.go_to(min(offset, max(0, article.length - 1)))

    def show_recent(self) -> None:
        """List the recent projects on the start page."""
        choices = [(_label(path), partial(self.files.open, path)) for path in self.settings.recent[:5]]
        self.start_page.set_tail("Recent", choices)

    def _fail(self, error: AnnotationError) -> None:
        if not self.safety.offer(error):
            self.banner.show_error(error)

    def set_theme(self, theme: Theme) -> None:
        """Show everything in these colours."""
        self.theme = theme
        self.articles.set_theme(theme)
        self.reading.set_theme(theme)
        self.inspector.set_theme(theme)
        self.workspaces.set_theme(theme)

    # -- the window itself

    def _restore(self) -> None:
        self.resize(1280, 800)
        self.restoreGeometry(self.settings.layout("window"))
        # Qt takes back a size that a smaller screen, or a larger scale, has no room for, and forgets the title bar.
        self.resize(self.size().boundedTo(self.screen().availableSize() - QSize(0, _TITLE_BAR)))
        self.columns.restoreState(self.settings.layout("columns"))
        self.reading.set_colour_by(self.settings.colour_by)
        self.bar.select(self.settings.colour_by)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt: store what is being typed, close the project, remember the layout."""
        job = next(iter(self.session.jobs.running), None)
        if job and not self.files.may_stop(job):
            event.ignore()
            return
        self.inspector.flush()
        self._keep_place()
        self.settings.keep_layout("window", self.saveGeometry())
        self.settings.keep_layout("columns", self.columns.saveState())
        self.session.close_project()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Qt: make the file complete when another program comes to the front."""
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.shared.look()
            self.known_actors.look_again()
        elif event.type() == QEvent.Type.ActivationChange:
            self.inspector.flush()
            self.session.checkpoint()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter presses the button that has the keyboard; Qt does that in dialogs only."""
        focused = QApplication.focusWidget()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if enter and plain and isinstance(focused, QPushButton | QToolButton):
            focused.click()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Qt: files are welcome, and links from a browser."""
        from app.dialogs.import_clipboard import address_in_data

        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if self.session.can_write and not all(file.lower().endswith(SUFFIX) for file in files):
            self.session.readers.warm()  # until they are dropped
        if files or address_in_data(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt: a project is opened, or merged into the open one; anything else is imported."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        projects = [path for path in paths if path.suffix.lower() == SUFFIX]
        event.acceptProposedAction()
        if not paths:
            from app.dialogs.import_clipboard import address_in_data

            if address := address_in_data(event.mimeData()):
                self.files.import_link(address)
        elif not projects:
            self.files.import_paths(paths)
        elif not self.merging.takes(projects[0]) and self.files.open(projects[0]) and len(paths) > 1:
            self.banner.say(f"{projects[0].name} was opened. What else was dropped was left: drop it again by itself.")


def _label(path: Path) -> str:
    """A project's name with its folder, since names repeat."""
    return f"{path.stem} – {path.parent.name}" if path.parent.name else path.stem
