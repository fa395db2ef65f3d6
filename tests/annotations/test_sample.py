"""The sample project: that it is whole, and that everything it is to show is in it."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from itertools import combinations
from pathlib import Path

import pytest

from annotations import sample as sample_module
from annotations.articles import Status
from annotations.claims import CheckState, counted
from annotations.errors import AnnotationError
from annotations.project import Project
from annotations.sample import write_sample
from annotations.text import count_words


@pytest.fixture(scope="module")
def sample_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="module")
def sample(sample_path) -> Iterator[Project]:
    with Project.open(sample_path, read_only=True) as project:
        yield project


@pytest.fixture(scope="module")
def articles(sample) -> list:
    return sample.articles.rows(sample.articles.ids())


@pytest.fixture(scope="module")
def claims(sample) -> list:
    return sample.claims.all()


@pytest.fixture(scope="module")
def coded(sample):
    """Keys of a claim's counted tags in a dimension, with roles; or of what one coder set."""
    codebook, agreed = sample.codebook.read(), sample.coders.agreed().id

    def read(claim, dimension: str, coder: int | None = None) -> list[tuple[str, str]]:
        tags = {tag.id: tag for tag in codebook.tags_of(codebook.by_key(dimension).id)}
        taggings = counted(claim, tags, agreed)
        if coder:
            taggings = [t for t in claim.taggings if t.coder_id == coder and t.tag_id in tags]
        return sorted((tags[t.tag_id].key or tags[t.tag_id].name, t.role) for t in taggings)

    return read


def test_the_sample_is_one_sound_closed_file(sample_path, sample) -> None:
    assert sample_path.name == "AI strategy sample.pressmark"
    assert [entry.name for entry in sample_path.parent.iterdir()] == [sample_path.name]
    assert sample.check() == []


def test_two_weeks_of_articles_of_readable_length(sample, articles) -> None:
    assert 12 <= len(articles) <= 15
    lengths = {article.headline: count_words(sample.articles.text(article.id)) for article in articles}
    assert not {headline: words for headline, words in lengths.items() if not 300 <= words <= 800}
    days = sorted(article.published[:10] for article in articles)
    assert "2026-03-09" <= days[0] <= days[-1] <= "2026-03-22"
    assert all(article.headline and article.outlet and article.language for article in articles)


def test_every_outlet_says_to_whom_it_belongs(sample) -> None:
    outlets = sample.outlets.all()
    assert all(outlet.country and outlet.medium and outlet.ownership for outlet in outlets)
    assert {outlet.ownership for outlet in outlets} >= {"state", "private", "exile"}


def test_sixty_or_more_claims_by_two_coders(sample, claims) -> None:
    assert len(claims) >= 60
    by_coder = Counter(sample.coders.get(claim.coder_id).name for claim in claims)
    assert len(by_coder) == 2
    assert min(by_coder.values()) >= 20


def test_agency_text_stands_in_three_outlets_under_other_headlines(sample, articles) -> None:
    leads = Counter(article.lead_id for article in articles if article.lead_id)
    lead, copies = leads.most_common(1)[0]
    assert copies == 2
    group = [article for article in articles if lead in (article.id, article.lead_id)]
    assert len({article.outlet for article in group}) == len({article.headline for article in group}) == 3
    paragraphs = [set(sample.articles.text(article.id).split("\n")) for article in group]
    for one, other in combinations(paragraphs, 2):
        assert len(one & other) >= 3, "they carry the same paragraphs"
    assert group[0].digest != group[1].digest


def test_kinds_of_articles(sample, articles, claims, coded) -> None:
    outlets = {outlet.name: outlet for outlet in sample.outlets.all()}
    assert any("T" in article.published and outlets[article.outlet].medium == "channel" for article in articles)
    assert any(outlets[article.outlet].ownership == "exile" and article.claims for article in articles)
    assert {article.type for article in articles} >= {"news", "speech", "interview", "opinion", "post"}
    framed = Counter((claim.article_id, key) for claim in claims for key, _ in coded(claim, "framing"))
    assert max(count for (_, key), count in framed.items() if key == "sanctions") >= 5, "a piece on sanctions"
    praised = Counter(
        claim.article_id
        for claim in claims
        if ("Torvbank", "target") in coded(claim, "actors") and ("national-prestige", "") in coded(claim, "framing")
    )
    assert max(praised.values()) >= 3, "praise of the state bank"


