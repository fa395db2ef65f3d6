"""The review sheet as pages: what differs part by part, words that differ in bold."""

from collections.abc import Generator, Iterator, Sequence
from pathlib import Path

from annotations.brief.cleaning import cleaned
from annotations.brief.flow import Cell, Fact, Flow, slots
from annotations.brief.review_sheet.values import Change, Entry, Kind, Part, ReviewSheet, Side, Stretch, told_apart
from annotations.brief.setting import Run, Setting, flowed, plain
from annotations.brief.sheet import Sheet
from annotations.brief.spec import BriefSpec
from annotations.brief.target import replacing
from annotations.brief.template import template_of
from annotations.brief.texts import Words
from annotations.brief.typography import (
    LINE,
    QUOTE,
    SUBTITLE,
    TABLE,
    TABLE_BOLD,
    TABLE_QUIET,
    TEXT,
    TITLE,
    Style,
)
from annotations.brief.xmp import xmp
from annotations.progress import Progress

_LABEL, _KIND = 34.0, 62.0
_CLAIMS = "Claims"
_STEPS = 40


def write_review_sheet(
    sheet: ReviewSheet, spec: BriefSpec, path: Path, *, draft: str = ""
) -> Generator[Progress, None, int]:
    """Write the pages as a PDF, telling progress step by step; returns how many there are.

    What stands at `path` is replaced by the finished file and untouched until then. The same values give the same
    bytes.

    Args:
        sheet: what it says.
        spec: of the later version: its paper, language, handling mark and look.
        path: the file.
        draft: the mark of a draft's pages, where the later version is one.

    Raises:
        ExportError: if the file cannot be written.
    """
    with replacing(path, "review sheet") as write:
        pages, data = yield from _made(sheet, cleaned(spec), draft)
        write(data)
    return pages


def _made(sheet: ReviewSheet, spec: BriefSpec, draft: str) -> Generator[Progress, None, tuple[int, bytes]]:
    paper = Sheet(spec.page, spec.language, spec.issued)
    words, look = paper.words, template_of(spec.template)
    paper.accent = look.accent or paper.accent
    name = words("Review sheet")
    running = "  ·  ".join(filter(None, (spec.organisation, sheet.title, name)))
    flow = Flow(paper, running, spec.handling, draft)
    flow.footer = look.footer
    total = sheet.size + 1
    _head(flow, sheet)
    done = 0
    for part in sheet.parts:
        for _ in _part(flow, part):
            done += 1
            if done % _STEPS == 0:
                yield Progress(done, total, words(part.title))
    yield Progress(total, total, "Writing the file")
    title, author = f"{sheet.title} – {name}", spec.analyst or spec.organisation
    packet = xmp(spec, author, paper.date)
    return paper.pages, paper.finish(title=title, author=author, subject=name, xmp=packet)


def _head(flow: Flow, sheet: ReviewSheet) -> None:
    words = flow.words
    flow.new_page()
    flow.sheet.place("masthead", flow.y + 12)
    flow.sheet.entry("masthead", words("Review sheet"), 0)
    flow.kicker(words("Review sheet"), after=2)
    flow.sheet.rule(flow.left, flow.y, flow.width, 2.0, flow.strong)
    flow.y -= 14
    flow.paragraph(plain(sheet.title, TITLE, flow.width), after=2)
    between = f"{_named(sheet.before, words)} → {_named(sheet.now, words)}"
    flow.paragraph(plain(between, SUBTITLE, flow.width), after=10)
    flow.facts(
        [
            Fact(words("Before, issued"), words.moment(sheet.before.issued_at), TABLE_BOLD),
            Fact(words("Now, issued"), words.moment(sheet.now.issued_at) or words("not issued yet"), TABLE_BOLD),
        ]
    )
    for label, side in ((words("Before"), sheet.before), (words("Now"), sheet.now)):
        if side.digest:
            flow.paragraph(plain(f"{label}: SHA-256 {side.digest}", TABLE_QUIET, flow.width), after=1)
    flow.space(8)
    if not sheet.parts:
        flow.paragraph(plain(words("Nothing differs."), TEXT, flow.width))
    for part in sheet.parts:
        flow.paragraph(
            flowed((Run(f"{words(part.title)}  ", TABLE_BOLD), Run(_counted(part, words), TABLE)), flow.width)
        )


def _named(side: Side, words: Words) -> str:
    number = side.version.removeprefix("version ")
    version = words("version {number}", number=number) if number != side.version else side.version
    return ", ".join(filter(None, (words("Issue {number}", number=side.number) if side.number else "", version)))


def _counted(part: Part, words: Words) -> str:
    """How many entries of each kind: "new: 2, changed: 3"."""
    kinds = [entry.kind for entry in part.entries]
    return ", ".join(f"{words(kind)}: {words.number(kinds.count(kind))}" for kind in Kind if kind in kinds)


def _part(flow: Flow, part: Part) -> Iterator[None]:
    key = f"sheet-{part.title.lower().replace(' ', '-')}"
    flow.part(flow.words(part.title), key, fresh=False, small=True)
    style = QUOTE if part.title == _CLAIMS else TABLE_BOLD
    labels = _LABEL if any(entry.label for entry in part.entries) else 0.0
    for entry in part.entries:
        _entry(flow, entry, style, labels)
        yield


def _entry(flow: Flow, entry: Entry, style: Style, labels: float) -> None:
    """An entry; its label has so many points."""
    words, left = flow.words, labels + _KIND
    width = flow.width - left
    below: list[Setting | tuple[Setting, float]] = []
    if entry.text:
        below.append(plain(entry.text, style, width))
    for change in entry.changes:
        below += [(setting, 0.0 if n else 3.0) for n, setting in enumerate(_change(change, words, width))]
    cells = [
        Cell(0, slots(plain(entry.label, TABLE_BOLD, _LABEL))),
        Cell(labels, slots(plain(words(entry.kind), TABLE_QUIET, _KIND - 6))),
        Cell(left, slots(*below)),
    ]
    flow.row(cells if labels else cells[1:], after=4, rule=LINE)


def _change(change: Change, words: Words, width: float) -> list[Setting]:
    """One line where something came or went, two where it changed."""
    label = Run(f"{words(change.what)}  ", TABLE_BOLD)
    before, now = words(change.before), words(change.now)
    if not change.before:
        return [flowed((label, Run(now, TABLE)), width)]
    old, new = told_apart(before, now)
    lines = [flowed((label, Run(f"{words('before')}: ", TABLE_QUIET), *_runs(old, TABLE_QUIET)), width)]
    told = new or (Stretch("–", differs=False),)
    return [*lines, flowed((Run(f"{words('now')}: ", TABLE_QUIET), *_runs(told, TABLE)), width)]


def _runs(stretches: Sequence[Stretch], style: Style) -> Iterator[Run]:
    """The stretches of a text, those that differ in bold."""
    strong = Style(TABLE_BOLD.face, style.size, style.leading, style.colour)
    return (Run(stretch.text, strong if stretch.differs else style) for stretch in stretches)
