"""Asking for a file's name where there are several kinds."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from app.dialogs import saving
from app.dialogs.saving import ask_target, fitting_name

WORD, PDF = "Word (*.docx)", "PDF (*.pdf)"


@pytest.fixture
def ask(qtbot, monkeypatch, tmp_path):
    """Answer Qt's dialog with a name and a kind; returns what becomes of it, and the kind it began with."""
    window = QWidget()
    qtbot.addWidget(window)

    def asked(suggested: str, name: str, kind: str) -> tuple[str, str]:
        began = []

        def choose(*values: object) -> tuple[str, str]:
            began.append(str(values[4]))
            return str(tmp_path / name), kind

        monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
        found = ask_target(window, "Export", tmp_path / suggested, "PDF", ".pdf", {".docx": "Word"})
        return (found.name if found else ""), began[0]

    return asked


def test_the_dialog_begins_with_the_kind_of_the_suggested_name(ask) -> None:
    assert ask("week.pdf", "week.pdf", PDF) == ("week.pdf", PDF)
    assert ask("week.docx", "week.docx", WORD) == ("week.docx", WORD)


def test_another_kind_for_the_suggested_name_changes_its_suffix(ask) -> None:
    assert ask("week.pdf", "week.pdf", WORD)[0] == "week.docx"
    assert ask("week.docx", "week.docx", PDF)[0] == "week.pdf"


def test_a_name_that_was_typed_with_a_suffix_is_believed(ask) -> None:
    assert ask("week.pdf", "other.pdf", WORD)[0] == "other.pdf"
    assert ask("week.pdf", "other", WORD)[0] == "other.docx"
    assert ask("week.pdf", "week.docx", "")[0] == "week.docx"


def test_a_file_whose_suffix_was_added_is_replaced_only_if_that_is_agreed_to(ask, monkeypatch, tmp_path) -> None:
    (tmp_path / "week.docx").write_bytes(b"mine")
    told: list[str] = []
    monkeypatch.setattr(saving, "_may_replace", lambda _, path: bool(told.append(path.name)))
    assert ask("week.pdf", "week.pdf", WORD)[0] == ""
    assert told == ["week.docx"]
    assert Path(tmp_path / "week.docx").read_bytes() == b"mine"


def test_a_text_becomes_a_name_that_every_system_takes() -> None:
    assert fitting_name(' Harbour: what/next?\n"Sold"\x00 ') == "Harbour what next Sold"
