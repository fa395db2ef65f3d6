"""Changing many claims at once. Each function is the work of one step, and a generator of its progress.

Tags are set and taken away as the coder who works: what others said stays.
"""

from collections.abc import Callable, Generator, Sequence

from annotations.claims import CheckState, Claim, Tagging
from annotations.codebook import Codebook, Kind
from annotations.errors import AnnotationError
from annotations.progress import Progress
from annotations.project import Project

Work = Generator[Progress, None, int]
"""Yields how far it is, returns how many claims it changed."""

_PORTION = 100


def _each(project: Project, ids: Sequence[int], change: Callable[[Claim], bool]) -> Work:
    changed = 0
    for place in range(0, len(ids), _PORTION):
        yield Progress(place, len(ids))
        changed += sum(change(claim) for claim in project.claims.some(ids[place : place + _PORTION]))
    return changed


def tag(project: Project, ids: Sequence[int], tag_id: int, role: str = "") -> Work:
    """Set a tag on claims; see `Claims.tag` for what it takes the place of."""

    def change(claim: Claim) -> bool:
        if any((t.tag_id, t.role, t.coder_id) == (tag_id, role, project.coder_id) for t in claim.taggings):
            return False
        project.claims.tag(claim.id, tag_id, role)
        return True

    return _each(project, ids, change)


def overruled(project: Project, ids: Sequence[int], tag_id: int) -> int:
    """On how many claims something else counts than what the coder who works set: what *agreed* or the maker did."""
    codebook = project.codebook.read()
    tags = {tag.id for tag in codebook.tags_of(codebook.tag(tag_id).dimension_id)}
    agreed, found = project.coders.agreed().id, 0
    for place in range(0, len(ids), _PORTION):
        for claim in project.claims.some(ids[place : place + _PORTION]):
            settled = any(t.coder_id == agreed and t.tag_id in tags for t in claim.taggings)
            found += settled or claim.coder_id != project.coder_id
    return found


def untag(project: Project, ids: Sequence[int], tag_id: int, role: str | None = None) -> Work:
    """Take a tag away from claims, in one role or in all."""

    def change(claim: Claim) -> bool:
        own = _own(claim, project.coder_id, tag_id, role)
        for found in own:
            project.claims.untag(claim.id, tag_id, found)
        return bool(own)

    return _each(project, ids, change)


def replace(
    project: Project,
    ids: Sequence[int],
    old: int,
    new: int,
    *,
    old_role: str | None = None,
    new_role: str | None = None,
) -> Work:
    """Put one tag in the place of another, where the coder has set that.

    Args:
        project: in which a step is open.
        ids: the claims.
        old: the tag that goes.
        new: the tag that takes its place, of the same dimension.
        old_role: the role in which it goes; None for all.
        new_role: the role of the new one; None for the one that the old one had.

    Raises:
        AnnotationError: if the two belong to different dimensions.
    """
    codebook = project.codebook.read()
    if codebook.tag(old).dimension_id != codebook.tag(new).dimension_id:
        raise AnnotationError("The two tags belong to different dimensions", "Choose two of one dimension")
    actors = codebook.dimension_of(new).kind is Kind.ACTORS and not codebook.tag(new).is_none

    def change(claim: Claim) -> bool:
        own = _own(claim, project.coder_id, old, old_role)
        for role in own:
            given = role if new_role is None else new_role
            project.claims.replace_tag(claim.id, (old, role), (new, given if actors else ""))
        return bool(own)

    return _each(project, ids, change)


def check(project: Project, ids: Sequence[int], state: CheckState) -> Work:
    """Say that claims are checked, flagged or open again; a question belongs to what is flagged only."""
    checked_by = (project.coder_id or None) if state is CheckState.CHECKED else None

    def change(claim: Claim) -> bool:
        if claim.check_state is state:
            return False
        project.claims.update(claim.id, check_state=state, checked_by=checked_by)
        return True

    return _each(project, ids, change)


def delete(project: Project, ids: Sequence[int]) -> Work:
    """Delete claims with their tags."""

    def change(claim: Claim) -> bool:
        project.claims.delete([claim.id])
        return True

    return _each(project, ids, change)


def reassign(project: Project, ids: Sequence[int], coder_id: int) -> Work:
    """Make another coder the maker of claims.

    The maker's tags go along, so that what counts stays the same; in a dimension that the other coder has coded
    already, theirs count from now on and the maker's stay where they are.
    """
    codebook = project.codebook.read()

    def change(claim: Claim) -> bool:
        if claim.coder_id == coder_id:
            return False
        for moved in _moved(claim, coder_id, codebook):
            project.claims.untag(claim.id, moved.tag_id, moved.role, coder_id=claim.coder_id)
            project.claims.tag(claim.id, moved.tag_id, moved.role, coder_id=coder_id, origin=moved.origin)
        project.claims.give(claim.id, coder_id)
        return True

    return _each(project, ids, change)


def _own(claim: Claim, coder_id: int, tag_id: int, role: str | None) -> list[str]:
    """The roles in which a coder set a tag."""
    return [t.role for t in claim.taggings if t.tag_id == tag_id and t.coder_id == coder_id and role in (None, t.role)]


def _moved(claim: Claim, coder_id: int, codebook: Codebook) -> list[Tagging]:
    """The maker's tags in dimensions that another coder has not coded."""
    coded = {codebook.tag(t.tag_id).dimension_id for t in claim.taggings if t.coder_id == coder_id}
    return [
        t for t in claim.taggings if t.coder_id == claim.coder_id and codebook.tag(t.tag_id).dimension_id not in coded
    ]
