"""A morning's coding: by keys, by mouse, and both together."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from window_checks import point_at

from annotations.claims import CheckState
from annotations.importers.draft import Draft
from annotations.project import Project

LEFT = Qt.MouseButton.LeftButton
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
EMOJI = "\U0001f3d7\U0001f6a2\U0001f41f\U0001f9c2 The quay was sold in May. The buyer is unknown."
RUSSIAN = "Причал продан\n\nПричал продали в мае. Мэр сказал, что цена была справедливой."


@pytest.fixture
def project(tmp_path):
    """Two articles: one with four emoji before the passage, one in Russian."""
    path = tmp_path / "quay.pressmark"
    with Project.create(path, coder=("Anna Lindqvist", "AL")) as made:

        def fill(opened: Project) -> None:
            opened.articles.add(
                Draft(EMOJI, headline="The quay", outlet="Courier", published="2026-03-13", language="en")
            )
            opened.articles.add(
                Draft(RUSSIAN, headline="Причал продан", outlet="Вести", published="2026-03-12", language="ru")
            )

        made.step("Fill", fill)
    return path


def names(window, claim) -> list[tuple[str, str]]:
    """Tags with roles, in codebook order."""
    codebook = window.session.codebook
    return sorted((codebook.tag(t.tag_id).name, t.role) for t in claim.taggings)


def test_an_emoji_counts_as_one_character_before_a_passage(desk, keys, project) -> None:
    window = desk.start(project)
    desk.read()
    keys("J")
    keys(Qt.Key.Key_Return)
    keys(Qt.Key.Key_Escape)
    (claim,) = window.session.project.claims.all()
    assert claim.quote == "The buyer is unknown."
    assert claim.span.start == EMOJI.index("The buyer")


def test_a_russian_article_is_coded_sentence_by_sentence(desk, keys, project) -> None:
    window = desk.start(project)
    desk.read()
    keys(Qt.Key.Key_Down, CTRL)
    keys("JJ")
    keys(Qt.Key.Key_Return)
    keys(Qt.Key.Key_Escape)
    (claim,) = window.session.project.claims.all()
    assert claim.quote == "Мэр сказал, что цена была справедливой."


def test_a_word_is_selected_by_mouse_and_marked_whole(desk, keys, project) -> None:
    window = desk.start(project)
    desk.read()
    reader = window.reading.reader
    start = EMOJI.index("quay")
    cursor = reader.textCursor()
    places = []
    for offset in (start + 1, start + 6):  # from inside "quay" to inside "was"
        cursor.setPosition(offset + 4)  # the emoji take two units each
        places.append(reader.cursorRect(cursor).center())
    viewport = reader.viewport()
    QTest.mousePress(viewport, LEFT, pos=places[0])
    point_at(desk.qtbot, viewport, places[1])
    QTest.mouseRelease(viewport, LEFT, pos=places[1])
    keys(Qt.Key.Key_Return)
    keys(Qt.Key.Key_Escape)
    (claim,) = window.session.project.claims.all()
    assert claim.quote == "quay was"


def test_the_round_can_skip_go_back_and_end(desk, keys, project) -> None:
    window = desk.start(project)
    desk.read()
    keys(Qt.Key.Key_Return)
    picker = window.coding.round.picker
    assert picker.isVisible()
    keys(Qt.Key.Key_Tab)
    keys(Qt.Key.Key_Tab)
    keys("1")
    keys(Qt.Key.Key_Backspace)
    keys(Qt.Key.Key_Backspace)
    keys(Qt.Key.Key_Backspace)
    keys("0")
    keys(Qt.Key.Key_Escape)
    assert picker.isHidden()
    assert QApplication.focusWidget() is window.reading.reader
    (claim,) = window.session.project.claims.all()
    first = window.session.codebook.by_key("pillar")
    assert names(window, claim) == sorted(
        [("None of these", ""), (window.session.codebook.tags_of(first.id)[0].name, "")]
    )


def test_several_frames_and_a_tag_that_does_not_exist_yet(desk, keys, project) -> None:
    window = desk.start(project)
    desk.read()
    keys(Qt.Key.Key_Return)
    keys(Qt.Key.Key_Return, SHIFT)
    keys(Qt.Key.Key_Down)
    keys(Qt.Key.Key_Return, SHIFT)
    keys("Harbour pride")
    keys(Qt.Key.Key_Return)  # made, and on to the actors
    keys("Port authority")
    keys(Qt.Key.Key_Return)
    keys(Qt.Key.Key_Return)  # the default role
    keys(Qt.Key.Key_Return)  # of no kind that is known
    keys(Qt.Key.Key_Escape)
    (claim,) = window.session.project.claims.all()
    given = names(window, claim)
    assert ("Harbour pride", "") in given
    assert ("Port authority", "speaker") in given
    assert len(given) == 4
    window.commands.run("edit.undo")
    assert "Port authority" not in [tag.name for tag in window.session.codebook.tags]


def test_repeat_takes_over_everything_but_the_sentiment(desk, keys, project) -> None:
    window = desk.start(project)
    desk.read()
    keys(Qt.Key.Key_Return)
    keys("11S29")
    keys("J")
    keys(Qt.Key.Key_Return)
    keys(Qt.Key.Key_Escape)
    keys(".")
    first, second = window.session.project.claims.all()
    sentiment = {tag.id for tag in window.session.codebook.tags_of(window.session.codebook.by_key("sentiment").id)}
    assert {t for t in first.taggings if t.tag_id not in sentiment} == set(second.taggings)
    assert len(second.taggings) == 3


def test_overlapping_claims_are_reached_by_clicks_and_by_keys(desk, keys, project) -> None:
    window = desk.start(project)
    desk.read()
    keys(Qt.Key.Key_Return)
    keys(Qt.Key.Key_Escape)
    keys("J", SHIFT)
    keys(Qt.Key.Key_Return)
    keys(Qt.Key.Key_Escape)
    first, second = (claim.id for claim in window.session.project.claims.all())
    window.reading.activate(None)
    reader = window.reading.reader
    cursor = reader.textCursor()
    cursor.setPosition(14)
    place = reader.cursorRect(cursor).center() + QPoint(2, 0)
    active = []
    for _ in range(3):
        QTest.mouseClick(reader.viewport(), LEFT, pos=place)
        active.append(reader.active)
    assert set(active[:2]) == {first, second}
    assert active[2] == active[0]
    keys("P")
    keys("N")
    assert reader.active in {first, second}
    assert window.inspector._title.text() == f"Claim {window.reading.active_claim.number}"


def test_flag_comment_delete_and_undo(desk, keys, project) -> None:
    window = desk.start(project)
    desk.read()
    keys(Qt.Key.Key_Return)
    keys(Qt.Key.Key_Escape)
    keys("F")
    keys("Who bought it?")
    keys(Qt.Key.Key_Escape)
    claims = window.session.project.claims
    assert (claims.all()[0].check_state, claims.all()[0].question) == (CheckState.FLAGGED, "Who bought it?")
    keys(Qt.Key.Key_Delete)
    assert claims.count() == 0
    assert window.toast.text == "Deleted claim 1"
    QTest.mouseClick(window.toast._button, LEFT)
    assert claims.all()[0].question == "Who bought it?"


def test_a_new_coder_works_under_their_own_name(desk, keys, project, answer) -> None:
    from app.dialogs.person import PersonDialog

    window = desk.start(project)
    desk.read()
    keys(Qt.Key.Key_Return)
    keys("1")
    keys(Qt.Key.Key_Escape)

    def introduce(dialog: PersonDialog) -> None:
        dialog.name_field.clear()
        QTest.keyClicks(dialog.name_field, "Boris Okafor")
        dialog.accept()

    answer(PersonDialog, introduce)
    window.commands.run("edit.coder")
    assert "Boris Okafor" in window.status.text
    desk.read()
    keys("1")
    keys("2")
    keys(Qt.Key.Key_Escape)
    (claim,) = window.session.project.claims.all()
    people = {coder.id: coder.initials for coder in window.session.project.coders.all()}
    assert sorted(people[t.coder_id] for t in claim.taggings) == ["AL", "BO"]
    assert people[claim.coder_id] == "AL"


def test_done_goes_on_to_the_next_new_article(desk, keys, project) -> None:
    window = desk.start(project)
    desk.read()
    first = window.reading.article_id
    keys(Qt.Key.Key_Return, CTRL)
    assert window.reading.article_id not in (None, first)
    assert window.session.undo_label == "Mark as done"
