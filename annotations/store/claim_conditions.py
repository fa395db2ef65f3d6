"""A filter of claims as conditions of SQL, about `c` (claims) and the ids of articles."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from annotations.claim_filter import ClaimFilter, Coding, Match, folded
from annotations.claim_rows import with_below
from annotations.claims import Passage
from annotations.codebook import Codebook, Dimension
from annotations.store.sql import escaped, marks

LEFT_OUT = "SELECT claim_id FROM settlements WHERE dimension_id IS NULL AND decision = 'left'"
"""Ids of the claims whose passage was left out when differences were settled."""


@dataclass(slots=True)
class Conditions:
    """Conditions to be joined by AND, with their values in order."""

    clauses: list[str] = field(default_factory=list)
    values: list[object] = field(default_factory=list)

    def add(self, clause: str, *values: object) -> None:
        """One condition more."""
        self.clauses.append(clause)
        self.values += values

    @property
    def sql(self) -> str:
        """All of them."""
        return " AND ".join(self.clauses) or "1"


@dataclass(frozen=True, slots=True)
class Coders:
    """Whose tags count: one coder's (`seen_by`), or with 0 those of *agreed* (`agreed`), else those of the maker."""

    agreed: int
    seen_by: int = 0


def conditions(wanted: ClaimFilter, codebook: Codebook, coders: Coders, article: str = "c.article_id") -> Conditions:
    """The filter but for its words, which SQL cannot compare as people read them.

    Args:
        wanted: the filter.
        codebook: of the project.
        coders: whose tags count.
        article: what names the id of the claim's article in the statement.
    """
    found = Conditions()
    _of_articles(found, wanted, article)
    if wanted.coders:
        found.add(f"c.coder_id IN (SELECT id FROM coders WHERE uid IN ({marks(wanted.coders)}))", *wanted.coders)
    if wanted.checks:
        found.add(f"c.check_state IN ({marks(wanted.checks)})", *(state.value for state in wanted.checks))
    if wanted.origins:
        found.add(f"c.origin IN ({marks(wanted.origins)})", *(origin.value for origin in wanted.origins))
    if len(set(wanted.passages)) == 1:
        found.add(f"c.id {'' if Passage.LEFT_OUT in wanted.passages else 'NOT '}IN ({LEFT_OUT})")
    if wanted.tag_origins:
        values = tuple(origin.value for origin in wanted.tag_origins)
        found.add(_with_tag_of(len(values), coders), *values)
    for name in wanted.texts:
        found.add(f"c.{name.removeprefix('-')} {'=' if name.startswith('-') else '<>'} ''")
    for coding in wanted.codings:
        _of_coding(found, coding, codebook, coders)
    return found


def _with_tag_of(origins: int, coders: Coders) -> str:
    """That a claim has a tag of one of so many origins, among those that count or are one coder's."""
    whose = f"x.coder_id = {coders.seen_by:d}"
    if not coders.seen_by:
        settled = (
            "SELECT 1 FROM claim_tags y JOIN tags u ON u.id = y.tag_id WHERE y.claim_id = c.id"
            f" AND y.coder_id = {coders.agreed:d} AND u.dimension_id = t.dimension_id"
        )
        whose = f"x.coder_id = {coders.agreed:d} OR (x.coder_id = c.coder_id AND NOT EXISTS ({settled}))"
    return (
        "EXISTS (SELECT 1 FROM claim_tags x JOIN tags t ON t.id = x.tag_id WHERE x.claim_id = c.id"
        f" AND x.origin IN ({', '.join('?' * origins)}) AND ({whose}))"
    )


def _of_articles(found: Conditions, wanted: ClaimFilter, article: str) -> None:
    inner = Conditions()
    if wanted.outlets:
        inner.add(f"outlet_id IN (SELECT id FROM outlets WHERE uid IN ({marks(wanted.outlets)}))", *wanted.outlets)
    for column, values in (
        ("country", wanted.countries),
        ("medium", wanted.media),
        ("ownership", wanted.ownerships),
    ):
        if values:
            none = " OR outlet_id IS NULL" if "" in values else ""
            inner.add(
                f"(outlet_id IN (SELECT id FROM outlets WHERE {column} IN ({marks(values)})){none})",
                *values,
            )
    if wanted.statuses:
        inner.add(f"status IN ({marks(wanted.statuses)})", *(status.value for status in wanted.statuses))
    if wanted.since:
        inner.add("published >= ?", wanted.since)
    if wanted.until:
        inner.add("published <> '' AND substr(published, 1, ?) <= ?", len(wanted.until), wanted.until)
    if inner.clauses:
        found.add(f"{article} IN (SELECT id FROM articles WHERE {inner.sql})", *inner.values)


def _of_coding(found: Conditions, coding: Coding, codebook: Codebook, coders: Coders) -> None:
    dimension = next((d for d in codebook.dimensions if d.uid == coding.dimension), None)
    tags = codebook.tags_of(dimension.id) if dimension else ()
    groups = [[tag.id] for tag in tags if tag.uid in coding.tags] if coding.tags else [[tag.id for tag in tags]]
    if coding.below and coding.tags:
        groups = [sorted(with_below(codebook, group)) for group in groups]
    lacking = bool(coding.tags) and len(groups) < len(coding.tags)
    if coding.match is not Match.ALL:
        groups, lacking = [sorted({tag for group in groups for tag in group})], False
    groups = [group for group in groups if group]
    if lacking or (not groups and coding.match is not Match.NONE):
        found.add("0")  # what is asked for is not in the codebook any more
    elif dimension is not None:
        for group in groups:
            _has(found, group, coding, dimension, coders)


