"""Letters without case and accents, so that what is typed finds what is written."""

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """The text in small letters without accents; for comparing only."""
    # Decomposing can bring forth capitals (of letters in circles, say), so it comes before folding the case as well.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))
