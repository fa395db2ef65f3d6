"""When tags are offered and when not, and what accepting one stores."""

import pytest

from annotations.claims import Origin
from annotations.codebook import Kind
from annotations.importers.draft import Draft
from annotations.language.offers import Offer
from annotations.sampling import Amount, Scope, Sees
from annotations.spans import Span
from app.session import Session
from app.suggestions.offers import MOST, Offers, accept


@pytest.fixture
def session(tmp_path, qapp):
    made = Session()
    assert made.create(tmp_path / "p.pressmark", ("Anna", "A"))
    made.run("Fill", lambda p: p.claims.add(p.articles.add(Draft("The quay was sold in May.")), Span(0, 24)))
    yield made
    made.shut_down()


@pytest.fixture
def claim(session):
    (found,) = session.project.claims.all()
    return found


def dimension(session, key):
    return session.codebook.by_key(key)


def offers_of(session, key, count):
    tags = session.codebook.tags_of(dimension(session, key).id)[:count]
    return [Offer(tag.id, tag.name, 0.5, "like claim 9") for tag in tags]


def test_of_each_dimension_at_most_three_are_offered(session, claim, given):
    offers = Offers(session)
    assert offers.of(claim, dimension(session, "framing")) == ()
    given(offers, framing=offers_of(session, "framing", 5))
    assert offers.of(claim, dimension(session, "framing")) == tuple(offers_of(session, "framing", MOST))
    assert offers.of(claim, dimension(session, "pillar")) == ()


def test_a_tag_that_is_gone_from_the_codebook_is_not_offered(session, claim, given):
    offers = Offers(session)
    first, second = offers_of(session, "framing", 2)
    given(offers, framing=[first, second])
    session.run("Delete", lambda p: p.codebook.merging.delete([first.tag_id]))
    assert offers.of(claim, dimension(session, "framing")) == (second,)


def test_switched_off_nothing_is_offered(session, claim, given):
    offers, told = Offers(session), []
    given(offers, framing=offers_of(session, "framing", 1))
    offers.changed.connect(lambda: told.append(True))
    offers.switch(on=False)
    assert offers.of(claim, dimension(session, "framing")) == ()
    offers.switch(on=False)
    assert told == [True]


@pytest.mark.parametrize(("sees", "shown"), [(Sees.NOTHING, 0), (Sees.PASSAGES, 0), (Sees.ALL, 1)])
def test_who_codes_second_without_seeing_is_offered_nothing_until_done(session, claim, given, sees, shown):
    offers = Offers(session)
    given(offers, framing=offers_of(session, "framing", 1))
    boris = session.run("Add", lambda p: p.coders.ensure("Boris", "B"))
    session.run("Draw", lambda p: p.second_codings.draw(boris, Amount(size=1), Scope(done=False), sees))
    assert len(offers.of(claim, dimension(session, "framing"))) == 1
    session.switch_coder("Boris", "B")
    assert len(offers.of(claim, dimension(session, "framing"))) == shown
    session.run("Done", lambda p: p.second_codings.finish(claim.article_id, boris))
    assert len(offers.of(claim, dimension(session, "framing"))) == 1


def test_what_is_accepted_says_so(session, claim):
    framing = dimension(session, "framing")
    (offer,) = offers_of(session, "framing", 1)
    tag_id = session.run("Accept", lambda p: accept(p, claim.id, framing, offer))
    (tagging,) = session.project.claims.get(claim.id).taggings
    assert (tagging.tag_id, tagging.role, tagging.origin) == (tag_id, "", Origin.ACCEPTED)


def test_a_new_actor_comes_into_the_codebook_with_kind_and_role(session, claim):
    actors = dimension(session, "actors")
    assert actors.kind is Kind.ACTORS
    offer = Offer(None, "Berta Holm", 0.8, "named in the passage", role="target", actor_type=actors.types[0].key)
    tag_id = session.run("Accept", lambda p: accept(p, claim.id, actors, offer))
    tag = session.codebook.tag(tag_id)
    (tagging,) = session.project.claims.get(claim.id).taggings
    assert (tag.name, tag.type) == ("Berta Holm", actors.types[0].key)
    assert (tagging.tag_id, tagging.role, tagging.origin) == (tag_id, "target", Origin.ACCEPTED)
    session.undo()
    assert session.codebook.find(actors.id, "Berta Holm") is None
