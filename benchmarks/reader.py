"""Measure the reader: `python benchmarks/reader.py`.

For articles of 5 KB, 100 KB and 1 MB with 50, 2,000 and 20,000 claims: opening and first paint, the longest pause
while Qt lays out the rest, painting again, adding one claim (stored in a project file, painted, its card placed),
removing one, dragging an edge of a claim from word to word, scrolling, hit testing, finding a word; comparing the work
of two coders, and painting it against painting the same claims as usual; the same with a suggestion in every sentence
or so. Milliseconds of processor time (the pause: of
real time), medians of several rounds. Needs no display.
"""

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from annotations.claims import Claim, Coder, Tagging
from annotations.codebook import Codebook, Dimension, Kind, Tag
from annotations.importers.draft import Draft
from annotations.project import Project
from annotations.spans import Anchor, Span
from app.compare_view import CompareView
from app.reader.edges import Edge
from app.reader.finding import Finder
from app.reader.marks import Card, Chip, Mark
from app.reader.suggested import Suggestion, SuggestionList
from app.reader.view import ReaderView
from app.theme import TAG_COLOURS, Theme

SIZES = {"5 KB": (5_000, 50), "100 KB": (100_000, 2_000), "1 MB": (1_000_000, 20_000)}
BUDGETS = {"first paint": 100.0, "add one": 16.0, "drag p95": 16.0, "scroll p95": 8.0}
COMPARED = 1.10
"""What painting two coders may cost, as a share of painting the same claims as usual."""
PROSE = (
    "the of and model state bank language national strategy minister said that computing sanctions chips talent "
    "sovereign western monopoly data council new programme plan"
)


@dataclass(frozen=True)
class Sample:
    """An article with its marks and cards."""

    text: str
    marks: list[Mark]
    cards: list[Card]


def sample(length: int, claims: int) -> Sample:
    """An article of about `length` characters with claims all over it, many of them overlapping."""
    chance, words = random.Random(length), PROSE.split()
    paragraphs: list[str] = []
    size = 0
    while size < length:
        sentences = [" ".join(chance.choices(words, k=chance.randint(8, 22))).capitalize() + "." for _ in range(4)]
        paragraphs.append(" ".join(sentences))
        size += len(paragraphs[-1]) + 1
    text = "\n".join(paragraphs)
    starts = sorted(chance.randrange(0, len(text) - 200) for _ in range(claims))
    spans = [Span(start, start + chance.randint(15, 160)) for start in starts]
    colours = list(TAG_COLOURS)
    marks = [Mark(n + 1, n + 1, span, chance.choice(colours)) for n, span in enumerate(spans)]
    return Sample(text, marks, [card(mark) for mark in marks])


def card(mark: Mark) -> Card:
    """A card as full as they usually are."""
    chips = (Chip("Western monopoly as threat", mark.colour), Chip("Computing", "violet"))
    return Card(mark.claim_id, mark.number, "The President → the West", chips, Chip("−2", "-2"), "As in the spring.")


