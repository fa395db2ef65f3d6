"""Articles of every kind and size: empty, headline only, a megabyte, one endless paragraph, every script."""

from unicodedata import combining

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtWidgets import QApplication

from annotations.spans import Span
from app.reader.edges import Edge
from app.reader.marks import Card, Mark
from app.theme import Theme

SCRIPTS = {
    "russian": ("Министр заявил, что банк обучил собственную модель. Запад этого не сделал.", "банк обучил"),
    "greek": ("Ο υπουργός είπε ότι η τράπεζα εκπαίδευσε το μοντέλο της.", "η τράπεζα"),
    "arabic": ("قال الوزير إن البنك درب نموذجه الخاص (AI 2.0) في المدينة.", "البنك درب"),
    "arabic with latin": ("قال الوزير إن البنك درب نموذجه الخاص (AI 2.0) في المدينة.", "(AI 2.0)"),
    "hebrew in english": ("The word עברית stands in this line and so does العربية too.", "עברית"),
    "english in hebrew": ("אמר השר כי GPT הוא מודל של המערב.", "GPT"),
    "chinese": ("部长说，银行训练了自己的模型，而西方没有这样做。", "训练了自己"),
    "thai": ("รัฐมนตรีกล่าวว่าธนาคารได้ฝึกแบบจำลองของตนเอง", "ธนาคาร"),
    "emoji": ("😀😀😀😀 The bank 👩‍🚀 has trained 🇪🇺 its own model.", "👩‍🚀 has trained"),
    "combining": ("Le cafe\u0301 de\u0301ja\u0300 ouvert a ferme\u0301.", "de\u0301ja\u0300"),
    "adlam": ("𞤀𞤁𞤂𞤃 𞤄𞤅𞤆 words 𞤇𞤈𞤉", "𞤄𞤅𞤆"),
}


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_mark_lies_where_its_words_are(desk, name: str) -> None:
    text, words = SCRIPTS[name]
    desk.text = f"Headline\n{text}"
    span = desk.span(words)
    desk.show(desk.text, "", Mark(1, 1, span, "blue"))
    layout = desk.reader.document().documentLayout()
    boxes = desk.reader._highlights.boxes(1)
    assert boxes
    offsets = desk.reader._opened.text
    for box in boxes:
        for share in (0.25, 0.5, 0.75):
            place = QPointF(box.left() + box.width() * share, box.center().y() - 2)
            hit = offsets.offset(layout.hitTest(place, Qt.HitTestAccuracy.FuzzyHit))
            assert span.start <= hit <= span.end
            assert desk.reader.claims_at(place) == [1]
    width = sum(box.width() for box in boxes)
    whole = Mark(2, 2, Span(span.start, len(desk.text)), "blue")
    desk.reader.set_marks([whole])
    assert 0 < width < sum(box.width() for box in desk.reader._highlights.boxes(2)) or span.end == len(desk.text)


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_edges_of_a_claim_are_those_of_its_first_and_last_letters(desk, name: str) -> None:
    text, words = SCRIPTS[name]
    desk.text = f"Headline\n{text}"
    span = desk.span(words)
    desk.show(desk.text, "", Mark(1, 1, span, "blue"))
    boxes = desk.reader._highlights.boxes(1)
    for edge, letter in ((Edge.START, span.start), (Edge.END, span.end - 1)):
        line = desk.reader._highlights.edge(1, edge)
        glyph = glyph_box(desk, letter)
        assert line is not None
        first, last = (glyph.left(), glyph.right()) if not glyph.backwards else (glyph.right(), glyph.left())
        assert abs(line.x1() - (first if edge is Edge.START else last)) <= 1.5
        assert any(abs(line.x1() - side) <= 1.5 for box in boxes for side in (box.left(), box.right()))
        assert any(box.top() <= line.center().y() <= box.bottom() for box in boxes)


class Glyph(QRectF):
    """Where a letter is drawn, and whether from right to left."""

    backwards = False


def glyph_box(desk, offset: int) -> Glyph:
    """The letter at an offset, with the signs that belong to it, as Qt draws it, in pixels of the document."""
    start, end = offset, offset + 1
    joined = {"\u200d", "\ufe0f"}
    while start > 0 and (combining(desk.text[start]) or {desk.text[start], desk.text[start - 1]} & joined):
        start -= 1
    while end < len(desk.text) and (combining(desk.text[end]) or {desk.text[end], desk.text[end - 1]} & joined):
        end += 1
    first, last = desk.reader._opened.text.stretch(start, end)
    block = desk.reader.document().findBlock(first)
    line = block.layout().lineForTextPosition(first - block.position())
    run = line.glyphRuns(first - block.position(), last - first)[0]
    box = Glyph(run.boundingRect().translated(block.layout().position()))
    box.backwards = run.isRightToLeft()
    return box


