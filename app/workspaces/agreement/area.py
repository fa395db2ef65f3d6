"""What a part of the page is: it is told what was measured, and shows its side of it."""

from PySide6.QtWidgets import QWidget

from app.theme import Theme
from app.workspaces.agreement.measured import Measured


class Area(QWidget):
    """One part of the page, behind a tab of its own. The page asks for the figures and tells them to all parts."""

    @property
    def title(self) -> str:
        """What stands on the tab."""
        raise NotImplementedError

    def show_measured(self, measured: Measured) -> None:
        """Show other figures; where the person is stays, as far as it is still there."""
        raise NotImplementedError

    def entered(self) -> None:
        """The part has come to the front: put the keyboard where its work begins."""

    def set_theme(self, theme: Theme) -> None:
        """Show everything in these colours."""
