"""What a person without a mouse, or without sight, has of the whole window."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from annotations.sample import write_sample
from app.background import Question
from app.workspaces.registry import ENTRIES, READ

TAB, BACKTAB = Qt.Key.Key_Tab, Qt.Key.Key_Backtab
_MOST_STOPS = 200


def nameless(root: QWidget) -> list[str]:
    """The parts that can have the keyboard and have no name for a screen reader."""
    found = []
    for part in (root, *root.findChildren(QWidget)):
        inner = part.focusProxy() is not None or part.objectName().startswith("qt_")
        within_box = part.parentWidget() is not None and part.parentWidget().focusProxy() is part
        if part.focusPolicy() == Qt.FocusPolicy.NoFocus or inner or within_box or not part.isVisibleTo(root):
            continue
        interface = QAccessible.queryAccessibleInterface(part)
        if interface is None or not interface.text(QAccessible.Text.Name).strip():
            found.append(f"{type(part).__name__} “{part.objectName()}” in {type(part.parentWidget()).__name__}")
    return found


def stops(qtbot, key: Qt.Key) -> list[QWidget]:
    """What has the keyboard one after the other while Tab is pressed, from where it is now until it is there again.

    Each must look different from how it looks without the keyboard.
    """
    first = QApplication.focusWidget()
    assert first is not None
    found: list[QWidget] = []
    while not found or QApplication.focusWidget() is not first:
        there = QApplication.focusWidget()
        assert there is not None, f"behind {found[-1]} the keyboard was nowhere"
        assert there not in found, f"{there} comes round before {first}"
        assert len(found) < _MOST_STOPS
        found.append(there)
        window = there.window()
        qtbot.wait(1)  # a scrolled form comes to rest
        focused = window.grab().toImage()
        there.clearFocus()
        name = there.accessibleName() or getattr(there, "text", str)()
        assert window.grab().toImage() != focused, f"{there} ({name}) does not show the keyboard"
        there.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(there, key)
    return found


def settle(window, qtbot) -> None:
    """Wait until nothing is asked any more, nor about to be: what comes later may change what is seen and its focus."""

    def asks() -> bool:
        pauses = [timer for timer in window.findChildren(QTimer) if timer.isSingleShot() and timer.interval() < 1000]
        return any(one.busy for one in window.findChildren(Question)) or any(one.isActive() for one in pauses)

    qtbot.waitUntil(lambda: not asks(), timeout=30_000)
    qtbot.wait(50)


@pytest.fixture
def window(desk, tmp_path):
    """The sample, with a claim of three actors and frames in front."""
    made = desk.start(write_sample(tmp_path))
    project = made.session.project
    article = next(a for a in project.articles.rows(project.articles.ids()) if "Whoever owns" in a.headline)
    made.articles.select(article.id)
    made.reading.activate(project.claims.of_article(article.id)[2].id)
    desk.read()
    return made


def test_everything_in_the_window_has_a_name(window) -> None:
    assert nameless(window) == []
    window.reading.activate(None)
    assert nameless(window) == []


@pytest.mark.parametrize("entry", [entry for entry in ENTRIES if entry.id != READ], ids=lambda entry: entry.id)
def test_everything_in_a_workspace_has_a_name(window, qtbot, entry) -> None:
    window.workspaces.show(entry.id)
    settle(window, qtbot)
    assert nameless(window) == []


def test_everything_on_the_page_of_the_start_has_a_name(desk) -> None:
    assert nameless(desk.start()) == []


def test_everything_in_the_dialogs_has_a_name(window, qtbot, monkeypatch) -> None:
    """Every command that opens one is run; dialogs of the system, and its other programs, are the system's."""
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: True)
    seen: dict[str, list[str]] = {}

    def look() -> None:
        for dialog in QApplication.topLevelWidgets():
            if dialog.isVisible() and dialog.isWindow() and dialog not in (window, None) and dialog.windowTitle():
                if not isinstance(dialog, QFileDialog):
                    seen[f"{command.id}: {dialog.windowTitle()}"] = nameless(dialog)
                dialog.close()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(30)
    for command in list(window.commands):
        opens = command.name.endswith("…") or command.id in {"view.palette", "edit.history", "help.about"}
        if opens and command.shown() and command.enabled():
            window.commands.run(command.id)
            qtbot.wait(80)
    timer.stop()
    assert len(seen) >= 8, "there are more dialogs than that"
    assert {name: parts for name, parts in seen.items() if parts} == {}


def test_everything_in_a_picker_has_a_name(window) -> None:
    picker = window.coding.round.picker
    for dimension in range(4):
        window.coding.open_picker(dimension)
        assert picker.isVisible()
        assert nameless(picker) == []
    window.coding.round.end()


@pytest.mark.parametrize("key", [TAB, BACKTAB])
def test_tab_goes_through_the_whole_window_shows_where_it_is_and_returns(window, qtbot, key) -> None:
    found = stops(qtbot, key)
    names = [part.accessibleName() for part in found]
    for part in (window.reading.reader, window.articles.view, window.inspector.texts.state_box, window.bar.colour_box):
        assert part in found
    for name in ("Radim Talvesk · speaker", "Add to Actors", "−2 Hostile", "Comment", "Width of the articles"):
        assert name in names


@pytest.mark.parametrize("entry", [entry for entry in ENTRIES if entry.id != READ], ids=lambda entry: entry.id)
def test_tab_goes_through_a_workspace_shows_where_it_is_and_returns(window, qtbot, entry) -> None:
    window.workspaces.show(entry.id)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    settle(window, qtbot)
    assert any(window.bar.isAncestorOf(part) for part in stops(qtbot, TAB))


def test_tab_goes_through_a_claim_from_top_to_bottom(window, qtbot) -> None:
    found = stops(qtbot, TAB)
    inside = [part for part in found if window.inspector.isAncestorOf(part)]
    heights = [part.mapTo(window.inspector._title.parentWidget(), part.rect().topLeft()).y() for part in inside]
    assert len(inside) > 15
    assert heights == sorted(heights)


def test_tab_goes_through_the_list_of_claims_and_the_page_of_the_start(window, qtbot) -> None:
    window.reading.activate(None)
    window.reading.reader.setFocus()
    assert window.inspector.list in stops(qtbot, TAB)
    window.session.close_project()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    assert len(stops(qtbot, TAB)) >= 4
