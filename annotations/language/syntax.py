"""What the patterns of attribution ask of a parsed sentence: subjects, phrases, and their places in the text.

Tokens are spaCy's, with its English dependency labels.
"""

from bisect import bisect_left
from collections.abc import Iterable
from typing import Any

from annotations.language.cues import FORCED, NOT_SPEAKERS
from annotations.spans import Span

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_LOOSE = frozenset({"relcl", "acl", "advcl", "punct", "parataxis"})
_NO = frozenset({"no", "neither"})
_NEITHER = frozenset({"neither", "nor"})
_CLAUSES = frozenset({"advcl", "conj", "xcomp", "acl"})
_JUDGED = frozenset({"right", "wrong", "quick"})
"""Adjectives of somebody who does say it: she is right to ask, not: she is unable to tell."""

_MISREAD = {"hopes": "hope", "hoped": "hope", "hoping": "hope"}
"""Words whose basic form the model has wrong: it has them hop."""

_EDGES = " \t,;:.–—-"


def children(token: Any, *labels: str) -> list[Any]:
    """Children that carry one of the labels, in order."""
    return [child for child in token.children if child.dep_ in labels]


def subject_of(verb: Any) -> Any | None:
    """Who does it: the verb's own subject, or that of the clause it hangs on (“…, adding that …”)."""
    for _ in range(3):
        if found := children(verb, "nsubj"):
            return _antecedent(found[-1])
        if forced := _forced(verb):
            return forced
        if verb.dep_ == "xcomp" and verb.head.lower_ in _JUDGED and verb.head.head.pos_ in {"VERB", "AUX"}:
            verb = verb.head.head
            continue
        if children(verb, "nsubjpass", "auxpass") or verb.dep_ not in _CLAUSES or verb.head.pos_ not in {"VERB", "AUX"}:
            return None
        verb = verb.head
    return None


def _forced(verb: Any) -> Any | None:
    """Whom another verb makes do it."""
    if verb.dep_ not in {"xcomp", "ccomp"} or lemma(verb.head) not in FORCED:
        return None
    return next(iter(children(verb.head, "dobj")), None)


def _antecedent(subject: Any) -> Any:
    """Whom a relative pronoun stands for."""
    verb = subject.head
    return verb.head if subject.lower_ in {"who", "which", "that"} and verb.dep_ == "relcl" else subject


def can_speak(token: Any) -> bool:
    """Whether a subject may be a speaker: a noun or a pronoun other than those that stand for things or nobody."""
    if token.pos_ not in {"NOUN", "PROPN", "PRON", "ADJ", "DET", "NUM"} or token.lower_ in NOT_SPEAKERS:
        return False
    return token.pos_ != "NOUN" or not any(word.lower_ in _NO for word in children(token, "det"))  # but: No 10


def lemma(token: Any) -> str:
    """The basic form of a word, also where the model is known to err."""
    return str(_MISREAD.get(token.lower_, token.lemma_))


def is_negated(verb: Any) -> bool:
    """Whether the verb has a not or a never of its own, or is one of those between neither and nor."""
    if children(verb, "neg"):
        return True
    if verb.dep_ == "conj":
        return [word.lower_ for word in children(verb.head, "cc") if word.i < verb.i][-1:] == ["nor"]
    return any(word.lower_ in _NEITHER and word.i < verb.i for word in children(verb, "cc", "preconj", "advmod"))


def phrase(token: Any) -> Span:
    """The noun phrase around a token, without the clauses that hang on it."""
    members = {token.i}
    waiting = [token]
    while waiting:
        for child in waiting.pop().children:
            if child.dep_ not in _LOOSE:
                members.add(child.i)
                waiting.append(child)
    first, last = token.i, token.i
    while first - 1 in members:
        first -= 1
    while last + 1 in members or (last + 2 in members and token.doc[last + 1].text == ","):
        last += 1
    return span_of(token.doc[first : last + 1]) or Span(token.idx, token.idx + len(token))


def clause(head: Any, without: Iterable[Any] = ()) -> Span | None:
    """The text of a subtree from its first to its last word, without the subtrees of some tokens at its edges.

    What these cut in two stays one passage: “prices, he said, will fall” is read and marked as a whole.
    """
    doc = head.doc
    start, end = head.left_edge.i, head.right_edge.i  # asked of the tree: walking down it is slow where it is deep
    gaps = [(top.left_edge.i, top.right_edge.i) for top in without]
    while gap := next((gap for gap in gaps if gap[0] <= start <= gap[1]), None):
        start = gap[1] + 1
    while start <= end:
        if gap := next((gap for gap in gaps if gap[0] <= end <= gap[1]), None):
            end = gap[0] - 1
        elif doc[end].is_punct and not doc[end].is_quote:
            end -= 1
        else:
            return span_of(doc[start : end + 1])
    return None


def span_of(tokens: Any) -> Span | None:
    """Place of a run of tokens in the text, edge punctuation and a leading “that” left out."""
    text, place = tokens.text, tokens.start_char
    start, end = 0, len(text)
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and (text[end - 1] in _EDGES or text[end - 1] == "\n"):
        end -= 1
    if text[start : start + 5].lower() == "that " and end - start > len("that "):
        start += len("that ")
    return Span(place + start, place + end) if end > start else None


def tokens_in(doc: Any, content: Span) -> list[Any]:
    """The tokens of a parsed text that begin in a passage of it."""
    places = range(len(doc))
    first, last = (bisect_left(places, offset, key=lambda i: doc[i].idx) for offset in (content.start, content.end))
    return list(doc[first:last])


def word(token: Any) -> Span:
    """Place of one token."""
    return Span(token.idx, token.idx + len(token))
