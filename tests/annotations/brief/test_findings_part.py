"""Findings in the PDF, read again with pdfium and pikepdf."""

import re

import pikepdf
import pytest

from annotations.brief.figures import Figures, proposed_quotes
from annotations.brief.presets import TWO_PAGE
from annotations.brief.spec import CHARTS, Finding, Part
from annotations.codebook import Kind
from annotations.spans import Span

ONLY = (Part.FINDINGS,)


@pytest.fixture
def tagged(project, add):
    """Articles with one claim each, tagged with the first frame, a speaker, a pillar and a value."""

    def make(count: int, headline: str = "Headline") -> None:
        codebook = project.codebook.read()
        for n in range(count):
            add(f"{headline} {n}\nSentence number {n} of this text.", Span(len(headline) + 3, len(headline) + 14),
                headline=f"{headline} {n}", published=f"2026-03-{n % 28 + 1:02d}")  # fmt: skip

        def tag(opened) -> None:
            for claim in opened.claims.all():
                for place, dimension in enumerate(codebook.dimensions):
                    role = "speaker" if dimension.kind is Kind.ACTORS else ""
                    tags = codebook.tags_of(dimension.id)
                    opened.claims.tag(claim.id, tags[claim.number % (place + 2)].id, role)

        project.step("Tag", tag)

    return make


def uid_of(project, key: str) -> str:
    return project.codebook.read().by_key(key).uid


def test_without_findings_there_is_one_for_each_dimension_and_one_over_time(sample) -> None:
    figures = Figures(sample.content)
    assert [finding.chart for finding in figures.defaults()] == ["bars", "bars", "heat", "diverging", "timeline"]
    text = sample.text()
    for finding in figures.defaults():
        assert figures.figure(finding).title in text


def test_every_number_of_a_chart_and_its_table_can_be_read_from_the_page(sample) -> None:
    figure = Figures(sample.content).figure(Finding(sample.content.codebook[0].uid, "bars"))
    text = sample.text()
    assert all(" ".join(row) in text for row in figure.tables[0].rows)


def test_a_finding_has_the_analysts_title_sentences_and_quotes(project, tagged, write) -> None:
    tagged(3)
    uids = [claim.uid for claim in project.claims.all()]
    finding = Finding(
        uid_of(project, "framing"), "bars", "Ours leads", "As C2 shows.", (uids[2], uids[2], "gone", uids[0])
    )
    written = write(parts=(Part.FINDINGS, Part.CLAIMS), findings=(finding,))
    text = written.text()
    assert "Ours leads" in text
    assert "leads: " not in text
    first = text[: text.index("List of claims")]
    assert re.findall(r"C\d(?= )", first) == ["C2", "C3", "C1"]


def test_references_lead_to_the_list_and_the_list_leads_back(project, tagged, write) -> None:
    tagged(3)
    claim = project.claims.by_number(3)
    finding = Finding(uid_of(project, "framing"), "bars", "", "As C2 shows.", (claim.uid,))
    written = write(parts=(Part.FINDINGS, Part.CLAIMS), findings=(finding,))
    with pikepdf.open(written.path) as pdf:
        pages = {page.objgen: n for n, page in enumerate(pdf.pages)}
        links = [(n, pages[a.Dest[0].objgen]) for n, page in enumerate(pdf.pages) for a in page.get("/Annots", [])]
    assert links.count((0, 1)) == 2
    assert links.count((1, 0)) == 1
    assert written.text().count("quoted in the findings") == 1


def test_a_short_brief_shows_one_chart_no_table_and_six_quotations(project, tagged, write) -> None:
    tagged(9)
    uids = [claim.uid for claim in project.claims.all()]
    findings = tuple(
        Finding(uid_of(project, key), "bars", f"Title {n}", "", tuple(uids[2 * n : 2 * n + 2]))
        for n, key in enumerate(("framing", "pillar", "actors", "sentiment"))
    )
    written = write(parts=ONLY, findings=findings, preset="two-page")
    text = written.text()
    assert text.count("counts once, however many outlets") == 1
    assert "Distinct texts" not in text
    assert len(re.findall(r"\bC\d\b", text)) == 6
    assert all(f"Title {n}" in text for n in range(4))
    alone = write(parts=ONLY, preset="two-page")
    assert alone.text().count("counts once, however many outlets") == 1


