"""The command line, as a person calls it."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pypdfium2
import pytest
from click.testing import CliRunner, Result

from annotations import __version__
from annotations.cli import pressmark
from annotations.project import Project


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Call a command in an empty folder and return what it answered."""
    monkeypatch.chdir(tmp_path)

    def call(*words: str) -> Result:
        return CliRunner().invoke(pressmark, list(words), catch_exceptions=False)

    return call


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A text file with a head block."""
    path = tmp_path / "harbour.txt"
    path.write_text(
        "Headline: Harbour town opens data centre\nOutlet: The Example Courier\nPublished: 2026-03-12\n\n"
        "Harbour town opens data centre\n\nThe mayor said the centre would create “forty jobs” by June.\n",
        encoding="utf-8",
    )
    return path


def python(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a fresh interpreter."""
    return subprocess.run(
        [sys.executable, *words],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, **environment},
    )


def test_the_version_is_told_without_loading_anything_large() -> None:
    done = python(
        "-c",
        "import sys\nfrom annotations.cli import pressmark\n"
        "try:\n    pressmark(['--version'])\nfinally:\n    print(sorted({m.split('.')[0] for m in sys.modules}))",
    )
    assert done.stdout.startswith(f"pressmark {__version__}\n")
    for name in ("sqlite_utils", "sqlite3", "numpy", "PySide6", "spacy", "reportlab", "lxml", "app"):
        assert f"'{name}'" not in done.stdout


def test_importing_listing_and_checking(run, article: Path) -> None:
    assert run("new", "week.pressmark", "--coder", "Anna Lindqvist").exit_code == 0
    imported = run("import", "week.pressmark", str(article), "--json")
    assert imported.exit_code == 0, imported.output
    assert json.loads(imported.stdout)["stored"] == 1

    rows = json.loads(run("articles", "week.pressmark", "--json").stdout)
    assert [(row["headline"], row["outlet"], row["published"]) for row in rows] == [
        ("Harbour town opens data centre", "The Example Courier", "2026-03-12")
    ]
    assert "Harbour town opens data centre" in run("articles", "week.pressmark").stdout
    assert run("claims", "week.pressmark", "--json").stdout.strip() == "[]"
    checked = run("check", "week.pressmark")
    assert checked.exit_code == 0
    assert "1 article, 0 claims" in checked.stdout


def test_the_same_file_twice_is_stored_once(run, article: Path) -> None:
    run("new", "week.pressmark")
    run("import", "week.pressmark", str(article))
    again = run("import", "week.pressmark", str(article), "--json")
    assert json.loads(again.stdout)["stored"] == 0
    assert len(json.loads(run("articles", "week.pressmark", "--json").stdout)) == 1


