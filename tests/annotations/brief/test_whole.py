"""For any project: each claim is listed once, shown in its article, found under its highlight, linked both ways."""

import re
from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.brief.spec import Part
from annotations.spans import Span, snapped
from tests.annotations.brief.pages import covered, highlighted, inner_links, outside, places

WORDS = st.text(alphabet="abcdefgh едпн αβγ.,-—“”\n", min_size=30, max_size=700)
REMARK = st.just("") | st.text(alphabet="klmno рст. ", max_size=400)
PARTS = (Part.MASTHEAD, Part.CLAIMS, Part.ARTICLES, Part.METHOD, Part.SOURCES)


@st.composite
def articles(draw) -> list[tuple[str, list[tuple[Span, str, str]]]]:
    """Texts with passages, which may overlap, and with each a comment and a translation."""
    found = []
    for words in draw(st.lists(WORDS, min_size=1, max_size=3)):
        text = f"Start\n{words}\nEnd"
        marks = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 150), REMARK, REMARK)
        passages = [
            (snapped(text, Span(start, min(len(text), start + length))), comment, translation)
            for start, length, comment, translation in draw(st.lists(marks, max_size=9))
        ]
        found.append((text, [passage for passage in passages if passage[0]]))
    return found


def fill(project, add, wanted) -> None:
    project.step("Clear", lambda p: p.articles.delete(p.articles.ids()))
    tags = [tag.id for tag in project.codebook.read().tags]
    for text, passages in wanted:
        article = add(text, *[span for span, _, _ in passages], headline="Start")
        claims = sorted(project.claims.of_article(article), key=lambda claim: claim.number)
        for place, (claim, (_, comment, translation)) in enumerate(zip(claims, passages, strict=True)):

            def work(p, claim=claim, comment=comment, translation=translation, place=place) -> None:
                p.claims.update(claim.id, comment=comment, translation=translation)
                if tags:
                    p.claims.tag(claim.id, tags[place % len(tags)])

            project.step("Tell", work)


@given(articles(), st.sampled_from(["A4", "Letter"]), st.booleans())
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_brief_of_any_project_keeps_its_promises(project, add, write, flat, wanted, page, full_text) -> None:
    fill(project, add, wanted)
    written = write(parts=PARTS, page=page, full_text=full_text)
    claims = written.content.claims
    assert len(claims) == sum(len(passages) for _, passages in wanted)
    there, links = places(written.path), inner_links(written.path)
    listed = range(there["claims"][0], there.get("articles", there["method"])[0])
    inside = range(listed.stop, there["method"][0] + 1)  # the method may begin below the last article
    in_list, in_articles = (labels(written.texts()[n] for n in some) for some in (listed, inside))
    for claim in claims:
        assert in_list[claim.label] == 1, claim.label
        assert in_articles[claim.label] >= 1, claim.label
        assert letters(flat(claim.quote)) == letters(flat(highlighted(written, claim.uid))), claim.label
        passage, entry = there[f"passage-{claim.number}"], there[f"claim-{claim.number}"]
        assert any(start in listed and end == passage for start, end in links), claim.label
        assert any(start in inside and end == entry for start, end in links), claim.label
    assert outside(written.path) == []
    assert covered(written.path) == []


def labels(texts) -> Counter[str]:
    """How often each number of a claim stands in texts."""
    return Counter(re.findall(r"\bC\d+\b", " ".join(texts)))


def letters(text: str) -> str:
    return "".join(text.split())
