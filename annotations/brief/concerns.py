"""What an analyst should know before a brief leaves the house: doubtful or untranslated claims, and what it lacks."""

from collections.abc import Iterator

from annotations.brief.content import BriefContent, ClaimEntry, many
from annotations.brief.spec import BriefSpec, Part, named_claims, stated
from annotations.claims import CheckState
from annotations.project import Project

_FEW = 8
_NOT_COMPARED = "no comparison with the issue before: it is damaged, deleted, or not in this copy of the project"


def concerns(project: Project, content: BriefContent, spec: BriefSpec) -> tuple[str, ...]:
    """What it leaves the house with, a phrase each: flagged claims, claims without a translation, no comparison.

    So are claims that its sentences name and that are not there, or that it does not take in.

    What others coded and is hidden from the person who codes second is missing, which is told, too.

    None where all is well. An issue before is missed only where the brief follows one and has the part that compares.
    """
    claims = project.claims.all()
    flagged = {claim.uid for claim in claims if claim.check_state is CheckState.FLAGGED}
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
    doubtful = (f"{many(len(some), 'claim')} {what}: {_named(some)}" for some, what in found if some)
    absent = "not there, or hidden while you code second" if hidden else "not there"
    return (*doubtful, *_dangling({claim.number for claim in claims}, absent, content, spec), *lacking)


def _dangling(there: set[int], absent: str, content: BriefContent, spec: BriefSpec) -> Iterator[str]:
    """Claims that a reader looks for in vain, by the numbers that there are; `absent` is said of all others."""
    printed = {claim.number for claim in content.claims}
    vain = [number for number in named_claims("\n".join(_sentences(spec))) if number not in printed]
    gone, out = [n for n in vain if n not in there], [n for n in vain if n in there]
    for numbers, what in ((gone, absent), (out, "not taken in")):
        if numbers:
            yield f"{many(len(numbers), 'claim')} named but {what}: {_few([f'C{number}' for number in numbers])}"


def _sentences(spec: BriefSpec) -> Iterator[str]:
    """What the analyst wrote and the front pages print."""
    if Part.BOTTOM_LINE in spec.parts:
        yield spec.bottom_line
        for judgement in stated(spec.judgements):
            yield from (judgement.statement, judgement.reason, judgement.meaning)
        yield from (*spec.watch, *spec.unknown)
    if Part.FINDINGS in spec.parts:
        for finding in spec.findings:
            yield from (finding.title, finding.sentences)


def _untranslated(claim: ClaimEntry, content: BriefContent, spec: BriefSpec) -> bool:
    """Whether it stands in an article of another language, as far as that is known, and only in that."""
    language = content.article_of(claim).language.partition("-")[0].casefold()
    return bool(language) and language != spec.language.partition("-")[0].casefold() and not claim.translation.strip()


def _named(claims: list[ClaimEntry]) -> str:
    return _few([claim.label for claim in claims])


def _few(labels: list[str]) -> str:
    more = f" and {len(labels) - _FEW} others" if len(labels) > _FEW else ""
    return ", ".join(labels[:_FEW]) + more
