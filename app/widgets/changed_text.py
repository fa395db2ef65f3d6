"""What was changed in a text: each change with a few words around it, the old struck out, the new underlined."""

from collections.abc import Sequence

from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from annotations.aligning import Change
from app.theme import SPACE_S, Theme

_AROUND = 60
"""Code points shown before and after a change."""
_LONGEST = 1500
"""Code points of a change that are shown from its beginning and its end."""
MOST = 200
"""Changes that are shown."""


class ChangedText(QTextEdit):
    """Shows changes; read only, and plain text however it looks."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName("Changes")

    def show_changes(self, old: str, new: str, changes: Sequence[Change]) -> None:
        """Show what became of one text in another."""
        self.clear()
        cursor = self.textCursor()
        plain, quiet, gone, come = self._formats()
        if not changes:
            cursor.insertText("Nothing was changed.", quiet)
        space = QTextBlockFormat()
        space.setBottomMargin(SPACE_S)
        for number, group in enumerate(_grouped(changes[:MOST])):
            if number:
                cursor.insertBlock(space)
            else:
                cursor.setBlockFormat(space)
            first, last = group[0], group[-1]
            cursor.insertText(_before(new, first.new), plain)
            for place, change in enumerate(group):
                if place:
                    cursor.insertText(new[group[place - 1].new_end : change.new], plain)
                cursor.insertText(_shortened(old[change.old : change.old_end]), gone)
                cursor.insertText(_shortened(new[change.new : change.new_end]), come)
            cursor.insertText(_after(new, last.new_end), plain)
        if len(changes) > MOST:
            cursor.insertBlock(space)
            cursor.insertText(f"… and {len(changes) - MOST:,} more changes", quiet)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _formats(self) -> tuple[QTextCharFormat, QTextCharFormat, QTextCharFormat, QTextCharFormat]:
        plain, quiet, gone, come = (QTextCharFormat() for _ in range(4))
        plain.setForeground(self._theme.ink)
        quiet.setForeground(self._theme.quiet)
        gone.setForeground(self._theme.danger)
        gone.setFontStrikeOut(True)
        come.setForeground(self._theme.ok)
        come.setFontUnderline(True)
        come.setFontWeight(QFont.Weight.DemiBold)
        return plain, quiet, gone, come


def _grouped(changes: Sequence[Change]) -> list[list[Change]]:
    """Changes so close to one another that they share the words between them."""
    groups: list[list[Change]] = []
    for change in changes:
        if groups and change.new - groups[-1][-1].new_end <= 2 * _AROUND:
            groups[-1].append(change)
        else:
            groups.append([change])
    return groups


def _before(text: str, at: int) -> str:
    words = text[max(0, at - _AROUND) : at].rpartition("\n")[2]
    return words if len(words) < min(at, _AROUND) or at <= _AROUND else f"…{words.partition(' ')[2]}"


def _after(text: str, at: int) -> str:
    words = text[at : at + _AROUND].partition("\n")[0]
    return words if len(words) < _AROUND else f"{words.rpartition(' ')[0]} …"


def _shortened(words: str) -> str:
    shown = words if len(words) <= 2 * _LONGEST else f"{words[:_LONGEST]} … {words[-_LONGEST:]}"
    return shown.replace("\n", " ¶ ")
