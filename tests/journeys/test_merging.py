"""A project is given to a colleague, both work on, and the copies become one again, all through the window."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QMessageBox, QPushButton

from annotations.articles import Article
from annotations.carrying import carried
from annotations.progress import drive
from annotations.project import Project
from annotations.sample import write_sample
from annotations.sharing import CopyChoice
from annotations.spans import Span
from app.dialogs.merge_report import MergeReportDialog
from app.dialogs.merge_reports import MergeReportsDialog
from app.dialogs.sharing import ShareDialog
from app.dialogs.which_stays import WhichStaysDialog

LEFT, ENTER = Qt.MouseButton.LeftButton, Qt.Key.Key_Return
SPEECH, ROBOTS = "Whoever owns", "Robots from Port Asel"


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch):
    """Answers the file dialogs, which belong to the system, with one path."""

    def give(path: Path) -> None:
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(path), ""))
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: (str(path), ""))

    return give


def said(project: Project) -> dict[str, object]:
    """What a project says, in words that mean the same in every copy; claims' numbers are each copy's own."""
    coders = {coder.id: coder.uid for coder in (*project.coders.all(), project.coders.agreed())}
    tags = {tag.id: tag.uid for tag in project.codebook.read().tags}
    articles = {article.id: article for article in project.articles.rows(project.articles.ids())}
    found: dict[str, object] = {
        claim.uid: (
            articles[claim.article_id].uid,
            claim.anchor,
            claim.comment,
            claim.note,
            claim.check_state,
            coders[claim.coder_id],
            frozenset((tags[t.tag_id], t.role, coders[t.coder_id]) for t in claim.taggings),
        )
        for claim in project.claims.all()
    }
    for article in articles.values():
        about = (article.headline, article.status, article.outlet, article.published)
        found[article.uid] = (project.articles.text(article.id), about)
    found["tags"] = {tag.uid: tag.name for tag in project.codebook.read().tags}
    found["outlets"] = {outlet.uid: (outlet.name, outlet.aliases) for outlet in project.outlets.all()}
    return found


OLD, NEW = "It gave me four paragraphs.", "It gave me four long paragraphs."


def correct(project: Project) -> None:
    """Correct a sentence of the speech, and let its claims follow."""
    article_id = article(project, SPEECH).id
    text = project.articles.text(article_id)
    corrected = text.replace(OLD, NEW)
    found = carried(text, corrected, {c.id: c.anchor for c in project.claims.of_article(article_id)})
    assert corrected != text
    assert not found.lost
    project.corrections.correct(article_id, corrected, found.placed)


def mark(project: Project, headline: str, words: str) -> None:
    """Make a claim of some words."""
    article_id = article(project, headline).id
    at = project.articles.text(article_id).index(words)
    project.claims.add(article_id, Span(at, at + len(words)))


def article(project: Project, headline: str) -> Article:
    return next(a for a in project.articles.rows(project.articles.ids()) if headline in a.headline)


def comment(project: Project, number: int, text: str) -> None:
    found = project.claims.by_number(number)
    assert found
    project.claims.update(found.id, comment=text)


def annas_work(project: Project) -> None:
    comment(project, 15, "Anna: repeated twice.")
    mark(project, SPEECH, OLD)
    mark(project, SPEECH, "We shall not be late twice.")
    mark(project, ROBOTS, "Robots")
    project.codebook.add_tag(project.codebook.read().dimensions[0].id, "Export ban")


def boriss_work(project: Project) -> None:
    comment(project, 15, "Boris: said once only.")
    for words in ("The argument is over.", "What remains is a question of ownership."):
        mark(project, SPEECH, words)
    project.articles.delete([article(project, ROBOTS).id])
    correct(project)
    project.codebook.add_tag(project.codebook.read().dimensions[0].id, "Export ban")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The sample project and a copy of it, both worked on since; what Anna coded in, Boris deletes later unseen."""
    folder = tmp_path_factory.mktemp("made")
    ours, theirs = write_sample(folder), folder / "Boris’s copy.pressmark"
    with Project.open(ours) as project:
        drive(project.copy(theirs, CopyChoice()))
        project.coder_id = project.coders.all()[0].id
        project.step("Anna’s work", annas_work)
    with Project.open(theirs) as project:
        project.coder_id = project.coders.all()[1].id
        project.step("Boris’s work", boriss_work)
    return ours, theirs


@pytest.fixture
def copies(made: tuple[Path, Path], tmp_path: Path) -> tuple[Path, Path]:
    """Both, for a test of its own."""
    ours, theirs = (Path(shutil.copy(path, tmp_path)) for path in made)
    return ours, theirs


