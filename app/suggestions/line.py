"""The part of the status line that tells which engine suggests."""

from app.suggestions.service import Suggestions
from app.widgets.elided import ElidedLabel


class SuggestionsLine(ElidedLabel):
    """Says what suggestions there are for the open article; hidden where there is nothing to say."""

    def __init__(self, suggestions: Suggestions) -> None:
        super().__init__()
        self._suggestions = suggestions
        self.setProperty("kind", "small")
        suggestions.state_changed.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        state = self._suggestions.state
        self.setText(state)
        self.set_more(self._suggestions.tip)
        self.setAccessibleDescription(self._suggestions.tip)
        self.setVisible(bool(state))
