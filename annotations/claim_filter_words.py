"""A filter as a person reads it: one sentence, made of the phrases that stand on its chips."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from annotations.articles import Status
from annotations.claim_filter import ClaimFilter, Coding, Match
from annotations.claims import CheckState, Origin, Passage
from annotations.codebook import Codebook, Dimension, Kind, Tag
from annotations.dates import in_words

STATUS_WORDS = {
    Status.NEW: "new",
    Status.IN_PROGRESS: "in progress",
    Status.DONE: "done",
    Status.LEFT_OUT: "left out",
}
CHECK_WORDS = {CheckState.OPEN: "not checked", CheckState.FLAGGED: "flagged", CheckState.CHECKED: "checked"}
ORIGIN_WORDS = {
    Origin.TYPED: "made by hand",
    Origin.ACCEPTED: "accepted from suggestions",
    Origin.CHANGED: "changed from suggestions",
}
TAG_ORIGIN_WORDS = {**ORIGIN_WORDS, Origin.TYPED: "set by hand"}
PASSAGE_WORDS = {Passage.COUNTS: "not left out", Passage.LEFT_OUT: "left out when settled"}
UNKNOWN = "unknown"
_GONE = "something no longer in the codebook"
_LEADS = {"framing": "framed as", "pillar": "on"}
_LAST = ("origins", "passages", "tag_origins")
_MOST_NAMES = 4


@dataclass(frozen=True, slots=True)
class Names:
    """What uids are called in a project."""

    codebook: Codebook = field(default_factory=Codebook)
    outlets: Mapping[str, str] = field(default_factory=dict)
    coders: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One condition in words. `key` is the name of the filter's field; `place` tells its codings apart."""

    key: str
    text: str
    place: int = 0


def sentence(wanted: ClaimFilter, names: Names) -> str:
    """The whole filter, as "Claims framed as Sanctions, flagged, since 1 Mar 2026"."""
    said = ", ".join(phrase.text for phrase in phrases(wanted, names))
    return f"Claims {said}" if said else "All claims"


def phrases(wanted: ClaimFilter, names: Names) -> list[Phrase]:
    """The conditions in words, in the order in which they are read."""
    found = [Phrase("codings", coding_words(coding, names), n) for n, coding in enumerate(wanted.codings)]
    texts = {
        "outlets": ("from", [names.outlets.get(uid, "an outlet that is gone") for uid in wanted.outlets]),
        "countries": ("from outlets in", [country or "an unknown country" for country in wanted.countries]),
        "media": ("from outlets of the medium", _known(wanted.media)),
        "ownerships": ("from outlets under", _known(wanted.ownerships)),
        "statuses": ("in articles that are", [STATUS_WORDS[status] for status in wanted.statuses]),
        "coders": ("made by", [names.coders.get(uid, "somebody who is gone") for uid in wanted.coders]),
        "checks": ("", [CHECK_WORDS[state] for state in wanted.checks]),
        "origins": ("", [ORIGIN_WORDS[origin] for origin in wanted.origins]),
        "passages": ("", [PASSAGE_WORDS[one] for one in wanted.passages]),
        "tag_origins": ("with tags", [TAG_ORIGIN_WORDS[origin] for origin in wanted.tag_origins]),
    }
    for key, (lead, said) in texts.items():
        if said:
            tail = " ownership" if key == "ownerships" else ""
            found.append(Phrase(key, f"{lead} {listed(said, 'or')}{tail}".strip()))
    if wanted.since or wanted.until:
        found.insert(_before(found, "coders"), Phrase("dates", _dates(wanted)))
    found += [Phrase("texts", listed([_text_words(name) for name in wanted.texts], "and"))] if wanted.texts else []
    found += [Phrase("words", f"that say “{wanted.words}”")] if wanted.words else []
    return found


def _before(found: Sequence[Phrase], key: str) -> int:
    return next((n for n, phrase in enumerate(found) if phrase.key in (key, "checks", *_LAST)), len(found))


def _known(values: Iterable[str]) -> list[str]:
    return [value or UNKNOWN for value in values]


def _dates(wanted: ClaimFilter) -> str:
    since, until = in_words(wanted.since), in_words(wanted.until)
    if since and until:
        return f"in {since}" if since == until else f"from {since} to {until}"
    return f"since {since}" if since else f"until {until}"


def _text_words(name: str) -> str:
    lacking, plain = name.startswith("-"), name.removeprefix("-")
    return f"{'without' if lacking else 'with'} a {plain}"


# -- what is asked of a dimension


def coding_words(coding: Coding, names: Names) -> str:
    """One condition on a dimension in words."""
    dimension = next((d for d in names.codebook.dimensions if d.uid == coding.dimension), None)
    if dimension is None:
        return f"tagged with {_GONE}"
    if coding.is_open:
        return f"{_lower(dimension.name)} not coded yet"
    tags = [tag for tag in names.codebook.tags_of(dimension.id) if tag.uid in coding.tags]
    missing = [_GONE] if len(tags) < len(coding.tags) else []
    if dimension.kind is Kind.ACTORS:
        return _actor_words(coding, dimension, [*(tag.name for tag in tags), *missing])
    said = _scale_words(tags) if dimension.kind is Kind.SCALE else [tag.name for tag in tags]
    lead = _LEADS.get(dimension.key, _lower(dimension.name))
    if not coding.tags:
        return f"{_lower(dimension.name)} coded"
    joined = listed([*said, *missing], "and" if coding.match is Match.ALL else "or")
    return f"not {lead} {joined}" if coding.match is Match.NONE else f"{lead} {joined}"


def _actor_words(coding: Coding, dimension: Dimension, said: list[str]) -> str:
    without = coding.match is Match.NONE
    if not said:
        what = f"a {coding.role}" if coding.role else _lower(dimension.name)
        return f"without {what}" if without else f"with {what}"
    joined = listed(said, "and" if coding.match is Match.ALL else "or")
    tail = f" as {coding.role}" if coding.role else ""
    return f"{'without' if without else 'with'} {joined}{tail}"


def _scale_words(tags: Sequence[Tag]) -> list[str]:
    """Neighbouring values as a range, what has no value after them."""
    values = sorted(tag.value for tag in tags if tag.value is not None)
    runs: list[list[int]] = [values[:1]] if values else []
    for one, other in pairwise(values):
        if other == one + 1:
            runs[-1].append(other)
        else:
            runs.append([other])
    ranges = [scale_value(run[0]) + (f" to {scale_value(run[-1])}" if len(run) > 1 else "") for run in runs]
    return [*ranges, *(_lower(tag.name) for tag in tags if tag.value is None)]


def scale_value(value: int) -> str:
    """A place on a scale with its sign, a true minus: "−2", "0", "+1"."""
    return f"{value:+d}".replace("-", "−") if value else "0"


def _lower(name: str) -> str:
    """A name within a sentence: "Strategy pillar" as "strategy pillar", but "EU policy" as it is."""
    first = name.split(" ", 1)[0]
    return name[:1].lower() + name[1:] if first[1:] == first[1:].lower() else name


def listed(names: Sequence[str], word: str) -> str:
    """Names as a sentence has them: "A, B or C"; of many only the first ones, and how many more there are."""
    shown = list(names)
    if len(shown) > _MOST_NAMES + 1:
        shown = [*shown[:_MOST_NAMES], f"{len(names) - _MOST_NAMES} more"]
    return f" {word} ".join(filter(None, (", ".join(shown[:-1]), shown[-1]))) if shown else ""
