"""What is taken from a drop: folders, companions of saved pages, never the open project."""

import os

import pytest

from annotations.importers.files.gather import gather, is_forbidden
from annotations.importers.registry import read_file


def names(gathered):
    return [path.name for path in gathered.files]


def test_folders_are_walked_and_companions_left_out(press):
    files = (
        "page.html",
        "page_files/ad.html",
        "page_files/deep/x.txt",
        "notes_files/kept.txt",
        "b/two.txt",
        "logo.png",
    )
    for name in (*files, ".hidden.txt", ".git/config", "~$lock.docx"):
        press.write(f"a/{name}", "text")
    gathered = gather([press.folder / "a"])
    assert names(gathered) == ["page.html", "two.txt", "kept.txt"]
    notes = {note.path.name: note.note for note in gathered.notes}
    assert "saved page" in notes["page_files"]
    assert notes["a"] == "Left out, as no press files: 1 .png."
    assert not any(note.error for note in gathered.notes)


def test_a_page_and_its_folder_dropped_together_are_one_page(press):
    page, frame = press.write("page.html", "text"), press.write("page_files/ad.html", "text")
    other = press.write("other_files/kept.txt", "text")
    elsewhere = press.write("b/page_files/kept.html", "text")
    gathered = gather([frame.parent, page, other.parent, elsewhere.parent])
    assert gathered.files == [page, other, elsewhere]
    assert [(note.path, "saved page" in note.note) for note in gathered.notes] == [(frame.parent, True)]
    assert gather([frame.parent]).files == [frame], "who drops it alone wants what is in it"


def test_named_files_are_always_taken_and_each_once(press):
    picture = press.write("logo.png", b"\x89PNG")
    text = press.write("a.txt", "text")
    assert gather([picture, text, text, press.folder / "." / "a.txt"]).files == [picture, text]
    assert names(gather([text, press.folder])) == ["a.txt"]
    missing = press.folder / "gone.txt"
    assert gather([missing]).files == [missing]


def test_links_in_circles_end(press):
    press.write("a/one.txt", "text")
    (press.folder / "a" / "again").symlink_to(press.folder / "a")
    assert names(gather([press.folder / "a"])) == ["one.txt"]


@pytest.mark.parametrize("ending", ["", "-wal", "-shm", "-journal"])
def test_the_open_project_is_not_even_opened(press, monkeypatch, ending):
    project = press.write("p.pressmark", b"SQLite format 3\x00")
    part = press.write(f"p.pressmark{ending}", b"SQLite format 3\x00")
    hard, soft = press.folder / "innocent.txt", press.folder / "soft.txt"
    os.link(part, hard)
    soft.symlink_to(part)
    opened: list[object] = []
    monkeypatch.setattr("pathlib.Path.open", lambda self, *_: opened.append(self))
    for path in (part, hard, soft):
        assert is_forbidden(path, [project])
        found = read_file(path, [project])
        assert "the project that is open" in found.error
    assert opened == []


def test_other_files_are_not_forbidden(press):
    assert not is_forbidden(press.write("a.txt", "x"), [press.folder / "gone.pressmark"])
    assert not is_forbidden(press.folder / "missing.txt", [press.folder / "missing.txt"])
