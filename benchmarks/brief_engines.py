"""Compare engines: `python benchmarks/brief_engines.py [ARTICLES] [CLAIMS]`.

The same articles with their claims marked, made by the brief's own writer, by platypus (paragraphs with a background
colour), by Qt (a rich text document printed to a PDF) and, where `pip install typst` was run, by typst. Each runs in a
process of its own; printed are pages, processor seconds without the imports, pages per processor second, the ratio to
the brief's, and the peak of memory. The brief makes more than the others: cards in the margin, links, annotations,
outline, structure.
"""

import argparse
import html
import importlib.util
import json
import multiprocessing
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from brief import build, memory

from annotations.brief import gather, write_brief
from annotations.brief.content import ArticleEntry
from annotations.brief.spec import BriefSpec, Part
from annotations.progress import drive
from annotations.project import Project
from annotations.spans import Span, segments

_MARK = "#FFE9A8"
_WIDTH, _SIZE, _LEADING = 312, 10, 15
"""Points: the body's column, type and distance of lines, as in the brief."""
Engine = Callable[[Project, Path], None]


@dataclass(frozen=True)
class Run:
    """What one engine took."""

    pages: int
    seconds: float
    peak: float

    @property
    def rate(self) -> float:
        """Pages per processor second."""
        return self.pages / self.seconds


def articles(project: Project) -> tuple[ArticleEntry, ...]:
    """The articles of the brief, gathered as it does."""
    return gather(project, BriefSpec(issued="2026-03-30")).articles


def parts(article: ArticleEntry) -> Iterator[list[tuple[str, bool]]]:
    """Paragraphs of an article, each as texts that are marked or not."""
    spans = {n: claim.span for n, claim in enumerate(article.claims)}
    position = 0
    for paragraph in article.text.split("\n"):
        whole = Span(position, position + len(paragraph)) if paragraph else None
        position += len(paragraph) + 1
        if whole is None:
            continue
        found: list[tuple[str, bool]] = []
        end = whole.start
        for segment in segments(spans, whole):
            found.append((article.text[end : segment.start], False))
            found.append((article.text[segment.start : segment.end], bool(segment.keys)))
            end = segment.end
        found.append((article.text[end : whole.end], False))
        yield [(text, marked) for text, marked in found if text]


def own(project: Project, target: Path) -> None:
    """The brief's annotated articles."""
    spec = BriefSpec(issued="2026-03-30", parts=(Part.ARTICLES,))
    drive(write_brief(gather(project, spec), spec, target))


def platypus(project: Project, target: Path) -> None:
    """Paragraphs with a background colour behind the claims."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

    from annotations.brief.faces import SERIF, face

    face(SERIF)
    style = ParagraphStyle("body", fontName=SERIF, fontSize=_SIZE, leading=_LEADING, spaceAfter=6)
    story: list[object] = []
    for article in articles(project):
        for paragraph in parts(article):
            marked = "".join(
                f'<font backColor="{_MARK}">{html.escape(text)}</font>' if mark else html.escape(text)
                for text, mark in paragraph
            )
            story.append(Paragraph(marked, style))
        story.append(PageBreak())
    margin = (595 - _WIDTH) / 2
    SimpleDocTemplate(str(target), leftMargin=margin, rightMargin=margin).build(story)


def qt(project: Project, target: Path) -> None:
    """A rich text document, printed to a PDF."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QMarginsF
    from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize, QPdfWriter, QTextDocument

    application = QGuiApplication([])
    writer = QPdfWriter(str(target))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    margin = (595 - _WIDTH) / 2
    writer.setPageMargins(QMarginsF(margin, 70, margin, 65), QPageLayout.Unit.Point)
    document = QTextDocument()
    document.setHtml("".join(map(_html, articles(project))))
    document.print_(writer)
    application.shutdown()


def _html(article: ArticleEntry) -> str:
    paragraphs = (
        "".join(
            f'<span style="background:{_MARK}">{html.escape(text)}</span>' if mark else html.escape(text)
            for text, mark in paragraph
        )
        for paragraph in parts(article)
    )
    style = f"font-size:{_SIZE}pt;line-height:{_LEADING}pt"
    return "".join(f'<p style="{style}">{words}</p>' for words in paragraphs)


def typst(project: Project, target: Path) -> None:
    """Text with highlights, compiled by typst."""
    import typst

    margin = (595 - _WIDTH) / 2
    source = [f'#set page("a4", margin: (x: {margin}pt))', f"#set text(size: {_SIZE}pt)"]
    for article in articles(project):
        for paragraph in parts(article):
            texts = (f"#{'highlight' if mark else 'text'}[#{json.dumps(text)}]" for text, mark in paragraph)
            source.append("".join(texts) + "\n")
        source.append("#pagebreak(weak: true)")
    path = target.with_suffix(".typ")
    path.write_text("\n".join(source), encoding="utf-8")
    typst.compile(str(path), output=str(target))


def measure(engine: Engine, project: Path, target: Path, answer: "multiprocessing.Queue[tuple[float, float]]") -> None:
    """Run an engine once to warm it up, then measure it; runs in a process of its own."""
    with Project.open(project, read_only=True) as opened:
        if engine is not qt:  # it cannot start twice in a process, and has little to warm up
            engine(opened, target)
        start = time.process_time()
        engine(opened, target)
        answer.put((time.process_time() - start, memory()))


def run(engine: Engine, project: Path, target: Path) -> Run:
    """Measure an engine in a fresh process."""
    context = multiprocessing.get_context("spawn")
    answer: multiprocessing.Queue[tuple[float, float]] = context.Queue()
    child = context.Process(target=measure, args=(engine, project, target, answer))
    child.start()
    seconds, peak = answer.get(timeout=900)
    child.join()
    import pypdfium2

    with pypdfium2.PdfDocument(target) as document:
        return Run(len(document), seconds, peak)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=int, nargs="?", default=100)
    parser.add_argument("claims", type=int, nargs="?", default=1500)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    engines: list[Engine] = [own, platypus, qt]
    if importlib.util.find_spec("typst"):
        engines.append(typst)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "benchmark.pressmark"
        with Project.create(path, coder=("Anna Example", "AE")) as project:
            project.step("Build", lambda p: build(p, options.articles, options.claims))
        found: dict[str, list[Run]] = {engine.__name__: [] for engine in engines}
        for _ in range(options.rounds):
            for engine in random.sample(engines, len(engines)):
                found[engine.__name__].append(run(engine, path, Path(folder) / f"{engine.__name__}.pdf"))
    base = median(one.rate for one in found["own"])
    for name, runs in found.items():
        rate = median(one.rate for one in runs)
        print(
            f"{name:9} {runs[0].pages:5} pages  {median(one.seconds for one in runs):7.2f} s  {rate:6.0f} pages/s"
            f"  {rate / base:5.2f} of the brief's  peak {max(one.peak for one in runs):5.0f} MB"
        )


if __name__ == "__main__":
    main()
