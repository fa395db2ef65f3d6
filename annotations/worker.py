"""Work in a child process: for files of unknown origin and libraries that may crash, hang or eat memory.

The child is this program started again as `pressmark --worker KIND`; it is spawned, never forked, and speaks one
JSON object a line over its standard streams. A request is {"id", "request"}; replies carry the id and one of
"progress" ([done, total, label]), "result", "refused" (an error the person can solve) or "fault" (a traceback).
"""

import contextlib
import importlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from annotations.errors import AnnotationError
from annotations.process_memory import used_by
from annotations.progress import Progress

KINDS: dict[str, str] = {
    "import": "annotations.importers.registry:serve",
    "vet": "annotations.store.files.vetting:serve",
    "recover": "annotations.store.repair.recovery:serve",
    "review": "annotations.brief.read_back:serve",
    "tags": "annotations.language.tags.serving:serve",
    "language": "annotations.language.analysis:serve",
}
"""What a worker can do: "module:function", loaded in the child only.

The function takes the request, any JSON object, and returns the result or a generator that yields `Progress` and
returns the result. What it raises as AnnotationError reaches the caller of `Worker.call` as an AnnotationError.
"""

_LOOK = 0.05
_STOP = 2.0
_NO_WINDOW = 0x08000000  # CREATE_NO_WINDOW


class WorkerLostError(Exception):
    """The child crashed, hung or outgrew its memory and was ended; a new one starts with the next call.

    `reason` is "crash", "time", "memory" or "closed"; `details` is what the child last wrote to its error stream.
    """

    def __init__(self, reason: str, details: str = "") -> None:
        """Keep the reason for whoever writes the sentence that the person reads."""
        self.reason = reason
        self.details = details
        super().__init__(f"worker lost ({reason}) {details}".strip())


class WorkerFaultError(Exception):
    """The child met a fault of the program; the message is its traceback. The child lives on."""


# Not "-m": that would look for modules in the current folder first, which may be where foreign files were saved.
_START = "import sys; sys.path.append(sys.argv[2]); from annotations.worker import serve; sys.exit(serve(sys.argv[1]))"


def command(kind: str) -> list[str]:
    """Return the command line of a worker: this very program, whether frozen or run by an interpreter."""
    if getattr(sys, "frozen", False):
        program = Path(sys.executable)  # on Windows the window's program has no streams; its neighbour has
        return [str(program.with_name(program.name.replace("-window", ""))), "--worker", kind]
    return [sys.executable, "-P", "-c", _START, kind, str(Path(__file__).parent.parent)]


