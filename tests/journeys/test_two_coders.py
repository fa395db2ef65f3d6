"""Two people code one claim differently: the window says whose work is seen and what the brief will print."""

import json

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from click.testing import CliRunner
from PySide6.QtCore import Qt

TEXT = "The minister spoke. The West keeps the machines to itself. The hall was cold."
ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab


@pytest.fixture
def shared(tmp_path):
    """A project that Mara made, with one article."""
    from annotations.importers.draft import Draft
    from annotations.project import Project

    path = tmp_path / "Shared.pressmark"
    with Project.create(path, coder=("Mara Voss", "MV")) as project:
        project.step("Import", lambda p: p.articles.add(Draft(TEXT, headline="In the hall")))
    return path


def listed(path):
    """What the command line says of the claims."""
    from annotations.cli import pressmark

    done = CliRunner().invoke(pressmark, ["claims", str(path), "--json"], catch_exceptions=False)
    assert done.exit_code == 0
    return json.loads(done.stdout)


def test_what_the_brief_counts_is_said_where_another_coder_sees_something_else(desk, keys, shared) -> None:
    window = desk.start(shared)
    window.files.become("Mara Voss", "MV")
    desk.read()
    keys("j")
    keys(ENTER)
    keys("2")
    keys(TAB)
    keys(TAB)
    keys("9")
    assert "≠" not in window.reading.reader._content.cards[window.reading.reader.active].sign

    window.files.become("Ivo Petrov", "IP")
    keys("4")
    keys("+2")
    (claim,) = window.reading.claims.values()
    card = window.reading.reader._content.cards[claim.id]
    assert (card.sign, card.badge.text) == ("1 ≠", "+2")
    framing, _, _, sentiment = window.inspector.rows
    assert [chip.words for chip in framing.chips] == ["Western monopoly as threat · MV"]
    assert sentiment.others.text() == "MV: −1 · counts"
    desk.close()
    (printed,) = listed(shared)
    assert printed["tags"]["Sentiment toward the West"] == ["-1 Critical"]
