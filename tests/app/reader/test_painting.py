"""What is really painted: fills under the words of a mark, bars in their lanes, words never covered."""

from collections.abc import Callable
from itertools import groupby

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage

from app.colour import luminance
from app.reader.marks import Look
from app.theme import TAG_COLOURS, Theme

TEXT = (
    "The headline\nThe bank has trained its own model for the state. It is open.\n"
    "Nothing here is marked, not even a word of it.\nThe end of it all, and of this article."
)
THEMES = [Theme.light(), Theme.dark()]


def picture(desk) -> QImage:
    """The text without the margin, the cursor out of the way and the current sentence not shown."""
    desk.reader.clearFocus()
    desk.reader._emphasis.sentence = None
    desk.paper.update()
    desk.settle()
    return desk.reader.grab().toImage()


def box(desk, words: str) -> QRect:
    """The rectangle of words on one line, in the picture, from the top of the letters to the base line."""
    span = desk.span(words)
    start, end = desk.point(span.start), desk.point(span.end)
    origin = desk.paper.mapTo(desk.reader, QPoint(0, 0))
    return QRect(start + origin - QPoint(0, 8), end + origin + QPoint(0, 4))


def share(image: QImage, area: QRect, colour: QColor) -> float:
    """How much of an area has exactly a colour, 0 to 1."""
    points = [(x, y) for x in range(area.left(), area.right() + 1) for y in range(area.top(), area.bottom() + 1)]
    return sum(image.pixelColor(x, y) == colour for x, y in points) / len(points)


def column(image: QImage, x: int, top: int, height: int) -> list[str]:
    """The colours met on the way down, each once."""
    return [name for name, _ in groupby(image.pixelColor(x, y).name() for y in range(top, top + height))]


def dark_points(image: QImage, area: QRect) -> set[tuple[int, int]]:
    """Where there is ink, in a light theme."""
    return {
        (x, y)
        for x in range(area.left(), area.right())
        for y in range(area.top(), area.bottom())
        if luminance(image.pixelColor(x, y)) < 0.06
    }


@pytest.mark.parametrize("theme", THEMES, ids=["light", "dark"])
@pytest.mark.parametrize("colour", ["blue", "orange", "#FF00FF", "-2"])
def test_the_fill_lies_under_the_words_of_the_mark_and_nowhere_else(
    desk, use_theme: Callable[[Theme], None], theme: Theme, colour: str
) -> None:
    use_theme(theme)
    desk.reader.set_theme(theme)
    desk.text = TEXT
    desk.show(TEXT, "en", desk.mark(1, "has trained its own", colour))
    image = picture(desk)
    fill = theme.tag_fill(colour)
    assert share(image, box(desk, "has trained its own"), fill) > 0.5
    for words in ("The bank", "for the state.", "Nothing here", "The end of it", "The headline"):
        assert share(image, box(desk, words), fill) == 0
        assert share(image, box(desk, words), theme.paper) > 0.5


def test_without_marks_nothing_is_coloured(desk) -> None:
    theme = Theme.light()
    desk.show(TEXT)
    image = picture(desk)
    seen = {image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(image.height())}
    assert not seen & {theme.tag_colour(key).name() for key in TAG_COLOURS}
    assert not seen & {theme.tag_fill(key).name() for key in TAG_COLOURS}


def test_the_bar_has_the_colour_and_the_width_of_the_mark(desk) -> None:
    desk.text = TEXT
    desk.show(TEXT, "en", desk.mark(1, "has trained its own", "pink"))
    image, words = picture(desk), box(desk, "has trained its own")
    below = words.adjusted(0, 0, 0, 12)
    bar = Theme.light().tag_colour("pink")
    rows = [
        y for y in range(words.bottom(), below.bottom()) if share(image, QRect(words.left() + 12, y, 40, 1), bar) == 1
    ]
    assert len(rows) == 2
    assert rows[1] == rows[0] + 1
    painted = [x for x in range(desk.margin.x()) if image.pixelColor(x, rows[0]) == bar]
    assert abs(painted[-1] - words.right()) <= 2
    assert painted[0] >= words.left() - 1


