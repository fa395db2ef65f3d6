"""The brief: what goes into it, how its pages are laid out, and the PDF.

Importing this is cheap: everything that needs the PDF library is imported when a brief is gathered or written.
"""

from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.brief.spec import BriefSpec
from annotations.progress import Progress

if TYPE_CHECKING:
    from annotations.brief.content import BriefContent
    from annotations.project import Project

EDITABLE = {".docx": "Word document, to be edited", ".md": "Markdown, to be edited"}
"""Formats besides the PDF by their suffixes, with their names."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was written: its pages and claims, and in `unset` where characters stand that no font has.

    What is to be edited has 0 pages: who opens it lays them out.

    `digest` is the SHA-256 of the file, `concerns` what to know before it leaves the house.
    """

    pages: int
    claims: int
    unset: tuple[str, ...] = ()
    digest: str = ""
    concerns: tuple[str, ...] = ()


def gather(project: "Project", spec: BriefSpec) -> "BriefContent":
    """Read everything a brief needs from the project, so that it can be written while the work goes on."""
    from annotations.brief.gathering import gathered
    from annotations.collector import collector_held

    with collector_held():
        return gathered(project, spec)


def write_brief(
    content: "BriefContent", spec: BriefSpec, path: Path, *, draft: str = ""
) -> Generator[Progress, None, Report]:
    """Write the brief, telling progress step by step. `draft` is the mark of a draft's pages.

    The suffix of `path` decides: ".docx" and ".md" give a document to be edited, without pages and annotated articles,
    everything else the PDF.

    What stands at `path` is replaced by the finished file and untouched until then, also when an exception (as
    `CancelledError`) is thrown into the generator. The same content and specification give the same bytes.

    Raises:
        ExportError: if the file cannot be written.
    """
    if path.suffix.lower() in EDITABLE:
        from annotations.brief.documents.writing import written
    else:
        from annotations.brief.writer import written

    return (yield from written(content, spec, path, draft))
