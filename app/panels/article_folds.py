"""What of the article list the person folded and opened: sections, and the copies of leads."""

from collections.abc import Mapping

from app.settings import Settings

_FOLDED = "articles/folded"
_MOST_KEPT = 60


class ArticleFolds:
    """What the person folded and opened one by one; sections are remembered from one start to the next.

    Args:
        settings: where sections are remembered; None remembers nothing.
    """

    def __init__(self, settings: Settings | None) -> None:
        self._settings = settings
        self._sections = _folded_as(settings.remembered(_FOLDED)) if settings else {}
        self._turned: set[int] = set()

    @property
    def sections(self) -> Mapping[str, bool]:
        """By the keys of sections whether they are folded; what is not among them is as the list has it."""
        return dict(self._sections)

    @property
    def turned(self) -> tuple[int, ...]:
        """Leads whose copies are folded though others are open, or the other way round; until the window is closed."""
        return tuple(sorted(self._turned))

    def open(self, key: str) -> None:
        """Open a section to show something in it, which is not remembered."""
        self._sections[key] = False

    def fold(self, key: str, *, folded: bool) -> None:
        """Fold or open a section, as the person wants it from now on."""
        self._sections[key] = folded
        if self._settings:
            kept = list(self._sections.items())[-_MOST_KEPT:]
            self._settings.keep(_FOLDED, "\n".join(f"{'-' if folded else '+'}{name}" for name, folded in kept))

    def turn(self, lead: int) -> None:
        """Fold the copies of a lead if they are open, and open them if not."""
        self._turned ^= {lead}

    def show_copies(self, lead: int, *, others_folded: bool) -> None:
        """Have the copies of a lead listed, whether or not those of other leads are."""
        if others_folded:
            self._turned.add(lead)
        else:
            self._turned.discard(lead)

    def forget_leads(self) -> None:
        """Let the copies of every lead be as those of all others."""
        self._turned.clear()


def _folded_as(kept: str) -> dict[str, bool]:
    lines = [line for line in kept.split("\n") if line[:1] in ("+", "-") and len(line) > 1]
    return {line[1:]: line[0] == "-" for line in lines[-_MOST_KEPT:]}
