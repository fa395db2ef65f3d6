"""What one row of the table shows, made behind the window so that painting has nothing to work out."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from annotations.claim_filter_words import CHECK_WORDS
from annotations.claim_rows import ClaimRow, Column, Seen, tag_words
from annotations.claims import CheckState, Claim, Coder, Origin
from annotations.codebook import Dimension, Kind, Tag
from app.claim_view import scale_text
from app.models.articles import shown_date
from app.reader.marks import Chip, Look
from app.theme import colour_key

_SIGNS = {"target": ("→ ", ""), "addressee": ("to ", ""), "beneficiary": ("for ", ""), "mentioned": ("(", ")")}
"""How a chip says an actor's role in little room; the speaker stands without a sign. In words it is said in full."""

PUBLISHED = "published"
"""Key of the date with the time of day, where that is known; it is no column."""

_MOST_SHOWN = 400
"""Characters of a quote that a row can show; the rest stands in the detail strip."""


@dataclass(frozen=True, slots=True)
class Line:
    """One claim as the table shows it: words by column, and chips by the uid of a dimension."""

    claim: Claim
    words: Mapping[str, str]
    chips: Mapping[str, tuple[Chip, ...]] = field(default_factory=dict)
    language: str = ""
    left_out: bool = False

    def said(self, key: str) -> str:
        """A cell in words, for screen readers and tool tips."""
        return self.words.get(key, "")


def lines(rows: Iterable[ClaimRow], seen: Seen, coders: Mapping[int, Coder]) -> list[Line]:
    """Make what is shown of rows."""
    return [_line(row, seen, coders) for row in rows]


def _line(row: ClaimRow, seen: Seen, coders: Mapping[int, Coder]) -> Line:
    claim = row.claim
    coder = coders.get(claim.coder_id)
    words: dict[str, str] = {
        Column.NUMBER: str(claim.number),
        Column.QUOTE: " ".join(claim.quote[:_MOST_SHOWN].split()),
        Column.ARTICLE: row.headline or "Without a headline",
        Column.OUTLET: row.outlet,
        Column.DATE: shown_date(row.published.partition("T")[0]),
        PUBLISHED: shown_date(row.published),
        Column.CODER: coder.initials if coder else "",
        Column.CHECK: _state(row),
        Column.TEXTS: ", ".join(name for name in ("note", "comment", "translation") if getattr(claim, name)),
    }
    chips, counts = {}, Counter[Origin]()
    for dimension in seen.codebook.dimensions:
        taggings = seen.taggings(claim, dimension)
        tags = [(seen.codebook.tag(tagging.tag_id), tagging.role) for tagging in taggings]
        chips[dimension.uid] = tuple(_chip(tag, dimension, role) for tag, role in tags)
        said = ", ".join(tag_words(tag, dimension, role) for tag, role in tags)
        words[dimension.uid] = said or "not coded yet"
        counts.update(tagging.origin for tagging in taggings)
    words[Column.ORIGIN] = origin_words(claim.origin, counts)
    return Line(claim, words, chips, row.language, row.left_out)


def _state(row: ClaimRow) -> str:
    """The check state, and whether the passage was left out when differences were settled."""
    state = row.claim.check_state
    told = ["" if state is CheckState.OPEN else CHECK_WORDS[state], "left out" if row.left_out else ""]
    said = ", ".join(filter(None, told))
    return said[:1].upper() + said[1:]


def origin_words(origin: Origin, tags: Mapping[Origin, int]) -> str:
    """How a claim and its tags came about: "Accepted · tags: 2 accepted, 1 changed"; empty where all was by hand."""
    told = [f"{tags[one]} {one}" for one in (Origin.ACCEPTED, Origin.CHANGED) if tags.get(one)]
    if origin is Origin.TYPED and not told:
        return ""
    claim = "By hand" if origin is Origin.TYPED else origin.capitalize()
    return f"{claim} · tags: {', '.join(told)}" if told else claim


def _chip(tag: Tag, dimension: Dimension, role: str) -> Chip:
    if dimension.kind is Kind.SCALE:
        return Chip(scale_text(tag), colour_key(tag), Look.MIXED if tag.key == "mixed" else Look.FILLED)
    before, after = _SIGNS.get(role, ("", ""))
    return Chip(f"{before}{tag.name}{after}", colour_key(tag))
