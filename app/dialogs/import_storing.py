"""What the person decided in the import preview, and storing it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from annotations.articles import Batch
from annotations.importers.draft import Draft
from annotations.intake import store_drafts
from annotations.wording import number_of

if TYPE_CHECKING:
    from annotations.project import Project
    from app.jobs import Job
    from app.session import Session


@dataclass(frozen=True, slots=True)
class Accepted:
    """What the person decided to import."""

    drafts: tuple[Draft, ...]
    batch: Batch
    replacing: Mapping[int, int] = field(default_factory=dict)
    """By the place of a draft the id of the article that it is to replace."""
    keep_originals: bool = False
    """Keep the files that the drafts came in as well."""
    groups: tuple[tuple[int, ...], ...] = ()
    """Copies in other outlets that the person gave a lead, by the places of the drafts, that of the lead first."""


def store(session: "Session", accepted: Accepted) -> "Job":
    """Store the articles of an accepted preview as one step, behind the window; it gives an `Imported`."""

    def work(project: "Project") -> Any:
        given = accepted.drafts, accepted.replacing, accepted.batch
        return store_drafts(project, *given, keep_originals=accepted.keep_originals, groups=accepted.groups)

    return session.run_long(f"Import {number_of(len(accepted.drafts), 'article')}", work)
