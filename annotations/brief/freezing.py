"""What a brief was made of as text, so that the same bytes can be made of it when the project has changed.

Values are written field by field, without those that have their default: a field that is added later, with one, is
read from older text as it was then.
"""

import base64
import json
import types
import zlib
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from annotations import __version__
from annotations.brief.content import BriefContent
from annotations.brief.spec import BriefSpec

FORMAT = 1
_LARGEST = 512_000_000
"""Bytes of text that frozen values may unfold to: no project comes near it."""
_PLAIN = (str, bool, int, float)


@dataclass(frozen=True, slots=True)
class Frozen:
    """All that the pages of an issue were made of. `program` is the version of the program that made them."""

    spec: BriefSpec
    content: BriefContent
    program: str = __version__


def freeze(frozen: Frozen) -> str:
    """The values as one line of JSON, compressed within."""
    values = {"spec": frozen.spec.to_json(), "content": _written(frozen.content)}
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    packed = base64.b64encode(zlib.compress(text, 6)).decode("ascii")
    return json.dumps({"format": FORMAT, "program": frozen.program, "data": packed})


def thaw(text: str) -> Frozen:
    """The values of what `freeze` made.

    Raises:
        ValueError: if it is of a later format, or no such text.
    """
    outer = json.loads(text)
    if not isinstance(outer, dict) or outer.get("format") != FORMAT:
        raise ValueError("The frozen values have a format this program does not know")
    values = json.loads(_unpacked(str(outer["data"])).decode("utf-8", "surrogatepass"))
    try:
        content = _read(BriefContent, values["content"])
        return Frozen(BriefSpec.from_json(values["spec"]), content, str(outer.get("program", "")))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"The frozen values cannot be read: {error}") from error


def _unpacked(data: str) -> bytes:
    unfolding = zlib.decompressobj()
    try:
        found = unfolding.decompress(base64.b64decode(data, validate=True), _LARGEST)
    except zlib.error as error:
        raise ValueError(f"The frozen values cannot be unfolded: {error}") from error
    if not unfolding.eof:
        raise ValueError("The frozen values are cut off or larger than any brief")
    return found


# -- values as what JSON can hold


def _written(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, _PLAIN):
        return value
    if isinstance(value, tuple):
        return [_written(item) for item in value]
    if is_dataclass(value):
        kind: Any = type(value)
        kept = ((item.name, getattr(value, item.name), default) for item, default in _defaults(kind))
        return {name: _written(given) for name, given, default in kept if default is MISSING or given != default}
    raise TypeError(f"{type(value).__name__} cannot be frozen")


def _read(hint: Any, data: Any) -> Any:
    """The value of a type that `_written` made this of."""
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        choices = [choice for choice in get_args(hint) if choice is not type(None)]
        return None if data is None else _read(choices[0], data)
    if origin is tuple:
        return _read_tuple(get_args(hint), data)
    if is_dataclass(hint):
        kind: Any = hint
        hints = _hints(kind)
        return kind(**{name: _read(hints[name], given) for name, given in data.items() if name in hints})
    if issubclass(hint, Enum):
        return hint(data)
    if type(data) is not hint:
        raise TypeError(f"{type(data).__name__} where {hint.__name__} belongs")
    return data


def _read_tuple(hints: tuple[Any, ...], data: Any) -> tuple[Any, ...]:
    if not isinstance(data, list):
        raise TypeError(f"{type(data).__name__} where a list belongs")
    if len(hints) > 1 and hints[1] is Ellipsis:
        return tuple(_read(hints[0], item) for item in data)
    return tuple(_read(hint, item) for hint, item in zip(hints, data, strict=True))


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


@cache
def _defaults(kind: Any) -> tuple[tuple[Field[Any], Any], ...]:
    return tuple(
        (item, item.default if item.default_factory is MISSING else item.default_factory()) for item in fields(kind)
    )
