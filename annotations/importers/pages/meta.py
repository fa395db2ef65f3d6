"""What a web page says about its article: JSON-LD, meta elements, and the notes browsers leave when saving."""

import json
import re
from collections.abc import Collection, Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from annotations.importers.compose import Fields, one_line
from annotations.importers.pages.data import Json, PageData, body_of, page_data, text_of
from annotations.importers.pages.site_names import outlet_in
from annotations.importers.values.dates import read_date

_TYPES = {
    "OpinionNewsArticle": "opinion",
    "AnalysisNewsArticle": "analysis",
    "BackgroundNewsArticle": "background",
    "ReportageNewsArticle": "report",
    "ReviewNewsArticle": "review",
    "LiveBlogPosting": "live blog",
    "BlogPosting": "blog",
}
_LONGEST_NAME = 100
_LONGEST_NAMES = 400
_LONGEST_HEADLINE = 500
_LONGEST_LINK = 2000
_STANDFIRST_LENGTH = range(20, 601)
_BY = re.compile(r"^(?:by|von|par|por|автор:?)\s+", re.I)
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)")
_SINGLE_FILE = re.compile(r"url:\s*(\S+)\s+saved date:\s*([^\n]+)")
_SITE_SUFFIX = re.compile(r"\s+[|–—·•»:-]\s+[^|–—·•»]{2,60}$")
_STANDFIRST = re.compile(
    r"\b(?:standfirst|subtitle|sub-?head(?:ing|line)?|dek|deck|article[-_]?(?:lead|intro|summary))\b", re.I
)
_HEADLINES = ("og:title", "twitter:title", "citation_title", "dc.title", "dcterms.title")
_OUTLETS = ("og:site_name", "application-name", "citation_journal_title", "dc.publisher", "dcterms.publisher",
            "apple-mobile-web-app-title", "publisher")  # fmt: skip
_AUTHORS = ("author", "article:author", "citation_author", "dc.creator", "dcterms.creator", "parsely-author", "byl",
            "sailthru.author")  # fmt: skip
_DATES = ("article:published_time", "og:article:published_time", "date", "dc.date", "dc.date.issued", "dcterms.date",
          "dcterms.issued", "dcterms.created", "datepublished", "publishdate", "publish-date", "pubdate",
          "citation_publication_date", "citation_online_date", "citation_date", "parsely-pub-date",
          "sailthru.date")  # fmt: skip
_LANGUAGES = ("content-language", "dc.language", "dcterms.language", "citation_language", "og:locale")
_SECTIONS = ("article:section", "og:article:section", "articlesection", "parsely-section", "section")
_DESCRIPTIONS = ("og:description", "description", "twitter:description", "dc.description")

Metas = dict[str, list[str]]


def page_fields(tree: Any) -> tuple[Fields, str]:
    """Return the fields of the page and the article body that its JSON-LD holds, if any.

    JSON-LD goes before meta elements, and both before what the page merely prints; among meta elements those for social
    networks go before those of libraries (Dublin Core, `citation_`). A value that is too long to be what it says it is,
    or a date that cannot be read, leaves its place to the next.
    """
    meta = _metas(tree)
    data = page_data(tree, [*_titles(tree), *meta.get("og:title", ())])
    article = data.article
    publisher = _fitting(data.name("publisher"), _LONGEST_NAME)
    outlet = publisher or _first(meta, _OUTLETS, _LONGEST_NAME)
    author = _BY.sub("", _fitting(data.name("author") or data.name("creator"), _LONGEST_NAMES)) or _author(meta)
    stated = _fitting(data.text("headline"), _LONGEST_HEADLINE)
    section = _fitting(data.text("articleSection"), _LONGEST_NAME) or _first(meta, _SECTIONS, _LONGEST_NAME)
    outlet = outlet or _outlet_in_title(tree, [stated, *meta.get("og:title", ())], (author, section))
    headline, is_stated = _headline(tree, stated or _first(meta, _HEADLINES, _LONGEST_HEADLINE), outlet)
    guessed = {"outlet": publisher, "author": author, "headline": is_stated}
    url, accessed = _saved_from(tree)
    fields = Fields(
        headline=headline,
        standfirst=_standfirst(
            tree, [data.text("description"), _first(meta, _DESCRIPTIONS)], one_line(tree.text_content())
        ),
        outlet=outlet,
        author=author or _printed_author(tree),
        published=_published([data.text("datePublished"), *(meta.get(key, [""])[0] for key in _DATES)])
        or _printed_date(tree),
        language=data.text("inLanguage") or _language(tree) or _first(meta, _LANGUAGES, _LONGEST_NAME),
        url=_link(tree, data, meta, url),
        accessed=accessed,
        type=_TYPES.get(data.type, ""),
        section=section,
        raw=_raw(article, meta),
        guessed=tuple(name for name, stated in guessed.items() if not stated),
    )
    return fields, body_of(article)


