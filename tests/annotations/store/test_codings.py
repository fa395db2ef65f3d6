"""What is read for agreement: who coded which article, and their claims."""

from pathlib import Path
from shutil import copy

import pytest

from annotations.agreement.coded import Scope
from annotations.articles import Batch, Status
from annotations.project import Project
from annotations.spans import Span


@pytest.fixture
def boris(project):
    anna = project.coder_id
    found = project.step("Coder", lambda p: p.coders.ensure("Boris Meyer", "BM")).value
    assert found != anna
    return found


@pytest.fixture
def by(project):
    """Do something as somebody."""

    def do(coder, work):
        before, project.coder_id = project.coder_id, coder
        try:
            return project.step("Work", work).value
        finally:
            project.coder_id = before

    return do


@pytest.fixture
def asked(project):
    """Ask somebody for a second coding of articles, and return the sample's id."""

    def ask(coder, *articles, done="", sees="nothing"):
        def work(p):
            sample = p._store.insert("samples", name="Sample", sees=sees)
            for article in articles:
                p._store.insert("second_codings", sample_id=sample, article_id=article, coder_id=coder, done_at=done)
            return sample

        return project.step("Sample", work).value

    return ask


def who(project, scope=None):
    return {key: article.coders for key, article in project.codings.coded(scope).articles.items()}


def test_articles_in_which_two_marked_claims_are_read_with_all_their_claims(project, add_article, boris, by):
    anna, one, other = project.coder_id, add_article(), add_article("Another text of some length.")
    first = by(anna, lambda p: p.claims.add(one, Span(0, 12)))
    second = by(boris, lambda p: p.claims.add(one, Span(4, 18)))
    by(anna, lambda p: p.claims.add(other, Span(0, 7)))
    tag = _any_tag(project)
    by(boris, lambda p: p.claims.tag(second, tag))
    found = project.codings.coded()
    assert {key: a.coders for key, a in found.articles.items()} == {one: (anna, boris)}
    assert [(c.id, c.coder_id, c.span) for c in found.claims] == [
        (first, anna, Span(0, 12)),
        (second, boris, Span(4, 18)),
    ]
    assert [(t.tag_id, t.coder_id) for t in found.claims[1].taggings] == [(tag, boris)]
    assert found.articles[one].apart == (anna, boris)
    assert project.codings.coders() == {anna: 2, boris: 1}


def _any_tag(project):
    codebook = project.codebook.read()
    return codebook.tags_of(codebook.dimensions[0].id)[0].id


def test_tags_on_anothers_claim_make_one_a_coder_who_saw_the_passages(project, add_article, boris, by):
    anna, article = project.coder_id, add_article()
    claim = by(anna, lambda p: p.claims.add(article, Span(0, 12)))
    by(boris, lambda p: p.claims.tag(claim, _any_tag(project)))
    (found,) = project.codings.coded().articles.values()
    assert (found.coders, found.apart) == ((anna, boris), (anna,))


def test_agreed_is_nobody(project, add_article, by):
    anna, article, agreed = project.coder_id, add_article(), project.coders.agreed().id
    claim = by(anna, lambda p: p.claims.add(article, Span(0, 12)))
    by(agreed, lambda p: p.claims.tag(claim, _any_tag(project)))
    assert project.codings.coded().articles == {}
    assert project.codings.coders() == {anna: 1}


def test_a_second_coding_counts_once_it_is_done(project, add_article, boris, by, asked):
    anna, article = project.coder_id, add_article()
    by(anna, lambda p: p.claims.add(article, Span(0, 12)))
    by(boris, lambda p: p.claims.add(article, Span(0, 12)))
    asked(boris, article)
    assert who(project) == {}
    project.step("Done", lambda p: p._store.update("second_codings", [1], done_at="2026-03-12T10:00:00+00:00"))
    assert who(project) == {article: (anna, boris)}


