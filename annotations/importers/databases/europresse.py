"""Europresse downloads, saved as a web page, in both layouts: with an `article` element for each, or in a table."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from annotations.errors import ImportFileError
from annotations.importers.compose import Fields, compose, one_line
from annotations.importers.databases.markup import lines_of
from annotations.importers.databases.printed import is_weekday, is_word_count, printed_date, without_by
from annotations.importers.databases.splitting import drafted
from annotations.importers.draft import Draft
from annotations.importers.formats import Confidence, Format
from annotations.importers.source import Source
from annotations.importers.values.languages import guess_language
from annotations.text import canonicalise

_NAME = "DocPublicationName"
_IN_PAGE = re.compile(r"class\s*=\s*[\"'][^\"'>]*\bDocPublicationName\b", re.I)
_NUMBER = re.compile(r"\b(?:news|web|soc|rep|bio|tv)\b\W(\d{8})\W[A-Z]{1,4}\W", re.I)
_AFTER_NAME = re.compile(r"\s*[,(\[;].*|\s+(?:n[o°º]|vol)\b\.?\s*\d.*", re.I | re.S)
_WEB = re.compile(r"\((?:réf\. )?(?:site web|web site|sitio web)", re.I)
_COUNTED = re.compile(r"\s\d[\d.,]*\s*(?:words?|mots?|w[öo]rter|palabras?)$", re.I)
_ELSEWHERE = re.compile(r"cet article est paru dans|this article appeared in|este artículo apareció en", re.I)
_NOT_THE_TEXT = ("apd-wrapper", "Doc-LegalInfo", "publiC-lblNodoc", "DocHeader", _NAME)
_SAMPLE = 400_000
_LONGEST_NAMES = 120
_PARTS_OF_A_DATE = 3


def _read(source: Source) -> list[Draft]:
    from lxml import html

    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_pis=True, remove_comments=True)
    tree = html.document_fromstring(canonicalise(source.text), parser=parser)
    found = list(_articles(tree))
    if not found:
        raise ImportFileError("holds no article", "Save the documents again, with the full text", source.path)
    return drafted(found, lambda element: _article(source, element))


def _articles(tree: Any) -> Iterator[Any]:
    """The smallest element around each name of an outlet that holds no other: an article, or a cell of a table."""
    marked = [element for element in tree.iter() if _has(element, _NAME)]
    around_marked = {above for element in marked for above in element.iterancestors()}
    names = [element for element in marked if element not in around_marked]
    names_in = Counter(above for name in names for above in name.iterancestors())
    for name in names:
        element = name
        while (above := element.getparent()) is not None and names_in[above] == 1:
            element = above
        yield element


def _has(element: Any, name: str) -> bool:
    """Whether one of the element's classes is `name`, with or without what newer pages put before it, in any case."""
    classes = (element.get("class") or "").lower().split() if isinstance(element.tag, str) else ()
    return any(found in (name.lower(), f"rdp__{name.lower()}") for found in classes)


def _all(element: Any, name: str) -> list[Any]:
    """The elements of a class that hold no other of it."""
    found = [part for part in element.iter() if _has(part, name)]
    return [part for part in found if not any(inner is not part and _has(inner, name) for inner in part.iter())]


def _first(element: Any, *names: str) -> Any:
    return next((part for name in names for part in element.iter() if _has(part, name)), None)


def _text(element: Any) -> str:
    return one_line(element.text_content()) if element is not None else ""


