"""The word pieces that the embedder reads: those of the BERT models without case, from their vocabulary.

The usual library for this brings a client for a model hub, which a program that works offline has no use for.
"""

import unicodedata
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

VOCABULARY = files("resources") / "vocabulary" / "bert-base-uncased.txt"

MOST_PIECES = 128
"""How many pieces of a text the embedder was trained to read, its first and last mark included."""

_LONGEST_WORD = 100
_START, _END, _UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
_IDEOGRAPHS = ((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F))


class WordPieces:
    """Turns texts into the numbers of their pieces."""

    def __init__(self, pieces: list[str]) -> None:
        """Use a vocabulary: a piece's number is its place; pieces within a word begin with "##"."""
        self._numbers = {piece: number for number, piece in enumerate(pieces)}

    @classmethod
    def load(cls, path: Traversable = VOCABULARY) -> "WordPieces":
        """Read a vocabulary, a piece a line.

        Raises:
            OSError: if it cannot be read.
        """
        return cls(path.read_text(encoding="utf-8").split("\n"))

    def numbers(self, text: str) -> list[int]:
        """The numbers of a text's pieces between the marks of start and end, at most `MOST_PIECES`."""
        found = [self._numbers[_START]]
        for word in _words(text):
            found += self._pieces(word)
            if len(found) >= MOST_PIECES:
                break
        return [*found[: MOST_PIECES - 1], self._numbers[_END]]

    def _pieces(self, word: str) -> list[int]:
        """The longest pieces that are known, one after the other; one unknown piece makes the whole word unknown."""
        found: list[int] = []
        at = 0
        while at < len(word) and len(word) <= _LONGEST_WORD:
            head = "##" if at else ""
            ends = (end for end in range(len(word), at, -1) if head + word[at:end] in self._numbers)
            end = next(ends, 0)
            if not end:
                return [self._numbers[_UNKNOWN]]
            found.append(self._numbers[head + word[at:end]])
            at = end
        return found or [self._numbers[_UNKNOWN]]


def _words(text: str) -> Iterator[str]:
    """Words without accents and case; each punctuation mark and each ideograph is a word of its own."""
    word: list[str] = []
    for letter in _plain(text):
        if letter.isspace() or _stands_alone(letter):
            if word:
                yield "".join(word)
                word = []
            if not letter.isspace():
                yield letter
        else:
            word.append(letter)
    if word:
        yield "".join(word)


def _plain(text: str) -> Iterator[str]:
    for letter in unicodedata.normalize("NFD", "".join(_clean(text))).lower():
        if unicodedata.category(letter) != "Mn":
            yield letter


def _clean(text: str) -> Iterator[str]:
    for letter in text:
        if letter in "\t\n\r" or unicodedata.category(letter) == "Zs":
            yield " "
        elif letter not in "\0�" and not unicodedata.category(letter).startswith("C"):
            yield letter


def _stands_alone(letter: str) -> bool:
    code = ord(letter)
    ascii_mark = letter.isascii() and letter.isprintable() and not letter.isalnum()
    return (
        ascii_mark
        or unicodedata.category(letter).startswith("P")
        or any(first <= code <= last for first, last in _IDEOGRAPHS)
    )