def _metas(tree: Any) -> Metas:
    """The values of meta elements by name, property, itemprop or HTTP header in small letters."""
    found: Metas = {}
    for element in tree.iter("meta"):
        names = (element.get(key) for key in ("property", "name", "itemprop", "http-equiv"))
        key = next(filter(None, names), "")
        if key and (content := one_line(element.get("content") or "")):
            found.setdefault(key.strip().lower(), []).append(content)
    return found


def _first(meta: Metas, keys: tuple[str, ...], longest: int = _LONGEST_LINK) -> str:
    """The first value of the first of these names that has one of a believable length."""
    return next((value for key in keys for value in meta.get(key, ()) if len(value) <= longest), "")


def _fitting(value: str, longest: int) -> str:
    return value if len(value) <= longest else ""


def _published(candidates: list[str]) -> str:
    """The first date that can be read; if none can, the first that is there, to be shown as unreadable."""
    dates = [date for date in candidates if date]
    return next((date for date in dates if read_date(date)), dates[0] if dates else "")


def _language(tree: Any) -> str:
    name = tree.get("lang") or tree.get("xml:lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    return _fitting(one_line(name), _LONGEST_NAME)


def _author(meta: Metas) -> str:
    """All the names of the first kind of meta element that has any; addresses of profiles are none."""
    for key in _AUTHORS:
        given = (value for value in meta.get(key, ()) if not value.startswith(("http://", "https://", "@")))
        names = (_in_order(value) if key == "citation_author" else _BY.sub("", value) for value in given)
        if found := _fitting(", ".join(dict.fromkeys(filter(None, names))), _LONGEST_NAMES):
            return found
    return ""


def _in_order(name: str) -> str:
    """A name as it is spoken: libraries put the last name first."""
    last, _, first = name.partition(", ")
    return f"{first} {last}".strip()


def _titles(tree: Any) -> list[str]:
    return [title for title in (one_line(element.text_content()) for element in tree.iter("h1")) if title]


def _page_title(tree: Any) -> str:
    return next((one_line(element.text_content()) for element in tree.iter("title")), "")


def _outlet_in_title(tree: Any, stated: Collection[str], others: Collection[str]) -> str:
    """The outlet as the page's title names it beside the headline; of a page that prints none, beside a guessed one."""
    title, headlines = _page_title(tree), [*_titles(tree), *stated]
    return outlet_in(title, headlines if any(headlines) else [_SITE_SUFFIX.sub("", title)], others)


def _printed_author(tree: Any) -> str:
    """The author in a byline element, if there is one such element."""
    found = [
        element
        for element in tree.xpath(
            "//*[@rel='author' or @itemprop='author' or contains(@class, 'byline') or contains(@class, 'author')]"
        )
        if element.get("rel") == "author"
        or element.get("itemprop") == "author"
        or {"byline", "author"} & set(element.get("class", "").split())
    ]
    names = {_BY.sub("", one_line(element.text_content())) for element in found[:5]} - {""}
    return name if len(names) == 1 and len(name := names.pop()) <= _LONGEST_NAME else ""


def _printed_date(tree: Any) -> str:
    """The machine-readable date of the page's one `time` element; of several none is certain."""
    marked = tree.xpath("//*[@itemprop='datePublished']")
    times = marked or tree.xpath("//article//time[@datetime]") or tree.xpath("//time[@datetime]")
    dates: set[str] = {element.get("datetime") or element.get("content") or "" for element in times} - {""}
    return dates.pop() if len(dates) == 1 else ""


def _headline(tree: Any, named: str, outlet: str) -> tuple[str, bool]:
    """The headline, and whether the page states it: a title that names the site as well has to be cut by guess."""
    titles = _titles(tree)
    if not named:
        if len(titles) == 1:
            return titles[0], True
        page_title = _page_title(tree)
        shown = next((title for title in titles if title in page_title), "")
        return (shown, True) if shown else (_SITE_SUFFIX.sub("", page_title), False)
    for title in titles:  # JSON-LD headlines are often cut at 110 characters; the printed one is whole
        if len(title) > len(named) and title.startswith(named.rstrip("….").strip()[:60]):
            return title, True
    if outlet and named.endswith(outlet):
        return re.sub(r"[\s|–—·•»:-]+$", "", named[: -len(outlet)]) or named, True
    return named, True


def _standfirst(tree: Any, candidates: list[str], printed: str) -> str:
    """The standfirst, only if the page prints it: a description for search engines is not part of the article."""
    for candidate in map(one_line, candidates):
        if len(candidate) in _STANDFIRST_LENGTH and candidate in printed:
            heading = one_line(next((element.text_content() for element in tree.iter("h1")), ""))
            # A description that is the start of a longer paragraph is that paragraph's, not a standfirst.
            if candidate != heading and any(one_line(element.text_content()) == candidate for element in _texts(tree)):
                return candidate
    for element in _texts(tree):
        if (
            _STANDFIRST.search(element.get("class") or "")
            and len(text := one_line(element.text_content())) in _STANDFIRST_LENGTH
        ):
            return text
    return ""


def _texts(tree: Any) -> Iterator[Any]:
    return tree.iter("p", "h2", "h3", "div", "span") if len(tree) else iter(())


def _link(tree: Any, data: PageData, meta: Metas, saved_from: str) -> str:
    """The article's address: canonical, `og:url`, those of the data, then where it was saved from.

    One that names a page goes before one that names the site alone, as badly made pages do.
    """
    entity = data.article.get("mainEntityOfPage")
    entity = entity.get("@id") if isinstance(entity, dict) else entity
    given = [link.get("href") or "" for link in tree.iter("link") if _is_canonical(link.get("rel"))]
    given += [
        *meta.get("og:url", ()),
        data.text("url"),
        text_of(entity),
        *meta.get("citation_public_url", ()),
        saved_from,
    ]
    links = [link for link in (_resolved(one_line(link), saved_from) for link in given) if link]
    return next((link for link in links if urlsplit(link).path.strip("/")), links[0] if links else "")


def _is_canonical(relation: str | None) -> bool:
    return "canonical" in (relation or "").lower().split()


def _resolved(link: str, base: str) -> str:
    """A web address, made whole by the one the page was saved from; "" for anything else."""
    try:
        whole = urljoin(base, link) if link.startswith("/") and base else link
        is_web = whole.startswith(("http://", "https://")) and bool(urlsplit(whole).hostname)
    except ValueError:
        return ""
    return whole if is_web and " " not in whole and len(whole) <= _LONGEST_LINK else ""


def _saved_from(tree: Any) -> tuple[str, str]:
    """Address and date that a browser or SingleFile wrote into a comment when it saved the page."""
    for comment in tree.getroottree().xpath("//comment()")[:20]:
        text = comment.text or ""
        if found := _SINGLE_FILE.search(text):
            return found[1], found[2].strip()
        if found := _SAVED_FROM.search(text):
            return found[1], ""
    return "", ""


def _raw(article: Json, meta: Metas) -> str:
    """The page's own statements, as lines for a person to check."""
    shown = ("og:", "article:", "author", "date", "dc", "citation_")
    lines = [f"{key}: {value[:_LONGEST_LINK]}" for key in meta if key.startswith(shown) for value in meta[key]]
    if article:
        short = {key: value for key, value in article.items() if key not in {"articleBody", "image", "@context"}}
        lines.append(json.dumps(short, ensure_ascii=False)[:4000])
    return "\n".join(lines)
