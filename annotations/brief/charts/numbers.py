"""Numbers as charts and tables print them."""


def signed(number: float) -> str:
    """A mean with its sign and one decimal: "−1.2", "+0.4", "0.0"."""
    rounded = round(number, 1)
    return f"{rounded:+.1f}".replace("-", "−") if rounded else "0.0"


def counted(count: int) -> str:
    """A count, or a dash for none."""
    return f"{count:,}" if count else "–"
