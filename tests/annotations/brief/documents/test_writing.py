"""Documents on their way into a file: the old one stays until the new one is whole."""

from dataclasses import replace
from pathlib import Path

import pytest

from annotations.brief import write_brief
from annotations.brief.spec import Part
from annotations.errors import CancelledError, ExportError
from annotations.progress import Progress, drive


@pytest.mark.parametrize("suffix", [".docx", ".md"])
def test_a_cancelled_export_leaves_the_old_file(sample, tmp_path, suffix) -> None:
    target = tmp_path / f"brief{suffix}"
    target.write_bytes(b"old")

    def stop(at: Progress) -> None:
        if at.done == at.total:
            raise CancelledError

    with pytest.raises(CancelledError):
        drive(write_brief(sample.content, sample.spec, target), stop)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("suffix", [".docx", ".md"])
def test_a_failed_export_names_the_file_and_leaves_nothing(sample, tmp_path: Path, suffix) -> None:
    target = tmp_path / "no such folder" / f"brief{suffix}"
    with pytest.raises(ExportError, match="Choose a folder that exists"):
        drive(write_brief(sample.content, sample.spec, target))
    assert list(tmp_path.iterdir()) == []


def test_a_brief_of_nothing_but_annotated_articles_is_a_document_without_parts(sample, tmp_path) -> None:
    target = tmp_path / "brief.md"
    report = drive(write_brief(sample.content, replace(sample.spec, parts=(Part.ARTICLES,), handling=""), target))
    assert report.pages == 0
    assert target.read_text(encoding="utf-8").startswith("<!-- Pressmark ")


def test_the_language_of_the_fixed_texts_is_that_of_the_brief(sample, tmp_path) -> None:
    target = tmp_path / "brief.md"
    drive(write_brief(sample.content, replace(sample.spec, language="ru"), target))
    text = target.read_text(encoding="utf-8")
    assert "Источники" in text
    assert '## <a id="sources"></a>Sources' not in text
