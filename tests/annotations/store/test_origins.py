"""Files kept as they came: the same bytes come back, each is there once, and nothing that was changed is believed."""

import hashlib
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.errors import DamagedFileError
from annotations.importers.draft import Draft
from annotations.importers.files import originals
from annotations.importers.files.originals import Original
from annotations.intake import bring_in
from annotations.progress import drive
from annotations.project import Project
from annotations.sharing import CopyChoice
from annotations.store import origins

pytestmark = pytest.mark.usefixtures("kept_workers")

PAGE = "The bank spoke\n\nThe state bank spoke to nobody, and the ministries took note of what it had not said.\n"


@pytest.fixture
def press(tmp_path) -> Path:
    """A press file."""
    path = tmp_path / "The bank.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.fixture
def kept(project, press) -> int:
    """An article whose file is kept."""
    assert bring_in(project, [press], keep_originals=True).not_kept == ()
    return project.articles.ids()[0]


def rows(outside) -> list[tuple[object, ...]]:
    return outside.execute("SELECT digest, name, size FROM origins").fetchall()


def test_a_file_is_kept_only_where_that_was_asked_and_comes_back_as_it_was(project, press, outside) -> None:
    bring_in(project, [press])
    article = project.articles.ids()[0]
    assert rows(outside) == []
    assert not project.origins.has(article)
    assert project.origins.of_article(article) is None
    press.write_text(PAGE.replace("bank", "till"), encoding="utf-8")
    bring_in(project, [press], keep_originals=True)
    article = project.articles.ids()[0]
    assert project.origins.has(article)
    assert project.origins.of_article(article) == Original("The bank.txt", press.read_bytes())
    assert project.check() == []


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(contents=st.lists(st.binary(max_size=2000), min_size=1, max_size=4, unique=True), twice=st.booleans())
def test_bytes_that_go_in_come_out_after_undo_and_redo(tmp_path_factory, contents, twice) -> None:
    folder = tmp_path_factory.mktemp("origins")
    drafts = []
    for number, content in enumerate(contents):
        path = folder / f"{number}.bin"
        path.write_bytes(content)
        digest = hashlib.sha256(content).hexdigest()
        drafts += [
            Draft(f"{n} of {number}", given_path=str(path), given_digest=digest) for n in range(2 if twice else 1)
        ]

    def work(p: Project):
        return (yield from p.articles.add_all((yield from p.origins.keep(drafts)).drafts))

    with Project.create(folder / "a.pressmark", coder=("Anna Lindqvist", "AL")) as project:
        ids = project.step("Import", work).value
        found = [project.origins.of_article(article).data for article in ids]
        assert found == [content for content in contents for _ in range(2 if twice else 1)]
        assert project._store.value("SELECT count(*) FROM origins") == len(contents)
        project.undo()
        assert not any(map(project.origins.has, ids))
        project.redo()
        assert [project.origins.of_article(article).data for article in ids] == found


def test_of_an_archive_all_articles_have_the_archive(project, make_archive, outside) -> None:
    path = make_archive("clippings.zip", {"one.txt": PAGE, "two.txt": PAGE.replace("bank", "till")})
    bring_in(project, [path], keep_originals=True)
    assert len(rows(outside)) == 1
    for article in project.articles.ids():
        assert project.origins.of_article(article) == Original("clippings.zip", path.read_bytes())
        assert project.articles.get(article).origin_file in ("one.txt", "two.txt")


@pytest.fixture
def make_archive(tmp_path):
    import zipfile

    def make(name: str, members: dict[str, str]) -> Path:
        path = tmp_path / name
        with zipfile.ZipFile(path, "w") as archive:
            for member, text in members.items():
                archive.writestr(member, text)
        return path

    return make


def keep(project: Project, draft: Draft) -> tuple[str, ...]:
    return project.step("Keep", lambda p: p.origins.keep([draft])).value.refused


def test_what_is_gone_changed_or_too_large_is_told_and_hinders_nothing(project, press, monkeypatch) -> None:
    right = hashlib.sha256(press.read_bytes()).hexdigest()
    changed = Draft("A", given_path=str(press), given_digest="0" * 64)
    assert keep(project, changed) == ("The bank.txt was not kept: it was changed after it was read",)
    gone = Draft("A", given_path=str(press.with_name("gone.txt")), given_digest=right)
    assert keep(project, gone) == ("gone.txt could not be kept: No such file or directory",)
    assert keep(project, Draft("Pasted, from no file")) == ()
    monkeypatch.setattr(originals, "LARGEST_KEPT", 10)
    large = Draft("A", given_path=str(press), given_digest=right)
    assert keep(project, large)[0].startswith("The bank.txt was not kept: it is larger than")
    assert project._store.value("SELECT count(*) FROM origins") == 0


@pytest.mark.parametrize(
    "data",
    [
        zlib.compress(b"something else"),
        b"no zlib at all",
        zlib.compress(PAGE.encode())[:-8],
        zlib.compress(bytes(60_000_000), 9),
    ],
    ids=["other bytes", "no zlib", "cut off", "a bomb"],
)
def test_what_a_file_of_a_stranger_has_instead_is_not_given_back(project, kept, data) -> None:
    project.step("Forged", lambda p: p._store.execute("UPDATE origins SET data = ?", (data,)))
    with pytest.raises(DamagedFileError, match="is not what was kept"):
        project.origins.of_article(kept)
    assert project.check() == ["The original “The bank.txt” was changed"]


@pytest.mark.parametrize("texts", [True, False])
def test_a_copy_without_full_texts_has_no_originals_and_one_with_them_has(project, kept, target, texts) -> None:
    drive(project.copy(target, CopyChoice(texts=texts)))
    with closing(sqlite3.connect(target)) as copy:
        assert copy.execute("SELECT count(*) FROM origins").fetchone() == (int(texts),)
        assert (copy.execute("SELECT origin_digest FROM articles").fetchone()[0] != "") == texts


def test_a_copy_without_history_leaves_behind_what_belongs_to_no_article(project, kept, target) -> None:
    project.step("Delete", lambda p: p.articles.delete([kept]))
    drive(project.copy(target, CopyChoice()))
    with closing(sqlite3.connect(target)) as copy:
        assert copy.execute("SELECT count(*) FROM origins").fetchone() == (0,)


def test_originals_that_cannot_come_back_are_left_behind_by_the_next_import(project, kept, tmp_path, outside) -> None:
    other = tmp_path / "other.txt"
    other.write_text(PAGE.replace("bank", "till"), encoding="utf-8")
    project.step("Delete", lambda p: p.articles.delete([kept]))
    bring_in(project, [other], keep_originals=True)
    assert len(rows(outside)) == 2, "deleting it can be undone"
    project.undo()
    project.undo()
    assert project.origins.has(kept)
    project.undo()
    bring_in(project, [other], keep_originals=True)
    assert [name for _, name, _ in rows(outside)] == ["other.txt"]


def test_recovery_takes_up_what_is_kept(project, kept, tmp_path, press) -> None:
    project.close()
    from annotations.store.repair import recovery

    damaged = tmp_path / "damaged.pressmark"
    damaged.write_bytes(project.path.read_bytes())
    drive(recovery.recover(damaged, tmp_path / "new.pressmark"))
    with Project.open(tmp_path / "new.pressmark") as new:
        assert new.origins.of_article(new.articles.ids()[0]).data == press.read_bytes()


def test_level_and_limit_fit_what_sqlite_holds() -> None:
    assert len(zlib.compress(bytes(range(256)) * 1000, origins.LEVEL)) < 256_000
    assert originals.LARGEST_KEPT < 64_000_000
