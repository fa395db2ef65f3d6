"""Downloads of press databases, written on the spot from invented articles, in every layout and language."""

# ruff: noqa: E501 - labels and markup are compared line by line

import io
from dataclasses import dataclass
from html import escape
from pathlib import Path
from textwrap import wrap

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
}
DAY = {"en": "Thursday", "fr": "jeudi", "de": "Donnerstag", "es": "jueves"}
LANGUAGE = {"en": "English", "fr": "Français", "de": "Deutsch", "es": "Español"}
WORDS = {"en": "words", "fr": "mots", "de": "Wörter", "es": "palabras"}
LABELS = {
    "en": ("Section", "Length", "Byline", "Body", "Load-Date", "Language", "Publication-Type", "End of Document"),
    "fr": ("Rubrique", "Longueur", "Auteur", "Corps", "Date de chargement", "Langue", "Type de publication", "Fin du document"),
    "de": ("Rubrik", "Länge", "Autor", "Textkörper", "Update", "Sprache", "Publikationstyp", "Ende des Dokuments"),
    "es": ("Sección", "Longitud", "Autor", "Cuerpo", "Fecha de carga", "Idioma", "Tipo de publicación", "Fin del documento"),
}  # fmt: skip


@dataclass(frozen=True)
class Piece:
    """An article as it is to come back."""

    headline: str = "State bank unveils a language model of its own"
    outlet: str = "The Example Courier"
    author: str = "Anna Writer"
    year: int = 2026
    month: int = 3
    day: int = 12
    section: str = "Politics"
    language: str = "en"
    paragraphs: tuple[str, ...] = (
        "The state bank on Thursday presented a model that was trained at home, and said that the ministries would use it.",
        "Critics answer that the people who could have built it have left, and that nobody asked the ministries at all.",
    )

    @property
    def iso(self) -> str:
        return f"{self.year}-{self.month:02}-{self.day:02}"

    @property
    def date(self) -> str:
        """As papers of the language print it."""
        month = MONTHS[self.language].split()[self.month - 1]
        match self.language:
            case "en":
                return f"{month} {self.day}, {self.year}"
            case "de":
                return f"{self.day}. {month} {self.year}"
            case "es":
                return f"{self.day} de {month} de {self.year}"
            case _:
                return f"{self.day} {month} {self.year}"

    @property
    def text(self) -> str:
        return "\n".join((self.headline, *self.paragraphs))

    @property
    def words(self) -> str:
        return f"{len(self.text.split())} {WORDS[self.language]}"


# ------------------------------------------------------------------------------------------------ as lines


def nexis_lines(pieces: list[Piece], *, listed: bool = False, labels: bool = True) -> list[str]:
    lines = []
    if listed:
        lines += ["User Name: =someone", "Date and Time: Friday, March 13, 2026 9:00 AM EST", "Job Number: 123456"]
        lines += [f"Documents ({len(pieces)})"]
        for number, piece in enumerate(pieces, 1):
            lines += [
                f"{number}. {piece.headline}",
                "Client/Matter: -None-",
                "Search Terms: bank",
                "Content Type",
                "News",
            ]
    for piece in pieces:
        section, length, byline, body, loaded, language, kind, end = LABELS[piece.language]
        lines += ["", piece.headline, piece.outlet, f"{piece.date} {DAY[piece.language]}", "Final Edition"]
        lines += [f"Copyright {piece.year} {piece.outlet} All Rights Reserved"]
        if labels:
            lines += [f"{section}: {piece.section.upper()}; Pg. 7", f"{length}: {piece.words}"]
            lines += [f"{byline}: {piece.author}"] * bool(piece.author)
        lines += [body, "", *piece.paragraphs, ""]
        if labels:
            lines += ["Classification", f"{language}: {LANGUAGE[piece.language].upper()}", f"{kind}: Newspaper"]
            lines += ["Subject: BANKING (90%)", f"{loaded}: {piece.date}"]
        lines += [end, ""]
    return lines


