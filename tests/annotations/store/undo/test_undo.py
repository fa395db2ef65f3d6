"""Undo and redo from the recorded row images."""

import json
import sqlite3

import pytest

from annotations.codebook import Kind
from annotations.errors import ProjectFileError, StepRefusedError
from annotations.importers.draft import Draft
from annotations.project import Project
from annotations.spans import Span
from annotations.store.undo import steplog

LONG = "A long text of several words, in which there is room for passages. " * 5


def test_undo_and_redo_name_the_step(project, add_article, add_claim) -> None:
    assert (project.undo_label, project.redo_label) == ("", "")
    add_claim(add_article())
    assert (project.undo_label, project.redo_label) == ("Add claim", "")
    project.undo()
    assert (project.undo_label, project.redo_label) == ("Add article", "Add claim")
    project.undo()
    assert (project.undo_label, project.redo_label) == ("", "Add article")
    with pytest.raises(StepRefusedError, match="nothing to undo"):
        project.undo()
    project.redo()
    project.redo()
    with pytest.raises(StepRefusedError, match="nothing to redo"):
        project.redo()
    assert project.claims.count() == 1


def test_making_a_project_is_nothing_to_be_undone(project) -> None:
    assert project.undo_label == ""
    assert project.codebook.read().by_key("sentiment").kind is Kind.SCALE


def test_undo_and_redo_work_after_reopening(path, contents) -> None:
    with Project.create(path, coder=("Anna", "A")) as project:
        article = project.step("Add article", lambda p: p.articles.add(Draft(text=LONG, outlet="Courier"))).value
        claim = project.step("Add claim", lambda p: p.claims.add(article, Span(0, 6))).value
        project.step("Edit note", lambda p: p.claims.update(claim, note="a note"))
    done = contents(path)
    for expected in ("Edit note", "Add claim", "Add article"):
        with Project.open(path) as project:
            assert project.undo_label == expected
            project.undo()
            assert project.check() == []
    with Project.open(path) as project:
        assert project.articles.ids() == []
        assert project.outlets.all() == []
    for _ in range(3):
        with Project.open(path) as project:
            project.redo()
    assert contents(path) == done


def test_a_new_step_ends_the_redo_of_what_was_undone(project, add_article) -> None:
    add_article("one")
    add_article("two")
    project.undo()
    add_article("three")
    assert project.redo_label == ""
    states = [(entry.label, entry.state) for entry in project.history.entries()]
    assert states == [("Add article", "done"), ("Add article", "dropped"), ("Add article", "done")]


def test_deleting_an_article_and_undoing_it_brings_back_all_that_belonged_to_it(
    project, add_article, add_claim, tag_id, path, contents
) -> None:
    lead = add_article(LONG)
    copy = add_article(LONG, outlet="Herald")
    project.step("Group", lambda p: p.articles.update([copy], lead_id=lead))
    claim = add_claim(lead)
    project.step("Tag", lambda p: p.claims.tag(claim, tag_id("actors", "the-west"), "target"))
    before = contents(path)
    project.step("Delete", lambda p: p.articles.delete([lead]))
    assert project.articles.get(copy).lead_id is None
    assert project.claims.count() == 0
    after = contents(path)
    project.undo()
    assert contents(path) == before
    project.redo()
    assert contents(path) == after
    project.undo()
    assert contents(path) == before
    assert project.check() == []


def test_undo_and_redo_stamp_the_clock_anew(project, add_article, add_claim, outside) -> None:
    claim = add_claim(add_article())
    project.step("Edit", lambda p: p.claims.update(claim, note="x"))

    def stamp() -> int:
        return outside.execute("SELECT hlc FROM claims").fetchone()[0]

    stamps = [stamp()]
    for turn in (project.undo, project.redo, project.undo, project.redo):
        turn()
        stamps.append(stamp())
    assert stamps == sorted(set(stamps))


def test_what_undo_deletes_is_buried_and_what_it_restores_is_raised(project, add_article, outside) -> None:
    article = project.articles.get(add_article())
    graves = "SELECT count(*) FROM tombstones WHERE kind = 'articles' AND uid = ?"
    for turn, buried in ((project.undo, 1), (project.redo, 0), (project.undo, 1)):
        turn()
        assert outside.execute(graves, (article.uid,)).fetchone()[0] == buried


def test_the_number_of_a_claim_is_never_given_again(project, add_article, add_claim) -> None:
    article = add_article(LONG)
    numbers = []

    def number(claim: int) -> int:
        numbers.append(project.claims.get(claim).number)
        return claim

    number(add_claim(article))
    last = number(add_claim(article))
    project.step("Delete", lambda p: p.claims.delete([last]))
    number(add_claim(article))
    project.undo()
    number(add_claim(article))
    assert numbers == [1, 2, 3, 4]


