"""The form of a brief: every edit is stored as it is made, and taken back by undo."""

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotations.brief.presets import FULL, TWO_PAGE
from annotations.brief.spec import Finding, Part
from app.dialogs.brief_choice import BriefChoiceDialog
from app.workspaces.brief.choices import MARKS
from app.workspaces.brief.findings import CHART_NAMES

LEFT, ALT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.AltModifier


def words_of(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def pick(box, text) -> None:
    """Choose an item of a box, as its list does."""
    box.setCurrentIndex(box.findText(text))
    box.activated.emit(box.currentIndex())


def test_the_bottom_line_is_told_at_once_and_stored_when_it_is_left(bench) -> None:
    section = bench.section("Bottom line")
    section.line.selectAll()
    QTest.keyClicks(section.line, "Nobody knows C2, nor C77.")
    assert bench.page.draft.spec.bottom_line == "Nobody knows C2, nor C77."
    assert bench.spec.bottom_line == "Sold (C1)."
    assert section.words.text() == "5 of 30 words"
    assert section.line.refusal.text() == "There is no claim C77."
    section.flush()
    assert bench.spec.bottom_line == "Nobody knows C2, nor C77."
    bench.undo()
    assert bench.spec.bottom_line == section.line.toPlainText() == "Sold (C1)."
    assert section.line.refusal.isHidden()


def test_words_beyond_thirty_are_told(bench) -> None:
    section = bench.section("Bottom line")
    section.line.setPlainText("word " * 33)
    assert section.words.text() == "33 of 30 words, 3 more than a reader takes in"


def test_rapid_edits_of_a_field_are_one_step(bench) -> None:
    section = bench.section("Masthead")
    field = section.texts.fields["title"]
    field.end(False)
    for letters in (" A", "B", "C"):
        QTest.keyClicks(field, letters)
        section.flush()
    assert bench.spec.title == "Harbour ABC"
    bench.undo()
    assert bench.spec.title == field.text() == "Harbour"


def test_a_blank_at_a_pause_is_not_taken_away(bench) -> None:
    section = bench.section("Bottom line")
    section.statement.setFocus()
    section.statement.setPlainText("It opens  ")
    section.flush()
    assert bench.spec.judgements[0].statement == "It opens"
    assert section.statement.toPlainText() == "It opens  "
    outlook = bench.section("Outlook")
    outlook.texts.fields["watch"].setPlainText("One\n\n  Two \n")
    outlook.flush()
    assert bench.spec.watch == ("One", "Two")
    assert outlook.texts.fields["watch"].toPlainText() == "One\n\n  Two \n"


def test_judgements_are_added_ordered_and_removed_each_as_a_step(bench) -> None:
    section = bench.section("Bottom line")
    QTest.mouseClick(section.items.add_button, LEFT)
    assert section.statement.hasFocus()
    QTest.keyClicks(section.statement, "Third.")
    QTest.keyClick(section.items.list, Qt.Key.Key_Up, ALT)
    assert [j.statement for j in bench.spec.judgements] == ["It opens in June.", "Third.", "It will fail."]
    assert section.items.row == 1
    QTest.keyClick(section.items.list, Qt.Key.Key_Delete)
    assert [j.statement for j in bench.spec.judgements] == ["It opens in June.", "It will fail."]
    assert section.statement.toPlainText() == "It will fail."
    for _ in range(4):
        bench.undo()
    assert [j.statement for j in bench.spec.judgements] == ["It opens in June.", "It will fail."]
    assert bench.session.undo_label == "Fill"


def test_what_was_typed_stays_with_its_judgement_when_another_is_chosen(bench) -> None:
    section = bench.section("Bottom line")
    section.texts.fields["reason"].setPlainText("One outlet.")
    section.items.list.setCurrentRow(1)
    assert section.texts.fields["reason"].toPlainText() == ""
    assert [j.reason for j in bench.spec.judgements] == ["One outlet.", ""]


def test_likelihood_and_references_of_a_judgement(bench) -> None:
    section = bench.section("Bottom line")
    pick(section.choices["likelihood"], "Very likely")
    refs = section.texts.fields["refs"]
    assert refs.text() == "C2"
    refs.setText("c1; 3 C9")
    assert refs.refusal.text() == "There is no claim C9."
    section.flush()
    uids = bench.project.claims.uids_by_number()
    judgement = bench.spec.judgements[0]
    assert (judgement.likelihood, judgement.refs) == ("very likely", (uids[1], uids[3]))
    assert refs.text() == "c1; 3 C9", "what was typed stays to be put right"
    section.items.list.setCurrentRow(1)
    section.items.list.setCurrentRow(0)
    assert refs.text() == "C1, C3"


def test_a_judgement_without_a_statement_is_told_not_to_be_printed(bench) -> None:
    section = bench.section("Bottom line")
    section.statement.clear()
    assert "not printed" in section.unstated.text()
    section.flush()
    bench.settle()
    assert "judgement-2" not in bench.page.preview.proof.places


def test_a_date_is_stored_once_it_can_be_read(bench) -> None:
    section = bench.section("Masthead")
    field = section.texts.fields["period_from"]
    QTest.keyClicks(field, "last week")
    section.flush()
    assert bench.spec.period_from == ""
    assert "cannot be read as a date" in section.refusals["period_from"].text()
    bench.page._read()
    assert field.text() == "last week", "it stays to be put right"
    field.setText("14 March 2026")
    section.flush()
    assert bench.spec.period_from == "2026-03-14"
    section.texts.fields["period_to"].setText("2026-03-02")
    assert "ends before it begins" in section.refusals["period_to"].text()


def test_parts_and_presets(bench) -> None:
    section = bench.section("Parts")
    assert section.preset.currentText() == FULL.name
    section.boxes[Part.CODEBOOK].click()
    assert Part.CODEBOOK not in bench.spec.parts
    assert section.preset.currentText() == f"{FULL.name}, changed"
    pick(section.preset, TWO_PAGE.name)
    assert TWO_PAGE.fits(bench.spec)
    assert section.limit.value() == bench.spec.page_limit == 2
    section.limit.setValue(3)
    assert bench.spec.page_limit == 3
    bench.undo()
    bench.undo()
    bench.undo()
    assert FULL.fits(bench.spec)
    assert section.boxes[Part.CODEBOOK].isChecked()


def test_findings_begin_with_a_dimension_that_has_none(bench) -> None:
    section = bench.section("Findings")
    assert section.empty.isVisible()
    QTest.mouseClick(section.items.add_button, LEFT)
    QTest.mouseClick(section.items.add_button, LEFT)
    uids = [dimension.uid for dimension in bench.session.codebook.dimensions]
    assert bench.spec.findings == (Finding(uids[0], "bars"), Finding(uids[1], "bars"))
    pick(section.chart, CHART_NAMES["timeline"])
    section.texts.fields["title"].setText("They differ.")
    section.texts.fields["quotes"].setText("C1")
    section.flush()
    claim = bench.project.claims.uids_by_number()[1]
    assert bench.spec.findings[1] == Finding(uids[1], "timeline", "They differ.", "", (claim,))
    assert section.items.list.item(1).text() == "2  They differ."


def test_proposed_findings_are_taken_to_be_edited(bench) -> None:
    section = bench.section("Findings")
    QTest.mouseClick(section.take_button, LEFT)
    bench.qtbot.waitUntil(lambda: len(bench.spec.findings) > 0)
    kinds = {dimension.uid: dimension.kind.value for dimension in bench.session.codebook.dimensions}
    assert [kinds[finding.dimension] for finding in bench.spec.findings] == [*kinds.values()]
    assert section.empty.isHidden()
    bench.settle()
    bench.qtbot.waitUntil(lambda: section.heading.placeholderText() != "States the finding; proposed, if left empty")
    assert section.heading.placeholderText() in words_of(bench.page.preview.proof.data)
    bench.undo()
    assert bench.spec.findings == ()


def test_the_chart_of_a_finding_is_shown_beside_its_choice(bench) -> None:
    section = bench.section("Findings")
    QTest.mouseClick(section.items.add_button, LEFT)
    assert not section.picture.isVisible(), "nothing is coded yet"
    claim, codebook = bench.project.claims.all()[0], bench.session.codebook
    tag = codebook.tags_of(codebook.dimensions[0].id)[0]
    bench.session.run("Tag", lambda p: p.claims.tag(claim.id, tag.id))
    bench.settle()
    bench.qtbot.waitUntil(section.picture.isVisible)
    assert tag.name in section.picture.accessibleDescription()
    bench.qtbot.waitUntil(lambda: section.picture.height() == section.picture.heightForWidth(section.picture.width()))
    pick(section.chart, CHART_NAMES[""])
    bench.qtbot.waitUntil(section.picture.isHidden)
    bench.page.draft.store("Findings", None, {"findings": (Finding("", "timeline"),)})
    assert section.items.list.item(0).text() == "1  Over time"


def test_the_proposed_title_follows_what_is_changed_while_another_section_is_shown(bench) -> None:
    section, dimension = bench.section("Findings"), bench.session.codebook.dimensions[1]
    QTest.mouseClick(section.items.add_button, LEFT)
    bench.section("Look")
    bench.page.draft.store("Findings", None, {"findings": (Finding(dimension.uid, "bars"),)})
    bench.settle()
    assert dimension.name not in section.heading.placeholderText()
    bench.section("Findings")
    bench.qtbot.waitUntil(lambda: dimension.name in section.heading.placeholderText())


def test_a_reference_to_a_claim_that_the_brief_leaves_out_is_told(bench) -> None:
    section = bench.section("Bottom line")
    refs = section.texts.fields["refs"]
    assert refs.refusal.text() == ""
    bench.page.draft.store("Filter", None, {"claim_filter": {"words": "grid"}})
    bench.settle()
    assert refs.refusal.text() == "Not printed, because the brief does not take them in: C2."


def test_claims_are_chosen_by_a_filter_and_counted(bench) -> None:
    section = bench.section("Content")
    bench.qtbot.waitUntil(lambda: section.counts.text() == "All 3 claims, in 2 articles")
    QTest.keyClicks(section.bar.words, "buyer")
    QTest.keyClick(section.bar.words, Qt.Key.Key_Return)
    assert bench.filter() == {"words": "buyer"}
    bench.qtbot.waitUntil(lambda: section.counts.text() == "1 of 3 claims, in 1 article")
    bench.settle()
    assert bench.page.preview.proof.page_of_claim(2)
    assert bench.page.preview.proof.page_of_claim(1) is None
    bench.undo()
    assert bench.filter() is None
    assert section.bar.words.text() == ""


def test_single_claims_are_left_out_by_keys_counted_and_taken_back(bench) -> None:
    section = bench.section("Content")
    assert section.take_all.isHidden()
    QTest.mouseClick(section.choose_button, LEFT)
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, BriefChoiceDialog) and w.isVisible())
    bench.qtbot.waitUntil(lambda: dialog.model.rowCount() == 2)
    dialog.view.setFocus()
    QTest.keyClick(dialog.view, Qt.Key.Key_Down)
    QTest.keyClick(dialog.view, Qt.Key.Key_Space)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    (left_out,) = bench.spec.without
    bench.qtbot.waitUntil(lambda: section.counts.text() == "2 of 3 claims, in 2 articles")
    assert section.chosen.text() == "Without 1 claim, left out one by one."
    bench.settle()
    number = next(number for number, uid in bench.page.draft.claims.items() if uid == left_out)
    assert bench.page.preview.proof.page_of_claim(number) is None
    QTest.mouseClick(section.take_all, LEFT)
    assert bench.spec.without == ()
    assert section.chosen.isHidden()
    bench.undo()
    assert bench.spec.without == (left_out,)


