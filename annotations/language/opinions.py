"""Who is of which opinion: patterns beside the verbs of saying, by adjectives and nouns, and by what is seen as what.

Each looks at one token as a cue, as those in `attribution` do.
"""

from typing import Any

from annotations.language.cues import ADJECTIVES, FIRST_PERSON, JUDGING_VERBS, LIGHT_VERBS, NOUNS, PREDICATES
from annotations.language.speaking import VERBS, Said, speaker
from annotations.language.syntax import can_speak, children, clause, is_negated, lemma, phrase
from annotations.language.unsaid import is_unsaid
from annotations.spans import Span

_BEING = frozenset({"be", "remain", "feel", "become", "seem"})
_CLAUSES = ("ccomp", "acl", "advcl")


def by_adjective(cue: Any) -> Said | None:
    """Orlin is convinced that prices will fall; the bank is sure it was right."""
    word = cue.lower_
    if word not in ADJECTIVES or is_negated(cue):
        return None
    verb = cue if children(cue, "auxpass") else cue.head
    if verb is not cue and (cue.dep_ != "acomp" or lemma(verb) not in _BEING or is_negated(verb)):
        return None
    who = children(verb, "nsubj", "nsubjpass")
    if is_unsaid(verb) or not who or not can_speak(who[0]) or who[0].lower_ in FIRST_PERSON:
        return None
    inner = _that_clauses(cue) or (_that_clauses(verb) if verb is not cue else [])
    return Said(clause(inner[0]), phrase(who[0])) if inner else None


def by_predicate(cue: Any) -> Said | None:
    """His argument is that the West needs gas."""
    if cue.pos_ != "NOUN" or lemma(cue) not in PREDICATES or cue.dep_ != "nsubj" or lemma(cue.head) != "be":
        return None
    owners = [
        owner for owner in children(cue, "poss") if can_speak(owner) and owner.lower_ not in {"my", "our", "your"}
    ]
    inner = [c for c in children(cue.head, "ccomp") if children(c, "mark") and c.i > cue.i]
    if not owners or not inner or is_negated(cue.head):
        return None
    return Said(clause(inner[0]), phrase(owners[0]))


def by_light_verb(cue: Any) -> Said | None:
    """The minister gave assurances that the road was safe."""
    if cue.pos_ != "NOUN" or lemma(cue) not in NOUNS or cue.dep_ != "dobj" or lemma(cue.head) not in LIGHT_VERBS:
        return None
    who = speaker(cue.head)
    beside = [c for c in children(cue.head, "ccomp") if c.left_edge.i == cue.i + 1]  # which the parser hung on the verb
    said = [*children(cue, "acl", "ccomp", "relcl"), *beside]
    inner = [c for c in said if c.left_edge.lower_ == "that" and children(c, "mark")]
    if who is None or not inner or children(cue, "poss"):
        return None
    return Said(clause(inner[0]), phrase(who))


def by_judging(cue: Any) -> Said | None:
    """Karst regards the law as a mistake; the institute put the figure at forty."""
    if cue.pos_ not in VERBS:
        return None
    wanted = "as" if lemma(cue) in JUDGING_VERBS else "at" if lemma(cue) == "put" else ""
    things = [thing for thing in children(cue, "dobj") if thing.i > cue.i]
    likened = [prep for prep in children(cue, "prep") if prep.lower_ == wanted and prep.i > cue.i]
    if not wanted or not things or not likened or (who := speaker(cue)) is None:
        return None
    if wanted == "at" and not any(token.like_num for token in likened[0].subtree):
        return None
    first, last = clause(things[0]), clause(likened[0])
    return Said(Span(first.start, last.end), phrase(who)) if first and last else None


def as_said(cue: Any) -> bool:
    """Whether the main clause is what is said: as the minister noted, prices fell; as Karst put it."""
    if cue.dep_ != "advcl" or cue.left_edge.lower_ != "as" or not children(cue, "mark"):
        return False
    objects = children(cue, "dobj", "ccomp", "xcomp", "prep", "advcl")
    return not objects


def _that_clauses(head: Any) -> list[Any]:
    """Clauses with a subject of their own that say what it is about, not when or why."""
    return [
        c
        for c in children(head, *_CLAUSES)
        if c.i > head.i
        and c.left_edge.tag_ != "WRB"
        and children(c, "nsubj", "nsubjpass", "expl")
        and all(mark.lower_ == "that" for mark in children(c, "mark"))
    ]
