"""What only the other copy did is listed by name before anything is written: what comes in, changes and goes."""

from annotations import merging
from annotations.importers.draft import Draft
from annotations.merging import Coded, Difference
from annotations.merging_sections import Part, sections_of
from annotations.progress import drive
from annotations.spans import Span
from annotations.store.merging import one_sided
from tests.annotations.store.merging.conftest import merge


def looked(project, other):
    """What merging another copy would do."""
    other.checkpoint()
    return drive(project.merging.look(other.path)).report


def tag(project, dimension, place):
    codebook = project.codebook.read()
    return codebook.tags_of(codebook.by_key(dimension).id)[place]


def framing(project, *places):
    """How tags of framing are told."""
    name = project.codebook.read().by_key("framing").name
    return tuple(sorted(f"{name}: {tag(project, 'framing', place).name}" for place in places))


def lines(report, part):
    return [
        (line.what, line.here, line.there, line.outcome)
        for section in sections_of(report)
        if section.part is part
        for line in section.lines
    ]


def test_tags_on_claims_are_listed_with_who_set_them_new_claims_or_not(copies) -> None:
    anna, boris = copies(2)
    coder = boris.step("Add coder", lambda p: p.coders.ensure("Boris Wren", "BW")).value
    boris.coder_id = coder
    old, article = boris.claims.all()[0], boris.articles.ids()[-1]
    boris.step("Tag", lambda p: p.claims.tag(old.id, tag(p, "framing", 1).id))
    new = boris.step("Mark", lambda p: p.claims.add(article, Span(0, 3))).value
    boris.step("Tag", lambda p: p.claims.tag(new, tag(p, "framing", 2).id))
    report = looked(anna, boris)
    marked, where = boris.claims.get(new), boris.articles.get(article).uid
    assert report.coded == (
        Coded(old.uid, 1, "minister", where, "Boris Wren", framing(boris, 1)),
        Coded(marked.uid, 2, "The", where, "Boris Wren", framing(boris, 2)),
    )
    assert lines(report, Part.COMES_IN) == [
        ("Coder “Boris Wren”", "", "", "new"),
        ("Claim 2 “The”", "", *framing(boris, 2), "new, by Boris Wren"),
        ("Claim 1 “minister” · tags", "", *framing(boris, 1), "new, by Boris Wren"),
    ]
    assert merge(anna, boris).coded == report.coded


def test_what_only_the_other_side_changed_is_told_with_both_values(copies) -> None:
    anna, boris = copies(2)
    claim, article = boris.claims.all()[0], boris.articles.ids()[0]
    boris.step("Comment", lambda p: p.claims.update(claim.id, comment="Said twice."))
    boris.step("Date", lambda p: p.articles.update([article], published="2026-03-12", headline="The piece"))
    report = looked(anna, boris)
    found = {one.kind: one for one in report.changed}
    assert found["claims"].differences == (Difference("comment", "", "Said twice."),)
    assert (found["claims"].claim_uid, found["claims"].uid) == (claim.uid, claim.uid)
    assert [section.count for section in sections_of(report) if section.part is Part.CHANGES] == [2]
    assert set(lines(report, Part.CHANGES)) == {
        ("Claim 1 · comment", "", "Said twice.", "changed"),
        ("Article “The piece” · published", "", "12 Mar 2026", "changed"),
        ("Article “The piece” · headline", "", "The piece", "changed"),
    }


def test_what_both_changed_is_told_once(copies) -> None:
    anna, boris = copies(2)
    anna.step("Comment", lambda p: p.claims.update(p.claims.all()[0].id, comment="Mine"))
    boris.step("Comment", lambda p: p.claims.update(p.claims.all()[0].id, comment="Theirs"))
    report = looked(anna, boris)
    assert report.count("claims").changed == 1
    assert report.changed == ()
    assert [section.part for section in sections_of(report)] == [Part.BOTH]


def test_two_tags_that_one_coder_set_apart_are_told_once(copies) -> None:
    anna, boris = copies(2)
    claim = anna.claims.all()[0].id
    for project, place in ((anna, 2), (boris, 3)):
        project.step("Tag", lambda p, place=place: p.claims.tag(claim, tag(p, "sentiment", place).id))
    report = looked(anna, boris)
    assert (report.count("claim_tags").added, report.count("claim_tags").deleted) == (1, 1)
    assert (report.coded, report.uncoded) == ((), ())
    assert [section.part for section in sections_of(report)] == [Part.BOTH]


def test_what_goes_is_told_by_name_and_tags_that_go_with_their_claim_by_number(copies) -> None:
    anna, boris = copies(2)
    claim = boris.claims.all()[0]
    (first,) = claim.taggings
    name = boris.codebook.read().tag(first.tag_id).name
    boris.step("Untag", lambda p: p.claims.untag(claim.id, first.tag_id))
    report = looked(anna, boris)
    assert [(one.claim_uid, one.coder, len(one.tags)) for one in report.uncoded] == [(claim.uid, "Anna", 1)]
    ((what, here, there, outcome),) = lines(report, Part.GOES)
    assert (what, there, outcome) == ("Claim 1 “minister” · tags", "", "deleted")
    assert here.startswith("Anna: ")
    assert here.endswith(name)
    boris.step("Tag", lambda p: p.claims.tag(claim.id, first.tag_id))
    boris.step("Delete", lambda p: p.claims.delete([claim.id]))
    report = looked(anna, boris)
    assert report.uncoded == ()
    assert lines(report, Part.GOES) == [
        ("Claim 1 “minister”", "Anna", "", "deleted"),
        ("1 tag on claims", "", "", "deleted, not listed"),
    ]


def test_a_list_is_cut_and_the_rest_counted(copies, monkeypatch) -> None:
    monkeypatch.setattr(one_sided, "MOST_LISTED", 2)
    anna, boris = copies(2)
    article = boris.step("Import", lambda p: p.articles.add(Draft(text="One two three four five six"))).value
    claims = [boris.step("Mark", lambda p, n=n: p.claims.add(article, Span(4 * n, 4 * n + 3))).value for n in range(4)]
    for claim in claims:
        boris.step("Tag", lambda p, claim=claim: p.claims.tag(claim, tag(p, "framing", 1).id))
    report = looked(anna, boris)
    assert [len(found) for found in (report.coded, [i for i in report.incoming if i.kind == "claims"])] == [2, 2]
    coming = next(section for section in sections_of(report) if section.part is Part.COMES_IN)
    assert [(line.what, line.things) for line in coming.lines[-2:]] == [("2 claims", 2), ("2 tags on claims", 2)]
    assert merging.MergeReport.from_json(report.to_json()) == report
