"""Two people code the same articles, the second without seeing the first one's tags; then they settle what differs."""

import sqlite3
from contextlib import closing

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtCore import QAbstractListModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from app.dialogs.history import HistoryDialog
from app.reader.cards import in_words

TEXT = "The minister spoke in hall {n}. The West keeps the machines to itself. The hall was cold."
ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
FRAMES = ("Brain drain", "Catching up or lagging", "Doubt about the strategy", "Technological independence")
"""What Anna said of the claim in each article; nobody else says any of it."""

ROLES = (
    *(Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole),
    *(Qt.ItemDataRole.EditRole, Qt.ItemDataRole.UserRole, *(Qt.ItemDataRole.UserRole + n for n in range(1, 6))),
)


@pytest.fixture
def coded(tmp_path):
    """Four articles that Anna coded and finished."""
    from annotations.articles import Status
    from annotations.importers.draft import Draft
    from annotations.project import Project
    from annotations.spans import Span

    path = tmp_path / "Shared.pressmark"
    with Project.create(path, coder=("Anna Lindqvist", "AL")) as project:
        codebook = project.codebook.read()
        for n, name in enumerate(FRAMES):
            frame = codebook.find(codebook.by_key("framing").id, name).id
            draft = Draft(
                TEXT.format(n=n), headline=f"In hall {n}", outlet="The Courier", published=f"2026-03-0{n + 1}"
            )
            article = project.step("Import", lambda p, d=draft: p.articles.add(d)).value
            claim = project.step("Add claim", lambda p, a=article: p.claims.add(a, Span(0, 30))).value
            project.step(f"Tag claim {claim}: {name}", lambda p, c=claim, f=frame: p.claims.tag(c, f))
            said = {"note": f"quokka{n}", "comment": f"wombat{n}", "question": f"gnu{n}?", "check_state": "flagged"}
            project.step("Edit note", lambda p, c=claim, s=said: p.claims.update(c, **s))
        project.step("Done", lambda p: p.articles.update(p.articles.ids(), status=Status.DONE))
    return path


def texts_of(widget):
    """All that a widget says or would say: its words, tips, what screen readers get, and its rows."""
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), widget.windowTitle())
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        yield widget.text()
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        yield widget.toPlainText()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(n) for n in range(widget.count()))
    if isinstance(widget, QMenu):
        yield from (action.text() for action in widget.actions())
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from rows_of(widget.model())


def rows_of(model):
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    for row in range(model.rowCount()):
        for column in range(columns):
            index = model.index(row, column)
            yield from (str(index.data(role)) for role in ROLES if index.data(role) is not None)


def shown(window):
    """All texts of the window and its dialogs that are on the screen, and of its menus."""
    found = []
    for top in QApplication.topLevelWidgets():
        if top.isVisible() or isinstance(top, QMenu):
            parts = [top, *(w for w in top.findChildren(QWidget) if w.isVisible() or isinstance(w, QMenu))]
            found += [text for part in parts for text in texts_of(part)]
    found += [in_words(card) for card in window.reading.reader._content.cards.values()]
    found += [window.commands.action(command.id).text() for command in window.commands]
    return [text for text in found if text]


def secrets(*numbers):
    """What Anna said of these articles: her frame, and words of her note, comment and question."""
    return {word for n in numbers for word in (FRAMES[n], f"quokka{n}", f"wombat{n}", f"gnu{n}")}


def said(window, words):
    """Those of some words that are shown anywhere."""
    texts = [text.casefold() for text in shown(window)]
    return {word for word in words if any(word.casefold() in text for text in texts)}


def numbers_of(window, articles):
    """The numbers that stand in the headlines of these articles."""
    return {int(article.headline[-1]) for article in window.session.project.articles.rows(list(articles))}


def draw(window, answer, second, sees=0):
    from app.dialogs.sample import SampleDialog

    def fill(dialog):
        dialog.second_box.setEditText(second)
        dialog.share_box.setValue(50)
        dialog.sees_box.setCurrentIndex(sees)
        dialog.seed.setText("5e11")
        for _ in range(1000):  # it is counted behind the window
            if dialog.draw_button.isEnabled():
                break
            QTest.qWait(10)
        assert dialog.preview.text().startswith("Draws 2 articles of 4 that come in question.")
        dialog.draw_button.click()

    answer(SampleDialog, fill)
    window.commands.run("double.draw")
    assert window.toast.text == f"Drew 2 articles for {second}"


