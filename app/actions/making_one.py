"""Making one of what a merge brought twice: tags, outlets and people, through the gateways that merge these."""

from collections.abc import Callable, Generator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt

from annotations.merging_sections import Line
from annotations.outlets import OutletUse
from annotations.progress import Progress
from annotations.project import Project
from annotations.wording import number_of

if TYPE_CHECKING:
    from app.dialogs.which_stays import Candidate
    from app.window import Window

_LONG = 500
"""Things that hang on the others, above which they are made one behind the window."""

Work = Callable[[Project, int, Sequence[int]], Generator[Progress, None, object]]


class _Kind(NamedTuple):
    """What things of a kind are called, what becomes of those that go, and what does it."""

    several: str
    what: str
    work: Work


def _merge_tags(project: Project, stays: int, others: Sequence[int]) -> Generator[Progress, None, None]:
    yield Progress(0, 0)
    project.codebook.merging.merge(stays, others)


def _merge_outlets(project: Project, stays: int, others: Sequence[int]) -> Generator[Progress, None, int]:
    return project.outlets.merge(stays, others)


def _merge_coders(project: Project, stays: int, others: Sequence[int]) -> Generator[Progress, None, int]:
    return project.coders.merge(stays, others)


_KINDS = {
    "tags": _Kind(
        "tags", "Claims get the one that stays, and it is found by the names of the others too.", _merge_tags
    ),
    "outlets": _Kind(
        "outlets", "The articles of the others go to it, and their names become other names of it.", _merge_outlets
    ),
    "coders": _Kind(
        "coders",
        "Claims and tags of the others become theirs. Where both set what excludes each other, the later one is kept.",
        _merge_coders,
    ),
}


def candidates_of(project: Project, line: Line) -> "list[Candidate]":
    """Those of a line that are still there, in the order in which they came into the project."""
    from app.dialogs.which_stays import Candidate

    match line.kind:
        case "tags":
            tags = [tag for tag in project.codebook.read().tags if tag.uid in line.uids]
            counts = project.codebook.usage.of_tags([tag.id for tag in tags])
            found = [(tag.id, tag.name, counts.get(tag.id, 0), "claim", tag.short) for tag in tags]
        case "outlets":
            use = project.outlets.usage()
            outlets = [outlet for outlet in project.outlets.all() if outlet.uid in line.uids]
            found = [
                (one.id, one.name, use.get(one.id, OutletUse()).articles, "article", one.country) for one in outlets
            ]
        case "coders":
            made = project.coders.claims_of_each()
            coders = [coder for coder in project.coders.all() if coder.uid in line.uids]
            found = [(one.id, f"{one.name} ({one.initials})", made.get(one.id, 0), "claim", "") for one in coders]
        case _:
            found = []
    return [
        Candidate(key, name, count, " · ".join(filter(None, (number_of(count, noun), detail))))
        for key, name, count, noun, detail in sorted(found)
    ]


def make_one(window: "Window", line: Line) -> bool:
    """Ask which of a line's things stays, and make them one as one action; whether there were several to ask about."""
    from app.dialogs.which_stays import WhichStaysDialog

    project, kind = window.session.project, _KINDS.get(line.kind)
    if project is None or kind is None:
        return False
    candidates = candidates_of(project, line)
    if len(candidates) <= 1:
        return False
    agree = f"Merge {len(candidates)} {kind.several}"
    dialog = WhichStaysDialog(f"Merge {kind.several}", candidates, kind.what, agree, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(lambda: _run(window, kind, dialog.stays, dialog.others, candidates))
    dialog.open()
    return True


def _run(
    window: "Window", kind: _Kind, stays: "Candidate", others: Sequence[int], candidates: "Sequence[Candidate]"
) -> None:
    window.inspector.flush()
    label = f"Merge {len(candidates)} {kind.several} into {stays.name}"

    def tell() -> None:
        said = f"{stays.name}: {len(candidates)} {kind.several} are one now"
        window.toast.say(said, "Undo", lambda: window.commands.run("edit.undo"))

    def work(project: Project) -> Generator[Progress, None, bool]:
        yield from kind.work(project, stays.id, others)
        return True

    if sum(one.weight for one in candidates) > _LONG:
        window.session.run_long(label, work).finished.connect(lambda _: tell())
        return
    if window.session.run(label, work):
        tell()
