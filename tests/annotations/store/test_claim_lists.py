"""Claims by filter and order, compared with the same questions answered by plain Python."""

import random
from dataclasses import dataclass, replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.articles import Status
from annotations.claim_filter import TEXTS, ClaimFilter, Coding, Match, folded
from annotations.claim_rows import Column, Sort, with_below
from annotations.claims import CheckState, Origin, Passage
from annotations.codebook import Kind, Role
from annotations.importers.draft import Draft
from annotations.project import Project
from annotations.spans import Span
from annotations.store import claim_lists

WORDS = ("Über", "monopoly", "Zürich", "das\tAmt", "ce\u0301dez", "Москва", "west", "50%", "a_b", "x", "ÉCOLE", "plain")
SAID = (
    "monopol",
    "uber",
    "ÜBER",
    "amt",
    "das amt",
    "cede",
    "москва",
    "50%",
    "a_b",
    "0%",
    "ecole",
    "zz",
    "n m",
    "STRAẞE",
)
DATES = ("", "2026", "2026-03", "2026-03-01", "2026-03-12", "2026-03-12T14:05", "2025-12-31")
SEEDS = 3


@dataclass
class World:
    """A project, and all that stands in it as values."""

    project: Project
    codebook: object
    claims: list
    articles: dict
    outlets: dict
    coders: dict
    agreed: int
    left_out: set[int]


def fill(project, chance):
    """Articles, claims and tags at random, by three coders and *agreed*, as one step."""
    people = [project.coders.ensure(name, name[:2]) for name in ("Anna Lindqvist", "Ben Okafor", "Çelik Ada")]
    codebook = project.codebook.read()
    framing = codebook.by_key("framing")
    parents = codebook.tags_of(framing.id)[:3]
    for n in range(4):
        below = project.codebook.add_tag(framing.id, f"Below {n}")
        project.codebook.update_tag(below, parent_id=chance.choice(parents).id)
    actors = codebook.by_key("actors")
    for n in range(4):
        project.codebook.add_tag(actors.id, f"Actor {n}")
    for n in range(9):
        words = " ".join(chance.choices(WORDS, k=30)).replace("\t", " ")
        outlet = chance.choice(("", "The Courier", "The herald", "Das Blatt"))
        published = chance.choice(DATES)
        article = project.articles.add(
            Draft(f"{n} {words}", headline=chance.choice("abAB"), outlet=outlet, published=published)
        )
        project.articles.update([article], status=chance.choice(list(Status)))
        for _ in range(chance.randrange(6)):
            start = chance.randrange(40)
            project.coder_id = chance.choice(people)
            claim(project, chance, article, Span(start, start + chance.randint(3, 60)), people)
    settled = [one.id for one in project.claims.all()]
    project.settlements.settle_passages(settled[::5], settled[1::4])
    for outlet in project.outlets.all():
        project.outlets.update(outlet.id, country=chance.choice(("", "X", "Y")), ownership=chance.choice(("", "state")))


def claim(project, chance, article, span, people):
    made = project.claims.add(article, span, origin=chance.choice(list(Origin)))
    texts = {name: chance.choice(("", "", "Straße gebaut")) for name in TEXTS}
    project.claims.update(made, check_state=chance.choice(list(CheckState)), **texts)
    codebook = project.codebook.read()
    for dimension in codebook.dimensions:
        for coder in (project.coder_id, *people, project.coders.agreed().id):
            if chance.random() < (0.7 if coder == project.coder_id else 0.15):
                for tag in chance.sample(codebook.tags_of(dimension.id), k=chance.choice((1, 1, 2))):
                    role = chance.choice(list(Role)) if dimension.kind is Kind.ACTORS else ""
                    origin = chance.choice([None, None, *Origin])
                    project.claims.tag(made, tag.id, role, coder_id=coder, origin=origin)


