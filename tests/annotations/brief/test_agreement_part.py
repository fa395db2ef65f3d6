"""Agreement between coders in the method: in the PDF, in documents, in both languages, kept in issues."""

from dataclasses import replace

import pypdfium2
import pytest
from double_coded import write_double_coded

from annotations.brief import gather, write_brief
from annotations.brief.agreeing import AgreementEntry, AgreementLine
from annotations.brief.agreement_part import agreement_basis, agreement_in_short, agreement_lines
from annotations.brief.freezing import Frozen, freeze, thaw
from annotations.brief.method_part import method_rows
from annotations.brief.spec import BriefSpec, Part
from annotations.brief.texts import ENGLISH, words_of
from annotations.progress import drive
from annotations.project import Project

METHOD = (Part.METHOD,)
NOT_MEASURED = "Agreement between coders was not measured."


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    path = write_double_coded(tmp_path_factory.mktemp("two") / "two.pressmark")
    with Project.open(path, read_only=True) as project:
        yield project


def text_of(content, spec, path):
    drive(write_brief(content, spec, path))
    with pypdfium2.PdfDocument(path) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)


def test_the_method_tells_figures_of_each_dimension_two_coded(two, tmp_path) -> None:
    spec = BriefSpec(parts=METHOD)
    text = text_of(gather(two, spec), spec, tmp_path / "brief.pdf")
    assert NOT_MEASURED not in text
    assert "Measured in 6 articles that two people coded, with 21 claims." in text
    assert "Sentiment toward the West: α 1.00 (1.00 to 1.00); κ 1.00; 100 % the same; 18 claims;" in text
    assert "89 % the same; 18 claims; most used:" in text
    assert "Actors: α" not in text, "nobody coded it"
    assert "Passages: α" in text


def test_it_is_told_in_russian_with_decimal_commas(two, tmp_path) -> None:
    spec = BriefSpec(parts=METHOD, language="ru")
    text = text_of(gather(two, spec), spec, tmp_path / "brief.pdf")
    assert "Измерено по статьям, которые кодировали двое: 6 статей, 21 тезис." in text
    assert "α 1,00 (от 1,00 до 1,00); κ 1,00; одинаковых 100 %; 18 тезисов;" in text


@pytest.mark.parametrize("suffix", [".md", ".docx"])
def test_documents_tell_it_too(two, tmp_path, suffix) -> None:
    spec = BriefSpec(parts=METHOD)
    path = tmp_path / f"brief{suffix}"
    drive(write_brief(gather(two, spec), spec, path))
    if suffix == ".md":
        text = path.read_text(encoding="utf-8")
    else:
        from docx import Document

        text = "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)
    assert "Measured in 6 articles that two people coded" in text
    assert "100 % the same" in text


def test_a_short_brief_has_one_sentence(two, tmp_path) -> None:
    spec = BriefSpec(parts=METHOD, preset="two-page")
    text = text_of(gather(two, spec), spec, tmp_path / "brief.pdf")
    assert "Agreement of coders in 6 articles (Krippendorff's α): Framing 0.8" in text


def test_switched_off_nothing_is_said_of_it(two) -> None:
    spec = BriefSpec(parts=METHOD, agreement=False)
    content = gather(two, spec)
    assert content.agreement is None
    rows = dict(method_rows(content, spec))
    assert "Agreement" not in rows
    assert NOT_MEASURED not in rows["Coding"]


def test_it_is_not_measured_for_a_brief_without_a_method(two) -> None:
    assert gather(two, BriefSpec(parts=(Part.CLAIMS,))).agreement is None


def test_with_one_coder_it_reads_as_before(project, add) -> None:
    spec = BriefSpec(parts=METHOD)
    content = gather(project, spec)
    assert content.agreement is None
    assert dict(method_rows(content, spec))["Coding"].endswith(NOT_MEASURED)


def test_an_issue_keeps_the_figures_and_an_older_one_has_none(two) -> None:
    spec = BriefSpec(parts=METHOD)
    content = gather(two, spec)
    assert thaw(freeze(Frozen(spec, content))).content.agreement == content.agreement
    older = replace(content, agreement=None)
    assert thaw(freeze(Frozen(spec, older))).content.agreement is None


ENTRY = AgreementEntry(
    coders=3,
    articles=1,
    claims=2,
    lines=(
        AgreementLine("Framing", alpha=-0.05, percent=40.0, claims=5, used="Race", share=0.5),
        AgreementLine("Sentiment", percent=100.0, claims=1, off_scale=2),
    ),
)


def test_what_is_not_defined_is_said() -> None:
    assert agreement_basis(ENTRY, ENGLISH).startswith(
        "Measured in 1 article that at least two of 3 people coded, with 2 claims."
    )
    assert agreement_lines(ENTRY, ENGLISH) == (
        ("Framing", "α −0.05; 40 % the same; 5 claims; most used: Race, 50 %."),
        ("Sentiment", "α not defined; 100 % the same; 1 claim; answers off the scale, left out of α: 2."),
    )
    assert agreement_in_short(ENTRY, words_of("ru")) == (
        "Согласие кодировщиков в 1 статье (α Криппендорфа): Framing −0,05."
    )