def test_coding_blind_being_done_and_settling(desk, keys, answer, coded, qtbot) -> None:
    window = desk.start(coded)
    draw(window, answer, "Ben Okoro")
    desk.read()
    keys("n")
    here = numbers_of(window, [window.reading.article_id])
    assert said(window, secrets(*here)) == secrets(*here)

    hidden = take_up(window, desk, qtbot)
    article = window.reading.article_id
    assert window.reading.header.second.text == "Second coding: you see the passages, not Anna’s tags."
    keys("n")
    claim = window.reading.active_claim
    assert claim is not None
    look_everywhere(window, answer, qtbot, hidden)
    code(window, desk, keys, claim, hidden)

    keys(ENTER, CTRL_SHIFT)
    assert window.toast.text == "Done: what others coded is shown now · 1 article to go"
    assert window.reading.header.second.text == ""
    told = secrets(*numbers_of(window, [article]))
    assert said(window, told) == told
    window.commands.run("edit.undo")
    assert said(window, hidden) == set()
    window.commands.run("edit.redo")

    left = settle(window, keys, qtbot)
    desk.close()
    with closing(sqlite3.connect(coded)) as file:
        rows = file.execute("SELECT claim_id, decision, reason FROM settlements ORDER BY id").fetchall()
        assert rows == [(claim.id, "one", "It is said"), (left, "kept", "")]
        mine = next(iter(told & set(FRAMES)))
        assert tags_of(file, claim.id) == [mine, "Sanctions and restrictions", "Sanctions and restrictions"]
        counted = file.execute("SELECT tag FROM v_taggings WHERE claim_id = ? AND counts", (claim.id,)).fetchall()
        assert counted == [("Sanctions and restrictions",)]
        done = file.execute("SELECT article_id FROM second_codings WHERE done_at <> ''").fetchall()
        assert done == [(article,)]


def take_up(window, desk, qtbot):
    """Become the second coder and open the first article to be coded; what must not be seen until it is done."""
    window.files.become("Ben Okoro", "BO")
    box = window.articles.bar.status_box
    box.setCurrentIndex(box.findText("To code second"))
    qtbot.waitUntil(lambda: len(list(window.articles.model._places)) == 2)
    assert "2nd coding" in window.articles.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    desk.read()
    window.commands.run("double.next")
    hidden = secrets(*numbers_of(window, window.articles.model._places))
    assert len(hidden) == 8
    return hidden


def look_everywhere(window, answer, qtbot, hidden) -> None:
    """Nothing hidden is told in any workspace, nor in the history; what nobody codes second is shown."""
    assert said(window, hidden) == set()
    assert window.commands.action("edit.undo").isEnabled() is False
    for workspace in ("claims", "find", "outlets", "agreement"):
        window.workspaces.show(workspace)
        qtbot.wait(400)
        assert said(window, hidden) == set()
    window.workspaces.show("claims")
    open_ones = secrets(*set(range(4)) - numbers_of(window, window.articles.model._places))
    assert said(window, open_ones) & set(FRAMES) == open_ones & set(FRAMES)
    seen = []
    answer(HistoryDialog, lambda dialog: (seen.append(said(window, hidden)), dialog.reject()))
    window.commands.run("edit.history")
    qtbot.waitUntil(lambda: seen != [])
    assert seen == [set()]


def code(window, desk, keys, claim, hidden) -> None:
    """Tag the passage and mark another one; the other coder's claim cannot be deleted, and nothing is compared."""
    window.workspaces.show("read")
    desk.read()
    for typed in ("1", "sanc", ENTER, "j", "j", ENTER, ESCAPE):
        keys(typed)
    desk.read()
    assert said(window, hidden) == set()
    window.reading.activate(claim.id)
    assert any("Sanctions and restrictions" in text for text in shown(window))
    compared = ("≠", "Coders differ", "not counted", "· counts", ": not coded")  # nothing is known of the others
    assert [text for text in shown(window) if any(words in text for words in compared)] == []
    before = window.session.project.claims.count()
    window.reading.delete_claim()
    assert "Anna Lindqvist’s" in window.banner._text.text()
    assert window.session.project.claims.count() == before


def settle(window, keys, qtbot):
    """Settle a tag, undo and redo, and a passage in two ways; the id of the claim that was left out and kept again."""
    window.workspaces.show("agreement")
    page = window.workspaces["agreement"]
    qtbot.waitUntil(lambda: page.measured is not None)
    area = page.disagreements
    page.tabs.setCurrentWidget(area)
    qtbot.waitUntil(lambda: area.model.rowCount() == 2 and bool(area.sheet.boxes))
    assert [one.about_passage for one in area.listed] == [False, True]  # Anna did not mark what Ben did
    area.entered()
    for typed in ("r", "It is said", ENTER, "2"):
        keys(typed)
    qtbot.waitUntil(lambda: area.left == 1)
    window.commands.run("edit.undo")
    qtbot.waitUntil(lambda: area.left == 2)
    assert window.session.project.settlements.all() == []
    window.commands.run("edit.redo")
    qtbot.waitUntil(lambda: area.left == 1)
    qtbot.waitUntil(lambda: not area.sheet.decided.isHidden())
    assert "Settled: Sanctions and restrictions – as Ben Okoro has it" in shown(window)
    area.list.setFocus()
    keys("n")
    qtbot.waitUntil(lambda: area.sheet.question.text() == "Is this passage a claim?")
    keys("0")
    qtbot.waitUntil(lambda: area.left == 0)
    (left,) = window.session.project.settlements.left_out()
    assert window.session.project.claims.get(left).coder_id == window.session.coder.id
    keys("1")
    qtbot.waitUntil(lambda: "Settled: kept, it is a claim" in shown(window))
    assert window.session.project.settlements.left_out() == set()
    return left