def test_a_bad_file_is_told_and_the_good_one_stored(run, article: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    run("new", "week.pressmark")
    done = run("import", "week.pressmark", str(empty), str(article))
    assert done.exit_code == 1
    assert "empty.txt" in done.stderr
    assert len(json.loads(run("articles", "week.pressmark", "--json").stdout)) == 1


@pytest.fixture
def folder_of_all_formats(tmp_path: Path, article: Path) -> Path:
    """One article in each format."""
    import docx
    from reportlab.pdfgen.canvas import Canvas

    folder = tmp_path / "drop"
    folder.mkdir()
    article.rename(folder / article.name)
    body = "The council of the invented town voted on Thursday for a hall of its own."
    (folder / "council.md").write_text(f"# Council votes\n\n{body}\n", encoding="utf-8")
    page = f"<html><head><title>A hall</title></head><body><h1>A hall</h1><p>{body * 5}</p></body></html>"
    (folder / "page.html").write_text(page, encoding="utf-8")
    document = docx.Document()
    document.add_heading("Bank speaks", 0)
    document.add_paragraph(body)
    document.save(str(folder / "bank.docx"))
    canvas = Canvas(str(folder / "press.pdf"))
    canvas.setFontSize(20)
    canvas.drawString(60, 760, "Ministry answers")
    canvas.setFontSize(10)
    canvas.drawString(60, 700, body)
    canvas.save()
    return folder


def test_every_format_and_a_folder_of_them(run, folder_of_all_formats: Path) -> None:
    run("new", "week.pressmark")
    done = run("import", "week.pressmark", str(folder_of_all_formats))
    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines()[-1] == "5 articles stored, 3 wire copies of others among them"
    found = {row["headline"]: row["file"] for row in json.loads(run("articles", "week.pressmark", "--json").stdout)}
    assert found == {
        "Harbour town opens data centre": "harbour.txt",
        "Council votes": "council.md",
        "A hall": "page.html",
        "Bank speaks": "bank.docx",
        "Ministry answers": "press.pdf",
    }


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("binary.txt", bytes(range(256)) * 20),
        ("truncated.docx", b"PK\x03\x04" + bytes(30) + b"word/document.xml"),
        ("truncated.pdf", b"%PDF-1.7\n1 0 obj"),
        ("missing.txt", None),
        ("week.pressmark", None),
    ],
)
def test_a_file_that_gives_nothing_is_one_line_with_a_remedy(run, tmp_path: Path, name: str, content) -> None:
    run("new", "week.pressmark")
    if content is not None:
        (tmp_path / name).write_bytes(content)
    done = run("import", "week.pressmark", name)
    assert done.exit_code == 1
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith(f"pressmark: {name}: ")
    assert ". " in done.stderr.removeprefix(f"pressmark: {name}: ")
    assert done.stdout == "0 articles stored\n"


def test_names_of_files_cannot_speak_to_the_terminal(run) -> None:
    run("new", "week.pressmark")
    name = "a\x1b[31m\nb\udcff.txt"
    for command in (["import", "week.pressmark", name], ["check", name]):
        done = run(*command)
        assert done.stderr.count("\n") == 1
        assert "a\ufffd[31m b\ufffd.txt" in done.stderr
    assert "\\xff" in json.loads(run("import", "week.pressmark", name, "--json").stdout)["failed"][0]["file"]


def test_new_adds_the_ending(run, tmp_path: Path) -> None:
    assert run("new", "week12").exit_code == 0
    assert run("new", "week13.pressmark").exit_code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["week12.pressmark", "week13.pressmark"]


@pytest.mark.parametrize("place", ["missing/week.pressmark", "harbour.txt/week.pressmark", "/proc/week.pressmark"])
def test_new_where_nothing_can_be_made_is_one_line(run, article: Path, place: str) -> None:
    done = run("new", place)
    assert done.exit_code == 1
    assert done.stderr.count("\n") == 1
    assert place in done.stderr
    assert "Choose another folder" in done.stderr


def test_a_project_that_is_open_elsewhere_is_read_but_not_written(run, article: Path, tmp_path: Path) -> None:
    run("new", "week.pressmark")
    with Project.open(tmp_path / "week.pressmark"):
        done = run("import", "week.pressmark", str(article))
        assert done.exit_code == 1
        assert done.stderr.count("\n") == 1
        assert "week.pressmark" in done.stderr
        assert run("articles", "week.pressmark").exit_code == 0
    assert run("import", "week.pressmark", str(article)).exit_code == 0


def test_a_project_that_cannot_be_written_is_read(run, article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("new", "week.pressmark")
    may = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK and may(path, mode))
    done = run("import", "week.pressmark", str(article))
    assert done.exit_code == 1
    assert done.stderr.count("\n") == 1
    assert "cannot be written. Work on a copy of it" in done.stderr
    assert run("articles", "week.pressmark").exit_code == 0
    assert run("check", "week.pressmark").exit_code == 0


def test_new_never_overwrites(run, tmp_path: Path) -> None:
    (tmp_path / "week.pressmark").write_text("something of mine")
    done = run("new", "week.pressmark")
    assert done.exit_code == 1
    assert "week.pressmark" in done.stderr
    assert (tmp_path / "week.pressmark").read_text() == "something of mine"


