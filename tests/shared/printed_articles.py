"""Articles set in columns with ReportLab, line by line, so that a test knows each word and where it was broken.

Pages are A4. What stands on them is said by a `Design`; words are made up.
"""

import io
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT, MARGIN = 595.0, 842.0, 50.0
SYLLABLES = "ba co di fer gan hol im ju kra lem mor nu or pil qua rin so tur ul ver".split()  # noqa: SIM905
FONT, BOLD = "Times-Roman", "Times-Bold"

Furniture = Callable[[int], Sequence[tuple[float, float, str]]]
"""For the number of a page: where its heads stand (x, y) and what they say."""


def bare(_page: int) -> Sequence[tuple[float, float, str]]:
    """Pages without heads."""
    return ()


HEADS: dict[str, Furniture] = {
    "none": bare,
    "same": lambda page: [(50, 810, "THE NORTHERN COURIER"), (290, 30, f"Page {page} of 40")],
    "alternating": lambda page: (
        [(50, 810, f"{page}   THE NORTHERN COURIER")] if page % 2 else [(400, 810, f"Saturday, 14 March 2026   {page}")]
    ),
    "sections": lambda page: [
        (50, 812, f"{page + 6}"),
        (250, 812, ("Politics", "The capital", "Economy", "Letters")[page % 4]),
    ],
    "from page 2": lambda page: [(50, 808, "State bank unveils"), (520, 808, f"{page} / 7")] if page > 1 else [],
    "combined": lambda page: [(50, 806, f"Northern Courier | 14 March 2026 | {page}")],
    "french": lambda page: [(250, 25, f"{page} sur 7")],
    "german": lambda page: [(250, 25, f"Seite {page} von 7"), (50, 810, "Nordkurier")],
    "bare numbers": lambda page: [(50 if page % 2 == 0 else 540, 28, f"– {page} –")],
}


@dataclass(frozen=True)
class Design:
    """How an article is set; lengths in points."""

    columns: int = 1
    size: float = 10.0
    gutter: float = 18.0
    justified: bool = False
    indent: float = 12.0
    between: float = 0.0
    hyphens: bool = False
    head: str = "none"
    top: float = 700.0
    later_top: float = 780.0
    bottom: float = 60.0


@dataclass(frozen=True)
class Article:
    """What is set: each paragraph is a list of words."""

    headline: str
    byline: str
    paragraphs: tuple[tuple[str, ...], ...]
    compounds: frozenset[str] = field(default=frozenset())

    @property
    def words(self) -> list[str]:
        """All words in reading order."""
        return [*self.headline.split(), *self.byline.split(), *(word for words in self.paragraphs for word in words)]


def article(seed: int, paragraphs: int = 8, sentences: int = 4) -> Article:
    """An article of made-up words; the same seed gives the same one."""
    chance = random.Random(seed)
    compounds = [f"{word(chance, 5)}-{word(chance, 4)}" for _ in range(3)]
    texts = [_paragraph(chance, sentences, compounds) for _ in range(paragraphs)]
    opening = (*(name.capitalize() for name in compounds[:1]), *compounds, "end.")
    headline = " ".join(word(chance, 3) for _ in range(6)).capitalize()
    return Article(headline, "By Anna Writer", (opening, *texts), frozenset(compounds))


def word(chance: random.Random, most: int) -> str:
    """A made-up word."""
    return "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(1, most))) + chance.choice(SYLLABLES)


def _paragraph(chance: random.Random, sentences: int, compounds: Sequence[str]) -> tuple[str, ...]:
    words: list[str] = []
    for _ in range(chance.randint(1, sentences)):
        some = [
            chance.choice(compounds) if chance.random() < 0.05 else word(chance, 4)
            for _ in range(chance.randint(5, 22))
        ]
        words += [some[0].capitalize(), *some[1:-1], f"{some[-1]}."]
    return tuple(words)


