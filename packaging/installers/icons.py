"""Icons in every size that systems ask for, rendered by Qt from the one drawing."""

import os
import struct
from functools import cache
from pathlib import Path

from installers.metadata import ICON

SIZES = (16, 22, 24, 32, 36, 48, 64, 72, 96, 128, 192, 256, 512)
"""Edges in pixels of the icons of a freedesktop theme."""

ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
"""What Windows shows at 100 to 400 % from task bar to desktop."""

ICNS_KINDS = {
    b"icp4": 16,
    b"icp5": 32,
    b"ic07": 128,
    b"ic08": 256,
    b"ic09": 512,
    b"ic10": 1024,
    b"ic11": 32,
    b"ic12": 64,
    b"ic13": 256,
    b"ic14": 512,
}
"""Kinds of pictures in macOS's icon file and their edges in pixels; from ic10 on for screens of double density."""

_ICO_ENTRY = struct.Struct("<BBBBHHII")


@cache
def png(size: int) -> bytes:
    """The drawing as a PNG, `size` pixels wide and high."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(QByteArray(ICON.read_bytes()))
    if not renderer.isValid():
        raise ValueError(f"{ICON} is no drawing that Qt reads")
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def write_hicolor(folder: Path, name: str) -> list[Path]:
    """Write `hicolor/SIZExSIZE/apps/NAME.png` for every size, and the drawing itself; returns the files."""
    written = [folder / "hicolor" / "scalable" / "apps" / f"{name}.svg"]
    written[0].parent.mkdir(parents=True, exist_ok=True)
    written[0].write_bytes(ICON.read_bytes())
    for size in SIZES:
        path = folder / "hicolor" / f"{size}x{size}" / "apps" / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(png(size))
        written.append(path)
    return written


def write_ico(path: Path) -> Path:
    """Write the icon file of Windows: a table of sizes, then each as PNG."""
    pictures = [png(size) for size in ICO_SIZES]
    place = 6 + _ICO_ENTRY.size * len(pictures)
    table = struct.pack("<HHH", 0, 1, len(pictures))
    for size, picture in zip(ICO_SIZES, pictures, strict=True):
        edge = size % 256  # 256 is written as 0
        table += _ICO_ENTRY.pack(edge, edge, 0, 0, 1, 32, len(picture), place)
        place += len(picture)
    path.write_bytes(table + b"".join(pictures))
    return path


def write_icns(path: Path) -> Path:
    """Write the icon file of macOS: pictures one after the other, each with its kind and length."""
    parts = [kind + struct.pack(">I", 8 + len(png(size))) + png(size) for kind, size in ICNS_KINDS.items()]
    path.write_bytes(b"icns" + struct.pack(">I", 8 + sum(map(len, parts))) + b"".join(parts))
    return path