@pytest.mark.parametrize("command", ["articles", "claims", "check"])
def test_a_file_that_is_no_project_is_one_line(run, tmp_path: Path, command: str) -> None:
    (tmp_path / "letter.pressmark").write_text("Dear Anna, " * 100)
    done = run(command, "letter.pressmark")
    assert done.exit_code == 1
    assert done.stderr.count("\n") == 1
    assert "letter.pressmark" in done.stderr
    assert (tmp_path / "letter.pressmark").read_text() == "Dear Anna, " * 100


@pytest.mark.parametrize(
    "words",
    [
        ["artcles", "week.pressmark"],
        ["articles"],
        ["import", "week.pressmark"],
        ["brief", "week.pressmark"],
        ["brief", "week.pressmark", "-o", "week.pdf", "--issued", "yesterday"],
        ["brief", "week.pressmark", "-o", "week.pdf", "--page", "A5"],
        ["new", "week.pressmark", "--initials", "AL"],
        ["check", "week.pressmark", "--loudly"],
        ["week.txt"],
    ],
)
def test_what_is_not_understood_is_a_usage_error(run, tmp_path: Path, words: list[str]) -> None:
    done = run(*words)
    assert done.exit_code == 2
    assert "Usage:" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_every_command_and_option_explains_itself(run) -> None:
    for name, command in pressmark.commands.items():
        done = run(name, "--help")
        assert done.exit_code == 0
        assert command.help, name
        assert all(option.help for option in command.params if isinstance(option, click.Option)), name


def test_a_brief_leaves_the_old_file_when_it_cannot_be_written(run, tmp_path: Path) -> None:
    run("new", "week.pressmark")
    done = run("brief", "week.pressmark", "-o", str(tmp_path / "missing" / "brief.pdf"))
    assert done.exit_code == 1
    assert "brief.pdf" in done.stderr


def test_a_brief_never_replaces_what_is_no_brief(run, tmp_path: Path) -> None:
    run("new", "week.pressmark")
    (tmp_path / "manuscript.txt").write_text("something of mine")
    (tmp_path / "old.pdf").write_bytes(b"%PDF-1.4 an older brief")
    (tmp_path / "made.pdf").touch()
    (tmp_path / "notes.pdf").write_text("something of mine too")
    for name, why in (
        ("week.pressmark", "A brief cannot be written as .pressmark"),
        ("manuscript.txt", "A brief cannot be written as .txt"),
        ("notes.pdf", "A file stands there that is no PDF. Choose another name"),
    ):
        before = (tmp_path / name).read_bytes()
        done = run("brief", "week.pressmark", "-o", name)
        assert done.exit_code == 1
        assert f"{name}: {why}" in done.stderr
        assert (tmp_path / name).read_bytes() == before
    for name in ("old.pdf", "made.pdf"):
        assert run("brief", "week.pressmark", "-o", name).exit_code == 0
        assert b"an older brief" not in (tmp_path / name).read_bytes()
        assert (tmp_path / name).stat().st_size > 1000


def test_the_demo_writes_both_files_and_never_overwrites(tmp_path: Path) -> None:
    for _ in range(2):
        done = python("-m", "annotations.cli", "demo", "--no-window", "--into", str(tmp_path))
        assert done.returncode == 0, done.stderr
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == [
        "AI strategy sample 2.pdf",
        "AI strategy sample 2.pressmark",
        "AI strategy sample.pdf",
        "AI strategy sample.pressmark",
    ]
    with pypdfium2.PdfDocument(tmp_path / names[2]) as document:  # not issued yet
        assert all("DRAFT v1" in page.get_textpage().get_text_range() for page in document)