def tags_of(file, claim_id):
    """The names of all tags on a claim, whoever set them."""
    sql = "SELECT t.name FROM claim_tags ct JOIN tags t ON t.id = ct.tag_id WHERE ct.claim_id = ? ORDER BY t.name"
    return [name for (name,) in file.execute(sql, (claim_id,))]


def test_what_is_refused_of_a_claim_that_is_seen_in_part_is_not_told_as_done(desk, keys, answer, coded, qtbot) -> None:
    window = desk.start(coded)
    draw(window, answer, "Boris Okafor")
    window.files.become("Boris Okafor", "BO")
    window.commands.run("double.next")
    desk.read()
    keys("n")
    claim = window.reading.active_claim
    texts = window.inspector.texts
    assert texts.boxes["comment"].placeholderText() == "Not shown while you code second"
    keys("f")
    assert window.banner.text.startswith(f"Claim {claim.number} is Anna Lindqvist’s")
    assert texts.question.isHidden()
    told = window.toast.text
    keys(Qt.Key.Key_Delete)
    assert window.toast.text == told, "that it was deleted is not true, and undoing would take something else back"
    assert window.session.project.claims.get(claim.id).number == claim.number
    window.commands.run("double.done")
    assert texts.boxes["comment"].placeholderText() == "Printed in the brief"


def test_with_neither_the_article_looks_untouched(desk, keys, answer, coded, qtbot) -> None:
    window = desk.start(coded)
    draw(window, answer, "Ben Okoro", sees=1)
    window.files.become("Ben Okoro", "BO")
    window.commands.run("double.next")
    assert window.reading.header.second.text.endswith("you see neither the passages nor the tags of others.")
    assert window.reading.claims == {}
    assert window.reading.header.source.endswith("no claims") or "claim" not in window.reading.header.source
    hidden = [one.article_id for one in window.session.project.second_codings.open_of(window.session.coder.id)]
    assert said(window, secrets(*numbers_of(window, hidden))) == set()
    desk.read()
    keys("j")
    keys(ENTER)
    keys(ESCAPE)
    assert len(window.reading.claims) == 1
    window.files.become("Anna Lindqvist", "AL")
    assert len(window.reading.claims) == 2
    window.files.become("Ben Okoro", "BO")
    assert len(window.reading.claims) == 1


def test_samples_are_listed_with_their_progress_and_deleted(desk, answer, coded, qtbot) -> None:
    from app.dialogs.samples import SamplesDialog

    window = desk.start(coded)
    draw(window, answer, "Ben Okoro")
    window.commands.run("double.samples")
    (dialog,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, SamplesDialog)]
    cells = [dialog.table.item(0, column).text() for column in range(dialog.table.columnCount())]
    assert [*cells[:4], cells[5]] == ["50 % for Ben Okoro", "Ben Okoro", "0 of 2", "passages", "5e11"]
    dialog.delete_button.click()
    assert dialog.table.rowCount() == 0
    window.commands.run("edit.undo")
    assert dialog.table.rowCount() == 1
    dialog.close_button.click()


def test_the_articles_of_a_sample_are_listed_also_for_who_drew_it(desk, answer, coded, keys) -> None:
    from app.dialogs.samples import SamplesDialog

    window = desk.start(coded)
    draw(window, answer, "Ben Okoro")
    project, bar = window.session.project, window.articles.bar
    (sample,) = project.second_codings.samples()
    drawn = {one.article_id for one in project.second_codings.of_sample(sample.id)}
    window.commands.run("double.samples")
    (dialog,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, SamplesDialog)]
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, ENTER)
    every = project.articles.ids()
    assert {one for one in every if window.articles.model.row_of(one) >= 0} == drawn
    assert bar.only_button.accessibleName() == "Only of the sample 50 % for Ben Okoro: show all again"
    bar.only_button.click()
    assert all(window.articles.model.row_of(one) >= 0 for one in every)
    window.articles.show_only(sample)
    window.session.run("Delete sample", lambda p: p.second_codings.delete([sample.id]))
    assert bar.only_button.isHidden()
    assert all(window.articles.model.row_of(one) >= 0 for one in every)