def test_two_articles_are_in_russian_and_their_claims_translated(articles, claims) -> None:
    russian = {article.id for article in articles if article.language == "ru"}
    assert len(russian) == 2
    foreign = [claim for claim in claims if claim.article_id in russian]
    assert len(foreign) >= 10
    assert all(claim.translation and claim.translation_by for claim in foreign)
    assert all(any("а" <= letter <= "я" for letter in claim.quote) for claim in foreign)
    assert all(article.headline_translated for article in articles if article.id in russian)


def test_one_is_left_out_with_a_reason_one_unread_and_one_begun(articles) -> None:
    states = Counter(article.status for article in articles)
    assert (states[Status.LEFT_OUT], states[Status.NEW]) == (1, 1)
    assert states[Status.IN_PROGRESS] >= 1
    for article in articles:
        assert bool(article.left_out_reason) == (article.status is Status.LEFT_OUT)
        assert not article.claims or article.status in (Status.DONE, Status.IN_PROGRESS)


def test_three_claims_overlap_on_one_sentence(sample, claims) -> None:
    from annotations.language.sentences import sentences

    found = False
    for article in {claim.article_id for claim in claims}:
        own = [claim.span for claim in claims if claim.article_id == article]
        for sentence in sentences(sample.articles.text(article)):
            inside = [span for span in own if sentence.start <= span.start and span.end <= sentence.end + 1]
            found |= any(a.overlaps(b) and b.overlaps(c) and a.overlaps(c) for a, b, c in combinations(inside, 3))
    assert found


def test_a_claim_stands_in_a_headline(sample, claims) -> None:
    in_headlines = [
        claim for claim in claims if claim.span.end <= len(sample.articles.text(claim.article_id).split("\n")[0])
    ]
    assert in_headlines


def test_the_same_speaker_is_hostile_here_and_favourable_there(claims, coded) -> None:
    attitudes: dict[str, set[str]] = {}
    for claim in claims:
        for actor, role in coded(claim, "actors"):
            if role == "speaker":
                attitudes.setdefault(actor, set()).update(key for key, _ in coded(claim, "sentiment"))
    assert any({"hostile", "favourable"} <= found for actor, found in attitudes.items() if actor != "unnamed")


def test_every_value_of_the_scale_occurs_and_some_are_not_coded(claims, coded) -> None:
    values = Counter(key for claim in claims for key, _ in coded(claim, "sentiment"))
    assert set(values) >= {"hostile", "critical", "neutral", "favourable", "admiring", "mixed", "not-expressed"}


def test_mixed_not_expressed_and_not_coded_stand_side_by_side(claims, coded) -> None:
    by_article: dict[int, list[object]] = {}
    for claim in claims:
        by_article.setdefault(claim.article_id, []).append(coded(claim, "sentiment"))
    wanted = ([("mixed", "")], [("not-expressed", "")], [])
    assert any(all(one in own for one in wanted) for own in by_article.values())


def test_the_outlets_own_voice_and_an_unnamed_speaker(claims, coded) -> None:
    speakers = Counter(actor for claim in claims for actor, role in coded(claim, "actors") if role == "speaker")
    assert speakers["the-outlet"] >= 3
    assert speakers["unnamed"] >= 3


def test_one_is_flagged_with_a_question_and_some_are_checked(claims) -> None:
    flagged = [claim for claim in claims if claim.check_state is CheckState.FLAGGED]
    assert flagged
    assert all("?" in claim.question for claim in flagged)
    checked = [claim for claim in claims if claim.check_state is CheckState.CHECKED]
    assert checked
    assert all(claim.checked_by not in (None, claim.coder_id) for claim in checked), "nobody checks himself"


