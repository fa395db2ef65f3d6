"""What all tests share: no screen, no settings of the person who runs them, nothing logged unexpectedly."""

import gc
import logging
import os
import shutil
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from hypothesis import HealthCheck, settings
from new_projects import new_projects

from app.display import display_problem  # it looks at the variable set above; loads no Qt

__all__ = ["new_projects"]


def _work_in_memory(memory: Path = Path("/dev/shm"), room: int = 2 << 30) -> None:
    """Put the files of tests where no disk is waited for, if there is room: the program waits for it at each step.

    A folder that was chosen by `TMPDIR` or `--basetemp` stays.
    """
    if "TMPDIR" not in os.environ and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > room:
        os.environ["TMPDIR"] = tempfile.tempdir = str(memory)


_work_in_memory()

# A busy machine is no fault, as the tests have a time limit as a whole; and what was said of some code is said of it
# again. `--hypothesis-profile=anew` looks for other examples.
settings.register_profile("same", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("anew", settings.get_profile("same"), derandomize=False)
settings.load_profile("same")

QT_PROBLEM = display_problem()
if not QT_PROBLEM:
    try:
        import PySide6.QtWidgets  # noqa: F401
    except ImportError as error:
        QT_PROBLEM = f"Qt cannot be loaded: {error}"

# pytest-qt ends the whole run where Qt cannot be loaded, so pyproject.toml keeps it out and it comes in here.
pytest_plugins = [] if QT_PROBLEM else ["pytestqt.plugin"]
collect_ignore = ["app", "journeys"] if QT_PROBLEM else []


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Do not look for garbage while ten thousand tests are made, nor among them ever after: they stay to the end."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one line why the window's tests were left out, and what to install."""
    if QT_PROBLEM:
        terminalreporter.write_line(f"Window tests left out: {QT_PROBLEM}")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip what needs a real display where nothing is shown, and what takes minutes unless it is asked for."""
    reasons = {"long": "takes minutes; run with -m long", "display": "needs a real display; .ci/run has one"}
    if "long" in config.getoption("-m"):
        del reasons["long"]
    if os.environ["QT_QPA_PLATFORM"].partition(":")[0] not in {"offscreen", "minimal"}:
        del reasons["display"]
    for item in items:
        for name, reason in reasons.items():
            if item.get_closest_marker(name):
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def all_folders(request: pytest.FixtureRequest) -> Path:
    """Holds the folders of all tests, and goes with what is written late: Qt's settings, when they are freed.

    That is after all fixtures have ended: until then what the last test was given is held for it.
    """
    folder = tempfile.TemporaryDirectory(prefix="pm-", ignore_cleanup_errors=True)

    def remove() -> None:
        gc.collect()
        folder.cleanup()

    request.config.add_cleanup(remove)
    return Path(folder.name)


@pytest.fixture(autouse=True)
def own_folders(all_folders: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Settings, state and caches go to a folder of the test's own; no font of this machine gets into a brief.

    It has a short name, as addresses of sockets hold about a hundred characters. It is none of pytest's own folders, of
    which each new one costs a look at all that there are.
    """
    with tempfile.TemporaryDirectory(prefix="", dir=all_folders, ignore_cleanup_errors=True) as short:
        home = Path(short) / "home"
        home.mkdir()
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_DIRS"):
            monkeypatch.setenv(name, str(home / name.lower()))
        monkeypatch.setenv("HOME", str(home))
        monkeypatch.setenv("XDG_RUNTIME_DIR", short)
        yield home


@pytest.fixture(autouse=True)
def no_unexpected_warnings(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning or error in the log fails the test that caused it, unless the test takes it out of the list."""
    yield
    unexpected = [
        record for when in ("setup", "call") for record in caplog.get_records(when) if record.levelno >= logging.WARNING
    ]
    assert not unexpected, [record.getMessage() for record in unexpected]


@pytest.fixture(autouse=True)
def collector_on() -> Iterator[None]:
    """No test leaves Python's collector of cycles switched off: later ones would see it, and so would the window."""
    yield
    was_on = gc.isenabled()
    gc.enable()
    assert was_on
