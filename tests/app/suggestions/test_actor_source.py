"""Which actors are offered for a claim of an open project, and what accepting one writes."""

import pytest
from PySide6.QtCore import QObject, Signal

from annotations.claims import Origin
from annotations.importers.draft import Draft
from annotations.language.candidates import Candidate, Pattern
from annotations.language.found import Found, Name
from annotations.spans import Span
from app.session import Session
from app.suggestions.actor_source import LONG, ActorSource
from app.suggestions.known_actors import KnownActors
from app.suggestions.offers import Offers, accept

TEXT = "Minister Oskar Brill said the bank lost. Brill left. China said it grew. It rained in Moscow."


def span(words):
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


FOUND = Found(
    "an engine",
    "en",
    (
        Candidate(span("the bank lost"), span("Minister Oskar Brill"), None, Pattern.CLAUSE),
        Candidate(span("it grew"), span("China"), None, Pattern.CLAUSE),
    ),
    (Name(span("Oskar Brill"), "person"),),
)


class Reading(QObject):
    """What the service has found, as a test says."""

    found_changed = Signal(int)

    def __init__(self):
        super().__init__()
        self.known = {}

    def found(self, article_id):
        return self.known.get(article_id)


@pytest.fixture
def session(tmp_path, qapp):
    made = Session()
    assert made.create(tmp_path / "p.pressmark", ("Anna", "A"))
    yield made
    made.shut_down()


@pytest.fixture
def reading():
    return Reading()


@pytest.fixture
def offers(session, reading):
    made = Offers(session)
    ActorSource(session, reading, KnownActors(made), made, made)
    return made


@pytest.fixture
def article_id(session, reading):
    added = session.run("Fill", lambda p: p.articles.add(Draft(TEXT, outlet="Lorn Courier")))
    reading.known[added] = FOUND
    return added


@pytest.fixture
def actors(session):
    return session.codebook.by_key("actors")


@pytest.fixture
def claim(session, article_id):
    def mark(words):
        claim_id = session.run("Mark", lambda p: p.claims.add(article_id, span(words)))
        return session.project.claims.get(claim_id)

    return mark


def told(offers, claim, actors):
    return [(one.name, one.role, one.weak) for one in offers.of(claim, actors)]


def test_whoever_says_it_is_offered_and_as_a_new_actor_made_in_one_step(session, offers, claim, actors):
    marked = claim("the bank lost")
    (offer,) = offers.of(marked, actors)
    assert (offer.tag_id, offer.name, offer.actor_type, offer.role) == (None, "Oskar Brill", "government", "speaker")
    tag_id = session.run("Accept", lambda p: accept(p, marked.id, actors, offer))
    (tagging,) = session.project.claims.get(marked.id).taggings
    assert (tagging.tag_id, tagging.role, tagging.origin) == (tag_id, "speaker", Origin.ACCEPTED)
    assert session.codebook.tag(tag_id).type == "government"
    session.undo()
    assert session.codebook.find(actors.id, "Oskar Brill") is None
    assert session.project.claims.get(marked.id).taggings == ()


def test_an_actor_of_the_gazetteer_brings_its_names_and_is_known_by_them(session, offers, claim, actors):
    marked = claim("it grew")
    (offer,) = offers.of(marked, actors)
    session.run("Accept", lambda p: accept(p, marked.id, actors, offer))
    china = session.codebook.find(actors.id, "Китай")
    assert china.name == "China"
    assert offers.of(session.project.claims.get(marked.id), actors) == ()  # it is set
    session.run("Untag", lambda p: p.claims.untag(marked.id, china.id, "speaker"))
    (again,) = offers.of(session.project.claims.get(marked.id), actors)
    assert again.tag_id == china.id


def test_a_surname_is_learnt_with_the_actor_in_one_step(session, offers, reading, article_id, claim, actors):
    surname = Span(TEXT.index("Brill left"), TEXT.index(" left"))
    source = Candidate(span("left"), surname, None, Pattern.CLAUSE)
    reading.known[article_id] = Found("an engine", "en", (source,), FOUND.names)
    marked = claim("left")
    (offer,) = offers.of(marked, actors)
    assert (offer.name, offer.aliases) == ("Oskar Brill", ("Brill",))
    tag_id = session.run("Accept", lambda p: accept(p, marked.id, actors, offer))
    assert session.codebook.tag(tag_id).aliases == ("Brill",)
    session.undo()
    assert session.codebook.find(actors.id, "Brill") is None


def test_a_name_that_another_tag_has_is_not_learnt(session, offers, claim, actors):
    marked = claim("it grew")
    (offer,) = offers.of(marked, actors)
    assert {"КНР", "Китай"} <= {*offer.aliases}
    session.run("Add", lambda p: p.codebook.add_tag(actors.id, "Middle Kingdom", aliases=["КНР"]))
    tag_id = session.run("Accept", lambda p: accept(p, marked.id, actors, offer))
    assert "КНР" not in session.codebook.tag(tag_id).aliases
    assert "Китай" in session.codebook.tag(tag_id).aliases


def test_where_nothing_attributes_a_passage_the_outlet_is_offered_with_doubt(
    offers, reading, article_id, claim, actors
):
    marked = claim("It rained in Moscow.")
    assert told(offers, marked, actors) == [("The outlet itself", "speaker", True)]
    reading.known.clear()
    assert told(offers, marked, actors) == []  # nothing was read: nobody knows


def test_the_country_of_the_outlet_tells_whose_government_it_is(session, offers, article_id, claim, actors):
    marked = claim("it grew")
    assert offers.of(marked, actors)[0].actor_type == ""
    (outlet,) = session.project.outlets.all()
    session.run("Say", lambda p: p.outlets.update(outlet.id, country="Россия"))
    assert offers.of(marked, actors)[0].actor_type == "foreign-government"
    session.run("Say", lambda p: p.outlets.update(outlet.id, country="China"))
    assert offers.of(marked, actors)[0].actor_type == "government"


def test_a_long_text_is_looked_through_behind_the_window(session, offers, reading, actors, qtbot):
    long = "It rained.\n" * (LONG // 10) + TEXT
    added = session.run("Fill", lambda p: p.articles.add(Draft(long)))
    claim_id = session.run(
        "Mark", lambda p: p.claims.add(added, Span(long.index("the bank"), long.index("the bank") + 8))
    )
    marked = session.project.claims.get(claim_id)
    assert offers.of(marked, actors) == ()
    with qtbot.waitSignal(offers.changed, timeout=20_000):
        pass
    assert told(offers, marked, actors) == []
    reading.known[added] = Found(
        "an engine", "en", (), (Name(Span(long.index("Oskar"), long.index("Oskar") + 11), "person"),)
    )
    assert offers.of(marked, actors) == ()
    with qtbot.waitSignal(offers.changed, timeout=20_000):
        pass
    assert told(offers, marked, actors)[0] == ("Oskar Brill", "speaker", True)
