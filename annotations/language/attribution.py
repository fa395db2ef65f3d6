"""Who says what, by the grammar of a sentence: a function a pattern, in the order of priority.

Each pattern looks at one token as a cue and returns what is said and by whom, or nothing. The first pattern that
finds something for a cue has it.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from annotations.language.candidates import Candidate, Pattern
from annotations.language.cues import (
    CLAUSE_VERBS,
    FIRST_PERSON,
    INFINITIVE_VERBS,
    NAMING_VERBS,
    NO_SOURCES,
    NOUNS,
    OBJECT_VERBS,
    PREPOSITIONS,
    VIEWS,
    CueClass,
    class_of_verb,
)
from annotations.language.syntax import can_speak, children, clause, is_duty, is_negated, phrase, subject_of, word
from annotations.spans import Span

_VERB = frozenset({"VERB", "AUX"})
_RELATIVE = frozenset({"who", "which", "that"})
_LONGEST_SPEAKER = 14
"""Tokens between a quotation and its verb."""

_SAID_ABOUT = frozenset({"think", "believe", "expect", "doubt", "know", "fear", "hope"})


@dataclass(frozen=True, slots=True)
class _Found:
    content: Span | None
    source: Span


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
        if token.pos_ in _VERB and token.lemma_ in CLAUSE_VERBS and (who := _speaker(token)):
            yield word(token), phrase(who), CLAUSE_VERBS[token.lemma_]


def _by_clause(cue: Any) -> _Found | None:
    """The minister said that prices fell; prices, he added, would fall."""
    if not _says(cue):
        return None
    if not (who := children(cue, "nsubj")):
        return _after_quotation(cue)
    return _clause_found(cue, who[-1]) if _speaks(cue, who[-1]) and who[-1].lower_ not in _RELATIVE else None


def _by_according(cue: Any) -> _Found | None:
    """Prices fell, according to the ministry; in her view, they rose."""
    if cue.lower_ == "according":
        named = [noun for to in children(cue, "prep") for noun in children(to, "pobj")]
    elif cue.lower_ in {"in", "by", "on"} and cue.dep_ == "prep":
        named = [who for view in children(cue, "pobj") if view.lemma_ in VIEWS for who in children(view, "poss")]
    else:
        return None
    head = cue.head
    while head.pos_ not in _VERB and head.head.i != head.i:
        head = head.head
    if not named or head.i == cue.i or named[0].lower_ in NO_SOURCES:
        return None
    return _Found(clause(head, [cue]), phrase(named[0]))


def _by_passive(cue: Any) -> _Found | None:
    """The plan was rejected by Moscow."""
    if cue.lemma_ not in OBJECT_VERBS and cue.lemma_ not in CLAUSE_VERBS:
        return None
    agents = [noun for by in children(cue, "agent") for noun in children(by, "pobj") if can_speak(noun)]
    if not agents:
        return None
    inner = children(cue, "ccomp", "xcomp")
    if inner:
        return _Found(clause(inner[0]), phrase(agents[0]))
    if cue.lemma_ not in OBJECT_VERBS or not (subject := children(cue, "nsubjpass")):
        return None
    return _Found(clause(subject[0]), phrase(agents[0]))


def _by_relative(cue: Any) -> _Found | None:
    """The minister, who said that prices fell; a man saying that it is over."""
    if not _says(cue) or cue.dep_ not in {"relcl", "acl"}:
        return None
    subject = children(cue, "nsubj")
    if (subject and subject[0].lower_ not in _RELATIVE) or not can_speak(cue.head) or _is_passive(cue):
        return None
    return _clause_found(cue, cue.head)


def _by_object(cue: Any) -> _Found | None:
    """Moscow rejected the plan; he warned of a new war; they blamed Brussels for it."""
    if cue.pos_ not in _VERB or not (who := _speaker(cue)):
        return None
    content = _after_preposition(cue) or _objects(cue)
    return _Found(content, phrase(who)) if content else None


def _after_preposition(cue: Any) -> Span | None:
    wanted = PREPOSITIONS.get(cue.lemma_, ())
    for preposition in children(cue, "prep"):
        named = children(preposition, "pobj", "pcomp")
        if preposition.lower_ not in wanted or not named:
            continue
        if preposition.lower_ != "on" or cue.lemma_ != "call":
            return clause(named[0])
        if asked := children(cue, "xcomp", "advcl"):  # called on them to resign, not called on Monday
            return _whole([clause(named[0]), clause(asked[0])])
    return None


def _objects(cue: Any) -> Span | None:
    if cue.lemma_ not in OBJECT_VERBS or (cue.lemma_ in NAMING_VERBS and not children(cue, "oprd", "ccomp")):
        return None
    things = children(cue, "dobj", "oprd")
    if not things or things[0].lower_ in FIRST_PERSON:
        return None
    spans = [part for part in (clause(c) for c in cue.children if c.i >= things[0].i) if part]
    return _before_next_cue(_whole(_together(cue, spans)), cue)


def _before_next_cue(content: Span | None, cue: Any) -> Span | None:
    """End an object where the same speaker says something else: he rejected the plan and said that …."""
    if not content:
        return None
    for mark in _tokens(cue.doc, content):
        if mark.i >= cue.i and mark.dep_ == "cc" and mark.i + 1 < len(cue.doc) and _says(mark.nbor()):
            end = cue.doc[mark.i - 1].idx + len(cue.doc[mark.i - 1])
            return Span(content.start, end) if end > content.start else None
    return content


def _whole(spans: Sequence[Span | None]) -> Span | None:
    kept = [span for span in spans if span]
    return Span(min(s.start for s in kept), max(s.end for s in kept)) if kept else None


def _together(cue: Any, spans: list[Span]) -> list[Span]:
    """The spans that follow one another with nothing but white space between."""
    kept = spans[:1]
    for span in spans[1:]:
        if cue.doc.text[kept[-1].end : span.start].strip():
            break
        kept.append(span)
    return kept


def _by_noun(cue: Any) -> _Found | None:
    """The minister's claim that prices fell; a warning from Brussels that they rise."""
    if cue.pos_ != "NOUN" or cue.lemma_ not in NOUNS:
        return None
    owners = children(cue, "poss") or [
        noun for p in children(cue, "prep") if p.lower_ in {"by", "from"} for noun in children(p, "pobj")
    ]
    owners = [owner for owner in owners if can_speak(owner) and owner.lower_ not in NO_SOURCES]
    said = [c for c in children(cue, "acl", "ccomp") if children(c, "mark") or children(c, "aux")]
    said += [noun for p in children(cue, "prep") if p.lower_ in {"of", "for"} for noun in children(p, "pcomp", "pobj")]
    if not owners or not said:
        return None
    return _Found(clause(said[0]), phrase(owners[0]))