@pytest.mark.parametrize("count", [2, 3, 4])
def test_bars_of_overlapping_marks_lie_below_one_another(desk, count: int) -> None:
    passages = [
        "The bank has trained its own model for the state.",
        "has trained its own model",
        "trained its own",
        "its own",
    ]
    colours = ["blue", "orange", "green", "pink"]
    desk.text = TEXT
    desk.show(TEXT, "en", *(desk.mark(n + 1, passages[n], colours[n]) for n in range(count)))
    image, words = picture(desk), box(desk, "its own")
    x = words.right() - 3
    met = column(image, x, words.bottom(), 20)
    bars = [Theme.light().tag_colour(colour).name() for colour in colours[:count]]
    assert [name for name in met if name in bars] == bars
    for colour in bars:
        assert sum(image.pixelColor(x, y).name() == colour for y in range(words.bottom(), words.bottom() + 20)) == 2


@pytest.mark.parametrize("theme", THEMES, ids=["light", "dark"])
@pytest.mark.parametrize("size", [12, 17, 25])
@pytest.mark.parametrize("active", [None, 1])
def test_bars_of_one_colour_have_paper_between_them_also_where_they_hang_into_the_next_line(
    desk, use_theme: Callable[[Theme], None], theme: Theme, size: int, active: int | None
) -> None:
    use_theme(theme)
    desk.reader.set_theme(theme)
    desk.reader.set_reading_size(size)
    desk.text = TEXT.replace("It is open.", "It is open. " * 12)
    long = desk.text[: desk.text.index("Nothing")].partition("\n")[2].strip()
    words = [long, long[4:], long[9:], long[13:]]
    desk.show(desk.text, "en", *(desk.mark(n + 1, part, "blue") for n, part in enumerate(words)))
    desk.reader.set_active(active)
    image = picture(desk)
    shape = desk.reader._highlights.shape(desk.reader.document().findBlockByNumber(1))
    middle = shape.lines[4][0].center()
    origin = desk.paper.mapTo(desk.reader, QPoint(0, 0)).toPointF()
    origin += desk.reader.document().findBlockByNumber(1).layout().position()
    x, lowest = round(middle.x() + origin.x()), round(shape.lines[4][0].bottom() + origin.y())
    uppermost = round(shape.lines[1][0].top() + origin.y())
    bar = theme.tag_colour("blue").name()
    assert column(image, x, uppermost, lowest - uppermost) == [bar, *[theme.paper.name(), bar] * 3]


def test_marks_that_only_touch_share_a_lane(desk) -> None:
    desk.text = TEXT
    desk.show(TEXT, "en", desk.mark(1, "The bank has trained", "blue"), desk.mark(2, " its own model", "orange"))
    image = picture(desk)
    rows = {}
    for colour, words in (("blue", "trained"), ("orange", "model")):
        area = box(desk, words)
        bar = Theme.light().tag_colour(colour)
        rows[colour] = [
            y for y in range(area.bottom(), area.bottom() + 14) if image.pixelColor(area.center().x(), y) == bar
        ]
    assert rows["blue"] == rows["orange"] != []


def test_more_marks_than_lanes_are_counted_not_painted_over_each_other(desk) -> None:
    words = [
        "The bank has trained its own model for the state.",
        "has trained its own model for",
        "trained its own model",
        "its own model",
        "own model",
        "own",
    ]
    desk.text = TEXT
    desk.show(TEXT, "en", *(desk.mark(n + 1, w, "blue") for n, w in enumerate(words)))
    image = picture(desk)
    x, y = box(desk, "own").center().x(), box(desk, "own").bottom()
    bar = Theme.light().tag_colour("blue").name()
    assert column(image, x, y, 24).count(bar) <= 4
    shape = desk.reader._highlights.shape(desk.reader.document().findBlockByNumber(1))
    assert [label.text for label in shape.labels if label.text.startswith("+")] == ["+2"]
    assert len(desk.reader.claims_at(desk.over("own").toPointF())) == 6


