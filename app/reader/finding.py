"""Finding words in an article whatever their case and accents; offsets are code points of the article's text."""

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from functools import cache

Hit = tuple[int, int]
"""Start and end of what was found; a plain pair, because a letter is found in a long text many thousand times."""

_KEPT_CLASSES = {0, 7, 8, 9}
"""Combining classes of signs that are no accents: vowels, nukta, the voicing of kana, virama."""

_ALIKE = str.maketrans("’‘ʼ‛“”„«»‐‑‒–—\u00a0\u202f\u2009", '\'\'\'\'"""""-----   ') | {0xAD: "", 0x200B: ""}
_UNSPACED = "\u0e00-\u0eff\u1780-\u17ff\u3040-\u9fff\U00020000-\U0003ffff"
"""Scripts in which every place may be the edge of a word."""

_MOST = 4
"""More letters than one character can stand for."""

_LONGEST = 12
"""Letters of which all spellings are tried; nobody looks for more of them in a row."""


class Finder:
    """Finds in one text. The text itself is looked through, so nothing has to be converted back to its offsets."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._alike: dict[str, list[str]] = defaultdict(list)
        """The characters of the text by what they are without case and accent."""
        for character in sorted(set(text)):
            self._alike[_folded(character)].append(character)
        silent = _class(self._alike.pop("", []))
        self._silent = f"{silent}*" if silent else ""
        letter = rf"[^\W{_UNSPACED}]"
        self._letter = f"(?:{letter}|{silent})" if silent else letter

    def find(self, wanted: str, *, whole_words: bool = False) -> list[Hit]:
        """All places of some words, in order, none of which overlap; none for white space alone.

        Accents written as signs of their own belong to the hit.
        """
        folded = "".join(_folded(character) for character in unicodedata.normalize("NFC", wanted))
        if not folded.strip():
            return []
        pattern = self._pattern(folded)
        if whole_words:
            before = f"(?<!{self._letter})" if re.match(self._letter, folded) else ""
            after = f"(?!{self._letter})" if re.search(f"{self._letter}$", folded) else ""
            pattern = before + pattern + after
        return [match.span() for match in re.finditer(pattern, self.text)]

    def _pattern(self, folded: str) -> str:
        """What matches every spelling of it that the text can have."""
        pattern, at = "", 0
        while at < len(folded):
            end = self._joined_until(folded, at)
            pattern += f"(?:{self._spellings(folded[at:end])})"
            at = end
        return pattern

    def _joined_until(self, folded: str, at: int) -> int:
        """Where the letters end that single characters of the text can stand for together: ß for ss, ﬁ for fi."""
        start, end = at, at + 1
        while at < end and end - start < _LONGEST:
            several = [n for n in range(2, _MOST) if folded[at : at + n] in self._alike and at + n <= len(folded)]
            end = max([end, *(at + n for n in several)])
            at += 1
        return end

    def _spellings(self, letters: str) -> str:
        choices = []
        for length in range(1, min(_MOST, len(letters) + 1)):
            first, rest = self._alike.get(letters[:length]), letters[length:]
            if first and rest:
                choices.append(f"{_class(first)}{self._silent}(?:{self._spellings(rest)})")
            elif first:
                choices.append(_class(first) + self._silent)
        return "|".join(choices) or "(?!)"


def _class(characters: list[str]) -> str:
    return f"[{''.join(map(re.escape, characters))}]" if characters else ""


@cache
def _folded(character: str) -> str:
    apart = unicodedata.normalize("NFD", character.translate(_ALIKE))
    plain = "".join(part for part in apart if unicodedata.combining(part) in _KEPT_CLASSES)
    return unicodedata.normalize("NFC", plain).casefold()


def next_hit(hits: list[Hit], offset: int) -> int:
    """Number of the first hit that starts at an offset or behind it; the first of all where there is none."""
    at = bisect_left(hits, (offset, 0))
    return at if at < len(hits) else 0
