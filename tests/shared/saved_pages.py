"""Saved pages put together from articles, furniture and templates, with the lines that are the article's.

The articles stand in page_articles.txt, in a short notation: "=== " and the language begin one; its first line is the
headline, "! " the standfirst, "## " a heading, "1) " an item of a numbered list, "* " one of a list with bullets, "> "
a quotation set apart, "| " a row of a table; any other line is a paragraph.

Templates are modelled on the kinds of pages that news sites print, outlets and texts are invented. `FROZEN` templates
and furniture are for checking only: rules are written with the others.
"""

import html
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from page_furniture import FROZEN as FROZEN_FURNITURE
from page_furniture import TUNING as TUNING_FURNITURE

_GIVEN = Path(__file__).with_name("page_articles.txt")
BULLET = "• "
_MARKS = {
    "! ": "standfirst",
    "## ": "heading",
    "* ": "ul",
    "> ": "quote",
    "| ": "row",
    **{f"{n}) ": "ol" for n in range(1, 10)},
}
_BEFORE = ("share", "listen", "caption")
_WITHIN = ("teaser", "teaser_under_label", "advert", "newsletter", "related", "caption")
_AFTER = ("tags", "author", "error", "paywall", "newsletter", "share", "follow")
_RUNS = ("related", "run", "most_read")
_SECTION = {"en": "Politics", "de": "Politik", "fr": "Politique", "es": "Política", "ru": "Политика", "uk": "Політика",
            "ar": "سياسة", "zh": "政治"}  # fmt: skip
_BYLINE = {"en": "By Mira Olen", "de": "Von Mira Olen", "fr": "Par Mira Olen", "es": "Por Mira Olen",
           "ru": "Автор: Мира Олен", "uk": "Автор: Міра Олен", "ar": "بقلم ميرا أولن", "zh": "记者 米拉"}  # fmt: skip
_ARTICLES_OWN = frozenset({"headline", "standfirst", "p", "heading", "ul", "ol", "quote", "row"})
_NEUTRAL = frozenset({"byline", "date", "time"})


@dataclass(frozen=True, slots=True)
class Part:
    """One thing on the page: its kind and its lines."""

    kind: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its markup, what a browser copies from its headline on, and which of its lines are the article's.

    `neutral` lines (byline, date) may stand in the text or not. `numbered` tells copied text with list marks (Firefox)
    from such without (Chrome).
    """

    name: str
    markup: str
    text: str
    fragment: str
    lines: list[str] = field(default_factory=list)
    pasted_lines: list[str] = field(default_factory=list)
    neutral: frozenset[str] = frozenset()


def articles() -> Iterator[tuple[str, str]]:
    """The language and the text of each article."""
    for article in _GIVEN.read_text(encoding="utf-8").split("=== ")[1:]:
        language, _, text = article.strip().partition("\n")
        yield language, text


def parts_of(article: str) -> list[Part]:
    """The article's own parts, lists and tables whole."""
    first, *rest = article.split("\n")
    found = [Part("headline", (first,))]
    for line in rest:
        mark = next((mark for mark in _MARKS if line.startswith(mark)), "")
        kind = _MARKS[mark] if mark else "p"
        if kind in ("ul", "ol", "row") and found[-1].kind == kind:
            found[-1] = Part(kind, (*found[-1].lines, line.removeprefix(mark)))
        else:
            found.append(Part(kind, (line.removeprefix(mark),)))
    return found


def own_lines(parts: list[Part], *, marked: bool = True) -> list[str]:
    """The lines of the article as they are to stand in its text."""
    return [line for part in parts if part.kind in _ARTICLES_OWN for line in _own(part, marked)]


def _own(part: Part, marked: bool) -> list[str]:
    match part.kind:
        case "ul":
            return [f"{BULLET if marked else ''}{line}" for line in part.lines]
        case "ol":
            return [f"{n}. {line}" if marked else line for n, line in enumerate(part.lines, 1)]
        case _:
            return list(part.lines)


def furnished(article: str, language: str, furniture: dict[str, tuple[str, ...]], chance: random.Random) -> list[Part]:
    """The article with furniture before, between and behind its paragraphs."""

    def pick(kind: str) -> Part:
        return Part(kind, tuple(chance.choice(furniture[kind]).split("|")))

    own = parts_of(article)
    opening = [part for part in own if part.kind in ("headline", "standfirst")]
    body = own[len(opening) :]
    before = [Part("byline", (_BYLINE[language],)), Part("date", ("12.03.2026 10:41",))]
    before += [pick(kind) for kind in _BEFORE if chance.random() < 0.5]
    for kind in _WITHIN:
        if chance.random() < (0.25 if kind in ("related", "newsletter") else 0.5):
            body.insert(chance.randint(2, max(2, len(body) - 1)), pick(kind))
    after = [pick(kind) for kind in _AFTER if chance.random() < 0.35]
    chance.shuffle(after)
    after += [pick(kind) for kind in _RUNS if chance.random() < 0.5]
    after += [pick("comments")] if chance.random() < 0.4 else []
    return [*opening, *before, *body, *after]