@pytest.mark.skipif(sys.platform != "linux", reason="only there can a display be missing")
def test_the_demo_without_a_display_says_so_and_succeeds(tmp_path: Path) -> None:
    done = python(
        "-m", "annotations.cli", "demo", "--into", str(tmp_path), DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM=""
    )
    assert done.returncode == 0, done.stderr
    assert "display" in done.stdout.splitlines()[-1]
    assert len(list(tmp_path.iterdir())) == 2


def test_a_reader_that_goes_away_ends_the_output_quietly(run, tmp_path: Path) -> None:
    run("new", "week.pressmark")
    command = [sys.executable, "-m", "annotations.cli", "articles", str(tmp_path / "week.pressmark"), "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as listing:
        listing.stdout.close()
        assert listing.stderr.read() == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full disk")
def test_output_to_a_full_disk_is_one_line(run, tmp_path: Path) -> None:
    run("new", "week.pressmark")
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "annotations.cli", "articles", str(tmp_path / "week.pressmark")]
        done = subprocess.run(command, check=False, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "cannot be written" in done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_letters_that_the_terminal_lacks_stop_nothing(run, tmp_path: Path, encoding: str) -> None:
    (tmp_path / "вести.txt").write_text("Портовый город открыл центр\n\nМэр сказал, что центр нужен.", encoding="utf-8")
    run("new", "week.pressmark")
    listing = ["articles", "week.pressmark"]
    for words in (["import", "week.pressmark", "вести.txt", "нет.txt"], listing, [*listing, "--json"]):
        done = subprocess.run(
            [sys.executable, "-m", "annotations.cli", *words],
            check=False,
            capture_output=True,
            timeout=60,
            env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "LC_ALL": "C"},
        )
        assert b"Traceback" not in done.stderr
        assert done.returncode == (1 if words[0] == "import" else 0)
        if "--json" in words:
            assert json.loads(done.stdout)[0]["headline"] == "Портовый город открыл центр"
    assert len(json.loads(run("articles", "week.pressmark", "--json").stdout)) == 1


def children_of(pid: int) -> list[int]:
    """Process ids of the living children of a process."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = status.read_text().rpartition(")")[2].split()[:2]
        except (OSError, ValueError):
            continue
        if int(parent) == pid and state != "Z":
            found.append(int(status.parent.name))
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="children are found in /proc")
def test_an_interrupt_keeps_nothing_and_leaves_no_process(run, tmp_path: Path) -> None:
    run("new", "week.pressmark")
    drop = tmp_path / "drop"
    drop.mkdir()
    body = "<p>The council of the invented town voted on Thursday for a hall of its own.</p>" * 300
    for number in range(100):
        (drop / f"{number}.html").write_text(f"<html><body><h1>Page {number}</h1>{body}</body></html>")
    # Under a shell that ignores interrupts for what it runs in the background, Python would ignore them too. One file
    # waits for the interrupt: all might be read before it comes.
    start = """
import signal, time
signal.signal(signal.SIGINT, signal.default_int_handler)
from annotations.importers import reading
read_in = reading._read_in
def held(child, task, *given):
    while task.path.name == "99.html" and not child._closed:
        time.sleep(0.01)
    return read_in(child, task, *given)
reading._read_in = held
from annotations.cli import main
main()
"""
    words = ["import", str(tmp_path / "week.pressmark"), str(drop)]
    with subprocess.Popen([sys.executable, "-c", start, *words], stderr=subprocess.PIPE, text=True) as importing:
        until = time.monotonic() + 30
        while len(children := children_of(importing.pid)) < 2:
            assert time.monotonic() < until
            time.sleep(0.05)
        time.sleep(0.5)
        for pid in (importing.pid, *children):  # a terminal interrupts all of them
            os.kill(pid, signal.SIGINT)
        said = importing.stderr.read()
    assert importing.returncode == 1
    assert said == "pressmark: cancelled, nothing of it was kept\n"
    assert not [pid for pid in children if Path(f"/proc/{pid}").exists()]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["drop", "week.pressmark"]
    assert run("articles", "week.pressmark").stdout == "None yet\n"
