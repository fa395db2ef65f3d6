"""The sample's brief read by poppler, which shares no code with what wrote or checks it elsewhere."""

import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    not (shutil.which("pdftotext") and shutil.which("pdftoppm")), reason="poppler's programs are not installed"
)


def run(*command: str | Path) -> bytes:
    done = subprocess.run([str(part) for part in command], capture_output=True, check=True)
    assert done.stderr == b"", done.stderr
    return done.stdout


def test_every_passage_is_found_in_the_pages_of_its_article(sample) -> None:
    """Word for word, however the lines are broken."""
    first = min(highlight["page"] for highlight in sample.highlights()) + 1
    text = run("pdftotext", "-raw", "-f", str(first), sample.path, "-").decode()
    letters = "".join(text.split())
    over_two_pages = {
        uid
        for uid in {highlight["uid"] for highlight in sample.highlights()}
        if len({highlight["page"] for highlight in sample.highlights() if highlight["uid"] == uid}) > 1
    }
    whole = [claim for claim in sample.content.claims if claim.uid not in over_two_pages]
    assert len(whole) > 60
    missing = [claim.label for claim in whole if "".join(claim.quote.split()) not in letters]
    assert missing == []


def test_marks_are_painted_once(sample, tmp_path: Path) -> None:
    """The page paints them; the annotations over them add nothing."""
    page = str(sample.highlights()[0]["page"] + 1)
    pictures = []
    for name, options in (("with", []), ("without", ["-hide-annotations"])):
        run("pdftoppm", "-r", "50", "-f", page, "-l", page, *options, sample.path, tmp_path / name)
        (picture,) = tmp_path.glob(f"{name}-*.ppm")
        pictures.append(picture.read_bytes())
    assert len(set(pictures[0])) > 20
    assert pictures[0] == pictures[1]
