"""What a wire copy adds has a ground and a bar of its own, is told when one comes into it, and changes no text."""

from itertools import pairwise

import pytest
from PySide6.QtGui import QAccessible, QColor, QImage

from annotations.spans import Span
from app.colour import SHAPE_CONTRAST, contrast
from app.reader.additions import ground_of
from app.theme import Theme

SHARED, OWN = "The agency says that the port stays shut.", "Bakers told our reporter that they have flour."
TEXT = f"A headline\n{SHARED} {OWN} {SHARED}\nAnother paragraph."
THEMES = [Theme.light(), Theme.dark(), Theme.contrast(), Theme.contrast(dark=True)]


def columns_of(image: QImage, colour: QColor, row: int) -> list[int]:
    return [x for x in range(image.width()) if image.pixelColor(x, row) == colour]


def test_added_words_stand_on_a_ground_with_a_bar_beside_their_line(desk) -> None:
    desk.show(TEXT)
    desk.reader.go_to(0)
    theme, span = Theme.light(), desk.span(OWN)
    row = desk.point(span.start).y() + 9
    assert not columns_of(desk.paper.grab().toImage(), ground_of(theme), row)
    desk.reader.set_additions([span])
    image = desk.paper.grab().toImage()
    ground, bar = columns_of(image, ground_of(theme), row), columns_of(image, theme.ok, row)
    assert ground
    assert desk.point(span.start).x() - 2 <= min(ground)
    assert bar
    assert max(bar) < desk.point(desk.text.index(SHARED)).x()
    assert all(after - before == 1 for before, after in pairwise(bar)), "one bar"
    beside = columns_of(image, theme.ok, desk.point(0).y())
    assert beside == [], "the headline is the lead's too"
    assert desk.reader.text == TEXT


def test_nothing_is_painted_any_more_when_the_copy_stands_for_itself(desk) -> None:
    desk.show(TEXT)
    before = desk.paper.grab().toImage()
    desk.reader.set_additions([desk.span(OWN)])
    assert desk.paper.grab().toImage() != before
    desk.reader.set_additions([])
    assert desk.paper.grab().toImage() == before


def test_another_size_of_text_keeps_what_is_marked_and_another_article_does_not(desk) -> None:
    desk.show(TEXT)
    desk.reader.set_additions([desk.span(OWN)])
    ok = Theme.light().ok
    desk.reader.set_reading_size(24)
    desk.settle()
    assert columns_of(desk.paper.grab().toImage(), ok, desk.point(desk.span(OWN).start).y())
    desk.show(TEXT)
    assert not columns_of(desk.paper.grab().toImage(), ok, desk.point(desk.span(OWN).start).y())


def test_text_read_from_the_right_has_its_bar_at_the_right(desk) -> None:
    words = "قال الوزير إن الميناء سيبقى مغلقا طوال الأسبوع."
    desk.show(words, "ar")
    desk.reader.set_additions([Span(0, len(words))])
    image = desk.paper.grab().toImage()
    bar = columns_of(image, Theme.light().ok, desk.point(0).y())
    assert bar
    assert min(bar) > desk.point(0).x()


@pytest.mark.parametrize("theme", THEMES, ids=["light", "dark", "contrast", "contrast dark"])
def test_added_words_are_read_as_well_as_others_and_the_bar_is_seen(theme: Theme) -> None:
    assert contrast(theme.ink, ground_of(theme)) >= theme.text_contrast
    assert contrast(theme.ok, theme.paper) >= SHAPE_CONTRAST
    assert (ground_of(theme) == theme.paper) is theme.is_contrast


def test_coming_into_added_words_and_out_of_them_is_told_to_screen_readers(desk, monkeypatch) -> None:
    said = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: said.append(event.message()))
    desk.show(TEXT)
    desk.reader.set_additions([desk.span(OWN)])
    for _ in range(4):
        desk.reader.next_sentence()
    assert said == ["Added by this copy", "Not added by this copy"]
