"""Merging a copy into the open project: what comes in, what wins, what is told, and taking it back."""

import shutil
import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from annotations.brief.spec import BriefSpec, Judgement
from annotations.errors import AnnotationError, ProjectFileError
from annotations.importers.draft import Draft
from annotations.merging import Side, Standing
from annotations.progress import drive
from annotations.project import Project
from annotations.sharing import CopyChoice
from annotations.spans import Span
from annotations.store.sharing.backups import backups_of
from tests.annotations.store.merging.conftest import OTHER, TEXT, merge


def first_claim(project):
    return project.claims.all()[0]


def tags(project, key):
    codebook = project.codebook.read()
    return [tag.id for tag in codebook.tags_of(codebook.by_key(key).id)]


def stamps(path: Path) -> list[object]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        kinds = ("articles", "claims", "claim_tags", "tags", "coders", "outlets", "cuts", "earlier_texts")
        rows = [connection.execute(f"SELECT * FROM {kind} ORDER BY 1, 2").fetchall() for kind in kinds]
        return [*rows, connection.execute("SELECT * FROM tombstones ORDER BY 1, 2").fetchall()]


def test_what_either_did_is_there_and_merging_again_changes_nothing(copies) -> None:
    anna, boris = copies(2)
    article = anna.articles.ids()[-1]
    anna.step("Note", lambda p: p.claims.update(first_claim(p).id, note="mine"))
    number = boris.step("Mark", lambda p: p.claims.add(article, Span(0, 3))).value
    boris.step("Tag", lambda p: p.claims.tag(number, tags(p, "framing")[1]))
    boris.step("Import", lambda p: p.articles.add(Draft(text="A third piece", outlet="Courier")))
    report = merge(anna, boris)
    assert [(c.kind, c.added, c.changed, c.deleted) for c in report.counts] == [
        ("outlets", 1, 0, 0),
        ("articles", 1, 0, 0),
        ("claims", 1, 0, 0),
        ("claim_tags", 1, 0, 0),
    ]
    assert {item.name for item in report.incoming} == {"Courier", "", "The"}
    assert [(claim.quote, claim.note) for claim in anna.claims.all()] == [("minister", "mine"), ("The", "")]
    assert anna.claims.all()[1].taggings
    assert anna.check() == []
    assert merge(anna, boris).nothing
    assert anna.undo_label == "Merge"
    assert len(backups_of(anna.uid)) == 1
    assert [found.to_json() for found in anna.merging.reports()] == [report.to_json()]


def test_the_later_of_two_values_stands_and_the_other_is_restored_and_set_back(copies) -> None:
    anna, boris = copies(2)
    claim = first_claim(anna).id
    anna.step("Note", lambda p: p.claims.update(claim, note="mine"))
    boris.step("Note", lambda p: p.claims.update(claim, note="theirs"))
    report = merge(anna, boris)
    (conflict,) = report.conflicts
    assert (conflict.kind, conflict.name, conflict.winner) == ("claims", "Claim 1", Side.THERE)
    assert [(one.field, one.here, one.there) for one in conflict.differences] == [("note", "mine", "theirs")]
    assert first_claim(anna).note == "theirs"
    for stands, note in ((Standing.HERE, "mine"), (Standing.THERE, "theirs")):
        anna.step("Restore", lambda p: p.merging.restore(report.merge_id, 0))
        assert anna.merging.standing(report.merge_id) == {0: stands}
        assert first_claim(anna).note == note
    anna.step("Note", lambda p: p.claims.update(claim, note="a third"))
    assert anna.merging.standing(report.merge_id) == {0: Standing.NEITHER}
    anna.step("Delete", lambda p: p.claims.delete([claim]))
    assert anna.merging.standing(report.merge_id) == {0: Standing.GONE}


def test_a_change_of_what_the_other_side_had_is_no_conflict(copies) -> None:
    anna, boris = copies(2)
    claim = first_claim(anna).id
    anna.step("Note", lambda p: p.claims.update(claim, note="mine"))
    merge(boris, anna)
    boris.step("Note", lambda p: p.claims.update(claim, note="theirs"))
    assert merge(anna, boris).conflicts == ()
    assert first_claim(anna).note == "theirs"


