"""The counting rule: wire copy counts once a text, or once for each outlet that carries it."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.articles import Article, Status
from annotations.brief import gather
from annotations.brief.counting import RULES, Counting, by_outlet, carrying, distinct
from annotations.brief.spec import BriefSpec, Part
from annotations.spans import Span


def article(number, outlet=None, lead=None, text="", status=Status.NEW):
    return Article(
        id=number,
        uid=str(number),
        headline="",
        outlet_id=outlet,
        outlet=f"Outlet {outlet}" if outlet else "",
        published="",
        author="",
        language="",
        status=status,
        length=1,
        digest=text or f"text {number}",
        lead_id=lead,
    )


def ids(found):
    return {article_id: [each.id for each in articles] for article_id, articles in found.items()}


def outlets(made):
    """The articles in which what one of them says would count by outlet, if all had its words."""
    others = carrying(made)
    return ids({each.id: by_outlet(each, others[each.id]) for each in made})


def test_each_outlet_is_one_and_an_article_comes_first_in_its_own() -> None:
    group = [article(1, 1), article(2, 2, lead=1), article(3, 2, lead=1), article(4, 4, lead=1), article(5, 5)]
    assert outlets(group) == {1: [1, 2, 4], 2: [2, 1, 4], 3: [3, 1, 4], 4: [4, 1, 2], 5: [5]}


def test_identical_texts_are_one_whether_or_not_somebody_grouped_them() -> None:
    group = [article(1, 1, text="A"), article(2, 2, text="A"), article(3, 3, lead=2)]
    assert len(set(distinct(group).values())) == 1
    assert [len(found) for found in outlets(group).values()] == [3, 3, 3]


def test_an_article_that_stands_for_itself_is_a_text_of_its_own() -> None:
    group = [article(1, 1, text="A"), article(2, 2, lead=2, text="A"), article(3, 3, lead=1)]
    assert distinct(group)[2] == 2
    assert ids(carrying(group)) == {1: [3], 2: [], 3: [1]}


def test_what_is_left_out_carries_nothing_but_counts_for_itself_where_it_is_asked_for() -> None:
    group = [article(1, 1), article(2, 2, lead=1, status=Status.LEFT_OUT), article(3, 3, lead=1)]
    assert outlets(group) == {1: [1, 3], 2: [2, 1, 3], 3: [3, 1]}


def test_articles_without_an_outlet_are_one_outlet() -> None:
    group = [article(1, None), article(2, None, lead=1), article(3, 3, lead=1)]
    assert [len(found) for found in outlets(group).values()] == [2, 2, 2]


def test_both_rules_are_said_in_words() -> None:
    assert set(RULES) == set(Counting)


@st.composite
def projects(draw):
    count = draw(st.integers(1, 9))
    made = []
    for number in range(1, count + 1):
        lead = draw(st.sampled_from([None, *range(1, count + 1)]))
        text = draw(st.sampled_from(["A", "B", ""]))
        made.append(article(number, draw(st.sampled_from([None, 1, 2, 3])), lead, text))
    return draw(st.permutations(made))


@given(projects())
def test_texts_are_the_same_whatever_the_order_and_are_ids_of_articles(made) -> None:
    def parted(articles):
        texts = distinct(articles)
        return {frozenset(each for each in texts if texts[each] == text) for text in texts.values()}

    assert parted(made) == parted(sorted(made, key=lambda each: each.id))
    assert {each.id for each in made} == set(distinct(made))
    linked = [
        (each, other) for each in made for other in made if each.id == other.lead_id or each.digest == other.digest
    ]
    texts = distinct(made)
    for each, other in linked:
        if not each.alone and not other.alone:
            assert texts[each.id] == texts[other.id]


@given(projects())
def test_the_articles_of_a_text_are_in_the_same_number_of_outlets(made) -> None:
    texts, found = distinct(made), outlets(made)
    for each in made:
        group = [other for other in made if texts[other.id] == texts[each.id]]
        assert len(found[each.id]) == len({other.outlet_id for other in group})


def test_a_text_that_everybody_carries_is_one_text() -> None:
    group = [article(number, number, text="A") for number in range(1, 3000)]
    assert len(set(distinct(group).values())) == 1


def test_a_brief_counts_by_the_rule_it_names(project, add) -> None:
    names = ("Agency", "Courier", "Herald")
    ids = [add("The wire says much. It ends.", Span(0, 18)), add("Wire says much, all of it"), add("It ends.")]
    for article_id, name in zip(ids, names, strict=True):
        project.step("Outlet", lambda p, i=article_id, n=name: p.articles.update([i], outlet=n))
    agency, courier, herald = project.articles.rows(ids)
    project.step("Own", lambda p: p.outlets.update(courier.outlet_id, ownership="state"))
    project.step("Group", lambda p: p.articles.update([courier.id, herald.id], lead_id=agency.id))
    [tag, *_] = project.codebook.read().tags
    project.step("Tag", lambda p: p.claims.tag(p.claims.all()[0].id, tag.id))

    by_text, by_outlet = (gather(project, BriefSpec(counting=rule)) for rule in ("texts", "outlets"))
    assert [content.reading.claims for content in (by_text, by_outlet)] == [1, 1]
    assert [content.reading.counted for content in (by_text, by_outlet)] == [1, 2]
    assert [content.articles[0].also for content in (by_text, by_outlet)] == [("Courier", "Herald")] * 2
    assert [content.claims[0].also for content in (by_text, by_outlet)] == [("Courier",)] * 2, "the Herald cut it"
    assert [content.codebook[0].tags[0].claims for content in (by_text, by_outlet)] == [1, 2]
    assert {count.name: count.claims for count in by_text.reading.ownership} == {"not stated": 1, "state": 0}
    assert {count.name: count.claims for count in by_outlet.reading.ownership} == {"not stated": 1, "state": 1}
    found = [(each.outlet, each.ownership) for each in by_outlet.claims[0].carriers]
    assert found == [("Agency", ""), ("Courier", "state")]


def test_what_a_copy_says_of_its_own_counts_in_its_outlet_only(sample) -> None:
    own = next(claim for claim in sample.content.claims if claim.quote.startswith("Torvania bets 40bn"))
    assert (own.also, own.weight) == ((), 1)
    agency = next(claim for claim in sample.content.claims if claim.quote.startswith("“A country that rents"))
    assert agency.also == ("Mirensk Courier", "The Kolvar Herald")


def test_wire_copies_are_read_with_their_lead_unless_that_is_left_out(project, add) -> None:
    lead, copy, other = (add(f"Text {number}") for number in range(3))
    project.step("Group", lambda p: p.articles.update([copy], lead_id=lead))
    read = gather(project, BriefSpec()).reading
    assert (read.unread, read.copies, read.texts) == (2, 1, 2)
    project.step("Out", lambda p: p.articles.update([lead], status=Status.LEFT_OUT))
    read = gather(project, BriefSpec()).reading
    assert (read.unread, read.copies, read.texts) == (2, 0, 2)
    assert other in project.articles.ids()


def test_the_rule_is_printed_beside_what_is_counted_by_it(rewrite) -> None:
    parts = (Part.READ, Part.CLAIMS, Part.CODEBOOK)
    said = rewrite(counting="texts", parts=parts).text()
    assert RULES[Counting.TEXTS] in said
    by_outlet = rewrite(counting="outlets", parts=parts)
    said = by_outlet.text()
    assert said.count(RULES[Counting.OUTLETS]) == 2, "in what we read and in the codebook"
    assert RULES[Counting.TEXTS] not in said
    assert f"marked count {by_outlet.content.reading.counted} times in tables" in said
    assert "also in 2 other outlets: Mirensk Courier, The Kolvar Herald" in said
