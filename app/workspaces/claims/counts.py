"""How many claims there are, in words."""

from annotations.store.claim_lists import Counted
from annotations.wording import number_of


def in_words(counted: Counted, selected: int = 0, *, filtered: bool = False) -> str:
    """Say "212 of 4,600 claims in 31 articles", and how many are selected (0: nothing is said of that)."""
    every = number_of(counted.all_claims, "claim")
    many = f"{counted.claims:,} of {every}" if filtered else every
    where = f" in {number_of(counted.articles, 'article')}" if counted.claims else ""
    gone = f" · {counted.left_out:,} left out when settled" if counted.left_out else ""
    chosen = f" · {selected:,} selected" if selected else ""
    return f"{many}{where}{gone}{chosen}" if counted.all_claims else ""