def lexis_text(pieces: list[Piece], *, labels: bool = True, rights: bool = True) -> str:
    count = {
        "en": "{} of {} DOCUMENTS",
        "fr": "{} de {} DOCUMENTS",
        "de": "Dokument {} von {}",
        "es": "{} de {} DOCUMENTOS",
    }
    out = []
    for number, piece in enumerate(pieces, 1):
        section, length, byline, _, loaded, language, kind, _ = LABELS[piece.language]
        out += ["", "", count[piece.language].format(number, len(pieces)).center(80), "", ""]
        out += [
            piece.outlet.center(80),
            "",
            f"{piece.date} {DAY[piece.language]}".center(80),
            "Final Edition".center(80),
            "",
        ]
        out += [*wrap(piece.headline, 76), ""]
        if labels:
            out += [f"{byline.upper()}: {piece.author}", ""] * bool(piece.author)
            out += [f"{section.upper()}: {piece.section}; Pg. A1", "", f"{length.upper()}: {piece.words}", ""]
        for paragraph in piece.paragraphs:
            out += ["", *wrap(paragraph, 76, break_long_words=False, break_on_hyphens=False)]
        out += [""]
        if labels:
            out += [
                f"{loaded.upper()}: {piece.date}",
                "",
                f"{language.upper()}: {LANGUAGE[piece.language].upper()}",
                "",
            ]
            out += [f"{kind.upper()}: Newspaper", ""]
        if rights:
            out += [f"Copyright {piece.year} {piece.outlet}".center(80), "All Rights Reserved".center(80), ""]
    return "\n".join(out)


def lexis_page(pieces: list[Piece]) -> str:
    def line(text: str, label: str = "") -> str:
        shown = f'<SPAN CLASS="c7">{escape(label)}: </SPAN>' if label else ""
        return f'<DIV CLASS="c4"><P CLASS="c5">{shown}<SPAN CLASS="c2">{escape(text)}</SPAN></P></DIV>\n'

    out = ["<HTML><HEAD><TITLE>LexisNexis</TITLE></HEAD><BODY>"]
    for number, piece in enumerate(pieces, 1):
        section, length, byline, _, loaded, language, kind, _ = LABELS[piece.language]
        out += [f'<A NAME="DOC_ID_0_{number}"></A>', line(f"{number} of {len(pieces)} DOCUMENTS"), line(piece.outlet)]
        out += [line(f"{piece.date} {DAY[piece.language]}"), line("Final Edition"), line(piece.headline)]
        out += [line(piece.author, byline.upper())] if piece.author else []
        out += [line(f"{piece.section}; Pg. A1", section.upper()), line(piece.words, length.upper())]
        out += ['<BR><DIV CLASS="c4">', *(f'<P CLASS="c8">{escape(text)}</P>' for text in piece.paragraphs), "</DIV>"]
        out += [line(piece.date, loaded.upper()), line(LANGUAGE[piece.language], language.upper())]
        out += [
            line("Newspaper", kind.upper()),
            line(f"Copyright {piece.year} {piece.outlet}"),
            line("All Rights Reserved"),
        ]
    return "".join([*out, "</BODY></HTML>"])


# ------------------------------------------------------------------------------------------------ Factiva


