"""Opening what is no project, is someone else's, or was tampered with: refused in words, never run, never changed."""

import os
import random
import shutil
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

from annotations.errors import AnnotationError, DamagedFileError, ProjectFileError
from annotations.importers.draft import Draft
from annotations.project import Project
from annotations.spans import Span
from annotations.store.files import known, opening, vetting
from annotations.store.format import schema

LONG = "A long text of several words, in which there is room for passages. " * 20


@pytest.fixture
def closed(project, path, add_article, add_claim, tag_id) -> Path:
    """A closed project with some work in it."""
    for n in range(5):
        claim = add_claim(add_article(f"{n} {LONG}", outlet=f"Outlet {n}"), n, n + 20)
        project.step("Tag", lambda p, claim=claim: p.claims.tag(claim, tag_id("framing", "sanctions")))
    project.close()
    time.sleep(0.02)  # longer than the clock of the file system takes to move on
    return path


@pytest.fixture
def in_this_process(monkeypatch) -> None:
    """Look at files without a child, where hundreds of them are looked at."""
    monkeypatch.setattr(vetting, "answers", vetting.look)


def refusal(path: Path) -> ProjectFileError:
    """What is said when the file is opened, for writing and for reading alike; it is not changed by that."""
    before = path.read_bytes() if path.is_file() else b""
    errors = []
    for read_only in (False, True):
        with pytest.raises(ProjectFileError) as raised:
            Project.open(path, read_only=read_only)
        errors.append(raised.value)
    assert str(errors[0]) == str(errors[1])
    assert errors[0].path == path
    assert errors[0].remedy
    assert (path.read_bytes() if path.is_file() else b"") == before
    assert not [entry for entry in path.parent.iterdir() if entry.name.startswith(f"{path.name}-")]
    assert not path.with_name(path.name + ".lock").exists()
    return errors[0]


