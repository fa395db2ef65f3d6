"""What an analyst should know before a brief leaves the house: doubtful or untranslated claims, and what it lacks."""

from annotations.brief.content import BriefContent, ClaimEntry, many
from annotations.brief.spec import BriefSpec, Part
from annotations.claims import CheckState
from annotations.project import Project

_FEW = 8
_NOT_COMPARED = "no comparison with the issue before: it is damaged, deleted, or not in this copy of the project"


def concerns(project: Project, content: BriefContent, spec: BriefSpec) -> tuple[str, ...]:
    """What it leaves the house with, a phrase each: flagged claims, claims without a translation, no comparison.

    What others coded and is hidden from the person who codes second is missing, which is told, too.

    None where all is well. An issue before is missed only where the brief follows one and has the part that compares.
    """
    flagged = {claim.uid for claim in project.claims.all() if claim.check_state is CheckState.FLAGGED}
    found = (
        ([claim for claim in content.claims if claim.uid in flagged], "flagged for checking"),
        ([claim for claim in content.claims if _untranslated(claim, content, spec)], "without a translation"),
    )
    alone = bool(spec.follows) and Part.SINCE in spec.parts and content.previous is None
    lacking: tuple[str, ...] = ()
    if hidden := project.second_codings.hidden():
        also = ", and so is the comparison with the issue before" if alone else ""
        what = f"what others coded in {many(hidden, 'article')} is missing{also}"
        lacking = (f"{what}: you are not done coding second there",)
    elif alone:
        lacking = (_NOT_COMPARED,)
    return (*(f"{many(len(claims), 'claim')} {what}: {_named(claims)}" for claims, what in found if claims), *lacking)


def _untranslated(claim: ClaimEntry, content: BriefContent, spec: BriefSpec) -> bool:
    """Whether it stands in an article of another language, as far as that is known, and only in that."""
    language = content.article_of(claim).language.partition("-")[0].casefold()
    return bool(language) and language != spec.language.partition("-")[0].casefold() and not claim.translation.strip()


def _named(claims: list[ClaimEntry]) -> str:
    more = f" and {len(claims) - _FEW} others" if len(claims) > _FEW else ""
    return ", ".join(claim.label for claim in claims[:_FEW]) + more
