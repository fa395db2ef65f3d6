"""The review sheet as a PDF."""

from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.brief.review_sheet.pages import write_review_sheet
from annotations.brief.review_sheet.values import Change, Entry, Kind, Part, ReviewSheet, Side, told_apart
from annotations.brief.spec import BriefSpec
from annotations.errors import ExportError
from annotations.progress import drive

pytestmark = pytest.mark.usefixtures("kept_workers")

SIDES = (Side("12", "version 1", "2026-03-12T09:30:00+00:00", "ab" * 32), Side("12", "version 2"))


def written(sheet: ReviewSheet, path: Path, **values: str) -> bytes:
    drive(
        write_review_sheet(sheet, BriefSpec(issued="2026-03-23", handling="TLP:AMBER", **values), path, draft="DRAFT")
    )
    return path.read_bytes()


def texts(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def test_everything_that_differs_is_printed(change, sheet, tmp_path, flat, opened) -> None:
    claim = opened.claims.all()[0]
    opened.step("Delete", lambda p: p.claims.delete([claim.id]))
    change(bottom_line="Quite another sentence.")
    found = sheet()
    path = tmp_path / "sheet.pdf"
    drive(write_review_sheet(found.sheet, found.spec, path, draft=found.draft))
    text = " ".join(texts(path))
    for part in found.sheet.parts:
        assert part.title in text
        for entry in part.entries:
            assert flat(entry.text) in text
            for one in entry.changes:
                assert flat(one.before) in text
                assert flat(one.now) in text
    assert text.count("DRAFT v2") == len(texts(path))
    assert found.sheet.before.digest in text


def test_the_same_gives_the_same_bytes_and_a_sound_file(tmp_path) -> None:
    entries = tuple(
        Entry(Kind.EDITED, f"C{n}", "Said so. " * 9, (Change("Comment", "", "Mine"),), n) for n in range(99)
    )
    sheet = ReviewSheet("Weekly", *SIDES, (Part("Claims", entries),))
    one, other = (written(sheet, tmp_path / name) for name in ("one.pdf", "other.pdf"))
    assert one == other
    with pikepdf.open(tmp_path / "one.pdf") as pdf:
        assert pdf.check_pdf_syntax() == []
        assert len(pdf.pages) > 3
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == ["Review sheet", "Claims"]
    assert all("TLP:AMBER" in text for text in texts(tmp_path / "one.pdf"))


def test_without_differences_it_says_so(tmp_path) -> None:
    written(ReviewSheet("Weekly", *SIDES, ()), tmp_path / "sheet.pdf")
    assert "Nothing differs." in texts(tmp_path / "sheet.pdf")[0]


def test_in_russian_no_word_of_its_own_is_english(tmp_path) -> None:
    every = tuple(Entry(kind, "1", changes=(Change("Statement", "1", "2"), Change("Chart", "", "3"))) for kind in Kind)
    names = ("Masthead", "Bottom line", "Judgements", "Findings", "Claims", "Codebook", "Comments of reviewers")
    parts = tuple(Part(name, every) for name in names)
    written(ReviewSheet("Обзор", *SIDES, parts), tmp_path / "sheet.pdf", language="ru")
    text = " ".join(texts(tmp_path / "sheet.pdf"))
    for word in ("DRAFT", "TLP:AMBER", "SHA-256", "ab" * 32, "UTC"):
        text = text.replace(word, "")
    assert not [word for word in text.split() if word.isascii() and word.isalpha()]


def test_a_folder_that_is_not_there_is_told(tmp_path) -> None:
    with pytest.raises(ExportError, match="review sheet"):
        written(ReviewSheet("Weekly", *SIDES, ()), tmp_path / "none" / "sheet.pdf")


@given(st.text(), st.text())
def test_the_stretches_of_two_texts_are_the_texts_and_share_what_does_not_differ(before: str, now: str) -> None:
    old, new = told_apart(before, now)
    assert ("".join(one.text for one in old), "".join(one.text for one in new)) == (before, now)
    assert [one.text for one in old if not one.differs] == [one.text for one in new if not one.differs]
    assert any(one.differs for one in (*old, *new)) == (before != now)
