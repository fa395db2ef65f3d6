"""Bringing a file of an earlier version to the present format, or reading it as it is."""

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotations.errors import BackupError, CancelledError, ProjectFileError, ProjectLockedError, StepRefusedError
from annotations.progress import drive
from annotations.project import Project
from annotations.sharing import CopyChoice
from annotations.store.connections.connection import connect
from annotations.store.files import opening, vetting
from annotations.store.files.known import is_known
from annotations.store.files.lock import Lock
from annotations.store.format import schema, upgrading
from annotations.store.ids import uuid7
from annotations.store.sharing.backups import back_up, backups_of
from annotations.store.sharing.working_copy import WorkingCopy
from annotations.store.undo.images import LOGGED

FIRST = Path(__file__).parents[3] / "projects" / "version-1.pressmark"
SECOND = FIRST.with_name("version-2.pressmark")
THIRD = FIRST.with_name("version-3.pressmark")
FOURTH = FIRST.with_name("version-4.pressmark")
FIFTH = FIRST.with_name("version-5.pressmark")
SIXTH = FIRST.with_name("version-6.pressmark")
TEAMWORK = ("samples", "second_codings", "settlements", "merges", "merge_stamps")


@pytest.fixture
def old(tmp_path) -> Path:
    """A project as version 1 wrote it."""
    return Path(shutil.copy(FIRST, tmp_path / "old.pressmark"))


@pytest.fixture(params=[FIRST, SECOND, THIRD, FOURTH, FIFTH, SIXTH], ids=["1", "2", "3", "4", "5", "6"])
def earlier(request, tmp_path) -> tuple[Path, Path]:
    """A project as an earlier version wrote it: to be opened, and as it was."""
    return Path(shutil.copy(request.param, tmp_path / "earlier.pressmark")), request.param


def version(path: Path) -> int:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return schema.version_of(connection)


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def test_a_project_to_be_written_gets_the_present_format_and_a_backup_keeps_the_old_one(old, contents) -> None:
    before = contents(old)
    with Project.open(old) as project:
        assert project.upgrade.before == 1
        assert [backup.path for backup in backups_of(project.uid)] == [project.upgrade.backup.path]
        assert project.check() == []
    assert version(old) == schema.VERSION
    assert opening.inspect(old) == opening.Inspected()
    before["articles"] = [(*row, "") for row in before["articles"]]
    added = ("saved_filters", "earlier_texts", "triaged", "origins", "review_comments", *TEAMWORK)
    assert contents(old) == {**before, **{name: [] for name in added}}
    with closing(sqlite3.connect(old)) as connection:
        assert connection.execute("SELECT id FROM highest_ids WHERE kind = 'articles'").fetchone() == (2,)
    before["articles"] = [row[:-1] for row in before["articles"]]
    assert version(project.upgrade.backup.path) == 1
    assert contents(project.upgrade.backup.path) == before
    with Project.open(old) as again:
        assert again.upgrade is None


def test_a_project_of_version_2_is_upgraded_with_all_that_is_in_it(tmp_path, contents) -> None:
    old = Path(shutil.copy(SECOND, tmp_path / "old.pressmark"))
    before = contents(old)
    with Project.open(old) as project:
        assert project.upgrade.before == 2
        assert project.check() == []
    assert version(old) == schema.VERSION
    assert opening.inspect(old) == opening.Inspected()
    after = contents(old)
    assert all(after.pop(name) == [] for name in ("origins", "review_comments", *TEAMWORK))
    assert [row[:-1] for row in after["articles"]] == before["articles"]
    # What is no longer kept is not there to be done again.
    gone = {"articles": [], "history_changes": []}
    assert {**after, **gone} == {**before, **gone}
    assert version(project.upgrade.backup.path) == 2


def test_a_project_of_version_5_is_upgraded_with_all_that_is_in_it(tmp_path, contents) -> None:
    old = Path(shutil.copy(FIFTH, tmp_path / "old.pressmark"))
    before = contents(old)
    with Project.open(old) as project:
        assert project.upgrade.before == 5
        assert project.check() == []
    assert version(old) == schema.VERSION
    assert opening.inspect(old) == opening.Inspected()
    with closing(sqlite3.connect(old)) as connection:
        assert connection.execute("SELECT count(*) FROM emptied").fetchone() == (0,)
    assert {**contents(old), "history_changes": []} == {**before, "history_changes": []}


