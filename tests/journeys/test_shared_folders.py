"""Projects in folders that others reach too: the copy, publishing it, and what others do to the file meanwhile."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton, QWidget

from annotations.importers.draft import Draft
from annotations.project import Project
from annotations.store.sharing import places, working_copy
from annotations.store.sharing.places import Facts, Mount

ANNA = ("Anna Lindqvist", "AL")


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A project with one article in a folder that a program keeps in step."""
    folder = tmp_path / "team"
    (folder / ".stfolder").mkdir(parents=True)
    return made(folder / "week.pressmark")


@pytest.fixture
def local(tmp_path: Path) -> Path:
    return made(tmp_path / "harbour.pressmark")


def made(path: Path) -> Path:
    with Project.create(path, coder=ANNA) as project:
        add(project, "The quay")
    return path


def add(project: Project, headline: str) -> None:
    draft = Draft(f"{headline}\n\nThe quay was sold in May.", headline=headline)
    project.step("Add article", lambda p: p.articles.add(draft))


def work(window, headline: str) -> object:
    draft = Draft(f"{headline}\n\nThe quay was sold in May.", headline=headline)
    return window.session.run("Add article", lambda p: p.articles.add(draft))


def press(text: str):
    """Presses the button with this text, and keeps what the box said."""

    def act(box: QMessageBox) -> None:
        press.said = box.text()
        next(button for button in box.buttons() if button.text() == text).click()

    return act


def headlines(path: Path) -> list[str]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return [row[0] for row in connection.execute("SELECT headline FROM articles ORDER BY id")]


def names(path: Path) -> list[str]:
    return sorted(entry.name for entry in path.parent.iterdir() if not entry.name.startswith(".stfolder"))


def come_back(desk, seen=lambda _: False) -> None:
    """Turn to another program and back; what a dialog on the way led to is seen at the end."""
    other = QWidget()
    desk.qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    desk.qtbot.waitUntil(lambda: other.isActiveWindow() or seen(desk.window))
    other.close()
    desk.window.activateWindow()
    desk.qtbot.waitUntil(lambda: desk.window.isActiveWindow() or seen(desk.window))


def test_a_day_on_a_copy_is_published_at_its_end(desk, answer, shared) -> None:
    window = desk.start()
    answer(QMessageBox, press("Work on a copy"))
    assert window.files.open(shared)
    assert "“week” lies in Syncthing, where others reach it too" in press.said
    assert window.windowTitle() == "week – Pressmark"
    assert "saved in your copy" in window.status.text
    assert window.settings.recent == [shared]
    work(window, "The bridge")
    assert headlines(shared) == ["The quay"]
    assert names(shared) == [shared.name, f"{shared.name}.lock"]

    window.commands.run("file.publish")
    assert window.toast.text == f"Published: {shared}"
    assert headlines(shared) == ["The quay", "The bridge"]
    work(window, "The tower")
    desk.close()
    assert headlines(shared) == ["The quay", "The bridge", "The tower"]
    assert names(shared) == [shared.name]
    assert list(working_copy.copies_folder().iterdir()) == []


def test_the_way_is_asked_once_if_the_person_says_so(desk, answer, shared) -> None:
    window = desk.start()

    def always(box: QMessageBox) -> None:
        box.checkBox().setChecked(True)
        press("Open in place")(box)

    answer(QMessageBox, always)
    assert window.files.open(shared)
    work(window, "The bridge")
    assert headlines(shared) == ["The quay", "The bridge"]
    assert names(shared) == [shared.name, f"{shared.name}.lock"], "no log beside the file"
    assert window.session.project.path == shared
    window.session.close_project()
    assert window.files.open(shared)
    window.session.close_project()

    window.commands.run("file.shared_way")
    answer(QMessageBox, press("Cancel"))
    assert not window.files.open(shared)
    assert window.session.project is None
    assert names(shared) == [shared.name]


def test_a_network_share_is_known_by_its_mount(desk, answer, local, monkeypatch) -> None:
    facts = Facts((Mount("/", "ext4"), Mount(str(local.parent), "cifs")))
    monkeypatch.setattr(places, "facts_of_this_machine", lambda: facts)
    window = desk.start()
    answer(QMessageBox, press("Work on a copy"))
    assert window.files.open(local)
    assert "lies on a network share (cifs)" in press.said
    work(window, "The bridge")
    window.session.close_project()
    assert headlines(local) == ["The quay", "The bridge"]


