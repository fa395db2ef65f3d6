"""Reads the comments that reviewers put into a brief's PDF with whatever program they have.

The file comes from outside and is read in a child process, with limits on all that is taken of it.
"""

import ctypes
import re
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotations.brief.reviews import Box, CommentKind, Found, Mark, Review
from annotations.errors import AnnotationError
from annotations.progress import Progress
from annotations.worker import Worker, WorkerFaultError, WorkerLostError

_LARGEST = 500_000_000
_PAGES, _ANNOTATIONS, _COMMENTS, _PLACES, _LINES = 5000, 60_000, 5000, 30_000, 200
_LONGEST, _SHORT = 20_000, 300
_BYTES = 16_000_000
_TOO_LONG = "(a text too long to be read)"
_CHAIN = 20
_FARTHEST = 1_000_000.0
"""Points: far beyond the largest page there can be."""
_MEMORY = 1_500_000_000
_SECONDS = 120.0
_UID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_LABEL = re.compile(r"C(\d{1,9})")
_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z)|([+-])(\d\d)'?(\d\d)?)?")
_NAMED = re.compile(r"(?:judgement|claim|article)-\d{1,9}|[a-z][a-z-]{2,30}|judgement-\d{1,9}-[0-9a-f]{12}")
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")


def read_back(
    path: Path, *, make_worker: Callable[[], Worker] = lambda: Worker("review", memory=_MEMORY)
) -> Generator[Progress, None, Review]:
    """Read what a reviewer wrote into a PDF.

    Raises:
        AnnotationError: if it cannot be read, needs a password, or is more than one file may be.
    """
    with closing(make_worker()) as worker:
        try:
            found = yield from worker.run({"path": str(path)}, deadline=_SECONDS)
            return Review.from_json(found)
        except WorkerLostError as error:
            why = {"time": "takes too long to read", "memory": "takes too much memory"}.get(error.reason, "is damaged")
            raise AnnotationError(
                f"The reviewed PDF {why}", "Store it anew in the program it comes from", path
            ) from error
        except (WorkerFaultError, ValueError) as error:
            raise AnnotationError(
                "The reviewed PDF cannot be read", "Store it anew in another program", path
            ) from error


def serve(asked: dict[str, Any]) -> dict[str, Any]:
    """Be the child: read the file "path"."""
    return reviewed(Path(asked["path"])).to_json()


def reviewed(path: Path) -> Review:
    """As `read_back`, in this process."""
    import pypdfium2

    try:
        if path.stat().st_size > _LARGEST:
            raise AnnotationError("The file is larger than any brief", "Choose the reviewed PDF", path)
        document = pypdfium2.PdfDocument(path)
    except OSError as error:
        raise AnnotationError(f"The file cannot be opened ({error.strerror})", "Choose another file", path) from error
    except pypdfium2.PdfiumError as error:
        protected = "password" in str(error).lower()
        raise AnnotationError(
            "The PDF needs a password" if protected else "The file is no PDF, or it is damaged",
            "Store it without one" if protected else "Choose the reviewed PDF",
            path,
        ) from error
    with closing(document):
        return _Reader(document, path).read()