def test_a_project_of_version_6_can_be_undone_after_the_upgrade_and_says_what_its_corrections_came_to(
    tmp_path, contents
) -> None:
    old = Path(shutil.copy(SIXTH, tmp_path / "old.pressmark"))
    before = contents(old)
    with Project.open(old) as project:
        assert project.upgrade.before == 6
        assert project.check() == []
        assert project.undo_label == "Edit note"
        assert project.redo_label == "Delete claim"
        assert contents(old) == before
        (corrected,) = (one for one in project.articles.ids() if project.corrections.earlier(one))
        (told,) = project._store.rows(
            "SELECT article_id, c.digest FROM corrected_texts c JOIN earlier_texts USING (uid)"
        )
        assert tuple(told) == (corrected, project.articles.get(corrected).digest)
        while project.undo_label:
            project.undo()
        assert project.check() == []
    assert version(old) == schema.VERSION
    assert opening.inspect(old) == opening.Inspected()


def test_of_several_corrections_of_an_older_program_what_the_last_came_to_is_told(tmp_path) -> None:
    old, last = Path(shutil.copy(SIXTH, tmp_path / "old.pressmark")), uuid7()
    change(
        old,
        "INSERT INTO earlier_texts(uid, article_id, digest, n_chars, replaced_at, hlc, replica_id)"
        f" SELECT '{last}', article_id, digest, n_chars, replaced_at, hlc + 1, replica_id FROM earlier_texts",
    )
    with Project.open(old) as project:
        assert [row["uid"] for row in project._store.rows("SELECT uid FROM corrected_texts")] == [last]


@pytest.mark.parametrize("mode", ["ro", "rw"])
def test_claims_left_out_are_marked_in_files_of_version_5_too(tmp_path, mode) -> None:
    old = Path(shutil.copy(FIFTH, tmp_path / "old.pressmark"))
    change(
        old,
        "INSERT INTO settlements(uid, claim_id, decision, hlc, replica_id)"
        f" SELECT '{uuid7()}', id, 'left', hlc, replica_id FROM claims WHERE number = 3",
    )
    if mode == "rw":
        drive(upgrading.upgrade(old))
    with closing(connect(old, mode=mode)) as connection:
        rows = connection.execute("SELECT number, left_out FROM v_claims ORDER BY number").fetchall()
    assert [tuple(row) for row in rows] == [(1, 0), (3, 1)]


def test_what_was_done_before_stays_in_the_history_and_cannot_be_undone(old) -> None:
    with Project.open(old) as project:
        assert [entry.label for entry in project.history.entries()][-1] == "Import"
        assert (project.undo_label, project.redo_label) == ("", "")
        with pytest.raises(StepRefusedError, match="before the file got its present format"):
            project.undo()
        claim = project.claims.all()[0].id
        project.step("Edit note", lambda p: p.claims.update(claim, note="since"))
        project.undo()
        assert project.claims.get(claim).note == "ask her"


def test_each_migration_sets_the_version_in_its_own_transaction(old, monkeypatch) -> None:
    monkeypatch.setattr(schema, "_END_OF_UNDO", ("DELETE FROM history_changes", "nonsense"))
    with closing(connect(old, mode="rw")) as connection:
        with pytest.raises(RuntimeError, match="only after a backup"):
            schema.migrate(connection)
        with pytest.raises(sqlite3.OperationalError):
            schema.migrate(connection, back_up=lambda: None)
    assert old.read_bytes()[100:] == FIRST.read_bytes()[100:]


def test_the_file_is_known_once_it_was_upgraded(old) -> None:
    assert drive(upgrading.upgrade(old)).before == 1
    assert is_known(old)
    assert drive(upgrading.upgrade(old)) is None


