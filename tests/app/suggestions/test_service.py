"""Which articles are read, in which order, and what stops that. The child is one of the test's own."""

import threading

import pytest

from annotations.importers.draft import Draft
from annotations.language import parts
from annotations.language.asked_child import NotAnsweredError
from annotations.language.candidates import Candidate, Pattern
from annotations.language.engine import choose
from annotations.language.found import Found
from annotations.project import Project
from annotations.sampling import Amount, Scope, Sees
from annotations.spans import Span
from app.session import Session
from app.settings import Settings
from app.suggestions import service
from app.suggestions.service import Suggestions

PERSON = ("Anna Lindqvist", "AL")


class Child:
    """Answers when it is let; what it is asked and when it is closed is kept."""

    def __init__(self):
        self.asked = []
        self.may = threading.Event()
        self.closed = threading.Event()
        self.error = None
        self.pid = 7

    def read(self, text, language):
        self.asked.append(text)
        while not self.may.wait(0.01):
            if self.closed.is_set():
                raise NotAnsweredError("Reading it was stopped", stopped=True)
        if self.error:
            raise self.error
        candidate = Candidate(Span(0, 4), None, None, Pattern.CLAUSE)
        return choose(language).key, Found(choose(language).label, language, (candidate,))

    def close(self):
        self.closed.set()


@pytest.fixture
def children(monkeypatch, reading):
    """All children there were, the last one last; they answer at once unless a test lets them wait."""
    made = []

    def make():
        made.append(Child())
        made[-1].may.set()
        return made[-1]

    monkeypatch.setattr(service, "LanguageChild", make)
    return made


@pytest.fixture
def session(tmp_path, qapp):
    made = Session()
    assert made.create(tmp_path / "p.pressmark", PERSON)
    made.run("Add", lambda p: [p.articles.add(Draft(f"Text {n}.", language="en")) for n in range(1, 6)])
    made.switch_coder(*PERSON)
    yield made
    made.shut_down()


@pytest.fixture
def suggestions(session, children):
    return Suggestions(session, Settings())


@pytest.fixture
def slow(suggestions, children, monkeypatch):
    """A child that is asked for the first article and has not answered yet."""
    make = service.LanguageChild

    def waits():
        child = make()
        child.may.clear()
        return child

    monkeypatch.setattr(service, "LanguageChild", waits)
    return suggestions


def wait(qtbot, suggestions, state):
    qtbot.waitUntil(lambda: suggestions.state == state)


def until_asked(qtbot, children):
    """Wait for the child, too: that it reads is said before."""
    qtbot.waitUntil(lambda: bool(children and children[0].asked))


def test_the_open_article_is_read_and_kept(suggestions, session, children, qtbot):
    told = []
    suggestions.found_changed.connect(told.append)
    assert (suggestions.state, suggestions.found(1)) == ("", None)
    suggestions.open_article(1)
    wait(qtbot, suggestions, "suggestions: English")
    assert told == [1]
    assert suggestions.found(1).candidates
    assert suggestions.tip == f"Read by {choose().label}."
    article = session.project.articles.get(1)
    assert session.project.engine_results.get(article.digest, choose().key, article.length)
    assert session.undo_label == "Add"


def test_the_file_is_made_complete_after_something_was_kept(suggestions, session, children, qtbot):
    session.checkpoint()
    log = session.project.path.with_name(session.project.path.name + "-wal")
    qtbot.waitUntil(lambda: not log.stat().st_size)
    session._idle.stop()
    session._idle.setInterval(1)
    suggestions.open_article(1)
    wait(qtbot, suggestions, "suggestions: English")
    qtbot.waitUntil(lambda: not log.stat().st_size)
    assert session.project.engine_results.of_text(session.project.articles.get(1).digest, 10)


def test_what_is_kept_needs_no_child(suggestions, session, children, qtbot):
    digest = session.project.articles.get(1).digest
    session.project.engine_results.put(digest, choose().key, Found("", "en"))
    suggestions.open_article(1)
    wait(qtbot, suggestions, "suggestions: English")
    assert not children
    assert suggestions.child_pid == 0


def test_the_next_ones_are_read_after_the_open_one(session, children, qtbot):
    suggestions = Suggestions(session, Settings(), lambda article: [article + 1, article + 2])
    suggestions.open_article(2)
    qtbot.waitUntil(lambda: suggestions.found(4) is not None)
    (child,) = children
    assert child.asked == ["Text 2.", "Text 3.", "Text 4."]
    assert suggestions.found(5) is None


