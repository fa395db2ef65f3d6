"""Where actors are mentioned in a text: by the dictionary, by an engine's names, by surnames after full names."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from annotations.language.actor_types import type_of_organisation, type_of_person
from annotations.language.actors import ORGANISATION, PERSON, Actor, Actors, How, Meaning, Mention, Mentions
from annotations.language.found import Name
from annotations.language.lexicon import Lexicon
from annotations.language.word_forms import Token, basic_form, key, keys_of, plain_name, tokens
from annotations.spans import Span

_AT = re.compile(r"\b(?:in|at|near|outside|inside|around|across|throughout|within)(?: the)? +$", re.IGNORECASE)
"""What stands before a name that is a place where something happens."""
_AT_IN_RUSSIAN = re.compile(r"\b(?:во?|из|под|около|возле|близ|вокруг|через|по) +$", re.IGNORECASE)
_PLACE_GOES_ON = re.compile(
    r" (?:[Rr]egion|[Oo]blast|[Ss]uburbs?|[Ss]treet|[Ss]quare|[Mm]etro|[Aa]irport|[Uu]niversity|[Ss]tate [Uu]niversity|"
    r"[Cc]onference|[Ss]tock [Ee]xchange|[Cc]onvention)\b"
)
_HYPHENS = "-‐‑"
_OWN_VOICE = (
    "this newspaper", "this paper", "our newspaper", "our correspondent", "our reporter", "our newsroom",
    "наша редакция", "наше издание", "наша газета", "наш корреспондент", "корреспондент издания",
)  # fmt: skip
ORDINARY = keys_of(
    "may june april august long young will bill mark rose king brown white black green hope price bank church hall "
    "wood field stone rich best day winter page case hunt law strong power"
)
"""Surnames that are ordinary words, which begin sentences with a capital."""
_NO_FIRST_NAMES = keys_of(
    "mr mrs ms dr sir lord lady dame prof herr frau господин господина госпожа товарищ сэр леди "
    "when but and if as so then yet while for with after before in on at to by from of today yesterday that this "
    "what who how why where since because although though even only now once until unless like according says said "
    "что но а и когда если как так потом пока для с после перед в на к от по сегодня вчера это кто где почему хотя "
    "даже только теперь уже ранее также однако при о об за"
)
"""Words with a capital, before a surname, that are no first names: forms of address, and how sentences begin."""
_WORD_BEFORE = re.compile(r"([^\W\d_][\w'’-]*\.?)[ \u00a0]$")
_WORD_AFTER = re.compile(r"[ \u00a0]([^\W\d_a-zа-яё][\w'’-]*)")
"""A word with a capital behind a name."""
_POSSESSIVE = 2
_EDGES = " \t\u00a0.,;:–—-'’\"“”«»()"
_HEAD_LINES = 2
_CLOSE = 8
"""Code points in which a sentence's end stands before the first word of the next."""
_OFFICE = re.compile(
    r" (?:[Mm]inisters?|[Mm]inistry|[Ss]ecretary|[Dd]epartments?|[Oo]fficials?|[Cc]hief|[Cc]ommittees?|markets?|prices|"
    r"reporters?|editor)\b"
)
"""What stands behind a word that is no name of its own: "Transport minister"."""
_LONGEST_NAME = 80
_MOST_WORDS = 7


@dataclass(frozen=True, slots=True)
class _Seen:
    """A place of the text that is taken, and what is known of it; nobody is mentioned where `mention` is None."""

    span: Span
    mention: Mention | None
    written: str = ""
    is_place: bool = False


def mentions_in(text: str, names: Iterable[Name], actors: Actors, outlet: str = "") -> Mentions:
    """Find who is mentioned in a text.

    Args:
        text: an article's canonical text.
        names: what an engine read as names in it; none where no engine knows the language.
        actors: those of the codebook and the gazetteer.
        outlet: the name of the outlet that printed it, which speaks of itself by it.
    """
    listed = sorted(names, key=lambda name: (name.span.start, -name.span.end))
    words = tokens(text)
    seen = _looked_up(text, words, actors, outlet)
    seen = [one for one in seen if not _is_part_of_name(text, one, listed)]
    seen = _ordered([*seen, *_read(text, listed, seen, actors)])
    seen = _ordered([*seen, *_surnames(text, words, listed, seen)])
    return Mentions(one.mention for one in seen if one.mention)


