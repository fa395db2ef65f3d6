"""The report of an import for programs: every file and every article is accounted for."""

import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from annotations.cli import pressmark
from annotations.project import Project
from app.models.draft_cells import FIELDS


@pytest.fixture
def drop(tmp_path: Path) -> Path:
    """A folder with a page, a copy of its text, an archive with a bad file in it, a picture and an empty file."""
    folder = tmp_path / "drop"
    folder.mkdir()
    prose = "".join(f"<p>The bank said sentence {n} about its model, on Thursday in the capital.</p>" for n in range(9))
    page = f"<html lang='en'><body><article><h1>A headline</h1>{prose}<p>Read more: another one</p></article></body>"
    (folder / "a.html").write_text(page, encoding="utf-8")
    (folder / "b.html").write_text(page, encoding="utf-8")
    (folder / "c.txt").write_text("", encoding="utf-8")
    (folder / "logo.png").write_bytes(b"\x89PNG")
    with zipfile.ZipFile(folder / "d.zip", "w") as archive:
        archive.writestr("in.txt", "Outlet: The Herald\nDate: 2026-03-12\n\nAnother headline\nIts text.")
        archive.writestr("bad.txt", "")
    return folder


def test_every_file_and_article_is_in_the_report(drop, tmp_path):
    project = tmp_path / "week.pressmark"
    with Project.create(project):
        pass
    done = CliRunner().invoke(pressmark, ["import", str(project), str(drop), "--json"])
    assert done.exit_code == 1
    assert "c.txt: is empty" in done.stderr
    report = json.loads(done.stdout)
    assert (report["files"], report["stored"], report["already_there"]) == (4, 2, 1)
    first, copy, within = report["articles"]
    assert (first["file"], first["path"], first["stored"]) == ("a.html", str(drop / "a.html"), True)
    assert (copy["stored"], copy["same_text_as"]) == (False, "A headline")
    assert (within["file"], within["path"], within["outlet"]) == ("in.txt", str(drop / "d.zip"), "The Herald")
    assert "Left out: bad.txt (is empty)." in within["warnings"]
    assert [cut["line"] for cut in first["left_out"]] == ["Read more: another one"]
    assert all(cut["why"] for cut in first["left_out"])
    assert (within["words"], within["type"]) == (4, "")
    assert {*FIELDS.values(), "words", "warnings", "file"} <= set(first)  # whatever the preview shows
    assert [(failed["error"], bool(failed["remedy"])) for failed in report["failed"]] == [("is empty", True)]
    assert report["notes"][0]["note"] == "Left out, as no press files: 1 .png."
    with Project.open(project) as stored:
        assert len(stored.articles.ids()) == 2


def test_a_folder_of_which_nothing_can_be_read_stores_nothing_and_says_so(tmp_path):
    project, folder = tmp_path / "week.pressmark", tmp_path / "drop"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(b"%PDF-1.4 broken")
    with Project.create(project):
        pass
    done = CliRunner().invoke(pressmark, ["import", str(project), str(folder)])
    assert done.exit_code == 1
    assert "0 articles stored" in done.stdout
    assert len(done.stderr.splitlines()) == 1
