"""Icons: those that are used are there, are drawn alike, and follow the theme."""

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtGui import QIcon, QPalette
from PySide6.QtWidgets import QPushButton

from app.colour import SHAPE_CONTRAST, contrast
from app.command_icons import ICONS
from app.icons import application_icon, icon, pixmap, put_icon
from app.session import Session
from app.settings import Settings
from app.theme import Theme
from app.window import Window

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "resources/icons"
"""Of the sources, as the code is: among what is installed may be what an earlier build left behind."""

NAMES = sorted(file.stem for file in FOLDER.glob("*.svg"))


def ink(image):
    """Colours of the pixels that are drawn."""
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return [colour for colour in pixels if colour.alpha() > 200]


def used():
    """Every short string of the code that is the name of an icon, or stands where one is wanted."""
    found = set()
    for path in (ROOT / "app").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", "")
                asked = node.args[1:2] if name == "put_icon" else node.args[:1] if name in ("icon", "pixmap") else []
                found.update(value.value for value in asked if isinstance(value, ast.Constant))
            elif isinstance(node, ast.Constant) and node.value in NAMES:
                found.add(node.value)
    return found


def test_every_icon_the_code_names_is_there_and_none_is_shipped_unused():
    assert used() == set(NAMES)


def test_signs_are_of_commands_that_are_there_and_switches_have_none(qtbot):
    window = Window(Session(), Settings(), Theme.light())
    qtbot.addWidget(window)
    known = {command.id: command for command in window.commands}
    window.close()
    window.session.shut_down()
    assert set(ICONS) <= set(known)
    assert not [name for name in ICONS if known[name].checked is not None]


def test_one_thing_has_one_sign():
    for word, sign in (("delete", "trash-2"), ("merge", "merge"), ("rename", "pencil"), ("export", "file-down")):
        assert {icon for name, icon in ICONS.items() if name.rpartition(".")[2] == word} == {sign}


def test_the_licence_stands_beside_them():
    assert "ISC License" in (FOLDER / "LICENSE-lucide.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_is_an_outline_of_one_width_in_one_colour(name):
    outline = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    assert re.findall(r'stroke-width="([^"]*)"', outline) == ["2"]
    assert re.findall(r'stroke="([^"]*)"', outline) == ["currentColor"]
    assert 'viewBox="0 0 24 24"' in outline
    assert re.findall(r'fill="([^"]*)"', outline) == ["none"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("theme", [Theme.light(), Theme.dark()], ids=["light", "dark"])
def test_every_icon_is_drawn_and_can_be_seen(qapp, use_theme, name, theme):
    use_theme(theme)
    image = icon(name).pixmap(16, 16).toImage()
    seen = ink(image)
    assert sum(image.pixelColor(x, y).alphaF() for x in range(16) for y in range(16)) > 15
    for ground in (theme.window, theme.raised, theme.paper, theme.hover):
        assert all(contrast(colour, ground) >= SHAPE_CONTRAST for colour in seen)


def test_strokes_have_one_width_at_every_size(qapp):
    for size in (16, 24, 32):
        image = pixmap("plus", Theme.light().ink, size, 4.0).toImage()
        middle = image.width() // 4
        thickness = sum(image.pixelColor(middle, y).alpha() for y in range(image.height())) / 255 / 4
        assert thickness == pytest.approx(1.5, abs=0.1)


def test_what_is_disabled_is_fainter(qapp):
    normal = ink(icon("search").pixmap(16, 16).toImage())[0]
    faint = ink(icon("search").pixmap(16, 16, QIcon.Mode.Disabled).toImage())[0]
    assert contrast(faint, Theme.light().window) < contrast(normal, Theme.light().window)


def test_an_icon_on_a_button_follows_the_theme(qtbot, use_theme):
    button = QPushButton()
    qtbot.addWidget(button)
    button.show()
    put_icon(button, "search")
    before = ink(button.icon().pixmap(16, 16).toImage())[0]
    use_theme(Theme.dark())
    after = ink(button.icon().pixmap(16, 16).toImage())[0]
    assert before.lightness() < 80
    assert after.lightness() > 170


def test_another_icon_takes_the_place_of_the_one_before(qtbot, use_theme):
    button = QPushButton()
    qtbot.addWidget(button)
    put_icon(button, "plus")
    put_icon(button, "search", QPalette.ColorRole.Link)
    use_theme(Theme.dark())
    wanted = icon("search", QPalette.ColorRole.Link).pixmap(16, 16).toImage()
    assert button.icon().pixmap(16, 16).toImage() == wanted


def test_an_unknown_name_is_an_error(qapp):
    with pytest.raises(FileNotFoundError):
        icon("no-such-icon")


def test_the_programs_own_icon_is_drawn_for_each_size_and_shows_the_mark(qapp):
    made = application_icon()
    for size in (16, 32, 256):
        image = made.pixmap(size, size).toImage()
        assert (image.width(), image.height()) == (size, size)
        names = {colour.name() for colour in ink(image)}
        assert {"#2456c7", "#e08a00", "#ffe3a8"} <= names, "frame, bar and fill are whole pixels at every size"