def _looked_up(text: str, words: Sequence[Token], actors: Actors, outlet: str) -> list[_Seen]:
    """What stands in the dictionary, the outlet's own voice above all."""
    own = actors.outlet
    own_voice = Lexicon((name, own) for name in (outlet, *_OWN_VOICE) if own and name).find(text, words)
    seen = [_Seen(span, Mention(span, actor)) for span, actor in own_voice if actor]
    taken = [one.span for one in seen]
    for span, meaning in actors.find(text, words):
        if _overlapping(taken, span) or _is_part_of_word(text, span):
            continue
        acts = meaning.actor if not (meaning.is_place and _is_where(text, span, meaning)) else None
        mention = Mention(span, acts, meaning.how) if acts else None
        seen.append(_Seen(span, mention, meaning.written, meaning.is_place))
    return _ordered(seen)


def _is_part_of_word(text: str, span: Span) -> bool:
    """Whether a name is only a part of what is meant: "Moscow-based", "anti-NATO", "US-led"."""
    after, before = text[span.end : span.end + 2], text[max(0, span.start - 2) : span.start]
    return (after[:1] in _HYPHENS and after[1:].islower()) or (before[1:] in _HYPHENS and before[:1].islower())


def _is_where(text: str, span: Span, meaning: Meaning) -> bool:
    before = text[max(0, span.start - 20) : span.start]
    if _AT.search(before) or _PLACE_GOES_ON.match(text, span.end):
        return True
    return meaning.is_state and bool(_AT_IN_RUSSIAN.search(before))


def _is_part_of_name(text: str, one: _Seen, names: Sequence[Name]) -> bool:
    """Whether a person or a place is only a part of another's name: "Irina Orlin", "Orlin Group", "Jordan Kolt".

    So are a place where something happens and what is nobody: "at the Moscow Institute", "the AI Society".
    """
    if one.mention is None:
        after = _WORD_AFTER.match(text, one.span.end)
        around = [name for name in _touching(names, one.span) if name.kind == ORGANISATION]
        return after is not None and any(name.span.end >= after.end() for name in around)
    if not (one.is_place or one.mention.actor.person):
        return False
    after = _WORD_AFTER.match(text, one.span.end)
    if after and any(
        name.kind in (PERSON, ORGANISATION) and name.span.end >= after.end() for name in _touching(names, one.span)
    ):
        return True
    if after and one.is_place and type_of_organisation(after[1]):
        return True
    return not one.is_place and _is_somebody_else(text, one.span, one.mention.actor, names)


def _is_somebody_else(text: str, span: Span, actor: Actor, names: Sequence[Name]) -> bool:
    """Whether a surname has the first name of another person before it."""
    around = [name for name in _touching(names, span) if len(name.span) > len(span) + _POSSESSIVE]
    before = _WORD_BEFORE.search(text, max(0, span.start - _LONGEST_NAME), span.start)
    if not before or not before[1][0].isupper() or len(before[1].rstrip(".")) == 1:
        return False
    word = key(before[1].rstrip("."))
    if word in _NO_FIRST_NAMES or word in map(key, actor.name.split()) or type_of_person(before[1]):
        return False
    if names:
        return any(name.kind == PERSON and name.span.start <= before.start() for name in around)
    return not _begins_sentence(text, before.start())


def _begins_sentence(text: str, start: int) -> bool:
    return text[max(0, start - _CLOSE) : start].rstrip(" \u00a0\"“«„(—–-'‘")[-1:] in {"", *"\n.!?…:”»"}


def _read(text: str, names: Sequence[Name], seen: Sequence[_Seen], actors: Actors) -> Iterator[_Seen]:
    """What only the engine took for a person or an organisation."""
    taken = [one.span for one in seen]
    full: dict[str, Actor] = {}
    for name in names:
        if name.kind not in (PERSON, ORGANISATION) or _overlapping(taken, name.span):
            continue
        span = _trimmed(text, name.span)
        written = basic_form(span.of(text), name.lemma) if span else ""
        if span is None or not _may_be_name(written) or (" " not in written and _OFFICE.match(text, span.end)):
            continue
        if meaning := actors.whole(written):
            yield _Seen(span, Mention(span, meaning.actor, meaning.how) if meaning.actor else None, meaning.written)
            continue
        actor = full.setdefault(f"{name.kind} {plain_name(written)}", _new(text, span, written, name.kind))
        yield _Seen(span, Mention(span, actor, How.READ), written)


