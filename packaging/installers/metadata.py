"""What every package says of the program; nothing of it is written down a second time.

Version, one-line description, licence, keywords and authors are read from pyproject.toml and the program itself.
"""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
"""The project's folder."""

ICON = ROOT / "resources" / "application" / "pressmark.svg"
"""The one drawing that all icons are rendered from."""

SUFFIX = ".pressmark"
"""What the name of a project file ends in."""

SQLITE_HEADER = "SQLite format 3\\0"
"""The first sixteen bytes of a project file, its last one escaped as in C."""

APPLICATION_ID_OFFSET = 68
"""Where a project file has its application id: four bytes, the highest first."""

_VERSION = re.compile(r'^__version__ = "([^"]+)"$', re.MULTILINE)
_APPLICATION_ID = re.compile(r"^APPLICATION_ID = (0x[0-9A-F]+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Metadata:
    """The program as packages, desktops and stores name it."""

    name: str
    """As people read it."""
    command: str
    """As it is typed; also the name of the Debian package, the desktop file and the icon."""
    identity: str
    """Reversed, as AppStream and macOS want it."""
    version: str
    summary: str
    """At most one line, without a full stop."""
    paragraphs: tuple[str, ...]
    features: tuple[str, ...]
    keywords: tuple[str, ...]
    licence: str
    developer: str
    categories: tuple[str, ...]
    """Of the desktop menu specification."""
    mime_type: str
    mime_comment: str
    """What a file manager calls a project."""
    application_id: int
    """At `APPLICATION_ID_OFFSET` of every project file."""
    windows_guid: str
    """Tells Windows that a newer version replaces the older; never changes."""


def metadata() -> Metadata:
    """Read the description of the program as it is in this tree."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return Metadata(
        name="Pressmark",
        command=project["name"],
        identity="org.pressmark.pressmark",
        version=_found(_VERSION, "annotations/__init__.py"),
        summary="Annotate press articles claim by claim",
        paragraphs=(
            "Pressmark is a desktop program for media analysts. Load press articles, mark the claims in them, tag each "
            "claim on four dimensions (framing, actors, strategy pillar, sentiment) and hand over an annotated PDF "
            "brief.",
            "All work lives in one file that can be sent to a colleague and merged again. Nothing leaves the machine.",
        ),
        features=(
            "Reads saved pages, PDF, Word and mail files and the downloads of press databases",
            "Marks and tags by keys; every action can be undone, also tomorrow",
            "Measures how far two coders agree, and settles what differs",
            "Writes briefs as PDF, DOCX and Markdown, in English and Russian",
        ),
        keywords=tuple(project["keywords"]),
        licence=project["license"],
        developer=project["authors"][0]["name"],
        categories=("Office", "Publishing"),
        mime_type="application/x-pressmark-project",
        mime_comment="Pressmark project",
        application_id=int(_found(_APPLICATION_ID, "annotations/store/format/schema.py"), 16),
        windows_guid="6E0B7C52-4C1D-4B6E-9A55-3D1F0C9A7E21",
    )


def _found(pattern: re.Pattern[str], path: str) -> str:
    """Read one value from the program's source, without importing what a packager may not have installed."""
    match = pattern.search((ROOT / path).read_text(encoding="utf-8"))
    if match is None:
        raise LookupError(f"{path} no longer has a line like {pattern.pattern}")
    return match[1]
