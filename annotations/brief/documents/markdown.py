"""A document as Markdown: CommonMark with the tables of GitHub.

Every sign that could mean something is escaped, so that a text stays the text it is. The last line is a comment with
the digest of all before it: by that a file that somebody has edited is told from one that can be made again.
"""

import re
from collections.abc import Iterator, Sequence
from hashlib import sha256

from annotations.brief.charts.tables import Table
from annotations.brief.documents.values import (
    Document,
    Heading,
    Illustration,
    Items,
    Manner,
    Paragraph,
    Phrase,
    address,
    keys_of,
    phrase,
)

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~^&$@{}]")
_AUTOLINK = re.compile(r":(?=//|[\w+-]+:)|(?<=\bwww)\.", re.I)
"""What GitHub makes a link or a picture of without being asked."""
_BLOCK = re.compile(r"^(\d{1,9})([.)])(?=\s|$)|^([#+=:%-])")
_COMMENT = re.compile(rb"<!-- Pressmark ([0-9a-f]{64}) -->\n\Z")


def markdown(document: Document) -> bytes:
    """The document as UTF-8; the same bytes for the same document."""
    keys = keys_of(document)
    chunks = [chunk for block in document.blocks for chunk in _block(block, keys)]
    marks = (phrase(mark).text for mark in (document.handling, document.draft))
    chunks = [*(f"**{_escaped(mark)}**" for mark in marks if mark), *chunks]
    data = "".join(f"{chunk}\n\n" for chunk in chunks).encode()
    return data + f"<!-- Pressmark {sha256(data).hexdigest()} -->\n".encode()


def is_untouched(data: bytes) -> bool:
    """Whether a file is as `markdown` made it."""
    found = _COMMENT.search(data)
    return found is not None and sha256(data[: found.start()]).hexdigest().encode() == found[1]


def _block(block: object, keys: set[str]) -> Iterator[str]:
    match block:
        case Heading(level, text, key):
            yield f"{'#' * (level + 1)} {_anchor(key)}{_escaped(text.text.strip())}"
        case Paragraph(phrases, manner, key):
            yield from _paragraph(phrases, manner, key, keys)
        case Items(items):
            yield "\n".join(f"- {_safe_start(_line(item, keys))}" for item in items)
        case Table():
            yield _table(block)
        case Illustration(chart, tabled) if not tabled:
            yield f"*{_escaped(phrase(chart.alt).text.strip())}*"


def _anchor(key: str) -> str:
    return f'<a id="{key}"></a>' if key else ""


def _paragraph(phrases: Sequence[Phrase], manner: Manner, key: str, keys: set[str]) -> Iterator[str]:
    line = _line(phrases, keys)
    if not line:
        return
    match manner:
        case Manner.TITLE:
            yield f"# {line}"
        case Manner.QUOTE:
            yield f"> {_safe_start(line)}"
        case Manner.LEAD | Manner.STATEMENT:
            bold = tuple(Phrase(item.text, strong=True, link=item.link) for item in phrases)
            yield f"{_anchor(key)}{_safe_start(_line(bold, keys))}"
        case _:
            yield f"{_anchor(key)}{_safe_start(line)}"


def _safe_start(line: str) -> str:
    """A line that begins no list, heading or rule of its own."""
    return _BLOCK.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", line)


def _line(phrases: Sequence[Phrase], keys: set[str]) -> str:
    return "".join(_phrase(item, keys) for item in _joined(phrases)).strip()


def _joined(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Neighbours that look the same made one: marks of emphasis must not meet."""
    found: list[Phrase] = []
    for item in phrases:
        last = found[-1] if found else None
        if last and (last.strong, last.slanted, last.link) == (item.strong, item.slanted, item.link):
            found[-1] = Phrase(last.text + item.text, item.strong, item.slanted, item.link)
        else:
            found.append(item)
    return found


def _phrase(item: Phrase, keys: set[str]) -> str:
    """A phrase with its marks close to its words, as the format wants them."""
    core = item.text.strip()
    if not core:
        return item.text
    text = _escaped(core)
    if target := address(item.link):
        whole = target.replace("&", "\\&")  # or "&copy;" in it would be a sign
        text = f"[{text}](<{whole}>)"
    elif item.link in keys:
        text = f"[{text}](#{item.link})"
    mark = "*" * (2 * item.strong + item.slanted)
    lead, trail = item.text[: len(item.text) - len(item.text.lstrip())], item.text[len(item.text.rstrip()) :]
    return f"{lead}{mark}{text}{mark}{trail}"


def _escaped(text: str) -> str:
    return _AUTOLINK.sub(r"\\\g<0>", _SPECIAL.sub(r"\\\g<0>", text))


def _table(table: Table) -> str:
    rules = ["---" if n in table.words else "---:" for n in range(len(table.head))]
    rows = [_cells(row, strong=n in table.strong) for n, row in enumerate(table.rows)]
    return "\n".join((_cells(table.head), f"| {' | '.join(rules)} |", *rows))


def _cells(row: Sequence[str], *, strong: bool = False) -> str:
    return f"| {' | '.join(_phrase(phrase(text, strong=strong), set()) for text in row)} |"
