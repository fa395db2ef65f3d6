"""Every pair of colours that stands on the screen can be read; everyone sees the same tag in the same colour."""

from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPushButton, QTabBar, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotations.codebook import Tag
from app.colour import contrast, mixed, readable
from app.reader.inks import Inks
from app.style import add_style_images
from app.theme import SCALE_COLOURS, TAG_COLOURS, Theme, colour_key, scale_key

CONTRAST = [
    pytest.param(Theme.contrast(), id="high contrast"),
    pytest.param(Theme.contrast(dark=True), id="high contrast, dark"),
]
THEMES = [pytest.param(Theme.light(), id="light"), pytest.param(Theme.dark(), id="dark"), *CONTRAST]
GROUNDS = ("paper", "window", "raised", "hover", "accent_soft")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground"), list(product(("ink", "quiet", "accent"), GROUNDS)))
def test_text_is_readable_on_every_ground(theme: Theme, text: str, ground: str) -> None:
    assert contrast(getattr(theme, text), getattr(theme, ground)) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground"), list(product(("danger", "warn", "ok"), ("paper", "window", "raised"))))
def test_messages_are_readable(theme: Theme, text: str, ground: str) -> None:
    assert contrast(getattr(theme, text), getattr(theme, ground)) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_what_is_found_is_readable_and_stands_out_by_its_outline(theme: Theme) -> None:
    assert contrast(theme.ink, theme.found) >= 4.5
    for ground in (theme.paper, theme.found):
        assert contrast(theme.warn, ground) >= 3


@pytest.mark.parametrize("theme", CONTRAST)
@pytest.mark.parametrize(("text", "ground"), list(product(("ink", "quiet", "accent"), GROUNDS)))
def test_in_high_contrast_text_has_seven_to_one_on_every_ground(theme: Theme, text: str, ground: str) -> None:
    assert contrast(getattr(theme, text), getattr(theme, ground)) >= 7


@pytest.mark.parametrize("theme", CONTRAST)
def test_in_high_contrast_messages_numbers_and_outlines_are_as_clear(theme: Theme) -> None:
    for text in (theme.danger, theme.warn, theme.ok):
        assert contrast(text, theme.paper) >= 7
    assert contrast(theme.on_accent, theme.accent) >= 7
    assert contrast(theme.ink, theme.found) >= 7
    assert contrast(theme.line, theme.paper) >= 4.5
    inks = Inks(theme, 17)
    for key in (*TAG_COLOURS, *SCALE_COLOURS, "#FFFF00", "#123456"):
        assert contrast(inks.label(key), theme.paper) >= 7
        assert contrast(inks.bar(key), theme.paper) >= 4.5
        for strong in (False, True):
            assert contrast(theme.ink, theme.tag_fill(key, strong=strong)) >= 7


@pytest.mark.parametrize("theme", CONTRAST)
def test_in_high_contrast_words_of_a_mark_keep_the_paper_as_their_ground(theme: Theme) -> None:
    inks = Inks(theme, 17)
    assert inks.fill("blue") == inks.fill("blue", strong=True) == theme.paper
    assert contrast(theme.ink, inks.active("blue")) >= 7
    assert contrast(theme.ink, inks.hovered("blue")) >= 7
    assert inks.active("blue") != theme.paper


@pytest.mark.parametrize(
    ("appearance", "dark", "asks", "expected"),
    [
        ("system", False, False, Theme.light()),
        ("system", True, False, Theme.dark()),
        ("system", False, True, Theme.contrast()),
        ("system", True, True, Theme.contrast(dark=True)),
        ("contrast", True, False, Theme.contrast(dark=True)),
        ("contrast", False, False, Theme.contrast()),
        ("light", True, True, Theme.light()),
        ("dark", False, True, Theme.dark()),
    ],
)
def test_the_system_is_followed_in_brightness_and_contrast(
    appearance: str, dark: bool, asks: bool, expected: Theme
) -> None:
    class Hints:
        def colorScheme(self) -> Qt.ColorScheme:
            return Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light

        def accessibility(self) -> "Hints":
            return self

        def contrastPreference(self) -> Qt.ContrastPreference:
            return Qt.ContrastPreference.HighContrast if asks else Qt.ContrastPreference.NoPreference

    assert Theme.named(appearance, Hints()) == expected


