"""The reading panel stores what is done to claims in the text, and shows what is stored where that is refused."""

import pytest
from window_checks import bring_up

from annotations.claims import CheckState
from annotations.errors import AnnotationError
from annotations.spans import Span
from annotations.store.claims import Claims
from app.panels import reading
from app.panels.reading import ReadingPanel
from app.reader.edges import Edge
from app.theme import Theme


@pytest.fixture
def panel(qtbot, session, fill):
    """An article with one active claim on the words "number 1"."""
    made = ReadingPanel(session, Theme.light())
    qtbot.addWidget(made)
    article = fill(1)[0]
    text = session.project.articles.text(article)
    start = text.index("number 1")
    claim = session.run("Add claim", lambda p: p.claims.add(article, Span(start, start + len("number 1"))))
    made.show_article(article)
    made.resize(900, 600)
    bring_up(qtbot, made)
    made.activate(claim)
    return made


def shown(panel) -> str:
    return panel.reader.active_mark.span.of(panel.reader.text)


def stored(panel, session) -> str:
    return session.project.claims.get(panel.active_claim.id).quote


def test_an_edge_moved_by_a_word_is_stored_and_shown(panel, session) -> None:
    panel.move_edge(Edge.END, 1)
    assert stored(panel, session) == shown(panel) == panel.active_claim.quote == "number 1 of"
    panel.move_edge(Edge.START, -1)
    assert stored(panel, session) == shown(panel) == "Text number 1 of"


def test_an_edge_that_cannot_go_on_makes_no_step(panel, session) -> None:
    panel.move_edge(Edge.START, 1)
    panel.move_edge(Edge.START, 1)
    before = session.undo_label, stored(panel, session)
    panel.move_edge(Edge.START, 1)
    assert (session.undo_label, stored(panel, session)) == before
    assert before[1] == "1"


def test_a_drag_that_is_refused_is_shown_as_it_was(panel, session, monkeypatch) -> None:
    def refuse(*_: object) -> None:
        raise AnnotationError("The disk is full", "Make room")

    monkeypatch.setattr(type(session.project.claims), "move", refuse)
    claim, span = panel.active_claim, Span(0, len("Text number 1"))
    panel.reader.update_marks([panel._view(session.project).mark(claim)])
    panel.reader.edges_moved.emit(claim.id, span)
    assert [error.what for error in session.refused] == ["The disk is full"]
    assert stored(panel, session) == shown(panel) == "number 1"


def test_edges_are_free_only_while_something_can_be_stored(panel, session) -> None:
    line = panel.reader.edge_line(panel.active_claim.id, Edge.END)
    assert panel.reader.grip_at(line.center()) is Edge.END
    path = session.project.path
    session.close_project()
    assert session.open_read_only(path)
    assert panel.reader.grip_at(line.center()) is None


def test_a_step_over_many_claims_reads_those_of_this_article_alone(panel, session, fill, monkeypatch) -> None:
    first = panel.active_claim.id
    other = fill(1)[0]
    made = session.run("Mark", lambda p: [p.claims.add(other, Span(2 * n, 2 * n + 1)) for n in range(1, 6)])
    monkeypatch.setattr(reading, "_MANY", 5)
    looked_up = []
    some = Claims.some
    monkeypatch.setattr(Claims, "some", lambda self, ids: looked_up.append(len(ids)) or some(self, ids))

    def flag(project):
        for claim in (first, *made):
            project.claims.update(claim, check_state=CheckState.FLAGGED)

    session.run("Flag", flag)
    assert looked_up == []
    assert panel.active_claim.check_state is CheckState.FLAGGED
    assert set(panel.claims) == {first}
    session.undo()
    assert panel.active_claim.check_state is CheckState.OPEN
    session.run("Comment", lambda p: p.claims.update(first, comment="One alone"))
    assert looked_up == [1]
    assert panel.active_claim.comment == "One alone"


def test_what_a_copy_adds_is_marked_again_when_it_is_shown_again(panel, session, fill, qtbot) -> None:
    lead, copy = sorted(fill(2))[-2:]
    session.run("Group", lambda p: p.groups.make(lead, [copy]))

    def marked() -> bool:
        image, ok = panel.reader.viewport().grab().toImage(), Theme.light().ok
        return any(image.pixelColor(x, y) == ok for x in range(image.width()) for y in range(0, image.height(), 4))

    panel.show_article(copy)
    qtbot.waitUntil(lambda: panel.header.group.has_additions)
    assert marked()
    panel.show_article(None)
    panel.show_article(copy)
    assert "(marked)" in panel.header.group.text
    assert marked()
    panel.show_article(lead)
    assert not marked()
