"""A child process that is asked one thing after the other, and what is told where it does not answer.

What it costs when it crashes, hangs or grows is that one thing: whoever asks next has another child.
"""

import logging
from typing import Any

from annotations.worker import Worker, WorkerFaultError, WorkerLostError

MEMORY = 500_000_000
"""Bytes of memory that a child may use."""

PATIENCE = 60.0
"""Seconds without a sign of progress after which it is taken to hang; starting and loading a model is within that."""


class NotAnsweredError(Exception):
    """The child did not answer; the message says why in one sentence without a full stop.

    `stopped` tells that `AskedChild.close` was called meanwhile, which says nothing of what was asked.
    """

    def __init__(self, why: str, *, stopped: bool = False) -> None:
        super().__init__(why)
        self.stopped = stopped


class AskedChild:
    """One child, which is started with the first question.

    `ask` belongs to one thread at a time; `close` may be called from any thread.
    """

    def __init__(self, kind: str, doing: str, argv: list[str] | None = None) -> None:
        """Start nothing yet.

        Args:
            kind: what kind of worker it is, see `annotations.worker.KINDS`.
            doing: what it does, as sentences about it begin: "Reading it".
            argv: its command line instead of the usual one, for tests.
        """
        self._worker = Worker(kind, memory=MEMORY, argv=argv)
        self._doing = doing

    @property
    def pid(self) -> int:
        """The child's process id; 0 while there is none. Another one knows nothing of what was asked before."""
        return self._worker.pid

    def ask(self, request: dict[str, Any]) -> Any:
        """Return the child's answer.

        Raises:
            NotAnsweredError: if it did not manage. The next question starts another child.
        """
        try:
            return self._worker.call(request, deadline=PATIENCE, renewed=True)
        except WorkerLostError as lost:
            raise NotAnsweredError(self._why(lost.reason), stopped=lost.reason == "closed") from lost
        except OSError as error:
            raise NotAnsweredError(f"{self._doing} failed: no process could be started ({error.strerror})") from error
        except WorkerFaultError as fault:
            raise self.refuse(fault) from fault

    def refuse(self, fault: Exception) -> NotAnsweredError:
        """Log what is a fault of the program, and return what to raise; for an answer that cannot be right, too."""
        logging.getLogger(__name__).error("%s met a fault", self._doing, exc_info=fault)
        return NotAnsweredError(f"{self._doing} met a fault of the program, which is in the log")

    def _why(self, reason: str) -> str:
        match reason:
            case "memory":
                return f"{self._doing} took more than {MEMORY // 1_000_000} MB of memory"
            case "time":
                return f"{self._doing} did not get on for {PATIENCE:.0f} seconds"
            case "closed":
                return f"{self._doing} was stopped"
            case _:
                return f"{self._doing} failed: its process ended unexpectedly"

    def close(self) -> None:
        """End the child and wait until it is gone; whoever asks meets a `NotAnsweredError`. It cannot be used after."""
        self._worker.close()