class _Reader:
    """Goes through the pages of one document."""

    def __init__(self, document: Any, path: Path) -> None:
        from pypdfium2 import raw

        self._document, self._raw, self._path = document, raw, path
        self._seen = 0
        self._comments: list[Found] = []
        self._marks: list[Mark] = []
        self._left_out = 0

    def read(self) -> Review:
        """Every page.

        Raises:
            AnnotationError: if there are more pages or annotations than any brief has, rather than that some are passed
                over.
        """
        if len(self._document) > _PAGES:
            raise self._too_much("pages")
        for number in range(len(self._document)):
            with closing(self._document[number]) as page:
                self._read_page(number + 1, page)
        return Review(tuple(self._comments), tuple(self._marks), tuple(self._places()), self._left_out)

    def _read_page(self, number: int, page: Any) -> None:
        for place in range(self._raw.FPDFPage_GetAnnotCount(page)):
            if handle := self._raw.FPDFPage_GetAnnot(page, place):
                try:
                    if self._raw.FPDFAnnot_GetSubtype(handle) != self._raw.FPDF_ANNOT_LINK:
                        self._take(number, page, _Annotation(self._raw, handle))
                finally:
                    self._raw.FPDFPage_CloseAnnot(handle)

    def _too_much(self, what: str) -> AnnotationError:
        return AnnotationError(f"The file has more {what} than any brief", "Choose the reviewed PDF", self._path)

    def _take(self, number: int, page: Any, annotation: "_Annotation") -> None:
        self._seen += 1
        if self._seen > _ANNOTATIONS:
            raise self._too_much("annotations")
        if claim := annotation.claim:
            self._marks.append(Mark(claim, number, annotation.boxes(), annotation.number))
            text = annotation.added()
            kind: CommentKind | None = CommentKind.EDITED if text else None
            answers = claim
        else:
            text, answers = annotation.text("Contents", _LONGEST), annotation.answers()
            kind = annotation.kind(answers)
        if kind is None or not (text or kind is CommentKind.MARK) or annotation.text("StateModel", _SHORT):
            return
        if len(self._comments) >= _COMMENTS:
            self._left_out += 1
            return
        boxes = annotation.boxes()
        author = "" if claim else annotation.text("T", _SHORT)
        self._comments.append(
            Found(
                kind=kind,
                page=number,
                boxes=boxes,
                text=text,
                author=author,
                made_at=annotation.date(),
                quote=_under(page, boxes) if kind is CommentKind.MARK else "",
                answers=answers,
                name=annotation.text("NM", _SHORT),
            )
        )

    def _places(self) -> Iterator[tuple[str, int, float]]:
        for index in range(min(self._raw.FPDF_CountNamedDests(self._document), _PLACES)):
            name, target = self._named(index)
            if target and _NAMED.fullmatch(name):
                page = self._raw.FPDFDest_GetDestPageIndex(self._document, target)
                has = [ctypes.c_int() for _ in range(3)]
                at = [ctypes.c_float() for _ in range(3)]
                known = self._raw.FPDFDest_GetLocationInPage(target, *map(ctypes.byref, has), *map(ctypes.byref, at))
                if page >= 0 and known and has[1].value:
                    yield name, page + 1, at[1].value

    def _named(self, index: int) -> tuple[str, Any]:
        size = ctypes.c_long(0)
        self._raw.FPDF_GetNamedDest(self._document, index, None, ctypes.byref(size))
        if not 0 < size.value <= 2 * _SHORT:
            return "", None
        buffer = ctypes.create_string_buffer(size.value)
        target = self._raw.FPDF_GetNamedDest(self._document, index, buffer, ctypes.byref(size))
        return buffer.raw.decode("utf-16-le", "replace").rstrip("\0"), target


