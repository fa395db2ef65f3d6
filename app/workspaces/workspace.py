"""What a workspace is: a page of the window for one kind of work."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.theme import Theme


class Workspace(QWidget):
    """A page made when it is first shown; it follows the session by itself from then on.

    Its commands stand in `app/actions`, since menus and keys are there from the start. One of many parts is made where
    it will stand, and puts them in from the outermost on: whatever moves is dressed anew with all that is in it.
    """

    passage_asked = Signal(object, object, object)
    """Go and read: an article's id, a claim's id or None, an offset in code points or None."""

    def entered(self) -> None:
        """The page has come to the front: put the keyboard where its work begins."""

    def set_theme(self, theme: Theme) -> None:
        """Show everything in these colours."""
