"""Licences of what a frozen program has besides what pip installed."""

import shutil
import sys
from pathlib import Path

import pytest

from annotations.components import COLLECTED, Component, from_json
from installers import licences
from installers.licences import collect, of_the_system

needs_dpkg = pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("dpkg-query"), reason="this is no system with Debian packages"
)


def library(name):
    for folder in ("/lib", "/usr/lib"):
        for path in Path(folder).glob(f"*-linux-gnu/{name}"):
            return str(path)
    pytest.skip(f"{name} is not there")


@needs_dpkg
def test_a_library_of_the_system_comes_with_the_words_of_its_package():
    path = library("libc.so.6")
    [part] = of_the_system([path, path])
    assert part.name == "libc6 (Debian)"
    assert "GNU" in part.texts[0][1]


@needs_dpkg
def test_beside_the_systems_own_python_it_is_no_part_of_python(monkeypatch):
    path = library("libc.so.6")
    monkeypatch.setattr(sys, "base_prefix", "/usr")
    assert [part.name for part in of_the_system([path])] == ["libc6 (Debian)"]


@needs_dpkg
def test_a_library_that_nobody_answers_for_stops_the_build(tmp_path):
    stray = tmp_path / "libstray.so.1"
    stray.write_bytes(b"\x7fELF")
    with pytest.raises(LookupError, match=r"libstray\.so\.1"):
        list(of_the_system([str(stray)]))


def test_what_came_with_python_or_by_pip_is_known_already():
    assert list(of_the_system([str(Path(sys.prefix) / "lib/x.so"), str(Path(sys.base_prefix) / "y")])) == []


def test_text_and_list_are_written_for_the_spec_to_pack(tmp_path, monkeypatch):
    monkeypatch.setattr(licences, "_bootloader", lambda: Component("PyInstaller (start code)", "6", "GPL", ()))
    made = collect([str(Path(sys.prefix) / "lib/x.so")], tmp_path)
    assert set(made) == {"LICENCES.txt", f"resources/{COLLECTED}"}
    listed = [one.name for one in from_json(made[f"resources/{COLLECTED}"].read_text(encoding="utf-8"))]
    assert {"Python", "PySide6_Essentials", "Lucide (icons)", "PyInstaller (start code)"} <= set(listed)
    text = made["LICENCES.txt"].read_text(encoding="utf-8")
    assert [name for name in listed if f"\n{name} " not in text] == []
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in text
