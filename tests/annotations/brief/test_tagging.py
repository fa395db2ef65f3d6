"""The structure that screen readers go by, read again with pikepdf."""

import gc
import re
from collections import Counter
from collections.abc import Iterator

import pikepdf
import pytest

from annotations.brief.spec import Part
from annotations.brief.tagging import Element
from annotations.brief.writer import pages_made
from annotations.spans import Span


def elements(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """Every element, in the order they are read."""

    def below(element: pikepdf.Dictionary) -> Iterator[pikepdf.Dictionary]:
        yield element
        for kid in element.K:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield from below(kid)

    for top in pdf.Root.StructTreeRoot.K:
        yield from below(top)


def owners(pdf: pikepdf.Pdf) -> dict[int, pikepdf.Object]:
    """What pages and annotations find by their numbers."""
    entries = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    return {int(entries[n]): entries[n + 1] for n in range(0, len(entries), 2)}


def marked_words(page: pikepdf.Page) -> Iterator[tuple[str, ...]]:
    """For each piece of shown text of a page, the marks it stands in; checks that marks and text objects nest."""
    stack: list[str] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC":
                number = operands[1].get("/MCID") if isinstance(operands[1], pikepdf.Dictionary) else None
                stack.append(str(operands[0]) if number is None else f"{operands[0]} {int(number)}")
            case "BMC":
                stack.append(str(operands[0]))
            case "EMC":
                stack.pop()
            case "BT":
                stack.append("BT")
            case "ET":
                assert stack.pop() == "BT"
            case "Tj":
                yield tuple(stack)
    assert not stack


def test_the_document_says_that_it_is_tagged(sample) -> None:
    with pikepdf.open(sample.path) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == "en"
        assert all(str(page.Tabs) == "/S" for page in pdf.pages)


def test_all_words_belong_to_an_element_or_are_said_to_be_none(sample) -> None:
    with pikepdf.open(sample.path) as pdf:
        known = owners(pdf)
        for page in pdf.pages:
            found = set()
            for stack in marked_words(page):
                numbers = [int(item.rpartition(" ")[2]) for item in stack if re.search(r" \d+$", item)]
                assert len(numbers) == 1 or "/Artifact" in stack
                found.update(numbers)
            assert found == set(range(len(known[int(page.StructParents)])))


def test_every_element_knows_what_it_belongs_to(sample) -> None:
    with pikepdf.open(sample.path) as pdf:
        root = pdf.Root.StructTreeRoot
        assert [top.P.objgen for top in root.K] == [root.objgen]
        for element in elements(pdf):
            below = [kid for kid in element.K if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
            assert all(kid.P.objgen == element.objgen for kid in below)


def test_the_elements_of_a_brief_given_up_go_without_the_collector(sample) -> None:
    def alive() -> int:
        return sum(isinstance(one, Element) for one in gc.get_objects())

    gc.collect()
    gc.disable()
    try:
        before = alive()
        making = pages_made(sample.content, sample.spec)
        assert any(progress.done > progress.total / 2 for progress in making)
        assert alive() > before + 100
        making.close()
        assert alive() == before
    finally:
        gc.enable()


def test_what_repeats_on_every_page_is_no_part_of_the_text(sample) -> None:
    with pikepdf.open(sample.path) as pdf:
        assert any("/Artifact" in stack for stack in marked_words(pdf.pages[2]))


def test_parts_and_headlines_are_headings_and_every_article_line_a_paragraph(sample) -> None:
    with pikepdf.open(sample.path) as pdf:
        roles = Counter(str(element.S) for element in elements(pdf))
    printed = [part for part in sample.spec.parts if part not in {Part.MASTHEAD, Part.BOTTOM_LINE}]
    assert roles["/Document"] == 1
    assert roles["/H1"] >= len(printed) - 1
    assert roles["/H2"] >= len(sample.content.articles)
    assert roles["/Note"] >= len(sample.content.claims)
    assert roles["/TR"] > roles["/Table"] > 0
    assert roles["/TH"] > 0


def test_links_and_their_elements_know_one_another(sample) -> None:
    with pikepdf.open(sample.path) as pdf:
        known = owners(pdf)
        links = [a for page in pdf.pages for a in page.get("/Annots", []) if a.Subtype == "/Link"]
        assert links
        for link in links:
            owner = known[int(link.StructParent)]
            assert owner.S == "/Link"
            assert any(kid.Obj.objgen == link.objgen for kid in owner.K if isinstance(kid, pikepdf.Dictionary))


def test_every_highlight_belongs_to_the_paragraph_of_its_words(sample) -> None:
    with pikepdf.open(sample.path) as pdf:
        known = owners(pdf)
        found = 0
        for page in pdf.pages:
            for mark in (a for a in page.get("/Annots", []) if a.Subtype == "/Highlight"):
                owner = known[int(mark.StructParent)]
                [kid] = owner.K
                assert owner.S == "/Annot"
                assert owner.P.S in {"/P", "/H2"}
                assert kid.Obj.objgen == mark.objgen
                assert kid.Pg.objgen == page.objgen
                assert any(words_on(page, other, owner.P) for other in owner.P.K)
                found += 1
    assert found >= len(sample.content.claims)


def words_on(page: pikepdf.Page, kid: pikepdf.Object, element: pikepdf.Dictionary) -> bool:
    """Whether a kid of an element is a place of words on a page."""
    if is_number(kid):
        return element.Pg.objgen == page.objgen
    return kid.get("/Type") == "/MCR" and kid.Pg.objgen == page.objgen


def test_a_chart_is_told_in_words(rewrite) -> None:
    with pikepdf.open(rewrite(parts=(Part.FINDINGS,)).path) as pdf:
        figures = [element for element in elements(pdf) if element.S == "/Figure"]
        assert figures
        assert all(len(str(figure.Alt)) > 20 for figure in figures)


def test_a_paragraph_over_two_pages_is_one_element(add, write) -> None:
    text = "Headline\n" + " ".join(["The minister spoke of models and machines."] * 400)
    add(text, Span(9, 20))
    with pikepdf.open(write(parts=(Part.ARTICLES,)).path) as pdf:
        long = [element for element in elements(pdf) if element.S == "/P" and len(element.K) > 1]
        assert any("/MCR" in str(kid.get("/Type", "")) for element in long for kid in element.K if not is_number(kid))


def is_number(kid: object) -> bool:
    """Whether a kid is a place of words on the element's own page."""
    return not isinstance(kid, pikepdf.Dictionary)


@pytest.mark.parametrize("text", ["Headline\none ) two ( three \\ four /P <</MCID 7>> BDC EMC ET"])
def test_words_cannot_change_the_structure(add, write, text: str) -> None:
    add(text, Span(9, 12))
    with pikepdf.open(write().path) as pdf:
        for page in pdf.pages:
            assert all(any(item.startswith(("/Artifact", "/")) for item in stack) for stack in marked_words(page))
