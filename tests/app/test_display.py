"""Whether a window can be opened, told before Qt ends the process."""

import os
import subprocess
import sys

import pytest

from app import display

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only there can a display or its libraries be missing")


@pytest.fixture
def surroundings(monkeypatch: pytest.MonkeyPatch):
    """Set the variables that say where windows go; those not named are unset."""

    def set_to(**variables: str) -> None:
        for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
            monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)

    return set_to


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch):
    """Take libraries away from the dynamic loader."""

    def take(*libraries: str) -> None:
        real = display._loaded
        monkeypatch.setattr(display, "_loaded", lambda name: None if name in libraries else real(name))

    return take


def test_where_nothing_is_shown_no_display_is_needed(surroundings) -> None:
    for platform in ("offscreen", "minimal", "offscreen:size=800x600"):
        surroundings(QT_QPA_PLATFORM=platform)
        assert display.display_problem() == ""


def test_without_a_display_it_says_so(surroundings) -> None:
    surroundings()
    assert display.display_problem().startswith("there is no display here")
    surroundings(QT_QPA_PLATFORM="xcb")
    assert display.display_problem().startswith("there is no display here")


def test_a_display_that_is_not_there_is_no_display(surroundings) -> None:
    surroundings(DISPLAY=":6007")
    assert display.display_problem().startswith("the display :6007 does not answer")


def test_the_first_platform_that_works_is_enough(surroundings) -> None:
    surroundings(QT_QPA_PLATFORM="xcb;offscreen")
    assert display.display_problem() == ""


def test_missing_libraries_are_told_by_their_packages(surroundings, without) -> None:
    without("libEGL.so.1", "libxcb-cursor.so.0")
    surroundings(QT_QPA_PLATFORM="offscreen")
    assert display.display_problem() == "Qt needs system libraries that are missing: apt-get install libegl1"
    surroundings()
    problem, _, packages = display.display_problem().partition(": apt-get install ")
    assert problem.startswith("there is no display here")
    assert {"libegl1", "libxcb-cursor0"} <= set(packages.split())  # and what else this machine lacks
    surroundings(WAYLAND_DISPLAY="wayland-none")
    assert "wayland-none" in display.display_problem()


def test_wayland_needs_its_own_libraries(surroundings, without) -> None:
    without("libwayland-client.so.0", "libwayland-cursor.so.0", "libwayland-egl.so.1")
    surroundings(QT_QPA_PLATFORM="wayland", WAYLAND_DISPLAY="wayland-none")
    assert display.display_problem().endswith("apt-get install libwayland-client0 libwayland-cursor0 libwayland-egl1")


def test_qt_that_is_not_installed_is_told(surroundings, monkeypatch) -> None:
    monkeypatch.setattr(display, "find_spec", lambda _name: None)
    assert display.display_problem() == "Qt is not installed: pip install PySide6-Essentials"


@pytest.mark.display
def test_a_display_that_answers_is_enough(surroundings) -> None:
    surroundings(DISPLAY=os.environ["DISPLAY"])
    assert display.display_problem() == ""


@pytest.mark.parametrize("words", [["annotations.cli"], ["annotations.cli", "open"], ["app"], ["app", "a.pressmark"]])
def test_opening_the_window_without_a_display_is_one_line(words: list[str]) -> None:
    bare = {name: value for name, value in os.environ.items() if "DISPLAY" not in name and name != "QT_QPA_PLATFORM"}
    done = subprocess.run(
        [sys.executable, "-m", *words], check=False, capture_output=True, text=True, timeout=60, env=bare
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("pressmark: there is no display here")
    assert done.stderr.count("\n") == 1
