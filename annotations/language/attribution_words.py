"""Who says what by regular expressions alone: for texts in English where no model is installed."""

import re
from collections.abc import Iterator

from annotations.language.candidates import Candidate, Pattern
from annotations.language.cues import (
    DATES,
    DURATIONS,
    FIRST_PERSON,
    INFINITIVE_VERBS,
    IT_SAYS,
    NO_SOURCES,
    NOT_SPEAKERS,
    OPENERS,
    PREPOSITIONS,
    CueClass,
    class_of_verb,
)
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
_LEMMAS = {form: lemma for lemma, forms in _FORMS.items() for form in forms.split()}
_CUE = "|".join(_LEMMAS)
_ONLY_CLAUSES = frozenset({"tell", "write", "add", "declare", "assure", "claim"})
"""Verbs with objects that nobody says: claimed two lives, but claimed it was over."""

_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|do|does|did|will|would|can|could|may|might|must|should)\b")
_HEARD = frozenset({"tell", "assure", "warn"})
"""Verbs behind which whoever is told may stand before the that: told the Tarn Courier that …."""

_UNSAID = frozenset({"if", "unless", "whether", "no"})
"""Words before a name by which nothing is said; besides those that are nobody themselves, as in what Orlin said."""

_PREPOSITION = re.compile(r"(about|against|at|for|in|of|on|to|with|by|from|after|before|during) ")
_WHEN = re.compile(
    rf"(?:(?:on|in|late|early|last) )*(?:{'|'.join(sorted(DATES))})(?: (?:morning|evening|night|\d+))?,? ",
    re.IGNORECASE,
)
"""A date between a verb and what is said: said on Monday prices fell."""

_LATER_THAT = re.compile(r"[^,;:\n]{1,40}? that ")
_WORD = r"[A-Z][\w’'-]{0,60}"
"""A word of a name, no longer than words are: otherwise A-A-A-… would be read to its end from each A."""

_NAME = rf"(?:[Tt]he |[Aa] )?(?:[a-z]+ )?{_WORD}(?: (?:{_WORD}|[A-Z]\.)){{0,4}}|[Hh]e|[Ss]he|[Tt]hey|[Tt]he [a-z]+"
_QUOTATION = r"(?P<what>[“«\"][^“”«»\"\n]+[,!?][”»\"],?)"
_SAYS_THAT = re.compile(
    rf"\b(?P<who>{_NAME}) (?P<cue>{_CUE})\b(?: (?:reporters|journalists))?(?P<that> that|:|,)? (?P<what>[^.!?\n]+)"
)
_PATTERNS = (
    re.compile(rf"{_QUOTATION} (?P<cue>{_CUE}) (?P<who>{_NAME})\b"),
    re.compile(rf"{_QUOTATION} (?P<who>{_NAME}) (?P<cue>{_CUE})\b"),
    _SAYS_THAT,
    # Only from where a sentence starts: from each letter of it, a sentence without the cue would be read to its end.
    re.compile(rf"(?<![^.!?\n])(?P<what>[^.!?\n]+), (?P<cue>according to) (?P<who>{_NAME})\b"),
)


def attributions_by_words(text: str) -> Iterator[Candidate]:
    """What plain wordings attribute: “…,” said X; X said that …; …, according to X. Offsets are those of the text."""
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            lemma = _LEMMAS.get(match["cue"], "")
            source = _source(text, Span(*match.span("who")), lemma)
            content = _content(text, match, lemma)
            if source and content and len(content.of(text).split()) > 1:
                kind = class_of_verb(lemma)
                yield Candidate(content, source, Span(*match.span("cue")), Pattern.WORDS, kind)


def _source(text: str, span: Span, lemma: str) -> Span | None:
    """The speaker without the words that only begin the sentence; nobody where these say that nothing is said."""
    start = span.start
    for word in span.of(text).split():
        key = word.lower()
        if key in _UNSAID:
            return None
        if key not in OPENERS and key not in DATES:
            source = Span(start, span.end)
            return None if _is_nobody(source.of(text).lower().split(), lemma) else source
        start = min(span.end, start + len(word) + 1)
    return None


def _is_nobody(words: list[str], lemma: str) -> bool:
    """Whether a source is a thing or I who merely think, or what something is done according to."""
    if words[0] == "it" and lemma in IT_SAYS:
        return False
    if words[0] in FIRST_PERSON:
        return class_of_verb(lemma) is CueClass.BELIEF
    return words[0] in NOT_SPEAKERS or (not lemma and words[-1] in NO_SOURCES)


def _content(text: str, match: re.Match[str], lemma: str) -> Span | None:
    """What is said: behind a that, or what follows the verb, where the verb takes that."""
    what = Span(*match.span("what"))
    if match.re is not _SAYS_THAT or match["that"]:
        return trimmed(text, what)
    if when := _WHEN.match(text, what.start, what.end):
        what = Span(when.end() + len("that ") * text.startswith("that ", when.end()), what.end)
    preposition = _PREPOSITION.match(text, what.start, what.end)
    later = _LATER_THAT.match(text, what.start, what.end) if preposition or lemma in _HEARD else None
    if later:  # told the Tarn Courier that …
        return trimmed(text, Span(later.end(), what.end))
    if preposition and not (preposition[1] == "to" and lemma in INFINITIVE_VERBS):
        return _wanted(text, Span(preposition.end(), what.end), PREPOSITIONS.get(lemma, frozenset()), preposition[1])
    if lemma in _ONLY_CLAUSES and not preposition and not _FINITE.search(text, what.start, what.end):
        return None
    return trimmed(text, what)


def _wanted(text: str, named: Span, prepositions: frozenset[str], preposition: str) -> Span | None:
    """What follows a preposition that the verb takes: warned of a flood, not argued for hours."""
    first = next(iter(named.of(text).lower().split()), "").removesuffix("s")
    return trimmed(text, named) if preposition in prepositions and first not in DURATIONS | DATES else None
