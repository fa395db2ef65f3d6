"""What the status line says of the engine, and its tool tip."""

import pytest
from PySide6.QtCore import QObject, Signal

from annotations.language.found import Found
from app.suggestions.line import SuggestionsLine
from app.suggestions.wording import in_short, language_name, told


@pytest.mark.parametrize(
    ("language", "note", "said"),
    [
        ("en", "", "suggestions: English"),
        ("en", "No model is installed", "suggestions: English, without a model"),
        ("ru", "", "suggestions: Russian, actors only"),
        ("ru", "The extra is missing", "suggestions: none for Russian"),
        ("de", "There is no model", "suggestions: none for German"),
        ("qq", "There is no model", "suggestions: none for qq"),
        ("", "Not known", "suggestions: none, language unknown"),
    ],
)
def test_in_short(language, note, said):
    assert in_short(Found("engine 1", language, note=note)) == said


def test_the_tip_names_the_engine_and_says_why_it_is_no_better_one():
    assert told(Found("engine 1", "en")) == "Read by engine 1."
    assert told(Found("engine 1", "de", note="There is none")) == "Read by engine 1.\nThere is none."
    assert told(Found("engine 1", "de", note="It is damaged. Install it.")) == (
        "Read by engine 1.\nIt is damaged. Install it."
    )


def test_names_of_languages():
    assert [language_name(code) for code in ("en", "ru", "zh", "")] == ["English", "Russian", "Chinese", ""]


class Service(QObject):
    state_changed = Signal()
    state, tip = "", ""

    def become(self, state, tip):
        self.state, self.tip = state, tip
        self.state_changed.emit()


def test_it_follows_and_is_hidden_where_there_is_nothing_to_say(qtbot):
    service = Service()
    line = SuggestionsLine(service)
    qtbot.addWidget(line)
    assert line.isHidden()
    service.become("suggestions: English", "Read by <b>engine</b> 1.")
    assert (line.text(), line.isHidden()) == ("suggestions: English", False)
    assert "&lt;b&gt;engine" in line.toolTip()
    assert line.accessibleDescription() == "Read by <b>engine</b> 1."
    service.become("", "")
    assert line.isHidden()
