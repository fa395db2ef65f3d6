"""Codebook files by their ending, and the ones that come with the program."""

from pathlib import Path

import pytest

from annotations.codebook_formats import load_file, project_file, shipped, shipped_named, shipped_names, write_file
from annotations.errors import CodebookError, ExportError

FIELDS = ("name", "key", "short", "definition", "use", "dont_use", "example", "near_miss", "source")
NAMES = shipped_names()


def test_the_default_codebook_is_the_first_of_those_that_come_with_the_program() -> None:
    assert NAMES[0] == "default"
    assert len(NAMES) > 1


@pytest.mark.parametrize("name", NAMES)
def test_every_codebook_that_comes_along_says_all_that_a_coder_needs(name: str) -> None:
    file = shipped_named(name)
    assert file.about
    assert all(dimension.help for dimension in file.dimensions)
    for key, tags in file.tags.items():
        assert tags, key
        for tag in tags:
            assert not [field for field in FIELDS if not getattr(tag, field)], (key, tag.name)


def test_no_two_of_them_share_an_identifier() -> None:
    files = list(shipped().values())
    assert len({file.id for file in files}) == len(files)
    uids = [dimension.uid for file in files for dimension in file.stored_dimensions()]
    assert len(set(uids)) == len(uids)


@pytest.mark.parametrize("name", NAMES)
def test_each_can_be_added_to_one_project_and_leaves_it_sound(project, name: str) -> None:
    project.step("Add", lambda p: p.codebook.install(shipped_named(name)))
    codebook = project.codebook.read()
    assert [dimension.position for dimension in codebook.dimensions] == list(range(len(codebook.dimensions)))
    assert project.check() == []
    assert project.step("Again", lambda p: p.codebook.install(shipped_named(name))).changes.empty


def test_one_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(CodebookError, match="There are: default"):
        shipped_named("../default")


@pytest.mark.parametrize("ending", [".toml", ".csv", ".CSV"])
def test_a_projects_codebook_comes_through_a_file(project, tmp_path: Path, ending: str) -> None:
    codebook, path = project.codebook.read(), tmp_path / f"codebook{ending}"
    write_file(project_file(codebook, project.uid, "Ours"), path)
    back = load_file(path)
    assert {key: [tag.name for tag in tags] for key, tags in back.tags.items()} == {
        dimension.key: [tag.name for tag in codebook.tags_of(dimension.id, with_none=False)]
        for dimension in codebook.dimensions
    }
    assert [file.name for file in tmp_path.iterdir() if "part" in file.name] == []


def test_what_cannot_be_written_is_told_and_what_stood_there_stays(project, tmp_path: Path) -> None:
    file = project_file(project.codebook.read(), project.uid, "Ours")
    with pytest.raises(ExportError, match=r"as \.toml or \.csv"):
        write_file(file, tmp_path / "codebook.docx")
    folder = tmp_path / "there.toml"
    folder.mkdir()
    with pytest.raises(ExportError, match="cannot be written"):
        write_file(file, folder)
    assert not [found.name for found in tmp_path.iterdir() if ".part" in found.name]


def test_what_is_written_through_a_link_gets_where_that_leads(project, tmp_path: Path) -> None:
    file = project_file(project.codebook.read(), project.uid, "Ours")
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_bytes(b"old")
    try:
        link.symlink_to(real)
    except OSError:
        pytest.skip("no links here")
    write_file(file, link)
    assert link.is_symlink()
    assert load_file(real).dimensions
    assert real.read_bytes().startswith(b"\xef\xbb\xbf")
