"""What a copy of a project is to hold, and about how large it will be: plain values."""

from dataclasses import dataclass

HISTORY_HOLDS = "deleted notes, passages and articles"
"""What can still be read in the history of a project, said wherever it is given away."""


@dataclass(frozen=True, slots=True)
class CopyChoice:
    """What goes into a copy.

    `history` keeps what undo needs; without it only who did what and when stays. `texts` False leaves of each article
    its claims with a sentence on either side; such a copy has no history, since that holds more than the excerpts.
    `archived` is the ISO 8601 date of a copy that is only to be read, empty for one to work with.
    """

    history: bool = False
    texts: bool = True
    archived: str = ""

    @property
    def keeps_history(self) -> bool:
        """Whether undo works in the copy."""
        return self.history and self.texts


@dataclass(frozen=True, slots=True)
class Size:
    """Estimated bytes: of a copy with everything, of its history, and of what the full texts add to the excerpts."""

    whole: int
    history: int
    texts: int

    def of(self, choice: CopyChoice) -> int:
        """About how large a copy will be, in bytes."""
        left_out = (0 if choice.keeps_history else self.history) + (0 if choice.texts else self.texts)
        return max(self.whole - left_out, _SMALLEST)


_SMALLEST = 200_000
"""Bytes of a project with nothing but a codebook."""


def in_units(size: int) -> str:
    """A number of bytes for people: "640 KB", "1.2 MB", "3.4 GB"."""
    for unit, name in ((1_000_000_000, "GB"), (1_000_000, "MB")):
        if size >= unit:
            return f"{size / unit:.1f} {name}"
    return f"{max(1, round(size / 1000))} KB"