def change(path: Path, *statements: str) -> None:
    """Run statements on the file as another program would."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def test_a_missing_file_a_folder_and_a_device(tmp_path) -> None:
    assert "no such file" in refusal(tmp_path / "nothing.pressmark").what
    assert "no such file" in refusal_of_path_below_a_file(tmp_path)
    assert "a folder" in refusal(tmp_path).what


def refusal_of_path_below_a_file(tmp_path: Path) -> str:
    (tmp_path / "file").touch()
    with pytest.raises(ProjectFileError) as raised:
        Project.open(tmp_path / "file" / "x.pressmark")
    return raised.value.what


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names there")
def test_a_pipe_is_refused_instead_of_waited_for(path) -> None:
    os.mkfifo(path)
    with pytest.raises(ProjectFileError, match="a device"):
        Project.open(path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"x", "not a Pressmark project"),
        (b"Dear Anna, " * 1000, "not a Pressmark project"),
        (b"%PDF-1.7\n" * 1000, "not a Pressmark project"),
        (os.urandom(50_000), "not a Pressmark project"),
        (b"SQLite format 3\x00" + b"\x00" * 4080, "not a Pressmark project"),
    ],
)
def test_files_that_are_no_database(path, content: bytes, said: str) -> None:
    path.write_bytes(content)
    assert said in refusal(path).what


def test_a_file_says_of_itself_whether_it_is_a_project_and_nothing_else_is_asked_of_it(closed, tmp_path) -> None:
    letter, damaged = tmp_path / "letter.pressmark", tmp_path / "damaged.pressmark"
    letter.write_bytes(b"Dear Anna, " * 1000)
    damaged.write_bytes(closed.read_bytes()[:4096] + b"\xff" * 40_000)
    before = closed.read_bytes()
    found = [opening.is_marked(path) for path in (closed, damaged, letter, tmp_path, tmp_path / "nothing")]
    assert found == [True, False, False, False, False]
    assert closed.read_bytes() == before
    change(closed, "PRAGMA user_version = 99")
    assert not opening.is_marked(closed)


def test_a_database_of_another_program(path) -> None:
    change(path, "CREATE TABLE articles(id)", "PRAGMA user_version = 1")
    assert "another program" in refusal(path).what


LOST = {
    "zeroed": lambda page: b"\x00" * len(page),
    "noise": lambda page: os.urandom(len(page)),
    "another program's number": lambda page: page[:68] + b"ABCD" + page[72:],
    "its first bytes": lambda page: b"\xff" * 20 + page[20:],
}


@pytest.mark.parametrize("compacted", [False, True])
@pytest.mark.parametrize("damage", LOST.values(), ids=LOST)
def test_a_project_without_its_beginning_is_told_as_damaged_and_to_be_recovered(closed, damage, compacted) -> None:
    if compacted:
        change(closed, "VACUUM")
    content = closed.read_bytes()
    closed.write_bytes(damage(content[:4096]) + content[4096:])
    error = refusal(closed)
    assert isinstance(error, DamagedFileError)
    assert "was a Pressmark project" in error.what
    assert "Recover" in error.remedy


def test_a_database_that_only_quotes_our_tables_is_another_programs(path) -> None:
    change(path, "CREATE TABLE notes(text)")
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in schema.statements():
            connection.execute("INSERT INTO notes VALUES(?)", (statement,))
    assert "another program" in refusal(path).what
    content = path.read_bytes()
    path.write_bytes(b"\x00" * 4096 + content[4096:])
    assert "not a Pressmark project" in refusal(path).what


def test_a_project_of_a_newer_program_names_the_format_it_needs(closed) -> None:
    change(closed, f"PRAGMA user_version = {schema.VERSION + 1}")
    error = refusal(closed)
    assert f"format {schema.VERSION + 1}; this one reads up to {schema.VERSION}" in error.what
    assert "newest" in error.remedy


def test_a_project_that_says_of_no_format(closed) -> None:
    change(closed, "PRAGMA user_version = 0")
    assert "no format" in refusal(closed).what


HOSTILE = {
    "a trigger": ["CREATE TRIGGER evil AFTER INSERT ON claims BEGIN DELETE FROM articles; END"],
    "a trigger named like a library's index": [
        "CREATE TRIGGER idx__sqlite_migrations_x AFTER INSERT ON claims BEGIN DELETE FROM articles; END"
    ],
    "a trigger on the migrations": [
        "CREATE TRIGGER t AFTER INSERT ON _sqlite_migrations BEGIN DELETE FROM articles; END"
    ],
    "a table": ["CREATE TABLE extra(x)"],
    "a view": ["CREATE VIEW extra AS SELECT 1"],
    "an index": ["CREATE INDEX extra ON claims(note)"],
    "an index on an expression": ["CREATE INDEX extra ON claims(upper(note))"],
    "a virtual table": ["CREATE VIRTUAL TABLE extra USING fts5(x)"],
    "a recursive view": [
        "CREATE VIEW extra AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n"
    ],
    "a view in place of a table": ["DROP TABLE cuts", "CREATE VIEW cuts AS SELECT 1 AS id"],
    "a table in place of a view": ["DROP VIEW v_claims", "CREATE TABLE v_claims(id)"],
    "a table with another column": ["ALTER TABLE briefs ADD COLUMN extra TEXT"],
    "a table with other types": [
        "DROP TABLE cuts",
        "CREATE TABLE cuts (id INTEGER PRIMARY KEY, uid BLOB, article_id TEXT, start TEXT, end TEXT, hlc, replica_id)",
        "CREATE INDEX cuts_article ON cuts(article_id)",
    ],
    "a view that says something else": ["DROP VIEW v_articles", "CREATE VIEW v_articles AS SELECT 1 AS id"],
    "a trigger that does something else": [
        "DROP TRIGGER article_fts_delete",
        "CREATE TRIGGER article_fts_delete AFTER DELETE ON articles BEGIN DELETE FROM texts; END",
    ],
    "a missing table": ["DROP TABLE rejections"],
    "a missing index": ["DROP INDEX claims_number"],
    "a full-text table with other columns": [
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET sql = 'CREATE TABLE article_fts_docsize(id INTEGER PRIMARY KEY, sz, more)'"
        " WHERE name = 'article_fts_docsize'",
    ],
    "a schema that is no sql": [
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET sql = 'CREATE TABLE cuts(((' WHERE name = 'cuts'",
    ],
    "a schema that is very deep": [
        "PRAGMA writable_schema = ON",
        f"UPDATE sqlite_schema SET sql = 'CREATE VIEW v_claims AS SELECT {'(' * 900}1{')' * 900}'"
        " WHERE name = 'v_claims'",
    ],
    "no replica": ["DELETE FROM replicas"],
    "a clock at the end of time": ["UPDATE replicas SET last_hlc = 9223372036854775807"],
    "no coder of settled tags": ["UPDATE coders SET agreed = 0"],
    "no uid": ["DELETE FROM meta"],
}

DAMAGED = {
    "two tables on one page": [
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'texts')"
        " WHERE name = 'cuts'",
    ],
    "a claim without its article": ["PRAGMA foreign_keys = OFF", "UPDATE claims SET article_id = 999"],
    "a claim beyond its text": ["UPDATE claims SET start = 1000000, end = 1000000 + length(exact)"],
    "a length that is not the text's": ["UPDATE articles SET n_chars = 100000000"],
    "a value its rule forbids": ["PRAGMA ignore_check_constraints = ON", "UPDATE articles SET status = 'gone'"],
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_file_that_was_tampered_with_is_refused(closed, kind: str) -> None:
    change(closed, *HOSTILE[kind])
    error = refusal(closed)
    assert "\n" not in str(error)
    assert len(str(error)) < 600


@pytest.mark.parametrize("kind", DAMAGED)
def test_a_file_whose_contents_are_damaged_is_opened_for_reading_only(closed, kind: str) -> None:
    change(closed, *DAMAGED[kind])
    before = closed.read_bytes()
    for read_only in (False, True):
        with Project.open(closed, read_only=read_only) as project:
            assert project.read_only
            assert project.checked
            assert "damaged" in project.damage or "do not fit together" in project.damage
            assert project.read_only_reason == project.damage
            assert len(project.articles.ids()) == 5
            with pytest.raises(ProjectFileError, match="reading only"):
                project.step("Edit", lambda p: p.articles.update(p.articles.ids(), author="R. Pell"))
        assert not known.is_known(closed)
    assert closed.read_bytes() == before
    assert not closed.with_name(closed.name + ".lock").exists()


def test_what_stands_in_a_strangers_file_is_named_but_never_run(closed) -> None:
    change(closed, *HOSTILE["a trigger"])
    assert "'evil'" in refusal(closed).what


def test_statistics_of_the_optimiser_do_no_harm(closed) -> None:
    change(closed, "ANALYZE")
    with Project.open(closed) as project:
        assert project.check() == []


def test_a_library_that_writes_its_tables_in_another_way_does_no_harm(closed) -> None:
    change(
        closed,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET sql = replace(sql, '''article_fts_idx''', '\"article_fts_idx\"')"
        " WHERE name = 'article_fts_idx'",
    )
    with Project.open(closed) as project:
        assert project.check() == []


def test_a_file_closed_here_is_known_and_opened_without_reading_it_through(closed, monkeypatch) -> None:
    assert known.is_known(closed)
    asked = []
    monkeypatch.setattr(vetting, "answers", lambda request: asked.append(request["path"]) or vetting.look(request))
    Project.open(closed).close()
    assert asked == []
    os.utime(closed, (1, 1))
    Project.open(closed).close()
    assert asked == [str(closed)]
    Project.open(closed).close()
    assert asked == [str(closed)]


@pytest.mark.parametrize("kind", ["touched", "copied over", "never seen", "left with a log"])
def test_a_file_that_is_not_as_it_was_left_is_read_through(closed, kind: str, tmp_path) -> None:
    if kind == "touched":
        os.utime(closed, (1, 1))
    elif kind == "copied over":
        copy = tmp_path / "copy"
        shutil.copy(closed, copy)
        copy.touch()
        copy.replace(closed)
    elif kind == "never seen":
        closed = closed.rename(tmp_path / "other.pressmark")
    else:
        closed.with_name(closed.name + "-wal").touch()
    assert not known.is_known(closed)


def test_a_broken_list_of_known_files_only_costs_time(closed, own_folders) -> None:
    places = list(own_folders.rglob("closed-projects.json"))
    assert len(places) == 1
    for content in ("[" * 9999, "[]", "7", '{"a"', ""):
        places[0].write_text(content)
        with Project.open(closed) as project:
            assert project.check() == []
    assert known.is_known(closed)


def test_checking_gives_up_after_its_deadline(closed, monkeypatch, in_this_process) -> None:
    os.utime(closed, (1, 1))
    monkeypatch.setattr(opening, "DEADLINE", -1.0)
    monkeypatch.setattr(opening, "STRIDE", 1)
    assert "too long" in refusal(closed).what


@pytest.mark.parametrize("kept", [100, 4095, 4096, 5000, 50_000, -4096])
def test_a_truncated_file_is_refused(closed, kept: int) -> None:
    content = closed.read_bytes()
    closed.write_bytes(content[:kept])
    error = refusal(closed)
    assert any(said in error.what for said in ("damaged", "do not fit together", "not a Pressmark project"))


def test_a_file_that_lacks_its_last_byte_is_still_read(closed) -> None:
    closed.write_bytes(closed.read_bytes()[:-1])
    with Project.open(closed) as project:
        assert project.read_only
        assert project.damage


def use(project: Project) -> None:
    """Whatever a window would do with a file."""
    for article in project.articles.rows(project.articles.ids()):
        project.articles.text(article.id)
        project.claims.of_article(article.id)
    project.codebook.read()
    project.claims.all()
    project.outlets.all()
    project.history.entries()
    project.check()
    if not project.read_only:
        project.coder_id = project.coders.all()[0].id
        project.step("Add", lambda p: p.claims.add(p.articles.add(Draft(text=LONG)), Span(0, 5)))
        for play in (project.undo, project.undo, project.redo):
            with suppress(AnnotationError):
                play()


def test_text_that_cannot_be_read_is_told_and_the_file_let_go_of(closed) -> None:
    change(closed, "UPDATE articles SET raw_header = CAST(x'ff' AS TEXT)")
    with Project.open(closed, read_only=True) as project, pytest.raises(ProjectFileError, match="damaged") as raised:
        project.articles.raw_header(1)
    # The error, which knows where it was raised, is still there: the file must not be locked for as long.
    assert raised.value.path == closed
    with closing(sqlite3.connect(closed, timeout=0)) as other:
        assert other.execute("PRAGMA journal_mode = WAL").fetchone() == ("wal",)


def damage(content: bytes, seed: int) -> bytes:
    """Flip one bit, some bits, or write noise over a stretch."""
    noise = random.Random(seed)
    broken = bytearray(content)
    for _ in range(noise.choice([1, 1, 5, 40])):
        broken[noise.randrange(len(broken))] ^= 1 << noise.randrange(8)
    if noise.random() < 0.3:
        start = noise.randrange(len(broken))
        broken[start : start + 300] = noise.randbytes(len(broken[start : start + 300]))
    return bytes(broken)


@pytest.mark.parametrize(
    "seeds", [range(n, n + 20) for n in range(0, 100, 20)] + [pytest.param(range(100, 3000), marks=pytest.mark.long)]
)
@pytest.mark.parametrize("checked", [True, False])
@pytest.mark.timeout(900)
def test_damaged_files_are_told_or_used_but_never_break_the_program(
    closed, seeds: range, checked: bool, tmp_path, monkeypatch, in_this_process
) -> None:
    """`checked` False: damage comes about after the file was found whole, as on a failing disk."""
    content = closed.read_bytes()
    monkeypatch.setattr(opening, "is_known", lambda _: not checked)
    path = tmp_path / "damaged.pressmark"
    slowest = 0.0
    for seed in seeds:
        path.write_bytes(damage(content, seed))
        for read_only in (True, False):
            with suppress(AnnotationError):
                begin = time.monotonic()
                try:
                    project = Project.open(path, read_only=read_only)
                finally:
                    slowest = max(slowest, time.monotonic() - begin)
                with project:
                    use(project)
            assert slowest < 2, seed
        for leftover in tmp_path.glob("damaged.pressmark-*"):
            leftover.unlink()
        assert not path.with_name("damaged.pressmark.lock").exists(), seed


@pytest.mark.parametrize(
    ("statement", "call"),
    [
        ("UPDATE dimensions SET types = '{'", lambda p: p.codebook.read()),
        ("UPDATE dimensions SET types = '[1]'", lambda p: p.codebook.read()),
        ("UPDATE dimensions SET roles = 'hero'", lambda p: p.codebook.read()),
        ("UPDATE briefs SET spec = '[]'", lambda p: p.briefs.all()),
        ("UPDATE briefs SET spec = '{\"judgements\": 7}'", lambda p: p.briefs.all()),
    ],
)
def test_values_that_only_this_program_understands_are_checked_where_they_are_read(
    path, project, statement: str, call
) -> None:
    from annotations.brief.spec import BriefSpec

    project.step("Add brief", lambda p: p.briefs.add("Weekly", BriefSpec()))
    project.close()
    change(path, statement)
    with Project.open(path) as opened, pytest.raises(ProjectFileError, match="damaged") as raised:
        call(opened)
    assert raised.value.remedy


def test_a_counter_that_is_no_number_is_counted_anew(path, project, add_article, add_claim) -> None:
    claim = add_claim(add_article(LONG))
    assert project.claims.get(claim).number == 1
    project.close()
    change(path, "UPDATE meta SET value = 'many' WHERE key = 'last_claim_number'")
    with Project.open(path) as opened:
        opened.coder_id = opened.coders.all()[0].id
        article = opened.articles.ids()[0]
        claim = opened.step("Add", lambda p: p.claims.add(article, Span(0, 3))).value
        assert opened.claims.get(claim).number == 2
