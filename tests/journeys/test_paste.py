"""Ctrl+V makes an article of what was copied elsewhere, with the preview before anything is stored."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from window_checks import bring_up

from annotations.importers.draft import Draft
from annotations.importers.texts.pasted import MOST_PASTED
from annotations.project import Project
from app.dialogs.importing import ImportDialog

CTRL = Qt.KeyboardModifier.ControlModifier
ADDRESS = "https://courier.example/ferry"
LINES = [
    "Ferry sails without a crew",
    "By A. Writer",
    "The ferry crossed the strait on Monday with nobody at the wheel, the harbour said.",
    "Two passengers noticed it; the others read the newspaper.",
]
MARKUP = f"<h1>{LINES[0]}</h1>{''.join(f'<p>{line}</p>' for line in LINES[1:])}<p>Share this article</p>"
HOSTILE = "<script>location='http://127.0.0.1:9'</script><img src='file:///etc/hostname' onerror='x()'>" + "<b>" * 9_000


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.pressmark"
    with Project.create(path, coder=("Anna Lindqvist", "AL")) as made:
        made.step("Fill", lambda p: p.articles.add(Draft("The quay\nIt was sold.", headline="The quay")))
    return path


@pytest.fixture
def copy(qapp: Any) -> Iterator[Callable[..., None]]:
    """Copy something in another program."""

    def put(text: str = "", html: str = "", files: tuple[Path, ...] = (), page: str = "") -> None:
        data = QMimeData()
        if text:
            data.setText(text)
        if html:
            data.setHtml(html)
        if files:
            data.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
        if page:
            data.setData("text/x-moz-url-priv", page.encode("utf-16-le"))
        QApplication.clipboard().setMimeData(data)

    yield put
    QApplication.clipboard().clear()


def paste(desk: Any, keys: Any) -> None:
    bring_up(desk.qtbot, desk.window)
    desk.window.articles.view.setFocus()
    keys(Qt.Key.Key_V, CTRL)


def preview(desk: Any) -> Any:
    """The open preview with everything read, or None."""
    found = [dialog for dialog in desk.window.findChildren(ImportDialog) if dialog.isVisible()]
    if not found:
        return None
    desk.qtbot.waitUntil(lambda: not found[0]._head.is_reading, timeout=60_000)
    return found[0]


def imported(desk: Any) -> None:
    dialog = preview(desk)
    button = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Import 1 article")
    desk.qtbot.waitUntil(button.isEnabled)
    bring_up(desk.qtbot, dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    desk.idle()


def newest(path: Path) -> tuple[str, ...]:
    with sqlite3.connect(path) as connection:
        row: tuple[str, ...] = connection.execute(
            "SELECT headline, url, text FROM articles JOIN texts USING (digest) ORDER BY articles.id DESC"
        ).fetchone()
    connection.close()
    return row


def test_a_copied_part_of_a_page_is_stored_as_an_article_and_undone_in_one_step(desk, keys, copy, project) -> None:
    window = desk.start(project)
    copy("\n\n".join([*LINES, "Share this article"]), MARKUP, page=ADDRESS)
    paste(desk, keys)
    imported(desk)
    assert window.session.undo_label == "Import 1 article"
    desk.close()
    assert newest(project) == (LINES[0], ADDRESS, "\n".join(LINES))


@pytest.mark.parametrize(("text", "said"), [("", "no text in the clipboard"), ("x" * (MOST_PASTED + 1), "file")])
def test_what_cannot_be_pasted_is_said_above_the_window(desk, keys, copy, project, text, said) -> None:
    window = desk.start(project)
    copy(text)
    paste(desk, keys)
    assert preview(desk) is None
    assert said in window.banner.text


def test_copied_files_are_taken_as_if_dropped(desk, keys, copy, project, tmp_path) -> None:
    file = tmp_path / "press.txt"
    file.write_text("\n\n".join(LINES), encoding="utf-8")
    desk.start(project)
    copy(str(file), files=(file,))
    paste(desk, keys)
    imported(desk)
    desk.close()
    assert newest(project)[0] == LINES[0]


def test_in_a_text_field_the_keys_paste_there(desk, keys, copy, project) -> None:
    window = desk.start(project)
    copy("ferry")
    bring_up(desk.qtbot, window)
    field = window.articles.filter_field
    field.setFocus()
    keys(Qt.Key.Key_V, CTRL)
    assert field.text() == "ferry"
    assert preview(desk) is None


def test_hostile_markup_is_read_in_the_child_process_and_the_window_lives(desk, keys, copy, project) -> None:
    desk.start(project)
    copy("\n\n".join(LINES), HOSTILE)
    paste(desk, keys)
    imported(desk)
    desk.close()
    assert newest(project) == (LINES[0], "", "\n".join(LINES))