def lexis_oldest(pieces: list[Piece]) -> str:
    """With the notice of rights first, and labels for headline and text."""
    headings = {
        "en": ("HEADLINE", "BODY"),
        "fr": ("TITRE", "CORPS"),
        "de": ("ÜBERSCHRIFT", "TEXT"),
        "es": ("TÍTULO", "TEXTO"),
    }
    out = []
    for number, piece in enumerate(pieces, 1):
        section, length, byline, _, loaded, language, _, _ = LABELS[piece.language]
        headline, body = headings[piece.language]
        out += [
            "",
            f"{number} of {len(pieces)} DOCUMENTS".center(80),
            "",
            f"Copyright {piece.year} {piece.outlet} Company".center(80),
        ]
        out += [
            piece.outlet.center(80),
            "",
            f"{piece.date}, {DAY[piece.language]}, Late Edition - Final".center(80),
            "",
        ]
        out += [f"{section.upper()}: {piece.section}; Page 1; Column 4", "", f"{length.upper()}: {piece.words}", ""]
        out += [*wrap(f"{headline}: {piece.headline}", 76), ""]
        out += [f"{byline.upper()}: By {piece.author}", ""] * bool(piece.author)
        out += [f"{body}:"]
        for paragraph in piece.paragraphs:
            out += [*wrap(paragraph, 76, initial_indent="   ", break_long_words=False, break_on_hyphens=False), ""]
        out += [f"{language.upper()}: {LANGUAGE[piece.language].upper()}", "", f"{loaded.upper()}: {piece.date}", ""]
    return "\n".join(out)


def factiva_page(pieces: list[Piece], *, coded: bool, class_first: bool = True, counted: bool = True) -> str:
    out = ["<html><body><div class='headlines'>Factiva</div>"]
    for number, piece in enumerate(pieces, 1):
        attributes = f'class="article {piece.language}Article"', f'id="article-COUR{number}"'
        out.append(f"<div {' '.join(attributes if class_first else attributes[::-1])}>")
        paragraphs = [
            f'<p class="articleParagraph {piece.language}articleParagraph">{escape(p)}</p>' for p in piece.paragraphs
        ]
        accession = f"COUR0000{piece.year}{piece.month:02}{piece.day:02}em3c{number:05}"
        if coded:
            rows = [
                ("SE", escape(piece.section)),
                ("HD", f'<span class="{piece.language}Headline">{escape(piece.headline)}</span>'),
                ("BY", f"By {escape(piece.author)}"),
                ("WC", piece.words if counted else ""),
                ("PD", piece.date),
                ("ET", "14:05"),
                ("SN", escape(piece.outlet)),
                ("SC", "COUR"),
                ("PG", "5"),
                ("LA", LANGUAGE[piece.language]),
                ("CY", f"Copyright {piece.year} {escape(piece.outlet)}"),
                ("LP", paragraphs[0]),
                ("TD", "".join(paragraphs[1:])),
                ("NS", "gbank : Banking"),
                ("AN", f"Document {accession}"),
            ]
            rows = [row for row in rows if row[1] and (row[0] != "BY" or piece.author)]
            out.append("<table>" + "".join(f"<tr><td><b>{c}</b></td><td>{v}</td></tr>" for c, v in rows) + "</table>")
        else:
            parts = [f"<div id='hd'><span class='{piece.language}Headline'>{escape(piece.headline)}</span></div>"]
            parts += [f"<div class='author'>{escape(piece.author)}</div>"] if piece.author else []
            below = [
                *([piece.words] if counted else []),
                piece.date,
                "14:05",
                piece.outlet,
                "COUR",
                "5",
                LANGUAGE[piece.language],
            ]
            below += [f"Copyright {piece.year} {piece.outlet}"]
            out += [f"<div>{escape(piece.section)}</div>", *parts, *(f"<div>{escape(item)}</div>" for item in below)]
            out += [*paragraphs, f'<p class="articleParagraph">Document {accession}</p>']
        out.append("</div><br/>")
    return "\n".join([*out, "</body></html>"])


def rtf(paragraphs: list[str]) -> bytes:
    """Rich text, every letter beyond ASCII written as a code; a form feed breaks the page."""

    def letter(char: str) -> str:
        if char == "\f":
            return "\\page "
        if char in "\\{}":
            return "\\" + char
        units = char.encode("utf-16-le")
        codes = [int.from_bytes(units[n : n + 2], "little", signed=True) for n in range(0, len(units), 2)]
        return char if char.isascii() else "".join(f"\\u{code}?" for code in codes)

    body = "\\par\n".join("".join(map(letter, line)) for line in paragraphs)
    start = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss Arial;}}{\colortbl;\red0\green0\blue0;}\pard\f0\fs20 "
    return (start + body + "\\par}").encode("ascii")


