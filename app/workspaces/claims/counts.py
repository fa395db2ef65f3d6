"""How many claims there are, in words."""

from annotations.store.claim_lists import Counted


def in_words(counted: Counted, selected: int = 0, *, filtered: bool = False) -> str:
    """Say "212 of 4,600 claims in 31 articles", and how many are selected (0: nothing is said of that)."""
    noun = "claim" if counted.all_claims == 1 else "claims"
    many = f"{counted.claims:,} of {counted.all_claims:,} {noun}" if filtered else f"{counted.all_claims:,} {noun}"
    where = f" in {counted.articles:,} article{'' if counted.articles == 1 else 's'}" if counted.claims else ""
    chosen = f" · {selected:,} selected" if selected else ""
    return f"{many}{where}{chosen}" if counted.all_claims else ""
