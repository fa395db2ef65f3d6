"""The sample project's brief, read again with pikepdf and pdfium."""

from collections import Counter

import pikepdf
import pypdfium2
import pytest

from annotations.brief.spec import Part

pytestmark = pytest.mark.usefixtures("kept_workers")


def pages_by_object(pdf: pikepdf.Pdf) -> dict[tuple[int, int], int]:
    return {page.objgen: number for number, page in enumerate(pdf.pages)}


def links(pdf: pikepdf.Pdf) -> list[tuple[int, list[float], int, float]]:
    """Inner links: page, rectangle, page and height they lead to."""
    numbers = pages_by_object(pdf)
    return [
        (number, [float(v) for v in link.Rect], numbers[link.Dest[0].objgen], float(link.Dest[3]))
        for number, page in enumerate(pdf.pages)
        for link in page.get("/Annots", [])
        if link.Subtype == "/Link" and "/Dest" in link
    ]


def test_the_file_is_sound(sample) -> None:
    with pikepdf.open(sample.path) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert len(pdf.pages) == sample.report.pages


def test_the_version_of_the_format_has_blending_and_metadata(sample) -> None:
    assert sample.path.read_bytes().startswith(b"%PDF-1.7\n")
    with pikepdf.open(sample.path) as pdf:
        assert pdf.pdf_version == "1.7"
        assert "/Version" not in pdf.Root


def test_every_claim_is_highlighted_with_number_tags_and_comment(sample) -> None:
    found = sample.highlights()
    by_uid: dict[str, list] = {}
    for highlight in found:
        by_uid.setdefault(highlight["uid"], []).append(highlight)
    assert set(by_uid) == {claim.uid for claim in sample.content.claims}
    assert sample.report.claims == len(by_uid) >= 60
    for claim in sample.content.claims:
        contents = by_uid[claim.uid][0]["contents"].replace("\r", "\n")
        assert contents.startswith(f"C{claim.number}")
        assert claim.comment in contents
        for coding in claim.codings:
            assert all(tag.name.casefold() in contents.casefold() for tag in coding.tags)
            assert coding.tags or f"{coding.dimension}: not coded" in contents


def test_internal_notes_are_nowhere(sample, sample_path) -> None:
    from annotations.project import Project

    with Project.open(sample_path, read_only=True) as project:
        notes = [claim.note for claim in project.claims.all() if claim.note]
    assert notes
    everything = sample.text() + "".join(highlight["contents"] for highlight in sample.highlights())
    assert not [note for note in notes if note in everything]


def test_every_claim_stands_once_in_the_list(sample) -> None:
    first = next(n for n, text in enumerate(sample.texts()) if "List of claims" in text.split("TLP:AMBER")[-1])
    articles = next(n for n, text in enumerate(sample.texts()) if "\nARTICLE 1" in text.replace("\r", ""))
    words = Counter(" ".join(sample.texts()[first:articles]).split())
    assert {claim.number: words[claim.label] for claim in sample.content.claims} == {
        claim.number: 1 for claim in sample.content.claims
    }


def test_every_quote_can_be_found_on_its_page(sample, flat) -> None:
    """Highlights cover the quote: what pdfium finds in their boxes is the passage, over two pages too."""
    found: dict[str, str] = {}
    with pypdfium2.PdfDocument(sample.path) as document:
        for highlight in sample.highlights():
            page = document[highlight["page"]].get_textpage()
            lines = [page.get_text_bounded(left, low, right, high) for left, low, right, high in highlight["boxes"]]
            found[highlight["uid"]] = f"{found.get(highlight['uid'], '')} {' '.join(lines)}"
    for claim in sample.content.claims:
        assert flat(claim.quote).replace(" ", "") in flat(found[claim.uid]).replace(" ", ""), claim.label


def test_the_text_of_every_article_is_there_in_order(sample, flat) -> None:
    whole = sample.text()
    quotes = [flat(claim.quote) for claim in sample.content.claims]
    over_two_pages = Counter(h["uid"] for h in sample.highlights())
    for claim, quote in zip(sample.content.claims, quotes, strict=True):
        assert whole.count(quote) >= (1 if over_two_pages[claim.uid] > 1 else 2), claim.label


