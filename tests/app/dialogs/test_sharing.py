"""What a shared copy is to hold."""

import pytest
from PySide6.QtWidgets import QLabel

from annotations.sharing import CopyChoice, Size
from app.dialogs.sharing import ShareDialog


@pytest.fixture
def dialog(qtbot):
    made = ShareDialog(Size(whole=9_000_000, history=2_000_000, texts=4_000_000))
    qtbot.addWidget(made)
    made.show()
    return made


def test_at_first_the_history_stays_at_home(dialog) -> None:
    assert dialog.choice() == CopyChoice(history=False, texts=True)
    assert dialog.about.text() == "about 7.0 MB"


def test_the_size_follows_the_choices(dialog) -> None:
    dialog.history.click()
    assert dialog.choice() == CopyChoice(history=True, texts=True)
    assert dialog.about.text() == "about 9.0 MB"
    dialog.excerpts.click()
    assert dialog.choice() == CopyChoice(history=False, texts=False)
    assert dialog.about.text() == "about 3.0 MB"


def test_it_says_what_may_be_given_away(dialog) -> None:
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    for words in ("deleted notes, passages and articles", "licence", "internal notes", "not encrypted"):
        assert words in said
