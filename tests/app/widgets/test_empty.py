"""Empty states: one sentence, one main button, links."""

from PySide6.QtWidgets import QLabel, QPushButton

from app.widgets.empty import EmptyState


def texts(state, kind):
    return [widget.text() for widget in state.findChildren(kind) if not widget.isHidden()]


def test_it_says_what_is_missing_and_what_can_be_done(qtbot):
    ran = []
    state = EmptyState(
        "Nothing here", "Do this.", ("Main", lambda: ran.append("main")), [("Link", lambda: ran.append("link"))]
    )
    qtbot.addWidget(state)
    assert texts(state, QLabel) == ["Nothing here", "Do this."]
    for button in state.findChildren(QPushButton):
        button.click()
    assert ran == ["main", "link"]


def test_the_tail_is_replaced_and_can_vanish(qtbot):
    state, ran = EmptyState("Title", "Sentence."), []
    qtbot.addWidget(state)
    state.show()
    for names in (["One", "Two"], ["Three"]):
        state.set_tail("Recent", [(name, lambda name=name: ran.append(name)) for name in names])
        qtbot.waitUntil(lambda names=names: texts(state, QPushButton) == names)
    state.findChildren(QPushButton)[0].click()
    assert ran == ["Three"]
    state.set_tail("Recent", [])
    qtbot.waitUntil(lambda: texts(state, QPushButton) == [])
    assert "Recent" not in texts(state, QLabel)


def test_names_of_files_are_shown_as_they_are(qtbot):
    state = EmptyState("Title", "Sentence.")
    qtbot.addWidget(state)
    state.set_tail("Recent", [("R&D <b>plan</b>", print)])
    assert texts(state, QPushButton) == ["R&&D <b>plan</b>"]


def test_a_title_goes_on_in_a_second_line_beside_a_narrow_column(qtbot):
    state = EmptyState("No claims in this article here yet", "Do this.")
    qtbot.addWidget(state)
    state.resize(200, 400)
    state.show()
    heading = next(label for label in state.findChildren(QLabel) if label.text().startswith("No claims"))
    assert heading.geometry().right() < state.width()
    assert heading.height() >= 2 * heading.fontMetrics().height()
