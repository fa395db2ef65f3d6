"""Issues of a brief: which edition is next, making it, and making it again from what was frozen.

A draft is what is exported before: it carries a mark on every page.
"""

import re
from collections.abc import Callable, Generator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from annotations.brief import Report, gather
from annotations.brief.freezing import Frozen
from annotations.brief.spec import BriefSpec
from annotations.brief.target import replacing
from annotations.brief.texts import ENGLISH, Words, words_of
from annotations.dates import moment as as_moment
from annotations.progress import Progress

if TYPE_CHECKING:
    from annotations.brief.editions import StoredIssue
    from annotations.project import Project
    from annotations.store.briefs import StoredBrief

T = TypeVar("T")

_DAY = len("2026-03-12")
_LAST_DIGITS = re.compile(r"\d{1,9}(?=\D*$)")
_TYPED = re.compile(r"(?:version|v\.?)?\s*(\d{1,6})", re.I)


@dataclass(frozen=True, slots=True)
class Edition:
    """An issue about to be made: what it is of, its version, and all that its pages are made of."""

    brief_id: int
    version: int
    frozen: Frozen


@dataclass(frozen=True, slots=True)
class Printed:
    """The bytes of an edition's PDF, and what is told of them."""

    data: bytes
    report: Report


@dataclass(frozen=True, slots=True)
class Again:
    """An issue that was written again. `same` says whether its bytes are those that were issued."""

    report: Report
    same: bool
    program: str

    @property
    def difference(self) -> str:
        """Why the bytes may differ, one sentence; empty where they are the same."""
        if self.same:
            return ""
        return (
            f"The file differs from the one issued, which Pressmark {self.program or 'of an unknown version'} made: "
            "another version lays out differently, and other fonts of the machine stand in for letters the brief's lack"
        )


def typed_version(version: str) -> int:
    """The number in a version as it is typed: 2 of "v2"; 0 without one."""
    match = _TYPED.fullmatch(version.strip())
    return int(match[1]) if match else 0


def next_version(spec: BriefSpec, last: int) -> int:
    """The version the next issue of this number has: the one after the last, or a higher one that was typed."""
    return max(last + 1, typed_version(spec.version))


def with_version(spec: BriefSpec, version: int) -> BriefSpec:
    """The specification as the edition of a version prints it; a first one without a number stays without."""
    if typed_version(spec.version) == version or (version == 1 and not typed_version(spec.version)):
        return spec
    return replace(spec, version=str(version))


def draft_mark(version: int, date: str, words: Words = ENGLISH) -> str:
    """What stands on every page of a draft: "DRAFT v2 · 12 Mar 2026"."""
    return " · ".join(filter(None, (words("DRAFT v{version}", version=version), words.date(date))))


@dataclass(frozen=True, slots=True)
class Draft:
    """A brief as it is exported before it is issued: with its version, and the mark of its pages."""

    spec: BriefSpec
    mark: str


def as_draft(project: "Project", brief_id: int | None, spec: BriefSpec) -> Draft:
    """A specification as a draft of its next version; `spec.issued` is the day that the mark names."""
    last = project.issues.last_version(brief_id, spec.number) if brief_id else 0
    version = next_version(spec, last)
    return Draft(with_version(spec, version), draft_mark(version, spec.issued, words_of(spec.language)))


def edition(project: "Project", brief: "StoredBrief", moment: datetime) -> Edition:
    """Gather what the next issue of a brief is made of. A brief without a day of issue gets that of `moment`."""
    version = next_version(brief.spec, project.issues.last_version(brief.id, brief.spec.number))
    spec = replace(with_version(brief.spec, version), issued=brief.spec.issued or moment.date().isoformat())
    return Edition(brief.id, version, Frozen(spec, gather(project, spec)))


def print_edition(made: Edition) -> Generator[Progress, None, Printed]:
    """Make the PDF of an edition in memory, telling progress step by step."""
    from annotations.brief.writer import pages_made, report_of

    pages = yield from pages_made(made.frozen.content, made.frozen.spec)
    return Printed(pages.data, report_of(pages, made.frozen.content))


def put_in_place(printed: Printed, path: Path, store: Callable[[], T | None]) -> T | None:
    """Store an issue and then give its PDF the name `path`, whatever its suffix; returns what `store` returns.

    The PDF is written beside that place first, so that nothing is stored where there is no room for it. If `store`
    raises an exception or returns None, what stands at `path` is as it was.

    Raises:
        ExportError: if the file cannot be written.
    """
    with suppress(_NotStoredError), replacing(path) as write:
        write(printed.data)
        stored = store()
        if stored is None:
            raise _NotStoredError
    return stored


class _NotStoredError(Exception):
    """Leaves the file as it was."""


def write_again(project: "Project", issue: "StoredIssue", path: Path) -> Generator[Progress, None, Again]:
    """Write an issue's PDF from what was frozen, whatever became of the project since.

    Raises:
        ExportError: if the file cannot be written.
        AnnotationError: if the frozen values are not in this copy of the project.
        DamagedFileError: if they cannot be read.
    """
    frozen = project.issues.frozen(issue.id)
    from annotations.brief.writer import written

    report = yield from written(frozen.content, frozen.spec, path)
    return Again(report, report.digest == issue.digest, frozen.program)


def next_issue(spec: BriefSpec, last: "StoredIssue", moment: datetime) -> BriefSpec:
    """The specification of the issue after `last`, which is to be written now.

    The number is raised, the period runs from the last cut-off to `moment`, which is the new cut-off; the judgements
    stay and are marked as carried, to be looked at.
    """
    return replace(
        spec,
        number=number_after(spec.number),
        version="",
        issued="",
        period_from=(as_moment(last.cut_off) or last.issued_at)[:_DAY],
        period_to=moment.date().isoformat(),
        cut_off=moment.isoformat(timespec="minutes"),
        judgements=tuple(replace(judgement, carried=True) for judgement in spec.judgements),
        follows=last.uid,
    )


def number_after(number: str) -> str:
    """The number of an issue raised by one: "13" after "12", "2026-08" after "2026-07", "2" after none."""
    match = _LAST_DIGITS.search(number)
    if not match:
        return f"{number.strip()} 2".strip()
    raised = str(int(match[0]) + 1).zfill(len(match[0]))
    return number[: match.start()] + raised + number[match.end() :]