def test_who_comes_to_one_that_was_read_ahead_finds_the_next_ones_read_too(session, children, qtbot):
    suggestions = Suggestions(session, Settings(), lambda article: [article + 1, article + 2])
    suggestions.open_article(1)
    qtbot.waitUntil(lambda: suggestions.found(3) is not None)
    suggestions.open_article(2)
    qtbot.waitUntil(lambda: suggestions.found(4) is not None)
    assert children[0].asked == ["Text 1.", "Text 2.", "Text 3.", "Text 4."]


def test_who_leafs_through_the_list_has_only_the_last_one_read(slow, children, qtbot):
    slow.open_article(1)
    until_asked(qtbot, children)
    for article in (2, 3, 4):
        slow.open_article(article)
    children[0].may.set()
    qtbot.waitUntil(lambda: slow.found(4) is not None)
    assert children[0].asked == ["Text 1.", "Text 4."]


@pytest.fixture
def long(session, monkeypatch):
    """An article of six parts."""
    monkeypatch.setattr(parts, "PART", 90)
    text = "".join(f"Line {n}. ".ljust(44, ".") + "\n" for n in range(12))
    return session.run("Add", lambda p: p.articles.add(Draft(text, language="en")))


def places(suggestions, article):
    return [one.content.start for one in suggestions.found(article).candidates]


def test_what_is_found_in_the_first_parts_of_a_long_text_is_there_before_the_last_is_read(
    suggestions, session, children, long, qtbot
):
    told, states = [], []
    suggestions.found_changed.connect(lambda article: told.append(len(places(suggestions, article))))
    suggestions.state_changed.connect(lambda: states.append(suggestions.state))
    suggestions.open_article(long)
    wait(qtbot, suggestions, "suggestions: English")
    assert told == [1, 2, 4, 6]
    assert places(suggestions, long) == [0, 90, 180, 270, 360, 450]
    assert [one for one in states if "%" in one] == [
        f"suggestions: English, {percent} % read" for percent in (16, 16, 33, 33, 50, 50, 66, 66, 83, 83)
    ]
    article = session.project.articles.get(long)
    assert session.project.engine_results.get(article.digest, choose().key, article.length) == suggestions.found(long)


def test_a_long_text_does_not_keep_the_open_article_waiting_and_is_read_on_later(slow, children, long, qtbot):
    slow.open_article(long)
    until_asked(qtbot, children)
    slow.open_article(1)
    qtbot.waitUntil(lambda: slow._waiting is not None)
    children[0].may.set()
    wait(qtbot, slow, "suggestions: English")
    (child,) = children
    assert [text[:6] for text in child.asked] == ["Line 0", "Text 1"]
    slow.open_article(long)
    assert places(slow, long) == [0]
    wait(qtbot, slow, "suggestions: English")
    assert [text[:7] for text in child.asked[2:]] == ["Line 2.", "Line 4.", "Line 6.", "Line 8.", "Line 10"]


def test_of_a_long_text_that_cannot_be_read_to_its_end_the_beginning_is_known(
    suggestions, session, children, long, monkeypatch, qtbot
):
    def fail(self, text, language, read=Child.read):
        if text.startswith("Line 4"):
            raise NotAnsweredError("Reading it took more than 500 MB of memory")
        return read(self, text, language)

    monkeypatch.setattr(Child, "read", fail)
    suggestions.open_article(long)
    wait(qtbot, suggestions, "suggestions: English, not all read")
    assert suggestions.tip.endswith(
        "\nReading it took more than 500 MB of memory. Other articles are read all the same."
    )
    assert places(suggestions, long) == [0, 90]
    article = session.project.articles.get(long)
    assert session.project.engine_results.of_text(article.digest, article.length) is None


@pytest.fixture
def third_part(suggestions, children, long, monkeypatch, qtbot):
    """The long article is open, and the first child is at its third part until it is let go on."""
    held = []

    def stay(self, text, language, read=Child.read):
        if text.startswith("Line 4") and not held:
            held.append(text)
            self.may.clear()
        return read(self, text, language)

    monkeypatch.setattr(Child, "read", stay)
    suggestions.open_article(long)
    qtbot.waitUntil(lambda: bool(children) and not children[0].may.is_set())
    assert places(suggestions, long) == [0, 90]