def test_of_two_values_of_a_scale_the_later_stands_and_both_are_told(copies) -> None:
    anna, boris = copies(2)
    claim, scale = first_claim(anna).id, tags(anna, "sentiment")
    anna.step("Tag", lambda p: p.claims.tag(claim, scale[0]))
    boris.step("Tag", lambda p: p.claims.tag(claim, scale[1]))
    report = merge(anna, boris)
    merge(boris, anna)
    for project in (anna, boris):
        assert {tagging.tag_id for tagging in first_claim(project).taggings} & set(scale) == {scale[1]}
    (conflict,) = report.conflicts
    assert (conflict.kind, conflict.winner) == ("claim_tags", Side.THERE)
    assert conflict.name.startswith("Sentiment")
    anna.step("Restore", lambda p: p.merging.restore(report.merge_id, 0))
    assert {tagging.tag_id for tagging in first_claim(anna).taggings} & set(scale) == {scale[0]}


def test_an_article_deleted_here_and_coded_there_stays_with_all_its_claims(copies) -> None:
    anna, boris = copies(2)
    article = anna.articles.ids()[-1]
    anna.step("Delete", lambda p: p.articles.delete([article]))
    boris.step("Mark", lambda p: p.claims.add(article, Span(0, 3)))
    report = merge(anna, boris)
    assert [(kept.kind, kept.deleted, kept.claims) for kept in report.kept] == [("articles", Side.HERE, 2)]
    assert [claim.quote for claim in anna.claims.all()] == ["minister", "The"]
    assert anna.claims.all()[0].taggings
    assert anna.check() == []
    assert [(kept.kind, kept.deleted) for kept in merge(boris, anna).kept] == [("articles", Side.THERE)]
    anna.step("Delete", lambda p: p.claims.delete([claim.id for claim in p.claims.all()]))
    merge(boris, anna)
    assert article in boris.articles.ids(), "what was kept does not vanish with its last claim"


def test_a_claim_deleted_here_and_edited_there_later_comes_back_and_is_told(copies) -> None:
    anna, boris = copies(2)
    claim = first_claim(anna)
    anna.step("Delete", lambda p: p.claims.delete([claim.id]))
    boris.step("Note", lambda p: p.claims.update(claim.id, note="look at this"))
    report = merge(anna, boris)
    assert [(kept.kind, kept.uid, kept.deleted) for kept in report.kept] == [("claims", claim.uid, Side.HERE)]
    assert first_claim(anna).note == "look at this"


def test_a_deletion_that_was_taken_back_where_it_was_made_is_not_told_as_one(copies) -> None:
    anna, boris = copies(2)
    claim = first_claim(anna)
    anna.step("Delete", lambda p: p.claims.delete([claim.id]))
    merge(boris, anna)
    anna.undo()
    report = merge(boris, anna)
    assert report.kept == ()
    assert first_claim(boris).uid == claim.uid


def test_a_claim_that_whoever_deleted_its_article_had_not_seen_keeps_it_whatever_the_clocks_say(copies) -> None:
    anna, boris = copies(2)
    article = anna.articles.ids()[-1]
    anna.step("Mark", lambda p: p.claims.add(article, Span(0, 3)))
    boris.step("Delete", lambda p: p.articles.delete([article]))
    for project, other in ((anna, boris), (boris, anna)):
        report = merge(project, other)
        assert [kept.kind for kept in report.kept] == ["articles"]
        assert [claim.quote for claim in project.claims.all()] == ["minister", "The"]
    assert merge(anna, boris).nothing
    boris.step("Delete", lambda p: p.articles.delete([article]))
    assert merge(anna, boris).count("claims").deleted == 2


def test_a_conflict_says_who_wrote_each_version_and_which_claim_it_is(copies) -> None:
    anna, boris = copies(2)
    boris.coder_id = boris.step("Person", lambda p: p.coders.ensure("Boris", "B")).value
    boris.step("Long ago", lambda p: p._store.execute("UPDATE history SET at = '2020-01-01T00:00:00+00:00'"))
    claim = first_claim(anna).id
    anna.step("Note", lambda p: p.claims.update(claim, note="mine"))
    boris.step("Note", lambda p: p.claims.update(claim, note="theirs"))
    (conflict,) = merge(anna, boris).conflicts
    assert (conflict.here.by, conflict.there.by, conflict.number) == ("Anna", "Boris", 1)


