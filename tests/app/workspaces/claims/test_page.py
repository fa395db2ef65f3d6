"""The page: what it lists, what it keeps, what it follows."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotations.claim_filter import ClaimFilter, Coding, Match
from annotations.claim_rows import Column, Sort
from annotations.claims import CheckState, Origin
from annotations.spans import Span
from annotations.store.changes import Changes, TableChanges
from annotations.store.claim_lists import Counted
from app.settings import Settings
from app.theme import Theme
from app.workspaces.claims import layout
from app.workspaces.claims.counts import in_words
from app.workspaces.claims.feed import Asked, Listing
from app.workspaces.claims.filter_chip import FilterChip
from app.workspaces.claims.page import ClaimsPage


def numbers(page):
    return [page.model.line(row).claim.number for row in range(len(page.model.ids))]


def framing(session):
    dimension = session.codebook.by_key("framing")
    return dimension, session.codebook.tags_of(dimension.id)


def test_every_claim_has_a_row_and_every_dimension_a_column(page, session):
    assert list(page.model.ids) == session.ids
    titles = [head.title for head in page.model.heads]
    assert titles[:2] == ["No.", "Quote"]
    assert [d.name for d in session.codebook.dimensions] == titles[2:6]


def test_what_is_seen_is_read_and_nothing_else_is_asked(page):
    assert page.model.line(0) is not None
    assert not page.feed.busy


def test_the_keyboard_begins_at_the_first_row_with_nothing_selected(page):
    assert page.table.current_row == 0
    assert page.table.selected_count() == 0


def test_another_order_keeps_what_is_selected(page, session, settled):
    page.table.go_to(2)
    chosen = list(page.selected())
    page.table.sort_asked.emit(Sort(Column.NUMBER, descending=True))
    settled(page)
    assert numbers(page) == list(range(12, 0, -1))
    assert list(page.selected()) == chosen
    assert page.table.current_row == 9


def test_who_goes_on_while_rows_are_put_in_another_order_is_not_thrown_back(page, settled):
    page.table.go_to(2)
    page.table.sort_asked.emit(Sort(Column.NUMBER, descending=True))
    page.table.go_to(4)
    settled(page)
    assert numbers(page) == list(range(12, 0, -1))
    assert page.current.number == 5
    assert list(page.selected()) == [page.current.id]


def test_who_goes_on_in_the_first_rows_is_not_thrown_back_when_all_are_there(page, settled):
    ids = page.model.ids
    page._list(Listing(ids[:6], whole=False))
    page.table.go_to(4)
    page._list(Listing(ids, whole=True))
    settled(page)
    assert list(page.model.ids) == list(ids)
    assert page.current.number == 5


def test_a_filter_keeps_what_it_leaves_selected(page, session, settled):
    page.table.selectAll()
    dimension, tags = framing(session)
    page.bar.put(ClaimFilter((Coding(dimension.uid, tags=(tags[0].uid,)),)))
    settled(page)
    assert numbers(page) == [1, 3, 5, 7, 9, 11]
    assert page.table.selected_count() == 6
    assert page.bar.sentence == f"Claims framed as {tags[0].name}"


def test_a_tag_that_is_taken_away_takes_its_claim_out_of_the_filter_and_the_next_one_gets_the_keyboard(
    page, session, settled
):
    dimension, tags = framing(session)
    page.bar.put(ClaimFilter((Coding(dimension.uid, tags=(tags[0].uid,)),)))
    settled(page)
    page.table.go_to(2)
    session.run("Untag", lambda p: p.claims.untag(page.current.id, tags[0].id))
    settled(page)
    assert numbers(page) == [1, 3, 7, 9, 11]
    assert page.current.number == 7
    assert page.table.selected_count() == 0
    session.undo()
    settled(page)
    assert numbers(page) == [1, 3, 5, 7, 9, 11]
    assert page.current.number == 7


def test_a_new_claim_appears(page, session, settled):
    article = session.project.articles.ids()[0]
    made = session.run("Mark", lambda p: p.claims.add(article, Span(0, 5)))
    settled(page)
    assert page.model.ids[-1] == made


def test_a_cell_follows_without_the_list_being_asked_for(page, session, qtbot):
    dimension, tags = framing(session)
    asked = []
    page.feed.listed.connect(asked.append)
    session.run("Tag", lambda p: p.claims.tag(session.ids[1], tags[1].id))
    qtbot.waitUntil(lambda: tags[1].name in page.model.line(1).said(dimension.uid))
    qtbot.wait(200)
    assert asked == []


def test_a_tag_that_is_renamed_is_renamed_everywhere(page, session, settled, qtbot):
    dimension, tags = framing(session)
    page.bar.put(ClaimFilter((Coding(dimension.uid, tags=(tags[0].uid,)),)))
    settled(page)
    session.run("Rename", lambda p: p.codebook.update_tag(tags[0].id, name="Renamed"))
    qtbot.waitUntil(lambda: "Renamed" in page.model.line(0).said(dimension.uid))
    qtbot.waitUntil(lambda: page.bar.sentence == "Claims framed as Renamed")


def test_the_tags_of_one_coder_are_shown_when_they_are_asked_for(page, session, settled, qtbot):
    dimension, tags = framing(session)
    ben = session.run("Add", lambda p: p.coders.ensure("Ben Okafor", "BO"))
    session.run("Tag", lambda p: p.claims.tag(session.ids[1], tags[1].id, coder_id=ben))
    qtbot.waitUntil(lambda: page.seen_box.findText("Tags of Ben Okafor") > 0)
    page.seen_box.setCurrentIndex(page.seen_box.findText("Tags of Ben Okafor"))
    page.seen_box.activated.emit(page.seen_box.currentIndex())
    settled(page)
    qtbot.waitUntil(lambda: page.model.line(1).said(dimension.uid) == tags[1].name)
    assert page.model.line(0).said(dimension.uid) == "not coded yet"
    page.bar.put(ClaimFilter((Coding(dimension.uid),)))
    settled(page)
    assert numbers(page) == [2]


def test_without_claims_it_says_what_to_do_and_without_a_match_it_offers_to_clear(qtbot, session, settled):
    session.run("Delete", lambda p: p.claims.delete(session.ids))
    page = ClaimsPage(session, Settings(), Theme.light())
    qtbot.addWidget(page)
    page.show()
    settled(page)
    assert page._pages.currentIndex() == 1
    session.undo()
    settled(page)
    assert page._pages.currentIndex() == 0
    page.bar.put(ClaimFilter(words="nowhere"))
    settled(page)
    assert page._pages.currentIndex() == 2
    page._pages.currentWidget().focusProxy().click()
    settled(page)
    assert page._pages.currentIndex() == 0


def test_another_project_begins_without_a_filter(page, session, settled, tmp_path):
    page.bar.put(ClaimFilter(checks=(CheckState.FLAGGED,)))
    settled(page)
    assert len(page.model.ids) == 1
    assert session.create(tmp_path / "q.pressmark", ("Anna Lindqvist", "AL"))
    settled(page)
    assert len(page.model.ids) == 0
    assert not page.bar.filter
    assert page._pages.currentIndex() == 1


def test_a_dimension_that_is_added_gets_a_column_and_the_rows_stay(page, session, settled, qtbot):
    page.table.go_to(3)
    session.run("Add dimension", lambda p: p.codebook.dimensions.add("Tone"))
    settled(page)
    assert "Tone" in [head.title for head in page.model.heads]
    assert len(page.model.ids) == 12


def test_nothing_can_be_chosen_while_only_the_first_rows_are_there(page, session):
    page.table.selectAll()
    assert len(page.selected()) == 12
    page._whole = False
    assert len(page.selected()) == 0
    assert len(page.shown()) == 0


def test_the_passage_below_is_read_only_while_it_is_seen(page, session, qtbot):
    page.toggle_detail()
    page.table.go_to(4)
    assert not page.detail._question.busy
    page.toggle_detail()
    qtbot.waitUntil(lambda: page.detail._around is not None)
    assert "The minister" in page.detail.text.toPlainText()


def test_whether_the_passage_is_shown_is_remembered(page, session, qtbot):
    page.toggle_detail()
    other = ClaimsPage(session, Settings(), Theme.light())
    qtbot.addWidget(other)
    assert other.detail.isHidden()


def test_everything_that_takes_the_keyboard_has_a_name(page):
    named = [w for w in page.findChildren(QWidget) if w.focusPolicy() != Qt.FocusPolicy.NoFocus and w.isVisible()]
    assert named
    unnamed = [type(w).__name__ for w in named if not (w.accessibleName() or getattr(w, "text", lambda: "")())]
    assert unnamed == []


def test_tab_leads_from_the_filter_through_the_table_to_the_passage(page):
    page.bar.words.setFocus()
    reached = []
    for _ in range(12):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    assert page.table in reached
    assert page.detail.text in reached
    assert page.bar.add_button in reached


def test_escape_leads_from_the_words_to_the_table(page):
    page.bar.focus_words()
    QTest.keyClick(page.bar.words, Qt.Key.Key_Escape)
    assert page.table.hasFocus()


def test_letters_do_not_search_through_all_rows(page):
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_9)
    QTest.keyClick(page.table, Qt.Key.Key_Q)
    assert page.table.current_row == 0


def test_home_and_end_lead_to_the_first_and_last_row(page):
    QTest.keyClick(page.table, Qt.Key.Key_End)
    assert page.table.current_row == 11
    QTest.keyClick(page.table, Qt.Key.Key_Home, Qt.KeyboardModifier.ShiftModifier)
    assert page.table.selected_count() == 12


def test_a_wheel_scrolls_and_what_comes_is_read(page, qtbot):
    page.resize(1200, 300)
    page.model.forget()
    where = QPointF(100, 40)
    event = QWheelEvent(
        where,
        QPointF(page.table.viewport().mapToGlobal(where.toPoint())),
        QPoint(),
        QPoint(0, -600),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(page.table.viewport(), event)
    qtbot.waitUntil(lambda: not page.model.missing(page.table.seen()))


# -- what of a change matters


def changes(**tables):
    return Changes("", None, 1, tables)


TAGS = changes(claim_tags=TableChanges(inserted=frozenset({(1, 2, "", 3)})))
UPDATED = changes(claims=TableChanges(updated=frozenset({1})))
DELETED = changes(claims=TableChanges(deleted=frozenset({1})))


@pytest.mark.parametrize(
    ("asked", "change", "matters"),
    [
        (Asked(), TAGS, False),
        (Asked(), UPDATED, False),
        (Asked(), DELETED, True),
        (Asked(), changes(claims=TableChanges(everything=True)), True),
        (Asked(ClaimFilter((Coding("d", Match.NONE),))), TAGS, True),
        (Asked(sort=Sort("a-dimension")), TAGS, True),
        (Asked(ClaimFilter(checks=(CheckState.OPEN,))), UPDATED, True),
        (Asked(sort=Sort(Column.CHECK)), UPDATED, True),
        (Asked(sort=Sort(Column.ORIGIN)), UPDATED, True),
        (Asked(ClaimFilter(tag_origins=(Origin.ACCEPTED,))), TAGS, True),
        (Asked(ClaimFilter(words="x")), UPDATED, True),
        (Asked(), changes(articles=TableChanges(updated=frozenset({1}))), True),
        (Asked(), changes(briefs=TableChanges(updated=frozenset({1}))), False),
    ],
)
def test_the_list_is_asked_for_again_only_where_it_may_be_another(asked, change, matters):
    assert asked.depends_on(change) is matters


@pytest.mark.parametrize(
    ("counted", "values", "said"),
    [
        (Counted(212, 31, 4600), {"filtered": True}, "212 of 4,600 claims in 31 articles"),
        (Counted(1, 1, 1), {}, "1 claim in 1 article"),
        (Counted(0, 0, 5), {"filtered": True}, "0 of 5 claims"),
        (Counted(9, 2, 9), {"selected": 3}, "9 claims in 2 articles · 3 selected"),
        (Counted(9, 2, 9, 1), {"selected": 3}, "9 claims in 2 articles · 1 left out when settled · 3 selected"),
        (Counted(0, 0, 0), {}, ""),
    ],
)
def test_counts_in_words(counted, values, said):
    assert in_words(counted, **values) == said


# -- the columns


def test_columns_of_other_projects_stay_remembered(page):
    settings = Settings()
    page.table.show_column(1, on=False)
    layout.keep(settings, page.table, page.model.heads)
    fewer = page.model.heads[2:]
    page.table.set_heads(fewer)
    layout.keep(settings, page.table, fewer)
    kept = layout.stored(settings)
    assert "quote" in kept.hidden
    assert "number" in kept.order


@pytest.mark.parametrize("stored", [b"", b"[]", b"{", b'{"widths": {"a": "x"}}', b'{"order": 7}', b"\xff"])
def test_a_layout_that_cannot_be_read_is_the_usual_one(stored):
    settings = Settings()
    settings.keep_layout("claims-columns", stored)
    assert layout.stored(settings) == layout.Layout()


def test_not_every_column_can_be_hidden(page):
    kept = replace(layout.Layout(), hidden=frozenset(head.key for head in page.model.heads))
    layout.dress(page.table, page.model.heads, kept)
    assert not page.table.isColumnHidden(0)


def test_a_new_dimension_stands_where_it_would_at_first(page):
    heads = page.model.heads
    order = tuple(head.key for head in heads if head.key != heads[3].key)
    layout.dress(page.table, heads, layout.Layout(order))
    header = page.table.horizontalHeader()
    assert [header.logicalIndex(place) for place in range(len(heads))] == list(range(len(heads)))


def test_chips_say_their_condition_and_are_taken_away_by_delete(page, session, settled):
    page.bar.put(ClaimFilter(checks=(CheckState.FLAGGED,), since="2026-01"))
    settled(page)
    chips = page.bar.chips()
    assert [chip.accessibleName() for chip in chips] == ["since Jan 2026", "flagged"]
    chips[1].setFocus()
    QTest.keyClick(chips[1], Qt.Key.Key_Delete)
    settled(page)
    assert page.bar.filter == ClaimFilter(since="2026-01")
    cross = page.bar.chips()[0]
    QTest.mouseClick(cross, Qt.MouseButton.LeftButton, pos=cross._cross().center().toPoint())
    assert not page.bar.filter
    assert all(isinstance(chip, FilterChip) for chip in page.bar.chips())
