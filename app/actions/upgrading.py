"""Projects of an older format: bringing them to the present one before they are opened, and telling of it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from annotations import __version__
from annotations.errors import AnnotationError, CancelledError, ProjectLockedError, UpgradeError
from annotations.progress import drive
from annotations.store.format.upgrading import Upgrade, is_older, upgrade
from app.waiting import wait_for

if TYPE_CHECKING:
    from app.window import Window


class UpgradeActions:
    """Upgrades a project ahead of its opening, so that the window shows how far that is and it can be cancelled."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._session = window.session

    def open(
        self, path: Path, person: tuple[str, str], opened: Callable[[], bool], *, original: Path | None = None
    ) -> bool:
        """Open a project that may be of an older format; whether that worked.

        Where it cannot be upgraded it is opened for reading.

        Args:
            path: the file.
            person: who works.
            opened: opens it, once it has the present format.
            original: of a working copy, what it was made of; that is not upgraded before the copy is published.

        Raises:
            ProjectLockedError: if someone else works in it.
        """
        if not is_older(path):
            return opened()
        try:
            done = self._upgraded(path, person[0], (original or path).stem)
        except ProjectLockedError:
            raise
        except CancelledError:
            return False
        except UpgradeError as error:
            read = self._session.open_read_only(original or path)
            self._session.failed.emit(error)
            return read
        except AnnotationError as error:
            self._session.failed.emit(error)
            return False
        if not opened():
            return False
        if done:
            self._tell(done, original)
        return True

    def _upgraded(self, path: Path, person: str, name: str) -> Upgrade | None:
        label = f"Bringing “{name}” to the format of this version. A backup is made first."
        return wait_for(label, lambda told: drive(upgrade(path, person), told), self._window)

    def _tell(self, done: Upgrade, original: Path | None) -> None:
        when = "Once it is published, others" if original else "Others"
        self._window.banner.say(
            f"This project had an older format and was brought to the present one. {when} need Pressmark {__version__} "
            f"or a newer one to open it. As it was, it is kept in {done.backup.path}",
            "Show the backups…",
            lambda: self._window.commands.run("file.backups"),
            tone="warn",
        )
