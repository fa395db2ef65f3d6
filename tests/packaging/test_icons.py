"""One drawing in every size and container, opened again by another library."""

import io

import pytest
from PIL import Image

from installers.icons import ICNS_KINDS, ICO_SIZES, SIZES, png, write_hicolor, write_icns, write_ico

pytest.importorskip("PySide6.QtSvg")
FRAME = (0x24, 0x56, 0xC7, 255)
BAR = (0xE0, 0x8A, 0x00, 255)


@pytest.mark.parametrize("size", SIZES)
def test_the_drawing_is_recognisable_in_every_size(size):
    with Image.open(io.BytesIO(png(size))) as image:
        assert image.size == (size, size)
        colours = [image.getpixel((size // 2, y)) for y in range(size)]
    assert FRAME in colours
    assert any(abs(red - BAR[0]) < 40 and abs(green - BAR[1]) < 40 and blue < 80 for red, green, blue, _ in colours)


def test_a_theme_holds_every_size_and_the_drawing(tmp_path):
    written = {path.relative_to(tmp_path).as_posix() for path in write_hicolor(tmp_path, "pressmark")}
    assert written == {"hicolor/scalable/apps/pressmark.svg"} | {
        f"hicolor/{size}x{size}/apps/pressmark.png" for size in SIZES
    }


def test_windows_icon_has_its_sizes(tmp_path):
    with Image.open(write_ico(tmp_path / "a.ico")) as image:
        assert image.ico.sizes() == {(size, size) for size in ICO_SIZES}
        for size in ICO_SIZES:
            assert image.ico.getimage((size, size)).size == (size, size)


def test_macos_icon_has_its_sizes(tmp_path):
    with Image.open(write_icns(tmp_path / "a.icns")) as image:
        edges = {width * density for width, _height, density in image.info["sizes"]}
        assert edges == set(ICNS_KINDS.values())
        image.load()
