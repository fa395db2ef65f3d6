"""Settings for another machine: what goes along, what stays, and files that are not as they should be."""

import json
import os

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from annotations.backups import BackupWishes
from annotations.errors import ExportError
from annotations.importers.remembered import Rule
from annotations.language.gazetteer import own_file, template
from app.reasons import keep_reasons, reasons
from app.settings import Settings, settings_file
from app.travelling import FORMAT, LARGEST, SettingsFileError, read, take, write

RULE = Rule("a saved web page: courier.example", "outlet", "www.courier.example | Home", "Courier, “North”")


@pytest.fixture
def filled(qapp, tmp_path):
    made = Settings()
    made.person = ("Anna Lindqvist", "AL")
    made.appearance = "dark"
    made.reading_size, made.reading_text = 19, ("sans", 80, 150)
    made.backups = BackupWishes(made=False, number=3, days=40, minutes=5)
    made.shared_way = "copy"
    made.suggestions, made.suggestions_least = False, 0.3
    made.keep_keys("go.sentence", ("", "U"))
    made.keep_columns("Überschrift", {"Überschrift": "headline"})
    made.corrections = {RULE.key: RULE}
    keep_reasons(made, ["sport", "weather"])
    own_file().write_text(template() + "", encoding="utf-8")
    project = tmp_path / "Secret source.pressmark"
    project.touch()
    made.remember(project)
    made.keep_folder(tmp_path / "Confidential")
    made.keep_search("uid", "whistleblower")
    return made


