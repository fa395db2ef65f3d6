"""What a web page says about its article: JSON-LD, meta elements, and the notes browsers leave when saving."""

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from annotations.importers.compose import Fields, one_line

_ARTICLE = re.compile(r"(?:Article|BlogPosting|LiveBlogPosting|Report)$")
_TYPES = {
    "OpinionNewsArticle": "opinion",
    "AnalysisNewsArticle": "analysis",
    "BackgroundNewsArticle": "background",
    "ReportageNewsArticle": "report",
    "ReviewNewsArticle": "review",
    "LiveBlogPosting": "live blog",
    "BlogPosting": "blog",
}
_NODES = 5000
_LONGEST_NAME = 100
_STANDFIRST_LENGTH = range(20, 601)
_BY = re.compile(r"^(?:by|von|par|por)\s+", re.I)
_LEFTOVER = re.compile(r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>)\s*$")
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)")
_SINGLE_FILE = re.compile(r"url:\s*(\S+)\s+saved date:\s*([^\n]+)")
_SITE_SUFFIX = re.compile(r"\s+[|–—·•»:-]\s+[^|–—·•»]{2,60}$")
_STANDFIRST = re.compile(
    r"\b(?:standfirst|subtitle|sub-?head(?:ing|line)?|dek|deck|article[-_]?(?:lead|intro|summary))\b", re.I
)

Json = dict[str, Any]


def page_fields(tree: Any) -> tuple[Fields, str]:
    """Return the fields of the page and the article body that its JSON-LD holds, if any.

    JSON-LD goes before `og:` and `article:` meta elements, and both before what the page merely prints.
    """
    meta = _metas(tree)
    nodes = list(_json_ld(tree))
    article = next((node for node in nodes if _ARTICLE.search(_type(node))), {})
    names = {str(node["@id"]): node for node in nodes if "@id" in node and "name" in node}
    printed = one_line(tree.text_content())
    url, accessed = _saved_from(tree)
    publisher = _name(article.get("publisher"), names)
    outlet = publisher or meta.get("og:site_name", "") or meta.get("application-name", "")
    author = _name(article.get("author"), names) or _author(meta)
    headline, is_stated = _headline(tree, _string(article.get("headline")), meta, outlet)
    guessed = {"outlet": publisher, "author": author, "headline": is_stated}
    fields = Fields(
        headline=headline,
        standfirst=_standfirst(tree, [_string(article.get("description")), _described(meta)], printed),
        outlet=outlet,
        author=author or _printed_author(tree),
        published=_string(article.get("datePublished")) or _first(meta, _DATES) or _printed_date(tree),
        language=_string(article.get("inLanguage")) or tree.get("lang", "") or meta.get("og:locale", ""),
        url=_link(tree, article, meta) or url,
        accessed=accessed,
        type=_TYPES.get(_type(article), ""),
        section=_string(article.get("articleSection")) or meta.get("article:section", ""),
        raw=_raw(article, meta),
        guessed=tuple(name for name, stated in guessed.items() if not stated),
    )
    return fields, _string(article.get("articleBody"))


_DATES = ("article:published_time", "og:article:published_time", "date", "dc.date", "dcterms.date", "datepublished",
          "publishdate", "pubdate", "parsely-pub-date", "sailthru.date")  # fmt: skip


def _metas(tree: Any) -> dict[str, str]:
    """Meta elements by their name, property or itemprop in small letters; the first of each counts."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop") or ""
        if key and (content := one_line(element.get("content") or "")):
            found.setdefault(key.lower(), content)
    return found


def _first(meta: dict[str, str], keys: tuple[str, ...]) -> str:
    return next((meta[key] for key in keys if key in meta), "")


def _json_ld(tree: Any) -> Iterator[Json]:
    """Every object with a type in the page's JSON-LD, outermost first; broken scripts are passed over."""
    waiting: list[Any] = []
    for script in tree.iter("script"):
        if (script.get("type") or "").partition(";")[0].strip().lower() == "application/ld+json":
            try:
                waiting.append(json.loads(_LEFTOVER.sub("", script.text or ""), strict=False))
            except (ValueError, RecursionError):
                continue
    for _ in range(_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, dict):
            if node.get("@type") or node.get("@id"):
                yield node
            waiting.extend(value for value in node.values() if isinstance(value, (dict, list)))
        elif isinstance(node, list):
            waiting.extend(node[:_NODES])