def test_a_done_second_coding_without_a_passage_counts(project, add_article, boris, by, asked):
    anna, article = project.coder_id, add_article()
    by(anna, lambda p: p.claims.add(article, Span(0, 12)))
    asked(boris, article, done="2026-03-12T10:00:00+00:00")
    (found,) = project.codings.coded().articles.values()
    assert (found.coders, found.apart) == ((anna, boris), (anna, boris))


@pytest.mark.parametrize("sees", ["passages", "all"])
def test_who_was_shown_the_passages_did_not_mark_them_apart(project, add_article, boris, by, asked, sees):
    anna, article = project.coder_id, add_article()
    by(anna, lambda p: p.claims.add(article, Span(0, 12)))
    asked(boris, article, done="2026-03-12T10:00:00+00:00", sees=sees)
    (found,) = project.codings.coded().articles.values()
    assert found.apart == (anna,)


def test_an_article_assigned_and_done_was_coded_though_nothing_was_marked(project, add_article, boris, by):
    anna, article = project.coder_id, add_article()
    by(boris, lambda p: p.claims.add(article, Span(0, 12)))
    project.step("Assign", lambda p: p._store.update("articles", [article], assigned_to=anna))
    assert who(project) == {}
    project.step("Finish", lambda p: p._store.update("articles", [article], status=Status.DONE.value))
    assert who(project) == {article: (anna, boris)}


def test_articles_left_out_do_not_count(project, add_article, boris, by):
    article = add_article()
    by(project.coder_id, lambda p: p.claims.add(article, Span(0, 12)))
    by(boris, lambda p: p.claims.add(article, Span(0, 12)))
    project.step("Leave out", lambda p: p._store.update("articles", [article], status=Status.LEFT_OUT.value))
    assert who(project) == {}


def test_only_what_is_in_scope_is_read(project, add_article, boris, by, asked):
    anna = project.coder_id
    dates = ("2026-03-11", "2026-03-12T14:05", "2026-04-01", "")
    made = [add_article(f"The minister spoke, text {n}.", published=date) for n, date in enumerate(dates)]
    for article in made:
        by(anna, lambda p, article=article: p.claims.add(article, Span(0, 12)))
        by(boris, lambda p, article=article: p.claims.add(article, Span(0, 12)))
    batch = project.step("Batch", lambda p: p.batches.add(Batch(origin="A database"))).value
    project.step("Move", lambda p: p._store.update("articles", made[:1], batch_id=batch))
    sample = asked(boris, made[2], done="2026-04-02T10:00:00+00:00")
    assert list(who(project)) == made
    assert list(who(project, Scope(since="2026-03-12"))) == made[1:3]
    assert list(who(project, Scope(until="2026-03"))) == made[:2]
    assert list(who(project, Scope(since="2026-03-12", until="2026-03-12"))) == made[1:2]
    assert list(who(project, Scope(batch_id=batch))) == made[:1]
    assert list(who(project, Scope(sample_id=sample))) == made[2:3]
    assert who(project, Scope(coders=(anna,))) == {}
    assert list(who(project, Scope(coders=(anna, boris)))) == made


def test_what_was_cut_cannot_be_marked(project, add_article, boris, by):
    article = add_article("The minister spoke. Subscribe now! Nobody listened.")
    by(project.coder_id, lambda p: p.claims.add(article, Span(0, 12)))
    by(boris, lambda p: p.claims.add(article, Span(0, 12)))
    whole = project.codings.coded().articles[article].length
    project.step("Cut", lambda p: p.cuts.add(article, Span(20, 34)))
    assert project.codings.coded().articles[article].length == whole - 14


def test_an_older_file_that_is_only_read_has_no_second_codings(tmp_path):
    older = Path(__file__).parents[2] / "projects" / "version-1.pressmark"
    path = Path(copy(older, tmp_path / "old.pressmark"))
    with Project.open(path, read_only=True) as opened:
        assert isinstance(opened.codings.coders(), dict)
        opened.codings.coded()