def _new(text: str, span: Span, written: str, kind: str) -> Actor:
    if kind == ORGANISATION:
        return Actor(written, type=type_of_organisation(written))
    sentence = re.split(r"[.!?…]\s|\n", text[max(0, span.start - 120) : span.start])[-1]
    return Actor(written, type=type_of_person(sentence), person=True)


def _surnames(text: str, listed: Sequence[Token], names: Sequence[Name], seen: Sequence[_Seen]) -> Iterator[_Seen]:
    """Surnames alone after full names in the same text; a surname that two people have is left to the reader.

    In headline and standfirst they stand before the full name.
    """
    people: dict[str, dict[str, Actor]] = {}
    first: dict[str, int] = {}
    for one in seen:
        _, _, surname = one.written.rpartition(" ")
        if one.mention and surname != one.written and one.mention.decided and _is_person(one, names):
            people.setdefault(surname, {})[one.mention.actor.name] = one.mention.actor
            first.setdefault(surname, one.span.start)
    taken, spans, head = {one.span: one for one in seen}, [one.span for one in seen], _head_of(text)
    for span, surname in Lexicon((surname, surname) for surname in people).find(text, listed):
        known, there = list(people[surname].values()), taken.get(span)
        is_read = there is not None and there.mention is not None and there.mention.how is How.READ
        if (_overlapping(spans, span) and not is_read) or _is_part_of_word(text, span):
            continue
        if head <= span.start < first[surname]:
            continue
        if key(surname) in ORDINARY and not any(name.kind == PERSON for name in _touching(names, span)):
            continue
        if len(known) > 1:
            yield _Seen(span, None, surname)
        elif not _is_somebody_else(text, span, known[0], names):
            yield _Seen(span, Mention(span, known[0], How.SURNAME, surname), surname)


def _head_of(text: str) -> int:
    """Where headline and standfirst end."""
    end = 0
    for _ in range(_HEAD_LINES):
        end = text.find("\n", end) + 1 or len(text)
    return end


def _is_person(one: _Seen, names: Sequence[Name]) -> bool:
    if one.mention and one.mention.actor.person:
        return True
    return any(name.kind == PERSON for name in _touching(names, one.span))


def _trimmed(text: str, span: Span) -> Span | None:
    """A name without article, quotation marks and possessive."""
    start, end = span.start, span.end
    written = text[start:end]
    if article := re.match(r"(?:the|The|a|an)\s+", written):
        start += article.end()
    if possessive := re.search(r"['’]s?$", written):
        end -= len(possessive[0])
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end and text[end - 1] in _EDGES:
        end -= 1
    return Span(start, end) if start < end else None


def _may_be_name(written: str) -> bool:
    words = written.split()
    letters = sum(letter.isalpha() for letter in written)
    return (
        1 <= len(words) <= _MOST_WORDS
        and len(written) <= _LONGEST_NAME
        and letters > 1
        and written[0].isupper()
        and words[-1][0].isalnum()
        and "\n" not in written
    )


def _touching(names: Sequence[Name], span: Span) -> Iterator[Name]:
    """The names, sorted by where they start, that overlap a passage."""
    first = bisect_left(names, span.start - _LONGEST_NAME, key=lambda name: name.span.start)
    last = bisect_left(names, span.end, lo=first, key=lambda name: name.span.start)
    return (name for name in names[first:last] if name.span.overlaps(span))


def _overlapping(spans: Sequence[Span], span: Span) -> bool:
    """Whether any of some passages, sorted and apart from one another, overlaps one."""
    place = bisect_left(spans, span.end, key=lambda one: one.start)
    return place > 0 and spans[place - 1].end > span.start


def _ordered(seen: Iterable[_Seen]) -> list[_Seen]:
    """In the order of the text; of two that begin at one place the later of the list stays, as it knows more."""
    kept: list[_Seen] = []
    for one in sorted(enumerate(seen), key=lambda pair: (pair[1].span.start, -pair[0])):
        if not kept or one[1].span.start >= kept[-1].span.end:
            kept.append(one[1])
    return kept
