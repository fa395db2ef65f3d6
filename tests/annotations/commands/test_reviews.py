"""A reviewed brief is read back by the command line."""

import json
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner, Result
from pikepdf import Array, Dictionary, Name, String

from annotations.cli import pressmark
from annotations.sample import write_sample


@pytest.fixture
def run(tmp_path: Path):
    project = str(write_sample(tmp_path))

    def invoke(command: str, *arguments: str) -> Result:
        return CliRunner().invoke(pressmark, [command, project, *arguments])

    return invoke


def commented(path: Path, target: Path, *texts: str) -> str:
    """Reply to the first highlight; returns its claim's printed number."""
    with pikepdf.open(path) as pdf:
        page = next(page for page in pdf.pages if any(a.Subtype == "/Highlight" for a in page.get("/Annots", [])))
        highlight = next(one for one in page.Annots if one.Subtype == "/Highlight")
        for text in texts:
            values = {"Rect": Array([10, 10, 20, 20]), "Contents": String(text), "T": String("Rita"), "IRT": highlight}
            page.Annots.append(pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Text, **values)))
        pdf.save(target)
        return str(highlight.Subj)


def test_comments_are_listed_with_their_claims_and_kept_once(run, tmp_path: Path) -> None:
    brief, reviewed = tmp_path / "brief.pdf", tmp_path / "reviewed.pdf"
    run("brief", "-o", str(brief))
    label = commented(brief, reviewed, "Who says so?")
    (row,) = json.loads(run("review", str(reviewed), "--json").output)
    assert {
        "claim": label,
        "text": "Who says so?",
        "author": "Rita",
        "state": "open",
        "new": True,
    }.items() <= row.items()
    commented(brief, reviewed, "Who says so?", "And when?")
    rows = json.loads(run("review", str(reviewed), "--json").output)
    assert [(one["text"], one["new"]) for one in rows] == [("Who says so?", False), ("And when?", True)]


def test_a_file_that_is_no_pdf_is_told(run, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    done = run("review", str(tmp_path / "notes.txt"))
    assert done.exit_code == 1
    assert "notes.txt: The file is no PDF" in done.output
