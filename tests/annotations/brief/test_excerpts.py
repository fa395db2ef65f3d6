"""What an excerpt shows."""

from dataclasses import replace

from annotations.brief.content import ArticleEntry, ClaimEntry, Look
from annotations.brief.excerpts import printed_parts
from annotations.spans import Span

TEXT = "The headline\n\nOne one. Two two. Three three. Four four.\nFive five. Six six."


def article(*passages: str, headline: str = "The  Headline") -> ArticleEntry:
    spans = [Span(TEXT.index(passage), TEXT.index(passage) + len(passage)) for passage in passages]
    claims = tuple(ClaimEntry(str(n), n, 1, span, span.of(TEXT), Look(), ()) for n, span in enumerate(spans, 1))
    return ArticleEntry(1, "u", headline, "", "", (), "", "", "", "", "en", 15, TEXT, claims)


def cut(entry: ArticleEntry, *passages: str) -> ArticleEntry:
    spans = (Span(TEXT.index(passage), TEXT.index(passage) + len(passage)) for passage in passages)
    return replace(entry, cuts=tuple(spans))


def shown(entry: ArticleEntry, *, full_text: bool) -> list[tuple[str, int, bool]]:
    return [(part.span.of(TEXT), part.number, part.gap) for part in printed_parts(entry, full_text=full_text)]


def test_all_of_it_is_numbered_from_the_first_paragraph_after_the_headline() -> None:
    assert shown(article(), full_text=True) == [
        ("The headline", 0, False),
        ("One one. Two two. Three three. Four four.", 1, False),
        ("Five five. Six six.", 2, False),
    ]
    assert shown(article(headline="Another"), full_text=True)[0] == ("The headline", 1, False)


def test_a_claim_comes_with_a_sentence_on_either_side() -> None:
    assert shown(article("Three"), full_text=False) == [
        ("The headline", 0, False),
        ("Two two. Three three. Four four.", 1, True),
    ]


def test_claims_close_to_one_another_share_their_excerpt() -> None:
    assert shown(article("Two two", "Four"), full_text=False) == [
        ("The headline", 0, False),
        ("One one. Two two. Three three. Four four.", 1, False),
        ("Five five.", 2, False),
    ]


def test_a_claim_in_the_headline_shows_the_first_sentence() -> None:
    assert shown(article("headline"), full_text=False) == [("The headline", 0, False), ("One one.", 1, False)]


def test_without_claims_only_the_headline_is_left() -> None:
    assert shown(article(), full_text=False) == [("The headline", 0, False)]


def test_what_was_cut_is_not_printed_and_its_place_is_marked() -> None:
    entry = cut(article("Three"), "Two two.")
    assert shown(entry, full_text=True) == [
        ("The headline", 0, False),
        ("One one.", 1, False),
        ("Three three. Four four.", 1, True),
        ("Five five. Six six.", 2, False),
    ]
    assert shown(entry, full_text=False) == [
        ("The headline", 0, False),
        ("Three three. Four four.", 1, True),
    ]


def test_a_paragraph_that_was_cut_leaves_a_mark_before_the_next() -> None:
    entry = cut(article(), "One one. Two two. Three three. Four four.")
    assert shown(entry, full_text=True) == [("The headline", 0, False), ("Five five. Six six.", 2, True)]
    everything = replace(entry, cuts=(Span(0, len(TEXT)),))
    assert shown(everything, full_text=True) == []
