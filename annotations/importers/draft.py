"""What an importer finds: article drafts, shown in the preview before anything is stored."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Draft:
    """One article as found in a file, before it is stored.

    `text` is canonical (see `annotations.text`) and has headline and standfirst as its first paragraphs.
    `published` is ISO 8601 to the precision known, empty where the source has no date that can be read for
    certain. `warnings` are sentences for the person. `raw_header` is the source's own head block, unchanged.
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
    raw_header: str = ""
    origin_file: str = ""
    origin_digest: str = ""
    warnings: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Found:
    """What one file gave: its drafts, or the sentence that says why there are none.

    `note` says what was left out on purpose, such as the pictures beside a saved page; it is no error. `fault` is
    the traceback where the program stumbled and not just the file is bad; it belongs into a report to its makers.
    """

    path: Path
    drafts: tuple[Draft, ...] = ()
    error: str = ""
    remedy: str = ""
    note: str = ""
    fault: str = ""
