"""The commands of the menus Claim and Go."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotations.articles import Status
from annotations.claims import CheckState


def tag(window, claim, dimension, name, role=""):
    codebook = window.session.codebook
    found = codebook.find(codebook.by_key(dimension).id, name)
    window.session.run("Tag", lambda p: p.claims.tag(claim.id, found.id, role))


def names(window, claim):
    codebook = window.session.codebook
    taggings = window.session.project.claims.get(claim.id).taggings
    return sorted((codebook.tag(t.tag_id).name, t.role) for t in taggings)


def action(window, command_id):
    window.commands.refresh()
    return window.commands.action(command_id)


def test_marking_starts_the_round_for_the_new_claim(window):
    window.commands.run("claim.add")
    (claim,) = window.session.project.claims.all()
    assert window.coding.round.claim_id == claim.id == window.reading.active_claim.id
    window.coding.round.end()
    assert QApplication.focusWidget() is window.reading.reader


def test_repeating_takes_the_claim_tagged_last_and_not_the_one_made_last(window, claims):
    first, second, third = claims(3)
    window.reading.activate(first.id)
    tag(window, first, "framing", "Brain drain")
    tag(window, first, "actors", "NATO", "target")
    tag(window, first, "sentiment", "Hostile")
    window.reading.activate(third.id)
    assert action(window, "claim.repeat").isEnabled()
    window.commands.run("claim.repeat")
    assert names(window, third) == [("Brain drain", ""), ("NATO", "target")]
    assert window.session.undo_label == "Repeat tags on claim 3"
    assert names(window, second) == []


def test_repeating_takes_the_tags_the_person_gave_and_not_those_of_the_claims_maker(window, claims):
    first, second, third = claims(3)
    tag(window, first, "framing", "Brain drain")
    window.session.switch_coder("Boris", "B")
    tag(window, first, "framing", "Race for supremacy")
    window.reading.activate(third.id)
    window.commands.run("claim.repeat")
    assert names(window, third) == [("Race for supremacy", "")]
    window.session.switch_coder("Carla", "C")
    window.reading.activate(second.id)
    window.commands.run("claim.repeat")
    assert names(window, second) == [("Brain drain", "")], "Carla said nothing there, and its maker did"


def test_only_giving_tags_makes_a_claim_the_last_one_and_not_what_is_active_when_tags_change(window, claims):
    first, second, third = claims(3)
    tag(window, first, "framing", "Brain drain")
    tag(window, second, "framing", "Race for supremacy")
    tag(window, second, "sentiment", "Hostile")
    window.session.undo()
    window.reading.activate(third.id)
    window.commands.run("claim.repeat")
    assert names(window, third) == [("Race for supremacy", "")]
    window.session.undo()
    window.session.undo()
    window.commands.run("claim.repeat")
    assert names(window, third) == [("Brain drain", "")]


def test_a_claim_with_a_sentiment_alone_has_nothing_to_repeat(window, claims):
    first, second, third = claims(3)
    tag(window, first, "framing", "Brain drain")
    tag(window, second, "sentiment", "Hostile")
    window.reading.activate(third.id)
    window.commands.run("claim.repeat")
    assert names(window, third) == [("Brain drain", "")]


def test_repeating_is_not_offered_where_nothing_was_tagged_or_only_this_claim(window, claims):
    first, _ = claims(2)
    assert not action(window, "claim.repeat").isEnabled()
    window.reading.activate(first.id)
    tag(window, first, "framing", "Brain drain")
    assert not action(window, "claim.repeat").isEnabled()


def test_repeating_passes_over_a_claim_that_was_deleted(window, claims):
    first, second, third = claims(3)
    for claim, name in ((first, "Brain drain"), (second, "Race for supremacy")):
        window.reading.activate(claim.id)
        tag(window, claim, "framing", name)
    window.commands.run("claim.delete")
    window.reading.activate(third.id)
    window.commands.run("claim.repeat")
    assert names(window, third) == [("Brain drain", "")]


def test_another_project_has_nothing_to_repeat(window, claims, tmp_path):
    first, second = claims(2)
    window.reading.activate(first.id)
    tag(window, first, "framing", "Brain drain")
    path = window.session.project.path
    window.session.close_project()
    window.files.open(path)
    window.reading.activate(second.id)
    assert not action(window, "claim.repeat").isEnabled()


def test_choosing_another_claim_or_article_ends_the_round(window, claims):
    first, _ = claims(2)
    window.coding.open_picker(0)
    window.reading.activate(first.id)
    assert window.coding.round.picker.isHidden()
    window.coding.open_picker(0)
    assert window.coding.round.claim_id == first.id
    window.articles.step(1)
    assert window.coding.round.picker.isHidden()


def test_the_menu_has_a_picker_for_each_dimension_and_no_more(window, claims):
    claims(1)
    visible = [n for n in range(1, 10) if action(window, f"claim.pick-{n}").isVisible()]
    assert visible == [1, 2, 3, 4]
    assert action(window, "claim.pick-2").text() == "Actors\t2"
    window.commands.run("claim.pick-9")
    assert window.coding.round.picker.isHidden()


def test_without_a_claim_only_marking_and_walking_are_possible(window):
    assert action(window, "claim.add").isEnabled()
    assert action(window, "go.sentence").isEnabled()
    for name in ("claim.comment", "claim.flag", "claim.delete", "claim.pick-1"):
        assert not action(window, name).isEnabled()


def test_where_nothing_can_be_written_marking_says_why(window):
    path = window.session.project.path
    window.session.close_project()
    window.session.open_read_only(path)
    window.commands.run("claim.add")
    assert "It was opened for reading only" in window.banner.text
    assert window.session.project.claims.count() == 0
    assert not action(window, "go.done").isEnabled()


def test_flagging_is_one_step_and_asks_for_the_question(window, claims):
    (claim,) = claims(1)
    window.commands.run("claim.flag")
    window.commands.run("claim.flag")
    assert window.session.project.claims.get(claim.id).check_state is CheckState.FLAGGED
    window.session.undo()
    assert window.session.project.claims.get(claim.id).check_state is CheckState.OPEN


def test_done_goes_on_to_the_next_new_article_also_in_a_filtered_list(window):
    first = window.reading.article_id
    window.articles.status_box.setCurrentText("New")
    window.commands.run("go.done")
    second = window.reading.article_id
    assert second != first
    articles = window.session.project.articles
    assert [articles.get(i).status for i in (first, second)] == [Status.DONE, Status.NEW]


def test_done_says_where_no_new_article_is_left(window):
    window.commands.run("go.done")
    last = window.reading.article_id
    assert window.toast.text == "", "there was another one to go to"
    window.commands.run("go.done")
    assert window.toast.text == "No new article left"
    assert window.reading.article_id == last
    assert window.session.project.articles.get(last).status is Status.DONE


def test_done_does_not_call_all_done_where_the_filter_hides_new_articles(window):
    first = window.session.project.articles.get(window.reading.article_id)
    window.articles.filter_field.setText(first.headline)
    QTest.keyClick(window.articles.filter_field, Qt.Key.Key_Return)
    window.commands.run("go.done")
    assert window.toast.text == "No new article left in the filtered list; it hides 1"
    assert window.reading.article_id == first.id


def test_the_picker_follows_the_theme(window, claims, use_theme):
    from app.theme import Theme

    claims(1)
    window.coding.open_picker(0)
    before = window.settings.appearance
    window.commands.run("view.appearance")
    assert window.theme.is_dark
    assert window.coding.round.picker.theme == Theme.dark()
    colours = window.coding.round.picker.grab().toImage()
    assert colours.pixelColor(4, colours.height() // 2) == Theme.dark().raised
    window.settings.appearance = before
    window.coding.round.end()


def test_ctrl_z_while_a_picker_is_open_undoes_the_last_pick(window, claims):
    (claim,) = claims(1)
    window.coding.round.start(claim.id, window.reading.popup_place())
    field = window.coding.round.picker.field
    QTest.keyClick(field, Qt.Key.Key_1)
    assert len(names(window, claim)) == 1
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert names(window, claim) == []
    assert window.coding.round.picker.isVisible()
    window.coding.round.end()
