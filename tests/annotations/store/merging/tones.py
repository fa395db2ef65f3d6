"""Copies whose claim is coded in the dimension *Tone*: what is set there, by the names of its tags A, B and C.

Copies give what is new ids of their own, so all is found by its name here.
"""

from itertools import permutations

from annotations.codebook import Kind
from annotations.project import Project
from tests.annotations.store.merging.conftest import merge

ORDERS = [*permutations(range(3))]
NONE = "None of these"


def make(project: Project) -> None:
    """Two dimensions of several values, *Tone* and *Topic*, with three tags each."""
    for name in ("Tone", "Topic"):
        new = project.codebook.dimensions.add(name, Kind.MANY)
        for letter in "ABC":
            project.codebook.add_tag(new, letter)


def dimension(project: Project, name: str = "Tone") -> int:
    return next(one.id for one in project.codebook.read().dimensions if one.name == name)


def tag(project: Project, name: str, within: str = "Tone") -> int:
    return next(one.id for one in project.codebook.read().tags_of(dimension(project, within)) if one.name == name)


def set_tags(project: Project, *names: str, within: str = "Tone") -> None:
    """In one step."""
    (claim,) = project.claims.all()
    project.step("Tag", lambda p: [p.claims.tag(claim.id, tag(p, name, within)) for name in names])


def take_off(project: Project, name: str) -> None:
    (claim,) = project.claims.all()
    project.step("Untag", lambda p: p.claims.untag(claim.id, tag(p, name)))


def let_take(project: Project, kind: Kind) -> None:
    project.step("Change kind", lambda p: p.codebook.dimensions.update(dimension(p), kind=kind))


def of_coder(project: Project, within: str = "Tone") -> list[str]:
    """The tags of a dimension that stand on the claim."""
    names = {one.id: one.name for one in project.codebook.read().tags_of(dimension(project, within))}
    (claim,) = project.claims.all()
    return sorted(names[tagging.tag_id] for tagging in claim.taggings if tagging.tag_id in names)


def agree(all_of_them: Project, opened: list[Project], order: tuple[int, ...]) -> None:
    """Merge all into one in an order, and back; then nobody has anything that another one has not."""
    for place in order:
        merge(all_of_them, opened[place])
    for other in opened:
        merge(other, all_of_them)
        assert of_coder(other) == of_coder(all_of_them)
        assert merge(all_of_them, other).nothing


def take_off_unaware(anna: Project, boris: Project, cleo: Project) -> None:
    """Of one value: let Anna set A, and Boris B later, which Cleo takes off, who has not heard of A."""
    let_take(anna, Kind.ONE)
    for other in (boris, cleo):
        merge(other, anna)
    set_tags(anna, "A")
    set_tags(boris, "B")
    merge(cleo, boris)
    take_off(cleo, "B")
