"""`pressmark brief` as a person calls it: formats by suffix, one article alone, what is never replaced."""

from pathlib import Path

import docx
import pypdfium2
import pytest
from click.testing import CliRunner

from annotations.cli import pressmark


@pytest.fixture
def run(project, path, add_article, add_claim):
    """Call the command on a project with two articles; returns exit code and output."""
    first = add_article("The minister spoke at length.\nNobody listened to him.", headline="Minister speaks")
    add_article("The bank answered in writing.", headline="Bank answers")
    add_claim(first, 0, 12)
    project.close()

    def call(*arguments: str) -> tuple[int, str]:
        result = CliRunner().invoke(pressmark, ["brief", str(path), *arguments])
        return result.exit_code, result.output

    return call


def pages(file: Path) -> str:
    with pypdfium2.PdfDocument(file) as document:
        return " ".join(page.get_textpage().get_text_range() for page in document)


def test_the_suffix_decides_about_the_format(run, tmp_path) -> None:
    for name in ("brief.pdf", "brief.docx", "brief.MD"):
        code, said = run("-o", str(tmp_path / name), "--issued", "2026-03-23")
        assert code == 0, said
        assert "1 claims" in said
    assert (tmp_path / "brief.pdf").read_bytes().startswith(b"%PDF-")
    assert "The minister" in "\n".join(p.text for p in docx.Document(tmp_path / "brief.docx").paragraphs)
    assert "> The minister" in (tmp_path / "brief.MD").read_text(encoding="utf-8")
    assert "DRAFT v1" in (tmp_path / "brief.MD").read_text(encoding="utf-8")


def test_a_suffix_that_promises_another_format_is_refused(run, tmp_path) -> None:
    code, said = run("-o", str(tmp_path / "brief.odt"))
    assert code == 1
    assert "Name it .pdf, .docx or .md" in said
    assert not (tmp_path / "brief.odt").exists()


@pytest.mark.parametrize("suffix", [".docx", ".md"])
def test_a_document_as_it_was_written_is_replaced_and_one_that_was_edited_is_not(run, tmp_path, suffix) -> None:
    target = tmp_path / f"brief{suffix}"
    assert run("-o", str(target), "--title", "First")[0] == 0
    before = target.read_bytes()
    assert run("-o", str(target), "--title", "Second")[0] == 0
    assert target.read_bytes() != before
    if suffix == ".md":
        target.write_text(target.read_text(encoding="utf-8").replace("Second", "Mine"), encoding="utf-8")
    else:
        docx.Document().save(target)
    edited = target.read_bytes()
    code, said = run("-o", str(target))
    assert code == 1
    assert "was edited" in said
    assert target.read_bytes() == edited


def test_one_article_alone(run, tmp_path) -> None:
    target = tmp_path / "article.pdf"
    code, said = run("--article", "1", "-o", str(target), "--issued", "2026-03-23")
    assert code == 0, said
    text = pages(target)
    assert "Minister speaks" in text
    assert "C1" in text
    assert "Bank answers" not in text
    assert "DRAFT" not in text


def test_an_article_without_claims_is_printed_too(run, tmp_path) -> None:
    target = tmp_path / "article.pdf"
    assert run("--article", "2", "-o", str(target))[0] == 0
    assert "The bank answered in writing." in pages(target)


def test_an_article_that_is_not_there_and_one_as_a_document(run, tmp_path) -> None:
    code, said = run("--article", "99", "-o", str(tmp_path / "article.pdf"))
    assert code == 1
    assert "There is no article 99" in said
    code, said = run("--article", "1", "-o", str(tmp_path / "article.docx"))
    assert code == 1
    assert "Name it .pdf" in said
    assert list(tmp_path.glob("article.*")) == []


def test_a_template_and_a_language_can_be_given(run, tmp_path) -> None:
    from annotations.brief.template import Template, write_template

    look, brief = tmp_path / "unit.pressmark-template", tmp_path / "brief.pdf"
    write_template(Template(organisation="Unit", footer="Example Street 1"), look)
    code, said = run("-o", str(brief), "--template", str(look), "--language", "ru")
    assert code == 0, said
    told = pages(brief)
    assert "Example Street 1" in told
    assert "Страница 1 из" in told


def test_a_file_that_is_no_template_is_told_by_name(run, tmp_path) -> None:
    bad = tmp_path / "bad.pressmark-template"
    bad.write_text("[]", encoding="utf-8")
    code, said = run("-o", str(tmp_path / "brief.pdf"), "--template", str(bad))
    assert code != 0
    assert "bad.pressmark-template: This is no template of a brief" in said
    assert not (tmp_path / "brief.pdf").exists()
