"""The page that says how often suggested tags were right."""

import pytest
from PySide6.QtCore import QObject, Signal

from annotations.language.tags.child import Learnt
from annotations.language.tags.lessons import Hits
from app.dialogs.suggested_tags import SuggestedTagsDialog
from app.session import Session
from app.settings import Settings


class Counter(QObject):
    """Stands for what learns; says what it is told to say."""

    told = Signal(object, str)

    def __init__(self):
        super().__init__()
        self.asked = 0

    def count_hits(self):
        self.asked += 1


@pytest.fixture
def session(tmp_path, qapp):
    made = Session()
    assert made.create(tmp_path / "p.pressmark", ("Anna", "A"))
    yield made
    made.shut_down()


@pytest.fixture
def counter():
    return Counter()


@pytest.fixture
def dialog(qtbot, session, counter):
    made = SuggestedTagsDialog(session, Settings(), counter)
    qtbot.addWidget(made)
    made.show()
    return made


def rows(dialog):
    table = dialog.table
    return [[table.item(n, c).text() for c in range(table.columnCount())] for n in range(table.rowCount())]


def said(dialog):
    return dialog.empty.findChildren(type(dialog.how))[1].text()


def test_it_counts_when_it_is_opened_and_shows_shares_with_what_guessing_gives(dialog, session, counter):
    assert counter.asked == 1
    framing, pillar = session.codebook.by_key("framing"), session.codebook.by_key("pillar")
    hits = (Hits(framing.id, 200, 120, 171, 50, 99, 30), Hits(pillar.id, 3, 1, 2, 0, 1), Hits(9999, 5, 1, 1, 1, 1))
    counter.told.emit(Learnt("MiniLM", "key", "", hits=hits), "")
    assert rows(dialog) == [
        ["Framing", "200", "60 %", "86 %", "25 %", "50 %", "30"],
        ["Strategy pillar", "3", "1 of 3", "2 of 3", "0 of 3", "1 of 3", "0"],
    ]
    assert dialog.table.isVisible()
    assert dialog.how.text() == "Words are compared by MiniLM."


def test_it_says_what_would_compare_better(dialog, counter):
    counter.told.emit(Learnt("words and letters", "", "Better with an extra"), "")
    assert dialog.how.text() == "Words are compared by words and letters. Better with an extra."
    assert dialog.empty.isVisible()


def test_it_says_why_nothing_could_be_judged(dialog, counter):
    counter.told.emit(None, "")
    assert dialog.empty.isVisible()
    assert "Switch suggestions on" in said(dialog)


def test_it_says_what_failed(dialog, counter):
    counter.told.emit(None, "Learning tags took more than 500 MB of memory")
    assert said(dialog).startswith("Learning tags took more than 500 MB of memory. Open this page again")
