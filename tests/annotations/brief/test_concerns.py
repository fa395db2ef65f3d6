"""Flagged claims and those without a translation are told before a brief leaves the house."""

from annotations.brief import gather
from annotations.brief.concerns import concerns
from annotations.brief.spec import BriefSpec
from annotations.claims import CheckState
from annotations.importers.draft import Draft
from annotations.spans import Span


def told(project, **values):
    spec = BriefSpec(**values)
    return concerns(project, gather(project, spec), spec)


def add(project, text, language):
    def work(p):
        (article,) = yield from p.articles.add_all([Draft(text=text, headline="Head", language=language)])
        return p.claims.add(article, Span(0, 5))

    return project.step("Add", work).value


def test_flagged_claims_are_named(project) -> None:
    one, two = (add(project, f"Words of {name}.", "en") for name in ("Ann", "Bob"))
    assert told(project) == ()
    project.step("Flag", lambda p: p.claims.update(two, check_state=CheckState.FLAGGED))
    assert told(project) == ("1 claim flagged for checking: C2",)
    project.step("Flag", lambda p: p.claims.update(one, check_state=CheckState.FLAGGED))
    assert told(project) == ("2 claims flagged for checking: C1, C2",)


def test_claims_in_another_language_than_the_brief_want_a_translation(project) -> None:
    russian = add(project, "Слова Анны.", "ru")
    add(project, "Words of Ann.", "en-GB")
    add(project, "Words of Bob.", "")
    assert told(project) == ("1 claim without a translation: C1",)
    assert told(project, language="ru") == ("1 claim without a translation: C2",)
    project.step("Translate", lambda p: p.claims.update(russian, translation="Words of Anna"))
    assert told(project) == ()


def test_of_many_only_some_are_named(project) -> None:
    for number in range(10):
        add(project, f"Слова {number}.", "ru")
    (sentence,) = told(project)
    assert sentence.endswith("C7, C8 and 2 others")
