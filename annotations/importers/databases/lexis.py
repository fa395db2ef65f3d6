"""One article of Nexis Uni or the older LexisNexis, from its lines to a draft.

Both print headline, outlet and date above a block of labels, then the text, then labels again. They differ in the order
at the top, and in whether the text has a heading. Every label may be missing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from annotations.importers.compose import Fields, compose, one_line
from annotations.importers.databases.labels import Label, heading_of, label_of
from annotations.importers.databases.printed import is_rights, is_word_count, printed_date, without_by
from annotations.importers.draft import Draft
from annotations.importers.source import Source
from annotations.importers.texts.plain_text import paragraphs_of
from annotations.importers.values.languages import guess_language, language_code

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
_HEADLINE_AND_OUTLET = 2
_LONGEST_DATED, _LONGEST_TAIL = 120, 9
"""Code points of a line with date and edition, and words of the edition on it, both at most."""
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
    if not headline_first:
        blocks = _with_body_apart(blocks)
    language = guess_language("\n".join(line for block in blocks for line in block))
    layout = _layout(blocks, language, headline_first=headline_first)
    around = [*blocks[: layout.body], *blocks[layout.end :]]
    labels = _labels(around)
    guessed: tuple[str, ...] = () if layout.date >= 0 else ("headline", "outlet")
    outlet, headline = _top(blocks, layout, language, headline_first=headline_first, after_list=after_list)
    if not headline and not labels.get("headline") and layout.body < layout.end:
        headline, layout = _joined(blocks[layout.body]), _Layout(layout.date, layout.body + 1, layout.end)
        guessed = (*guessed, "headline")
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


def has_top(blocks: Sequence[Block]) -> bool:
    """Whether something stands above the text: a date, a notice of rights, or a label."""
    return any(
        _date_of(block, "") or _head_label(block) or any(map(is_rights, block)) or _is_heading(block, "body")
        for block in blocks[:_TOP]
    )


def has_end(blocks: Sequence[Block]) -> bool:
    """Whether labels stand below the text that no paragraph begins with."""
    return any(_field(block) in _END_LABELS for block in blocks)


def _with_body_apart(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with the label "BODY:" in one of its own: the oldest downloads print it above the text."""
    for place, block in enumerate(blocks):
        if len(block) > 1 and block[0].rstrip().endswith(":") and _is_heading(block[:1], "body"):
            return [*blocks[:place], block[:1], block[1:], *blocks[place + 1 :]]
    return list(blocks)


# -- where what stands


def _layout(blocks: Sequence[Block], language: str, *, headline_first: bool) -> _Layout:
    date = next((n for n, block in enumerate(blocks) if _date_of(block, language)), -1)
    heading = _body_heading(blocks) if headline_first else -1
    if date > (heading if heading >= 0 else _first_label(blocks, 0) + _TOP):
        date = -1  # what was found stands in the text
    body = heading + 1 if heading >= 0 else _after_labels(blocks, date + 1)
    return _Layout(date, body, _end(blocks, body))


def _date_of(block: Block, language: str) -> str:
    return next(filter(None, (_date_in(line, language) for line in block)), "")


def _date_in(line: str, language: str) -> str:
    """The date of a line; an edition may follow on it: "March 12, 1996, Tuesday, Late Edition - Final"."""
    found = printed_date(line, language)
    if found or len(line) > _LONGEST_DATED or not _EDITION.search(line):
        return found
    words = line.split()
    shorter = (" ".join(words[:-count]).strip(" ,;-") for count in range(1, min(len(words), _LONGEST_TAIL)))
    return next(filter(None, (printed_date(part, language) for part in shorter)), "")


def _is_heading(block: Block, field: str) -> bool:
    return len(block) == 1 and heading_of(block[0]) == field


def _body_heading(blocks: Sequence[Block]) -> int:
    """The heading "Body", which is never the last of what is printed."""
    return next((n for n, block in enumerate(blocks[:-1]) if _is_heading(block, "body")), -1)


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
    return place + (place < len(blocks) - 1 and _is_heading(blocks[place], "body"))


def _is_furniture(block: Block) -> bool:
    return is_rights(block[0]) or is_word_count(block[0])


def _end(blocks: Sequence[Block], body: int) -> int:
    """The block with which what follows the text begins."""
    end = next((n for n in range(body, len(blocks)) if _field(blocks[n]) in _END_LABELS), len(blocks))
    while end > body and _is_late(blocks[end - 1]):
        end -= 1
    above = range(max(body, end - _GRAPHIC), end)
    return next((n for n in above if _is_heading(blocks[n], "graphic")), end)


def _is_late(block: Block) -> bool:
    label = label_of(block[0])
    if label and label.field == "language":  # a headline or a paragraph may begin with this word
        return bool(language_code(re.split(r"[;,]", label.rest)[0]))
    return _field(block) in _LATE_LABELS or is_rights(_joined(block))


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
        return _top_without_date(blocks[: layout.body], headline_first=headline_first, after_list=after_list)
    dated = blocks[layout.date]
    same = dated[: next(n for n, line in enumerate(dated) if _date_in(line, language))]
    above = [*blocks[: layout.date], *([same] if same else [])]
    if not headline_first:  # the oldest downloads print the notice of rights above the name of the outlet
        above = [rest for block in above if (rest := [line for line in block if not is_rights(line)])]
    outlet = _joined(above[-1]) if above else ""
    if headline_first:
        titles = above[:-1][-1:] if after_list else above[:-1]
        return outlet, " ".join(map(_joined, titles))
    below = blocks[layout.date + 1 : min(_first_label(blocks, layout.date + 1), layout.body)]
    below = [block for block in below if not _is_edition(block) and not is_word_count(block[0])]
    titles = [block for block in below if not is_rights(block[0])] or below
    return outlet, _joined(titles[-1]) if titles else ""


def _top_without_date(top: Sequence[Block], *, headline_first: bool, after_list: bool) -> tuple[str, str]:
    """Outlet and headline among the first lines, which end with the notice of rights or the first label."""
    plain = takewhile(lambda block: not (_is_furniture(block) or label_of(block[0]) or _is_heading(block, "body")), top)
    lines = [_joined(block) for block in plain if not _is_edition(block)]
    if len(lines) < _HEADLINE_AND_OUTLET:
        return "", "".join(lines)
    if not headline_first:
        return lines[0], lines[-1]
    return lines[-1], " ".join(lines[-2:-1] if after_list else lines[:-1])


def _is_edition(block: Block) -> bool:
    line = _joined(block)
    return len(line) <= _LONGEST_EDITION and bool(_EDITION.search(line))


def _joined(block: Block) -> str:
    return one_line(" ".join(block))