@pytest.mark.parametrize("count", [1, 8])
def test_words_are_never_covered_by_marks(desk, count: int) -> None:
    long = TEXT.replace("It is open.", "It is open. " * 12)
    desk.show(long)
    plain = picture(desk)
    area = QRect(box(desk, "The bank").topLeft(), QPoint(desk.reader.width() - 360, box(desk, "The end").bottom() + 4))
    desk.show(long, "en", *(desk.mark(n + 1, f"{'It is open. ' * (10 - n)}".strip(), "blue") for n in range(count)))
    desk.reader.set_active(1)
    marked = picture(desk)
    ink = dark_points(plain, area)
    assert len(ink) > 500
    assert ink <= dark_points(marked, area)


def test_a_claim_that_is_not_coded_has_a_dashed_outline_and_no_fill(desk) -> None:
    desk.text = TEXT
    desk.show(TEXT, "en", desk.mark(1, "has trained its own", "", look=Look.OPEN))
    image, words = picture(desk), box(desk, "has trained its own")
    theme = Theme.light()
    assert share(image, words, theme.paper) > 0.5
    upper = range(words.top() - 6, words.top() + 8)
    dashes = max(
        sum(image.pixelColor(x, y) == theme.tag_colour("slate") for x in range(words.left(), words.right()))
        for y in upper
    )
    assert 0.35 * words.width() < dashes < 0.75 * words.width()


def test_a_mixed_claim_is_hatched_and_filled(desk) -> None:
    desk.text = TEXT
    desk.show(TEXT, "en", desk.mark(1, "has trained its own", "violet", look=Look.MIXED))
    image, words = picture(desk), box(desk, "has trained its own")
    assert 0.2 < share(image, words, Theme.light().tag_fill("violet")) < 0.8
    assert share(image, words, desk.reader._highlights._shaper.inks.hatch("violet")) > 0.05


def test_the_shorter_of_two_marks_lies_above(desk) -> None:
    desk.text = TEXT
    desk.show(TEXT, "en", desk.mark(1, "own", "green"), desk.mark(2, "has trained its own model", "orange"))
    image, theme = picture(desk), Theme.light()
    assert share(image, box(desk, "own"), theme.tag_fill("green", strong=True)) > 0.3
    assert share(image, box(desk, "trained"), theme.tag_fill("orange")) > 0.5


def test_the_active_claim_is_outlined_filled_deeper_and_joined_to_its_card(desk) -> None:
    desk.text = TEXT
    desk.show(TEXT, "en", desk.mark(1, "has trained its own", "pink"), desk.mark(2, "The end", "pink"))
    desk.reader.set_active(1)
    image, theme = picture(desk), Theme.light()
    words = box(desk, "has trained its own")
    assert share(image, words, theme.tag_fill("pink")) == 0
    around = words.adjusted(-4, -8, 4, 14)
    accent = [
        (x, y)
        for x in range(around.left(), around.right())
        for y in range(around.top(), around.bottom())
        if image.pixelColor(x, y) == theme.accent
    ]
    assert len(accent) > 2 * words.width()
    assert share(image, box(desk, "The end"), theme.tag_fill("pink")) > 0.5
    right_of_it = QRect(words.right() + 30, words.bottom() - 4, 250, 20)
    assert share(image, right_of_it, theme.accent) > 0