@pytest.mark.parametrize("lines", ["DELETE FROM _sqlite_migrations", "UPDATE _sqlite_migrations SET name = '2'"])
def test_the_librarys_list_of_migrations_is_not_believed(old, lines) -> None:
    change(old, lines)
    with Project.open(old) as project:
        assert project.upgrade
        assert project.check() == []
    with closing(sqlite3.connect(old)) as connection:
        assert connection.execute("SELECT name FROM _sqlite_migrations ORDER BY id").fetchall() == [
            (str(number + 1),) for number in range(schema.VERSION)
        ]


def test_a_project_that_is_only_read_stays_as_it_is(earlier) -> None:
    old, as_it_was = earlier
    with Project.open(old, read_only=True) as project:
        assert project.upgrade is None
        assert [claim.number for claim in project.claims.all()] == [1, 3]
        assert project.check() == []
        for table in LOGGED:
            project._store.rows(f"SELECT * FROM {table}")
        assert len(project.articles.rows(project.articles.ids(text="ответил"))) == 1
    assert old.read_bytes() == as_it_was.read_bytes()


def test_what_reads_an_older_file_finds_all_columns_of_today(earlier) -> None:
    old, _ = earlier
    with closing(sqlite3.connect(":memory:")) as present, closing(connect(old, mode="ro")) as reader:
        for statement in schema.statements():
            present.execute(statement)
        names = present.execute("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')").fetchall()
        for (name,) in names:
            columns = [row[1] for row in present.execute(f"PRAGMA table_xinfo({name})")]
            assert [row["name"] for row in reader.execute(f"PRAGMA table_xinfo({name})")] == columns


def test_a_file_that_cannot_be_written_stays_as_it_is(old, monkeypatch) -> None:
    monkeypatch.setattr(upgrading.os, "access", lambda *_: False)
    assert drive(upgrading.upgrade(old)) is None
    assert old.read_bytes() == FIRST.read_bytes()


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("UPDATE articles SET n_chars = 5000", "The file's parts do not fit together"),
        ("INSERT INTO meta VALUES('archived', '2026-03-12')", "It was archived on 12 Mar 2026"),
    ],
)
def test_a_damaged_project_and_an_archive_stay_as_they_are(old, statement, reason) -> None:
    change(old, statement)
    before = old.read_bytes()
    with Project.open(old) as project:
        assert project.read_only_reason == reason
    assert old.read_bytes() == before
    assert [path.name for path in old.parent.iterdir()] == [old.name]


def test_without_a_backup_the_project_is_only_read_and_says_why(old, monkeypatch) -> None:
    def no_room(*_: object, **__: object) -> None:
        raise BackupError("No backup could be made (No room)", "Make room there")

    monkeypatch.setattr(upgrading, "back_up", no_room)
    with Project.open(old) as project:
        assert project.read_only_reason.endswith("no backup could be made (No room)")
        assert len(project.claims.all()) == 2
    assert old.read_bytes() == FIRST.read_bytes()


def test_one_that_someone_works_in_is_not_upgraded(old) -> None:
    lock = Lock(old, "Boris")
    with pytest.raises(ProjectLockedError, match="Boris"):
        Project.open(old)
    lock.release()
    assert old.read_bytes() == FIRST.read_bytes()


def test_a_schema_that_is_not_that_of_its_version_is_refused(old) -> None:
    change(old, "CREATE TABLE saved_filters (name TEXT)")
    with pytest.raises(ProjectFileError, match="not Pressmark's \\('saved_filters'\\)"):
        Project.open(old)
    change(old, "DROP TABLE saved_filters", "PRAGMA user_version = 4")
    with pytest.raises(ProjectFileError, match="not Pressmark's \\('article_fts_update'\\)"):
        Project.open(old)


def test_upgrading_can_be_cancelled_while_the_backup_is_made(old, monkeypatch) -> None:
    def cancel(progress) -> None:
        if progress.label == "Making a backup":
            raise CancelledError

    monkeypatch.setattr(upgrading, "back_up", _waiting)
    with pytest.raises(CancelledError):
        drive(upgrading.upgrade(old), cancel)
    assert old.read_bytes() == FIRST.read_bytes()
    assert [path.name for path in old.parent.iterdir()] == [old.name]


def _waiting(*_: object, stop, **__: object) -> None:
    while not stop():
        pass
    raise CancelledError


