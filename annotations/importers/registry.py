"""All formats in one list, and the reading of one file into drafts.

A format is a module with a `FORMAT`. To add one, write the module and name it in `FORMATS`; among equally sure
formats the first in the list reads the file. Those of files that hold others are told how to read these.
"""

import traceback
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from annotations.errors import ImportFileError
from annotations.importers import telegram
from annotations.importers.databases import europresse, factiva, factiva_pdf, lexisnexis, nexis, nexis_pdf, proquest
from annotations.importers.documents import open_document, rtf, word
from annotations.importers.draft import Cut, Draft, Found, TableSample, noted
from annotations.importers.files.archive import archive_format
from annotations.importers.files.foreign import refuse_foreign
from annotations.importers.files.gather import is_forbidden
from annotations.importers.formats import Confidence, Format
from annotations.importers.layouts import PASTED, laid_out
from annotations.importers.likeness.measures import Measure, from_json, to_json
from annotations.importers.mail.clipping import mail_formats
from annotations.importers.pages import web_archive, web_page
from annotations.importers.pdf import article as pdf
from annotations.importers.source import Course, Source
from annotations.importers.tables import formats
from annotations.importers.texts import markdown, plain_text
from annotations.importers.texts.pasted import NAME, Pasted, read_pasted
from annotations.importers.values.languages import guess_language
from annotations.progress import Progress
from annotations.wording import number_of
from annotations.worker import tell


def _read_inner(source: Source) -> list[Draft]:
    """Read what an archive or a mail holds."""
    chosen = recognise(source)
    return laid_out(chosen.read(source), chosen.name)


FORMATS: tuple[Format, ...] = (
    # A download of a database is a Word file, a web page or a text as well: it is asked for first.
    nexis.WORD,
    factiva.RTF,
    nexis.RTF,
    proquest.TEXT,
    proquest.PAGE,
    lexisnexis.TEXT,
    lexisnexis.PAGE,
    factiva.PAGE,
    factiva_pdf.FORMAT,
    nexis_pdf.FORMAT,
    europresse.PAGE,
    telegram.JSON,
    telegram.PAGE,
    pdf.FORMAT,
    word.FORMAT,
    open_document.FORMAT,
    rtf.FORMAT,
    formats.WORKBOOK,
    formats.JSON_LINES,
    formats.DELIMITED,
    web_archive.FORMAT,  # which looks like a mail
    *mail_formats(_read_inner),
    archive_format(_read_inner),
    web_page.FORMAT,
    markdown.FORMAT,
    plain_text.FORMAT,
)

LONGEST_TEXT = 4_000_000
"""Code points of an article's text. Thick books have two million; what is longer would only hold the window up."""

WARMING = "The council of the harbour town has agreed."
"""Words in some language: what tells it is loaded with the first."""

Mappings = Mapping[str, Mapping[str, str]]
"""For the layout of a header the field of each column that has one; see `annotations.importers.tables.mapping`."""

SUFFIXES: tuple[str, ...] = tuple(dict.fromkeys(suffix for known in FORMATS for suffix in known.suffixes))
"""All endings of press files, for a file chooser; the content decides, not they."""


def recognise(source: Source) -> Format:
    """Return the format that is surest of the file.

    Raises:
        ImportFileError: no format can read it; the remedy says what to save it as.
    """
    best, confidence = FORMATS[0], Confidence.NO
    for known in FORMATS:
        sure = known.recognise(source)
        if sure == Confidence.CERTAIN:  # some read the whole file to tell, and none can be surer
            return known
        if sure > confidence:
            best, confidence = known, sure
    refuse_foreign(source)
    if confidence == Confidence.NO:
        raise ImportFileError(
            "is not a text, Word, PDF or web page file, whatever its name says",
            "Open it in its own program and save it as text or PDF",
            source.path,
        )
    return best


def read_file(
    path: Path, forbidden: Collection[Path] = (), mappings: Mappings | None = None, course: Course | None = None
) -> Found:
    """Return what one file holds. Never raises for what stands in the file or for one that cannot be read.

    An error that no format module foresaw is told like a bad file's, and its traceback stands in `Found.fault`.

    Args:
        path: the press file.
        forbidden: files that must not even be opened, however they are named here: the open project. Closing a
            second handle to it would drop its locks.
        mappings: which column of a table is which field, for each layout that the person has mapped.
        course: what is to be skipped of what an archive or a mail holds, and who is told of each.
    """
    course = course or Course()
    if is_forbidden(path, forbidden):
        return Found(path, error="is the project that is open, not a press file", remedy="Choose the press files only")

    seen: TableSample | None = None

    def read() -> tuple[Draft, ...]:
        nonlocal seen
        source = Source.read(path, mappings, course)
        chosen = recognise(source)
        if chosen in formats.TABLES:
            table = formats.read_table(source)
            seen = formats.sample_of(source, table)
            drafts = formats.drafts_of(source, table, seen.mapping)
        else:
            drafts = chosen.read(source)
        drafts = laid_out(_of_a_length(drafts, source), chosen.name)
        noted_drafts = (_noted(draft, chosen, source) for draft in drafts)
        return tuple(replace(draft, given_path=str(path), given_digest=source.digest) for draft in noted_drafts)

    found = _told(path, read)
    return replace(found, table=seen, fault="\n".join(filter(None, [*course.faults, found.fault])))


