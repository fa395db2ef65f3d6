"""A long text is laid out portion by portion, to its end, and again when it gets another width."""

import pytest

from app.reader.laying_out import PORTION, SteadyLayout


@pytest.fixture
def portions(monkeypatch) -> list[int]:
    """How many characters each turn of the timer laid out, in thousands."""
    seen: list[int] = []
    before = SteadyLayout.eventFilter

    def watch(self, watched, event) -> bool:
        start = laid_out(self._document)
        taken = before(self, watched, event)
        if taken:
            seen.append(laid_out(self._document) - start)
        return taken

    monkeypatch.setattr(SteadyLayout, "eventFilter", watch)
    return seen


def laid_out(document) -> int:
    """Where the first paragraph begins that has no lines yet."""
    block = document.begin()
    while block.isValid() and block.layout().lineCount():
        block = block.next()
    return block.position() if block.isValid() else document.characterCount()


def test_no_turn_lays_out_much_more_than_a_portion_and_the_end_is_reached(desk, portions) -> None:
    text = "\n".join(f"Paragraph {n} says that the bank had trained its own model." for n in range(6_000))
    desk.show(text)
    document = desk.reader.document()
    desk.bot.waitUntil(lambda: document.lastBlock().layout().lineCount() > 0, timeout=20_000)
    assert max(portions) <= 2 * PORTION
    assert len(portions) >= len(text) // PORTION - 2
    last = desk.span("Paragraph 5999 says")
    desk.reader.go_to(last.start)
    assert desk.sentence.startswith("Paragraph 5999")


def test_another_width_begins_again_and_ends_again(desk) -> None:
    text = "\n".join(f"Paragraph {n} says that the bank had trained its own model." for n in range(3_000))
    desk.show(text)
    document = desk.reader.document()
    desk.bot.waitUntil(lambda: document.lastBlock().layout().lineCount() > 0, timeout=20_000)
    height = document.size().height()
    desk.reader.set_measure(30)
    desk.bot.waitUntil(lambda: document.size().height() > height * 1.3, timeout=20_000)
    desk.bot.waitUntil(lambda: desk.reader.verticalScrollBar().maximum() > height * 1.3, timeout=20_000)
