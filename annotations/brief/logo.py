"""An organisation's logo: a PNG or SVG from outside, checked, and drawn on the page.

Of an SVG only filled and stroked shapes are taken, as the page's own operators: it stays sharp at any size. What cannot
be drawn alike, as text in a font nobody has or a colour gradient, is refused with what to do about it.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from annotations.errors import AnnotationError

if TYPE_CHECKING:
    from annotations.brief.sheet import Sheet

LARGEST = 1_000_000
"""Bytes that a picture may have."""
_MM = 72 / 25.4
HEIGHT, WIDEST = 12 * _MM, 60 * _MM
"""Points that a logo is high on the page, and wide at most."""

_PNG = b"\x89PNG\r\n\x1a\n"
_MOST_PIXELS = 25_000_000
_KEPT_PIXELS = (1600, 400)
_MOST_KEPT = 200_000
_MOST_SHAPES = 2_000
_FAR = 1e6
_SVG = "{http://www.w3.org/2000/svg}"
_DRAWN = {"svg", "g", "path", "rect", "circle", "ellipse", "polygon", "polyline", "line", "style", "defs"}
_SILENT = {"title", "desc", "metadata"}
_WORDS_FOR = {
    "script": "a script",
    "foreignObject": "a web page",
    "image": "a picture in it",
    "text": "text as letters",
    "linearGradient": "a colour gradient",
    "radialGradient": "a colour gradient",
    "use": "references to its own parts",
    "symbol": "references to its own parts",
    "mask": "a mask",
    "clipPath": "a clipping path",
    "filter": "an effect",
    "pattern": "a pattern",
}
_ELSEWHERE = re.compile(r"url\s*\(|@|expression|\\|javascript:", re.I)
_CLEAR = re.compile(r"opacity\s*[:=]\s*(?!1(?:\.0*)?\s*(?:[;}]|$))", re.I)
_LENGTH = re.compile(r"\s*([0-9.]+(?:e[+-]?\d+)?)\s*(?:px|pt|mm|cm|in|pc)?\s*", re.I)
_REMEDY = "In the drawing program, convert text to paths, flatten effects and save again, or use a PNG"


@dataclass(frozen=True, slots=True)
class Logo:
    """A checked logo: `kind` is "png" or "svg", `data` what is kept of the file."""

    kind: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Drawn:
    """An SVG as operators of the page, in its own units with the origin below left."""

    width: float
    height: float
    code: str


def read_logo(data: bytes) -> Logo:
    """Check a picture and keep of it what is drawn.

    A PNG that is larger than print needs is made smaller.

    Raises:
        AnnotationError: if it is too large, neither PNG nor SVG, damaged, or holds what cannot be drawn.
    """
    if len(data) > LARGEST:
        raise AnnotationError("The picture is larger than 1 MB", "Save a smaller one")
    if data.startswith(_PNG):
        return Logo("png", _png(data))
    if b"<svg" not in data[:100_000]:
        raise AnnotationError("The picture is neither PNG nor SVG", "Save it as one of them")
    logo = Logo("svg", _svg(data))
    drawn(logo.data)
    return logo


def _png(data: bytes) -> bytes:
    from PIL import Image

    width, height = png_size(data)
    if width * height > _MOST_PIXELS:
        raise AnnotationError("The picture has too many pixels", "Save a smaller one: 400 pixels high is enough")
    try:
        with Image.open(BytesIO(data), formats=["PNG"]) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                raise AnnotationError(
                    "The picture has too many pixels", "Save a smaller one: 400 pixels high is enough"
                )
            kept = picture.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise AnnotationError("The picture is damaged", "Save it again as PNG") from error
    kept.thumbnail(_KEPT_PIXELS)
    out = BytesIO()
    kept.save(out, "PNG", optimize=True)
    if out.tell() > _MOST_KEPT:
        raise AnnotationError("The picture has too much detail for a logo", "Save a smaller one, or one as SVG")
    return out.getvalue()


def _parsed(data: bytes) -> Any:
    from lxml import etree

    if b"<!ENTITY" in data:  # the library would stop at some depth of them, and say less
        raise _refused("entities")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise AnnotationError("The picture is damaged", "Save it again as SVG") from error
    dtd = root.getroottree().docinfo.internalDTD
    if (dtd is not None and list(dtd.iterentities())) or next(root.iter(etree.Entity), None) is not None:
        raise _refused("entities")
    if root.tag not in ("svg", f"{_SVG}svg"):
        raise AnnotationError("The picture is neither PNG nor SVG", "Save it as one of them")
    return root


def _svg(data: bytes) -> bytes:
    """The picture with shapes only: nothing else that was in the file is kept."""
    from lxml import etree

    root = _parsed(data)
    kept = etree.Element("svg", nsmap={None: _SVG[1:-1]})
    count = 0
    waiting = [(root, kept)]
    while waiting:
        source, target = waiting.pop()
        _copy_attributes(source, target)
        if etree.QName(source).localname == "style":
            target.text = _harmless(source.text or "")
        for child in source:
            if name := _kind(child):
                count += 1
                waiting.append((child, etree.SubElement(target, f"{_SVG}{name}")))
    if count > _MOST_SHAPES:
        raise AnnotationError("The picture has too many shapes for a logo", "Simplify it, or use a PNG")
    width, height = _size(kept)
    kept.set("width", f"{width:g}")
    kept.set("height", f"{height:g}")
    result = bytes(etree.tostring(kept))
    if len(result) > _MOST_KEPT:
        raise AnnotationError("The picture has too much detail for a logo", "Simplify its paths, or use a PNG")
    return result


def _kind(child: Any) -> str:
    """The name of an element that is kept; empty for one that shows nothing.

    Raises:
        AnnotationError: for one that cannot be drawn.
    """
    if not isinstance(child.tag, str):  # comments and instructions
        return ""
    space, _, name = child.tag.rpartition("}")
    if name in _SILENT or (space and f"{space}}}" != _SVG):
        return ""
    if name not in _DRAWN:
        raise _refused(_WORDS_FOR.get(name, f"“{name[:40]}”"))
    return str(name)


def _copy_attributes(source: Any, target: Any) -> None:
    for name, value in source.attrib.items():
        if name.rpartition("}")[2] == "href":
            raise _refused("a reference to something else")
        if name.lower().startswith("on"):
            raise _refused("a script")
        if "}" in name or name in ("id", "version"):
            continue
        if _CLEAR.search(f"{name}={value}"):
            raise _refused("transparency")
        target.set(name, _harmless(value))


def _harmless(text: str) -> str:
    if _ELSEWHERE.search(text):
        raise _refused("a reference to something else, or a colour gradient")
    if _CLEAR.search(text):
        raise _refused("transparency")
    return text


def _refused(what: str) -> AnnotationError:
    return AnnotationError(f"The picture has {what}, which cannot be drawn", _REMEDY)


def _size(root: Any) -> tuple[float, float]:
    """Width and height in the units that shapes are drawn in."""
    try:
        box = [float(part) for part in root.get("viewBox", "").replace(",", " ").split()]
    except ValueError:
        box = []
    lengths = [_LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
    if len(box) == 4:  # noqa: PLR2004 - left, top, width, height
        width, height = box[2:]
    elif all(lengths):
        width, height = (float(found[1]) for found in lengths if found)
    else:
        width = height = 0.0
    if not (0 < width < _FAR and 0 < height < _FAR):
        raise AnnotationError("The picture does not say how large it is", "Save it with a view box, or use a PNG")
    return width, height


@lru_cache(maxsize=8)
def drawn(data: bytes) -> Drawn:
    """A checked SVG as operators.

    Raises:
        AnnotationError: if its shapes cannot be read.
    """
    import svgelements

    try:
        picture = svgelements.SVG.parse(BytesIO(data), reify=True, ppi=96)
        width, height = float(picture.width), float(picture.height)
        shapes = [item for item in picture.elements() if isinstance(item, svgelements.Shape)]
        code = [line for shape in shapes for line in _operators(shape)]
    except (ValueError, TypeError, AttributeError, IndexError, ZeroDivisionError, OverflowError) as error:
        raise AnnotationError("The shapes of the picture cannot be read", _REMEDY) from error
    if not code:
        raise AnnotationError("The picture shows nothing", _REMEDY)
    start = f"0 0 {_n(width)} {_n(height)} re W n 1 0 0 -1 0 {_n(height)} cm"
    return Drawn(width, height, "\n".join((start, *code)))


def _operators(shape: Any) -> Iterator[str]:
    """The path of a shape, filled, stroked or both."""
    import svgelements

    fill, stroke = _colour(shape.fill), _colour(shape.stroke)
    width = float(shape.stroke_width or 0)
    if not width:
        stroke = ""
    if (not fill and not stroke) or str(shape.values.get("display", "")).strip() == "none":
        return
    path = [step for segment in abs(svgelements.Path(shape)) for step in _steps(segment)]
    if not path:
        return
    if fill:
        yield f"{fill} rg"
    if stroke:
        yield f"{stroke} RG {_n(width)} w"
    even = "*" if shape.values.get("fill-rule") == "evenodd" else ""
    paint = f"B{even}" if fill and stroke else f"f{even}" if fill else "S"
    yield f"{' '.join(path)} {paint}"


def _steps(segment: Any) -> Iterator[str]:
    import svgelements

    match segment:
        case svgelements.Move():
            yield f"{_point(segment.end)} m"
        case svgelements.Close():
            yield "h"
        case svgelements.Line():
            yield f"{_point(segment.end)} l"
        case svgelements.CubicBezier():
            yield f"{_point(segment.control1)} {_point(segment.control2)} {_point(segment.end)} c"
        case svgelements.QuadraticBezier():
            start, middle, end = segment.start, segment.control, segment.end
            first, second = start + (middle - start) * (2 / 3), end + (middle - end) * (2 / 3)
            yield f"{_point(first)} {_point(second)} {_point(end)} c"
        case svgelements.Arc():
            for curve in segment.as_cubic_curves():
                yield from _steps(curve)


def _colour(value: Any) -> str:
    """Red, green and blue from 0 to 1; empty for no colour."""
    if value is None or value.value is None:
        return ""
    return " ".join(f"{part / 255:.3g}" for part in (value.red, value.green, value.blue))


def _point(point: Any) -> str:
    return f"{_n(point.x)} {_n(point.y)}"


def _n(value: float) -> str:
    if not math.isfinite(value) or abs(value) > _FAR:
        raise ValueError(value)
    return f"{value:.3f}".rstrip("0").rstrip(".")


def draw_logo(sheet: "Sheet", logo: Logo, left: float, bottom: float) -> None:
    """Draw a logo with its lower left corner there, `HEIGHT` high unless it is too wide for that."""
    if logo.kind == "svg":
        picture = drawn(logo.data)
        scale = logo_size(logo)[0] / picture.width
        sheet.picture(f"q {scale:.5f} 0 0 {scale:.5f} {left:.2f} {bottom:.2f} cm\n{picture.code}\nQ")
        return
    width, height = logo_size(logo)
    box = f"{width:.2f} 0 0 {height:.2f} {left:.2f} {bottom:.2f}"
    sheet.picture(f"q {box} cm /{sheet.image(logo.data)} Do Q")


def logo_size(logo: Logo) -> tuple[float, float]:
    """Width and height of a logo on the page, in points."""
    if logo.kind == "svg":
        picture = drawn(logo.data)
        width, height = picture.width, picture.height
    else:
        width, height = png_size(logo.data)
    scale = min(HEIGHT / height, WIDEST / width)
    return width * scale, height * scale


def png_size(data: bytes) -> tuple[int, int]:
    """Width and height of a checked PNG in pixels."""
    return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