def elsewhere(monkeypatch, tmp_path):
    """The settings of another machine."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "elsewhere"))
    return Settings()


def test_what_may_travel_arrives(filled, tmp_path, monkeypatch):
    path = tmp_path / "settings.json"
    write(filled, path)
    other = elsewhere(monkeypatch, tmp_path)
    told = take(other, read(path))
    assert told.left == ()
    assert len(told.taken) == 11
    assert other.person == ("Anna Lindqvist", "AL")
    assert (other.appearance, other.reading_size, other.reading_text) == ("dark", 19, ("sans", 80, 150))
    assert other.backups == BackupWishes(made=False, number=3, days=40, minutes=5)
    assert other.own_keys == {"go.sentence": ("", "U")}
    assert (other.shared_way, other.columns) == ("copy", {"Überschrift": {"Überschrift": "headline"}})
    assert (other.suggestions, other.suggestions_least) == (False, 0.3)
    assert (other.corrections, reasons(other)) == ({RULE.key: RULE}, ["sport", "weather"])
    assert own_file().read_text(encoding="utf-8") == template()


def test_projects_folders_and_searches_stay(filled, tmp_path):
    path = tmp_path / "settings.json"
    write(filled, path)
    written = path.read_text(encoding="utf-8")
    assert not [word for word in ("Secret", "Confidential", "whistleblower", str(tmp_path)) if word in written]


def test_a_name_and_a_list_of_actors_that_are_there_stay(filled, tmp_path, monkeypatch):
    path = tmp_path / "settings.json"
    write(filled, path)
    other = elsewhere(monkeypatch, tmp_path)
    other.person = ("Boris Hart", "BH")
    own_file().parent.mkdir(parents=True, exist_ok=True)
    own_file().write_text("mine", encoding="utf-8")
    told = take(other, read(path))
    assert [part.partition(" (")[0] for part in told.left] == ["name and initials", "your own list of actors"]
    assert other.person == ("Boris Hart", "BH")
    assert own_file().read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"\xff\xfe", b'{"format": "other", "version": 1, "settings": {}}', b"[" * 100_000,
     b'{"format": "pressmark-settings", "version": 1, "settings": []}',
     b'{"format": "pressmark-settings", "version": "x", "settings": {}}'],
)  # fmt: skip
def test_another_file_is_refused(tmp_path, content):
    path = tmp_path / "a.json"
    path.write_bytes(content)
    with pytest.raises(SettingsFileError, match=r"a\.json"):
        read(path)


def test_a_newer_one_names_the_program(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"format": FORMAT, "version": 9, "program": "7.5", "settings": {}}))
    with pytest.raises(SettingsFileError, match=r"written by Pressmark 7\.5\. Install that version"):
        read(path)


@pytest.mark.parametrize("program", ["7.5\nInstall it from example.org", " ", "9" * 400, 7])
def test_a_newer_one_is_named_by_what_can_be_a_version_only(tmp_path, program):
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"format": FORMAT, "version": 9, "program": program, "settings": {}}))
    with pytest.raises(SettingsFileError, match=r"written by a newer Pressmark\. Install"):
        read(path)


def test_nobody_works_under_a_name_of_blanks(qapp):
    made = Settings()
    assert take(made, {"person": ["  ", " "]}).taken == ()
    assert made.person == ("", "")


def test_one_that_is_not_there_or_is_huge_is_refused(tmp_path):
    with pytest.raises(SettingsFileError, match="cannot be read"):
        read(tmp_path / "gone.json")
    path = tmp_path / "huge.json"
    path.write_bytes(b" " * (LARGEST + 1))
    with pytest.raises(SettingsFileError, match="no settings"):
        read(path)


def test_a_place_that_cannot_be_written_is_told(filled, tmp_path):
    with pytest.raises(ExportError, match="file of settings cannot be written"):
        write(filled, tmp_path / "gone" / "settings.json")


HOSTILE = {
    "person": ["Anna\nEve", "A"],
    "appearance": ["dark"],
    "text": ["no such face on any machine", 17, 70, 145],
    "keys": {"../../x": ["", ""]},
    "backups": {"made": True, "number": 10**9, "days": 1, "minutes": 1},
    "shared": "everywhere",
    "suggestions": [True, 1.5],
    "reasons": [{"a": 1}],
    "columns": {"a": {"b": 5}},
    "corrections": [["a", "outlet", "b", "c\n<img src='http://x'>"]],
    "actors": "id,name\n\x00broken",
}


LONG = {
    "person": ["Anna" * 200_000, "A"],
    "text": ["x" * 600_000, 17, 70, 145],
    "reasons": ["sport"] * 100_000,
    "columns": {"a" * 600_000: {"a": "headline"}},
    "actors": template() + "\n" * 5_000_000,
}


@pytest.mark.parametrize("key", LONG)
def test_a_part_that_is_far_too_long_is_left(qapp, key):
    fresh = Settings()
    before = fresh.snapshot()
    assert (len(take(fresh, {key: LONG[key]}).left), fresh.snapshot()) == (1, before)
    assert not own_file().exists()


def test_a_part_that_is_nested_without_end_is_left(qapp):
    nested = []
    for _ in range(5000):
        nested = [nested]
    assert take(Settings(), {"reasons": nested}).left == ("reasons for leaving out",)


@pytest.mark.parametrize("more", ['# "quoted"\n' * 400_000, "# " + "я" * 4_000_000, "#  " + "я" * 4_000_000])
def test_a_list_of_actors_that_is_too_large_to_be_read_again_stays_and_is_named(filled, tmp_path, more):
    own_file().write_text(template() + more, encoding="utf-8")
    path = tmp_path / "settings.json"
    assert write(filled, path) == ("your own list of actors",)
    assert path.stat().st_size < LARGEST
    assert read(path).keys() >= {"person", "keys"}
    assert "actors" not in read(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "a.json")
    with pytest.raises(SettingsFileError, match="no settings"):
        read(tmp_path / "a.json")


@pytest.mark.parametrize("key", HOSTILE)
def test_a_part_that_is_not_as_it_should_be_is_left_and_named(qapp, key):
    fresh = Settings()
    before = fresh.snapshot()
    told = take(fresh, {key: HOSTILE[key], "unknown": 5})
    assert told.taken == ()
    assert len(told.left) == 1
    assert fresh.snapshot() == before
    assert not own_file().exists()


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.dictionaries(st.sampled_from(list(HOSTILE)), anything))
def test_whatever_stands_in_it_the_settings_can_be_read_afterwards(qapp, values):
    made = Settings()
    take(made, values)
    names = ("person", "appearance", "reading_text", "backups", "own_keys", "columns", "corrections", "shared_way")
    for name in (*names, "suggestions", "suggestions_least"):
        getattr(made, name)
    assert made.appearance in ("system", "light", "dark", "contrast")


def test_a_snapshot_brings_everything_back(filled):
    before = filled.snapshot()
    take(filled, {"appearance": "light", "keys": {"go.claim": ["", "Y"]}})
    assert filled.own_keys == {"go.claim": ("", "Y")}
    filled.restore(before)
    del filled
    again = Settings()
    assert again.appearance == "dark"
    assert again.own_keys == {"go.sentence": ("", "U")}
    assert settings_file().exists()