@dataclass(frozen=True, slots=True)
class _Annotation:
    """An annotation of the PDF library that is open."""

    raw: Any
    handle: Any

    def text(self, key: str, longest: int) -> str:
        """A text of its dictionary, cut to so many characters, without signs that are no text."""
        size = self.raw.FPDFAnnot_GetStringValue(self.handle, key.encode(), None, 0)
        if size <= 2:  # noqa: PLR2004 - the zero at the end of a text
            return ""
        if size > _BYTES:
            return _TOO_LONG
        buffer = (self.raw.FPDF_WCHAR * (size // 2))()
        self.raw.FPDFAnnot_GetStringValue(self.handle, key.encode(), buffer, size)
        found = bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")
        lines = found.replace("\r\n", "\n").replace("\r", "\n")
        return _NOT_TEXT.sub("", lines)[:longest].strip()

    @property
    def claim(self) -> str:
        """The uid of the claim whose highlight it is, empty if it is none of ours."""
        if self.raw.FPDFAnnot_GetSubtype(self.handle) != self.raw.FPDF_ANNOT_HIGHLIGHT:
            return ""
        name = self.text("NM", _SHORT)
        ours = self.text("PRMK", _SHORT) or _LABEL.fullmatch(self.text("Subj", _SHORT))
        return name if ours and _UID.fullmatch(name) else ""

    @property
    def number(self) -> int:
        """The claim's number as it was printed, 0 if it is not told."""
        match = _LABEL.fullmatch(self.text("Subj", _SHORT))
        return int(match[1]) if match else 0

    def added(self) -> str:
        """What was written into the comment of a highlight of ours; empty if it is as it was printed."""
        from annotations.brief.highlights import printed_mark

        mark, text = self.text("PRMK", _SHORT), self.text("Contents", _LONGEST)
        if not mark or not text or printed_mark(text) == mark:
            return ""
        lines = text.split("\n")
        for count in range(len(lines) - 1, 0, -1):
            if printed_mark("\n".join(lines[:count])) == mark:
                return "\n".join(lines[count:]).strip()
        return text

    def answers(self) -> str:
        """The uid of the claim it answers, also by way of other answers; empty if it answers none."""
        raw, opened, current = self.raw, [], self.handle
        try:
            for _ in range(_CHAIN):
                current = raw.FPDFAnnot_GetLinkedAnnot(current, b"IRT")
                if not current:
                    return ""
                opened.append(current)
                if claim := _Annotation(raw, current).claim:
                    return claim
            return ""
        finally:
            for handle in opened:
                raw.FPDFPage_CloseAnnot(handle)

    def kind(self, answers: str) -> CommentKind | None:
        """What kind of comment it is, None if none."""
        raw = self.raw
        kinds = {
            raw.FPDF_ANNOT_TEXT: CommentKind.NOTE,
            raw.FPDF_ANNOT_FREETEXT: CommentKind.TEXT,
            **dict.fromkeys(
                (
                    *(raw.FPDF_ANNOT_HIGHLIGHT, raw.FPDF_ANNOT_UNDERLINE, raw.FPDF_ANNOT_STRIKEOUT),
                    *(raw.FPDF_ANNOT_SQUIGGLY, raw.FPDF_ANNOT_CARET),
                ),
                CommentKind.MARK,
            ),
        }
        found = kinds.get(raw.FPDFAnnot_GetSubtype(self.handle))
        return CommentKind.REPLY if found and answers else found

    def date(self) -> str:
        """When it was last changed as ISO 8601 to its precision; empty if that is not told."""
        match = _DATE.match(self.text("M", _SHORT) or self.text("CreationDate", _SHORT))
        if not match:
            return ""
        day = "-".join(part for part in match.group(1, 2, 3) if part)
        if not match[5]:
            return day
        zone = "+00:00" if match[7] else f"{match[8]}{match[9]}:{match[10] or '00'}" if match[8] else ""
        return f"{day}T{match[4]}:{match[5]}:{match[6] or '00'}{zone}"

    def boxes(self) -> tuple[Box, ...]:
        """Its lines, or else the rectangle it lies in, as far as that is a place on paper."""
        raw = self.raw
        found = []
        for index in range(min(raw.FPDFAnnot_CountAttachmentPoints(self.handle), _LINES)):
            quad = raw.FS_QUADPOINTSF()
            if raw.FPDFAnnot_GetAttachmentPoints(self.handle, index, ctypes.byref(quad)):
                across, along = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
                found.append(_within((min(across), min(along), max(across), max(along))))
        if found:
            return tuple(found)
        edges = raw.FS_RECTF()
        if not raw.FPDFAnnot_GetRect(self.handle, ctypes.byref(edges)):
            return ()
        low, high = sorted((edges.bottom, edges.top))
        return (_within((edges.left, low, edges.right, high)),)


def _within(box: Box) -> Box:
    """A box with finite edges: files may hold numbers that areas cannot be reckoned with."""
    left, bottom, right, top = (max(-_FARTHEST, min(edge, _FARTHEST)) for edge in box)
    return left, bottom, right, top


def _under(page: Any, boxes: tuple[Box, ...]) -> str:
    """The words under the lines of a mark."""
    with closing(page.get_textpage()) as text:
        lines = [" ".join(text.get_text_bounded(*box).split()) for box in boxes[:_LINES]]
    return _NOT_TEXT.sub("", " ".join(filter(None, lines)))[:_LONGEST]
