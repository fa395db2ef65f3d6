"""What is done with an article's text beside coding it: moving the edges of a claim, finding words, how it is set."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt

from app.claim_view import BY_CODER
from app.commands import Command
from app.reader.edges import Edge
from app.reader.text_style import TextStyle
from app.settings import Settings
from app.theme import SPACE_XL
from app.widgets.text_dialog import TextDialog

if TYPE_CHECKING:
    from app.window import Window

_EDGES = (
    ("claim.start-earlier", "&Start one word earlier", Edge.START, -1, "H"),
    ("claim.start-later", "Start one &word later", Edge.START, 1, "Shift+H"),
    ("claim.end-later", "&End one word later", Edge.END, 1, "L"),
    ("claim.end-earlier", "End one word earl&ier", Edge.END, -1, "Shift+L"),
)
"""Ids, titles, which edge goes which way, keys."""

_MOST_DIMENSIONS = 9
_TWO = 2

_AWAY = QPoint(SPACE_XL, SPACE_XL)
"""From the corner of the reading panel to the dialog: the text above it is what one looks at."""


class ReadingActions:
    """The commands of the reader; what they do stands in `app.panels.reading`."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._session = window.session
        self._settings = window.settings
        self._reading = window.reading
        self._reading.reader.set_text_style(style_of(self._settings))
        self._reading.reader.text_style_changed.connect(self._keep_style)
        self._reading.compare_bar.changed.connect(self._follow_comparison)

    def commands(self) -> list[Command]:
        """The commands of the reader."""
        return [*self._edges(), *self._finding(), *self._text(), *self._colouring(), *self._comparing()]

    def _edges(self) -> list[Command]:
        """Each stands below the one before it, the first of them below the command that repeats tags."""
        above = ("claim.repeat", *(command_id for command_id, *_ in _EDGES))
        return [
            Command(
                command_id,
                title,
                "Claim",
                partial(self._reading.move_edge, edge, step),
                key=key,
                enabled=self._on_claim,
                separator=edge is Edge.START and step < 0,
                after=after,
            )
            for after, (command_id, title, edge, step, key) in zip(above, _EDGES, strict=False)
        ]

    def _finding(self) -> list[Command]:
        made, bar = partial(Command, menu="Edit", enabled=self._in_article), self._reading.find_bar
        return [
            made("edit.find", "&Find in article…", run=bar.open, shortcut="Ctrl+F", separator=True),
            made("edit.find-next", "Find &next", run=partial(bar.go, 1), shortcut="F3"),
            made("edit.find-previous", "Find pre&vious", run=partial(bar.go, -1), shortcut="Shift+F3"),
        ]

    def _text(self) -> list[Command]:
        return [Command("view.text", "&Text…", "View", self.set_text, "Ctrl+Shift+T", separator=True)]

    def _colouring(self) -> list[Command]:
        return [
            Command(
                f"view.colour-{number}",
                partial(self._colouring_title, number),
                "View",
                partial(self._colour, number),
                enabled=self._may_colour,
                checked=partial(self._colours, number),
                shown=partial(self._has_colouring, number),
                separator=number == 0,
            )
            for number in range(_MOST_DIMENSIONS + 1)
        ]

    def _comparing(self) -> list[Command]:
        return [
            Command(
                "view.compare",
                "Compare t&wo coders…",
                "View",
                self._compare,
                "Ctrl+Shift+C",
                enabled=self._in_article,
                checked=lambda: self._reading.compare_bar.is_open,
                separator=True,
            )
        ]

    def _compare(self) -> None:
        """Compare two coders, or no longer; one person alone is compared with nobody."""
        bar, project = self._reading.compare_bar, self._session.project
        if bar.is_open:
            bar.leave()
        elif project and len(project.coders.all()) < _TWO:
            self._window.banner.say("Only one person has worked in this project: there is nobody to compare with.")
        else:
            self._reading.compare()

    def _follow_comparison(self) -> None:
        """While two coders are compared their bar says what gives the colour."""
        self._window.bar.colour_box.setEnabled(not self._reading.compare_bar.is_open)
        self._window.commands.refresh()

    def _may_colour(self) -> bool:
        return self._in_article() and not self._reading.compare_bar.is_open

    # -- what gives the colour: the coder, or a dimension by its number

    def _colouring_title(self, number: int) -> str:
        dimensions = self._session.codebook.dimensions
        if not number or number > len(dimensions):
            return "Colour by coder"
        return f"Colour by {dimensions[number - 1].name}".replace("&", "&&")

    def _has_colouring(self, number: int) -> bool:
        return self._session.project is not None and number <= len(self._session.codebook.dimensions)

    def _uid(self, number: int) -> str:
        return self._session.codebook.dimensions[number - 1].uid if number else BY_CODER

    def _colour(self, number: int) -> None:
        self._window.views.set_colour_by(self._uid(number))

    def _colours(self, number: int) -> bool:
        return self._has_colouring(number) and self._window.bar.colour_box.currentData() == self._uid(number)

    # -- how the text is set

    def set_text(self) -> None:
        """Let the person choose face, size and widths of the text while they look at it."""
        reader = self._reading.reader
        dialog = TextDialog(reader.text_style, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.changed.connect(reader.set_text_style)
        reader.text_style_changed.connect(dialog.show_style)
        dialog.show()
        corner = self._reading.mapToGlobal(self._reading.rect().bottomRight())
        dialog.move(corner - QPoint(dialog.frameGeometry().width(), dialog.frameGeometry().height()) - _AWAY)

    def _keep_style(self, style: TextStyle) -> None:
        self._settings.reading_size = style.size
        self._window.columns.share()
        self._settings.reading_text = style.family, style.characters, style.leading

    # -- what is possible

    def _in_article(self) -> bool:
        return self._reading.article_id is not None

    def _on_claim(self) -> bool:
        return self._in_article() and self._session.can_write and self._reading.active_claim is not None


def style_of(settings: Settings) -> TextStyle:
    """How the person wants the text to be set."""
    family, characters, leading = settings.reading_text
    usual = TextStyle()
    return TextStyle(
        settings.reading_size or usual.size,
        characters or usual.characters,
        leading or usual.leading,
        family or usual.family,
    )