def _type(node: Json) -> str:
    kind = node.get("@type", "")
    kinds = [str(item) for item in kind] if isinstance(kind, list) else [str(kind)]
    return next((item for item in kinds if _ARTICLE.search(item)), kinds[0] if kinds else "")


def _string(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name") or ""
    return html.unescape(value).strip() if isinstance(value, str) else ""


def _name(value: Any, names: dict[str, Json]) -> str:
    """The name of a person or organisation given as text, object, reference or list of these."""
    if isinstance(value, list):
        return ", ".join(
            dict.fromkeys(filter(None, (_name(item, names) for item in value[:20] if not isinstance(item, list))))
        )
    if isinstance(value, dict):
        return _string(value.get("name") or names.get(str(value.get("@id", "")), {}).get("name"))
    text = _string(value)
    return "" if text.startswith(("http://", "https://")) else text


def _author(meta: dict[str, str]) -> str:
    name = _first(meta, ("author", "article:author", "dc.creator", "parsely-author", "byl", "sailthru.author"))
    name = _BY.sub("", name)
    return "" if name.startswith(("http://", "https://")) else name


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


def _headline(tree: Any, given: str, meta: dict[str, str], outlet: str) -> tuple[str, bool]:
    """The headline, and whether the page states it: a title that names the site as well has to be cut by guess."""
    titles = [one_line(element.text_content()) for element in tree.iter("h1")]
    named = one_line(given) or meta.get("og:title", "") or meta.get("twitter:title", "")
    if not named:
        if len([title for title in titles if title]) == 1:
            return next(filter(None, titles)), True
        page_title = next((one_line(element.text_content()) for element in tree.iter("title")), "")
        shown = next((title for title in titles if title and title in page_title), "")
        return (shown, True) if shown else (_SITE_SUFFIX.sub("", page_title), False)
    for title in titles:  # JSON-LD headlines are often cut at 110 characters; the printed one is whole
        if len(title) > len(named) and title.startswith(named.rstrip("….").strip()[:60]):
            return title, True
    if outlet and named.endswith(outlet):
        return re.sub(r"[\s|–—·•»:-]+$", "", named[: -len(outlet)]) or named, True
    return named, True


def _described(meta: dict[str, str]) -> str:
    return _first(meta, ("og:description", "description", "twitter:description"))


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


def _link(tree: Any, article: Json, meta: dict[str, str]) -> str:
    links = [
        element.get("href", "") for element in tree.iter("link") if (element.get("rel") or "").lower() == "canonical"
    ]
    entity = article.get("mainEntityOfPage")
    entity = entity.get("@id") if isinstance(entity, dict) else entity
    for link in (*links, meta.get("og:url", ""), _string(article.get("url")), _string(entity)):
        if link.startswith(("http://", "https://")):
            return str(link).strip()
    return ""


def _saved_from(tree: Any) -> tuple[str, str]:
    """Address and date that a browser or SingleFile wrote into a comment when it saved the page."""
    for comment in tree.getroottree().xpath("//comment()")[:20]:
        text = comment.text or ""
        if found := _SINGLE_FILE.search(text):
            return found[1], found[2].strip()
        if found := _SAVED_FROM.search(text):
            return found[1], ""
    return "", ""


def _raw(article: Json, meta: dict[str, str]) -> str:
    """The page's own statements, as lines for a person to check."""
    lines = [
        f"{key}: {value}" for key, value in meta.items() if key.startswith(("og:", "article:", "author", "date", "dc"))
    ]
    if article:
        short = {key: value for key, value in article.items() if key not in {"articleBody", "image", "@context"}}
        lines.append(json.dumps(short, ensure_ascii=False)[:4000])
    return "\n".join(lines)
