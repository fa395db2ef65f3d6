"""Markdown, reduced to plain text: what a reader of the page would see, without its marks."""

import html
import re
from collections.abc import Callable
from dataclasses import replace

from annotations.importers.compose import BULLET, compose
from annotations.importers.draft import Draft
from annotations.importers.formats import Confidence, Format
from annotations.importers.source import Source
from annotations.importers.texts.heads import split_head
from annotations.text import canonicalise

_FENCE = re.compile(r"^\s{0,3}(```+|~~~+)")
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+(.*?)(?:\s+#+)?\s*$")
_UNDERLINE = re.compile(r"^\s{0,3}(?:=+|-{2,})\s*$")
_RULE = re.compile(r"^\s{0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$")
_ITEM = re.compile(r"^\s*(?:[-*+]|\d{1,3}[.)])\s+")
_BULLET = re.compile(r"^\s*[-*+]\s+(?=\S)")
_QUOTE = re.compile(r"^\s{0,3}(?:>\s?)+")
_REFERENCE = re.compile(r"^\s{0,3}\[[^\]\n]+\]:\s+\S+.*$")
_TABLE_RULE = re.compile(r"^\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*:?-*:?\s*$")
_INLINE = (
    (re.compile(r"!\[([^\]\n]{0,500})\]\([^)\n]{0,2000}\)"), ""),
    (re.compile(r"\[([^\]\n]{1,500})\]\([^)\n]{0,2000}\)"), r"\1"),
    (re.compile(r"\[([^\]\n]{1,500})\]\[[^\]\n]{0,200}\]"), r"\1"),
    (re.compile(r"<((?:https?|mailto):[^>\s]{1,2000})>"), r"\1"),
    (re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>|<!--.{0,1000}?-->"), ""),
    (re.compile(r"(?<!\\)(\*\*|__)(?=\S)(.{1,1000}?)(?<=[^\s\\])\1"), r"\2"),
    (re.compile(r"(?<![\\*])\*(?=[^\s*])([^*\n]{1,1000}?)(?<=[^\s\\])\*"), r"\1"),
    (re.compile(r"(?<![\\\w])_(?=[^\s_])([^_\n]{1,1000}?)(?<=[^\s\\])_(?!\w)"), r"\1"),
    (re.compile(r"~~(?=\S)([^~\n]{1,1000})~~"), r"\1"),
    (re.compile(r"(?<!`)(`+)([^`\n]{1,1000})\1(?!`)"), r"\2"),
    (re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])"), r"\1"),
)
_MARKS = {
    "#": re.compile(r"^#{1,6}\s+\S", re.M),
    "](": re.compile(r"\[[^\]\n]{1,500}\]\((?:https?:|/|#)"),
    "**": re.compile(r"(?<!\w)\*\*\S[^*\n]*\S\*\*(?!\w)"),
    "---": re.compile(r"\A---\n(?:[\w-]+:.*\n)+---", re.M),
}
"""Each by the signs it cannot do without: most plain texts have none of them, and are quickly passed."""


def read(source: Source) -> list[Draft]:
    """Return the one article of the file; its first heading is the headline."""
    fields, lines = split_head(canonicalise(source.text).split("\n"))
    draft = compose(source, fields, plain_paragraphs(lines), clean=True)
    if _HEADING.match(next(filter(str.strip, lines), "")):  # it states its headline: with a mark
        draft = replace(draft, guessed=tuple(name for name in draft.guessed if name != "headline"))
    return [draft]


def plain_paragraphs(lines: list[str]) -> list[str]:
    """Return the paragraphs of a Markdown text without markup; items of lists have a bullet or their number."""
    result: list[str] = []
    running: list[str] = []
    fence = ""

    def close() -> None:
        if running:
            result.append(plain(" ".join(running)))
            running.clear()

    for line in lines:
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            close()
            fence = "" if fence else mark[1]
        elif fence:
            result.append(line)
        else:
            _take(_QUOTE.sub("", line), running, result, close)
    close()
    return result


def _take(line: str, running: list[str], result: list[str], close: Callable[[], None]) -> None:
    """Put one line outside code where it belongs."""
    heading = _HEADING.match(line)
    if heading:
        close()
        result.append(plain(heading[1]))
    elif not line.strip() or _RULE.match(line) or _UNDERLINE.match(line) or _TABLE_RULE.match(line):
        close()  # the text above an underline is a heading: a paragraph of its own
    elif not _REFERENCE.match(line):
        if _ITEM.match(line) or line.lstrip().startswith("|"):
            close()
        running.append(line.strip().strip("|").strip() if line.lstrip().startswith("|") else line.strip())
        if line.endswith(("  ", "\\")):
            running[-1] = running[-1].rstrip("\\")
            close()


def plain(line: str) -> str:
    """Return one line without links, emphasis, code marks, tags and escapes."""
    line = _BULLET.sub(BULLET, line)
    for pattern, replacement in _INLINE:
        line = pattern.sub(replacement, line)
    return html.unescape(line)


def _recognise(source: Source) -> Confidence:
    if not source.encoding:
        return Confidence.NO
    if source.suffix in FORMAT.suffixes:
        return Confidence.LIKELY
    sample = source.text[:8000].replace("\r\n", "\n")
    # Two kinds of marks: one alone also stands in plain text, where stars and hashes mean themselves.
    marks = (needle in sample and bool(mark.search(sample)) for needle, mark in _MARKS.items())
    return Confidence.LIKELY if sum(marks) > 1 else Confidence.NO


FORMAT = Format("Markdown", (".md", ".markdown", ".mdown"), _recognise, read)
