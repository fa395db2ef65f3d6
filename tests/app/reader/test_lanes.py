"""Two coders under the text: the shape of a bar says how they agree, without colour, each in a lane of their own."""

from itertools import groupby

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from app.reader.cards import in_words
from app.reader.lanes import line_with_lanes, paint_strokes
from app.reader.marks import Card, Compared, Lane, Look, Mark, Stroke
from app.theme import Theme

TEXT = (
    "The headline\nThe bank has trained its own model for the state. It is open.\n"
    "Nothing here is marked, not even a word of it.\nThe end of it all, and of this article."
)
WORDS = "has trained its own model for the state"


def bar(stroke: Stroke, width: int = 60, height: int = 4) -> str:
    """The pixels along the middle of a bar in black on white: # for ink, a dot for paper."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    black = QColor("black")
    paint_strokes(painter, {(stroke, black.rgba()): (black, [QRectF(0, 0, width, height)])}, black)
    painter.end()
    return "".join("#" if image.pixelColor(x, height // 2).lightness() < 128 else "." for x in range(2, width - 2))


def test_every_shape_is_told_from_the_others_in_black_and_white() -> None:
    assert set(bar(Stroke.SOLID)) == {"#"}
    assert set(bar(Stroke.HOLLOW)) == {"."}
    stripes = [len(list(run)) for _, run in groupby(bar(Stroke.STRIPED))][1:-1]
    assert len(stripes) > 10
    assert set(stripes) <= {2, 3, 4}
    dots = [len(list(run)) for mark, run in groupby(bar(Stroke.DOTTED)) if mark == "#"]
    assert len(dots) > 10
    assert set(dots) == {1}


def compared(desk, claim_id: int, words: str, *lanes: Lane | None) -> Mark:
    return desk.mark(claim_id, words, "", lanes=lanes)


def lane(label: str, colour: str = "blue", stroke: Stroke = Stroke.SOLID) -> Lane:
    return Lane(label, colour, stroke)


def shape(desk, number: int = 1):
    return desk.reader._highlights.shape(desk.reader.document().findBlockByNumber(number))


@pytest.fixture
def desk_in_lanes(desk):
    desk.text = TEXT
    desk.reader.set_in_lanes(in_lanes=True)
    return desk


def test_each_coder_has_the_same_lane_under_every_passage(desk_in_lanes) -> None:
    desk = desk_in_lanes
    marks = (
        compared(desk, 1, "The bank", lane("A 1"), None),
        compared(desk, 2, "has trained", None, lane("B 2")),
        compared(desk, 3, "for the state", lane("A 3"), lane("B 3")),
    )
    desk.show(TEXT, "en", *marks)
    found = shape(desk)
    (first,), (second,), both = (found.lines[claim] for claim in (1, 2, 3))
    assert [bar.top() for bar in both] == [first.top(), second.top()]
    assert second.top() >= first.bottom() + 1
    assert [label.text for label in found.labels] == ["A 1", "A 3", "B 2", "B 3"]


def test_lines_have_room_for_both_lanes_and_get_it_back_afterwards(desk_in_lanes) -> None:
    desk = desk_in_lanes
    long = "The bank has trained its own model for the state, and nobody else has done so before. " * 4
    desk.text = long
    mark = compared(desk, 1, long.strip(), lane("A 1"), lane("B 1"))
    desk.show(long, "en", mark)

    def lines():
        layout = desk.reader.document().begin().layout()
        return [layout.lineAt(n) for n in range(layout.lineCount())]

    found = shape(desk, 0)
    letters = 0.7 * desk.reader.reading_size
    for box, line in zip(found.boxes[1], lines()[1:], strict=False):
        assert box.bottom() <= line.y() + line.ascent() - letters
    assert lines()[1].y() - lines()[0].y() == line_with_lanes(desk.reader.reading_size)
    desk.reader.set_in_lanes(in_lanes=False)
    desk.settle()
    assert lines()[1].y() - lines()[0].y() == desk.reader.text_style.line


def test_passages_of_one_coder_that_overlap_are_below_one_another_and_a_third_is_counted(desk_in_lanes) -> None:
    desk = desk_in_lanes
    marks = (
        compared(desk, 1, WORDS, lane("A 1"), None),
        compared(desk, 2, "trained its own model for the", lane("A 2"), None),
        compared(desk, 3, "own model", lane("A 3"), lane("B 3")),
    )
    desk.show(TEXT, "en", *marks)
    found = shape(desk)
    (one,), (other,), (only_second,) = (found.lines[claim] for claim in (1, 2, 3))
    assert one.bottom() < other.top()
    assert other.bottom() < only_second.top()
    assert {label.text for label in found.labels} == {"A 1", "A 2", "+1", "B 3"}
    assert next(label.claims for label in found.labels if label.text == "+1") == (3,)


def test_every_passage_is_under_the_mouse_at_its_words_and_at_its_bar(desk_in_lanes) -> None:
    desk = desk_in_lanes
    mark = compared(desk, 1, "trained its own", None, lane("B 1"))
    desk.show(TEXT, "en", mark)
    (bar,) = shape(desk).lines[1]
    at = bar.translated(desk.reader.document().findBlockByNumber(1).layout().position()).center()
    assert desk.reader.claims_at(at) == [1]
    assert desk.reader.claims_at(desk.over("its own").toPointF()) == [1]
    assert desk.reader.claims_at(desk.over("Nothing here").toPointF()) == []


@pytest.mark.parametrize("theme", [Theme.light(), Theme.dark(), Theme.contrast()], ids=["light", "dark", "contrast"])
def test_bars_have_the_colours_of_what_each_said_and_words_keep_their_paper(desk_in_lanes, use_theme, theme) -> None:
    desk = desk_in_lanes
    use_theme(theme)
    desk.reader.set_theme(theme)
    desk.show(TEXT, "en", compared(desk, 1, WORDS, lane("A 1", "pink"), lane("B 1", "green")))
    desk.reader.clearFocus()
    desk.reader._emphasis.sentence = None
    desk.paper.update()
    desk.settle()
    image = desk.reader.grab().toImage()
    origin = desk.paper.mapTo(desk.reader, QPoint(0, 0))
    at = desk.over("the state") + origin
    seen = [image.pixelColor(at.x(), y).name() for y in range(at.y(), at.y() + 30)]
    pink, green = theme.tag_colour("pink").name(), theme.tag_colour("green").name()
    assert pink in seen
    assert green in seen
    assert seen.index(pink) < seen.index(green)
    words = {image.pixelColor(at.x() + dx, at.y() - 8).name() for dx in range(-8, 8)}
    assert theme.paper.name() in words
    assert theme.tag_fill("pink").name() not in words or theme.is_contrast


def test_a_claim_of_neither_is_outlined_with_its_number(desk_in_lanes) -> None:
    desk = desk_in_lanes
    desk.show(TEXT, "en", Mark(7, 7, desk.span("for the state"), look=Look.OPEN), cards=())
    found = shape(desk)
    assert found.outlines
    assert not found.strokes
    assert [label.text for label in found.labels] == ["7"]


def test_right_to_left_text_has_its_labels_where_its_lines_begin(desk_in_lanes) -> None:
    desk = desk_in_lanes
    desk.text = "هذا هو عنوان المقال\nقال الوزير إن المصرف درب نموذجه الخاص ولم يفعل ذلك أحد"
    desk.show(desk.text, "ar", compared(desk, 1, "المصرف درب نموذجه", lane("A 1"), lane("B 1")))
    found = shape(desk)
    for label, bar in zip(found.labels, found.lines[1], strict=True):
        assert label.box.right() == pytest.approx(bar.right(), abs=1)


def test_a_claim_without_a_card_of_its_own_stands_out_on_the_card_of_both(desk_in_lanes) -> None:
    desk = desk_in_lanes
    marks = (
        compared(desk, 1, "has trained its own", lane("= A 1"), None),
        compared(desk, 2, "trained its own", None, lane("= B 2")),
    )
    card = Card(1, 1, "the same", compared=Compared("=", lambda: "1 and 2  they agree", 2, 2))
    desk.show(TEXT, "en", *marks, cards=(card,))
    assert card.sign == "1 = 2"
    assert in_words(card) == "1 and 2  they agree"
    desk.reader.set_active(2)
    assert desk.margin._special[1] == 1
    desk.reader.set_theme(Theme.dark())
    assert desk.margin._special[1] == 1


def test_a_change_repaints_what_hangs_below_its_paragraph(desk_in_lanes) -> None:
    desk = desk_in_lanes
    desk.show(TEXT, "en", compared(desk, 1, WORDS, lane("A 1"), lane("B 1")))
    desk.reader.clearFocus()
    desk.settle()
    block = desk.reader.document().findBlockByNumber(1)
    bottom = max(box.bottom() for box in shape(desk).boxes[1]) + block.layout().position().y()

    class Watch(QObject):
        lowest = 0

        def eventFilter(self, _, event):
            if event.type() == QEvent.Type.Paint:
                Watch.lowest = max(Watch.lowest, event.region().boundingRect().bottom())
            return False

    watch = Watch()
    desk.paper.installEventFilter(watch)
    desk.reader.set_active(1, reveal=False)
    desk.bot.waitUntil(lambda: Watch.lowest > 0)
    desk.settle()
    desk.paper.removeEventFilter(watch)
    assert Watch.lowest >= bottom
