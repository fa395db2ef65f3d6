"""Copies to be given away: what is in them, what is not, and that nothing else is ever harmed."""

import os
import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from annotations.brief.spec import BriefSpec, Judgement
from annotations.errors import CancelledError, ProjectFileError, ProjectLockedError
from annotations.importers.draft import Draft
from annotations.progress import Progress, drive
from annotations.project import Project
from annotations.sharing import CopyChoice, in_units
from annotations.spans import Span
from annotations.store.connections.halting import Halt
from annotations.store.sharing import copies

WHOLE = CopyChoice(history=True)
LEAN = CopyChoice(history=False)
EXCERPTS = CopyChoice(texts=False)


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_copy_with_history_is_the_project_and_can_be_undone(with_secrets, target, path, contents) -> None:
    size = drive(with_secrets.copy(target, WHOLE))
    assert size == target.stat().st_size
    assert contents(target) == contents(path)
    with Project.open(target) as copy:
        assert copy.uid == with_secrets.uid
        assert (copy.undo_label, copy.redo_label) == ("Delete", "Vain")
        copy.undo()
        assert len(copy.articles.ids()) == 2
        assert not copy.check()


def test_a_copy_without_history_holds_all_the_work_and_no_way_back(with_secrets, target, path, contents) -> None:
    drive(with_secrets.copy(target, LEAN))
    assert contents(target) == contents(path)
    with Project.open(target) as copy:
        assert (copy.undo_label, copy.redo_label) == ("", "")
        assert [entry.label for entry in copy.history.entries()][:2] == ["Vain", "Delete"]
        assert not copy.check()
        copy.step("Goes on", lambda p: p.articles.update(p.articles.ids(), author="R. Pell"))
        assert copy.undo_label == "Goes on"


@pytest.mark.parametrize("word", ["Quokkafield", "Zyzzogeton", "Xylographic", "Undonelius", "Wombatshire"])
def test_nothing_deleted_can_be_read_in_the_bytes_of_a_copy_without_history(with_secrets, target, path, word) -> None:
    drive(with_secrets.copy(target, LEAN))
    with_secrets.checkpoint()
    forms = [word.encode(), word.lower().encode(), word.lower()[3:].encode(), word.encode("utf-16-le")]
    assert any(form in path.read_bytes() for form in forms), "the test looks for something that was never there"
    data = target.read_bytes()
    assert not [form for form in forms if form in data]


def test_the_cache_of_engines_is_left_out_and_no_page_is_wasted(with_secrets, outside, target) -> None:
    outside.execute("INSERT INTO engine_results VALUES('d', 'sentences', 'Cachefulness')")
    drive(with_secrets.copy(target, WHOLE))
    assert b"Cachefulness" not in target.read_bytes()
    with closing(sqlite3.connect(target)) as copy:
        assert copy.execute("PRAGMA freelist_count").fetchone()[0] == 0
        assert copy.execute("PRAGMA journal_mode").fetchone()[0] == "delete"


@pytest.mark.parametrize("choice", [WHOLE, LEAN, EXCERPTS])
def test_a_copy_stands_alone_in_its_folder(with_secrets, tmp_path, choice) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    drive(with_secrets.copy(folder / "copy.pressmark", choice))
    assert names_in(folder) == ["copy.pressmark"]


def test_the_search_of_a_copy_finds_what_is_there(with_secrets, target) -> None:
    drive(with_secrets.copy(target, LEAN))
    with closing(sqlite3.connect(target)) as copy:
        found = [
            len(copy.execute("SELECT rowid FROM article_fts WHERE article_fts MATCH ?", (word,)).fetchall())
            for word in ("minister", "zyzzogeton")
        ]
    assert found == [1, 0]


def test_a_copy_is_of_one_moment_although_the_work_goes_on(with_secrets, target, monkeypatch) -> None:
    monkeypatch.setattr("annotations.store.sharing.copies._PAGES", 1)
    article = with_secrets.articles.ids()[0]
    busy = threading.Event()

    def work() -> None:
        for number in range(200):
            with_secrets.step("Edit", lambda p, n=number: p.articles.update([article], author=f"A{n}", url=f"B{n}"))
            busy.set()

    worker = threading.Thread(target=work)
    worker.start()
    busy.wait(10)
    drive(with_secrets.copy(target, LEAN))
    worker.join(60)
    with Project.open(target, read_only=True) as copy:
        found = copy.articles.get(article)
        assert not copy.check()
    assert found.author[1:] == found.url[1:]


# -- where it may be written


