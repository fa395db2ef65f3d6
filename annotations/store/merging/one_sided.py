"""What only the other copy did, as the report of a merge lists it: what comes in, changes here and goes."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence

from annotations.merging import MOST_LISTED, Changed, Coded, Item
from annotations.store.merging.fields import differences_of
from annotations.store.merging.kinds import TAGGINGS
from annotations.store.merging.naming import Naming
from annotations.store.merging.planning import Plan, Target
from annotations.store.merging.states import Name, tagging


def is_changed(target: Target) -> bool:
    """Whether a row that stands here says something else afterwards."""
    here = target.entry.here
    return bool(target.stands and target.stood and here and here.stored != target.values and not target.only_set_right)


def items(naming: Naming, targets: Iterable[Target]) -> Iterator[Item]:
    """Rows by their names, without taggings; the first `MOST_LISTED` of each kind."""
    listed: Counter[str] = Counter()
    for target in targets:
        kind, key = target.name
        listed[kind] += 1
        if kind == TAGGINGS or listed[kind] > MOST_LISTED:
            continue
        values = target.values or naming.values(target.name)
        yield Item(
            kind,
            str(key),
            naming.of(kind, key),
            number=values.get("number") or 0 if kind == "claims" else 0,
            article_uid=str(values.get("article_id") or ""),
            outlet=naming.of("outlets", values.get("outlet_id")),
            coder=naming.of("coders", values.get("coder_id")),
        )


def coded(plan: Plan, naming: Naming, targets: Sequence[Target]) -> Iterator[Coded]:
    """Taggings of claims that stand afterwards, by claim and coder; those of the first `MOST_LISTED` of these.

    Claims by their numbers; tags as the codebook has their dimensions. Two that cannot stand beside one another are
    told of as what both changed.
    """
    clashing = {key for clash in plan.clashes for key in clash}
    found: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for target in targets:
        if target.name[0] != TAGGINGS or target.name[1] in clashing:
            continue
        claim, tag, role, coder = tagging(target.name[1])
        if plan.presence.stands(("claims", claim)) and ((claim, coder) in found or len(found) < MOST_LISTED):
            found.setdefault((claim, coder), []).append(_tag(naming, tag, role))
    given = {target.name[1]: target.values.get("number") for target in targets if target.name[0] == "claims"}
    numbers = {claim: int(given.get(claim) or naming.number(claim)) for claim, _ in found}
    for claim, coder in sorted(found, key=lambda key: numbers[key[0]]):
        _, article = naming.place(("claims", claim))
        who, quote = naming.of("coders", coder), naming.of("claims", claim)
        tags = tuple(name for _, name in sorted(found[claim, coder]))
        yield Coded(claim, numbers[claim], quote, article, who, tags)


def _tag(naming: Naming, tag: str, role: str) -> tuple[int, str]:
    """The place of a tag's dimension in the codebook, and both: "Actors: Energy agency (speaker)"."""
    dimension = naming.values(("tags", tag)).get("dimension_id")
    place = naming.values(("dimensions", str(dimension))).get("position")
    return place or 0, f"{naming.of('dimensions', dimension)}: {naming.of('tags', tag)}{f' ({role})' if role else ''}"


def changed(plan: Plan, naming: Naming, told: Container[Name]) -> Iterator[Changed]:
    """Rows that say something else afterwards, without those that are told of elsewhere; `MOST_LISTED` of each kind."""
    listed: Counter[str] = Counter()
    for target in plan.targets:
        name, here = target.name, target.entry.here
        if name[0] == TAGGINGS or name in told or not is_changed(target) or here is None:
            continue
        listed[name[0]] += 1
        if listed[name[0]] > MOST_LISTED:
            continue
        claim, article = naming.place(name)
        differences = differences_of(plan, naming, name, here.stored, target.values)
        yield Changed(name[0], str(name[1]), naming.called(name), differences, claim, article)
