"""The report of a merge as a value."""

import pytest

from annotations.merging import (
    Conflict,
    Count,
    Difference,
    Item,
    Kept,
    MergeReport,
    Moved,
    Renumbered,
    SameText,
    Side,
    Twice,
    Unplaced,
    Version,
)

FULL = MergeReport(
    "anna.pressmark",
    other_project=True,
    counts=(Count("claims", added=2, changed=1), Count("articles", deleted=1)),
    incoming=(Item("claims", "u1", "We begin late", number=4, article_uid="a1", coder="Anna"),),
    conflicts=(
        Conflict(
            0,
            "claims",
            "u2",
            "Claim 2",
            Side.THERE,
            (Difference("note", "mine", "theirs"), Difference("checked_by", None, 3)),
            Version("Anna", "2026-03-12T10:00:00+00:00"),
        ),
    ),
    kept=(Kept("articles", "a1", "The minister", Side.HERE, 2),),
    renumbered=(Renumbered("u3", 4, 7, "late", Side.THERE),),
    twice=(Twice("tags", ("t1", "t2"), "Hype", "Framing"),),
    same_texts=(SameText(("a1", "a2"), ("One", "Two"), ("", "Courier"), ("", "2026")),),
    moved=(Moved("u4", 5, "words", "a1", 10, 12),),
    unplaced=(
        Unplaced("u5", 6, "gone", "a ", " b", 3, "d", "a1", "The minister", Side.HERE, tags=(("F", "t", "", "A"),)),
    ),
    notes=("Two projects.",),
)


def test_a_report_is_read_as_it_was_written() -> None:
    assert MergeReport.from_json(FULL.to_json()) == FULL
    assert MergeReport.from_json(MergeReport("x").to_json()) == MergeReport("x")


@pytest.mark.parametrize(
    "text", ["", "[]", "3", '{"name": 3}', "{}", '{"name": "a", "kept": 1}', '{"name": "a", "kept": [{"kind": 1}]}']
)
def test_what_is_no_report_is_refused(text) -> None:
    with pytest.raises(ValueError, match=r"report of a merge|Expecting"):
        MergeReport.from_json(text)


def test_what_a_newer_program_added_is_left_out() -> None:
    assert MergeReport.from_json('{"name": "a", "mood": "good"}') == MergeReport("a")


def test_a_report_says_whether_anything_changes() -> None:
    assert MergeReport("a", counts=(Count("claims"),)).nothing
    assert not FULL.nothing
    assert (FULL.count("claims").added, FULL.count("tags").added) == (2, 0)
