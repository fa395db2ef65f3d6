"""A project that somebody has open, met by the command line."""

from pathlib import Path

from click.testing import CliRunner

from annotations.cli import pressmark
from annotations.project import Project


def test_the_remedy_is_one_that_the_command_line_has(tmp_path: Path) -> None:
    path, text = tmp_path / "week.pressmark", tmp_path / "quay.txt"
    text.write_text("The quay\n\nThe quay was sold in May.")
    with Project.create(path, coder=("Anna Lindqvist", "AL")):
        done = CliRunner().invoke(pressmark, ["import", str(path), str(text)])
    assert done.exit_code == 1
    assert "Close it there, or wait" in done.stderr
    assert "read-only" not in done.stderr
