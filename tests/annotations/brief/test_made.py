"""Briefs of small projects made for the purpose: foreign scripts, hostile text, nothing at all."""

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.articles import Status
from annotations.brief.spec import BriefSpec, Judgement
from annotations.spans import Span, snapped
from tests.annotations.brief.pages import highlighted

HOSTILE = [
    'See <img src="/etc/hostname"/> and <a href="javascript:alert(1)">this</a> & that.',
    "Entities &amp; &lt;para&gt; &#0; stay as they are.",
    "Brackets ((( \\ ))) and %comment BT ET endstream endobj /Annots >> stay too.",
    "Null\x00byte and bell\x07 go at import.",
    "word " + "x" * 10_000 + " end",
]


def span_of(text: str, passage: str) -> Span:
    start = text.index(passage)
    return Span(start, start + len(passage))


def test_an_empty_project_gives_a_brief_that_says_so(write) -> None:
    written = write(bottom_line="Nothing was published.")
    assert written.report.claims == 0
    assert "No claims have been marked yet." in written.text()
    assert "Nothing was published." in written.text()
    with pikepdf.open(written.path) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_a_brief_without_any_part_is_one_page(write) -> None:
    written = write(parts=())
    assert written.report.pages == 1


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(add, write, text: str) -> None:
    plain = text.replace("\x00", "").replace("\x07", "")
    add(f"A headline\n{text}", Span(11, 11 + min(60, len(plain))), headline=text, url="javascript:alert(1)")
    written = write(
        title=text,
        bottom_line=text,
        judgements=(Judgement(text, "likely", "high", text, text),),
        watch=(text,),
        handling=text[:80],
    )
    letters = written.text().replace(" ", "")
    assert "".join(plain.split())[:300] in letters
    assert letters.count("x") >= 7 * plain.count("x")
    with pikepdf.open(written.path) as pdf:
        assert pdf.check_pdf_syntax() == []
        annotations = [a for page in pdf.pages for a in page.get("/Annots", [])]
        assert {str(a.Subtype) for a in annotations} == {"/Link", "/Highlight"}
        assert not [a for a in annotations if "/A" in a]
        images = [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]
        assert not images
        assert "/JavaScript" not in pdf.Root
        assert "/Names" not in pdf.Root


def test_only_web_addresses_become_links(add, write) -> None:
    add("A headline\nText.", Span(11, 15), url="https://example.org/a(b)\\c?q=<x>&r=1")
    with pikepdf.open(write().path) as pdf:
        found = {str(a.A.URI) for page in pdf.pages for a in page.get("/Annots", []) if "/A" in a}
    assert found == {"https://example.org/a%28b%29%5Cc?q=%3Cx%3E&r=1"}


def test_four_emoji_before_a_passage_do_not_move_it(add, write, flat) -> None:
    text = "Headline\n🙂🙃😀😎 Then the minister said that everything was in order."
    add(text, span_of(text, "everything was in order"))
    written = write()
    [claim] = written.content.claims
    assert flat(highlighted(written, claim.uid)) == "everything was in order"
    [passage] = [line for line in written.report.unset if line.startswith("Article 1")]
    assert "4 boxes" in passage
    assert "U+1F642" in passage


def test_boxes_stand_for_what_they_could_not_show(add, write) -> None:
    """Copied or searched, a box is still its character."""
    add("Headline\n国家战略 and \u202emore", Span(9, 13))
    written = write()
    assert "国家战略" in written.text()
    [passage] = [line for line in written.report.unset if line.startswith("Article 1")]
    assert "U+56FD" in passage
    assert "U+202E" in passage


def test_greek_and_cyrillic_need_no_boxes(add, write, flat) -> None:
    text = "Машина\nЕщё Ґонта; Ελληνικά, ἀρχή; Łódź, Ångström … „Zitat“ 20 € → ½ №"
    add(text, Span(7, len(text)))
    written = write()
    assert written.report.unset == ()
    assert flat(text.partition("\n")[2]) in written.text()


def test_letters_with_marks_of_their_own_are_found_composed(add, write) -> None:
    add("Headline\nи\u0306 and e\u0301 and а\u0301", Span(9, 11))
    written = write()
    assert written.report.unset == ()
    assert "й and é and" in written.text()


