"""What an issue of a brief is, as values."""

from dataclasses import dataclass
from enum import StrEnum


class IssueState(StrEnum):
    """What an issue is now; one that is superseded has a later version of its number."""

    DRAFT = "draft"
    ISSUED = "issued"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class StoredIssue:
    """One edition of a brief.

    `issued_at` is an ISO 8601 moment, `cut_off` as it was typed, `digest` the SHA-256 of the PDF. `kept` says whether
    it can be made again: a copy of a project without the articles' texts does not have what that takes.
    """

    id: int
    uid: str
    brief_id: int
    number: str
    version: int
    state: IssueState
    cut_off: str
    issued_at: str
    digest: str
    kept: bool

    @property
    def name(self) -> str:
        """What it is called in lists and sentences: "Issue 12, version 2"."""
        return issue_name(self.number, self.version)


def issue_name(number: str, version: int) -> str:
    """What an edition with this number, empty for none, and version is called."""
    return f"Issue {number}, version {version}" if number else f"Version {version}"
