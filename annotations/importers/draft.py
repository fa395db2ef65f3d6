"""What an importer finds: article drafts, shown in the preview before anything is stored."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from annotations.importers.likeness.measures import Measure


@dataclass(frozen=True, slots=True)
class Cut:
    """A line of the source that was left out as no part of the article.

    `before` is the number of the text's line in front of which it stood (the number of lines where it was the last),
    `why` completes the sentence "left out as …".
    """

    before: int
    line: str
    why: str


@dataclass(frozen=True, slots=True)
class Draft:
    """One article as found in a file, before it is stored.

    `text` is canonical (see `annotations.text`) and has headline and standfirst as its first paragraphs.
    `published` is ISO 8601 to the precision known, empty where the source has no date that can be read for
    certain. `section` is the part of the paper or site, as the source names it. `raw_header` is the source's own head
    block, unchanged. `origin_file` and `origin_digest` are of the file it was found in, `given_path` and `given_digest`
    of the one that was dropped, which may be an archive or a mail around that; empty where nothing was. `warnings` are
    sentences for the person. `cuts` are the lines that were left out, in their order.

    `guessed` names the fields whose values the source does not state as such: they were told from a place, a pattern or
    the words. `layout` names what has its values in the same places: a format, with the site, sender, channel or header
    where there is one, as in "a saved web page: courier.example"; empty where that is unknown.
    """

    text: str
    headline: str = ""
    headline_translated: str = ""
    outlet: str = ""
    author: str = ""
    published: str = ""
    language: str = ""
    url: str = ""
    accessed: str = ""
    type: str = ""
    section: str = ""
    raw_header: str = ""
    origin_file: str = ""
    origin_digest: str = ""
    given_path: str = ""
    given_digest: str = ""
    warnings: tuple[str, ...] = field(default=())
    cuts: tuple[Cut, ...] = field(default=())
    guessed: tuple[str, ...] = field(default=())
    layout: str = ""


def noted(draft: Draft, note: str) -> Draft:
    """Return the draft with one more sentence for the person."""
    return replace(draft, warnings=(*draft.warnings, note))


def guessing(draft: Draft, *names: str) -> Draft:
    """Return the draft with these fields among the guessed ones, as far as they have a value."""
    return replace(draft, guessed=guesses(draft, (*draft.guessed, *names)))


def guesses(draft: Draft, names: Iterable[str]) -> tuple[str, ...]:
    """Return the names of those fields that have a value, each once, in the order of the alphabet."""
    return tuple(sorted({name for name in names if getattr(draft, name)}))


def brought_back(draft: Draft, cut: Cut) -> Draft:
    """Return the draft with a line that was left out, where it stood.

    Raises:
        ValueError: the line is not among the cuts.
    """
    at = draft.cuts.index(cut)
    lines = draft.text.split("\n")
    text = "\n".join([*lines[: cut.before], cut.line, *lines[cut.before :]])
    later = tuple(replace(other, before=other.before + 1) for other in draft.cuts[at + 1 :])
    return replace(draft, text=text, cuts=(*draft.cuts[:at], *later))


@dataclass(frozen=True, slots=True)
class TableSample:
    """What a table looks like: the names of its columns, its first rows and which column was taken for which field.

    Long cells are cut. `confirmed` says that a person told which column is which; otherwise the names did.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    mapping: dict[str, str]
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What one file gave: its drafts, or the sentence that says why there are none.

    `note` says what was left out on purpose, such as the pictures beside a saved page; it is no error. `fault` is
    the traceback where the program stumbled and not just the file is bad; it belongs into a report to its makers.
    `table` is there if the file is a table, whether it gave articles or not. `measures` stand beside the drafts where
    they were asked for.
    """

    path: Path
    drafts: tuple[Draft, ...] = ()
    error: str = ""
    remedy: str = ""
    note: str = ""
    fault: str = ""
    table: TableSample | None = None
    measures: tuple[Measure, ...] = ()