def test_what_was_deleted_and_not_touched_elsewhere_goes(copies) -> None:
    anna, boris = copies(2)
    article = anna.articles.ids()[-1]
    anna.step("Delete", lambda p: p.articles.delete([article]))
    report = merge(boris, anna)
    assert report.count("articles").deleted == report.count("claims").deleted == 1
    assert boris.articles.ids() == anna.articles.ids()
    assert boris.check() == []
    boris.undo()
    assert article in boris.articles.ids()
    assert first_claim(boris).taggings


def test_what_was_changed_here_and_deleted_there_later_is_told_with_both_values(copies) -> None:
    anna, boris = copies(2)
    claim = first_claim(anna).id
    anna.step("Note", lambda p: p.claims.update(claim, note="mine"))
    boris.step("Delete", lambda p: p.claims.delete([claim]))
    report = merge(anna, boris)
    assert anna.claims.count() == 0
    (conflict,) = report.conflicts
    assert (conflict.kind, conflict.name, conflict.winner, conflict.gone) == ("claims", "Claim 1", Side.THERE, True)
    assert [(one.field, one.here, one.there) for one in conflict.differences] == [("note", "mine", "")]
    assert anna.merging.standing(report.merge_id) == {0: Standing.GONE}
    with pytest.raises(AnnotationError, match="is gone"):
        anna.step("Restore", lambda p: p.merging.restore(report.merge_id, 0))
    assert merge(anna, boris).conflicts == ()
    assert merge(boris, anna).nothing
    anna.undo()
    assert first_claim(anna).note == "mine"


def test_what_was_changed_there_and_deleted_here_later_is_told_once(copies) -> None:
    anna, boris = copies(2)
    article = anna.articles.ids()[-1]
    boris.step("Author", lambda p: p.articles.update([anna.articles.ids()[0]], author="B. Reed"))
    boris.step("Author", lambda p: p.claims.update(first_claim(p).id, comment="theirs"))
    anna.step("Delete", lambda p: p.claims.delete([first_claim(p).id]))
    report = merge(anna, boris)
    (conflict,) = report.conflicts
    assert (conflict.name, conflict.winner, conflict.gone) == ("Claim 1", Side.HERE, True)
    assert [(one.field, one.here, one.there) for one in conflict.differences] == [("comment", "", "theirs")]
    assert conflict.article_uid == anna.articles.get(article).uid
    assert not report.nothing
    again = merge(anna, boris)
    assert again.nothing
    assert again.conflicts == ()


def test_a_deletion_by_somebody_who_had_seen_the_change_is_no_conflict(copies) -> None:
    anna, boris = copies(2)
    anna.step("Note", lambda p: p.claims.update(first_claim(p).id, note="mine"))
    merge(boris, anna)
    boris.step("Delete", lambda p: p.claims.delete([first_claim(p).id]))
    report = merge(anna, boris)
    assert anna.claims.count() == 0
    assert report.conflicts == ()


def test_claims_of_one_number_get_two(copies) -> None:
    anna, boris = copies(2)
    article = anna.articles.ids()[-1]
    anna.step("Mark", lambda p: p.claims.add(article, Span(0, 3)))
    boris.step("Mark", lambda p: p.claims.add(article, Span(13, 21)))
    report = merge(anna, boris)
    assert [(one.before, one.now, one.side) for one in report.renumbered] == [(2, 3, Side.THERE)]
    report = merge(boris, anna)
    for project in (anna, boris):
        assert [(claim.number, claim.quote) for claim in project.claims.all()] == [
            (1, "minister"),
            (2, "The"),
            (3, "answered"),
        ]
    assert [(one.before, one.now, one.side) for one in report.renumbered] == [(2, 3, Side.HERE)]
    added = anna.step("Mark", lambda p: p.claims.add(article, Span(0, 1))).value
    assert anna.claims.get(added).number == 4


def correct(project, article, text):
    from annotations.carrying import carried

    def work(p):
        anchors = {claim.id: claim.anchor for claim in p.claims.of_article(article)}
        found = carried(p.articles.text(article), text, anchors)
        p.corrections.correct(article, text, found.placed, deleted=set(found.lost))

    project.step("Correct", work)


