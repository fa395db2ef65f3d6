"""The child process that reads texts for suggestions: what it costs when it crashes, hangs or grows is one text."""

from annotations.language.asked_child import AskedChild
from annotations.language.found import Found


class LanguageChild:
    """Reads texts one after the other in a child that is started with the first.

    `read` belongs to one thread at a time; `close` may be called from any thread.
    """

    def __init__(self, argv: list[str] | None = None) -> None:
        """Start nothing yet; `argv` is the child's command line instead of the usual one, for tests."""
        self._child = AskedChild("language", "Reading it", argv)

    @property
    def pid(self) -> int:
        """The child's process id; 0 while there is none."""
        return self._child.pid

    def read(self, text: str, language: str) -> tuple[str, Found]:
        """Return what is found in a text or a part of one, with the key under which it is kept.

        Args:
            text: canonical.
            language: the code of its language, empty if that is not known.

        Raises:
            NotAnsweredError: if the child did not manage it. The next text is read by a new one.
        """
        reply = self._child.ask({"text": text, "language": language})
        try:
            return str(reply["key"]), Found.from_json(reply["found"], len(text))
        except ValueError as fault:
            raise self._child.refuse(fault) from fault

    def close(self) -> None:
        """End the child and wait until it is gone; who reads meets a `NotAnsweredError`. It cannot be used after."""
        self._child.close()
