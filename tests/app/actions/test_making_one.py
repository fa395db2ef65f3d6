"""What a merge brought twice becomes one, by a dialog and as one action."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotations.importers.draft import Draft
from annotations.merging_sections import Line
from annotations.store.store import Store
from app.actions import making_one
from app.actions.making_one import candidates_of, make_one
from app.dialogs.which_stays import WhichStaysDialog

FRAMING = 0


@pytest.fixture
def twice(window):
    """A tag, an outlet and a person of one name each, twice, as a merge brings them: lines of a report."""
    project = window.session.project

    def fill(opened):
        dimension = opened.codebook.read().dimensions[FRAMING]
        tags = [opened.codebook.add_tag(dimension.id, name) for name in ("Export ban", "Ban on exports")]
        outlets = [opened.outlets.ensure(name) for name in ("The Herald", "Herald & Sons")]
        for place in range(2):
            opened.articles.add(Draft(f"Text {place}.", outlet="Herald & Sons"))
        anna = opened.coders.all()[0].id
        other = Store.insert(
            opened._store, "coders", name="Anna Lindqvist", initials="A2"
        )  # as merging two copies does
        return tags, outlets, [anna, other]

    tags, outlets, coders = window.session.run("Fill", fill)
    codebook = project.codebook.read()
    return {
        "tags": Line("Tag", kind="tags", uids=tuple(codebook.tag(i).uid for i in tags)),
        "outlets": Line("Outlet", kind="outlets", uids=tuple(project.outlets.get(i).uid for i in outlets)),
        "coders": Line("Coder", kind="coders", uids=tuple(project.coders.get(i).uid for i in coders)),
    }


def asked(window):
    return next(dialog for dialog in window.findChildren(WhichStaysDialog) if dialog.isVisible())


def words(dialog):
    return [button.text() for button in dialog.buttons]


@pytest.mark.parametrize("kind", ["tags", "outlets", "coders"])
@pytest.mark.parametrize("most", [500, -1])
def test_they_become_one_by_enter_and_two_again_by_undo(window, qtbot, twice, kind, most, monkeypatch):
    monkeypatch.setattr(making_one, "_LONG", most)
    project, line = window.session.project, twice[kind]
    assert make_one(window, line)
    dialog = asked(window)
    assert dialog.windowTitle() == f"Merge {kind}"
    stays = dialog.stays
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "2 " + kind + " are one now" in window.toast.text)
    assert [one.id for one in candidates_of(project, line)] == [stays.id]
    assert not make_one(window, line)
    window.commands.run("edit.undo")
    assert len(candidates_of(project, line)) == 2


def test_the_one_with_most_is_offered_and_its_name_is_shown_letter_for_letter(window, twice):
    make_one(window, twice["outlets"])
    dialog = asked(window)
    assert words(dialog) == ["The Herald · 0 articles", "Herald && Sons · 2 articles"]
    assert dialog.stays.name == "Herald & Sons"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert len(candidates_of(window.session.project, twice["outlets"])) == 2


def test_two_of_one_name_are_told_apart_by_what_is_said_of_them(window, twice):
    project = window.session.project
    first, second = project.codebook.read().dimensions[:2]

    def fill(opened):
        return [
            opened.codebook.add_tag(dimension.id, "Chip shortage", short=short)
            for dimension, short in ((first, "Too few chips"), (second, "Not enough & too late"))
        ]

    tags = [project.codebook.read().tag(key) for key in window.session.run("Fill", fill)]
    make_one(window, Line("Tag", kind="tags", uids=tuple(tag.uid for tag in tags)))
    dialog = asked(window)
    assert words(dialog) == [
        "Chip shortage · 0 claims · Too few chips",
        "Chip shortage · 0 claims · Not enough && too late",
    ]
    dialog.reject()


def test_of_people_who_did_the_same_the_one_who_was_here_first_stays(window, twice):
    make_one(window, twice["coders"])
    dialog = asked(window)
    assert words(dialog) == ["Anna Lindqvist (AL) · 0 claims", "Anna Lindqvist (A2) · 0 claims"]
    dialog.buttons[1].click()
    dialog.accept()
    assert window.session.coder.initials == "A2"


def test_what_cannot_be_is_told_and_nothing_is_changed(window, twice, qtbot):
    project = window.session.project
    none = next(tag for tag in project.codebook.read().tags if tag.is_none)
    line = Line("Tag", kind="tags", uids=(none.uid, twice["tags"].uids[0]))
    make_one(window, line)
    dialog = asked(window)
    dialog.buttons[0].click()
    dialog.accept()
    assert window.banner.text
    assert len(candidates_of(project, line)) == 2


def test_lines_of_other_things_are_nothing_to_be_made_one(window):
    assert not make_one(window, Line("Claim 1"))