def test_claims_made_in_another_version_of_a_text_stand_on_their_words(copies) -> None:
    anna, boris = copies(2)
    article = anna.articles.ids()[-1]
    longer = TEXT.replace("She said", "On Monday she said").replace("The minister", "The old minister")
    correct(anna, article, longer)
    start = TEXT.index("We begin")
    boris.step("Mark", lambda p: p.claims.add(article, Span(start, start + 13)))
    boris.step("Status", lambda p: p.articles.update([article], author="R. Moss"))
    report = merge(anna, boris)
    for project, other in ((anna, boris), (boris, anna)):
        merge(project, other)
        assert project.articles.text(article) == longer
        assert project.articles.get(article).author == "R. Moss"
        assert [claim.quote for claim in project.claims.all()] == ["minister", "We begin late"]
        assert project.check() == []
    assert [(one.quote, one.before, one.now) for one in report.moved] == [
        ("We begin late", start, longer.index("We begin"))
    ]


def test_a_claim_whose_words_are_gone_is_kept_whole_in_the_report(copies) -> None:
    anna, boris = copies(2)
    article = anna.articles.ids()[-1]
    start = TEXT.index("Nobody")
    claim = boris.step("Mark", lambda p: p.claims.add(article, Span(start, start + 6))).value
    boris.step("Tag", lambda p: p.claims.tag(claim, tags(p, "framing")[2]))
    boris.step("Note", lambda p: p.claims.update(claim, comment="Who?"))
    correct(anna, article, TEXT.replace("\n\nNobody asked why.", ""))
    for project, other, side in ((anna, boris, Side.THERE), (boris, anna, Side.HERE)):
        report = merge(project, other)
        (lost,) = report.unplaced
        assert (lost.words, lost.comment, lost.side, lost.coder) == ("Nobody", "Who?", side, "Anna")
        assert [tag[0] for tag in lost.tags] == ["Framing"]
        assert project._store.value("SELECT text FROM texts WHERE digest = ?", (lost.digest,))[start:] != ""
        assert [found.quote for found in project.claims.all()] == ["minister"]
        assert project.check() == []
    assert merge(anna, boris).nothing


def test_a_merge_is_taken_back_exactly_and_merged_again(copies, path) -> None:
    anna, boris = copies(2)
    article, other = anna.articles.ids()[-1], anna.articles.ids()[0]
    anna.step("Note", lambda p: p.claims.update(first_claim(p).id, note="mine"))
    boris.step("Note", lambda p: p.claims.update(first_claim(p).id, note="theirs"))
    boris.step("Mark", lambda p: p.claims.add(article, Span(0, 3)))
    boris.step("Delete", lambda p: p.articles.delete([other]))
    anna.step("Delete", lambda p: p.claims.delete([]))
    before = stamps(anna.path)
    report = merge(anna, boris)
    after = stamps(anna.path)
    anna.undo()
    assert stamps(anna.path) == before
    anna.redo()
    assert stamps(anna.path) == after
    anna.undo()
    again = merge(anna, boris)
    assert again.counts == report.counts
    assert anna.claims.count() == 2


