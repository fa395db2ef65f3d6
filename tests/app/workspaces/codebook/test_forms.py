"""The forms: what is typed is stored, one step a field, and what cannot be is told."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotations.codebook import Kind, Role
from annotations.project import Project


def type_into(box, text, key=None):
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, text)
    if key:
        QTest.keyClick(box, key)


@pytest.fixture
def fields(bench):
    bench.select("Crane office")
    return bench.page.tag_form.texts.fields


def test_each_field_is_one_step_however_often_it_is_stored(bench, fields):
    type_into(fields["definition"], "Moves ")
    bench.page.flush()
    fields["definition"].moveCursor(fields["definition"].textCursor().MoveOperation.End)
    QTest.keyClicks(fields["definition"], "boxes")
    bench.page.flush()
    type_into(fields["use"], "Cranes")
    bench.page.flush()
    assert (bench.tag("Crane office").definition, bench.tag("Crane office").use) == ("Moves boxes", "Cranes")
    assert bench.labels()[:3] == ["Edit when to use of “Crane office”", "Edit definition of “Crane office”", "Fill"]
    bench.session.undo()
    bench.session.undo()
    assert fields["definition"].toPlainText() == ""


def test_a_blank_at_a_pause_is_not_taken_from_under_the_cursor(bench, fields):
    type_into(fields["definition"], "Moves ")
    bench.page.tag_form.texts.flush(leaving=False)
    QTest.keyClicks(fields["definition"], "on")
    assert fields["definition"].toPlainText() == "Moves on"


def test_a_name_is_stored_on_leaving_only_since_half_of_it_may_be_another_tag(bench, fields):
    type_into(fields["name"], "NATO")
    bench.page.tag_form.texts.flush(leaving=False)
    assert bench.labels()[0] == "Fill"
    type_into(fields["name"], "NATO office", Qt.Key.Key_Return)
    assert bench.labels()[0] == "Rename “Crane office” to “NATO office”"
    type_into(fields["name"], "NATO", Qt.Key.Key_Return)
    assert "already" in bench.window.banner.text
    assert fields["name"].text() == "NATO office", "what is stored stands there again"


def test_esc_gives_up_what_was_typed(bench, fields):
    type_into(fields["source"], "Somewhere", Qt.Key.Key_Escape)
    assert fields["source"].text() == ""
    assert bench.labels()[0] == "Fill"


def test_other_names_are_lines(bench, fields):
    fields["aliases"].setPlainText("Cranes\n\n  The   cranes ")
    bench.page.flush()
    assert bench.tag("Crane office").aliases == ("Cranes", "The cranes")
    fields["aliases"].setPlainText("NATO")
    bench.page.flush()
    assert "already calls “NATO”" in bench.window.banner.text
    assert fields["aliases"].toPlainText() == "Cranes\nThe cranes"


def test_what_was_typed_is_stored_before_another_tag_is_shown(bench, fields):
    type_into(fields["short"], "Up and down")
    bench.select("NATO")
    assert bench.tag("Crane office").short == "Up and down"
    assert fields["name"].text() == "NATO"
    type_into(fields["short"], "Treaty")
    bench.window.workspaces.show("read")
    assert bench.tag("NATO").short == "Treaty"


def test_what_was_typed_is_stored_when_the_project_is_closed(bench, fields):
    type_into(fields["short"], "Up and down")
    path = bench.project.path
    bench.session.close_project()
    with Project.open(path, read_only=True) as project:
        actors = project.codebook.read().by_key("actors")
        assert project.codebook.read().find(actors.id, "Crane office").short == "Up and down"


def test_colours_are_chosen_by_arrows_and_by_number(bench, fields):
    swatches = bench.page.tag_form.swatches
    swatches.buttons["blue"].setFocus()
    QTest.keyClick(swatches.buttons["blue"], Qt.Key.Key_Right)
    assert swatches.buttons["orange"].hasFocus()
    QTest.keyClick(swatches.buttons["orange"], Qt.Key.Key_Space)
    assert bench.tag("Crane office").colour == "orange"
    type_into(swatches.field, "a1B2c3", Qt.Key.Key_Return)
    assert bench.tag("Crane office").colour == "#A1B2C3"
    assert not any(button.isChecked() for button in swatches.buttons.values())
    type_into(swatches.field, "zzz", Qt.Key.Key_Return)
    assert swatches.field.text() == "#A1B2C3"


def test_a_parent_is_chosen_from_what_is_not_beneath(bench, fields):
    box = bench.page.tag_form.parent_box
    box.setFocus()
    names = [box.itemText(n).strip() for n in range(box.count())]
    assert names[0] == "Top level"
    assert "Crane office" not in names
    assert "None of these" not in names
    place = names.index("Port Authority")
    box.setCurrentIndex(place)
    box.activated.emit(place)
    assert bench.tag("Crane office").parent_id == bench.tag("Port Authority").id
    assert bench.page.tag_form.place.text().endswith("Port Authority")


def test_actors_have_a_type_and_scales_a_value(bench, fields):
    form = bench.page.tag_form
    assert form.type_box.isVisible()
    assert not form.value_box.isVisible()
    form.type_box.setFocus()
    place = [form.type_box.itemText(n) for n in range(form.type_box.count())].index("Media")
    form.type_box.activated.emit(place)
    assert bench.tag("Crane office").type == "media"
    bench.select("Mixed", dimension="sentiment")
    assert form.value_box.isVisible()
    assert form.value_box.currentText() == "None"


def test_a_shortcut_says_what_it_does_or_why_it_does_not(bench, fields):
    note = bench.page.tag_form.key_note
    assert not note.isVisible()
    type_into(fields["shortcut"], "j", Qt.Key.Key_Return)
    assert note.text() == "Alt+J sets it on the active claim."
    type_into(fields["shortcut"], "f", Qt.Key.Key_Return)
    assert note.text().startswith("Does not work: Alt+F opens the menu File")
    type_into(fields["shortcut"], "j", Qt.Key.Key_Return)
    bench.select("NATO")
    type_into(fields["shortcut"], "j", Qt.Key.Key_Return)
    bench.select("Crane office")
    assert "sets “NATO”" in note.text() or "sets it" in note.text()


def test_built_in_tags_say_why_they_stay(bench):
    bench.select("The outlet itself")
    form = bench.page.tag_form
    assert "its own voice" in form.kept.text()
    assert not form.delete_button.isEnabled()
    bench.page.tree.select(("tag", bench.book.none_tag(bench.dimension("framing").id).id))
    assert not form.parent_box.isEnabled()
    assert not form.merge_button.isEnabled()


def test_several_tags_get_a_colour_and_a_place_at_once(bench):
    bench.select("Port Authority", "Crane office")
    form = bench.page.several_form
    assert form.title.text() == "2 selected"
    form.swatches.buttons["pink"].click()
    assert {bench.tag(name).colour for name in ("Port Authority", "Crane office")} == {"pink"}
    assert bench.labels()[0] == "Edit colour of 2 tags"
    form.parent_box.setFocus()
    names = [form.parent_box.itemText(n).strip() for n in range(form.parent_box.count())]
    form.parent_box.activated.emit(names.index("Harbour Authority"))
    assert {bench.tag(name).parent_id for name in ("Port Authority", "Crane office")} == {
        bench.tag("Harbour Authority").id
    }
    assert bench.labels()[0] == "Move 2 tags"


def test_tags_of_two_dimensions_are_not_changed_together(bench):
    bench.page.tree.select(("tag", bench.tag("NATO").id), ("tag", bench.tag("Mixed", "sentiment").id))
    form = bench.page.several_form
    assert "one dimension" in form.note.text()
    assert not form.merge_button.isEnabled()
    assert not form.delete_button.isEnabled()


# -- dimensions


@pytest.fixture
def dimension_form(bench):
    bench.page.tree.select(("dimension", bench.dimension("actors").id))
    return bench.page.dimension_form


def pick_kind(bench, form, kind):
    form.kind_box.setFocus()
    form.kind_box.activated.emit(list(Kind).index(kind))
    bench.qtbot.waitUntil(lambda: not form._asking.busy)


def test_a_new_dimension_is_named_at_once(bench):
    QTest.mouseClick(bench.page.side.dimension_button, Qt.MouseButton.LeftButton)
    field = bench.page.dimension_form.texts.fields["name"]
    assert field.hasFocus()
    QTest.keyClicks(field, "Tone")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert [one.name for one in bench.book.dimensions][-1] == "Tone"
    bench.page.new_dimension()
    bench.page.new_dimension()
    assert [one.name for one in bench.book.dimensions][-2:] == ["New dimension", "New dimension 2"]


def test_a_kind_that_what_is_coded_forbids_is_refused_with_the_reason(bench, dimension_form):
    pick_kind(bench, dimension_form, Kind.MANY)
    assert bench.dimension("actors").kind is Kind.ACTORS
    assert dimension_form.refusal.isVisible()
    assert "2 claims (3 times) and have roles" in dimension_form.refusal.text()
    assert dimension_form.kind_box.currentText().startswith("Actors")


def test_a_kind_is_changed_where_nothing_is_coded(bench, dimension_form):
    bench.page.tree.select(("dimension", bench.dimension("framing").id))
    pick_kind(bench, dimension_form, Kind.ONE)
    assert bench.dimension("framing").kind is Kind.ONE
    assert bench.labels()[0] == "Edit kind of dimension “Framing”"
    assert not dimension_form.refusal.isVisible()


def test_roles_are_taken_only_while_nobody_has_them(bench, dimension_form):
    dimension_form.roles[Role.MENTIONED].click()
    assert Role.MENTIONED not in bench.dimension("actors").roles
    dimension_form.roles[Role.SPEAKER].click()
    assert Role.SPEAKER in bench.dimension("actors").roles
    assert dimension_form.roles[Role.SPEAKER].isChecked()
    assert "role of an actor in claim 1" in bench.window.banner.text


def test_types_of_actors_are_lines_and_keep_their_keys(bench, dimension_form):
    keys = {kind.name: kind.key for kind in bench.dimension("actors").types}
    dimension_form.texts.fields["types"].setPlainText("Media: All that print\nGovernment\nTug: Boats: small ones")
    bench.page.flush()
    types = bench.dimension("actors").types
    assert [(kind.name, kind.definition) for kind in types] == [
        ("Media", "All that print"),
        ("Government", ""),
        ("Tug", "Boats: small ones"),
    ]
    assert [kind.key for kind in types] == [keys["Media"], keys["Government"], "tug"]


def test_help_is_one_step(bench, dimension_form):
    type_into(dimension_form.texts.fields["help"], "Who speaks?")
    bench.page.flush()
    assert bench.dimension("actors").help == "Who speaks?"
    assert bench.labels()[0] == "Edit help of dimension “Actors”"


# -- where nothing can be changed


def test_a_project_for_reading_shows_everything_and_says_why_nothing_can_be_changed(bench):
    path = bench.project.path
    bench.session.close_project()
    assert bench.session.open_read_only(path)
    bench.window.workspaces.show("codebook")
    page = bench.page
    page.tree.select(page.model.roots[0].children[0].key)
    assert page.reason.isVisible()
    assert "opened for reading only" in page.reason.text()
    assert page.tag_form.texts.fields["definition"].isReadOnly()
    assert page.tag_form.texts.fields["definition"].toPlainText()
    for widget in (
        page.tag_form.delete_button,
        page.tag_form.parent_box,
        page.side.add_field,
        page.side.dimension_button,
    ):
        assert not widget.isEnabled()
    index = page.model.index_of(page.model.roots[0].children[0])
    assert not page.model.flags(index) & Qt.ItemFlag.ItemIsEditable
    assert not page.model.flags(index) & Qt.ItemFlag.ItemIsDragEnabled
    bench.window.commands.refresh()
    for command in ("codebook.delete", "codebook.merge", "codebook.import", "codebook.up"):
        assert not bench.window.commands.action(command).isEnabled()
    assert bench.window.commands.action("codebook.export").isEnabled()


def test_without_dimensions_it_is_said_what_they_are(bench):
    bench.session.run("Empty", lambda p: [p.codebook.dimensions.delete(d.id) for d in p.codebook.read().dimensions])
    assert bench.page.side._pages.currentIndex() == 2
    assert not bench.page.side.add_field.isEnabled()
