"""Copies without full texts: every claim is in them, and nothing else of an article."""

import sqlite3
from contextlib import closing
from dataclasses import replace

from annotations.brief import gather, write_brief
from annotations.brief.reviews import CommentKind, ReviewComment
from annotations.progress import drive
from annotations.project import Project
from annotations.sharing import CopyChoice

EXCERPTS = CopyChoice(texts=False)


def test_excerpts_keep_every_claim_and_no_other_sentence(sample, target) -> None:
    drive(sample.copy(target, EXCERPTS))
    claims = {claim.uid: claim for claim in sample.claims.all()}
    with Project.open(target, read_only=True) as copy:
        assert copy.marks.excerpts
        assert copy.check() == []
        assert {claim.uid for claim in copy.claims.all()} == set(claims)
        for claim in copy.claims.all():
            assert claim.quote == claims[claim.uid].quote
            assert claim.taggings == claims[claim.uid].taggings
            assert claim.span.of(copy.articles.text(claim.article_id)) == claim.quote
        assert copy.articles.ids() == sample.articles.ids()
    assert not sample.marks.excerpts
    data = target.read_bytes()
    far, near = zip(*(by_distance(sample, article) for article in sample.articles.ids()), strict=True)
    passed_on = "\n".join(near)  # agency copy stands in several articles
    left_out = [sentence for sentences in far for sentence in sentences if sentence not in passed_on]
    assert len(left_out) > 40
    assert not [sentence for sentence in left_out if sentence.encode() in data]


def by_distance(project: Project, article_id: int) -> tuple[list[str], str]:
    """The sentences of an article that are neither in a claim nor next to one, and the other ones in one text."""
    from annotations.language.sentences import sentences

    article, claims = project.articles.get(article_id), project.claims.of_article(article_id)
    text = project.articles.text(article_id)
    found = sentences(text, article.language)
    touched = {n for n, s in enumerate(found) if any(s.overlaps(claim.span) for claim in claims)}
    near = {n + step for n in touched for step in (-1, 0, 1)}
    told = [span.of(text) for n, span in enumerate(found) if n in near]
    return [span.of(text) for n, span in enumerate(found) if n not in near], "\n".join([article.headline, *told])


def test_a_word_of_what_was_left_out_is_not_in_the_search_index(project, add_article, add_claim, target, path) -> None:
    words = "The minister spoke. Nobody listened. Later on the Quibblesnout Vexillology office closed. It rained."
    add_claim(add_article(words))
    drive(project.copy(target, EXCERPTS))
    project.checkpoint()
    assert b"vexillology" in path.read_bytes()
    assert b"exillology" not in target.read_bytes()


def test_a_brief_can_be_written_from_excerpts(sample, target, tmp_path) -> None:
    drive(sample.copy(target, EXCERPTS))
    with Project.open(target, read_only=True) as copy:
        spec = copy.briefs.all()[0].spec
        report = drive(write_brief(gather(copy, spec), spec, tmp_path / "brief.pdf"))
    assert report.claims == len(sample.claims.all())
    assert report.pages > 3


def test_excerpts_leave_out_heads_and_rejected_passages(project, add_article, outside, target) -> None:
    add_article("The minister spoke.", raw_header="Kicker: Headblockish matters")
    outside.execute(
        "INSERT INTO rejections(uid, article_id, exact, hlc, replica_id)"
        " VALUES('01890000-0000-7000-8000-000000000000', 1, 'Rejectedly said', 1, 1)"
    )
    drive(project.copy(target, EXCERPTS))
    data = target.read_bytes()
    assert b"Headblockish" not in data
    assert b"Rejectedly" not in data


def test_excerpts_keep_what_reviewers_wrote_without_the_words_they_marked(project, add_article, target) -> None:
    add_article("The minister answered.\n\nNobody heard the zyzzogeton.")
    comment = ReviewComment(CommentKind.MARK, 2, "Who?", "Rita", quote="Nobody heard the zyzzogeton.")
    project.step("Read review", lambda p: p.reviews.add(None, "reviewed.pdf", [comment]))
    drive(project.copy(target, EXCERPTS))
    assert b"zyzzogeton" not in target.read_bytes()
    with Project.open(target) as copy:
        assert [stored.comment for stored in copy.reviews.of_brief(None)] == [replace(comment, quote="")]


def test_shortening_is_no_edit(project, add_article, outside, target) -> None:
    add_article("The minister spoke. " * 20)
    drive(project.copy(target, EXCERPTS))
    before = outside.execute("SELECT uid, hlc FROM articles").fetchall()
    with closing(sqlite3.connect(target)) as copy:
        assert copy.execute("SELECT uid, hlc FROM articles").fetchall() == before


def test_excerpts_of_excerpts_keep_the_claims(sample, target, tmp_path) -> None:
    drive(sample.copy(target, EXCERPTS))
    again = tmp_path / "again.pressmark"
    with Project.open(target) as copy:
        drive(copy.copy(again, EXCERPTS))
    with Project.open(again) as second:
        assert second.check() == []
        assert [c.quote for c in second.claims.all()] == [c.quote for c in sample.claims.all()]
