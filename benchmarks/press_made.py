"""Press files for measurements: articles of 5 KB from invented outlets, in every format that can be written here."""

import csv
import io
import json
import random
import sys
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "tests" / "shared"))

from press_downloads import DOWNLOADS, Piece, docx, rtf

SIZE = 5000
FREQUENT = """the of and to in that for with on by said will has was not bank model ministry engineer harbour council
budget machine library spring northern public answer measure district winter copper signal register promise""".split()  # noqa: SIM905
SYLLABLES = "ba co di fer gan hol im ju kra lem mor nu or pil qua rin so tur ul ver".split()  # noqa: SIM905
RARE = [f"{first}{second}{third}" for first in SYLLABLES for second in SYLLABLES for third in SYLLABLES]
_ODT = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
}

Make = Callable[[list[Piece]], str | bytes]


def piece(number: int) -> Piece:
    """An article of about 5 KB; the same number gives the same one."""
    chance = random.Random(number)
    paragraphs: list[str] = []
    while sum(map(len, paragraphs)) < SIZE:
        # Half of the words of a text are frequent ones; the comparison of near copies depends on it.
        pools = (chance.choice((FREQUENT, RARE)) for _ in range(chance.randint(40, 90)))
        words = " ".join(chance.choice(pool) for pool in pools)
        paragraphs.append(f"{words.capitalize()}.")
    return Piece(headline=f"Article {number} about the bank and its model", paragraphs=tuple(paragraphs))


def text(pieces: list[Piece]) -> str:
    """A head block and the text."""
    (one,) = pieces
    return f"Outlet: {one.outlet}\nDate: {one.iso}\n\n{one.text}\n"


def page(pieces: list[Piece]) -> str:
    """A saved page with its data for search engines, a menu, teasers and a footer."""
    (one,) = pieces
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": one.headline,
        "datePublished": one.iso,
    }
    menu = "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(40))
    body = "".join(f"<p>{line}</p>" for line in one.paragraphs)
    return (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{one.headline} | {one.outlet}</title>"
        f'<meta property="og:site_name" content="{one.outlet}">'
        f'<script type="application/ld+json">{json.dumps(data)}</script></head><body><nav><ul>{menu}</ul></nav>'
        f"<article><h1>{one.headline}</h1>{body}<aside><a href='/x'>Read more: another article</a></aside></article>"
        f"<footer><ul>{menu}</ul>Imprint</footer></body></html>"
    )


def saved_page(pieces: list[Piece]) -> bytes:
    """A page with all it needs in one file."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = "<Saved by a browser>"
    mail["Snapshot-Content-Location"] = "https://courier.example/article"
    mail["Date"] = "Thu, 12 Mar 2026 10:00:00 -0000"
    mail["MIME-Version"] = "1.0"
    mail.set_content(page(pieces), subtype="html", cte="quoted-printable")
    mail["Content-Location"] = "https://courier.example/article"
    mail.make_related()
    return mail.as_bytes()


def mail(pieces: list[Piece]) -> bytes:
    """A clipping mail."""
    (one,) = pieces
    made = EmailMessage(policy=SMTP)
    made["From"], made["To"], made["Subject"] = "desk@clips.example", "anna@desk.example", one.headline
    made["Date"] = "Thu, 12 Mar 2026 10:00:00 -0000"
    made.set_content("\n\n".join(one.paragraphs), cte="quoted-printable")
    return made.as_bytes()


def printed(pieces: list[Piece]) -> bytes:
    """A PDF with one column."""
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    (one,) = pieces
    styles, buffer = getSampleStyleSheet(), io.BytesIO()
    story = [Paragraph(one.headline, styles["Title"]), *(Paragraph(line, styles["Normal"]) for line in one.paragraphs)]
    SimpleDocTemplate(buffer).build(story)
    return buffer.getvalue()


def open_document(pieces: list[Piece]) -> bytes:
    """An OpenDocument text."""
    names = " ".join(f'xmlns:{short}="{name}"' for short, name in _ODT.items())
    lines = "".join(f"<text:p>{line}</text:p>" for line in pieces[0].text.split("\n"))
    content = f"<office:document-content {names}><office:body><office:text>{lines}</office:text></office:body>"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", f"{content}</office:document-content>")
    return buffer.getvalue()


def _rows(pieces: list[Piece]) -> list[list[str]]:
    rows = [[one.headline, one.outlet, one.iso, "\n".join(one.paragraphs)] for one in pieces]
    return [["Title", "Source", "Date", "Body"], *rows]


def table(pieces: list[Piece]) -> str:
    """A table parted by commas."""
    made = io.StringIO(newline="")
    csv.writer(made).writerows(_rows(pieces))
    return made.getvalue()


def workbook(pieces: list[Piece]) -> bytes:
    """An Excel workbook."""
    from openpyxl import Workbook

    book, buffer = Workbook(), io.BytesIO()
    for row in _rows(pieces):
        book.active.append(row)
    book.save(buffer)
    return buffer.getvalue()


def json_lines(pieces: list[Piece]) -> str:
    """An object a line."""
    names, *rows = _rows(pieces)
    return "\n".join(json.dumps(dict(zip(names, row, strict=True))) for row in rows)


def telegram(pieces: list[Piece]) -> str:
    """An export of a channel."""
    posts = [
        {"id": n, "type": "message", "date": f"{one.iso}T10:00:00", "text": one.text} for n, one in enumerate(pieces)
    ]
    return json.dumps({"name": "The Example Channel", "type": "public_channel", "id": 1, "messages": posts})


def packed(pieces: list[Piece]) -> bytes:
    """An archive of texts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, one in enumerate(pieces):
            archive.writestr(f"{number}.txt", text([one]))
    return buffer.getvalue()


SINGLE: dict[str, Make] = {
    "article.txt": text,
    "article.md": lambda pieces: f"# {pieces[0].headline}\n\n" + "\n\n".join(pieces[0].paragraphs),
    "article.html": page,
    "article.mhtml": saved_page,
    "article.pdf": printed,
    "article.docx": lambda pieces: docx(pieces[0].text.split("\n")),
    "article.odt": open_document,
    "article.rtf": lambda pieces: rtf(pieces[0].text.split("\n")),
    "article.eml": mail,
}
"""Formats with one article a file."""

MANY: dict[str, Make] = {
    "table.csv": table,
    "table.xlsx": workbook,
    "table.jsonl": json_lines,
    "result.json": telegram,
    "pack.zip": packed,
    **DOWNLOADS,
}
"""Formats with many articles a file."""


def write(path: Path, make: Make, pieces: list[Piece]) -> Path:
    """Write a file; its path."""
    made = make(pieces)
    path.write_bytes(made if isinstance(made, bytes) else made.encode("utf-8"))
    return path
