"""One article of Nexis Uni or the older LexisNexis, from its lines to a draft.

Both print headline, outlet and date above a block of labels, then the text, then labels again. They differ in the order
at the top, and in whether the text has a heading. Every label may be missing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from annotations.importers.compose import Fields, compose, one_line
from annotations.importers.databases.labels import Label, heading_of, label_of
from annotations.importers.databases.printed import is_rights, is_word_count, printed_date, without_by
from annotations.importers.draft import Draft
from annotations.importers.languages import guess_language, language_code
from annotations.importers.plain_text import paragraphs_of
from annotations.importers.source import Source

Block = list[str]
"""Lines with no blank one between them."""

_HEAD_LABELS = {"headline", "author", "section", "length", "dateline", "standfirst", "series"}
_END_LABELS = {"loaded", "kind", "classification"}
"""What no paragraph of an article begins with: the text ends above the first of them."""
_LATE_LABELS = {"graphic", "language", "subject", "notes", "series"}
"""What may stand above those, or alone at the end."""
_TOP = 12
_GRAPHIC = 4
"""Blocks in which the date is looked for, and above the end the heading of the pictures."""
_EDITION = re.compile(r"\b(?:edition|ausgabe|édition|edición|edicion)\b", re.I)
_LONGEST_EDITION = 60
_TYPE = {
    "newspaper": "",
    "magazine": "magazine",
    "newswire": "newswire",
    "web publication": "web",
    "transcript": "transcript",
}


@dataclass(frozen=True, slots=True)
class _Layout:
    """Places among the blocks: of the date (-1 if none was found), of the text's beginning, of what follows it."""

    date: int
    body: int
    end: int


def blocks_of(lines: Sequence[str]) -> list[Block]:
    """Return the lines in groups, as blank lines part them."""
    blocks: list[Block] = [[]]
    for line in lines:
        if line.strip():
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def article(source: Source, blocks: Sequence[Block], *, headline_first: bool, after_list: bool = False) -> Draft:
    """Return the draft of one article.

    Args:
        source: the file.
        blocks: the article's lines, without the counter above and the mark of the end below.
        headline_first: the headline stands above outlet and date (Nexis Uni) or below them (the older layout).
        after_list: the list of contents stands above the headline.

    Raises:
        ImportFileError: there is no text at all.
    """
    language = guess_language("\n".join(line for block in blocks for line in block))
    layout = _layout(blocks, language, headline_first=headline_first)
    around = [*blocks[: layout.body], *blocks[layout.end :]]
    labels = _labels(around)
    guessed: tuple[str, ...] = ()
    outlet, headline = _top(blocks, layout, language, headline_first=headline_first, after_list=after_list)
    if not headline and not labels.get("headline") and layout.body < layout.end:
        headline, layout = _joined(blocks[layout.body]), _Layout(layout.date, layout.body + 1, layout.end)
        guessed = ("headline",)
    fields = Fields(
        headline=labels.get("headline") or headline,
        standfirst=labels.get("standfirst", ""),
        outlet=outlet,
        author=without_by(labels.get("author", "")),
        published=_date_of(blocks[layout.date], language) if layout.date >= 0 else "",
        language=re.split(r"[;,]", labels.get("language", ""))[0],
        type=_TYPE.get(labels.get("kind", "").lower(), ""),
        section=labels.get("section", "").partition(";")[0],
        raw="\n\n".join("\n".join(map(str.strip, block)) for block in around),
        guessed=guessed,
    )
    text = [paragraph for block in blocks[layout.body : layout.end] for paragraph in paragraphs_of(block)]
    return compose(source, fields, text, bylines=False)


# -- where what stands


