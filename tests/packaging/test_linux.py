"""What desktops are told, read by those who read it there."""

import configparser
import os
import shutil
import sqlite3
import subprocess
import sys
import xml.etree.ElementTree as ET
from datetime import date

import pytest

from annotations.project import Project
from installers.linux import desktop_entry, metainfo, mime_package
from installers.metadata import metadata

ABOUT = metadata()
KNOWS = """
import sys
from PySide6.QtCore import QMimeDatabase
base = QMimeDatabase()
for path in sys.argv[1:]:
    print(base.mimeTypeForFile(path, QMimeDatabase.MatchMode.MatchContent).name())
"""


def types_of(home, *paths):
    """What Qt, which reads shared-mime-info's files itself, takes the contents of files for."""
    packages = home / "data/mime/packages"
    packages.mkdir(parents=True, exist_ok=True)
    (packages / "pressmark.xml").write_text(mime_package(ABOUT), encoding="utf-8")
    environment = {**os.environ, "XDG_DATA_HOME": str(home / "data"), "XDG_DATA_DIRS": str(home / "none")}
    command = [sys.executable, "-c", KNOWS, *map(str, paths)]
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout.split()


def test_a_project_is_known_by_its_content_under_any_name(tmp_path):
    pytest.importorskip("PySide6")
    project, renamed = tmp_path / "A.pressmark", tmp_path / "renamed.bin"
    Project.create(project).close()
    shutil.copy(project, renamed)
    other, text = tmp_path / "other.bin", tmp_path / "text.pressmark"
    with sqlite3.connect(other) as database:
        database.execute("CREATE TABLE notes (words)")
    database.close()
    text.write_text("no project, whatever its name says\n", encoding="utf-8")
    found = types_of(tmp_path, project, renamed, other, text)
    assert found[:2] == [ABOUT.mime_type] * 2
    assert found[2] in {"application/vnd.sqlite3", "application/x-sqlite3"}
    assert found[3] == "text/plain"


def test_the_magic_asks_for_the_bytes_that_a_project_begins_with(tmp_path):
    path = tmp_path / "A.pressmark"
    Project.create(path).close()
    content = path.read_bytes()
    space = {"m": "http://www.freedesktop.org/standards/shared-mime-info"}
    header = ET.fromstring(mime_package(ABOUT)).find(".//m:magic/m:match", space)
    number = header.find("m:match", space)
    assert content.startswith(header.get("value").encode().decode("unicode_escape").encode())
    place = int(number.get("offset"))
    assert content[place : place + 4] == int(number.get("value"), 16).to_bytes(4, "big")


def test_the_menu_entry_opens_one_project():
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str
    entry.read_string(desktop_entry(ABOUT))
    values = dict(entry["Desktop Entry"])
    assert values["Exec"] == "pressmark open %f"
    assert values["MimeType"] == f"{ABOUT.mime_type};"
    assert values["Terminal"] == "false"


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="desktop-file-utils is not installed")
def test_the_menu_entry_is_valid(tmp_path):
    path = tmp_path / "pressmark.desktop"
    path.write_text(desktop_entry(ABOUT), encoding="utf-8")
    told = subprocess.run(["desktop-file-validate", str(path)], check=False, capture_output=True, text=True)
    assert (told.returncode, told.stdout) == (0, "")


@pytest.mark.skipif(not shutil.which("appstreamcli"), reason="appstream is not installed")
def test_the_entry_of_software_centres_is_valid(tmp_path):
    path = tmp_path / f"{ABOUT.identity}.metainfo.xml"
    path.write_text(metainfo(ABOUT, date(2026, 1, 2)), encoding="utf-8")
    command = ["appstreamcli", "validate", "--no-net", str(path)]
    told = subprocess.run(command, check=False, capture_output=True, text=True)
    assert told.returncode == 0, told.stdout
    assert not [line for line in told.stdout.splitlines() if line.startswith(("W:", "E:"))]


def test_the_entry_of_software_centres_leads_to_the_menu_entry_and_names_the_version():
    root = ET.fromstring(metainfo(ABOUT, date(2026, 1, 2)))
    assert root.findtext("launchable") == "pressmark.desktop"
    assert root.find("releases/release").attrib == {"version": ABOUT.version, "date": "2026-01-02"}
    assert root.findtext("provides/mediatype") == ABOUT.mime_type
