"""The import preview on files of a test's own."""

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from import_preview import part
from PySide6.QtWidgets import QPushButton
from window_checks import bring_up

from annotations.articles import Batch
from app.dialogs.importing import ImportDialog
from app.session import Session


@pytest.fixture
def session(tmp_path, qapp):
    made = Session()
    assert made.create(tmp_path / "p.pressmark", ("Anna", "A"))
    made.run(
        "Earlier import",
        lambda p: p.batches.add(Batch(0, "Archive", "AI AND strategy", "March", "2026-03-01", "Boris")),
    )
    yield made
    made.shut_down()


@pytest.fixture
def write(tmp_path):
    def make(name, text):
        path = tmp_path / "drop" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return make


@pytest.fixture
def opened(qtbot, session):
    """Open the preview on some paths; `wait` until all is read."""
    made = []

    def open_(paths, *, wait=True, settings=None):
        dialog = ImportDialog(session, paths, None, settings)
        dialog.accepted_values = []
        dialog.accepted_drafts.connect(dialog.accepted_values.append)
        qtbot.addWidget(dialog, before_close_func=lambda d: d.done(0))
        made.append(dialog)
        bring_up(qtbot, dialog)
        if wait:
            qtbot.waitUntil(lambda: not part(dialog, QPushButton, "Stop reading files").isVisible(), timeout=120_000)
        return dialog

    yield open_
    for dialog in made:
        dialog.done(0)


@pytest.fixture
def site(write):
    """Write a page of an invented site that calls itself oddly."""

    def make(number, text="", outlet="courier.example | Home"):
        body = text or f"The ship number {number} left the harbour {number} days after it had come in."
        return write(
            f"{number}.html",
            f"<html><head><link rel='canonical' href='https://courier.example/{number}'><title>Ship {number}</title>"
            f"<meta property='og:site_name' content='{outlet}'><meta property='og:title' content='Ship {number}'>"
            f"</head><body><article><h1>Ship {number}</h1><p>{body}</p><p>Nobody saw it go.</p></article></body>",
        )

    return make
