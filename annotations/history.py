"""Who did what, and when: the entries of a project's history as plain values."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from annotations.claims import Tagging


class StepState(StrEnum):
    """Whether an action stands. A dropped one was undone before something else was done, and cannot be redone."""

    DONE = "done"
    UNDONE = "undone"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One action: when (UTC, ISO 8601), by whom, its name, how it stands, and whether what it changed is kept."""

    id: int
    at: str
    coder_id: int | None
    label: str
    state: StepState
    kept: bool = True

    @property
    def standing(self) -> str:
        """How it stands, in words."""
        match self.state:
            case StepState.DONE:
                return "done" if self.kept else "can no longer be undone"
            case StepState.UNDONE:
                return "undone" if self.kept else "can no longer be redone"
            case StepState.DROPPED:
                return "undone for good"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an action can be looked at: an article, and a claim in it or None."""

    article_id: int
    claim_id: int | None = None


@dataclass(frozen=True, slots=True)
class SetTag:
    """A tagging and when it was set or last brought back (UTC, ISO 8601; empty where its row cannot say)."""

    tagging: Tagging
    at: str


def local_time(at: str) -> datetime | None:
    """The moment of an entry by the clock on the wall; None where the file holds no time there."""
    try:
        return datetime.fromisoformat(at).astimezone()
    except (ValueError, OverflowError, OSError):
        return None
