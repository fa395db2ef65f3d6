"""One window for each project: who opens a project that a window of this person has open makes it come to the front.

The window that works in a project listens at an address made from the project's path, which only this person's
processes can reach. Nothing is told but that the window is wanted, and that it came.
"""

import hashlib
import os
import platform
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from annotations.store.files.lock import Holder, living_holder
from app.settings import APPLICATION, state_folder

PATIENCE = 2.0
"""Seconds in which a window that has just taken a project's lock begins to listen, and a busy one answers."""

_SETTLED = 10.0
"""Seconds after which whoever took a project's lock and does not listen is no window that will."""

_WANTED, _CAME = b"show ", b"shown\n"
_LONGEST = 300
"""Bytes of a message."""
_LONGEST_ADDRESS = 100
"""Bytes; Unix has no room for more than about 104."""
_TOKEN = "XDG_ACTIVATION_TOKEN"  # noqa: S105
"""Where a Wayland desktop says that whoever was started may take the focus, and Qt looks for that."""

_START = "import sys; sys.path.append(sys.argv.pop(1)); from annotations.cli import main; main()"


class _Answer(Enum):
    """What became of asking: the window came, none is there, or one is there that says nothing."""

    CAME = auto()
    NOBODY = auto()
    SILENCE = auto()


_NOBODY = {
    QLocalSocket.LocalSocketError.ServerNotFoundError,
    QLocalSocket.LocalSocketError.ConnectionRefusedError,
    QLocalSocket.LocalSocketError.SocketAccessError,
}


class Presence(QObject):
    """Listens for those who open the project that `hold` named last."""

    wanted = Signal()
    """The window is to come to the front."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server: QLocalServer | None = None

    @property
    def listens(self) -> bool:
        """Whether others can reach the window."""
        return self._server is not None and self._server.isListening()

    def hold(self, project: Path | None) -> None:
        """Listen for a project whose lock this process has, and for none before; None for no project.

        Where no address can be made nobody is answered: they are told of the lock then.
        """
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None
        address = _address(project) if project else ""
        if not address:
            return
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        if not self._server.listen(address):
            QLocalServer.removeServer(address)  # of a program that was killed: whoever has the lock is alone
            self._server.listen(address)

    def _answer(self) -> None:
        while self._server is not None and (socket := self._server.nextPendingConnection()):
            socket.readyRead.connect(lambda socket=socket: self._hear(socket))
            socket.disconnected.connect(socket.deleteLater)
            if socket.bytesAvailable():
                self._hear(socket)

    def _hear(self, socket: QLocalSocket) -> None:
        said = bytes(socket.peek(_LONGEST).data())
        if len(said) < _LONGEST and not said.endswith(b"\n"):
            return  # more is to come
        socket.readAll()
        if said.startswith(_WANTED):
            _allow_focus(said[len(_WANTED) :].strip())
            self.wanted.emit()
            socket.write(_CAME)
            socket.flush()
        socket.disconnectFromServer()


def come_forward(project: Path, patience: float = PATIENCE) -> bool:
    """Ask the window that works in a project to come to the front; whether one did.

    Needs the application object. Waits at most `patience` seconds, and only for a window that is busy, or may be just
    coming up: whoever else has the project open, a command or another person on this machine, is not waited for.
    """
    deadline = time.monotonic() + patience
    while holder := _holder_here(project):
        answer = _asked(project, max(0.1, deadline - time.monotonic()))
        if answer is _Answer.CAME:
            return True
        if time.monotonic() > deadline or (answer is _Answer.NOBODY and _is_settled(holder)):
            return False
        time.sleep(0.05)
    return False


def start_program(project: Path | None = None) -> bool:
    """Start the program once more, on a project if one is named; whether that worked."""
    arguments = ["open", str(project)] if project else []  # whatever its name ends in
    if getattr(sys, "frozen", False):
        program, before = sys.executable, list[str]()
    else:
        program, before = sys.executable, ["-P", "-c", _START, str(Path(__file__).parent.parent)]
    started = QProcess.startDetached(program, [*before, *arguments])
    return bool(started[0] if isinstance(started, tuple) else started)


def _holder_here(project: Path) -> Holder | None:
    """Which other process of this machine has a project open."""
    holder: Holder | None = None
    with suppress(OSError, RuntimeError):  # links that lead in a circle
        holder = living_holder(project)
    return holder if holder and holder.machine == platform.node() and holder.pid != os.getpid() else None


def _is_settled(holder: Holder) -> bool:
    """Whether it has had the lock for longer than a window needs to come up."""
    return (datetime.now(tz=UTC) - datetime.fromisoformat(holder.since).astimezone(UTC)).total_seconds() > _SETTLED


def _asked(project: Path, seconds: float) -> _Answer:
    address, milliseconds = _address(project), round(seconds * 1000)
    if not address:
        return _Answer.NOBODY
    socket = QLocalSocket()
    socket.connectToServer(address)
    if not socket.waitForConnected(milliseconds):
        return _Answer.NOBODY if socket.error() in _NOBODY else _Answer.SILENCE
    token = os.environ.get(_TOKEN, "").encode("ascii", errors="ignore")
    socket.write(_WANTED + (token if len(token) < _LONGEST - 10 else b"") + b"\n")
    socket.waitForBytesWritten(milliseconds)
    answered = socket.waitForReadyRead(milliseconds)
    return _Answer.CAME if answered and bytes(socket.readAll().data()) == _CAME else _Answer.SILENCE


def _allow_focus(token: bytes) -> None:
    if token and token.isascii() and token.decode("ascii").isprintable():
        os.environ[_TOKEN] = token.decode("ascii")


def _address(project: Path) -> str:
    """Where the window of a project listens; empty where there is no place for it."""
    try:
        real = os.path.normcase(project.resolve())
        name = f"{APPLICATION}-{hashlib.sha256(os.fsencode(real)).hexdigest()[:24]}"
        if os.name == "nt":
            return f"{name}-{os.environ.get('USERNAME', '')}"
        own = os.environ.get("XDG_RUNTIME_DIR", "")
        folder = Path(own) if own and Path(own).is_dir() else state_folder()
    except (OSError, RuntimeError):
        return ""
    address = str(folder / name)
    return address if len(os.fsencode(address)) <= _LONGEST_ADDRESS else ""
