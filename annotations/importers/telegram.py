"""Exports of Telegram Desktop, as JSON or web page: each post of a channel is an article, with its time of day."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from annotations.errors import ImportFileError
from annotations.importers.compose import Fields, compose, one_line
from annotations.importers.draft import Draft, guessing, noted
from annotations.importers.formats import Confidence, Format
from annotations.importers.layouts import layout
from annotations.importers.source import Source
from annotations.text import canonicalise
from annotations.wording import number_of

HEADLINE = 80
"""Code points of a post that stand in for its headline."""

_STAND_IN = "A post has no headline: its first words stand in for it."
_MARK = re.compile(r'"type"\s*:\s*"[a-z_]*(?:channel|chat|group|supergroup|saved_messages)"')
_ACCOUNT = re.compile(r'\s*\{\s*"about"\s*:|"personal_information"\s*:')
_PRIVATE = {"personal_chat", "bot_chat"}
_PAGE = re.compile(r'class="(?:[^"]* )?(?:history|message default clearfix)')
_STAMP = re.compile(r"(\d{2})\.(\d{2})\.(\d{4}) (\d{2}:\d{2})")
_SAMPLE = 20_000


@dataclass(frozen=True, slots=True)
class _Post:
    """One post: `published` as ISO 8601 to the minute, `forwarded` whom it was taken from.

    `author` is who signed it, or who wrote it in a group; `said` are further names and values of the export.
    """

    text: str
    published: str
    outlet: str
    author: str = ""
    forwarded: str = ""
    number: str = ""
    said: tuple[tuple[str, str], ...] = ()


def _drafts(source: Source, posts: Iterable[_Post]) -> list[Draft]:
    drafts = [_draft(source, post) for post in posts if post.text.strip()]
    if not drafts:
        raise ImportFileError("holds no post with text", "Export the channel again, with its messages", source.path)
    return drafts


def _draft(source: Source, post: _Post) -> Draft:
    lines = canonicalise(post.text).split("\n")
    said = (
        ("Post", post.number),
        ("Channel", post.outlet),
        ("Date", post.published),
        ("Author", post.author),
        ("Forwarded from", post.forwarded),
        *post.said,
    )
    raw = "\n".join(f"{name}: {value}" for name, value in said if value)
    author = post.author or post.forwarded
    fields = Fields(outlet=post.outlet, author=author, published=post.published, type="post", raw=raw)
    draft = compose(source, fields, lines, bylines=False)
    warnings = tuple(note for note in draft.warnings if not note.startswith(("No headline", "Only one paragraph")))
    draft = replace(draft, headline=_headline(draft.text), warnings=(*warnings, _STAND_IN))
    return replace(guessing(draft, "headline"), layout=layout("a Telegram channel", post.outlet))


def _headline(text: str) -> str:
    first = text.partition("\n")[0]
    return first if len(first) <= HEADLINE else first[:HEADLINE].rsplit(" ", 1)[0] + " …"


# -- result.json


def _read_json(source: Source) -> list[Draft]:
    try:
        export = json.loads(source.text)
    except (ValueError, RecursionError) as error:
        raise ImportFileError("is a damaged Telegram export", "Export the channel again", source.path) from error
    chats = [chat for chat in _chats(export) if isinstance(chat, dict)]
    public = [chat for chat in chats if len(chats) == 1 or chat.get("type") not in _PRIVATE]
    drafts = _drafts(source, [post for chat in public for post in _posts(chat)])
    if count := len(chats) - len(public):
        note = f"Left out: {number_of(count, 'personal chat')} of this account. To import one, export it by itself."
        drafts[0] = noted(drafts[0], note)
    return drafts


def _chats(export: Any) -> Iterator[Any]:
    """The chats of an export: one, or those of an account, with the ones that were left."""
    if "messages" in export:
        yield export
        return
    for name in ("chats", "left_chats"):
        chats = export.get(name)
        yield from (chats.get("list") or ()) if isinstance(chats, dict) else ()


def _posts(chat: dict[str, Any]) -> Iterator[_Post]:
    outlet = _string(chat.get("name"))
    for message in chat.get("messages") or ():
        if isinstance(message, dict) and message.get("type") == "message":
            sender = _string(message.get("from"))
            yield _Post(
                text=_plain(message.get("text")),
                published=_string(message.get("date"))[:16],
                outlet=outlet,
                author=_string(message.get("author")) or (sender if sender != outlet else ""),
                forwarded=_string(message.get("forwarded_from")),
                number=str(message.get("id", "")),
                said=_said(message),
            )


def _said(message: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """What an export tells of a post besides. Telegram Desktop tells no views; programs that export as it does may."""
    views, reactions = message.get("views"), message.get("reactions")
    counts = [
        f"{_string(item.get('emoji')) or 'other'} {item.get('count')}"
        for item in (reactions if isinstance(reactions, list) else ())
        if isinstance(item, dict)
    ]
    return (
        ("Edited", _string(message.get("edited"))[:16]),
        ("Views", str(views) if isinstance(views, int) else ""),
        ("Reactions", ", ".join(counts)),
    )


def _plain(text: Any) -> str:
    """The words of a text, which is a string, or a list of strings and of objects with one."""
    parts = text if isinstance(text, list) else [text]
    return "".join(_string(part.get("text") if isinstance(part, dict) else part) for part in parts)


def _string(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _recognise_json(source: Source) -> Confidence:
    start = source.data[:_SAMPLE].lstrip()[:1]
    if start != b"{" or not source.encoding:
        return Confidence.NO
    sample = source.text[:_SAMPLE]
    if not _MARK.search(sample) and not (_ACCOUNT.search(sample) and _MARK.search(source.text)):
        return Confidence.NO
    return Confidence.CERTAIN if '"messages"' in source.text else Confidence.NO


# -- messages.html


def _read_page(source: Source) -> list[Draft]:
    from lxml import html

    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_pis=True, remove_comments=True)
    tree = html.document_fromstring(canonicalise(source.text), parser=parser)
    header = tree.xpath("//div[contains(@class, 'page_header')]//div[contains(@class, 'text')]")
    channel = one_line(header[0].text_content()) if header else ""
    messages = tree.xpath("//div[contains(@class, 'message') and contains(@class, 'default')]")
    return _drafts(source, _page_posts(messages, channel))


def _page_posts(messages: Iterable[Any], channel: str) -> Iterator[_Post]:
    """The posts of a page; one that is joined to the post above is by the same person and does not say it."""
    sender = ""
    for message in messages:
        names = message.xpath(".//*[contains(@class, 'from_name')][not(ancestor::*[contains(@class, 'forwarded')])]")
        sender = one_line(names[0].text or "") if names else sender
        yield _page_post(message, channel, sender if sender != channel else "")


def _page_post(message: Any, channel: str, sender: str) -> _Post:
    def of(name: str) -> list[Any]:
        path = f".//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]"
        return list(message.xpath(path))

    stamp = next((found for part in of("date") if (found := _STAMP.search(part.get("title") or ""))), None)
    text = of("text")
    for line_break in [item for part in text for item in part.iter("br")]:
        line_break.tail = "\n" + (line_break.tail or "")
    forwarded = message.xpath(".//*[contains(@class, 'forwarded')]//*[contains(@class, 'from_name')]/text()")
    signed = of("signature")
    counts = [one_line(part.text_content()) for part in of("reaction")]
    return _Post(
        text=text[0].text_content().strip() if text else "",
        author=one_line(signed[0].text_content()) if signed else sender,
        said=(("Reactions", ", ".join(counts)),),
        published=f"{stamp[3]}-{stamp[2]}-{stamp[1]}T{stamp[4]}" if stamp else "",
        outlet=channel,
        forwarded=one_line(forwarded[0]) if forwarded else "",
        number=(message.get("id") or "").removeprefix("message"),
    )


def _recognise_page(source: Source) -> Confidence:
    if not source.encoding or not _PAGE.search(source.text[:_SAMPLE]):
        return Confidence.NO
    return Confidence.CERTAIN if "message default" in source.text and "from_name" in source.text else Confidence.NO


JSON = Format("a Telegram export", (".json",), _recognise_json, _read_json)
PAGE = Format("a Telegram export (web page)", (".html", ".htm"), _recognise_page, _read_page)
