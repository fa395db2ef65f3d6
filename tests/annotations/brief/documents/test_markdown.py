"""Markdown read again by another program: every text is what it was, every link leads somewhere."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from annotations.brief.charts.tables import Table
from annotations.brief.documents.markdown import is_untouched, markdown
from annotations.brief.documents.outline import outline
from annotations.brief.documents.values import Document, Heading, Items, Manner, Paragraph, phrase
from annotations.brief.spec import Part

HOSTILE = [
    "# no heading",
    "1. no list",
    "- no list",
    "+ no list",
    "> no quote",
    "*no* __emphasis__ `code` ~~gone~~",
    "<img src=x onerror=alert(1)> <!-- no comment --> &copy; &#65;",
    "[no](javascript:alert(1)) ![no](/etc/passwd) [^1]: no",
    "https://example.org www.example.org a@example.org :smile:",
    "a | b\n--- | ---\n===",
    "\\ at the end \\",
    "$x$ $$y$$ ^z^ {.class} %",
    "null \x00 bell \x07 lone \ud800",
]
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def document(*blocks: object, handling: str = "") -> Document:
    return Document("Made", "", "", "en", "", handling, "", "A4", "Page {page} of", blocks)


def words_of(data: bytes) -> list[str]:
    """The text of each inline token; markup in it would be a token of another kind."""
    found = []
    for token in READER.parse(data.decode()):
        if token.type == "inline":
            kinds = {child.type for child in token.children} - {"text", "text_special"}
            assert kinds <= {"strong_open", "strong_close", "em_open", "em_close"}, kinds
            found.append("".join(child.content for child in token.children))
    return found


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_changes_nothing(text: str) -> None:
    plain = phrase(text)
    rows = Table(("Head", text), ((text, "1"),), (0.5, 0.5))
    blocks = (
        Paragraph((plain,)),
        Paragraph((plain,), Manner.QUOTE),
        Paragraph((phrase(text, strong=True),)),
        Heading(2, plain),
        Items(((plain,),)),
        rows,
    )
    shown = plain.text.strip()
    assert words_of(markdown(document(*blocks))) == [*[shown] * 5, "Head", shown, shown, "1"]


@given(st.lists(st.tuples(st.text(min_size=1), st.booleans()), min_size=1, max_size=3))
def test_any_text_is_read_again_as_it_is(parts: list[tuple[str, bool]]) -> None:
    # Words that look different meet at a blank, as the brief's own do: the format cannot part them elsewhere.
    told = [phrase(f"x{text}x ", strong=strong) for text, strong in parts]
    whole = "".join(item.text for item in told).strip()
    assert words_of(markdown(document(Paragraph(tuple(told))))) == [whole]


@given(st.text())
def test_any_text_alone_is_read_again_as_it_is(text: str) -> None:
    told = phrase(text)
    expected = [told.text.strip()] if told.text.strip() else []
    assert words_of(markdown(document(Paragraph((told,))))) == expected


def test_a_link_that_leads_nowhere_is_no_link() -> None:
    made = markdown(document(Paragraph((phrase("C9", link="claim-9"), phrase("bad", link="javascript:alert(1)")))))
    assert b"](" not in made


def test_an_address_is_kept_whole_and_safe() -> None:
    made = markdown(document(Paragraph((phrase("x", link="https://example.org/a b>(c)?d=1&copy;=2"),))))
    [token] = [token for token in READER.parse(made.decode()) if token.type == "inline"]
    assert token.children[0].attrs["href"] == "https://example.org/a%20b%3E(c)?d=1&copy;=2"


def test_the_whole_brief_has_every_claim_once_with_an_anchor_and_every_link_leads_to_one(sample) -> None:
    made = markdown(outline(sample.content, replace(sample.spec, parts=tuple(Part)))).decode()
    anchors = re.findall(r'<a id="([^"]+)"></a>', made)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r"\]\(#([^)]+)\)", made)) <= set(anchors)
    assert {f"claim-{claim.number}" for claim in sample.content.claims} <= set(anchors)
    text = " ".join(READER.render(made).split())
    assert "Annotated articles" not in text
    for article in sample.content.articles:
        assert f'id="{article.key}"' in made


def test_a_file_that_was_edited_is_told_from_one_that_was_not(sample) -> None:
    made = markdown(outline(sample.content, sample.spec))
    assert made == markdown(outline(sample.content, sample.spec))
    assert is_untouched(made)
    assert not is_untouched(made.replace(b"Torvania", b"Elsewhere", 1))
    assert not is_untouched(b"# Somebody's notes\n")
    assert not is_untouched(b"")


def test_the_handling_mark_comes_first() -> None:
    assert markdown(document(Paragraph((phrase("x"),)), handling="TLP:RED")).startswith(b"**TLP:RED**\n")
