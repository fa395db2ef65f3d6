"""A project with one claim, a window to show pickers in, and fingers."""

from types import SimpleNamespace

import pytest
from window_checks import bring_up

TEXT = "Anna Berg told the West to wait. Berg’s ministry waits as well."


@pytest.fixture
def session(tmp_path, qapp):
    from annotations.importers.draft import Draft
    from annotations.spans import Span
    from app.session import Session

    made = Session()
    assert made.create(tmp_path / "p.pressmark", ("Anna", "A"))

    def fill(project):
        article = project.articles.add(Draft(TEXT, headline="Wait"))
        return project.claims.add(article, Span(0, 32))

    made.claim_id = made.run("Fill", fill)
    made.refused = []
    made.failed.connect(made.refused.append)
    yield made
    made.shut_down()


@pytest.fixture
def tags(session):
    """What the current coder said of the claim: names with roles, by dimension in codebook order."""

    def read():
        codebook, project = session.codebook, session.project
        claim = project.claims.get(session.claim_id)
        own = [t for t in claim.taggings if t.coder_id == project.coder_id]
        found = {d.key: [] for d in codebook.dimensions}
        for tagging in sorted(own, key=lambda t: codebook.tag(t.tag_id).position):
            name = codebook.tag(tagging.tag_id).name
            found[codebook.dimension_of(tagging.tag_id).key].append((name, tagging.role) if tagging.role else name)
        return found

    return read


@pytest.fixture
def bench(qtbot, session):
    """A window of 1000 by 720 with the round in it: `round`, `picker`, `field`, `window`, `finished`.

    `asked()` is the name of the dimension that is asked, empty where nothing is; `shown()` are the names in the list,
    `highlighted()` is the one Enter takes; `tag_of(number, name)` is a tag of the dimension with this number;
    `new_claim()` is the id of a claim in a further article.
    """
    from PySide6.QtCore import QCoreApplication, QEvent, QPoint
    from PySide6.QtWidgets import QVBoxLayout, QWidget

    from app.picker.round import Round
    from app.theme import Theme

    window, elsewhere = QWidget(), QWidget()
    QVBoxLayout(window).addWidget(elsewhere)
    elsewhere.setFocusPolicy(elsewhere.focusPolicy().StrongFocus)
    window.resize(1000, 720)
    bring_up(qtbot, window)
    asked = Round(session, Theme.light(), window)
    made = SimpleNamespace(round=asked, picker=asked.picker, field=asked.picker.field, window=window, finished=[])
    made.elsewhere = elsewhere
    made.answers = asked.picker.answers
    asked.finished.connect(lambda: made.finished.append(True))
    made.start = lambda: asked.start(session.claim_id, window.mapToGlobal(QPoint(500, 60)))
    made.open = lambda n: asked.open(session.claim_id, n, window.mapToGlobal(QPoint(500, 60)))
    made.asked = lambda: "" if made.picker.isHidden() else made.field.accessibleName()
    made.shown = lambda: [made.answers.list.item(n).text() for n in range(made.answers.list.count())]
    made.highlighted = made.field.accessibleDescription
    made.new_claim = lambda: _claim_in(session)
    made.tag_of = lambda dimension, name: _tag_of(session.codebook, dimension, name)
    yield made
    window.close()
    window.deleteLater()
    # Widgets that are left over make every later change of the theme slower.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def press(bench):
    """Press keys in the filter field: a text letter by letter, or a key of Qt."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    def pressed(*keys, shift=False):
        modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        for key in keys:
            if isinstance(key, str):
                QTest.keyClicks(bench.field, key, modifier)
            else:
                QTest.keyClick(bench.field, key, modifier)

    return pressed


@pytest.fixture
def strike(bench):
    """Strike a key of a foreign layout: what it types, and where it lies (scan code of the PC keyboard, set 1)."""
    import sys

    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    def struck(text, place, *, shift=False, held=False, key=None):
        scan = place + 8 if sys.platform.startswith("linux") else place
        modifiers = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        number = key or ord(text.upper())
        event = QKeyEvent(QEvent.Type.KeyPress, number, modifiers, scan, 0, 0, text, held)
        QApplication.sendEvent(bench.field, event)

    return struck


def _claim_in(session):
    from annotations.importers.draft import Draft
    from annotations.spans import Span

    return session.run("Fill", lambda p: p.claims.add(p.articles.add(Draft("Some words here.")), Span(0, 4)))


def _tag_of(codebook, dimension, name):
    return next(tag for tag in codebook.tags_of(codebook.dimensions[dimension].id) if tag.name == name)
