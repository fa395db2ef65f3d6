"""A filter of claims in the names of a project, as a person types them: made into uids."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from annotations.articles import Status
from annotations.claim_filter import ClaimFilter, Coding, Match
from annotations.claim_rows import Column, Sort
from annotations.claims import CheckState, Origin, Passage
from annotations.codebook import Codebook, Dimension, Kind, Role, Tag
from annotations.errors import AnnotationError
from annotations.importers.values.dates import is_stored_form
from annotations.project import Project
from annotations.store.saved_filters import SavedFilter

KIND = "claims"
"""The kind under which filters of claims are kept by name."""


@dataclass(frozen=True, slots=True)
class Named:
    """What is asked for, by name.

    A tag is named as it is, by an alias, or as "Dimension: Tag" where several dimensions have it; every one of `tags`
    must be there and none of `not_tags`. A scale's value can be given as "-2". `actors` are pairs of a role and a name.
    """

    kept: str = ""
    tags: tuple[str, ...] = ()
    not_tags: tuple[str, ...] = ()
    not_coded: tuple[str, ...] = ()
    actors: tuple[tuple[Role, str], ...] = ()
    outlets: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    ownerships: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    since: str = ""
    until: str = ""
    coders: tuple[str, ...] = ()
    checks: tuple[CheckState, ...] = ()
    origins: tuple[Origin, ...] = ()
    tag_origins: tuple[Origin, ...] = ()
    passages: tuple[Passage, ...] = ()
    texts: tuple[str, ...] = ()
    words: str = ""


def filter_of(project: Project, named: Named) -> ClaimFilter:
    """The filter, beginning with the one that is kept under a name, if one is named.

    Raises:
        AnnotationError: if the project does not know a name, or a date is none.
    """
    codebook = project.codebook.read()
    choices = project.claim_lists.choices()
    for date in (named.since, named.until):
        if date and not is_stored_form(date):
            raise AnnotationError(f"“{date}” is no date", "Write it as 2026-03-12, 2026-03 or 2026")
    start = ClaimFilter.from_json(_kept(project, named.kept).definition) if named.kept else ClaimFilter()
    aliases = {alias: outlet.uid for outlet in project.outlets.all() for alias in outlet.aliases}
    outlets = aliases | {name: uid for uid, name in choices.outlets.items()}
    coders = {coder.initials: coder.uid for coder in project.coders.all()}
    coders |= {name: uid for uid, name in choices.coders.items()}
    return replace(
        start,
        codings=(*start.codings, *_codings(codebook, named)),
        outlets=_found(outlets, named.outlets, "outlet") or start.outlets,
        countries=_found({name: name for name in choices.countries}, named.countries, "country") or start.countries,
        media=_found({name: name for name in choices.media}, named.media, "medium") or start.media,
        ownerships=_found({name: name for name in choices.ownerships}, named.ownerships, "ownership")
        or start.ownerships,
        statuses=named.statuses or start.statuses,
        since=named.since or start.since,
        until=named.until or start.until,
        coders=_found(coders, named.coders, "coder") or start.coders,
        checks=named.checks or start.checks,
        origins=named.origins or start.origins,
        tag_origins=named.tag_origins or start.tag_origins,
        passages=named.passages or start.passages,
        texts=named.texts or start.texts,
        words=" ".join(named.words.split()) or start.words,
    )


def sort_of(codebook: Codebook, named: str) -> Sort:
    """An order: a column or a dimension, turned round by a minus before it.

    Raises:
        AnnotationError: if there is no such column.
    """
    wanted = named.removeprefix("-").strip().casefold()
    known = {str(column): str(column) for column in Column} | {d.name.casefold(): d.uid for d in codebook.dimensions}
    if wanted not in known:
        raise AnnotationError(f"There is no column “{named}”", f"Sort by one of: {', '.join(known)}")
    return Sort(known[wanted], descending=named.startswith("-"))


def _kept(project: Project, name: str) -> SavedFilter:
    for saved in project.saved_filters.all(KIND):
        if saved.name.casefold() == " ".join(name.split()).casefold():
            return saved
    raise AnnotationError(f"No filter is kept as “{name}”", "Check its name in the table of claims")


def _found(known: Mapping[str, str], wanted: Iterable[str], what: str) -> tuple[str, ...]:
    folded = {name.casefold(): found for name, found in known.items()}
    missing = [name for name in wanted if " ".join(name.split()).casefold() not in folded]
    if missing:
        raise AnnotationError(f"The project knows no {what} “{missing[0]}”", f"Check the name of the {what}")
    return tuple(folded[" ".join(name.split()).casefold()] for name in wanted)


def _codings(codebook: Codebook, named: Named) -> Iterable[Coding]:
    for match, names in ((Match.ANY, named.tags), (Match.NONE, named.not_tags)):
        for dimension, tag in (_tag(codebook, name) for name in names):
            yield Coding(dimension.uid, match, (tag.uid,))
    for name in named.not_coded:
        yield Coding(_dimension(codebook, name).uid, Match.NONE)
    actors = [d for d in codebook.dimensions if d.kind is Kind.ACTORS]
    for role, name in named.actors:
        dimension, tag = _tag(codebook, name, actors)
        yield Coding(dimension.uid, Match.ANY, (tag.uid,), role.value)


def _dimension(codebook: Codebook, name: str) -> Dimension:
    for dimension in codebook.dimensions:
        if name.strip().casefold() in (dimension.name.casefold(), dimension.key.casefold()):
            return dimension
    raise AnnotationError(f"The codebook has no dimension “{name}”", "Check its name")


def _tag(codebook: Codebook, name: str, within: Iterable[Dimension] | None = None) -> tuple[Dimension, Tag]:
    head, colon, rest = name.partition(":")
    known = {d.name.casefold(): d for d in codebook.dimensions}
    if colon and (dimension := known.get(head.strip().casefold())):
        return _only([(dimension, tag) for tag in _called(codebook, dimension, rest)], name)
    dimensions = codebook.dimensions if within is None else within
    return _only([(d, tag) for d in dimensions for tag in _called(codebook, d, name)], name)


def _called(codebook: Codebook, dimension: Dimension, name: str) -> list[Tag]:
    tag = codebook.find(dimension.id, name)
    if tag is None and dimension.kind is Kind.SCALE:
        value = name.strip().replace("−", "-").removeprefix("+")
        tag = next((t for t in codebook.tags_of(dimension.id) if t.value is not None and str(t.value) == value), None)
    return [tag] if tag else []


def _only(found: list[tuple[Dimension, Tag]], name: str) -> tuple[Dimension, Tag]:
    if not found:
        raise AnnotationError(f"The codebook has no tag “{name}”", "Check its name")
    if len(found) > 1:
        first = f"{found[0][0].name}: {found[0][1].name}"
        raise AnnotationError(f"Several dimensions have a tag “{name}”", f"Name the dimension too: “{first}”")
    return found[0]