def _by_conjunct(cue: Any) -> _Found | None:
    """He left the room and said that it was over; …, adding that more would follow."""
    if not _says(cue) or children(cue, "nsubj") or cue.dep_ not in {"conj", "advcl", "xcomp"}:
        return None
    if cue.dep_ == "advcl" and cue.tag_ != "VBG":  # asked whether he would resign, he said no
        return None
    who = subject_of(cue)
    return _clause_found(cue, who) if who is not None and _speaks(cue, who) else None


_PATTERNS: tuple[tuple[Pattern, Callable[[Any], _Found | None]], ...] = (
    (Pattern.CLAUSE, _by_clause),
    (Pattern.ACCORDING, _by_according),
    (Pattern.PASSIVE, _by_passive),
    (Pattern.RELATIVE, _by_relative),
    (Pattern.OBJECT, _by_object),
    (Pattern.NOUN, _by_noun),
    (Pattern.CONJUNCT, _by_conjunct),
)


def _clause_found(cue: Any, who: Any) -> _Found | None:
    """What the cue's clause says, or what it is put into the middle or at the end of."""
    inner = [c for c in children(cue, "ccomp") if not _is_other_speaker(c, cue)]
    if not inner and cue.lemma_ in INFINITIVE_VERBS:
        inner = children(cue, "xcomp")
    if inner:
        return _Found(_before_other_speaker(clause(inner[0]), cue), phrase(who))
    if astray := _clause_astray(cue):
        return _Found(clause(astray), phrase(who))
    if cue.dep_ == "parataxis" or (cue.dep_ == "advcl" and _follows_comma(cue) and children(cue, "nsubj")):
        return _Found(clause(cue.head, [cue]), phrase(who))
    return None


