"""The list of actions, driven by keys."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from annotations.importers.draft import Draft
from annotations.project import Project
from app.dialogs.history import HistoryDialog

ENTER, DOWN, ESC, TAB = Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Escape, Qt.Key.Key_Tab
LEFT = Qt.MouseButton.LeftButton


class Bench:
    """A dialog, where it led to, and short ways to what the tests look at."""

    def __init__(self, qtbot, project: Project, *, there: bool = True) -> None:
        self.went: list[str] = []
        newest = [entry.id for entry in project.history.entries(2)]
        self.dialog = HistoryDialog(project, [("Claim 7", lambda: newest), ("This article", list)], self.go)
        self.there = there
        qtbot.addWidget(self.dialog)
        self.dialog.show()
        self.view, self.field = self.dialog.view, self.dialog.field

    def go(self, entry) -> bool:
        self.went.append(entry.label)
        return self.there

    def listed(self) -> list[str]:
        model = self.dialog.model
        return [model.entry(row).label for row in range(model.rowCount())]


@pytest.fixture
def empty(tmp_path):
    with Project.create(tmp_path / "p.pressmark", coder=("Anna Lindqvist", "AL")) as made:
        yield made


@pytest.fixture
def project(empty):
    """Four actions by two people."""
    article = empty.step("Import", lambda p: p.articles.add(Draft("The quay."))).value
    anna, boris = empty.coder_id, empty.step("Add coder", lambda p: p.coders.ensure("Boris Okafor", "BO")).value
    for coder, name in ((boris, "Rename"), (anna, "Größe")):
        empty.coder_id = coder
        empty.step(name, lambda p, name=name: p.articles.update([article], headline=name))
    return empty


@pytest.fixture
def bench(qtbot, project):
    return Bench(qtbot, project)


def test_typing_filters_and_the_arrows_move_meanwhile(bench) -> None:
    assert bench.listed() == ["Größe", "Rename", "Add coder", "Import"]
    QTest.keyClick(bench.field, DOWN)
    QTest.keyClick(bench.field, DOWN)
    assert bench.view.currentIndex().row() == 2
    QTest.keyClicks(bench.field, "re")
    assert bench.listed() == ["Rename"]
    assert bench.view.currentIndex().row() == 0


def test_enter_in_the_field_or_the_list_goes_there_and_closes(bench, qtbot, project) -> None:
    QTest.keyClick(bench.field, DOWN)
    QTest.keyClick(bench.field, ENTER)
    assert bench.went == ["Rename"]
    assert not bench.dialog.isVisible()
    other = Bench(qtbot, project)
    other.view.setFocus()
    QTest.keyClick(other.view, DOWN)
    QTest.keyClick(other.view, DOWN)
    QTest.keyClick(other.view, ENTER)
    assert other.went == ["Add coder"]
    assert not other.dialog.isVisible()


def test_a_double_click_goes_there(bench) -> None:
    place = bench.view.visualRect(bench.dialog.model.index(3, 2)).center()
    QTest.mouseClick(bench.view.viewport(), LEFT, pos=place)
    QTest.mouseDClick(bench.view.viewport(), LEFT, pos=place)
    assert bench.went == ["Import"]


def test_where_there_is_nothing_to_show_it_stays_and_says_so(qtbot, project) -> None:
    bench = Bench(qtbot, project, there=False)
    QTest.mouseClick(bench.dialog.go_button, LEFT)
    assert bench.dialog.isVisible()
    assert "no longer here" in bench.dialog.note.text()
    QTest.keyClick(bench.field, DOWN)
    assert bench.dialog.note.text() == ""


def test_escape_goes_nowhere(bench) -> None:
    QTest.keyClick(bench.field, ESC)
    assert bench.went == []
    assert not bench.dialog.isVisible()


def test_only_one_persons_actions_or_those_on_the_claim(bench, project) -> None:
    people = bench.dialog.coder_box
    assert [people.itemText(n) for n in range(people.count())] == ["Everybody", "Anna Lindqvist", "Boris Okafor"]
    people.setCurrentIndex(2)
    assert bench.listed() == ["Rename"]
    people.setCurrentIndex(0)
    bench.dialog.scope_box.setCurrentIndex(1)
    assert bench.listed() == ["Größe", "Rename"]
    assert "As far back" in bench.dialog.note.text()
    bench.field.setText("größe")
    assert bench.listed() == ["Größe"]


def test_with_nothing_found_everything_is_offered(bench) -> None:
    bench.dialog.scope_box.setCurrentIndex(2)
    QTest.keyClicks(bench.field, "zz")
    assert bench.listed() == []
    assert not bench.view.isVisible()
    assert not bench.dialog.go_button.isEnabled()
    QTest.keyClick(bench.field, ENTER)
    assert bench.went == []
    (show_all,) = [b for b in bench.dialog.findChildren(QPushButton) if b.text() == "Show all" and b.isVisible()]
    QTest.mouseClick(show_all, LEFT)
    assert len(bench.listed()) == 4
    assert bench.view.isVisible()


def test_a_new_project_says_that_nothing_was_done(qtbot, empty) -> None:
    bench = Bench(qtbot, empty)
    titles = [label.text() for label in bench.dialog.findChildren(type(bench.dialog.note)) if label.isVisible()]
    assert "Nothing was done yet" in titles
    assert not bench.view.isVisible()


def test_ten_thousand_actions_are_read_as_one_scrolls(qtbot, empty) -> None:
    def fill() -> None:
        empty._store._writer.connection.executemany(
            "INSERT INTO history(at, coder_id, label, schema_version) VALUES('2026-03-12T10:00:00+00:00', 2, ?, 1)",
            ((f"Tag claim {n}",) for n in range(10_000)),
        )

    empty._store._writer.queue(fill).result()
    bench = Bench(qtbot, empty)
    model = bench.dialog.model
    assert model.rowCount() < 1000
    for _ in range(60):
        bench.view.scrollToBottom()
        qtbot.wait(1)
    assert model.rowCount() == 10_000
    assert model.entry(9_999).label == "Tag claim 0"
    bench.field.setText("claim 123")
    assert bench.listed()[-1] == "Tag claim 123"


@pytest.mark.parametrize("width", [560, 860])
def test_nothing_is_cut_in_width(bench, qtbot, width: int) -> None:
    bench.dialog.resize(width, 420)
    qtbot.wait(1)
    parts = [bench.field, bench.dialog.scope_box, bench.dialog.coder_box, bench.dialog.go_button, bench.view]
    assert all(part.mapTo(bench.dialog, QPoint(part.width(), 0)).x() <= bench.dialog.width() for part in parts)
    assert bench.view.horizontalScrollBar().maximum() == 0
