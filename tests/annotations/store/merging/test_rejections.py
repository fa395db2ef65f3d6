"""Decisions on suggestions of both copies hold after a merge, once where both decided the same."""

from annotations.decided import Decisions
from annotations.spans import Span
from tests.annotations.store.merging.conftest import TEXT, merge


def place(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def reject(project, *several: str) -> None:
    for words in several:
        project.step("Reject", lambda p, w=words: p.rejections.add(p.articles.ids()[-1], place(w)))


def decided(project) -> list[str]:
    return sorted(one.exact for one in project.rejections.of_article(project.articles.ids()[-1]))


def test_what_either_turned_down_is_turned_down_in_both(copies) -> None:
    anna, boris = copies(2)
    reject(anna, "We begin late", "she went home")
    reject(boris, "We begin late", "Nobody asked why")
    merge(anna, boris)
    merge(boris, anna)
    everything = ["Nobody asked why", "We begin late", "she went home"]
    assert decided(anna) == decided(boris) == everything
    assert merge(anna, boris).nothing
    anna.undo()
    assert decided(anna) == ["We begin late", "she went home"]


def test_a_decision_that_was_taken_back_does_not_come_back(copies) -> None:
    anna, boris = copies(2)
    reject(anna, "We begin late")
    merge(boris, anna)
    anna.step("Offer again", lambda p: p.rejections.forget(p.articles.ids()[-1]))
    merge(boris, anna)
    assert decided(anna) == decided(boris) == []


def test_it_holds_in_a_text_that_the_other_copy_corrected(copies) -> None:
    anna, boris = copies(2)
    reject(anna, "She said: “We begin late”")
    article = boris.articles.ids()[-1]
    text = TEXT.replace("She said", "She then said")
    claims = {claim.id: claim.span for claim in boris.claims.of_article(article)}
    boris.step("Correct", lambda p: p.corrections.correct(article, text, claims))
    merge(anna, boris)
    now = anna.articles.text(article)
    assert now == text
    span = Span(now.index("She then"), now.index("late”") + 5)
    assert Decisions(now, anna.rejections.of_article(article)).hold(span)
