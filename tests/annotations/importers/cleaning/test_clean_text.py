"""Articles are told from what pages print around them, on pages put together for it; benchmarks/clean_text.py has more.

The pages of the frozen part were not used to write the rules; what is asked of them is less.
"""

import re
from collections import Counter
from pathlib import Path

import pytest
from saved_pages import articles, own_lines, pages, parts_of

from annotations.importers.cleaning.boilerplate import cleaned
from annotations.importers.pages import web_page
from annotations.importers.source import Source
from annotations.importers.texts.pasted import Pasted, read_pasted

READ = {
    "page": lambda page: web_page.read_page(Source(Path("page.html"), page.markup.encode())),
    "markup": lambda page: read_pasted(Pasted(page.text, page.fragment)),
    "text": lambda page: read_pasted(Pasted(page.text)),
}
EVERY = 3


@pytest.mark.parametrize(("part", "precision"), [("tuning", 0.98), ("frozen", 0.88)])
@pytest.mark.parametrize("kind", READ)
def test_the_articles_lines_are_kept_and_hardly_any_others(kind, part, precision):
    kept = right = own = 0
    for page in [*pages(1, frozen=part == "frozen")][::EVERY]:
        draft = READ[kind](page)
        lines = draft.text.split("\n")
        wanted = page.pasted_lines if kind == "text" else page.lines
        known = {*lines, *(cut.line for cut in draft.cuts)}
        assert [line for line in wanted if line not in known] == [], page.name
        right += (Counter(lines) & Counter(wanted)).total()
        kept += len([line for line in lines if line not in page.neutral])
        own += len(wanted)
    assert right / own >= 0.98
    assert right / kept >= precision


@pytest.mark.parametrize("article", [text for _, text in articles()], ids=lambda text: re.sub(r"\W.*", "", text))
def test_articles_by_themselves_stay_whole(article):
    lines = own_lines(parts_of(article))
    assert cleaned(lines) == (lines, [])
