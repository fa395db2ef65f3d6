"""Flagged claims and those without a translation are told before a brief leaves the house."""

from annotations.brief import gather
from annotations.brief.concerns import concerns
from annotations.brief.spec import BriefSpec, Finding, Judgement, Part
from annotations.claims import CheckState
from annotations.importers.draft import Draft
from annotations.sampling import Amount, Scope, Sees
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


def test_what_is_hidden_from_who_codes_second_is_said_to_be_missing(project) -> None:
    claim = add(project, "Words of Ann.", "en")
    article = project.claims.get(claim).article_id
    ben = project.step("Add coder", lambda p: p.coders.ensure("Ben Okoro", "BO")).value
    project.step(
        "Draw", lambda p: p.second_codings.draw(ben, Amount(share=1), Scope(done=False), Sees.NOTHING, name="Pilot")
    )
    assert told(project) == ()
    project.coder_id = ben
    missing = "what others coded in 1 article is missing: you are not done coding second there"
    assert told(project) == (missing,)
    named = "1 claim named but not there, or hidden while you code second: C1"
    assert told(project, bottom_line="As C1 says.") == (named, missing)
    project.step("Done", lambda p: p.second_codings.finish(article, ben))
    assert told(project, bottom_line="As C1 says.") == ()


def test_passages_that_were_left_out_are_in_no_brief(project) -> None:
    one, two = (add(project, f"Words of {name}.", "en") for name in ("Ann", "Bob"))
    project.step("Leave out", lambda p: p.settlements.settle_passages([one], [two]))
    numbers = [claim.number for claim in gather(project, BriefSpec()).claims]
    assert numbers == [project.claims.get(one).number]
    project.undo()
    assert len(gather(project, BriefSpec()).claims) == 2


def test_claims_that_sentences_name_in_vain_are_told(project) -> None:
    one, _ = (add(project, f"Words of {name}.", "en") for name in ("Ann", "Bob"))
    judged = (Judgement("They say so (C1, C98).", reason="See C99 and C98"), Judgement("", reason="C97"))
    assert told(project, bottom_line="As C1 and C2 say.") == ()
    assert told(project, judgements=judged) == ("2 claims named but not there: C98, C99",)
    without = (project.claims.get(one).uid,)
    assert told(project, bottom_line="As C1 says.", without=without) == ("1 claim named but not taken in: C1",)
    finding = Finding("framing", title="C96 leads")
    assert told(project, findings=(finding,)) == ("1 claim named but not there: C96",)
    assert told(project, findings=(finding,), bottom_line="C95", parts=(Part.CLAIMS,)) == ()
