"""Small matters of the lines that people read on a terminal, and of names."""

_MOST_INITIALS = 4


def number_of(number: int, noun: str, plural: str = "") -> str:
    """Return "1 article", "2,000 articles"; `noun` takes an s where its plural is not given."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def initials_of(name: str) -> str:
    """Return the initials of a person's name: the first letter of each word in capitals, at most four."""
    firsts = (next(filter(str.isalpha, word), "") for word in name.split())
    return "".join(firsts).upper()[:_MOST_INITIALS]


def printable(text: str) -> str:
    """Return `text` on one line, without what a terminal would obey or cannot show.

    Names of files may hold line breaks, escape sequences and bytes that are no characters.
    """
    line = " ".join(text.split())
    return line if line.isprintable() else "".join(letter if letter.isprintable() else "\ufffd" for letter in line)
