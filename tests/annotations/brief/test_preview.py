"""The pages of a brief for the screen: those of the export, with what lies where."""

from dataclasses import replace

import pypdfium2
import pytest

from annotations.brief.preview import Excerpt, Painter, Proof, claim_of, proof
from annotations.brief.spec import Part
from annotations.errors import CancelledError


@pytest.fixture(scope="module")
def shown(sample) -> Proof:
    """The sample's pages."""
    return proof(sample.content, sample.spec, lambda: True)


def test_the_preview_shows_the_very_bytes_of_the_export(sample, shown) -> None:
    assert shown.data == sample.path.read_bytes()
    assert shown.pages == sample.report.pages


def test_a_highlighted_passage_belongs_to_its_claim(sample, shown) -> None:
    numbers = {claim.uid: claim.number for claim in sample.content.claims}
    for highlight in sample.highlights():
        for left, bottom, right, top in highlight["boxes"]:
            target = shown.target(highlight["page"] + 1, (left + right) / 2, (bottom + top) / 2)
            assert target.startswith("passage-")
        middle = highlight["boxes"][0]
        assert shown.target(highlight["page"] + 1, middle[0] - 30, middle[1]) == ""
        assert numbers[highlight["uid"]] in {claim_of(spot.target) for spot in shown.spots[highlight["page"] + 1]}


def test_every_claim_is_found_on_the_page_of_its_passage(sample, shown) -> None:
    pages: dict[str, int] = {}
    for highlight in sample.highlights():
        pages.setdefault(highlight["uid"], highlight["page"] + 1)
    for claim in sample.content.claims:
        found = shown.page_of_claim(claim.number)
        assert found
        assert found[0] == pages[claim.uid]
    assert shown.page_of_claim(4711) is None


def test_without_the_articles_a_claim_is_found_in_the_list(sample) -> None:
    listed = proof(sample.content, replace(sample.spec, parts=(Part.CLAIMS,)), lambda: True)
    number = sample.content.claims[-1].number
    assert listed.page_of_claim(number) == listed.places[f"claim-{number}"]


def looks(made: Proof, page: int) -> bytes:
    """A page as pixels."""
    with pypdfium2.PdfDocument(made.data) as document:
        return bytes(document[page - 1].render(scale=1).buffer)


def test_pages_of_the_list_made_alone_look_as_in_the_whole(sample, shown) -> None:
    """Their numbers, their links and what they say of quotes elsewhere too."""
    first, last = shown.places["claims"][0], shown.places["articles"][0] - 1
    assert last > first + 1
    compared = 0
    for page in range(first, last + 1):
        numbers = {claim.number for claim in sample.content.claims if shown.places[f"claim-{claim.number}"][0] == page}
        if page > first and max(shown.places[f"claim-{number}"][1] for number in numbers) < shown.height - 72:
            continue
        articles = tuple(
            replace(article, claims=tuple(claim for claim in article.claims if claim.number in numbers))
            for article in sample.content.articles
        )
        excerpt = Excerpt(Part.CLAIMS, page == first, page - 1, shown.pages, shown.places)
        alone = proof(replace(sample.content, articles=articles), sample.spec, lambda: True, "", excerpt)
        assert looks(alone, 1) == looks(shown, page)
        targets = [{spot.target for spot in made.spots[n]} for made, n in ((alone, 1), (shown, page))]
        assert targets[0] == targets[1]
        compared += 1
    assert compared > 1


def test_an_article_made_alone_looks_as_in_the_whole(sample, shown) -> None:
    alone_on_their_pages = [
        article.number
        for article in sample.content.articles
        if article.number > 1 and shown.places[article.key][1] > shown.height - 72
    ]
    for number in alone_on_their_pages[:2]:
        page = shown.places[f"article-{number}"][0]
        excerpt = Excerpt(Part.ARTICLES, headed=False, before=page - 1, total=shown.pages, elsewhere=shown.places)
        article = sample.content.articles[number - 1]
        alone = proof(replace(sample.content, articles=(article,)), sample.spec, lambda: True, "", excerpt)
        assert looks(alone, 1) == looks(shown, page)
    assert alone_on_their_pages


def test_making_stops_once_nobody_wants_the_pages(sample) -> None:
    asked = []

    def wanted() -> bool:
        asked.append(1)
        return len(asked) < 5

    with pytest.raises(CancelledError):
        proof(sample.content, sample.spec, wanted)
    assert len(asked) == 5


def test_the_nearest_place_above_is_found_across_pages() -> None:
    made = Proof(b"", 3, 595, 842, {"a": (1, 700.0), "b": (1, 300.0), "c": (3, 780.0)}, {})
    found = [made.place_above(*where, "abc") for where in ((1, 720), (1, 700), (1, 299), (2, 800), (3, 10))]
    assert found == ["", "a", "b", "b", "c"]
    assert made.place_above(3, 10, "ab") == "b"


@pytest.mark.parametrize(
    ("target", "number"), [("claim-12", 12), ("passage-7", 7), ("article-3", 0), ("https://claim-1", 0), ("", 0)]
)
def test_a_target_names_its_claim(target, number) -> None:
    assert claim_of(target) == number


def test_a_page_is_painted_as_pdfium_paints_it(shown) -> None:
    painter = Painter()
    picture = painter.paint(shown, 1, 300)
    assert (picture.width, picture.height) == (300, 425)
    assert len(picture.data) == picture.stride * picture.height
    with pypdfium2.PdfDocument(shown.data) as document:
        pixels = document[0].render(scale=299.999 / shown.width, prefer_bgrx=True)
        assert bytes(pixels.buffer) == picture.data
    painter.close()
    assert painter.paint(shown, 2, 60).width == 60
    painter.close()