def test_redo_gives_a_claim_its_number_back(project, add_article, add_claim) -> None:
    claim = add_claim(add_article(LONG))
    project.undo()
    project.redo()
    assert project.claims.get(claim).number == 1


def test_an_undo_is_refused_as_a_whole_when_a_row_was_changed_since(project, add_article, add_claim, outside) -> None:
    article = add_article(LONG)
    one, two = add_claim(article, 0, 6), add_claim(article, 7, 11)

    def both(p) -> None:
        p.claims.update(one, note="one")
        p.claims.update(two, note="two")

    project.step("Edit both", both)
    outside.execute("UPDATE claims SET note = 'hers' WHERE id = ?", (one,))
    with pytest.raises(StepRefusedError, match="changed by someone else"):
        project.undo()
    assert [project.claims.get(claim).note for claim in (one, two)] == ["hers", "two"]
    assert project.undo_label == "Edit both"


def test_another_column_or_another_clock_does_not_stand_in_the_way(project, add_article, add_claim, outside) -> None:
    claim = add_claim(add_article())
    project.step("Edit", lambda p: p.claims.update(claim, note="x"))
    outside.execute("UPDATE claims SET hlc = 5, comment = 'hers'")
    project.undo()
    assert (project.claims.get(claim).note, project.claims.get(claim).comment) == ("", "hers")


def test_an_undo_is_refused_when_a_row_is_gone(project, add_article, add_claim, outside) -> None:
    claim = add_claim(add_article())
    project.step("Edit", lambda p: p.claims.update(claim, note="x"))
    outside.execute("DELETE FROM claims")
    with pytest.raises(StepRefusedError):
        project.undo()


def test_an_undo_is_refused_when_someone_built_on_what_it_would_remove(project, add_article, outside) -> None:
    add_article(LONG, outlet="Courier")
    outside.execute(
        "INSERT INTO claims(uid, number, article_id, start, end, exact, coder_id, created_at, hlc, replica_id)"
        " SELECT ?, 1, id, 0, 6, 'A long', 2, '', 1, 1 FROM articles",
        ("x" * 36,),
    )
    with pytest.raises(StepRefusedError):
        project.undo()
    assert project.claims.count() == 1


def test_an_undo_that_would_leave_a_row_without_its_article_is_refused(
    project, add_article, add_claim, outside
) -> None:
    article = add_article(LONG)
    claim = add_claim(article)
    project.step("Delete", lambda p: p.claims.delete([claim]))
    outside.execute("DELETE FROM articles")
    with pytest.raises(StepRefusedError, match="changed since"):
        project.undo()
    assert project.claims.count() == 0
    assert project.check() == []


def test_an_undo_is_refused_when_the_name_of_a_row_is_taken(project, add_article, outside) -> None:
    article = project.articles.get(add_article(LONG))
    project.step("Delete", lambda p: p.articles.delete([article.id]))
    outside.execute(
        "INSERT INTO articles(uid, digest, n_chars, imported_at, hlc, replica_id) VALUES(?, ?, ?, '', 1, 1)",
        (article.uid, article.digest, len(LONG)),
    )
    with pytest.raises(StepRefusedError):
        project.undo()
    assert len(project.articles.ids()) == 1


def row(project: Project, table: str) -> dict[str, object]:
    return dict.fromkeys(project._store._writer.tables.columns[table])


FORGED = {
    "no json": lambda p: "DELETE FROM claims",
    "no list": lambda p: "{}",
    "too short": lambda p: '["claims", "i"]',
    "deep": lambda p: "[" * 100_000,
    "a table of its own": lambda p: json.dumps(["history", "i", [1], None, None]),
    "a name that is sql": lambda p: json.dumps(["claims; DROP TABLE claims", "i", [1], None, None]),
    "an unknown operation": lambda p: json.dumps(["claims", "x", [1], None, None]),
    "a key of two": lambda p: json.dumps(["claims", "i", [1, 2], None, None]),
    "a key that is a list": lambda p: json.dumps(["claims", "i", [[1]], None, None]),
    "an update without rows": lambda p: json.dumps(["claims", "u", [1], None, None]),
    "an update without the new row": lambda p: json.dumps(["claims", "u", [1], row(p, "claims"), None]),
    "a row with other columns": lambda p: json.dumps(["claims", "d", [1], {"id": 1, "hlc = 1 --": 2}, None]),
    "a row that is a text": lambda p: json.dumps(["claims", "d", [1], "id", None]),
    "a value that is a list": lambda p: json.dumps(["claims", "d", [1], row(p, "claims") | {"note": []}, None]),
    "a number too wide": lambda p: json.dumps(["claims", "d", [1], row(p, "claims") | {"id": 1 << 70}, None]),
}


