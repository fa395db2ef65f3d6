"""The order of triage: on to the next, put off to the end, and back."""

from hypothesis import given
from hypothesis import strategies as st

from app.workspaces.triage.queue import Queue


def queue(*waiting):
    made = Queue()
    made.take(waiting)
    return made


def test_what_is_decided_gives_way_to_the_next():
    made = queue(1, 2, 3)
    assert made.current == 1
    made.take([2, 3])
    assert made.current == 2
    made.take([3])
    made.take([])
    assert made.current is None


def test_what_is_put_off_comes_again_at_the_end():
    made = queue(1, 2, 3)
    made.skip()
    assert (made.current, made.put_off) == (2, 1)
    made.take([1, 3])
    made.take([1])
    assert made.current == 1
    made.skip()
    assert made.current == 1, "it is the only one left"


def test_everything_can_be_put_off_again_and_again():
    made = queue(1, 2, 3)
    seen = []
    for _ in range(6):
        seen.append(made.current)
        made.skip()
    assert seen == [1, 2, 3, 1, 2, 3]


def test_one_goes_back_over_what_was_decided_and_on_again():
    made = queue(1, 2, 3)
    made.take([2, 3])
    made.back()
    assert made.current == 1
    made.take([2, 3])
    assert made.current == 1, "looked at again, though it does not wait"
    made.next()
    assert made.current == 2
    made.back()
    assert made.current == 1
    made.back()
    assert (made.current, made.can_go_back) == (1, False)


def test_an_article_whose_decision_was_undone_is_shown():
    made = queue(1, 2, 3)
    made.take([2, 3])
    made.take([1, 2, 3])
    made.show(1)
    assert (made.current, made.can_go_back) == (1, False)
    made.show(3)
    made.back()
    assert made.current == 1


def test_what_came_in_meanwhile_is_decided_on_too():
    made = queue()
    assert made.current is None
    made.take([7])
    assert made.current == 7
    made.take([8, 7])
    assert made.current == 7
    made.take([8])
    assert made.current == 8


@given(st.lists(st.sampled_from(["decide", "skip", "back"]), max_size=40))
def test_every_article_is_decided_on_whatever_one_does_in_between(moves):
    waiting = [1, 2, 3, 4]
    made = queue(*waiting)
    for move in moves:
        if move == "decide" and made.current in waiting:
            waiting.remove(made.current)
            made.take(waiting)
        elif move == "skip":
            made.skip()
        else:
            made.back()
        assert made.put_off <= len(waiting)
        assert (made.current is None) <= (not waiting)
    for _ in range(10):
        if made.current in waiting:
            waiting.remove(made.current)
            made.take(waiting)
        else:
            made.next()
    assert not waiting