@pytest.mark.parametrize("hovered", [None, 2, 3])
@pytest.mark.parametrize("theme", THEMES, ids=["light", "dark"])
def test_the_active_claims_ground_is_never_lighter_where_another_overlaps_it(
    desk, use_theme: Callable[[Theme], None], theme: Theme, hovered: int | None
) -> None:
    use_theme(theme)
    desk.reader.set_theme(theme)
    desk.text = TEXT
    desk.show(
        TEXT,
        "en",
        *(desk.mark(1, "has trained its own model", "pink"), desk.mark(2, "its own", "pink")),
        desk.mark(3, "trained its own model for the state", "pink"),
    )
    desk.reader.set_active(1)
    desk.reader._hover(hovered)
    image, deep = picture(desk), desk.reader._highlights._shaper.inks.active("pink")
    for words in ("has", "trained", "its own", "model"):
        area = box(desk, words)
        lighter = (theme.tag_fill("pink"), theme.tag_fill("pink", strong=True), theme.paper)
        assert share(image, area, deep) > 0.4
        assert not any(share(image, area.adjusted(1, 0, -1, 0), colour) for colour in lighter)


def test_the_current_sentence_has_a_soft_ground_and_moves(desk) -> None:
    desk.show(TEXT)
    desk.reader.go_to(desk.span("Nothing here").start)
    desk.settle()
    image, theme = desk.reader.grab().toImage(), Theme.light()
    assert share(image, box(desk, "marked, not even"), theme.accent_soft) > 0.4
    desk.reader.next_sentence()
    desk.settle()
    image = desk.reader.grab().toImage()
    assert share(image, box(desk, "marked, not even"), theme.accent_soft) == 0
    assert share(image, box(desk, "of it all"), theme.accent_soft) > 0.4


def test_what_a_selection_by_keys_will_become_is_shown_before_it_is_marked(desk) -> None:
    desk.show(TEXT)
    desk.click(desk.point(desk.span("marked").start))
    desk.key(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier, 2)
    image = desk.reader.grab().toImage()
    assert share(image, box(desk, "ke"), Theme.light().paper) == 0
    assert share(image, box(desk, "even"), Theme.light().paper) > 0.4


def test_the_number_of_a_claim_stands_at_its_start(desk) -> None:
    desk.text = TEXT
    desk.show(TEXT, "en", desk.mark(117, "has trained its own", "blue"))
    shape = desk.reader._highlights.shape(desk.reader.document().findBlockByNumber(1))
    (label,) = shape.labels
    assert label.text == "117"
    origin = desk.reader.document().findBlockByNumber(1).layout().position()
    start = desk.point(desk.span("has trained").start)
    assert abs(label.box.left() + origin.x() - start.x()) <= 2
    assert label.box.top() + origin.y() > start.y()


def test_numbers_of_claims_that_start_together_stand_side_by_side(desk) -> None:
    desk.text = TEXT
    desk.show(
        TEXT,
        "en",
        *(desk.mark(100 + n, w, "blue") for n, w in enumerate(["has trained its own", "has trained", "has"])),
    )
    boxes = [label.box for label in desk.reader._highlights.shape(desk.reader.document().findBlockByNumber(1)).labels]
    assert len(boxes) == 3
    assert not any(a.intersects(b) for n, a in enumerate(boxes) for b in boxes[n + 1 :])


@pytest.mark.parametrize("dark", [False, True])
def test_in_high_contrast_a_mark_is_outlined_and_its_words_stand_on_paper(
    desk, use_theme: Callable[[Theme], None], *, dark: bool
) -> None:
    theme = Theme.contrast(dark=dark)
    use_theme(theme)
    desk.reader.set_theme(theme)
    desk.text = TEXT
    desk.show(TEXT, "en", desk.mark(1, "has trained its own", "pink"))
    image, words = picture(desk), box(desk, "has trained its own")
    assert share(image, words, theme.tag_fill("pink")) == 0
    assert share(image, words, theme.paper) > 0.4
    bar = theme.tag_colour("pink")
    middle = words.center()
    above = [image.pixelColor(middle.x(), y) for y in range(words.top() - 12, words.top() + 6)]
    beside = [image.pixelColor(x, middle.y()) for x in range(words.left() - 4, words.left() + 3)]
    for line in (above, beside):
        assert any(
            abs(c.red() - bar.red()) + abs(c.green() - bar.green()) + abs(c.blue() - bar.blue()) < 60 for c in line
        )
