"""Writes codebooks as files that people can read and `annotations.codebook_file` reads back."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count

from annotations.codebook import NONE_OF_THESE, TAG_TEXTS, Codebook, CodebookFile, Dimension, Tag, shipped_uid

_NOT_IN_KEYS = re.compile(r"[\W_]+")


def codebook_text(file: CodebookFile) -> str:
    """Return the file's text in TOML; `read_codebook` makes the same codebook of it.

    Texts have to be canonical and without white space at their edges, as those of every project are.
    """
    return "\n".join(_lines(file)) + "\n"


def _lines(file: CodebookFile) -> Iterator[str]:
    yield from _pairs(id=file.id, version=file.version, name=file.name, about=file.about)
    for dimension in file.dimensions:
        yield from ("", "", "[[dimension]]")
        yield from _pairs(
            key=dimension.key,
            uid=dimension.uid,
            name=dimension.name,
            kind=dimension.kind.value,
            help=dimension.help,
            roles=[role.value for role in dimension.roles],
        )
        for kind in dimension.types:
            yield from ("", "[[dimension.types]]")
            yield from _pairs(key=kind.key, name=kind.name, definition=kind.definition)
        for tag in file.tags.get(dimension.key, ()):
            yield from ("", "[[dimension.tag]]")
            yield from _tag(tag, file.parents.get((dimension.key, tag.key), ""))


def _tag(tag: Tag, parent: str) -> Iterator[str]:
    yield from _pairs(key=tag.key, uid=tag.uid, name=tag.name, parent=parent, value=tag.value)
    yield from _pairs(**{name: getattr(tag, name) for name in TAG_TEXTS}, aliases=list(tag.aliases))


def _pairs(**values: str | int | list[str] | None) -> Iterator[str]:
    """Keys with their values, empty ones left out."""
    for key, value in values.items():
        if isinstance(value, int) or value:
            yield f"{key} = {_value(value)}"


def _value(value: str | int | list[str]) -> str:
    """JSON writes texts, numbers and lists as TOML does, but for one character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def as_file(codebook: Codebook, codebook_id: str, name: str) -> CodebookFile:
    """Return a project's codebook as a file that keeps the uids, so that projects made from it agree.

    Args:
        codebook: as stored in a project.
        codebook_id: what the file is to call itself; a uid made of it and the keys need not be written.
        name: its name for people.
    """
    dimensions: list[Dimension] = []
    tags: dict[str, tuple[Tag, ...]] = {}
    parents: dict[tuple[str, str], str] = {}
    keys = Keys()
    for stored in codebook.dimensions:
        key = keys.of(stored.key, stored.name)
        uid = "" if stored.uid == shipped_uid(codebook_id, key) else stored.uid
        dimensions.append(replace(stored, uid=uid, key=key, position=0, id=0))
        tag_keys, known = Keys(NONE_OF_THESE), dict[int, str]()
        written: list[Tag] = []
        for tag in _parents_first(codebook.tags_of(stored.id, with_none=False)):
            tag_key = tag_keys.of(tag.key, tag.name)
            if tag.parent_id in known:
                parents[key, tag_key] = known[tag.parent_id]
            known[tag.id] = tag_key
            tag_uid = "" if tag.uid == shipped_uid(codebook_id, key, tag_key) else tag.uid
            written.append(replace(tag, uid=tag_uid, key=tag_key, position=0, parent_id=None, id=0, dimension_id=0))
        tags[key] = tuple(written)
    return CodebookFile(codebook_id, name, "1", "", tuple(dimensions), tags, parents)


class Keys:
    """Gives keys, no two alike."""

    def __init__(self, *taken: str) -> None:
        """Keep which are taken already."""
        self._taken = set(taken)

    def of(self, key: str, name: str) -> str:
        """The key itself where it is free, else one made of the name."""
        base = key or _NOT_IN_KEYS.sub("-", name.casefold()).strip("-") or "x"
        free = next(each for n in count(1) if (each := base if n == 1 else f"{base}-{n}") not in self._taken)
        self._taken.add(free)
        return free


def _parents_first(tags: Iterable[Tag]) -> Iterable[Tag]:
    """The tags in their order, but none before its parent, unless they are their own ancestors."""
    by_id = {tag.id: tag for tag in tags}
    done: dict[int, Tag] = {}
    for tag in by_id.values():
        line: dict[int, Tag] = {}
        above: Tag | None = tag
        while above and above.id not in done and above.id not in line:
            line[above.id] = above
            above = by_id.get(above.parent_id or 0)
        done |= reversed(line.items())
    return done.values()
