"""Many files at once: in order, with progress, with cancel, and with parsers that crash or hang."""

import os
import sys
import textwrap
import time
import zipfile
from pathlib import Path

import pytest

from annotations.importers.likeness.measures import Measure
from annotations.importers.reading import MOST_LOST, read_clipboard, read_files
from annotations.importers.texts.pasted import Pasted
from annotations.progress import drive
from annotations.worker import Worker


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture
def drop(press):
    """Good files of all formats with bad ones between them."""
    return [
        press.page("1.html"),
        press.write("2.txt", ""),
        press.word("3.docx"),
        press.write("4.pdf", b"%PDF-1.4 broken"),
        press.pdf("5.pdf"),
        press.write("6.md", "# One\n\nTwo"),
        press.write("7.txt", "One\nTwo"),
    ]


@pytest.mark.parametrize("workers", [0, 1, 2])
def test_the_good_files_of_a_drop_arrive_in_order(drop, workers):
    told, seen = [], []
    found = drive(read_files(drop, workers=workers, on_found=told.append), seen.append)
    assert [item.path for item in found] == drop
    assert told == found
    assert [bool(item.drafts) for item in found] == [True, False, True, False, True, True, True]
    assert all(item.remedy for item in found if item.error)
    assert (seen[0].done, seen[-1].done, seen[-1].total) == (0, 7, 7)


@pytest.mark.parametrize("workers", [0, 2])
def test_texts_are_measured_where_they_are_read(drop, workers):
    drop.append(drop[-1].with_name("long.txt"))
    drop[-1].write_text("Ships\n" + " ".join(f"ship {number} left the quay" for number in range(900)), encoding="utf-8")
    for found in drive(read_files(drop, workers=workers, measuring=True)):
        assert found.measures == tuple(Measure.of(draft.text) for draft in found.drafts)


def test_what_was_pasted_is_measured(press):
    (found,) = drive(read_clipboard(Pasted("One\nTwo and three", ""), measuring=True))
    assert [measure.words for measure in found.measures] == [4]


def test_notes_come_after_the_files(press):
    press.write("a/one.txt", "text")
    press.write("a/logo.png", b"x")
    found = drive(read_files([press.folder / "a"], workers=0))
    assert [(item.path.name, bool(item.note)) for item in found] == [("one.txt", False), ("a", True)]


def test_nothing_dropped(tmp_path):
    assert drive(read_files([tmp_path])) == []


def test_the_open_project_is_refused(press):
    project = press.write("p.pressmark", b"SQLite format 3\x00")
    found = drive(read_files([project, press.write("a.txt", "text")], forbidden=[project]))
    assert "the project that is open" in found[0].error
    assert found[1].drafts


@pytest.fixture
def misbehaving(tmp_path):
    """A maker of workers whose child crashes, hangs or eats memory by the name of the file."""
    (tmp_path / "misbehaving.py").write_text(
        textwrap.dedent("""
        import os, time
        from annotations.importers import compose, registry

        compose.guess_language = lambda text: "en"  # its model takes a second to load, on a busy machine several
        plain = registry.plain_text.split_head
        left = []

        def split_head(lines):
            if "crash" in lines[0]:
                os.abort()
            if "hang" in lines[0]:
                time.sleep(600)
            return plain(lines)

        registry.plain_text.split_head = split_head

        def serve(request):
            name = os.path.basename(request["path"])
            if "crash" in name:
                os.abort()
            if "hang" in name:
                time.sleep(600)
            if "eat" in name:
                eaten = [bytearray(50_000_000) for _ in range(12)]
                time.sleep(600)
            if "fault" in name:
                raise RuntimeError(name)
            if "half" in name:
                left.extend(bytearray(50_000_000) for _ in range(4))
                time.sleep(0.5)
            return registry.serve(request)
        """)
    )
    start = (
        "import sys; sys.path[:0] = sys.argv[1:]; from annotations import worker; "
        "worker.KINDS['test'] = 'misbehaving:serve'; sys.exit(worker.serve('test'))"
    )
    argv = [sys.executable, "-c", start, str(tmp_path), str(Path(__file__).parents[3])]
    made = []

    def make():
        made.append(Worker("test", memory=400_000_000, argv=argv))
        return made[-1]

    make.made = made
    return make