class Worker:
    """A child process that answers requests one after the other; started with the first, ended by `close`.

    `call` belongs to one thread at a time; `close` may be called from any thread and ends a call under way.

    Args:
        kind: a key of `KINDS`.
        memory: bytes of resident memory above which the child is ended; 0 for no limit.
        argv: the command line instead of `command(kind)`; for tests.
    """

    def __init__(self, kind: str, *, memory: int = 0, argv: list[str] | None = None) -> None:
        self._argv = argv or command(kind)
        self._memory = memory
        self._child: _Child | None = None
        self._guard = threading.Lock()
        self._closed = False
        self._calls = 0
        self._ahead: _Ahead | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def pid(self) -> int:
        """The child's process id; 0 while there is none."""
        return self._child.process.pid if self._child else 0

    def call(
        self,
        request: dict[str, Any],
        *,
        deadline: float,
        on_progress: Callable[[Progress], None] | None = None,
        renewed: bool = False,
        then: dict[str, Any] | None = None,
    ) -> Any:
        """Send a request and wait for its result.

        Args:
            request: anything JSON can hold.
            deadline: seconds until the child is ended.
            on_progress: is told of the child's progress, on this thread; what it raises ends the child.
            renewed: the deadline is for each part of the work: it begins anew whenever the child tells of progress.
            then: what the next call will ask, this very object. The child has it already and begins it at once, while
                the caller still deals with this result.

        Raises:
            WorkerLostError: the child did not live to answer.
            WorkerFaultError: the child met a fault of the program.
            AnnotationError: the child refused with an error the person can solve.
        """
        work = self._ask(request, deadline, renewed=renewed, then=then)
        try:
            while True:
                progress = next(work)
                if progress and on_progress:
                    on_progress(progress)
        except StopIteration as end:
            return end.value
        finally:
            work.close()

    def run(self, request: dict[str, Any], *, deadline: float) -> Generator[Progress, None, Any]:
        """As `call`, as a job: yields at least ten times a second; closing it between two yields ends the child."""
        work = self._ask(request, deadline)
        latest = Progress(0, 0)
        try:
            while True:
                latest = next(work) or latest
                yield latest
        except StopIteration as end:
            return end.value
        finally:
            work.close()

    def _ask(
        self, request: dict[str, Any], deadline: float, *, renewed: bool = False, then: dict[str, Any] | None = None
    ) -> Generator[Progress | None, None, Any]:
        """Send and wait; yields each progress, and None when there was none for a moment."""
        child = self._started()
        until = time.monotonic() + deadline
        try:
            number = self._sent(child, request)
            self._ahead = _Ahead(child, then, self._send(child, then)) if then is not None else None
            while True:
                gone = child.gone  # looked at first: whatever it said before it went is heard by then
                reply = child.reply(_LOOK)
                if reply is None:
                    self._check(child, until, gone=gone)
                    yield None
                elif reply.get("id") == number:
                    if "progress" not in reply:
                        return _result(reply)
                    self._weigh(child)  # one that never falls silent grows as well
                    if renewed:
                        until = time.monotonic() + deadline
                    yield Progress(*reply["progress"])
        except (AnnotationError, WorkerFaultError):
            raise
        except BaseException:  # lost, or given up by the caller: whatever the child still does is of no use
            self._drop()
            raise

    def begin(self, request: dict[str, Any]) -> None:
        """Let the child do something before the next call, without waiting for it; what comes of it is not told."""
        self._send(self._started(), request)

    def _sent(self, child: "_Child", request: dict[str, Any]) -> int:
        """The number of a request, which is sent unless this child has it already."""
        ahead = self._ahead
        return ahead.number if ahead and ahead.is_of(child, request) else self._send(child, request)

    def _send(self, child: "_Child", request: dict[str, Any]) -> int:
        self._calls += 1
        child.send({"id": self._calls, "request": request})
        return self._calls

    def close(self) -> None:
        """End the child and wait until it is gone. A call under way raises WorkerLostError."""
        self._closed = True
        self._drop()

    def _started(self) -> "_Child":
        with self._guard:
            if self._closed:
                raise WorkerLostError("closed")
            if self._child is None or self._child.process.poll() is not None:
                if self._child:
                    self._child.end()
                self._child = _Child(self._argv)
            return self._child

    def _drop(self) -> None:
        with self._guard:  # whoever comes second waits too, so that for both the child is gone
            child, self._child = self._child, None
            if child:
                child.end()

    def _check(self, child: "_Child", until: float, *, gone: bool) -> None:
        if self._closed:
            raise WorkerLostError("closed")
        if gone:
            raise WorkerLostError("crash", child.last_words())
        if time.monotonic() > until:
            raise WorkerLostError("time")
        self._weigh(child)

    def _weigh(self, child: "_Child") -> None:
        if self._memory and (used_by(child.process.pid) or 0) > self._memory:
            raise WorkerLostError("memory")


@dataclass(frozen=True, slots=True)
class _Ahead:
    """A request that a child was sent before anybody called for its result."""

    child: "_Child"
    request: dict[str, Any]
    number: int

    def is_of(self, child: "_Child", request: dict[str, Any]) -> bool:
        """Whether it is this request, and its child has not been lost meanwhile."""
        return child is self.child and request is self.request


def _result(reply: dict[str, Any]) -> Any:
    if "refused" in reply:
        what, remedy, path = reply["refused"]
        raise AnnotationError(what, remedy, Path(path) if path else None)
    if "fault" in reply:
        raise WorkerFaultError(reply["fault"])
    return reply["result"]


