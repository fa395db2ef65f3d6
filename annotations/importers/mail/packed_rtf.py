"""The rich text in Outlook messages, packed as [MS-OXRTFCP] says: bytes as they are, and references to earlier ones."""

import struct

LARGEST = 32 * 1024 * 1024
"""Bytes of unpacked text; what holds pictures as well is cut there."""

_HEADER = struct.Struct("<IIII")  # packed size, unpacked size, kind, checksum
_PACKED, _PLAIN = 0x75465A4C, 0x414C454D
_KNOWN = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS"
    b" Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b"
    b"\\i\\u\\tab\\tx"
)
"""What the first references may point to."""
_WINDOW = 4096
_SHORTEST = 2


def unpacked(data: bytes) -> bytes:
    """Return the rich text; of a damaged one what stands before the damage.

    Raises:
        ValueError: it is no packed rich text.
    """
    if len(data) < _HEADER.size:
        raise ValueError("too short for packed rich text")
    _, size, kind, _ = _HEADER.unpack_from(data)
    if kind == _PLAIN:
        return data[_HEADER.size :][:size]
    if kind != _PACKED:
        raise ValueError("no packed rich text")
    return _followed(data, min(size, LARGEST))


def _followed(data: bytes, size: int) -> bytes:
    """Take bytes as they are and copies of earlier ones, as the bits of a byte before each eight of them say.

    A reference counts places in a ring of 4,096 bytes. All that came stands in one row here, after what is known from
    the start, so a place of the ring is the latest byte that was put there.
    """
    row = bytearray(_KNOWN)
    place, end = _HEADER.size, size + len(_KNOWN)
    while place < len(data) and len(row) < end:
        signs = data[place]
        place += 1
        for bit in range(8):
            if not signs >> bit & 1:
                row += data[place : place + 1]
                place += 1
                continue
            reference = int.from_bytes(data[place : place + 2])
            place += 2
            back = (len(row) - (reference >> 4)) % _WINDOW  # 0 is the place that is written next: the end
            if place > len(data) or not back or back > len(row):
                return bytes(row[len(_KNOWN) : end])
            for _ in range((reference & 0xF) + _SHORTEST):  # a copy may reach into itself
                row.append(row[-back])
    return bytes(row[len(_KNOWN) : end])
