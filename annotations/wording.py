"""Small matters of the lines that people read on a terminal."""


def number_of(number: int, noun: str) -> str:
    """Return "1 article", "2 articles"; `noun` takes an s."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def printable(text: str) -> str:
    """Return `text` on one line, without what a terminal would obey or cannot show.

    Names of files may hold line breaks, escape sequences and bytes that are no characters.
    """
    line = " ".join(text.split())
    return line if line.isprintable() else "".join(letter if letter.isprintable() else "\ufffd" for letter in line)