def factiva_rtf(pieces: list[Piece], *, coded: bool, counted: bool = True) -> bytes:
    out: list[str] = []
    rows = b""
    for number, piece in enumerate(pieces, 1):
        accession = f"Document COUR0000{piece.year}{piece.month:02}{piece.day:02}em3c{number:05}"
        if coded:
            fields = [
                ("SE", piece.section),
                ("HD", piece.headline),
                ("BY", f"By {piece.author}"),
                ("WC", piece.words if counted else ""),
                ("PD", piece.date),
            ]
            fields += [("SN", piece.outlet), ("SC", "COUR"), ("LA", LANGUAGE[piece.language])]
            fields += [("LP", piece.paragraphs[0]), ("TD", "\n".join(piece.paragraphs[1:])), ("AN", accession)]
            rows += _rows([(c, v) for c, v in fields if v and (c != "BY" or piece.author)])
        else:
            out += [
                piece.section,
                piece.headline,
                *filter(None, [piece.author, piece.words if counted else ""]),
                piece.date,
            ]
            out += [
                "14:05",
                piece.outlet,
                "COUR",
                "5",
                LANGUAGE[piece.language],
                f"Copyright {piece.year} {piece.outlet}",
            ]
            out += ["", *piece.paragraphs, accession, "\f"]
    if coded:
        return rtf([""])[: -len("\\par}")] + rows + b"}"
    return rtf(out)


def _rows(fields: list[tuple[str, str]]) -> bytes:
    """Rows of a table with two cells, as word processors write them."""
    out = b""
    for code, value in fields:
        lines = rtf(value.split("\n"))
        inner = lines[lines.index(b"\\fs20 ") + 6 : -len(b"\\par}")]
        out += b"\\trowd\\cellx1000\\cellx9000 " + code.encode() + b"\\cell " + inner + b"\\cell\\row\n"
    return out


# ------------------------------------------------------------------------------------------------ ProQuest, Europresse

PROQUEST = {
    "en": ("Title", "Author", "Publication title", "Publication date", "Language of publication", "ProQuest document ID", "Full text", "Subject", "Document type"),
    "fr": ("Titre", "Auteur", "Titre de la publication", "Date de publication", "Langue de publication", "ID du document ProQuest", "Texte intégral", "Sujet", "Type de document"),
    "de": ("Titel", "Autor", "Titel der Publikation", "Publikationsdatum", "Publikationssprache", "ProQuest-Dokument-ID", "Volltext", "Thema", "Dokumententyp"),
    "es": ("Título", "Autor", "Título de publicación", "Fecha de publicación", "Idioma de la publicación", "ID del documento de ProQuest", "Texto completo", "Materia", "Tipo de documento"),
}  # fmt: skip


def proquest_fields(piece: Piece, number: int) -> list[tuple[str, str]]:
    title, author, outlet, date, language, ident, _, subject, kind = PROQUEST[piece.language]
    fields = [(subject, "Banking; Software"), (title, piece.headline), (author, piece.author)]
    fields += [
        (outlet, f"{piece.outlet}; Kolvar"),
        ("Pages", "A1"),
        ("Publication year", str(piece.year)),
        (date, piece.date),
    ]
    fields += [("Section", piece.section), (language, LANGUAGE[piece.language]), (kind, "News")]
    fields += [(ident, str(310000000 + number)), ("Document URL", f"https://archive.example/{number}")]
    return [(label, value) for label, value in fields if value]


