"""Proving that a frozen program works, and how long it takes to start beside the one that pip installed."""

import json
import os
import subprocess
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

from annotations.worker import Worker

_STARTS = 9
_PATIENCE = 300.0
"""Seconds in which a worker answers, on a slow disk too."""

_READ = (
    ("en", "spaCy ", "The minister Anna Lind said that taxes will rise.", ""),
    ("ru", "natasha ", "Об этом рассказали в министерстве Анны Петровой.", "Анна Петрова"),
)
"""A language, how the name of its engine begins, a text with a name, and that in its basic form if there are others."""


def prove(executable: Path) -> None:
    """Let a program work with a home of its own, in an environment without Python.

    It must write the sample and its brief, check the project, import a page by a worker process, suggest claims with
    spaCy, find names in English and Russian and compare words by their meaning.

    Raises:
        RuntimeError: it did not; with what it said.
    """
    with tempfile.TemporaryDirectory() as folder:
        _prove_commands(executable, Path(folder))
    for language, engine, text, name in _READ:
        found = _asked(executable, "language", {"text": text, "language": language})["found"]
        if not found["engine"].startswith(engine) or name not in [basic for *_, basic in found["names"]]:
            raise RuntimeError(f"{executable} does not read {language} as it should: {found}")
    seed = ["framing", "uid", "its name", "an arms race"]
    learnt = _asked(executable, "tags", {"seeds": [seed]})
    if learnt["note"] or not learnt["vectors"]:
        raise RuntimeError(f"{executable} compares no words by their meaning: {learnt['note'] or learnt['embedder']}")


def start_times(one: Path, other: Path) -> tuple[float, float]:
    """Median seconds of some runs of `--version` of two programs by turns; it loads Python and the command line."""
    times: dict[Path, list[float]] = {one: [], other: []}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(_STARTS):
            for program, kept in times.items():
                began = time.perf_counter()
                _run(program, Path(folder), "--version")
                kept.append(time.perf_counter() - began)
    return median(times[one]), median(times[other])


def _prove_commands(executable: Path, home: Path) -> None:
    _run(executable, home, "demo", "--no-window", "--into", str(home))
    project = next(home.glob("*.pressmark"))
    if not next(home.glob("*.pdf")).read_bytes().startswith(b"%PDF"):
        raise RuntimeError(f"{executable} wrote no brief")
    _run(executable, home, "check", str(project))
    page = home / "page.html"
    page.write_text(f"<html><body><h1>Two ministers disagree</h1>{'<p>The minister said no.</p>' * 40}</body></html>")
    _run(executable, home, "import", str(project), str(page))  # by a worker process
    told = json.loads(_run(executable, home, "suggest", str(project)))
    if not told["suggestions"] or not told["engine"].startswith("spaCy"):
        raise RuntimeError(f"{executable} suggests nothing by a language model: {told['note'] or told['engine']}")


def _asked(executable: Path, kind: str, request: dict[str, Any]) -> Any:
    """What a worker process of the program answers, as the window asks it."""
    with Worker(kind, argv=[str(executable), "--worker", kind]) as worker:
        return worker.call(request, deadline=_PATIENCE)


def _run(executable: Path, home: Path, *arguments: str) -> str:
    """Run the program with a home of its own and nothing of this environment that could help it."""
    kept = {name: value for name, value in os.environ.items() if name in ("LANG", "SYSTEMROOT", "TEMP", "TMP")}
    ended = subprocess.run(
        [str(executable), *arguments],
        env={**kept, "HOME": str(home), "USERPROFILE": str(home), "PATH": "", "LC_ALL": "C.UTF-8"},  # Windows' home too
        cwd=home,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if ended.returncode:
        raise RuntimeError(f"{executable.name} {' '.join(arguments)}: exit code {ended.returncode}\n{ended.stderr}")
    return ended.stdout
