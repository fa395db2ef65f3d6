"""Margin cards: made of a claim, placed beside its line, pushed apart, carried over, never over one another."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from annotations.brief.coding_lines import coding_settings, heading, translated
from annotations.brief.content import ClaimEntry, claim_key
from annotations.brief.flow import Slot, draw_slots, slots
from annotations.brief.setting import Run, Setting, flowed, plain
from annotations.brief.sheet import Sheet
from annotations.brief.texts import ENGLISH, Words
from annotations.brief.typography import CARD, CARD_BOLD, CARD_ITALIC, CARD_LINK, CARD_QUIET, FAINT, QUIET

_INDENT, _PAD, _BAR = 7.0, 2.0, 2.4
GAP = 6.0


@dataclass(frozen=True, slots=True)
class Card:
    """A card with the height of its passage's line on this page; None where the passage is on an earlier page."""

    claim: ClaimEntry
    lines: tuple[Slot, ...]
    wanted: float
    line_y: float | None = None
    words: Words = ENGLISH

    @property
    def height(self) -> float:
        """Lines and padding."""
        return sum(slot.height for slot in self.lines) - (self.lines[0].before if self.lines else 0.0) + 2 * _PAD

    def carried(self, top: float) -> "Card":
        """The same card for the next page."""
        return replace(self, wanted=top, line_y=None)


@dataclass(frozen=True, slots=True)
class Placed:
    """A card and the height of its upper edge."""

    card: Card
    top: float


def make_card(
    claim: ClaimEntry, width: float, wanted: float, line_y: float | None, *, listed: bool, words: Words = ENGLISH
) -> Card:
    """Set a card: number and actors, a line for each dimension, translation, comment."""
    inner = width - _INDENT
    head = [Run(claim.label, CARD_LINK if listed else CARD_BOLD, claim_key(claim) if listed else "")]
    if claim.coder:
        head.append(Run(f" {claim.coder}", CARD_QUIET))
    if actors := heading(claim, words):
        head.append(Run(f"  {actors}", CARD_QUIET if claim.lacks_speaker else CARD_BOLD))
    rows: list[Setting | tuple[Setting, float]] = [flowed(head, inner)]
    rows += coding_settings(claim, inner, CARD, CARD_QUIET, words)
    if claim.translation:
        rows.append((plain(translated(claim), CARD_ITALIC, inner), 2.0))
    rows += [(plain(part, CARD, inner), 2.0) for part in claim.comment.split("\n") if part.strip()]
    return Card(claim, slots(*rows), wanted, line_y, words)


def placed(cards: Sequence[Card], top: float, bottom: float, *, whole_page: bool) -> tuple[list[Placed], list[Card]]:
    """Find places between two heights for cards in order; returns them and the cards that are carried over.

    A card stands at its line or below the card before it. Where the foot of the page is reached, those above move up as
    far as there is room; what still does not fit is carried over. A card that is longer than a `whole_page` is cut.
    """
    room = top - bottom
    fit: list[Card] = []
    used = 0.0
    rest = list(cards)
    while rest and used + rest[0].height <= room:
        used += rest[0].height + GAP
        fit.append(rest.pop(0))
    if rest and not fit and whole_page:
        head, tail = _cut(rest[0], room)
        return [Placed(head, top)], [tail, *rest[1:]]
    tops: list[float] = []
    limit = top
    for card in fit:
        tops.append(min(card.wanted, limit))
        limit = tops[-1] - card.height - GAP
    floor = bottom
    for place in range(len(fit) - 1, -1, -1):
        tops[place] = max(tops[place], floor + fit[place].height)
        floor = tops[place] + GAP
    return [Placed(card, y) for card, y in zip(fit, tops, strict=True)], rest


def _cut(card: Card, room: float) -> tuple[Card, Card]:
    """A card longer than the column in two; the second part says what it goes on with."""
    used, count = 2 * _PAD, 0
    for slot in card.lines:
        used += slot.height
        if used > room:
            break
        count += 1
    again = slots(plain(card.words("{claim}, continued", claim=card.claim.label), CARD_QUIET, 200))
    return replace(card, lines=card.lines[:count]), replace(card, lines=(*again, *card.lines[count:]))


def draw_card(sheet: Sheet, item: Placed, x: float, passage_right: float) -> None:
    """Draw a card with its bar, and a thin line to the edge of the text beside its passage."""
    card, top = item.card, item.top
    look, height = card.claim.look, card.height
    if look.is_open:
        sheet.outline(x, top - height, _BAR, height, QUIET, dash="1.6 1.2", weight=0.4)
    elif look.hatched:
        sheet.outline(x, top - height, _BAR, height, look.colour, weight=0.4)
        sheet.hatch(x, top - height, _BAR, height, look.colour, 2.2)
    else:
        sheet.fill(x, top - height, _BAR, height, look.colour)
    if card.line_y is not None:
        anchor = top - _PAD - card.lines[0].setting.drop + 2
        sheet.path(
            ((passage_right + 2, card.line_y), (passage_right + 5, card.line_y), (x - 3, anchor), (x, anchor)), FAINT
        )
    draw_slots(sheet, card.lines, x + _INDENT, top - _PAD, sheet.element("Note"))