@pytest.fixture(scope="module", params=range(SEEDS))
def world(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("lists") / "p.pressmark"
    with Project.create(path, coder=("Anna Lindqvist", "AL")) as project:
        project.step("Fill", lambda p: fill(p, random.Random(request.param)))
        yield World(
            project,
            project.codebook.read(),
            project.claims.all(),
            {article.id: article for article in project.articles.rows(project.articles.ids())},
            {outlet.id: outlet for outlet in project.outlets.all()},
            {coder.id: coder for coder in project.coders.all()},
            project.coders.agreed().id,
            project.settlements.left_out(),
        )


# -- the same in Python


def counted(world, claim, dimension, seen_by):
    tags = {tag.id for tag in world.codebook.tags_of(dimension.id)}
    said = {}
    for tagging in claim.taggings:
        if tagging.tag_id in tags:
            said.setdefault(tagging.coder_id, set()).add((tagging.tag_id, tagging.role))
    return said.get(seen_by, set()) if seen_by else said.get(world.agreed) or said.get(claim.coder_id, set())


def tag_origins(world, claim, seen_by):
    """How the tags that count came about."""
    found = set()
    for dimension in world.codebook.dimensions:
        tags = {tag.id for tag in world.codebook.tags_of(dimension.id)}
        inside = [t for t in claim.taggings if t.tag_id in tags]
        whose = seen_by or (world.agreed if any(t.coder_id == world.agreed for t in inside) else claim.coder_id)
        found |= {t.origin for t in inside if t.coder_id == whose}
    return found


def codes(world, claim, coding, seen_by):
    dimension = next(d for d in world.codebook.dimensions if d.uid == coding.dimension)
    said = {tag for tag, role in counted(world, claim, dimension, seen_by) if not coding.role or role == coding.role}
    ids = [tag.id for tag in world.codebook.tags if tag.uid in coding.tags]
    groups = [with_below(world.codebook, [i]) if coding.below else {i} for i in ids]
    gone = len(ids) < len(coding.tags)
    if not coding.tags:
        return bool(said) is not (coding.match is Match.NONE)
    match coding.match:
        case Match.ALL:
            return not gone and all(said & group for group in groups)
        case Match.ANY:
            return any(said & group for group in groups)
        case Match.NONE:
            return not any(said & group for group in groups)


def meets(world, wanted, claim, seen_by):
    article = world.articles[claim.article_id]
    outlet = world.outlets.get(article.outlet_id)
    facts = [
        (wanted.outlets, outlet.uid if outlet else None),
        (wanted.countries, outlet.country if outlet else ""),
        (wanted.media, outlet.medium if outlet else ""),
        (wanted.ownerships, outlet.ownership if outlet else ""),
        (wanted.statuses, article.status),
        (wanted.coders, world.coders[claim.coder_id].uid),
        (wanted.checks, claim.check_state),
        (wanted.origins, claim.origin),
        (wanted.passages, Passage.LEFT_OUT if claim.id in world.left_out else Passage.COUNTS),
    ]
    published = article.published
    texts = all(bool(getattr(claim, name.removeprefix("-"))) is not name.startswith("-") for name in wanted.texts)
    said = any(folded(wanted.words) in folded(text) for text in (claim.quote, claim.translation))
    return (
        all(value in values for values, value in facts if values)
        and all(codes(world, claim, coding, seen_by) for coding in wanted.codings)
        and (not wanted.since or published >= wanted.since)
        and (not wanted.until or (bool(published) and published[: len(wanted.until)] <= wanted.until))
        and texts
        and (not wanted.tag_origins or tag_origins(world, claim, seen_by) & set(wanted.tag_origins))
        and (not wanted.words or said)
    )


def subset(values):
    return st.lists(st.sampled_from(sorted(values)), max_size=2, unique=True).map(tuple)


@st.composite
def filters(draw, world):
    dimensions = {d.uid: d for d in world.codebook.dimensions}

    def coding(uid):
        tags = [tag.uid for tag in world.codebook.tags_of(dimensions[uid].id)] + ["gone"]
        roles = ["", *Role] if dimensions[uid].kind is Kind.ACTORS else [""]
        return st.builds(
            Coding,
            st.just(uid),
            st.sampled_from(Match),
            st.lists(st.sampled_from(tags), max_size=3, unique=True).map(tuple),
            st.sampled_from(roles),
            st.booleans(),
        )

    parts = {
        "codings": st.lists(st.sampled_from(sorted(dimensions)).flatmap(coding), min_size=1, max_size=2).map(tuple),
        "outlets": subset({outlet.uid for outlet in world.outlets.values()}),
        "countries": subset({"", "X", "Y"}),
        "ownerships": subset({"", "state"}),
        "statuses": subset(Status),
        "since": st.sampled_from(DATES),
        "until": st.sampled_from(DATES),
        "coders": subset({coder.uid for coder in world.coders.values()}),
        "checks": subset(CheckState),
        "origins": subset(Origin),
        "tag_origins": subset(Origin),
        "passages": subset(Passage),
        "texts": subset({*TEXTS, *(f"-{name}" for name in TEXTS)}),
        "words": st.sampled_from(SAID),
    }
    chosen = draw(st.lists(st.sampled_from(sorted(parts)), max_size=3, unique=True))
    return ClaimFilter(**{name: draw(parts[name]) for name in chosen})


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_filter_finds_what_plain_python_finds(world, data):
    wanted = data.draw(filters(world))
    seen_by = data.draw(st.sampled_from([0, 0, *world.coders]))
    expected = [claim for claim in world.claims if meets(world, wanted, claim, seen_by)]
    lists = world.project.claim_lists
    assert list(lists.ids(wanted, seen_by=seen_by)) == [claim.id for claim in expected]
    found = lists.count(wanted, seen_by=seen_by)
    assert found.claims == len(expected)
    assert found.articles == len({claim.article_id for claim in expected})
    assert found.all_claims == len(world.claims)
    assert found.left_out == len({claim.id for claim in expected} & world.left_out)
    rows = lists.rows([claim.id for claim in expected])
    assert {row.claim.id for row in rows if row.left_out} == {claim.id for claim in expected} & world.left_out


def value_of(world, sort, claim):
    """What a claim is ordered by, None for what comes last."""
    article = world.articles[claim.article_id]
    known = {
        Column.NUMBER: claim.number,
        Column.QUOTE: ascii_lower(claim.quote),
        Column.ARTICLE: ascii_lower(article.headline),
        Column.OUTLET: ascii_lower(article.outlet) if article.outlet_id else None,
        Column.DATE: article.published or None,
        Column.CODER: ascii_lower(world.coders[claim.coder_id].name),
        Column.CHECK: list(CheckState).index(claim.check_state),
        Column.TEXTS: sum(bool(getattr(claim, name)) for name in TEXTS),
        Column.ORIGIN: list(Origin).index(claim.origin),
    }
    if sort.by in known:
        return known[sort.by]
    dimension = next(d for d in world.codebook.dimensions if d.uid == sort.by)
    tags = {tag.id: n for n, tag in enumerate(world.codebook.tags_of(dimension.id))}
    if dimension.kind is Kind.SCALE:
        by_id = {tag.id: tag for tag in world.codebook.tags_of(dimension.id)}
        tags = {
            i: (by_id[i].value is None, by_id[i].value if by_id[i].value is not None else n) for i, n in tags.items()
        }
    return min((tags[tag] for tag, _ in counted(world, claim, dimension, 0)), default=None)


def ascii_lower(text):
    return "".join(letter.lower() if letter.isascii() else letter for letter in text).encode()


@pytest.mark.parametrize("descending", [False, True])
def test_every_column_orders(world, descending):
    by_id = {claim.id: claim for claim in world.claims}
    for by in (*Column, *(dimension.uid for dimension in world.codebook.dimensions)):
        sort = Sort(by, descending)
        ids = list(world.project.claim_lists.ids(ClaimFilter(), sort))
        assert sorted(ids) == sorted(by_id), sort
        values = [value_of(world, sort, by_id[i]) for i in ids]
        known = [value for value in values if value is not None]
        assert values == known + [None] * (len(values) - len(known)), sort
        assert known == sorted(known, reverse=descending), sort


@pytest.mark.parametrize("often", [0, 20_000])
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_first_ones_are_the_first_of_all(world, monkeypatch, often, data):
    monkeypatch.setattr(claim_lists, "OFTEN", often)
    wanted = data.draw(filters(world))
    orders = [*Column, *(dimension.uid for dimension in world.codebook.dimensions)]
    sort = Sort(data.draw(st.sampled_from(orders)), data.draw(st.booleans()))
    lists = world.project.claim_lists
    assert lists.ids(wanted, sort, most=4) == lists.ids(wanted, sort)[:4]


def test_claims_of_one_article_follow_one_another_in_its_text(world):
    by_id = {claim.id: claim for claim in world.claims}
    for descending in (False, True):
        seen = [by_id[i] for i in world.project.claim_lists.ids(ClaimFilter(), Sort(Column.DATE, descending))]
        for one, other in pairwise(seen):
            if one.article_id == other.article_id:
                assert one.span.start <= other.span.start


def test_rows_come_as_asked_for_with_what_their_articles_say(world):
    ids = [claim.id for claim in world.claims][::-1]
    rows = world.project.claim_lists.rows([*ids, 10**9])
    assert [row.claim for row in rows] == world.claims[::-1]
    for row in rows:
        article = world.articles[row.claim.article_id]
        assert (row.headline, row.outlet, row.published) == (article.headline, article.outlet, article.published)


def test_cells_hold_what_counts_or_what_one_coder_said(world):
    lists = world.project.claim_lists
    for seen_by in (0, *world.coders):
        seen = lists.seen(seen_by)
        for claim in world.claims:
            for dimension in world.codebook.dimensions:
                found = {(t.tag_id, t.role) for t in seen.taggings(claim, dimension)}
                assert found == counted(world, claim, dimension, seen_by)


def test_the_choices_are_what_the_project_has(world):
    choices = world.project.claim_lists.choices()
    assert choices.outlets == {outlet.uid: outlet.name for outlet in world.outlets.values()}
    assert set(choices.countries) == {outlet.country for outlet in world.outlets.values()}
    assert set(choices.coders.values()) == {coder.name for coder in world.coders.values()}


def test_a_filter_for_a_dimension_that_is_gone_finds_nothing_of_it(world):
    lists, gone = world.project.claim_lists, Coding("gone")
    assert list(lists.ids(ClaimFilter((gone,)))) == []
    assert len(lists.ids(ClaimFilter((replace(gone, match=Match.NONE),)))) == len(world.claims)
