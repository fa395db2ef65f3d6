"""Names in Russian texts, with their basic forms: by the weights that come with natasha, and a dictionary of forms.

Only natasha's files are used and none of its code runs: that needs pymorphy2, which does not work with Python 3.11 and
asks setuptools for what newer ones have no more. The libraries take half a second to load and are imported late.
"""

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotations.language.found import Name
from annotations.language.pieces import pieces
from annotations.progress import Progress
from annotations.spans import Span
from annotations.worker import tell

PACKAGE = "natasha"
VERSION = "1.6.0"
LIBRARIES = ("navec", "slovnet", "razdel", "pymorphy3")
WEIGHTS = {
    "emb/navec_news_v1_1B_250K_300d_100q.tar": "f07270833d78523edc5781538d67038e95b43975e4a7ae757c693b687f9cbfca",
    "model/slovnet_morph_news_v1.tar": "54812762a641c742dbfa9c950c4b53bbb469301983077ed01b9f074643d540d3",
    "model/slovnet_ner_news_v1.tar": "16c3343a6572ddf0e2b2fc1923113de15a7f5ca5bde90e780dd590418665603e",
}
"""SHA-256 of the files of that version."""

_KINDS = {"PER": "person", "ORG": "organisation", "LOC": "place"}
_CASES = {
    "Nom": {"nomn"},
    "Gen": {"gent", "gen1", "gen2"},
    "Dat": {"datv"},
    "Acc": {"accs", "acc2"},
    "Ins": {"ablt"},
    "Loc": {"loct", "loc1", "loc2"},
}
_GENDERS = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}
_NUMBERS = {"Sing": "sing", "Plur": "plur"}
_OF_PEOPLE = {"Name", "Surn", "Patr"}
_HEADS = {"NOUN", "PROPN"}
_ABBREVIATION = re.compile(r"([А-ЯЁ]{2,})[а-яё]{0,3}")

Token = tuple[Span, str, dict[str, str]]
"""A word's place, its part of speech and its features, as they are called in Universal Dependencies."""


def installed_folders() -> list[Path]:
    """The folder of the weights, if they and all libraries are installed. Runs no code of their packages."""
    if any(importlib.util.find_spec(name) is None for name in LIBRARIES):
        return []
    spec = importlib.util.find_spec(PACKAGE)
    return [Path(place) / "data" for place in (spec.submodule_search_locations or ()) if spec][:1] if spec else []


class RussianReader:
    """Finds names in Russian texts.

    Args:
        folder: that of the weights, already known to be whole.
    """

    def __init__(self, folder: Path) -> None:
        """Load everything; raises whatever the libraries raise at files that are damaged."""
        from navec import Navec
        from pymorphy3 import MorphAnalyzer
        from slovnet import NER, Morph

        embedding, morph, ner = (str(folder / name) for name in WEIGHTS)
        navec = Navec.load(embedding)
        self._ner = NER.load(ner).navec(navec)
        self._morph = Morph.load(morph).navec(navec)
        # Both have the same 250,000 words, each with a table of its own that takes 40 MB.
        if self._morph.infer.encoder.words_vocab.items == self._ner.infer.encoder.words_vocab.items:
            self._morph.infer.encoder.words_vocab = self._ner.infer.encoder.words_vocab
        self._forms = MorphAnalyzer(lang="ru")

    def names(self, text: str) -> Iterator[Name]:
        """The names in a text, in its order, each with its basic form."""
        from razdel import sentenize

        for piece in pieces(text):
            tell(Progress(piece.start, len(text)))
            sentences = list(sentenize(piece.of(text)))
            marked = zip(sentences, self._ner.map([one.text for one in sentences]), strict=True)
            named = [(sentence, markup.spans) for sentence, markup in marked if markup.spans]
            read = self._tokens([sentence.text for sentence, _ in named])
            for (sentence, spans), tokens in zip(named, read, strict=True):
                yield from self._named(sentence.text, spans, tokens, piece.start + sentence.start)

    def _named(self, sentence: str, spans: Any, tokens: list[Token], start: int) -> Iterator[Name]:
        for one in spans:
            span = Span(one.start, one.stop)
            within = [token for token in tokens if span.contains(token[0].start)]
            lemma = self._basic(sentence, span, within, person=one.type == "PER")
            yield Name(Span(start + span.start, start + span.end), _KINDS[one.type], lemma)

    def _tokens(self, sentences: list[str]) -> Iterator[list[Token]]:
        from razdel import tokenize

        words = [list(tokenize(sentence)) for sentence in sentences]
        for some, markup in zip(words, self._morph.map([[word.text for word in some] for some in words]), strict=True):
            yield [
                (Span(word.start, word.stop), token.pos, token.feats or {})
                for word, token in zip(some, markup.tokens, strict=True)
            ]

    def _basic(self, sentence: str, span: Span, tokens: list[Token], *, person: bool) -> str:
        """The name in its basic form: all words of a person's name; of others those up to the first noun."""
        parts: list[tuple[Span, str]] = []
        for place, part_of_speech, features in tokens:
            word = place.of(sentence)
            if "Case" in features:
                parts.append((place, self._nominative(word, features, person=person)))
            if part_of_speech in _HEADS and not person:
                break
        return _replaced(sentence, span, parts)

    def _nominative(self, word: str, features: dict[str, str], *, person: bool) -> str:
        if abbreviation := _ABBREVIATION.fullmatch(word):
            return abbreviation[1]
        forms = [form for form in self._forms.parse(word) if _has_number(form, features)]
        # The sentence may be read wrongly, so that a form counts as nominative only if it can be one.
        if len(word) == 1 or (features["Case"] == "Nom" and any("nomn" in form.tag.grammemes for form in forms)):
            return word
        fitting = max(forms, key=lambda form: _fit(form, features, person=person), default=None)
        basic = fitting.inflect({"nomn"}) if fitting else None
        return _cased(basic.word, word) if basic else word


def _has_number(form: Any, features: dict[str, str]) -> bool:
    """Whether a form of the dictionary may be in the number that the sentence tells."""
    return "Number" not in features or form.tag.number in (None, _NUMBERS[features["Number"]])


def _fit(form: Any, features: dict[str, str], *, person: bool) -> tuple[int, float]:
    """How well a form of the dictionary goes with what the sentence says of the word."""
    has = form.tag.grammemes
    points = 4 * bool(has & _CASES.get(features["Case"], set()))
    points += 2 * (_GENDERS.get(features.get("Gender", "")) in has)
    points += 3 * (person and bool(has & _OF_PEOPLE))
    return points, form.score


def _cased(basic: str, written: str) -> str:
    """A basic form with the capitals of the word as it is written."""
    if written.isupper():
        return basic.upper()
    capitals = [part[:1].isupper() for part in written.split("-")]
    parts = basic.split("-")
    if len(parts) != len(capitals):
        return basic[:1].upper() + basic[1:] if capitals[0] else basic
    return "-".join(p[:1].upper() + p[1:] if big else p for p, big in zip(parts, capitals, strict=True))


def _replaced(sentence: str, span: Span, parts: list[tuple[Span, str]]) -> str:
    written, place = "", span.start
    for one, word in parts:
        written += sentence[place : one.start] + word
        place = one.end
    return " ".join((written + sentence[place : span.end]).split())
