"""Changes of the codebook, told before they are made."""

from annotations.codebook_edits import Merged, Touched


def test_claims_are_told_with_their_taggings_where_those_are_more() -> None:
    assert Touched(34, 41).in_words() == "34 claims (41 times)"
    assert Touched(1, 1).in_words() == "1 claim"
    assert Touched(12_000, 12_000).in_words() == "12,000 claims"


def test_a_merge_tells_who_gets_the_tag_and_who_had_both() -> None:
    assert Merged(34, 3).in_words("Bank") == "34 claims get “Bank”; 3 of them had both."
    assert Merged(1, 0).in_words("Bank") == "1 claim gets “Bank”."
    assert Merged().in_words("Bank") == "No claim is touched."
