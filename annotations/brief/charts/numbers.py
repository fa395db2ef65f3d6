"""Numbers as charts and tables print them."""

from annotations.brief.texts import ENGLISH, Words


def signed(number: float, words: Words = ENGLISH) -> str:
    """A mean with its sign and one decimal: "−1.2", "+0.4", "0.0"."""
    rounded = round(number, 1)
    return words.decimal(f"{rounded:+.1f}".replace("-", "−") if rounded else "0.0")


def counted(count: int, words: Words = ENGLISH) -> str:
    """A count, or a dash for none."""
    return words.number(count) if count else "–"