def test_links_lead_from_list_to_passage_and_back(sample) -> None:
    with pikepdf.open(sample.path) as pdf:
        found = links(pdf)
    passages = {h["uid"]: h for h in reversed(sample.highlights())}
    for claim in sample.content.claims:
        page, boxes = passages[claim.uid]["page"], passages[claim.uid]["boxes"]
        top = boxes[0][3]
        there = [link for link in found if link[2] == page and 0 <= link[3] - top < 40]
        assert there, claim.label
        back = [link for link in found if link[0] in (page, page + 1, page + 2) and link[2] < link[0]]
        assert back, claim.label


def test_references_of_judgements_lead_to_the_list(sample) -> None:
    with pikepdf.open(sample.path) as pdf:
        found = links(pdf)
    references = [uid for judgement in sample.spec.judgements for uid in judgement.refs]
    from_front = [link for link in found if link[0] <= 1]
    assert len(from_front) == len(references) > 10
    texts = sample.texts()
    labels = [sample.content.claims_by_uid[uid].label for uid in references]
    for label, link in zip(labels, from_front, strict=True):
        assert label in texts[link[2]].split()


def test_the_outline_names_parts_articles_and_dimensions(sample) -> None:
    with pikepdf.open(sample.path) as pdf, pdf.open_outline() as outline:
        tree = {item.title: [child.title for child in item.children] for item in outline.root}
    assert list(tree) == [
        sample.spec.title,
        "Bottom line",
        "Judgements",
        "What we read",
        "Findings",
        "List of claims",
        "Annotated articles",
        "Method",
        "Codebook",
        "Tags used",
        "Sources",
    ]
    assert len(tree["Findings"]) == len(sample.content.codebook) + 1
    assert tree["Annotated articles"] == [f"{a.number}. {a.headline}" for a in sample.content.articles]
    assert len(tree["Codebook"]) == len(sample.content.codebook)


def test_fonts_are_ours_and_embedded(sample) -> None:
    with pikepdf.open(sample.path) as pdf:
        fonts = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Font"]
        fonts += [font for page in pdf.pages for font in page.Resources.Font.values()]
        assert {str(font.BaseFont).split("+")[-1].split("-")[0] for font in fonts} == {"SourceSans3", "SourceSerif4"}
        assert all("/FontFile2" in font.FontDescriptor and "/ToUnicode" in font for font in fonts)
    assert b"Helvetica" not in sample.unpacked()


def test_every_page_has_its_number_and_the_handling_mark_twice(sample) -> None:
    for number, text in enumerate(sample.texts(), 1):
        assert f"Page {number} of {sample.report.pages}" in " ".join(text.split())
        assert text.count(sample.spec.handling) >= 2


def test_the_document_says_what_it_is(sample) -> None:
    with pikepdf.open(sample.path) as pdf:
        assert str(pdf.docinfo.Title) == sample.spec.title
        assert str(pdf.docinfo.Author) == sample.spec.analyst
        assert str(pdf.docinfo.CreationDate).startswith("D:20260323")
        assert str(pdf.Root.Lang) == "en"
        assert pdf.Root.PageMode == "/UseOutlines"
        with pdf.open_metadata() as meta:
            assert meta["dc:title"] == sample.spec.title
            assert list(meta["dc:creator"]) == [sample.spec.analyst]
            assert "en" in meta["dc:language"]


def test_viewers_do_not_paint_a_passage_twice(sample) -> None:
    page = sample.highlights()[0]["page"]
    with pypdfium2.PdfDocument(sample.path) as document:
        drawn = [document[page].render(scale=1, draw_annots=draw).to_numpy().tobytes() for draw in (True, False)]
    assert drawn[0] == drawn[1]
    with pikepdf.open(sample.path) as pdf:
        looks = [a.AP.N for p in pdf.pages for a in p.get("/Annots", []) if a.Subtype == "/Highlight"]
        assert len({look.objgen for look in looks}) == 1
        assert "/ExtGState" in looks[0].Resources


def test_the_front_says_the_bottom_line_and_prints_the_scale_once(sample, flat) -> None:
    text = sample.text()
    assert flat(sample.spec.bottom_line) in text
    assert text.count("80–95 %") == 1
    for judgement in sample.spec.judgements:
        assert flat(judgement.statement) in text
        assert flat(judgement.reason) in text
    for item in (*sample.spec.watch, *sample.spec.unknown):
        assert flat(item) in text