def _clause_astray(cue: Any) -> Any | None:
    """A that-clause which the parser hung on a noun before it: he argued in a book that prices fall."""
    nouns = [noun for prep in children(cue, "prep", "dative") for noun in [prep, *children(prep, "pobj")]]
    for inner in [c for noun in nouns for c in children(noun, "relcl", "acl", "ccomp")]:
        subject = children(inner, "nsubj", "nsubjpass")
        if inner.left_edge.lower_ == "that" and subject and subject[0].lower_ != "that":
            return inner
    return None


def _after_quotation(cue: Any) -> _Found | None:
    """A speaker whom the parser took for a part of what he says: “…,” its secretary, Maud Ellery, said."""
    before = cue.doc[max(0, cue.i - _LONGEST_SPEAKER) : cue.i]
    closed = [token.i for token in before if token.text in {"”", "»", '"'}]
    said = [c for c in children(cue, "ccomp") if c.i < cue.i]
    if not closed or not said:
        return None
    heads = [t for t in cue.doc[closed[-1] + 1 : cue.i] if t.head.i < closed[-1] and t.pos_ in {"NOUN", "PROPN"}]
    return _Found(clause(said[0], heads), phrase(heads[0])) if heads else None


def _before_other_speaker(content: Span | None, cue: Any) -> Span | None:
    """End the content at a semicolon after which somebody else speaks."""
    if not content:
        return None
    mark = next((t for t in _semicolons(cue.doc) if content.start < t.idx < content.end), None)
    if mark and any(_says(t) and children(t, "nsubj") for t in _tokens(cue.doc, content) if t.i > mark.i):
        return Span(content.start, mark.idx)
    return content


def _semicolons(doc: Any) -> list[Any]:
    """Looked for in one array: this is asked for each cue, and texts come in which a sentence has a thousand."""
    return [doc[int(place)] for place in (doc.to_array("ORTH") == doc.vocab.strings[";"]).nonzero()[0]]


def _tokens(doc: Any, content: Span) -> list[Any]:
    """The tokens that begin in a passage."""
    places = range(len(doc))
    first, last = (bisect_left(places, offset, key=lambda i: doc[i].idx) for offset in (content.start, content.end))
    return list(doc[first:last])


def _is_other_speaker(inner: Any, cue: Any) -> bool:
    """Whether a clause before a semicolon is a saying of its own: A said this; B said that."""
    between = cue.doc[min(inner.i, cue.i) : max(inner.i, cue.i)]
    return _says(inner) and bool(children(inner, "nsubj")) and any(token.text == ";" for token in between)


def _follows_comma(cue: Any) -> bool:
    start = cue.left_edge.i
    return start > 0 and cue.doc[start - 1].text in {",", "”", '"'}


def _says(token: Any) -> bool:
    if token.pos_ not in _VERB or token.lemma_ not in CLAUSE_VERBS or is_duty(token):
        return False
    return not is_negated(token) or token.lemma_ in _SAID_ABOUT


def _speaks(cue: Any, who: Any) -> bool:
    """Whether this subject says this: no thing, and not I or we who merely think."""
    if not can_speak(who) or _is_passive(cue):
        return False
    return not (who.lower_ in FIRST_PERSON and CLAUSE_VERBS.get(cue.lemma_) is CueClass.BELIEF)


def _speaker(cue: Any) -> Any | None:
    who = subject_of(cue)
    if (
        who is None
        or is_negated(cue)
        or is_duty(cue)
        or _is_passive(cue)
        or not can_speak(who)
        or who.lower_ in FIRST_PERSON
    ):
        return None
    return who


def _is_passive(cue: Any) -> bool:
    return bool(children(cue, "auxpass", "nsubjpass", "agent"))


def _cue(token: Any) -> Span:
    """The verb or noun; “according to”; “in his view” as a whole."""
    last = token
    if token.lower_ == "according" and token.i + 1 < len(token.doc):
        last = token.doc[token.i + 1]
    elif token.dep_ == "prep" and (views := children(token, "pobj")):
        last = views[0]
    return Span(token.idx, last.idx + len(last))


def _class_of(token: Any) -> CueClass:
    return NOUNS.get(token.lemma_, CueClass.NEUTRAL) if token.pos_ == "NOUN" else class_of_verb(token.lemma_)
