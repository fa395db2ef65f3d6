"""What other coders said of a dimension, as quiet lines under what the person sees."""

from collections.abc import Mapping, Sequence

from annotations.claims import Claim, Coder, Tagging
from annotations.codebook import Dimension
from app.claim_view import ClaimView, tag_words

NOT_CODED = "not coded"


def lines(view: ClaimView, claim: Claim, dimension: Dimension, coders: Mapping[int, Coder]) -> list[str]:
    """One line for each coder who said something else than what is shown ("MV: −1 · counts"); none where nobody did.

    Whose tags go into counts and the brief is said behind them, or else behind the last line.

    Args:
        view: as which person the claim is seen.
        claim: the claim.
        dimension: the dimension.
        coders: everybody, *agreed* among them, by id.
    """
    others = view.others(claim, dimension)
    found = [f"{short(coders, coder)}: {_words(view, dimension, taggings)}" for coder, taggings in others.items()]
    if not found:
        return []
    counting = view.counted(claim, dimension)
    by = counting[0].coder_id if counting else claim.coder_id
    if by in others:
        found[list(others).index(by)] += " · counts"
    else:
        found[-1] += f" · {_whose(view, coders, by)} counts" if counting else " · not counted"
    return found


def short(coders: Mapping[int, Coder], coder_id: int) -> str:
    """A coder's initials, or the name where there are none."""
    coder = coders.get(coder_id)
    return (coder.initials or coder.name) if coder else "?"


def _whose(view: ClaimView, coders: Mapping[int, Coder], coder_id: int) -> str:
    if coder_id == view.coder_id:
        return "yours"
    return "agreed" if coder_id == view.agreed_id else f"{short(coders, coder_id)}’s"


def _words(view: ClaimView, dimension: Dimension, taggings: Sequence[Tagging]) -> str:
    named = (tag_words(view.codebook.tag(tagging.tag_id), dimension, tagging.role) for tagging in taggings)
    return ", ".join(named) or NOT_CODED
