"""ProQuest downloads, as text or web page: labelled fields, the text among them, a number with each document."""

import re
from collections.abc import Iterator, Sequence

from annotations.errors import ImportFileError
from annotations.importers.compose import Fields, compose, one_line
from annotations.importers.databases.printed import printed_date
from annotations.importers.draft import Draft, noted
from annotations.importers.formats import Confidence, Format
from annotations.importers.pages.text import visible_lines
from annotations.importers.source import Source
from annotations.importers.texts.plain_text import unwrap
from annotations.importers.values.languages import guess_language, language_code
from annotations.text import canonicalise

_NAMES = {
    "headline": "title|titre|titel|título",
    "author": "author|auteur|autor",
    "outlet": "publication title|titre de la publication|titre de publication|titel der publikation"
    "|publikationstitel|título de publicación|título de la publicación",
    "published": "publication date|date de publication|datum der publikation|publikationsdatum|veröffentlichungsdatum"
    "|fecha de publicación",
    "language": "language of publication|langue de publication|sprache der publikation|publikationssprache"
    "|idioma de la publicación|idioma de publicación",
    "type": "document type|type de document|dokumententyp|dokumenttyp|tipo de documento",
    "section": "section|rubrique|bereich|sección",
    "info": "publication info|informations sur la publication|publikationsinformationen|información de publicación",
    "url": "document url|url du document|dokument-url|url del documento",
    "number": "proquest document id|id du document proquest|proquest-dokument-id|proquest dokument-id"
    "|identificación de documento de proquest|id del documento de proquest|id de documento de proquest",
    "text": "full text|texte intégral|volltext|texto completo",
}
_OTHERS = """
abstract|abstract (summary)|résumé|resumen|zusammenfassung|links|subject|sujet|thema|materia|business indexing term
|location|lieu|ort|lugar|people|personnes|personen|personas|company / organization|société / organisation
|unternehmen / organisation|empresa / organización|classification|identifier / keyword|correspondence author
|publication subject|publication year|année de publication|publikationsjahr|año de publicación
|pages|page|páginas|seiten|first page|volume|issue|dateline|column|publisher|éditeur
|herausgeber|verlag|editorial|place of publication|lieu de publication|publikationsort|lugar de publicación
|country of publication|pays de publication|publikationsland|país de publicación|source type|type de source|quellentyp
|tipo de fuente|issn|e-issn|issn électronique|copyright|last updated|dernière mise à jour|letzte aktualisierung
|última actualización|database|base de données|datenbank|base de datos|subtitle|sous-titre|untertitel|subtítulo
|credit|crédit|crédito|illustration|caption|légende|full text availability|word count|nombre de mots|wortanzahl
|número de palabras|number of pages|nombre de pages|seitenanzahl|número de páginas|document feature|edition|édition
|ausgabe|edición|journal subject|isbn|coden|copyright holder|company|industry|product name|geographic
|publication frequency|numéro|número|volumen|jahrgang
"""
_FIELD_OF = {label: field for field, labels in _NAMES.items() for label in labels.split("|")}
_FIELD_OF |= {label.strip(): "" for label in _OTHERS.replace("\n", "").split("|")}
_LABEL = re.compile(r"\s*([^\W\d_][^:\n]{1,50}?)\s*:(?:\s+(.*))?", re.S)
_NUMBER = next(value for value in _NAMES.values() if "proquest" in value)
MARK = re.compile(rf"^\s*(?:{_NUMBER})\s*:\s*\d+\s*$", re.I | re.M)
"""The line that every article has, whatever else is left out."""
_RULE = re.compile(r"\s*_{40,}\s*")
_COUNTER = re.compile(r"\s*(?:document|dokument|documento)\s+\d{1,5}\s+(?:of|de|von|sur)\s+\d{1,5}\s*", re.I)
_DATED = re.compile(r"\]\s*(\d{1,2} [^\W\d_]+ \d{4})(?::|$)")
_NOBODY = {"anonymous", "anonyme", "anonym", "anónimo", "no author", "unknown"}
_TYPES = {"news": "", "feature": "feature", "commentary": "opinion", "editorial": "editorial", "interview": "interview"}


def split(source: Source, lines: Sequence[str]) -> list[Draft]:
    """Return the articles of a download, each once. One without full text is told as such and left out.

    Raises:
        ImportFileError: no document has its full text.
    """
    drafts: list[Draft] = []
    without = 0
    for chunk in _chunks(lines):
        fields = _fields(chunk)
        if "number" not in fields:
            continue
        if not any(map(str.strip, fields.get("text", ()))):
            without += 1
            continue
        drafts.append(_draft(source, fields, _head(chunk)))
    if not drafts:
        raise ImportFileError(
            "holds no document with its full text", "Download it again, with “Full text” chosen", source.path
        )
    if without:
        note = f"{without:,} more in this download came without full text and were left out."
        drafts[0] = noted(drafts[0], note)
    return drafts


