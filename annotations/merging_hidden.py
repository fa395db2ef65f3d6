"""The report of a merge as who codes second may see it: without what others said where that is hidden from them."""

from dataclasses import replace

from annotations.merging import Changed, Conflict, Item, MergeReport
from annotations.project import Project

LEFT_OUT = "What was coded in articles that you code second is left out here until you are done with them"
_CODING = ("claims", "claim_tags", "settlements")


def as_seen(project: Project, report: MergeReport) -> MergeReport:
    """Return the report without the claims, tags and decisions in articles of which others' work is hidden.

    Counts stay: they tell how much there is, not what. A note says that something may be missing. Where nothing is
    hidden from the person who works here, it is the same report.
    """
    hidden = project.second_codings.hidden_uids()
    if not hidden:
        return report

    def told(one: Conflict | Changed | Item) -> bool:
        # What does not say in which article its claim stands may be of one that is hidden.
        return one.kind not in _CODING or (bool(one.article_uid) and one.article_uid not in hidden)

    def seen(uid: str) -> bool:
        claim = project.claims.by_uid(uid)
        return claim is not None and not project.second_codings.hides(claim)

    return replace(
        report,
        incoming=tuple(one for one in report.incoming if one.kind not in _CODING or one.article_uid not in hidden),
        conflicts=tuple(one for one in report.conflicts if told(one)),
        kept=tuple(one for one in report.kept if one.kind != "claims" or seen(one.uid)),
        renumbered=tuple(one for one in report.renumbered if seen(one.uid)),
        moved=tuple(one for one in report.moved if one.article_uid not in hidden),
        unplaced=tuple(one for one in report.unplaced if one.article_uid not in hidden),
        notes=(*report.notes, LEFT_OUT),
        coded=tuple(one for one in report.coded if one.article_uid not in hidden),
        changed=tuple(one for one in report.changed if told(one)),
        deleted=tuple(one for one in report.deleted if told(one)),
        uncoded=tuple(one for one in report.uncoded if one.article_uid not in hidden),
    )