def test_a_long_text_whose_reading_was_stopped_is_read_on_from_there(suggestions, children, long, third_part, qtbot):
    suggestions.toggle()
    qtbot.waitUntil(lambda: suggestions._under_way is None)
    assert suggestions.found(long) is None
    suggestions.toggle()
    assert places(suggestions, long) == [0, 90]
    wait(qtbot, suggestions, "suggestions: English")
    assert places(suggestions, long) == [0, 90, 180, 270, 360, 450]
    assert children[1].asked[0].startswith("Line 4")


def test_who_comes_to_code_a_long_text_second_while_it_is_read_sees_none_of_it_and_no_more_is_read(
    suggestions, session, children, long, third_part, qtbot
):
    ben = session.run("Add", lambda p: p.coders.ensure("Ben Okoro", "BO"))
    session.run("Draw", lambda p: p.second_codings.draw(ben, Amount(share=1.0), Scope(done=False), Sees.PASSAGES))
    session.switch_coder("Ben Okoro", "BO")
    assert (suggestions.found(long), suggestions.state) == (None, "suggestions: hidden")
    children[0].may.set()
    qtbot.waitUntil(lambda: suggestions._under_way is None)
    assert (suggestions.found(long), suggestions.state) == (None, "suggestions: hidden")
    assert len(children[0].asked) == 3
    session.switch_coder(*PERSON)
    assert places(suggestions, long) == [0, 90, 180]
    wait(qtbot, suggestions, "suggestions: English")
    assert len(children[0].asked) == 6


def test_of_a_long_text_nothing_is_known_after_its_project_was_closed(
    suggestions, session, children, long, third_part, qtbot
):
    path = session.project.path
    session.close_project()
    assert children[0].closed.is_set()
    assert session.open(path, PERSON)
    assert suggestions.found(long) is None
    suggestions.open_article(long)
    wait(qtbot, suggestions, "suggestions: English")
    assert [text[:6] for text in children[1].asked[:2]] == ["Line 0", "Line 2"]
    assert places(suggestions, long) == [0, 90, 180, 270, 360, 450]


def test_a_long_text_that_is_deleted_while_it_is_read_and_brought_back_is_read_anew(
    suggestions, session, children, long, third_part, qtbot
):
    session.run("Delete", lambda p: p.articles.delete([long]))
    assert suggestions.found(long) is None
    children[0].may.set()
    qtbot.waitUntil(lambda: suggestions._under_way is None)
    assert suggestions.found(long) is None
    session.undo()
    wait(qtbot, suggestions, "suggestions: English")
    assert [text[:6] for text in children[0].asked[3:5]] == ["Line 0", "Line 2"]
    assert places(suggestions, long) == [0, 90, 180, 270, 360, 450]


def test_a_long_text_that_is_corrected_while_it_is_read_is_read_anew(slow, session, children, long, qtbot):
    slow.open_article(long)
    until_asked(qtbot, children)
    session.run("Language", lambda p: p.articles.update([long], language="de"))
    children[0].may.set()
    wait(qtbot, slow, "suggestions: none for German")
    assert len(children[0].asked) == 2


def test_an_article_that_cannot_be_read_costs_itself_only(slow, children, qtbot):
    slow.open_article(1)
    until_asked(qtbot, children)
    children[0].error = NotAnsweredError("Reading it took more than 500 MB of memory")
    children[0].may.set()
    wait(qtbot, slow, "suggestions: none")
    assert slow.tip == "Reading it took more than 500 MB of memory. Other articles are read all the same."
    children[0].error = None
    slow.open_article(2)
    wait(qtbot, slow, "suggestions: English")
    slow.open_article(1)
    assert slow.state == "suggestions: none"
    assert children[0].asked == ["Text 1.", "Text 2."]


def test_closing_the_project_ends_the_child_and_stores_nothing(slow, session, children, qtbot):
    slow.open_article(1)
    until_asked(qtbot, children)
    path = session.project.path
    session.close_project()
    assert children[0].closed.is_set()
    assert (slow.state, slow.tip, slow.found(1), slow.child_pid) == ("", "", None, 0)
    assert session.open(path, PERSON)
    article = session.project.articles.get(1)
    assert session.project.engine_results.of_text(article.digest, article.length) is None
    slow.open_article(1)
    qtbot.waitUntil(lambda: len(children) == 2)
    children[1].may.set()
    wait(qtbot, slow, "suggestions: English")