def test_the_program_that_reads_a_newer_file_is_named(old) -> None:
    change(old, f"PRAGMA user_version = {schema.VERSION + 1}", "INSERT INTO meta VALUES('program', '3.2.1')")
    with pytest.raises(ProjectFileError) as raised:
        Project.open(old)
    assert raised.value.remedy == "Install Pressmark 3.2.1 or a newer one"
    change(old, "UPDATE meta SET value = 'https://example.org'")
    with pytest.raises(ProjectFileError) as raised:
        Project.open(old)
    assert raised.value.remedy == "Install the newest Pressmark"


@pytest.mark.parametrize("texts", [True, False])
def test_a_copy_of_an_older_project_that_is_only_read_has_its_format(earlier, texts, tmp_path) -> None:
    old, as_it_was = earlier
    with Project.open(old, read_only=True) as project:
        drive(project.copy(tmp_path / "copy.pressmark", CopyChoice(history=False, texts=texts)))
    assert version(tmp_path / "copy.pressmark") == version(as_it_was)
    with Project.open(tmp_path / "copy.pressmark") as copy:
        assert copy.upgrade
        assert copy.check() == []


def test_a_new_project_like_an_older_one_has_the_present_format(old, tmp_path) -> None:
    with Project.open(old, read_only=True) as like, Project.create(tmp_path / "new.pressmark", like=like) as made:
        assert [outlet.name for outlet in made.outlets.all()] == [outlet.name for outlet in like.outlets.all()]
    assert version(tmp_path / "new.pressmark") == schema.VERSION


def test_saved_filters_go_into_copies_and_new_projects(tmp_path) -> None:
    path = Path(shutil.copy(FIRST.with_name("version-2.pressmark"), tmp_path / "week.pressmark"))
    with Project.open(path) as project:
        drive(project.copy(tmp_path / "copy.pressmark", CopyChoice(history=False, texts=False)))
        made = Project.create(tmp_path / "new.pressmark", like=project)
        made.close()
    for copy in ("copy", "new"):
        with closing(sqlite3.connect(tmp_path / f"{copy}.pressmark")) as connection:
            assert connection.execute("SELECT name, kind FROM saved_filters").fetchall() == [("Not checked", "claims")]


def test_the_original_of_a_working_copy_keeps_its_format_until_work_is_published(old) -> None:
    copy = WorkingCopy.take(old)
    with Project.open_copy(copy) as project:
        assert project.upgrade
    assert not copy.unpublished
    copy.release()
    assert old.read_bytes() == FIRST.read_bytes()
    copy = WorkingCopy.take(old)
    with Project.open_copy(copy) as project:
        project.step("Edit note", lambda p: p.claims.update(p.claims.all()[0].id, note="since"))
    assert version(old) == 1
    copy.publish()
    copy.release()
    assert version(old) == schema.VERSION
    with Project.open(old) as project:
        assert (project.upgrade, project.claims.all()[0].note) == (None, "since")


def test_a_backup_that_is_made_always_is_made_where_nothing_changed(old) -> None:
    with Project.open(old, read_only=True) as project:
        uid = project.uid
    assert back_up(old, uid)
    assert back_up(old, uid) is None
    assert back_up(old, uid, always=True)


@pytest.mark.parametrize("checked", [True, False])
def test_damaged_older_files_are_told_read_or_upgraded_and_never_break_the_program(
    tmp_path, checked, monkeypatch
) -> None:
    """`checked` False: the damage came about after the file was found whole, as on a failing disk."""
    monkeypatch.setattr(vetting, "answers", vetting.look)
    monkeypatch.setattr(opening, "is_known", lambda _: not checked)
    path, became = tmp_path / "damaged.pressmark", set()
    for seed in range(60):
        chance, content = random.Random(seed), bytearray(FIRST.read_bytes())
        for _ in range(chance.choice([1, 5, 40])):
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        path.write_bytes(content)
        try:
            with Project.open(path) as project:
                became.add("upgraded" if project.upgrade else "read")
                assert bool(project.upgrade) != project.read_only
                assert version(path) == (schema.VERSION if project.upgrade else 1)
        except ProjectFileError:
            became.add("told")
        assert [entry.name for entry in tmp_path.iterdir()] == [path.name]
    assert became == {"upgraded", "read", "told"}