def _has(found: Conditions, tags: Sequence[int], coding: Coding, dimension: Dimension, coders: Coders) -> None:
    """That a claim has one of some tags, or has not."""
    inside, asked = _ids(tags), f" AND x.role = '{coding.role}'" if coding.role else ""
    said = f"SELECT 1 FROM claim_tags x WHERE x.claim_id = c.id AND x.tag_id IN ({inside}){asked} AND x.coder_id ="
    if coders.seen_by:
        has = f"EXISTS ({said} {coders.seen_by:d})"
    else:
        has = (
            f"CASE WHEN {_settled(dimension, coders)} THEN EXISTS ({said} {coders.agreed:d})"
            f" ELSE EXISTS ({said} c.coder_id) END"
        )
    if coding.match is Match.NONE:
        found.add(f"NOT {has}")
    else:
        # Few claims have most tags: this lets SQLite begin with those.
        found.add(f"c.id IN (SELECT claim_id FROM claim_tags WHERE tag_id IN ({inside})) AND {has}")


def _settled(dimension: Dimension, coders: Coders) -> str:
    """That *agreed* said anything of a claim in a dimension: found once for all claims, since it is seldom any."""
    return (
        f"c.id IN (SELECT y.claim_id FROM tags s CROSS JOIN claim_tags y ON y.tag_id = s.id"
        f" WHERE s.dimension_id = {dimension.id:d} AND y.coder_id = {coders.agreed:d})"
    )


_PLACE = "CASE WHEN t.key = 'none' THEN 3000000 WHEN t.value IS NOT NULL THEN t.value ELSE 1000000 + t.position END"


def places(codebook: Codebook, dimension: Dimension) -> dict[int, list[int]]:
    """Ids of the tags of a dimension by what `rank` gives for them."""
    found: dict[int, list[int]] = {}
    for tag in codebook.tags_of(dimension.id):
        place = 3_000_000 if tag.is_none else 1_000_000 + tag.position if tag.value is None else tag.value
        found.setdefault(place, []).append(tag.id)
    return found


def begins_with(place: int, tags: Sequence[int], dimension: Dimension, coders: Coders, *, often: bool) -> str:
    """That the first tag of a claim in a dimension is one of some, which `rank` puts at a place.

    Claims with tags that are `often` set are met soon by going through all of them, others are looked up by their tags.
    """
    inside = _ids(tags)
    if often:
        tagged = f"EXISTS (SELECT 1 FROM claim_tags q WHERE q.claim_id = c.id AND q.tag_id IN ({inside}))"
    else:
        tagged = f"c.id IN (SELECT claim_id FROM claim_tags WHERE tag_id IN ({inside}))"
    return f"{tagged} AND {rank(dimension, coders)} = {place:d}"


def more_than(count: int, tags: Sequence[int]) -> str:
    """A statement for whether some tags are set more than so many times."""
    some = f"SELECT 1 FROM claim_tags WHERE tag_id IN ({_ids(tags)}) LIMIT {count + 1:d}"
    return f"SELECT count(*) > {count:d} FROM ({some})"


def rank(dimension: Dimension, coders: Coders) -> str:
    """An expression for the place of a claim's first tag in a dimension; NULL where it is not coded."""
    counts = (
        f"{coders.seen_by:d}"
        if coders.seen_by
        else f"CASE WHEN {_settled(dimension, coders)} THEN {coders.agreed:d} ELSE c.coder_id END"
    )
    return (
        f"(SELECT min({_PLACE}) FROM claim_tags x JOIN tags t ON t.id = x.tag_id"
        f" WHERE x.claim_id = c.id AND t.dimension_id = {dimension.id:d} AND x.coder_id = {counts})"
    )


def _ids(ids: Sequence[int]) -> str:
    return ", ".join(f"{each:d}" for each in ids)


def likely_words(words: str) -> tuple[str, list[object]]:
    """An expression for whether a claim has words: 1 for certain, 0 for not, NULL where it must be read.

    LIKE knows the case of ASCII letters and no accents, so it decides wherever a text has no other letters.
    """
    wanted = folded(words)
    several = " " in wanted
    plain = f"{_is_plain('c.exact', several=several)} AND {_is_plain('c.translation', several=several)}"
    if not wanted.isascii():
        return f"CASE WHEN {plain} THEN 0 END", []
    pattern = f"%{escaped(wanted)}%"
    like = " OR ".join(
        f"{_on_one_line(name, several=several)} LIKE ? ESCAPE '\\'" for name in ("c.exact", "c.translation")
    )
    return f"CASE WHEN {like} THEN 1 WHEN {plain} THEN 0 END", [pattern, pattern]


def _on_one_line(column: str, *, several: bool) -> str:
    """The text as words are looked for in it: white space matters only between several."""
    return f"replace(replace({column}, char(10), ' '), char(9), ' ')" if several else column


def _is_plain(column: str, *, several: bool) -> str:
    """That a text has ASCII letters only and nothing between its words but one blank."""
    ascii_only = f"length({column}) = length(CAST({column} AS BLOB))"
    return f"({ascii_only} AND NOT instr({_on_one_line(column, several=True)}, '  '))" if several else ascii_only