def test_a_crash_a_hang_and_a_glutton_cost_one_file_each(press, misbehaving, caplog):
    names = ["1.txt", "2-crash.txt", "3.txt", "4-hang.txt", "5.txt", "6-eat.txt", "7.txt", "8-fault.txt", "9.txt"]
    files = [press.write(name, f"Article {name}\nText") for name in names]
    found = drive(read_files(files, deadline=10, make_worker=misbehaving))
    assert [bool(item.drafts) for item in found] == [True, False] * 4 + [True]
    assert "stops the reading program" in found[1].error
    assert "seconds" in found[3].error
    assert "MB of memory" in found[5].error
    assert all(item.remedy for item in found if item.error)
    assert [bool(item.fault) for item in found] == [False] * 7 + [True, False]
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "RuntimeError: 8-fault.txt" in caplog.text
    caplog.clear()


def test_no_file_is_blamed_for_the_memory_that_another_left_behind(press, misbehaving):
    names = ["1.txt", "2-half.txt", "3-half.txt", "4.txt"]
    files = [press.write(name, f"Article {name}\nText") for name in names]
    found = drive(read_files(files, deadline=10, workers=1, make_worker=misbehaving))
    assert [item.error for item in found] == [""] * 4


def test_what_ends_the_child_within_an_archive_costs_only_itself(press, misbehaving):
    names = ("a good one", "a crash", "another good one", "a hang", "a third good one")
    pack = press.folder / "pack.zip"
    with zipfile.ZipFile(pack, "w") as archive:
        for place, name in enumerate(names):
            archive.writestr(f"{place}.txt", f"{name}\nText")
    found = drive(read_files([pack], deadline=10, make_worker=misbehaving))
    assert [draft.origin_file for draft in found[0].drafts] == ["0.txt", "2.txt", "4.txt"]
    left_out = found[0].drafts[0].warnings[-1]
    assert left_out.startswith("Left out: 1.txt (is damaged in a way that stops the reading program), 3.txt (takes lo")
    assert misbehaving.made[0].pid == 0


def test_an_archive_that_ends_the_child_again_and_again_is_given_up(press, misbehaving):
    pack = press.folder / "pack.zip"
    with zipfile.ZipFile(pack, "w") as archive:
        for place in range(MOST_LOST + 2):
            archive.writestr(f"{place}.txt", "a crash\nText")
    found = drive(read_files([pack, press.write("a.txt", "One\nText")], make_worker=misbehaving))
    assert "stops the reading program" in found[0].error
    assert found[1].drafts


def test_a_reader_that_cannot_start_is_a_fault_of_the_program(press, caplog):
    argv = [sys.executable, "-c", "import a_part_that_is_not_there"]
    found = drive(read_files([press.write("a.txt", "text")], make_worker=lambda: Worker("test", argv=argv)))
    assert found[0].error
    assert "a_part_that_is_not_there" in found[0].fault
    assert "a_part_that_is_not_there" in caplog.text
    caplog.clear()


def test_closing_cancels_and_leaves_no_process(press, misbehaving):
    files = [press.write(f"{n}-hang.txt", "text") for n in range(6)]
    running = read_files(files, make_worker=misbehaving)
    until = time.monotonic() + 20
    while not (len(misbehaving.made) == 2 and all(child.pid for child in misbehaving.made)):
        assert time.monotonic() < until
        next(running)
    pids = [child.pid for child in misbehaving.made]
    started = time.monotonic()
    running.close()
    assert time.monotonic() - started < 20
    assert not any(alive(pid) for pid in pids)
