"""The look as one set of tokens: light, dark, in high contrast. Palette and style sheet are made from nothing else.

Every colour on the screen is a field of `Theme` or comes from one of its methods. Sizes are device-independent
pixels.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication

from annotations.colours import SCALE_SHADES, TAG_SHADES
from annotations.colours import colour_key as colour_key  # noqa: PLC0414 -- told to be part of this module
from annotations.colours import scale_key as scale_key  # noqa: PLC0414
from app.colour import SHAPE_CONTRAST, STRONG_CONTRAST, TEXT_CONTRAST, mixed, readable
from app.style import add_style_images, style_sheet

SPACE_XS, SPACE_S, SPACE_M, SPACE_L, SPACE_XL, SPACE_XXL = 4, 8, 12, 16, 24, 32
AROUND = (SPACE_M, SPACE_S, SPACE_M, SPACE_S)
"""Margins of what stands at the edges of a workspace: left, above, right, below."""

RADIUS, CHIP_RADIUS = 6, 10
ROW_HEIGHT, ARTICLE_ROW_HEIGHT, BAR_HEIGHT, STATUS_HEIGHT = 28, 60, 44, 28
SMALL, BODY, STRONG, TITLE = 12, 13, 15, 20
READING, HEADLINE = 17, 26

TAG_COLOURS = TAG_SHADES
"""Bars of tags by name, light and dark; they stay apart for colour-blind readers."""

SCALE_COLOURS = SCALE_SHADES
"""The diverging scale, by the keys that `scale_key` gives."""


@dataclass(frozen=True)
class Theme:
    """The tokens of one appearance.

    `paper` lies under reading text, `window` under everything, `raised` under cards, fields and menus, `hover` under
    the row below the mouse. `ink` is text, `quiet` lesser text, `line` hairlines, `edge` the outline of a field
    (seen at 3:1). `accent` marks the active thing, `on_accent` is text on it, `accent_soft` the ground of a selected
    row, `found` that of words that were searched for. Text in ink, quiet and accent is readable on all of paper,
    window, raised, hover and accent_soft, ink on `found` too.
    """

    is_dark: bool
    is_contrast: bool
    paper: QColor
    window: QColor
    raised: QColor
    hover: QColor
    line: QColor
    edge: QColor
    ink: QColor
    quiet: QColor
    accent: QColor
    accent_soft: QColor
    on_accent: QColor
    danger: QColor
    warn: QColor
    ok: QColor
    found: QColor

    @classmethod
    def light(cls) -> "Theme":
        """The light appearance."""
        return cls(
            is_dark=False,
            is_contrast=False,
            paper=QColor("#FFFFFF"),
            window=QColor("#F6F5F2"),
            raised=QColor("#FFFFFF"),
            hover=QColor("#EEECE7"),
            line=QColor("#E2E0DA"),
            edge=QColor("#8C8A84"),
            ink=QColor("#1F2328"),
            quiet=QColor("#5F636A"),
            accent=QColor("#2456C7"),
            accent_soft=QColor("#E5ECFB"),
            on_accent=QColor("#FFFFFF"),
            danger=QColor("#B3261E"),
            warn=QColor("#8A5A00"),
            ok=QColor("#1B6E3C"),
            found=QColor("#FFE89A"),
        )

    @classmethod
    def dark(cls) -> "Theme":
        """The dark appearance."""
        return cls(
            is_dark=True,
            is_contrast=False,
            paper=QColor("#1B1D21"),
            window=QColor("#16181B"),
            raised=QColor("#22252A"),
            hover=QColor("#2A2E34"),
            line=QColor("#33373D"),
            edge=QColor("#757B84"),
            ink=QColor("#E8E6E1"),
            quiet=QColor("#A0A4AB"),
            accent=QColor("#8FB0FF"),
            accent_soft=QColor("#26324D"),
            on_accent=QColor("#16181B"),
            danger=QColor("#FF8A80"),
            warn=QColor("#FFC46B"),
            ok=QColor("#7FD69B"),
            found=QColor("#57480F"),
        )

    @classmethod
    def contrast(cls, *, dark: bool = False) -> "Theme":
        """High contrast: text at 7:1 and more, marks told apart by outlines and not by the grounds of words."""
        return cls.contrast_dark() if dark else cls.contrast_light()

    @classmethod
    def contrast_light(cls) -> "Theme":
        """High contrast, black on white."""
        return cls(
            is_dark=False,
            is_contrast=True,
            paper=QColor("#FFFFFF"),
            window=QColor("#FFFFFF"),
            raised=QColor("#FFFFFF"),
            hover=QColor("#E8E8E8"),
            line=QColor("#595959"),
            edge=QColor("#4D4D4D"),
            ink=QColor("#000000"),
            quiet=QColor("#2E2E2E"),
            accent=QColor("#0033A0"),
            accent_soft=QColor("#D9E6FF"),
            on_accent=QColor("#FFFFFF"),
            danger=QColor("#8B0000"),
            warn=QColor("#5C3B00"),
            ok=QColor("#004D1F"),
            found=QColor("#FFE600"),
        )

    @classmethod
    def contrast_dark(cls) -> "Theme":
        """High contrast, white on black."""
        return cls(
            is_dark=True,
            is_contrast=True,
            paper=QColor("#000000"),
            window=QColor("#000000"),
            raised=QColor("#000000"),
            hover=QColor("#262626"),
            line=QColor("#A6A6A6"),
            edge=QColor("#B3B3B3"),
            ink=QColor("#FFFFFF"),
            quiet=QColor("#E0E0E0"),
            accent=QColor("#8FD0FF"),
            accent_soft=QColor("#00295C"),
            on_accent=QColor("#000000"),
            danger=QColor("#FF9C94"),
            warn=QColor("#FFD27A"),
            ok=QColor("#8CF0AE"),
            found=QColor("#5C4700"),
        )

    @classmethod
    def of_system(cls, hints: QStyleHints) -> "Theme":
        """The appearance the system asks for; `follow_system` tells when that is another one."""
        dark = hints.colorScheme() == Qt.ColorScheme.Dark
        if wants_contrast(hints):
            return cls.contrast(dark=dark)
        return cls.dark() if dark else cls.light()

    @classmethod
    def named(cls, appearance: str, hints: QStyleHints) -> "Theme":
        """The theme for "light", "dark", "contrast" (light or dark as the system is) or "system"."""
        match appearance:
            case "light":
                return cls.light()
            case "dark":
                return cls.dark()
            case "contrast":
                return cls.contrast(dark=hints.colorScheme() == Qt.ColorScheme.Dark)
            case _:
                return cls.of_system(hints)

    @property
    def text_contrast(self) -> float:
        """What text in a colour of its own needs at least against its ground."""
        return STRONG_CONTRAST if self.is_contrast else TEXT_CONTRAST

    def tag_colour(self, name: str) -> QColor:
        """The bar of a tag: at least 3:1 on paper, 4.5:1 in high contrast.

        Args:
            name: a colour's name, #RRGGBB (made darker or lighter where the paper needs it), or a `scale_key`.
                Anything else gives slate.
        """
        least = TEXT_CONTRAST if self.is_contrast else SHAPE_CONTRAST
        if shades := TAG_COLOURS.get(name) or SCALE_COLOURS.get(name):
            return readable(QColor(shades[self.is_dark]), self.paper, least)
        if name.startswith("#") and (colour := QColor(name)).isValid():
            return readable(colour, self.paper, least)
        return readable(QColor(TAG_COLOURS["slate"][self.is_dark]), self.paper, least)

    def tag_fill(self, name: str, *, strong: bool = False) -> QColor:
        """The ground of a tag's passage or chip on paper: its bar at 22 %, strong at 30 %; opaque."""
        return mixed(self.paper, self.tag_colour(name), 0.30 if strong else 0.22)

    def scale_colour(self, value: int | None) -> QColor:
        """The bar of a place on a scale; beyond ±2 as at the end, None (mixed, not expressed) is slate."""
        return self.tag_colour("slate" if value is None else scale_key(value))

    @property
    def selection(self) -> QColor:
        """The ground of selected reading text: lets marks shine through."""
        colour = QColor(self.accent)
        colour.setAlphaF(0.30)
        return colour

    @property
    def veil(self) -> QColor:
        """Laid over words that were cut from a text: greys them and leaves them readable."""
        colour = QColor(self.paper)
        colour.setAlphaF(0.15 if self.is_contrast else 0.30)
        return colour

    def palette(self) -> QPalette:
        """The tokens in Qt's roles."""
        palette = QPalette()
        faint = mixed(self.window, self.ink, 0.45)
        for role, colour in self._roles().items():
            palette.setColor(role, colour)
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, faint)
        return palette

    def _roles(self) -> dict[QPalette.ColorRole, QColor]:
        role = QPalette.ColorRole
        return {
            role.Window: self.window,
            role.WindowText: self.ink,
            role.Base: self.raised,
            role.AlternateBase: self.window,
            role.Text: self.ink,
            role.Button: self.raised,
            role.ButtonText: self.ink,
            role.BrightText: self.danger,
            role.ToolTipBase: self.raised,
            role.ToolTipText: self.ink,
            role.PlaceholderText: self.quiet,
            role.Highlight: self.accent_soft,
            role.HighlightedText: self.ink,
            role.Accent: self.accent,
            role.Link: self.accent,
            role.LinkVisited: self.accent,
            role.Light: self.raised,
            role.Midlight: self.hover,
            role.Mid: self.line,
            role.Dark: self.edge,
            role.Shadow: self.line,
        }

    def style_sheet(self) -> str:
        """The one style sheet of the application."""
        tokens = {
            item.name: getattr(self, item.name).name() for item in fields(self) if not item.name.startswith("is_")
        }
        selection = self.selection
        tokens["selection"] = f"rgba({selection.red()}, {selection.green()}, {selection.blue()}, {selection.alpha()})"
        return style_sheet(tokens, shade="dark" if self.is_dark else "light")

    def apply(self, application: QApplication) -> None:
        """Dress the whole application: Fusion style, palette, interface face, style sheet."""
        add_style_images()
        if not application.styleSheet():  # once: every part of the window is dressed anew for it
            application.setStyle("Fusion")
        application.setPalette(self.palette())
        application.setFont(interface_font())
        application.setStyleSheet(self.style_sheet())


def wants_contrast(hints: QStyleHints) -> bool:
    """Whether the system asks for high contrast; Qt says so since 6.10."""
    if not hasattr(hints, "accessibility"):
        return False
    return bool(hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast)


def follow_system(hints: QStyleHints, slot: Callable[[], object]) -> None:
    """Call a method of an object of Qt whenever the system changes between light, dark and high contrast."""
    hints.colorSchemeChanged.connect(slot)  # not by a lambda, which would outlive the object
    if hasattr(hints, "accessibility"):
        hints.accessibility().contrastPreferenceChanged.connect(slot)


def interface_font(size: int = BODY, *, bold: bool = False) -> QFont:
    """The system's interface face at a size in pixels."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font.setPixelSize(size)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font
