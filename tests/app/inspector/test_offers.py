"""The line of suggestions in the inspector."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotations.claims import Origin
from annotations.language.offers import Offer


@pytest.fixture
def offered(bench: Any) -> Any:
    """`offered(framing=["a tag's name", …])` has these offered."""
    from annotations.codebook import Kind

    offers, said = bench.panel._offers, {}
    for kind in Kind:
        offers.use(kind, lambda _claim, dimension: said.get(dimension.key, []))

    def offer(*, weak: bool = False, **by_key: list[str]) -> None:
        said.clear()
        codebook = bench.session.codebook
        for key, names in by_key.items():
            tags = [codebook.find(codebook.by_key(key).id, name) for name in names]
            said[key] = [Offer(tag.id, tag.name, 0.6, "like claim 2", weak=weak) for tag in tags]
        offers.tell()

    return offer


def words(bench: Any, dimension: str) -> list[str]:
    return [chip.words for chip in bench.row(dimension).offer_chips]


FIRST, SECOND = "Western monopoly as threat", "Technological independence"


def test_what_is_offered_stands_below_until_the_dimension_is_coded(bench: Any, offered: Any) -> None:
    bench.show()
    offered(framing=[FIRST, SECOND])
    assert words(bench, "framing") == [FIRST, SECOND]
    assert words(bench, "pillar") == []
    QTest.mouseClick(bench.row("framing").offer_chips[0], Qt.MouseButton.LeftButton)
    (tagging,) = bench.claims()[0].taggings
    assert (bench.session.codebook.tag(tagging.tag_id).name, tagging.origin) == (FIRST, Origin.ACCEPTED)
    assert words(bench, "framing") == []
    bench.session.undo()
    bench.show()
    assert words(bench, "framing") == [FIRST, SECOND]


def test_enter_accepts_and_the_keyboard_stays_in_the_form(bench: Any, offered: Any) -> None:
    bench.show()
    offered(framing=[FIRST])
    (chip,) = bench.row("framing").offer_chips
    chip.setFocus()
    assert chip in bench.row("framing").stops()
    QTest.keyClick(chip, Qt.Key.Key_Return)
    assert len(bench.claims()[0].taggings) == 1
    assert bench.panel.isAncestorOf(bench.panel.window().focusWidget())
    assert bench.row("framing").add_button.hasFocus()


def test_of_a_scale_the_uncertain_value_is_offered_and_nothing_is_filled_in(bench: Any, offered: Any) -> None:
    bench.show()
    offered(sentiment=["Critical"], weak=True)
    (chip,) = bench.row("sentiment").offer_chips
    assert chip.words == "−1"
    assert "uncertain" in chip.accessibleDescription()
    assert not any(button.isChecked() for button in bench.row("sentiment").buttons)
    assert bench.claims()[0].taggings == ()


def test_without_a_claim_nothing_is_asked(bench: Any, offered: Any) -> None:
    bench.show(None)
    offered(framing=[FIRST])
    assert all(not row.offer_chips for row in bench.panel.rows)


def test_a_reason_that_has_no_room_beside_the_words_stands_below_them(bench: Any, offered: Any) -> None:
    bench.show()
    bench.panel.resize(700, 700)
    bench.panel.show()
    offered(framing=[FIRST])
    (chip,) = bench.row("framing").offer_chips
    QTest.qWait(1)
    wide, single = chip.sizeHint().width(), chip.height()
    assert chip.width() >= wide
    bench.panel.resize(260, 700)
    QTest.qWait(1)
    assert chip.width() < wide
    assert chip.height() == chip.heightForWidth(chip.width()) > single
    bench.panel.resize(700, 700)
    QTest.qWait(1)
    assert chip.height() == single