@pytest.mark.parametrize("typed", ["2", "v2", "Version 2"])
def test_the_version_has_its_word_wherever_it_stands(rewrite, typed: str) -> None:
    written = rewrite(version=typed, cut_off="2026-03-22 18:00", parts=(Part.MASTHEAD, Part.BOTTOM_LINE, Part.READ))
    first, *others = [" ".join(text.split()) for text in written.texts()]
    assert "ISSUE 12, VERSION 2 " in first
    assert "22 Mar 2026, 18:00 " in first
    assert others
    assert all("Issue 12 · version 2 " in text for text in others)


def test_what_was_read_is_counted(sample) -> None:
    read = sample.content.reading
    assert (read.found, read.kept, read.printed, read.unread) == (14, 13, 12, 1)
    assert read.texts == 11
    assert {count.name: count.articles for count in read.languages} == {"en": 11, "ru": 2}
    assert [count.name for count in read.left_out] == ["Off topic: the strategy is named only in the last sentence"]
    assert sum(count.articles for count in read.ownership) == read.kept
    text = sample.text()
    assert "Open Press Index" in text
    assert "Off topic: the strategy is named only in the last sentence" in text


def test_the_same_gives_the_same_bytes(sample, rewrite) -> None:
    assert rewrite().path.read_bytes() == sample.path.read_bytes()


def test_one_character_more_gives_other_bytes_and_another_identifier(sample, rewrite) -> None:
    other = rewrite(bottom_line=sample.spec.bottom_line + "!")
    with pikepdf.open(sample.path) as one, pikepdf.open(other.path) as two:
        assert bytes(one.trailer.ID[0]) != bytes(two.trailer.ID[0])


@pytest.mark.parametrize(("page", "size"), [("A4", (595.28, 841.89)), ("Letter", (612, 792))])
def test_the_paper_is_the_one_asked_for(rewrite, page: str, size: tuple[float, float]) -> None:
    with pikepdf.open(rewrite(page=page, parts=(Part.MASTHEAD, Part.SOURCES)).path) as pdf:
        assert {tuple(float(v) for v in p.MediaBox[2:]) for p in pdf.pages} == {size}


def test_parts_left_out_are_not_there_and_nothing_links_to_them(rewrite) -> None:
    written = rewrite(parts=(Part.MASTHEAD, Part.BOTTOM_LINE, Part.CLAIMS))
    text = written.text()
    assert "Annotated articles" not in text
    assert "Codebook" not in text
    assert written.highlights() == []
    comments = [claim.comment for claim in written.content.claims if claim.comment]
    assert comments
    assert all(" ".join(comment.split()) in text for comment in comments)


def test_references_stay_readable_without_the_list(rewrite) -> None:
    written = rewrite(parts=(Part.BOTTOM_LINE,))
    labels = [written.content.claims_by_uid[uid].label for j in written.spec.judgements for uid in j.refs]
    assert all(label in written.text() for label in labels)


def test_excerpts_print_every_claim_and_less_than_everything(sample, rewrite, flat) -> None:
    written = rewrite(full_text=False)
    text = written.text()
    assert "[…]" in text
    assert len(text) < len(sample.text())
    assert {h["uid"] for h in written.highlights()} == {claim.uid for claim in written.content.claims}
    parts = Counter(h["uid"] for h in written.highlights())
    for claim in written.content.claims:
        assert text.count(flat(claim.quote)) >= (1 if parts[claim.uid] > 1 else 2), claim.label


@pytest.mark.parametrize(
    ("names", "shown", "hidden"),
    [
        ("initials", "coded by AL", "coded by Anna"),
        ("full", "coded by Anna Lindqvist", "coded by AL"),
        ("none", "C1", "coded by"),
    ],
)
def test_coders_are_named_as_the_specification_wants(rewrite, names: str, shown: str, hidden: str) -> None:
    written = rewrite(names=names, parts=(Part.CLAIMS, Part.ARTICLES))
    assert shown in written.text()
    assert hidden not in written.text()
    if names == "none":
        assert all("/T" not in highlight["keys"] for highlight in written.highlights())


def test_a_colour_of_another_dimension_leaves_what_is_not_coded_open(sample_path, rewrite) -> None:
    from annotations.project import Project

    with Project.open(sample_path, read_only=True) as project:
        sentiment = project.codebook.read().by_key("sentiment")
    content = rewrite(colour_by=sentiment.uid).content
    assert content.colour_by == sentiment.name
    looks = {claim.look_name: claim.look for claim in content.claims}
    assert looks["Mixed"].hatched
    assert looks[""].is_open
    assert not looks["0 neutral"].is_open
    assert looks["0 neutral"] != looks["Not expressed"]
