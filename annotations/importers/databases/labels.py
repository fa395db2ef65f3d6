"""The labels in front of a field, in the languages that the databases print them in."""

import re
from dataclasses import dataclass

_NAMES = {
    "headline": "headline|title|titre|titel|überschrift|schlagzeile|título|titular|titulo|kop",
    "author": "byline|by-line|author|authors|auteur|auteurs|autor|autoren|autores|verfasser|verfasserin",
    "section": "section|rubrique|rubrik|ressort|sección|seccion|sectie",
    "length": "length|longueur|länge|umfang|longitud|extensión|extension|lengte",
    "dateline": "dateline|lieu|datumszeile|ort|lugar|dagtekening",
    "standfirst": "highlight|standfirst|chapeau|vorspann|entradilla",
    "loaded": "load-date|load date|date de chargement|date-chargement|ladedatum|update|letzte aktualisierung"
    "|fecha de carga|fecha-carga|laaddatum",
    "language": "language|langue|sprache|idioma|lengua|taal",
    "kind": "publication-type|publication type|type de publication|type-publication|publikationstyp|zeitungstyp"
    "|tipo de publicación|tipo-publicación|tipo de publicacion|type-publicatie|soort publicatie",
    "graphic": "graphic|graphique|illustration|grafik|abbildung|gráfico|grafico",
    "subject": "subject|sujet|thema|tema|materia|company|société|firma|empresa|industry|branche|organization"
    "|organisation|person|personne|personen|city|state|country|pays|geographic|ticker|acc-no|journal-code",
    "series": "series|série|serie|column|rubrique spéciale|columna|correction-date|correction",
    "notes": "notes|note|anmerkung|notas",
    "body": "body|corps|corps de l'article|text|volltext|textkörper|cuerpo|texto|full text|texte intégral"
    "|texto completo|hoofdtekst|tekst",
    "classification": "classification|klassifizierung|klassifikation|clasificación|clasificacion|classificatie",
}
_FIELD_OF = {label: field for field, labels in _NAMES.items() for label in labels.split("|")}
_LABELLED = re.compile(r"^\s*([^\W\d_][\w' -]{1,28}?)\s*:(?:\s+(.*))?$", re.S)


@dataclass(frozen=True, slots=True)
class Label:
    """A line that begins with a known label: which field, and what follows on the same line."""

    field: str
    rest: str


def label_of(line: str) -> Label | None:
    """Return the label that a line begins with, in whatever case and language; None for any other line."""
    found = _LABELLED.match(line)
    field = _FIELD_OF.get(_bare(found[1])) if found else None
    return Label(field, (found[2] or "").strip()) if found and field else None


def heading_of(line: str) -> str:
    """Return the field that a line names which holds nothing but a label, such as "Body"; "" for any other line."""
    return _FIELD_OF.get(_bare(line.strip().removesuffix(":").strip()), "")


def _bare(label: str) -> str:
    return " ".join(label.lower().replace("’", "'").split())
