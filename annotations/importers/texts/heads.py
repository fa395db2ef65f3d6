"""The `Key: value` block at the top of a text, as analysts and clipping services write it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from annotations.importers.compose import Fields
from annotations.importers.values.dates import read_date

_KEYS = {
    "headline": "headline title titel titre título заголовок",
    "headline_translated": "headline-translated title-translated translated-headline",
    "standfirst": "standfirst subtitle lead subheading подзаголовок description",
    "outlet": "outlet source publication newspaper publisher site издание источник quelle",
    "author": "author authors byline by автор autor auteur",
    "published": "published date publication-date publish-date pubdate дата datum fecha опубликовано",
    "language": "language lang язык sprache langue idioma",
    "url": "url link address ссылка",
    "accessed": "accessed retrieved date-accessed retrieved-on",
    "type": "type genre kind",
    "section": "section rubrik rubrique sección рубрика",
}
_FIELD_OF = {key: name for name, keys in _KEYS.items() for key in keys.split()}
_LINE = re.compile(r"^\s*([^\W\d_][\w -]{0,30}?)\s*:(?:\s+(.*))?$")
_LONGEST_BLOCK = 40
_FEWEST_KEYS = 2


def split_head(lines: Sequence[str]) -> tuple[Fields, list[str]]:
    """Return what the head block says and the lines without it; no block: empty fields and all lines.

    The block is at the very top or right under the first line, which then is the headline; it ends at the first
    blank line or the first line that is no `Key: value`. It counts as one only if two of its keys are known, or
    if one is that nobody would take for a headline (a date or a web address): "Language: the new battleground"
    is a headline.
    """
    first = _printed(lines, 0)
    if first < len(lines) and lines[first].strip() == "---":
        return _front_matter(lines, first)
    for start in (first, _printed(lines, first + 1)):
        end = start
        while end < len(lines) and end - start < _LONGEST_BLOCK and _LINE.match(lines[end]):
            end += 1
        fields = _fields(lines[start:end])
        if _counts(fields):
            return fields, [*lines[:start], *lines[end:]]
    return Fields(), list(lines)


def _printed(lines: Sequence[str], start: int) -> int:
    """The number of the first line from `start` on that is not blank."""
    return next((number for number in range(start, len(lines)) if lines[number].strip()), len(lines))


def _front_matter(lines: Sequence[str], start: int) -> tuple[Fields, list[str]]:
    """The head that Markdown writers set between two lines of three hyphens; simple `key: value` YAML only."""
    for end in range(start + 1, min(len(lines), start + 1 + 2 * _LONGEST_BLOCK)):
        if lines[end].strip() in {"---", "..."}:
            fields = _fields(lines[start + 1 : end])
            known = fields != Fields(raw=fields.raw)
            return (fields, list(lines[end + 1 :])) if known else (Fields(), list(lines))
    return Fields(), list(lines)


def _fields(block: Sequence[str]) -> Fields:
    values: dict[str, Any] = {}
    name = ""
    for line in block:
        found = _LINE.match(line)
        if found:
            name = _FIELD_OF.get("-".join(found[1].lower().replace("_", " ").split()), "")
            values.setdefault(name, _unquoted(found[2] or ""))
        elif line.lstrip().startswith("- ") and name:
            values[name] = ", ".join(filter(None, (values[name], _unquoted(line.lstrip()[2:]))))
    values.pop("", None)
    return replace(Fields(), raw="\n".join(block), **values)


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].strip()
    if value.startswith("[") and value.endswith("]"):
        return ", ".join(_unquoted(item) for item in value[1:-1].split(","))
    return value


def _counts(fields: Fields) -> bool:
    filled = [name for name in _KEYS if getattr(fields, name)]
    sure = bool(read_date(fields.published, fields.language)) or fields.url.startswith(("http://", "https://"))
    return len(filled) >= _FEWEST_KEYS or sure