def shown(window, kind: type = MergeReportDialog):
    """The dialog of a kind, as soon as it is there."""

    def there():
        return [dialog for dialog in window.findChildren(kind) if dialog.isVisible()]

    for _ in range(1000):
        if found := there():
            return found[0]
        QTest.qWait(20)
    raise AssertionError(f"no {kind.__name__}")


def lines(dialog: MergeReportDialog) -> dict[str, list[str]]:
    return {section.title: [line.what for line in section.lines] for section in dialog.model.sections}


def pressed(window, words: str) -> QPushButton:
    return next(b for b in window.toast.findChildren(QPushButton) if b.isVisible() and b.text() == words)


def look(desk, names, other: Path) -> MergeReportDialog:
    """Choose another copy in the menu, and wait for its report."""
    names(other)
    desk.window.commands.run("file.merge")
    desk.idle()
    return shown(desk.window)


def merge(desk, names, other: Path) -> None:
    QTest.mouseClick(look(desk, names, other).merge_button, LEFT)
    desk.idle()
    assert desk.window.toast.text.startswith("Merged “"), desk.window.banner.text


def select(dialog: MergeReportDialog, title: str) -> None:
    """Select the first line of a section."""
    place = next(n for n, section in enumerate(dialog.model.sections) if section.title == title)
    dialog.view.setCurrentIndex(dialog.model.index(0, 0, dialog.model.index(place, 0)))
    assert dialog.line is not None


def test_a_project_is_shared_worked_on_twice_and_is_one_again(desk, names, answer, keys, tmp_path) -> None:
    ours, theirs = write_sample(tmp_path), tmp_path / "Boris’s copy.pressmark"
    window = desk.start(ours)
    names(theirs)
    answer(ShareDialog, lambda dialog: dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).click())
    window.commands.run("file.share")
    desk.idle()
    for path, person, words in ((ours, ("Anna Lindqvist", "AL"), "+2"), (theirs, ("Boris Okafor", "BO"), "-2")):
        window.files.open(path)
        window.files.become(*person)
        window.articles.select(article(window.session.project, SPEECH).id)
        window.reading.activate(window.session.project.claims.by_number(14).id)
        desk.read()
        keys("4")
        keys(words)
    window.files.open(ours)
    window.files.become("Anna Lindqvist", "AL")
    merge(desk, names, theirs)
    claim = window.session.project.claims.by_number(14)
    people = {coder.id: coder.name for coder in window.session.project.coders.all()}
    codebook = window.session.project.codebook.read()
    values = {people[t.coder_id]: codebook.tag(t.tag_id).value for t in claim.taggings if codebook.tag(t.tag_id).value}
    assert values == {"Anna Lindqvist": 2, "Boris Okafor": -2}


def test_the_report_says_what_will_come_before_anything_is_written(desk, names, copies) -> None:
    ours, theirs = copies
    window = desk.start(ours)
    project, others = window.session.project, theirs.read_bytes()
    before = said(project)
    dialog = look(desk, names, theirs)
    found = lines(dialog)
    assert [what for what in found["Changed on both sides"] if "comment" in what] == ["Claim 15 · comment"]
    assert any(OLD in what for what in found["Claims whose words are gone"])
    assert any("Robots from Port Asel" in what for what in found["Deleted on one side, worked on on the other"])
    assert "Tag “Export ban” in Framing" in found["Exists twice"]
    assert any("The argument is over." in what for what in found["Comes in"])
    assert [what[-29:] for what in found["Claims placed anew"]] == ["“We shall not be late twice.”"]
    assert found["Claims with another number"] == ["Claim 116 “What remains is a question of ownership.”"]
    select(dialog, "Changed on both sides")
    assert dialog.sides.left.toPlainText() == "Anna: repeated twice."
    assert dialog.sides.right.toPlainText() == "Boris: said once only."
    assert "the value there is later" in dialog.sides.outcome.text()
    QTest.keyClick(dialog.view, Qt.Key.Key_Escape)
    assert said(project) == before
    assert not project.merging.reports()
    assert theirs.read_bytes() == others


def test_merged_both_ways_the_copies_say_the_same_and_undo_and_redo_are_whole(desk, names, copies) -> None:
    ours, theirs = copies
    window = desk.start(ours)
    before = said(window.session.project)
    merge(desk, names, theirs)
    assert window.session.undo_label == "Merge Boris’s copy"
    merged = said(window.session.project)
    assert merged != before
    window.commands.run("edit.undo")
    desk.idle()
    assert said(window.session.project) == before
    window.commands.run("edit.redo")
    desk.idle()
    assert said(window.session.project) == merged
    assert window.session.project.check() == []
    desk.close()

    window = desk.start(theirs)
    merge(desk, names, ours)
    assert said(window.session.project) == merged
    assert window.session.project.check() == []
    nothing = look(desk, names, ours)
    assert nothing.title.text() == "Nothing to merge"
    assert not nothing.merge_button.isVisible()
    nothing.close_button.click()