def test_how_articles_are_shown(bench) -> None:
    section = bench.section("Content")
    section.excerpts.click()
    pick(section.counting, "Once for each outlet that printed it")
    pick(section.names, "Not at all")
    pick(section.colour, bench.session.codebook.dimensions[1].name)
    spec = bench.spec
    assert (spec.full_text, spec.counting, spec.names) == (False, "outlets", "none")
    assert spec.colour_by == bench.session.codebook.dimensions[1].uid


def test_whether_agreement_is_told_is_asked_where_there_are_two_coders(bench) -> None:
    section = bench.section("Content")
    assert section.agreement.isHidden()
    bench.session.run("Add coder", lambda project: project.coders.ensure("Ivo Petrov", "IP"))
    bench.qtbot.waitUntil(lambda: not section.agreement.isHidden())
    assert section.agreement.isChecked()
    section.agreement.click()
    assert not bench.spec.agreement
    bench.undo()
    assert bench.spec.agreement
    assert section.agreement.isChecked()


def test_the_mark_may_be_chosen_or_typed(bench) -> None:
    section = bench.section("Look")
    pick(section.mark, MARKS[2])
    assert bench.spec.handling == "TLP:AMBER"
    section.mark.lineEdit().selectAll()
    QTest.keyClicks(section.mark.lineEdit(), "For the desk")
    assert bench.page.draft.spec.handling == "For the desk"
    QTest.keyClick(section.mark.lineEdit(), Qt.Key.Key_Return)
    assert bench.spec.handling == "For the desk"
    pick(section.paper, "Letter")
    bench.settle()
    assert round(bench.page.preview.proof.width) == 612


