"""Tags that are offered in the picker: marked in place, taken by a key of their own, and stored as accepted."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from annotations.claims import Origin
from annotations.language.offers import Offer

ENTER, TAB, RIGHT = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Right
FRAMING, ACTORS, PILLAR, SENTIMENT = range(4)


@pytest.fixture
def offered(bench, session):
    """`offered(framing=[("Western monopoly as threat", 0.62)])` offers these tags."""
    from annotations.codebook import Kind

    offers, said = bench.round._offers, {}
    for kind in Kind:
        offers.use(kind, lambda _claim, dimension: said.get(dimension.key, []))

    def offer(**by_key):
        said.clear()
        for key, ones in by_key.items():
            dimension = session.codebook.by_key(key)
            said[key] = [
                one if isinstance(one, Offer) else made(session.codebook.find(dimension.id, one[0]), *one[1:])
                for one in ones
            ]
        offers.tell()

    return offer


def made(tag, score, reason="like claim 9", **values):
    return Offer(tag.id, tag.name, score, reason, **values)


def origins(session):
    claim = session.project.claims.get(session.claim_id)
    return {(session.codebook.tag(t.tag_id).name, t.role): t.origin for t in claim.taggings}


def marked(bench):
    return {row.tag.name: row.offer.score for row in bench.answers.rows if row.offer}


def test_rows_are_marked_in_place_and_keep_order_numbers_and_highlight(bench, offered):
    bench.open(FRAMING)
    before, keys, highlighted = bench.shown(), [row.key for row in bench.answers.rows], bench.highlighted()
    offered(framing=[("Western monopoly as threat", 0.62)])
    assert marked(bench) == {"Western monopoly as threat": 0.62}
    assert (bench.shown(), [row.key for row in bench.answers.rows], bench.highlighted()) == (before, keys, highlighted)


def test_offers_that_come_late_leave_what_is_typed_and_highlighted(bench, press, offered):
    bench.open(FRAMING)
    press("th")
    press(Qt.Key.Key_Down)
    highlighted = bench.highlighted()
    offered(framing=[("Western monopoly as threat", 0.62)])
    assert (bench.field.text(), bench.highlighted()) == ("th", highlighted)


def test_a_new_tag_stays_highlighted_when_other_offers_come(bench, press, offered):
    bench.open(ACTORS)
    new = Offer(None, "Gull Watch", 0.5, "named in the passage", role="speaker")
    offered(actors=[new])
    press(Qt.Key.Key_Up)
    assert bench.answers.current() == new
    later = Offer(None, "Gull Watch", 0.9, "says it", role="speaker")
    offered(actors=[Offer(None, "Harbour Board", 0.95, "says it", role="speaker"), later])
    assert bench.answers.current() == later
    press("g")
    press(Qt.Key.Key_Up, Qt.Key.Key_Up)
    assert bench.answers.current() == "g"
    offered(actors=[later])
    assert bench.answers.current() == "g"


def test_the_arrow_takes_the_best_one_as_accepted_and_the_round_goes_on(bench, press, session, offered):
    offered(framing=[("Western monopoly as threat", 0.62), ("Technological independence", 0.4)])
    bench.start()
    assert bench.picker.foot.offer.isVisible()
    press(RIGHT)
    assert origins(session) == {("Western monopoly as threat", ""): Origin.ACCEPTED}
    assert session.undo_label == "Accept tag of claim 1: Western monopoly as threat"
    assert bench.asked() == "Actors"


def test_a_tag_picked_by_its_own_key_is_typed_although_it_was_offered(bench, press, session, offered):
    offered(framing=[("Western monopoly as threat", 0.62)])
    bench.open(FRAMING)
    press("2")
    assert origins(session) == {("Western monopoly as threat", ""): Origin.TYPED}


def test_a_click_on_the_badge_accepts_and_one_on_the_name_picks(bench, session, offered):
    offered(framing=[("Western monopoly as threat", 0.62), ("Technological independence", 0.4)])
    for name, on_badge, origin in (
        ("Western monopoly as threat", True, Origin.ACCEPTED),
        ("Technological independence", False, Origin.TYPED),
    ):
        bench.open(FRAMING)
        view = bench.answers.list
        box = view.visualItemRect(view.item(bench.shown().index(name)))
        at = QPoint(box.right() - 16 if on_badge else box.left() + 60, box.center().y())
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert origins(session)[(name, "")] is origin


def test_an_actor_is_accepted_with_the_role_that_is_offered(bench, press, session, offered):
    offered(actors=[Offer(None, "Berta Holm", 0.7, "named here", role="target", actor_type="person")])
    bench.open(ACTORS)
    assert bench.shown()[0] == "New: Berta Holm"
    assert bench.highlighted() == bench.shown()[1]
    press(RIGHT)
    assert origins(session) == {("Berta Holm", "target"): Origin.ACCEPTED}


def test_a_new_actor_may_be_given_another_role(bench, press, session, offered):
    offered(actors=[Offer(None, "Berta Holm", 0.7, "named here", actor_type="person")])
    bench.open(ACTORS)
    press("berta", ENTER, "T")
    assert origins(session) == {("Berta Holm", "target"): Origin.ACCEPTED}


def test_whose_name_is_typed_to_the_end_was_typed(bench, press, session, offered):
    offered(actors=[Offer(None, "Berta Holm", 0.7, "named here")])
    bench.open(ACTORS)
    press("berta holm")
    assert bench.shown() == ["Create “berta holm”"]


def test_a_weak_offer_is_shown_as_uncertain_and_no_key_takes_it(bench, press, session, offered):
    offered(sentiment=[("Critical", 0.55, "like claim 9")])
    bench.open(SENTIMENT)
    offered(
        sentiment=[made(session.codebook.find(session.codebook.by_key("sentiment").id, "Critical"), 0.5, weak=True)]
    )
    (face,) = [face for face in bench.answers.boxes.faces if face.offer]
    assert face.name == "Critical"
    assert not bench.picker.foot.offer.isVisible()
    assert bench.answers.boxes.current == -1
    press(ENTER)
    assert origins(session) == {}


def test_what_is_set_is_not_offered_again(bench, press, session, offered):
    offered(framing=[("Western monopoly as threat", 0.62)])
    bench.open(FRAMING)
    press("2")
    bench.open(FRAMING)
    assert not bench.picker.foot.offer.isVisible()
    press(RIGHT)
    assert len(origins(session)) == 1
