"""Which column of a table is which field of an article: guessed by the names, or as the person said last time."""

import hashlib
from collections.abc import Mapping, Sequence

TEXT = "text"
"""The field of the article's text; a row without one gives no article."""

FIELDS = (
    "headline",
    "standfirst",
    TEXT,
    "outlet",
    "author",
    "published",
    "language",
    "url",
    "type",
    "section",
    "headline_translated",
    "accessed",
)
"""Fields that a column can be mapped to, in the order they are offered."""

ANY = "*"
"""Stands in `Source.mappings` for the layout of every table: what the command line says."""

_NAMES = {
    "headline": "headline title titre titel überschrift título titulo titular заголовок title_en",
    "standfirst": "standfirst subtitle subheadline lead teaser chapeau vorspann entradilla подзаголовок",
    TEXT: "text fulltext full_text article_text body body_text content article article_body maintext story "
    "texte texte_intégral volltext artikeltext cuerpo texto texto_completo contenido текст hit_text content_text",
    "outlet": "outlet source source_name publication media_name media medium newspaper publisher site domain "
    "publication_title quelle zeitung fuente medio издание источник",
    "author": "author authors byline auteur autor autores writer journalist автор influencer",
    "published": "date published published_at publication_date pub_date publish_date pubdate date_published datum "
    "veröffentlicht fecha fecha_de_publicación date_de_publication дата",
    "language": "language lang langue sprache idioma язык",
    "url": "url link permalink web_address source_url adresse enlace ссылка",
    "type": "type genre document_type kind art typ tipo",
    "section": "section desk rubric rubrik ressort rubrique sección sezione рубрика",
    "headline_translated": "headline_translated translated_headline title_translated english_title",
    "accessed": "accessed retrieved retrieved_on accessed_at date_accessed abgerufen",
}
_FIELD_OF = {name: field for field, names in _NAMES.items() for name in names.split()}
_EXCERPTS = {"opening_text", "hit_sentence", "snippet", "summary", "abstract", "description", "teaser"}

Columns = Mapping[str, str]
"""The field of each column that has one, by the column's name."""


def layout_of(columns: Sequence[str]) -> str:
    """Return what identifies a header: the same names in the same order give the same layout."""
    return hashlib.sha256("\x1f".join(map(_bare, columns)).encode("utf-8")).hexdigest()[:32]


def guess(columns: Sequence[str]) -> dict[str, str]:
    """Return the fields that the names of the columns tell; each field is given to the first column that names it."""
    found: dict[str, str] = {}
    for column in columns:
        field = _FIELD_OF.get(_bare(column))
        if field and field not in found.values():
            found[column] = field
    return found


def has_excerpts(columns: Sequence[str]) -> bool:
    """Whether a table holds excerpts, as monitoring services export them where the full text is not licensed."""
    return any(_bare(column) in _EXCERPTS for column in columns)


def checked(columns: Sequence[str], mapping: Columns) -> dict[str, str]:
    """Return what of a mapping fits a header: known columns and fields, no field twice."""
    found: dict[str, str] = {}
    for column in columns:
        field = mapping.get(column)
        if field in FIELDS and field not in found.values():
            found[column] = field
    return found


def parsed(said: Sequence[str]) -> dict[str, str]:
    """Return the mapping that is written as "Title=headline,Body=text", in one text or several.

    Raises:
        ValueError: with the sentence that says what is wrong.
    """
    found: dict[str, str] = {}
    for part in ",".join(said).split(","):
        column, _, field = (piece.strip() for piece in part.rpartition("="))
        if not column or field not in FIELDS:
            raise ValueError(f"“{part}” is no column with a field: write NAME=FIELD. Fields are {', '.join(FIELDS)}.")
        if column in found or field in found.values():
            raise ValueError(f"“{part}”: a column has one field, and a field one column.")
        found[column] = field
    return found


def _bare(column: str) -> str:
    return "_".join(column.replace("-", " ").replace("_", " ").lower().split())