def _article(source: Source, element: Any) -> Draft:
    name = _text(_first(element, _NAME))
    outlet = _AFTER_NAME.sub("", name)
    header = ", ".join(filter(None, (_text(part).strip(" ,") for part in _all(element, "DocHeader"))))
    title = _first(element, "titreArticleVisu", "articletitle", "titreArticle", "grandTitre")
    body = _first(element, "docOcurrContainer", "DocText", "clearfix")
    author, is_marked = _author(element, title, body)
    number = _NUMBER.search(element.text_content())
    headline = _text(title)
    standfirst = _text(_first(element, "subtitle"))
    paragraphs, url = _body(element if body is None else body)
    if body is None:  # nothing but the top is marked: the text is what else is there
        top = (headline, author, standfirst)
        paragraphs = [line for line in paragraphs if without_by(line) not in top and not _NUMBER.match(line)]
    language = guess_language("\n".join(paragraphs))
    published, section = _header(header, language)
    guessed = [*(() if is_marked else ("author",)), *(() if published else ("published",)), "language"]
    if not published and number:
        published = printed_date(f"{number[1][:4]}-{number[1][4:6]}-{number[1][6:]}")
    fields = Fields(
        headline=headline,
        standfirst=standfirst,
        outlet=outlet,
        author=author,
        published=published,
        language=language,
        url=url,
        type="web" if _WEB.search(name) else "",
        section=section,
        raw="\n".join(filter(None, (name, header, section and f"Section: {section}", number and number[0]))),
        guessed=tuple(guessed),
    )
    return compose(source, fields, paragraphs, bylines=False)


def _header(header: str, language: str) -> tuple[str, str]:
    """Date and section among the parts of the header, whose order changes from outlet to outlet."""
    parts = [_COUNTED.sub("", part.strip()) for part in re.split(r"[,•|]|\s[–-]\s", header) if part.strip()]
    best, first, last = "", 0, 0
    for width in range(1, _PARTS_OF_A_DATE + 1):
        for start in range(len(parts) - width + 1):
            printed = ", ".join(parts[start : start + width])
            found = printed_date(printed, language) or printed_date(printed.replace(",", " "), language)
            if len(found) > len(best):
                best, first, last = found, start, start + width
    rest = [*parts[:first], *parts[last:]] if best else []
    return best, next((part for part in rest if not _is_no_section(part)), "")


def _is_no_section(part: str) -> bool:
    return bool(re.match(r"p\.|pp?\.?\s*\w?\d|\d", part)) or is_word_count(part) or is_weekday(part)


def _author(element: Any, title: Any, body: Any) -> tuple[str, bool]:
    """The line between headline and text, which holds the authors and nothing else; and whether it is marked as it."""
    marked = _all(element, "docAuthors") or _all(element, "sm-margin-bottomNews") or _all(element, "author")
    if marked:  # where there are several, the section comes first
        return without_by(_text(marked[-1])), True
    if title is None:
        return "", False
    after = title.getnext()
    line = one_line(title.tail or "") or (one_line(after.tail or "") if after is not None and after.tag == "br" else "")
    if not line and None not in (after, body) and after is not body:
        line = _text(after)
    return (without_by(line) if len(line) <= _LONGEST_NAMES else ""), False


def _body(body: Any) -> tuple[list[str], str]:
    """The paragraphs of the text, and the address at which the outlet has it, where a last line says that."""
    for part in [part for part in body.iter() if any(_has(part, name) for name in _NOT_THE_TEXT)]:
        part.drop_tree()
    url = ""
    for link in list(body.iter("a")):
        above = link.getparent()
        around = [
            part for part in (link, above) if part is not body and _ELSEWHERE.search(_text(part)[:_LONGEST_NAMES])
        ]
        if around:
            address = link.get("href", "")
            url = address if address.startswith(("http://", "https://")) else url
            around[-1].drop_tree()
    return list(filter(None, map(one_line, lines_of(body)))), url


def _recognise(source: Source) -> Confidence:
    if not source.encoding or "docpublicationname" not in source.text[:_SAMPLE].lower():
        return Confidence.NO
    if not _IN_PAGE.search(source.text[:_SAMPLE]):
        return Confidence.NO
    return Confidence.CERTAIN


PAGE = Format("a Europresse download", (".html", ".htm"), _recognise, _read)
