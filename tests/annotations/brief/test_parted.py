"""Two versions of a brief told apart in words: no identifiers, no JSON, nothing that is alike."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.brief.parted import parted
from annotations.brief.spec import BriefSpec, Finding, Judgement, Part

NAMES = {
    ("claims", "c1"): "C1",
    ("claims", "c2"): "C2",
    ("articles", "a1"): "The quay",
    ("articles", "a2"): "The hall",
    ("dimensions", "d1"): "Framing",
    ("tags", "t1"): "Sanctions",
    ("outlets", "o1"): "The Courier",
    ("brief_issues", "i1"): "Issue 4",
}
BASE = BriefSpec(
    judgements=(Judgement("It begins late", "likely", refs=("c1",), uid="j1"), Judgement("Nobody asks", uid="j2")),
    findings=(Finding("d1", "bars", "Sanctions lead"),),
)


def named(kind: str, uid: str) -> str:
    return NAMES.get((kind, uid), "")


def told(**changes) -> set[tuple[str, str, str]]:
    return set(parted(BASE, replace(BASE, **changes), named))


@pytest.mark.parametrize(
    ("changes", "rows"),
    [
        ({"title": "Weekly"}, {("Title", "Media brief", "Weekly")}),
        ({"bottom_line": "Watch\nit"}, {("Bottom line", "", "Watch\nit")}),
        ({"watch": ("The vote", " ")}, {("What to watch", "", "The vote")}),
        ({"parts": (Part.CLAIMS, Part.READ)}, None),
        ({"counting": "outlets"}, {("Counting", "each distinct text once", "once for each outlet")}),
        ({"language": "ru"}, {("Language", "English", "Русский")}),
        ({"page_limit": 2}, {("Page limit", "none", "2 pages")}),
        ({"agreement": False}, {("Agreement of coders", "told", "not told")}),
        ({"follows": "i1"}, {("Follows", "no issue", "Issue 4")}),
        ({"colour_by": "d1"}, {("Colours by", "the first dimension", "Framing")}),
        ({"article_uids": ("a1",)}, {("Articles", "every article", "1 article, only here: The quay")}),
        ({"without": ("a2", "c2")}, {("Left out", "nothing", "2, only here: The hall, C2")}),
        (
            {"claim_filter": {"codings": [{"dimension": "d1", "tags": ["t1"]}], "outlets": ["o1"], "since": "2026"}},
            {("Filter of claims", "every claim", "Framing any of Sanctions; outlets The Courier; since 2026")},
        ),
    ],
)
def test_a_part_is_told_with_both_sides(changes, rows) -> None:
    found = told(**changes)
    assert found == rows if rows else len(found) == 1


def test_judgements_are_told_one_by_one() -> None:
    first, second = BASE.judgements
    changed = replace(first, likelihood="unlikely", refs=("c2",))
    assert told(judgements=(changed, second, Judgement("New one", uid="j3"))) == {
        ("Judgement “It begins late”, likelihood", "likely", "unlikely"),
        ("Judgement “It begins late”, rests on", "C1", "C2"),
        ("Judgement", "", "New one"),
    }
    assert told(judgements=(second, first)) == {
        ("Order of the judgements", "It begins late; Nobody asks", "Nobody asks; It begins late")
    }


def test_findings_are_told_by_their_dimension() -> None:
    (finding,) = BASE.findings
    assert told(findings=(replace(finding, chart="timeline", quotes=("c2",)),)) == {
        ("Finding on Framing, chart", "Bars", "Timeline"),
        ("Finding on Framing, quotations", "", "C2"),
    }
    assert told(findings=()) == {("Finding", "Sanctions lead", "")}


def test_long_choices_are_cut_and_what_is_gone_says_so() -> None:
    ((_, here, there),) = parted(
        replace(BASE, claim_uids=("c1", "gone")), replace(BASE, claim_uids=tuple(f"x{n}" for n in range(9))), named
    )
    assert here == "2 claims, only here: C1, one that is gone"
    assert there.endswith(" and 5 more")


OTHER = {
    str: "other",
    bool: False,
    int: 3,
    tuple: ("c2",),
}
SPECIAL = {
    "judgements": (),
    "findings": (),
    "parts": (Part.READ,),
    "claim_filter": {"since": "2026"},
    "extra": {"later": 1},
    "article_uids": ("a1",),
    "claim_uids": ("c1",),
    "names": "full",
    "counting": "outlets",
}


@pytest.mark.parametrize("field", [one.name for one in fields(BriefSpec)])
def test_no_field_of_a_brief_is_forgotten(field: str) -> None:
    value = getattr(BASE, field)
    other = SPECIAL[field] if field in SPECIAL else OTHER[type(value)]
    assert told(**{field: other}), f"a change of {field} is not told"


@given(st.builds(BriefSpec, title=st.text(), bottom_line=st.text(), watch=st.lists(st.text(), max_size=2).map(tuple)))
def test_a_version_does_not_differ_from_itself(spec: BriefSpec) -> None:
    assert parted(spec, spec, named) == ()
