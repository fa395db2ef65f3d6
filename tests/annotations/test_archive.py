"""Archives: complete, checked, and readable without the program."""

import csv
import hashlib
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from annotations.archive import SUMS, write_archive, write_csv
from annotations.brief.spec import BriefSpec
from annotations.codebook_file import load_codebook
from annotations.errors import CancelledError, ExportError
from annotations.progress import Progress, drive
from annotations.project import Project
from annotations.sample import write_sample

pytestmark = pytest.mark.usefixtures("kept_workers")

DAY = "2026-03-12"


@pytest.fixture
def sample(tmp_path: Path):
    """The sample project, open, with a second brief whose name no file could have."""
    with Project.open(write_sample(tmp_path)) as opened:
        opened.step("Brief", lambda p: p.briefs.add("Banks: 1/2?", BriefSpec(title="Banks")))
        yield opened


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_an_archive_holds_everything_and_its_checksums_are_right(sample, out) -> None:
    made = drive(write_archive(sample, out, DAY))
    assert made.folder == out / f"AI strategy sample archive {DAY}"
    assert list(out.iterdir()) == [made.folder]
    assert set(made.files) == {
        "AI strategy sample.pressmark",
        "Weekly brief.pdf",
        "Banks_ 1_2_.pdf",
        *("articles.csv", "claims.csv", "taggings.csv", "codebook.toml", "check.txt", SUMS),
    }
    lines = (made.folder / SUMS).read_text().splitlines()
    assert {line[66:] for line in lines} == set(made.files) - {SUMS}
    for line in lines:
        assert hashlib.sha256((made.folder / line[66:]).read_bytes()).hexdigest() == line[:64]


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="needs sha256sum")
def test_the_usual_tool_reads_the_checksums(sample, out) -> None:
    folder = drive(write_archive(sample, out, DAY)).folder
    check = ["sha256sum", "--strict", "-c", SUMS]
    assert subprocess.run(check, cwd=folder, check=False, capture_output=True).returncode == 0
    with (folder / "claims.csv").open("ab") as file:
        file.write(b"x")
    assert subprocess.run(check, cwd=folder, check=False, capture_output=True).returncode == 1


def test_the_archived_project_is_for_reading_and_says_so(sample, out) -> None:
    folder = drive(write_archive(sample, out, DAY)).folder
    with Project.open(folder / "AI strategy sample.pressmark") as archived:
        assert archived.read_only_reason == "It was archived on 12 Mar 2026"
        assert archived.claims.count() == sample.claims.count()
    assert "Sound." in (folder / "check.txt").read_text(encoding="utf-8")


def test_the_tables_say_what_the_project_says(sample, out) -> None:
    folder = drive(write_archive(sample, out, DAY)).folder
    claims = rows_of(folder / "claims.csv")
    assert [row["quote"] for row in claims] == [claim.quote for claim in sample.claims.all()]
    assert len(rows_of(folder / "taggings.csv")) == sum(len(claim.taggings) for claim in sample.claims.all())
    texts = {row["uid"]: row["text"] for row in rows_of(folder / "articles.csv")}
    assert texts == {
        article.uid: sample.articles.text(article.id) for article in sample.articles.rows(sample.articles.ids())
    }


def test_the_codebook_is_the_projects(sample, out) -> None:
    folder = drive(write_archive(sample, out, DAY)).folder
    file = load_codebook(folder / "codebook.toml")
    codebook = sample.codebook.read()
    written = {tag.uid for d in file.dimensions for tag in file.stored_tags(d.key)}
    assert written == {tag.uid for tag in codebook.tags}


def test_briefs_are_dated_with_the_archive_unless_they_have_a_date(sample, out) -> None:
    folder = drive(write_archive(sample, out, DAY)).folder
    with pikepdf.open(folder / "Banks_ 1_2_.pdf") as document:
        assert str(document.docinfo["/CreationDate"]).startswith("D:20260312")


def test_briefs_are_marked_as_drafts_on_every_page(sample, out) -> None:
    folder = drive(write_archive(sample, out, DAY)).folder
    with pypdfium2.PdfDocument(folder / "Banks_ 1_2_.pdf") as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    assert pages
    assert all("DRAFT v1 · 12 Mar 2026" in page for page in pages)


def test_a_second_archive_takes_the_next_free_name(sample, out) -> None:
    first, second = (drive(write_archive(sample, out, DAY)).folder for _ in range(2))
    assert second.name == f"{first.name} 2"


@pytest.mark.parametrize(
    "label", ["", "Checking the archive", "Writing claims.csv", "List of claims", "Writing checksums"]
)
def test_cancelling_leaves_no_folder(sample, out, label) -> None:
    def stop(progress: Progress) -> None:
        if progress.label == label:
            raise CancelledError

    with pytest.raises(CancelledError):
        drive(write_archive(sample, out, DAY), stop)
    assert not list(out.iterdir())


def test_a_folder_that_is_not_there_is_told(sample, out) -> None:
    with pytest.raises(ExportError, match="no such folder"):
        drive(write_archive(sample, out / "no", DAY))


def test_what_a_spreadsheet_would_calculate_is_made_harmless(tmp_path) -> None:
    path = tmp_path / "table.csv"
    bad = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"]
    drive(write_csv(path, ["text", "number"], [[text, -2] for text in bad], lambda done: Progress(done, 0)))
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = rows_of(path)
    assert [row["text"] for row in rows] == [f"'{text}" for text in bad]
    assert {row["number"] for row in rows} == {"-2"}


def test_lines_and_quotes_in_a_cell_come_through(tmp_path) -> None:
    path = tmp_path / "table.csv"
    text = 'She said “no”, then "yes";\n\nпотом – да.'
    drive(write_csv(path, ["text"], [[text]], lambda done: Progress(done, 0)))
    assert rows_of(path) == [{"text": text}]
