"""Downloads of databases whose PDFs are not parted into articles: told, so that nobody takes them for one text."""

import re

from annotations.importers.databases.lexisnexis import COUNTER as LEXISNEXIS
from annotations.importers.databases.proquest import MARK as PROQUEST
from annotations.importers.pdf.glance import glance
from annotations.importers.source import Source

_EUROPRESSE = re.compile(r".{0,80}\b(?:news|web|soc|rep|bio|tv)·\d{8}·[A-Z]{1,4}·\S.{0,40}")
_MARKS = {"LexisNexis": LEXISNEXIS, "ProQuest": PROQUEST, "Europresse": _EUROPRESSE}
"""The line that each prints once an article."""
_SEVERAL = 2


def unparted(source: Source) -> str:
    """Return the sentence that says so of a PDF, "" for one that is no such download."""
    lines = [line.strip() for line in glance(source)]
    for database, mark in _MARKS.items():
        if sum(bool(mark.fullmatch(line)) for line in lines) >= _SEVERAL:
            return (
                f"This is a download of {database} with several articles, which are not parted in a PDF: "
                "download it as text, Word or HTML."
            )
    return ""
