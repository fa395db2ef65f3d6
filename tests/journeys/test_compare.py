"""Two people coded one article: it is read with both side by side, from difference to difference, and coded on."""

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtCore import Qt

from annotations.sampling import Amount, Scope, Sees
from annotations.spans import Span

SENTENCES = (
    "The minister spoke first.",
    "The West keeps the machines to itself.",
    "The bank has trained a model of its own.",
    "Nobody was asked.",
    "The hall was cold, and the talk was of sanctions.",
)
TEXT = " ".join(SENTENCES)
CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
ESC = Qt.Key.Key_Escape


def at(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


@pytest.fixture
def shared(tmp_path):
    """An article that Mara and Ivo coded: alike, differently, only she, and one passage of which each has their own."""
    from annotations.importers.draft import Draft
    from annotations.project import Project

    path = tmp_path / "Shared.pressmark"
    with Project.create(path, coder=("Mara Voss", "MV")) as project:
        mara = project.coder_id
        ivo = project.step("Coder", lambda p: p.coders.ensure("Ivo Petrov", "IP")).value
        framing = project.codebook.read().dimensions[0]
        one, other = (tag.id for tag in project.codebook.read().tags_of(framing.id)[:2])

        def work(p):
            article = p.articles.add(Draft(TEXT, headline="In the hall"))
            p.articles.add(Draft("Another text, of which nobody said anything.", headline="Elsewhere"))
            p.claims.tag(p.claims.add(article, at(SENTENCES[0])), one, coder_id=mara)
            p.claims.tag(1, one, coder_id=ivo)
            p.claims.tag(p.claims.add(article, at(SENTENCES[1])), one, coder_id=mara)
            p.claims.tag(2, other, coder_id=ivo)
            p.claims.tag(p.claims.add(article, at(SENTENCES[2])), one, coder_id=mara)
            p.claims.tag(p.claims.add(article, at("The hall was cold, and the talk was of")), one, coder_id=mara)
            p.coder_id = ivo
            p.claims.tag(p.claims.add(article, at(SENTENCES[4])), other)
            p.coder_id = mara

        project.step("Code", work)
    return path


def legend(window) -> str:
    return window.reading.compare_bar.legend.words


def cards(window):
    return {card.claim_id: card for card in window.reading.reader._content.cards.values()}


def numbers(window) -> list[int]:
    return sorted(window.reading.reader._opened.index.marks)


@pytest.fixture
def window(desk, shared):
    """Ivo at the article, by the keyboard."""
    window = desk.start(shared)
    window.files.become("Ivo Petrov", "IP")
    window.articles.select(window.session.project.articles.ids()[0])
    if "hall" not in window.reading.header._article.headline:
        window.articles.select(window.session.project.articles.ids()[1])
    desk.read()
    return window


def test_two_coders_are_read_side_by_side_and_left_again(desk, keys, window) -> None:
    reader, bar = window.reading.reader, window.reading.compare_bar
    usual = {claim: card.sign for claim, card in cards(window).items()}
    keys("C", CONTROL_SHIFT)
    assert (bar.first_box.currentText(), bar.second_box.currentText()) == ("Ivo Petrov", "Mara Voss")
    assert legend(window) == "= 1 the same · ≠ 2 different · 1 only MV"
    assert not window.bar.colour_box.isEnabled()
    assert {claim: card.sign for claim, card in cards(window).items()} == {1: "1 =", 2: "2 ≠", 3: "3", 5: "5 ≠ 4"}
    assert reader.hasFocus()

    keys("n")
    assert reader.active == 2
    keys("n")
    assert reader.active == 3
    keys("n")
    assert reader.active == 5
    keys("n")
    assert reader.active == 5
    keys("p")
    keys("p")
    keys("p")
    assert reader.active == 2
    assert len(window.inspector.rows[0].chips) == 1

    keys(ESC)
    assert not bar.is_open
    assert reader.hasFocus()
    assert window.bar.colour_box.isEnabled()
    assert {claim: card.sign for claim, card in cards(window).items()} == usual


def test_a_card_says_to_a_screen_reader_who_said_what_and_whether_they_agree(keys, window) -> None:
    from app.reader.cards import in_words

    keys("C", CONTROL_SHIFT)
    book = window.session.codebook
    one, other = (tag.name for tag in book.tags_of(book.dimensions[0].id)[:2])
    said = {claim: in_words(card) for claim, card in cards(window).items()}
    name = book.dimensions[0].name
    assert said == {
        1: f"1  {name}: they agree\nIvo Petrov: {one}\nMara Voss: {one}",
        2: f"2  {name}: they differ\nIvo Petrov: {other}\nMara Voss: {one}",
        3: f"3  {name}: only Mara Voss\nIvo Petrov: not marked\nMara Voss: {one}",
        5: f"5 and 4  {name}: they differ\nIvo Petrov: {other}\nMara Voss: {one}",
    }


def test_others_and_other_dimensions_are_chosen_in_the_bar(keys, window) -> None:
    keys("C", CONTROL_SHIFT)
    bar = window.reading.compare_bar
    before = legend(window)
    bar.first_box.setFocus()
    bar.first_box.setCurrentIndex(bar.first_box.findText("Mara Voss"))
    bar.first_box.activated.emit(bar.first_box.currentIndex())
    assert (bar.first_box.currentText(), bar.second_box.currentText()) == ("Mara Voss", "Ivo Petrov")
    assert legend(window) == before
    bar.dimension_box.setCurrentIndex(bar.dimension_box.count() - 1)
    bar.dimension_box.activated.emit(bar.dimension_box.currentIndex())
    assert bar.dimension_box.currentText() == "Passages only"
    assert legend(window) == "= 2 the same · ≠ 1 different · 1 only MV"
    bar.second_box.setCurrentIndex(bar.second_box.findText("Agreed"))
    bar.second_box.activated.emit(bar.second_box.currentIndex())
    assert legend(window) == "= 0 the same · ≠ 0 different · 4 only MV"
    bar.first_box.setFocus()
    keys(ESC)
    assert not bar.is_open
    assert window.reading.reader.hasFocus()


def test_one_goes_on_coding_while_two_are_compared(keys, window) -> None:
    reader = window.reading.reader
    keys("C", CONTROL_SHIFT)
    window.reading.activate(3)
    framing = window.session.codebook.dimensions[0]
    tag = window.session.codebook.tags_of(framing.id)[0]
    keys("1")
    keys("1")
    assert legend(window) == "= 2 the same · ≠ 2 different"
    (mine,) = [t for t in window.session.project.claims.get(3).taggings if t.coder_id == window.session.coder.id]
    assert mine.tag_id == tag.id

    reader.setFocus()
    reader.go_to(TEXT.index(SENTENCES[3]))
    keys(Qt.Key.Key_Return)
    keys(ESC)
    assert numbers(window) == [1, 2, 3, 4, 5, 6]
    assert reader.active == 6
    assert window.reading.compare_bar.is_open
    assert legend(window) == "= 2 the same · ≠ 2 different · 1 not coded"
    window.commands.run("edit.undo")
    window.commands.run("edit.undo")
    assert legend(window) == "= 1 the same · ≠ 2 different · 1 only MV"


def test_what_a_third_marks_meanwhile_is_there_without_being_counted(keys, desk, window) -> None:
    keys("C", CONTROL_SHIFT)
    before = legend(window)
    window.files.become("Caro Third", "CT")
    desk.read()
    window.reading.reader.go_to(TEXT.index(SENTENCES[3]))
    keys(Qt.Key.Key_Return)
    keys(ESC)
    assert window.reading.active_claim is not None
    assert (window.reading.active_claim.number, legend(window)) == (6, before)


def test_the_comparison_goes_along_to_the_next_article_and_says_where_there_is_nothing(keys, window) -> None:
    keys("C", CONTROL_SHIFT)
    first, second = window.session.project.articles.ids()
    window.articles.select(second if window.reading.article_id == first else first)
    assert legend(window) == "Neither has marked anything in this article"
    assert not window.reading.compare_bar.next_button.isEnabled()
    keys("n")
    assert window.reading.reader.active is None


def test_esc_leaves_the_search_first_and_then_the_comparison(keys, window) -> None:
    keys("C", CONTROL_SHIFT)
    keys("F", Qt.KeyboardModifier.ControlModifier)
    window.reading.reader.setFocus()
    keys(ESC)
    assert window.reading.find_bar.isHidden()
    assert window.reading.compare_bar.is_open
    keys(ESC)
    assert not window.reading.compare_bar.is_open


def test_who_codes_second_does_not_see_what_it_would_show(keys, desk, window) -> None:
    session, article = window.session, window.reading.article_id
    window.files.become("Caro Third", "CT")
    caro = session.coder.id

    def draw(project):
        return project.second_codings.draw(caro, Amount(size=2), Scope(done=False), Sees.NOTHING)

    assert session.run("Draw", draw) is not None
    window.articles.select(article)
    desk.read()
    keys("C", CONTROL_SHIFT)
    assert legend(window).startswith("You code this article second")
    assert not window.reading.reader._in_lanes
    assert numbers(window) == []
    session.run("Done", lambda project: project.second_codings.finish(article, caro))
    assert window.reading.reader._in_lanes
    assert "≠" in legend(window) or "only" in legend(window)


def test_one_person_alone_is_compared_with_nobody(desk, keys, tmp_path) -> None:
    from annotations.importers.draft import Draft
    from annotations.project import Project

    path = tmp_path / "Alone.pressmark"
    with Project.create(path, coder=("Anna Lindqvist", "AL")) as project:
        project.step("Import", lambda p: p.articles.add(Draft(TEXT, headline="In the hall")))
    window = desk.start(path)
    desk.read()
    keys("C", CONTROL_SHIFT)
    assert not window.reading.compare_bar.is_open
    assert "Only one person" in window.banner.text


def test_closing_the_project_ends_the_comparison(keys, desk, shared, window) -> None:
    keys("C", CONTROL_SHIFT)
    window.session.close_project()
    assert not window.reading.compare_bar.is_open
    assert window.files.open(shared)
    assert not window.reading.reader._in_lanes