def test_a_qt_that_does_not_know_of_contrast_asks_for_none() -> None:
    class Hints:
        def colorScheme(self) -> Qt.ColorScheme:
            return Qt.ColorScheme.Light

    assert Theme.named("system", Hints()) == Theme.light()


@pytest.mark.parametrize("theme", THEMES)
def test_text_on_the_accent_is_readable(theme: Theme) -> None:
    assert contrast(theme.on_accent, theme.accent) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("key", [*TAG_COLOURS, *SCALE_COLOURS])
def test_bars_stand_out_and_fills_leave_text_readable(theme: Theme, key: str) -> None:
    assert contrast(theme.tag_colour(key), theme.paper) >= 3
    assert contrast(theme.tag_colour(key), theme.raised) >= 3
    for strong in (False, True):
        assert contrast(theme.ink, theme.tag_fill(key, strong=strong)) >= 4.5
    assert theme.tag_fill(key) != theme.tag_fill(key, strong=True) != theme.paper


@pytest.mark.parametrize("theme", THEMES)
def test_outlines_of_fields_stand_out(theme: Theme) -> None:
    for ground in (theme.raised, theme.window, theme.paper):
        assert contrast(theme.edge, ground) >= 3


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("colour", ["#FFFF00", "#000000", "#ffffff", "#123456", "#FEDCBA"])
def test_a_colour_of_ones_own_is_made_to_stand_out(theme: Theme, colour: str) -> None:
    assert contrast(theme.tag_colour(colour), theme.paper) >= 3


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("key", ["", "mauve", "#12", "#zzzzzz"])
def test_an_unknown_colour_is_slate(theme: Theme, key: str) -> None:
    assert theme.tag_colour(key) == theme.tag_colour("slate")


def test_the_scale_has_five_places_and_one_for_no_place() -> None:
    theme = Theme.light()
    assert len({theme.scale_colour(value).name() for value in range(-2, 3)}) == 5
    assert theme.scale_colour(-7) == theme.scale_colour(-2)
    assert theme.scale_colour(None) == theme.tag_colour("slate")


def test_a_tags_key_is_its_colour_or_its_place_on_the_scale() -> None:
    assert colour_key(Tag(name="Monopoly", colour="blue")) == "blue"
    assert colour_key(Tag(name="Critical", value=-1)) == scale_key(-1) == "-1"
    assert colour_key(Tag(name="Neutral", value=0)) == "+0"
    assert colour_key(Tag(name="Mixed")) == "slate"


def test_mixing_and_darkening() -> None:
    assert mixed(QColor("white"), QColor("black"), 0.5).name() == "#808080"
    assert readable(QColor("#2456C7"), QColor("white"), 3).name() == "#2456c7"
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)


@pytest.mark.parametrize("theme", THEMES)
def test_the_palette_uses_the_tokens(theme: Theme) -> None:
    palette = theme.palette()
    assert palette.color(QPalette.ColorRole.Window) == theme.window
    assert palette.color(QPalette.ColorRole.Highlight) == theme.accent_soft
    assert palette.color(QPalette.ColorRole.HighlightedText) == theme.ink


@pytest.mark.parametrize("theme", THEMES)
def test_the_style_sheet_is_understood_and_finds_its_images(theme: Theme, qtbot: QtBot) -> None:
    add_style_images()
    window = QWidget()
    qtbot.addWidget(window)
    window.setPalette(theme.palette())
    window.setStyleSheet(theme.style_sheet())
    layout = QVBoxLayout(window)
    box = QCheckBox("Show")
    box.setChecked(True)
    for widget in (QPushButton("Add"), QLineEdit("text"), QComboBox(), QTabBar(), box):
        layout.addWidget(widget)
    window.resize(300, 300)
    image = window.grab().toImage()
    assert theme.accent.name() in colours(image)
    assert "$" not in theme.style_sheet()
    for name in ("check", "chevron-down", "close", "tick", "dash", "dot", "chevron-up", "chevron-right"):
        assert not QImage(f"styles:{name}-{'dark' if theme.is_dark else 'light'}.svg").isNull()


def colours(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
