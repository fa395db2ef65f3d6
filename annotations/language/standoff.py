"""Attributions that people marked, in the standoff format of brat: a text file, and one of entities and events.

Entities `Source`, `Cue` and `Content` stand at offsets in code points, possibly in pieces (`0 4;9 12`); events join
them (`E1  Attribution:T4 Content:T3 Cue:T2 Source:T1`). All else in the files is passed over.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from annotations.errors import AnnotationError
from annotations.language.quotations import joined
from annotations.sharing import in_units
from annotations.spans import Span

_Entities = dict[str, tuple[str, tuple[Span, ...]]]
"""Type and places of each entity, by its id."""

_PLACE = "[0-9]{1,12} [0-9]{1,12}"
_ENTITY = re.compile(rf"(?P<id>T\S+)\t(?P<type>\S+) (?P<places>{_PLACE}(?:;{_PLACE})*)(?:\t.*)?")
_LINE_END = re.compile("\r\n|\r|\n")
"""Others, as U+2028, stand in the words that an entity repeats from the text."""

_NAMED = re.compile(r"N\S+\t\S+ (?P<id>T\S+) (?P<kind>\w+):(?P<who>[^\t]+)(?:\t.*)?")
_TAG = re.compile(r"A\S+\t(?P<dimension>\S+) (?P<id>E\S+) (?P<tag>\S+)")
_METONYM = "Metonym"
_KNOWN = "Known"
_SEPARATORS = "._- "
_REMEDY = "Write it as T1, a tab, the type, a space, start and end"
_LARGEST = 16 * 1024 * 1024
"""Bytes of a file; what is larger, or never ends, is no article."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """What somebody is marked to say: spans of the text file in order, none touching another.

    Source and cue may be missing. `tags` are pairs of a dimension and a tag, by their keys.
    """

    content: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    tags: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class MarkedActor:
    """A place where somebody is named: `who` is an id that a table has, or the full name of somebody in none."""

    span: Span
    who: str
    is_known: bool
    is_metonym: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with what is attributed in it, and the actors that are named, each in the order of the file."""

    name: str
    text: str
    attributions: tuple[Attribution, ...]
    actors: tuple[MarkedActor, ...] = ()


def marked_texts(folder: Path, only: str = "*") -> list[Marked]:
    """Read the texts of a folder, those whose names (without ending) match a wildcard, with their attributions.

    Texts are `text/*.txt` and attributions `attributions/*.ann`, or both lie in the folder itself. Where several
    people marked a text, told apart by what follows its name, the first by name is taken. Texts that nobody marked are
    left out.

    Raises:
        AnnotationError: if there is no text with attributions, or a file is not as it should be.
    """
    texts = sorted(_or_itself(folder, "text").glob("*.txt"))
    files = _chosen([text.stem for text in texts], sorted(_or_itself(folder, "attributions").glob("*.ann")))
    wanted = [text for text in texts if text.stem in files and text.match(f"{only}.txt")]
    if not wanted:
        raise AnnotationError(
            "There is no text with attributions in it", "Put them in text/*.txt and attributions/*.ann", folder
        )
    found = []
    for path in wanted:
        text = _text_of(path)
        found.append(Marked(path.stem, text, *_marks(files[path.stem], len(text))))
    return found


def _or_itself(folder: Path, name: str) -> Path:
    return folder / name if (folder / name).is_dir() else folder


def _chosen(stems: list[str], files: list[Path]) -> dict[str, Path]:
    """The file of each text: that of its very name, or the first whose name goes on after a separator."""
    chosen: dict[str, Path] = {}
    for file in files:
        owners = [s for s in stems if file.stem == s or (file.stem.startswith(s) and file.stem[len(s)] in _SEPARATORS)]
        if owners:
            owner = max(owners, key=len)
            if owner not in chosen or file.stem == owner:
                chosen[owner] = file
    return chosen


def _read(path: Path) -> str:
    try:
        if path.exists() and not path.is_file():
            raise AnnotationError("This is not a file", "Take it out of the folder", path)
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
        if len(data) > _LARGEST:
            raise AnnotationError(f"The file is larger than {in_units(_LARGEST)}", "Split it, or leave it out", path)
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise AnnotationError("The file is not UTF-8", "Save it as UTF-8", path) from error
    except OSError as error:
        raise AnnotationError(f"The file cannot be read ({error.strerror})", "Check its rights", path) from error


def _text_of(path: Path) -> str:
    """The text with each code point in its place: line breaks of other kinds and a mark at the start become blanks."""
    return re.sub("[\r\x0b\x0c\x85\u2028\u2029\ufeff]", " ", _read(path))


def _marks(path: Path, length: int) -> tuple[tuple[Attribution, ...], tuple[MarkedActor, ...]]:
    entities: _Entities = {}
    events: list[tuple[str, dict[str, str]]] = []
    names: list[re.Match[str]] = []
    tags: list[re.Match[str]] = []
    for number, line in enumerate(_LINE_END.split(_read(path).removeprefix("\ufeff")), start=1):
        if line.startswith("T"):
            match = _ENTITY.fullmatch(line)
            if not match:
                raise AnnotationError(f"Line {number} is no entity", _REMEDY, path)
            entities[match["id"]] = match["type"], _spans(match["places"], length, number, path)
        elif line.startswith("E"):
            events.append((line.partition("\t")[0], _roles(line)))
        elif match := _NAMED.fullmatch(line):
            names.append(match)
        elif match := _TAG.fullmatch(line):
            tags.append(match)
    return tuple(_attributions(entities, events, tags)), tuple(_actors(entities, names))


def _attributions(
    entities: _Entities, events: list[tuple[str, dict[str, str]]], tags: list[re.Match[str]]
) -> Iterator[Attribution]:
    if not events:
        yield from (Attribution(spans) for kind, spans in entities.values() if kind == "Content")
    for id_, event in events:
        parts = {role: entities[key][1] for role, key in event.items() if key in entities}
        if "Content" in parts:
            own = tuple((tag["dimension"].lower(), tag["tag"]) for tag in tags if tag["id"] == id_)
            yield Attribution(parts["Content"], parts.get("Source", ()), parts.get("Cue", ()), own)


def _actors(entities: _Entities, names: list[re.Match[str]]) -> Iterator[MarkedActor]:
    for match in names:
        if match["id"] in entities:
            kind, spans = entities[match["id"]]
            whole = Span(spans[0].start, spans[-1].end)
            yield MarkedActor(whole, match["who"], match["kind"] == _KNOWN, kind == _METONYM)


def _roles(line: str) -> dict[str, str]:
    """Which entity has which part in an event; of several with one part the first."""
    roles: dict[str, str] = {}
    for part in line.partition("\t")[2].split():
        role, _, key = part.partition(":")
        roles.setdefault(role.rstrip("0123456789"), key)
    return roles


def _spans(places: str, length: int, number: int, path: Path) -> tuple[Span, ...]:
    pairs = [tuple(int(place) for place in pair.split()) for pair in places.split(";")]
    if any(not start < end <= length for start, end in pairs):
        raise AnnotationError(
            f"Line {number} marks what is not in the text, which has {length} code points",
            "Check that the two files belong together",
            path,
        )
    return tuple(joined(Span(start, end) for start, end in pairs))
