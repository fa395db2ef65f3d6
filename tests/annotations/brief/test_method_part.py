"""The method and the glossary of tags used, read again from the PDF."""

from dataclasses import replace
from io import BytesIO

import docx
import pikepdf
import pytest

from annotations import __version__
from annotations.brief import gather, write_brief
from annotations.brief.content import CodedTag
from annotations.brief.documents.markdown import markdown
from annotations.brief.documents.outline import outline
from annotations.brief.documents.word import word_document
from annotations.brief.freezing import Frozen, freeze, thaw
from annotations.brief.spec import BriefSpec, Part
from annotations.claims import Origin
from annotations.language.engine import choose
from annotations.progress import drive
from annotations.spans import Span

METHOD, USED = (Part.METHOD,), (Part.GLOSSARY,)


@pytest.fixture
def claimed(project, add):
    """One claim with the first frame."""
    add("Headline\nA short text.", Span(9, 16))
    [claim] = project.claims.all()
    framing = project.codebook.read().by_key("framing")
    tag = project.codebook.read().tags_of(framing.id)[0]
    project.step("Tag", lambda p: p.claims.tag(claim.id, tag.id))
    return claim


def test_the_method_names_codebook_coders_rule_and_program(project, claimed, write) -> None:
    text = write(parts=METHOD).text()
    assert project.codebook.read().mark in text
    assert "Coded by AE (1 claim)." in text
    assert "A distinct text counts once" in text
    assert "All 1 tags" not in text
    assert "The one claim was marked by hand. The one tag was set by hand." in text
    assert f"Pressmark {__version__}" in text
    assert "Claims not coded yet: Actors 1, Strategy pillar 1, Sentiment toward the West 1." in text
    assert "Agreement between coders was not measured." in text


def test_the_rule_that_counts_outlets_is_told(claimed, write) -> None:
    assert "counts once for each outlet that prints it" in write(parts=METHOD, counting="outlets").text()


@pytest.mark.parametrize(("names", "told"), [("full", "Anna Example (1 claim)"), ("none", "Coded by one person.")])
def test_coders_are_named_as_the_specification_wants(claimed, write, names: str, told: str) -> None:
    text = write(parts=METHOD, names=names).text()
    assert told in text
    assert ("Anna" in text) == (names == "full")


def test_short_definitions_stand_there_unless_another_part_has_them(claimed, write) -> None:
    definition = "Technological independence – The country must be able to do it with means of its own;"
    assert definition in write(parts=METHOD).text()
    for part, place in ((Part.CODEBOOK, "Codebook"), (Part.GLOSSARY, "Tags used")):
        written = write(parts=(Part.METHOD, part))
        assert definition not in written.text()
        with pikepdf.open(written.path) as pdf:
            links = [a for page in pdf.pages for a in page.get("/Annots", []) if "/Dest" in a]
        assert len(links) == 4
        assert place in written.text()


@pytest.fixture
def suggested(project, add):
    """A brief's content of 20 tags on 3 claims, in a language."""
    add("Headline\nA short text.", Span(9, 16))

    def made(language: str):
        content = gather(project, BriefSpec(language=language))
        [article] = content.articles
        [claim] = article.claims
        origins = [Origin.TYPED] * 15 + [Origin.ACCEPTED] * 4 + [Origin.CHANGED]
        tags = tuple(CodedTag(f"Tag {n}", origin=origin) for n, origin in enumerate(origins))
        first = replace(claim, codings=(replace(claim.codings[0], tags=tags),), origin=Origin.ACCEPTED)
        others = (replace(claim, codings=(), origin=origin) for origin in (Origin.TYPED, Origin.CHANGED))
        return replace(content, articles=(replace(article, claims=(first, *others)),))

    return made


TOLD = {
    "en": "Of 3 claims 2 began as suggestions of the program: 1 accepted as they were, 1 with a change. "
    "Of 20 tags 5 (25 %) began as suggestions of the program: 4 accepted as they were, 1 with a change. "
    "A suggestion counts as changed where a person marked other words, or chose another tag or role, after "
    "accepting it.",
    "ru": "Из 3 тезисов предложено программой: 2; из них принято без изменений: 1, с изменением: 1. "
    "Из 20 меток предложено программой: 5 (25 %); из них принято без изменений: 4, с изменением: 1. "
    "Изменённой считается подсказка, после принятия которой человек отметил другие слова, выбрал другую метку или "
    "роль.",
}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_share_of_suggestions_is_told_of_claims_and_of_tags(suggested, tmp_path, language: str) -> None:
    path, spec = tmp_path / "method.pdf", BriefSpec(parts=METHOD, language=language)
    drive(write_brief(suggested(language), spec, path))
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        text = " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    assert TOLD[language] in text


@pytest.mark.parametrize("language", ["en", "ru"])
def test_documents_tell_the_same_of_suggestions(suggested, tmp_path, language: str) -> None:
    document = outline(suggested(language), BriefSpec(parts=METHOD, language=language))
    assert TOLD[language] in markdown(document).decode()
    read = docx.Document(BytesIO(word_document(document)))
    cells = [cell.text for table in read.tables for row in table.rows for cell in row.cells]
    assert any(TOLD[language] in text for text in (*cells, *(paragraph.text for paragraph in read.paragraphs)))


def test_where_a_claim_came_from_is_gathered_and_frozen_with_it(project, add) -> None:
    add("Headline\nA short text.", Span(9, 16))
    project.step("Accept", lambda p: p.claims.add(p.articles.ids()[0], Span(0, 8), origin=Origin.ACCEPTED))
    content = gather(project, BriefSpec())
    assert {claim.quote: claim.origin for claim in content.claims} == {
        "Headline": Origin.ACCEPTED,
        "A short": Origin.TYPED,
    }
    assert thaw(freeze(Frozen(BriefSpec(), content))).content == content


@pytest.mark.parametrize(("stated", "origin", "told"), [("en", Origin.CHANGED, True), ("en", Origin.TYPED, False)])
def test_the_engine_is_named_where_a_claim_began_as_a_suggestion(project, add, write, stated, origin, told) -> None:
    add("Headline\nA short text.", Span(9, 16))
    project.step("State language", lambda p: p.articles.update(p.articles.ids(), language=stated))
    project.step("Accept", lambda p: p.claims.add(p.articles.ids()[0], Span(0, 8), origin=origin))
    text = " ".join(write(parts=METHOD).text().split())
    assert (f"Claims are suggested by {choose('en').label}." in text) is told
    content = gather(project, BriefSpec(parts=METHOD))
    assert thaw(freeze(Frozen(BriefSpec(), content))).content == content
    assert gather(project, BriefSpec(parts=(Part.CLAIMS,))).engines == ()


def test_a_short_brief_has_the_method_in_one_paragraph(claimed, write) -> None:
    text = write(parts=METHOD, preset="two-page").text()
    assert "1 claim in 1 article, of 1 article kept. Coded by AE (1 claim)." in text
    assert "Software" not in text
    assert "Pressmark" in text


def test_an_empty_project_has_a_method_too(write) -> None:
    text = write(parts=(Part.METHOD, Part.GLOSSARY)).text()
    assert "Nothing has been coded yet." in text
    assert "No tags have been set yet." in text
    assert "No claim in this brief has a tag." in text


def test_only_tags_that_occur_are_explained(claimed, write) -> None:
    text = write(parts=USED).text()
    assert "Technological independence The country must be able to do it with means of its own 1 claim" in text
    assert "Western monopoly" not in text
    assert "Strategy pillar" not in text
