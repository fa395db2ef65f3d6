"""How far two coders agree: figures, the tags that stand against each other, from there into the passages."""

import csv

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from double_coded import write_double_coded
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from app.workspaces.agreement.settle_reading import Found

ENTER = Qt.Key.Key_Return


@pytest.fixture
def page(desk, tmp_path, qtbot):
    """The workspace on a project that two coded."""
    window = desk.start(write_double_coded(tmp_path / "Two.pressmark"))
    window.workspaces.show("agreement")
    made = window.workspaces["agreement"]
    qtbot.waitUntil(lambda: made.measured is not None)
    return made


def rows(table):
    columns = range(table.listed.columnCount())
    return [[table.listed.index(n, c).data() for c in columns] for n in range(table.listed.rowCount())]


def test_figures_stand_by_dimension_and_the_keyboard_is_in_them(page) -> None:
    found = {row[0]: row for row in rows(page.figures.table)}
    assert list(found) == ["Framing", "Actors", "Strategy pillar", "Sentiment toward the West", "Passages"]
    assert found["Sentiment toward the West"][1] == "1.00"
    assert found["Sentiment toward the West"][3] == "reliable"
    assert found["Framing"][5:7] == ["89 %", "18"]
    assert found["Actors"][1] == "–"
    assert found["Passages"][6:] == ["21", "18 of 21 marked by all"]
    assert page.figures.table.hasFocus()
    assert (
        page.figures.about.text() == "Anna Lindqvist and Boris Meyer: 6 articles that two of them coded, with 21 claims"
    )
    assert rows(page.figures.used)[0][0] in found["Framing"][7]


def test_who_went_on_while_figures_are_worked_out_keeps_the_keyboard(desk, tmp_path, qtbot) -> None:
    window = desk.start(write_double_coded(tmp_path / "Two.pressmark"))
    window.workspaces.show("agreement")
    page = window.workspaces["agreement"]
    assert page.choice.scope_box.hasFocus()
    page.tabs.tabBar().setFocus()
    qtbot.waitUntil(lambda: page.measured is not None)
    assert page.tabs.tabBar().hasFocus() or page.export_button.hasFocus()
    assert not page.figures.table.hasFocus()


def test_from_tags_against_each_other_to_their_passages_and_back(page, qtbot) -> None:
    (pair,) = rows(page.figures.pairs)
    assert pair[0] == "Framing"
    assert pair[3] == "2"
    page.figures.pairs.setFocus()
    page.figures.pairs.selectRow(0)
    qtbot.keyClick(page.figures.pairs, ENTER)
    assert page.tabs.currentWidget() is page.disagreements
    qtbot.waitUntil(lambda: len(page.disagreements.listed) == 2)
    assert {each.dimension_id for each in page.disagreements.listed} == {page.measured.agreement.pairs[0].dimension_id}


def test_tags_against_each_other_are_asked_for_before_the_differences_are_read(page, qtbot) -> None:
    area = page.disagreements
    qtbot.waitUntil(lambda: len(area.listed) > 2)
    whole, area._found = area._found, Found()  # as it is while they are still read
    page.figures.pairs.setFocus()
    page.figures.pairs.selectRow(0)
    qtbot.keyClick(page.figures.pairs, ENTER)
    assert page.tabs.currentWidget() is area
    assert not area.pair_button.isVisible()
    area._take(whole)
    assert len(area.listed) == 2
    assert area.pair_button.isVisible()
    assert area.pair_button.text().startswith("Only ")


def test_a_correction_changes_the_figures_and_undo_brings_them_back(page, qtbot) -> None:
    window, before = page._window, page.measured
    assert [pair.found for pair in before.agreement.pairs]
    disagreement = before.agreement.pairs[0].found[0]
    (anna, said), (boris, other) = disagreement.answers
    claim = disagreement.unit.claim_of(boris).id

    def agree(project):
        project.coder_id = boris
        project.claims.untag(claim, next(iter(other))[0])
        project.claims.tag(claim, next(iter(said))[0])
        project.coder_id = anna

    window.session.run("Agree", agree)
    qtbot.waitUntil(lambda: page.measured is not before)
    assert len(page.measured.agreement.pairs[0].found) == 1
    after = page.measured
    window.commands.run("edit.undo")
    qtbot.waitUntil(lambda: page.measured is not after)
    assert len(page.measured.agreement.pairs[0].found) == 2


def test_it_is_said_what_a_scale_leaves_out_where_its_figure_stands(page, qtbot) -> None:
    assert "off it" not in page.figures.note.text()
    window, codebook = page._window, page.measured.codebook
    places = codebook.tags_of(codebook.by_key("sentiment").id)
    off = next(tag.id for tag in places if tag.value is None and not tag.is_none)
    claim = page.measured.agreement.units[0].claims[0].id
    window.session.run("Tag", lambda p: p.claims.tag(claim, off))
    qtbot.waitUntil(
        lambda: "without 1 answer off it; of all answers, alike or not, it is 0.9" in page.figures.note.text()
    )
    assert not page.figures.note.isHidden()


