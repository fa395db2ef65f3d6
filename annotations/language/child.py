"""The child process that reads texts for suggestions: what it costs when it crashes, hangs or grows is one text."""

import logging
from typing import Any

from annotations.language.found import Found
from annotations.worker import Worker, WorkerFaultError, WorkerLostError

MEMORY = 500_000_000
"""Bytes of memory that the child may use."""

PATIENCE = 60.0
"""Seconds without a sign of progress after which it is taken to hang; starting and loading a model is within that."""

_WHY = {
    "memory": f"Reading it took more than {MEMORY // 1_000_000} MB of memory",
    "time": f"Reading it did not get on for {PATIENCE:.0f} seconds",
    "crash": "The process that read it ended unexpectedly",
    "closed": "Reading was stopped",
}


class NotReadError(Exception):
    """A text could not be read; the message says why in one sentence without a full stop.

    `stopped` tells that `LanguageChild.close` was called meanwhile, which says nothing of the text.
    """

    def __init__(self, why: str, *, stopped: bool = False) -> None:
        super().__init__(why)
        self.stopped = stopped


class LanguageChild:
    """Reads texts one after the other in a child that is started with the first.

    `read` belongs to one thread at a time; `close` may be called from any thread.
    """

    def __init__(self, argv: list[str] | None = None) -> None:
        """Start nothing yet; `argv` is the child's command line instead of the usual one, for tests."""
        self._worker = Worker("language", memory=MEMORY, argv=argv)

    @property
    def pid(self) -> int:
        """The child's process id; 0 while there is none."""
        return self._worker.pid

    def read(self, text: str, language: str) -> tuple[str, Found]:
        """Return what is found in a text, with the key under which it is kept.

        Args:
            text: an article's canonical text.
            language: the code of its language, empty if that is not known.

        Raises:
            NotReadError: if the child did not manage it. The next text is read by a new one.
        """
        request = {"text": text, "language": language}
        try:
            return self._answer(self._worker.call(request, deadline=PATIENCE, renewed=True), len(text))
        except WorkerLostError as lost:
            raise NotReadError(_WHY[lost.reason], stopped=lost.reason == "closed") from lost
        except OSError as error:
            raise NotReadError(f"No process could be started to read it ({error.strerror})") from error
        except (WorkerFaultError, ValueError) as fault:
            logging.getLogger(__name__).exception("A text could not be read for suggestions")
            raise NotReadError("Reading it met a fault of the program, which is in the log") from fault

    @staticmethod
    def _answer(reply: dict[str, Any], length: int) -> tuple[str, Found]:
        return str(reply["key"]), Found.from_json(reply["found"], length)

    def close(self) -> None:
        """End the child and wait until it is gone; whoever reads meets a `NotReadError`. It cannot be used after."""
        self._worker.close()