def _chunks(lines: Sequence[str]) -> list[list[str]]:
    """The lines of each document, as rules, counters and their numbers part them.

    Labels go on below the number of a document; the first line that has none is no part of it.
    """
    chunks: list[list[str]] = [[]]
    is_over = False
    for line, is_break in zip(lines, _breaks(lines), strict=True):
        if is_break or (is_over and line.strip() and not _label(line)):
            chunks.append([])
            is_over = False
        if not is_break:
            chunks[-1].append(line)
        is_over = (is_over or bool(MARK.match(line))) and _FIELD_OF.get(_label(line)) != "text"
    return chunks


def _breaks(lines: Sequence[str]) -> Iterator[bool]:
    """Whether each line parts documents. A rule between the label of a text and the number below is one of the text."""
    is_in_text = False
    for line in lines:
        is_break = bool(_COUNTER.fullmatch(line)) or (not is_in_text and bool(_RULE.fullmatch(line)))
        is_in_text = not (is_break or MARK.match(line)) and (is_in_text or _FIELD_OF.get(_label(line)) == "text")
        yield is_break


def _fields(lines: Sequence[str]) -> dict[str, list[str]]:
    """The lines of each known field, the first of each; a field goes on to the next line with a known label."""
    labels = list(map(_label, lines))
    found: dict[str, list[str]] = {}
    name = ""
    for place, line in enumerate(lines):
        label = labels[place]
        if label and not (name == "text" and _within_text(lines, labels, place)):
            field = _FIELD_OF[label]
            name = field if field and field not in found else ""
            if name:
                found[name] = [line.partition(":")[2].strip()]
        elif name:
            found[name].append(line)
    return found


def _label(line: str) -> str:
    """The label that a line begins with, in small letters; "" for any other line."""
    found = _LABEL.fullmatch(line)
    label = one_line(found[1]).lower() if found else ""
    return label if label in _FIELD_OF else ""


def _within_text(lines: Sequence[str], labels: Sequence[str], place: int) -> bool:
    """Whether a line with a label belongs to the text: a paragraph may begin with "Location:" by chance.

    Under the text each label stands once, and nothing but labels follows.
    """
    below = next((n for n in range(place + 1, len(lines)) if lines[n].strip()), len(lines))
    return labels[place] in labels[place + 1 :] or (below < len(lines) and not labels[below])


def _head(lines: Sequence[str]) -> list[str]:
    """The first line of the document, which is its headline, where no field says it."""
    first = next((one_line(line) for line in lines if line.strip()), "")
    return [first] if first and not _label(first) else []


def _draft(source: Source, found: dict[str, list[str]], head: list[str]) -> Draft:
    values = {name: one_line(" ".join(lines)) for name, lines in found.items() if name != "text"}
    stated = language_code(values.get("language", ""))
    language = stated or guess_language("\n".join(found["text"]))
    told = {"headline": values.get("headline"), "language": stated}
    outlet, day = _published_in(values, language)
    author = values.get("author", "")
    fields = Fields(
        headline=values.get("headline") or next(iter(head), ""),
        outlet=outlet,
        author="" if author.lower() in _NOBODY else author,
        published=printed_date(day, language) or day,
        language=language,
        url=values.get("url", ""),
        type=_TYPES.get(values.get("type", "").lower(), ""),
        section=values.get("section", "").partition(";")[0],
        raw="\n".join(f"{name}: {value}" for name, value in values.items()),
        guessed=tuple(name for name, known in told.items() if not known),
    )
    return compose(source, fields, unwrap(found["text"]), bylines=False)


def _published_in(values: dict[str, str], language: str) -> tuple[str, str]:
    """Outlet and printed date. One line has both where others do not: "Courier; Kolvar [Kolvar] 12 Mar 2026: A.1."."""
    info = values.get("info", "")
    outlet = values.get("outlet") or info
    dated = _DATED.search(info)
    day = values.get("published") or (dated[1] if dated and printed_date(dated[1], language) else "")
    return re.split(r"\s*;", outlet)[0], day


def _read_text(source: Source) -> list[Draft]:
    return split(source, canonicalise(source.text).split("\n"))


def _read_page(source: Source) -> list[Draft]:
    return split(source, [line for line in visible_lines(canonicalise(source.text)) if line.strip()])


def _recognise_text(source: Source) -> Confidence:
    if not source.encoding or source.text.lstrip()[:1] == "<" or "proquest" not in source.text.lower():
        return Confidence.NO
    return Confidence.CERTAIN if MARK.search(canonicalise(source.text)) else Confidence.NO


def _recognise_page(source: Source) -> Confidence:
    if not source.encoding or source.text.lstrip()[:1] != "<" or "proquest" not in source.text.lower():
        return Confidence.NO
    lines = visible_lines(canonicalise(source.text))
    return Confidence.CERTAIN if any(map(MARK.match, lines)) else Confidence.NO


TEXT = Format("a ProQuest download (text)", (".txt",), _recognise_text, _read_text)
PAGE = Format("a ProQuest download (web page)", (".html", ".htm"), _recognise_page, _read_page)
