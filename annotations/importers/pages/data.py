"""The data for search engines in a web page (JSON-LD): which object is the article's, and what its values say.

Such data come from all kinds of programs: values may be text, objects, references or lists of these, broken or hostile.
Nothing here trusts their shape; what does not fit counts as not there.
"""

import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from annotations.importers.compose import one_line

Json = dict[str, Any]

_ARTICLE = re.compile(r"(?:Article|BlogPosting|LiveBlogPosting|Report)$")
_LEFTOVER = re.compile(r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>|;)\s*$")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_BARE = re.compile(r"[\W_]+")
_NODES = 5000
_MOST_NAMES = 20


@dataclass(frozen=True, slots=True)
class PageData:
    """The article's object, empty if there is none, and the names of objects that others refer to."""

    article: Json = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    @property
    def type(self) -> str:
        """The article's type, as "NewsArticle"."""
        return type_of(self.article)

    def text(self, key: str) -> str:
        """Return a value that is a text, on one line and without markup."""
        return text_of(self.article.get(key))

    def name(self, key: str) -> str:
        """Return the names of persons or organisations, parted by commas."""
        return self._name(self.article.get(key))

    def _name(self, value: Any) -> str:
        if isinstance(value, list):
            found = (self._name(item) for item in value[:_MOST_NAMES] if not isinstance(item, list))
            return ", ".join(dict.fromkeys(filter(None, found)))
        if isinstance(value, dict):
            parts = (text_of(value.get(key)) for key in ("givenName", "familyName"))
            named = text_of(value.get("name")) or " ".join(filter(None, parts))
            return named or self.names.get(str(value.get("@id", "")), "")
        text = text_of(value)
        return self.names.get(text, "") if text.startswith(("http://", "https://", "#")) else text


def page_data(tree: Any, titles: Iterable[str]) -> PageData:
    """Return what a page's JSON-LD says.

    Args:
        tree: the page.
        titles: how the page itself names its article. Of several objects the one with such a headline is the
            article's: others describe what the page links to. Otherwise the first is.
    """
    nodes = list(_nodes(tree))
    names = {str(node["@id"]): text_of(node["name"]) for node in nodes if "@id" in node and "name" in node}
    articles = [node for node in nodes if _ARTICLE.search(type_of(node))]
    known = {_BARE.sub("", title).casefold() for title in titles} - {""}
    named = (node for node in articles if _BARE.sub("", text_of(node.get("headline"))).casefold() in known)
    return PageData(next(named, articles[0] if articles else {}), names)


def _nodes(tree: Any) -> Iterator[Json]:
    """Every object with a type, outermost first; broken scripts are passed over."""
    scripts = (script for script in tree.iter("script") if _is_data(script.get("type")))
    waiting: list[Any] = [_parsed(_LEFTOVER.sub("", script.text or "")) for script in scripts]
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


def _is_data(kind: str | None) -> bool:
    return (kind or "").partition(";")[0].strip().lower() == "application/ld+json"


def _parsed(script: str) -> Any:
    """The value of a script; some programs escape its quotation marks as in HTML."""
    for text in (script, html.unescape(script)) if "&quot;" in script else (script,):
        try:
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def type_of(node: Json) -> str:
    """Return the type of an object, an article's if it has several."""
    kind = node.get("@type", "")
    kinds = [_local(item) for item in kind] if isinstance(kind, list) else [_local(kind)]
    return next((item for item in kinds if _ARTICLE.search(item)), kinds[0] if kinds else "")


def _local(kind: Any) -> str:
    """The name of a type that may be written as a web address."""
    return str(kind).rpartition("/")[2].removeprefix("schema:")


def text_of(value: Any) -> str:
    """Return a text, the first of a list or the value of an object, without markup; "" for anything else."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("@value") or value.get("alternateName") or value.get("name") or ""
    return one_line(_TAG.sub("", html.unescape(value))) if isinstance(value, str) else ""


def body_of(article: Json) -> str:
    """Return the article's body, with its line breaks, or the entries of a live blog; "" if there is none."""
    if body := _body(article):
        return body
    updates = article.get("liveBlogUpdate")
    entries = [entry for entry in updates if isinstance(entry, dict)] if isinstance(updates, list) else []
    lines = (line for entry in entries[:_NODES] for line in (text_of(entry.get("headline")), _body(entry)))
    return "\n".join(filter(None, lines))


def _body(node: Json) -> str:
    body = node.get("articleBody")
    return _TAG.sub("", html.unescape(body)).strip() if isinstance(body, str) else ""