def test_the_other_value_is_taken_and_given_back_by_one_click_each(desk, names, qtbot, copies) -> None:
    ours, theirs = copies
    window = desk.start(ours)
    merge(desk, names, theirs)
    project = window.session.project
    QTest.mouseClick(pressed(window, "Report"), LEFT)
    dialog = shown(window)
    select(dialog, "Changed on both sides")
    qtbot.waitUntil(lambda: dialog.sides.outcome.text() == "the value from there stands")
    QTest.mouseClick(dialog.take_button, LEFT)
    assert project.claims.by_number(15).comment == "Anna: repeated twice."
    qtbot.waitUntil(lambda: dialog.sides.outcome.text() == "the value here stands")
    assert window.session.undo_label == "Take the other value: Claim 15"
    QTest.mouseClick(dialog.take_button, LEFT)
    assert project.claims.by_number(15).comment == "Boris: said once only."
    window.commands.run("edit.undo")
    assert project.claims.by_number(15).comment == "Anna: repeated twice."
    window.session.run("Edit claim", lambda p: comment(p, 15, "Neither."))
    qtbot.waitUntil(lambda: dialog.sides.outcome.text() == "another value was set since")
    dialog.close_button.click()


def test_a_kept_report_leads_to_claims_makes_one_of_two_and_goes_with_its_merge(desk, names, qtbot, copies) -> None:
    ours, theirs = copies
    window = desk.start(ours)
    merge(desk, names, theirs)
    desk.close()
    window = desk.start(ours)
    project = window.session.project
    window.commands.run("file.merges")
    dialog = shown(window)
    select(dialog, "Changed on both sides")
    dialog.view.setFocus()
    QTest.keyClick(dialog.view, ENTER)
    assert window.reading.active_claim.number == 15
    select(dialog, "Exists twice")
    QTest.mouseClick(dialog.together_button, LEFT)
    asked = shown(window, WhichStaysDialog)
    QTest.keyClick(asked, ENTER)
    assert [tag.name for tag in project.codebook.read().tags].count("Export ban") == 1
    qtbot.waitUntil(lambda: dialog.model.outcome(dialog.line) == "are one now")
    for _ in range(2):
        window.commands.run("edit.undo")
        desk.idle()
    qtbot.waitUntil(lambda: not window.findChildren(MergeReportDialog))
    window.commands.run("file.merges")
    listed = shown(window, MergeReportsDialog)
    assert not listed.show_button.isVisible()
    listed.reject()


def test_a_report_stays_while_coders_become_one_and_goes_when_somebody_else_works(desk, names, qtbot, copies) -> None:
    ours, theirs = copies
    for path in (ours, theirs):
        with Project.open(path) as project:
            project.step("Add Eva", lambda p: p.coders.ensure("Eva Sand", "ES"))
    window = desk.start(ours)
    merge(desk, names, theirs)
    QTest.mouseClick(pressed(window, "Report"), LEFT)
    dialog = shown(window)
    select(dialog, "Exists twice")
    dialog.view.setCurrentIndex(dialog.view.indexBelow(dialog.view.currentIndex()))
    assert dialog.line.what == "Coder “Eva Sand”"
    QTest.mouseClick(dialog.together_button, LEFT)
    QTest.keyClick(shown(window, WhichStaysDialog), ENTER)
    qtbot.waitUntil(lambda: dialog.model.outcome(dialog.line) == "are one now")
    assert dialog.isVisible()
    window.files.become("Boris Okafor", "BO")
    qtbot.waitUntil(lambda: not window.findChildren(MergeReportDialog))


def test_another_project_is_not_merged_by_enter(desk, names, copies, tmp_path) -> None:
    ours, _ = copies
    other = tmp_path / "other.pressmark"
    with Project.create(other, coder=("Zed Quill", "ZQ")):
        pass
    window = desk.start(ours)
    dialog = look(desk, names, other)
    assert "not a copy of this project" in dialog.summary.text()
    QTest.keyClick(dialog, ENTER)
    desk.idle()
    assert window.session.project.merging.reports() == []


