"""What who codes second is told of a merge: not what others said in the articles that are not done."""

from shutil import copy

import pytest

from annotations.merging import Changed, Coded, Count, Item, MergeReport
from annotations.merging_hidden import LEFT_OUT, as_seen
from annotations.merging_sections import sections_of
from annotations.progress import drive
from annotations.project import Project
from annotations.sampling import Amount, Scope, Sees
from annotations.settling import Decision
from annotations.spans import Span


@pytest.fixture
def report(project, path, tmp_path, add_article, add_claim, tag_id):
    """Anna says in two copies something else of a claim in either of two articles, and marks one more in each."""
    articles = [add_article(), add_article("Something else happened on Monday.")]
    claims = [add_claim(one) for one in articles]
    other = tmp_path / "other.pressmark"
    assert project.checkpoint()
    copy(path, other)

    def code(p, frame, value, word, start):
        place = p.codebook.read().tag(tag_id("framing", frame)).dimension_id
        for article, claim in zip(articles, claims, strict=True):
            p.claims.update(claim, note=f"{word}{article}")
            p.claims.tag(claim, tag_id("sentiment", value))
            p.settlements.settle(claim, place, Decision.OTHER, [(tag_id("framing", frame), "")], reason=word)
            p.claims.add(article, Span(start, start + 4))

    with Project.open(other) as there:
        there.coder_id = project.coder_id
        there.step("Code", lambda p: code(p, "brain-drain", "hostile", "wombat", 13))
    project.step("Code", lambda p: code(p, "sanctions", "neutral", "quokka", 18))
    merge = drive(project.merging.look(other))
    return project.step("Merge", lambda p: p.merging.apply(merge)).value


def told(report):
    return "\n".join(f"{line}" for section in sections_of(report) for line in section.lines)


@pytest.mark.parametrize("sees", [Sees.PASSAGES, Sees.NOTHING])
def test_what_is_hidden_in_an_article_is_not_told_until_it_is_done(project, report, sees) -> None:
    one, other = project.articles.ids()
    whole = told(report)
    assert {f"wombat{one}", f"quokka{other}", "Hostile"} <= set(whole.replace("'", " ").split())
    ben = project.step("Add coder", lambda p: p.coders.ensure("Ben Okoro", "BO")).value
    project.step("Draw", lambda p: p.second_codings.draw(ben, Amount(size=1), Scope(done=False), sees))
    assert as_seen(project, report) == report
    project.coder_id = ben
    (hidden,) = (coding.article_id for coding in project.second_codings.open_of(ben))
    seen = as_seen(project, report)
    assert f"wombat{hidden}" not in told(seen)
    assert f"quokka{hidden}" not in told(seen)
    assert f"wombat{other if hidden == one else one}" in told(seen)
    uid = project.articles.get(hidden).uid
    assert uid not in {one.article_uid for one in (*seen.conflicts, *seen.incoming) if one.kind != "articles"}
    assert {conflict.kind for conflict in report.conflicts} >= {"claims", "claim_tags", "settlements"}
    assert len(seen.conflicts) == len(report.conflicts) // 2 > 0
    assert all(project.claims.by_uid(one.uid).article_id != hidden for one in seen.renumbered)
    assert len(seen.renumbered) == len(report.renumbered) // 2 > 0
    assert seen.notes[-1] == LEFT_OUT
    project.step("Done", lambda p: p.second_codings.finish(hidden, ben))
    assert as_seen(project, report) == report


def test_tags_changes_and_what_goes_are_hidden_in_the_same_articles(project, report) -> None:
    ben = project.step("Add coder", lambda p: p.coders.ensure("Ben Okoro", "BO")).value
    project.step("Draw", lambda p: p.second_codings.draw(ben, Amount(size=1), Scope(done=False), Sees.PASSAGES))
    project.coder_id = ben
    (hidden,) = (coding.article_id for coding in project.second_codings.open_of(ben))
    uids = [project.articles.get(one).uid for one in project.articles.ids()]
    whole = MergeReport(
        "x",
        counts=(Count("claim_tags", 2, 0, 2), Count("claims", 0, 2, 2), Count("articles", 0, 2)),
        coded=tuple(Coded(f"c{uid}", 1, "Words", uid, "Anna", ("Framing: Sanctions",)) for uid in uids),
        changed=tuple(Changed(kind, f"c{uid}", "x", (), "", uid) for uid in uids for kind in ("claims", "articles")),
        deleted=tuple(Item("claims", f"c{uid}", "x", 1, uid) for uid in uids),
        uncoded=tuple(Coded(f"c{uid}", 1, "Words", uid, "Anna", ("Framing: Brain drain",)) for uid in uids),
    )
    seen, uid = as_seen(project, whole), project.articles.get(hidden).uid
    for found in (seen.coded, seen.deleted, seen.uncoded):
        assert len(found) == 1
        assert found[0].article_uid != uid
    assert {one.kind for one in seen.changed if one.article_uid == uid} == {"articles"}
    assert len(seen.changed) == 3
    counted = [line for section in sections_of(seen) for line in section.lines if "not listed" in line.outcome]
    assert sorted(line.what for line in counted) == ["1 claim", "1 claim", "1 tag on claims", "1 tag on claims"]
