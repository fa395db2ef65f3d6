"""The tree: what it shows, and what is done in it by keys and by dragging."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest

from app.workspaces.codebook.model import CLAIMS, NAME, SHORTCUT

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
ROLE = Qt.ItemDataRole
ROOT = QModelIndex()


def cell(bench, name, column=NAME, role=ROLE.DisplayRole, dimension="actors"):
    node = bench.page.model.find(("tag", bench.tag(name, dimension).id))
    return bench.page.model.data(bench.page.model.index_of(node, column), role)


def roots(bench):
    return [node.name for node in bench.page.model.roots]


def press(bench, key, held=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(bench.page.tree, key, held)


def test_the_model_keeps_the_rules_of_qt(bench):
    tester = QAbstractItemModelTester(bench.page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    bench.session.run("Add", lambda p: p.codebook.add_tag(bench.dimension("framing").id, "Panic"))
    bench.page.side.filter_field.setText("panic")
    bench.page._filter("panic")
    bench.session.undo()
    bench.page._filter("")
    assert "Panic" not in [tag.name for tag in bench.session.codebook.tags]
    assert roots(bench) == ["Framing", "Actors", "Strategy pillar", "Sentiment toward the West"]
    del tester


def test_dimensions_and_their_tags_stand_in_order_with_counts_and_words_for_a_screen_reader(bench):
    assert roots(bench) == ["Framing", "Actors", "Strategy pillar", "Sentiment toward the West"]
    bench.counted()
    assert cell(bench, "Harbour Authority", CLAIMS) == "2"
    assert cell(bench, "Crane office", CLAIMS) == ""
    assert cell(bench, "Harbour Authority", role=ROLE.AccessibleTextRole) == "Harbour Authority, 2 claims"
    assert cell(bench, "Hostile", dimension="sentiment") == "−2  Hostile"
    assert "Runs the quay" in cell(bench, "Harbour Authority", role=ROLE.ToolTipRole)
    bench.session.run("Edit", lambda p: p.codebook.update_tag(bench.tag("Crane office").id, shortcut="q"))
    assert cell(bench, "Crane office", SHORTCUT) == "q"


def test_counts_follow_what_is_coded(bench):
    bench.counted()
    claim = bench.project.claims.by_number(2)
    crane = bench.tag("Crane office").id
    bench.session.run("Tag", lambda p: p.claims.tag(claim.id, crane, "speaker"))
    bench.qtbot.waitUntil(lambda: cell(bench, "Crane office", CLAIMS) == "1")
    bench.session.undo()
    bench.qtbot.waitUntil(lambda: cell(bench, "Crane office", CLAIMS) == "")


def test_nothing_is_counted_while_the_page_is_not_shown(bench):
    bench.counted()
    bench.window.workspaces.show("read")
    crane, claim = bench.tag("Crane office").id, bench.project.claims.by_number(2)
    bench.session.run("Tag", lambda p: p.claims.tag(claim.id, crane, "speaker"))
    assert bench.page.usage.of(crane) == 0
    bench.window.workspaces.show("codebook")
    bench.qtbot.waitUntil(lambda: bench.page.usage.of(crane) == 1)


def test_what_is_coded_behind_another_workspace_is_counted_though_a_count_was_under_way(bench):
    bench.page.usage._forget()
    bench.page.usage._question._asked.future.result()  # known on its thread, and not told yet
    bench.window.workspaces.show("read")
    crane, claim = bench.tag("Crane office").id, bench.project.claims.by_number(2)
    bench.session.run("Tag", lambda p: p.claims.tag(claim.id, crane, "speaker"))
    bench.qtbot.wait(50)
    bench.window.workspaces.show("codebook")
    bench.counted()
    bench.qtbot.waitUntil(lambda: bench.page.usage.of(crane) == 1)


def test_in_a_filtered_tree_too_a_tag_is_added_after_the_selected_one(bench):
    bench.page.side.filter_field.setText("port auth")
    bench.page._filter("port auth")
    bench.select("Port Authority")
    bench.page.add_tag("Pilots")
    assert bench.names("actors")[-4:] == ["Port Authority", "Pilots", "Harbour Authority", "Crane office"]


def test_typing_leaves_what_has_it_in_a_name_or_alias_and_what_that_stands_beneath(bench):
    bench.page.side.filter_field.setText("вашингтон")
    bench.qtbot.waitUntil(lambda: roots(bench) == ["Actors"])
    (root,) = bench.page.model.roots
    assert [node.name for node in root.walk()] == ["The West", "United States"]
    bench.page.side.filter_field.setText("no such name")
    bench.qtbot.waitUntil(lambda: not bench.page.model.roots)
    bench.page.side.filter_field.setText("framing")
    bench.qtbot.waitUntil(lambda: roots(bench) == ["Framing"])
    assert len(bench.page.model.roots[0].children) == 13
    QTest.keyClick(bench.page.side.filter_field, Qt.Key.Key_Return)
    assert bench.page.tree.current.name == "Technological independence"


def test_alt_and_arrows_move_and_nest_and_the_selection_goes_along(bench):
    bench.select("Crane office")
    bench.page.tree.setFocus()
    press(bench, Qt.Key.Key_Right, ALT)
    assert bench.tag("Crane office").parent_id == bench.tag("Harbour Authority").id
    press(bench, Qt.Key.Key_Up, ALT)
    assert bench.labels()[0] == "Move “Crane office”", "the only one beneath it cannot go up"
    press(bench, Qt.Key.Key_Left, ALT)
    press(bench, Qt.Key.Key_Up, ALT)
    press(bench, Qt.Key.Key_Up, ALT)
    assert bench.names("actors")[-3:] == ["Crane office", "Port Authority", "Harbour Authority"]
    assert [node.name for node in bench.page.tree.nodes] == ["Crane office"]
    for _ in range(4):
        bench.session.undo()
    assert bench.names("actors")[-3:] == ["Port Authority", "Harbour Authority", "Crane office"]


def test_dimensions_move_by_key_too(bench):
    bench.page.tree.select(("dimension", bench.dimension("actors").id))
    bench.page.tree.setFocus()
    press(bench, Qt.Key.Key_Up, ALT)
    assert roots(bench)[:2] == ["Actors", "Framing"]
    press(bench, Qt.Key.Key_Up, ALT)
    assert bench.labels().count("Move dimension “Actors”") == 1, "it was the first already"


def test_the_trees_keys_go_before_those_of_commands(bench):
    event = QKeyEvent(QKeyEvent.Type.ShortcutOverride, Qt.Key.Key_Down, ALT)
    event.ignore()
    bench.page.tree.event(event)
    assert event.isAccepted()


def test_a_name_is_typed_over_in_place(bench):
    bench.select("Crane office")
    bench.page.tree.setFocus()
    press(bench, Qt.Key.Key_F2)
    editor = bench.page.tree.findChild(type(bench.page.side.filter_field))
    editor.setText("  Office of   cranes ")
    bench.page.model.counts_changed()
    assert editor.text() == "  Office of   cranes ", "counting goes on behind"
    QTest.keyClick(editor, Qt.Key.Key_Return)
    bench.qtbot.waitUntil(lambda: "Office of cranes" in bench.names("actors"))
    assert bench.page.tree.hasFocus(), "Enter ended the typing, and no more"
    assert bench.labels()[0] == "Rename “Crane office” to “Office of cranes”"
    assert [node.name for node in bench.page.tree.nodes] == ["Office of cranes"]


def test_a_name_that_is_taken_is_refused_with_a_reason(bench):
    bench.page.model.setData(
        bench.page.model.index_of(bench.page.model.find(("tag", bench.tag("Crane office").id))), "NATO"
    )
    assert "“NATO” is in the codebook already" in bench.window.banner.text
    assert bench.tag("Crane office")


def drop(bench, *names, row, beneath=None):
    model = bench.page.model
    nodes = [model.find(("tag", bench.tag(name).id)) for name in names]
    data = model.mimeData([model.index_of(node) for node in nodes])
    parent = model.index_of(model.find(beneath or ("dimension", bench.dimension("actors").id)))
    possible = model.canDropMimeData(data, Qt.DropAction.MoveAction, row, 0, parent)
    assert not model.dropMimeData(data, Qt.DropAction.MoveAction, row, 0, parent), "the view must not delete rows"
    return possible


def test_tags_are_dragged_to_another_place_and_beneath_another_tag(bench):
    assert drop(bench, "Crane office", "Harbour Authority", row=0)
    assert bench.names("actors")[:2] == ["Harbour Authority", "Crane office"]
    assert bench.labels()[0] == "Move 2 tags"
    assert drop(bench, "Harbour Authority", row=-1, beneath=("tag", bench.tag("Port Authority").id))
    assert bench.tag("Harbour Authority").parent_id == bench.tag("Port Authority").id


def test_what_cannot_be_dropped_is_not(bench):
    assert not drop(bench, "The West", row=-1, beneath=("tag", bench.tag("United States").id)), "beneath itself"
    assert not drop(bench, "Crane office", row=0, beneath=("dimension", bench.dimension("framing").id))
    none = bench.book.none_tag(bench.dimension("actors").id)
    assert not drop(bench, "Crane office", row=-1, beneath=("tag", none.id))
    assert bench.labels()[0] == "Fill"


def test_a_dimension_is_dragged_among_dimensions(bench):
    model = bench.page.model
    data = model.mimeData([model.index_of(model.roots[0])])
    model.dropMimeData(data, Qt.DropAction.MoveAction, 3, 0, ROOT)
    assert roots(bench) == ["Actors", "Strategy pillar", "Framing", "Sentiment toward the West"]
    assert not model.canDropMimeData(data, Qt.DropAction.MoveAction, 0, 0, model.index_of(model.roots[0]))


def test_tags_are_added_one_after_the_other_where_the_tree_stands(bench):
    bench.select("Port Authority")
    field = bench.page.side.add_field
    assert field.placeholderText() == "Add a tag to Actors"
    press(bench, Qt.Key.Key_Insert)
    assert field.hasFocus()
    for name in ("Pilots", "Tugs"):
        QTest.keyClicks(field, name)
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert bench.names("actors")[-5:] == ["Port Authority", "Pilots", "Tugs", "Harbour Authority", "Crane office"]
    assert bench.tag("Tugs").type == "government", "a neighbour is of the same kind more often than not"
    assert bench.labels()[:2] == ["Add tag “Tugs”", "Add tag “Pilots”"]
    assert (field.text(), field.hasFocus()) == ("", True)
    QTest.keyClicks(field, "pilots")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "already" in bench.window.banner.text
    assert field.text() == "pilots", "it can be mended"


def test_what_is_folded_stays_folded_when_rows_come(bench):
    tree, model = bench.page.tree, bench.page.model
    framing = bench.dimension("framing").id
    tree.collapse(model.index_of(model.find(("dimension", framing))))
    bench.session.run("Add", lambda p: p.codebook.add_tag(bench.dimension("actors").id, "Pilots"))
    assert not tree.isExpanded(model.index_of(model.find(("dimension", framing))))
    assert tree.isExpanded(model.index_of(model.find(("dimension", bench.dimension("actors").id))))


def test_enter_leads_to_the_form_and_esc_back(bench):
    bench.select("Crane office")
    bench.page.tree.setFocus()
    press(bench, Qt.Key.Key_Return)
    field = bench.page.tag_form.texts.fields["name"]
    assert field.hasFocus()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert bench.page.tree.hasFocus()


def test_a_click_on_a_number_shows_the_claims(bench):
    bench.counted()
    model, tree = bench.page.model, bench.page.tree
    index = model.index_of(model.find(("tag", bench.tag("Harbour Authority").id)), CLAIMS)
    tree.scrollTo(index)
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.visualRect(index).center())
    assert bench.window.workspaces.current == "claims"
    claims = bench.window.workspaces["claims"]
    bench.qtbot.waitUntil(lambda: len(claims.shown()) == 2)
