"""How the reading text is set, as the analyst chose: face, size, length of lines, space between them."""

from dataclasses import dataclass, replace

from app.theme import READING

SIZES, WIDTHS, LEADINGS = (12, 32), (30, 120), (130, 200)
"""The least and the most pixels of a letter, characters a line, and per cent of the size from line to line."""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """`family` is a face of the system, or "serif" or "sans" for those that ship with the program."""

    size: int = READING
    characters: int = 70
    leading: int = 145
    family: str = "serif"

    @property
    def possible(self) -> "TextStyle":
        """The same within the limits."""
        return replace(
            self,
            size=_within(self.size, SIZES),
            characters=_within(self.characters, WIDTHS),
            leading=_within(self.leading, LEADINGS),
        )

    @property
    def line(self) -> int:
        """Pixels from line to line of body text."""
        return round(self.size * self.leading / 100)


def _within(value: int, limits: tuple[int, int]) -> int:
    return max(limits[0], min(limits[1], value))