def test_what_is_done_after_a_merge_wins_although_the_other_clock_was_ahead(copies) -> None:
    anna, boris = copies(2)
    ahead = (time.time_ns() // 1_000_000 + 3_600_000) << 16
    boris._store._writer.stamp = ahead
    boris.step("Note", lambda p: p.claims.update(first_claim(p).id, note="theirs"))
    merge(anna, boris)
    anna.step("Note", lambda p: p.claims.update(first_claim(p).id, note="mine"))
    merge(boris, anna)
    assert first_claim(boris).note == "mine"


def test_rows_from_the_future_are_refused_with_the_file_and_the_remedy(copies) -> None:
    anna, boris = copies(2)
    boris._store._writer.stamp = (time.time_ns() // 1_000_000 + 3 * 86_400_000) << 16
    boris.step("Note", lambda p: p.claims.update(first_claim(p).id, note="theirs"))
    boris.checkpoint()
    with pytest.raises(ProjectFileError, match="3 days ahead") as raised:
        drive(anna.merging.look(boris.path))
    assert raised.value.path == boris.path
    assert "clocks" in raised.value.remedy


def test_the_open_project_itself_is_refused(copies) -> None:
    (anna,) = copies(1)
    with pytest.raises(ProjectFileError, match="open project itself"):
        drive(anna.merging.look(anna.path))


def test_looking_changes_neither_file_and_one_of_an_older_format_is_read_as_well(copies, folder) -> None:
    (anna,) = copies(1)
    old = Path(__file__).parents[3] / "projects" / "version-1.pressmark"
    other = Path(shutil.copy(old, folder / "old.pressmark"))
    before = stamps(anna.path)
    merge_found = drive(anna.merging.look(other))
    assert other.read_bytes() == old.read_bytes()
    assert stamps(anna.path) == before
    assert merge_found.report.other_project
    report = anna.step("Merge", lambda p: p.merging.apply(merge_found)).value
    assert other.read_bytes() == old.read_bytes()
    assert report.count("articles").added == 2
    assert report.notes == ("The other file is not a copy of this project, but of another one",)
    assert [(twice.kind, twice.name) for twice in report.twice] == []
    assert anna.check() == []


def test_people_outlets_and_tags_of_one_name_are_told(copies) -> None:
    anna, boris = copies(2)
    for project in (anna, boris):
        framing = project.codebook.read().by_key("framing").id
        project.step("Tag", lambda p, d=framing: p.codebook.add_tag(d, "Hype"))
        project.step("Person", lambda p: p.coders.ensure("Cleo", "C"))
        project.step("Import", lambda p: p.articles.add(Draft(text="Made by both", outlet="Courier")))
    report = merge(anna, boris)
    assert [(twice.kind, twice.name, len(twice.uids)) for twice in report.twice] == [
        ("tags", "Hype", 2),
        ("coders", "Cleo", 2),
    ]
    assert report.count("articles").added == 0, "what both import is one article"


def test_who_merged_may_have_become_another_person_in_the_other_copy(copies) -> None:
    anna, boris = copies(2)
    other = anna.step("Person", lambda p: p.coders.ensure("Boris", "B")).value
    merge(boris, anna)
    boris.coder_id = other
    anna.step("Import", lambda p: p.articles.add(Draft(text=OTHER + " More.")))
    merge(boris, anna)
    anna.step("One person", lambda p: drive(p.coders.merge(2, [other])))
    merge(boris, anna)
    assert [coder.name for coder in boris.coders.all()] == [coder.name for coder in anna.coders.all()]
    assert boris.coder_id == 0
    assert len(boris.merging.reports()) == 3
    boris.undo()
    assert "Boris" in [coder.name for coder in boris.coders.all()]


def test_another_name_that_both_gave_a_tag_is_there_once(copies, folder) -> None:
    anna, boris = copies(2)
    tag = anna.codebook.read().tags[0]
    for project in (anna, boris):
        project.step("Name", lambda p: p.codebook.update_tag(tag.id, aliases=[*tag.aliases, "Home-made"]))
    with Project.create(folder / "another.pressmark", coder=("Zoe", "Z")) as another:
        another.step("Import", lambda p: p.articles.add(Draft(text="Of another project.")))
        for other in (boris, another):
            merge(anna, other)
    assert anna.codebook.read().tag(tag.id).aliases == (*tag.aliases, "Home-made")
    known = anna._store.value("SELECT count(*) FROM aliases")
    assert known == len({tuple(row) for row in anna._store.rows("SELECT tag_id, text FROM aliases")})
    anna.step("Name", lambda p: p.codebook.update_tag(tag.id, aliases=tag.aliases))
    merge(boris, anna)
    assert boris.codebook.read().tag(tag.id).aliases == tag.aliases


def test_another_name_that_copies_of_before_have_twice_is_shown_once_and_taken_away_at_once(copies) -> None:
    (anna,) = copies(1)
    tag = anna.codebook.read().tags[0]
    anna.step("Name", lambda p: [p._store.insert("aliases", tag_id=tag.id, text="Home-made") for _ in range(2)])
    assert anna.codebook.read().tag(tag.id).aliases == (*tag.aliases, "Home-made")
    anna.step("Name", lambda p: p.codebook.update_tag(tag.id, aliases=tag.aliases))
    assert anna._store.value("SELECT count(*) FROM aliases WHERE text = 'Home-made'") == 0


def test_an_article_of_the_same_text_is_told(copies) -> None:
    anna, boris = copies(2)
    boris.step("Import", lambda p: p.articles.add(Draft(text=OTHER, outlet="Courier")))
    report = merge(anna, boris)
    assert [len(same.uids) for same in report.same_texts] == [2]


def test_a_copy_with_excerpts_only_leaves_the_full_texts_and_brings_its_work(copies, folder) -> None:
    (anna,) = copies(1)
    drive(anna.copy(folder / "short.pressmark", CopyChoice(texts=False)))
    article = anna.articles.ids()[-1]
    with Project.open(folder / "short.pressmark") as short:
        short.coder_id = 2
        text = short.articles.text(article)
        assert text != TEXT
        place = text.index("minister answered")
        short.step("Mark", lambda p: p.claims.add(article, Span(place, place + 17)))
        short.step("Author", lambda p: p.articles.update([article], author="R. Moss"))
        report = merge(anna, short)
    assert report.excerpts
    assert anna.articles.text(article) == TEXT
    assert anna.articles.get(article).author == "R. Moss"
    assert [claim.quote for claim in anna.claims.all()] == ["minister", "minister answered"]
    assert anna.check() == []


def test_what_was_stored_since_the_look_is_not_overwritten(copies) -> None:
    anna, boris = copies(2)
    boris.step("Note", lambda p: p.claims.update(first_claim(p).id, note="theirs"))
    boris.checkpoint()
    found = drive(anna.merging.look(boris.path))
    anna.step("Note", lambda p: p.claims.update(first_claim(p).id, note="later"))
    anna.step("Merge", lambda p: p.merging.apply(found))
    assert first_claim(anna).note == "later"


def test_a_claim_comes_back_with_its_tags_although_another_has_its_id_now(copies) -> None:
    anna, boris = copies(2)
    claim, tag = first_claim(anna).id, tags(anna, "framing")[1]
    anna.step("Delete", lambda p: p.claims.delete([claim]))
    for statement in (
        "UPDATE highest_ids SET id = 0 WHERE kind = 'claims'",
        "UPDATE tombstones SET cascaded = 0, row_hlc = 0, row_replica_id = 0",
    ):
        anna.step("As before version 5", lambda p, sql=statement: p._store.execute(sql))
    assert anna.step("Mark", lambda p: p.claims.add(p.articles.ids()[0], Span(0, 3))).value == claim
    boris.step("Tag", lambda p: p.claims.tag(claim, tag))
    for project, other in ((anna, boris), (boris, anna)):
        merge(project, other)
        found = {one.quote: {tagging.tag_id for tagging in one.taggings} for one in project.claims.all()}
        assert tag in found["minister"]
        assert found["A s"] == set()
        assert project.check() == []
    assert merge(anna, boris).nothing


def test_two_versions_of_a_brief_are_told_apart_in_words_and_each_can_be_taken(copies) -> None:
    anna, boris = copies(2)
    claim = first_claim(anna)
    spec = BriefSpec(judgements=(Judgement("It begins late", uid="j1"),))
    brief = anna.step("Add", lambda p: p.briefs.add("Weekly", spec)).value
    merge(boris, anna)
    anna.step("Edit", lambda p: p.briefs.change(brief, bottom_line="Mine", without=(claim.uid,)))
    judged = replace(spec.judgements[0], likelihood="likely", refs=(claim.uid,))
    boris.step("Edit", lambda p: p.briefs.change(brief, judgements=(judged,)))
    report = merge(anna, boris)
    (conflict,) = report.conflicts
    assert (conflict.kind, conflict.name) == ("briefs", "Weekly")
    assert [(one.field, one.here, one.there) for one in conflict.differences] == [
        ("Bottom line", "Mine", ""),
        ("Judgement “It begins late”, likelihood", "", "likely"),
        ("Judgement “It begins late”, rests on", "", "C1"),
        ("Left out", "1, only here: C1", "nothing"),
    ]
    anna.step("Restore", lambda p: p.merging.restore(report.merge_id, 0))
    assert anna.briefs.get(brief).spec.bottom_line == "Mine"
