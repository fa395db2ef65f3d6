"""What a tag means: its definition, when to use it and when not, an example."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QWidget

from annotations.codebook import Role, Tag
from app.picker.rows import ROLE_WORDS
from app.theme import SPACE_M, Theme

_PARTS = (("use", "Use"), ("dont_use", "Not"), ("example", "Example"), ("near_miss", "Near miss"))


class About(QScrollArea):
    """The words about the answer that is highlighted; scrolls by wheel where they are many."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._text.setContentsMargins(0, 0, SPACE_M, 0)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)
        self.setWidget(self._text)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self._text.setAutoFillBackground(False)

    def turn(self, pages: int) -> None:
        """Scroll by pages, down where positive: the keyboard is elsewhere, in the filter field."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())

    @property
    def html(self) -> str:
        """What is shown, as rich text."""
        return self._text.text()

    def show_tag(self, tag: Tag, offered: str = "") -> None:
        """Everything a coder needs to use the tag alike, and why the program offers it, where it does."""
        quiet = self.theme.quiet.name()
        parts = [f"<b>{escape(tag.name)}</b>"]
        if tag.short and tag.short != tag.definition:
            parts[0] += f'<br><span style="color:{quiet}">{escape(tag.short)}</span>'
        if offered:
            parts.append(f'<span style="color:{quiet}">{escape(offered)}</span>')
        if tag.definition:
            parts.append(escape(tag.definition))
        for field, caption in _PARTS:
            if text := getattr(tag, field):
                parts.append(f'<span style="color:{quiet}"><b>{caption}</b></span>&nbsp; {escape(text)}')
        if tag.aliases:
            also = escape(", ".join(tag.aliases))
            parts.append(f'<span style="color:{quiet}"><b>Other names</b>&nbsp; {also}</span>')
        self._show(parts)

    def show_role(self, role: Role) -> None:
        """What a role means."""
        self._show([f"<b>{role.value.capitalize()}</b>", escape(ROLE_WORDS[role])])

    def show_new(self, name: str, offered: str = "") -> None:
        """That a tag would be made, and why the program offers it, where it does."""
        parts = [f"<b>{escape(name)}</b>", "A new tag, added to the codebook under this name."]
        self._show([*parts, escape(offered)] if offered else parts)

    def show_nothing(self, sentence: str) -> None:
        """A sentence where nothing is highlighted."""
        self._show([f'<span style="color:{self.theme.quiet.name()}">{escape(sentence)}</span>'])

    def _show(self, parts: list[str]) -> None:
        self._text.setText("".join(f'<p style="margin:0 0 8px 0">{part}</p>' for part in parts))
        self.verticalScrollBar().setValue(0)
