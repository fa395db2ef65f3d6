"""Codebook files by their ending, and those that come with the program."""

from importlib.resources import files
from pathlib import Path

from annotations.brief.target import replacing
from annotations.codebook import Codebook, CodebookFile, shipped_uid
from annotations.codebook_csv import csv_text, load_csv
from annotations.codebook_file import load_codebook, shipped_codebook
from annotations.codebook_writing import as_file, codebook_text
from annotations.errors import CodebookError, ExportError

DEFAULT = "pressmark-default"
CSV = ".csv"
SUFFIXES = (".toml", CSV)
"""Endings of codebook files."""


def load_file(path: Path) -> CodebookFile:
    """Read a codebook from a file: a table if it ends in .csv, TOML otherwise.

    Raises:
        CodebookError: if it cannot be read or breaks its format.
    """
    return load_csv(path) if path.suffix.lower() == CSV else load_codebook(path)


def project_file(codebook: Codebook, uid: str, name: str) -> CodebookFile:
    """A project's codebook as a file, with the default's id where it has dimensions of that, else the project's uid."""
    ours = any(d.uid == shipped_uid(DEFAULT, d.key) for d in codebook.dimensions if d.key)
    return as_file(codebook, DEFAULT if ours else uid, name)


def write_file(file: CodebookFile, path: Path) -> None:
    """Write a codebook to a file, by its ending; what stood there is replaced only by a finished one.

    Raises:
        ExportError: if the ending is neither .toml nor .csv, or the file cannot be written.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise ExportError("A codebook is written as .toml or .csv", "Give the name one of these endings", path)
    is_table = path.suffix.lower() == CSV
    text = csv_text(file) if is_table else codebook_text(file)
    with replacing(path, "codebook") as write:
        write(text.encode("utf-8-sig" if is_table else "utf-8"))


def shipped_names() -> list[str]:
    """Names of the codebooks that come with the program, the default first."""
    found = sorted(
        entry.name.removesuffix(".toml")
        for entry in files("resources").joinpath("codebooks").iterdir()
        if entry.name.endswith(".toml")
    )
    return sorted(found, key=lambda name: name != "default")


def shipped() -> dict[str, CodebookFile]:
    """The codebooks that come with the program, by their names."""
    return {name: shipped_codebook(name) for name in shipped_names()}


def shipped_named(name: str) -> CodebookFile:
    """A codebook that comes with the program.

    Raises:
        CodebookError: if there is none of this name.
    """
    names = shipped_names()
    if name not in names:
        raise CodebookError(f"No codebook named {name} comes with the program", f"There are: {', '.join(names)}")
    return shipped_codebook(name)


def sources(file: CodebookFile) -> list[str]:
    """What the tags of a codebook name as their sources, each once, in order."""
    return list(dict.fromkeys(tag.source for tags in file.tags.values() for tag in tags if tag.source))
