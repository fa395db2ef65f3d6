"""What an analyst should know before a brief leaves the house: claims with a question, and words nobody translated."""

from annotations.brief.content import BriefContent, ClaimEntry, many
from annotations.brief.spec import BriefSpec
from annotations.claims import CheckState
from annotations.project import Project

_FEW = 8


def concerns(project: Project, content: BriefContent, spec: BriefSpec) -> tuple[str, ...]:
    """One sentence each, without a full stop: flagged claims, claims without a translation; none where all is well."""
    flagged = {claim.uid for claim in project.claims.all() if claim.check_state is CheckState.FLAGGED}
    found = (
        ([claim for claim in content.claims if claim.uid in flagged], "flagged for checking"),
        ([claim for claim in content.claims if _untranslated(claim, content, spec)], "without a translation"),
    )
    return tuple(f"{many(len(claims), 'claim')} {what}: {_named(claims)}" for claims, what in found if claims)


def _untranslated(claim: ClaimEntry, content: BriefContent, spec: BriefSpec) -> bool:
    """Whether it stands in an article of another language, as far as that is known, and only in that."""
    language = content.article_of(claim).language.partition("-")[0].casefold()
    return bool(language) and language != spec.language.partition("-")[0].casefold() and not claim.translation.strip()


def _named(claims: list[ClaimEntry]) -> str:
    more = f" and {len(claims) - _FEW} others" if len(claims) > _FEW else ""
    return ", ".join(claim.label for claim in claims[:_FEW]) + more
