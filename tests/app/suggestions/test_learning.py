"""When tags are learnt anew, and what becomes of proposals and failures. The teacher is one of the test's own."""

import threading

import pytest

from annotations.importers.draft import Draft
from annotations.language.asked_child import NotAnsweredError
from annotations.language.tags.child import Learnt
from annotations.language.tags.lessons import Proposal
from annotations.sampling import Amount, Scope, Sees
from annotations.spans import Span
from app.session import Session
from app.suggestions import learning
from app.suggestions.learning import Learning
from app.suggestions.offers import Offers

PERSON = ("Anna Lindqvist", "AL")


class Teacher:
    """Proposes one tag for every claim when it is let, or fails as often as it is told to."""

    def __init__(self):
        self.asked = []
        self.may = threading.Event()
        self.may.set()
        self.fails = 0
        self.pid, self.more = 7, False

    def ask(self, project, article_id, changed, *, hits=False):
        self.asked.append((article_id, changed))
        assert self.may.wait(10)
        if self.fails:
            self.fails -= 1
            raise NotAnsweredError("Learning tags failed: its process ended unexpectedly")
        framing = project.codebook.read().by_key("framing")
        tag = project.codebook.read().tags_of(framing.id)[0]
        here = [claim.id for claim in project.claims.of_article(article_id)]
        return here, Learnt(proposals={one: {framing.id: (Proposal(tag.id, 0.5, "like claim 1"),)} for one in here})

    def close(self):
        self.may.set()


@pytest.fixture
def session(tmp_path, qapp):
    made = Session()
    assert made.create(tmp_path / "p.pressmark", PERSON)
    made.switch_coder(*PERSON)

    def add(project):
        for words in ("Nobody asked the gulls.", "The mayor promised forty jobs."):
            article = project.articles.add(Draft(words, language="en"))
            project.claims.add(article, Span(0, len(words) - 1))

    made.run("Add", add)
    yield made
    made.shut_down()


@pytest.fixture
def teacher(monkeypatch):
    made = Teacher()
    monkeypatch.setattr(learning, "Teacher", lambda: made)
    monkeypatch.setattr(learning, "REST", 0)
    return made


@pytest.fixture
def offers(session):
    return Offers(session)


@pytest.fixture
def learns(session, offers, teacher):
    return Learning(session, offers)


@pytest.fixture
def offered(session, offers):
    """The reasons of what is offered for the framing of a claim."""

    def offered_(claim_id):
        (claim,) = session.project.claims.some([claim_id])
        return [offer.reason for offer in offers.of(claim, session.codebook.by_key("framing"))]

    return offered_


def test_an_article_that_is_opened_while_learning_fails_is_asked_for_all_the_same(learns, teacher, offered, qtbot):
    teacher.fails = 1
    teacher.may.clear()
    learns.open_article(1)
    qtbot.waitUntil(lambda: len(teacher.asked) == 1)
    learns.open_article(2)
    qtbot.waitUntil(lambda: not learns._rest.isActive())  # its turn has come, and found the teacher at work
    teacher.may.set()
    qtbot.waitUntil(lambda: bool(offered(2)))
    assert teacher.asked == [(1, None), (2, None)]


def test_whoever_asked_for_hits_is_told_why_there_are_none(learns, teacher, qtbot):
    teacher.fails = 1
    with qtbot.waitSignal(learns.told) as told:
        learns.count_hits()
    assert told.args == [None, "Learning tags failed: its process ended unexpectedly"]
    assert len(teacher.asked) == 1


def test_what_was_learnt_from_claims_that_are_hidden_now_is_not_offered(learns, session, teacher, offered, qtbot):
    boris = session.run("Add", lambda project: project.coders.ensure("Boris Okafor", "BO"))
    session.switch_coder("Boris Okafor", "BO")
    learns.open_article(2)
    qtbot.waitUntil(lambda: bool(offered(2)))
    teacher.may.clear()
    session.run("Note", lambda project: project.claims.update(2, note="Later"))
    qtbot.waitUntil(lambda: teacher.asked[-1] == (2, {2}))
    draw = (boris, Amount(size=2), Scope(done=False), Sees.PASSAGES)
    session.run("Draw", lambda project: project.second_codings.draw(*draw))
    session.run("Done", lambda project: project.second_codings.finish(2, boris))
    assert offered(2) == []  # claim 1 is hidden from Boris
    asked = len(teacher.asked)
    learns.open_article(None)
    teacher.may.set()
    qtbot.waitUntil(lambda: learns._asked is None)
    assert (offered(2), len(teacher.asked)) == ([], asked)
    learns.open_article(2)
    qtbot.waitUntil(lambda: bool(offered(2)))
    assert teacher.asked[-1] == (2, None)
