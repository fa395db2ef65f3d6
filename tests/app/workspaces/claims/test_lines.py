"""What a row of the table says."""

from dataclasses import replace

import pytest

from annotations.claim_filter import ClaimFilter
from annotations.claims import CheckState, Origin
from annotations.codebook import Role
from app.reader.marks import Chip, Look
from app.workspaces.claims.lines import lines, origin_words


@pytest.fixture
def made(session):
    """Make the lines of all claims, as they count or as one coder sees them."""

    def make(seen_by=0):
        project = session.project
        rows = project.claim_lists.rows(project.claim_lists.ids(ClaimFilter()))
        coders = {coder.id: coder for coder in project.coders.all()}
        return lines(rows, project.claim_lists.seen(seen_by), coders)

    return make


def uid(session, key):
    return session.codebook.by_key(key).uid


def tag(session, dimension, key):
    return next(t for t in session.codebook.tags_of(session.codebook.by_key(dimension).id) if t.key == key)


def test_a_line_says_where_the_claim_stands_and_who_made_it(made):
    line = made()[0]
    assert (line.said("number"), line.said("article"), line.said("outlet")) == ("1", "Article 0", "The Courier")
    assert (line.said("date"), line.said("coder"), line.said("check")) == ("1 Mar 2026", "AL", "Flagged")
    assert line.said("texts") == "comment"
    assert line.said("quote") == line.claim.quote


def test_a_claim_that_was_left_out_when_settled_says_so_beside_its_state(session, made):
    session.run("Settle", lambda p: p.settlements.settle_passages([], session.ids[:2]))
    assert [line.said("check") for line in made()[:2]] == ["Flagged, left out", "Left out"]
    assert [line.left_out for line in made()[:3]] == [True, True, False]


def test_what_is_not_checked_says_nothing_of_it(made):
    assert made()[1].said("check") == ""


def test_where_a_claim_and_its_tags_came_from_is_said_where_it_was_a_suggestion(session, made):
    assert made()[0].said("origin") == ""
    mixed, low = tag(session, "sentiment", "mixed"), next(t for t in session.codebook.tags if t.value == -2)
    session.run("Accept", lambda p: p.claims.tag(session.ids[0], mixed.id, origin=Origin.ACCEPTED))
    assert made()[0].said("origin") == "By hand · tags: 1 accepted"
    session.run("Tag", lambda p: p.claims.tag(session.ids[0], low.id))
    assert made()[0].said("origin") == "By hand · tags: 1 changed"


@pytest.mark.parametrize(
    ("origin", "tags", "said"),
    [
        (Origin.TYPED, {Origin.TYPED: 3}, ""),
        (Origin.ACCEPTED, {}, "Accepted"),
        (Origin.CHANGED, {Origin.ACCEPTED: 2, Origin.CHANGED: 1}, "Changed · tags: 2 accepted, 1 changed"),
    ],
)
def test_origins_in_words(origin, tags, said):
    assert origin_words(origin, tags) == said


def test_not_coded_has_no_chip_and_is_said_in_words(session, made):
    line = made()[1]
    assert line.chips[uid(session, "framing")] == ()
    assert line.said(uid(session, "framing")) == "not coded yet"


@pytest.mark.parametrize(
    ("role", "shown"),
    [
        (Role.SPEAKER, "Unnamed source"),
        (Role.TARGET, "→ Unnamed source"),
        (Role.ADDRESSEE, "to Unnamed source"),
        (Role.BENEFICIARY, "for Unnamed source"),
        (Role.MENTIONED, "(Unnamed source)"),
    ],
)
def test_a_role_is_a_sign_on_the_chip_and_a_word_when_it_is_read_out(session, made, role, shown):
    actor = tag(session, "actors", "unnamed")
    session.run("Tag", lambda p: p.claims.tag(session.ids[1], actor.id, role))
    line = made()[1]
    (chip,) = line.chips[uid(session, "actors")]
    assert chip.text == shown
    assert line.said(uid(session, "actors")) == f"Unnamed source ({role.value})"


def test_a_scale_shows_its_value_and_mixed_is_hatched(session, made):
    low = next(t for t in session.codebook.tags if t.value == -2)
    mixed = tag(session, "sentiment", "mixed")
    session.run("Tag", lambda p: [p.claims.tag(session.ids[0], low.id), p.claims.tag(session.ids[1], mixed.id)])
    first, second = (line.chips[uid(session, "sentiment")] for line in made()[:2])
    assert first == (Chip("−2", "-2"),)
    assert (second[0].text, second[0].look) == ("mixed", Look.MIXED)


def test_one_coders_tags_can_be_seen_in_place_of_those_that_count(session, made):
    ben = session.run("Add", lambda p: p.coders.ensure("Ben", "B"))
    drain = tag(session, "framing", "brain-drain")
    session.run("Tag", lambda p: p.claims.tag(session.ids[1], drain.id, coder_id=ben))
    assert made()[1].chips[uid(session, "framing")] == ()
    assert [chip.text for chip in made(ben)[1].chips[uid(session, "framing")]] == ["Brain drain"]
    assert made(ben)[0].chips[uid(session, "framing")] == ()


def test_lines_of_the_same_claim_are_equal_only_while_it_is_the_same(made):
    one, other = made()[0], made()[0]
    assert one == other
    assert one != replace(other, claim=replace(other.claim, check_state=CheckState.OPEN))
