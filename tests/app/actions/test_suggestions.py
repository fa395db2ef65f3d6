"""Where claims are suggested and where not, what the keys say then, and what becomes of what was decided."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QAccessible

from annotations.articles import Status
from annotations.claims import Origin
from annotations.codebook import THE_OUTLET
from annotations.language.candidates import Candidate, Pattern
from annotations.language.found import Found
from annotations.sampling import Amount, Scope, Sees
from annotations.spans import Span

PROMISED, LAUGHED, ASKED = "forty jobs", "The fishermen laughed", "Nobody asked the gulls"


@pytest.fixture
def suggest(window, monkeypatch):
    """`suggest(words, …)` has an engine find these in the open article, each said by the mayor."""

    def suggest_(*several):
        text, article = window.reading.reader.text, window.reading.article_id

        def span(words):
            return Span(text.index(words), text.index(words) + len(words))

        found = Found(
            "an engine", "en", tuple(Candidate(span(w), span("The mayor"), None, Pattern.CLAUSE) for w in several)
        )
        monkeypatch.setattr(
            window.suggestions,
            "found",
            lambda asked: found if asked == article and window.suggestions.allowed(asked) else None,
        )
        window.suggestions.found_changed.emit(article)
        return window.suggested.claims

    return suggest_


@pytest.fixture
def shown(window):
    """The passages that are suggested now."""
    return lambda: [one.content.of(window.reading.reader.text) for one in window.suggested.claims.candidates]


@pytest.fixture
def run(window):
    return lambda name: window.commands.run(f"suggestion.{name}")


def test_what_is_in_the_sentence_that_is_read_is_current_and_nothing_while_words_are_selected(window, suggest) -> None:
    claims = suggest(LAUGHED, PROMISED)
    assert claims.current is None
    window.reading.step_sentence(1)
    assert claims.place == 0
    window.reading.step_sentence(1)
    assert claims.place == 1
    window.reading.reader.grow()
    assert claims.current is None
    assert not window.commands.get("suggestion.accept").enabled()
    window.reading.reader.clear_selection()
    assert claims.place == 1


def test_of_two_in_one_sentence_g_reaches_both(window, suggest, run) -> None:
    claims = suggest("The fishermen", "laughed")
    for place in (0, 1, 0):
        run("next")
        assert claims.place == place
    run("previous")
    assert claims.place == 1


def test_an_accepted_one_is_a_claim_and_undoing_both_steps_leaves_nothing(window, suggest, run, shown) -> None:
    suggest(PROMISED, LAUGHED)
    run("next")
    run("accept")
    (claim,) = window.session.project.claims.all()
    assert (claim.quote, claim.origin) == (PROMISED, Origin.ACCEPTED)
    assert window.session.project.articles.get(window.reading.article_id).status is Status.IN_PROGRESS
    assert window.coding.round.claim_id == claim.id
    assert window.toast.text == "Accepted as claim 1"
    window.coding.round.end()
    assert shown() == [LAUGHED]
    assert window.session.undo_label == "Accept suggestion"
    window.session.undo()
    assert shown() == [PROMISED, LAUGHED]
    assert window.session.project.articles.get(window.reading.article_id).status is Status.NEW
    assert window.session.project.rejections.of_article(window.reading.article_id) == []


def test_a_claim_that_was_accepted_and_deleted_or_moved_away_does_not_come_back(window, suggest, run, shown) -> None:
    suggest(PROMISED, LAUGHED)
    run("next")
    run("accept")
    window.coding.round.end()
    text, claim = window.reading.reader.text, window.reading.active_claim
    away = Span(text.index(ASKED), text.index(ASKED) + len(ASKED))
    window.session.run("Move", lambda project: project.claims.move(claim.id, away))
    assert shown() == [LAUGHED]
    window.commands.run("claim.delete")
    assert shown() == [LAUGHED]
    run("again")
    assert shown() == [PROMISED, LAUGHED]
    assert window.toast.text == "1 suggestion back"
    window.session.undo()
    assert shown() == [LAUGHED]


def test_a_claim_of_ones_own_takes_the_place_of_what_was_suggested(window, suggest, claims, shown) -> None:
    suggest(PROMISED, LAUGHED)
    claims(1)
    assert shown() == [LAUGHED]
    window.commands.run("claim.delete")
    assert shown() == [PROMISED, LAUGHED], "it was never decided on"


def test_the_outlet_that_speaks_of_itself_is_known_as_soon_as_it_is_named(window, suggest) -> None:
    suggestions = suggest(PROMISED)
    session, article = window.session, window.reading.article_id

    def speaker():
        found = suggestions.speaker(suggestions.candidates[0])
        return found and session.codebook.tag(found).key

    assert speaker() is None
    session.run("Outlet", lambda project: project.articles.update([article], outlet="The mayor"))
    assert speaker() == THE_OUTLET
    outlet = session.project.articles.get(article).outlet_id
    session.run("Rename", lambda project: project.outlets.update(outlet, name="The Gull"))
    assert speaker() is None


def test_what_was_cut_is_not_suggested(window, suggest, shown) -> None:
    suggest(PROMISED, LAUGHED)
    article, text = window.reading.article_id, window.reading.reader.text
    cut = Span(text.index("fishermen"), text.index("fishermen") + 9)
    window.session.run("Cut", lambda project: project.cuts.add(article, cut))
    assert shown() == [PROMISED]
    window.session.undo()
    assert shown() == [PROMISED, LAUGHED]


def test_nothing_is_suggested_in_an_article_that_was_left_out(window, suggest, run, shown) -> None:
    suggest(PROMISED)
    article = window.reading.article_id
    window.session.run("Leave out", lambda project: project.articles.update([article], status=Status.LEFT_OUT))
    assert shown() == []
    assert window.suggested.line.text == ""
    run("next")
    assert window.toast.text == "Nothing is suggested in an article that was left out"


def test_nothing_is_suggested_while_two_coders_are_compared(window, suggest, run, shown) -> None:
    suggest(PROMISED)
    window.session.run("Add coder", lambda project: project.coders.ensure("Boris", "B"))
    window.commands.run("view.compare")
    assert shown() == []
    run("next")
    assert window.toast.text == "Nothing is suggested while two coders are compared"
    window.reading.compare_bar.leave()
    assert shown() == [PROMISED]


def test_whoever_codes_second_is_suggested_nothing_until_they_are_done(window, suggest, claims, run, shown) -> None:
    claims(1)
    suggest(LAUGHED, ASKED)
    run("next")
    run("reject")
    again = window.commands.get("suggestion.again")
    session, article = window.session, window.reading.article_id
    session.switch_coder("Boris Okafor", "BO")
    boris = session.coder.id
    assert shown() == [ASKED]
    draw = (boris, Amount(size=2), Scope(done=False), Sees.PASSAGES)
    session.run("Draw", lambda project: project.second_codings.draw(*draw))
    assert shown() == []
    run("next")
    run("accept")
    assert window.toast.text == "Nothing is suggested in an article that you code second, until you are done."
    assert session.project.claims.count() == 1
    assert not again.enabled()  # it would tell that somebody decided on passages here
    session.run("Done", lambda project: project.second_codings.finish(article, boris))
    assert shown() == [ASKED]
    assert again.enabled()


def test_whoever_is_named_when_accepting_and_codes_second_accepts_nothing(window, suggest, run, monkeypatch) -> None:
    session = window.session
    boris = session.run("Add", lambda project: project.coders.ensure("Boris Okafor", "BO"))
    anna = session.project.coder_id
    session.run("Mark", lambda project: project.claims.add(window.reading.article_id, Span(0, 7)))
    draw = (boris, Amount(share=1.0), Scope(done=False), Sees.PASSAGES)
    session.run("Draw", lambda project: project.second_codings.draw(*draw))
    named = iter((("Boris Okafor", "BO"), ("Anna Lindqvist", "AL")))
    monkeypatch.setattr(window.files, "switch_coder", lambda: session.switch_coder(*next(named)))
    for coder, count in ((boris, 1), (anna, 2)):
        session.project.coder_id = 0
        session.coder_changed.emit()
        suggest(PROMISED)
        run("next")
        run("accept")
        assert (session.project.coder_id, session.project.claims.count()) == (coder, count)


def test_a_project_for_reading_only_shows_them_and_says_why_nothing_is_decided(window, suggest, run, shown) -> None:
    path = window.session.project.path
    window.session.close_project()
    assert window.session.open_read_only(path)
    window.articles.select(1)
    suggest(PROMISED)
    run("next")
    for name in ("accept", "reject"):
        window.banner.hide()
        run(name)
        assert window.banner.text.startswith("Nothing can be decided now: ")
    assert shown() == [PROMISED]
    assert window.session.project.claims.all() == []


def test_the_same_article_chosen_again_shows_them_again(window, suggest, shown) -> None:
    suggest(PROMISED)
    window.reading.show_article(window.reading.article_id)
    reader = window.reading.reader
    text = reader.text
    reader.go_to_passage(Span(text.index(PROMISED), text.index(PROMISED) + 3))
    assert reader.suggestions_at(QPointF(reader.cursorRect().center()) + QPointF(3, 0)) == [0]


def test_screen_readers_are_told_of_the_one_gone_to_and_of_one_come_by(window, suggest, run, monkeypatch) -> None:
    suggest(PROMISED, LAUGHED)
    said = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: said.append(getattr(event, "message", str)()))
    window.reading.step_sentence(1)
    assert "Suggested claim: said by “The mayor”" in " ".join(said)
    run("next")
    assert any(words.startswith(f"Suggestion 2 of 2: {LAUGHED}. said by “The mayor”") for words in said)


def test_the_line_names_what_the_keys_are(window, suggest, run) -> None:
    suggest(PROMISED, LAUGHED)
    line = window.suggested.line
    assert line.text == "2 claims suggested"
    assert [button.isHidden() for button in line.buttons.values()] == [True, True, False]
    run("next")
    assert [button.text() for button in line.buttons.values()] == ["Accept A", "Reject X", "Next G"]
    line.buttons["suggestion.reject"].click()
    assert line.text.startswith("Suggestion 1 of 1")
    window.toast._button.click()
    assert line.text.startswith("Suggestion 1 of 2")


def test_what_changes_in_another_workspace_leaves_the_buttons_to_be_clicked(window, suggest, claims, run) -> None:
    claims(1)
    suggest(PROMISED, LAUGHED)
    run("next")
    window.workspaces.show("claims")
    window.session.run("Note", lambda project: project.claims.update(1, note="Later"))
    window.workspaces.show("read")
    window.suggested.line.buttons["suggestion.accept"].click()
    assert window.session.project.claims.count() == 2


def test_one_that_is_the_only_one_is_said_to_be(window, suggest, run) -> None:
    suggest(PROMISED)
    run("next")
    run("next")
    assert window.toast.text == "This is the only suggestion left in the article"


def test_a_long_article_is_ranked_behind_the_window(window, suggest, run, shown, qtbot, monkeypatch) -> None:
    monkeypatch.setattr("app.suggestions.ranked.LONG", 10)
    suggest(PROMISED, LAUGHED)
    assert shown() == []
    run("next")
    assert window.toast.text == "It is still being worked out what to suggest in this article"
    qtbot.waitUntil(lambda: shown() == [PROMISED, LAUGHED], timeout=30_000)

    def add(project):
        project.codebook.add_tag(project.codebook.read().by_key("actors").id, "The mayor")

    window.session.run("Add tag", add)
    assert shown() == [PROMISED, LAUGHED], "those known before stay until the others are there"

    def reasons():
        return window.suggested.claims.candidates[0].reasons

    qtbot.waitUntil(lambda: "The mayor says it" in reasons(), timeout=30_000)


def test_while_more_of_a_long_article_is_read_what_was_found_before_stays(
    window, suggest, shown, qtbot, monkeypatch
) -> None:
    monkeypatch.setattr("app.suggestions.ranked.LONG", 10)
    suggest(PROMISED)
    qtbot.waitUntil(lambda: shown() == [PROMISED], timeout=30_000)
    suggest(PROMISED, LAUGHED)
    assert shown() == [PROMISED]
    qtbot.waitUntil(lambda: shown() == [PROMISED, LAUGHED], timeout=30_000)


def test_while_it_is_worked_out_nothing_of_another_article_is_suggested(
    window, suggest, run, shown, qtbot, monkeypatch
) -> None:
    monkeypatch.setattr("app.suggestions.claims.MANY", 0)
    suggest(PROMISED, LAUGHED)
    qtbot.waitUntil(lambda: shown() == [PROMISED, LAUGHED], timeout=30_000)
    run("next")
    found = replace(window.suggestions.found(window.reading.article_id))
    monkeypatch.setattr(window.suggestions, "found", lambda _: found)
    window.articles.select(3 - window.reading.article_id)
    assert (shown(), window.suggested.claims.current) == ([], None)
    qtbot.waitUntil(lambda: shown() == [PROMISED, LAUGHED], timeout=30_000)


def test_of_very_many_it_is_worked_out_behind_the_window_which_are_left(
    window, suggest, run, shown, qtbot, monkeypatch
) -> None:
    monkeypatch.setattr("app.suggestions.claims.MANY", 0)

    def wait(*several):
        qtbot.waitUntil(lambda: shown() == list(several), timeout=30_000)

    suggest(PROMISED, LAUGHED, ASKED)
    wait(PROMISED, LAUGHED, ASKED)
    run("next")
    run("reject")
    assert window.suggested.claims.current.content.of(window.reading.reader.text) == LAUGHED
    wait(LAUGHED, ASKED)
    assert window.suggested.claims.place == 0
    run("accept")
    window.coding.round.end()
    wait(ASKED)
    window.session.undo()
    wait(LAUGHED, ASKED)
    assert window.suggested.claims.place == 0, "what undoing has brought back"
    window.session.close_project()
    assert shown() == []