def printed(made: Article, design: Design) -> bytes:
    """The article as a PDF; heads only if there are two pages, as nobody could tell a single one from the text."""
    from reportlab.pdfgen.canvas import Canvas

    lines = list(_placed(made, design))
    last = max(spot[0] for spot, _, _, _ in lines)
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT))
    canvas.setFont(BOLD, 20)
    canvas.drawString(MARGIN, 760, made.headline)
    canvas.setFont(FONT, 8)
    canvas.drawString(MARGIN, 735, made.byline)
    for page in range(1, last + 1):
        canvas.setFont("Helvetica", 8)
        for x, y, text in HEADS[design.head](page) if last > 1 else ():
            canvas.drawString(x, y, text)
        for spot, text, is_first, is_last in lines:
            if spot[0] == page:
                _draw(canvas, spot, design, text, indented=is_first, stretched=design.justified and not is_last)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _placed(made: Article, design: Design) -> Iterator[tuple["Spot", str, bool, bool]]:
    """Where each line stands, and whether it is the first and the last of its paragraph."""
    places = _places(design)
    spot = next(places)
    for number, words in enumerate(made.paragraphs):
        lines = list(_lines(words, design, made.compounds if number else frozenset()))
        for line, text in enumerate(lines):
            if number or line:
                spot = _down(spot, design, 0 if line else design.between) or next(places)
            yield spot, text, not line, line == len(lines) - 1


Spot = tuple[int, float, float]
"""Page, left edge of the column, baseline."""


def column_width(design: Design) -> float:
    """How wide a column is."""
    return (WIDTH - 2 * MARGIN - design.gutter * (design.columns - 1)) / design.columns


def _places(design: Design) -> Iterator[Spot]:
    page = 0
    while True:
        page += 1
        for column in range(design.columns):
            yield (
                page,
                MARGIN + column * (column_width(design) + design.gutter),
                design.top if page == 1 else design.later_top,
            )


def _down(spot: Spot, design: Design, extra: float) -> Spot | None:
    page, left, baseline = spot
    below = baseline - 1.2 * design.size - extra
    return (page, left, below) if below >= design.bottom else None


def _draw(canvas, spot: Spot, design: Design, text: str, *, indented: bool, stretched: bool) -> None:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    shift = design.indent if indented else 0.0
    line = canvas.beginText(spot[1] + shift, spot[2])
    line.setFont(FONT, design.size)
    spaces = text.count(" ")
    room = column_width(design) - shift - stringWidth(text, FONT, design.size)
    line.setWordSpace(room / spaces if stretched and spaces else 0)
    line.textOut(text)
    canvas.drawText(line)


def _lines(words: Sequence[str], design: Design, breakable: frozenset[str]) -> Iterator[str]:
    """The lines of a paragraph."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    waiting = list(words)
    line = ""
    room = column_width(design) - design.indent
    while waiting:
        item = waiting.pop(0)
        longer = f"{line} {item}".strip()
        if stringWidth(longer, FONT, design.size) <= room:
            line = longer
            continue
        part, rest = _broken(item, line, room, design, breakable)
        yield f"{line} {part}".strip()
        room = column_width(design)
        line = ""
        waiting.insert(0, rest)
    yield line


def _broken(item: str, line: str, room: float, design: Design, breakable: frozenset[str]) -> tuple[str, str]:
    """As much of the word as fits with a hyphen, and the rest."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    cuts: list[tuple[str, str]] = []
    if "-" in item:
        first, _, second = item.partition("-")
        cuts = [(f"{first}-", second)] if item in breakable else []
    elif design.hyphens and item.isalpha():
        cuts = [(f"{item[:place]}-", item[place:]) for place in range(len(item) - 3, 2, -1)]
    fitting = (cut for cut in cuts if stringWidth(f"{line} {cut[0]}".strip(), FONT, design.size) <= room)
    return next(fitting, ("", item))
