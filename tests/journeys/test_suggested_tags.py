"""Tags that are suggested while somebody codes: taken, turned down and learnt from by keys; read with plain SQL."""

import os
import signal
import sqlite3
from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotations.importers.draft import Draft
from annotations.process_memory import used_by
from annotations.project import Project
from annotations.sampling import Amount, Scope, Sees
from app.dialogs.suggested_tags import SuggestedTagsDialog

ENTER, ESC, RIGHT, TAB = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Right, Qt.Key.Key_Tab
PRICE = (
    "They give the tool away until nobody remembers how to work without it, and then they name the price, the head of"
    " the harbour board of Mirensk told the shipping chamber."
)
AGAIN = (
    "They gave the engine away until nobody remembered how to work without it, and then they named the price, the head"
    " of the harbour board of Mirensk told the shipping chamber again."
)
"""What they share beside an example of the codebook makes the second more like the first than like that, by whatever
is compared: meaning, or words and letters."""
MONOPOLY = "Western monopoly as threat"


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "price.pressmark"
    with Project.create(made, coder=("Anna Lindqvist", "AL")) as project:
        project.step("Add", lambda p: p.articles.add(Draft(f"{PRICE} {AGAIN}", headline="Price", language="en")))
    return made


@pytest.fixture
def window(reading, desk, path):
    made = desk.start(path)
    desk.read()
    return made


def tags(path):
    sql = (
        "SELECT c.number, t.name, ct.origin FROM claim_tags ct JOIN claims c ON c.id = ct.claim_id"
        " JOIN tags t ON t.id = ct.tag_id ORDER BY c.number, t.name"
    )
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def offered(window, dimension="framing"):
    row = next(row for row in window.inspector.rows if row.dimension.key == dimension)
    return {chip.words: chip.offer.reason for chip in row.offer_chips}


def marked(window):
    return {row.tag.name: row.offer.reason for row in window.coding.round.picker.answers.rows if row.offer}


def wait(desk, asked):
    desk.qtbot.waitUntil(lambda: bool(asked()), timeout=90_000)


def test_a_suggested_frame_is_taken_by_one_key_and_the_next_claim_learns_from_it(desk, window, keys, path) -> None:
    keys(ENTER)
    wait(desk, lambda: MONOPOLY in marked(window))
    assert marked(window)[MONOPOLY] == "its example"
    assert MONOPOLY in offered(window)
    keys(RIGHT)
    keys(ESC)
    assert offered(window) == {}
    window.reading.step_sentence(1)
    keys(ENTER)
    wait(desk, lambda: marked(window).get(MONOPOLY) == "like claim 1")
    keys("2")  # the same tag by its own key
    keys(ESC)
    desk.close()
    assert tags(path) == [(1, MONOPOLY, "accepted"), (2, MONOPOLY, "typed")]


def test_in_the_form_a_suggestion_is_accepted_by_tab_and_enter_and_undone(desk, window, keys, path) -> None:
    keys(ENTER)
    keys(ESC)
    wait(desk, lambda: MONOPOLY in offered(window))
    window.inspector.rows[0].add_button.setFocus()
    keys(TAB)
    keys(ENTER)
    assert tags(path) == [(1, MONOPOLY, "accepted")]
    window.session.undo()
    assert tags(path) == []
    wait(desk, lambda: MONOPOLY in offered(window))


def test_sentiment_is_marked_as_uncertain_and_never_filled_in(desk, window, keys, path) -> None:
    keys(ENTER)
    keys(ESC)
    wait(desk, lambda: offered(window, "sentiment"))
    row = next(row for row in window.inspector.rows if row.dimension.key == "sentiment")
    assert all(chip.offer.weak for chip in row.offer_chips)
    keys("4")
    assert not window.coding.round.picker.foot.offer.isVisible()
    keys(RIGHT)
    keys(ESC)
    assert tags(path) == []


def test_switched_off_nothing_is_offered_and_no_process_stays(desk, window, keys) -> None:
    keys(ENTER)
    keys(ESC)
    wait(desk, lambda: offered(window))
    assert window.learning.child_pid
    window.suggestions.toggle()
    assert offered(window) == {}
    assert window.learning.child_pid == 0
    window.suggestions.toggle()
    wait(desk, lambda: offered(window))


def test_who_codes_second_is_offered_nothing_until_done(desk, window, keys) -> None:
    keys(ENTER)
    keys(ESC)
    wait(desk, lambda: offered(window))
    boris = window.session.run("Add", lambda p: p.coders.ensure("Boris Roy", "BR"))
    window.session.run("Draw", lambda p: p.second_codings.draw(boris, Amount(size=1), Scope(done=False), Sees.PASSAGES))
    window.session.switch_coder("Boris Roy", "BR")
    keys("N")
    wait(desk, lambda: window.learning.child_pid and not window.learning._asked)
    assert all(offered(window, row.dimension.key) == {} for row in window.inspector.rows)
    window.session.run("Done", lambda p: p.second_codings.finish(window.reading.article_id, boris))
    keys("N")
    wait(desk, lambda: offered(window))


def test_a_child_that_is_killed_costs_nothing_but_a_moment(desk, window, keys) -> None:
    keys(ENTER)
    keys(ESC)
    wait(desk, lambda: offered(window) and not window.learning.busy)
    killed, framing = window.learning.child_pid, window.session.codebook.by_key("framing")
    os.kill(killed, signal.SIGTERM)
    wait(desk, lambda: not used_by(killed))
    window.reading.step_sentence(1)
    keys(ENTER)
    keys(ESC)
    claim = window.reading.active_claim
    assert claim.number == 2
    wait(desk, lambda: window.learning.offers(claim, framing))
    assert window.learning.child_pid not in (0, killed)
    assert window.reading.active_claim.id == claim.id
    assert {*offered(window)} == {offer.name for offer in window.learning.offers(claim, framing)}


def test_the_page_of_hits_is_opened_from_the_menu_and_counts_what_was_tagged(desk, window, keys) -> None:
    keys(ENTER)
    keys("2")
    keys(ESC)
    window.commands.run("view.suggested-tags")
    (dialog,) = window.findChildren(SuggestedTagsDialog)
    wait(desk, dialog.table.rowCount)
    shown = [dialog.table.item(0, column).text() for column in range(dialog.table.columnCount())]
    assert shown == ["Framing", "1", "1 of 1", "1 of 1", "0 of 1", "1 of 1", "0"]
    QTest.keyClick(dialog, ESC)
