"""Finding articles by their words, and where exactly the words stand."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.articles import Status
from annotations.importers.draft import Draft
from annotations.project import Project
from annotations.search import Claimed, Order, Scope, folded, parse
from annotations.spans import Span
from annotations.store.search import _Passages

BANK = "State bank unveils a model\nThe state bank praised the bank's state of the art."
SANCTIONS = "Sanctions slow chips\nThe bank said: “Nothing.” The West must not own the monopoly."


@pytest.fixture
def bank(add_article):
    return add_article(BANK, headline="State bank unveils a model", published="2026-03-12", author="José Writer")


@pytest.fixture
def sanctions(add_article):
    return add_article(SANCTIONS, "The Herald", headline="Sanctions slow chips", published="2026-03", language="en")


@pytest.fixture
def find(project):
    """Ids found for what is typed, as a set."""

    def look(typed, **scope):
        return set(project.search.find(parse(typed), Scope(**scope)).ids)

    return look


@pytest.fixture
def hits(project):
    """The words of the hits in an article's text."""

    def look(typed, article_id, claimed=Claimed.EITHER):
        found = next(project.search.hits(parse(typed), [article_id], claimed))
        return [span.of(found.text) for span in found.spans]

    return look


def test_words_phrases_beginnings_and_leaving_out(find, bank, sanctions):
    assert find("bank") == {bank, sanctions}
    assert find('"state bank"') == {bank}
    assert find('"bank state"') == set()
    assert find("monop") == set()
    assert find("monop*") == {sanctions}
    assert find("bank -sanctions") == {bank}
    assert find("unveils OR sanctions") == {bank, sanctions}
    assert find('unveils OR "must not"') == {bank, sanctions}
    assert find("state -unveils OR sanctions") == {sanctions}


def test_case_and_accents_do_not_count(find, add_article):
    article = add_article("Über die ÖKONOMIE sagt Ćwik viel")
    assert find("uber okonomie cwik") == {article}
    assert find("ÜBER") == {article}


def test_russian_words_are_found_with_and_without_dots(find, hits, add_article):
    dotted, plain = add_article("Ещё раз: й йод"), add_article("Еще раз")
    assert find("еще") == find("ЕЩЁ") == find('"еще раз"') == {dotted, plain}
    assert find("йод") == find("й") == {dotted}
    assert hits("еще", dotted) == ["Ещё"]


def test_fields(find, bank, sanctions):
    assert find("headline:bank") == {bank}
    assert find("author:jose") == {bank}
    assert find("outlet:herald") == {sanctions}
    assert find("outlet:herald OR unveils") == {bank, sanctions}
    assert find("bank -outlet:herald") == {bank}


def test_an_outlet_is_found_by_its_aliases_and_articles_without_one_are_not_lost(project, find, sanctions, add_article):
    nameless = add_article("The bank again", "")
    herald = project.articles.get(sanctions).outlet_id
    project.step("Edit outlet", lambda p: p.outlets.update(herald, aliases=["Morning Post"]))
    assert find("outlet:morning") == {sanctions}
    assert find("bank -outlet:morning") == {nameless}


def test_filters(project, find, bank, sanctions):
    courier = project.articles.get(bank).outlet_id
    assert find("bank", since="2026-03-12") == {bank, sanctions}  # a month that holds the day
    assert find("bank", since="2026-03-13", until="2026-03-20") == {sanctions}
    assert find("bank", until="2026-02") == set()
    assert find("bank", outlet_ids=(courier,)) == {bank}
    assert find("bank", languages=("en",)) == {sanctions}
    assert project.search.languages() == ["en"]


def test_articles_that_were_left_out_are_found_only_if_asked_for(project, find, bank, sanctions):
    project.step("Leave out", lambda p: p.articles.update([bank], status=Status.LEFT_OUT))
    assert find("bank") == {sanctions}
    assert find("bank", statuses=(Status.LEFT_OUT,)) == {bank}


def test_hits_are_the_words_in_the_text(hits, bank):
    assert hits("bank", bank) == ["bank", "bank", "bank"]
    assert hits('"state bank"', bank) == ["State bank", "state bank"]
    assert hits("unv* OR art", bank) == ["unveils", "art"]


def test_a_hit_in_headline_or_author_is_told_apart(project, bank):
    found = next(project.search.hits(parse("headline:model author:jose"), [bank]))
    article = project.articles.get(bank)
    assert found.spans == ()
    assert [span.of(article.headline) for span in found.headline] == ["model"]
    assert [span.of(article.author) for span in found.author] == ["José"]


def test_hits_inside_and_outside_claims(find, hits, bank, sanctions, add_claim):
    add_claim(bank, 27, 41)  # The state bank
    assert find("bank", claimed=Claimed.INSIDE) == {bank}
    assert hits("bank", bank, Claimed.INSIDE) == ["bank"]
    assert hits("bank", bank, Claimed.OUTSIDE) == ["bank", "bank"]
    assert find("unveils", claimed=Claimed.INSIDE) == set()
    assert find("bank", claimed=Claimed.OUTSIDE) == {bank, sanctions}