def _told(path: Path, read: Callable[[], tuple[Draft, ...]]) -> Found:
    """Return what was read, or why it was not."""
    try:
        return Found(path, read())
    except ImportFileError as error:
        return Found(path, error=error.what, remedy=error.remedy)
    except (MemoryError, RecursionError):
        return Found(path, error="is too complicated to be read", remedy="Copy its text into a plain text file")
    except ImportError as error:  # the file is innocent: without this part no file of its format is read
        reason = next(iter(str(error).splitlines()), "import failed").rstrip(".")
        return Found(
            path,
            error=f"cannot be read: a part of Pressmark is missing ({reason})",
            remedy="Install Pressmark again",
            fault=traceback.format_exc(),
        )
    except Exception:  # a parser met something its authors did not think of; the other files must arrive
        return Found(
            path,
            error="cannot be read: it is damaged or unusual",
            remedy="Copy its text into a plain text file",
            fault=traceback.format_exc(),
        )


def _of_a_length(drafts: list[Draft], source: Source) -> list[Draft]:
    """Without those that are too long to be articles; how many these are is told with the first that is left."""
    kept = [draft for draft in drafts if len(draft.text) <= LONGEST_TEXT]
    if drafts and not kept:
        raise ImportFileError(
            f"holds a text of more than {LONGEST_TEXT // 1_000_000} million characters, which no article has",
            "Split it, or save only the article's text in a file of its own",
            source.path,
        )
    if len(kept) < len(drafts):
        kept[0] = noted(kept[0], f"Left out: {number_of(len(drafts) - len(kept), 'text')} longer than any article.")
    return kept


def _noted(draft: Draft, chosen: Format, source: Source) -> Draft:
    """Say so where the file's name promises another format than it holds."""
    promised = [known for known in FORMATS if source.suffix in known.suffixes]
    if not promised or chosen in promised or {chosen.name, promised[0].name} == {"plain text", "Markdown"}:
        return draft
    return noted(draft, f"The file is named {source.suffix} but was read as {chosen.name}, which it is.")


def serve(request: dict[str, Any]) -> dict[str, Any]:
    """Answer the worker request {"path": …, "forbidden": …, "mappings": …, "skipped": …}: one file read, as JSON.

    With "measured": true its texts are measured as well.

    Of an archive or a mail the parent is told which of the files within is begun, so that it can have those skipped,
    by number with a reason, which ended the child.
    {"pasted": {"text": …, "html": …, "url": …}} is answered with what stood in the clipboard, and {"warm": true} with
    nothing: what takes a while to load is loaded.
    """
    if request.get("warm"):
        guess_language(WARMING)
        return {}
    found = _asked(request)
    return found_to_json(measured(found) if request.get("measured") else found)


def _asked(request: dict[str, Any]) -> Found:
    if "pasted" in request:
        clipboard = Pasted(**request["pasted"])
        return _told(Path(NAME), lambda: tuple(laid_out([read_pasted(clipboard)], PASTED)))
    forbidden = [Path(item) for item in request.get("forbidden", ())]
    skipped = {int(number): why for number, why in request.get("skipped", {}).items()}
    course = Course(lambda number, name: tell(Progress(number, 0, name)), skipped)
    return read_file(Path(request["path"]), forbidden, request.get("mappings"), course)


def measured(found: Found) -> Found:
    """Return what was found with the measures of its texts."""
    return replace(found, measures=tuple(Measure.of(draft.text) for draft in found.drafts))


def found_to_json(found: Found) -> dict[str, Any]:
    """Return the value in plain types; `found_from_json` turns it back."""
    drafts = [{**_fields(draft), "cuts": list(map(_fields, draft.cuts))} for draft in found.drafts]
    table = _fields(found.table) if found.table else None
    texts = list(map(to_json, found.measures))
    return {**_fields(found), "path": str(found.path), "drafts": drafts, "table": table, "measures": texts}


def _fields(value: Cut | Draft | Found | TableSample) -> dict[str, Any]:
    """As `asdict`, but without a copy of what cannot change: that took a sixth of the reading of a short text."""
    return {name: getattr(value, name) for name in value.__slots__}


def found_from_json(value: dict[str, Any]) -> Found:
    """Return what `found_to_json` was given."""
    drafts = tuple(map(_draft_from_json, value["drafts"]))
    table = _table_from_json(value["table"]) if value["table"] else None
    texts = tuple(map(from_json, value["measures"]))
    return Found(**{**value, "path": Path(value["path"]), "drafts": drafts, "table": table, "measures": texts})


def _table_from_json(value: dict[str, Any]) -> TableSample:
    return TableSample(**{**value, "columns": tuple(value["columns"]), "rows": tuple(map(tuple, value["rows"]))})


def _draft_from_json(value: dict[str, Any]) -> Draft:
    cuts = tuple(Cut(**cut) for cut in value["cuts"])
    lists = {name: tuple(value[name]) for name in ("warnings", "guessed")}
    return Draft(**{**value, **lists, "cuts": cuts})
