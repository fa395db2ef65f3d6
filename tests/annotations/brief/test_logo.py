"""Logos from outside: what is drawn, and what is refused with a remedy."""

import io
import zlib

import pypdfium2
import pytest
from PIL import Image

from annotations.brief.logo import LARGEST, drawn, png_size, read_logo
from annotations.errors import AnnotationError

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 20">'
SQUARE = f'{HEAD}<style>.a{{fill:#B2182B}}</style><rect class="a" width="20" height="20"/></svg>'


def svg(inside: str) -> bytes:
    return f"{HEAD}{inside}</svg>".encode()


def png(width: int, height: int, colour: str = "#00805E") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "PNG")
    return out.getvalue()


def test_shapes_become_operators_in_their_colours() -> None:
    picture = drawn(read_logo(SQUARE.encode()).data)
    assert (picture.width, picture.height) == (40, 20)
    assert "0.698 0.0941 0.169 rg" in picture.code
    assert picture.code.endswith(" f")


def test_only_shapes_are_kept_of_an_svg() -> None:
    data = read_logo(svg('<!-- note --><title>Secret</title><metadata><x/></metadata><path d="M0 0h9v9z"/>')).data
    assert b"Secret" not in data
    assert b"note" not in data
    assert b"metadata" not in data


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<script>alert(1)</script>", "a script"),
        ('<rect width="9" height="9" onclick="x()"/>', "a script"),
        ('<image xlink:href="file:///etc/passwd"/>', "a picture in it"),
        ('<use xlink:href="#a"/>', "references"),
        ('<rect width="9" height="9" style="fill:url(http://example.org/x)"/>', "a reference"),
        ('<style>@import "http://example.org/x.css";</style>', "a reference"),
        ("<text>Name</text>", "text as letters"),
        ("<foreignObject/>", "a web page"),
        ('<rect width="9" height="9" fill-opacity="0.5"/>', "transparency"),
        ('<g style="opacity:.5"><path d="M0 0h9v9z"/></g>', "transparency"),
        ("<defs><linearGradient/></defs>", "a colour gradient"),
        ("<blink/>", "blink"),
    ],
)
def test_what_cannot_be_drawn_alike_is_refused(inside: str, said: str) -> None:
    with pytest.raises(AnnotationError, match=said) as refused:
        read_logo(svg(inside))
    assert "paths" in refused.value.remedy


def test_entities_are_never_expanded() -> None:
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE svg [<!ENTITY e0 "x">{lines}]>{HEAD}<title>&e11;</title></svg>'
    outside = f'<!DOCTYPE svg [<!ENTITY e SYSTEM "file:///etc/passwd">]>{HEAD}<title>&e;</title></svg>'
    for text in (bomb, outside):
        with pytest.raises(AnnotationError, match="entities"):
            read_logo(text.encode())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        b"<svg",
        b"<html><svg/></html>",
        svg(""),
        svg('<path d="M0 0 L1e99 5z"/>'),
        b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9v9z"/></svg>',
        b"\x89PNG\r\n\x1a\nxxxx",
        png(40, 20)[:60],
        b"x" * (LARGEST + 1),
    ],
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(AnnotationError) as refused:
        read_logo(data)
    assert refused.value.remedy


def test_too_many_shapes_are_refused() -> None:
    with pytest.raises(AnnotationError, match="too many shapes"):
        read_logo(svg('<path d="M0 0h1v1z"/>' * 2_001))


def test_a_large_png_is_made_smaller() -> None:
    logo = read_logo(png(2_000, 1_000))
    assert png_size(logo.data) == (800, 400)


def test_a_png_that_unpacks_to_gigabytes_is_refused_unread() -> None:
    small = bytearray(png(4, 4))
    small[16:24] = (60_000).to_bytes(4, "big") * 2
    small[29:33] = zlib.crc32(bytes(small[12:29])).to_bytes(4, "big")
    with pytest.raises(AnnotationError, match="too many pixels"):
        read_logo(bytes(small))


@pytest.mark.parametrize(("data", "colour"), [(SQUARE.encode(), (178, 24, 43)), (png(40, 20), (0, 128, 94))])
def test_the_masthead_shows_the_logo(rewrite, data: bytes, colour: tuple[int, int, int]) -> None:
    from annotations.brief.spec import Part
    from annotations.brief.template import Template

    template = Template(logo=read_logo(data), footer="Example Street 1")
    made = rewrite(template=template.packed(), parts=(Part.MASTHEAD, Part.READ))
    with pypdfium2.PdfDocument(made.path) as document:
        picture = document[0].render(scale=1).to_pil()
    left, top = round((595 - 482) / 2) + 10, round(17 * 72 / 25.4) + 12
    assert all(abs(a - b) <= 3 for a, b in zip(picture.getpixel((left, top)), colour, strict=True))
    assert all("Example Street 1" in text for text in made.texts())
