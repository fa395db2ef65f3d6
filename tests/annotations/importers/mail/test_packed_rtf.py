"""Packed rich text of Outlook: the examples of the specification, and anything packed comes back."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.importers.mail.packed_rtf import unpacked
from tests.shared.outlook import packed_rtf

HELLO = bytes.fromhex(
    "2d0000002b0000004c5a4675f1c5c7a703000a00726370673132354232 0af32068656c090020627705b06c647d0a800fa0"
)
CROSSING = bytes.fromhex("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0")


def test_the_examples_of_the_specification_are_unpacked():
    assert unpacked(HELLO) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    assert unpacked(CROSSING) == b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"


@given(st.lists(st.sampled_from([b"{\\rtf1", b"\\par ", b"harbour ", b"\x00", b"\xff", b"abc", b"q" * 40])))
def test_anything_packed_comes_back(parts):
    text = b"".join(parts)
    assert unpacked(packed_rtf(text)) == text


def test_references_reach_around_the_ring():
    text = b"".join(b"word %d and the harbour " % (number % 700) for number in range(2000))
    packed = packed_rtf(text)
    assert len(packed) < len(text) // 2
    assert unpacked(packed) == text


def test_what_is_not_packed_is_taken_as_it_is():
    assert unpacked(struct.pack("<IIII", 17, 5, 0x414C454D, 0) + b"hello...") == b"hello"


@pytest.mark.parametrize("data", [b"", b"short", struct.pack("<IIII", 20, 5, 1, 0) + b"hello"])
def test_what_is_no_packed_text_is_refused(data):
    with pytest.raises(ValueError, match="packed rich text"):
        unpacked(data)


@given(st.binary(max_size=200), st.integers(0, 2**32 - 1))
def test_damage_ends_it_and_no_more(rubbish, size):
    assert len(unpacked(struct.pack("<IIII", 0, size, 0x75465A4C, 0) + rubbish)) <= size


def test_a_cut_one_gives_what_stands_before():
    assert unpacked(HELLO[:40]) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello w"
