"""The difference of two texts as it is shown."""

import pytest

from annotations.aligning import aligned, changes
from app.theme import Theme
from app.widgets.changed_text import MOST, ChangedText


@pytest.fixture
def show(qtbot):
    view = ChangedText(Theme.light())
    qtbot.addWidget(view)

    def show_(old, new):
        view.show_changes(old, new, changes(aligned(old, new), len(old), len(new)))
        return view

    return show_


def pieces(view):
    """Words with how they are shown: gone, come or as before."""
    found = []
    block = view.document().begin()
    while block.isValid():
        for fragment in (part.fragment() for part in block):
            shown = fragment.charFormat()
            found.append(
                ("gone" if shown.fontStrikeOut() else "come" if shown.fontUnderline() else "", fragment.text())
            )
        block = block.next()
    return found


def test_the_old_is_struck_out_and_the_new_underlined(show):
    assert pieces(show("We saw two ships.", "We saw ten ships.")) == [
        ("", "We saw t"),
        ("gone", "wo"),
        ("come", "en"),
        ("", " ships."),
    ]


def test_changes_far_apart_have_a_line_each(show):
    middle = " word" * 100
    view = show(f"One{middle} two.", f"Uno{middle} dos.")
    assert view.document().blockCount() == 2
    assert "…" in view.toPlainText()


def test_line_ends_that_went_are_shown(show):
    assert ("gone", " ¶ ") in pieces(show("One.\nTwo.", "One.Two."))


def test_very_many_and_very_long_changes_are_cut_short(show):
    old = "\n".join(f"{'same ' * 40}{n}" for n in range(MOST + 20))
    view = show(old, old.replace("same ", "other ", 1).replace("\n", " x\n"))
    assert view.toPlainText().endswith("more changes")
    long = show("a", "b" * 50_000)
    assert len(long.toPlainText()) < 4000


def test_nothing_changed_is_said(show):
    assert show("Same.", "Same.").toPlainText() == "Nothing was changed."


def test_markup_is_shown_letter_for_letter(show):
    assert "<b>bold</b>" in show("x", "<b>bold</b>").toPlainText()
