"""Any article set in one to three columns comes back word for word, in reading order, without heads."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from printed_articles import HEADS, Design, article, printed

from annotations.importers.pdf.article import read
from annotations.importers.source import Source

designs = st.builds(
    Design,
    columns=st.integers(1, 3),
    size=st.sampled_from([8.0, 9.0, 10.5]),
    gutter=st.sampled_from([15.0, 18.0, 30.0]),
    justified=st.booleans(),
    indent=st.sampled_from([0.0, 10.0]),
    between=st.sampled_from([0.0, 7.0]),
    hyphens=st.booleans(),
    head=st.sampled_from(list(HEADS)),
)


def words_of(data: bytes) -> list[str]:
    """The words of the one article in a PDF."""
    (draft,) = read(Source(Path("article.pdf"), data))
    return draft.text.split()


@settings(max_examples=20)
@given(design=designs, seed=st.integers(0, 10_000), paragraphs=st.integers(3, 20))
def test_any_article_comes_back_word_for_word(design, seed, paragraphs):
    made = article(seed, paragraphs)
    assert words_of(printed(made, design)) == made.words


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("columns", [1, 2, 3])
def test_heads_of_every_kind_are_left_out(head, columns):
    made = article(7, 25)
    (draft,) = read(Source(Path("article.pdf"), printed(made, Design(columns=columns, head=head, hyphens=True))))
    assert draft.text.split() == made.words
    assert (draft.headline, draft.author) == (made.headline, "Anna Writer")
    assert "headline" in draft.guessed