def _layout(blocks: Sequence[Block], language: str, *, headline_first: bool) -> _Layout:
    date = next((n for n, block in enumerate(blocks) if _date_of(block, language)), -1)
    heading = _body_heading(blocks) if headline_first else -1
    if date > (heading if heading >= 0 else _first_label(blocks, 0) + _TOP):
        date = -1  # what was found stands in the text
    body = heading + 1 if heading >= 0 else _after_labels(blocks, date + 1)
    return _Layout(date, body, _end(blocks, body))


def _date_of(block: Block, language: str) -> str:
    return next(filter(None, (printed_date(line, language) for line in block)), "")


def _body_heading(blocks: Sequence[Block]) -> int:
    """The heading "Body", which is never the last of what is printed."""
    return next((n for n, block in enumerate(blocks[:-1]) if len(block) == 1 and heading_of(block[0]) == "body"), -1)


def _first_label(blocks: Sequence[Block], start: int) -> int:
    found = (n for n, block in enumerate(blocks[start:], start) if _head_label(block))
    return next(found, len(blocks))


def _head_label(block: Block) -> Label | None:
    label = label_of(block[0])
    return label if label and label.field in _HEAD_LABELS else None


def _after_labels(blocks: Sequence[Block], start: int) -> int:
    """The block below the labels; where there are none, the one below the date."""
    place = _first_label(blocks, start)
    if place >= min(len(blocks), start + _TOP):
        return min(start, len(blocks))
    while place < len(blocks) and (_head_label(blocks[place]) or _is_furniture(blocks[place])):
        place += 1
    return place


def _is_furniture(block: Block) -> bool:
    return is_rights(block[0]) or is_word_count(block[0])


def _end(blocks: Sequence[Block], body: int) -> int:
    """The block with which what follows the text begins."""
    end = next((n for n in range(body, len(blocks)) if _field(blocks[n]) in _END_LABELS), len(blocks))
    while end > body and _is_late(blocks[end - 1]):
        end -= 1
    above = range(max(body, end - _GRAPHIC), end)
    return next((n for n in above if len(blocks[n]) == 1 and heading_of(blocks[n][0]) == "graphic"), end)


def _is_late(block: Block) -> bool:
    label = label_of(block[0])
    if label and label.field == "language":  # a headline or a paragraph may begin with this word
        return bool(language_code(re.split(r"[;,]", label.rest)[0]))
    return _field(block) in _LATE_LABELS or is_rights(block[0])


def _field(block: Block) -> str:
    label = label_of(block[0])
    return label.field if label else heading_of(block[0])


# -- what it says


def _labels(blocks: Sequence[Block]) -> dict[str, str]:
    """The value of each label, the first of each; a value may go on in further lines of its block."""
    found: dict[str, str] = {}
    for block in blocks:
        name = ""
        for line in block:
            label = label_of(line)
            if label:
                name = label.field if label.field not in found else ""
            if name:
                value = label.rest if label else line
                found[name] = one_line(f"{found.get(name, '')} {value}")
    return found


def _top(
    blocks: Sequence[Block], layout: _Layout, language: str, *, headline_first: bool, after_list: bool
) -> tuple[str, str]:
    """Outlet and headline."""
    if layout.date < 0:
        return "", ""
    dated = blocks[layout.date]
    same = dated[: next(n for n, line in enumerate(dated) if printed_date(line, language))]
    above = [*blocks[: layout.date], *([same] if same else [])]
    outlet = _joined(above[-1]) if above else ""
    if headline_first:
        titles = above[:-1][-1:] if after_list else above[:-1]
        return outlet, " ".join(map(_joined, titles))
    below = blocks[layout.date + 1 : min(_first_label(blocks, layout.date + 1), layout.body)]
    titles = [block for block in below if not _is_furniture(block) and not _is_edition(block)]
    return outlet, _joined(titles[-1]) if titles else ""


def _is_edition(block: Block) -> bool:
    line = _joined(block)
    return len(line) <= _LONGEST_EDITION and bool(_EDITION.search(line))


def _joined(block: Block) -> str:
    return one_line(" ".join(block))
