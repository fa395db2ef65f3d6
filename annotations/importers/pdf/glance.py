"""A look at a PDF, to tell whose it is before all of it is read."""

from annotations.importers.source import Source

_GLANCED = 3
"""Pages at either end."""


def glance(source: Source) -> list[str]:
    """Return the lines of the first and the last pages, enough to tell whose PDF it is; none if it is unreadable.

    They are worked out once for a file, whichever formats ask.
    """
    return source.once(_glance) if b"%PDF-" in source.head[:1024] else []


def _glance(source: Source) -> list[str]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(source.data)
    except pypdfium2.PdfiumError:
        return []
    try:
        count = len(document)
        pages = dict.fromkeys([*range(min(count, _GLANCED)), *range(max(0, count - _GLANCED), count)])
        return [line for number in pages for line in _page_text(document, number).splitlines()]
    finally:
        document.close()


def _page_text(document: object, number: int) -> str:
    import pypdfium2

    try:
        return str(document[number].get_textpage().get_text_range())  # type: ignore[index]
    except pypdfium2.PdfiumError:
        return ""