Attributes = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Template:
    """How a kind of site prints its pages."""

    name: str
    shell: str
    """With `{head}`, `{menu}`, `{top}` (headline to byline), `{body}`, `{end}` and `{foot}`."""
    naming: str
    """How elements are named: by what they are ("plain"), by the theme ("bem"), by hashes ("hash"), or not ("none")."""
    paragraph: str = "p"
    data: str = "meta"
    breaks: bool = False
    semantic: bool = True


_START = "<!DOCTYPE html><html lang='{lang}'><head><meta charset='utf-8'>{head}</head><body>"
_DOCUMENT = _START + "{menu}"
_TUNING_TEMPLATES = (
    Template("newspaper", _DOCUMENT + "<main><article><header>{top}</header><div class='article-body'>{body}</div>"
             "</article>{end}</main>{foot}</body></html>", "bem", data="ld"),
    Template("wordpress", _START + "<div id='page'>{menu}<div id='primary'><article class='post type-post hentry'>"
             "<header class='entry-header'>{top}</header><div class='entry-content'>{body}{end}</div></article></div>"
             "<aside id='secondary' class='widget-area'><h2>Archives</h2><ul><li><a href='/a'>March 2026</a></li></ul>"
             "</aside>{foot}</div></body></html>", "plain"),
    Template("broadcaster", _DOCUMENT + "<main id='main-content'><article>{top}{body}</article>{end}</main>{foot}"
             "</body></html>", "hash", data="ld"),
    Template("agency", _DOCUMENT + "<div class='container'><div class='row'><div class='article-text'>{top}{body}"
             "</div><div class='sidebar'>{end}</div></div></div>{foot}</body></html>", "plain"),
    Template("state agency", "<html><head><meta charset='utf-8'>{head}</head><body bgcolor='#fff'><table><tr><td>{menu}"
             "</td><td id='content'>{top}<div>{body}</div>{end}</td></tr></table>{foot}</body></html>", "none",
             breaks=True, semantic=False, data="none"),
    Template("blog", _DOCUMENT + "<div class='main section'><div class='post hentry'>{top}<div class='post-body'>"
             "{body}</div><div class='post-footer'>{end}</div></div></div>{foot}</body></html>", "plain", breaks=True),
    Template("magazine", _DOCUMENT + "<article class='longread'><section>{top}</section><section>{body}</section>"
             "</article><section>{end}</section>{foot}</body></html>", "bem", data="ld"),
    Template("opaque", _START + "<div id='root'><div>{menu}<div><div><div>{top}<div>{body}</div>{end}</div></div>"
             "</div>{foot}</div></div></body></html>", "hash", data="none", semantic=False),
    Template("print view", "<html><head>{head}</head><body>{top}{body}{end}{foot}</body></html>", "none", data="none",
             semantic=False),
    Template("live blog", _DOCUMENT + "<main>{top}<div class='live-feed'>{body}</div>{end}</main>{foot}</body>"
             "</html>", "bem", data="ld"),
)  # fmt: skip
_FROZEN_TEMPLATES = (
    Template("amp", _DOCUMENT.replace("<html", "<html amp") +
             "<amp-sidebar><ul><li><a href='/x'>Menu</a></li></ul></amp-sidebar><article class='amp-wp-article'>"
             "<header>{top}</header><div class='amp-wp-article-content'>{body}</div>{end}</article>{foot}</body>"
             "</html>", "plain", data="ld"),
    Template("portal", _DOCUMENT + "<div class='header-block'>{top}</div><div itemprop='articleBody'>{body}</div>"
             "<div class='after'>{end}</div>{foot}</body></html>", "none"),
    Template("drupal", _DOCUMENT + "<div class='region-content'><div class='node node--type-article'>{top}"
             "<div class='node__content'><div class='field field--name-body'>{body}</div>{end}</div></div></div>{foot}"
             "</body></html>", "bem"),
    Template("application", _START + "<div id='__next'>{menu}<main><div><section>{top}</section><section>{body}"
             "</section><section>{end}</section></div></main>{foot}</div></body></html>", "hash", data="ld",
             semantic=False),
    Template("town paper", _START + "<div id='wrap'>{menu}<div id='left'>{top}{body}{end}</div><div id='right'>"
             "<b>Wetter</b><br>12 °C</div>{foot}</div></body></html>", "none", semantic=False),
)  # fmt: skip
_CLASSES = {
    "plain": {"teaser": "related-inline", "teaser_under_label": "related-inline", "related": "related-posts",
              "run": "more-news", "most_read": "most-read", "share": "share-buttons", "cookies": "cookie-banner",
              "newsletter": "newsletter-signup", "paywall": "paywall", "author": "author-box", "caption": "wp-caption",
              "tags": "post-tags", "comments": "comments-area", "advert": "ad", "listen": "audio-player",
              "error": "print-link", "rights": "copyright", "follow": "social-follow", "byline": "byline",
              "date": "date", "standfirst": "standfirst"},
    "bem": {"teaser": "c-article__promo", "teaser_under_label": "c-article__promo", "related": "c-related__list",
            "run": "c-onward", "most_read": "c-popular", "share": "c-share__tools", "cookies": "c-consent",
            "newsletter": "c-signup__box", "paywall": "c-gate", "author": "c-bio__card", "caption": "c-media__caption",
            "tags": "c-tags__list", "comments": "c-comments", "advert": "c-ad__label", "listen": "c-player",
            "error": "c-tools", "rights": "c-legal", "follow": "c-follow", "byline": "c-byline__name",
            "date": "c-byline__date", "standfirst": "c-article__standfirst"},
}  # fmt: skip
_MENU = ("Home", "World", "Business", "Culture", "Sport", "Weather", "Opinion", "Video", "Podcasts", "Jobs")


