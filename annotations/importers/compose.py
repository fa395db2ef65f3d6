"""From what a format module found to a draft: the one place that settles the shape of an article's text."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from annotations.errors import ImportFileError
from annotations.importers.cleaning.boilerplate import Line, cleaned
from annotations.importers.draft import Draft, guesses
from annotations.importers.source import Source
from annotations.importers.values.bylines import read_byline
from annotations.importers.values.dates import read_date
from annotations.importers.values.languages import guess_language, language_code
from annotations.text import canonicalise

BULLET = "• "
"""Stands before an item of a list without numbers; a number stands before others."""
CELLS = " | "
"""Parts the cells of a table's row, which is one line of the text."""

_SPACES = re.compile(r"[ \t\n]+")
_INVISIBLE = " \t\n\u00a0\u00ad\u200b\u200c\u200d\u200e\u200f\u2060"
_LONGEST_HEADLINE = 250
_STAND_IN = 80
_SHOWN = 40
_FIRST_LINES = 3


@dataclass(frozen=True, slots=True)
class Fields:
    """What a source says about its article, as printed there; empty where it says nothing.

    `guessed` names the fields that it does not state as such: a module told them from a place, a pattern or the words.
    """

    headline: str = ""
    headline_translated: str = ""
    standfirst: str = ""
    outlet: str = ""
    author: str = ""
    published: str = ""
    language: str = ""
    url: str = ""
    accessed: str = ""
    type: str = ""
    section: str = ""
    raw: str = ""
    guessed: tuple[str, ...] = ()


def one_line(raw: str) -> str:
    """Return `raw` canonical and on one line: runs of spaces, tabs and breaks become one space.

    No-break spaces inside stay; what has nothing visible becomes "".
    """
    line = canonicalise(raw)
    if "\n" in line or "\t" in line or "  " in line:
        line = _SPACES.sub(" ", line)
    line = line.strip()
    return line if line.strip(_INVISIBLE) else ""


def article_text(paragraphs: Iterable[str]) -> str:
    """Return the text of an article as it is stored: one line per paragraph, one LF between, none at the end.

    No blank lines are kept: the space between paragraphs is the reader's business, and offsets must not depend on
    how many line breaks a source happened to have.
    """
    return "\n".join(filter(None, map(one_line, paragraphs)))


def compose(
    source: Source,
    fields: Fields,
    paragraphs: Sequence[str | Line],
    warnings: Sequence[str] = (),
    *,
    bylines: bool = True,
    clean: bool = False,
) -> Draft:
    """Build the draft: headline and standfirst first, then the paragraphs that do not merely repeat them.

    Without a headline in `fields` the first paragraph is the headline. `bylines` looks for date and author in the
    lines under the headline where `fields` has none. `clean` leaves out what pages print around their articles.

    Raises:
        ImportFileError: there is no text at all.
    """
    notes = list(warnings)
    headline, opened = _opened(fields, [line for line in map(_line, paragraphs) if line.text], notes)
    lines, cuts = cleaned(opened, _opening(fields)) if clean else ([line.text for line in opened], [])
    text = article_text(lines)
    if not text:
        raise ImportFileError("holds no text", "Open it and check; copy its text into a plain text file", source.path)
    if "\ufffd" in text:
        notes.append("Some letters are damaged in the file; they are shown as “\ufffd”.")
    if len(lines) == 1:
        notes.append("Only one paragraph was found.")
    stated = language_code(fields.language)
    language = stated or guess_language(text)
    found = read_byline(lines[1:6], fields.language or language) if bylines else None
    author = one_line(fields.author) or (found.author if found else "")
    raw_date = one_line(fields.published) or (found.date if found else "")
    told = {"headline": fields.headline, "author": fields.author, "published": fields.published, "language": stated}
    draft = Draft(
        text=text,
        headline=headline,
        headline_translated=one_line(fields.headline_translated),
        outlet=one_line(fields.outlet),
        author=author,
        published=_dated(raw_date, fields.language or language, notes, "date"),
        language=language,
        url=one_line(fields.url),
        accessed=_dated(one_line(fields.accessed), fields.language or language, notes, "date of access"),
        type=one_line(fields.type),
        section=one_line(fields.section),
        raw_header=canonicalise(fields.raw).strip("\n"),
        origin_file=one_line(source.path.name),
        origin_digest=source.digest,
        warnings=tuple(notes),
        cuts=tuple(cuts),
    )
    return replace(
        draft, guessed=guesses(draft, (*fields.guessed, *(name for name in told if not one_line(told[name]))))
    )


def _opening(fields: Fields) -> int:
    """How many lines at the top are the article's own: the headline, and the standfirst where there is one."""
    return 1 + bool(one_line(fields.standfirst))


def _line(paragraph: str | Line) -> Line:
    if isinstance(paragraph, str):
        return Line(one_line(paragraph))
    text = one_line(paragraph.text)
    return paragraph if text == paragraph.text else replace(paragraph, text=text)


def _opened(fields: Fields, body: list[Line], notes: list[str]) -> tuple[str, list[Line]]:
    """Return the headline and all lines of the text, headline and standfirst first."""
    given = one_line(fields.headline)
    standfirst = one_line(fields.standfirst)
    if given:
        opening = [given] if standfirst in ("", given) else [given, standfirst]
        return given, [*map(Line, opening), *_without_repeats(body, opening)]
    if not body:
        return "", []
    first = body[0].text
    if len(first) > _LONGEST_HEADLINE:
        notes.append("No headline was found; the first words stand in for it.")
        return first[:_STAND_IN].rsplit(" ", 1)[0] + " …", body
    is_new = standfirst and standfirst not in [line.text for line in body[1:3]]
    return first, [body[0], *([Line(standfirst)] if is_new else []), *body[1:]]


def _without_repeats(body: list[Line], opening: list[str]) -> list[Line]:
    """Drop headline and standfirst where the body prints them once more among its first lines."""
    known = {_bare(line) for line in opening}
    found: list[Line] = []
    printed = 0
    for line in body:
        if printed >= _FIRST_LINES or _bare(line.text) not in known:
            found.append(line)
        printed += not line.why
    return found


def _bare(line: str) -> str:
    return re.sub(r"\W+", "", line).casefold() or line


_SETTLED_BY = {
    "published": ("The date “", "The date was", "No date"),
    "outlet": ("The outlet",),
    "author": ("The author",),
    "headline": ("No headline",),
}


def corrected(draft: Draft, field: str, value: str) -> Draft:
    """Return the draft with a value that a person typed: no guess, and without the warnings which that settles."""
    settled = _SETTLED_BY.get(field, ()) if value else ()
    warnings = tuple(warning for warning in draft.warnings if not warning.startswith(settled or ("\n",)))
    changed: dict[str, Any] = {field: value}
    guessed = tuple(name for name in draft.guessed if name != field)
    return replace(draft, warnings=warnings, guessed=guessed, **changed)


def _dated(raw: str, language: str, notes: list[str], what: str) -> str:
    date = read_date(raw, language)
    if raw and not date:
        shown = raw if len(raw) <= _SHOWN else raw[:_SHOWN] + "…"
        notes.append(f"The {what} “{shown}” cannot be read for certain and was left empty.")
    elif not raw and what == "date":
        notes.append("No date was found.")
    return date
