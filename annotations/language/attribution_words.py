"""Who says what by regular expressions alone: for texts in English where no model is installed."""

import re
from collections.abc import Iterator

from annotations.language.candidates import Candidate, Pattern
from annotations.language.cues import CueClass, class_of_verb
from annotations.spans import Span, trimmed

_FORMS = {
    "say": "said says",
    "tell": "told tells",
    "write": "wrote writes",
    "deny": "denied denies",
    "claim": "claimed claims",
    "admit": "admitted admits",
    "assure": "assured assures",
    "state": "stated states",
    "believe": "believed believes",
    "announce": "announced announces",
    "argue": "argued argues",
    "declare": "declared declares",
    "allege": "alleged alleges",
    "stress": "stressed stresses",
} | {lemma: f"{lemma}ed {lemma}s" for lemma in ("add", "warn", "insist", "explain", "suggest", "report")}
_CLASS = {form: class_of_verb(lemma) for lemma, forms in _FORMS.items() for form in forms.split()}
_CUE = "|".join(_CLASS)
_WORD = r"[A-Z][\w’'-]{0,60}"
"""A word of a name, no longer than words are: otherwise A-A-A-… would be read to its end from each A."""

_NAME = rf"(?:[Tt]he |[Aa] )?(?:[a-z]+ )?{_WORD}(?: (?:{_WORD}|[A-Z]\.)){{0,4}}|[Hh]e|[Ss]he|[Tt]hey|[Tt]he [a-z]+"
_QUOTATION = r"(?P<what>[“«\"][^“”«»\"\n]+[,!?][”»\"],?)"
_PATTERNS = (
    re.compile(rf"{_QUOTATION} (?P<cue>{_CUE}) (?P<who>{_NAME})\b"),
    re.compile(rf"{_QUOTATION} (?P<who>{_NAME}) (?P<cue>{_CUE})\b"),
    re.compile(
        rf"\b(?P<who>{_NAME}) (?P<cue>{_CUE})\b(?: (?:reporters|journalists))?(?: that|:|,)? (?P<what>[^.!?\n]+)"
    ),
    # Only from where a sentence starts: from each letter of it, a sentence without the cue would be read to its end.
    re.compile(rf"(?<![^.!?\n])(?P<what>[^.!?\n]+), (?P<cue>according to) (?P<who>{_NAME})\b"),
)


def attributions_by_words(text: str) -> Iterator[Candidate]:
    """What plain wordings attribute: “…,” said X; X said that …; …, according to X. Offsets are those of the text."""
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            content = trimmed(text, Span(match.start("what"), match.end("what")))
            if content and len(content.of(text).split()) > 1:
                yield Candidate(
                    content,
                    Span(*match.span("who")),
                    Span(*match.span("cue")),
                    Pattern.WORDS,
                    _CLASS.get(match["cue"], CueClass.NEUTRAL),
                )
