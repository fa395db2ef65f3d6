"""What of a brief is made first, and which pages it takes."""

from dataclasses import replace

from annotations.brief.preview import Proof
from annotations.brief.spec import BriefSpec, Finding, Judgement, Part
from app.workspaces.brief.making import articles_at, claims_at, first_parts, front, gathering_key


def pages(total: int, **places: int) -> Proof:
    return Proof(b"", total, 595, 842, {key.replace("_", "-"): (page, 783.0) for key, page in places.items()}, {})


def test_what_is_only_printed_does_not_make_anything_be_read_again() -> None:
    spec = BriefSpec(findings=(Finding("d", "bars"),))
    printed = replace(
        spec,
        title="Other",
        bottom_line="So.",
        judgements=(Judgement("It is."),),
        watch=("one",),
        findings=(Finding("d", "bars", "Title", "Sentences", ("uid",)),),
        page="Letter",
        full_text=False,
        page_limit=3,
    )
    assert gathering_key(printed) == gathering_key(spec)
    for other in (
        replace(spec, counting="outlets"),
        replace(spec, claim_filter={"words": "x"}),
        replace(spec, colour_by="d"),
        replace(spec, names="full"),
        replace(spec, article_uids=()),
        replace(spec, parts=(Part.CLAIMS,)),
    ):
        assert gathering_key(other) != gathering_key(spec)


def test_what_is_in_view_is_made_first_with_what_comes_before() -> None:
    spec = BriefSpec(parts=(Part.MASTHEAD, Part.BOTTOM_LINE, Part.READ, Part.FINDINGS, Part.CLAIMS, Part.ARTICLES))
    made = pages(30, masthead=1, bottom_line=1, what_we_read=2, findings=3, claims=6, articles=9)
    assert first_parts(spec, made, 1) == (spec.parts[:2], range(2, 31))
    assert first_parts(spec, made, 2) == (spec.parts[:3], range(3, 31))
    assert first_parts(spec, made, 5) == (spec.parts[:4], range(6, 31))
    assert first_parts(spec, made, 6) == ((), range(0)), "the list of claims is long itself"
    assert front(spec) == spec.parts[:2]


def test_a_part_that_begins_in_the_middle_of_a_page_takes_that_page_along() -> None:
    spec = BriefSpec(parts=(Part.MASTHEAD, Part.READ))
    made = Proof(b"", 3, 595, 842, {"masthead": (1, 780.0), "what-we-read": (2, 400.0)}, {})
    assert first_parts(spec, made, 1) == ((Part.MASTHEAD,), range(3, 4))
    assert first_parts(spec, made, 2) == (spec.parts, range(0))


def test_a_long_part_that_was_just_added_comes_with_the_whole() -> None:
    spec = BriefSpec(parts=(Part.MASTHEAD, Part.CLAIMS))
    assert first_parts(spec, pages(1, masthead=1), 1) == ((Part.MASTHEAD,), range(0))


def test_articles_take_the_pages_up_to_the_next_one() -> None:
    made = pages(20, articles=9, article_1=9, article_2=12, article_3=12, sources=15)
    assert articles_at(made, 8) == ((), range(0))
    assert articles_at(made, 9) == articles_at(made, 11) == ((1,), range(9, 12))
    assert articles_at(made, 12) == ((1, 2, 3), range(9, 15))
    assert articles_at(made, 14) == ((3,), range(12, 15))
    assert articles_at(made, 15) == ((), range(0))
    assert articles_at(pages(20, articles=9, article_1=9), 20) == ((1,), range(9, 21))
    assert articles_at(pages(9, articles=9, article_1=9, sources=9), 9) == ((1,), range(9, 10))
    assert articles_at(pages(3, masthead=1), 2) == ((), range(0))


def test_claims_of_the_list_take_the_pages_from_one_that_begins_with_a_claim() -> None:
    tops = {"claims": (5, 780.0), "claim-1": (5, 600.0), "claim-2": (5, 90.0), "claim-3": (6, 775.0)}
    tops |= {"claim-4": (7, 500.0), "claim-5": (7, 90.0), "claim-6": (8, 775.0), "articles": (9, 780.0)}
    made = Proof(b"", 12, 595.0, 842.0, tops, {})
    assert claims_at(made, 5, 5) == ({1, 2}, range(5, 6))
    assert claims_at(made, 6, 6) == ({3}, range(6, 7))
    assert claims_at(made, 7, 8) == ({3, 4, 5, 6}, range(6, 9)), "the third goes on at the head of page 7"
    assert claims_at(made, 8, 10) == ({6}, range(8, 9)), "the articles are no part of the list"
    assert claims_at(made, 9, 9) == claims_at(made, 4, 5) == (frozenset(), range(0))
    assert claims_at(pages(3, masthead=1), 1, 2) == (frozenset(), range(0))
