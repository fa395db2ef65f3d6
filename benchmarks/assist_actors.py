"""Who is named in the gold set, told by the program and by plain names alone."""

import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from annotations.codebook import Codebook, Dimension, Kind, Tag
from annotations.language.actors import Actor, Actors
from annotations.language.analysis import analysed
from annotations.language.gazetteer import Gazetteer
from annotations.language.mentions import mentions_in
from annotations.language.naming import Named
from annotations.language.standoff import Marked
from annotations.language.word_forms import plain_name
from annotations.spans import Span

Naming = Callable[[Marked], Iterator[Named]]


def codebook_of(table: Path) -> Codebook:
    """A codebook with the actors of a table, whose ids are the keys of the tags."""
    lines = [line for line in table.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    tags = tuple(
        Tag(
            row["name"],
            key=row["id"],
            type=row["type"],
            aliases=tuple(name for cell in (row["en"], row["ru"]) for name in cell.split("|") if name),
            id=number,
            dimension_id=1,
        )
        for number, row in enumerate(csv.DictReader(lines), start=1)
    )
    return Codebook(dimensions=(Dimension("Actors", Kind.ACTORS, id=1),), tags=tags)


def naming_of(codebook: Codebook, gazetteer: Gazetteer) -> Naming:
    """As the program tells it: names of codebook and gazetteer in all forms, surnames, and names the model reads."""
    actors = Actors.of(codebook, gazetteer)
    keys = {tag.id: tag.key for tag in codebook.tags}

    def who(actor: Actor) -> tuple[str, bool]:
        if actor.tag_id:
            return keys[actor.tag_id], True
        known = gazetteer.by_name.get(plain_name(actor.name))
        return (known.entry.id, True) if known else (actor.name, False)

    def name(text: Marked) -> Iterator[Named]:
        found = mentions_in(text.text, analysed(text.text).names, actors)
        return (Named(one.span, *who(one.actor)) for one in found if one.decided)

    return name


def named_by_names(codebook: Codebook, gazetteer: Gazetteer) -> Naming:
    """The baseline: names and aliases exactly as they are written in the codebook and the gazetteer."""
    names = {name: entry.id for entry in gazetteer.actors() for name in entry.names}
    names |= {name: tag.key for tag in codebook.tags for name in (tag.name, *tag.aliases)}
    listed = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    pattern = re.compile(rf"(?<!\w)(?:{listed})(?!\w)")

    def name(text: Marked) -> Iterator[Named]:
        return (Named(_span(match), names[match[0]], True) for match in pattern.finditer(text.text))

    return name


def _span(match: re.Match[str]) -> Span:
    return Span(*match.span())
