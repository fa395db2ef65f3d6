"""A person takes the settings along to another machine."""

import json

from PySide6.QtWidgets import QFileDialog

from annotations.language.gazetteer import template
from app.settings import Settings
from app.travelling import FORMAT, VERSION


def knows(window, name: str) -> bool:
    return any(entry.name == name for entry in window.known_actors.gazetteer.actors())


def test_settings_work_at_once_on_the_other_machine_and_are_undone(desk, monkeypatch, tmp_path, caplog) -> None:
    file = tmp_path / "mine.json"
    window = desk.start()
    window.views.toggle_appearance()
    assert window.theme.is_dark
    window.commands.rebind("go.sentence", "", "U")
    window.settings.keep_keys("go.sentence", ("", "U"))
    window.reading.reader.set_reading_size(21)
    window.commands.run("view.suggestions")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(file.with_suffix("")), ""))
    window.commands.run("settings.export")
    assert "mine.json" in window.toast.text
    desk.close()

    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "another machine"))
    Settings().person = ("Boris Hart", "BH")
    written = json.loads(file.read_text(encoding="utf-8"))
    written["settings"]["keys"]["claim.flag"] = ["Alt+F", ""]
    written["settings"]["actors"] = f"{template()}orlin,Pavel Orlin,person,leader,,Orlin,,\n"
    file.write_text(json.dumps(written), encoding="utf-8")
    window = desk.start()
    assert not window.theme.is_dark
    assert not knows(window, "Pavel Orlin")
    assert window.offers.on
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: (str(file), ""))
    window.commands.run("settings.import")
    assert window.theme.is_dark
    assert window.commands.get("go.sentence").key == "U"
    assert window.commands.get("claim.flag").key == "F"
    assert window.reading.reader.reading_size == 21
    assert knows(window, "Pavel Orlin")
    assert not window.offers.on
    assert window.settings.person == ("Boris Hart", "BH")
    assert window.banner.text == (
        "Not taken from the file: name and initials (another name is known here); keys of 1 command."
    )
    assert [record.getMessage() for record in caplog.records if "claim.flag" in record.getMessage()]
    caplog.clear()
    assert "keys" in window.toast.text
    window.toast._button.click()
    assert not window.theme.is_dark
    assert window.commands.get("go.sentence").key == "J"
    assert window.offers.on
    assert window.reading.reader.reading_size == 17
    assert not knows(window, "Pavel Orlin")

    file.write_text("[]", encoding="utf-8")
    window.commands.run("settings.import")
    assert "no settings of Pressmark" in window.banner.text
    desk.close()


def test_a_list_of_actors_that_cannot_be_taken_away_again_is_told(desk, monkeypatch, tmp_path) -> None:
    file = tmp_path / "mine.json"
    values = {"appearance": "dark", "actors": template()}
    file.write_text(json.dumps({"format": FORMAT, "version": VERSION, "settings": values}), encoding="utf-8")
    window = desk.start()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: (str(file), ""))
    window.commands.run("settings.import")
    assert window.theme.is_dark

    def refuse(self, **_) -> None:
        raise PermissionError(13, "in use")

    with monkeypatch.context() as patched:
        patched.setattr("pathlib.Path.unlink", refuse)
        window.toast._button.click()
    assert not window.theme.is_dark
    assert "list of actors, which cannot be taken away (in use)" in window.toast.text
    desk.close()
