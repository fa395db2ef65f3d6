"""Who says what, by the grammar of a sentence: a function a pattern, in the order of priority.

Each pattern looks at one token as a cue and returns what is said and by whom, or nothing. The first pattern that
finds something for a cue has it.
"""

from collections.abc import Callable, Iterator
from typing import Any

from annotations.language.candidates import Candidate, Pattern
from annotations.language.cues import (
    CLAUSE_VERBS,
    HEARERS,
    INFINITIVE_VERBS,
    ISSUED,
    NO_AGENTS,
    NO_SOURCES,
    NOT_ASKED,
    NOUNS,
    OBJECT_VERBS,
    VIEWS,
    CueClass,
    class_of_verb,
)
from annotations.language.objects import by_object
from annotations.language.opinions import as_said, by_adjective, by_judging, by_light_verb, by_predicate
from annotations.language.speaking import VERBS, Said, is_passive, says, speaker, speaks
from annotations.language.syntax import (
    can_speak,
    children,
    clause,
    is_negated,
    lemma,
    phrase,
    subject_of,
    tokens_in,
    word,
)
from annotations.language.unsaid import is_unsaid
from annotations.spans import Span

_BESIDE = frozenset({"while", "whereas", "but"})
_RELATIVE = frozenset({"who", "which", "that"})
_OPENING = frozenset({"“", "«", "„", '"'})
_TOLD_BY = frozenset({"as", "for", "by", "after"})
"""Prepositions behind which it was really said; not: left without saying that it was over."""
_OF_OTHERS = frozenset({"as", "for"})
"""Those behind which the verb's object says it, where it has one: quoted Orlin as saying …."""
_LONGEST_SPEAKER = 14
"""Tokens between a quotation and its verb."""


def attributions(doc: Any) -> Iterator[Candidate]:
    """What a parsed text attributes to somebody, one candidate a cue; offsets are those of the parsed text."""
    taken: set[int] = set()
    for pattern, look in _PATTERNS:
        for token in doc:
            if token.i in taken or not (found := look(token)) or not found.content:
                continue
            taken.add(token.i)
            yield Candidate(found.content, found.source, _cue(token), pattern, _class_of(token))


def speaking_cues(doc: Any) -> Iterator[tuple[Span, Span, CueClass]]:
    """Cue, source and class of each verb of saying that has a speaker, whether or not its clause was found."""
    for token in doc:
        if token.pos_ in VERBS and lemma(token) in CLAUSE_VERBS and (who := speaker(token)):
            yield word(token), phrase(who), CLAUSE_VERBS[lemma(token)]
    for colon in doc:
        if (verb := _introducing(colon)) and lemma(verb) not in CLAUSE_VERBS and (who := speaker(verb)):
            yield Span(verb.idx, colon.idx), phrase(who), CueClass.NEUTRAL


def _introducing(colon: Any) -> Any | None:
    """The verb before a colon and a quotation, whatever it means: she put it bluntly: “…”."""
    if colon.text != ":" or colon.i + 1 >= len(colon.doc) or colon.nbor().text not in _OPENING:
        return None
    before = colon.doc[max(0, colon.i - _LONGEST_SPEAKER) : colon.i]
    verbs = [token for token in before if token.pos_ == "VERB" and children(token, "nsubj")]
    if not verbs or any(token.text in {".", "!", "?", ";", "”"} for token in before if token.i > verbs[-1].i):
        return None
    return verbs[-1]


def _by_clause(cue: Any) -> Said | None:
    """The minister said that prices fell; prices, he added, would fall."""
    if not says(cue):
        return None
    if not (who := children(cue, "nsubj")):
        return _after_quotation(cue)
    return _clause_found(cue, who[-1]) if speaks(cue, who[-1]) and who[-1].lower_ not in _RELATIVE else None


def _by_according(cue: Any) -> Said | None:
    """Prices fell, according to the ministry; in her view, they rose."""
    if cue.lower_ == "according":
        named = [noun for to in children(cue, "prep") for noun in children(to, "pobj")]
    elif cue.lower_ in {"in", "by", "on"} and cue.dep_ == "prep":
        named = [who for view in children(cue, "pobj") if lemma(view) in VIEWS for who in _holders(view)]
    else:
        return None
    head = cue.head
    while head.pos_ not in VERBS and head.head.i != head.i:
        head = head.head
    if not named or head.i == cue.i or named[0].lower_ in NO_SOURCES:
        return None
    return Said(clause(head, [cue]), phrase(named[0]))


