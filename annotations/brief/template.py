"""An organisation's look: its name, logo and accent colour, and what stands in every brief; shared as a file.

What a brief uses is kept in its specification, so that an issue is made again alike after the template has changed.
"""

import base64
import binascii
import json
import re
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from annotations.brief.logo import Logo, read_logo
from annotations.brief.spec import BriefSpec
from annotations.brief.target import replacing
from annotations.colours import luminance, mixed
from annotations.errors import AnnotationError

SUFFIX = ".pressmark-template"
_FORMAT, _VERSION = "pressmark-template", 1
_LARGEST_FILE = 1_500_000
_LONGEST = 300
_HEX = re.compile(r"#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")
_LEAST_CONTRAST = 4.5
_REMEDY = "Choose a file that Pressmark saved"
_TEXTS = ("organisation", "handling", "distribution", "footer")


@dataclass(frozen=True, slots=True)
class Template:
    """The look of an organisation's briefs; every text may be empty.

    `accent` is the colour of headings, rules and links as #RRGGBB, readable on white. `footer` stands at the foot of
    every page.
    """

    organisation: str = ""
    handling: str = ""
    distribution: str = ""
    footer: str = ""
    accent: str = ""
    logo: Logo | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was chosen."""
        return self == Template()

    def packed(self) -> str:
        """The template as JSON on one line, as `BriefSpec.template` holds it; empty if nothing was chosen."""
        return "" if self.is_empty else json.dumps(self.to_json(), sort_keys=True)

    def to_json(self) -> dict[str, Any]:
        """Plain values that `from_json` reads back."""
        values = {name: text for name, text in asdict(self).items() if name != "logo"}
        if self.logo:
            values["logo"] = {"kind": self.logo.kind, "data": base64.b64encode(self.logo.data).decode()}
        return {"format": _FORMAT, "version": _VERSION, **values}

    @classmethod
    def from_json(cls, data: object) -> "Template":
        """Check values from outside.

        Raises:
            AnnotationError: if they are no template, or its logo cannot be used.
        """
        if not isinstance(data, dict) or data.get("format") != _FORMAT:
            raise AnnotationError("This is no template of a brief", _REMEDY)
        if data.get("version") != _VERSION:
            raise AnnotationError("The template was saved by a newer Pressmark", "Update Pressmark")
        texts = {name: _text(data.get(name, "")) for name in _TEXTS}
        accent = data.get("accent", "")
        colour = readable(accent) if isinstance(accent, str) and accent else ""
        return cls(**texts, accent=colour, logo=_logo(data.get("logo")))

    def applied(self, spec: BriefSpec) -> BriefSpec:
        """The specification with this look; what the template leaves empty stays as it is."""
        texts = {name: getattr(self, name) for name in ("organisation", "handling", "distribution")}
        given: dict[str, Any] = {name: text for name, text in texts.items() if text}
        return replace(spec, template=self.packed(), **given)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise AnnotationError("The template is damaged", _REMEDY)
    from annotations.text import canonicalise

    return " ".join(canonicalise(value[:_LONGEST]).split())


def _logo(value: object) -> Logo | None:
    if value is None:
        return None
    if not isinstance(value, dict) or not isinstance(value.get("data"), str):
        raise AnnotationError("The template is damaged", _REMEDY)
    try:
        data = base64.b64decode(value["data"], validate=True)
    except (binascii.Error, ValueError) as error:
        raise AnnotationError("The template is damaged", _REMEDY) from error
    return read_logo(data)


@lru_cache(maxsize=16)
def template_of(packed: str) -> Template:
    """The template in a specification; an empty one for what an older program wrote there, or a damaged one."""
    try:
        return Template.from_json(json.loads(packed)) if packed.startswith("{") else Template()
    except (ValueError, RecursionError, AnnotationError):
        return Template()


def readable(colour: str) -> str:
    """A colour as #RRGGBB, darkened as far as text on white needs.

    Raises:
        AnnotationError: if it is no colour.
    """
    found = _HEX.fullmatch(colour.strip())
    if not found:
        raise AnnotationError("This is no colour", "Write it as #1F4AA8")
    digits = found[1] if len(found[1]) > 3 else "".join(2 * digit for digit in found[1])  # noqa: PLR2004 - #RGB
    given = f"#{digits.upper()}"
    shares = (step / 20 for step in range(21))
    return next(dark for share in shares if contrast(dark := mixed(given, "#000000", share).upper()) >= _LEAST_CONTRAST)


def contrast(colour: str) -> float:
    """The contrast of a colour with white, from 1 to 21."""
    return 1.05 / (luminance(colour) + 0.05)


def read_template(path: Path) -> Template:
    """Read a template from a file, which may come from anybody.

    Raises:
        AnnotationError: naming the file, if it cannot be read or is no template.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST_FILE + 1)
    except OSError as error:
        raise AnnotationError(f"The template cannot be read ({error.strerror or error})", _REMEDY, path) from error
    if len(data) > _LARGEST_FILE:
        raise AnnotationError("The template is too large", _REMEDY, path)
    try:
        return Template.from_json(json.loads(data))
    except (ValueError, RecursionError) as error:
        raise AnnotationError("This is no template of a brief", _REMEDY, path) from error
    except AnnotationError as error:
        raise AnnotationError(error.what, error.remedy, path) from error


def write_template(template: Template, path: Path) -> None:
    """Write a template to a file.

    Raises:
        ExportError: if the file cannot be written.
    """
    with replacing(path, "template") as write:
        write(json.dumps(template.to_json(), indent=1, sort_keys=True, ensure_ascii=False).encode())
