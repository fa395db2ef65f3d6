"""A brief in Russian has no English of its own: with content in Greek letters, every Latin word left would be ours."""

import re
from dataclasses import fields, is_dataclass, replace
from enum import Enum

import pikepdf
import pypdfium2
import pytest

from annotations.brief import write_brief
from annotations.brief.content import BriefContent
from annotations.brief.spec import TWO_PAGES, Part
from annotations.progress import drive

GREEK = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "αβκδεφγηιιξλμνοπθρστυωωχυζΑΒΚΔΕΦΓΗΙΙΞΛΜΝΟΠΘΡΣΤΥΩΩΧΥΖ"
)
OURS = {"page", "names", "counting", "preset", "likelihood", "confidence", "chart", "colour", "language", "role"}
"""Fields that hold keys of the program, not words of anybody."""
DATE = re.compile(r"\d{4}-\d{2}(?:-\d{2})?(?:T[\d:+-]+)?")
WORD = re.compile(r"[A-Za-z]{2,}")
KNOWN = {"Pressmark", "UTC", "en", "ru"}


def greek(value):
    """The same values with every Latin letter of a text replaced."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return value if DATE.fullmatch(value) else value.translate(GREEK)
    if isinstance(value, tuple | list):
        return type(value)(map(greek, value))
    if is_dataclass(value):
        names = [item.name for item in fields(value) if item.init and item.name not in OURS]
        return replace(value, **{name: greek(getattr(value, name)) for name in names})
    return value


def texts(path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        found = [page.get_textpage().get_text_range() for page in document]
    with pikepdf.open(path) as pdf:
        found += [str(note.Contents) for page in pdf.pages for note in page.get("/Annots", []) if "/Contents" in note]
        with pdf.open_outline() as outline:
            found += [item.title for item in outline.root]
        found += [str(item.Alt) for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/Alt" in item]
    return found


@pytest.fixture
def content(sample) -> BriefContent:
    return greek(sample.content)


@pytest.mark.parametrize("preset", ["full", TWO_PAGES])
def test_a_russian_brief_has_no_english_words_of_its_own(content, sample, tmp_path, preset) -> None:
    spec = replace(greek(sample.spec), handling="", language="ru", preset=preset, parts=tuple(Part))
    path = tmp_path / "russian.pdf"
    report = drive(write_brief(content, spec, path))
    assert not report.unset
    found = {word for text in texts(path) for word in WORD.findall(text)}
    assert found - KNOWN == set()


def test_the_same_content_in_english_has_english_words(content, sample, tmp_path) -> None:
    spec = replace(greek(sample.spec), handling="", language="en", parts=tuple(Part))
    path = tmp_path / "english.pdf"
    drive(write_brief(content, spec, path))
    whole = " ".join(texts(path))
    for words in ("What we read", "List of claims", "Likelihood", "very likely", "not coded", "Codebook", "Page 2 of"):
        assert words in whole
