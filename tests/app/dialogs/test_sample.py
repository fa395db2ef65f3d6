"""The dialog that draws a sample counts behind the window and never offers to draw what it has not counted."""

from threading import Event

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from annotations.articles import Batch
from annotations.errors import AnnotationError
from annotations.importers.draft import Draft
from annotations.sampling import Amount, Scope
from annotations.store.second_codings import SecondCodings
from app.dialogs.sample import SampleDialog
from app.session import Session

COUNTING = "Counting the articles that come in question…"


@pytest.fixture
def session(tmp_path):
    made = Session()
    assert made.create(tmp_path / "week.pressmark", ("Anna Lindqvist", "AL"))
    made.run("Import", lambda p: [p.articles.add(Draft(f"Piece {n}. It rained.")) for n in range(4)])
    yield made
    made.shut_down()


@pytest.fixture
def dialog(qtbot, session):
    made = SampleDialog(session)
    qtbot.addWidget(made)
    made.show()
    made.done_box.setChecked(False)
    return made


def name(dialog, text="Boris"):
    dialog.second_box.setEditText(text)


def test_it_counts_and_then_offers_to_draw(dialog, qtbot) -> None:
    assert dialog.preview.text() == "Name who codes second."
    name(dialog)
    assert dialog.preview.text() == COUNTING
    assert not dialog.draw_button.isEnabled()
    qtbot.waitUntil(
        lambda: dialog.preview.text() == "Draws 1 article of 4 that come in question. Boris is a new coder."
    )
    assert dialog.draw_button.isEnabled()
    dialog.share_box.setValue(50)
    assert dialog.preview.text() == "Draws 2 articles of 4 that come in question. Boris is a new coder.", (
        "it was counted already"
    )


def test_the_window_goes_on_while_it_counts_and_only_the_last_answer_is_told(dialog, qtbot, monkeypatch) -> None:
    go, plain = Event(), SecondCodings.candidates
    asked = []

    def slow(self, coder_id, scope):
        asked.append(scope.since)
        if not scope.since:
            go.wait(20)
        return plain(self, coder_id, scope)

    monkeypatch.setattr(SecondCodings, "candidates", slow)
    name(dialog)
    qtbot.waitUntil(lambda: asked == [""])
    dialog.since.setText("2026")
    qtbot.waitUntil(lambda: dialog.preview.text().startswith("No article comes in question"))
    go.set()
    assert not dialog.draw_button.isEnabled()
    dialog.since.clear()
    qtbot.waitUntil(dialog.draw_button.isEnabled)


@pytest.mark.parametrize("typed", ["15 March 2026", "2026-13", "soon"])
def test_what_is_no_date_is_not_drawn_by(dialog, qtbot, typed) -> None:
    name(dialog)
    qtbot.waitUntil(dialog.draw_button.isEnabled)
    dialog.until.setText(typed)
    assert dialog.preview.text() == f"“{typed}” is no date: write it as 2026-03-12, 2026-03 or 2026."
    assert not dialog.draw_button.isEnabled()
    dialog.until.clear()
    assert dialog.draw_button.isEnabled()


def test_who_was_given_all_of_them_is_named_as_the_reason(qtbot, session) -> None:
    boris = session.run("Add Boris", lambda p: p.coders.ensure("Boris", "BO"))
    session.run("Draw", lambda p: p.second_codings.draw(boris, Amount(size=4), Scope(done=False)))
    dialog = SampleDialog(session)
    qtbot.addWidget(dialog)
    dialog.done_box.setChecked(False)
    name(dialog, "boris")
    qtbot.waitUntil(
        lambda: "Boris has coded or was given all that comes in question (4 articles)" in dialog.preview.text()
    )
    assert not dialog.draw_button.isEnabled()


def test_it_grows_with_what_it_says_and_cuts_no_field(dialog, qtbot) -> None:
    before = dialog.height()
    name(dialog, "Boris of the Northern Provinces, the Islands and whatever else there is " * 3)
    qtbot.waitUntil(dialog.draw_button.isEnabled)
    assert dialog.height() > before
    qtbot.waitUntil(lambda: dialog.share_box.height() >= dialog.share_box.sizeHint().height())


def test_a_batch_that_is_called_by_a_long_query_leaves_the_dialog_narrow(qtbot, session) -> None:
    session.run("Import", lambda p: p.batches.add(Batch(search="machine OR " * 40)))
    dialog = SampleDialog(session)
    qtbot.addWidget(dialog)
    assert dialog.batch_box.count() == 2
    assert dialog.sizeHint().width() < 640


def test_what_cannot_be_counted_is_said_in_the_dialog(dialog, qtbot, monkeypatch) -> None:
    def refuse(*_):
        raise AnnotationError("“soon” is no date", "Write it as 2026-03")

    monkeypatch.setattr(SecondCodings, "candidates", refuse)
    name(dialog)
    qtbot.waitUntil(lambda: "“soon” is no date" in dialog.preview.text())
    assert not dialog.draw_button.isEnabled()
