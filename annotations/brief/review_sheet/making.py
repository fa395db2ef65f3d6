"""The review sheet of two issues of a project's brief, or of one and the brief as it is now."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from annotations.brief import gather
from annotations.brief.freezing import Frozen
from annotations.brief.issues import as_draft
from annotations.brief.review_sheet.comparing import comments_between, review_sheet, side_of, side_of_draft
from annotations.brief.review_sheet.values import ReviewSheet
from annotations.brief.spec import BriefSpec
from annotations.errors import AnnotationError

if TYPE_CHECKING:
    from annotations.brief.editions import StoredIssue
    from annotations.project import Project


@dataclass(frozen=True, slots=True)
class Compared:
    """A review sheet, with the specification that its pages look by; `draft` is the mark of a draft's pages."""

    sheet: ReviewSheet
    spec: BriefSpec
    draft: str = ""


def compared(project: "Project", before: "StoredIssue", now: "StoredIssue | None", moment: datetime) -> Compared:
    """Compare an issue with a later one of its brief, or with None with the brief as it is at `moment`.

    Raises:
        AnnotationError: if this copy of the project does not hold what an issue was made of, or others' work is hidden
            from the person who works here: an issue tells it.
        DamagedFileError: if that cannot be read.
        KeyError: if the brief is gone.
    """
    if project.second_codings.hidden():
        raise AnnotationError("An issue tells what others coded in articles that you code second", "Finish that first")
    first = project.issues.frozen(before.id)
    comments = comments_between(project.reviews.of_brief(before.brief_id), before, now)
    side = side_of(before, first.spec)
    if now is not None:
        last = project.issues.frozen(now.id)
        return Compared(review_sheet(first, last, (side, side_of(now, last.spec)), comments), last.spec)
    brief = project.briefs.get(before.brief_id)
    spec = replace(brief.spec, issued=brief.spec.issued or moment.date().isoformat())
    draft = as_draft(project, brief.id, spec)
    last = Frozen(draft.spec, gather(project, draft.spec))
    return Compared(review_sheet(first, last, (side, side_of_draft(draft.spec)), comments), draft.spec, draft.mark)
