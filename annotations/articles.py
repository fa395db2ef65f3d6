"""Articles, the outlets they appeared in, and the imports they came with."""

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """How far the work on an article is."""

    NEW = "new"
    IN_PROGRESS = "in-progress"
    DONE = "done"
    LEFT_OUT = "left-out"


@dataclass(frozen=True, slots=True)
class Outlet:
    """Where articles appeared. `ownership` and `medium` are free words, shown as they are."""

    id: int
    uid: str
    name: str
    aliases: tuple[str, ...] = ()
    country: str = ""
    medium: str = ""
    ownership: str = ""
    reach: str = ""
    language: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Batch:
    """One import: where the articles came from, what was searched for, when and by whom."""

    id: int = 0
    origin: str = ""
    search: str = ""
    period: str = ""
    retrieved_on: str = ""
    retrieved_by: str = ""

    @property
    def name(self) -> str:
        """What it is called in lists and sentences: database, search and day, as far as they are known."""
        search = f"“{self.search}”" if self.search else ""
        return " · ".join(filter(None, (self.origin, search, self.period, self.retrieved_on))) or f"Import {self.id}"


@dataclass(frozen=True, slots=True)
class BatchUse:
    """How many articles came with an import: not decided on yet, kept (in whatever state of work), left out."""

    new: int = 0
    kept: int = 0
    left_out: int = 0

    @property
    def found(self) -> int:
        """All of them."""
        return self.new + self.kept + self.left_out


@dataclass(frozen=True, slots=True)
class Article:
    """One press text's metadata; the text itself is read apart.

    `published` is an ISO 8601 date or time to the precision known ("2026", "2026-03", "2026-03-12",
    "2026-03-12T14:05"), empty if unknown. `length` counts code points. `claims` is the number of claims.
    `lead_id` is the lead article of a group of wire copies, None outside groups and for the lead itself; it is the
    article's own where a person decided that it stands for itself.
    """

    id: int
    uid: str
    headline: str
    outlet_id: int | None
    outlet: str
    published: str
    author: str
    language: str
    status: Status
    length: int
    digest: str
    headline_translated: str = ""
    url: str = ""
    accessed: str = ""
    type: str = ""
    section: str = ""
    left_out_reason: str = ""
    lead_id: int | None = None
    batch_id: int | None = None
    replaces_id: int | None = None
    assigned_to: int | None = None
    origin_file: str = ""
    imported_at: str = ""
    claims: int = 0

    @property
    def alone(self) -> bool:
        """Whether a person decided that it is no wire copy of another."""
        return self.lead_id == self.id

    @property
    def carried_by(self) -> int | None:
        """The lead that it is a wire copy of, None if it is none."""
        return None if self.alone else self.lead_id


@dataclass(frozen=True, slots=True)
class EarlierText:
    """A text that an article had: until when (UTC, ISO 8601), and who corrected it (a coder's id)."""

    id: int
    digest: str
    length: int
    replaced_at: str
    coder_id: int | None
