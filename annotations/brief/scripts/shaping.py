"""Words as glyphs: HarfBuzz chooses and places them as the font says for the word's script.

Text is shaped word by word, so that a line may end at any space, and what was measured is what is drawn.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from annotations.brief.scripts.system_fonts import by_key

if TYPE_CHECKING:
    import uharfbuzz as hb

CONTEXT = re.compile(
    "[\u0590-\u08ff\u0900-\u109f\u1780-\u17ff\u1a20-\u1aaf\u1b00-\u1c4f\ua840-\uabff\ufb1d-\ufdff\ufe70-\ufefc"
    "\u200d\ufe0e\ufe0f\u20e3\U00010800-\U00011fff\U0001e800-\U0001efff\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]"
)
"""Characters whose glyph or width depends on those beside them."""
_LANGUAGES = (("[\u3040-\u30ff]", "ja"), ("[\uac00-\ud7af\u1100-\u11ff]", "ko"), ("[\u4e00-\u9fff]", "zh-Hans"))
_HAN = tuple((re.compile(pattern), language) for pattern, language in _LANGUAGES)
_WORDS = re.compile("\\s+|\\S+")
_SHAPED = 20_000


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph by its number in the font; `x` and `y` in em from the word's start on the baseline."""

    number: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Cluster:
    """Glyphs that together stand for a text, such as a letter with its marks."""

    text: str
    glyphs: tuple[Glyph, ...]


@dataclass(frozen=True, slots=True)
class Shaped:
    """A word's clusters from left to right, its width in em, and how much of that each of its characters takes."""

    clusters: tuple[Cluster, ...]
    width: float
    shares: tuple[float, ...]


def words(text: str) -> Iterator[str]:
    """Cut a text into words and white space; together they are the text."""
    return (match[0] for match in _WORDS.finditer(text))


@lru_cache(_SHAPED)
def shaped(word: str, key: str, *, rightward: bool) -> Shaped:
    """Shape a word in the face of this key."""
    import uharfbuzz as hb

    face = by_key(key)
    buffer = hb.Buffer()
    buffer.add_str(word)
    buffer.direction = "ltr" if rightward else "rtl"
    buffer.guess_segment_properties()
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    language = next((language for pattern, language in _HAN if pattern.search(word)), "")
    if language:
        buffer.language = language
    hb.shape(face.font, buffer)
    made = _placed(word, buffer, face.units)
    return made if rightward else replace(made, clusters=tuple(_as_seen(cluster) for cluster in made.clusters))


def _as_seen(cluster: Cluster) -> Cluster:
    """A cluster of leftward writing with its text from left to right, as viewers turn around what they find there."""
    return replace(cluster, text=cluster.text[::-1])


def _placed(word: str, buffer: "hb.Buffer", units: int) -> Shaped:
    """The clusters of a shaped word; each reaches to where the next one starts in the text."""
    starts = sorted({info.cluster for info in buffer.glyph_infos})
    ends = dict(zip(starts, [*starts[1:], len(word)], strict=True))
    shares = [0.0] * len(word)
    clusters: list[Cluster] = []
    pen = 0.0
    pairs = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    for start, group in groupby(pairs, lambda pair: pair[0].cluster):
        glyphs = []
        for info, position in group:
            x, y = pen + position.x_offset / units, position.y_offset / units
            glyphs.append(Glyph(info.codepoint, x, y))
            shares[start] += position.x_advance / units
            pen += position.x_advance / units
        clusters.append(Cluster(word[start : ends[start]], tuple(glyphs)))
    return Shaped(tuple(clusters), pen, tuple(shares))
