"""Claims named in what an analyst writes: "C12" is coloured where there is such a claim, and flagged where not."""

import re
from collections.abc import Callable, Container, Mapping

from PySide6.QtGui import QPalette, QSyntaxHighlighter, QTextCharFormat, QTextDocument
from PySide6.QtWidgets import QApplication

from annotations.brief.spec import CLAIM_NAMED, named_claims
from app.plain import PlainLabel
from app.workspaces.codebook.fields import Box, Line

_MOST_NAMED = 4


def read_references(typed: str) -> tuple[list[int], list[str]]:
    """The numbers in "C12, 31", each once in that order, and whatever else stands there."""
    words = [word for word in re.split(r"[\s,;\[\]]+", typed) if word]
    found = [(word, re.fullmatch(r"[Cc]?(\d{1,9})", word)) for word in words]
    numbers = dict.fromkeys(int(match[1]) for _, match in found if match)
    return list(numbers), [word for word, match in found if not match]


def uids_of(typed: str, claims: Mapping[int, str]) -> tuple[str, ...]:
    """The uids of the claims that are named and there."""
    return tuple(claims[number] for number in read_references(typed)[0] if number in claims)


def in_numbers(uids: tuple[str, ...], claims: Mapping[int, str]) -> str:
    """Uids as a person writes them: "C12, C31"; those of claims that are gone are left out."""
    numbers = {uid: number for number, uid in claims.items()}
    return ", ".join(f"C{numbers[uid]}" for uid in uids if uid in numbers)


def missing(numbers: list[int], others: list[str], claims: Container[int]) -> str:
    """What is wrong with references, one sentence; empty if nothing is."""
    unknown = [f"C{number}" for number in numbers if number not in claims]
    if unknown:
        more = "" if len(unknown) <= _MOST_NAMED else " and others"
        return f"There is no claim {' or '.join(unknown[:_MOST_NAMED])}{more}."
    return f"“{others[0]}” is no claim. Write C12, C31." if others else ""


def left_out(numbers: list[int], printed: Container[int] | None) -> str:
    """Which references are not printed because the brief has not these claims; empty if all are, or it is not known."""
    absent = [f"C{number}" for number in numbers if printed is not None and number not in printed]
    if not absent:
        return ""
    return f"Not printed, because the brief does not take them in: {', '.join(absent)}."


class _Colours(QSyntaxHighlighter):
    """Claims that are there in the accent, others underlined as misspelt."""

    def __init__(self, document: QTextDocument, claims: Callable[[], Container[int]]) -> None:
        super().__init__(document)
        self._claims = claims

    def highlightBlock(self, text: str) -> None:
        """Qt: colour one paragraph."""
        for match in CLAIM_NAMED.finditer(text):
            look = QTextCharFormat()
            if int(match[1]) in self._claims():
                look.setForeground(QApplication.palette().brush(QPalette.ColorRole.Link))
            else:
                look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
                look.setForeground(QApplication.palette().brush(QPalette.ColorRole.BrightText))
            # Qt counts in UTF-16.
            start = len(text[: match.start()].encode("utf-16-le")) // 2
            self.setFormat(start, len(match[0]), look)


class Prose(Box):
    """A text in which claims may be named, with a line below it that tells of those that are not there."""

    def __init__(self, name: str, hint: str, claims: Callable[[], Mapping[int, str]]) -> None:
        super().__init__(name, hint)
        self._claims = claims
        self._colours = _Colours(self.document(), claims)
        self.refusal = refusal()
        self.textChanged.connect(self.check)

    def check(self) -> None:
        """Say which claims are not there."""
        tell(self.refusal, missing(named_claims(self.toPlainText()), [], self._claims()))

    def recolour(self) -> None:
        """Other claims are there, or the colours are others."""
        self._colours.rehighlight()
        self.check()

    def insert_claim(self, number: int) -> None:
        """Write a claim's number where the cursor is."""
        cursor = self.textCursor()
        before = self.document().characterAt(cursor.selectionStart() - 1) if cursor.selectionStart() else " "
        cursor.insertText(f"{'' if before.isspace() or before in '([' else ' '}C{number}")
        self.setTextCursor(cursor)


class References(Line):
    """Numbers of claims, one after the other."""

    def __init__(
        self, name: str, claims: Callable[[], Mapping[int, str]], printed: Callable[[], Container[int] | None]
    ) -> None:
        super().__init__(name, "C12, C31")
        self._claims, self._printed = claims, printed
        self.refusal = refusal()
        self.textChanged.connect(self.check)

    def check(self) -> None:
        """Say which claims are not there."""
        numbers, others = read_references(self.text())
        said = missing(numbers, others, self._claims()) or left_out(numbers, self._printed())
        tell(self.refusal, said)

    def recolour(self) -> None:
        """Other claims are there."""
        self.check()

    def insert_claim(self, number: int) -> None:
        """Add a claim's number at the end."""
        typed = self.text().rstrip(" ,;")
        self.setText(f"{typed}, C{number}" if typed else f"C{number}")

    def shown_for(self, uids: tuple[str, ...]) -> str:
        """What is to stand here for some claims: as it was typed, where that says the same."""
        typed = self.text()
        return typed if uids_of(typed, self._claims()) == uids else in_numbers(uids, self._claims())


def refusal() -> PlainLabel:
    """A line that says what is wrong with a field; hidden while nothing is."""
    label = PlainLabel()
    label.setProperty("kind", "refusal")
    label.setWordWrap(True)
    label.hide()
    return label


def tell(label: PlainLabel, said: str) -> None:
    """Say what is wrong, or nothing."""
    label.setText(said)
    label.setVisible(bool(said))
