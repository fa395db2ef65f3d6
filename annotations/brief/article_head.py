"""What stands above an article: number, headline and translation, its facts, the legend of its marks."""

from collections.abc import Callable, Iterator

from annotations.brief.content import OPEN, ArticleEntry, Look
from annotations.brief.dates import in_words
from annotations.brief.flow import Cell, Flow, draw_swatch, slots
from annotations.brief.setting import plain
from annotations.brief.typography import (
    HEADLINE,
    HEADLINE_TRANSLATED,
    INK,
    LINE,
    SMALL,
    TABLE,
    TABLE_LINK,
)

_COLUMNS = 4
_SWATCH = 6.0


def article_head(flow: Flow, article: ArticleEntry, colour_by: str, marked_headline: Callable[[], None] | None) -> None:
    """Draw the head of an article's first page. `marked_headline` draws the headline where claims may stand in it."""
    flow.need(190)
    flow.sheet.place(article.key, flow.y + 14)
    flow.sheet.entry(article.key, f"{article.number}. {article.headline}", 1)
    kind = f"  ·  {', '.join(article.outlet_facts)}" if article.outlet_facts else ""
    flow.kicker(f"Article {article.number}{kind}")
    flow.sheet.rule(flow.left, flow.y, flow.width, 1.2, INK)
    flow.y -= 6
    if marked_headline:
        marked_headline()
    else:
        flow.paragraph(plain(article.headline, HEADLINE, flow.width), after=2)
    if article.translated:
        flow.paragraph(plain(article.translated, HEADLINE_TRANSLATED, flow.width), after=2)
    flow.space(4)
    _facts(flow, article)
    _legend(flow, article, colour_by)
    flow.sheet.rule(flow.left, flow.y, flow.width, 0.4, LINE)
    flow.y -= 12


def _facts(flow: Flow, article: ArticleEntry) -> None:
    width = (flow.width - (_COLUMNS - 1) * 10) / _COLUMNS
    facts = [(label, value, link) for label, value, link in _values(article) if value]
    for start in range(0, len(facts), _COLUMNS):
        cells = []
        for n, (label, value, link) in enumerate(facts[start : start + _COLUMNS]):
            style = TABLE_LINK if link else TABLE
            lines = slots(plain(label, SMALL, width), plain(value, style, width, link))
            cells.append(Cell(n * (width + 10), lines))
        flow.row(cells, after=4, rule=LINE)


def _values(article: ArticleEntry) -> Iterator[tuple[str, str, str]]:
    yield "Outlet", article.outlet or "not stated", ""
    yield "Author", article.author, ""
    yield "Published", in_words(article.published), ""
    length = f"{article.words:,} words"
    yield "Language, length", f"{article.language}, {length}" if article.language else length, ""
    safe = article.url.startswith(("http://", "https://"))
    yield "Address", article.url, article.url if safe else ""
    yield "Accessed", in_words(article.accessed), ""
    yield "Same text also in", ", ".join(article.also), ""
    yield "Claims marked", str(len(article.claims)), ""


def _legend(flow: Flow, article: ArticleEntry, colour_by: str) -> None:
    """Swatches of the looks that occur, in lines, after the name of the dimension that gives the colour."""
    items = _looks(article)
    if not items:
        return
    flow.sheet.rule(flow.left, flow.y, flow.width, 0.4, LINE)
    flow.y -= 5
    flow.need(2 * SMALL.leading)
    x, y = flow.left, flow.y - SMALL.drop
    title = f"{colour_by}  "
    flow.sheet.text(x, y, title, SMALL)
    x += SMALL.measure(title) + 4
    for look, name in items:
        width = SMALL.measure(name) + _SWATCH + 14
        if x + width > flow.right:
            flow.y -= SMALL.leading + 1
            x, y = flow.left, flow.y - SMALL.drop
        draw_swatch(flow.sheet, look, x, y - 0.5, _SWATCH)
        flow.sheet.text(x + _SWATCH + 3.5, y, name, SMALL)
        x += width
    flow.y -= SMALL.leading + 5


def _looks(article: ArticleEntry) -> list[tuple[Look, str]]:
    """The looks of the article's marks with their names, in the order they appear; *not coded* last."""
    found = {claim.look_name: claim.look for claim in article.claims if claim.look_name}
    named = [(look, name) for name, look in found.items()]
    if any(claim.look.is_open for claim in article.claims):
        named.append((OPEN, "not coded"))
    return named
