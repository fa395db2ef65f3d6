"""Vectors of texts from their words and letters, without a model: what is used where no embedder is installed."""

import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from annotations.language.tags.vectors import Vectors

WIDTH = 1024
"""Numbers of a vector. Features are hashed to a place and a sign in it, so that training takes the same time however
many words were met."""

_GROWTH = 1.25
"""By how much the texts must have grown until the rarity of words is measured anew."""

_WORD = re.compile(r"\w+(?:['’]\w+)?")
_GRAMS = (3, 4, 5)


class WordVectors:
    """TF-IDF over words, pairs of words, and runs of three to five letters; each kind has half of the weight.

    How rare a feature is is learnt from the texts that were met, so vectors change now and then: `version` tells.
    """

    name = "words and letters"
    key = ""

    def __init__(self) -> None:
        self.version = 0
        self._features: dict[str, tuple[tuple[int, int], ...]] = {}
        self._texts_with: Counter[int] = Counter()
        self._measured = 0
        self._rarity: dict[int, float] = {}

    def of(self, texts: Sequence[str]) -> Vectors:
        """Their vectors, one a row, each of length 1 (0 for a text without words)."""
        for text in dict.fromkeys(texts):
            if text not in self._features:
                found = tuple(Counter(_features(text)).items())
                self._features[text] = found
                self._texts_with.update(feature for feature, _ in found)
        if len(self._features) >= _GROWTH * self._measured:
            self._measure()
        made = np.zeros((len(texts), WIDTH), dtype=np.float32)
        for row, text in enumerate(texts):
            self._fill(made[row], self._features[text])
        return made

    def _measure(self) -> None:
        self._measured = len(self._features)
        self.version += 1
        whole = 1 + self._measured
        self._rarity = {feature: 1 + float(np.log(whole / (1 + n))) for feature, n in self._texts_with.items()}

    def _fill(self, row: Vectors, features: Sequence[tuple[int, int]]) -> None:
        if not features:
            return
        codes = np.fromiter((code for code, _ in features), dtype=np.int64, count=len(features))
        counts = np.fromiter((count for _, count in features), dtype=np.float64, count=len(features))
        unseen = 1 + float(np.log(1 + self._measured))
        rarity = np.fromiter((self._rarity.get(code, unseen) for code, _ in features), np.float64, len(features))
        weights = (1 + np.log(counts)) * rarity
        of_letters = (codes & 1).astype(bool)
        for kind in (of_letters, ~of_letters):
            length = float(np.sqrt((weights[kind] ** 2).sum()))
            if length:
                weights[kind] /= length
        signs = np.where(codes & 2, 1.0, -1.0)
        row += np.bincount((codes >> 2) % WIDTH, weights * signs, WIDTH).astype(np.float32)
        length = float(np.sqrt((row**2).sum()))
        if length:
            row /= length


def _features(text: str) -> Iterator[int]:
    words = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    for word in words:
        yield _code(f"w{word}", letters=False)
        padded = f" {word} "
        for size in _GRAMS:
            for at in range(len(padded) - size + 1):
                yield _code(padded[at : at + size], letters=True)
    for first, second in pairwise(words):
        yield _code(f"w{first} {second}", letters=False)


def _code(feature: str, *, letters: bool) -> int:
    """A feature's place, sign and kind; the same in every process, unlike Python's own hash."""
    return zlib.crc32(feature.encode()) << 1 | letters
