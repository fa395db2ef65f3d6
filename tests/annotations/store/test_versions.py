"""Newer versions in the project file: claims on their very words, nothing lost, one step back and forth."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.articles import Batch, Status
from annotations.importers.draft import Draft
from annotations.importers.likeness.versions import REPLACED, version_of
from annotations.progress import drive
from annotations.project import Project
from annotations.sampling import Amount, Scope
from annotations.spans import Span
from annotations.store.versions import BY_IMPORT, QUESTION

URL = "https://courier.example/news/ferry"
OLD = "Ferry sails\nThe ferry crossed the strait on Monday. Nobody stood at the wheel. The harbour was pleased."
NEW = "Ferry sails\nThe harbour was pleased. The ferry crossed the strait on Monday. Two people stood at the wheel."


def draft(text, **values):
    return Draft(text, "Ferry sails", **{"outlet": "The Courier", "url": URL, "published": "2026-03-12", **values})


def imported(project, text, replacing=None, **values):
    drafts = [draft(text, **values)]
    work = {} if replacing is None else {0: replacing}
    return project.step("Import", lambda p: p.versions.add_all(drafts, work, Batch())).value


def mark(project, article, words):
    text = project.articles.text(article)
    span = Span(text.index(words), text.index(words) + len(words))
    return project.step("Mark", lambda p: p.claims.add(article, span)).value


def quotes(project, article):
    text = project.articles.text(article)
    claims = project.claims.of_article(article)
    assert all(claim.span.of(text) == claim.quote for claim in claims)
    return {claim.number: claim.quote for claim in claims}


def test_claims_move_under_their_numbers_and_those_without_a_place_stay_flagged(project) -> None:
    (old,) = imported(project, OLD).ids
    claims = [mark(project, old, words) for words in ("The ferry crossed", "Nobody stood", "The harbour was pleased.")]
    tag = project.codebook.read().tags[0].id
    project.step("Tag", lambda p: p.claims.tag(claims[0], tag))
    project.step("Note", lambda p: p.claims.update(claims[1], note="odd", question="Who?", check_state="checked"))
    before = {claim.id: claim for claim in project.claims.all()}
    result = imported(project, NEW, replacing=old)
    (new,) = result.ids
    assert result.replaced[0].moved == (claims[0], claims[2])
    assert result.unplaced == (claims[1],)
    assert quotes(project, new) == {1: "The ferry crossed", 3: "The harbour was pleased."}
    assert quotes(project, old) == {2: "Nobody stood"}
    after = {claim.id: claim for claim in project.claims.all()}
    assert {key: claim.uid for key, claim in after.items()} == {key: claim.uid for key, claim in before.items()}
    assert after[claims[0]].taggings == before[claims[0]].taggings
    assert (after[claims[1]].note, str(after[claims[1]].check_state)) == ("odd", "flagged")
    assert after[claims[1]].question == f"Who? {QUESTION}"
    replaced = project.articles.get(old)
    assert (replaced.status, replaced.left_out_reason) == (Status.LEFT_OUT, REPLACED)
    assert project.articles.get(new).replaces_id == old
    assert project.check() == []


def test_one_undo_takes_all_of_it_back_and_redo_does_it_again(project, contents) -> None:
    (old,) = imported(project, OLD).ids
    for words in ("The ferry crossed", "Nobody stood"):
        mark(project, old, words)
    project.step("Cut", lambda p: p.cuts.add(old, Span(OLD.index(" The harbour"), len(OLD))))
    before = contents(project.path)
    imported(project, NEW, replacing=old)
    done = contents(project.path)
    project.undo()
    assert contents(project.path) == before
    assert quotes(project, old) == {1: "The ferry crossed", 2: "Nobody stood"}
    project.redo()
    assert contents(project.path) == done
    assert project.check() == []


def test_who_codes_second_goes_on_with_the_newer_version_and_sees_as_little(project) -> None:
    (old,) = imported(project, OLD).ids
    claim = mark(project, old, "The ferry crossed")
    tag = project.codebook.read().tags[0].id
    project.step("Tag", lambda p: p.claims.tag(claim, tag))
    ben = project.step("Add coder", lambda p: p.coders.ensure("Ben Okoro", "BO")).value
    project.step("Draw", lambda p: p.second_codings.draw(ben, Amount(size=1), Scope(done=False)))
    (new,) = imported(project, NEW, replacing=old).ids
    project.coder_id = ben
    assert [coding.article_id for coding in project.second_codings.open_of(ben)] == [new]
    (seen,) = project.claims.of_article(new)
    assert (seen.id, seen.taggings) == (claim, ())
    project.coder_id = 0
    project.undo()
    assert [coding.article_id for coding in project.second_codings.open_of(ben)] == [old]
    assert project.check() == []


def test_a_third_version_replaces_the_second_whichever_was_named(project) -> None:
    (first,) = imported(project, OLD).ids
    mark(project, first, "The ferry crossed")
    (second,) = imported(project, NEW, replacing=first).ids
    (third,) = imported(project, f"{NEW} More follows.", replacing=first).ids
    assert project.articles.get(third).replaces_id == second
    assert [project.versions.newest(each) for each in (first, second, third)] == [third] * 3
    assert quotes(project, third) == {1: "The ferry crossed"}
    trace = project.versions.trace(second)
    assert trace.older is not None
    assert trace.newer is not None
    assert (trace.older.id, trace.newer.id) == (first, third)
    assert project.versions.trace(third).moved == 1
    earlier = project.versions.earlier(third)
    assert [project.corrections.text(each.digest) for each in earlier] == [NEW, OLD]
    assert {each.coder_id for each in earlier} == {BY_IMPORT}
    assert project.versions.earlier(first) == []
    project.step("Delete", lambda p: p.articles.delete([second]))
    assert project.versions.earlier(second) == []
    assert project.versions.earlier(third) == []


def test_two_versions_in_one_import_come_one_after_the_other(project) -> None:
    (first,) = imported(project, OLD).ids
    mark(project, first, "The ferry crossed")
    drafts = [draft(NEW), draft(f"{NEW} More follows.")]
    result = project.step("Import", lambda p: p.versions.add_all(drafts, {0: first, 1: first})).value
    assert [(each.old_id, each.new_id) for each in result.replaced] == [(first, result.ids[0]), result.ids]
    assert quotes(project, result.ids[1]) == {1: "The ferry crossed"}


def test_an_article_that_is_gone_meanwhile_is_replaced_by_nothing(project) -> None:
    (old,) = imported(project, OLD).ids
    project.step("Delete", lambda p: p.articles.delete([old]))
    result = imported(project, NEW, replacing=old)
    assert result.replaced == ()
    assert project.articles.get(result.ids[0]).status is Status.NEW


def test_the_newer_version_takes_the_place_in_the_group_and_what_it_does_not_tell_itself(project) -> None:
    (lead,) = imported(project, OLD, author="A. Writer").ids
    copy = imported(project, OLD, outlet="The Herald", url="").ids[0]
    project.step("Group", lambda p: p.articles.update([copy], lead_id=lead, headline_translated=""))
    project.step("Edit", lambda p: p.articles.update([lead], headline_translated="Fähre", assigned_to=project.coder_id))
    (new,) = imported(project, NEW, replacing=lead, outlet="").ids
    after = project.articles.get(new)
    assert project.articles.get(copy).lead_id == new
    assert project.articles.get(lead).lead_id is None
    assert (after.outlet, after.author, after.headline_translated) == ("The Courier", "A. Writer", "Fähre")
    assert after.assigned_to == project.coder_id
    (newer_copy,) = imported(project, f"{OLD} So it was told.", replacing=copy, outlet="The Herald", url="").ids
    assert project.articles.get(newer_copy).lead_id == new


def test_decisions_on_the_piece_hold_for_its_newer_version(project) -> None:
    texts = [f"{OLD} Part {n}." for n in range(3)]
    kept, dropped, read = (imported(project, text).ids[0] for text in texts)
    project.step("Keep", lambda p: p.triage.keep([kept]))
    project.step("Leave out", lambda p: p.triage.leave_out([dropped], "off topic"))
    project.step("Done", lambda p: p.articles.update([read], status=Status.DONE))
    new = [imported(project, f"{NEW} {n}", replacing=old).ids[0] for n, old in enumerate((kept, dropped, read))]
    found = [(a.status, a.left_out_reason) for a in project.articles.rows(new)]
    assert found == [(Status.NEW, ""), (Status.LEFT_OUT, "off topic"), (Status.IN_PROGRESS, "")]
    assert project.triage.waiting() == []


def test_an_older_version_is_found_by_any_way_to_write_its_address(project) -> None:
    (old,) = imported(project, OLD, url="http://www.courier.example/news/ferry/?utm_source=mail", outlet="").ids
    imported(project, "The ferry of another page " * 9, url=f"{URL}-2", outlet="")
    found = project.versions.candidates().of(draft(NEW, outlet="The Herald", url=f"{URL}#top"))
    assert [one.id for one in found] == [old]
    assert project.versions.candidates().of(draft(OLD, outlet="The Herald")) == []


def test_candidates_are_latest_versions_by_headline_or_day_of_their_outlet(project) -> None:
    (old,) = imported(project, OLD, url="").ids
    (new,) = imported(project, NEW, replacing=old, url="").ids
    other = project.step("Add", lambda p: p.articles.add(draft(OLD + "!", url="", outlet="The Herald"))).value
    day = draft(f"{NEW} Later.", url="", published="2026-03-13T07:00")
    found = project.versions.candidates().of(Draft(day.text, "Other", outlet="the courier", published=day.published))
    assert [one.id for one in found] == [new]
    unlike = Draft("Quite another matter was discussed. " * 3, "Other", outlet="The Courier", published=day.published)
    assert project.versions.candidates().of(unlike) == []
    by_headline = draft(day.text, url="", published="")
    found = project.versions.candidates().of(by_headline)
    assert [one.id for one in found] == [new]
    assert other not in [one.id for one in found]
    version = version_of(by_headline, found)
    assert version is not None
    assert version.article_id == new


sentences = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=7).map(
    lambda letters: [f"The {letter * 3} was seen at the {letter * 2} harbour." for letter in letters]
)


@given(sentences, sentences, st.data())
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_was_rewritten_no_claim_stands_on_other_words(tmp_path_factory, before, after, data) -> None:
    old_text, new_text = "Headline\n" + " ".join(before), "Headline\n" + " ".join(after) + " Ends."
    starts = st.integers(0, len(old_text) - 2)
    spans = [
        Span(start, data.draw(st.integers(start + 1, min(len(old_text), start + 60))))
        for start in data.draw(st.lists(starts, min_size=1, max_size=5))
    ]
    path = tmp_path_factory.mktemp("versions") / "week.pressmark"
    with Project.create(path, coder=("Anna Lindqvist", "AL")) as project:

        def fill(p):
            article = p.articles.add(draft(old_text))
            return article, [p.claims.add(article, span) for span in spans]

        old, claims = project.step("Fill", fill).value
        words = dict(zip(claims, (span.of(old_text) for span in spans), strict=True))
        result = project.step("Import", lambda p: drive(p.versions.add_all([draft(new_text)], {0: old}))).value
        (replaced,) = result.replaced
        assert sorted((*replaced.moved, *replaced.unplaced)) == claims
        for claim in project.claims.all():
            assert claim.article_id == (old if claim.id in replaced.unplaced else result.ids[0])
            assert claim.span.of(project.articles.text(claim.article_id)) == claim.quote == words[claim.id]
        untouched = [one for one, other in zip(before, after, strict=False) if one == other]
        if before == after:
            assert replaced.unplaced == ()
        if untouched == before and len(set(before)) == len(before):
            assert len(replaced.moved) == len(claims)
        assert project.check() == []


def test_versions_that_a_tampered_file_lets_run_in_a_circle_come_to_an_end(project) -> None:
    first, second = (imported(project, text).ids[0] for text in (OLD, NEW))
    for one, other in ((first, second), (second, first)):
        project.step("Tamper", lambda p, a=one, b=other: p._store.update("articles", [a], replaces_id=b))
    assert project.versions.newest(first) in (first, second)
    assert len(project.versions.earlier(first)) == 1
    assert imported(project, f"{NEW} More.", replacing=first).ids
