"""What stands above an article: number, headline and translation, its facts, the legend of its marks."""

from collections.abc import Callable, Iterator

from annotations.brief.content import OPEN, ArticleEntry, Look
from annotations.brief.flow import Fact, Flow, draw_swatch
from annotations.brief.setting import plain
from annotations.brief.texts import Words
from annotations.brief.typography import (
    HEADLINE,
    HEADLINE_TRANSLATED,
    LINE,
    SMALL,
    TABLE,
    TABLE_LINK,
)

_SWATCH = 6.0


def article_head(flow: Flow, article: ArticleEntry, colour_by: str, marked_headline: Callable[[], None] | None) -> None:
    """Draw the head of an article's first page. `marked_headline` draws the headline where claims may stand in it."""
    flow.need(190)
    flow.sheet.place(article.key, flow.y + 14)
    flow.sheet.entry(article.key, f"{article.number}. {article.headline}", 1)
    kind = f"  ·  {', '.join(article.outlet_facts)}" if article.outlet_facts else ""
    flow.kicker(f"{flow.words('Article {number}', number=article.number)}{kind}")
    flow.sheet.rule(flow.left, flow.y, flow.width, 1.2, flow.strong)
    flow.y -= 6
    if marked_headline:
        marked_headline()
    else:
        flow.paragraph(plain(article.headline, HEADLINE, flow.width), after=2)
    if article.translated:
        flow.paragraph(plain(article.translated, HEADLINE_TRANSLATED, flow.width), after=2)
    flow.space(4)
    flow.facts(_facts(article, flow.words))
    _legend(flow, article, colour_by)
    flow.sheet.rule(flow.left, flow.y, flow.width, 0.4, LINE)
    flow.y -= 12


def _facts(article: ArticleEntry, words: Words) -> Iterator[Fact]:
    yield Fact(words("Outlet"), article.outlet or words("not stated"), TABLE)
    yield Fact(words("Author"), article.author, TABLE)
    yield Fact(words("Published"), words.date(article.published), TABLE)
    length = words("{number} words", number=words.number(article.words))
    yield Fact(words("Language, length"), f"{article.language}, {length}" if article.language else length, TABLE)
    yield Fact(words("Claims marked"), str(len(article.claims)), TABLE)
    yield Fact(words("Accessed"), words.date(article.accessed), TABLE)
    yield Fact(words("Same text also in"), ", ".join(article.also), TABLE)
    safe = article.url.startswith(("http://", "https://"))
    yield Fact(words("Address"), article.url, TABLE_LINK if safe else TABLE, article.url if safe else "")


def _legend(flow: Flow, article: ArticleEntry, colour_by: str) -> None:
    """Swatches of the looks that occur, in lines, after the name of the dimension that gives the colour."""
    items = _looks(article, flow.words)
    if not items:
        return
    flow.sheet.rule(flow.left, flow.y, flow.width, 0.4, LINE)
    flow.y -= 5
    flow.need(2 * SMALL.leading)
    x, y = flow.left, flow.y - SMALL.drop
    with flow.sheet.writing(flow.sheet.element("P")):
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


def _looks(article: ArticleEntry, words: Words) -> list[tuple[Look, str]]:
    """The looks of the article's marks with their names, in the order they appear; *not coded* last."""
    found = {claim.look_name: claim.look for claim in article.claims if claim.look_name}
    named = [(look, name) for name, look in found.items()]
    if any(claim.look.is_open for claim in article.claims):
        named.append((OPEN, words("not coded")))
    return named
