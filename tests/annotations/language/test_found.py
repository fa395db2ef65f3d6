import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.language.candidates import Candidate, Pattern
from annotations.language.cues import CueClass
from annotations.language.found import Found, Name
from annotations.spans import Span

LENGTH = 60
spans = st.tuples(st.integers(0, LENGTH - 1), st.integers(1, LENGTH)).map(
    lambda p: Span(min(p), max(p) + (p[0] == p[1]))
)
spans = spans.filter(lambda span: span.end <= LENGTH)
candidates = st.builds(
    Candidate, spans, st.none() | spans, st.none() | spans, st.sampled_from(Pattern), st.sampled_from(CueClass)
)
names = st.builds(Name, spans, st.sampled_from(["person", "organisation", "place", "group"]), st.text(max_size=9))


@given(st.lists(candidates, max_size=5), st.lists(names, max_size=5), st.text(max_size=20))
def test_comes_back_from_the_project_as_it_was(some, named, note):
    found = Found("spaCy core_web_sm 3.8.0", "en", tuple(some), tuple(named), note)
    assert Found.from_json(json.loads(json.dumps(found.as_json())), LENGTH) == found


GOOD = Found("engine", "en", (Candidate(Span(3, 9), Span(0, 2), None, Pattern.CLAUSE),), (Name(Span(0, 2), "person"),))


@pytest.mark.parametrize(
    "broken",
    [
        {},
        GOOD.as_json() | {"engine": 3},
        GOOD.as_json() | {"note": None},
        GOOD.as_json() | {"names": [[[0, 61], "person", ""]]},
        GOOD.as_json() | {"names": [[[0, True], "person", ""]]},
        GOOD.as_json() | {"names": [[[5, 5], "person", ""]]},
        GOOD.as_json() | {"names": [[[0, 2], "person"]]},
        GOOD.as_json() | {"names": 4},
        GOOD.as_json() | {"candidates": [[[3, 9], [0, 2], None, "guess", "neutral"]]},
        GOOD.as_json() | {"candidates": [[[-1, 9], None, None, "clause", "neutral"]]},
        GOOD.as_json() | {"candidates": ["abcde"]},
    ],
)
def test_what_a_stranger_wrote_is_refused(broken):
    with pytest.raises(ValueError, match=r"\S"):
        Found.from_json(broken, LENGTH)


def test_passages_beyond_the_text_are_refused():
    assert Found.from_json(GOOD.as_json(), 9) == GOOD
    with pytest.raises(ValueError, match="no passage"):
        Found.from_json(GOOD.as_json(), 8)
    assert replace(GOOD, candidates=()).as_json()["candidates"] == []
