"""Any codebook and any claims coded with it, as a brief gathers them, for tests of what is counted and drawn."""

from hypothesis import strategies as st

from annotations.brief.content import (
    OPEN,
    Carrier,
    ClaimEntry,
    CodedTag,
    Coding,
    DimensionEntry,
    Look,
    TagEntry,
)
from annotations.brief.tallies import Item
from annotations.codebook import Kind
from annotations.spans import Span

NAMES = (
    "Sanctions and restrictions",
    "West",
    "Технологическая независимость и суверенитет данных",
    "a",
    "Donaudampfschifffahrtsgesellschaftskapitänswitwenrente",
    "Ελληνική στρατηγική",
    "R&D (“models”)",
)
ROLES = ("speaker", "target", "mentioned")
DATES = ("", "2026", "2026-03", "2026-03-02", "2026-03-08T23:59", "2026-03-09", "2026-04-30", "2025-12-31", "nonsense")


def dimension(uid: str, kind: Kind, size: int, values: tuple[int, ...] = (-2, -1, 0, 1, 2)) -> DimensionEntry:
    """A dimension with so many tags and *none of these*; a scale has the values, then tags off the scale."""
    tags = []
    for n in range(size):
        value = values[n] if kind is Kind.SCALE and n < len(values) else None
        name = f"{NAMES[n % len(NAMES)]} {n}"
        tags.append(TagEntry(name, Look("#0072B2"), 0, uid=f"{uid}-{n}", value=value))
    tags.append(TagEntry("None of these", Look("#5B6570"), 0, uid=f"{uid}-none", is_none=True))
    return DimensionEntry(f"Dimension {uid}", kind, "", tuple(tags), 0, uid)


def coding(dimension: DimensionEntry, *places: int, role: str = "") -> Coding:
    """The tags at these places of a dimension."""
    tags = (dimension.tags[place] for place in places)
    return Coding(
        dimension.name, dimension.kind, tuple(CodedTag(t.name, role, t.look, t.uid) for t in tags), dimension.uid
    )


def item(number: int, *codings: Coding, text: int | None = None, carriers: tuple[Carrier, ...] = (Carrier(),)) -> Item:
    """A claim that was coded so."""
    claim = ClaimEntry(f"uid-{number}", number, 1, Span(0, 1), "A quote.", OPEN, codings)
    return Item(claim, number if text is None else text, carriers)


@st.composite
def dimensions(draw: st.DrawFn, kinds: tuple[Kind, ...] = tuple(Kind)) -> DimensionEntry:
    """A dimension of one of these kinds; no two of one kind are told apart."""
    kind = draw(st.sampled_from(kinds))
    return dimension(kind.value, kind, draw(st.integers(1, 16)))


@st.composite
def items(draw: st.DrawFn, *dims: DimensionEntry) -> list[Item]:
    carrier = st.builds(
        Carrier,
        outlet=st.sampled_from(("", "One", "Two", "Three")),
        ownership=st.sampled_from(("", "state", "private")),
        published=st.sampled_from(DATES),
    )
    found = []
    for number in range(draw(st.integers(0, 24))):
        codings = tuple(draw(_codings(dim)) for dim in dims)
        text = draw(st.integers(0, 9))
        carriers = draw(st.lists(carrier, min_size=1, max_size=3))
        found.append(item(number, *codings, text=text, carriers=tuple(carriers)))
    return found


@st.composite
def _codings(draw: st.DrawFn, dim: DimensionEntry) -> Coding:
    most = 1 if dim.kind.single else 3
    places = draw(st.lists(st.integers(0, len(dim.tags) - 1), max_size=most, unique=True))
    if dim.kind is not Kind.ACTORS:
        return coding(dim, *places)
    tags = tuple(CodedTag(dim.tags[p].name, draw(st.sampled_from(ROLES)), OPEN, dim.tags[p].uid) for p in places)
    return Coding(dim.name, dim.kind, tags, dim.uid)