def _attribute(template: Template, kind: str) -> str:
    match template.naming:
        case "hash":
            digits = random.Random(f"{template.name}{kind}").randrange(16**6)
            return f" class='css-{digits:06x}'"
        case "none":
            return ""
        case naming:
            name = _CLASSES[naming].get(kind, "")
            return f" class='{name}'" if name else ""


def _markup(template: Template, part: Part, number: int) -> str:
    """One part as the template prints it."""
    lines = [html.escape(line, quote=False) for line in part.lines]
    named = _attribute(template, part.kind)
    p = template.paragraph
    match part.kind:
        case "headline":
            made = f"<h1>{lines[0]}</h1>"
        case "standfirst":
            made = f"<p{named}>{lines[0]}</p>" if not template.breaks else f"<b>{lines[0]}</b><br><br>"
        case "p":
            text = lines[0].replace(" said ", " <a href='/who'>said</a> ", 1)
            made = f"{text}<br><br>" if template.breaks else f"<{p}>{text}</{p}>"
        case "heading":
            made = f"<b>{lines[0]}</b><br><br>" if template.breaks else f"<h2>{lines[0]}</h2>"
        case "quote":
            made = f"<blockquote><p>{lines[0]}</p></blockquote>"
        case "ol" | "ul":
            made = f"<{part.kind}>{''.join(f'<li>{line}</li>' for line in lines)}</{part.kind}>"
        case "row":
            rows = ("".join(f"<td>{cell}</td>" for cell in line.split(" | ")) for line in lines)
            made = f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
        case "date":
            made = f"<div><time datetime='2026-03-12T10:41:00+00:00'{named}>{lines[0]}</time></div>"
        case _:
            made = _furniture(template, part.kind, lines, named, number)
    return made


def _furniture(template: Template, kind: str, lines: list[str], named: str, number: int) -> str:
    links = [f"<a href='/{kind}/{number}{n}'>{line}</a>" for n, line in enumerate(lines)]
    box = "aside" if template.semantic and kind in ("related", "newsletter", "author", "most_read") else "div"
    match kind:
        case "caption" if template.semantic:
            return f"<figure{named}><img src='x.jpg' alt='A picture'><figcaption>{lines[0]}</figcaption></figure>"
        case "teaser":
            return f"<p{named}><a href='/teaser/{number}'>{lines[0]}</a></p>"
        case "teaser_under_label" | "related" | "run" | "most_read":
            label = [] if kind == "run" else [f"<h3>{lines[0]}</h3>"]
            inside = "".join(f"<li>{link}</li>" for link in (links if kind == "run" else links[1:]))
            return f"<{box}{named}>{''.join(label)}<ul>{inside}</ul></{box}>"
        case "share" | "tags":
            return f"<div{named}>{''.join(f'<span>{link}</span> ' for link in links)}</div>"
        case "newsletter" | "cookies" | "paywall":
            first, *rest = lines
            inside = "".join(f"<p>{line}</p>" if len(line) > 30 else f"<button>{line}</button>" for line in rest)
            return f"<{box}{named}><h4>{first}</h4>{inside}</{box}>"
        case _:
            return f"<{box}{named}>{''.join(f'<p>{line}</p>' for line in lines)}</{box}>"