def test_a_file_that_stands_there_is_replaced_only_when_asked(with_secrets, target) -> None:
    target.write_text("A letter")
    with pytest.raises(ProjectFileError, match="name already"):
        drive(with_secrets.copy(target, LEAN))
    assert target.read_text() == "A letter"
    drive(with_secrets.copy(target, LEAN, replace=True))
    assert Project.open(target, read_only=True).check() == []


def test_the_open_project_is_refused_as_target_by_whatever_name(with_secrets, path, tmp_path) -> None:
    os.link(path, tmp_path / "hard.pressmark")
    (tmp_path / "soft.pressmark").symlink_to(path)
    before = path.read_bytes()
    for name in ("week.pressmark", "hard.pressmark", "soft.pressmark", "../" + tmp_path.name + "/week.pressmark"):
        with pytest.raises(ProjectFileError, match="open project itself"):
            drive(with_secrets.copy(tmp_path / name, LEAN, replace=True))
    assert path.read_bytes() == before


def test_a_project_that_somebody_has_open_is_not_replaced(with_secrets, target) -> None:
    with Project.create(target) as theirs:
        with pytest.raises(ProjectLockedError):
            drive(with_secrets.copy(target, LEAN, replace=True))
        assert not theirs.check()
    drive(with_secrets.copy(target, LEAN, replace=True))
    assert not target.with_name(target.name + ".lock").exists()


def test_a_log_left_by_another_project_is_not_played_into_the_copy(with_secrets, target) -> None:
    target.with_name(target.name + "-wal").write_bytes(b"an old log")
    drive(with_secrets.copy(target, LEAN))
    assert not target.with_name(target.name + "-wal").exists()


@pytest.mark.parametrize(
    "label", ["", "Copying the project", "Leaving out the history", "Indexing the copy", "Compacting the copy"]
)
def test_cancelling_leaves_nothing_and_keeps_what_stood_there(with_secrets, tmp_path, monkeypatch, label) -> None:
    seen: set[str] = set()

    class Patient(Halt):
        """Waits until what it told was heard: the copy of a small project would be done before."""

        def tell(self, done: int, total: int, label: str) -> None:
            super().tell(done, total, label)
            until = time.monotonic() + 10
            while label not in seen and not self.pulled and time.monotonic() < until:
                time.sleep(0.001)

    monkeypatch.setattr("annotations.store.connections.halting.Halt", Patient)
    folder = tmp_path / "out"
    folder.mkdir()
    old = folder / "old.pressmark"
    old.write_text("as it was")

    def stop(progress: Progress) -> None:
        if progress.label == label:
            raise CancelledError
        seen.add(progress.label)

    for path, replace in ((folder / "new.pressmark", False), (old, True)):
        seen.clear()
        with pytest.raises(CancelledError):
            drive(with_secrets.copy(path, LEAN, replace=replace), stop)
    assert names_in(folder) == ["old.pressmark"]
    assert old.read_text() == "as it was"
    assert names_in(workshop()) == []


def workshop() -> Path:
    return Path(os.environ["XDG_CACHE_HOME"]) / "pressmark" / "copies"


def test_what_is_left_out_never_stands_in_the_targets_folder(with_secrets, tmp_path, monkeypatch) -> None:
    folder = tmp_path / "kept in step"
    folder.mkdir()
    strip, seen = copies._strip, []

    def look(copy: sqlite3.Connection, choice: CopyChoice, halt: Halt) -> None:
        seen.extend((path.name, path.stat().st_size) for path in folder.iterdir())
        (made,) = workshop().iterdir()
        assert made.stat().st_mode & 0o077 == 0
        strip(copy, choice, halt)

    monkeypatch.setattr(copies, "_strip", look)
    drive(with_secrets.copy(folder / "copy.pressmark", LEAN))
    assert seen == [("copy.pressmark", 0)]
    assert names_in(workshop()) == []


def test_what_a_killed_program_left_unfinished_is_cleared_away(with_secrets, target) -> None:
    drive(with_secrets.copy(target, LEAN))
    for name in ("999999999-abc", f"{os.getpid()}-abc"):
        (workshop() / name).mkdir()
    drive(with_secrets.copy(target, LEAN, replace=True))
    assert names_in(workshop()) == [f"{os.getpid()}-abc"]


def test_a_folder_that_is_not_there_is_told(with_secrets, tmp_path) -> None:
    with pytest.raises(ProjectFileError, match="cannot be made") as raised:
        drive(with_secrets.copy(tmp_path / "no" / "copy.pressmark", LEAN))
    assert raised.value.path == tmp_path / "no" / "copy.pressmark"
    with pytest.raises(ProjectFileError, match="folder"):
        drive(with_secrets.copy(tmp_path, LEAN, replace=True))


