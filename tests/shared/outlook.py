"""Outlook messages (.msg), written byte by byte: a compound file with one stream for each property."""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise

_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_TEXT, _BINARY, _TIME, _NUMBER = 0x001F, 0x0102, 0x0040, 0x0003

_KNOWN_RTF = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS"
    b" Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b"
    b"\\i\\u\\tab\\tx"
)

Storage = Mapping[str, "bytes | Storage"]


@dataclass(eq=False)
class _Entry:
    name: str
    kind: int
    data: bytes = b""
    child: int = _FREE
    right: int = _FREE
    start: int = _END
    children: list["_Entry"] = field(default_factory=list)


def message(
    subject: str,
    body: str,
    sender: str,
    sent: datetime,
    attachments: Sequence[tuple[str, bytes | None]] = (),
    page: str = "",
    rich: bytes = b"",
) -> bytes:
    """A message; an attachment without bytes is a message within it. `rich` is a body as rich text, still unpacked."""
    properties = {0x0037: subject, 0x1000: body, 0x0C1A: sender.partition(" <")[0], 0x007D: f"From: {sender}\r\n\r\n"}
    root = _properties(
        {**properties, 0x0039: sent, 0x1013: page.encode(), 0x1009: packed_rtf(rich) if rich else b""},
        head=struct.pack("<8x4I8x", 0, len(attachments), 0, len(attachments)),
    )
    for number, (name, data) in enumerate(attachments):
        attached: dict[int, object] = {0x3707: name, 0x3705: 5 if data is None else 1}
        root[f"__attach_version1.0_#{number:08X}"] = _properties(
            {**attached, **({} if data is None else {0x3701: data})}, head=bytes(8)
        )
    return compound_file(root)


def packed_rtf(text: bytes) -> bytes:
    """Rich text packed as Outlook does: of what stands in the last 4,096 bytes the longest run is referred to."""
    known = len(_KNOWN_RTF)
    row, place = _KNOWN_RTF + text, known
    items: list[tuple[bool, bytes]] = []
    while place < len(row):
        length, start = 0, -1
        for wanted in range(17, 1, -1):
            found = row.rfind(row[place : place + wanted], max(0, place - 4000), place)
            if place + wanted <= len(row) and found >= 0:
                length, start = wanted, found
                break
        if length:
            items.append((True, ((start % 4096) << 4 | length - 2).to_bytes(2)))
        else:
            items.append((False, row[place : place + 1]))
        place += length or 1
    items.append((True, ((place % 4096) << 4).to_bytes(2)))
    packed = b""
    for first in range(0, len(items), 8):
        some = items[first : first + 8]
        packed += bytes([sum(is_reference << bit for bit, (is_reference, _) in enumerate(some))])
        packed += b"".join(item for _, item in some)
    return struct.pack("<IIII", len(packed) + 12, len(text), 0x75465A4C, 0) + packed


def _properties(values: Mapping[int, object], head: bytes) -> dict[str, "bytes | Storage"]:
    """The streams of an object's properties."""
    found: dict[str, bytes | Storage] = {}
    rows = b""
    for identity, value in values.items():
        match value:
            case str() if value:
                kind, raw = _TEXT, value.encode("utf-16-le")
            case bytes() if value:
                kind, raw = _BINARY, value
            case datetime():
                ticks = int((value - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000
                rows += struct.pack("<HHIQ", _TIME, identity, 6, ticks)
                continue
            case int():
                rows += struct.pack("<HHIQ", _NUMBER, identity, 6, value)
                continue
            case _:
                continue
        rows += struct.pack("<HHIII", kind, identity, 6, len(raw) + 2 * (kind == _TEXT), 0)
        found[f"__substg1.0_{identity:04X}{kind:04X}"] = raw
    return {"__properties_version1.0": head + rows, **found}


def compound_file(root: Storage) -> bytes:
    """The bytes of a compound file with these streams and storages."""
    entries = [_Entry("Root Entry", 5)]
    _add(entries, entries[0], root)
    small = [entry for entry in entries if entry.kind == 2 and 0 < len(entry.data) < _CUTOFF]
    mini_table, mini = _chained(small, _MINI)
    entries[0].data = mini
    large = [entry for entry in entries if entry.kind == 2 and len(entry.data) >= _CUTOFF]
    table, data = _chained([*large, *([entries[0]] if mini else [])], _SECTOR)
    directory = b"".join(map(_entry, entries))
    directory += _entry(_Entry("", 0)) * (-len(entries) % 4)
    minis = b"".join(struct.pack("<I", number) for number in mini_table)
    minis += struct.pack("<I", _FREE) * (-len(mini_table) % 128)
    starts = []
    for block in (directory, minis):
        count = len(block) // _SECTOR
        starts.append(len(table) if count else _END)
        table += [*range(len(table) + 1, len(table) + count), _END] if count else []
        data += block
    sectors = 1
    while sectors * 128 < len(table) + sectors:
        sectors += 1
    first = len(table)
    table += [_FAT] * sectors
    fat = b"".join(struct.pack("<I", number) for number in table)
    fat += struct.pack("<I", _FREE) * (-len(table) % 128)
    header = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, sectors, starts[0], 0, _CUTOFF, starts[1], len(minis) // _SECTOR, _END, 0)
    header += b"".join(struct.pack("<I", first + n if n < sectors else _FREE) for n in range(109))
    return header + data + fat


def _add(entries: list[_Entry], parent: _Entry, storage: Storage) -> None:
    """Add what a storage holds; its entries hang one to the right of the other, in the order of their names."""
    made = []
    for name in sorted(storage, key=lambda name: (len(name), name.upper())):
        content = storage[name]
        entry = _Entry(name, 2, content) if isinstance(content, bytes) else _Entry(name, 1)
        made.append(entry)
        entries.append(entry)
    for before, after in pairwise(made):
        before.right = entries.index(after)
    if made:
        parent.child = entries.index(made[0])
    for entry in made:
        content = storage[entry.name]
        if not isinstance(content, bytes):
            _add(entries, entry, content)


def _chained(parts: Sequence[_Entry], size: int) -> tuple[list[int], bytes]:
    """The table of sectors of some streams, one after the other, and their bytes; tells each where it starts."""
    table: list[int] = []
    data = b""
    for part in parts:
        count = -(-len(part.data) // size)
        part.start = len(table)
        table += [*range(len(table) + 1, len(table) + count), _END]
        data += part.data.ljust(count * size, b"\0")
    return table, data


def _entry(entry: _Entry) -> bytes:
    name = entry.name.encode("utf-16-le")
    length = len(name) + 2 if name else 0
    links = struct.pack("<III", _FREE, entry.right, entry.child)
    return (
        name.ljust(64, b"\0") + struct.pack("<HBB", length, entry.kind, 1) + links + bytes(36)
        + struct.pack("<IQ", entry.start if entry.data else 0, len(entry.data))
    )  # fmt: skip