def proquest_text(pieces: list[Piece], *, parted: bool = True) -> str:
    rule = "_" * 60 if parted else ""
    out = [rule, "Report Information from ProQuest", "March 13 2026 10:00", rule, ""]
    for number, piece in enumerate(pieces, 1):
        out += ["", *([f"Document {number} of {len(pieces)}", ""] if parted else []), piece.headline, ""]
        out += [f"{PROQUEST[piece.language][6]}: {piece.paragraphs[0]}", ""]
        for paragraph in piece.paragraphs[1:]:
            out += [paragraph, ""]
        out += [f"{label}: {value}" for label, value in proquest_fields(piece, number)]
        out += ["", rule]
    return "\n".join(out)


def proquest_page(pieces: list[Piece]) -> str:
    out = ["<html><head><title>ProQuest</title></head><body><h2>Report Information from ProQuest</h2>"]
    for number, piece in enumerate(pieces, 1):
        out += [f"<p>Document {number} of {len(pieces)}</p><h3>{escape(piece.headline)}</h3>"]
        out += [f"<p><strong>{PROQUEST[piece.language][6]}: </strong>{escape(piece.paragraphs[0])}</p>"]
        out += [f"<p>{escape(paragraph)}</p>" for paragraph in piece.paragraphs[1:]]
        out += [f"<p><strong>{label}: </strong>{escape(value)}</p>" for label, value in proquest_fields(piece, number)]
    return "\n".join([*out, "</body></html>"])


def europresse_unmarked(pieces: list[Piece]) -> str:
    """The oldest table, whose text has no mark around it."""
    out = ["<html><body>"]
    for number, piece in enumerate(pieces, 1):
        header = "".join(f'<span class="DocHeader">{escape(part)}, </span>' for part in (piece.section, piece.date))
        out.append(
            f'<table><tbody><tr><td><span class="DocPublicationName">{escape(piece.outlet)}, no. {number}</span><br>{header}<br>'
            f'<span class="TitreArticleVisu">{escape(piece.headline)}</span><br>{escape(piece.author)}<br>'
            + "".join(f"<p>{escape(text)}</p>" for text in piece.paragraphs)
            + f"<span>news·{piece.year}{piece.month:02}{piece.day:02}·CX·{number:04}</span></td></tr></tbody></table>"
        )
    return "\n".join([*out, "</body></html>"])


def europresse_page(pieces: list[Piece], *, table: bool) -> str:
    out = ["<!DOCTYPE html><html><head><title>Europresse</title></head><body>"]
    for number, piece in enumerate(pieces, 1):
        date = f"{DAY[piece.language]} {piece.date}" if number % 2 else piece.date
        header = f"{piece.section}, {date}, p. {number}" if number % 2 else f"{date} - {piece.section}, {piece.words}"
        name = f'<span class="DocPublicationName">{escape(piece.outlet)}</span>'
        paragraphs = "".join(f"<p>{escape(text)}</p>" for text in piece.paragraphs)
        ident = f"news·{piece.year}{piece.month:02}{piece.day:02}·CX·{number:04}"
        if table:
            out.append(
                f"<table><tr><td>{name}, no. {number}</td></tr><tr><td><span class='DocHeader'>{escape(header)}</span></td></tr>"
                f"<tr><td><p class='titreArticleVisu'>{escape(piece.headline)}</p><p class='docAuthors'>{escape(piece.author)}</p>"
                f"<div class='DocText clearfix'>{paragraphs}</div><span class='publiC-lblNodoc'>{ident}</span></td></tr></table>"
            )
        else:
            out.append(
                f"<article><header><div class='rdp__DocPublicationName'>{name}, no. {number}</div>"
                f"<div class='rdp__DocHeader'><span class='DocHeader'>{escape(header)}</span></div>"
                f"<div class='titreArticle'><p class='sm-margin-TopNews titreArticleVisu rdp__articletitle'>{escape(piece.headline)}</p></div>"
                f"<div class='sm-margin-bottomNews'>{escape(piece.author)}</div></header>"
                f"<section><div class='docOcurrContainer'>{paragraphs}</div></section>"
                f"<footer><div class='publiC-lblNodoc'>{ident}</div></footer></article>"
            )
    return "\n".join([*out, "</body></html>"])


