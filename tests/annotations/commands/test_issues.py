"""Issues of a brief by the command line."""

import json
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from annotations.cli import pressmark
from annotations.project import Project
from annotations.sample import write_sample


@pytest.fixture
def run(tmp_path: Path):
    project = str(write_sample(tmp_path))

    def invoke(command: str, *arguments: str) -> Result:
        return CliRunner().invoke(pressmark, [command, project, *arguments])

    return invoke


def test_a_brief_is_issued_listed_and_written_again(run, tmp_path: Path) -> None:
    path = tmp_path / "issued.pdf"
    done = run("issue", "-o", str(path), "--coder", "Anna Example")
    assert done.exit_code == 0, done.output
    digest = sha256(path.read_bytes()).hexdigest()
    assert digest in done.output
    (listed,) = json.loads(run("issues", "--json").output)
    assert (listed["version"], listed["state"], listed["digest"]) == (1, "issued", digest)
    again = run("issue-again", listed["number"], "-o", str(tmp_path / "again.pdf"))
    assert "The same bytes" in again.output
    assert (tmp_path / "again.pdf").read_bytes() == path.read_bytes()


def test_what_is_exported_otherwise_is_a_draft_of_the_next_version(run, tmp_path: Path) -> None:
    import pypdfium2

    run("issue", "-o", str(tmp_path / "issued.pdf"))
    run("brief", "-o", str(tmp_path / "draft.pdf"), "--issued", "2026-03-12")
    for name, marked in (("draft", True), ("issued", False)):
        with pypdfium2.PdfDocument(tmp_path / f"{name}.pdf") as document:
            assert ("DRAFT v2 · 12 Mar 2026" in document[0].get_textpage().get_text_range()) == marked


def test_an_issue_that_is_not_there_is_told(run, tmp_path: Path) -> None:
    done = run("issue-again", "99", "-o", str(tmp_path / "again.pdf"))
    assert done.exit_code == 1
    assert "There is no such issue: 99" in done.output
    assert not (tmp_path / "again.pdf").exists()


def test_what_is_no_pdf_is_never_replaced_by_an_issue(run, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    assert run("issue", "-o", str(tmp_path / "notes.txt")).exit_code == 1
    assert (tmp_path / "notes.txt").read_text() == "mine"
    assert json.loads(run("issues", "--json").output) == []


def test_what_differs_from_the_issue_is_listed_and_written(run, tmp_path: Path) -> None:
    assert "was not issued yet" in run("review-sheet").output
    run("issue", "-o", str(tmp_path / "issued.pdf"))
    assert json.loads(run("review-sheet", "--json").output) == []
    (project,) = tmp_path.glob("*.pressmark")
    with Project.open(project) as opened:
        (brief,) = opened.briefs.all()[:1]
        opened.step("Change", lambda p: p.briefs.change(brief.id, bottom_line="Otherwise."))
        number = brief.spec.number
    (row,) = json.loads(run("review-sheet", "--before", f"{number}:1", "--json").output)
    assert (row["part"], row["what"]) == ("Bottom line", "edited")
    run("issue", "-o", str(tmp_path / "issued.pdf"))
    both = run("review-sheet", "--before", f"{number}:2", "--after", f"{number}:1", "--json")
    assert json.loads(both.output) == [row]
    path = tmp_path / "sheet.pdf"
    done = run("review-sheet", "--before", f"{number}:1", "--after", number, "-o", str(path))
    assert done.exit_code == 0, done.output
    assert path.read_bytes().startswith(b"%PDF")
    for wrong in ("99", f"{number}:9", f"{number}:x"):
        assert run("review-sheet", "--before", wrong).exit_code == 1
