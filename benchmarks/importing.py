"""Measure importing: `python benchmarks/importing.py [--files 1000] [--only PART …]`.

Articles a second by format and pages of PDF a second by columns, on one core and without the child processes; two
child processes against one, and their memory; a thousand texts of 5 KB from drop to stored and searchable; and how long
the window pauses while they are read into the import preview and stored, and what of these pauses its own thread
worked: on a busy machine only that tells of the program. Files are made under the temporary folder. Budgets stand
beside what has one.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from press_made import MANY, SINGLE, piece, write
from printed_articles import Design, article, printed
from timing import Line

from annotations.importers.readers import MEMORY, Readers
from annotations.importers.reading import read_files
from annotations.importers.registry import read_file
from annotations.intake import bring_in
from annotations.progress import drive
from annotations.project import Project
from annotations.search import parse
from annotations.worker import Worker

OF_ONE, OF_MANY, OF_PAGES = 30, 40, 10
ROUNDS = 3
HTML, STORED, STALL = 50, 2.0, 50


def by_format(folder: Path, _files: int) -> list[Line]:
    """How many articles a second one core reads, by format: median of several files or readings."""
    return [_rate(folder, name) for name in (*SINGLE, *MANY)]


def _rate(folder: Path, name: str) -> Line:
    if name in SINGLE:
        paths = [write(folder / f"{n}-{name}", SINGLE[name], [piece(n)]) for n in range(OF_ONE)]
    else:
        paths = [write(folder / name, MANY[name], [piece(n) for n in range(OF_MANY)])] * ROUNDS
    rates, processor = [], []
    read_file(paths[0])  # loads the libraries
    for path in paths:
        began, busy = time.perf_counter(), time.process_time()
        found = read_file(path)
        expected = 1 if name in SINGLE else OF_MANY
        assert len(found.drafts) == expected, (name, found.error, found.fault, len(found.drafts))
        rates.append(expected / (time.perf_counter() - began))
        processor.append(expected / (time.process_time() - busy))
    budget = HTML if name in ("article.html", "article.mhtml") else None
    medians = (statistics.median(rates), max(rates), statistics.median(processor))
    return Line(f"read {name}", len(rates), *medians, unit="/s", budget=budget, at_least=True)


def pages(folder: Path, _files: int) -> list[Line]:
    """How many pages of a PDF a second one core reads: median of several files, each with heads and broken words."""
    from pypdfium2 import PdfDocument

    lines = []
    for columns in (1, 2, 3):
        design = Design(columns=columns, head="same", hyphens=True)
        rates, processor = [], []
        for number in range(OF_PAGES):
            path = folder / f"{columns}-{number}.pdf"
            path.write_bytes(printed(article(number, 60), design))
            count = len(PdfDocument(path))
            began, busy = time.perf_counter(), time.process_time()
            assert read_file(path).drafts
            rates.append(count / (time.perf_counter() - began))
            processor.append(count / (time.process_time() - busy))
        medians = (statistics.median(rates), max(rates), statistics.median(processor))
        name = f"pages of PDF, {columns} column{'s' if columns > 1 else ''}"
        lines.append(Line(name, OF_PAGES, *medians, unit="/s"))
    return lines


def children(folder: Path, files: int) -> list[Line]:
    """The same files by one child process and by two, started anew each time; and the most memory a child takes."""
    lines = []
    for name in ("article.txt", "article.html"):
        count = files if name == "article.txt" else files // 4
        paths = [write(folder / f"c{n}-{name}", SINGLE[name], [piece(n)]) for n in range(count)]
        taken: dict[int, list[float]] = {1: [], 2: []}
        highest = 0.0
        for _ in range(ROUNDS):
            for workers, rates in taken.items():
                began = time.perf_counter()
                highest = max(highest, _read_in(paths, workers))
                rates.append(count / (time.perf_counter() - began))
        for workers, rates in taken.items():
            what = f"{count:,} × {name} by {workers} process{'es' if workers > 1 else ''}"
            lines.append(Line(what, ROUNDS, statistics.median(rates), max(rates), unit="/s"))
        ratio = statistics.median(taken[2]) / statistics.median(taken[1])
        lines.append(Line(f"{name}: two processes against one", ROUNDS, ratio, ratio, unit="×"))
        if highest:
            lines.append(Line(f"{name}: most memory of a process", 1, highest, highest, unit="MB"))
    return lines


def _read_in(paths: list[Path], workers: int) -> float:
    """Read, and return the most megabytes that one of the children took; 0 where that cannot be told."""
    made: list[Worker] = []

    def make() -> Worker:
        made.append(Worker("import", memory=MEMORY))
        return made[-1]

    highest = 0.0
    for _ in read_files(paths, workers=workers, make_worker=make):
        highest = max([highest, *(_peak(child.pid) for child in made if child.pid)])
    return highest


def _peak(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


def storing(folder: Path, files: int) -> list[Line]:
    """From the drop to stored and searchable, as the command line does it."""
    drop = folder / "drop"
    drop.mkdir()
    for number in range(files):
        write(drop / f"{number}.txt", SINGLE["article.txt"], [piece(number)])
    whole, reading, worked = [], [], []
    for turn in range(ROUNDS):
        with Project.create(folder / f"{turn}.pressmark") as project:
            began, before = time.perf_counter(), _worked()
            assert bring_in(project, [drop]).stored == files
            assert len(project.search.find(parse("bank")).ids) == files
            whole.append(time.perf_counter() - began)
            worked.append(_worked() - before)
        reading.append(_reading(drop, None))
    with closing(Readers()) as readers:  # which the window keeps between two drops
        _reading(drop, readers)
        kept = [_reading(drop, readers) for _ in range(ROUNDS)]
    name = f"{files:,} texts of 5 KB"
    return [
        Line(f"{name}: read", ROUNDS, statistics.median(reading), min(reading), unit="s"),
        Line(f"{name}: read by children that are there", ROUNDS, statistics.median(kept), min(kept), unit="s"),
        Line(f"{name}: stored and searchable", ROUNDS, statistics.median(whole), min(whole), unit="s", budget=STORED),
        Line(f"{name}: work of all processes", ROUNDS, statistics.median(worked), min(worked), unit="s"),
    ]


def _reading(drop: Path, readers: Readers | None) -> float:
    """Seconds to read a folder and measure its texts."""
    began = time.perf_counter()
    drive(read_files([drop], measuring=True, readers=readers))
    return time.perf_counter() - began


def _worked() -> float:
    """Seconds that this process and the children it has ended were at work; Windows does not tell of children."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def window(folder: Path, files: int) -> list[Line]:
    """The pauses between two ticks of a timer of 5 ms, while a drop is read into the preview and then stored."""
    from preview import Pauses
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from app.application import SWITCH
    from app.dialogs.import_storing import Accepted, store
    from app.dialogs.importing import ImportDialog
    from app.session import Session
    from app.theme import Theme

    sys.setswitchinterval(SWITCH)
    application = QApplication([])
    Theme.light().apply(application)
    paths = [write(folder / f"w{n}.txt", SINGLE["article.txt"], [piece(n)]) for n in range(files)]
    session = Session()
    session.create(folder / "window.pressmark", ("Anna", "A"))
    QTest.qWait(500)
    began, before = time.perf_counter(), time.thread_time()
    dialog = ImportDialog(session, paths)
    dialog.show()
    opened = (time.thread_time() - before) * 1000
    reading = Pauses()
    while session.jobs.running:
        QTest.qWait(20)
    reading.stop()
    read = time.perf_counter() - began
    accepted: list[Accepted] = []
    dialog.accepted_drafts.connect(accepted.append)
    keeping = Pauses()
    began = time.perf_counter()
    dialog.accept()
    store(session, accepted[0])
    while session.jobs.running:
        QTest.qWait(20)
    stored = time.perf_counter() - began
    QTest.qWait(300)
    keeping.stop()
    dialog.deleteLater()
    session.shut_down()
    return [
        Line("preview opened, work of the window", 1, opened, opened),
        Line(f"preview of {files:,} files: read", 1, read, read, unit="s"),
        *_stalls("pause of the window while reading", reading.found),
        *_stalls("its own work in it", reading.worked),
        Line(f"preview of {files:,} files: stored", 1, stored, stored, unit="s"),
        *_stalls("pause of the window while storing", keeping.found),
        *_stalls("its own work in it", keeping.worked),
        Line(f"preview of {files:,} files: read and stored", 1, read + stored, read + stored, unit="s", budget=STORED),
    ]


def _stalls(what: str, pauses: list[float]) -> list[Line]:
    found = sorted(pauses)
    kinds = {"p50": found[len(found) // 2], "p95": found[int(len(found) * 0.95)], "longest": found[-1]}
    return [Line(f"{what}, {name}", len(found), value, value, budget=STALL) for name, value in kinds.items()]


PARTS: dict[str, Callable[[Path, int], list[Line]]] = {
    "formats": by_format,
    "pages": pages,
    "children": children,
    "storing": storing,
    "window": window,
}


def main() -> None:
    """Measure the parts asked for and print a table."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--files", type=int, default=1000)
    asked.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    given = asked.parse_args()
    print(f"{'':50}{'n':>4}{'median':>11}{'best':>11}{'processor':>11}")
    for part in given.only:
        with tempfile.TemporaryDirectory() as folder:
            for line in PARTS[part](Path(folder), given.files):
                print(line, flush=True)


if __name__ == "__main__":
    main()