def test_what_was_cut_is_not_found(project, find, hits, bank, path, outside):
    project.close()
    outside.execute(
        "INSERT INTO cuts(uid, article_id, start, end, hlc, replica_id)"
        " SELECT ?, ?, 0, 26, 1, id FROM replicas LIMIT 1",
        ("0" * 36, bank),
    )
    with Project.open(path, read_only=True) as opened:
        assert opened.search.find(parse('"state bank"')).ids == (bank,)
        found = next(opened.search.hits(parse('"state bank"'), [bank]))
        assert found.spans == (Span(31, 41),)
        assert opened.search.find(parse("unveils"), Scope(statuses=(Status.NEW,))).ids == (bank,)  # in the headline
        assert opened.search.find(parse("unveils -nothing OR praised"), Scope()).ids == (bank,)


def test_chinese_words_are_found_inside_of_sentences(project, find, hits, add_article):
    zh = add_article("国家银行发布人工智能模型。AI战略开始。", language="zh", headline="国家银行发布人工智能模型")
    unknown = add_article("他谈到人工智能。")
    english = add_article("The words 人工智能 stand here.", language="en")
    add_article("Something else", language="en")
    assert find("人工智能") == {zh, unknown, english}
    assert hits("人工智能", zh) == ["人工智能"]
    assert hits("智能", unknown) == ["智能"]
    assert find("ai战略") == {zh}
    assert find("银行 智能 -战略") == set()
    assert find("headline:银行") == {zh}
    assert find("银行 OR words") == {zh, english}
    assert find("100%智") == set()


def test_best_matches_come_first_and_the_newest_where_that_is_asked_for(project, add_article):
    passing = add_article("Long ago.\n" + "Other words stand here. " * 20 + "The bank.", published="2026-03-20")
    about = add_article("Bank\nThe bank and the bank.", headline="Bank", published="2026-03-01")
    found = project.search.find(parse("bank"))
    assert (found.ids, found.ranked) == ((about, passing), True)
    assert project.search.find(parse("bank"), order=Order.NEWEST).ids == (passing, about)
    assert project.search.find(parse("bank"), order=Order.OLDEST).ids == (about, passing)


def test_too_many_to_be_weighed_come_newest_first(project, add_article, monkeypatch):
    monkeypatch.setattr("annotations.store.search.MOST_RANKED", 1)
    old = add_article("Bank bank bank", published="2026-03-01")
    new = add_article("The bank and other words", published="2026-03-20")
    found = project.search.find(parse("bank"))
    assert (found.ids, found.ranked) == ((new, old), False)


def test_nothing_is_found_for_nothing(project, bank):
    assert project.search.find(parse("-bank")).ids == ()


def test_hits_of_articles_that_are_gone_are_left_out(project, bank):
    assert [found.article_id for found in project.search.hits(parse("bank"), [bank, 999])] == [bank]


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """A project with texts of few words, so that what is drawn is often found."""
    path = tmp_path_factory.mktemp("library") / "library.pressmark"
    texts = ["ab ba. Ab, bá ab", "ba\nba ab cä 中文ab", '-ab* "ba" OR ab\'ba 中', "ЁЖ еж ab:ba (ab) ba^2"]
    with Project.create(path, coder=("Anna Lindqvist", "AL")) as project:
        project.step("Import", lambda p: [p.articles.add(Draft(text=t, headline=t[:5])) for t in texts])
        yield project


HOSTILE = st.text(st.sampled_from("abäеж中文 \"“*-:|()'^+{}\\\x00\n%_"), max_size=30) | st.text(max_size=20)


@given(HOSTILE)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
def test_whatever_is_typed_is_looked_for_without_an_error(library, typed):
    query = parse(typed)
    ids = library.search.find(query).ids
    for found in library.search.hits(query, ids):
        assert found.text == library.articles.text(found.article_id)
        assert all(span.end <= len(found.text) for span in found.spans)


@given(st.lists(st.sampled_from(["ab", "ba", "bá", "cä", "еж", "AB"]), min_size=1, max_size=3))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_phrase_is_found_exactly_where_its_words_stand_in_a_row(library, phrase):
    query = parse(f'"{" ".join(phrase)}"')
    wanted = [folded(word) for word in phrase]
    found = set(library.search.find(query).ids)
    for article_id in library.articles.ids():
        written = re.findall(r"\w+", folded(library.articles.text(article_id)).replace("中", " 中").replace("_", " "))
        stands = any(written[n : n + len(wanted)] == wanted for n in range(len(written)))
        assert (article_id in found) == stands
    for hits in library.search.hits(query, sorted(found)):
        for span in hits.spans:
            said = re.findall(r"\w+", folded(span.of(hits.text)))
            assert " ".join(wanted) in " ".join(said)


SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8)).map(lambda t: (t[0], t[0] + t[1])), max_size=8)


@given(SPANS, st.tuples(st.integers(0, 40), st.integers(1, 8)).map(lambda t: Span(t[0], t[0] + t[1])))
def test_passages_are_touched_where_they_share_a_letter(passages, span):
    shared = any(Span(*passage).overlaps(span) for passage in passages)
    assert _Passages(passages).touch(span) == shared
