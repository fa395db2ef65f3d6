"""What is new: told once, to those who used the program before."""

import re

import pytest

from annotations import __version__
from app.help import shipped
from app.help.news import Update, page, update_of
from app.settings import Settings

CHANGES = "# Changes\n\n## 0.10.0 – 2027-01-02\n\n- Ten.\n\n## 0.9.1 – unreleased\n\n- Nine.\n\n## 0.1.0\n\n- One.\n"


@pytest.fixture
def changes(tmp_path):
    path = tmp_path / "CHANGELOG.md"
    path.write_text(CHANGES, encoding="utf-8")
    return path


def test_at_the_first_start_nothing_is_told():
    settings = Settings()
    assert update_of(settings, "0.1.0") is None
    assert update_of(settings, "0.1.0") is None


def test_an_update_is_told_once():
    settings = Settings()
    update_of(settings, "0.9.1")
    assert update_of(settings, "0.10.0") == Update("0.9.1", "0.10.0")
    assert update_of(settings, "0.10.0") is None


def test_going_back_is_no_update():
    settings = Settings()
    update_of(settings, "0.10.0")
    assert update_of(settings, "0.9.1") is None


def test_those_who_used_a_version_that_remembered_nothing_are_told():
    settings = Settings()
    settings.person = ("Anna Lindqvist", "AL")
    assert update_of(settings, "0.2.0") == Update("0", "0.2.0")


def test_versions_are_listed_the_newest_first_and_those_known_can_be_left_out(changes):
    assert re.findall(r"^## (\S+)", page(changes), re.MULTILINE) == ["0.10.0", "0.9.1", "0.1.0"]
    assert re.findall(r"- (\w+)\.", page(changes, "0.1.0")) == ["Ten", "Nine"]
    assert "Nothing that you would notice" in page(changes, "1.0")


def test_the_shipped_list_has_this_version():
    assert f"## {__version__}" in page(shipped.changes())


def test_an_update_is_offered_in_the_window_and_the_page_is_under_help(window, qtbot):
    from app.help.manual import ManualWindow

    window.help.tell_of_update(Update("0.0.1", __version__))
    assert window.banner.text == f"Pressmark was updated to {__version__}."
    window.banner.action_button.click()
    manual = window.findChild(ManualWindow)
    assert manual.windowTitle() == "What is new – Manual"
    assert __version__ in manual.browser.toPlainText()
    manual.reject()
    window.banner.hide()
    window.help.tell_of_update(None)
    assert window.banner.text == ""
    window.commands.run("help.news")
    window.help._manual.reject()


def test_what_went_wrong_stays_in_view(window):
    window.banner.say("The drive is gone.")
    window.help.tell_of_update(Update("0.0.1", __version__))
    assert window.banner.text == "The drive is gone."
    assert "was updated" in window.toast.text


def test_a_manual_that_is_missing_is_told(window, monkeypatch, tmp_path):
    monkeypatch.setattr(shipped, "manual", lambda: tmp_path)
    window.commands.run("help.manual")
    assert "Install Pressmark again" in window.banner.text
