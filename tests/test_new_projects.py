"""Projects that tests copy are like those that the program makes anew."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import new_projects
import pytest
from new_projects import STAMPED

from annotations.project import Project
from annotations.store.files import making

ANNA = ("Anna Lindqvist", "AL")
OWN = ("uid", "hlc", "last_hlc", "applied_at")


def rows(path: Path) -> dict[str, list[dict[str, Any]]]:
    """All rows by table; of what is kept by key, the value is named by its key."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        found = {table: [dict(row) for row in connection.execute(f"SELECT * FROM {table}")] for table in tables}
    found["meta"] = [{"uid" if row["key"] == "uid" else "value": row["value"]} for row in found["meta"]]
    return found


def shared_uids(one: Path, other: Path) -> dict[str, set[str]]:
    return {
        table: {row["uid"] for row in some if "uid" in row} & {row["uid"] for row in rows(other)[table] if "uid" in row}
        for table, some in rows(one).items()
    }


@pytest.fixture
def make(tmp_path, monkeypatch) -> Callable[[str], Path]:
    def make_(name: str, **given: Any) -> Path:
        with Project.create(tmp_path / name, coder=ANNA, **given) as project:
            assert project.check() == []
            assert project.coders.all()[-1].id == project.coder_id
        return tmp_path / name

    return make_


@pytest.fixture
def anew(tmp_path, make, monkeypatch) -> list[Path]:
    """Two projects made by the program."""
    with monkeypatch.context() as within:
        within.setattr(making, "_build", new_projects._build)
        return [make("anew"), make("anew again")]


def test_a_copy_has_what_one_made_anew_has(anew, make) -> None:
    def common(path: Path) -> dict[str, list[dict[str, Any]]]:
        return {
            table: [{name: value for name, value in row.items() if name not in OWN} for row in some]
            for table, some in rows(path).items()
        }

    make("first")
    assert common(make("copy")) == common(anew[0])


def test_copies_share_no_more_names_than_those_made_anew_do(anew, make) -> None:
    shared = shared_uids(*anew)
    assert any(shared.values())
    first = make("first")
    assert shared_uids(first, make("second")) == shared
    assert shared_uids(first, anew[0]) == shared


def test_the_clock_of_a_copy_is_that_of_its_own_making(make) -> None:
    make("first")
    earlier, later = rows(make("second")), rows(make("third"))
    assert later["replicas"][0]["last_hlc"] > earlier["replicas"][0]["last_hlc"]
    for state in (earlier, later):
        stamps = {row["hlc"] for table in STAMPED for row in state[table]}
        assert stamps == {1, state["replicas"][0]["last_hlc"]}


@pytest.mark.made_anew
def test_a_test_can_have_them_made_anew() -> None:
    assert making._build is new_projects._build


def test_a_project_with_another_codebook_is_made_by_the_program(make, monkeypatch) -> None:
    with Project.open(make("first")) as project:
        seen, real = [], new_projects._build
        monkeypatch.setattr(new_projects, "_build", lambda path, fill: seen.append(path) or real(path, fill))
        make("like it", like=project)
    assert seen
