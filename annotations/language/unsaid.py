"""Whether a verb tells what somebody has really said, and not what is only asked, wanted, planned or possible."""

from typing import Any

from annotations.language.cues import CLAUSE_VERBS, INFINITIVE_VERBS, PLANS, REFUSALS
from annotations.language.syntax import children, lemma

_NOT_DONE = frozenset({"must", "should", "ought", "may", "might", "could"})
_DUTIES = frozenset({"ought", "has", "have", "need", "needs"})
"""Verbs that make a duty of the infinitive behind them; not had: who had to admit it has admitted it."""

_CONDITIONS = frozenset({"if", "unless", "whether"})
_QUESTION_ENDS = 3
"""Tokens at a sentence's end among which its question mark is."""


def is_unsaid(verb: Any) -> bool:
    """Whether somebody has not said it, as far as the sentence tells. Negations are asked for apart from it."""
    return _is_only_possible(verb) or _is_condition(verb) or _is_asked(verb) or _is_only_wanted(verb)


def _is_only_possible(verb: Any) -> bool:
    """She may say that it is over; she should say so; she ought to, she has to."""
    if any(aux.lower_ in _NOT_DONE for aux in children(verb, "aux")):
        return True
    return verb.dep_ == "xcomp" and verb.head.lower_ in _DUTIES and _is_infinitive(verb)


def _is_condition(verb: Any) -> bool:
    """If she says that it is over, …; they asked whether she had said so; had she said so, …."""
    if any(mark.lower_ in _CONDITIONS for mark in children(verb, "mark")):
        return True
    return verb.dep_ == "advcl" and _is_inverted(verb)


def _is_asked(verb: Any) -> bool:
    """Did she say that it is over? Not: why did she say that it is over?"""
    return _is_inverted(verb) and any(token.text == "?" for token in verb.sent[-_QUESTION_ENDS:])


def _is_inverted(verb: Any) -> bool:
    """Whether the clause begins with an auxiliary, and its subject stands behind that."""
    first = next((c for c in verb.children if c.dep_ not in {"punct", "cc", "intj"}), None)
    who = children(verb, "nsubj", "nsubjpass")
    return first is not None and first.dep_ in {"aux", "auxpass"} and bool(who) and who[0].i > first.i


def _is_only_wanted(verb: Any) -> bool:
    """She promised, refused or plans to say that it is over; they urged her to say so."""
    if not _is_infinitive(verb):
        return False
    if verb.dep_ == "xcomp":
        return any(lemma(verb.head) in verbs for verbs in (INFINITIVE_VERBS, REFUSALS, PLANS))
    return verb.dep_ == "ccomp" and lemma(verb.head) in CLAUSE_VERBS


def _is_infinitive(verb: Any) -> bool:
    return any(aux.lower_ == "to" for aux in children(verb, "aux"))