@pytest.mark.parametrize(
    "text", ["קורא word שורה more טקסט, and (brackets) סוף.", "Latin then العربية 123 then עברית 4.5 end"]
)
def test_words_of_a_line_in_mixed_directions_do_not_share_places(desk, text: str) -> None:
    words = text.split(" ")
    desk.text = text
    starts = [sum(len(w) + 1 for w in words[:n]) for n in range(len(words))]
    desk.show(
        text, "", *(Mark(n, n, Span(s, s + len(w)), "blue") for n, (s, w) in enumerate(zip(starts, words, strict=True)))
    )
    boxes = [(n, box) for n in range(len(words)) for box in desk.reader._highlights.boxes(n)]
    for n, box in boxes:
        others = [other for m, other in boxes if m != n]
        assert all(min(box.right(), o.right()) - max(box.left(), o.left()) <= 2 for o in others)


def test_an_empty_reader_answers_everything_with_nothing(desk) -> None:
    for text in ("", "\n\n", "  \n "):
        desk.show(text)
        reader = desk.reader
        assert reader.selected_span() is None
        assert reader.current_sentence() is reader.next_sentence() is reader.previous_sentence() is None
        assert reader.next_claim() is reader.previous_claim() is None
        reader.grow()
        reader.shrink()
        reader.clear_selection()
        assert reader.go_to(0) is None
        assert reader.claims_at(QPointF(100, 50)) == []
        desk.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        desk.key(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert reader.selected_span() is None
        assert not reader.grab().isNull()


def test_an_article_of_one_line_can_be_marked(desk) -> None:
    desk.text = "Only a headline"
    desk.show(desk.text, "en", desk.mark(1, "headline"))
    assert desk.sentence == "Only a headline"
    desk.click(desk.over("headline"))
    assert desk.heard == [1]


def test_marks_beyond_the_text_are_left_out_without_harm(desk) -> None:
    desk.text = "The headline\nThe body of it."
    desk.show(desk.text, "en", Mark(1, 1, Span(500, 600), "blue"), desk.mark(2, "body"))
    desk.settle()
    assert [p.claim_id for p in desk.margin.places()] == [2]
    desk.reader.set_active(1)
    desk.settle()
    desk.reader.update_marks(removed=[1])
    assert desk.reader.claims_at(desk.over("body").toPointF()) == [2]


@pytest.fixture(scope="module")
def megabyte() -> str:
    sentence = "Sentence {} says that the bank had trained its own model 😀 and that nobody else had. "
    return "\n".join("".join(sentence.format(f"{n}.{m}") for m in range(4)).strip() for n in range(2_900))


def test_a_megabyte_with_thousands_of_claims_is_read_to_its_end(desk, megabyte: str) -> None:
    assert len(megabyte) > 1_000_000
    marks = [Mark(n + 1, n + 1, Span(n * 200, n * 200 + 90), "blue") for n in range(5_000)]
    desk.show(megabyte, "en", *marks, cards=tuple(Card(m.claim_id, m.number, "Somebody") for m in marks))
    reader = desk.reader
    assert reader.go_to(len(megabyte) - 5).of(megabyte).startswith("Sentence 2899.3 says")
    desk.settle()
    bar = reader.verticalScrollBar()
    last = desk.span("Sentence 2899.3 says")
    assert 0 <= desk.point(last.start).y() < desk.paper.height()
    reader.set_active(4_999)
    desk.settle()
    place = desk.point(marks[4_998].span.start + 4)
    assert 0 <= place.y() < desk.paper.height()
    assert 4_999 in reader.claims_at(place.toPointF())
    assert 4_999 in [p.claim_id for p in desk.margin.places()]
    span = desk.span("Sentence 2500.2 says that the bank")
    reader.select(span)
    assert reader.selected_span() == span
    assert bar.value() > 0


def test_an_endless_paragraph_scrolls_and_is_marked_as_if_it_were_not_cut(desk) -> None:
    text = " ".join(f"He said so {n} times 😀." for n in range(3_000))
    first, last = desk_span(text, "He said so 5 times"), desk_span(text, "He said so 2500 times")
    desk.show(text, "en", Mark(1, 1, Span(first.start, last.end), "blue"), Mark(2, 2, last, "orange"))
    assert max(len(paragraph) for paragraph in desk.reader._opened.text.shown.split("\n")) <= 6_000
    desk.reader.set_active(2)
    desk.settle()
    boxes = desk.reader._highlights.boxes(2)
    top = desk.reader.verticalScrollBar().value()
    assert all(top <= box.top() <= top + desk.paper.height() for box in boxes)
    assert desk.reader.claims_at(boxes[0].center() - QPointF(0, top)) == [2, 1]
    assert [p.claim_id for p in desk.margin.places()] == [2]
    desk.reader.set_active(1)
    QApplication.processEvents()
    assert desk.reader._highlights.boxes(1)[0].top() < 2_000


def desk_span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def test_the_first_picture_of_a_megabyte_shows_its_marks(desk, megabyte: str) -> None:
    marks = [Mark(n + 1, n + 1, Span(n * 200, n * 200 + 90), "pink") for n in range(5_000)]
    desk.reader.set_article(megabyte, "en")
    desk.reader.set_marks(marks)
    image = desk.reader.grab().toImage()
    assert desk.reader.document().lastBlock().layout().lineCount() == 0
    bar = Theme.light().tag_colour("pink")
    rows = {y for y in range(image.height()) if any(image.pixelColor(x, y) == bar for x in range(100, 600, 7))}
    assert len(rows) > 20