def took(work: Callable[[], object]) -> float:
    """Processor time of one call in milliseconds."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def settle(seconds: float) -> float:
    """Let Qt lay the rest of the text out; the longest single stall in milliseconds of real time."""
    longest, end = 0.0, time.perf_counter() + seconds
    while time.perf_counter() < end:
        start = time.perf_counter()
        QApplication.processEvents()
        longest = max(longest, time.perf_counter() - start)
        time.sleep(0.001)
    return longest * 1000


def measure(view: ReaderView, piece: Sample, rounds: int) -> dict[str, float]:
    """All figures of one size."""
    opened, pauses = [], []
    for _ in range(rounds):
        view.set_article("")
        QApplication.processEvents()

        def show() -> None:
            view.set_article(piece.text, "en")
            view.set_marks(piece.marks, piece.cards)
            view.repaint()  # what Qt lays out afterwards, out of sight, is the row below

        opened.append(took(show))
        pauses.append(settle(1.5))
    figures = {"first paint": statistics.median(opened), "longest pause after": statistics.median(pauses)}
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    QApplication.processEvents()
    figures["repaint"] = statistics.median(took(view.grab) for _ in range(rounds))
    with tempfile.TemporaryDirectory() as folder, Project.create(Path(folder) / "reader.pressmark") as project:
        figures |= measure_changes(view, piece, rounds, project)
    figures |= measure_dragging(view, piece)
    figures |= measure_scrolling(view)
    figures |= measure_finding(piece)
    figures |= measure_comparing(view, piece, rounds)
    figures |= measure_suggested(view, piece, rounds)
    points = [QPointF(random.uniform(0, 600), random.uniform(0, 800)) for _ in range(200)]
    figures["hit test"] = took(lambda: [view.claims_at(point) for point in points]) / len(points)
    return figures


def measure_changes(view: ReaderView, piece: Sample, rounds: int, project: Project) -> dict[str, float]:
    """Adding and removing a claim in the middle of what is in view, until it is painted."""
    offset = len(piece.text) // 2
    project.coder_id = project.step("Coder", lambda p: p.coders.ensure("Anna", "A")).value
    article = project.step("Article", lambda p: p.articles.add(Draft(text=piece.text, headline="Measured"))).value
    added, removed, chosen = [], [], []
    for n in range(rounds * 2):
        mark = Mark(10**6 + n, 10**6 + n, Span(offset + n * 7, offset + 60 + n * 7), "pink")

        def add(mark: Mark = mark) -> None:
            project.step("Add claim", lambda p: p.claims.add(article, mark.span))
            view.update_marks([mark], [card(mark)])
            QApplication.processEvents()

        def choose(mark: Mark = mark) -> None:
            view.set_active(mark.claim_id)
            QApplication.processEvents()

        def remove(mark: Mark = mark) -> None:
            view.update_marks(removed=[mark.claim_id])
            QApplication.processEvents()

        view.go_to(offset)
        settle(0.2)
        added.append(took(add))
        chosen.append(took(choose))
        settle(0.2)
        removed.append(took(remove))
    return {
        "add one": statistics.median(added),
        "make active": statistics.median(chosen),
        "remove one": statistics.median(removed),
    }


def measure_dragging(view: ReaderView, piece: Sample) -> dict[str, float]:
    """Events of the mouse that drag the end of a claim over the lines below it, each until it is painted."""
    offset = piece.text.rindex("\n", 0, len(piece.text) // 2) + 1
    mark = Mark(10**7, 10**7, Span(offset, offset + 60), "pink")
    view.update_marks([mark], [card(mark)])
    view.set_active(mark.claim_id)
    settle(0.5)
    line = view.edge_line(mark.claim_id, Edge.END)
    if line is None:
        raise RuntimeError("the claim is not in view")
    mouse(view, QEvent.Type.MouseButtonPress, line.center())
    frames = []
    for step in range(1, 120):
        x = (line.x1() + step * 23) % view.lineWrapColumnOrWidth()
        place = QPointF(x, line.center().y() + 25 * int((line.x1() + step * 23) // view.lineWrapColumnOrWidth()))

        def move(place: QPointF = place) -> None:
            mouse(view, QEvent.Type.MouseMove, place)
            QApplication.processEvents()

        frames.append(took(move))
    view.set_marks(piece.marks, piece.cards)  # lets go
    frames.sort()
    return {"drag p50": frames[len(frames) // 2], "drag p95": frames[int(len(frames) * 0.95)]}


def measure_comparing(view: ReaderView, piece: Sample, rounds: int) -> dict[str, float]:
    """The work of two coders, of which each tagged most claims, in turns with the same claims as usual."""
    comparing, claims = coded_twice(piece)
    worked_out = statistics.median(took(lambda: shown_compared(comparing, claims)) for _ in range(rounds))
    marks, cards = shown_compared(comparing, claims)
    usual, compared, scrolled = [], [], []
    for _ in range(rounds):
        view.set_in_lanes(in_lanes=False)
        view.set_marks(piece.marks, piece.cards)
        usual += repaints(view)
        view.set_in_lanes(in_lanes=True)
        view.set_marks(marks, cards)
        compared += repaints(view)
        scrolled.append(measure_scrolling(view)["scroll p95"])
    view.set_in_lanes(in_lanes=False)
    view.set_marks(piece.marks, piece.cards)
    return {
        "compare": worked_out,
        "repaint as usual": statistics.median(usual),
        "repaint compared": statistics.median(compared),
        "scroll p95 compared": statistics.median(scrolled),
    }


def measure_suggested(view: ReaderView, piece: Sample, rounds: int) -> dict[str, float]:
    """Suggestions in most sentences, painted in turns with the same claims without them."""
    starts = [n for n, letter in enumerate(piece.text) if letter.isupper() and n + 70 < len(piece.text)]
    several = [Suggestion(Span(start + 20, start + 70), Span(start, start + 10)) for start in starts]
    without, suggested, scrolled = [], [], []
    for _ in range(rounds):
        view.set_suggestions(SuggestionList())
        without += repaints(view)
        view.set_suggestions(SuggestionList(several), 0)
        suggested += repaints(view)
        scrolled.append(measure_scrolling(view)["scroll p95"])
    view.set_suggestions(SuggestionList())
    return {
        "repaint without": statistics.median(without),
        "repaint suggested": statistics.median(suggested),
        "scroll p95 suggested": statistics.median(scrolled),
    }


def repaints(view: ReaderView) -> list[float]:
    """Painting what is in view in three places of the text, each shaped afresh and again from what is kept."""
    found, bar = [], view.verticalScrollBar()
    settle(0.3)
    for share in (0.2, 0.5, 0.8):
        bar.setValue(round(bar.maximum() * share))
        QApplication.processEvents()
        found += [took(view.grab) for _ in range(3)]
    return found


def shown_compared(comparing: CompareView, claims: list[Claim]) -> tuple[list[Mark], list[Card]]:
    """What the reader shows of claims."""
    return comparing.shown(comparing.pairs(claims))


def coded_twice(piece: Sample) -> tuple[CompareView, list[Claim]]:
    """The passages of a sample as claims of two people: most tagged by both, alike or not, some made by each alone."""
    chance = random.Random(len(piece.text))
    framing = Dimension("Framing", Kind.ONE, uid="framing", id=1)
    tags = tuple(Tag(f"Framing {c}", colour=c, id=n, dimension_id=1) for n, c in enumerate(TAG_COLOURS, 1))
    people = Coder(1, "Anna", "A"), Coder(2, "Ben", "B")
    claims = []
    for mark in piece.marks:
        coders = chance.choice(((1, 2), (1, 2), (1, 2), (1,), (2,)))
        taggings = tuple(Tagging(chance.choice(tags[:3]).id, "", coder) for coder in coders)
        anchor = Anchor.at(piece.text, mark.span)
        claims.append(Claim(mark.claim_id, "", mark.number, 1, anchor, coders[0], "", taggings=taggings))
    return CompareView(Codebook((framing,), tags), *people, framing), claims


def mouse(view: ReaderView, kind: QEvent.Type, place: QPointF) -> None:
    """Tell the text of the left button."""
    held = Qt.MouseButton.LeftButton
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else held
    there = QPointF(view.viewport().mapToGlobal(place))
    event = QMouseEvent(kind, place, there, button, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view.viewport(), event)


def measure_finding(piece: Sample) -> dict[str, float]:
    """A word that is everywhere in the text, and what is done once for an article."""
    finder = Finder(piece.text)
    return {
        "find first": statistics.median(took(lambda: Finder(piece.text).find("model")) for _ in range(5)),
        "find again": statistics.median(took(lambda: finder.find("m")) for _ in range(5)),
    }


def measure_scrolling(view: ReaderView) -> dict[str, float]:
    """Frames of scrolling by 40 pixels through text not seen before."""
    bar = view.verticalScrollBar()
    frames = []
    bar.setValue(bar.maximum() // 3)
    QApplication.processEvents()
    for _ in range(200):

        def step() -> None:
            bar.setValue(bar.value() + 40)
            QApplication.processEvents()

        frames.append(took(step))
    frames.sort()
    return {"scroll p50": frames[len(frames) // 2], "scroll p95": frames[int(len(frames) * 0.95)]}


def main() -> None:
    """Print a table, and what missed its budget."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5, help="rounds per figure (default 5)")
    rounds = parser.parse_args().rounds
    application = QApplication([])
    theme = Theme.light()
    theme.apply(application)
    view = ReaderView(theme)
    view.resize(1000, 850)
    view.show()
    application.processEvents()
    table = {name: measure(view, sample(*size), rounds) for name, size in SIZES.items()}
    rows = list(table["1 MB"])
    print("ms of processor time   " + "".join(f"{name:>12}" for name in table))
    for row in rows:
        print(f"{row:<23}" + "".join(f"{figures[row]:>12.2f}" for figures in table.values()))
    for row, budget in BUDGETS.items():
        figure = table["1 MB"][row]
        print(f"{row}: {figure:.1f} ms of {budget:.0f} ms: {'kept' if figure <= budget else 'MISSED'}")
    share = table["1 MB"]["repaint compared"] / table["1 MB"]["repaint as usual"]
    print(
        f"repaint compared: {share:.2f} times as usual, of {COMPARED:.2f}: {'kept' if share <= COMPARED else 'MISSED'}"
    )


if __name__ == "__main__":
    main()