def test_settling_works_out_no_figures_anew_as_coders_said_what_they_said(page, qtbot) -> None:
    window, part, before = page._window, page.disagreements, page.measured
    page.tabs.setCurrentWidget(part)
    qtbot.waitUntil(lambda: part.current is not None and part.sheet.boxes != [])
    left = part.left
    part.list.setFocus()
    qtbot.keyClick(part.list, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: part.left == left - 1)
    assert not page._stale
    assert not page._pause.isActive()
    assert page.measured is before
    window.commands.run("edit.undo")
    qtbot.waitUntil(lambda: part.left == left)


def test_a_period_narrows_what_is_compared_and_an_empty_one_offers_all(page, qtbot) -> None:
    box = page.choice.scope_box
    box.setCurrentIndex(box.count() - 1)
    box.activated.emit(box.count() - 1)
    qtbot.keyClicks(page.choice.since_field, "2026-03-05")
    qtbot.waitUntil(lambda: page.measured.agreement.articles == 2)
    qtbot.keyClicks(page.choice.until_field, "2026-03-04")
    qtbot.waitUntil(lambda: page.measured.agreement.is_empty)
    empty = page._pages.currentWidget()
    assert empty is not page.tabs
    qtbot.keyClick(empty.focusProxy(), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.measured.agreement.articles == 6)
    assert page._pages.currentWidget() is page.tabs


def test_figures_are_copied_and_exported(page, tmp_path, monkeypatch) -> None:
    window, path = page._window, tmp_path / "figures.csv"
    window.commands.run("agreement.copy")
    copied = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert copied[0][:3] == ["Dimension", "α", "95 % interval"]
    assert len(copied) == 6
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *_, **__: (str(path), ""))
    window.commands.run("agreement.export")
    with path.open(encoding="utf-8-sig", newline="") as file:
        written = {row["dimension"]: row for row in csv.DictReader(file)}
    assert float(written["Sentiment toward the West"]["alpha"]) == 1
    assert written["Framing"]["units"] == "18"
    assert window.toast.text.startswith("Exported the figures")


def test_with_one_coder_it_says_what_to_do(desk, tmp_path, qtbot) -> None:
    from annotations.importers.draft import Draft
    from annotations.project import Project
    from annotations.spans import Span

    path = tmp_path / "One.pressmark"
    with Project.create(path, coder=("Anna Lindqvist", "AL")) as project:
        article = project.step("Import", lambda p: p.articles.add(Draft("The minister spoke."))).value
        project.step("Claim", lambda p: p.claims.add(article, Span(0, 12)))
    window = desk.start(path)
    window.workspaces.show("agreement")
    page = window.workspaces["agreement"]
    qtbot.waitUntil(lambda: page.measured is not None)
    assert page.nobody.isVisible()
    assert page.nobody.focusProxy().text() == "Draw a sample for double coding…"
    assert page.nobody.focusProxy().hasFocus()
    assert not page.tabs.isVisible()
    assert not window.commands.action("agreement.export").isEnabled()


def test_who_codes_second_is_led_to_the_next_article_and_not_to_a_sample(desk, tmp_path, qtbot) -> None:
    from annotations.articles import Status
    from annotations.importers.draft import Draft
    from annotations.project import Project
    from annotations.sampling import Amount, Scope, Sees
    from annotations.spans import Span

    path = tmp_path / "Second.pressmark"
    with Project.create(path, coder=("Ben Okoro", "BO")) as project:
        article = project.step("Import", lambda p: p.articles.add(Draft("The minister spoke."))).value
        project.step("Claim", lambda p: p.claims.add(article, Span(0, 12)))
        project.step("Done", lambda p: p.articles.update([article], status=Status.DONE))
        anna = project.step("Coder", lambda p: p.coders.ensure("Anna Lindqvist", "AL")).value
        project.step("Draw", lambda p: p.second_codings.draw(anna, Amount(share=1), Scope(), Sees.PASSAGES))
    window = desk.start(path)
    window.workspaces.show("agreement")
    page = window.workspaces["agreement"]
    qtbot.waitUntil(lambda: page.measured is not None)
    assert page.second.isVisible()
    assert not page.nobody.isVisible()
    button = page.second.focusProxy()
    assert (button.text(), button.hasFocus()) == ("Next article to code second", True)
    button.click()
    qtbot.waitUntil(lambda: window.reading.article_id == article)


def test_a_click_on_the_tab_of_disagreements_puts_the_keyboard_where_its_keys_decide(page) -> None:
    bar = page.tabs.tabBar()
    place = page.areas.index(page.disagreements)
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(place).center())
    assert page.disagreements.list.hasFocus()
    bar.setFocus()
    QTest.keyClick(bar, Qt.Key.Key_Left)
    assert bar.hasFocus()
