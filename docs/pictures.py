"""Makes the pictures of the README and the manual anew: `python docs/pictures.py [FOLDER [FOLDER OF THE MANUAL]]`.

Without a display the window is drawn off screen. Look at every picture afterwards; nothing here judges them.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

HOME = tempfile.mkdtemp()
for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
    os.environ[name] = HOME
if not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt  # noqa: E402 - the settings must not be the person's own
from PySide6.QtGui import QImage  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from annotations.brief.spec import BriefSpec, Part  # noqa: E402
from annotations.progress import drive  # noqa: E402
from annotations.project import Project  # noqa: E402
from annotations.sample import write_sample  # noqa: E402
from annotations.sharing import CopyChoice  # noqa: E402
from app.session import Session  # noqa: E402
from app.settings import Settings  # noqa: E402
from app.theme import Theme  # noqa: E402
from app.window import Window  # noqa: E402

SPEECH, UNCODED = "Whoever owns", "liability"
MANUAL = {
    "window-light": "reading",
    "picker-framing": "picker",
    "suggestions": "suggestions",
    **{name: name for name in ("triage", "claims", "codebook", "brief", "agreement", "disagreements")},
    **{name: name for name in ("import", "merge-report", "brief-page")},
}
"""Pictures that the manual has too, with their names there; of the whole window they are taken of a smaller one."""

_COLUMN = (1024, 680)
_WIDEST, _COLOURS = 1200, 192


class Studio:
    """One window, dressed and sized as a picture wants it."""

    def __init__(self, folder: Path, manual: Path) -> None:
        self.folder, self.manual = folder, manual
        for one in (folder, manual):
            one.mkdir(parents=True, exist_ok=True)
        self.application = QApplication([])
        settings = Settings()
        settings.person = ("Anna Lindqvist", "AL")
        self.session = Session()
        Theme.light().apply(self.application)
        self.window = Window(self.session, settings, Theme.light())
        self.window.show()

    def dress(self, theme: Theme, width: int = 1280, height: int = 800) -> None:
        theme.apply(self.application)
        self.window.set_theme(theme)
        self.window.resize(width, height)

    def wait(self, milliseconds: int) -> None:
        """Let the window work; in short stretches, since a long one keeps the threads that read for it from running."""
        for _ in range(milliseconds // 20):
            QTest.qWait(20)

    def take(self, name: str, widget: QWidget | None = None) -> None:
        self.wait(400)
        path = self.folder / f"{name}.png"
        (widget or self.window).grab().save(str(path))
        print(path)
        if name in MANUAL:
            self._take_for_manual(MANUAL[name], widget)

    def _take_for_manual(self, name: str, widget: QWidget | None) -> None:
        size = self.window.size()
        if widget is None:
            self.window.resize(*_COLUMN)
            self.wait(1500 if name == "brief" else 400)
        self.keep(name, (widget or self.window).grab().toImage())
        self.window.resize(size)

    def keep(self, name: str, image: QImage) -> None:
        """Store a picture of the manual, in few colours, since it comes along with every copy of the program."""
        from PIL import Image

        path = self.manual / f"{name}.png"
        image.save(str(path))
        with Image.open(path) as whole:
            whole.thumbnail((_WIDEST, _WIDEST))
            whole.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
        print(path)

    @property
    def project(self) -> Project:
        if self.session.project is None:
            raise RuntimeError("no project is open")
        return self.session.project

    def read(self, headline: str, claims: int) -> None:
        """Open an article and go to one of its claims."""
        articles = self.project.articles
        found = next(a for a in articles.rows(articles.ids()) if headline in a.headline)
        self.window.articles.select(found.id)
        ids = [claim.id for claim in self.project.claims.of_article(found.id)]
        self.window.reading.activate(ids[claims] if ids else None)
        self.window.reading.reader.setFocus()


def windows(studio: Studio, sample: Path) -> None:
    """The window in its states."""
    studio.dress(Theme.light())
    studio.take("window-empty")
    studio.window.files.open(sample)
    for theme in (Theme.light(), Theme.dark()):
        studio.dress(theme)
        studio.read(SPEECH, 2)
        studio.take(f"window-{'dark' if theme.is_dark else 'light'}")
    studio.dress(Theme.light(), 1024, 700)
    studio.take("window-narrow")
    studio.dress(Theme.light())
    for number, name in ((0, "framing"), (1, "actors"), (3, "scale")):
        studio.window.coding.open_picker(number)
        studio.take(f"picker-{name}")
        studio.window.coding.round.end()
    studio.window.reading.activate(None)
    studio.take("window-claims")


def suggestions(studio: Studio) -> None:
    """An article that nobody has coded yet, at a claim that is suggested in it."""
    window = studio.window
    studio.read(UNCODED, 0)
    article_id = window.reading.article_id
    while article_id is not None and window.suggestions.found(article_id) is None:
        studio.wait(100)
    studio.wait(500)
    window.commands.run("suggestion.next")
    studio.take("suggestions")


def workspaces(studio: Studio) -> None:
    """The other kinds of work, each as its workspace shows it."""
    window = studio.window
    for name in ("triage", "claims", "codebook", "outlets", "brief", "find"):
        window.workspaces.show(name)
        studio.wait(600)
        if name == "brief":
            page: Any = window.workspaces[name]
            while page.preview.busy:
                studio.wait(100)
            studio.wait(1000)  # until its pages are painted
        if name == "find":
            QTest.keyClicks(QApplication.focusWidget(), "model")
            studio.wait(1000)
        studio.take(name)
    studio.dress(Theme.dark(), 1024, 700)
    window.workspaces.show("claims")
    studio.take("claims-dark-narrow")
    studio.dress(Theme.contrast(dark=False))
    window.workspaces.show("read")
    studio.read(SPEECH, 2)
    studio.take("window-contrast")
    studio.dress(Theme.light())


def teamwork(studio: Studio, sample: Path) -> None:
    """Two coders: the report of a merge, how far they agree, where they differ, and both in the text."""
    from app.dialogs.merge_report import MergeReportDialog

    window, copy = studio.window, sample.with_name("from Boris.pressmark")
    drive(studio.project.copy(copy, CopyChoice()))
    claim = studio.project.claims.all()[3].id
    studio.session.run("Comment", lambda p: p.claims.update(claim, comment="To be asked again next week."))
    with Project.open(copy) as other:
        code_second(other)
    window.merging.look(copy)
    while not (report := window.findChild(MergeReportDialog)):
        studio.wait(40)
    report.view.expandAll()
    studio.take("merge-report", report)
    report.accept()
    while studio.session.jobs.running:
        studio.wait(40)
    window.workspaces.show("agreement")
    studio.wait(3000)
    studio.take("agreement")
    page: Any = window.workspaces["agreement"]
    page.tabs.setCurrentIndex(1)
    studio.wait(1000)
    studio.take("disagreements")
    window.workspaces.show("read")
    studio.read(SPEECH, 2)
    window.commands.run("view.compare")
    studio.take("compare")
    window.commands.run("view.compare")


def code_second(project: Project) -> None:
    """Tag what another person marked, differently in each fourth claim, and write beside it."""
    claims = project.claims.all()
    second = next(coder for coder in project.coders.all() if coder.id != claims[0].coder_id)
    project.coder_id = second.id
    codebook = project.codebook.read()

    def work(project: Project) -> None:
        for place, claim in enumerate(claims):
            if claim.coder_id == second.id:
                continue
            for tagging in claim.taggings:
                tag = codebook.tag(tagging.tag_id)
                others = codebook.tags_of(tag.dimension_id)
                differs = place % 4 == 0 and not tagging.role and not tag.is_none
                chosen = others[(others.index(tag) + 1) % len(others)] if differs else tag
                project.claims.tag(claim.id, chosen.id, tagging.role)
        project.claims.update(claims[3].id, comment="Said before the figures were known.")
        project.claims.update(claims[5].id, note="The minister's own words")

    project.step("Code as the second person", work)


def dialogs(studio: Studio) -> None:
    """The dialogs, each on its own."""
    from app.dialogs.brief_export import BriefExportDialog
    from app.dialogs.keys import KeysDialog
    from app.dialogs.person import PersonDialog

    spec = studio.project.briefs.all()[0].spec
    made: dict[str, Callable[[], QWidget]] = {
        "brief-export": lambda: BriefExportDialog(spec, studio.session.codebook, studio.window),
        "keys": lambda: KeysDialog(studio.window.commands, studio.window, remapping=studio.window.remapping),
        "person": lambda: PersonDialog(parent=studio.window),
    }
    for name, make in made.items():
        dialog = make()
        dialog.show()
        studio.take(f"dialog-{name}", dialog)
        dialog.close()


def preview(studio: Studio) -> None:
    """The import preview, in a project that has nothing yet."""
    from app.dialogs.importing import ImportDialog

    studio.session.create(Path(HOME) / "Week 12.pressmark", ("Anna Lindqvist", "AL"))
    drop = Path(HOME) / "drop"
    shutil.copytree(str(files("resources").joinpath("samples/ai-strategy/articles")), drop)
    (drop / "attachment.pdf").write_bytes(b"")
    shutil.copy(drop / "06-opinion.md", drop / "06-opinion again.md")
    dialog = ImportDialog(studio.session, [drop], studio.window)
    dialog.show()
    while studio.session.jobs.running:
        studio.wait(40)
    studio.take("import", dialog)
    dialog.close()


def pages(studio: Studio) -> None:
    """Pages of the sample's brief: the front, a page of the list of claims, two pages of an annotated article."""
    spec = studio.project.briefs.all()[0].spec
    for name, part, number in (
        ("brief-front", Part.BOTTOM_LINE, 0),
        ("brief-claims", Part.CLAIMS, 1),
        ("brief-page", Part.ARTICLES, 0),
        ("brief-page-2", Part.ARTICLES, 1),
    ):
        parts = tuple(p for p in Part if p is part or (p is Part.MASTHEAD and part is Part.BOTTOM_LINE))
        draw(studio, replace(spec, parts=parts), number, name)


def draw(studio: Studio, spec: BriefSpec, number: int, name: str) -> None:
    """Write a brief and draw one of its pages."""
    import pypdfium2

    from annotations.brief import gather, write_brief

    path = Path(HOME) / "brief.pdf"
    drive(write_brief(gather(studio.project, spec), spec, path))
    with pypdfium2.PdfDocument(path) as document:
        target = studio.folder / f"{name}.png"
        document[number].render(scale=1.2).to_pil().save(target)
        print(target)
        if name in MANUAL:
            studio.keep(MANUAL[name], QImage(str(target)))


def main() -> None:
    own = Path(__file__).parent
    given = [Path(argument) for argument in sys.argv[1:]]
    folder, manual = [*given, *(own / "pictures", own / "manual/pictures")[len(given) :]][:2]
    sample = write_sample(Path(HOME))
    studio = Studio(folder, manual)
    windows(studio, sample)
    suggestions(studio)
    workspaces(studio)
    dialogs(studio)
    pages(studio)
    teamwork(studio, sample)
    preview(studio)
    studio.window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    studio.window.close()
    studio.session.shut_down()


if __name__ == "__main__":
    main()
