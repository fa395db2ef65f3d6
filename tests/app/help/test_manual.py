"""The manual's window: it loads nothing from elsewhere, finds words, and goes back and forth."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from window_checks import bring_up

from app.help import keys_page, pages, shipped
from app.help.manual import ManualWindow
from app.help.pages import Page, anchor_of, found, load
from app.settings import Settings
from app.theme import Theme

IMAGE = QTextDocument.ResourceType.ImageResource.value


@pytest.fixture
def manual(qtbot):
    made = ManualWindow(shipped.manual(), str, Settings())
    qtbot.addWidget(made)
    bring_up(qtbot, made)
    return made


def where(manual):
    item = manual.tree.currentItem()
    return item.data(0, Qt.ItemDataRole.UserRole)


@pytest.mark.parametrize(
    "name", ["http://press.example/x.png", "file:///etc/hostname", "../../README.md", "/etc/passwd"]
)
def test_pictures_from_elsewhere_are_not_loaded(manual, name):
    assert manual.browser.loadResource(IMAGE, QUrl(name)).isNull()


def test_its_own_pictures_are_and_fit_the_column(manual):
    image = manual.browser.loadResource(IMAGE, QUrl("pictures/reading.png"))
    assert 300 < image.deviceIndependentSize().width() <= 720


def test_links_go_from_page_to_page_and_back(manual):
    manual.browser.asked.emit("first-hour.md#mark-and-tag-a-claim")
    assert where(manual) == ("first-hour", "mark-and-tag-a-claim")
    assert manual.browser.verticalScrollBar().value() > 0
    assert manual.windowTitle() == "The first hour – Manual"
    manual.follow("#open-the-sample")
    manual.back()
    assert where(manual) == ("first-hour", "mark-and-tag-a-claim")
    manual.back()
    assert where(manual) == ("index", "")
    manual.forward()
    assert where(manual) == ("first-hour", "mark-and-tag-a-claim")


@pytest.mark.parametrize("target", ["https://press.example/", "file:///etc/passwd", "gone.md", "javascript:alert(1)"])
def test_links_out_of_the_manual_lead_nowhere(manual, target):
    manual.follow(target)
    assert where(manual) == ("index", "")


def test_searching_lists_the_places_and_marks_the_words(manual):
    QTest.keyClicks(manual.field, "krippendorff")
    assert [manual.tree.topLevelItem(n).text(0) for n in range(manual.tree.topLevelItemCount())] == [
        "Sharing and merging copies"
    ]
    assert manual.said.text() == "1 place on 1 page"
    QTest.keyClick(manual.field, Qt.Key.Key_Return)
    assert where(manual) == ("sharing", "coding-twice")
    marked = [one.cursor.selectedText() for one in manual.browser.extraSelections()]
    assert marked == ["Krippendorff"]
    assert manual.browser.hasFocus()


def test_nothing_found_is_said_and_the_contents_stay(manual):
    QTest.keyClicks(manual.field, "xylophone")
    assert manual.said.text() == "Nothing found"
    assert manual.tree.topLevelItemCount() == len(manual.pages)
    QTest.keyClick(manual.field, Qt.Key.Key_Escape)
    assert (manual.field.text(), manual.said.text(), manual.isVisible()) == ("", "", True)


def test_it_follows_the_theme_and_keeps_its_place(manual, use_theme):
    manual.show_page("importing", "triage")
    before = manual.browser.verticalScrollBar().value()
    use_theme(Theme.dark())
    block = manual.browser.document().findBlockByNumber(1)
    assert block.text()
    assert abs(manual.browser.verticalScrollBar().value() - before) < 40


def test_the_keys_are_those_that_work_now(window, pages):
    window.commands.rebind("go.sentence", "", "U")
    page = keys_page.filled((shipped.manual() / "keys.md").read_text(encoding="utf-8"), window.commands)
    assert "| Next sentence | U |" in page
    for command in window.commands:
        if command.shown() and command.keys:
            assert command.listed.replace("*", "") in page


def test_an_open_page_is_renewed_once_where_one_is_in_it(qtbot, monkeypatch, tmp_path):
    said = {"keys": "Ctrl+1"}
    (tmp_path / "index.md").write_text("# A\n\n[b](b.md)\n", encoding="utf-8")
    (tmp_path / "b.md").write_text("# B\n\n" + "line\n\n" * 200 + "next by KEYS\n", encoding="utf-8")
    made = ManualWindow(tmp_path, lambda text: text.replace("KEYS", said["keys"]), Settings())
    qtbot.addWidget(made)
    bring_up(qtbot, made)
    made.show_page("b")
    QTest.keyClicks(made.field, "next")
    bar = made.browser.verticalScrollBar()
    bar.setValue(bar.maximum())
    set_ = made.browser._set
    monkeypatch.setattr(made.browser, "_set", lambda: said.setdefault("set", []).append(1) or set_())
    said["keys"] = "Ctrl+2"
    made.renew()
    made.renew()
    qtbot.waitUntil(lambda: "next by Ctrl+2" in made.browser.toPlainText())
    assert bar.value() == bar.maximum() > 0
    assert said["set"] == [1]
    assert [one.cursor.selectedText() for one in made.browser.extraSelections()] == ["next"]
    (tmp_path / "b.md").unlink()
    made._renew()
    assert "next by Ctrl+2" in made.browser.toPlainText(), "what was read stays"


def test_what_marks_something_in_markdown_is_kept_as_it_is(qtbot):
    text = keys_page._table("x", [("a|b *c* [d](e) <f> `g` \\", "_h_")])
    document = QTextDocument()
    document.setMarkdown(text)
    assert "a|b *c* [d](e) <f> `g` \\" in document.toPlainText()
    assert "_h_" in document.toPlainText()


def test_sections_know_their_anchors_and_code_is_no_heading():
    page = Page(
        "a", "# One & two\n\ntext *x*\n\n## Déjà vu (again)\n```\n# no heading\n```\n| a | [b](c.md) |\n|---|---|\n"
    )
    assert [(s.level, s.title, s.anchor, s.text) for s in page.sections] == [
        (1, "One & two", "one--two", "text x"),
        (2, "Déjà vu (again)", "déjà-vu-again", "# no heading a b"),
    ]
    assert anchor_of("Keys, all") == "keys-all"


def test_words_are_found_in_any_order_without_accents_and_not_in_the_contents():
    pages = [Page("index", "# Contents\n\ndeja"), Page("a", "# A\n\n## Déjà\n\nvu here\n\n## Else\n\nnone")]
    assert {name: [s.title for s in hits] for name, hits in found(pages, "HERE deja").items()} == {"a": ["Déjà"]}
    assert found(pages, "  ") == {}


def test_a_page_that_is_missing_is_an_error(tmp_path):
    Path(tmp_path / "index.md").write_text("# A\n\n[b](b.md)\n", encoding="utf-8")
    with pytest.raises(OSError, match=r"b\.md"):
        load(tmp_path)


def test_a_page_is_taken_apart_once_however_often_it_is_searched(monkeypatch) -> None:
    taken = []
    plain = pages._sections
    monkeypatch.setattr(pages, "_sections", lambda text: taken.append(text) or plain(text))
    page = Page("keys", "# Keys\n\nEnter.\n\n## In a picker\n\nTab.")
    assert [section.title for section in found([page], "keys tab")["keys"]] == ["In a picker"]
    assert found([page], "keys space") == {}
    assert len(taken) == 1
