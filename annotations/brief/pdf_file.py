"""The file of a PDF: objects are packed away as soon as they are known, and others refer to them by their numbers.

What is not a stream goes into compressed streams of objects, a few hundred in each; where every object lies, a table at
the end tells. Fonts and images come from the PDF library, whose objects share the numbers.
"""

from array import array
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from sys import byteorder
from typing import Any
from zlib import compress

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.pdfdoc import format as formatted

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
"""Blending and metadata came with 1.4, streams of objects with 1.5; 1.7 is the one that ISO 32000 describes."""
_LEVEL = 3
"""Of compression: the library's usual 6 takes half as long again and saves a tenth."""
_TOGETHER, _LARGEST = 200, 200_000
"""Objects, and characters, at which a stream of objects is ended: viewers unpack one whole to read one object of it."""
_FREE, _PLAIN, _PACKED = 0xFFFF, 1 << 48, 2 << 48
"""Entries of the table: two bytes for the kind, four for a place or a stream's number, two for the place in that."""
_NO_DATE = "D:20000101000000+00'00'"


class PdfFile:
    """The objects of one PDF; call `finish` when all have been given."""

    def __init__(self) -> None:
        """Start a file without objects. `library` is the document of the PDF library that fonts and images want."""
        rl_config.useA85 = 0
        rl_config.pdfComments = 0
        self.library: Any = PDFDocument(invariant=1, compression=1)
        self._written = BytesIO()
        self._written.write(_HEADER)
        self._table = array("Q", [_FREE])
        self._waiting: list[tuple[int, str]] = []
        self._size = 0
        self._digest = sha256()

    def number(self) -> int:
        """The number of a new object, by which others can refer to it before it is given."""
        self.library.objectcounter += 1
        return int(self.library.objectcounter)

    def put(self, text: str, number: int = 0) -> int:
        """Give an object, in ASCII, which is no stream; returns its number, a new one unless it has one."""
        number = number or self.number()
        self._waiting.append((number, text))
        self._size += len(text)
        if len(self._waiting) >= _TOGETHER or self._size > _LARGEST:
            self._pack()
        return number

    def stream(self, entries: str, data: bytes, number: int = 0, *, readable: bool = False) -> int:
        """Give a stream, its dictionary's entries as text; it is compressed unless `readable`. Returns its number."""
        number = number or self.number()
        if not readable:
            data, entries = compress(data, _LEVEL), f"{entries} /Filter /FlateDecode"
        self._digest.update(data)
        head = f"<<{entries} /Length {len(data)}>>\nstream\n".encode("ascii")
        self._plain(number, b"%b%b\nendstream" % (head, data))
        return number

    def finish(self, root: int, info: int) -> bytes:
        """Write what is left, and return the file's bytes. `root` and `info` are numbers of the two by these names."""
        self._adopt()
        self._pack()
        number, place = self.number(), self._written.tell()
        self._enter(number, _PLAIN | place << 16)
        mark = self._digest.hexdigest()[:32]
        if byteorder == "little":
            self._table.byteswap()
        table = compress(self._table.tobytes(), _LEVEL)
        head = (
            f"{number} 0 obj\n<</Type /XRef /W [2 4 2] /Size {len(self._table)} /Root {root} 0 R /Info {info} 0 R"
            f" /ID [<{mark}> <{mark}>] /Filter /FlateDecode /Length {len(table)}>>\nstream\n"
        ).encode("ascii")
        self._written.write(b"%b%b\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (head, table, place))
        return self._written.getvalue()

    def _enter(self, number: int, entry: int) -> None:
        while len(self._table) <= number:
            self._table.append(_FREE)
        self._table[number] = entry

    def _plain(self, number: int, body: bytes) -> None:
        self._enter(number, _PLAIN | self._written.tell() << 16)
        self._written.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))

    def _pack(self) -> None:
        """End the stream of objects that is being filled."""
        waiting, self._waiting, self._size = self._waiting, [], 0
        if not waiting:
            return
        stream = self.number()
        places: list[str] = []
        place = 0
        for index, (number, text) in enumerate(waiting):
            self._enter(number, _PACKED | stream << 16 | index)
            places.append(f"{number} {place}")
            place += len(text) + 1
        head = f"{' '.join(places)}\n"
        body = "\n".join([text for _, text in waiting])
        data = f"{head}{body}".encode("ascii")
        self.stream(f"/Type /ObjStm /N {len(waiting)} /First {len(head)}", data, stream)

    def _adopt(self) -> None:
        """Write what the PDF library made; writing an object may make more."""
        for font in self.library.delayedFonts:
            font.addObjects(self.library)
        names, done = self.library.numberToId, 0
        while done < len(names):
            for number, name in list(names.items())[done:]:
                body = formatted(self.library.idToObject[name], self.library, toplevel=1)
                self._digest.update(body)
                self._plain(number, body)
                done += 1


def dated(issued: str) -> tuple[str, str]:
    """The day of issue as a date of the PDF and in ISO 8601, so that the same specification gives the same bytes.

    What is no date gives a fixed one, and nothing.
    """
    try:
        moment = datetime.fromisoformat(issued)
        moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return _NO_DATE, ""
    digits = "".join(filter(str.isdigit, moment.isoformat()[:19]))
    return f"D:{digits}+00'00'", moment.isoformat()
