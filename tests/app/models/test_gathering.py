"""Copies stand below their lead, nothing is lost, and what leads nothing keeps its order."""

from hypothesis import given
from hypothesis import strategies as st

from app.models.gathering import gathered


@given(
    st.permutations(range(1, 13)), st.dictionaries(st.integers(5, 14), st.integers(1, 4)), st.sets(st.integers(0, 12))
)
def test_copies_stand_below_their_lead_in_its_section(order, carried, breaks) -> None:
    rows = [part for n, row in enumerate(order) for part in (*([f"section {n}"] if n in breaks else []), row)]
    found = gathered(rows, carried)
    assert sorted(map(str, found)) == sorted(map(str, rows))
    sections = _sections(rows)
    assert _sections(found) == sections, "nothing goes into another section"
    for place, row in enumerate(found):
        if sections.get(row) is not None and sections.get(carried.get(row)) == sections[row]:
            above = next(each for each in reversed(found[:place]) if carried.get(each) != carried[row])
            assert above == carried[row]
    others = [row for row in rows if row not in carried]
    assert [row for row in found if row not in carried] == others


def _sections(rows) -> dict:
    found, section = {}, ""
    for row in rows:
        section = row if isinstance(row, str) else section
        found[row] = section
    return found
