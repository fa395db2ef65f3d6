"""How the work of two coders looks in the reader beside one another: marks in two lanes, cards with what each said."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from annotations.claims import Claim, Coder, Tagging
from annotations.codebook import Codebook, Dimension
from annotations.comparing import Pair, Verdict, compare
from annotations.wording import number_of
from app.claim_view import tag_look, tag_words
from app.reader.marks import Card, Chip, Compared, Lane, Look, Mark, Stroke
from app.theme import colour_key

SIGNS = {Verdict.SAME: "=", Verdict.DIFFERENT: "≠"}
"""What stands at the bars and on the cards of a passage of both."""

_COLOURS = ("blue", "orange")
"""Of the first and the second coder where passages are compared and no tag gives a colour."""

_SEVERAL = 2

_STROKES = {Verdict.SAME: Stroke.SOLID, Verdict.DIFFERENT: Stroke.STRIPED}


@dataclass(frozen=True)
class CompareView:
    """Turns the claims of an article into marks and cards of two coders; `dimension` is None for passages only."""

    codebook: Codebook
    first: Coder
    second: Coder
    dimension: Dimension | None = None

    @cached_property
    def _tags(self) -> dict[int, int] | None:
        """The place of each tag of the dimension by its id; None for passages only."""
        if self.dimension is None:
            return None
        return {tag.id: place for place, tag in enumerate(self.codebook.tags_of(self.dimension.id))}

    def pairs(self, claims: Iterable[Claim]) -> list[Pair]:
        """What the two made of the claims of one article, in the order of its text."""
        return compare(claims, self.first.id, self.second.id, self._tags)

    def shown(self, pairs: Iterable[Pair]) -> tuple[list[Mark], list[Card]]:
        """A mark for every claim of either coder, and a card for every passage."""
        marks: list[Mark] = []
        cards: list[Card] = []
        for pair in pairs:
            sides = self._sides(pair)
            first, second = (self._lane(side, pair.verdict) for side in sides)
            if pair.other and pair.first and pair.second:
                marks += (_mark(pair.first, (first, None)), _mark(pair.second, (None, second)))
            else:
                marks.append(_mark(pair.claim, (first, second)))
            cards.append(self._card(pair, sides))
        return marks, cards

    def _sides(self, pair: Pair) -> tuple["_Side", "_Side"]:
        """What each of the two said of a passage."""
        return (
            _Side(self.first, _COLOURS[0], pair.first, self._taggings(pair.first, self.first)),
            _Side(self.second, _COLOURS[1], pair.second, self._taggings(pair.second, self.second)),
        )

    def _taggings(self, claim: Claim | None, coder: Coder) -> Sequence[Tagging]:
        """What one coder said of a claim in the dimension, in the order of the codebook."""
        tags = self._tags
        if claim is None or not tags:
            return ()
        own = [t for t in claim.taggings if t.coder_id == coder.id and t.tag_id in tags]
        return own if len(own) < _SEVERAL else sorted(own, key=lambda t: (tags[t.tag_id], t.role))

    def _lane(self, side: "_Side", verdict: Verdict) -> Lane | None:
        if side.claim is None:
            return None
        label = f"{SIGNS.get(verdict, '')} {short(side.coder)} {side.claim.number}".lstrip()
        if self.dimension is None:
            return Lane(label, side.colour, _STROKES.get(verdict, Stroke.HOLLOW))
        if not side.taggings:
            return Lane(label, "", Stroke.DOTTED)
        colour = colour_key(self.codebook.tag(side.taggings[0].tag_id))
        return Lane(label, colour, _STROKES.get(verdict, Stroke.HOLLOW))

    def _card(self, pair: Pair, sides: Iterable["_Side"]) -> Card:
        claim, other = pair.claim, pair.other
        chips = tuple(chip for side in sides for chip in self._chips(side))
        compared = Compared(
            SIGNS.get(pair.verdict, ""),
            partial(self._said, pair),
            other.id if other else None,
            other.number if other else 0,
        )
        return Card(claim.id, claim.number, self.verdict(pair.verdict), chips, compared=compared)

    def _chips(self, side: "_Side") -> Iterable[Chip]:
        words = [f"{short(side.coder)}: {said}" for said in self._words(side)]
        if side.claim is None or (self.dimension and not side.taggings):
            return [Chip(words[0], look=Look.OPEN)]
        if self.dimension is None:
            return [Chip(words[0], side.colour)]
        tags = (self.codebook.tag(tagging.tag_id) for tagging in side.taggings)
        return [
            Chip(said, colour_key(tag), tag_look(tag, self.dimension)) for said, tag in zip(words, tags, strict=True)
        ]

    def _words(self, side: "_Side") -> list[str]:
        """What somebody said of a passage, one for each tag; what they did not do where they said nothing."""
        if side.claim is None:
            return ["not marked"]
        if self.dimension is None:
            return [number_of(len(side.claim.quote.split()), "word")]
        dimension, tag = self.dimension, self.codebook.tag
        return [tag_words(tag(t.tag_id), dimension, t.role) for t in side.taggings] or ["not coded"]

    # ------------------------------------------------------------------ in words

    def verdict(self, verdict: Verdict) -> str:
        """What a comparison comes to, for the bar above the text and for cards."""
        match verdict:
            case Verdict.SAME:
                return "the same"
            case Verdict.DIFFERENT:
                return "different"
            case Verdict.ONLY_FIRST:
                return f"only {short(self.first)}"
            case Verdict.ONLY_SECOND:
                return f"only {short(self.second)}"
            case Verdict.NEITHER:
                return "not coded"

    def counts(self, pairs: Iterable[Pair]) -> Counter[Verdict]:
        """How many passages there are of each kind."""
        return Counter(pair.verdict for pair in pairs)

    def _said(self, pair: Pair) -> str:
        """A card in words: the claims, who said what, whether they agree."""
        number = f"{pair.claim.number}" + (f" and {pair.other.number}" if pair.other else "")
        outcome = {
            Verdict.SAME: "they agree",
            Verdict.DIFFERENT: "they differ",
            Verdict.ONLY_FIRST: f"only {self.first.name}",
            Verdict.ONLY_SECOND: f"only {self.second.name}",
            Verdict.NEITHER: "neither coded it",
        }[pair.verdict]
        lines = [f"{side.coder.name}: {', '.join(self._words(side))}" for side in self._sides(pair)]
        subject = self.dimension.name if self.dimension else "Passage"
        return "\n".join([f"{number}  {subject}: {outcome}", *lines])


@dataclass(frozen=True, slots=True)
class _Side:
    """What one coder made of a passage; `colour` is theirs where no tag gives one."""

    coder: Coder
    colour: str
    claim: Claim | None
    taggings: Sequence[Tagging]


def short(coder: Coder) -> str:
    """A coder's initials, or the name where there are none; the sign of *agreed* would be taken for an equals sign."""
    return coder.name if coder.agreed else coder.initials or coder.name


def alone(claims: Iterable[Claim]) -> list[Mark]:
    """Marks of claims that are neither coder's: a number and an outline."""
    return [Mark(claim.id, claim.number, claim.span, look=Look.OPEN) for claim in claims]


def _mark(claim: Claim, lanes: tuple[Lane | None, Lane | None]) -> Mark:
    return Mark(claim.id, claim.number, claim.span, lanes=lanes)
