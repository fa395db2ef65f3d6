"""Where manual and list of changes are: among the resources of what is installed, in `docs` of a source tree."""

from importlib.resources import files
from pathlib import Path


def manual() -> Path:
    """The folder of the manual's pages and pictures."""
    return _found("manual", "docs/manual")


def changes() -> Path:
    """The file that lists what changed, version by version."""
    return _found("CHANGELOG.md", "CHANGELOG.md")


def _found(shipped: str, in_the_tree: str) -> Path:
    resources = Path(str(files("resources")))
    among = resources / shipped
    return among if among.exists() else resources.parent / in_the_tree