def test_a_project_that_is_only_read_is_read_all_the_same(suggestions, session, children, qtbot):
    path = session.project.path
    assert session.open_read_only(path)
    suggestions.open_article(1)
    wait(qtbot, suggestions, "suggestions: English")
    session.close_project()
    with Project.open(path) as project:
        article = project.articles.get(1)
        assert project.engine_results.of_text(article.digest, article.length) is None


def test_the_switch_stops_reading_and_hides_what_was_found(slow, children, qtbot):
    slow.open_article(1)
    until_asked(qtbot, children)
    slow.toggle()
    assert children[0].closed.is_set()
    assert (slow.state, slow.tip, slow.shown) == ("suggestions: off", "", False)
    assert not Settings().suggestions
    slow.open_article(2)
    slow.toggle()
    qtbot.waitUntil(lambda: len(children) == 2)
    children[1].may.set()
    wait(qtbot, slow, "suggestions: English")
    assert children[1].asked == ["Text 2."]
    slow.toggle()
    assert slow.found(2) is None


def test_what_was_given_up_and_is_wanted_again_is_read(slow, children, qtbot):
    slow.open_article(1)
    until_asked(qtbot, children)
    asked, slow._asked = slow._asked, None  # how it ended comes in late
    slow.toggle()
    slow.toggle()
    qtbot.waitUntil(lambda: asked.done() and not slow._look.busy)
    slow._asked = asked
    slow._take(asked)
    qtbot.waitUntil(lambda: len(children) == 2)
    children[1].may.set()
    wait(qtbot, slow, "suggestions: English")


def test_nothing_is_suggested_to_who_codes_second(suggestions, session, children, qtbot):
    suggestions.open_article(1)
    wait(qtbot, suggestions, "suggestions: English")
    ben = session.run("Add", lambda p: p.coders.ensure("Ben Okoro", "BO"))
    session.run("Draw", lambda p: p.second_codings.draw(ben, Amount(share=1.0), Scope(done=False), Sees.PASSAGES))
    assert suggestions.found(1)
    session.switch_coder("Ben Okoro", "BO")
    assert (suggestions.found(1), suggestions.state) == (None, "suggestions: hidden")
    assert "until you are done" in suggestions.tip
    suggestions.open_article(2)
    assert suggestions.state == "suggestions: hidden"
    qtbot.wait(100)
    assert children[0].asked == ["Text 1."]
    session.run("Done", lambda p: p.second_codings.finish(2, ben))
    wait(qtbot, suggestions, "suggestions: English")
    assert suggestions.found(1) is None
    session.switch_coder(*PERSON)
    assert suggestions.found(1)


def test_a_corrected_text_is_read_again(suggestions, session, children, qtbot):
    suggestions.open_article(1)
    wait(qtbot, suggestions, "suggestions: English")
    told = []
    suggestions.found_changed.connect(lambda article: told.append((article, suggestions.found(article) is not None)))
    session.run("Note", lambda p: p.articles.update([1], author="Somebody"))
    assert not told
    session.run("Language", lambda p: p.articles.update([1], language="de"))
    wait(qtbot, suggestions, "suggestions: none for German")
    assert told == [(1, False), (1, True)]


def test_an_article_that_is_deleted_meanwhile_is_forgotten(slow, session, children, qtbot):
    slow.open_article(1)
    until_asked(qtbot, children)
    session.run("Delete", lambda p: p.articles.delete([1]))
    children[0].may.set()
    qtbot.waitUntil(lambda: slow._under_way is None)
    assert slow.found(1) is None


def test_a_fault_is_raised_and_the_next_article_is_read(slow, children, qtbot):
    slow.open_article(1)
    until_asked(qtbot, children)
    children[0].error = ZeroDivisionError("a fault of the program")
    with qtbot.capture_exceptions() as raised:
        children[0].may.set()
        qtbot.waitUntil(lambda: bool(raised))
    assert raised[0][0] is ZeroDivisionError
    children[0].error = None
    slow.open_article(2)
    wait(qtbot, slow, "suggestions: English")


def test_the_child_is_ended_when_it_has_nothing_to_do(suggestions, children, monkeypatch, qtbot):
    monkeypatch.setattr(service, "IDLE", 1)
    suggestions.open_article(1)
    qtbot.waitUntil(lambda: bool(children) and children[0].closed.is_set())
    suggestions.open_article(2)
    qtbot.waitUntil(lambda: suggestions.found(2) is not None)
    assert len(children) == 2
