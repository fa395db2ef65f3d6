"""What the panes say where there is nothing to show."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QLabel

from annotations.importers.draft import Draft
from annotations.project import Project


def sentences(panel: Any) -> str:
    """What is seen in a pane."""
    return " ".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible())


def test_nobody_is_told_to_choose_or_mark_what_is_not_there(desk: Any, tmp_path: Path) -> None:
    path = tmp_path / "empty.pressmark"
    Project.create(path, coder=("Anna Lindqvist", "AL")).close()
    window = desk.start(path)
    assert "import" in sentences(window.reading)
    assert "Choose" not in sentences(window.reading)
    assert "listed here" in sentences(window.inspector)
    assert "press Enter" not in sentences(window.inspector)
    draft = Draft("The quay\n\nThe quay was sold in May.", headline="The quay")
    window.session.run("Add", lambda project: project.articles.add(draft))
    assert "press Enter" in sentences(window.inspector)
