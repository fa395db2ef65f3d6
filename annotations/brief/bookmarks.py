"""The outline of a PDF: titles in levels that lead to places."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from annotations.brief.encoding import text_string
from annotations.brief.pdf_file import PdfFile

_LONGEST_TITLE = 160


@dataclass(slots=True)
class Bookmark:
    """A title that leads to the place of a name, with those below it, which are shown at once."""

    title: str
    key: str
    below: list["Bookmark"] = field(default_factory=list)
    number: int = 0

    @property
    def count(self) -> int:
        """How many stand below it, on all levels."""
        return sum(1 + one.count for one in self.below)


class Outline:
    """The bookmarks of a document, added in its order."""

    def __init__(self) -> None:
        """Start without any."""
        self._top = Bookmark("", "")

    def add(self, title: str, key: str, level: int) -> None:
        """Add one below the last of the level above; levels count from 0."""
        above = self._top
        for _ in range(level):
            above = above.below[-1] if above.below else above
        short = title if len(title) <= _LONGEST_TITLE else f"{title[:_LONGEST_TITLE]}…"
        above.below.append(Bookmark(short, key))

    def write(self, file: PdfFile, targets: dict[str, str]) -> int:
        """Put the outline into a file; `targets` are the destinations by name. Returns its number, 0 without any."""
        if not self._top.below:
            return 0
        self._top.number = file.number()
        self._write(file, targets, self._top)
        file.put(f"<</Type /Outlines{_ends(self._top)}>>", self._top.number)
        return self._top.number

    def _write(self, file: PdfFile, targets: dict[str, str], above: Bookmark) -> None:
        for one in above.below:
            one.number = file.number()
        for place, one in enumerate(above.below):
            self._write(file, targets, one)
            beside = _beside(above.below, place)
            head = f"<</Title {text_string(one.title)} /Parent {above.number} 0 R /Dest {targets[one.key]}"
            file.put(f"{head}{beside}{_ends(one)}>>", one.number)


def _beside(row: Sequence[Bookmark], place: int) -> str:
    before = f" /Prev {row[place - 1].number} 0 R" if place else ""
    return before + (f" /Next {row[place + 1].number} 0 R" if place + 1 < len(row) else "")


def _ends(one: Bookmark) -> str:
    if not one.below:
        return ""
    return f" /First {one.below[0].number} 0 R /Last {one.below[-1].number} 0 R /Count {one.count}"