def _live(template: Template, parts: list[Part]) -> str:
    """The body as entries with a time each."""
    entries: list[str] = []
    inside = ""
    for number, part in enumerate(parts):
        if part.kind == "heading" and inside:
            entries.append(inside)
            inside = ""
        inside += _markup(template, part, number)
    entries.append(inside)
    return "".join(f"<article class='live-post'>{entry}</article>" for entry in entries)


def _head(template: Template, article: str, language: str) -> str:
    title = html.escape(article.partition("\n")[0])
    found = f"<title>{title} | The Norda Courier</title>"
    if template.data == "ld":
        kind = "LiveBlogPosting" if template.name == "live blog" else "NewsArticle"
        told = {"@context": "https://schema.org", "@type": kind, "headline": article.partition("\n")[0]}
        found += f"<script type='application/ld+json'>{json.dumps(told)}</script>"
    elif template.data == "meta":
        found += f"<meta property='og:title' content='{title}'><meta property='og:locale' content='{language}'>"
    return found


def made(name: str, template: Template, article: str, language: str, furniture: dict[str, tuple[str, ...]],
         chance: random.Random) -> Page:  # fmt: skip
    """One page, and what is copied from it."""
    parts = furnished(article, language, furniture, chance)
    first = next(n for n, part in enumerate(parts) if part.kind == "p")
    last = max(n for n, part in enumerate(parts) if part.kind in _ARTICLES_OWN)
    top, body, end = parts[:first], parts[first : last + 1], parts[last + 1 :]

    def joined(some: list[Part]) -> str:
        return "".join(_markup(template, part, n) for n, part in enumerate(some))

    menu = "" if template.name == "print view" else _menu(template)
    cookies, rights = (Part(kind, tuple(chance.choice(furniture[kind]).split("|"))) for kind in ("cookies", "rights"))
    is_wall = chance.random() < 0.5
    menu = joined([cookies]) + menu if is_wall else menu
    foot = joined([rights] if is_wall else [cookies, rights])
    inside = {
        "lang": language, "head": _head(template, article, language), "menu": menu, "top": joined(top),
        "body": _live(template, body) if template.name == "live blog" else joined(body), "end": joined(end),
        "foot": f"<footer>{foot}</footer>" if template.semantic else f"<div>{foot}</div>",
    }  # fmt: skip
    numbered = chance.random() < 0.5
    neutral = frozenset(line for part in parts if part.kind in _NEUTRAL for line in part.lines)
    fragment = f"{inside['top']}{inside['body']}{inside['end']}"
    return Page(
        name, template.shell.format_map(inside), _copied(parts, numbered),
        f"<html><body><!--StartFragment-->{fragment}<!--EndFragment--></body></html>",
        own_lines(parts), own_lines(parts, marked=numbered), neutral,
    )  # fmt: skip


def _menu(template: Template) -> str:
    items = "".join(f"<li><a href='/{item}'>{item}</a></li>" for item in _MENU)
    return f"<nav><ul>{items}</ul></nav>" if template.semantic else f"<div><ul>{items}</ul></div>"


def _copied(parts: list[Part], numbered: bool) -> str:
    """What a browser puts into the clipboard as text."""

    def text(part: Part) -> str:
        match part.kind:
            case "ol" if numbered:
                return "\n".join(f"    {n}. {line}" for n, line in enumerate(part.lines, 1))
            case "ul" if numbered:
                return "\n".join(f"    • {line}" for line in part.lines)
            case "row":
                return "\n".join(line.replace(" | ", "\t") for line in part.lines)
            case "share" | "tags" | "comments" | "related" | "run" | "most_read":
                return "\n".join(part.lines)
            case _:
                return "\n\n".join(part.lines)

    return "\n\n".join(map(text, parts))


def pages(rounds: int, *, frozen: bool = False) -> Iterator[Page]:
    """Every article in every template of one part, `rounds` times with other furniture each time."""
    templates = _FROZEN_TEMPLATES if frozen else _TUNING_TEMPLATES
    pool = FROZEN_FURNITURE if frozen else TUNING_FURNITURE
    for turn in range(rounds):
        for template in templates:
            for number, (language, article) in enumerate(articles(), 1):
                name = f"{template.name}, {language} {number}, {turn}"
                yield made(name, template, article, language, pool[language], random.Random(name))
