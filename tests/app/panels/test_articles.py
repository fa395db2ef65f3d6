"""The list of articles: choosing, filtering, and keeping its place whatever happens to the project."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from annotations.article_lists import Order, Sorting
from annotations.articles import Status
from annotations.importers.draft import Draft
from annotations.project import Project
from annotations.spans import Span
from app.panels.articles import ArticlesPanel
from app.settings import Settings
from app.theme import ARTICLE_ROW_HEIGHT, Theme

PERSON = ("Anna", "A")
pytestmark = pytest.mark.usefixtures("wednesday")


def headlines(panel):
    model = panel.model
    return [model.index(row).data() for row in range(model.rowCount())]


def filter_by(panel, words):
    """Type and press Enter, which does not wait for the pause."""
    panel.filter_field.clear()
    QTest.keyClicks(panel.filter_field, words)
    QTest.keyClick(panel.filter_field, Qt.Key.Key_Return)


def highlighted(panel):
    return panel.view.currentIndex().data()


def page(panel):
    """Which of its pages is shown: the title of an empty state, or "list"."""
    shown = panel._pages.currentWidget()
    return "list" if shown is panel.view else shown.findChild(QPushButton).text()


def set_status(session, ids, status):
    session.run("Status", lambda project: project.articles.update(ids, status=status))


# -- choosing


def test_the_newest_article_is_chosen_when_a_project_is_opened(panel, session, fill, tmp_path):
    fill(3)
    path = session.project.path
    session.close_project()
    panel.seen.clear()
    session.open(path, PERSON)
    assert headlines(panel) == ["Headline 03", "Headline 02", "Headline 01"]
    assert panel.seen[-1] == session.project.articles.ids()[0]
    assert highlighted(panel) == "Headline 03"


def test_the_first_import_chooses_an_article(panel, fill):
    ids = fill(2)
    assert panel.seen == [ids[0]]


def test_arrows_and_clicks_choose(panel, fill):
    ids = fill(5)
    QTest.keyClick(panel.view, Qt.Key.Key_Down)
    assert panel.seen[-1] == ids[1]
    QTest.mouseClick(
        panel.view.viewport(), Qt.MouseButton.LeftButton, pos=panel.view.visualRect(panel.model.index(3)).center()
    )
    assert panel.seen[-1] == panel.current_id == ids[3]


def test_stepping_stops_at_the_ends(panel, fill):
    ids = fill(3)
    panel.step(-1)
    assert panel.current_id == ids[0]
    panel.step(1)
    panel.step(1)
    panel.step(1)
    assert panel.current_id == ids[2]


def test_the_next_new_article_is_looked_for_around_the_end(panel, session, fill):
    ids = fill(4)
    set_status(session, [ids[2], ids[3]], Status.DONE)
    panel.select(ids[2])
    assert panel.select_next_new()
    assert panel.current_id == ids[0]
    set_status(session, ids, Status.DONE)
    assert not panel.select_next_new()
    assert panel.current_id == ids[0]


def test_the_new_articles_just_below_one_are_those_to_be_read_ahead(panel, session, fill):
    ids = fill(6)
    order = [article for row in range(panel.model.rowCount()) if (article := panel.model.id_at(row)) is not None]
    assert panel.new_after(order[0]) == order[1:3]
    set_status(session, [order[1]], Status.DONE)
    assert panel.new_after(order[0]) == order[2:4]
    assert panel.new_after(order[-1]) == []
    assert panel.new_after(max(ids) + 1) == []


def test_an_article_that_the_filter_hides_is_found_all_the_same(panel, fill):
    ids = fill(4)
    filter_by(panel, "Headline 04")
    assert panel.select(ids[2])
    assert panel.filter_field.text() == ""
    assert panel.current_id == ids[2]
    assert not panel.select(4711)


# -- filtering


def test_typing_filters_by_headline_outlet_and_author(panel, fill):
    fill(6)
    filter_by(panel, "head")
    assert len(headlines(panel)) == 6
    filter_by(panel, "Herald")
    assert headlines(panel) == ["Headline 04", "Headline 01"]
    filter_by(panel, "author 05")
    assert headlines(panel) == ["Headline 05"]
    assert panel.counts == "1 of 6 articles"


def test_a_status_filters_too(panel, session, fill):
    ids = fill(4)
    set_status(session, [ids[1]], Status.DONE)
    panel.status_box.setCurrentText("Done")
    assert headlines(panel) == ["Headline 03"]
    assert panel.counts == "1 of 4 articles"


def test_the_article_shown_stays_the_chosen_one_while_the_filter_hides_it(panel, session, fill):
    ids = fill(5)
    panel.select(ids[2])
    panel.seen.clear()
    filter_by(panel, "Headline 05")
    assert panel.current_id == ids[2]
    session.run("Add claim", lambda p: p.claims.add(ids[2], Span(0, 4)))
    assert panel.seen == []
    panel.show_all()
    assert highlighted(panel) == "Headline 03"
    assert panel.seen == []


def test_it_says_what_to_do_where_nothing_is(panel, fill, qtbot):
    assert page(panel) == "Import files…"
    panel._pages.currentWidget().findChild(QPushButton).click()
    assert panel.imports == [True]
    assert panel.counts == ""
    fill(2)
    assert page(panel) == "list"
    filter_by(panel, "no such words")
    assert page(panel) == "Show all"
    panel._pages.currentWidget().findChild(QPushButton).click()
    assert (page(panel), panel.filter_field.text()) == ("list", "")


def test_another_project_begins_without_a_filter(panel, session, fill, tmp_path):
    fill(2)
    filter_by(panel, "Headline 02")
    Project.create(tmp_path / "q.pressmark", coder=PERSON).close()
    session.open(tmp_path / "q.pressmark", PERSON)
    assert panel.filter_field.text() == ""
    assert panel.current_id is None
    assert panel.seen[-1] is None


# -- keeping its place


def test_new_articles_above_do_not_move_what_is_seen(panel, session, fill, qtbot):
    fill(20)
    panel.view.setCurrentIndex(panel.model.index(12))
    panel.view.verticalScrollBar().setValue(10 * ARTICLE_ROW_HEIGHT + 7)
    chosen, top = panel.current_id, panel.view.visualRect(panel.view.currentIndex()).top()
    panel.seen.clear()
    fill(5, first=21)
    assert panel.current_id == chosen
    assert panel.view.visualRect(panel.view.currentIndex()).top() == top
    assert panel.seen == []


def test_several_stay_selected_whatever_comes_and_goes(panel, session, fill):
    ids = fill(6)
    QTest.keyClick(panel.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(panel.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    fill(2, first=7)
    assert panel.selected_ids() == ids[:3]
    session.run("Delete", lambda p: p.articles.delete([ids[1]]))
    assert panel.selected_ids() == [ids[0], ids[2]]
    assert panel.current_id == ids[2]


def test_a_claim_changes_only_the_line_of_its_article(panel, session, fill, qtbot):
    ids = fill(5)
    panel.select(ids[1])
    panel.grab()
    with qtbot.waitSignal(panel.model.dataChanged) as changed:
        session.run("Add claim", lambda p: p.claims.add(ids[1], Span(0, 4)))
    assert changed.args[0].row() == changed.args[1].row() == 1
    assert panel.current_id == ids[1]
    assert "1 claim" in panel.model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)


def test_where_the_chosen_article_leaves_the_list_its_neighbour_is_chosen(panel, session, fill):
    ids = fill(5)
    panel.status_box.setCurrentText("New")
    panel.select(ids[2])
    set_status(session, [ids[2]], Status.DONE)
    assert panel.current_id == ids[3]
    assert highlighted(panel) == "Headline 02"
    panel.select_next_new()
    assert panel.current_id == ids[3], "it is new itself"


def test_the_last_one_gives_way_to_the_one_before(panel, session, fill):
    ids = fill(3)
    panel.status_box.setCurrentText("New")
    panel.select(ids[2])
    set_status(session, [ids[2]], Status.DONE)
    assert panel.current_id == ids[1]


def test_where_all_leave_the_list_the_article_shown_stays(panel, session, fill):
    ids = fill(1)
    panel.status_box.setCurrentText("New")
    panel.seen.clear()
    set_status(session, ids, Status.DONE)
    assert page(panel) == "Show all"
    assert panel.current_id == ids[0]
    assert panel.seen == []


def test_undoing_an_import_chooses_what_is_left_and_nothing_in_the_end(panel, session, fill):
    first = fill(2)
    both = fill(2, first=3)
    panel.select(both[0])
    session.undo()
    assert panel.current_id in first
    assert panel.seen[-1] == panel.current_id
    session.undo()
    assert panel.current_id is None
    assert panel.seen[-1] is None


def test_an_article_that_is_deleted_while_the_filter_hides_it_is_no_longer_chosen(panel, session, fill):
    ids = fill(3)
    panel.select(ids[0])
    filter_by(panel, "Headline 01")
    session.run("Delete", lambda p: p.articles.delete([ids[0]]))
    assert panel.current_id == ids[2]


# -- looks and size


def test_rows_are_told_to_a_screen_reader(panel, session, fill):
    ids = fill(1)
    set_status(session, ids, Status.LEFT_OUT)
    words = panel.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert words == "Headline 01, Herald · 2 Mar 2026, Left out"
    for part in (panel.view, panel.filter_field, panel.status_box):
        assert part.accessibleName()


@pytest.mark.parametrize("theme", [Theme.light(), Theme.dark()], ids=["light", "dark"])
def test_the_statuses_look_different(panel, session, fill, theme):
    ids = fill(4)
    for article_id, status in zip(ids, Status, strict=True):
        set_status(session, [article_id], status)
    panel.set_theme(theme)
    panel.view.setCurrentIndex(panel.model.index(-1))
    image = panel.view.viewport().grab().toImage()
    dots = []
    for row in range(4):
        top = panel.view.visualRect(panel.model.index(row)).top()
        dots.append(image.copy(8, top + 8, 16, 16))
    assert all(dots[a] != dots[b] for a in range(4) for b in range(a))


def test_ten_thousand_articles_are_listed_behind_the_window_without_reading_them_all(panel, session, qtbot):
    drafts = [Draft(f"Text {n}.", headline=f"Headline {n}", outlet="Courier") for n in range(10_000)]
    job = session.run_long("Import", lambda project: project.articles.add_all(drafts))
    qtbot.waitUntil(lambda: not job.running, timeout=60_000)
    qtbot.waitUntil(lambda: panel.model.rowCount() == 10_000)
    assert panel.seen[-1] == session.project.articles.ids()[0]
    panel.grab()
    assert len(panel.model._cache) < 400
    filter_by(panel, "Headline 77")
    qtbot.waitUntil(lambda: panel.model.rowCount() == 111)
    panel.show_all()
    qtbot.waitUntil(lambda: panel.model.rowCount() == 10_000)
    panel.select_next_new()
    panel.grab()
    assert len(panel.model._cache) < 400


def test_what_is_typed_fast_is_looked_for_once(panel, fill, qtbot):
    fill(3)
    asked = []
    panel.model.modelReset.connect(lambda: asked.append(panel.filter_field.text()))
    QTest.keyClicks(panel.filter_field, "Headline 01")
    assert not asked
    qtbot.waitUntil(lambda: len(headlines(panel)) == 1)
    assert asked == ["Headline 01"]
    panel.filter_field.clear()
    assert len(headlines(panel)) == 3


# -- sections


def lines(panel):
    """What stands in the list: headings, and the number of articles below each."""
    found = []
    for row in range(panel.model.rowCount()):
        if panel.model.heading_at(row):
            found.append([panel.model.heading_at(row).title, 0])
        else:
            found[-1][1] += 1
    return [tuple(each) for each in found]


def test_a_heading_folds_and_opens_by_click_and_key(panel, weeks):
    assert lines(panel) == [("This week", 30), ("Last week", 0), ("March 2026", 0)]
    panel.view.scrollToBottom()
    where = panel.view.visualRect(panel.model.index(31)).center()
    QTest.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert lines(panel) == [("This week", 30), ("Last week", 30), ("March 2026", 0)]
    QTest.keyClick(panel.view, Qt.Key.Key_Left)
    assert lines(panel)[1] == ("Last week", 0)
    for key, open_ in ((Qt.Key.Key_Right, 30), (Qt.Key.Key_Space, 0), (Qt.Key.Key_Return, 30)):
        QTest.keyClick(panel.view, key)
        assert lines(panel)[1] == ("Last week", open_)
    assert panel.current_id == weeks[0][0], "folding chooses nothing"


def test_left_goes_from_an_article_to_its_heading(panel, weeks):
    panel.select(weeks[0][3])
    QTest.keyClick(panel.view, Qt.Key.Key_Left)
    assert panel.view.currentIndex().row() == 0
    QTest.keyClick(panel.view, Qt.Key.Key_Down)
    assert panel.current_id == weeks[0][0]


def test_stepping_and_selecting_open_what_is_folded(panel, weeks):
    panel.select(weeks[0][-1])
    panel.step(1)
    assert panel.current_id == weeks[1][0]
    assert lines(panel)[1] == ("Last week", 30)
    panel.step(-1)
    assert panel.current_id == weeks[0][-1]
    panel.select(weeks[2][1])
    assert lines(panel)[2] == ("March 2026", 2)
    assert highlighted(panel) == "Headline 60"


def test_folding_the_section_of_the_article_shown_changes_nothing_else(panel, weeks, session):
    panel.select(weeks[0][4])
    panel.seen.clear()
    panel.toggle(0)
    assert (panel.current_id, panel.seen) == (weeks[0][4], [])
    set_status(session, [weeks[0][4]], Status.DONE)
    assert (panel.current_id, panel.seen) == (weeks[0][4], [])
    assert panel.counts == "62 articles"
    panel.step(1)
    assert panel.current_id == weeks[0][5], "its section opens again"


def test_what_is_folded_is_remembered(qtbot, session, weeks):
    settings = Settings()
    for expected in (30, 0):
        panel = ArticlesPanel(session, ("Import files…", lambda: None), settings)
        qtbot.addWidget(panel)
        assert lines(panel)[0] == ("This week", expected)
        if expected:
            panel.toggle(0)


# -- order, whose, several


def test_the_order_is_chosen_from_a_menu_turned_round_and_remembered(qtbot, panel, session, fill):
    settings = Settings()
    fill(3)
    made = ArticlesPanel(session, ("Import files…", lambda: None), settings)
    qtbot.addWidget(made)
    made.bar._by[Sorting.HEADLINE].trigger()
    assert headlines(made) == ["Headline 01", "Headline 02", "Headline 03"]
    made.bar.turn.trigger()
    assert headlines(made) == ["Headline 03", "Headline 02", "Headline 01"]
    assert made.bar.sort.accessibleName() == "Sorted by headline, Z to A"
    again = ArticlesPanel(session, ("Import files…", lambda: None), settings)
    qtbot.addWidget(again)
    assert again.bar.order == Order(Sorting.HEADLINE, descending=True)
    settings.keep("articles/order", "nonsense up")
    broken = ArticlesPanel(session, ("Import files…", lambda: None), settings)
    qtbot.addWidget(broken)
    assert broken.bar.order == Order()


def test_sorted_by_claims_the_list_follows_each_claim(panel, session, fill):
    ids = fill(3)
    panel.bar.set_order(Order(Sorting.CLAIMS))
    session.run("Add claim", lambda p: p.claims.add(ids[2], Span(0, 4)))
    assert headlines(panel)[0] == "Headline 01"


def test_mine_shows_what_is_assigned_to_whoever_works(panel, session, fill):
    ids = fill(3)
    session.run("Assign", lambda p: p.articles.update([ids[1]], assigned_to=p.coder_id))
    panel.bar.mine.click()
    assert headlines(panel) == ["Headline 02"]
    session.switch_coder("Ben", "B")
    assert headlines(panel) == []
    panel.show_all()
    assert not panel.bar.mine.isChecked()
    assert len(headlines(panel)) == 3


def test_a_plain_click_and_enter_open_the_article_and_one_with_control_does_not(panel, fill):
    fill(3)
    opened = []
    panel.opened.connect(lambda: opened.append(panel.current_id))
    where = panel.view.visualRect(panel.model.index(1)).center()
    QTest.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    QTest.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, pos=where)
    QTest.keyClick(panel.view, Qt.Key.Key_Return)
    assert len(opened) == 2


def test_what_waits_for_triage_is_told_below_the_list(panel, session, fill):
    ids = fill(3)
    assert panel.triage_link.text() == "Triage 3 new"
    session.run("Keep", lambda p: p.triage.keep([ids[0]]))
    assert panel.triage_link.text() == "Triage 2 new"
    session.run("Add claim", lambda p: p.claims.add(ids[1], Span(0, 4)))
    assert panel.triage_link.text() == "Triage 1 new"
    set_status(session, [ids[2]], Status.DONE)
    assert panel.triage_link.isHidden()
    assert panel.counts == "3 articles · 2 new"


def test_a_menu_is_asked_for_where_the_mouse_is(panel, fill, qtbot):
    fill(1)
    with qtbot.waitSignal(panel.menu_asked) as asked:
        panel.view.customContextMenuRequested.emit(panel.view.visualRect(panel.model.index(0)).center())
    assert panel.view.rect().contains(panel.view.mapFromGlobal(asked.args[0]))