def test_a_full_disk_is_told_and_nothing_is_left(with_secrets, tmp_path, monkeypatch) -> None:
    def full(*_: object) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    monkeypatch.setattr("annotations.store.sharing.copies._strip", full)
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(ProjectFileError, match="disk is full; no copy"):
        drive(with_secrets.copy(folder / "copy.pressmark", LEAN))
    assert names_in(folder) == []


def test_an_unsound_project_is_not_passed_on(with_secrets, outside, target) -> None:
    outside.execute("UPDATE texts SET text = replace(text, 'minister', 'monister')")
    with pytest.raises(ProjectFileError, match="would not be sound"):
        drive(with_secrets.copy(target, LEAN))
    assert not target.exists()


def test_a_project_open_for_reading_can_be_copied(with_secrets, path, target) -> None:
    with Project.open(path, read_only=True) as reading:
        drive(reading.copy(target, LEAN))
    with Project.open(target) as copy:
        assert not copy.read_only


# -- archives, and new ones like it


def test_an_archive_opens_for_reading_and_a_copy_of_it_for_work(with_secrets, target, tmp_path) -> None:
    drive(with_secrets.copy(target, CopyChoice(history=True, archived="2026-03-12")))
    with Project.open(target) as archived:
        assert archived.read_only
        assert "archived on 12 Mar 2026" in archived.read_only_reason
        drive(archived.copy(tmp_path / "work.pressmark", WHOLE))
    assert not target.with_name(target.name + ".lock").exists()
    with Project.open(tmp_path / "work.pressmark") as work:
        assert not work.read_only
        assert not work.marks.archived


@pytest.mark.parametrize(("said", "told"), [("", "an unknown day"), ("now\n" * 5000, "now now now now now ")])
def test_an_archive_of_a_stranger_is_one_whatever_its_date(with_secrets, outside, path, said, told) -> None:
    outside.execute("INSERT INTO meta VALUES('archived', ?)", (said,))
    with_secrets.close()
    with Project.open(path) as opened:
        assert opened.read_only_reason == f"It was archived on {told}"


def test_a_new_project_starts_with_what_another_is_set_up_with(sample, tmp_path) -> None:
    def own(project: Project) -> None:
        actors = project.codebook.read().by_key("actors")
        parent = project.codebook.add_tag(actors.id, "Ministry of Tides", aliases=("Tides",))
        child = project.codebook.add_tag(actors.id, "Office of Ebb")
        project.codebook.update_tag(child, parent_id=parent)
        project.codebook.update_tag(parent, parent_id=None, position=99)

    sample.step("Own tags", own)
    with Project.create(tmp_path / "new.pressmark", like=sample, coder=("Anna Lindqvist", "AL")) as new:
        assert new.codebook.read() == sample.codebook.read()
        assert new.outlets.all() == sample.outlets.all()
        assert new.uid != sample.uid
        assert not new.articles.ids()
        assert not new.claims.count()
        assert not new.history.entries()
        assert [coder.name for coder in new.coders.all()] == ["Anna Lindqvist"]
        assert not new.check()
        article = new.step("Add", lambda p: p.articles.add(Draft("The quay.", outlet=sample.outlets.all()[0].name)))
        assert new.step("Claim", lambda p: p.claims.add(article.value, Span(0, 8))).value
        assert len(new.outlets.all()) == len(sample.outlets.all())


def test_briefs_come_along_as_templates(project, tmp_path) -> None:
    spec = BriefSpec(
        title="Weekly", number="12", issued="2026-03-12", handling="TLP:AMBER", bottom_line="It got worse.",
        judgements=(Judgement("It will go on", "likely", "high", "Seen twice", refs=("some claim",)),),
        article_uids=("one",),
    )  # fmt: skip
    project.step("Brief", lambda p: p.briefs.add("Ministry", spec))
    with Project.create(tmp_path / "new.pressmark", like=project) as new:
        (brief,) = new.briefs.all()
    assert (brief.name, brief.spec.title, brief.spec.handling) == ("Ministry", "Weekly", "TLP:AMBER")
    assert (brief.spec.number, brief.spec.issued, brief.spec.bottom_line, brief.spec.article_uids) == ("", "", "", None)
    assert brief.spec.judgements == (Judgement("It will go on"),)


# -- how large


@pytest.mark.parametrize("choice", [WHOLE, LEAN, EXCERPTS])
def test_the_estimate_is_of_the_right_order(sample, target, choice) -> None:
    size = drive(sample.copy(target, choice))
    assert size / 2 < sample.copy_size.of(choice) < size * 2


def test_sizes_are_told_in_units() -> None:
    assert [in_units(n) for n in (0, 640_123, 1_250_000, 3_400_000_000)] == ["1 KB", "640 KB", "1.2 MB", "3.4 GB"]