def test_a_colleague_is_told_by_name_who_works_on_a_copy(desk, answer, shared) -> None:
    window = desk.start()
    answer(QMessageBox, press("Work on a copy"))
    window.files.open(shared)
    script = "import sys; from annotations.cli import main; main()"
    arguments = [sys.executable, "-c", script, "import", str(shared), str(shared)]
    done = subprocess.run(arguments, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "Anna Lindqvist on" in done.stderr
    assert "has it open since" in done.stderr


def test_a_project_changed_by_others_is_not_replaced_and_both_are_kept(desk, answer, shared, tmp_path, monkeypatch):
    window = desk.start()
    answer(QMessageBox, press("Work on a copy"))
    window.files.open(shared)
    work(window, "The bridge")
    copy = window.session.project.path
    with closing(sqlite3.connect(shared, isolation_level=None)) as other:
        other.execute("UPDATE articles SET headline = 'Their quay'")
    come_back(desk)
    assert "Someone else has changed it" in window.banner._text.text()

    answer(QMessageBox, press("Keep it for later"))
    window.session.close_project()
    assert str(shared) in press.said
    assert str(copy) in press.said
    assert headlines(shared) == ["Their quay"]
    assert names(shared) == [shared.name]

    target = tmp_path / "mine.pressmark"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    answers = iter(["Save my copy as…", "Open in place"])

    def act(box: QMessageBox) -> None:
        press(next(answers))(box)
        if "Save" in press.said:
            answer(QMessageBox, act)

    answer(QMessageBox, act)
    assert window.files.open(shared)
    assert window.session.project.path == shared
    assert headlines(target) == ["The quay", "The bridge"]
    assert not copy.exists()


def test_unpublished_work_of_a_killed_program_is_offered_and_gone_on_with(desk, answer, shared) -> None:
    script = (
        "import os, sys; from pathlib import Path; from annotations.project import Project;"
        "from annotations.importers.draft import Draft; from annotations.store.sharing.working_copy import WorkingCopy;"
        "p = Project.open_copy(WorkingCopy.take(Path(sys.argv[1])));"
        "p.step('Add', lambda p: p.articles.add(Draft('The bridge', headline='The bridge'))); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", script, str(shared)], timeout=60, check=False)
    assert headlines(shared) == ["The quay"]
    window = desk.start()
    answer(QMessageBox, press("Continue with my copy"))
    assert window.files.open(shared)
    assert "a copy of “week” that was not published" in press.said
    assert "Nobody has changed the project since" in press.said
    assert window.articles.model.rowCount() == 2
    desk.close()
    assert headlines(shared) == ["The quay", "The bridge"]


def test_a_folder_that_cannot_be_reached_at_the_end_can_be_tried_again(desk, answer, shared, monkeypatch) -> None:
    window = desk.start()
    answer(QMessageBox, press("Work on a copy"))
    window.files.open(shared)
    work(window, "The bridge")
    written = working_copy.put_in_place

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(working_copy, "put_in_place", full)

    def make_room(box: QMessageBox) -> None:
        monkeypatch.setattr(working_copy, "put_in_place", written)
        press("Try again")(box)

    answer(QMessageBox, make_room)
    window.session.close_project()
    assert "No space left on device" in press.said
    assert headlines(shared) == ["The quay", "The bridge"]


def test_what_another_program_stores_is_shown_when_the_window_comes_back(desk, local) -> None:
    window = desk.start(local)
    assert window.articles.model.rowCount() == 1
    with closing(sqlite3.connect(local, isolation_level=None)) as other:
        other.execute("UPDATE articles SET headline = 'The changed quay'")
    come_back(desk)
    assert window.toast.text == "Reloaded: another program has changed the project"
    first = window.articles.model.index(0)
    assert first.data() == "The changed quay"
    assert work(window, "The bridge")
    assert headlines(local) == ["The changed quay", "The bridge"]


def test_a_file_put_in_its_place_stops_the_work_and_what_the_window_has_is_saved(
    desk, answer, local, tmp_path, monkeypatch
) -> None:
    window = desk.start(local)
    work(window, "The bridge")
    other = made(tmp_path / "other.pressmark")
    content = other.read_bytes()
    other.replace(local)
    target = tmp_path / "saved.pressmark"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    answer(QMessageBox, press("Save what you have as…"))
    come_back(desk, lambda window: window.session.project.path == target)
    desk.qtbot.waitUntil(lambda: window.session.project.path == target)
    assert "Another file was put in its place" in press.said
    assert headlines(target) == ["The quay", "The bridge"]
    assert local.read_bytes() == content
    assert work(window, "The tower")
    assert headlines(target) == ["The quay", "The bridge", "The tower"]


def test_an_action_on_a_file_that_vanished_is_not_shown_as_stored(desk, answer, local, tmp_path) -> None:
    window = desk.start(local)
    local.rename(tmp_path / "away.pressmark")
    answer(QMessageBox, press("Not now"))
    assert work(window, "The bridge") is None
    desk.qtbot.waitUntil(lambda: "Nothing more is stored" in getattr(press, "said", ""))
    assert "the last action was not stored" in window.banner.text
    assert "NOT SAVED" in window.status.text
    assert window.articles.model.rowCount() == 1
    assert not window.session.can_write
    assert window.commands.action("file.rescue").isVisible()
    shutil.move(tmp_path / "away.pressmark", local)


def test_a_window_that_only_reads_follows_what_is_published(desk, answer, shared) -> None:
    copy = working_copy.WorkingCopy.take(shared, "Boris Petrov")
    with Project.open_copy(copy) as project:
        add(project, "The bridge")
        window = desk.start()
        answer(QMessageBox, press("Open read-only"))
        assert window.files.open(shared)
        assert "Boris Petrov on" in press.said
        assert window.articles.model.rowCount() == 1
        copy.publish()
        come_back(desk)
        assert window.articles.model.rowCount() == 2
        assert window.session.project.read_only
    copy.release()


def test_a_project_made_in_a_shared_folder_says_where_it_lies(desk, answer, shared, monkeypatch) -> None:
    path = shared.with_name("new.pressmark")
    window = desk.start()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(path), ""))
    window.commands.run("file.new")
    assert "“new” lies in Syncthing, where others reach it too" in window.banner.text
    work(window, "The bridge")
    assert headlines(path) == ["The bridge"]
    answer(QMessageBox, press("Work on a copy"))
    next(b for b in window.banner.findChildren(QPushButton) if b.text() == "Work on a copy…").click()
    assert window.session.project.home == path != window.session.project.path
