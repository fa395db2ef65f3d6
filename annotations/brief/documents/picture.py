"""A chart or a logo as a picture: the very drawing of the PDF, painted by pdfium."""

import struct
import zlib

from annotations.brief.charts.drawing import draw_chart
from annotations.brief.charts.shapes import Chart
from annotations.brief.logo import Logo, draw_logo, logo_size
from annotations.brief.preview import Picture
from annotations.brief.rendering import opened
from annotations.brief.sheet import Sheet

_SCALE = 3.0
"""Pixels a point: 216 to an inch."""
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_COLOURS = 3
_DEEP, _RGB = 8, 2


def chart_picture(chart: Chart, language: str) -> bytes:
    """The chart as a PNG; the same bytes for the same chart."""
    sheet = Sheet("A4", language, "")
    sheet.new_page()
    draw_chart(sheet, chart, 0, sheet.height)
    return _painted(sheet, (0.0, sheet.height - chart.height, chart.width, sheet.height), _SCALE)


def logo_picture(logo: Logo) -> tuple[bytes, float, float]:
    """A logo as a PNG with its width and height in points: a drawing is painted as on the page."""
    width, height = logo_size(logo)
    if logo.kind == "png":
        return logo.data, width, height
    sheet = Sheet("A4", "en", "")
    sheet.new_page()
    draw_logo(sheet, logo, 0, 0)
    return _painted(sheet, (0.0, 0.0, width, height), 2 * _SCALE), width, height


def _painted(sheet: Sheet, box: tuple[float, float, float, float], scale: float) -> bytes:
    """A part of a sheet's page as a PNG."""
    with opened(sheet.finish(title="", author="", subject="", xmp="")) as pages:
        return png(pages.picture(1, scale, box))


def png(picture: Picture) -> bytes:
    """A painted picture as a PNG without transparency."""
    rows = bytearray()
    for y in range(picture.height):
        line = picture.data[y * picture.stride : y * picture.stride + 4 * picture.width]
        row = bytearray(_COLOURS * picture.width)
        row[0::3], row[1::3], row[2::3] = line[2::4], line[1::4], line[0::4]
        rows += b"\0" + row
    head = struct.pack(">IIBBBBB", picture.width, picture.height, _DEEP, _RGB, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(rows), 9)), (b"IEND", b""))
    return _SIGNATURE + b"".join(_chunk(name, body) for name, body in chunks)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