def test_the_coders_agree_here_and_disagree_there(sample, claims, coded) -> None:
    one, two = (coder.id for coder in sample.coders.all())
    same = differ = 0
    for claim in claims:
        first, second = coded(claim, "sentiment", one), coded(claim, "sentiment", two)
        if first and second:
            same += first == second
            differ += first != second
    assert same >= 10
    assert differ >= 2


def test_none_of_these_is_said_and_every_framing_is_used(sample, claims, coded) -> None:
    used = {key for claim in claims for key, _ in coded(claim, "framing")}
    codebook = sample.codebook.read()
    assert used == {tag.key for tag in codebook.tags_of(codebook.by_key("framing").id)}


def test_actors_have_aliases_in_both_scripts(sample) -> None:
    codebook = sample.codebook.read()
    actors = codebook.tags_of(codebook.by_key("actors").id)
    aliases = [alias for actor in actors for alias in actor.aliases]
    assert len(aliases) > 40
    assert any("а" <= alias[-1] <= "я" for alias in aliases)
    assert codebook.find(codebook.by_key("actors").id, "тальвеск").name == "Radim Talvesk"
    assert any(actor.parent_id for actor in actors)


def test_no_invented_person_or_outlet_is_known_under_two_names(sample) -> None:
    codebook = sample.codebook.read()
    names = Counter(
        name.casefold()
        for actor in codebook.tags_of(codebook.by_key("actors").id)
        for name in {actor.name, *actor.aliases}
    )
    assert not [name for name, count in names.items() if count > 1]


def test_the_brief_is_filled_in_and_its_references_lead_to_claims(sample, claims) -> None:
    stored = sample.briefs.all()
    assert len(stored) == 1
    spec = stored[0].spec
    assert len(spec.bottom_line) > 80
    assert len(spec.judgements) >= 3
    assert all(j.statement and j.likelihood and j.confidence and j.reason and j.refs for j in spec.judgements)
    uids = {claim.uid for claim in claims}
    assert all(set(judgement.refs) <= uids for judgement in spec.judgements)
    assert spec.watch
    assert spec.unknown
    assert (spec.period_from, spec.period_to) == ("2026-03-09", "2026-03-22")


def test_the_import_says_where_the_articles_came_from(sample, articles) -> None:
    batch = sample.batches.latest()
    assert batch.origin
    assert "AI" in batch.search
    assert batch.retrieved_on == "2026-03-22"
    assert {article.batch_id for article in articles} == {batch.id}


def test_every_passage_of_the_claims_file_is_in_the_project(claims) -> None:
    text = files("resources").joinpath("samples", "ai-strategy", "claims.toml").read_text(encoding="utf-8")
    assert [claim.quote for claim in claims] == [entry["quote"] for entry in tomllib.loads(text)["claim"]]


def test_nothing_is_overwritten_and_two_samples_hold_the_same(tmp_path, sample, claims) -> None:
    first, second = write_sample(tmp_path), write_sample(tmp_path)
    assert (first.name, second.name) == ("AI strategy sample.pressmark", "AI strategy sample 2.pressmark")
    with Project.open(second) as again:
        assert [claim.quote for claim in again.claims.all()] == [claim.quote for claim in claims]
        assert again.uid != sample.uid
        assert {a.uid for a in again.articles.rows(again.articles.ids())} == {
            a.uid for a in sample.articles.rows(sample.articles.ids())
        }


def test_a_folder_that_is_not_there_is_told(tmp_path) -> None:
    with pytest.raises(AnnotationError, match="no such folder"):
        write_sample(tmp_path / "missing")


def test_a_failure_leaves_no_half_of_a_sample(tmp_path, monkeypatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(sample_module, "_batch", fail)
    with pytest.raises(ZeroDivisionError):
        write_sample(tmp_path)
    assert list(tmp_path.iterdir()) == []