def test_a_claim_over_two_pages_is_highlighted_on_both(add, write) -> None:
    text = "Headline\n" + "\n".join(f"Paragraph {n} says something of no interest at all." for n in range(60))
    add(text, span_of(text, text[text.index("Paragraph 10") : text.index("Paragraph 50")].rstrip()))
    written = write()
    pages = {highlight["page"] for highlight in written.highlights()}
    assert len(pages) == 2
    assert len({highlight["uid"] for highlight in written.highlights()}) == 1


def test_claims_that_find_no_lane_are_counted_at_the_end_of_their_line(add, write) -> None:
    text = "Headline\nAll of this is claimed six times over."
    add(text, *[Span(9 + n, len(text)) for n in (0, 0, 0, 0, 0, 0)])
    written = write()
    assert "+2" in written.text().split()
    assert len(written.highlights()) == 6


def test_a_card_longer_than_a_page_is_continued_and_nothing_of_it_is_lost(project, add, write) -> None:
    add("Headline\nA short text.", Span(9, 16))
    [claim] = project.claims.all()
    words = " ".join(f"word{n}" for n in range(3000))
    project.step("Comment", lambda p: p.claims.update(claim.id, comment=words))
    written = write()
    text = written.text()
    assert "C1, continued" in text
    assert all(f"word{n}" in text for n in range(3000))


def said(text: str, data: bytes) -> bool:
    """Whether a text stands among the strings of an unpacked file, plain or as hexadecimal UTF-16."""
    return text.encode() in data or text.encode("utf-16-be").hex().encode() in data.lower()


def test_the_internal_note_is_not_even_gathered(project, add, write) -> None:
    add("Headline\nA short text.", Span(9, 16))
    [claim] = project.claims.all()
    project.step("Note", lambda p: p.claims.update(claim.id, note="Only for us", comment="For the reader"))
    written = write()
    assert "Only for us" not in repr(written.content)
    everything = written.unpacked()
    assert not said("Only for us", everything)
    assert said("For the reader", everything)
    assert "For the reader" in written.text()


def test_articles_left_out_or_without_claims_are_not_printed_unless_named(project, add, write) -> None:
    one = add("One\nFirst text.", Span(4, 9))
    two = add("Two\nSecond text.", Span(4, 10), headline="Two")
    add("Three\nThird text.", headline="Three")
    project.step("Leave out", lambda p: p.articles.update([one], status=Status.LEFT_OUT.value, left_out_reason="Old"))
    assert [a.headline for a in write().content.articles] == ["Two"]
    uids = tuple(project.articles.get(n).uid for n in (one, two))
    assert len(write(article_uids=uids).content.articles) == 2
    assert write(article_uids=()).content.articles == ()


def test_a_stored_specification_writes_the_same_brief(add, write) -> None:
    add("One\nFirst text.", Span(4, 9))
    first = write(bottom_line="So.", watch=("This",), page="Letter", full_text=False)
    data = first.path.read_bytes()
    again = BriefSpec.from_json(first.spec.to_json())
    assert again == first.spec
    written = write(**{name: getattr(again, name) for name in ("bottom_line", "watch", "page", "full_text")})
    assert written.path.read_bytes() == data


WORDS = st.text(alphabet="abcdefgh едпн αβγ.,-—“”\n", min_size=40, max_size=900)


@given(WORDS, st.data())
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_boxes_of_highlights_hold_the_quote(project, add, write, flat, words: str, data: st.DataObject) -> None:
    """For any claims over any text, overlapping ones too."""
    project.step("Clear", lambda p: p.articles.delete(p.articles.ids()))
    text = f"Start\n{words}\nEnd"
    wanted = data.draw(st.lists(st.tuples(st.integers(0, len(text) - 1), st.integers(1, 120)), min_size=1, max_size=9))
    spans = [snapped(text, Span(start, min(len(text), start + length))) for start, length in wanted]
    add(text, *[span for span in spans if span], headline="Start")
    written = write()
    for claim in written.content.claims:
        found = highlighted(written, claim.uid)
        assert "".join(flat(claim.quote).split()) == "".join(flat(found).split())
