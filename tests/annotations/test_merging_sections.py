"""What a merge report says to people."""

from dataclasses import replace

import pytest

from annotations.history import local_time
from annotations.merging import (
    MOST_LISTED,
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
from annotations.merging_sections import Line, Part, sections_of
from annotations.merging_words import KINDS, agreement, come_in, heading_of, merged, summary_of, told
from annotations.store.undo.images import LOGGED

AT = "2026-03-12T10:00:00+00:00"
FULL = MergeReport(
    "Boris’s copy",
    counts=(Count("articles", 1), Count("claims", 2, 3), Count("claim_tags", 4, 0, 5), Count("outlets", 1)),
    incoming=(
        Item("articles", "a1", "The quay", outlet="The Courier"),
        Item("claims", "c1", "Nobody was asked.", 12, "a1", coder="Boris"),
        Item("outlets", "o1", "The Courier"),
    ),
    conflicts=(
        Conflict(
            0,
            "claims",
            "c2",
            "Claim 3",
            Side.THERE,
            (Difference("comment", "Mine", "Theirs"), Difference("checked_by", None, "Boris")),
            Version("Anna", ""),
            Version("Boris", AT),
            claim_uid="c2",
            article_uid="a2",
        ),
        Conflict(1, "articles", "a2", "The hall", Side.HERE, (Difference("outlet_id", "A", "B"),), article_uid="a2"),
        Conflict(2, "claims", "c8", "Claim 8", Side.THERE, (Difference("note", "Mine", ""),), gone=True),
    ),
    kept=(Kept("articles", "a3", "The bank", Side.HERE, 2), Kept("claims", "c9", "Claim 9", Side.THERE)),
    renumbered=(Renumbered("c1", 3, 12, "Nobody was asked.", Side.THERE),),
    twice=(Twice("tags", ("t1", "t2"), "Export ban", "Framing"),),
    same_texts=(SameText(("a1", "a4"), ("The quay", ""), ("The Courier", "Herald"), ("2026-03-12", "")),),
    moved=(Moved("c5", 5, "It rained.", "a2", 10, 14),),
    unplaced=(Unplaced("c6", 6, "The old words.", "", "", 3, "d", "a2", "The hall", Side.THERE, comment="Why?"),),
    notes=("The other copy has an older format",),
)


def lines(part, report=FULL):
    return next(section.lines for section in sections_of(report) if section.part is part)


def test_every_part_is_told_in_its_order_with_what_is_to_be_known_of_it() -> None:
    sections = sections_of(FULL)
    assert [section.part for section in sections] == list(Part)
    assert all(section.title and section.explanation and section.count >= len(section.lines) for section in sections)
    assert sections_of(MergeReport("x")) == ()


def test_each_value_that_both_changed_stands_beside_the_other_and_says_which_one_wins() -> None:
    first, second, third = lines(Part.BOTH)
    assert (first.what, first.here, first.there, first.conflict) == ("Claim 3 · comment", "Mine", "Theirs", 0)
    assert (
        first.outcome
        == f"the value there is later: it is taken (Boris, {local_time(AT).day} Mar 2026, {local_time(AT):%H:%M})"
    )
    assert (second.what, second.here, second.there, second.conflict) == ("Claim 3 · checked by", "", "Boris", 0)
    assert third.what == "Article “The hall” · outlet"
    assert third.outcome == "the value here is later: it stays"
    assert (first.claim, third.claim, third.article) == ("c2", "", "a2")


def test_dates_are_told_as_people_read_them_and_what_people_wrote_as_they_wrote_it() -> None:
    differences = (Difference("published", "2026-03", "2026-03-12"), Difference("note", "2026-03-12", None))
    conflict = Conflict(0, "articles", "a1", "The quay", Side.HERE, differences)
    shown = [(line.here, line.there) for line in lines(Part.BOTH, MergeReport("x", conflicts=(conflict,)))]
    assert shown == [("Mar 2026", "12 Mar 2026"), ("2026-03-12", "")]


def test_two_values_of_a_scale_say_of_which_claim_and_dimension() -> None:
    conflict = Conflict(
        4, "claim_tags", "c2", "Sentiment", Side.HERE, (Difference("tag", "-1", "+1"),), number=3, claim_uid="c2"
    )
    (line,) = lines(Part.BOTH, MergeReport("x", conflicts=(conflict,)))
    assert (line.what, line.here, line.there, line.claim) == ("Claim 3 · Sentiment · tag", "-1", "+1", "c2")


def test_a_change_that_was_deleted_stands_beside_what_there_was_and_can_be_copied() -> None:
    changed = (Difference("note", "Mine", ""), Difference("comment", "Both", "Before"))
    gone = Conflict(0, "claims", "c2", "Claim 3", Side.THERE, changed, there=Version("Boris"), gone=True)
    (section,) = sections_of(MergeReport("x", conflicts=(gone,)))
    assert section.part is Part.DELETED
    assert [(line.what, line.here, line.there, line.words) for line in section.lines] == [
        ("Claim 3 · note", "Mine", "deleted", "Mine"),
        ("Claim 3 · comment", "Both", "Before (deleted)", "Both"),
    ]
    assert {(line.outcome, line.conflict) for line in section.lines} == {("deleted there later: it goes (Boris)", -1)}
    (section,) = sections_of(MergeReport("x", conflicts=(replace(gone, winner=Side.HERE),)))
    assert [(line.here, line.there) for line in section.lines][1] == ("Both (deleted)", "Before")
    assert not MergeReport("x", conflicts=(gone,)).nothing
    assert MergeReport.from_json(MergeReport("x", conflicts=(gone,)).to_json()).conflicts == (gone,)


def test_what_was_deleted_on_one_side_says_on_which_and_what_it_has() -> None:
    article, claim = lines(Part.STAYS)
    assert article == Line("Article “The bank”", "deleted", "worked on", "stays, with 2 claims", article="a3")
    assert claim == Line("Claim 9", "worked on", "deleted", "stays", claim="c9")


def test_what_was_deleted_here_and_comes_in_again_comes_back() -> None:
    coming = Item("articles", "a3", "The bank")
    article, _ = lines(Part.STAYS, replace(FULL, incoming=(coming,)))
    assert article.outcome == "comes back, with 2 claims"


def test_numbers_pairs_and_places_lead_somewhere() -> None:
    assert lines(Part.NUMBERS) == (Line("Claim 12 “Nobody was asked.”", "", "3", "is claim 12 now", claim="c1"),)
    assert lines(Part.TWICE) == (
        Line("Tag “Export ban” in Framing", outcome="both stay", kind="tags", uids=("t1", "t2")),
    )
    (same,) = lines(Part.SAME_TEXT)
    assert (same.what, same.there) == ("“The quay”, The Courier, 12 Mar 2026", "Without a headline, Herald")
    assert lines(Part.MOVED)[0].claim == "c5"


def test_a_claim_whose_words_are_gone_keeps_them_to_be_copied() -> None:
    (lost,) = lines(Part.UNPLACED)
    assert (lost.words, lost.there, lost.here) == ("The old words.", "Why?", "")
    assert lost.outcome == "no place in “The hall”"


def test_what_has_no_name_of_its_own_comes_in_as_a_number_of_its_kind() -> None:
    settled = tuple(Item("settlements", str(n), "") for n in range(3))
    report = MergeReport("x", counts=(Count("settlements", 3),), incoming=(*settled, Item("articles", "a", "")))
    assert [line.what for line in lines(Part.COMES_IN, report)] == [
        "3 settled differences",
        "Article without a headline",
    ]


def test_a_list_that_was_cut_still_says_how_many_there_are() -> None:
    items = tuple(Item("claims", str(n), "x", n) for n in range(MOST_LISTED))
    (section,) = sections_of(MergeReport("x", counts=(Count("claims", 140_000),), incoming=items))
    assert section.count == 140_000
    assert section.lines[MOST_LISTED:] == (Line("139,000 claims", outcome="new, not listed", things=139_000),)


def test_the_summary_counts_what_comes_in_what_changes_and_what_goes() -> None:
    assert summary_of(FULL) == (
        "1 article, 2 claims, 4 tags on claims, 1 other thing come in; 3 things here change; "
        "5 things are deleted here. 3 values of 2 things were changed on both sides. 1 thing was changed on one "
        "side and deleted on the other later. 1 claim has no place in a changed text. "
        "The other copy has an older format."
    )
    assert come_in(FULL) == "1 article, 2 claims, 4 tags on claims"
    assert agreement(FULL) == "&Merge 1 article, 2 claims, 4 tags on claims"
    assert merged(FULL) == "Merged “Boris’s copy”: 1 article, 2 claims, 4 tags on claims"
    assert told(FULL) == summary_of(FULL)
    assert heading_of(FULL) == "Merge “Boris’s copy”"
    assert heading_of(replace(FULL, at=AT)) == "Merged “Boris’s copy”"


def test_where_nothing_changes_that_is_said() -> None:
    report = MergeReport("Boris.pressmark")
    assert heading_of(report) == "Nothing to merge"
    assert told(report) == "All that is in “Boris” is here already."


@pytest.mark.parametrize(
    ("count", "said", "later"),
    [
        (Count("claims", 1), "1 claim comes in.", "1 claim came in."),
        (
            Count("claims", 0, 1),
            "Nothing new comes in; 1 thing here changes.",
            "Nothing new came in; 1 thing here changed.",
        ),
        (
            Count("claims", 0, 0, 1),
            "Nothing new comes in; 1 thing is deleted here.",
            "Nothing new came in; 1 thing was deleted here.",
        ),
    ],
)
def test_one_thing_is_told_as_one_and_afterwards_as_past(count, said, later) -> None:
    report = MergeReport("x", counts=(count,))
    assert summary_of(report) == said
    assert told(replace(report, at=AT)) == later


def test_of_another_project_it_is_said_what_to_do() -> None:
    report = MergeReport("x", other_project=True, notes=("It is of another project",))
    assert summary_of(report).endswith("It is of another project. Merge it only if that is what you want.")
    assert "Merge it" not in summary_of(replace(report, at=AT))


def test_every_kind_of_row_has_a_name() -> None:
    assert set(LOGGED) - set(KINDS) == {"merges"}, "a report is never merged itself"