def _holders(view: Any) -> list[Any]:
    """Whose view it is: her words, the words of the minister; not: in view of the storm."""
    return children(view, "poss") or [
        noun
        for prep in children(view, "prep")
        if prep.lower_ == "of" and children(view, "det")
        for noun in children(prep, "pobj")
    ]


def _by_passive(cue: Any) -> Said | None:
    """The plan was rejected by Moscow."""
    if (lemma(cue) not in OBJECT_VERBS and lemma(cue) not in CLAUSE_VERBS) or is_negated(cue) or is_unsaid(cue):
        return None
    named = [noun for by in children(cue, "agent") for noun in children(by, "pobj") if can_speak(noun)]
    agents = [noun for noun in named if lemma(noun).lower() not in NO_AGENTS]
    if not agents:
        return None
    inner = children(cue, "ccomp", "xcomp")
    if inner:
        return Said(clause(inner[0]), phrase(agents[0]))
    if lemma(cue) not in OBJECT_VERBS or not (subject := children(cue, "nsubjpass")):
        return None
    return Said(clause(subject[0]), phrase(agents[0]))


def _by_relative(cue: Any) -> Said | None:
    """The minister, who said that prices fell; a man saying that it is over."""
    if not says(cue) or cue.dep_ not in {"relcl", "acl"}:
        return None
    subject = children(cue, "nsubj")
    if (subject and subject[0].lower_ not in _RELATIVE) or not can_speak(cue.head) or is_passive(cue):
        return None
    issued = cue.head.dep_ == "dobj" and lemma(cue.head) in ISSUED and subject_of(cue.head.head)
    first = subject_of(cue.head.head) if cue.head.dep_ == "attr" and not subject else None  # was the first to say so
    return _clause_found(cue, issued or (first if first is not None and can_speak(first) else cue.head))


def _by_noun(cue: Any) -> Said | None:
    """The minister's claim that prices fell; a warning from Brussels that they rise."""
    if cue.pos_ != "NOUN" or lemma(cue) not in NOUNS:
        return None
    owners = children(cue, "poss") or [
        noun for p in children(cue, "prep") if p.lower_ in {"by", "from"} for noun in children(p, "pobj")
    ]
    owners = [owner for owner in owners if can_speak(owner) and owner.lower_ not in NO_SOURCES]
    said = [c for c in children(cue, "acl", "ccomp") if children(c, "mark") or children(c, "aux")]
    said += [c for noun in (cue, *owners) for c in children(noun, "relcl") if c.left_edge.dep_ == "mark"]
    said += [noun for p in children(cue, "prep") if p.lower_ in {"of", "for"} for noun in children(p, "pcomp", "pobj")]
    if not owners or not said:
        return None
    return Said(clause(said[0]), phrase(owners[0]))


def _by_conjunct(cue: Any) -> Said | None:
    """He left the room and said that it was over; …, adding that more would follow."""
    if not says(cue) or children(cue, "nsubj") or cue.dep_ not in {"conj", "advcl", "xcomp"}:
        return None
    if cue.dep_ == "advcl" and cue.tag_ != "VBG" and not children(cue, "aux"):
        return None  # asked whether he would resign, he said no; but: he stood up to say that it was over
    who = subject_of(cue)
    return _clause_found(cue, who) if who is not None and speaks(cue, who) else None


def _by_gerund(cue: Any) -> Said | None:
    """He was quoted as saying that it was over; they blamed her for saying so; she answered by saying that …."""
    if not says(cue) or cue.dep_ != "pcomp" or cue.head.lower_ not in _TOLD_BY:
        return None
    verb = cue.head.head
    if verb.pos_ not in VERBS or is_negated(verb) or is_unsaid(verb):
        return None
    others = children(verb, "dobj") if cue.head.lower_ in _OF_OTHERS else []
    who = (others or children(verb, "nsubj", "nsubjpass"))[-1:]
    return _clause_found(cue, who[0]) if who and can_speak(who[0]) else None


_PATTERNS: tuple[tuple[Pattern, Callable[[Any], Said | None]], ...] = (
    (Pattern.CLAUSE, _by_clause),
    (Pattern.ACCORDING, _by_according),
    (Pattern.PASSIVE, _by_passive),
    (Pattern.RELATIVE, _by_relative),
    (Pattern.OBJECT, by_object),
    (Pattern.NOUN, _by_noun),
    (Pattern.CONJUNCT, _by_conjunct),
    (Pattern.CONJUNCT, _by_gerund),
    (Pattern.OPINION, by_adjective),
    (Pattern.OPINION, by_predicate),
    (Pattern.OPINION, by_light_verb),
    (Pattern.OPINION, by_judging),
)


