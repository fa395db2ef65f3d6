"""How well the article is told from what pages print around it: `python benchmarks/clean_text.py [--rounds 3]`.

Pages are put together from invented articles, furniture and templates (tests/shared/saved_pages.py), each with the
lines that are its article's. Precision: how many of the lines kept are the article's; recall: how many of the
article's lines are kept; silent: how many lines were neither kept nor are among the cuts. Lines with author or date
count for nothing. "markup" and "text" are what a browser copies from the headline to the page's end. Beside it
trafilatura with its default settings, its headline given, list marks and cells not counted against it; for copied text
it has no rules, so that all lines are kept. The frozen part was not used to write the rules.

`--show PART KIND` prints what was kept or lost by mistake; `--cases` prints figures by template and language.
"""

import argparse
import re
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "tests" / "shared"))

from saved_pages import Page, pages

from annotations.importers.compose import one_line
from annotations.importers.draft import Draft
from annotations.importers.pages import web_page
from annotations.importers.source import Source
from annotations.importers.texts.pasted import Pasted, read_pasted

KINDS = ("page", "markup", "text")
_MARK = re.compile(r"^(?:\d+\.|[-•|])\s+")


@dataclass(slots=True)
class Score:
    """Lines counted over several pages."""

    kept: int = 0
    right: int = 0
    own: int = 0
    silent: int = 0

    def add(self, lines: list[str], own: list[str], neutral: frozenset[str], known: set[str]) -> None:
        """Count one page; `known` are the lines that were kept or cut."""
        right = (Counter(lines) & Counter(own)).total()
        self.right += right
        self.kept += len([line for line in lines if line not in neutral or line in own])
        self.own += len(own)
        self.silent += len([line for line in own if line not in known])

    def __str__(self) -> str:
        """Return precision, recall and the lines that are nowhere."""
        return f"{self.right / (self.kept or 1):10.3f}{self.right / (self.own or 1):8.3f}{self.silent:8}"


def read(page: Page, kind: str) -> Draft:
    """Read the page as saved, or what was copied from it."""
    match kind:
        case "page":
            return web_page.read_page(Source(Path("page.html"), page.markup.encode()))
        case "markup":
            return read_pasted(Pasted(page.text, page.fragment))
        case _:
            return read_pasted(Pasted(page.text))


def baseline(page: Page, kind: str) -> list[str]:
    """What trafilatura keeps."""
    if kind == "text":
        return [line for line in map(one_line, page.text.split("\n")) if line]
    from trafilatura import extract

    headline = page.lines[0]
    kept = extract(page.markup if kind == "page" else page.fragment) or ""
    return [headline, *(line for line in map(one_line, kept.split("\n")) if line != headline)]


def _bare(lines: list[str]) -> list[str]:
    bare = (_MARK.sub("", re.sub(r"\s*\|\s*", " ", line).strip()).strip() for line in lines)
    return [line for line in bare if line and not re.fullmatch(r"[-\s|]+", line)]


def shown(draft: Draft, own: list[str], neutral: frozenset[str]) -> list[str]:
    """What was kept or lost by mistake, a line each."""
    lines = draft.text.split("\n")
    wrong = [f"  + {line[:120]}" for line in lines if line not in own and line not in neutral]
    reason = {cut.line: cut.why for cut in draft.cuts}
    return wrong + [f"  - {line[:90]}  ({reason.get(line, 'SILENT')})" for line in own if line not in lines]


def main() -> None:
    """Print the figures of both parts."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--show", nargs=2, metavar=("PART", "KIND"))
    asked.add_argument("--cases", action="store_true")
    given = asked.parse_args()
    print(f"{'':24}{'pages':>6} precision  recall  silent    trafilatura: precision  recall")
    for part in ("tuning", "frozen"):
        made = list(pages(given.rounds, frozen=part == "frozen"))
        for kind in KINDS:
            total, plain, cases, busy = Score(), Score(), defaultdict(Score), 0.0
            for page in made:
                own = page.pasted_lines if kind == "text" else page.lines
                own = [re.sub(r"\s*\|\s*", " | ", line) for line in own]
                began = time.process_time()
                draft = read(page, kind)
                busy += time.process_time() - began
                lines = draft.text.split("\n")
                known = {*lines, *(cut.line for cut in draft.cuts)}
                template, language, _ = page.name.split(", ")
                for score in (total, cases[template], cases[language[:2]]):
                    score.add(lines, own, page.neutral, known)
                other = _bare(baseline(page, kind))
                plain.add(other, _bare(own), page.neutral, set(other))
                if given.show == [part, kind] and (mistakes := shown(draft, own, page.neutral)):
                    print(page.name, *mistakes, sep="\n")
            rate = len(made) / busy
            print(f"{part + ', ' + kind:24}{len(made):6}{total}{str(plain)[:-8]:>30}    {rate:,.0f} pages a second")
            if given.cases:
                for name, score in sorted(cases.items()):
                    print(f"    {name:20}{'':6}{score}")


if __name__ == "__main__":
    main()
