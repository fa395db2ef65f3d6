"""A text that both copies corrected: the later one stands, and the other one is lost in neither copy."""

from annotations.carrying import carried
from tests.annotations.store.merging.conftest import TEXT, merge

SOON, AWAY = TEXT.replace("late", "soon"), TEXT.replace("home", "away")


def correct(project, text: str) -> None:
    def work(p) -> None:
        article = p.articles.ids()[-1]
        anchors = {claim.id: claim.anchor for claim in p.claims.of_article(article)}
        found = carried(p.articles.text(article), text, anchors)
        p.corrections.correct(article, text, found.placed, deleted=set(found.lost))

    project.step("Correct", work)


def texts(project) -> tuple[str, list[str]]:
    """The text of the article, and those before."""
    article = project.articles.ids()[-1]
    earlier = [project.corrections.text(one.digest) for one in project.corrections.earlier(article)]
    return project.articles.text(article), sorted(earlier)


def test_the_text_that_lost_is_among_the_earlier_ones_in_both_copies(copies) -> None:
    anna, boris = copies(2)
    correct(anna, SOON)
    correct(boris, AWAY)
    before = texts(anna)
    report = merge(anna, boris)
    merge(boris, anna)
    for project in (anna, boris):
        assert texts(project) == (AWAY, sorted([TEXT, TEXT, SOON]))
        assert project.check() == []
    assert merge(anna, boris).nothing
    assert merge(boris, anna).nothing
    (difference,) = report.conflicts[0].differences
    assert (difference.field, difference.here, difference.there) == (
        "digest",
        SOON[SOON.index("soon") :][:80],
        AWAY[AWAY.index("late") :][:80],
    )
    anna.undo()
    assert texts(anna) == before


def test_three_corrections_come_to_the_same_in_either_order(copies) -> None:
    anna, boris, cleo = copies(3)
    third = TEXT.replace("answered", "replied")
    for project, text in ((anna, SOON), (boris, AWAY), (cleo, third)):
        correct(project, text)
    merge(boris, cleo)
    merge(boris, anna)
    merge(anna, cleo)
    merge(anna, boris)
    assert texts(anna) == texts(boris) == (third, sorted([TEXT, TEXT, TEXT, SOON, AWAY]))
    assert merge(boris, anna).nothing


def test_a_correction_of_the_corrected_text_adds_nothing(copies) -> None:
    anna, boris = copies(2)
    correct(anna, SOON)
    merge(boris, anna)
    correct(boris, AWAY)
    assert merge(anna, boris).conflicts == ()
    assert texts(anna) == (AWAY, sorted([TEXT, SOON]))
