"""What the program is made of: complete, with its licences, and readable again from what a build wrote."""

import re
from importlib.metadata import distribution
from pathlib import Path

import pytest

from annotations import __version__, components
from annotations.components import Component, as_text, from_json, installed, to_json

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def found():
    return installed()


def test_the_program_stands_first_and_all_it_asks_for_is_there(found):
    assert (found[0].name.casefold(), found[0].version) == ("pressmark", __version__)
    names = {re.sub(r"[-_.]+", "-", one.name).casefold() for one in found}
    for line in distribution("pressmark").requires:
        if "extra ==" not in line and ";" not in line and not line.startswith("en-core-web"):
            assert re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", line)[0]).casefold() in names


def test_the_language_and_the_database_are_named(found):
    by_name = {one.name: one for one in found}
    assert by_name["Python"].version.count(".") == 2
    assert by_name["SQLite"].licence == "public domain"


def test_the_words_of_pythons_licence_are_found_where_windows_has_them_too(monkeypatch, tmp_path):
    (tmp_path / "Lib").mkdir()
    (tmp_path / "LICENSE.txt").write_text("PYTHON SOFTWARE FOUNDATION LICENSE", encoding="utf-8")
    monkeypatch.setattr(components.sysconfig, "get_path", lambda _: str(tmp_path / "Lib"))
    monkeypatch.setattr(components.sys, "base_prefix", str(tmp_path))
    python = next(components._of_the_language())
    assert python.texts == (("LICENSE.txt", "PYTHON SOFTWARE FOUNDATION LICENSE"),)


def test_what_qt_leaves_out_is_added(found):
    qt = next(one for one in found if one.name == "PySide6_Essentials")
    assert [name for name, _ in qt.texts] == ["LGPL-3.0.txt", "GPL-3.0.txt"]
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in qt.texts[0][1]


def test_data_under_another_licence_than_the_code_are_told_of():
    pytest.importorskip("pymorphy3_dicts_ru")
    dictionary = components._of(distribution("pymorphy3-dicts-ru"))
    assert dictionary.licence.startswith("MIT license; CC-BY-SA-3.0, https://")


def test_tools_for_tests_are_no_part_of_it(found):
    assert not {"pytest", "hypothesis", "mypy", "ruff"} & {one.name for one in found}


def test_the_versions_of_fonts_and_icons_are_those_of_the_files(found):
    by_name = {one.name: one.version for one in found}
    table = (ROOT / "resources/fonts/README.md").read_text(encoding="utf-8")
    for family in ("Source Sans 3", "Source Serif 4"):
        assert re.search(rf"\| {family}: [^|]*\| {by_name[family]} \|", table)
    icons = [path.read_text(encoding="utf-8") for path in (ROOT / "resources/icons").glob("*.svg")]
    assert all(f"v{by_name['Lucide (icons)']} " in icon for icon in icons)


def test_what_a_build_wrote_reads_back(found):
    assert from_json(to_json(found)) == found


@pytest.mark.parametrize("text", ["", "{", "5", '"x"', "[5]", '[{"name": "a"}]', "[" * 100_000,
                                  '[{"name": 1, "version": "", "licence": "", "texts": []}]'])  # fmt: skip
def test_another_file_is_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        from_json(text)


def test_a_frozen_program_says_what_its_build_collected(monkeypatch, tmp_path):
    monkeypatch.setattr(components, "files", lambda _: tmp_path)
    kept = [Component("Pressmark", "9", "MIT", (("LICENSE", "words"),))]
    (tmp_path / components.COLLECTED).write_text(to_json(kept), encoding="utf-8")
    assert components.components() == kept


def test_one_text_holds_all_of_it():
    text = as_text([Component("One", "1", "MIT", (("LICENSE", "as is\n"),)), Component("Two", "2", "none")])
    assert text.index("One 1") < text.index("as is") < text.index("Two 2") < text.index("(No licence file.)")
