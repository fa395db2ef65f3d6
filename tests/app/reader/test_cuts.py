"""What was cut from the text is greyed and struck out, stays where it is, and hides the claims under it."""

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QColor, QImage

from annotations.spans import Span
from app.colour import contrast, mixed
from app.reader.cuts import joined
from app.theme import Theme

TEXT = "One sentence that stays. Read also our other offers. Another one that stays as it is."


def picture(desk) -> QImage:
    return desk.paper.grab().toImage()


def dark_pixels(image: QImage, start: QPoint, end: QPoint) -> int:
    """Pixels nearly as dark as the ink between two points of one line."""
    return sum(
        image.pixelColor(x, y).lightness() < 60
        for x in range(start.x(), end.x())
        for y in range(start.y() - 12, start.y() + 12)
    )


def test_cut_words_are_greyed_and_the_others_are_not(desk) -> None:
    desk.show(TEXT)
    kept, cut = desk.span("that stays"), desk.span("our other")
    before = picture(desk)
    desk.reader.set_cuts([desk.span("Read also our other offers.")])
    after = picture(desk)
    places = desk.point(cut.start), desk.point(cut.end)
    assert dark_pixels(before, *places) > 20
    assert dark_pixels(after, *places) == 0
    stays = desk.point(kept.start), desk.point(kept.end)
    assert dark_pixels(after, *stays) == dark_pixels(before, *stays) > 20


def test_cut_words_are_struck_out_so_that_grey_alone_does_not_say_it(desk) -> None:
    desk.show(TEXT)
    span = desk.span("our other")
    desk.reader.set_cuts([span])
    image = picture(desk)
    start, end = desk.point(span.start), desk.point(span.end)
    quiet = Theme.light().quiet
    rows = [
        y
        for y in range(start.y() - 12, start.y() + 12)
        if all(image.pixelColor(x, y) == quiet for x in range(start.x() + 1, end.x() - 1))
    ]
    assert len(rows) == 1


@pytest.mark.parametrize("theme", [Theme.light(), Theme.dark()], ids=["light", "dark"])
def test_cut_words_can_still_be_read(theme: Theme) -> None:
    veil = QColor(theme.veil)
    share = veil.alphaF()
    veil.setAlphaF(1)
    assert contrast(mixed(theme.ink, veil, share), theme.paper) >= 4.5


def test_no_claim_is_found_on_cut_words(desk) -> None:
    desk.show(TEXT)
    desk.reader.set_marks([desk.mark(1, "stays. Read also our other offers. Another")])
    inside, outside = QPointF(desk.over("other offers")), QPointF(desk.over("Another"))
    assert desk.reader.claims_at(inside) == [1]
    desk.reader.set_cuts([desk.span("Read also our other offers.")])
    assert desk.reader.claims_at(inside) == []
    assert desk.reader.claims_at(outside) == [1]
    desk.click(desk.over("other offers"))
    assert desk.heard == []


def test_cuts_are_replaced_and_gone_with_the_article(desk) -> None:
    desk.show(TEXT)
    plain = picture(desk)
    desk.reader.set_cuts([desk.span("Read also our other offers.")])
    assert picture(desk) != plain
    desk.reader.set_cuts([])
    assert picture(desk) == plain
    desk.reader.set_cuts([Span(0, 5)])
    desk.show(TEXT)
    assert picture(desk) == plain


def test_a_cut_over_paragraphs_and_behind_emoji_covers_its_words_only(desk, prose: str) -> None:
    text = "😀😀 " + prose
    desk.show(text)
    span = Span(desk.span("Sentence 2 says").start, desk.span("Sentence 5 says").start - 1)
    desk.reader.set_marks([desk.mark(1, text)])
    desk.reader.set_cuts([span])
    for words, expected in (("Sentence 1 ", [1]), ("Sentence 2 ", []), ("Sentence 4 ", []), ("Sentence 5 ", [1])):
        assert desk.reader.claims_at(QPointF(desk.over(words.strip() + " says"))) == expected, words


def test_cuts_stay_when_the_size_and_the_colours_change(desk) -> None:
    desk.show(TEXT)
    desk.reader.set_marks([desk.mark(1, TEXT)])
    desk.reader.set_cuts([desk.span("our other")])
    desk.reader.set_reading_size(24)
    desk.reader.set_theme(Theme.dark())
    assert desk.reader.claims_at(QPointF(desk.over("other"))) == []


def test_stretches_that_overlap_or_touch_are_one() -> None:
    assert joined([(8, 12), (0, 5), (5, 6), (20, 30), (22, 24), (3, 3)]) == [(0, 6), (8, 12), (20, 30)]