def docx(paragraphs: list[str]) -> bytes:
    import docx as library

    document = library.Document()
    for line in paragraphs:
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _pdf(kind: str, pieces: list[Piece], **options: bool) -> bytes:
    import press_pdfs

    # Short articles are set on small pages, so that they go over several as well.
    page = press_pdfs.SMALL if sum(len(piece.text) for piece in pieces) < 20_000 else press_pdfs.A4
    return getattr(press_pdfs, kind)(pieces, page=page, **options)


DOWNLOADS = {
    "nexis.docx": lambda pieces: docx(nexis_lines(pieces)),
    "nexis-listed.docx": lambda pieces: docx(nexis_lines(pieces, listed=True)),
    "nexis-bare.docx": lambda pieces: docx(nexis_lines(pieces, labels=False)),
    "nexis.rtf": lambda pieces: rtf(nexis_lines(pieces, listed=True)),
    "lexis.txt": lexis_text,
    "lexis-bare.txt": lambda pieces: lexis_text(pieces, labels=False),
    "lexis.html": lexis_page,
    "factiva-coded.html": lambda pieces: factiva_page(pieces, coded=True),
    "factiva-plain.html": lambda pieces: factiva_page(pieces, coded=False, class_first=False),
    "factiva-coded.rtf": lambda pieces: factiva_rtf(pieces, coded=True),
    "factiva-plain.rtf": lambda pieces: factiva_rtf(pieces, coded=False),
    "proquest.txt": proquest_text,
    "proquest.html": proquest_page,
    "europresse.html": lambda pieces: europresse_page(pieces, table=False),
    "europresse-table.html": lambda pieces: europresse_page(pieces, table=True),
    "factiva-coded.pdf": lambda pieces: _pdf("factiva_pdf", pieces, is_coded=True),
    "factiva-plain.pdf": lambda pieces: _pdf("factiva_pdf", pieces, is_coded=False),
    "nexis.pdf": lambda pieces: _pdf("nexis_pdf", pieces),
    "nexis-listed.pdf": lambda pieces: _pdf("nexis_pdf", pieces, listed=True),
    "nexis-bare.pdf": lambda pieces: _pdf("nexis_pdf", pieces, labels=False),
}
"""For every layout what writes it."""


ODD_DOWNLOADS = {
    "nexis-bare.rtf": lambda pieces: rtf(nexis_lines(pieces, labels=False)),
    "lexis-unclaimed.txt": lambda pieces: lexis_text(pieces, rights=False),
    "lexis-oldest.txt": lexis_oldest,
    "factiva-coded-id-first.html": lambda pieces: factiva_page(pieces, coded=True, class_first=False),
    "factiva-plain-class-first.html": lambda pieces: factiva_page(pieces, coded=False),
    "factiva-coded-uncounted.html": lambda pieces: factiva_page(pieces, coded=True, counted=False),
    "factiva-plain-uncounted.html": lambda pieces: factiva_page(pieces, coded=False, counted=False),
    "factiva-coded-uncounted.rtf": lambda pieces: factiva_rtf(pieces, coded=True, counted=False),
    "factiva-plain-uncounted.rtf": lambda pieces: factiva_rtf(pieces, coded=False, counted=False),
    "proquest-unparted.txt": lambda pieces: proquest_text(pieces, parted=False),
    "europresse-unmarked.html": europresse_unmarked,
}
"""The same layouts as they come now and then."""

WITHOUT_LABELS = {"nexis-bare.docx", "nexis-bare.rtf", "lexis-bare.txt", "nexis-bare.pdf"}
"""Those that print neither author nor section."""


def write_download(folder: Path, name: str, pieces: list[Piece]) -> Path:
    """Write a download of these pieces; its path."""
    made = {**DOWNLOADS, **ODD_DOWNLOADS}[name](pieces)
    path = folder / name
    path.write_bytes(made if isinstance(made, bytes) else made.encode("utf-8"))
    return path