@pytest.mark.parametrize("forgery", FORGED)
def test_a_forged_history_is_not_played(project, add_article, outside, forgery: str) -> None:
    add_article(LONG)
    outside.execute("UPDATE history_changes SET chunk = ?", (FORGED[forgery](project),))
    with pytest.raises(StepRefusedError, match="damaged") as raised:
        project.undo()
    assert raised.value.remedy
    assert len(project.articles.ids()) == 1
    assert project.undo_label == "Add article"


def test_a_forged_row_that_breaks_a_rule_is_refused(project, add_article, outside) -> None:
    add_article(LONG)
    claim = row(project, "claims") | {"id": 9, "uid": "short", "number": -1}
    outside.execute("UPDATE history_changes SET chunk = ?", (json.dumps(["claims", "d", [9], claim, None]),))
    with pytest.raises(StepRefusedError):
        project.undo()
    assert project.claims.count() == 0


def test_images_of_old_steps_are_forgotten_but_not_who_did_what(project, add_article, outside, monkeypatch) -> None:
    monkeypatch.setattr(steplog, "KEPT_STEPS", 3)
    for n in range(6):
        add_article(f"text {n}")
    assert [entry.state for entry in project.history.entries()] == ["done"] * 6
    assert outside.execute("SELECT count(DISTINCT step_id) FROM history_changes").fetchone()[0] == 3
    for _ in range(3):
        project.undo()
    assert project.undo_label == ""
    with pytest.raises(StepRefusedError, match="too long ago"):
        project.undo()
    assert len(project.articles.ids()) == 3
    for _ in range(3):
        project.redo()
    assert len(project.articles.ids()) == 6


def test_images_beyond_the_size_kept_are_forgotten_and_the_last_never(project, add_article, monkeypatch) -> None:
    monkeypatch.setattr(steplog, "KEPT_CHARACTERS", 10)
    add_article("one")
    add_article("two")
    assert project.undo_label == "Add article"
    project.undo()
    assert project.undo_label == ""
    project.redo()
    assert len(project.articles.ids()) == 2


def test_a_large_step_is_recorded_in_pieces(project, add_article, add_claim, outside, path, contents) -> None:
    claims = [add_claim(add_article(LONG), n, n + 5) for n in range(40)]
    note = "A note with 😀, “quotes”, \\ and\nline feeds. " * 1500
    before = contents(path)
    project.step("Edit", lambda p: [p.claims.update(claim, note=f"{claim}{note}") for claim in claims])
    after = contents(path)
    pieces = [row[0] for row in outside.execute("SELECT length(chunk) FROM history_changes ORDER BY step_id DESC")]
    assert sum(size > 500_000 for size in pieces) > 1
    assert max(pieces) < 1_200_000
    project.undo()
    assert contents(path) == before
    project.redo()
    assert contents(path) == after


@pytest.mark.parametrize("many", [500, pytest.param(20_000, marks=pytest.mark.long)])
def test_a_step_of_very_many_claims_is_undone(project, add_article, many: int, path, contents) -> None:
    article = add_article(LONG * 300)
    before = contents(path)
    project.step("Mark all", lambda p: [p.claims.add(article, Span(n, n + 5)) for n in range(many)])
    after = contents(path)
    assert project.undo().articles == {article}
    assert contents(path) == before
    project.redo()
    assert contents(path) == after
    assert project.check() == []


def test_a_project_open_for_reading_refuses_undo(path, project, add_article) -> None:
    add_article()
    project.close()
    with Project.open(path, read_only=True) as reading:
        with pytest.raises(ProjectFileError, match="reading only"):
            reading.undo()
        with pytest.raises(ProjectFileError, match="reading only"):
            reading.step("Edit", lambda p: None)


def test_the_history_holds_values_and_no_statements(project, add_article, add_claim, outside) -> None:
    add_claim(add_article())
    for (chunk,) in outside.execute("SELECT chunk FROM history_changes"):
        for line in chunk.split("\n"):
            table, operation, key, old, _ = json.loads(line)
            assert operation in ("i", "u", "d")
            assert isinstance(table, str)
            assert isinstance(key, list)
            assert old is None or {"hlc", "replica_id"}.isdisjoint(old)
    with pytest.raises(sqlite3.OperationalError):
        outside.execute("SELECT * FROM images")