def test_of_several_reports_one_is_chosen(desk, names, copies) -> None:
    ours, theirs = copies
    window = desk.start(ours)
    merge(desk, names, theirs)
    with Project.open(theirs) as project:
        project.step("One more", lambda p: comment(p, 14, "One more."))
    merge(desk, names, theirs)
    window.commands.run("file.merges")
    listed = shown(window, MergeReportsDialog)
    assert listed.table.rowCount() == 2
    QTest.keyClick(listed.table, Qt.Key.Key_Down)
    QTest.keyClick(listed.table, ENTER)
    dialog = shown(window)
    assert "Exists twice" in lines(dialog)
    dialog.close_button.click()


@pytest.mark.parametrize(("button", "opened"), [("Merge…", False), ("Open", True), ("Cancel", False)])
def test_a_project_dropped_on_another_is_merged_or_opened(desk, drop, answer, copies, button, opened) -> None:
    ours, theirs = copies
    window = desk.start(ours)

    def press(box: QMessageBox) -> None:
        assert box.text() == f"Merge “{theirs.stem}” into “{ours.stem}”, or open it in its place?"
        next(b for b in box.findChildren(QPushButton) if b.text().replace("&", "") == button).click()

    answer(QMessageBox, press)
    drop(window, theirs)
    desk.idle()
    assert window.session.project.path == (theirs if opened else ours)
    reports = [d for d in window.findChildren(MergeReportDialog) if d.isVisible()]
    assert bool(reports) == (button == "Merge…")
    for report in reports:
        report.close_button.click()


def test_cancelling_leaves_everything_as_it_was(desk, names, copies) -> None:
    ours, theirs = copies
    window = desk.start(ours)
    before = said(window.session.project)
    names(theirs)

    def stop() -> None:
        for job in window.session.jobs.running:
            job.cancel()

    window.session.jobs.changed.connect(stop)
    window.commands.run("file.merge")
    desk.idle()
    assert window.toast.text == "Cancelled; nothing was merged"
    window.session.jobs.changed.disconnect(stop)
    dialog = look(desk, names, theirs)
    window.session.jobs.changed.connect(stop)
    dialog.merge_button.click()
    desk.idle()
    assert window.toast.text == "Cancelled; nothing was merged"
    window.session.jobs.changed.disconnect(stop)
    assert said(window.session.project) == before
    assert not window.session.project.merging.reports()


def letter(path: Path, other: Path) -> None:
    del other
    path.write_text("Dear Anna, " * 100)


def cut_off(path: Path, other: Path) -> None:
    path.write_bytes(other.read_bytes()[:200_000])


def with_a_strangers_trigger(path: Path, other: Path) -> None:
    path.write_bytes(other.read_bytes())
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("CREATE TRIGGER t AFTER INSERT ON claims BEGIN DELETE FROM texts; END")


def from_the_future(path: Path, other: Path) -> None:
    path.write_bytes(other.read_bytes())
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE replicas SET last_hlc = last_hlc + (1 << 16) * 1000 * 86400 * 30")


def of_tomorrow(path: Path, other: Path) -> None:
    path.write_bytes(other.read_bytes())
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA user_version = 99")


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (letter, "not a Pressmark project"),
        (cut_off, "Recover"),
        (with_a_strangers_trigger, "not Pressmark's"),
        (from_the_future, "Set the clocks of both computers right"),
        (of_tomorrow, "made by a newer Pressmark"),
        (lambda *_: None, "no such file"),
    ],
)
def test_what_cannot_be_merged_is_told_in_one_sentence_with_the_remedy(
    desk, names, copies, tmp_path, make, words
) -> None:
    ours, theirs = copies
    bad = tmp_path / "sent by mail.pressmark"
    make(bad, theirs)
    window = desk.start(ours)
    before = said(window.session.project)
    names(bad)
    window.commands.run("file.merge")
    desk.idle()
    assert words in window.banner.text
    assert str(bad) in window.banner.text
    assert not window.findChildren(MergeReportDialog)
    assert said(window.session.project) == before


def test_the_open_project_itself_is_nothing_to_merge(desk, names, copies) -> None:
    ours, _ = copies
    window = desk.start(ours)
    names(ours)
    window.commands.run("file.merge")
    desk.idle()
    assert "the open project itself. Choose the other copy" in window.banner.text


def test_a_copy_that_a_colleague_has_open_is_merged_as_it_is_now(desk, names, copies) -> None:
    ours, theirs = copies
    with Project.open(theirs) as busy:
        busy.step("Not folded in", lambda p: comment(p, 14, "Just typed"))
        window = desk.start(ours)
        merge(desk, names, theirs)
        assert window.session.project.claims.by_number(14).comment == "Just typed"
        busy.step("Goes on", lambda p: comment(p, 14, "Typed on"))
