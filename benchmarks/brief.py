"""Measure the brief: `python benchmarks/brief.py [ARTICLES] [CLAIMS]`.

Builds a project of 300 articles and 4,600 claims (or as many as asked for) in a temporary folder, writes its brief, and
prints pages, processor seconds, pages per processor second and the peak of memory. Needs no display.
"""

import argparse
import random
import re
import resource
import sys
import tempfile
import time
from collections.abc import Generator
from pathlib import Path

from annotations.brief import gather, write_brief
from annotations.brief.spec import BriefSpec, Judgement
from annotations.codebook import Kind, Role
from annotations.importers.draft import Draft
from annotations.progress import Progress, drive
from annotations.project import Project
from annotations.spans import Span, snapped

PAGES_PER_SECOND, MEMORY_MB = 400, 200
WORDS = re.findall(
    r"\S+",
    "the of and a to in model state bank language national strategy minister said that computing sanctions chips "
    "talent sovereign western monopoly data council new programme plan “independence” engineers abroad, laboratory",
)
WORDS_RU = re.findall(
    r"\S+", "стратегия развития искусственного интеллекта и суверенитет данных говорит министр банк Запад модель"
)


def text(chance: random.Random, words: list[str], length: int) -> str:
    paragraphs, size = [], 0
    while size < length:
        sentences = [" ".join(chance.choices(words, k=chance.randint(8, 24))).capitalize() + "." for _ in range(4)]
        paragraphs.append(" ".join(sentences))
        size += len(paragraphs[-1]) + 1
    return "\n".join(paragraphs)


def build(project: Project, articles: int, claims: int) -> Generator[Progress, None, None]:
    """Articles of 4 to 10 KB, a sixth of them Russian; claims with all four dimensions, one in five with a comment."""
    chance = random.Random(7)
    codebook = project.codebook.read()
    tags = {d.id: codebook.tags_of(d.id) for d in codebook.dimensions}
    for number in range(articles):
        yield Progress(number, articles)
        words = WORDS_RU if number % 6 == 5 else WORDS
        body = text(chance, words, chance.randint(4000, 10000))
        headline = " ".join(chance.choices(words, k=8)).capitalize()
        draft = Draft(
            headline=headline,
            text=f"{headline}\n{body}",
            outlet=f"Outlet {number % 23}",
            published=f"2026-03-{number % 28 + 1:02d}",
            url=f"https://outlet{number % 23}.example/news/{number}",
            language="ru" if words is WORDS_RU else "en",
        )
        article = project.articles.add(draft)
        full = project.articles.text(article)
        for _ in range(claims // articles + (number < claims % articles)):
            start = chance.randrange(len(headline), len(full) - 300)
            span = snapped(full, Span(start, start + chance.randint(30, 260)))
            if span is None:
                continue
            claim = project.claims.add(article, span)
            for dimension in codebook.dimensions:
                if chance.random() > 0.05 and tags[dimension.id]:
                    role = Role.SPEAKER if dimension.kind is Kind.ACTORS else ""
                    project.claims.tag(claim, chance.choice(tags[dimension.id]).id, role)
            if chance.random() < 0.2:
                project.claims.update(claim, comment=" ".join(chance.choices(WORDS, k=15)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=int, nargs="?", default=300)
    parser.add_argument("claims", type=int, nargs="?", default=4600)
    parser.add_argument("--keep", type=Path, help="Also keep the PDF here.")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "benchmark.pressmark"
        with Project.create(path, coder=("Anna Example", "AE")) as project:
            project.step("Build", lambda p: build(p, options.articles, options.claims))
        with Project.open(path, read_only=True) as project:
            measure(project, options.keep or Path(folder) / "brief.pdf")


def measure(project: Project, target: Path) -> None:
    spec = BriefSpec(title="Benchmark", issued="2026-03-30", judgements=(Judgement("All is well.", "likely", "low"),))
    before = memory()
    wall, start = time.perf_counter(), time.process_time()
    content = gather(project, spec)
    gathered = time.process_time()
    slowest, last = 0.0, time.perf_counter()

    def tick(_: Progress) -> None:
        nonlocal slowest, last
        now = time.perf_counter()
        slowest, last = max(slowest, now - last), now

    report = drive(write_brief(content, spec, target), tick)
    seconds = time.process_time() - start
    together = time.perf_counter() - last
    rate = report.pages / seconds
    print(f"pages {report.pages}, claims {report.claims}, file {target.stat().st_size / 1e6:.1f} MB")
    print(f"processor {seconds:.2f} s (gathering {gathered - start:.2f} s), wall {time.perf_counter() - wall:.2f} s")
    print(f"pages per processor second {rate:.0f} (budget at least {PAGES_PER_SECOND})")
    print(f"peak memory {memory():.0f} MB, {before:.0f} MB of it before (budget {MEMORY_MB} MB)")
    print(f"longest without progress {1000 * slowest:.0f} ms; putting the file together {1000 * together:.0f} ms")


def memory() -> float:
    """Peak of the process's memory in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main()
