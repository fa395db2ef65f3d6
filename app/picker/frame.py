"""What stands around the answers: the steps of the round above, the keys below; and where a picker opens."""

from html import escape

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app.icons import put_icon
from app.picker.caps import Hint
from app.picker.question import Question
from app.plain import PlainLabel, plain_tip
from app.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XS, Theme

_SIZE = QSize(740, 516)
_LEAST_HEIGHT = 340
_MOST_STEPS = 6
_LONGEST_NAME, _LONGEST_TRAIL = 56, 72
"""Characters of a dimension's name, and of all of them together, for which there is room."""


class Head(QWidget):
    """The dimensions of the round with the one that is asked, the claim, and what the question means."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._steps = QLabel()
        self._steps.setTextFormat(Qt.TextFormat.RichText)
        self._steps.setProperty("kind", "quiet")
        self._title = PlainLabel()
        self._title.setProperty("kind", "small")
        self._help = PlainLabel()
        self._help.setProperty("kind", "small")
        self._help.setWordWrap(True)
        self.close_button = QToolButton()
        self.close_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.close_button.setToolTip("Close (Esc)")
        self.close_button.setAccessibleName("Close")
        put_icon(self.close_button, "x")
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        row.addWidget(self._steps, 1)
        row.addWidget(self._title)
        row.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_XS)
        column.addLayout(row)
        column.addWidget(self._help)

    def set_theme(self, theme: Theme) -> None:
        """Write what is shown next in these colours."""
        self.theme = theme

    def show_question(self, question: Question, actor: str, *, kind: bool = False) -> None:
        """Say what is asked; `actor` is who needs a role or, being new, a `kind`, empty where a dimension is asked."""
        self._steps.setText(self._trail(question))
        self._title.setText(question.title)
        asked = f"What kind of actor is “{actor}”?" if kind else f"What is “{actor}” to this claim?"
        self._help.setText(asked if actor else question.dimension.help)
        self._help.setVisible(bool(actor or question.dimension.help))

    def _trail(self, question: Question) -> str:
        name = question.dimension.name
        self._steps.setToolTip(plain_tip(name) if len(name) > _LONGEST_NAME else "")
        here = f'<b style="color:{self.theme.ink.name()}">{escape(_short(name))}</b>'
        if not question.steps:
            return here
        if len(question.steps) > _MOST_STEPS or sum(map(len, question.steps)) > _LONGEST_TRAIL:
            return f"{question.step + 1} of {len(question.steps)} &nbsp; {here}"
        names = [here if n == question.step else escape(name) for n, name in enumerate(question.steps)]
        return " &nbsp;›&nbsp; ".join(names)


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1].rstrip() + "…"


class Foot(QWidget):
    """The keys that always work, each a button for the mouse as well."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.pick = Hint(theme, "Enter", "pick")
        self.stay = Hint(theme, "Shift+Enter", "pick several")
        self.offer = Hint(theme, "→", "suggested")
        self.skip = Hint(theme, "Tab", "skip")
        self.back = Hint(theme, "Backspace", "back")
        self.end = Hint(theme, "Esc", "end")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, SPACE_XS, 0, 0)
        row.setSpacing(SPACE_L)
        for hint in self._hints:
            row.addWidget(hint)
        row.addStretch(1)

    @property
    def _hints(self) -> tuple[Hint, ...]:
        return self.pick, self.stay, self.offer, self.skip, self.back, self.end

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours."""
        for hint in self._hints:
            hint.theme = theme
            hint.update()

    def show_question(self, question: Question, *, roles: bool, kind: bool = False) -> None:
        """Show the keys that do something now."""
        self.pick.set_words(question.role.value if roles else "pick")
        self.stay.setVisible(not question.dimension.kind.single and not roles and not kind)
        self.skip.setVisible(bool(question.steps))
        self.back.setVisible(roles or kind or question.step > 0)
        self.end.set_words("end the round" if question.steps else "close")


def placed(passage: QRect, window: QRect, least: int = _LEAST_HEIGHT) -> QRect:
    """Where a picker stands in a window: under the passage or above it, so that the passage can be read meanwhile.

    Args:
        passage: in the window's pixels.
        window: the window's own rectangle.
        least: height in pixels below which the picker would have to squeeze its parts.
    """
    inside = window.adjusted(SPACE_M, SPACE_M, -SPACE_M, -SPACE_M)
    width = min(_SIZE.width(), inside.width())
    below = inside.bottom() - passage.bottom() - SPACE_S
    above = passage.top() - SPACE_S - inside.top()
    room = below if below >= min(_SIZE.height(), max(above, least)) else max(above, below)
    height = min(_SIZE.height(), inside.height(), max(room, least))
    top = passage.bottom() + SPACE_S if room == below else passage.top() - SPACE_S - height
    left = passage.center().x() - width // 2
    return QRect(
        max(inside.left(), min(left, inside.right() - width + 1)),
        max(inside.top(), min(top, inside.bottom() - height + 1)),
        width,
        height,
    )