class _Child:
    """One process with the threads at its pipes (a pipe cannot be waited on with a time limit everywhere)."""

    def __init__(self, argv: list[str]) -> None:
        self.process = subprocess.Popen(  # noqa: S603 - our own program
            argv,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            creationflags=_NO_WINDOW if sys.platform == "win32" else 0,
        )
        self.gone = False
        self._replies: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        self._errors: deque[bytes] = deque(maxlen=40)
        self._requests: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        works = (self._listen, self._overhear, self._speak)
        streams = (self.process.stdout, self.process.stderr, self.process.stdin)
        self._threads = [
            threading.Thread(target=work, args=(stream,), daemon=True, name=f"worker {self.process.pid}")
            for work, stream in zip(works, streams, strict=True)
        ]
        for thread in self._threads:
            thread.start()

    def send(self, message: dict[str, Any]) -> None:
        """Have one request written, without waiting for a child that still reads a file and takes no more.

        One that has just died is noticed by whoever waits for the reply.
        """
        self._requests.put(json.dumps(message).encode("ascii") + b"\n")

    def reply(self, wait: float) -> dict[str, Any] | None:
        """Return the next reply, or None after `wait` seconds or once the child is gone."""
        try:
            return self._replies.get(timeout=0 if self.gone else wait)
        except queue.Empty:
            return None

    def last_words(self) -> str:
        """The end of what the child wrote to its error stream."""
        self._threads[1].join(_STOP)
        return b"".join(self._errors).decode("utf-8", "replace").strip()

    def end(self) -> None:
        """Kill the process, collect it (so that no zombie stays) and close the pipes."""
        self.process.kill()
        self.process.wait()
        self._requests.put(None)
        for thread in self._threads:
            thread.join(_STOP)
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream:
                with contextlib.suppress(OSError):
                    stream.close()

    def _speak(self, stream: IO[bytes]) -> None:
        with contextlib.suppress(OSError, ValueError):
            while (request := self._requests.get()) is not None:
                stream.write(request)
                stream.flush()

    def _listen(self, stream: IO[bytes]) -> None:
        with contextlib.suppress(OSError, ValueError):
            for line in stream:
                with contextlib.suppress(ValueError):
                    reply = json.loads(line)
                    if isinstance(reply, dict):
                        self._replies.put(reply)
        self.gone = True

    def _overhear(self, stream: IO[bytes]) -> None:
        with contextlib.suppress(OSError, ValueError):
            for line in stream:
                self._errors.append(line[-2000:])


def serve(kind: str) -> int:
    """Be the child: answer requests until the parent closes the pipe or is gone, which ends the process.

    Returns the exit code if there is no such kind.

    The standard streams are taken away first, so that neither a library's chatter nor a stray `print` can get
    between the lines of the protocol, on the level of Python or below it.
    """
    if kind not in KINDS:
        print(f"pressmark: no worker of kind {kind}; known: {', '.join(KINDS)}", file=sys.stderr)  # noqa: T201
        return 2
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches the children too; the parent decides
    requests, replies = _own_streams()
    waiting: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(requests, waiting), daemon=True, name="requests").start()
    module, _, name = KINDS[kind].partition(":")
    work = getattr(importlib.import_module(module), name)
    while True:
        message = json.loads(waiting.get())

        def answer(reply: dict[str, Any], number: int = message["id"]) -> None:
            replies.write(json.dumps({"id": number, **reply}).encode("ascii") + b"\n")
            replies.flush()

        _told.append(answer)
        for reply in _answers(work, message["request"]):
            answer(reply)
        _told.clear()


_told: list[Callable[[dict[str, Any]], None]] = []
"""In a child, who answers the request that is worked on."""


def tell(progress: Progress) -> None:
    """Tell the parent of progress from deep within a function of `KINDS`; outside a child nobody hears it."""
    for answer in _told:
        answer(_told_of(progress))


def _told_of(progress: Progress) -> dict[str, Any]:
    return {"progress": [progress.done, progress.total, progress.label]}


def _receive(requests: IO[bytes], waiting: "queue.SimpleQueue[bytes]") -> None:
    """Pass requests on; when the parent is gone, end this process in the middle of whatever it does."""
    for line in requests:
        waiting.put(line)
    os._exit(0)


def _own_streams() -> tuple[IO[bytes], IO[bytes]]:
    requests = os.fdopen(os.dup(0), "rb")
    replies = os.fdopen(os.dup(1), "wb")
    with Path(os.devnull).open("rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)
    sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115 - as long as the process
    sys.stdout = sys.stderr
    return requests, replies


def _answers(work: Callable[[dict[str, Any]], Any], request: dict[str, Any]) -> Iterator[dict[str, Any]]:
    try:
        result = work(request)
        if isinstance(result, Generator):
            result = yield from _with_progress(result)
        yield {"result": result}
    except AnnotationError as error:
        yield {"refused": [error.what, error.remedy, str(error.path or "")]}
    except Exception:
        yield {"fault": traceback.format_exc()}


def _with_progress(running: Generator[Progress, None, Any]) -> Generator[dict[str, Any], None, Any]:
    while True:
        try:
            progress = next(running)
        except StopIteration as end:
            return end.value
        yield _told_of(progress)


if __name__ == "__main__":
    sys.exit(serve(sys.argv[1] if len(sys.argv) > 1 else ""))
