"""What is remembered on this machine, and what becomes of a damaged file."""

from pathlib import Path

import pytest
from platformdirs import user_config_path
from PySide6.QtCore import QByteArray

from annotations.backups import BackupWishes, chosen
from annotations.importers.remembered import Rule
from app.settings import Settings, state_folder


def file() -> Path:
    return user_config_path("pressmark", appauthor=False) / "settings.ini"


def test_everything_comes_back_at_the_next_start(tmp_path):
    first = Settings()
    first.person = ("Анна, Б; = «x»", "АБ")
    first.appearance = "dark"
    first.colour_by = "some-uid"
    first.reading_size = 19
    first.suggestions = False
    first.keep_layout("window", QByteArray(b"\x00\x01\xff"))
    first.keep_folder(tmp_path)
    project = tmp_path / "a, b; ü.pressmark"
    project.touch()
    first.remember(project)
    del first
    again = Settings()
    assert again.person == ("Анна, Б; = «x»", "АБ")
    assert (again.appearance, again.colour_by, again.reading_size) == ("dark", "some-uid", 19)
    assert not again.suggestions
    assert again.layout("window") == QByteArray(b"\x00\x01\xff")
    assert again.last_folder() == tmp_path
    assert again.recent == [project]


def test_everything_has_a_default():
    settings = Settings()
    assert settings.person == ("", "")
    assert (settings.appearance, settings.colour_by, settings.reading_size) == ("system", "", 0)
    assert settings.suggestions
    assert settings.layout("window").isEmpty()
    assert settings.last_folder() == Path.home()
    assert settings.recent == []


@pytest.mark.parametrize(("kept", "offset"), [(0, 0), (999, 999), (48_213, 48_213), (10**30, 0), (-5, 0)])
def test_the_place_where_somebody_stopped_reading_comes_back_in_a_long_text_too(kept, offset):
    Settings().keep_place("project", "article", kept)
    assert Settings().place("project") == ("article", offset)


def test_recent_projects_are_ten_at_most_the_newest_first_and_only_those_that_are_there(tmp_path):
    settings = Settings()
    paths = [tmp_path / f"{n}.pressmark" for n in range(12)]
    for path in paths:
        path.touch()
        settings.remember(path)
    settings.remember(paths[5])
    assert settings.recent == [paths[n] for n in (5, 11, 10, 9, 8, 7, 6, 4, 3, 2)]
    paths[10].unlink()
    assert paths[10] not in settings.recent


@pytest.mark.parametrize(
    "content",
    [
        b"\x00\xff\xfe garbage [[[ = \n%%\x01",
        b"[person\nname=",
        "[person]\nname=Anna\n".encode("utf-16"),
        b"[General]\nrecent=a, b, c\nfolder=@Rect(1 2 3 4)\nappearance=purple\n"
        b"[layout]\nwindow=@Rect(1 2 3 4)\n[person]\nname=@Invalid()\ninitials=@ByteArray(x)\n"
        b"[reader]\nsize=9999999999999999999999\ncolour-by=x, y\n",
        b"[reader]\nsize=-4\n",
        b"[reader]\nsize=\xc2\xb2\n",
    ],
)
def test_a_damaged_file_gives_defaults_and_can_be_written_again(content):
    file().parent.mkdir(parents=True)
    file().write_bytes(content)
    settings = Settings()
    assert settings.person == ("", "")
    assert (settings.appearance, settings.colour_by, settings.reading_size) == ("system", "", 0)
    assert (settings.layout("window"), settings.recent, settings.last_folder()) == (QByteArray(), [], Path.home())
    settings.person = ("Anna", "A")
    del settings
    assert Settings().person == ("Anna", "A")


def test_a_folder_that_is_gone_gives_way_to_the_persons_own(tmp_path):
    settings = Settings()
    settings.keep_folder(tmp_path / "gone")
    assert settings.last_folder() == Path.home()


def test_a_place_that_may_not_be_looked_at_counts_as_gone(tmp_path, monkeypatch):
    settings = Settings()
    project = tmp_path / "a.pressmark"
    project.touch()
    settings.remember(project)
    settings.keep_folder(tmp_path)

    def refuse(path, **_):
        raise PermissionError(path)

    monkeypatch.setattr(Path, "exists", refuse)
    assert settings.recent == []
    assert settings.last_folder() == Path.home()


def test_where_the_settings_cannot_be_stored_they_last_until_the_end(monkeypatch, tmp_path):
    blocked = tmp_path / "config"
    blocked.write_text("a file where the folder should be")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(blocked))
    settings = Settings()
    settings.person = ("Anna", "A")
    assert settings.person == ("Anna", "A")


def test_the_folder_for_logs_is_made():
    assert state_folder().is_dir()


def test_wishes_about_backups_come_back_and_what_cannot_be_is_not_believed():
    settings = Settings()
    assert settings.backups == BackupWishes(made=True, number=10, days=30, minutes=15)
    settings.backups = BackupWishes(made=False, number=3, days=400, minutes=5)
    del settings
    assert Settings().backups == chosen() == BackupWishes(made=False, number=3, days=400, minutes=5)
    file().write_text("[backups]\nmade=perhaps\nnumber=0\ndays=99999999\nminutes=²\n", encoding="utf-8")
    assert Settings().backups == chosen() == BackupWishes()


def test_the_columns_of_the_latest_layouts_are_kept():
    settings = Settings()
    assert settings.columns == {}
    for number in range(60):
        settings.keep_columns(str(number), {"Überschrift, kurz": "headline"})
    settings.keep_columns("30", {"Body": "text"})
    kept = Settings().columns
    assert list(kept)[:3] == ["30", "59", "58"]
    assert len(kept) == 40
    assert (kept["30"], kept["59"]) == ({"Body": "text"}, {"Überschrift, kurz": "headline"})


@pytest.mark.parametrize("stored", ["no JSON", "[1, 2]", '{"a": [1]}', '{"a": {"b": 5}}', "[" * 5000])
def test_damaged_columns_are_none_or_text(stored):
    Settings()._store.setValue("import/columns", stored)
    found = Settings().columns
    assert all(isinstance(field, str) for mapping in found.values() for field in mapping.values())


def test_corrections_of_imports_are_remembered_and_damaged_ones_are_none():
    rule = Rule("a saved web page: courier.example", "outlet", "www.courier.example | Home", "Courier, “North”")
    Settings().corrections = {rule.key: rule}
    again = Settings()
    assert again.corrections == {rule.key: rule}
    again._store.setValue("import/corrections", "[[")
    assert again.corrections == {}