def test_a_mark_that_is_taken_back_stays_taken_back(bench) -> None:
    section = bench.section("Look")
    section.mark.setFocus()
    pick(section.mark, MARKS[2])
    bench.undo()
    assert section.mark.currentText() == bench.spec.handling == ""
    section.mark.lineEdit().editingFinished.emit()
    assert bench.spec.handling == ""


def test_the_brief_may_speak_another_language(bench) -> None:
    section = bench.section("Look")
    assert section.language.currentText() == "English"
    pick(section.language, "Русский")
    assert bench.spec.language == "ru"
    bench.settle()
    words = words_of(bench.page.preview.proof.data)
    assert "Оценки" in words
    assert "It opens in June." in words
    bench.undo()
    assert section.language.currentText() == "English"


@pytest.mark.parametrize("title", ["Parts", "Content", "Masthead", "Bottom line", "Findings", "Outlook", "Look"])
def test_a_project_for_reading_shows_everything_and_lets_nothing_be_changed(window, project_path, qtbot, title) -> None:
    assert window.session.open_read_only(project_path)
    window.workspaces.show("brief")
    page = window.workspaces["brief"]
    section = next(one for one in page.sections if one.title == title)
    section.set_writable(writable=page.draft.writable)
    assert not page.draft.writable
    assert all(field.isReadOnly() for field in section.texts.fields.values())
    assert "Nothing can be changed" in page.reason.text()


def test_the_look_of_the_organisation_is_chosen_in_a_dialog_and_undone(bench, qtbot) -> None:
    from annotations.brief.template import template_of
    from app.dialogs.brief_template import BriefTemplateDialog

    section = bench.section("Look")
    section.template.click()
    dialog = section.findChild(BriefTemplateDialog)
    QTest.keyClicks(dialog.texts["organisation"], "Media Unit")
    QTest.keyClicks(dialog.colour, "#7A1F3D")
    dialog.accept()
    assert bench.spec.organisation == "Media Unit"
    assert template_of(bench.spec.template).accent == "#7A1F3D"
    bench.session.undo()
    assert bench.spec.template == ""


def test_what_was_changed_elsewhere_is_offered_and_counted_when_the_section_is_shown(bench) -> None:
    section = bench.section("Content")
    bench.qtbot.waitUntil(lambda: section.counts.text() == "All 3 claims, in 2 articles")
    bench.window.workspaces.show("read")
    bench.session.run("Rename outlet", lambda p: p.outlets.update(p.outlets.all()[0].id, name="Courier"))
    bench.window.workspaces.show("brief")
    bench.qtbot.waitUntil(lambda: "Courier" in str(section.bar._choices))