def _clause_found(cue: Any, who: Any) -> Said | None:
    """What the cue's clause says, or what it is put into the middle or at the end of."""
    if as_said(cue):
        return Said(clause(cue.head, [cue]), phrase(who))
    inner = [c for c in children(cue, "ccomp") if not _is_other_speaker(c, cue)]
    if not inner and lemma(cue) in INFINITIVE_VERBS:
        inner = [c for c in children(cue, "xcomp") if lemma(c) not in NOT_ASKED]
    if inner:
        return Said(_before_other_speaker(clause(inner[0], _meanwhile(inner[0])), cue), phrase(who))
    if astray := _clause_astray(cue):
        return Said(clause(astray), phrase(who))
    if cue.dep_ == "parataxis" or (cue.dep_ == "advcl" and _follows_comma(cue) and children(cue, "nsubj")):
        others = [c for c in children(cue.head, "conj") if says(c) and children(c, "nsubj")]
        joining = [c for c in children(cue.head, "cc") if others and c.i > cue.i]
        return Said(clause(cue.head, [cue, *others, *joining]), phrase(who))
    return None


def _meanwhile(inner: Any) -> list[Any]:
    """What somebody else says beside it: critics say it is vague, while supporters insist it is clear."""
    return [c for c in children(inner, "advcl") if says(c) and children(c, "nsubj") and c.left_edge.lower_ in _BESIDE]


def _clause_astray(cue: Any) -> Any | None:
    """A that-clause which the parser hung on a noun before it: he argued in a book that prices fall."""
    nouns = [noun for prep in children(cue, "prep", "dative") for noun in [prep, *children(prep, "pobj")]]
    nouns += children(cue, "dobj") if lemma(cue) in HEARERS else []
    for inner in [c for noun in nouns for c in children(noun, "relcl", "acl", "ccomp")]:
        subject = children(inner, "nsubj", "nsubjpass")
        if inner.left_edge.lower_ == "that" and subject and subject[0].lower_ != "that":
            return inner
    return None


def _after_quotation(cue: Any) -> Said | None:
    """A speaker whom the parser took for a part of what he says: “…,” its secretary, Maud Ellery, said."""
    before = cue.doc[max(0, cue.i - _LONGEST_SPEAKER) : cue.i]
    closed = [token.i for token in before if token.text in {"”", "»", '"'}]
    said = [c for c in children(cue, "ccomp") if c.i < cue.i]
    if not closed or not said:
        return None
    heads = [t for t in cue.doc[closed[-1] + 1 : cue.i] if t.head.i < closed[-1] and t.pos_ in {"NOUN", "PROPN"}]
    return Said(clause(said[0], heads), phrase(heads[0])) if heads else None


def _before_other_speaker(content: Span | None, cue: Any) -> Span | None:
    """End the content at a semicolon after which somebody else speaks."""
    if not content:
        return None
    mark = next((t for t in _semicolons(cue.doc) if content.start < t.idx < content.end), None)
    if mark and any(says(t) and children(t, "nsubj") for t in tokens_in(cue.doc, content) if t.i > mark.i):
        return Span(content.start, mark.idx)
    return content


def _semicolons(doc: Any) -> list[Any]:
    """Looked for in one array: this is asked for each cue, and texts come in which a sentence has a thousand."""
    return [doc[int(place)] for place in (doc.to_array("ORTH") == doc.vocab.strings[";"]).nonzero()[0]]


def _is_other_speaker(inner: Any, cue: Any) -> bool:
    """Whether a clause before a semicolon is a saying of its own: A said this; B said that."""
    between = cue.doc[min(inner.i, cue.i) : max(inner.i, cue.i)]
    is_apart = any(token.text == ";" for token in between)
    return is_apart and ((says(inner) and bool(children(inner, "nsubj"))) or inner.i < cue.i)


def _follows_comma(cue: Any) -> bool:
    start = cue.left_edge.i
    return start > 0 and cue.doc[start - 1].text in {",", "”", '"'}


def _cue(token: Any) -> Span:
    """The verb or noun; “according to”; “in his view” as a whole."""
    last = token
    if token.lower_ == "according" and token.i + 1 < len(token.doc):
        last = token.doc[token.i + 1]
    elif token.dep_ == "prep" and (views := children(token, "pobj")):
        last = views[0]
    return Span(token.idx, last.idx + len(last))


def _class_of(token: Any) -> CueClass:
    return NOUNS.get(lemma(token), CueClass.NEUTRAL) if token.pos_ == "NOUN" else class_of_verb(lemma(token))
