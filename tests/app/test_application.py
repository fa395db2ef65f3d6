"""The window as it is started: by the real entry, in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from annotations.project import Project

START = """
import json, sys
from PySide6.QtWidgets import QApplication
from app import application

def shown(_application):
    QApplication.processEvents()
    windows = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
    print(json.dumps({"windows": [window.windowTitle() for window in windows], "modules": sorted(sys.modules)}))
    return 0

QApplication.exec = shown  # instead of waiting for a person
sys.exit(application.open_window())
"""
OPENING = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from app import application, presence
from app.settings import Settings

Settings().person = ("Anna Lindqvist", "AL")
asked = []
presence.come_forward = asked.append  # nobody comes
QApplication.exec = lambda _application: 0
application.open_window(Path(sys.argv[1]))
print(len(asked))
"""
FIRST = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from app import application
from app.dialogs.person import PersonDialog
from app.window import Window

def named(dialog):
    dialog.name_field.setText("Anna Lindqvist")
    dialog.accept()
    return dialog.result()

def looked(_application):
    window = next(one for one in QApplication.topLevelWidgets() if isinstance(one, Window))
    print(window.session.coder.name, window.banner.text or window.toast.text or "nothing is told", sep=": ")
    return 0

PersonDialog.exec = named
QApplication.exec = looked
application.open_window(Path(sys.argv[1]))
"""
FORGET = """
from app.help import news
from app.settings import Settings
Settings().keep(news._SEEN, "0.0.1")
"""
HEAVY = (
    "spacy",
    "reportlab",
    "trafilatura",
    "uharfbuzz",
    "docx",
    "pypdfium2",
    "lxml",
    "numpy",
    "sqlite_utils",
    "sentencex",
    "bidi",
    "py3langid",
    "click",
)

QT = {"PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets", "PySide6.QtSvg"}


def told(program: str, *arguments: str) -> str:
    """What a program prints that is run by a Python of its own."""
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


@pytest.fixture
def started(own_folders: Path) -> dict[str, list[str]]:
    """Titles of the windows and names of the modules when the window has just been shown."""
    return json.loads(told(START))


def test_the_window_starts_without_anything_heavy(started: dict[str, list[str]]) -> None:
    assert started["windows"] == ["Pressmark"]
    assert not {name.split(".")[0] for name in started["modules"]} & set(HEAVY)
    assert {"PySide6.QtWidgets", "app.window", "annotations.project"} <= set(started["modules"])
    assert not [name for name in started["modules"] if name.startswith("PySide6.Qt") and name not in QT]


def test_a_window_that_may_have_the_project_is_asked_once(own_folders: Path, tmp_path: Path) -> None:
    project = tmp_path / "week.pressmark"
    Project.create(project, coder=("Anna Lindqvist", "AL")).close()
    assert told(OPENING, str(project)) == "1\n"


def test_who_gives_a_name_at_the_first_start_is_told_of_no_update_and_who_was_here_before_is(
    own_folders: Path, tmp_path: Path
) -> None:
    project = tmp_path / "week.pressmark"
    Project.create(project, coder=("Boris Roy", "BR")).close()
    assert told(FIRST, str(project)) == "Anna Lindqvist: nothing is told\n"
    assert told(FIRST, str(project)) == "Anna Lindqvist: nothing is told\n"
    assert "Pressmark was updated" in told(FIRST.replace("import sys\n", f"import sys\n{FORGET}", 1), str(project))