@pytest.mark.parametrize("chart", ["", *CHARTS])
@pytest.mark.parametrize("key", ["framing", "actors", "sentiment", ""])
def test_any_chart_of_any_dimension_can_be_drawn(project, tagged, write, chart: str, key: str) -> None:
    tagged(2)
    uid = uid_of(project, key) if key else "a dimension that is gone"
    written = write(parts=ONLY, findings=(Finding(uid, chart, "A title"),))
    assert "A title" in written.text()
    with pikepdf.open(written.path) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_a_finding_without_a_chart_is_words_alone(project, tagged, write) -> None:
    tagged(2)
    text = write(parts=ONLY, findings=(Finding(uid_of(project, "framing"), "", "", "As we see it."),)).text()
    assert "lead: 1 of 2 claims each" in text
    assert "As we see it." in text
    assert "coded claims" not in text
    assert "Distinct texts" not in text


def test_nothing_coded_is_said_and_no_chart_is_drawn(add, write) -> None:
    add("Headline\nA short text.", Span(9, 16))
    text = write(parts=ONLY).text()
    assert "No claim has a tag of Framing yet" in text
    assert "n = 0 coded claims, not coded 1" in text
    assert "Distinct texts" not in text


def test_without_claims_the_part_says_so(write) -> None:
    assert "No claims have been marked yet." in write(parts=ONLY).text()


def test_a_table_over_pages_repeats_its_head_and_leaves_no_row_alone(project, add, write) -> None:
    add("Headline\nA short text.", Span(9, 16))
    [claim] = project.claims.all()

    def tag(opened) -> None:
        actors = opened.codebook.read().by_key("actors")
        for n in range(80):
            opened.claims.tag(claim.id, opened.codebook.add_tag(actors.id, f"Actor {n:02d}"), "speaker")

    project.step("Tag", tag)
    written = write(parts=ONLY, findings=(Finding(uid_of(project, "actors"), "bars"),))
    texts = written.texts()
    assert len(texts) >= 3
    rows = [len(set(re.findall(r"Actor \d\d", page))) for page in texts]
    assert all("Distinct texts" in page for page in texts)
    assert min(rows) >= 2
    assert all(f"Actor {n:02d}" in written.text() for n in range(80))


def test_quotations_are_proposed_from_different_articles(sample) -> None:
    claims = sample.content.claims
    found = proposed_quotes(claims)
    assert len({claim.article for claim in found}) == len(found) == 2
    assert proposed_quotes(claims[:1]) == claims[:1]
    assert proposed_quotes(()) == ()


@pytest.mark.parametrize("page", ["A4", "Letter"])
def test_the_same_content_gives_the_same_bytes(tagged, write, page: str) -> None:
    tagged(30, "Заголовок")
    first = write(parts=ONLY, page=page).path.read_bytes()
    assert write(parts=ONLY, page=page).path.read_bytes() == first


HOSTILE = (
    'See <img src="/etc/hostname"/> & (((\\ BT ET endstream >>',
    "x" * 10_000,
    "\u202eturned \u0301\u0301 国家 🙂",
    "Словосочетание " * 40,
)


@pytest.mark.parametrize("chart", CHARTS)
def test_hostile_names_of_tags_are_only_names(project, tagged, write, chart: str) -> None:
    tagged(3)

    def rename(opened) -> None:
        book = opened.codebook.read()
        for dimension in book.dimensions:
            for tag, name in zip(book.tags_of(dimension.id), HOSTILE, strict=False):
                opened.codebook.update_tag(tag.id, name=name)

    project.step("Rename", rename)
    keys = ("framing", "actors", "pillar", "sentiment")
    written = write(parts=ONLY, findings=tuple(Finding(uid_of(project, key), chart) for key in keys))
    with pikepdf.open(written.path) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert not [a for page in pdf.pages for a in page.get("/Annots", [])]


def test_a_figure_is_made_once_for_a_content(sample) -> None:
    finding = Finding(sample.content.codebook[0].uid, "bars")
    again = Finding(finding.dimension, "bars", "With a title")
    assert sample.content.figures.figure(finding) is sample.content.figures.figure(again)
    assert sample.content.figures.figure(Finding(finding.dimension, "timeline")).title != (
        sample.content.figures.figure(finding).title
    )


def test_the_samples_two_page_brief_has_two_pages(rewrite) -> None:
    assert rewrite(preset=TWO_PAGE.key, parts=TWO_PAGE.parts).report.pages == 2
