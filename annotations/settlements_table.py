"""What was settled as rows, for people, spreadsheets and programs."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from annotations.brief.target import replacing
from annotations.claim_rows import tag_words
from annotations.claims import Claim, coded
from annotations.codebook import Codebook
from annotations.differences import State, differences
from annotations.project import Project
from annotations.settling import Decision, Settlement
from annotations.spreadsheets import harmless

Row = dict[str, Any]

PASSAGE = "Passage"
"""Stands in place of a dimension where the passage itself was settled."""

COLUMNS = (
    *("claim", "article", "quote", "dimension", "decision", "tags", "coders_said", "taken_from", "reason"),
    *("settled_by", "settled_at", "state"),
)


def settled_rows(project: Project) -> list[Row]:
    """One row a settlement with `COLUMNS`, by the number of the claim.

    `tags` are those of *agreed*; `coders_said` has each coder's by name. `state` is "changed" where coders say
    something else since, else "settled".
    """
    return list(_rows(project))


def _rows(project: Project) -> Iterator[Row]:
    settlements = project.settlements.all()
    claims = {claim.id: claim for claim in project.claims.some(sorted({one.claim_id for one in settlements}))}
    headlines = {row.claim.id: row.headline for row in project.claim_lists.rows(sorted(claims))}
    names = {coder.id: coder.name for coder in project.coders.all()}
    agreed, codebook = project.coders.agreed().id, project.codebook.read()
    places = {dimension.id: place for place, dimension in enumerate(codebook.dimensions)}
    changed = _changed(project)
    for one in sorted(settlements, key=lambda s: (claims[s.claim_id].number, places.get(s.dimension_id or 0, -1))):
        claim = claims[one.claim_id]
        said = _said(claim, one, codebook)
        yield {
            "claim": claim.number,
            "article": headlines.get(claim.id, ""),
            "quote": claim.quote,
            "dimension": codebook.dimension(one.dimension_id).name if one.dimension_id else PASSAGE,
            "decision": _DECISIONS[one.decision],
            "tags": said.get(agreed, []),
            "coders_said": {names.get(coder, ""): tags for coder, tags in said.items() if coder != agreed},
            "taken_from": names.get(one.taken_from or 0, ""),
            "reason": one.reason,
            "settled_by": names.get(one.coder_id or 0, ""),
            "settled_at": one.settled_at,
            "state": "changed" if one.id in changed else "settled",
        }


_DECISIONS = {
    Decision.ONE: "one side",
    Decision.BOTH: "all sides",
    Decision.OTHER: "another value",
    Decision.LEFT: "left out",
    Decision.KEPT: "kept",
}


def _changed(project: Project) -> set[int]:
    """Ids of the settlements of which coders say something else since."""
    every = differences(project)
    found = {one.id for each in every if each.state is State.CHANGED for one in each.settlements}
    known = {one.id for each in every for one in each.settlements}
    # What is settled of an article that only one coded by now, the differences do not tell.
    rest = [one for one in project.settlements.all() if one.id not in known]
    return found | {one.id for one in rest if project.settlements.changed_since(one)}


def _said(claim: Claim, one: Settlement, codebook: Codebook) -> dict[int, list[str]]:
    if one.dimension_id is None:
        return {}
    dimension = codebook.dimension(one.dimension_id)
    tags = [tag.id for tag in codebook.tags_of(dimension.id)]
    return {
        coder: [
            tag_words(codebook.tag(t.tag_id), dimension) + (f" ({t.role})" if t.role else "") for t in sorted(taggings)
        ]
        for coder, taggings in coded(claim, tags).items()
    }


def write_settlements(rows: Sequence[Row], path: Path, columns: Sequence[str] = COLUMNS) -> None:
    """Write rows as CSV with the mark by which Excel knows the letters; what stood there is replaced.

    Raises:
        ExportError: if the file cannot be written.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([harmless(_cell(row[name])) for name in columns] for row in rows)
    with replacing(path, "table") as write:
        write(text.getvalue().encode("utf-8-sig"))


def _cell(value: object) -> object:
    match value:
        case Mapping():
            return "; ".join(f"{name}: {', '.join(tags)}" for name, tags in value.items())
        case list():
            return ", ".join(value)
        case _:
            return value
