"""Holding back the collector of cycles."""

import gc

import pytest

from annotations.collector import collector_held


@pytest.fixture(autouse=True)
def on_before_and_after():
    assert gc.isenabled()
    yield
    was_on = gc.isenabled()
    gc.enable()
    assert was_on


def test_it_is_held_for_the_block():
    with collector_held():
        assert not gc.isenabled()


def test_a_block_that_fails_lets_it_go():
    with pytest.raises(ValueError, match="none"), collector_held():
        int("none")


def test_blocks_that_overlap_hold_it_until_the_last_one_ends():
    first, second, third = collector_held(), collector_held(), collector_held()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert not gc.isenabled()
    third.__enter__()
    second.__exit__(None, None, None)
    assert not gc.isenabled()
    third.__exit__(None, None, None)
    assert gc.isenabled()


def test_where_it_is_off_already_it_stays_off():
    gc.disable()
    try:
        with collector_held():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
